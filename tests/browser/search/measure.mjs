// What questions to a built site cost: what they load (compressed, without the pages of which excerpts are) and how long they take, in Node and in Chromium
// from a host and from a disk.
//
//   node search/measure.mjs SITE [questions of a kind, 24]
//
// Questions are of words that stand in the paragraphs of the site's transcripts: one, three of a paragraph, three in a row; where much is written without
// blanks, four signs in a row. Medians; each question is asked in a world of its own, so that nothing is loaded before. "anew" is a question whose files are
// there, and whose answer is not.
import { createServer } from 'node:http';
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { random } from './archive.mjs';
import { engine, script } from './engine.mjs';

const root = resolve(process.argv[2] ?? 'public');
const COUNT = Number(process.argv[3] ?? 24);
const texts = new Map(readdirSync(join(root, 'search')).filter((file) => file.endsWith('.js')).map((file) => [file.replace(/\.js$/, ''), readFileSync(join(root, 'search', file), 'utf8')]));
const zipped = new Map([...texts].map(([name, text]) => [name, gzipSync(text).length / 1024]));
const kb = (names) => names.reduce((sum, name) => sum + (zipped.get(name) ?? 0), 0);
const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1] ?? 0;
const most = (list) => Math.max(0, ...list);

/** Paragraphs of transcripts, as plain text. */
function* paragraphs() {
  const folder = join(root, 'transcripts');
  for (const file of readdirSync(folder, { recursive: true }).map(String).filter((file) => file.endsWith('.html'))) {
    for (const [, html] of readFileSync(join(folder, file), 'utf8').matchAll(/<p id="p\d[^>]*>(.*?)<\/p>/gs)) yield html.replace(/<[^>]*>/g, '').replace(/&[a-z#0-9]+;/g, ' ');
  }
}

/** Questions, always the same of one site. */
function questions() {
  const next = random(12);
  const pick = (list) => list[next(list.length)];
  const all = [...paragraphs()];
  const spaced = all.map((text) => text.match(/\p{Script=Latin}+(?: \p{Script=Latin}+){5,}/u)?.[0].split(' ')).filter(Boolean);
  const runs = all.map((text) => text.match(/\p{Script=Han}{8,}/u)?.[0]).filter(Boolean);
  const row = (list, length) => { const from = next(list.length - length + 1); return list.slice(from, from + length); };
  const of = (make, from) => (from.length < 9 ? [] : Array.from({ length: COUNT }, () => make(pick(from))));
  return {
    'one word': of(pick, spaced),
    'three words': of((words) => [0, 1, 2].map(() => pick(words)).join(' '), spaced),
    'a phrase of three': of((words) => `"${row(words, 3).join(' ')}"`, spaced),
    'four Han signs': of((run) => row([...run], 4).join(''), runs),
  };
}

async function inNode(asks) {
  const rows = [];
  for (const one of asks) {
    const { search, asked } = engine((name) => texts.get(name));
    const index = await search.open('search/');
    const begun = process.cpuUsage();
    const found = await index.find(one, { count: 5 });
    const cold = process.cpuUsage(begun);
    const loaded = asked.slice(1);
    for (const other of ['zzza', 'zzzb', 'zzzc']) await index.find(other);
    const again = process.cpuUsage();
    await index.find(one, { count: 5 });
    const anew = process.cpuUsage(again);
    rows.push({ total: found.total, loaded, cold: (cold.user + cold.system) / 1000, anew: (anew.user + anew.system) / 1000 });
  }
  return rows;
}

async function inChromium(browser, url, asks) {
  const rows = [];
  for (const one of asks) {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(url);
    await page.addScriptTag({ content: script });
    rows.push(await page.evaluate(async (one) => {
      const times = [performance.now()];
      const index = await window.postil.search.open(new URL('search/', location.href).href);
      const find = async (asked) => { await index.find(asked, { count: 5 }); times.push(performance.now()); };
      await find(one);
      await find(one);
      for (const other of ['zzza', 'zzzb', 'zzzc']) await index.find(other);
      times.push(performance.now());
      await find(one);
      return { cold: times[1] - times[0], repeated: times[2] - times[1], anew: times[4] - times[3] };
    }, one));
    await context.close();
  }
  return rows;
}

const of = (letter) => [...texts.keys()].filter((name) => name !== 'root' && name !== 'engine' && name.startsWith(letter));
console.log(`${texts.size} files, ${([...texts.values()].reduce((sum, text) => sum + text.length, 0) / 1e6).toFixed(1)} MB, ${(kb([...texts.keys()]) / 1024).toFixed(1)} MB compressed`);
console.log(`once: engine ${kb(['engine']).toFixed(1)} KB, root ${kb(['root']).toFixed(1)}, columns ${kb(of('c')).toFixed(1)}; all names ${kb(of('n')).toFixed(1)}`);
const server = createServer(async (request, response) => {
  try {
    const bytes = await readFile(join(root, decodeURIComponent(new URL(request.url, 'http://localhost').pathname)));
    response.writeHead(200, { 'content-type': request.url.includes('.js') ? 'text/javascript' : 'text/html', 'content-encoding': 'gzip' }).end(gzipSync(bytes));
  } catch {
    response.writeHead(404).end();
  }
});
await new Promise((done) => server.listen(0, '127.0.0.1', done));
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--headless', '--no-sandbox', '--disable-gpu'] });
const bases = { http: `http://127.0.0.1:${server.address().port}/404.html`, disk: pathToFileURL(join(root, '404.html')).href };
for (const [kind, asks] of Object.entries(questions())) {
  if (!asks.length) continue;
  const rows = await inNode(asks);
  const size = (names) => median(rows.map(({ loaded }) => kb(loaded.filter(names))));
  console.log(`${kind}: ${median(rows.map(({ total }) => total))} found; ${size((name) => /^[dlp]/.test(name)).toFixed(0)} KB of words, lists and places, ${size((name) => /^n/.test(name)).toFixed(0)} of names, ${median(rows.map(({ loaded }) => loaded.length))} files; Node, processor: cold ${median(rows.map(({ cold }) => cold)).toFixed(0)} ms, anew ${median(rows.map(({ anew }) => anew)).toFixed(1)} (most ${most(rows.map(({ anew }) => anew)).toFixed(1)})`);
  for (const [where, url] of Object.entries(bases)) {
    const own = await inChromium(browser, url, asks.slice(0, 9));
    console.log(`  Chromium, ${where}: cold ${median(own.map(({ cold }) => cold)).toFixed(0)} ms, anew ${median(own.map(({ anew }) => anew)).toFixed(1)} (most ${most(own.map(({ anew }) => anew)).toFixed(1)}), repeated ${median(own.map(({ repeated }) => repeated)).toFixed(1)}`);
  }
}
await browser.close();
server.close();

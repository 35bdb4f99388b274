// The engine of search in Chromium, from a host that allows its own scripts alone and from a disk: the same tokens and the same answers as in Node.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { archive, stem } from './search/archive.mjs';
import { encode } from './search/encode.mjs';
import { engine, plain, script, shared } from './search/engine.mjs';
import { launch } from './site.mjs';

const policy = "default-src 'none'; script-src 'self'; img-src data:";
const { search } = engine();
const files = encode(archive(31, 80), search.tokens, { stem, common: (term) => ['the', 'of', 'and'].includes(term) });
// As postil writes it: with a stamp, by which all files but the root are asked for.
files.set('root', files.get('root').replace(/"version":\d+/, '$&,"stamp":"3f9c01ab77"'));
const asks = ['water', '"the water" OR wat*', 'water NEAR bridge', '司法', '水', 'צה"ל', 'محمد cafe', 'water -bridge speaker:ann', 'watre', '', '-the topic:ice'];

let browser;
let folder;
let server;
const bases = [];

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postil-search-'));
  await mkdir(join(folder, 'search'));
  await writeFile(join(folder, 'search/engine.js'), script);
  for (const [name, text] of files) await writeFile(join(folder, `search/${name}.js`), text);
  await writeFile(join(folder, 'page.html'), `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>x</title><link rel="icon" href="data:,"><script src="search/engine.js"></script>`);
  server = createServer(async (request, response) => {
    try {
      const bytes = await readFile(join(folder, new URL(request.url, 'http://localhost').pathname));
      response.writeHead(200, { 'content-type': request.url.includes('.js') ? 'text/javascript; charset=utf-8' : 'text/html; charset=utf-8', 'content-security-policy': policy }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  bases.push(['a host', `http://127.0.0.1:${server.address().port}/page.html`], ['a disk', pathToFileURL(join(folder, 'page.html')).href]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true });
});

/** Runs in a page that loaded the engine; what it asks for and complains of is kept. */
async function page(url) {
  const context = await browser.newContext();
  const opened = await context.newPage();
  const [requests, said] = [[], []];
  opened.on('request', (request) => requests.push(request.url()));
  opened.on('console', (message) => said.push(message.text()));
  await opened.goto(url);
  return { page: opened, requests, said, close: () => context.close() };
}

test('tokens are the same in the browser', async () => {
  const { page: opened, close } = await page(bases[0][1]);
  const given = await opened.evaluate((texts) => texts.map((text) => window.postil.search.tokens(text).map(({ term, start, end, position, tail }) => [term, start, end, position, tail ? 1 : 0])), shared.map(({ text }) => text));
  shared.forEach(({ text, tokens }, i) => assert.deepEqual(given[i], tokens, text));
  await close();
});

test('answers are the same from a host, from a disk and in Node, and only the index is asked for', async () => {
  const { search: own } = engine((name) => files.get(name));
  const index = await own.open('search/');
  const should = [];
  for (const one of asks) {
    const found = await index.find(one, { count: 20 });
    should.push(plain({ ...found, all: await index.all(found), speakers: await index.facet(found, 'speaker'), quote: await index.quote(one) }));
  }
  for (const [where, url] of bases) {
    const { page: opened, requests, said, close } = await page(url);
    const is = await opened.evaluate(async (asks) => {
      const index = await window.postil.search.open(new URL('search/', location.href).href);
      const all = [];
      for (const one of asks) {
        const found = await index.find(one, { count: 20 });
        all.push({ ...found, all: await index.all(found), speakers: await index.facet(found, 'speaker'), quote: await index.quote(one) });
      }
      return JSON.parse(JSON.stringify(all));
    }, asks);
    asks.forEach((one, i) => assert.deepEqual(is[i], should[i], `${one} from ${where}`));
    assert.ok(requests.slice(1).every((one) => one.startsWith(new URL('search/', url).href)), requests.join(' '));
    const [root, ...others] = requests.filter((one) => !/(page\.html|engine\.js)$/.test(one));
    assert.match(root, /\/search\/root\.js\?\w+$/, 'an index is looked for that is not an old one');
    assert.ok(others.length > 3 && others.every((one) => one.endsWith('.js?3f9c01ab77')), others.join(' '));
    assert.deepEqual(said, [], where);
    assert.equal(await opened.evaluate(() => document.head.querySelectorAll('script').length), 1, 'what was loaded leaves nothing in the page');
    await close();
  }
});

test('a file that is missing or broken is an error that names it, from both', async () => {
  for (const [where, url] of bases) {
    const { page: opened, close } = await page(url);
    const reason = (folder) => opened.evaluate((folder) => window.postil.search.open(new URL(folder, location.href).href).then(() => 'none', ({ file, reason }) => `${file} ${reason}`), folder);
    assert.equal(await reason('nowhere/'), 'search/root.js missing', where);
    await writeFile(join(folder, 'root.js'), 'postil.search.root({');
    assert.equal(await reason('./'), 'search/root.js broken', where);
    await rm(join(folder, 'root.js'));
    await close();
  }
});

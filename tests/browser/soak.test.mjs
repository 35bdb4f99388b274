// The preview with a page open while somebody writes: every edit shows, none is stale, and memory does not grow.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch, repository } from './site.mjs';

const EDITS = Number(process.env.SOAK_EDITS ?? 500);
const binary = process.env.POSTIL ?? join(repository, 'target/release/postil');
let browser;
let folder;
let server;
let url;

// A generator of numbers with a known beginning, so that a failure can be had again.
let seed = 20140401;
const random = (n) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) % n;
};

const write = async (path, text) => {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), text);
};

/** As many editor programs do: a file beside it, then a rename. */
const save = async (path, text) => {
  await write(`${path}.tmp`, text);
  await rename(join(folder, `${path}.tmp`), join(folder, path));
};

const words = { body: 'was there', note: 'A note.', title: 'River', page: 'About it.', extra: 0 };
const transcript = () =>
  `---\ntitle: Hearing\ndate: 1931-05-04\nspeakers:\n  Q: {part: counsel}\n  A: jane\n---\nQ: Where were you that night?\n\nA: I ${words.body}. The river rose to the door.\n\n${'A: It went on and on, for days and nights without an end.\n\n'.repeat(40)}`;
const notes = () => {
  let all = `annotations:\n  - {id: rose, quote: The river rose, topics: [river], note: "${words.note}"}\n`;
  for (let i = 0; i < words.extra; i++) all += `  - {in: p${i + 3}, topics: [river], note: "More ${i}."}\n`;
  return all;
};
const topic = () => `---\ntitle: ${words.title}\n---\nThe river.\n`;
const about = () => `---\ntitle: About\n---\n${words.page} See [[hearing#rose]].\n`;

before(async () => {
  browser = await launch();
  folder = await mkdtemp(join(tmpdir(), 'postil-soak-'));
  await write('postil.yaml', 'title: Soak\n');
  await write('content/people/jane.md', '---\ntitle: Jane Roe\n---\n');
  await write('content/topics/river.md', topic());
  await write('content/transcripts/hearing.md', transcript());
  await write('content/annotations/hearing.yaml', notes());
  await write('content/pages/about.md', about());
  server = spawn(binary, ['serve', '--root', folder, '--port', '0'], { stdio: ['ignore', 'ignore', 'pipe'] });
  url = await new Promise((resolve, reject) => {
    let said = '';
    server.stderr.on('data', (piece) => {
      said += piece;
      const found = /at (http:\S+)/.exec(said);
      if (found) resolve(found[1]);
    });
    server.on('exit', (code) => reject(new Error(`the preview ended with ${code}: ${said}`)));
  });
});
after(async () => {
  await browser?.close();
  server?.kill();
  if (folder) await rm(folder, { recursive: true });
});

/** Resident memory in KiB; what the allocator keeps is in it, so only growth over many edits means something. */
const memory = async () => Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${server.pid}/status`, 'utf8'))[1]);

const kinds = [
  (n) => {
    words.body = `was in place ${n}`;
    return ['transcripts/hearing.html', words.body, () => save('content/transcripts/hearing.md', transcript())];
  },
  (n) => {
    words.note = `Note number ${n}.`;
    const path = random(2) ? 'transcripts/hearing.html' : 'topics/river.html';
    return [path, words.note, () => write('content/annotations/hearing.yaml', notes())];
  },
  (n) => {
    words.title = `River ${n}`;
    const path = random(2) ? 'transcripts/hearing.html' : 'topics/river.html';
    return [path, words.title, () => save('content/topics/river.md', topic())];
  },
  (n) => {
    words.page = `About it, ${n}.`;
    return ['about.html', words.page, () => write('content/pages/about.md', about())];
  },
  (n) => {
    words.extra = n % 7;
    words.note = `With ${words.extra} more, ${n}.`;
    return ['topics/river.html', words.note, () => save('content/annotations/hearing.yaml', notes())];
  },
  (n) => {
    words.note = `Whole again, ${n}.`;
    // Half a file, then the whole: the last good page stays in between.
    const edit = async () => {
      await write('content/annotations/hearing.yaml', 'annotations:\n  - {id: rose, quote: "The riv');
      await write('content/annotations/hearing.yaml', notes());
    };
    return ['transcripts/hearing.html', words.note, edit];
  },
  (n) => {
    const template = `{% extends "default/page.html" %}{% block after_content %}<p>Template ${n}</p>{% endblock after_content %}`;
    return ['about.html', `Template ${n}`, () => write('templates/page.html', template)];
  },
];

test(`${EDITS} edits with a page open: each shows, and memory does not grow`, async () => {
  const page = await browser.newPage();
  const faults = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  let open = '';
  let early = 0;
  for (let n = 0; n < EDITS; n++) {
    const [path, text, edit] = kinds[random(kinds.length)](n);
    // The page is open before it is edited, and reloads by itself.
    if (open !== path) await page.goto(url + path);
    open = path;
    await edit();
    await page.waitForFunction((wanted) => document.body?.textContent.includes(wanted), text, { timeout: 10_000, polling: 20 }).catch(() => {
      assert.fail(`edit ${n} never showed on ${path}: ${text}`);
    });
    if (n === Math.floor(EDITS / 5)) early = await memory();
  }
  const late = await memory();
  assert.deepEqual(faults, []);
  assert.ok(late < early * 1.3 + 16 * 1024, `${early} KiB after a fifth of the edits, ${late} KiB after all`);
  await page.close();
});

test('a page reloads only if its bytes changed, and keeps its place', async () => {
  const page = await browser.newPage({ viewport: { width: 1000, height: 600 } });
  let loads = 0;
  page.on('load', () => loads++);
  await page.goto(`${url}transcripts/hearing.html`);
  await page.evaluate(() => scrollTo(0, 900));
  words.page = 'Of no matter to the hearing.';
  await write('content/pages/about.md', about());
  await page.waitForTimeout(400);
  assert.equal(loads, 1, 'another page was edited');
  words.note = 'Of matter to it.';
  await write('content/annotations/hearing.yaml', notes());
  await page.waitForFunction(() => document.body?.innerText.includes('Of matter to it.'));
  assert.equal(loads, 2);
  await page.waitForFunction(() => Math.abs(scrollY - 900) < 3);
  await page.close();
});

test('mistakes are laid over the last good page, and go when they are mended', async () => {
  const page = await browser.newPage();
  await page.goto(`${url}transcripts/hearing.html`);
  await write('content/annotations/hearing.yaml', 'annotations:\n  - {quote: The river fell, note: x}\n');
  const overlay = page.locator('postil-overlay section');
  await overlay.waitFor();
  assert.match(await overlay.innerText(), /The river fell/);
  assert.match(await page.locator('body').innerText(), /The river rose/, 'the last good page');
  await write('content/annotations/hearing.yaml', notes());
  await overlay.waitFor({ state: 'detached' });
  await write('templates/page.html', '{% extends "default/page.html" %}{% block after_content %}{{ free.nothing }}{% endblock after_content %}');
  await page.goto(`${url}about.html`);
  await overlay.waitFor();
  assert.match(await overlay.innerText(), /nothing/);
  await rm(join(folder, 'templates'), { recursive: true });
  await page.waitForFunction(() => document.body?.innerText.includes('See '));
  await overlay.waitFor({ state: 'detached' });
  await page.close();
});

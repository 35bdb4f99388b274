// The archive as a reader's browser shows it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import * as tests from './site.mjs';
import { broken, launch, looks, pages, repository, samples, serve, site, transcript } from './site.mjs';

let browser;
let served;

before(async () => {
  browser = await launch();
  served = await serve();
});
after(async () => {
  await browser?.close();
  served?.server.close();
});

/** Opens a page that runs scripts. */
const open = (url, options = {}) => tests.open(browser, url, { viewport: { width: 1440, height: 1000 }, javaScriptEnabled: true, ...options });

test('no page of any kind breaks WCAG 2.2 AA, wide and narrow, light and dark', async () => {
  const found = [];
  for (const path of await samples()) {
    for (const look of looks) {
      const { page, faults, close } = await open(served.base + path, look);
      found.push(...(await broken(page)).map((rule) => `${path} at ${look.viewport.width} ${look.colorScheme}: ${rule}`));
      found.push(...faults.map((fault) => `${path}: ${fault}`));
      await close();
    }
  }
  assert.deepEqual(found, []);
});

test('nothing scrolls sideways and no line begins with a comma at 360 and 320 pixels, without JavaScript', async () => {
  const found = [];
  for (const path of await samples()) {
    for (const width of [360, 320]) {
      const { page, close } = await open(served.base + path, { viewport: { width, height: 800 }, javaScriptEnabled: false });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) found.push(`${path} at ${width}: ${wide} px too wide`);
      const torn = await page.evaluate(() => [...document.querySelectorAll('.facts dd')].flatMap((list) => {
        const left = list.getBoundingClientRect().left;
        return [...list.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.startsWith(',')).filter((node) => {
          const comma = document.createRange();
          comma.setStart(node, 0);
          comma.setEnd(node, 1);
          return comma.getBoundingClientRect().left <= left + 1;
        }).map(() => list.textContent);
      }));
      found.push(...torn.map((words) => `${path} at ${width}: a comma begins a line of "${words}"`));
      await close();
    }
  }
  assert.deepEqual(found, []);
});

test('every link and fragment leads somewhere, under a sub-path and from the disk, without JavaScript', async () => {
  const all = await pages();
  const faults = [];
  for (const root of [served.base, `${pathToFileURL(site).href}/`]) {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const seen = new Map();
    const links = [];
    for (const path of all) {
      await page.goto(root + path);
      seen.set(root + path, new Set(await page.locator('[id]').evaluateAll((nodes) => nodes.map((node) => node.id))));
      const hrefs = await page.locator('a[href], link[rel=stylesheet], link[rel=icon]').evaluateAll((nodes) => nodes.map((node) => new URL(node.getAttribute('href'), node.baseURI).href)); // of pictures, too
      if (path !== '404.html') links.push(...hrefs.map((href) => [path, href]));
    }
    await context.close();
    for (const [path, href] of links) {
      const url = new URL(href);
      if (['mailto:', 'data:'].includes(url.protocol)) continue;
      const fragment = decodeURIComponent(url.hash.slice(1));
      url.hash = '';
      // What is asked of a page is for its scripts.
      url.search = '';
      if (!url.href.startsWith(root)) {
        if (url.protocol === 'file:' || url.host === new URL(root).host) faults.push(`${path} leaves the site: ${href}`);
        continue;
      }
      // A folder is a page to a server, and a list of files, or nothing, when opened from the disk.
      const target = seen.get(url.href) ?? (url.protocol === 'file:' ? undefined : seen.get(`${url.href}index.html`));
      if (target) {
        if (fragment && !target.has(fragment)) faults.push(`${path} -> ${href}: no such place`);
      } else {
        await readFile(join(site, decodeURIComponent(url.href.slice(root.length)))).catch(() => faults.push(`${path} -> ${href}: no such file`));
      }
    }
    assert.ok(links.length > all.length, 'the pages have links');
  }
  assert.deepEqual(faults, []);
});

test('a transcript page holds the words of its source, and nothing else in its paragraphs', async () => {
  const source = await readFile(join(repository, 'content/transcripts/2014-04-01-brussels.txt'), 'utf8');
  const words = source
    .split('\n')
    .slice(6)
    .map((line) => line.replace(/^(Secretary-General|SG|Q):/, '').trim())
    .filter((line) => line !== '');
  const { page, faults, close } = await open(served.base + transcript, { javaScriptEnabled: false });
  const shown = await page.locator('p[id]').evaluateAll((nodes) => nodes.map((node) => [node.id, node.textContent]));
  assert.deepEqual(shown, words.map((text, i) => [`p${i + 1}`, text]));
  assert.equal(await page.locator('mark mark').count(), 0, 'marks are never nested');
  assert.equal(await page.locator('mark[data-annotations]:not([id^=p] mark)').count(), 0, 'marks stand in paragraphs only');
  const ids = await page.locator('mark').evaluateAll((nodes) => nodes.flatMap((node) => node.dataset.annotations.split(' ')));
  for (const id of new Set(ids)) assert.equal(await page.locator(`[id="note-${id}"]`).count(), 1, `one note ${id}`);
  assert.deepEqual(faults, []);
  await close();
});

test('copying a paragraph copies the words alone', async () => {
  const { page, close } = await open(served.base + transcript);
  const copied = await page.evaluate(() => {
    const selection = getSelection();
    selection.selectAllChildren(document.getElementById('p4'));
    return [selection.toString(), document.getElementById('p4').textContent];
  });
  assert.equal(copied[0].replace(/\s+/g, ' '), copied[1].replace(/\s+/g, ' '));
  await close();
});

test('notes stand beside their paragraph on a wide screen and below it on a narrow one', async () => {
  for (const [width, beside] of [[1440, true], [360, false]]) {
    const { page, close } = await open(served.base + transcript, { viewport: { width, height: 900 } });
    const [words, note] = await page.evaluate(() => {
      const paragraph = document.getElementById('p4');
      const place = (node) => node.getBoundingClientRect().toJSON();
      return [place(paragraph), place(paragraph.parentElement.querySelector('.notes'))];
    });
    if (beside) assert.ok(note.left >= words.right && note.top < words.bottom, 'beside');
    else assert.ok(note.top >= words.bottom, 'below');
    await close();
  }
});

test('light and dark differ, and the page prints', async () => {
  const papers = [];
  for (const colorScheme of ['light', 'dark']) {
    const { page, close } = await open(served.base + transcript, { colorScheme });
    papers.push(await page.evaluate(() => getComputedStyle(document.body).backgroundColor));
    if (colorScheme === 'light') assert.ok((await page.pdf({ format: 'A4' })).length > 10_000);
    await close();
  }
  assert.notEqual(papers[0], papers[1]);
});

// What scripts share on every page: another page of the site as a document, from a server and from a disk; and what is loaded when it is asked for.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { careful, launch, open as openIn, pages, serve, site, transcript } from './site.mjs';

const topic = 'topics/responsibility-to-protect.html';
const disk = `${pathToFileURL(site).href}/`;
let browser;
let served;
let bases;

before(async () => {
  browser = await launch();
  served = await serve(site, careful);
  bases = [served.base, disk];
});
after(async () => {
  await browser?.close();
  served?.server.close();
});

const open = (url, options = {}) => openIn(browser, url, { javaScriptEnabled: true, ...options });
/** What `postil.page` gives for an address, told in a few words. */
const asked = (page, href) => page.evaluate((href) => window.postil.page(href).then(
  (one) => ({ title: one.title, html: one.querySelector('main').innerHTML, link: one.querySelector('main a[href^="../"]')?.href, same: one === document }),
  (error) => ({ error: error.message }),
), href);

test('every page but that of what is not found has what scripts share, once, before all others', async () => {
  for (const path of await pages()) {
    const html = await readFile(join(site, path), 'utf8');
    const scripts = [...html.matchAll(/<script src="([^"]*)"/g)].map(([, src]) => src);
    if (path === '404.html') assert.deepEqual(scripts, []);
    else assert.equal(scripts[0], `${'../'.repeat(path.split('/').length - 1)}static/start.js`, path);
    assert.equal(scripts.filter((src) => src.endsWith('start.js')).length, path === '404.html' ? 0 : 1, path);
  }
  const size = gzipSync(await readFile(join(site, 'static/start.js')), { level: 9 }).length;
  assert.ok(size <= 1536, `${size} bytes`);
});

test('a page is given as it was written, from a server and from a disk', async () => {
  for (const base of bases) {
    const { page, faults, close } = await open(base + topic);
    const other = await asked(page, `../${transcript}#p4`);
    const bare = await open(base + transcript, { javaScriptEnabled: false });
    assert.equal(other.title, await bare.page.title());
    // As it was before a script changed it.
    const said = await bare.page.evaluate(() => document.querySelector('main').innerHTML);
    assert.equal(other.html, said, base);
    assert.ok(other.link.startsWith(base), other.link);
    await bare.close();
    assert.equal(await page.locator('iframe').count(), 0, 'nothing is left behind');
    // What a page has told is taken away before its other scripts are there.
    assert.deepEqual(faults.filter((fault) => !(base === disk && /^fails to get \S+\/static\/\w+\.js$/.test(fault))), []);
    await close();
  }
});

test('a page is asked for once, and the last twelve are kept', async () => {
  for (const base of bases) {
    const { page, close } = await open(base + topic);
    const got = [];
    page.on('request', (request) => { if (request.url().endsWith('.html')) got.push(request.url()); });
    const some = (await pages()).filter((path) => path.startsWith('events/')).slice(0, 13);
    for (const path of [...some, ...some.slice(-12)]) await page.evaluate((href) => window.postil.page(href), `../${path}#there`);
    assert.equal(got.length, 13, base);
    await page.evaluate((href) => Promise.all([window.postil.page(href), window.postil.page(href)]), `../${some[0]}`);
    assert.equal(got.length, 14, `${base}: the oldest is not kept`);
    await close();
  }
});

test('what is not there, is no page or no page of this site is refused with a reason', async () => {
  for (const base of bases) {
    const { page, close } = await open(base + topic);
    for (const href of ['../nothing.html', 'https://example.org/', '../../elsewhere.html']) {
      const { error } = await asked(page, href);
      assert.match(error, /no page of this site|is not there|does not answer/, `${base}: ${href}`);
    }
    const { error } = await asked(page, '../robots.txt');
    assert.match(error, /is no page$|does not answer$/, base);
    assert.equal(await page.locator('iframe').count(), 0);
    // It is asked for again: it may be there the next time.
    assert.ok((await asked(page, '../nothing.html')).error);
    await close();
  }
});

test('scripts of a page that is given do not run', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postil-scripts-'));
  const { page, close } = await open(disk + topic);
  await writeFile(join(site, 'trap.html'), '<!doctype html><title>Trap</title><script src="static/start.js"></script><main><img src="x" onerror="top.caught=1"><script>try { parent.caught = 1; top.location = "about:blank" } catch {}</script></main>');
  try {
    const { title } = await asked(page, '../trap.html');
    assert.equal(title, 'Trap');
    await page.waitForTimeout(200);
    assert.equal(await page.evaluate(() => window.caught), undefined);
    assert.ok(page.url().endsWith(topic));
  } finally {
    await rm(join(site, 'trap.html'));
    await rm(folder, { recursive: true });
    await close();
  }
});

test('a page tells its words to who framed it by name, from a disk alone', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postil-frame-'));
  const ask = (src, name) => `<!doctype html><title>Other</title><iframe name="${name}" src="${src}"></iframe><script>heard = []; onmessage = ({ data }) => heard.push(data.postil)</script>`;
  try {
    for (const [base, name, expected] of [[disk, 'postil-page 1', ['postil-page 1']], [disk, 'other', []], [served.base, 'postil-page 1', []]]) {
      await writeFile(join(folder, 'other.html'), ask(base + topic, name));
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(folder, 'other.html')).href);
      await page.waitForTimeout(400);
      assert.deepEqual(await page.evaluate(() => window.heard), expected, `${base} ${name}`);
      await context.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('scripts are loaded once, when they are asked for', async () => {
  const { page, faults, close } = await open(served.base + topic);
  const scripts = [];
  page.on('request', (request) => { if (request.url().endsWith('.js')) scripts.push(request.url().split('/').at(-1)); });
  await page.evaluate(() => Promise.all([window.postil.load('page.js'), window.postil.load('page.js'), window.postil.page('../index.html')]));
  assert.deepEqual(scripts, ['page.js']);
  // Without a page for searching, the keys that open it are the browser's.
  const kept = await page.evaluate(() => {
    const event = new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true, cancelable: true });
    return document.body.dispatchEvent(event);
  });
  assert.ok(kept || (await page.locator('script[data-search]').count()) === 1);
  assert.deepEqual(faults, []);
  await close();
});

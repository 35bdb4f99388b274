// What tests share: the built archive and a small server for it on loopback, archives made for a test, a browser and its pages.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before } from 'node:test';
import { tmpdir } from 'node:os';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** The program that builds them. */
export const binary = process.env.POSTIL ?? join(repository, 'target/release/postil');

/**
 * What a promise gives, or an error that says what was waited for in vain. A browser that stands still answers nothing, and much that is asked of it (a script in
 * a page, a new window, the end) has no limit of its own.
 */
export async function within(seconds, what, promise) {
  let timer;
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`${what}: not done within ${seconds} seconds`)), seconds * 1000); });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The archive's transcript. */
export const transcript = 'transcripts/2014-04-01-brussels.html';

/** Windows. */
export const [wide, middle, narrow] = [{ width: 1440, height: 900 }, { width: 1024, height: 768 }, { width: 360, height: 800 }];
export const site = resolve(process.env.POSTIL_SITE ?? join(repository, 'public'));
export const subPath = '/archive/of/speech/';

if (!existsSync(join(site, 'index.html'))) {
  throw new Error(`there is no site in ${site}: run \`cargo run --release -- build\` first`);
}

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.js': 'text/javascript', '.svg': 'image/svg+xml', '.xml': 'application/xml', '.txt': 'text/plain' };

/** Every HTML file, as a path with `/` below the site. */
export async function pages(root = site, folder = root) {
  const found = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) found.push(...(await pages(root, path)));
    else if (entry.name.endsWith('.html')) found.push(relative(root, path).split(sep).join('/'));
  }
  return found.sort();
}

/** One page of every kind. */
export async function samples(root = site) {
  const kinds = new Map();
  for (const page of await pages(root)) {
    const folder = page.includes('/') ? page.slice(0, page.indexOf('/')) : '';
    const kind = page.endsWith('index.html') ? `${folder}/index` : folder || page;
    const size = (await stat(join(root, page))).size;
    const best = kinds.get(kind);
    if (!best || size > best.size) kinds.set(kind, { page, size });
  }
  return [...kinds.values()].map(({ page }) => page).sort();
}

/** What a careful host says of its pages: nothing on them comes from elsewhere, and no script or style stands in them. */
export const careful = { 'content-security-policy': "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'", 'x-content-type-options': 'nosniff' };

/** Serves the site, or another, under a sub-path of a port of loopback, with headers. */
export async function serve(root = site, headers = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
    if (!path.startsWith(subPath)) {
      response.writeHead(404).end();
      return;
    }
    const inside = path.slice(subPath.length);
    const file = join(root, inside.endsWith('/') || inside === '' ? `${inside}index.html` : inside);
    try {
      const bytes = await readFile(file);
      response.writeHead(200, { ...headers, 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await within(10, 'to listen on loopback', new Promise((done) => server.listen(0, '127.0.0.1', done)));
  return { server, base: `http://127.0.0.1:${server.address().port}${subPath}` };
}

export async function launch() {
  const browser = await chromium.launch({
    timeout: 60_000,
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
  const close = browser.close.bind(browser);
  browser.close = () => within(30, 'to close the browser', close());
  return browser;
}

/**
 * What the tests of a file have in common, made before them and taken away behind them: a browser; the archive of some `files`, if there are any; and a server, with
 * `headers`, of the project's site or, if it `servesOwn`, of that archive. `made` is handed { browser, archive, served } before the tests run.
 */
export function stage({ files = null, servesOwn = false, headers = {} }, made) {
  const all = {};
  before(async () => {
    if (files) all.archive = await build(files);
    all.browser = await launch();
    all.served = await serve(servesOwn ? all.archive.site : site, headers);
    made(all);
  });
  after(async () => {
    await all.browser?.close();
    all.served?.server.close();
    await all.archive?.remove();
  });
}

/** Builds an archive of some files, texts by their paths: the address of a page of it by its name (`transcripts/talk`), the folder of its pages, and what takes it away. */
export async function build(texts) {
  const root = await mkdtemp(join(tmpdir(), 'postil-browser-'));
  for (const [path, text] of Object.entries(texts)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
  await within(300, `to build ${Object.keys(texts).length} files`, promisify(execFile)(binary, ['build', '--root', root], { timeout: 300_000 }));
  return { url: (name) => pathToFileURL(join(root, `public/${name}.html`)).href, site: join(root, 'public'), remove: () => rm(root, { recursive: true }) };
}

/** Opens a page alone, without JavaScript where it does not say otherwise; whatever leaves the host, fails or is complained of is a fault. */
export async function open(browser, url, options = {}) {
  const context = await within(30, `a window for ${url}`, browser.newContext({ viewport: wide, javaScriptEnabled: false, ...options }));
  const page = await within(30, `a page for ${url}`, context.newPage());
  const evaluate = page.evaluate.bind(page);
  page.evaluate = (...given) => within(120, `a script on ${page.url()}`, evaluate(...given));
  const faults = [];
  const { host } = new URL(url);
  page.on('request', (request) => {
    if (new URL(request.url()).host !== host) faults.push(`asks for ${request.url()}`);
  });
  page.on('requestfailed', (request) => {
    // What was still being got when its page was left is cut off by the browser itself: no fault of the page.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') faults.push(`fails to get ${request.url()}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) faults.push(`says ${message.text()}`);
  });
  await page.goto(url, { timeout: 60_000 });
  return { page, faults, close: () => within(30, `to close ${url}`, context.close()) };
}

/** Looks of light and dark, wide and narrow. */
export const looks = ['light', 'dark'].flatMap((colorScheme) => [1440, 360].map((width) => ({ colorScheme, viewport: { width, height: 900 } })));

/** The rules of WCAG 2.2 AA that a page breaks, each with the first place; the page must run scripts. */
export async function broken(page) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.addScriptTag({ path: axe });
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }));
  return violations.map((violation) => `${violation.id} at ${violation.nodes[0].target}`);
}

// The built archive: its files, a small server on loopback, and a browser.
import { createServer } from 'node:http';
import { readFile, readdir, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { dirname, extname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
export const site = resolve(process.env.POSTIL_SITE ?? join(repository, 'public'));
export const subPath = '/archive/of/speech/';

if (!existsSync(join(site, 'index.html'))) {
  throw new Error(`there is no site in ${site}: run \`cargo run --release -- build\` first`);
}

const types = { '.html': 'text/html; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml', '.xml': 'application/xml', '.txt': 'text/plain' };

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

/** Serves the site, or another, under a sub-path of a port of loopback. */
export async function serve(root = site) {
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
      response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { server, base: `http://127.0.0.1:${server.address().port}${subPath}` };
}

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

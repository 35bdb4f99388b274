// The engine of search in Node, and what a browser would give it: scripts are files, or texts that a test made. Each opening is a world of its own.
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(here, '../../../src/search/engine');

/** The script as postil joins it: without comments and what lines are set in by. */
export const script = ['head.js', ...readdirSync(folder).filter((file) => file.endsWith('.js') && file !== 'head.js').sort()]
  .flatMap((file) => readFileSync(join(folder, file), 'utf8').split('\n')).map((line) => line.trimStart()).filter((line) => line && !line.startsWith('//')).map((line) => `${line}\n`).join('');

/**
 * Texts with the tokens that Rust gives: {text, tokens: [[term, start, end, position, tail]]}. Without those that have a sign of Unicode 18, which Rust takes
 * apart and no browser knows yet: U+209D, a small w, is all that was thrown of these.
 */
export const shared = JSON.parse(readFileSync(resolve(here, '../../search/tokens.json'), 'utf8')).filter(({ text }) => !text.includes('\u209d'));

const run = new Function('window', 'postil', 'document', script);

/**
 * `postil.search` where the file `name` of the index (`root`, `d1`, ...) holds what `give(name)` says: a script's text, nothing if it is missing, 'never' if it
 * does not come. `asked` are the names of the files so far, in order.
 */
export function engine(give = () => undefined) {
  const asked = [];
  const append = (element) => {
    const name = element.src.replace(/\?.*$/, '').replace(/^.*\//, '').replace(/\.js$/, '');
    asked.push(name);
    const text = give(name);
    if (text === 'never') return;
    // As in a browser: it runs and its event comes, before another script can run; what it throws is nobody's.
    setImmediate(() => {
      if (text === undefined) { element.onerror?.(); return; }
      try { new Function('postil', text)(postil); } catch { /* a browser says so on its console */ }
      element.onload?.();
    });
  };
  const postil = {};
  const document = { createElement: () => ({ remove() {} }), head: { append } };
  run({ postil }, postil, document);
  return { search: postil.search, asked, document };
}

/** The engine over a folder that postil wrote: `search/`. */
export function over(path) {
  return engine((name) => {
    try { return readFileSync(join(path, `${name}.js`), 'utf8'); } catch { return undefined; }
  });
}

/** Values as plain ones, without what only one of two has as undefined. */
export const plain = (value) => JSON.parse(JSON.stringify(value));

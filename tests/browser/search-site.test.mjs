// The engine of search over the index that postil wrote of this archive: every word and every two words of every paragraph are found where the pages have them,
// and every hit leads to a place that is there.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { over } from './search/engine.mjs';
import { pages, site } from './site.mjs';

const plainText = (html) => html.replace(/<[^>]*>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#x27;/g, "'").replace(/&#x2F;/g, '/').replace(/&amp;/g, '&');
const read = (page) => readFileSync(join(site, page), 'utf8');

const { search, asked } = over(join(site, 'search'));
const index = await search.open('search/');
const paragraphs = (await pages()).filter((page) => page.startsWith('transcripts/') && !page.endsWith('index.html')).flatMap((page) => [...read(page).matchAll(/<p id="(p\d[^"]*)"[^>]*>(.*?)<\/p>/gs)].map(([, id, html]) => {
  const text = plainText(html);
  return { href: `${page}#${id}`, text, terms: search.tokens(text).map(({ term }) => term) };
}));

const found = async (asks) => {
  const result = await index.find(asks, { kind: ['passage'] });
  const hits = new Set([...(await index.all(result))].map(({ href }) => href));
  return { result, hits };
};

test('each word and each two words of a paragraph lead to it, and to no other that has them not', async () => {
  assert.ok(paragraphs.length > 10 && paragraphs.length === index.about.passages, `${paragraphs.length} of ${index.about.passages}`);
  const words = new Set(paragraphs.flatMap(({ terms }) => terms));
  const pairs = new Set(paragraphs.flatMap(({ terms }) => terms.slice(1).map((term, i) => `${terms[i]} ${term}`)));
  assert.ok(words.size > 300 && pairs.size > 600);
  for (const asks of [...words, ...pairs]) {
    const row = asks.split(' ');
    const { result, hits } = await found(`"${asks}"`);
    for (const { href, text, terms } of paragraphs) {
      const holds = terms.some((_, i) => row.every((term, k) => terms[i + k] === term));
      assert.ok(!holds || hits.has(href), `${asks}: ${href} is missing`);
      // A heading, a title, a footnote of it may have them, too: what is told of the words themselves is not.
      assert.equal(index.marks(result.query, text) !== null, holds, `${asks}: ${href}`);
    }
  }
});

test('every hit is where it says', async () => {
  const known = new Map();
  const kinds = new Set();
  for (const kind of ['passage', 'note', 'entry']) {
    for (const { href, title, kind: is } of await index.all(await index.find('', { kind: [kind] }))) {
      kinds.add(is);
      const [page, id] = href.split('#');
      if (!known.has(page)) known.set(page, read(page));
      assert.ok(!id || known.get(page).includes(` id="${decodeURIComponent(id)}"`), href);
      assert.ok(title, href);
    }
  }
  assert.deepEqual([...kinds], ['passage', 'note', 'entry']);
});

test('what a speaker said is what bears the name', async () => {
  const all = await index.find('', { kind: ['passage'] });
  const speakers = [...(await index.facet(all, 'speaker'))];
  assert.ok(speakers.length > 1);
  for (const { id, title, n } of speakers) {
    const { total } = await index.find('', { speaker: [id], kind: ['passage'] });
    assert.ok(title && total === n && n > 0, `${id}: ${n}, ${total}`);
  }
  assert.equal(new Set(asked).size, asked.length, 'each file once');
});

test('a paragraph that is pasted is found, word for word and with a word changed', async () => {
  for (const { text, href } of paragraphs.filter(({ terms }) => terms.length > 20)) {
    for (const pasted of [text, text.replace(/\p{L}{7,}/u, 'somewhat')]) {
      assert.ok([...(await index.quote(pasted))].some((one) => one.href === href), `${href}: ${pasted.slice(0, 60)}`);
    }
  }
});

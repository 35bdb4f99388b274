// The engine of search and the files of its index: which are loaded, each once, and what is said of one that is missing, broken or does not come.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archive, random, stem } from './search/archive.mjs';
import { encode } from './search/encode.mjs';
import { engine, plain } from './search/engine.mjs';

const { search: { tokens } } = engine();
const made = archive(5, 60);
const files = encode(made, tokens, { stem, common: (term) => ['the', 'of', 'and'].includes(term) });

test('a word loads its shard, its list and the names of what is shown, each once', async () => {
  const { search, asked } = engine((name) => files.get(name));
  const index = await search.open('a/b/search/');
  assert.deepEqual(asked, ['root']);
  await index.find('water', { count: 1 });
  const columns = asked.filter((name) => name.startsWith('c'));
  assert.equal(columns.length, 6);
  const rest = asked.filter((name) => !name.startsWith('c') && name !== 'root');
  // Its other form may stand in another shard, no places are asked for.
  assert.ok(rest.filter((name) => /^d\d+$/.test(name)).length <= 2 && rest.filter((name) => /^n/.test(name)).length === 1 && !rest.some((name) => /^p\d/.test(name)), rest.join());
  const before = asked.length;
  await index.find('water', { count: 1 });
  await index.find('water', { count: 1, order: 'date' });
  assert.equal(asked.length, before + (asked.slice(before).filter((name) => name.startsWith('n')).length));
  await index.find('"water bridge"');
  assert.ok(asked.some((name) => /^p\d/.test(name)));
  assert.equal(new Set(asked).size, asked.length, 'each once');
});

test('two questions at the same time load a file once', async () => {
  const { search, asked } = engine((name) => files.get(name));
  const index = await search.open('search/');
  await Promise.all([index.find('water'), index.find('waters bridge'), index.find('"water the bridge"'), index.facet(await index.find('valley'), 'speaker')]);
  assert.equal(new Set(asked).size, asked.length, asked.join());
});

test('with a stamp, files are asked for by it', async () => {
  const sources = [];
  const stamped = new Map(files).set('root', files.get('root').replace('"version":2', '"version":2,"stamp":"3f9c"'));
  const { search, document } = engine((name) => stamped.get(name));
  const { append } = document.head;
  document.head.append = (script) => { sources.push(script.src); append(script); };
  await (await search.open('search/')).find('water');
  assert.match(sources[0], /^search\/root\.js\?\w+$/);
  assert.ok(sources.length > 3 && sources.slice(1).every((source) => /^search\/\w+\.js\?3f9c$/.test(source)), sources.join());
});

test('a file that is missing is named, and asked for again', async () => {
  let there = false;
  const { search } = engine((name) => (name === 'root' || there ? files.get(name) : undefined));
  const index = await search.open('search/');
  await assert.rejects(index.find('water'), ({ file, reason, message }) => /^search\/[cd]\d+\.js$/.test(file) && reason === 'missing' && message.includes(file));
  there = true;
  assert.ok((await index.find('water')).total > 0);
  await assert.rejects(engine().search.open('search/'), { file: 'search/root.js', reason: 'missing' });
});

test('a file that does not come is not waited for without end', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { search } = engine((name) => (name === 'root' ? files.get(name) : 'never'));
  const index = await search.open('search/');
  const late = assert.rejects(index.find('water'), { reason: 'late' });
  for (let i = 0; i < 50; i += 1) await new Promise(setImmediate);
  t.mock.timers.tick(31_000);
  await late;
});

test('what is no index is an error with a name', async () => {
  for (const [text, reason] of [['', 'broken'], ['}{', 'broken'], ['postil.search.root();', 'broken'], ['postil.search.root({"version":1});', 'version'], ['postil.search.root({"version":3});', 'version'], ['postil.search.root({"version":2});', 'broken'], ['postil.search.part("root","");', 'broken']]) {
    await assert.rejects(engine(() => text).search.open('search/'), { file: 'search/root.js', reason }, text);
  }
  for (const text of ['', '<!doctype html>', 'postil.search.part("other","AAAA");', 'postil.search.part("X","%%%");', 'postil.search.part("X",7)']) {
    const { search } = engine((name) => (name === 'root' || name.startsWith('c') ? files.get(name) : text.replace('"X"', JSON.stringify(name))));
    await assert.rejects((await search.open('search/')).find('water'), ({ file, reason }) => /^search\/d\d+\.js$/.test(file) && reason === 'broken', text);
  }
});

test('files that are cut off or altered give an answer or an error, soon', async () => {
  const next = random(99);
  const asks = ['water', '"water bridge" OR wat*', 'nowhere', '司法 水', 'water NEAR bridge speaker:ann', 'the', '-the topic:ice'];
  let [answers, errors] = [0, 0];
  for (let n = 0; n < 400; n += 1) {
    const junk = new Map(files);
    for (const [name, text] of files) {
      if (name === 'root' || next(16)) continue;
      const bytes = Buffer.from(text.match(/","(.*)"/)[1], 'base64');
      const changed = next(3) ? Buffer.from(bytes) : bytes.subarray(0, next(bytes.length));
      if (changed.length === bytes.length) for (let i = next(4); i >= 0; i -= 1) changed[next(changed.length)] = next(256);
      junk.set(name, `postil.search.part(${JSON.stringify(name)},"${changed.toString('base64')}");`);
    }
    const { search } = engine((name) => junk.get(name));
    const index = await search.open('search/');
    const begun = performance.now();
    try {
      const found = await index.find(asks[n % asks.length], { order: n % 2 ? 'date' : 'relevance' });
      await index.facet(found, ['speaker', 'year', 'event', 'kind'][n % 4]);
      await index.quote('water over the bridge in winter');
      await index.all(found);
      answers += 1;
    } catch (fault) {
      // A place may be in a file that there is not.
      assert.ok(fault.file && ['broken', 'missing'].includes(fault.reason), fault.stack);
      errors += 1;
    }
    assert.ok(performance.now() - begun < 2000, `${performance.now() - begun} ms`);
  }
  assert.ok(answers > 5 && errors > 50, `${answers} answers, ${errors} errors`);
});

test('a beginning of too many words is looked at in part, and that is said', async () => {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const words = Array.from({ length: 3000 }, (_, i) => `w${letters[i % 26]}${letters[(i / 26) % 26 | 0]}${letters[(i / 676) % 26 | 0]}`);
  const many = encode({ records: words.map((word, i) => ({ id: `t${String(i).padStart(4, '0')}`, title: '', href: `${i}.html`, units: [{ text: word }] })) }, tokens, { cell: 50, shard: 2 });
  const { search, asked } = engine((name) => many.get(name));
  const index = await search.open('search/');
  const wide = await index.find('w*');
  assert.deepEqual([plain(wide.cut), wide.total], [['w*'], 400]);
  assert.ok(asked.filter((name) => /^d\d+$/.test(name)).length <= 12);
  const few = encode({ records: words.slice(0, 300).map((word, i) => ({ id: `t${String(i).padStart(4, '0')}`, title: '', href: `${i}.html`, units: [{ text: word }] })) }, tokens, { cell: 20, shard: 1 });
  const part = await (await engine((name) => few.get(name)).search.open('search/')).find('w*');
  assert.deepEqual([plain(part.cut), part.total], [['w*'], 240]);
  const narrow = await index.find('wab*');
  assert.deepEqual([plain(narrow.cut), narrow.total], [[], new Set(words.filter((word) => word.startsWith('wab'))).size]);
  const long = await index.find('wabc '.repeat(100));
  assert.equal(long.cut.length, 1);
});

test('of passages with the same words, that comes first which has them as far apart as the quotation', async () => {
  const texts = ['carpenter and then the ferryman and the meeting of winter', 'ferryman carpenter', 'the carpenter saw the ferryman', 'meeting'];
  const own = encode({ records: texts.map((text, i) => ({ id: `t${i}`, title: '', href: `${i}.html`, units: [{ text }] })) }, tokens);
  const index = await (await engine((name) => own.get(name))).search.open('search/');
  assert.deepEqual([...(await index.quote('carpenter saw that ferryman'))].map(({ id }) => id)[0], 't2');
  assert.deepEqual([...(await index.quote('carpenter, in the ferryman'))].map(({ id }) => id)[0], 't2');
  assert.deepEqual([...(await index.quote('ferryman carpenter'))].map(({ id }) => id)[0], 't1');
});

test('a pasted quotation leads to where it stands, altered or not, for a part of the index', async () => {
  const { search, asked } = engine((name) => files.get(name));
  const index = await search.open('search/');
  const passages = made.records.flatMap(({ id, units, notes }) => units.slice(0, units.length - notes).map(({ text }, at) => ({ id, at, text })));
  const long = passages.filter(({ id, text }) => id.startsWith('t') && tokens(text).length > 14 && new Set(tokens(text).map(({ term }) => term)).size > 8);
  assert.ok(long.length > 40);
  const next = random(7);
  let [whole, altered] = [0, 0];
  for (const { id, at, text } of long.slice(0, 40)) {
    const leads = (found) => found.some((one) => one.id === id && one.paragraph === (at === 0 && made.records.find((record) => record.id === id).others.length ? 'p1a' : `p${at + 1}`));
    const exact = [...(await index.quote(`“${text.toUpperCase()}”`))];
    assert.ok(exact.length <= 10 && exact.every(({ share }, i) => share <= 1 && share > 0 && (!i || exact[i - 1].share >= share)));
    whole += leads(exact);
    const words = text.split(' ');
    words[next(words.length)] = 'somewhat';
    words.splice(next(words.length), 1);
    altered += leads([...(await index.quote(words.join(' ')))]);
  }
  assert.ok(whole >= 38 && altered >= 34, `${whole} whole, ${altered} altered of 40`);
  assert.ok(asked.length < files.size, 'not all is loaded');
  assert.deepEqual(plain(await index.quote('')), []);
  assert.deepEqual(plain(await index.quote('zzz yyy xxx')), []);
  assert.ok((await index.quote('the of and')).length > 0);
  const begun = performance.now();
  await index.quote('the water of bridges and '.repeat(50_000));
  assert.ok(performance.now() - begun < 1500);
});

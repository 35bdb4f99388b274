// The engine of search against archives that are made at random: it finds what the texts themselves say, and nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archive, question, random, stem } from './search/archive.mjs';
import { date, encode } from './search/encode.mjs';
import { engine, plain } from './search/engine.mjs';

const common = (term, n) => ['the', 'of', 'and'].includes(term) || n > 400;
const { search: { tokens } } = engine();

/** An archive's index, opened, and its units as the texts have them. */
async function open(seed, size, options = {}) {
  const made = archive(seed, size);
  const files = encode(made, tokens, { stem, common, ...options });
  const { search, asked } = engine((name) => files.get(name));
  const index = await search.open('search/');
  const units = made.records.flatMap((record, number) => record.units.map((unit, at) => ({ ...unit, record, number, at, words: tokens(unit.text).map(({ term }) => term) })));
  return { made, files, search, index, asked, units, at: new Map(units.map((unit) => [`${unit.number}:${unit.at}`, unit])) };
}
const key = ({ record, unit }) => `${record}:${unit}`;
const fold = (text) => tokens(text).map(({ term }) => term);

test('what is found is what the texts hold, whatever is asked', async () => {
  let [asked, found, loose] = [0, 0, 0];
  for (let seed = 1; seed <= 8; seed += 1) {
    const { index, units, at, search } = await open(seed, 30 + seed * 4);
    // In every other, words are so heavy that they are left to the text.
    if (seed % 2) search.inner.limits.heavy = 60;
    const known = new Set(units.flatMap(({ words }) => words));
    const next = random(seed * 1000);
    for (let n = 0; n < 100; n += 1) {
      const { asks, holds } = question(next, fold, known, units);
      const should = units.filter(holds).map(({ number, at }) => `${number}:${at}`);
      const result = await index.find(asks, {});
      const all = [...(await index.all(result))];
      assert.equal(all.length, result.total, asks);
      const is = all.filter((hit) => index.marks(result.query, at.get(key(hit)).text)).map(key);
      assert.deepEqual(is.sort(), [...should].sort(), `seed ${seed}: ${asks}`);
      if (!result.atMost) assert.equal(result.total, should.length, `seed ${seed}: ${asks}`);
      asked += 1;
      found += should.length > 0;
      loose += result.atMost;
    }
  }
  // The questions are of all kinds, and not of those that nothing answers.
  assert.ok(found > asked / 4 && loose > 20, `${asked} asked, ${found} found, ${loose} at most`);
});

test('fields narrow down, in the query and beside it', async () => {
  const { index, units, made } = await open(21, 60);
  const year = ({ record }) => (record.date ? Math.floor((record.date - 1) / 512) - 10_000 : null);
  const event = (id) => ({ record }) => record.events.some((i) => ['fair', 'summit'][i] === id);
  const form = (id) => ({ record }) => ['interview', 'hearing'][record.form - 1] === id;
  const has = (field) => ({ fields }) => fields.includes(field);
  const cases = [
    ['water', {}, () => true],
    ['water speaker:ann', {}, has('speaker:ann')],
    ['water', { speaker: ['ann', 'bob'] }, (unit) => has('speaker:ann')(unit) || has('speaker:bob')(unit)],
    ['water -speaker:zoë', {}, (unit) => !has('speaker:zoë')(unit)],
    ['water', { speaker: ['zoë'], topic: ['ice'] }, (unit) => has('speaker:zoë')(unit) && has('topic:ice')(unit)],
    ['water author:"Ann Lee"', {}, has('author:Ann Lee')],
    ['water year:1994 year:1995', {}, (unit) => [1994, 1995].includes(year(unit))],
    ['water', { year: [1994] }, (unit) => year(unit) === 1994],
    ['water -year:1994', { year: ['1994', '1999'] }, (unit) => year(unit) === 1999],
    ['water event:summit', { form: 'hearing' }, (unit) => event('summit')(unit) && form('hearing')(unit)],
    ['water kind:note', {}, ({ kind }) => kind === 'note'],
    ['water', { kind: ['topic'] }, ({ kind }) => kind === 'entry'],
    ['water', { kind: ['passage', 'entry'] }, ({ kind }) => kind !== 'note'],
    ...made.records.map(({ id }) => ['', { transcript: id }, ({ record }) => record.id === id && id.startsWith('t'), () => true]),
    ['water', { transcript: 't0007' }, ({ record }) => record.id === 't0007'],
    ['water', { transcript: 't9' }, () => false],
    ['water speaker:nobody', {}, () => false],
    ['', { speaker: ['ann'] }, has('speaker:ann'), () => true],
    ['-water', { topic: ['mud'] }, has('topic:mud'), ({ words }) => !words.includes('water') && !words.includes('waters')],
    ['-water', {}, () => true, ({ words }) => !words.includes('water') && !words.includes('waters')],
    ['', {}, () => false, () => true],
  ];
  const water = ({ words }) => words.includes('water') || words.includes('waters');
  for (const [asks, options, narrow, holds = water] of cases) {
    const all = [...(await index.all(await index.find(asks, options)))];
    const should = units.filter((unit) => holds(unit) && narrow(unit)).map(({ number, at }) => `${number}:${at}`);
    assert.deepEqual(all.map(key).sort(), should.sort(), `${asks} ${JSON.stringify(options)}`);
  }
});

test('facets and years count what was found', async () => {
  const { index, units } = await open(22, 60);
  const found = await index.find('water OR bridge');
  const those = units.filter(({ words }) => words.some((word) => /^(water|bridge)s?$/.test(word)));
  const counted = (ids) => ids.reduce((all, id) => ({ ...all, [id]: (all[id] ?? 0) + 1 }), {});
  const facet = async (name) => [...(await index.facet(found, name))].map(({ id, title, n }) => ({ id, title, n }));
  const counts = (list) => Object.fromEntries(list.map(({ id, n }) => [id, n]));
  for (const name of ['speaker', 'topic', 'author']) {
    const is = await facet(name);
    assert.deepEqual(counts(is), counted(those.flatMap(({ fields }) => fields.filter((field) => field.startsWith(`${name}:`)).map((field) => field.slice(name.length + 1)))), name);
    assert.deepEqual(is.map(({ n }) => n), is.map(({ n }) => n).sort((a, b) => b - a));
  }
  assert.equal((await facet('speaker')).find(({ id }) => id === 'zoë').title, 'Zoë');
  assert.deepEqual(counts(await facet('event')), counted(those.flatMap(({ record }) => record.events.map((i) => ['fair', 'summit'][i]))));
  assert.deepEqual(counts(await facet('form')), counted(those.flatMap(({ record }) => (record.form ? [['interview', 'hearing'][record.form - 1]] : []))));
  assert.deepEqual(counts(await facet('kind')), counted(those.map(({ kind }) => kind)));
  const years = counted(those.flatMap(({ record }) => (record.date ? [Math.floor((record.date - 1) / 512) - 10_000] : [])));
  assert.deepEqual(counts(await facet('year')), years);
  assert.deepEqual(Object.fromEntries([...found.years].map(({ year, n }) => [year, n])), years);
  assert.deepEqual([...(await index.facet(found, 'weather'))], []);
  await assert.rejects(index.facet({ ...found }, 'year'), { name: 'TypeError' });
});

test('a topic has what its narrower topics have, at whatever depth', async () => {
  const made = archive(22, 60);
  const own = (topic) => ({ fields }) => fields.includes(`topic:${topic}`);
  // One between them that nothing is about, and a circle.
  made.titles.topic = [['ice', 'Ice', ['bog']], ['mud', 'Mud', ['bog']], ['bog', 'Bog', ['land']], ['land', 'Land', ['bog']]];
  made.records.at(-1).units[0].fields = ['topic:land'];
  made.records.at(-2).units[0].fields = [];
  const files = encode(made, tokens, { stem, common });
  const index = await engine((name) => files.get(name)).search.open('search/');
  const units = made.records.flatMap((record, number) => record.units.map((unit, at) => ({ ...unit, number, at })));
  const all = async (asks, options) => [...(await index.all(await index.find(asks, options)))].map(key).sort();
  const should = (...topics) => units.filter((unit) => topics.some((topic) => own(topic)(unit))).map(({ number, at }) => `${number}:${at}`).sort();
  assert.deepEqual(await all('', { topic: ['land'] }), should('land', 'ice', 'mud'));
  assert.deepEqual(await all('topic:bog'), should('land', 'ice', 'mud'));
  assert.deepEqual(await all('topic:ice'), should('ice'));
  assert.deepEqual(await all('topic:land -topic:ice'), should('land', 'mud').filter((one) => !should('ice').includes(one)));
  const found = await index.find('topic:bog');
  const facet = plain(await index.facet(found, 'topic'));
  assert.deepEqual(facet.map(({ id, n, narrower }) => [id, n, narrower]), [['land', found.total, 3], ['ice', should('ice').length, 0], ['mud', should('mud').length, 0]].sort(([, a], [, b]) => b - a));
});

test('hits say what they are, and where', async () => {
  const { index, at } = await open(23, 60);
  const kinds = new Set();
  for (const hit of await index.all(await index.find('water OR bridge OR valley'))) {
    const { record, kind, at: own, number } = at.get(key(hit));
    kinds.add(kind);
    assert.deepEqual([hit.kind, hit.id, hit.title, hit.date], [kind, record.id, record.title, record.date]);
    const paragraph = record.others.length && own === 0 ? 'p1a' : `p${own + 1}`;
    if (kind === 'passage') assert.deepEqual([hit.paragraph, hit.note, hit.href], [paragraph, null, `transcripts/t${number}.html#${paragraph}`]);
    if (kind === 'note') assert.deepEqual([hit.paragraph, hit.note, hit.href], [null, `n${own}`, `transcripts/t${number}.html#note-n${own}`]);
    if (kind === 'entry') assert.deepEqual([hit.paragraph, hit.note, hit.href], [null, null, `topics/t${number}.html`]);
  }
  assert.equal(kinds.size, 3);
  assert.equal(index.about.entries, 3);
  assert.equal(index.about.transcripts, 57);
});

test('the order is by what is asked, the same each time, page by page', async () => {
  const { index, at } = await open(24, 80);
  const asks = 'water bridge';
  const all = plain(await index.all(await index.find(asks)));
  assert.deepEqual(all.map(({ score }) => Math.round(score * 4096)), all.map(({ score }) => Math.round(score * 4096)).sort((a, b) => b - a));
  for (let from = 0; from < all.length; from += 7) assert.deepEqual(plain((await index.find(asks, { from, count: 7 })).hits), all.slice(from, from + 7));
  assert.deepEqual(plain((await index.find('valley', { from: 1e9 })).hits), []);
  assert.deepEqual(plain(await index.all(await index.find(asks))), all);
  const dates = plain(await index.all(await index.find(asks, { order: 'date' }))).map((hit) => [hit.date || Infinity, hit.record, hit.unit]);
  assert.equal(dates.length, all.length);
  assert.deepEqual(dates, [...dates].sort((a, b) => (a[0] === b[0] ? 0 : a[0] - b[0]) || a[1] - b[1] || a[2] - b[2]));
  // In titles and headings first: of the first tenth more than of the rest.
  const titled = (hits) => hits.filter((hit) => at.get(key(hit)).title).length / hits.length;
  const one = plain(await index.all(await index.find('water')));
  assert.ok(titled(one.slice(0, Math.floor(one.length / 10))) > 3 * titled(one.slice(Math.floor(one.length / 10))), 'titles first');
});

/** An index of a few units that are written here. */
async function of(texts, options) {
  const made = { records: texts.map((text, i) => ({ id: `t${i}`, title: `T${i}`, href: `t${i}.html`, units: [{ text }] })) };
  const files = encode(made, tokens, { common: () => false, stem, ...options });
  const { search, asked } = engine((name) => files.get(name));
  return { search, asked, files, index: await search.open('s/') };
}
const found = async (index, asks, options) => [...(await index.find(asks, options)).hits].map(({ record }) => record);

test('of much that was found, the first ones are those of all in order', async () => {
  const words = ['water', 'water water', 'water bridge', 'bridge water mud', 'mud water mud mud'];
  const made = { records: Array.from({ length: 900 }, (_, i) => ({ id: `t${String(i).padStart(4, '0')}`, title: '', href: '', date: date(1900 + (i * 7) % 100), units: Array.from({ length: 6 }, (_, j) => ({ text: words[(i * 5 + j * 3) % 5], title: (i + j) % 50 === 0 })) })) };
  const files = encode(made, tokens);
  const open = async () => (await engine((name) => files.get(name))).search.open('search/');
  for (const order of ['relevance', 'date']) {
    const [one, other] = [await open(), await open()];
    const some = plain((await one.find('water', { order, count: 30 })).hits);
    const all = plain(await other.all(await other.find('water', { order })));
    assert.equal(all.length, 5400);
    assert.deepEqual(some, all.slice(0, 30));
    assert.deepEqual(plain((await one.find('water', { order, from: 190, count: 30 })).hits), all.slice(190, 220));
    assert.deepEqual(plain((await one.find('water', { order, from: 5390, count: 30 })).hits), all.slice(5390));
  }
});

test('words that stand close together come first, the word itself before its forms', async () => {
  const pad = 'one two three four five six seven eight nine ten';
  const { index } = await of([`water ${pad} bridge`, `bridge ${pad} ${pad} water`, `water bridge ${pad}`, `bridge water ${pad}`, 'nothing', 'waters here', 'water here']);
  assert.deepEqual(await found(index, 'water bridge'), [2, 3, 0, 1]);
  assert.deepEqual(await found(index, 'waters here'), [5, 6]);
  assert.deepEqual(await found(index, 'water here'), [6, 5]);
});

test('questions as people type them', async () => {
  const texts = ['The café on the left', 'a cafe\u0301 again', 'l’État et la ville', 'מפקד צה״ל אמר', 'ראיון בצה"ל', 'مُحَمَّد', '推动司法改革的会议', '法', '改法。', 'ศาลรัฐธรรมนูญวันนี้', 'co-operation here', 'cooperation here', 'don’t say “never again”', 'rock and roll', 'ひらがなカタカナ', 'တရားရုံး', 'តុលាការ', 'ສານ'];
  const { index } = await of(texts);
  const should = {
    cafe: [0, 1], 'CAFÉ': [0, 1], "l'état": [2], 'État': [2], 'צה"ל': [3], 'צה״ל': [3], 'צה”ל': [3], 'צהל': [3], 'בצה״ל': [4], 'محمد': [5], '司法改革': [6], '法改': [6], '法': [6, 7, 8], '改': [6, 8], '法*': [6, 7, 8],
    'รัฐ': [9], 'รัฐธรรม': [9], 'co-operation': [10], 'coop*': [11], "don't": [12], '"never again"': [12], '“never again”': [12], '„never again“': [12], '«never again»': [12], '"never again': [12], '"again never"': [],
    'rock OR cafe': [0, 1, 13], 'rock AND roll': [13], 'OR': [], 'rock -roll': [], 'rock NEAR roll': [13], 'がな': [14], 'タカ': [14], 'တရား': [15], 'តុលា': [16], 'ສາ': [17], '- ': [], '""': [], '*': [], ':': [], '"*': [],
  };
  for (const [asks, records] of Object.entries(should)) assert.deepEqual((await found(index, asks, { count: 99 })).sort((a, b) => a - b), records, asks);
});

test('sets are what they are called', () => {
  const { search: { inner } } = engine();
  const next = random(3);
  const set = (length, range) => Uint32Array.from(new Set(Array.from({ length }, () => next(range)))).sort();
  for (let n = 0; n < 300; n += 1) {
    const [a, b] = [set(next(40), 4000), set(n % 2 ? next(3000) : next(50), 4000)];
    const has = new Set(b);
    assert.deepEqual([...inner.sets.both(a, b)], [...a].filter((value) => has.has(value)));
    assert.deepEqual([...inner.sets.both(b, a)], [...a].filter((value) => has.has(value)));
    assert.deepEqual([...inner.sets.without(a, b)], [...a].filter((value) => !has.has(value)));
    assert.deepEqual([...inner.sets.either([a, b, a, a, b, b, a, a, a], Uint32Array)], [...new Set([...a, ...b])].sort((x, y) => x - y));
    assert.deepEqual([...inner.sets.either([a, b, a], Uint32Array)], [...new Set([...a, ...b])].sort((x, y) => x - y));
  }
  const words = ['', 'a', 'ab', 'b', 'z', '\ud83d\ude00', '\ufb01', '\uffff', '法', '法律', 'é'];
  for (const a of words) for (const b of words) assert.equal(Math.sign(inner.compare(a, b)), Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b))), `${a} ${b}`);
});

test('what is written without blanks is found by its pairs, and of a long run by every other', async () => {
  const texts = ['推动司法改革的会议', '司法与改革', '司改法革法改'];
  const { index, search } = await of(texts);
  const result = await index.find('司法改革');
  // Ideographs have no positions: at most, until the words are looked at; two of them are one word.
  assert.deepEqual([result.total, result.atMost], [1, true]);
  assert.deepEqual((({ total, atMost }) => [total, atMost])(await index.find('司法')), [2, false]);
  const asked = (text) => search.parse(text).all[0].any[0].chain[0].slots.map(({ term, skip }) => term + skip).join(' ');
  assert.equal(asked('司法改革'), '司法 法改 改革');
  assert.equal(asked('司法改革的'), '司法 法改 改革 革的');
  assert.equal(asked('司法改革的会議'), '司法 法改said 改革 革的said 的会 会議');
  // Others have.
  const thai = await (await of(['ที่ศาลไทย', 'ศาไทยาล'])).index.find('ศาลไทย');
  assert.deepEqual([thai.total, thai.atMost], [1, false]);
  assert.equal(asked('ศาลไทย'), 'ศา าลsaid ลไ ไทsaid ทย');
});

test('a query is read again as what it was', async () => {
  const { search } = engine();
  for (const asks of ['water', '"high water" OR wat* NEAR bridge -"not this" -b', 'l’État co-operation', 'צה"ל ד"ר', '法 司法改革', 'OR OR OR', 'a OR b OR', '"צה"ל אמר"', 'AND x', '"open', '„a“ «b» 「司法」', '-', '"', 'a"b c"d']) {
    const once = search.parse(asks);
    const again = search.parse(once.text);
    assert.deepEqual(plain([again.all, again.not].map((clauses) => clauses.map(({ any }) => any.map(({ chain }) => chain.map(({ slots }) => slots))))), plain([once.all, once.not].map((clauses) => clauses.map(({ any }) => any.map(({ chain }) => chain.map(({ slots }) => slots))))), asks);
    assert.equal(again.text, once.text);
  }
  assert.deepEqual(plain(search.parse('a speaker:pym -topic:x author:"Ann Lee" year:').fields), { speaker: ['pym'], author: ['Ann Lee'] });
  assert.deepEqual(plain(search.parse('-topic:x').without), { topic: ['x'] });
  for (const junk of [undefined, null, 7, '"'.repeat(5000), '('.repeat(9000), 'a '.repeat(9000), 'OR '.repeat(3000), '-'.repeat(9000), '*'.repeat(9000), '\u{1f600}'.repeat(9000), '\ud800 \udfff', 'speaker:'.repeat(2000)]) {
    const begun = performance.now();
    const query = search.parse(junk);
    assert.ok(performance.now() - begun < 500, `${String(junk).slice(0, 9)} takes ${performance.now() - begun} ms`);
    assert.ok(query.all.length + query.not.length <= 64);
  }
});

test('a phrase in a heading comes first', async () => {
  const made = { records: [0, 1, 2].map((i) => ({ id: `t${i}`, title: '', href: `${i}.html`, units: [{ text: 'the high water', title: i === 1 }] })) };
  const files = encode(made, tokens);
  const index = await (await engine((name) => files.get(name))).search.open('search/');
  assert.deepEqual(await found(index, '"high water"'), [1, 0, 2]);
});

test('who keeps what was parsed keeps what was learnt of it', async () => {
  const { index, search } = await of(['water', 'waters']);
  const [first, second, never] = [search.parse('water'), search.parse('water'), search.parse('water')];
  await index.find(first);
  await index.find(second);
  assert.equal(index.marks(first, 'waters').length, 1);
  assert.equal(index.marks(second, 'waters').length, 1);
  assert.equal(index.marks(never, 'waters'), null);
});

test('marks are on the words as they are printed', async () => {
  const { index } = await of(['The waters of the valley. High water!', 'צה"ל אמר', '法改革法', 'ศาล']);
  const marked = async (asks, text) => {
    const marks = index.marks((await index.find(asks)).query, text);
    return marks && [...marks].map(({ start, end }) => text.slice(start, end));
  };
  const text = 'The waters of the valley. High wáter!';
  assert.deepEqual(await marked('water', text), ['waters', 'wáter']);
  assert.deepEqual(await marked('"of the valley"', text), ['of the valley']);
  assert.deepEqual(await marked('"valley of the"', text), null);
  assert.deepEqual(await marked('water -valley', text), null);
  assert.deepEqual(await marked('water OR nowhere', text), ['waters', 'wáter']);
  assert.deepEqual(await marked('water nowhere', text), null);
  assert.deepEqual(await marked('wat* val*', text), ['waters', 'valley', 'wáter']);
  assert.deepEqual(await marked('צהל', 'מפקד צה״ל אמר'), ['צה״ל']);
  assert.deepEqual(await marked('法', '改法。法改革法'), ['法', '法', '法']);
  assert.deepEqual(await marked('改革', '法改革法'), ['改革']);
  assert.deepEqual(await marked('法改革', '法改革法改革'), ['法改革', '法改革']);
  assert.deepEqual(await marked('valley NEAR high', text), ['valley', 'High']);
  const { query } = await index.find('"high water" of');
  assert.deepEqual(plain(index.marks(query, ['High water of', 'the high', 'water', 'high water'])), [{ part: 0, start: 0, end: 10 }, { part: 0, start: 11, end: 13 }, { part: 3, start: 0, end: 10 }]);
  assert.equal(index.marks(query, ['of high', 'water']), null);
  assert.equal(index.marks((await index.find('high NEAR water')).query, ['high', 'water']), null);
  assert.deepEqual(await marked('valley NEAR high', `valley ${'x '.repeat(9)} high valley`), ['high', 'valley']);
  assert.deepEqual(await marked('valley NEAR high', `valley ${'x '.repeat(9)} high`), null);
});

test('a phrase over common words is at most what was found, until its words are looked at', async () => {
  const { index } = await of(['by the water and back', 'by a water and back', 'the the water', 'of the', 'the of'], { common: (term) => ['the', 'of', 'and'].includes(term) });
  const result = await index.find('"by the water"');
  assert.deepEqual([result.total, result.atMost], [2, true]);
  assert.deepEqual([...result.hits].filter(({ record }) => index.marks(result.query, ['by the water and back', 'by a water and back'][record])).map(({ record }) => record), [0]);
  const plainly = await index.find('"water"');
  assert.deepEqual([plainly.total, plainly.atMost], [3, false]);
  assert.deepEqual([(await index.find('"of the"')).total, (await index.find('"of the"')).atMost], [2, true]);
  // Of a long row the longest words are asked for; that the rest is the same is not known.
  const row = 'eleven winters went by as people of bridges waited';
  const long = await of([row, row.replace(' of bridges ', ' in bridges ')]);
  const both = await long.index.find(`"${row}"`);
  assert.deepEqual([both.total, both.atMost], [2, true]);
  assert.deepEqual([...both.hits].map(({ record }) => long.index.marks(both.query, record ? row.replace(' of bridges ', ' in bridges ') : row)?.length), [1, undefined]);
  // Nothing is left out for what may not be there.
  assert.equal((await index.find('water -"by the water"')).total, 3);
  // A phrase does not begin before its paragraph.
  assert.deepEqual(await found((await of(['of the water', 'water x'], { common: (term) => term !== 'water' && term !== 'x' })).index, '"of the water x"'), []);
});

test('nothing found: what occurs by itself, and the nearest words', async () => {
  const { index } = await of(['water on the bridge', 'waters', 'valley and winter', 'whether', 'a wander']);
  const result = plain(await index.find('watre valley'));
  assert.equal(result.total, 0);
  assert.deepEqual(result.occurs, [{ word: 'watre', n: 0 }, { word: 'valley', n: 1 }]);
  assert.deepEqual(result.nearest[0], { word: 'watre', instead: 'water', n: 1 });
  assert.ok(result.nearest.every(({ word }) => word === 'watre'));
  assert.deepEqual(plain((await index.find('bridg')).nearest), [{ word: 'bridg', instead: 'bridge', n: 1 }]);
  assert.deepEqual(plain((await index.find('"the valley" winter NEAR bridge')).occurs), [{ word: '“the valley”', n: 0 }, { word: 'the', n: 1 }, { word: 'valley', n: 1 }, { word: 'winter', n: 1 }, { word: 'bridge', n: 1 }]);
  // Two letters that changed places are one mistake; a short word may have one.
  assert.deepEqual(plain((await (await of(['the mud', 'toe'])).index.find('teh')).nearest), [{ word: 'teh', instead: 'the', n: 1 }]);
  const both = plain(await index.find('water valley'));
  assert.deepEqual([both.occurs, both.nearest], [[{ word: 'water', n: 2 }, { word: 'valley', n: 1 }], []]);
  assert.deepEqual(plain((await index.find('water')).occurs), []);
});

// Archives made at random, always the same of one seed, and questions to them, each with what the texts themselves answer.
import { date } from './encode.mjs';

/** Numbers from 0 below n. */
export function random(seed) {
  let state = seed >>> 0;
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * n);
  };
}

const stems = 'water bridge valley winter river boat stone flood minute ferry harbour meeting gate bell lock carpenter summer school church paper'.split(' ');
const common = ['the', 'of', 'and'];
const odd = ['État', 'café', 'naïve', 'צה"ל', 'צה״ל', 'שלום', 'مُحَمَّد', 'محمد', 'Ёлка', 'co-operation', '1961', 'Straße', '2x4', 'ΟΔΥΣΣΕΥΣ'];
const signs = [...'司法改革水年大明議会第'];

/** The stem of a word, of which there are forms with and without an s: one is a language's, so that it is no beginning of the word. */
export const stem = (term) => (stems.includes(term.replace(/s$/, '')) ? term.replace(/s$/, '').replace(/y$/, 'i') : null);

/** `size` records of some units. */
export function archive(seed, size) {
  const next = random(seed);
  const pick = (list) => list[next(list.length)];
  const word = () => {
    const kind = next(20);
    if (kind < 7) return pick(common);
    // Some words are rare.
    if (kind < 16) return `${stems[Math.min(next(stems.length), next(stems.length))]}${next(3) ? '' : 's'}`;
    if (kind < 18) return pick(odd);
    return Array.from({ length: 1 + next(6) }, () => pick(signs)).join('');
  };
  const text = () => Array.from({ length: next(25) + 1 }, () => word() + pick(['', '', '', ',', '.', ' —'])).join(' ');
  const speakers = ['ann', 'bob', 'zoë'];
  const records = Array.from({ length: size }, (_, i) => {
    const entry = i >= size - 3;
    const notes = entry ? 0 : next(4);
    const units = Array.from({ length: entry ? 1 : 1 + next(9) + notes }, (_, at, all) => ({ text: text(), title: next(12) === 0, note: at }));
    units.forEach((unit, at) => {
      const kind = entry ? 'entry' : at < units.length - notes ? 'passage' : 'note';
      unit.fields = [...(kind === 'passage' ? [`speaker:${pick(speakers)}`] : []), ...(kind === 'note' ? [`author:${pick(['Ann Lee', 'Bo'])}`] : []), ...(next(3) ? [] : [`topic:${pick(['ice', 'mud'])}`])];
      unit.kind = kind;
    });
    return {
      id: `${entry ? 'z' : 't'}${String(i).padStart(4, '0')}`, title: `Talk ${i}`, href: `${entry ? 'topics' : 'transcripts'}/t${i}.html`, kind: entry ? 1 : 0, notes, units,
      date: next(6) ? date(1990 + next(20), next(13), next(2) ? next(28) : 0) : 0, form: next(3), events: next(2) ? [] : [next(2)], others: next(5) || entry ? [] : [[0, 'p1a']],
    };
  });
  return {
    records, kinds: [['topic', 'Topic']], forms: ['interview', 'hearing'],
    titles: { speaker: [['ann', 'Ann'], ['bob', 'Bob'], ['zoë', 'Zoë']], topic: [['ice', 'Ice'], ['mud', 'Mud']], event: [['fair', 'A fair'], ['summit', 'The summit']] },
  };
}

const sameStem = (a, b) => stem(a) !== null && stem(a) === stem(b);
const at = (words, test) => words.flatMap((word, i) => (test(word) ? [i] : []));
const rows = (words, row) => words.flatMap((_, i) => (row.every((word, k) => words[i + k] === word) ? [i] : []));

/**
 * A question of one of these kinds: {asks, holds(unit)}. A unit has its `text` and its `words`, all of its terms; `known` are those of the archive: other forms
 * of a word are known by the word alone, so that one which never occurs is not found by them. `fold` gives the terms of a text.
 */
export function question(next, fold, known, units) {
  const same = (asked, other) => asked === other || (known.has(asked) && sameStem(asked, other));
  const pick = (list) => list[next(list.length)];
  const plain = () => `${pick(stems)}${next(3) ? '' : 's'}`;
  const word = () => { const one = next(8) ? plain() : pick([...common, 'nowhere', 'états']); return { asks: one, holds: ({ words }) => words.some((other) => same(fold(one)[0], other)) }; };
  const strange = () => {
    const [asks, term] = pick([['ETAT', 'etat'], ['l’état', 'etat'], ['Cafe', 'cafe'], ['צה"ל', 'צהל'], ['צהל', 'צהל'], ['محمد', 'محمد'], ['елка', 'елка'], ['STRASSE', 'strasse'], ['οδυσσευς', 'οδυσσευσ']]);
    return { asks, holds: ({ words }) => words.includes(term) };
  };
  const phrase = () => {
    const row = Array.from({ length: 1 + next(4) }, () => (next(2) ? pick(common) : plain()));
    const [open, close] = pick(['""', '“”', '«»', '„“']);
    return { asks: open + row.join(' ') + close, holds: ({ words }) => rows(words, row).length > 0 };
  };
  const prefix = () => { const start = plain().slice(0, 1 + next(4)); return { asks: `${start}*`, holds: ({ words }) => words.some((other) => other.startsWith(start)) }; };
  const run = () => { const row = Array.from({ length: 1 + next(3) }, () => pick(signs)).join(''); return { asks: row, holds: ({ text }) => text.includes(row) }; };
  const near = () => {
    const [a, b] = [plain(), plain()];
    return { asks: `${a} NEAR ${b}`, holds: ({ words }) => at(words, (one) => same(a, one)).some((i) => at(words, (one) => same(b, one)).some((j) => i !== j && Math.abs(i - j) <= 8)) };
  };
  const either = () => { const [a, b] = [pick([word, phrase, prefix, run])(), pick([word, phrase, strange])()]; return { asks: `${a.asks} OR ${b.asks}`, holds: (unit) => a.holds(unit) || b.holds(unit) }; };
  // Words of a text itself, up to its whole.
  const quoted = () => {
    const all = pick(units).text.split(' ').filter((word) => !signs.some((sign) => word.includes(sign)) && word !== '—');
    const from = next(all.length + 1);
    const row = fold(all.slice(from, from + 1 + next(20)).join(' ') || 'water');
    return { asks: `“${row.join(' ')}”`, holds: ({ words }) => rows(words, row).length > 0 };
  };
  // Signs of a text itself, that go on over more pairs than one.
  const long = () => {
    const runs = pick(units).text.split(/[^\p{Script=Han}]+/u).filter((run) => run.length > 2);
    const row = runs.length ? pick(runs) : '司法改革';
    return { asks: next(2) ? row : `"${row}"`, holds: ({ text }) => text.includes(row) };
  };
  const joined = () => ({ asks: 'co-operation', holds: ({ words }) => rows(words, ['co', 'operation']).length > 0 });
  const clauses = Array.from({ length: 1 + next(3) }, () => pick([word, word, strange, phrase, prefix, run, near, either, joined, quoted, long])());
  const not = Array.from({ length: next(4) ? 0 : 1 + next(2) }, () => pick([word, phrase, prefix, run])());
  return {
    asks: [...clauses.map(({ asks }) => asks), ...not.map(({ asks }) => `-${asks}`)].join(' '),
    holds: (unit) => clauses.every((one) => one.holds(unit)) && !not.some((one) => one.holds(unit)),
  };
}

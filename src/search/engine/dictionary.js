// The words that occur, in files by their order; one is loaded when a word is asked for that would stand in it. A file is a row of cells, each with the files
// and the places in them where the lists and positions of its words lie.
(() => {
  'use strict';
  const { inner } = window.postil.search;
  const text = new TextDecoder();
  // What stands between a stem and its language, in a term that says which words have it.
  const STEM = '\u0001';

  const joined = (before, length, rest) => {
    if (length > before.length) throw new RangeError('no such word before');
    const bytes = new Uint8Array(length + rest.length);
    bytes.set(before.subarray(0, length));
    bytes.set(rest, length);
    return bytes;
  };
  const stemsOf = (bytes, count, own, languages) => Array.from({ length: bytes.fewer(count) }, () => {
    const language = languages[bytes.number()];
    const stem = text.decode(joined(own, bytes.number(), bytes.take(bytes.count())));
    if (language === undefined) throw new RangeError('no such language');
    return `${stem}${STEM}${language}`;
  });

  // Entries of a word: {term, df, stems, list, positions}; the list is its bytes or where it lies, positions where they lie or null. Of a stem: {term, words}.
  const readCell = (bytes, languages, lists, places, entries) => {
    let before = new Uint8Array();
    while (bytes.more) {
      const head = bytes.number();
      before = joined(before, head % 16, bytes.take(Math.floor(head / 16)));
      const term = text.decode(before);
      if (term.includes(STEM)) {
        entries.push({ term, words: bytes.strings(), df: 0 });
        continue;
      }
      const df = bytes.number();
      const form = bytes.number();
      const stems = stemsOf(bytes, Math.floor(form / 4), before, languages);
      const list = form & 2 ? { ...lists, at: bytes.number(), length: bytes.number() } : bytes.take(bytes.count());
      const positions = form & 1 ? { ...places, at: bytes.number(), length: bytes.number() } : null;
      entries.push({ term, df, stems, list, positions });
    }
  };
  const read = (languages) => (all) => {
    const bytes = new inner.Bytes(all);
    const entries = [];
    const where = () => ({ file: bytes.string(), cell: bytes.number() });
    while (bytes.more) {
      const length = bytes.number();
      const [lists, places] = [where(), where()];
      const own = bytes.take(length);
      readCell(new inner.Bytes(own), languages, lists, places, entries);
    }
    return entries;
  };

  // The least string behind all that begin so.
  const behind = (prefix) => `${prefix}\u{10ffff}`;

  inner.dictionary = ({ dict, languages }, load) => {
    const at = (term) => Math.max(0, inner.lastThat(dict.length, (i) => inner.compare(dict[i][0], term) <= 0));
    const decode = read(languages ?? []);
    const shard = (i) => load(dict[i][1], decode);
    const find = async (term) => {
      if (!dict.length) return null;
      const entries = await shard(at(term));
      const i = inner.lastThat(entries.length, (i) => inner.compare(entries[i].term, term) <= 0);
      return entries[i]?.term === term ? entries[i] : null;
    };
    // Entries from one word to another, without that; of more files than `most` the first ones, and `cut` says so.
    const range = async (from, to, most = Infinity) => {
      if (!dict.length) return { entries: [], cut: false };
      const [first, last] = [at(from), at(to)];
      const end = Math.min(last, first + most - 1);
      const shards = await Promise.all(Array.from({ length: end - first + 1 }, (_, i) => shard(first + i)));
      const entries = shards.flat().filter(({ term }) => inner.compare(term, from) >= 0 && inner.compare(term, to) < 0);
      return { entries, cut: end < last };
    };
    const beginning = (prefix, most) => range(prefix, behind(prefix), most);
    // All ids of a field: `speaker:`, until the sign behind the colon.
    const field = (name) => range(`${name}:`, `${name};`);
    // Entries that begin so, of at most so many shards, those round a word.
    const around = async (prefix, term, most) => {
      if (!dict.length) return { entries: [] };
      const [first, last, middle] = [at(prefix), at(behind(prefix)), at(term)];
      const from = Math.max(first, Math.min(middle - (most >> 1), last - most + 1));
      const shards = await Promise.all(Array.from({ length: Math.min(last, from + most - 1) - from + 1 }, (_, i) => shard(from + i)));
      return { entries: shards.flat() };
    };
    // Other words of the stems of one.
    const mates = async ({ term, stems }) => {
      const found = await Promise.all(stems.map(find));
      return [...new Set(found.flatMap((stem) => stem?.words ?? []))].filter((other) => other !== term);
    };
    return { find, beginning, field, around, mates, fileOf: (term) => dict[at(term)][1] };
  };
})();

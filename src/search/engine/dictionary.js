// The words that occur, in shards by their order; a shard is loaded when a word is asked for that would stand in it.
(() => {
  'use strict';
  const { inner } = window.postil.search;
  const text = new TextDecoder();

  const place = (bytes) => {
    const at = bytes.number();
    if (at === 0) return null;
    return { file: at - 1, offset: bytes.number(), length: bytes.number() };
  };

  // Entries {term, df, mates, shard, list, positions}: the list is the bytes of it or where it lies, positions where they lie or null.
  const read = (shard) => (all) => {
    const bytes = new inner.Bytes(all);
    const entries = [];
    let before = new Uint8Array();
    while (bytes.more) {
      const shared = bytes.number();
      const rest = bytes.take(bytes.count());
      if (shared > before.length) throw new RangeError('no such word before');
      const term = new Uint8Array(shared + rest.length);
      term.set(before.subarray(0, shared));
      term.set(rest, shared);
      before = term;
      const entry = { term: text.decode(term), shard, df: bytes.number(), mates: bytes.strings(), list: null, positions: null };
      entry.list = place(bytes) ?? bytes.take(bytes.count());
      entry.positions = place(bytes);
      entries.push(entry);
    }
    return entries;
  };

  // The least string behind all that begin so.
  const behind = (prefix) => `${prefix}\u{10ffff}`;

  inner.dictionary = (dict, load) => {
    const at = (term) => Math.max(0, inner.lastThat(dict.length, (i) => inner.compare(dict[i][0], term) <= 0));
    const shard = (i) => load(dict[i][1], read(dict[i][1]));
    const find = async (term) => {
      if (!dict.length) return null;
      const entries = await shard(at(term));
      const i = inner.lastThat(entries.length, (i) => inner.compare(entries[i].term, term) <= 0);
      return entries[i]?.term === term ? entries[i] : null;
    };
    // Entries from one word to another, without that; of more shards than `most` the first ones, and `cut` says so.
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
    return { find, beginning, field, around };
  };
})();

// From the words of a query to the entries of the dictionary: the word itself, forms of its stem, all that begin so.
(() => {
  'use strict';
  const { inner } = window.postil.search;
  // Of what begins so, the most frequent of so many files are looked at, as far as their lists lie in so many files and have so many units; of the forms of a
  // stem, the first.
  const [SHARDS, TERMS, FILES, UNITS, MATES] = [12, 400, 10, 300_000, 32];

  // Ids of fields and stems are no words.
  inner.isWord = ({ term, words }) => !words && !term.includes(':');

  const beginnings = async (dictionary, prefix) => {
    const { entries, cut } = await dictionary.beginning(prefix, SHARDS);
    const words = entries.filter(inner.isWord);
    const files = new Set();
    let units = 0;
    const kept = [];
    for (const entry of words.sort((a, b) => b.df - a.df || inner.compare(a.term, b.term))) {
      if (kept.length >= TERMS) break;
      const { file } = entry.list;
      if (units + entry.df > UNITS || (file && files.size >= FILES && !files.has(file))) continue;
      units += entry.df;
      if (file) files.add(file);
      kept.push(entry);
    }
    return { entries: kept, cut: cut || kept.length < words.length };
  };

  const withMates = async (dictionary, { term, mates }) => {
    const entry = await dictionary.find(term);
    if (!entry || !mates) return entry ? [entry] : [];
    const others = await Promise.all((await dictionary.mates(entry)).slice(0, MATES).map((mate) => dictionary.find(mate)));
    return [entry, ...others.filter(Boolean)];
  };

  // → {entries: Map of slots that are asked for to their entries, cut: the words that were not looked at as a whole}. The slots learn what they stand for.
  inner.resolve = async (dictionary, query) => {
    const found = new Map();
    const cut = new Set(query.cut ? [query.text] : []);
    await Promise.all(inner.leaves([...query.all, ...query.not]).flatMap((leaf) => leaf.slots.filter(({ skip }) => !skip).map(async (slot) => {
      const { entries, cut: short } = slot.prefix ? await beginnings(dictionary, slot.term) : { entries: await withMates(dictionary, slot), cut: false };
      if (short) cut.add(leaf.text);
      found.set(slot, entries);
      slot.terms = entries.length || slot.prefix ? entries.map(({ term }) => term) : [slot.term];
    })));
    return { entries: found, cut: [...cut] };
  };
})();

// Where words that somebody pastes can stand as they are: all passages that have each of the words looked up, or have it near enough that a quotation may run on from
// one paragraph into the next. Unlike the passages that are likely (quote.js), these may be all there are; it is told whether they are.
(() => {
  'use strict';
  const { search } = window.postil;
  const { inner } = search;
  // Signs of a text that are looked at; words that are looked up, and that are compared; transcripts that are named.
  const [SIGNS, WORDS, LISTS, NAMED] = [20_000, 32, 8, 24];
  // Signs that are a letter to one who types and a quotation mark to another: a word beside one, or with one, may be another word in the index.
  const UNSURE = /["'`´\p{Pi}\p{Pf}\p{Lm}\p{Sk}\u0294\u0295\u0559-\u055b\u05f3\u05f4\u07f4\u07f5\u2032-\u2036\u275b-\u275e\uff02\uff07]/u;

  // Words that the index must have where it has the quotation: {term, start}, each once, at its first place.
  const sure = (text) => {
    const tokens = search.tokens(text.slice(0, SIGNS));
    // The last may be cut.
    if (text.length > SIGNS) tokens.pop();
    const seen = new Map();
    for (const { term, start, end, position, tail } of tokens) {
      if (tail || seen.has(term) || [text.slice(Math.max(0, start - 1), start), text.slice(start, end), text.slice(end, end + 1)].some((part) => UNSURE.test(part))) continue;
      seen.set(term, { term, start, position });
    }
    return [...seen.values()].sort((a, b) => b.term.length - a.term.length).slice(0, WORDS);
  };

  // Each paragraph between two words has a sign at least: no more paragraphs lie between them than signs.
  const isNear = (unit, word, rare) => {
    const signs = word.start - rare.start;
    const [from, until] = [unit + Math.min(0, signs), unit + Math.max(0, signs)];
    const { units } = word;
    const i = inner.lastThat(units.length, (i) => units[i] <= until);
    return i >= 0 && units[i] >= from;
  };

  // The units where those of the words that have places stand in one row.
  const row = async ({ lists }, words) => {
    const placed = words.filter(({ entry }) => entry.positions);
    if (placed.length < 2) return new Set();
    const first = Math.min(...placed.map(({ position }) => position));
    const slots = await Promise.all(placed.map(async ({ entry, position }) => ({ offset: position - first, places: await lists.places(entry) })));
    return new Set(inner.sets.unitsOf(inner.sets.row(slots)));
  };

  // → {hits: [{id, title, href, paragraph, share}], isAll}: a hit for a transcript, the likeliest first; isAll: no other transcript can have the words.
  inner.stands = async (index, text) => {
    const { columns, dictionary, lists } = index;
    const looked = await Promise.all(sure(text).map(async (word) => ({ ...word, entry: await dictionary.find(word.term) })));
    if (!looked.length) return { hits: [], isAll: false };
    if (looked.some(({ entry }) => !entry)) return { hits: [], isAll: true };
    const words = looked.sort((a, b) => a.entry.df - b.entry.df).slice(0, LISTS);
    await Promise.all(words.map(async (word) => { word.units = (await lists.list(word.entry)).units; }));
    const [rare, ...others] = words;
    const rows = await row(index, words);
    const best = new Map();
    inner.eachRecord(columns, rare.units, (record, unit) => {
      if (inner.kindOf(columns, record, unit) !== 'passage' || !others.every((word) => isNear(unit, word, rare))) return;
      const share = rows.has(unit) ? 1 : 0.5;
      if ((best.get(record)?.share ?? 0) < share) best.set(record, { unit, share });
    });
    const found = [...best.values()].sort((a, b) => b.share - a.share || a.unit - b.unit);
    const hits = await Promise.all(found.slice(0, NAMED).map(async ({ unit, share }) => {
      const { id, title, href, paragraph } = await inner.hit(index, unit, share);
      return { id, title, href, paragraph, share };
    }));
    return { hits, isAll: found.length <= NAMED };
  };
})();

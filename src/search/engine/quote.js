// Where a quotation that somebody pastes may stand. Its words are looked up a few at a time, long ones first, since these are rare, from its beginning, middle
// and end, until they say enough; whether the words are there, one after the other, is for the page to tell from the text itself. Only passages: a note is not
// what was said.
(() => {
  'use strict';
  const { search } = window.postil;
  const { inner } = search;
  // Signs of a text that are looked at; words a round, and rounds; places that are named.
  const [SIGNS, WORDS, ROUNDS, NAMED] = [20_000, 3, 4, 10];

  // Distinct words with their places in the quotation, in the order in which they are looked up: of each third in turn the longest that is left.
  const rounds = (text) => {
    const tokens = search.tokens(text.slice(0, SIGNS)).filter(({ tail }, i, all) => !tail || all.length === 1);
    const seen = new Set();
    const thirds = Array.from({ length: WORDS }, () => []);
    tokens.forEach(({ term, position }, i) => {
      if (seen.has(term)) return;
      seen.add(term);
      thirds[Math.floor((i * WORDS) / tokens.length)].push({ term, position });
    });
    for (const third of thirds) third.sort((a, b) => b.term.length - a.term.length || a.position - b.position);
    return Array.from({ length: ROUNDS }, (_, round) => thirds.map((third) => third[round]).filter(Boolean)).filter((round) => round.length);
  };

  // How much of what was looked up each unit has: {scores: Map, whole}.
  const weigh = (words, all) => {
    const scores = new Map();
    let whole = 0;
    for (const { units } of words) {
      const idf = Math.log(1 + (all - units.length + 0.5) / (units.length + 0.5));
      whole += idf;
      for (const unit of units) scores.set(unit, (scores.get(unit) ?? 0) + idf);
    }
    return { scores, whole };
  };

  const best = ({ columns }, { scores }) => {
    const found = [];
    for (const [unit, score] of scores) {
      if (inner.kindOf(columns, inner.recordOf(columns, unit), unit) === 'passage') found.push({ unit, score });
    }
    return found.sort((a, b) => b.score - a.score || a.unit - b.unit);
  };

  // Of those that have the same words, those come first where these are as far apart as in the quotation.
  const runs = async ({ lists }, words, found) => {
    const placed = words.filter(({ entry }) => entry?.positions).sort((a, b) => a.entry.df - b.entry.df).slice(0, 2);
    if (placed.length < 2) return found;
    const places = await Promise.all(placed.map(async ({ entry, position }) => ({ offset: position, places: await lists.places(entry) })));
    const first = Math.min(...places.map(({ offset }) => offset));
    const row = new Set(inner.sets.unitsOf(inner.sets.row(places.map((slot) => ({ ...slot, offset: slot.offset - first })))));
    return found.map((one) => ({ ...one, run: row.has(one.unit) ? 1 : 0 })).sort((a, b) => b.score - a.score || b.run - a.run || a.unit - b.unit);
  };

  // → [{id, title, href, paragraph, share}], best first; share: of what was looked up, by how rare it is.
  inner.quote = async (index, text) => {
    const { dictionary, lists, root } = index;
    const words = [];
    let common = [];
    let found = [];
    let weighed = { scores: new Map(), whole: 0 };
    for (const round of rounds(text)) {
      const entries = await Promise.all(round.map(({ term }) => dictionary.find(term)));
      const own = round.map((word, i) => ({ ...word, entry: entries[i], units: new Uint32Array() }));
      // Words in much of the archive say little and their lists are long.
      const isCommon = ({ entry }) => entry && inner.isCommon(root, [entry]);
      const rare = own.filter((word) => !isCommon(word));
      common = common.concat(own.filter(isCommon));
      await Promise.all(rare.filter(({ entry }) => entry).map(async (word) => { word.units = (await lists.list(word.entry)).units; }));
      words.push(...rare);
      weighed = weigh(words, root.units);
      found = best(index, weighed);
      const sure = words.filter(({ units }) => units.length).length;
      if (sure > 1 && found.length && found[0].score > weighed.whole * 0.99 && (found[5]?.score ?? 0) < found[0].score) break;
    }
    if (!found.length && common.length) {
      const two = common.sort((a, b) => a.entry.df - b.entry.df).slice(0, 2);
      await Promise.all(two.map(async (word) => { word.units = (await lists.list(word.entry)).units; }));
      weighed = weigh(two, root.units);
      found = best(index, weighed);
    }
    if (found.length > 1 && found[1].score === found[0].score) found = await runs(index, words, found);
    return Promise.all(found.slice(0, NAMED).map(async ({ unit, score }) => {
      const { id, title, href, paragraph } = await inner.hit(index, unit, score);
      return { id, title, href, paragraph, share: weighed.whole ? Math.min(1, score / weighed.whole) : 0 };
    }));
  };
})();

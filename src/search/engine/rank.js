// In which order what was found is shown: by BM25 over units, with what stands in headings and titles, and words that stand close together, before the rest; or
// by date. Equal ones are in the order of the archive, so that a query has the same answer everywhere.
(() => {
  'use strict';
  const { inner } = window.postil.search;
  const [K, B] = [1.2, 0.4];
  // How often a word stands in a unit is not known, only whether it is more than once; a form of its stem counts less than the word.
  const [ONCE, OFTEN, FORM, TITLE, CLOSE] = [1, 2.2, 0.8, 2, 1];

  const rarity = (units, all) => Math.log(1 + (all - units.length + 0.5) / (units.length + 0.5));

  // Adds to the score of each unit what a word gives it.
  const weigh = ({ columns, root }, found, scores, { units, weights }) => {
    const idf = rarity(units, root.units);
    const average = root.average || 1;
    let j = 0;
    let i = 0;
    inner.eachRecord(columns, found, (record, unit) => {
      while (j < units.length && units[j] < unit) j += 1;
      if (units[j] === unit) {
        const weight = weights[j];
        const often = weight & 1 ? OFTEN : ONCE;
        const long = 1 - B + B * Math.min(8, (columns.average[record] || average) / average);
        const score = idf * (often * (K + 1)) / (often + K * long);
        scores[i] += (weight & 4 ? score : score * FORM) + (weight & 2 ? idf * TITLE : 0);
      }
      i += 1;
    });
  };

  // Adds what two words give that stand close together: most if one follows the other.
  const draw = ({ root }, found, scores, a, b) => {
    const idf = Math.min(rarity(a.units, root.units), rarity(b.units, root.units));
    const { PLACES } = inner;
    let [i, j] = [0, 0];
    found.forEach((unit, n) => {
      const [start, end] = [unit * PLACES, (unit + 1) * PLACES];
      while (i < a.places.length && a.places[i] < start) i += 1;
      while (j < b.places.length && b.places[j] < start) j += 1;
      let least = Infinity;
      while (i < a.places.length && j < b.places.length && a.places[i] < end && b.places[j] < end) {
        const away = b.places[j] - a.places[i];
        if (away > 0) least = Math.min(least, Math.max(1, away - a.width));
        // Against the order in which they were asked for it counts as one word farther away.
        else if (away < 0) least = Math.min(least, 1 + Math.max(1, -away - b.width));
        if (away > 0) i += 1;
        else j += 1;
      }
      if (least < 32) scores[n] += idf * CLOSE / least;
    });
  };

  const oneOf = (parts) => {
    if (!parts.every(({ places }) => places)) return null;
    return {
      units: inner.sets.either(parts.map(({ units }) => units), Uint32Array),
      places: inner.sets.either(parts.map(({ places }) => places), Float64Array),
      width: Math.min(...parts.map(({ width }) => width)),
    };
  };

  inner.scores = (index, found, clauses) => {
    const scores = new Float64Array(found.length);
    for (const part of clauses.flat()) weigh(index, found, scores, part);
    const placed = clauses.map(oneOf);
    for (let i = 1; i < placed.length; i += 1) {
      if (placed[i - 1] && placed[i]) draw(index, found, scores, placed[i - 1], placed[i]);
    }
    return scores;
  };

  // The place of each date among all, equal ones at one; without a date last.
  const rankOf = (dates) => {
    const known = Float64Array.from(new Set(dates)).sort();
    const ranks = new Map([...known].map((date, i) => [date, date ? i : known.length]));
    return Uint32Array.from(dates, (date) => ranks.get(date));
  };

  // The least of these numbers, in order: as many as are needed, and perhaps more. Numbers are put into buckets by their size, and only the first buckets are put
  // in order.
  const first = (keys, need) => {
    if (keys.length < 4096 || need > keys.length / 4) return keys.sort();
    let [low, high] = [keys[0], keys[0]];
    for (const key of keys) { if (key < low) low = key; else if (key > high) high = key; }
    const BUCKETS = 4096;
    const bucket = (key) => Math.floor(((key - low) / (high - low + 1)) * BUCKETS);
    const counts = new Uint32Array(BUCKETS + 1);
    for (const key of keys) counts[bucket(key)] += 1;
    let [last, n] = [0, counts[0]];
    while (n < need) { last += 1; n += counts[last]; }
    return keys.filter((key) => bucket(key) <= last).sort();
  };

  // Indices into what was found, in order, as many as are needed at least. Both numbers go into one, which a browser puts in order without asking us.
  inner.order = (index, found, scores, by, need) => {
    const [SCALE, LAST] = [2 ** 26, 2 ** 24 - 1];
    const keys = new Float64Array(found.length);
    let i = 0;
    if (by === 'date') {
      const rank = rankOf(index.columns.date);
      inner.eachRecord(index.columns, found, (record) => {
        keys[i] = rank[record] * SCALE + i;
        i += 1;
      });
    } else {
      for (; i < found.length; i += 1) keys[i] = (LAST - Math.min(LAST, Math.round(scores[i] * 4096))) * SCALE + i;
    }
    return Uint32Array.from(first(keys, need), (key) => key % SCALE);
  };
})();

// Where the words of a query stand in a text, and whether the text holds what the query asks: the same questions as in match.js, asked of the words
// themselves.
(() => {
  'use strict';
  const { search } = window.postil;
  const { inner } = search;

  // So many positions are left free between parts, as in the index.
  const APART = 10;
  // The tokens of a text, or of the parts of one, by their positions and by their terms.
  const read = (texts) => {
    const tokens = [];
    const places = new Map();
    texts.forEach((text, part) => {
      if (tokens.length) tokens.length += APART;
      for (const token of search.tokens(text)) {
        const { term } = token;
        if (places.has(term)) places.get(term).push(tokens.length);
        else places.set(term, [tokens.length]);
        tokens.push({ ...token, part });
      }
    });
    return { tokens, places };
  };

  const slotPlaces = ({ places }, { term, terms, prefix }) => {
    const asked = prefix ? [...places.keys()].filter((other) => other.startsWith(term)) : new Set([term, ...terms]);
    const found = [];
    for (const one of asked) found.push(...(places.get(one) ?? []));
    return Float64Array.from(found).sort();
  };
  const leafPlaces = (text, { slots }) => inner.sets.row(slots.map((slot) => ({ offset: slot.offset, places: slotPlaces(text, slot) })));

  // → places and how many words go from each, per leaf; null if the text does not hold them.
  const chain = (text, leaves) => {
    const parts = leaves.map((leaf) => ({ leaf, places: leafPlaces(text, leaf), width: leaf.slots.at(-1).offset }));
    if (parts.some(({ places }) => !places.length)) return null;
    for (let i = 1; i < parts.length; i += 1) {
      const [a, b] = [parts[i - 1], parts[i]];
      const places = inner.sets.near(a, b, inner.NEAR);
      if (!places.length) return null;
      b.places = places;
    }
    // Going back, those are left that have a neighbour which has one.
    for (let i = parts.length - 1; i > 0; i -= 1) parts[i - 1].places = inner.sets.near(parts[i], parts[i - 1], inner.NEAR);
    return parts;
  };

  // A single sign of a script without blanks is asked for as what begins pairs: it alone is marked.
  const range = ({ tokens }, { slots }, place) => {
    const last = slots.at(-1);
    const token = tokens[place + last.offset];
    const { start, part } = tokens[place];
    const end = last.sign && !token.tail ? tokens[place + last.offset + 1].start : token.end;
    return { part, start, end };
  };

  // → [{part, start, end}] in order, not over each other; null if the text does not hold what is asked. `texts`: a text, or the parts of one (a heading, the
  // paragraph, its footnotes), of which `part` is the number.
  inner.marks = (query, texts) => {
    const own = read([texts].flat());
    if (query.not.some(({ any }) => any.some(({ chain: leaves }) => chain(own, leaves)))) return null;
    const found = [];
    for (const { any } of query.all) {
      const held = any.map(({ chain: leaves }) => chain(own, leaves)).filter(Boolean);
      if (!held.length) return null;
      for (const { leaf, places } of held.flat()) for (const place of places) found.push(range(own, leaf, place));
    }
    found.sort((a, b) => a.part - b.part || a.start - b.start || a.end - b.end);
    const merged = [];
    for (const one of found) {
      const last = merged.at(-1);
      if (last?.part === one.part && one.start < last.end) last.end = Math.max(last.end, one.end);
      else merged.push({ ...one });
    }
    return merged;
  };
})();

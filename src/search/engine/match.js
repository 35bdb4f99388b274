// Which units hold what a query asks. A word in more than one of twenty paragraphs has no places in the index, so that a row of words with one of these in
// it is found by the others and the gap between them; pairs of ideographs have none, so that a row of them is found by its pairs. What is found so is `loose`
// until the words themselves have been looked at (marks.js).
(() => {
  'use strict';
  const { inner } = window.postil.search;
  const NEAR = 8;
  // Files of places that may be loaded only to tell what stands close together: of two words, and of more.
  const [CLOSER, OF_MANY] = [2, 1];

  // Some words at one place: {units, weights, places or null}. Weight 4: the word itself, not another form.
  const word = async ({ lists, columns }, slot, entries, places) => {
    const read = await Promise.all(entries.map((entry) => lists.list(entry)));
    const all = places && entries.every(({ positions }) => positions);
    const found = (units, weights, places) => ({ units, weights, places, width: 0, loose: false });
    const own = (i) => (entries[i].term === slot.term ? 4 : 0);
    if (read.length === 1) return found(read[0].units, read[0].weights.map((weight) => weight | own(0)), all ? await lists.places(entries[0]) : null);
    // Of each unit of the archive: 8 if it has one of them, and what weighs there.
    const flags = new Uint8Array(columns.base.at(-1));
    read.forEach(({ units, weights }, i) => {
      const add = 8 | own(i);
      for (let n = 0; n < units.length; n += 1) flags[units[n]] |= weights[n] | add;
    });
    const units = inner.sets.where(flags);
    return found(units, Uint8Array.from(units, (unit) => flags[unit] & 7), all ? await placesOf(lists, entries) : null);
  };
  const placesOf = async (lists, entries) => inner.sets.either([new Float64Array(), ...(await Promise.all(entries.map((entry) => lists.places(entry))))], Float64Array);

  // What has no places since more than one unit in twenty has it: its list is long, and says little.
  inner.isCommon = ({ units }, entries) => entries.some(({ positions }) => !positions) && entries.reduce((sum, { df }) => sum + df, 0) * 20 > units;

  const row = async ({ lists, root }, all, entries) => {
    const width = all.at(-1).offset;
    const slots = all.filter(({ skip }) => !skip);
    const open = all.some(({ skip }) => skip === 'open');
    if (slots.some((slot) => !entries.get(slot).length)) return { units: new Uint32Array(), weights: new Uint8Array(), places: new Float64Array(), width, loose: false };
    const solid = slots.filter((slot) => entries.get(slot).every(({ positions }) => positions));
    const others = slots.filter((slot) => !solid.includes(slot) && !inner.isCommon(root, entries.get(slot)));
    const bare = solid.length || others.length ? others : slots;
    const listOf = async (slot) => inner.sets.either((await Promise.all(entries.get(slot).map((entry) => lists.list(entry)))).map(({ units }) => units), Uint32Array);
    const [placed, sets] = await Promise.all([
      Promise.all(solid.map(async (slot) => ({ offset: slot.offset, places: await placesOf(lists, entries.get(slot)) }))),
      Promise.all(bare.map(listOf)),
    ]);
    const places = solid.length ? inner.sets.row(placed) : null;
    const units = [...(places ? [inner.sets.unitsOf(places)] : []), ...sets].reduce(inner.sets.both);
    const weights = new Uint8Array(units.length).fill(4);
    // In a heading if one of its words is; more than once if it has more than one place.
    const first = await Promise.all(entries.get((solid.length ? solid : bare)[0]).map((entry) => lists.list(entry)));
    for (const list of first) {
      let j = 0;
      list.units.forEach((unit, n) => {
        while (j < units.length && units[j] < unit) j += 1;
        if (units[j] === unit) weights[j] |= list.weights[n] & 2;
      });
    }
    const loose = open || solid.length < slots.length;
    if (!places) return { units, weights, places, width, loose };
    let j = 0;
    const within = places.filter((place, i) => {
      const unit = Math.floor(place / inner.PLACES);
      while (j < units.length && units[j] < unit) j += 1;
      if (units[j] !== unit) return false;
      if (i && Math.floor(places[i - 1] / inner.PLACES) === unit) weights[j] |= 1;
      return true;
    });
    return { units, weights, places: within, width, loose };
  };

  // A word that is nearly everywhere says nothing beside others, and its list is long: it is looked for in the text alone.
  inner.limits = { heavy: 50_000 };
  const heavy = ({ slots }, entries) => slots.length === 1 && entries.get(slots[0]).reduce((sum, { df }) => sum + df, 0) > inner.limits.heavy;
  const light = (leaves, entries) => {
    const some = leaves.filter((leaf) => !heavy(leaf, entries));
    return some.length ? some : leaves;
  };

  // Words joined by NEAR, or one alone; `alone` says of each in how many units it is.
  const chain = async (index, all, entries, places) => {
    const leaves = light(all, entries);
    const parts = await Promise.all(leaves.map(({ slots }) => (slots.length > 1 ? row(index, slots, entries) : word(index, slots[0], entries.get(slots[0]), places || leaves.length > 1))));
    const missing = leaves.length < all.length;
    const alone = leaves.map(({ text }, i) => ({ word: text, n: parts[i].units.length }));
    if (parts.length === 1) return { ...parts[0], alone, loose: parts[0].loose || missing };
    let units = parts.map((part) => part.units).reduce(inner.sets.both);
    const placed = parts.filter((part) => part.places);
    const loose = missing || placed.length < parts.length || parts.some((part) => part.loose);
    let last = placed[0];
    for (const part of placed.slice(1)) last = { places: inner.sets.near(last, part, NEAR), width: part.width };
    if (placed.length > 1) units = inner.sets.both(units, inner.sets.unitsOf(last.places));
    return { units, weights: new Uint8Array(units.length).fill(4), places: last?.places ?? null, width: last?.width ?? 0, alone, loose };
  };

  // Whether words that are only to stand in one unit are worth their places.
  const closer = ({ all }, entries) => {
    if (all.length < 2) return false;
    const alone = inner.leaves(all).filter(({ slots }) => slots.length === 1).flatMap(({ slots }) => entries.get(slots[0]));
    return new Set(alone.filter(({ positions }) => positions).map(({ positions }) => positions.file)).size <= (all.length > 2 ? OF_MANY : CLOSER);
  };

  // → {units, loose, wanted, clauses: [[part]]}: of each clause that is wanted of the index the parts of which it is one or the other.
  inner.match = async (index, query, entries) => {
    const places = closer(query, entries);
    // Clauses of one word that is nearly everywhere are left to the text where there are others.
    const one = ({ any }) => any.length === 1 && any[0].chain.length === 1;
    const some = query.all.filter((clause) => !one(clause) || !heavy(clause.any[0].chain[0], entries));
    const wanted = some.length ? some : query.all;
    const clause = ({ any }, places) => Promise.all(any.map(({ chain: leaves }) => chain(index, leaves, entries, places)));
    const [asked, unwanted] = await Promise.all([Promise.all(wanted.map((one) => clause(one, places))), Promise.all(query.not.map((one) => clause(one, false)))]);
    let loose = wanted.length < query.all.length || asked.flat().some((part) => part.loose);
    let units = null;
    for (const parts of asked) {
      const one = inner.sets.either(parts.map((part) => part.units), Uint32Array);
      units = units ? inner.sets.both(units, one) : one;
    }
    if (!units) units = query.not.length ? Uint32Array.from({ length: index.columns.base.at(-1) }, (_, unit) => unit) : null;
    for (const { units: away, loose: perhaps } of unwanted.flat()) {
      // What only may be there is no reason to leave it out.
      if (perhaps) loose = true;
      else units = inner.sets.without(units, away);
    }
    return { units, loose, clauses: asked, wanted };
  };
  inner.NEAR = NEAR;
})();

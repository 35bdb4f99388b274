// Sets as arrays of numbers in order, each once: units (Uint32Array) and places (Float64Array, `unit * PLACES + position`). All in time that grows with what
// they hold.
(() => {
  'use strict';
  const { inner } = window.postil.search;
  // A place in the archive is one number: unit * PLACES + position.
  const PLACES = 2 ** 22;

  const both = (a, b) => {
    if (a.length > b.length) return both(b, a);
    const found = new a.constructor(a.length);
    let n = 0;
    let j = 0;
    // Of one that is much longer, what lies between is not looked at.
    const leap = b.length > a.length * 16;
    for (const value of a) {
      if (leap) {
        let step = 1;
        while (j + step < b.length && b[j + step] < value) { j += step; step *= 2; }
      }
      while (j < b.length && b[j] < value) j += 1;
      if (b[j] === value) { found[n] = value; n += 1; }
    }
    return found.subarray(0, n);
  };
  const without = (a, b) => {
    let j = 0;
    return a.filter((value) => {
      while (j < b.length && b[j] < value) j += 1;
      return b[j] !== value;
    });
  };
  const two = (a, b) => {
    const all = new a.constructor(a.length + b.length);
    let [i, j, n] = [0, 0, 0];
    while (i < a.length || j < b.length) {
      const value = j >= b.length || a[i] <= b[j] ? a[i] : b[j];
      if (a[i] === value) i += 1;
      if (b[j] === value) j += 1;
      all[n] = value;
      n += 1;
    }
    return all.subarray(0, n);
  };
  // Of a few sets one after the other, of many all at once.
  const either = (sets, Kind) => {
    if (sets.length < 8) return sets.reduce(two, new Kind());
    const all = new Kind(sets.reduce((sum, set) => sum + set.length, 0));
    let at = 0;
    for (const set of sets) { all.set(set, at); at += set.length; }
    all.sort();
    return all.filter((value, i) => !i || all[i - 1] !== value);
  };

  // Where words stand in one row: the places of the first, of those whose places, each moved by its offset, are the same.
  const row = (slots) => {
    const [first, ...rest] = [...slots].sort((a, b) => a.places.length - b.places.length);
    const moved = ({ places, offset }) => (offset ? places.map((place) => place - offset) : places);
    const found = rest.reduce((found, slot) => both(found, moved(slot)), moved(first));
    // A row does not begin before its unit does.
    return found.filter((place) => Math.floor(place / PLACES) === Math.floor((place + first.offset) / PLACES));
  };

  // Rows that have one of the others at most so many words away, before or behind, but not one word in both. A row is {places, width}.
  const near = (a, b, words) => {
    const has = ({ places }, from, to) => {
      const i = inner.lastThat(places.length, (i) => places[i] < from);
      return i + 1 < places.length && places[i + 1] <= to;
    };
    return b.places.filter((place) => {
      const start = Math.floor(place / PLACES) * PLACES;
      // Those of `a` that end before it begins, and those that begin behind its end.
      return has(a, Math.max(start, place - a.width - words), place - a.width - 1) || has(a, place + b.width + 1, Math.min(start + PLACES - 1, place + b.width + words));
    });
  };

  // Those units that have a flag.
  const where = (flags) => {
    let n = 0;
    for (let unit = 0; unit < flags.length; unit += 1) if (flags[unit]) n += 1;
    const found = new Uint32Array(n);
    n = 0;
    for (let unit = 0; unit < flags.length; unit += 1) if (flags[unit]) { found[n] = unit; n += 1; }
    return found;
  };

  const unitsOf = (places) => {
    const units = Uint32Array.from(places, (place) => Math.floor(place / PLACES));
    return units.filter((unit, i) => !i || units[i - 1] !== unit);
  };
  inner.PLACES = PLACES;
  inner.sets = { both, without, either, row, near, where, unitsOf };
})();

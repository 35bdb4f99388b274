// Where a word stands: a list of units with what weighs there, and the positions within them.
(() => {
  'use strict';
  const { inner } = window.postil.search;

  // A file of cells: the bytes of each.
  const cells = (all) => {
    const bytes = new inner.Bytes(all);
    const lengths = Array.from({ length: bytes.count() }, () => bytes.number());
    return lengths.map((length) => bytes.take(length));
  };
  const bytesOf = async (load, at) => {
    if (at instanceof Uint8Array) return new inner.Bytes(at);
    const cell = (await load(at.file, cells))[at.cell];
    if (!cell || at.at + at.length > cell.length) throw inner.fault(at.file, 'broken');
    return new inner.Bytes(cell, at.at, at.at + at.length);
  };

  // → {units, weights}, in order: weight 1 more than once, 2 in a heading or title.
  const readList = (bytes, { base }, df) => {
    if (df > base.at(-1)) throw new RangeError('more than there are');
    const units = new Uint32Array(df);
    const weights = new Uint8Array(df);
    let [n, record] = [0, 0];
    while (bytes.more) {
      const head = bytes.number();
      record += Math.floor(head / 2);
      if (record >= base.length - 1) throw new RangeError('no such record');
      const [start, end] = [base[record], base[record + 1]];
      let unit = start;
      for (let count = head % 2 ? bytes.count() : 1; count > 0; count -= 1) {
        unit += bytes.number();
        if (unit >= end || n >= df) throw new RangeError('no such unit');
        units[n] = unit;
        weights[n] = bytes.zeros(3);
        n += 1;
      }
    }
    if (n !== df) throw new RangeError('fewer than there are');
    return { units, weights };
  };

  // → places in order.
  const readPlaces = (bytes, units) => {
    const { PLACES } = inner;
    const places = [];
    for (const unit of units) {
      let position = 0;
      for (let count = bytes.count(); count > 0; count -= 1) {
        position += bytes.number();
        if (position >= PLACES) throw new RangeError('no such place');
        places.push(unit * PLACES + position);
      }
    }
    return Float64Array.from(places);
  };

  // What was read last is kept, up to so many numbers.
  const ROOM = 6_000_000;
  inner.lists = (load, columns, dictionary) => {
    const kept = new Map();
    let size = 0;
    const keep = (key, make) => {
      const before = kept.get(key);
      if (before) {
        kept.delete(key);
        kept.set(key, before);
        return before.coming;
      }
      const held = { coming: make(), size: 0 };
      kept.set(key, held);
      held.coming.then((read) => {
        held.size = (read.units ?? read).length;
        size += held.size;
        for (const [oldest, { size: its }] of kept) {
          if (size <= ROOM || oldest === key) break;
          kept.delete(oldest);
          size -= its;
        }
      }, () => kept.delete(key));
      return held.coming;
    };
    // Those whose list stands with the word itself have no file of their own to blame.
    const read = async (at, term, make) => {
      const bytes = await bytesOf(load, at);
      try { return make(bytes); } catch { throw inner.fault(at.file ?? dictionary.fileOf(term), 'broken'); }
    };
    const list = (entry) => keep(`l ${entry.term}`, () => read(entry.list, entry.term, (bytes) => readList(bytes, columns, entry.df)));
    // null where there are none: the word is too common.
    const places = (entry) => entry.positions && keep(`p ${entry.term}`, async () => {
      const [{ units }] = await Promise.all([list(entry), bytesOf(load, entry.positions)]);
      return read(entry.positions, entry.term, (bytes) => readPlaces(bytes, units));
    });
    return { list, places };
  };
})();

// What is known of each record for counting, narrowing down and ordering, in arrays: a number for each unit of the archive comes of it, so that sets of
// units are arrays of numbers in order.
(() => {
  'use strict';
  const { inner } = window.postil.search;

  inner.columns = async (root, load) => {
    const files = await Promise.all(root.columns.map(([, name]) => load(name, (bytes) => new inner.Bytes(bytes))));
    const { records } = root;
    const whole = () => new Uint32Array(records);
    const columns = { kind: whole(), paragraphs: whole(), date: new Float64Array(records), form: whole(), average: whole(), events: new Array(records), base: new Uint32Array(records + 1) };
    let record = 0;
    files.forEach((bytes, file) => {
      try {
        bytes.at = 0;
        for (; bytes.more; record += 1) {
          if (record >= records) throw new RangeError('more than there are');
          columns.kind[record] = bytes.number();
          columns.paragraphs[record] = bytes.number();
          const end = columns.base[record] + columns.paragraphs[record] + bytes.number();
          if (end > root.units) throw new RangeError('more than there are');
          columns.base[record + 1] = end;
          columns.date[record] = bytes.number();
          columns.form[record] = bytes.number();
          columns.events[record] = Array.from({ length: bytes.count() }, () => bytes.number());
          columns.average[record] = bytes.number();
        }
      } catch {
        throw inner.fault(root.columns[file][1], 'broken');
      }
    });
    if (record !== records || columns.base[records] !== root.units) throw inner.fault(root.columns.at(-1)?.[1] ?? 'root', 'broken');
    return columns;
  };

  // The year of a date, null where there is none.
  inner.year = (date) => (date ? Math.floor((date - 1) / 512) - 10_000 : null);

  // The record that a unit belongs to.
  inner.recordOf = ({ base }, unit) => inner.lastThat(base.length - 1, (i) => base[i] <= unit);

  // Calls with each unit of a set in order, and its record.
  inner.eachRecord = ({ base }, units, call) => {
    let record = 0;
    for (const unit of units) {
      while (base[record + 1] <= unit) record += 1;
      call(record, unit);
    }
  };
  inner.kindOf = ({ base, kind, paragraphs }, record, unit) => {
    if (kind[record]) return 'entry';
    return unit - base[record] < paragraphs[record] ? 'passage' : 'note';
  };
})();

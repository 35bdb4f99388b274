// What a set is narrowed down to: speakers, topics and authors are terms of the index, the rest stands in the columns. Several of one name are joined by "or",
// different names by "and". A topic has what its narrower topics have, as its page says.
(() => {
  'use strict';
  const { inner } = window.postil.search;
  inner.TERMS = ['speaker', 'topic', 'author'];

  const ofTerm = async (index, name, asked) => {
    const { dictionary, lists } = index;
    const ids = new Set(asked.flatMap(await inner.below(index, name)));
    const entries = await Promise.all([...ids].map((id) => dictionary.find(`${name}:${id}`)));
    const read = await Promise.all(entries.filter(Boolean).map((entry) => lists.list(entry)));
    return inner.sets.either([new Uint32Array(), ...read.map(({ units }) => units)], Uint32Array);
  };

  // What says whether a record has one of these.
  const ofRecord = async (index, name, ids) => {
    const { root, columns } = index;
    const numbers = (table) => new Set(ids.map((id) => table.indexOf(id)).filter((i) => i >= 0));
    if (name === 'event') {
      const events = numbers((await inner.titles(index, 'event')).map(([id]) => id));
      return (record) => columns.events[record].some((event) => events.has(event));
    }
    if (name === 'form') {
      const forms = numbers(root.forms ?? []);
      return (record) => columns.form[record] > 0 && forms.has(columns.form[record] - 1);
    }
    const years = new Set(ids.map(Number));
    return (record) => columns.date[record] > 0 && years.has(inner.year(columns.date[record]));
  };
  const ofKind = ({ root, columns }, ids) => (record, unit) => {
    const kind = inner.kindOf(columns, record, unit);
    return ids.includes(kind) || (kind === 'entry' && ids.includes(root.kinds?.[columns.kind[record] - 1]?.[0]));
  };

  // Units of which each name's ids hold; null if nothing is asked.
  const whole = ({ columns }) => Uint32Array.from({ length: columns.base.at(-1) }, (_, unit) => unit);
  const keep = ({ columns }, units, holds) => {
    const found = [];
    inner.eachRecord(columns, units, (record, unit) => { if (holds(record, unit)) found.push(unit); });
    return Uint32Array.from(found);
  };
  const one = async (index, units, name, ids) => {
    if (inner.TERMS.includes(name)) {
      const those = await ofTerm(index, name, ids);
      return units ? inner.sets.both(units, those) : those;
    }
    return keep(index, units ?? whole(index), name === 'kind' ? ofKind(index, ids) : await ofRecord(index, name, ids));
  };

  // units: null for all there are. → null if there was nothing to narrow down by, and no set.
  inner.narrow = async (index, units, fields, without, transcript) => {
    let found = units;
    if (transcript !== undefined && transcript !== null && transcript !== '') {
      const record = await inner.recordById(index, transcript);
      const [from, to] = record === null ? [0, 0] : [index.columns.base[record], index.columns.base[record + 1]];
      found = found ? found.filter((unit) => unit >= from && unit < to) : Uint32Array.from({ length: to - from }, (_, i) => from + i);
    }
    // Terms before columns, which would go through everything.
    for (const name of [...inner.TERMS, ...inner.FIELDS.filter((name) => !inner.TERMS.includes(name))]) {
      if (fields[name]?.length) found = await one(index, found, name, fields[name]);
    }
    for (const [name, ids] of Object.entries(without)) {
      found = inner.sets.without(found ?? whole(index), await one(index, found, name, ids));
    }
    return found;
  };
})();

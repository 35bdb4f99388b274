// Of what was found, how much is of each speaker, topic, year...: counted when it is asked for.
(() => {
  'use strict';
  const { inner } = window.postil.search;

  const readTitles = (all) => {
    const bytes = new inner.Bytes(all);
    const titles = [];
    while (bytes.more) {
      const [id, title] = [bytes.string(), bytes.string()];
      // The address of its page.
      bytes.string();
      titles.push([id, title, bytes.strings()]);
    }
    return titles;
  };
  // [id, title, ids of broader topics] of all of a field, by id.
  inner.titles = async ({ root, load }, name) => (await Promise.all((root.titles?.[name] ?? []).map(([, file]) => load(file, readTitles)))).flat();

  // → what gives the ids of a topic and of all that are narrower, at whatever depth; of another field the id alone.
  inner.below = async (index, name) => {
    const narrower = new Map();
    if (name === 'topic') {
      for (const [id, , above] of await inner.titles(index, name)) for (const one of above) narrower.set(one, [...(narrower.get(one) ?? []), id]);
    }
    return (id) => {
      const all = new Set([id]);
      // What is added comes in its turn; topics in a circle come once.
      for (const one of all) for (const below of narrower.get(one) ?? []) all.add(below);
      return [...all];
    };
  };

  const ordered = (counts) => counts.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n || inner.compare(a.title, b.title) || inner.compare(a.id, b.id));

  const ofTerms = async (index, units, name) => {
    const { dictionary, lists, columns } = index;
    const [{ entries }, table] = await Promise.all([dictionary.field(name), inner.titles(index, name)]);
    const titles = new Map(table.map(([id, title]) => [id, title]));
    const here = new Uint8Array(columns.base.at(-1));
    for (const unit of units) here[unit] = 1;
    const own = new Map(await Promise.all(entries.map(async (entry) => [entry.term.slice(name.length + 1), (await lists.list(entry)).units])));
    const below = await inner.below(index, name);
    return ordered([...own].map(([id, units]) => {
      const all = below(id);
      const its = all.length > 1 ? inner.sets.either(all.map((one) => own.get(one) ?? new Uint32Array()), Uint32Array) : units;
      return { id, title: titles.get(id) ?? id, n: its.reduce((sum, unit) => sum + here[unit], 0), narrower: all.length - 1 };
    }));
  };

  // Counts by number, of a table of [id, title].
  const ofTable = (table, count) => {
    const counts = table.map(([id, title]) => ({ id, title, n: 0 }));
    count((i) => { if (counts[i]) counts[i].n += 1; });
    return ordered(counts);
  };

  inner.facet = async (index, units, name) => {
    const { root, columns } = index;
    if (inner.TERMS.includes(name)) return ofTerms(index, units, name);
    const each = (call) => inner.eachRecord(columns, units, call);
    if (name === 'event') return ofTable(await inner.titles(index, 'event'), (add) => each((record) => columns.events[record].forEach(add)));
    if (name === 'form') return ofTable(root.forms.map((form) => [form, form]), (add) => each((record) => add(columns.form[record] - 1)));
    const counts = new Map();
    const add = (id) => counts.set(id, (counts.get(id) ?? 0) + 1);
    if (name === 'year') {
      each((record) => { if (columns.date[record]) add(inner.year(columns.date[record])); });
      return [...counts].sort(([a], [b]) => a - b).map(([year, n]) => ({ id: String(year), title: String(year), n }));
    }
    if (name !== 'kind') return [];
    // What kinds are called is for the pages to say.
    each((record, unit) => add(inner.kindOf(columns, record, unit)));
    return ['passage', 'note', 'entry'].filter((id) => counts.has(id)).map((id) => ({ id, title: id, n: counts.get(id) }));
  };
})();

// An archive's index as the pages see it: what was found, counted, marked. All of it is asked of files that are loaded when they are needed.
(() => {
  'use strict';
  const { search } = window.postil;
  const { inner } = search;

  // So many answers are kept: a page asks in turns for a question and for its part in one transcript.
  const RECENT = 3;

  // What one question found, so that its next page, its facets and its whole need not be found again: what only the engine knows of `found`.
  const behind = new WeakMap();

  const years = ({ columns }, units) => {
    const counts = new Map();
    const add = (record, n) => {
      const year = record < 0 ? null : inner.year(columns.date[record]);
      if (year !== null) counts.set(year, (counts.get(year) ?? 0) + n);
    };
    let [last, n] = [-1, 0];
    inner.eachRecord(columns, units, (record) => {
      if (record !== last) { add(last, n); last = record; n = 0; }
      n += 1;
    });
    add(last, n);
    return [...counts].map(([year, n]) => ({ year, n })).sort((a, b) => a.year - b.year);
  };

  // What is asked in the query and beside it: ids by the name of the field.
  const together = (fields, options) => {
    const all = {};
    for (const name of inner.FIELDS) {
      const ids = [...(fields[name] ?? []), ...[options[name] ?? []].flat()].map(String);
      if (ids.length) all[name] = ids;
    }
    return all;
  };

  // → {query, units, scores, loose, cut, clauses, wanted, entries}
  const evaluate = async (index, query, fields, transcript) => {
    const { entries, cut } = await inner.resolve(index.dictionary, query);
    await index.loadColumns();
    const { units, loose, clauses, wanted } = await inner.match(index, query, entries);
    const found = (await inner.narrow(index, units, fields, query.without, transcript)) ?? new Uint32Array();
    return { query, units: found, scores: inner.scores(index, found, clauses), loose, cut, clauses, wanted, entries };
  };

  // What was found in its order, as far as it is needed: a page at least, and then the next ones.
  const ordered = (index, result, by, need) => {
    if (!result[by] || result[by].length < need) result[by] = inner.order(index, result.units, result.scores, by, need > 200 ? result.units.length : 200);
    return result[by];
  };

  const find = async (index, asked, options = {}) => {
    const query = typeof asked === 'object' && asked ? asked : search.parse(asked);
    const fields = together(query.fields, options);
    const key = JSON.stringify([query.text, fields, query.without, options.transcript ?? null]);
    let coming = index.recent.get(key);
    index.recent.delete(key);
    coming ??= evaluate(index, query, fields, options.transcript);
    index.recent.set(key, coming);
    coming.catch(() => index.recent.delete(key));
    if (index.recent.size > RECENT) index.recent.delete(index.recent.keys().next().value);
    const result = await coming;
    // Whoever keeps what was asked has learnt as much.
    if (query !== result.query) Object.assign(query, { all: result.query.all, not: result.query.not });
    const { units, scores } = result;
    const by = options.order === 'date' ? 'date' : 'relevance';
    const from = Math.max(0, Math.floor(options.from ?? 0));
    const end = Math.min(units.length, from + Math.max(0, Math.floor(options.count ?? 10)));
    const shown = ordered(index, result, by, end).subarray(from, end);
    const found = {
      query: result.query,
      total: units.length,
      atMost: result.loose && units.length > 0,
      hits: await Promise.all(Array.from(shown, (i) => inner.hit(index, units[i], scores[i]))),
      words: [...new Set(inner.leaves(result.query.all).flatMap(({ slots }) => slots.flatMap(({ terms }) => terms)))],
      years: (result.years ??= years(index, units)),
      cut: result.cut,
      occurs: [],
      nearest: [],
    };
    if (!units.length) Object.assign(found, await inner.nearest(index, result));
    behind.set(found, { result, by });
    return found;
  };

  search.open = async (base) => {
    const root = await inner.loadRoot(base);
    const load = inner.files(base, root.stamp);
    const index = { root, load, dictionary: inner.dictionary(root, load), recent: new Map() };
    index.loadColumns = async () => {
      if (!index.columns) {
        index.columns = await inner.columns(root, load);
        index.lists = inner.lists(load, index.columns, index.dictionary);
      }
      return index.columns;
    };
    const held = (found) => {
      if (!behind.has(found)) throw new TypeError('not what find() gave');
      return behind.get(found);
    };
    return {
      about: { transcripts: root.transcripts, passages: root.passages, notes: root.notes, entries: root.entries },
      find: (text, options) => find(index, text, options),
      facet: async (found, name) => inner.facet(index, held(found).result.units, name),
      all: async (found) => {
        const { result, by } = held(found);
        const { units, scores } = result;
        const order = ordered(index, result, by, units.length);
        const hits = [];
        // One after the other: the files of names are few, and a hundred thousand promises are many.
        for (const i of order) hits.push(await inner.hit(index, units[i], scores[i]));
        return hits;
      },
      marks: (query, text) => inner.marks(typeof query === 'string' ? search.parse(query) : query, text),
      quote: async (text) => {
        await index.loadColumns();
        return inner.quote(index, String(text ?? ''));
      },
      stands: async (text) => {
        await index.loadColumns();
        return inner.stands(index, String(text ?? ''));
      },
    };
  };
})();

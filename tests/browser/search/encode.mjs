// An index as postil writes it, of texts that a test makes: small and plain, to ask the engine everything against what the texts say. The shapes are those of
// src/search.
const utf8 = new TextEncoder();

export class Writer {
  bytes = [];

  number(value) {
    let rest = value;
    while (rest >= 128) { this.bytes.push((rest % 128) + 128); rest = Math.floor(rest / 128); }
    this.bytes.push(rest);
    return this;
  }

  raw(bytes) { for (const byte of bytes) this.bytes.push(byte); return this; }

  string(text) { const bytes = utf8.encode(text); return this.number(bytes.length).raw(bytes); }
}

const byBytes = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The date as columns have it. */
export const date = (year, month = 0, day = 0) => 1 + ((year + 10_000) * 16 + month) * 32 + day;

/** Where each term stands: term → [{record, unit, places, title}], in order. */
function postings(archive, tokens) {
  const found = new Map();
  const add = (term, record, unit, place, title) => {
    if (!found.has(term)) found.set(term, []);
    const list = found.get(term);
    let last = list.at(-1);
    if (last?.record !== record || last.unit !== unit) { last = { record, unit, places: [], title: false }; list.push(last); }
    if (place !== null) last.places.push(place);
    last.title ||= title;
  };
  archive.records.forEach((record, number) => record.units.forEach((unit, at) => {
    for (const { term, position } of tokens(unit.text)) add(term, number, at, position, unit.title ?? false);
    for (const field of unit.fields ?? []) add(field, number, at, null, false);
  }));
  return found;
}

/** Pieces of so many. */
const pieces = (list, size) => Array.from({ length: Math.ceil(list.length / size) }, (_, i) => list.slice(i * size, (i + 1) * size));

/**
 * The files of an index, scripts by their names. `archive`: {records: [{id, title, href, kind, date, form, events, notes: number of units that are notes,
 * others: [[unit, id]], units: [{text, fields, title}]}], kinds, forms, titles: {speaker: [[id, title]]}}, `tokens` the engine's, `stem(term)` its
 * stem, null if it has none. Terms of which `common` says so have no positions. Cells have `cell` terms, files `shard`
 * cells; lists above `inline` bytes lie apart.
 */
export function encode(archive, tokens, { stem = () => null, common = () => false, cell = 9, shard = 4, inline = 24 } = {}) {
  const files = new Map();
  const put = (name, bytes) => files.set(name, `postil.search.part(${JSON.stringify(name)},${JSON.stringify(Buffer.from(bytes).toString('base64'))});`);
  const found = postings(archive, tokens);
  const words = new Map();
  for (const term of found.keys()) {
    const own = term.includes(':') ? null : stem(term);
    if (own) words.set(own, [...(words.get(own) ?? []), term]);
  }
  for (const [own, all] of words) if (all.length > 1) found.set(`${own}\u0001en`, all.sort(byBytes));
  const terms = [...found.keys()].sort(byBytes);
  const dict = pieces(pieces(terms, cell), shard).map((cells, i) => {
    const file = new Writer();
    const apart = { l: [], p: [] };
    for (const own of cells) {
      const [entries, lists, places] = writeCell(own, found, { stem, common, inline });
      file.number(entries.length);
      for (const [kind, bytes] of [['l', lists], ['p', places]]) {
        file.string(bytes.length ? `${kind}${i}` : '').number(bytes.length ? apart[kind].length : 0);
        if (bytes.length) apart[kind].push(bytes);
      }
      file.raw(entries);
    }
    put(`d${i}`, file.bytes);
    for (const [kind, all] of Object.entries(apart)) {
      const own = new Writer().number(all.length);
      for (const bytes of all) own.number(bytes.length);
      for (const bytes of all) own.raw(bytes);
      if (all.length) put(`${kind}${i}`, own.bytes);
    }
    return [i ? cells[0][0] : '', `d${i}`];
  });
  const { names, columns } = about(archive, tokens, put);
  const titles = {};
  for (const [name, table] of Object.entries(archive.titles ?? {})) {
    titles[name] = pieces([...table].sort(([a], [b]) => byBytes(a, b)), 1).map((some, i) => {
      const own = new Writer();
      for (const [id, title, above = []] of some) {
        own.string(id).string(title).string(`people/${id}.html`).number(above.length);
        for (const one of above) own.string(one);
      }
      put(`t${name}${i}`, own.bytes);
      return [some[0][0], `t${name}${i}`];
    });
  }
  const units = archive.records.reduce((sum, { units }) => sum + units.length, 0);
  const all = archive.records.reduce((sum, { units }) => sum + units.reduce((sum, { text }) => sum + tokens(text).length, 0), 0);
  const transcripts = archive.records.filter(({ kind }) => !kind);
  const notes = transcripts.reduce((sum, { notes = 0 }) => sum + notes, 0);
  const passages = transcripts.reduce((sum, { units }) => sum + units.length, 0) - notes;
  const records = archive.records.length;
  const root = { version: 2, records, transcripts: transcripts.length, entries: records - transcripts.length, passages, notes, average: Math.round(all / (units || 1)), languages: ['da', 'en'], dict, names, columns, kinds: archive.kinds ?? [], forms: archive.forms ?? [], titles };
  files.set('root', `postil.search.root(${JSON.stringify(root)});`);
  return files;
}

/** The bytes of a cell: its entries, its lists, its positions. */
function writeCell(terms, found, { stem, common, inline }) {
  const [own, apart, places] = [new Writer(), new Writer(), new Writer()];
  let before = Buffer.alloc(0);
  for (const term of terms) {
    const bytes = Buffer.from(term);
    let same = 0;
    while (same < Math.min(before.length, bytes.length) && before[same] === bytes[same]) same += 1;
    same = Math.min(same, 15);
    own.number((bytes.length - same) * 16 + same).raw(bytes.subarray(same));
    before = bytes;
    const at = found.get(term);
    if (term.includes('\u0001')) {
      own.number(at.length);
      for (const word of at) own.string(word);
      continue;
    }
    const base = term.includes(':') ? null : stem(term);
    const { list, positions } = lists(at);
    const isApart = list.length > inline;
    // Of ideographs there are no positions.
    const isPlaced = !term.includes(':') && !common(term, at.length) && !/^\p{Script=Han}+$/u.test(term);
    own.number(at.length).number((base ? 4 : 0) + (isApart ? 2 : 0) + (isPlaced ? 1 : 0));
    if (base) {
      let keeps = 0;
      const of = Buffer.from(base);
      while (keeps < Math.min(of.length, bytes.length) && of[keeps] === bytes[keeps]) keeps += 1;
      own.number(1).number(keeps).number(of.length - keeps).raw(of.subarray(keeps));
    }
    if (isApart) {
      own.number(apart.bytes.length).number(list.length);
      apart.raw(list);
    } else own.number(list.length).raw(list);
    if (isPlaced) {
      own.number(places.bytes.length).number(positions.length);
      places.raw(positions);
    }
  }
  return [own.bytes, apart.bytes, places.bytes];
}

function lists(at) {
  const list = new Writer();
  const positions = new Writer();
  let before = 0;
  for (let i = 0; i < at.length;) {
    const { record } = at[i];
    let end = i;
    while (at[end]?.record === record) end += 1;
    const own = at.slice(i, end);
    list.number((record - before) * 2 + (own.length > 1 ? 1 : 0));
    if (own.length > 1) list.number(own.length);
    before = record;
    let last = 0;
    for (const { unit, places, title } of own) {
      list.number(unit - last).raw(new Array((places.length > 1 ? 1 : 0) + (title ? 2 : 0)).fill(0));
      last = unit;
      positions.number(places.length);
      places.forEach((place, i) => positions.number(place - (i ? places[i - 1] : 0)));
    }
    i = end;
  }
  return { list: list.bytes, positions: positions.bytes };
}

/** Names, seven records a file, and columns, eleven a file: borders lie where a test finds them. */
function about({ records }, tokens, put) {
  const names = [];
  const columns = [];
  for (let from = 0; from < records.length; from += 7) {
    const own = new Writer();
    for (const { id, title, href, notes = 0, units, others = [] } of records.slice(from, from + 7)) {
      own.string(id).string(title).string(href).number(others.length);
      for (const [unit, name] of others) own.number(unit).string(name);
      own.number(notes);
      for (let i = units.length - notes; i < units.length; i += 1) own.string(`n${i}`);
    }
    names.push([from, `n${names.length}`]);
    put(names.at(-1)[1], own.bytes);
  }
  for (let from = 0; from < records.length; from += 11) {
    const own = new Writer();
    for (const { kind = 0, notes = 0, units, date = 0, form = 0, events = [] } of records.slice(from, from + 11)) {
      own.number(kind).number(units.length - notes).number(notes).number(date).number(form).number(events.length);
      for (const event of events) own.number(event);
      own.number(Math.round(units.reduce((sum, { text }) => sum + tokens(text).length, 0) / (units.length || 1)));
    }
    columns.push([from, `c${columns.length}`]);
    put(columns.at(-1)[1], own.bytes);
  }
  return { names, columns };
}

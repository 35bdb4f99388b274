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

/**
 * The files of an index, scripts by their names. `archive`: {records: [{id, title, href, kind, date, form, events, notes: number of units that are notes,
 * others: [[unit, id]], units: [{text, fields, title}]}], kinds, events, forms, titles: {speaker: [[id, title]]}}, `tokens` the engine's, `mates(term, terms)`
 * the other terms of its stem. Terms of which `common` says so have no positions. Shards have `shard` entries; lists above `inline` bytes lie apart.
 */
export function encode(archive, tokens, { mates = () => [], common = () => false, shard = 40, inline = 24, part = 400 } = {}) {
  const files = new Map();
  const put = (name, bytes) => files.set(name, `postil.search.part(${JSON.stringify(name)},${JSON.stringify(Buffer.from(bytes).toString('base64'))});`);
  const found = postings(archive, tokens);
  const terms = [...found.keys()].sort(byBytes);
  const known = new Set(terms);
  const dict = [];
  for (let from = 0; from < terms.length; from += shard) {
    const name = `d${dict.length}`;
    dict.push([terms[from], name]);
    const own = new Writer();
    const apart = { l: [[]], p: [[]] };
    const place = (kind, bytes) => {
      if (apart[kind].at(-1).length > part) apart[kind].push([]);
      const file = apart[kind].at(-1);
      own.number(apart[kind].length).number(file.length).number(bytes.length);
      for (const byte of bytes) file.push(byte);
    };
    let before = Buffer.alloc(0);
    for (const term of terms.slice(from, from + shard)) {
      const bytes = Buffer.from(term);
      let same = 0;
      while (same < Math.min(before.length, bytes.length) && before[same] === bytes[same]) same += 1;
      const at = found.get(term);
      own.number(same).number(bytes.length - same).raw(bytes.subarray(same)).number(at.length);
      before = bytes;
      const others = mates(term, known);
      own.number(others.length);
      for (const other of others) own.string(other);
      const { list, positions } = lists(at);
      if (list.length > inline) place('l', list);
      else own.number(0).number(list.length).raw(list);
      if (term.includes(':') || common(term, at.length)) own.number(0);
      else place('p', positions);
    }
    put(name, own.bytes);
    for (const kind of ['l', 'p']) apart[kind].forEach((bytes, i) => { if (bytes.length) put(`${name}${kind}${i}`, bytes); });
  }
  const { names, columns } = about(archive, tokens, put);
  const titles = {};
  for (const [name, table] of Object.entries(archive.titles ?? {})) {
    const own = new Writer();
    for (const [id, title] of table) own.string(id).string(title).string(`people/${id}.html`);
    titles[name] = `t${name}`;
    put(titles[name], own.bytes);
  }
  const units = archive.records.reduce((sum, { units }) => sum + units.length, 0);
  const all = archive.records.reduce((sum, { units }) => sum + units.reduce((sum, { text }) => sum + tokens(text).length, 0), 0);
  const transcripts = archive.records.filter(({ kind }) => !kind);
  const notes = transcripts.reduce((sum, { notes }) => sum + notes, 0);
  const passages = transcripts.reduce((sum, { units }) => sum + units.length, 0) - notes;
  const root = { version: 1, records: archive.records.length, transcripts: transcripts.length, units, passages, notes, dict, names, columns, kinds: archive.kinds ?? [], events: archive.events ?? [], forms: archive.forms ?? [], titles, average: Math.round(all / (units || 1)) };
  files.set('root', `postil.search.root(${JSON.stringify(root)});`);
  return files;
}

function lists(at) {
  const list = new Writer();
  const positions = new Writer();
  let before = 0;
  for (let i = 0; i < at.length;) {
    const { record } = at[i];
    const own = at.filter((one) => one.record === record);
    list.number(record - before).number(own.length);
    before = record;
    let last = 0;
    for (const { unit, places, title } of own) {
      list.number((unit - last) * 4 + (places.length > 1 ? 1 : 0) + (title ? 2 : 0));
      last = unit;
      positions.number(places.length);
      places.forEach((place, i) => positions.number(place - (i ? places[i - 1] : 0)));
    }
    i += own.length;
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
      own.string(id).string(title).string(href).number(others.length ? others.length + 1 : 0);
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
    columns.push(`c${columns.length}`);
    put(columns.at(-1), own.bytes);
  }
  return { names, columns };
}

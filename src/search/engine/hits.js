// What a unit is called and where it stands on the pages. Names lie in files by the order of the records, loaded for what is shown.
(() => {
  'use strict';
  const { inner } = window.postil.search;

  const read = (all) => {
    const bytes = new inner.Bytes(all);
    const found = [];
    while (bytes.more) {
      const [id, title, href] = [bytes.string(), bytes.string(), bytes.string()];
      // Paragraphs are called by their number unless another is said.
      const others = new Map();
      for (let count = bytes.count(); count > 0; count -= 1) others.set(bytes.number(), bytes.string());
      found.push({ id, title, href, others, notes: bytes.strings() });
    }
    return found;
  };

  const nameOf = async ({ root, load }, record) => {
    const i = inner.lastThat(root.names.length, (i) => root.names[i][0] <= record);
    const [first, file] = root.names[i] ?? [0, 'root'];
    const name = i < 0 ? null : (await load(file, read))[record - first];
    if (!name) throw inner.fault(file, 'broken');
    return name;
  };

  // The number of a transcript, null if there is none of this id.
  inner.recordById = async (index, id) => {
    const { root } = index;
    const is = async (record) => inner.compare((await nameOf(index, record)).id, id);
    let [low, high] = [0, root.transcripts];
    // With the first ids of the files in the root the file is known before one is loaded.
    const files = root.names.filter(([record, , first]) => record < root.transcripts && first !== undefined);
    if (files.length) {
      const i = inner.lastThat(files.length, (i) => inner.compare(files[i][2], id) <= 0);
      if (i < 0) return null;
      low = files[i][0];
      high = Math.min(high, files[i + 1]?.[0] ?? high);
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      const order = await is(middle);
      if (order === 0) return middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return null;
  };

  inner.hit = async (index, unit, score) => {
    const { columns } = index;
    const record = inner.recordOf(columns, unit);
    const kind = inner.kindOf(columns, record, unit);
    const name = await nameOf(index, record);
    const own = unit - columns.base[record];
    const hit = { kind, record, unit: own, id: name.id, title: name.title, href: name.href, date: columns.date[record], paragraph: null, note: null, score };
    if (kind === 'passage') {
      hit.paragraph = name.others.get(own) ?? `p${own + 1}`;
      hit.href = `${name.href}#${hit.paragraph}`;
    } else if (kind === 'note') {
      hit.note = name.notes[own - columns.paragraphs[record]];
      if (hit.note === undefined) throw inner.fault(inner.nameFile(index.root, record), 'broken');
      hit.href = `${name.href}#note-${hit.note}`;
    }
    return hit;
  };
  inner.nameFile = (root, record) => root.names[inner.lastThat(root.names.length, (i) => root.names[i][0] <= record)]?.[1] ?? 'root';
})();

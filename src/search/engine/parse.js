// What a reader asks: words, "phrases", beginn*, -without, OR, NEAR, speaker:pym. All of what was typed means something: an operator that has nothing to join
// is a word, a quotation that is not closed goes to the end.
//
// A query is a tree of plain objects:
//   query  {text, fields, without, all: [clause], not: [clause], cut}   all of `all`, none of `not`; fields: {speaker: [id]}
//   clause {any: [near]}                                                words joined by OR
//   near   {chain: [leaf]}                                              words joined by NEAR; mostly one
//   leaf   {text, exact, slots: [slot]}                                 a word, or several one after the other
//   slot   {term, offset, prefix, sign, mates, skip, terms}             offset: its distance from the first; sign: one sign of a script without blanks, which
//                                                                       means what begins with it; mates: forms of the same stem are meant, too; skip: need
//                                                                       not be asked for ('said' by its neighbours, or 'open': looked at in the text alone);
//                                                                       terms: what it stands for, as far as is known
(() => {
  'use strict';
  const { search } = window.postil;
  const { inner } = search;
  const FIELDS = ['speaker', 'topic', 'event', 'year', 'form', 'kind', 'author'];
  // More is no question but a text: what goes on is not looked at (and `cut` says so). All that takes time is bounded by these.
  const [SIGNS, WORDS] = [4000, 64];
  const OPEN = /["“”„‟«»「」『』]/u;
  const space = /\s/u;

  // Quotes within Hebrew words are gershayim.
  const within = (text, at) => inner.isHebrew(text[at - 1] ?? '') && inner.isHebrew(text[at + 1] ?? '');

  // Where a quotation ends that begins before `from`.
  const closing = (text, from) => {
    for (let at = from; at < text.length; at += 1) if (OPEN.test(text[at]) && !within(text, at)) return at;
    return text.length;
  };

  // Pieces between blanks: {minus, field, value, quoted}; a field's value may be quoted, too.
  const pieces = (text) => {
    const found = [];
    let at = 0;
    while (at < text.length) {
      if (space.test(text[at])) { at += 1; continue; }
      const minus = /[-−]/.test(text[at]) && at + 1 < text.length && !space.test(text[at + 1]);
      if (minus) at += 1;
      const field = FIELDS.find((name) => text.startsWith(`${name}:`, at) && at + name.length + 1 < text.length && !space.test(text[at + name.length + 1]));
      if (field) at += field.length + 1;
      const quoted = OPEN.test(text[at]);
      if (quoted) at += 1;
      const from = at;
      if (quoted) at = closing(text, at);
      // A quotation may begin behind a word without a blank where none are written.
      else while (at < text.length && !space.test(text[at]) && !(OPEN.test(text[at]) && at > from && !within(text, at))) at += 1;
      found.push({ minus, field, quoted, value: text.slice(from, at).trim() });
      if (quoted) at += 1;
    }
    return found;
  };

  // Words one after the other. The last sign of a run without blanks is only asked for where it stands alone: as what begins with it, or before a word that
  // follows at once as the end of a run.
  // Of overlapping pairs every other says all, where the index has their places: it has none of ideographs, of which all pairs of a short run are asked for. Of
  // a long row the longest words are asked for, since these are rare; the rest is looked at in the text.
  const [ASKED, SHORT] = [8, 4];
  const IDEOGRAPHS = /^[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]+$/u;
  const slots = (tokens, mates) => {
    const found = [];
    let run = 0;
    const pair = (i) => i < tokens.length && !tokens[i].tail && tokens[i + 1]?.start < tokens[i].end;
    const isShort = tokens.map(() => false);
    for (let from = 0, to = 0; from < tokens.length; from = to + 1) {
      for (to = from; pair(to);) to += 1;
      if (to - from <= SHORT && tokens.slice(from, to).every(({ term }) => IDEOGRAPHS.test(term))) isShort.fill(true, from, to);
    }
    tokens.forEach((token, i) => {
      const { term, tail, start, end, position } = token;
      const before = tokens[i - 1];
      run = pair(i) ? run + 1 : 0;
      if (tail && before && before.end === end) return;
      const closed = tail && tokens[i + 1]?.start === end;
      const prefix = tail && !closed;
      const skip = run > 0 && run % 2 === 0 && pair(i + 1) && !isShort[i] ? 'said' : '';
      found.push({ term, offset: position, prefix, sign: prefix, mates: mates && !tail, skip, terms: prefix ? [] : [term] });
    });
    const first = found[0]?.offset ?? 0;
    for (const slot of found) slot.offset -= first;
    const solid = found.filter(({ sign, skip }) => !sign && !skip);
    if (solid.length) for (const slot of found) if (slot.sign) slot.skip = 'open';
    for (const slot of solid.sort((a, b) => b.term.length - a.term.length).slice(ASKED)) slot.skip = 'open';
    return found;
  };

  const phrase = (value) => {
    const found = slots(search.tokens(value), false);
    return found.length ? [{ text: `“${value}”`, exact: true, slots: found }] : [];
  };

  // A word as it is typed may be several: parts of one or two letters beside an apostrophe (l'État, don't) are not asked for; others stand side by side.
  const word = (value) => {
    const star = /[*＊]$/u.test(value);
    const text = value.replace(/[*＊]+$/u, '');
    const found = [];
    let from = 0;
    const tokens = search.tokens(text);
    const elided = (i) => tokens[i].start > 0 && /['’‘ʼ`´]/u.test(text[tokens[i].start - 1]);
    for (let i = 1; i <= tokens.length; i += 1) {
      if (i < tokens.length && !elided(i)) continue;
      const part = tokens.slice(from, i);
      const short = part.length === 1 && [...part[0].term].length < 3 && !part[0].tail;
      if (part.length) found.push({ short, last: i === tokens.length, text: text.slice(part[0].start, part.at(-1).end), slots: slots(part, true) });
      from = i;
    }
    const long = found.filter(({ short }) => !short);
    return (long.length ? long : found).map(({ text, last, slots }) => {
      const prefix = star && last;
      if (prefix) Object.assign(slots.at(-1), { prefix: true, sign: false, skip: '', mates: false, terms: [] });
      return { text: prefix ? `${text}*` : text, exact: false, slots };
    });
  };

  // As it is read again: one query has one text.
  const said = (clause) => clause.any.map(({ chain }) => chain.map(({ text }) => text).join(' NEAR ')).join(' OR ');
  const canonical = ({ all, not }) => {
    const plain = (text) => (['OR', 'NEAR', 'AND'].includes(text) ? text.toLowerCase() : text);
    const tell = (clause) => said({ any: clause.any.map(({ chain }) => ({ chain: chain.map(({ text }) => ({ text: plain(text) })) })) });
    return [...all.map(tell), ...not.map((clause) => `-${tell(clause)}`)].join(' ');
  };

  search.parse = (asked) => {
    const typed = String(asked ?? '');
    const query = { text: '', fields: {}, without: {}, all: [], not: [], cut: typed.length > SIGNS };
    let room = WORDS;
    let joins = null;
    // Leaves that are typed as one word come one after the other.
    const add = (leaves, minus) => {
      leaves.forEach((leaf, i) => {
        leaf.slots = leaf.slots.slice(0, room);
        room -= leaf.slots.length;
        if (!leaf.slots.length) { query.cut = true; return; }
        const into = minus ? query.not : query.all;
        const clause = into.at(-1);
        const join = i || minus ? null : joins;
        if (join && join !== 'AND' && clause) {
          if (join === 'OR') clause.any.push({ chain: [leaf] });
          else clause.any.at(-1).chain.push(leaf);
        } else into.push({ any: [{ chain: [leaf] }] });
      });
      joins = null;
    };
    const all = pieces(typed.slice(0, SIGNS));
    all.forEach(({ minus, field, quoted, value }, i) => {
      if (field && value) {
        const into = minus ? query.without : query.fields;
        (into[field] ??= []).push(value);
        return;
      }
      // An operator stands between two words.
      const joinable = (piece) => piece && !piece.minus && !piece.field && (piece.quoted || search.tokens(piece.value).length > 0);
      if (!quoted && !minus && ['OR', 'NEAR', 'AND'].includes(value) && !joins && query.all.length && joinable(all[i - 1]) && joinable(all[i + 1])) {
        joins = value;
        return;
      }
      add(quoted ? phrase(value) : word(value), minus);
    });
    query.text = canonical(query);
    return query;
  };

  inner.leaves = (clauses) => clauses.flatMap(({ any }) => any.flatMap(({ chain }) => chain));
  inner.FIELDS = FIELDS;
})();

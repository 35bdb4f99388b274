// The checker of quotations: whether words that somebody pastes stand in the archive, where, and what was altered. It says "word for word" only of words that are
// so once kinds of quotation marks, dashes and blank space are put aside, as the notes of an archive are anchored (docs/formats.md): capitals and all other signs count.
(() => {
  'use strict';
  const { finding } = window.postil;
  const { make, say, told } = finding;
  /** How many signs of what is pasted are looked at, how many words are looked for as they are, and how many are compared one by one. */
  const SIGNS = 200_000;
  const MOST = 5000;
  const WORDS = 600;
  /** How many pages are looked at once the words are found, or for words that are near to them, and how many places are shown. */
  const PAGES = 6;
  const PLACES = 8;
  /** How many parts of a quotation are looked up, and how many paragraphs an omission may leave out or run over. */
  const PARTS = 6;
  const APART = 4;
  /** The share of its words with which a quotation counts as altered, and not as other words. */
  const ENOUGH = 0.6;

  const SINGLE = '\'`\u2018-\u201b\u2039\u203a\u300e\u300f\ufe43\ufe44\uff07\u275b\u275c\u275f\u276e\u276f\u00b4\u02ca\u02cb\u02ce\u02cf\u02f4\u0384\u1fef\u1ffd\uff40\u1fbd\u1fbf\u1ffe\u2032\u2035\u02b9\u0374\u02c8\u02bb-\u02c1\u02d2\u02d3\u02e4\u0294\u0295\ua78b\ua78c\ua722-\ua725\u0559-\u055b\u05f3\u07f4\u07f5';
  const DOUBLE = '"\u00ab\u00bb\u201c-\u201f\u2e42\u300c\u300d\u301d-\u301f\ufe41\ufe42\uff02\uff62\uff63\u275d\u275e\u2760\u2033\u2036\u02ba\u02ee\u02dd\u02f5\u02f6\u05f4';
  const DASH = '~\u058a\u05be\u1400\u1806\u2010-\u2015\u2053\u207b\u208b\u2212\u2e17\u2e1a\u2e3a\u2e3b\u2e40\u2e5d\u301c\u3030\u30a0\ufe31\ufe32\ufe58\ufe63\uff0d\u02d7\u2043\u2500\u2501\u2796\u02dc\u223c\uff5e\\-';
  const QUOTES = new RegExp(`([${SINGLE}])\\1|[${SINGLE}${DOUBLE}]`, 'gu');
  const DASHES = new RegExp(`[${DASH}]+`, 'gu');
  const UNSEEN = /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/gu;
  /** Signs that are others in a width or form of print alone: digraphs and ligatures, the long s, dots in one sign, forms of Arabic letters and of kana, full and half width. What is set
      high or low, a fraction or a number in a circle is no such sign: 10² is not 102. */
  const FORMS = /[\u0132\u0133\u013f\u0140\u0149\u017f\u01c4-\u01cc\u01f1-\u01f3\u2024-\u2026\u2f00-\u2fd5\ufb00-\ufb4f\ufb50-\ufdff\ufe30-\ufe4f\ufe50-\ufe6b\ufe70-\ufefc\uff01-\uffee]/gu;
  /** Words as they are compared. */
  const fold = (text) => text.replace(UNSEEN, '').replace(QUOTES, '\'').replace(DASHES, '-').replace(FORMS, (sign) => sign.normalize('NFKC')).normalize('NFC').replace(QUOTES, '\'').replace(DASHES, '-').replace(/[\s\u2800\u0085]+/gu, ' ').trim();

  // A word, one sign of a script without blanks, a sign; as folded, and where it stands in the text.
  const TOKEN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}])[\p{L}\p{M}\p{N}\u00ad\u200b-\u200f\u2060])+|\.{3}|[^\s\u2800]/gu;
  const tokens = (text) => {
    const all = [];
    for (const found of text.matchAll(TOKEN)) {
      const word = fold(found[0]);
      const last = all.at(-1);
      const end = found.index + found[0].length;
      const isGlued = last && last.end === found.index;
      // What cannot be seen parts no words.
      if (!word) { if (isGlued) last.end = end; continue; }
      // Dashes in a row are one, and two single quotes of a kind a double one.
      if (isGlued && ((word === '-' && last.word === '-') || (word === '\'' && last.word === '\'' && !last.isTwo && text.slice(last.start, last.end) === found[0]))) {
        last.end = end;
        last.raw += found[0];
        last.isTwo = true;
        continue;
      }
      all.push({ word, raw: found[0], start: found.index, end, isGlued: Boolean(isGlued), isWord: /[\p{L}\p{N}]/u.test(word), loose: word.toLowerCase().normalize('NFD').replace(/\p{Mn}/gu, '') });
    }
    return all;
  };
  /** Whether two tokens are the same: the word, and that none had a blank put in or taken out before it. */
  const same = (a, b, isFirst) => a.word === b.word && (isFirst || a.isGlued === b.isGlued);

  /** A quotation without the marks round it, in the pieces between omissions that it marks. */
  const OMITTED = /\s*(?:\[\s*(?:…|\.{3,4}|\. \. \.)\s*\]|\(\s*(?:…|\.{3,4})\s*\)|…|\.{3,4}|\. \. \.)\s*/gu;
  const OPENS = new RegExp(`^[${SINGLE}${DOUBLE}\\s]+`, 'u');
  const CLOSES = new RegExp(`[${SINGLE}${DOUBLE}\\s]+$`, 'u');
  const hasWord = (piece) => piece.some(({ isWord }) => isWord);
  const pieces = (text) => text.split(OMITTED).map(tokens).filter(hasWord);

  /** The first place from a token on where these stand one after the other; -1 for none. Words are compared whole, so that none is found within another. */
  const place = (text, piece, from) => {
    for (let at = from; at + piece.length <= text.length; at += 1) {
      let i = 0;
      while (i < piece.length && same(piece[i], text[at + i], i === 0)) i += 1;
      if (i === piece.length) return at;
    }
    return -1;
  };
  /** All places where the pieces stand in order, each the ranges of tokens. */
  const exact = (text, all) => {
    const found = [];
    for (let from = 0; found.length < PLACES;) {
      const ranges = [];
      let at = from;
      for (const piece of all) {
        const next = place(text, piece, at);
        if (next < 0) return found;
        ranges.push([next, next + piece.length]);
        at = next + piece.length;
      }
      found.push(ranges);
      from = ranges[0][0] + 1;
    }
    return found;
  };

  /** Who speaks a paragraph: a name, or a label; empty for a remark, for narration, and where nobody is named. */
  const voiceOf = (paragraph) => (paragraph.voice ??= finding.speakerName(paragraph.element));
  /** How many voices paragraphs have: what the record itself says is one beside a speaker's. */
  const voices = (paragraphs) => new Set(paragraphs.map(voiceOf)).size;
  const parted = (own, ranges) => {
    const touched = new Set();
    for (const [from, until] of ranges) for (let t = from; t < until; t += 1) touched.add(own.all[t].p);
    return [...touched].map((p) => own.paragraphs[p]);
  };

  /** All places where the pieces stand in order and one voice has them all, and what is between them, no more than so many paragraphs from one to the next. An omission that
      runs over another's words, or over half a text, makes of words what nobody said. */
  const withOmissions = (own, all) => {
    // The number of the run of paragraphs of one voice that each is in.
    let run = 0;
    const runs = own.paragraphs.map((paragraph, p) => (run += p > 0 && voiceOf(own.paragraphs[p - 1]) !== voiceOf(paragraph) ? 1 : 0));
    const [first, last] = [(range) => own.all[range[0]].p, (range) => own.all[range[1] - 1].p];
    let behind = null;
    // From the last piece to the first: of the places of each those from which the rest can be come to; the nearest is the one to go on to.
    for (const piece of [...all].reverse()) {
      const here = [];
      for (let at = place(own.all, piece, 0); at >= 0; at = place(own.all, piece, at + 1)) here.push({ range: [at, at + piece.length], next: null });
      let n = behind ? behind.length - 1 : -1;
      const fitting = [];
      for (const one of here.reverse()) {
        if (runs[first(one.range)] !== runs[last(one.range)]) continue;
        if (behind) {
          while (n > 0 && behind[n - 1].range[0] >= one.range[1]) n -= 1;
          const next = behind[n];
          if (!next || next.range[0] < one.range[1] || runs[first(next.range)] !== runs[last(one.range)] || first(next.range) - last(one.range) > APART) continue;
          one.next = next;
        }
        fitting.push(one);
      }
      behind = fitting.reverse();
      if (!behind.length) return [];
    }
    return behind.slice(0, PLACES).map((one) => {
      const ranges = [];
      for (let at = one; at; at = at.next) ranges.push(at.range);
      return ranges;
    });
  };

  /** How a quotation lies best in a text: `{ cost, steps }`, steps of `[kind, text token, quotation token]`. Words count more than signs; what stands at a place (`gaps`) that the
      quotation itself marks as an omission counts nothing. */
  const align = (text, quotation, gaps) => {
    const width = quotation.length + 1;
    const weight = (token) => (token.isWord ? 3 : 1);
    const cost = new Uint32Array((text.length + 1) * width);
    const way = new Uint8Array((text.length + 1) * width);
    const [NEXT, ADDED, AWAY] = [1, 2, 3];
    for (let q = 1; q < width; q += 1) { cost[q] = cost[q - 1] + weight(quotation[q - 1]); way[q] = ADDED; }
    let best = [cost[width - 1], 0];
    for (let t = 1; t <= text.length; t += 1) {
      const row = t * width;
      const a = text[t - 1];
      for (let q = 1; q < width; q += 1) {
        const b = quotation[q - 1];
        const before = cost[row - width + q - 1];
        let least = before + weight(a) + weight(b);
        if (a.word === b.word) least = before;
        else if (a.isWord && a.loose === b.loose) least = before + 1;
        let step = NEXT;
        const away = cost[row - width + q] + (gaps.has(q) ? 0 : weight(a));
        const added = cost[row + q - 1] + weight(b);
        if (away < least) [least, step] = [away, AWAY];
        if (added < least) [least, step] = [added, ADDED];
        cost[row + q] = least;
        way[row + q] = step;
      }
      if (cost[row + width - 1] < best[0]) best = [cost[row + width - 1], t];
    }
    const steps = [];
    for (let t = best[1], q = width - 1; q > 0;) {
      const step = way[t * width + q];
      if (step === NEXT) { steps.push([text[t - 1].word === quotation[q - 1].word ? 'same' : 'other', t - 1, q - 1]); t -= 1; q -= 1; }
      if (step === ADDED) { steps.push(['added', -1, q - 1]); q -= 1; }
      if (step === AWAY) { steps.push([gaps.has(q) ? 'gap' : 'away', t - 1, -1]); t -= 1; }
    }
    return { cost: best[0], steps: steps.reverse() };
  };

  /** The words of a page: its paragraphs, and all their tokens one after the other, each with its paragraph. */
  const read = (page) => {
    const paragraphs = [...page.querySelectorAll('#text .para > p[id]')].map((element) => ({ element, text: element.textContent }));
    const all = [];
    paragraphs.forEach((paragraph, p) => {
      for (const token of tokens(paragraph.text)) all.push({ ...token, p });
    });
    return { paragraphs, all };
  };
  /** The tokens round a paragraph that a quotation can lie in. */
  const near = ({ paragraphs, all }, id, length) => {
    const p = paragraphs.findIndex(({ element }) => element.id === id);
    if (p < 0) return all.slice(0, 4 * length + 400);
    const first = all.findIndex((token) => token.p === p);
    const until = all.findLastIndex((token) => token.p === p) + 1;
    const room = length + 60;
    // What a long paragraph has is looked at in one piece of bounded length round the words of the quotation.
    return all.slice(Math.max(0, first - room), Math.min(all.length, Math.min(until, first + 6000) + room));
  };

  const row = (candidate, page, url, paragraph, asked) => {
    const href = url.split('#')[0] + finding.query(asked) + `#${paragraph.element.id}`;
    return finding.row({ id: candidate.id, paragraph: paragraph.element.id, title: candidate.title }, paragraph.element, { page, url, href });
  };

  /** The words of a paragraph round some of its words, which are marked. */
  const quoted = (text, marks, from, until) => make('blockquote', {}, make('p', {}, from > 0 && '… ', finding.marked(text, marks, from, until), until < text.length && ' …'));

  /** The rows of a place where the words stand as they are: a row a paragraph. */
  const standing = (candidate, page, url, own, ranges, asked) => {
    const touched = new Map();
    for (const [from, until] of ranges) {
      for (const { p, start, end } of own.all.slice(from, until)) {
        const marks = touched.get(p) ?? [];
        touched.set(p, marks);
        const last = marks.at(-1);
        if (last?.of === from) last.end = end; else marks.push({ start, end, of: from });
      }
    }
    const rows = [...touched].map(([p, marks]) => {
      const paragraph = own.paragraphs[p];
      const { row: shown, ex } = row(candidate, page, url, paragraph, asked);
      const { text } = paragraph;
      const border = (at) => text.lastIndexOf(' ', at) + 1;
      const from = marks[0].start > 140 ? border(marks[0].start - 120) : 0;
      const end = marks.at(-1).end;
      const until = text.length - end > 140 ? Math.max(end, border(end + 120)) : text.length;
      ex.append(quoted(text, marks, from, until), ...finding.said(paragraph.element, url));
      return shown;
    });
    return { rows, voices: voices(parted(own, ranges)) };
  };

  /** The rows of a place where words are nearly so: what is struck out stands in the record alone, what is underlined in the quotation alone. */
  const differing = (candidate, page, url, read, { text, quotation, steps }, asked) => {
    const rows = [];
    let open = null;
    const begin = (p) => {
      const { row: own, ex } = row(candidate, page, url, read.paragraphs[p], asked);
      const line = make('p', {});
      ex.append(make('blockquote', {}, line), ...finding.said(read.paragraphs[p].element, url));
      rows.push(own);
      open = { p, line, last: null, run: null, isNew: true };
    };
    const ofRecord = steps.filter(([, t]) => t >= 0);
    const [[, first] = [], [, end] = []] = [ofRecord[0], ofRecord.at(-1)];
    begin(first === undefined ? 0 : text[first].p);
    if (first !== undefined && text[first].start > 0) open.line.append('… ');
    // What the quotation marks as left out is left out here, too.
    const omit = () => { if (open.last !== 'gap') open.line.append(' […]'); open.last = 'gap'; open.run = null; };
    const put = (kind, words, isGlued) => {
      const blank = isGlued || open.isNew ? '' : ' ';
      open.isNew = false;
      if (open.last === kind && open.run) { open.run.append(blank + words); return; }
      if (blank) open.line.append(blank);
      const run = kind === 'same' ? document.createTextNode(words) : make(kind === 'away' ? 'del' : 'ins', {}, make('span', { class: 'spoken' }, `${say(kind === 'away' ? 'check-away' : 'check-added')}: `), words);
      open.line.append(run);
      open.run = kind === 'same' ? { append: (more) => { run.data += more; } } : run;
      open.last = kind;
    };
    const record = (kind, t) => {
      const token = text[t];
      if (token.p !== open.p) begin(token.p);
      put(kind, token.raw, token.isGlued);
    };
    const pasted = (q) => put('added', quotation[q].raw, quotation[q].isGlued);
    for (let i = 0; i < steps.length; i += 1) {
      // Words that stand in the place of others: all that is away first, then all that is added.
      if (steps[i][0] === 'same') { record('same', steps[i][1]); continue; }
      if (steps[i][0] === 'gap') { omit(); continue; }
      let until = i;
      while (until < steps.length && !['same', 'gap'].includes(steps[until][0])) until += 1;
      const run = steps.slice(i, until);
      for (const [, t] of run) if (t >= 0) record('away', t);
      for (const [, , q] of run) if (q >= 0) pasted(q);
      i = until - 1;
    }
    if (end !== undefined && text[end].end < read.paragraphs[open.p].text.trimEnd().length) open.line.append(' …');
    const touched = steps.filter(([kind, t]) => t >= 0 && kind !== 'gap').map(([, t]) => text[t].p);
    return { rows, voices: voices([...new Set(touched)].map((p) => read.paragraphs[p])) };
  };

  /** The answer where the words stand in the archive as they are, or (`check-omitted`) but for what the quotation marks as left out, or (`check-apart`) their parts do, each for itself. */
  const asTheyAre = (name, places, asked) => {
    const lines = [make('p', { class: 'small' }, say('check-folded'))];
    for (const { candidate, page, url, own, ranges } of places.slice(0, PLACES)) {
      const shown = standing(candidate, page, url, own, ranges, asked);
      if (shown.voices > 1) lines.push(make('p', { class: 'warning' }, say('check-speakers')));
      lines.push(...shown.rows);
    }
    return [say(name), lines];
  };
  /** The answer where enough of the words do. */
  const altered = (best, isEverywhere, asked) => {
    const isSigns = best.kept === best.words && best.steps.every(([kind, t, q]) => kind === 'same' || kind === 'gap' || kind === 'other' || !(t >= 0 ? best.text[t] : best.quotation[q]).isWord);
    const lines = [make('p', { class: 'small' }, told('check-key', [make('del', {}, say('check-away')), make('ins', {}, say('check-added'))]))];
    const shown = differing(best.candidate, best.page, best.url, best.own, best, asked);
    if (shown.voices > 1) lines.push(make('p', { class: 'warning' }, say('check-speakers')));
    return [`${say(isSigns ? 'check-signs' : 'check-altered')}${isEverywhere ? '' : ` ${say('check-some')}`}`, [...lines, ...shown.rows]];
  };
  /** The answer where they do not. */
  const nowhere = (best, isEverywhere, asked) => {
    // Words that every text has make nothing near.
    const nearest = best && (best.share >= 0.4 || best.candidate.share >= 0.25) ? best.own.paragraphs.find(({ element }) => element.id === best.candidate.paragraph) : null;
    const lines = [make('p', { class: 'small' }, say(nearest ? 'check-nearest' : 'check-nothing-near'))];
    if (nearest) {
      const { row: shown, ex } = row(best.candidate, best.page, best.url, nearest, asked);
      const wanted = new Set(best.quotation.filter(({ isWord }) => isWord).map(({ loose }) => loose));
      const marks = tokens(nearest.text).filter(({ isWord, loose }) => isWord && wanted.has(loose));
      ex.append(quoted(nearest.text, marks, ...finding.cut(nearest.text, marks)), ...finding.said(nearest.element, best.url));
      lines.push(shown);
    }
    return [say(isEverywhere ? 'check-nowhere' : 'check-not-compared'), lines];
  };

  /** The first so many words of a text. */
  const first = (text, count) => {
    const end = tokens(text).filter(({ isWord }) => isWord)[count - 1]?.end;
    return end === undefined ? text : text.slice(0, end);
  };
  /** What of a text is compared: its first words, none of them cut; and whether it goes on. */
  const begun = (pasted) => {
    const whole = pasted.replace(OPENS, '').replace(CLOSES, '');
    const signs = whole.slice(0, SIGNS);
    const sure = signs.length < whole.length ? signs.slice(0, tokens(signs).at(-1)?.start ?? 0) : signs;
    const given = first(sure, MOST);
    return { given, isCut: signs.length < whole.length || tokens(sure.slice(given.length)).some(({ isWord }) => isWord) };
  };

  /** The transcripts that can have the words as they are, `{ hits, isAll }`: each has all parts of the quotation, so those that can have the part that the fewest have. */
  const possible = async (index, given) => {
    const parts = given.split(OMITTED).filter((part) => hasWord(tokens(part))).sort((a, b) => b.length - a.length).slice(0, PARTS);
    const all = await Promise.all(parts.map((part) => index.stands(part)));
    return all.sort((a, b) => b.isAll - a.isAll || a.hits.length - b.hits.length)[0];
  };

  let turns = 0;
  /** Checks a quotation: fills the place for the answer, and tells it. */
  finding.check = async (pasted, place, says) => {
    const turn = ++turns;
    const { given, isCut } = begun(pasted);
    const parts = pieces(given);
    const count = parts.flat().filter(({ isWord }) => isWord).length;
    place.replaceChildren();
    if (count < 3) { says.textContent = say('check-short'); return; }
    const asked = finding.asked('');
    const index = await finding.index();
    const [can, likely] = await Promise.all([possible(index, given), index.quote(given.replace(OMITTED, ' '))]);
    // Whether all is looked at that can have the words.
    let isEverywhere = can.isAll;
    // Three dots may be the record's own.
    const own = [tokens(given)];
    // Of a very long quotation the beginning is compared.
    const begin = first(given, WORDS);
    const gaps = new Set();
    let length = 0;
    for (const piece of pieces(begin)) { length += piece.length; gaps.add(length); }
    gaps.delete(length);
    const quotation = pieces(begin).flat();
    const words = quotation.filter(({ isWord }) => isWord).length;
    /** Where the words are as they are, so but for omissions, and in parts. */
    const [whole, omitted, apart] = [[], [], []];
    let best = null;
    const pages = new Map();
    for (const [i, candidate] of [...can.hits, ...likely].entries()) {
      const url = new URL(candidate.href, finding.root).href.split('#')[0];
      if (!pages.has(url)) {
        // Once they are found, or all that can have them is looked at, a few more will do.
        if (pages.size >= PAGES && (whole.length || i >= Math.max(can.hits.length, PAGES))) continue;
        let page;
        try { page = await finding.page(url); } catch { isEverywhere = false; continue; }
        if (turn !== turns) return;
        const seen = read(page);
        pages.set(url, { page, seen });
        const add = (places, found) => { for (const ranges of found) places.push({ candidate, page, url, own: seen, ranges }); };
        const asIs = exact(seen.all, own);
        add(whole, asIs);
        if (!asIs.length && parts.length > 1) {
          const so = withOmissions(seen, parts);
          add(omitted, so);
          if (!so.length) add(apart, exact(seen.all, parts).slice(0, 1));
        }
      }
      if (whole.length || omitted.length) continue;
      const { page, seen } = pages.get(url);
      const text = near(seen, candidate.paragraph, quotation.length);
      const lies = align(text, quotation, gaps);
      const kept = lies.steps.filter(([kind, t, q]) => (kind === 'same' || kind === 'other') && quotation[q].isWord && text[t].loose === quotation[q].loose).length;
      const share = kept / words;
      if (!best || share > best.share || (share === best.share && lies.cost < best.cost)) best = { candidate, page, url, own: seen, share, kept, words, text, quotation, ...lies };
    }
    if (turn !== turns) return;
    let told;
    if (whole.length) told = asTheyAre('check-exact', whole, asked);
    else if (omitted.length) told = asTheyAre('check-omitted', omitted, asked);
    else if (apart.length) told = asTheyAre('check-apart', apart, asked);
    else told = best && best.share >= ENOUGH ? altered(best, isEverywhere, asked) : nowhere(best, isEverywhere, asked);
    const [answer, lines] = told;
    if (count > WORDS && !isCut && !whole.length && !omitted.length && !apart.length) lines.unshift(make('p', { class: 'small' }, say('check-long', [], WORDS)));
    // What was not compared is not said to be there.
    says.textContent = isCut ? `${answer} ${say('check-long', [], count)}` : answer;
    place.replaceChildren(...lines);
  };
})();

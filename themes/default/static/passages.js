// What pages say of a hit: its words with those that were asked for marked, who spoke them, and all that the page says of them: warnings, doubts, disputes, corrected
// readings. The words are taken from the page itself, by the hooks that docs/theming.md lists.
(() => {
  'use strict';
  const finding = window.postil.finding;
  const { make, say } = finding;
  /** How long an excerpt is, in signs, and what is short enough to be shown whole. */
  const LONG = 420;
  const WHOLE = 520;

  /** An element of another page, for this one: links lead where they led there, nothing has its id. */
  const brought = (finding.brought = (element, page) => {
    const copy = document.importNode(element, true);
    for (const one of [copy, ...copy.querySelectorAll('*')]) {
      for (const name of ['id', 'popover', 'tabindex', 'role', 'data-annotations']) one.removeAttribute(name);
      const href = one.getAttribute('href');
      if (href) one.setAttribute('href', new URL(href, page).href);
    }
    for (const sign of copy.querySelectorAll('.refs, .fn, button')) sign.remove();
    return copy;
  });

  /** The parts of a text round its marks, as nodes. */
  const marked = (finding.marked = (text, marks, from = 0, until = text.length) => {
    const parts = document.createDocumentFragment();
    let at = from;
    for (const { start, end } of marks) {
      if (end <= at || start >= until) continue;
      parts.append(text.slice(at, Math.max(at, start)), make('b', { class: 'found' }, text.slice(Math.max(at, start), Math.min(end, until))));
      at = Math.min(end, until);
    }
    parts.append(text.slice(at, until));
    return parts;
  });

  const ENDS = /[.!?…。！？؟।]["'”’»)\]]*(?:\s+|(?<=[。！？]["'”’»)\]]*))/gu;
  /** The part of a text that shows the most of its marks: from where to where. It begins with a sentence if one begins near. */
  const cut = (finding.cut = (text, marks) => {
    if (text.length <= WHOLE) return [0, text.length];
    let best = 0;
    let most = 0;
    for (let i = 0, j = 0; i < marks.length; i += 1) {
      while (j < marks.length && marks[j].end <= marks[i].start + LONG - 120) j += 1;
      if (j - i > most) [best, most] = [i, j - i];
    }
    const first = marks[best]?.start ?? 0;
    const border = (at) => { const blank = text.lastIndexOf(' ', at); return blank > at - 40 ? blank + 1 : at; };
    let from = first > 160 ? border(first - 120) : 0;
    for (const end of text.slice(Math.max(0, first - 260), first).matchAll(ENDS)) {
      const start = Math.max(0, first - 260) + end.index + end[0].length;
      if (start <= first) from = Math.max(start, first - 200) === start || from < start ? start : from;
    }
    let until = Math.min(text.length, from + LONG);
    if (until < text.length) {
      const rest = [...text.slice(from, until).matchAll(ENDS)].at(-1);
      const last = marks.findLast((mark) => mark.end <= until)?.end ?? first;
      const sentence = rest ? from + rest.index + rest[0].length : 0;
      until = sentence > Math.max(last, from + 120) ? sentence : border(until);
    }
    // A sign of two halves stays whole.
    const low = (at) => at > 0 && at < text.length && /[\uDC00-\uDFFF]/.test(text[at]);
    return [low(from) ? from - 1 : from, low(until) ? until - 1 : until];
  });
  const excerpt = (text, marks) => {
    const [from, end] = cut(text, marks);
    const until = text.slice(0, end).trimEnd().length;
    const parts = document.createDocumentFragment();
    if (from > 0) parts.append('… ');
    parts.append(marked(text, marks, from, until));
    if (text.slice(until).trim()) parts.append(' …');
    return parts;
  };

  /** The language and direction of an element of another page, as attributes. */
  const tongue = (element) => {
    const lang = element.closest('[lang]')?.getAttribute('lang');
    const dir = element.closest('[dir]')?.getAttribute('dir');
    return { lang: lang === document.documentElement.lang ? undefined : lang, dir: dir === document.documentElement.dir ? undefined : dir };
  };

  /** Who speaks a paragraph: what names the speaker stands at it, or before it in the same turn. A remark of the record is nobody's. */
  finding.speaker = (paragraph) => {
    const para = paragraph.closest('.para');
    if (!para || para.matches('.remark') || para.closest('.narration')) return null;
    for (let at = para; at; at = at.previousElementSibling) {
      const who = at.matches('.who') ? at : at.querySelector(':scope > :is(.who, h2, h3, h4, h5, h6)');
      if (who) return who;
      if (at.matches('.turn')) return null;
    }
    return null;
  };

  /** The name of who speaks a paragraph, or the label that the source prints; nothing of what the page says beside it (a role, a direction). Empty for what nobody speaks. */
  finding.speakerName = (paragraph) => {
    const who = finding.speaker(paragraph);
    return (who?.querySelector('.speaker, :scope > a') ?? who?.firstChild)?.textContent.trim().replace(/\s+/g, ' ') ?? '';
  };

  /** The notes on a paragraph, or on its words. */
  const notes = (paragraph) => {
    const ids = [...paragraph.querySelectorAll('.ref[popovertarget]')].map((sign) => sign.getAttribute('popovertarget'));
    for (const piece of paragraph.querySelectorAll('mark[data-annotations]')) {
      for (const id of piece.dataset.annotations.split(' ')) ids.push(`note-${id}`);
    }
    return [...new Set(ids)].map((id) => paragraph.ownerDocument.getElementById(id)).filter(Boolean);
  };

  /** The words of a paragraph as its page prints them; and as each correction reads them, with the place of what it replaces. */
  finding.readings = (paragraph) => {
    const text = paragraph.textContent;
    const corrections = [];
    for (const note of notes(paragraph)) {
      const reading = note.querySelector(':scope > .reading > ins')?.textContent;
      const own = note.id.slice(5);
      const pieces = reading === undefined ? [] : [...paragraph.querySelectorAll('mark[data-annotations]')].filter((piece) => piece.dataset.annotations.split(' ').includes(own));
      if (!pieces.length) continue;
      const before = paragraph.ownerDocument.createRange();
      before.selectNodeContents(paragraph);
      before.setEndBefore(pieces[0]);
      const start = before.toString().length;
      before.setEndAfter(pieces.at(-1));
      const end = before.toString().length;
      corrections.push({ start, end, reading, text: text.slice(0, start) + reading + text.slice(end) });
    }
    return { text, corrections };
  };

  /** What is found with a paragraph beside its words: title, summary and warning before the first, headings of the source before it, footnotes whose signs stand in it. */
  const beside = (paragraph) => {
    const page = paragraph.ownerDocument;
    const heads = [];
    const para = paragraph.closest('.para');
    const turn = para?.closest('.turn') ?? para;
    if (para && (turn === para || !para.matches('.para ~ .para'))) {
      for (let at = turn.previousElementSibling; at && at.matches('.heading, .past'); at = at.previousElementSibling) if (at.matches('.heading')) heads.unshift(at);
    }
    const title = page.querySelector('.head h1');
    if (title && paragraph === page.querySelector('#text .para > p[id]')) heads.unshift(title, ...page.querySelectorAll('.head .lede, .head .warning'));
    const feet = [...paragraph.querySelectorAll('.fn[href^="#"]')].map((sign) => page.getElementById(decodeURIComponent(sign.getAttribute('href').slice(1)))).filter(Boolean);
    return { heads, feet };
  };
  // A footnote ends with a way back.
  const wordsOf = (part) => [...part.childNodes].filter((node) => !(node.nodeType === 1 && node.matches('a[href^="#fnref"]'))).map((node) => node.textContent).join('').trim();

  /** What is marked in a paragraph, and in what is found with it (`others`: element, text and marks): null if its words do not hold what the query asks. A hit in a corrected reading marks the words that it replaces. */
  finding.marks = (index, query, paragraph) => {
    const { text, corrections } = finding.readings(paragraph);
    const { heads, feet } = beside(paragraph);
    const [before, behind] = [heads.map(wordsOf), feet.map(wordsOf)];
    const all = (own) => {
      const marks = index.marks(query, [...before, own, ...behind]);
      if (!marks) return null;
      const of = (part) => marks.filter((mark) => (mark.part ?? 0) === part);
      const others = [...heads, null, ...feet].flatMap((element, part) => (element && of(part).length ? [{ element, text: wordsOf(element), marks: of(part) }] : []));
      return { marks: of(before.length), others };
    };
    const printed = all(text);
    if (printed) return { text, ...printed, reading: '' };
    for (const { start, end, reading, text: corrected } of corrections) {
      const held = all(corrected);
      if (!held) continue;
      const shift = reading.length - (end - start);
      const marks = held.marks.map((mark) => {
        if (mark.end <= start) return mark;
        if (mark.start >= start + reading.length) return { start: mark.start - shift, end: mark.end - shift };
        return { start: Math.min(mark.start, start), end: Math.max(end, mark.end - shift) };
      });
      return { text, marks, others: held.others, reading };
    }
    return null;
  };

  /** What a page says of a whole transcript or entry before it begins. */
  finding.warnings = (page, url) => [...page.querySelectorAll('.head .warning')].map((warning) => {
    const copy = brought(warning, url);
    copy.classList.add('of-whole');
    return copy;
  });
  /** When a transcript is of. */
  finding.date = (page) => page.querySelector('.head .kicker :is(time, .date)');
  /** What is said of the words of a paragraph: other readings of them, and who disputes a note on them. */
  finding.said = (paragraph, url) => notes(paragraph).flatMap((note) => {
    const lines = [...note.querySelectorAll(':scope > .reading, :scope > .dispute')];
    if (!lines.length) return [];
    const doubts = note.querySelector(':scope > .reading') ? [...note.querySelectorAll(':scope > .doubt:not(.dispute)')] : [];
    const name = note.querySelector('.lemma .at a[href^="#note-"]');
    return [...lines, ...doubts].map((line) => make('p', { class: 'small of-note' }, name && brought(name, url), name && ' · ', ...brought(line, url).childNodes));
  });

  /** A paragraph of a transcript: `{ row, isSo }`, `isSo` false where its words are not as the query asks. */
  const passage = (hit, { index, found, asked, at }, page, url) => {
    const paragraph = page.getElementById(hit.paragraph);
    if (!paragraph) return null;
    const held = finding.marks(index, found.query, paragraph);
    const { text, marks, others } = held ?? { text: paragraph.textContent, marks: [], others: [] };
    const { row, ex } = finding.row(hit, paragraph, { page, url, href: finding.href(hit, asked, at) });
    // Warnings stand in every row.
    const told = others.filter(({ element }) => !element.matches('.warning'));
    ex.append(make('blockquote', {}, make('p', {}, excerpt(text, marks))), ...told.map((one) => make('p', { class: 'small beside-it', dir: 'auto' }, excerpt(one.text, one.marks))), ...finding.said(paragraph, url));
    return { row, isSo: held !== null };
  };

  /** The row of a paragraph, without its words: who speaks, the number, where it stands. */
  finding.row = (hit, paragraph, { page, url, href }) => {
    const para = paragraph.closest('.para');
    const number = para?.querySelector('.num, .para > a')?.textContent ?? hit.paragraph.slice(1);
    const who = finding.speaker(paragraph);
    const place = say('paragraph', [number]);
    const { lang, dir } = tongue(paragraph);
    const title = page.querySelector('h1');
    const name = title ? make('bdi', tongue(title), title.textContent.trim()) : hit.title;
    const date = finding.date(page);
    const ex = make('div', { class: 'ex' },
      make('p', { class: 'small' }, make('a', { href }, finding.told('place-in', [name, make('bdi', { dir: document.documentElement.dir }, place)])), date && ' · ', date && make('bdi', {}, brought(date, url))),
      ...finding.warnings(page, url));
    const by = who && make('p', { class: 'who' }, ...brought(who, url).childNodes);
    // The colon behind a label stands on the side on which its source has it.
    if (by && dir) for (const label of by.querySelectorAll('.printed')) label.dir = dir;
    const row = make('div', { class: 'para passage', 'data-transcript': hit.id, 'data-paragraph': hit.paragraph },
      by,
      make('a', { class: 'num', href, 'aria-label': say('read-on', [place]) }, number), ex);
    return { row, ex: { append: (...nodes) => { for (const node of nodes) { if (node.nodeType === 1 && node.matches('blockquote')) { if (lang) node.lang = lang; if (dir) node.dir = dir; } ex.append(node); } } } };
  };

  /** A note, with what it says of itself. */
  const note = (hit, { index, found, asked, at }, page, url) => {
    const own = page.getElementById(hit.href.split('#')[1] ?? `note-${hit.note}`) ?? page.getElementById(`note-${hit.note}`);
    if (!own) return null;
    const lemma = own.querySelector('.lemma > b');
    const name = own.querySelector('.lemma .at a[href^="#note-"]')?.textContent ?? '';
    const prose = [...own.querySelectorAll(':scope > .prose')].map((part) => part.textContent.trim().replace(/\s+/g, ' ')).join(' ');
    const whole = [lemma?.textContent, prose, ...[...own.querySelectorAll(':scope > .sources > li')].map((part) => part.textContent), own.querySelector(':scope > .reading > ins')?.textContent, own.querySelector(':scope > .warning')?.textContent].filter(Boolean);
    const isSo = index.marks(found.query, whole) !== null;
    const inside = (text) => index.marks(found.query, text) ?? finding.loose(index, found, text);
    const href = finding.href(hit, asked, at);
    const date = finding.date(page);
    const title = page.querySelector('h1');
    const quoted = own.querySelector('.lemma')?.matches('.quoted');
    const row = make('div', { class: 'para passage of-a-note', 'data-transcript': hit.id },
      make('p', { class: 'who' }, make('span', { class: 'role' }, name)),
      make('div', { class: 'ex' },
        make('p', { class: 'small' }, make('a', { href }, finding.told('place-in', [title ? make('bdi', tongue(title), title.textContent.trim()) : hit.title, make('bdi', {}, name)])), date && ' · ', date && make('bdi', {}, brought(date, url))),
        ...finding.warnings(page, url), ...[...own.querySelectorAll(':scope > .warning')].map((part) => brought(part, url)),
        lemma && make('p', { class: quoted ? 'lemma quoted' : 'lemma' }, make('b', tongue(lemma), marked(lemma.textContent, inside(lemma.textContent)))),
        ...[...own.querySelectorAll(':scope > .reading')].map((part) => {
          const reading = brought(part, url);
          const words = reading.querySelector('ins');
          words?.replaceChildren(marked(words.textContent, inside(words.textContent)));
          return reading;
        }),
        prose && make('p', tongue(own.querySelector(':scope > .prose')), excerpt(prose, inside(prose))),
        ...[...own.querySelectorAll(':scope > .doubt, :scope > .byline')].map((part) => brought(part, url))));
    return { row, isSo };
  };

  /** An entry. */
  const entry = (hit, { index, found, asked, at }, page, url) => {
    const title = page.querySelector('.head h1');
    if (!title) return null;
    const part = (selector) => page.querySelector(selector)?.textContent.trim().replace(/\s+/g, ' ') ?? '';
    const body = [part('.head .lede'), part('.head .body')].filter(Boolean).join(' ');
    const whole = [title.textContent, part('.head .facts'), part('.head .lede'), part('.head .body'), part('.head .warning')];
    const inside = (text) => index.marks(found.query, text) ?? finding.loose(index, found, text);
    const row = make('div', { class: 'para passage of-an-entry' },
      make('p', { class: 'who' }, make('span', { class: 'role' }, part('.head .kicker'))),
      make('div', { class: 'ex' },
        make('p', { class: 'title' }, make('a', { href: finding.href(hit, asked, at), ...tongue(title) }, marked(title.textContent, inside(title.textContent)))),
        ...finding.warnings(page, url), body && make('p', tongue(title), excerpt(body, inside(body)))));
    return { row, isSo: index.marks(found.query, whole) !== null };
  };

  /** The words of a query in a text that holds only some of them. */
  finding.loose = (index, found, text) => {
    const wanted = new Set(found.words ?? []);
    return window.postil.search.tokens(text).filter((token) => wanted.has(token.term));
  };

  /** The row of a hit: null where its words are not what the query asks for (a phrase whose words stand apart). */
  finding.result = async (hit, context) => {
    const url = new URL(hit.href, finding.root).href;
    let shown = null;
    try {
      const page = await finding.page(url);
      shown = { passage, note, entry }[hit.kind](hit, context, page, url);
    } catch { /* told below */ }
    if (shown) return shown.isSo || !context.found.atMost ? shown.row : null;
    return make('div', { class: 'para passage' }, make('div', { class: 'ex' }, make('p', { class: 'small' }, make('a', { href: finding.href(hit, context.asked, context.at) }, hit.title)), make('p', { class: 'doubt' }, say('unread'))));
  };

  /** The same as one link, for the dialog. */
  finding.line = async (hit, context) => {
    const row = await finding.result(hit, context);
    if (!row) return null;
    const link = make('a', { href: finding.href(hit, context.asked, context.at) });
    const texts = ['.who', '.warning', 'blockquote', '.ex > p:not(.small:first-of-type):not(.warning)'].flatMap((part) => [...row.querySelectorAll(part)]);
    for (const part of texts.filter((one, i) => texts.indexOf(one) === i && !texts.some((other) => other !== one && other.contains(one)))) {
      link.append(make('span', { class: part.matches('.who') ? 'by' : part.matches('.warning') ? 'warning-line' : null, lang: part.lang || null, dir: part.dir || null }, ...plain(part)));
    }
    const where = row.querySelector('.ex > .small');
    if (where) link.append(make('span', { class: 'small' }, ...plain(where)));
    return link;
  };
  /** What is in an element without links, since a link holds no other. */
  const plain = (element) => [...element.childNodes].flatMap((node) => {
    if (node.nodeType !== 1) return [node.cloneNode()];
    const inside = plain(node);
    if (node.matches('a, p, blockquote')) return inside;
    const copy = node.cloneNode(false);
    copy.append(...inside);
    return [copy];
  });
})();

// What a link to an entry, a passage or a note leads to is shown while a pointer rests on it, or the keyboard's focus: what that page says, with its
// warnings and doubts. A finger that touches a link follows it.
(() => {
  'use strict';
  const { postil } = window;
  const patience = { pointer: 350, focus: 600 };
  const grace = 300;
  const most = 420;

  // ---- What is shown

  const gone = 'script, style, template, button, input, select, textarea, .refs, .also, .at, .close, .num, .para > a, .locator, .fn, .footnote-ref';
  const kept = new Set('A ABBR B BDI BDO BLOCKQUOTE BR CITE CODE DEL DFN DIV EM I INS KBD LI OL P PRE Q RP RT RUBY S SAMP SMALL SPAN STRONG SUB SUP TIME U UL VAR WBR'.split(' '));
  const made = (name, as = '') => { const node = document.createElement(name); node.className = as; return node; };
  /** The same words for this page: without ids, buttons and pictures, with addresses that hold here. Nothing that could run is taken over. */
  const copy = (node, href) => {
    if (node.nodeType === Node.TEXT_NODE) return document.createTextNode(node.data);
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(gone)) return '';
    const within = [...node.childNodes].map((child) => copy(child, href));
    const all = document.createDocumentFragment();
    if (node.matches('mark, .hit')) { all.append(...within); return all; }
    const heading = /^H[1-6]$/.test(node.tagName);
    if (!heading && !kept.has(node.tagName)) return made('span', 'cut');
    const own = made(heading ? 'p' : node.tagName);
    for (const name of ['class', 'lang', 'dir', 'datetime', 'title', 'hreflang', 'rel']) {
      if (node.hasAttribute(name)) own.setAttribute(name, node.getAttribute(name));
    }
    if (own.href !== undefined && node.hasAttribute('href')) {
      const to = new URL(node.getAttribute('href'), href);
      if (/^(https?|file|mailto):$/.test(to.protocol)) own.href = to.href;
    }
    own.append(...within);
    return own;
  };
  /** A copy in an element of this page, in the language and direction that the words have there. */
  const said = (node, href, as, name = 'p') => {
    if (!node) return '';
    const own = made(name, as);
    const [lang, dir] = ['lang', 'dir'].map((attribute) => node.closest(`[${attribute}]`)?.getAttribute(attribute));
    if (lang) own.lang = lang;
    if (dir) own.dir = dir;
    own.append(...[...node.childNodes].map((child) => copy(child, href)));
    return own;
  };
  const sentences = (text, lang) => {
    if (!Intl.Segmenter) return [...text.matchAll(/[.!?…。！？]["”’»」』)]*\s*/g)].map(({ 0: end, index }) => index + end.length);
    let tongue;
    try { tongue = new Intl.Segmenter(lang || undefined, { granularity: 'sentence' }); } catch { tongue = new Intl.Segmenter(undefined, { granularity: 'sentence' }); }
    return [...tongue.segment(text)].map(({ segment, index }) => index + segment.length);
  };
  /** Leaves of a copy what stands from the sentence at `from` on, to the end of one: a sign says where more stands. */
  const shorten = (own, from = 0) => {
    const text = own.textContent;
    const ends = sentences(text, own.lang);
    const start = Math.max(0, ...ends.filter((end) => end <= from));
    let end = text.length;
    if (end - start > most * 1.2) {
      const whole = ends.filter((one) => one > start + most / 3 && one <= start + most).at(-1);
      const space = text.lastIndexOf(' ', start + most);
      end = whole ?? (space > start + most / 2 ? space : start + most);
      // Half of a pair of signs is none.
      if (/[\udc00-\udfff]/.test(text[end])) end -= 1;
    }
    const place = (offset) => {
      const nodes = document.createTreeWalker(own, NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        if (offset <= node.length) return [node, offset];
        offset -= node.length;
      }
      return [own, own.childNodes.length];
    };
    const drop = (set) => { const range = document.createRange(); range.selectNodeContents(own); set(range); range.deleteContents(); };
    const [first, last] = [place(start), place(end)];
    if (end < text.length) {
      drop((range) => range.setStart(...last));
      let block = own;
      while (block.lastElementChild && block.lastElementChild === block.lastChild && /^(P|DIV|UL|OL|LI|BLOCKQUOTE)$/.test(block.lastChild.tagName)) block = block.lastChild;
      block.append(made('span', 'cut-after'));
    }
    if (start) {
      drop((range) => range.setEnd(...first));
      own.prepend(made('span', 'cut-before'));
    }
    return own;
  };

  const all = (node, selector, href, name) => [...node.querySelectorAll(selector)].map((one) => said(one, href, one.className, name));
  /** What a transcript is called, with its date, and where in it something stands. */
  const source = (title, date, place, href) => {
    const own = made('p', 'of');
    const parts = [title && said(title, href, '', 'bdi'), date && said(date, href, '', 'bdi'), place].filter(Boolean);
    for (const [i, part] of parts.entries()) own.append(...(i ? [' · ', part] : [part]));
    for (const link of own.querySelectorAll('a')) link.replaceWith(...link.childNodes);
    return own;
  };
  const number = (of) => { const text = of?.querySelector('.num, .para > a')?.textContent.trim(); return text ? `¶\u00a0${text}` : ''; };
  const label = (note) => note.querySelector('.at > a:last-of-type')?.textContent ?? '';
  /** What notes say against the words, or are not sure of. */
  const doubts = (of, href) => [...of?.querySelectorAll(':scope > .notes > li:not(.carried) > .note') ?? []].flatMap((note) => {
    const told = [...note.querySelectorAll(':scope > :is(.warning, .doubt, .reading, .draft)')];
    if (!told.length) return [];
    const own = made('div', 'told');
    const name = made('p', 'small');
    name.append(`${label(note)} `, said(note.querySelector('.lemma > b'), href, 'lemma', 'span'));
    own.append(name, ...told.map((one) => said(one, href, one.className)));
    return [own];
  });
  const quoted = (words, from, href) => {
    const own = made('blockquote');
    own.append(shorten(said(words, href, words.closest('.remark') ? 'stage' : words.closest('.q') ? 'asked' : ''), from));
    return own;
  };

  /** On the page of a transcript. */
  const inTranscript = (page, target, href) => {
    const head = page.querySelector('.head > .text');
    const title = page.querySelector('h1');
    const date = head.querySelector('.kicker time, .kicker .date');
    const warnings = all(head, ':scope > .warning, :scope > div > .warning, :scope > .draft', href);
    const note = target?.closest('.note');
    if (note) return [source(title, date, label(note), href), ...warnings, ...ofNote(note, href)];
    if (!target) return [said(head.querySelector('.kicker'), href, 'kicker'), said(title, href, 'title'), ...warnings, said(head.querySelector('.lede'), href, 'lede')];
    if (target.matches('.footnotes-block li')) return [shorten(said(target, href, ''))];
    const past = target.closest('.past');
    const heading = target.closest('.heading');
    let para = target.closest('.para');
    if (past) para = past.matches('.of') ? past.nextElementSibling : null;
    if (heading) para = [...page.querySelectorAll('.words .para')].find((one) => heading.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    if (!para && !past) return null;
    const words = para?.querySelector(':scope > p[id]');
    // From the sentence on in which what is meant begins.
    const annotation = target.getAttribute('popovertarget')?.slice(5);
    const mark = annotation ? words?.querySelector(`mark[data-annotations~="${CSS.escape(annotation)}"]`) ?? target : null;
    let from = 0;
    if (mark && words) {
      const before = page.createRange();
      before.setStart(words, 0);
      before.setEndBefore(mark);
      from = before.toString().length;
    }
    const tells = past && (target.matches('.past > div > div') ? target : target.parentElement.querySelector(':scope > div'));
    return [
      source(title, date, number(para), href), ...warnings,
      said(heading, href, 'title'),
      tells ? said(tells, href, 'past-words', 'div') : '',
      said(para?.closest('.turn')?.querySelector('.who, .para > :is(h2, h3, h4, h5, h6)'), href, 'who'),
      words && !tells ? quoted(words, from, href) : '',
      ...(tells ? [] : doubts(para, href)),
    ];
  };
  const ofNote = (note, href) => {
    const lemma = note.querySelector('.lemma');
    return [
      said(lemma.querySelector('b'), href, lemma.matches('.quoted') ? 'title quoted' : 'title'),
      ...[...note.querySelectorAll(':scope > :is(.warning, .doubt, .reading, .draft, .prose, .byline)')]
        .map((one) => (one.matches('.prose') ? shorten(said(one, href, 'prose', 'div')) : said(one, href, one.className))),
    ];
  };
  /** On the page of an entry. */
  const inEntry = (page, target, href) => {
    const head = page.querySelector('.head > .text');
    const group = target?.closest('section')?.querySelector(':scope > .grp');
    const row = target?.closest('.passage, .grp');
    if (target && !(group && row)) return null;
    if (row) {
      // What a transcript warns of stands once on a page.
      const warnings = ['.all', '.all.said'].flatMap((end) => {
        const first = page.getElementById((row.dataset.transcript || row.id.replace(/\.(p\d|all).*$/, '')) + end);
        return first ? all(first, ':scope > .warning', href) : [];
      });
      const note = target.closest('.note');
      const of = source(group.querySelector(':is(h3, h4) > :first-child'), group.querySelector('.cap time, .cap .date'), note ? label(note) : number(row), href);
      if (note) return [of, ...warnings, ...ofNote(note, href)];
      const words = row.querySelector('.ex blockquote p')?.cloneNode(true);
      const place = row.querySelector('.ex');
      if (!words || !place) return row.matches('.grp') ? [of, ...warnings] : null;
      words.querySelector('.where')?.remove();
      // Apart from its page it says by itself in which language it is.
      for (const name of ['lang', 'dir']) words.setAttribute(name, place.closest(`[${name}]`).getAttribute(name));
      return [of, ...warnings, said(row.querySelector(':scope > .who'), href, 'who'), quoted(words, 0, href), ...doubts(row, href)];
    }
    const dates = [...page.querySelectorAll('.facts > div')].filter((fact) => fact.querySelector('time, .date')).slice(0, 3).map((fact) => {
      const own = made('p', 'small');
      own.append(said(fact.querySelector('dt'), href, '', 'b'), ' ', said(fact.querySelector('dd'), href, '', 'span'));
      return own;
    });
    const lede = head.querySelector('.lede');
    const first = lede ?? page.querySelector('.prose.body > p');
    return [
      said(head.querySelector('.kicker'), href, 'kicker'), said(page.querySelector('h1'), href, 'title'),
      ...all(head, ':scope > .draft, .warning', href),
      first ? shorten(said(first, href, lede ? 'lede' : '')) : said(head.querySelector('.empty'), href, 'small'), ...dates,
      page.querySelector('#passages :is(.list, nav)') ? said(page.querySelector('#passages h2'), href, 'small') : '',
    ];
  };
  /** What is shown of the place that an address names; none of other pages than those of entries and transcripts. */
  const shown = (page, url) => {
    const id = decodeURIComponent(url.hash.slice(1).split(':~:')[0]);
    const target = id ? page.getElementById(id) : null;
    const article = page.querySelector('main > article:not(.free)');
    if (!article || (id && !target)) return null;
    const parts = article.matches('.transcript') ? inTranscript(page, target, url.href) : inEntry(page, target, url.href);
    return parts?.filter((part) => part && part.textContent.trim());
  };

  // ---- When and where

  const box = made('div', 'preview');
  box.id = 'postil.preview';
  box.setAttribute('role', 'group');
  box.setAttribute('aria-label', postil.told.preview ?? '');
  if ('popover' in box) box.popover = 'manual';
  const sheet = made('link');
  sheet.rel = 'stylesheet';
  sheet.href = `${postil.static}preview.css`;
  const styled = new Promise((done) => { sheet.onload = sheet.onerror = done; });
  document.head.append(sheet);

  let link = null; // which is rested on, or was left a moment ago
  let by = '';
  let point = 0;
  let timer;
  let leaving;
  let dismissed = null;
  const isOpen = () => box.isConnected;
  const hide = () => {
    clearTimeout(timer);
    clearTimeout(leaving);
    if (isOpen() && link?.getAttribute('aria-describedby') === box.id) link.removeAttribute('aria-describedby');
    link = null;
    box.remove();
  };
  const leave = () => { clearTimeout(timer); clearTimeout(leaving); leaving = setTimeout(hide, isOpen() ? grace : 0); };
  const inView = (node) => {
    const { top, bottom, width } = node.getBoundingClientRect();
    return width > 0 && bottom > 0 && top < innerHeight;
  };
  const place = () => {
    const root = document.documentElement;
    const lines = link.getBoundingClientRect();
    if (lines.bottom < 0 || lines.top > innerHeight) { hide(); return; }
    box.style.maxHeight = '';
    const room = { below: innerHeight - lines.bottom - 14, above: lines.top - 14 };
    const height = box.offsetHeight;
    const below = height <= room.below || room.below >= room.above;
    box.style.maxHeight = `${Math.max(48, below ? room.below : room.above)}px`;
    const rtl = getComputedStyle(root).direction === 'rtl';
    const start = rtl ? Math.max(...[...link.getClientRects()].map(({ right }) => right)) - box.offsetWidth : Math.min(point || lines.left, lines.right);
    box.style.left = `${Math.max(8, Math.min(start, root.clientWidth - box.offsetWidth - 8))}px`;
    box.style.top = `${below ? lines.bottom + 6 : lines.top - 6 - box.offsetHeight}px`;
    box.tabIndex = box.scrollHeight > box.clientHeight + 1 ? 0 : -1;
  };
  const show = async (of) => {
    const url = new URL(of.href);
    const own = url.href.split('#')[0] === location.href.split('#')[0];
    let parts;
    try {
      parts = shown(own ? document : await postil.page(url.href), url);
      await styled;
    } catch { /* the link leads there all the same */ }
    // Meanwhile another may be rested on.
    if (!parts?.length || link !== of || dismissed === of || isOpen()) return;
    box.replaceChildren(...parts);
    document.body.append(box);
    box.showPopover?.();
    if (!of.hasAttribute('aria-describedby')) of.setAttribute('aria-describedby', box.id);
    place();
  };
  // A reader may do without, here and on all pages.
  const KEY = 'postil-previews';
  const choice = made('label', 'previews-on');
  const on = made('input');
  on.type = 'checkbox';
  on.checked = true;
  try { on.checked = localStorage.getItem(KEY) !== 'off'; } catch { /* a browser may forbid it */ }
  on.addEventListener('change', () => {
    hide();
    try { localStorage.setItem(KEY, on.checked ? '' : 'off'); } catch { /* then it holds for this page */ }
  });
  choice.append(on, ` ${postil.told.previewsOn ?? ''}`);
  if (postil.told.previewsOn) document.querySelector('.colophon > div')?.append(choice);

  /** Whether what a link leads to may be shown: a place of the site that is not in view. */
  const leads = (of) => {
    if (!on.checked || !of?.href || of === dismissed || of.hasAttribute('download') || of.closest('.preview, .masthead, .crumbs, .colophon, .skip, .offer')) return false;
    const url = new URL(of.href);
    if (!url.href.startsWith(postil.root) || !/(\.html|\/)$/.test(url.pathname) || url.search) return false;
    if (url.href.split('#')[0] !== location.href.split('#')[0]) return !navigator.connection?.saveData;
    const target = url.hash && document.getElementById(decodeURIComponent(url.hash.slice(1).split(':~:')[0]));
    return Boolean(target) && !inView(target.closest('.note') ?? target);
  };
  const rest = (of, how, at = 0) => {
    clearTimeout(leaving);
    if (of === link && (isOpen() || how !== by)) return;
    if (of !== link) hide();
    clearTimeout(timer);
    [link, by, point] = [of, how, at];
    timer = setTimeout(show, patience[how], of);
  };

  const over = (event) => {
    if (event.pointerType === 'touch') return;
    const at = event.target.closest?.('a[href]');
    if (at !== dismissed && !box.contains(event.target)) dismissed = null;
    if (box.contains(event.target)) clearTimeout(leaving);
    else if (leads(at)) rest(at, 'pointer', event.clientX - 24);
    else if (link && by === 'pointer') leave();
  };
  addEventListener('pointerover', over);
  // A pointer that moves does not rest.
  addEventListener('pointermove', (event) => { if (link && by === 'pointer' && !isOpen() && link.contains(event.target)) over(event); }, { passive: true });
  document.documentElement.addEventListener('pointerleave', () => { if (link && by === 'pointer') leave(); });
  addEventListener('pointerdown', (event) => { if (link && !box.contains(event.target)) { dismissed = link; hide(); } });
  addEventListener('focusin', ({ target }) => {
    if (box.contains(target)) { clearTimeout(leaving); return; }
    if (target !== dismissed) dismissed = null;
    if (target.matches?.('a[href]:focus-visible') && leads(target)) rest(target, 'focus');
    else if (link && by === 'focus') hide();
  });
  addEventListener('focusout', ({ relatedTarget }) => { if (link && by === 'focus' && !relatedTarget) leave(); });
  addEventListener('keydown', (event) => {
    if (!link) return;
    if (event.key === 'Escape') {
      if (!isOpen()) { clearTimeout(timer); return; }
      // One thing at a time: an open note stays.
      event.preventDefault();
      event.stopPropagation();
      const of = link;
      if (box.contains(document.activeElement)) of.focus();
      hide();
      dismissed = of;
      return;
    }
    if (event.key !== 'Tab' || !isOpen()) return;
    // In the order of the keyboard what is shown stands behind its link.
    const stops = [box, ...box.querySelectorAll('a[href]')].filter((stop) => stop.tabIndex === 0);
    const at = stops.indexOf(document.activeElement);
    if (!stops.length || (at < 0 && document.activeElement !== link)) return;
    const next = at < 0 && event.shiftKey ? -2 : at + (event.shiftKey ? -1 : 1);
    if (next === -2) return;
    if (stops[next] || next === -1) {
      event.preventDefault();
      (stops[next] ?? link).focus();
    } else {
      const of = link;
      hide();
      dismissed = of;
      of.focus({ preventScroll: true });
    }
  }, true);
  addEventListener('hashchange', hide);
  let waiting = false;
  addEventListener('scroll', () => {
    if (waiting || !isOpen()) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; if (isOpen()) place(); });
  }, { capture: true, passive: true });
  addEventListener('resize', () => { if (isOpen()) place(); });

  // Whoever this was loaded for rests already.
  const focused = document.activeElement;
  const [hovered] = [...document.querySelectorAll('a[href]:hover')].slice(-1);
  if (leads(hovered)) rest(hovered, 'pointer');
  else if (focused?.matches('a[href]:focus-visible') && leads(focused)) rest(focused, 'focus');
})();

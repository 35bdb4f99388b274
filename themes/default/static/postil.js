// What a page of a transcript can do better with a script; all of it can be read without. It asks no other host for anything.
(() => {
  'use strict';
  const words = document.getElementById('text');
  if (!words) return;

  // What a reader chose to see is kept for the next page.
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a browser may forbid it */ } };
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
  for (const view of document.querySelectorAll('.view input')) {
    // Which languages stand beside it differs from text to text, so one is known by its tag.
    const key = `postil-${view.name}`;
    const chosen = view.dataset.language ?? view.value;
    if (chosen === kept(key)) view.checked = true;
    view.addEventListener('change', () => keep(key, chosen));
  }

  // All pieces that a note is about are lit while it is open.
  document.addEventListener('toggle', (event) => {
    const note = event.target;
    if (!note.matches?.('.note')) return;
    for (const piece of words.querySelectorAll(`mark[data-annotations~="${CSS.escape(note.id.slice(5))}"]`)) {
      piece.classList.toggle('lit', event.newState === 'open');
    }
  }, true);
  // A link in an open note leads away from it.
  addEventListener('hashchange', () => document.querySelector('.note:popover-open')?.hidePopover());

  // The number of a paragraph, and words that are selected in one, offer a link, a citation and a letter to the editors.
  const tools = document.querySelector('template.tools');
  if (tools && 'popover' in HTMLElement.prototype) {
    const offer = document.createElement('div');
    offer.className = 'offer';
    offer.popover = 'auto';
    offer.append(tools.content.cloneNode(true));
    document.body.append(offer);
    let cited = null;
    // Where words begin and end: as browsers that follow a text fragment part them, which know whole words alone.
    const wordsOf = (text, lang) => {
      let all;
      try {
        all = [...new Intl.Segmenter(lang || undefined, { granularity: 'word' }).segment(text)].filter((piece) => piece.isWordLike).map((piece) => [piece.index, piece.segment]);
      } catch { /* it is not there, or the tag is none */ }
      all ??= [...text.matchAll(/[\p{L}\p{M}\p{N}_]+(?:['’.][\p{L}\p{M}\p{N}_]+)*/gu)].map((match) => [match.index, match[0]]);
      return all.map(([from, word]) => [from, from + word.length]);
    };
    const plain = (text) => text.trim().replace(/\s+/g, ' ');
    // Which words of a paragraph are selected: whole ones, and where they stand.
    const within = (paragraph, range) => {
      const at = (node, offset) => {
        const before = document.createRange();
        before.setStart(paragraph, 0);
        before.setEnd(node, offset);
        return before.toString().length;
      };
      const said = paragraph.textContent;
      let [from, to] = [at(range.startContainer, range.startOffset), at(range.endContainer, range.endOffset)];
      const all = wordsOf(said, paragraph.closest('[lang]')?.lang);
      for (const [begins, ends] of all) {
        if (begins < from && from < ends) from = begins;
        if (begins < to && to < ends) to = ends;
      }
      return { said, from, to, all };
    };
    // A text fragment: the words, long ones by their ends; with words beside them, as many as it takes, if they stand on the page more than once.
    const fragment = ({ said, from, to, all }) => {
      const own = all.filter(([begins, ends]) => begins < to && ends > from);
      const isLong = own.length > 12;
      const parts = isLong ? [said.slice(from, own[4][1]), said.slice(own.at(-5)[0], to)] : [said.slice(from, to)];
      // A browser looks through all that is shown, the title first.
      const shown = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => (node.matches?.('.note, .offer, script') ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
      let page = '';
      while (shown.nextNode()) page += shown.currentNode.data ?? '';
      page = plain(page).toLowerCase();
      const isOften = (text) => page.split(plain(text).toLowerCase()).length > 2;
      const before = all.filter(([, ends]) => ends <= from);
      const behind = all.filter(([begins]) => begins >= to);
      let [first, last] = [from, to];
      for (let n = 1; n <= 8 && isOften(isLong ? said.slice(first, own[4][1]) : said.slice(first, last)); n += 1) {
        first = before.at(-n)?.[0] ?? first;
        if (!isLong) last = behind[n - 1]?.[1] ?? last;
      }
      // A hyphen would join a part to the words round it.
      const encoded = (part) => encodeURIComponent(plain(part)).replaceAll('-', '%2D');
      const prefix = first < from ? [`${encoded(said.slice(first, from))}-`] : [];
      const suffix = last > to ? [`-${encoded(said.slice(to, last))}`] : [];
      return [...prefix, ...parts.map(encoded), ...suffix].join();
    };
    const address = ({ para, place }) => {
      const page = document.querySelector('link[rel=canonical]')?.href ?? location.href.split('#')[0];
      const id = para.querySelector('.num, .para > a').getAttribute('href');
      return place ? `${page}${id}:~:text=${fragment(place)}` : page + id;
    };
    // Whose words a paragraph has, unless the citation begins with that name: nobody is cited for what another said.
    const voice = (para) => {
      let who = null;
      if (!para.matches('.remark') && !para.closest('.narration')) {
        for (let at = para; at && !who; at = at.matches('.turn') ? null : at.previousElementSibling) who = at.querySelector(':scope > :is(.who, h2, h3, h4, h5, h6)');
      }
      const name = plain((who?.querySelector(':scope > .speaker, :scope > a') ?? who?.firstChild)?.textContent ?? '').replace(/\s*:$/, '');
      const cites = document.querySelector('.cite p');
      const isAuthor = plain(cites.firstElementChild?.textContent ?? '') === name && cites.textContent.startsWith(name);
      return name && !isAuthor ? ` [${name}]` : '';
    };
    // How to cite, at the foot of the page, is told of what was chosen last.
    const tell = (of) => {
      const number = of.para.querySelector('.num, .para > a').textContent + voice(of.para);
      for (const at of document.querySelectorAll('.cite .at')) at.textContent = at.dataset.before + number + at.dataset.after;
      for (const sign of document.querySelectorAll('.cite p i')) sign.textContent = number;
      for (const url of document.querySelectorAll('.cite .url')) url.textContent = address(of);
    };
    const citation = ({ text }) => (text ? `“${text}” ` : '') + document.querySelector('.cite p').textContent.trim();
    const copy = async (button, text) => {
      try {
        await navigator.clipboard.writeText(text);
        const said = button.textContent;
        button.textContent = tools.dataset.done;
        setTimeout(() => { button.textContent = said; }, 1500);
      } catch {
        // Where a page may not copy, the reader can.
        const field = offer.querySelector('input') ?? offer.appendChild(document.createElement('input'));
        field.readOnly = true;
        field.value = text;
        field.select();
      }
    };
    offer.addEventListener('click', (event) => {
      const button = event.target.closest('button');
      const does = button?.dataset.does;
      if (does === 'link') copy(button, address(cited));
      if (does === 'cite') copy(button, citation(cited));
    });
    const letter = offer.querySelector('a');
    const mail = letter?.href;
    const write = (of) => {
      if (!mail?.startsWith('mailto:')) return;
      const said = of.text || of.para.querySelector('p[id]').textContent;
      const body = [address(of), `> ${said}`, tools.dataset.source].filter(Boolean).join('\n\n');
      letter.href = `${mail}&body=${encodeURIComponent(body)}`;
    };
    const show = (of, at) => {
      cited = of;
      tell(of);
      write(of);
      offer.hidePopover();
      offer.showPopover();
      // It stands over the words, above those that it is for where there is room, and over no number.
      const box = at.getBoundingClientRect();
      const words = of.para.querySelector(':scope > p[id]').getBoundingClientRect();
      const number = of.para.querySelector('.num, .para > a').getBoundingClientRect();
      const wide = document.documentElement.clientWidth;
      const hung = parseFloat(getComputedStyle(of.para).paddingInlineStart) || 0;
      const [from, to] = number.left < words.left + words.width / 2 ? [Math.max(words.left + 2, number.left + hung), wide - 8] : [8, Math.min(words.right - 2, number.right - hung)];
      Object.assign(offer.style, { position: 'absolute', inset: 'auto', margin: '0', left: '0', maxWidth: `${to - from}px` });
      const start = from > 8 ? box.left : box.right - offer.offsetWidth;
      offer.style.left = `${Math.max(from, Math.min(start, to - offer.offsetWidth)) + scrollX}px`;
      const above = box.top - offer.offsetHeight - 6;
      offer.style.top = `${(above > 40 ? above : box.bottom + 6) + scrollY}px`;
    };
    // It goes when the focus or the pointer goes on.
    offer.addEventListener('focusout', ({ relatedTarget }) => { if (relatedTarget && !offer.contains(relatedTarget)) offer.hidePopover(); });
    offer.addEventListener('keydown', ({ key, shiftKey }) => {
      const stops = [...offer.querySelectorAll('button, a[href], input')];
      if (key !== 'Tab' || document.activeElement !== stops.at(shiftKey ? 0 : -1)) return;
      // In the order of the keyboard it stands behind the number.
      offer.hidePopover();
      cited.para.querySelector('.num, .para > a').focus({ preventScroll: true });
    });
    let goes;
    addEventListener('pointerover', ({ target, pointerType }) => {
      clearTimeout(goes);
      if (pointerType === 'touch' || !cited || offer.contains(target) || cited.para.contains(target)) return;
      goes = setTimeout(() => { if (!offer.contains(document.activeElement) || !offer.querySelector('input')) offer.hidePopover(); }, 500);
    });
    words.addEventListener('click', (event) => {
      const number = event.target.closest('.para > .num, .para > a');
      if (!number || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      // The number is a link, too: the address bar has the address, and the window is where that leads, when this is done.
      requestAnimationFrame(() => setTimeout(() => {
        number.focus({ preventScroll: true });
        // In a wide window its box is as high as the paragraph.
        const digits = document.createRange();
        digits.selectNodeContents(number);
        show({ para: number.closest('.para') }, digits);
        offer.querySelector('button').focus({ preventScroll: true });
      }));
    });
    const selected = () => {
      const selection = getSelection();
      if (!selection.rangeCount || selection.isCollapsed) return;
      const range = selection.getRangeAt(0);
      const common = range.commonAncestorContainer;
      const paragraph = (common.closest ? common : common.parentElement)?.closest('.para > p[id]');
      const text = plain(selection.toString());
      if (paragraph && text && !offer.contains(document.activeElement)) {
        show({ para: paragraph.closest('.para'), text, place: within(paragraph, range) }, range);
      }
    };
    // When the hand is off: a mouse, a finger, a key.
    let soon;
    document.addEventListener('selectionchange', () => { clearTimeout(soon); soon = setTimeout(() => { if (!held) selected(); }, 500); });
    let held = false;
    addEventListener('pointerdown', () => { held = true; });
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { held = false; });
  }

  // A line at the top says where one is, in a text that is longer than the window.
  const paragraphs = [...words.querySelectorAll('.para')];
  // So does the strip of the text: its rows, each from its first paragraph on.
  const rows = [...document.querySelectorAll('.strip a')].map((row) => [row, paragraphs.indexOf(document.getElementById(row.getAttribute('href').slice(1))?.closest('.para'))]);
  if (!('IntersectionObserver' in window) || (paragraphs.length < 12 && !rows.length)) return;
  const places = new Map();
  let heading = null;
  let speaker = '';
  for (const node of words.querySelectorAll('.heading, .turn, .para')) {
    if (node.matches('.heading')) { heading = node; continue; }
    // A name that stands there again has no link; what has an element of its own beside it is no name.
    if (node.matches('.turn')) {
      // A name that stands there again has no link; what has an element of its own beside it is no name.
      const who = node.querySelector('.who, .para > :is(h2, h3, h4, h5, h6)');
      const name = who?.querySelector(':scope > a, :scope > .speaker') ?? who?.firstChild;
      speaker = name?.nodeType === Node.TEXT_NODE || name?.matches('a, .speaker') ? name.textContent : '';
    }
    if (node.matches('.para')) places.set(node, { heading, speaker, number: node.querySelector('.num, .para > a') });
  }
  const line = document.createElement('div');
  const says = line.appendChild(document.createElement('span'));
  const all = paragraphs.at(-1).querySelector('.num, .para > a').textContent;
  line.className = 'here';
  says.setAttribute('aria-hidden', 'true');
  const contents = document.querySelector('.contents');
  if (contents && 'popover' in HTMLElement.prototype) {
    // The contents, wherever one is; which line one is in is said there.
    const list = document.createElement('div');
    list.className = 'contents contents-here';
    list.id = 'postil.contents';
    list.popover = 'auto';
    list.append(contents.querySelector('nav').cloneNode(true));
    const folded = list.querySelector('details');
    if (folded) folded.open = true;
    document.body.append(list);
    const button = line.appendChild(document.createElement('button'));
    button.type = 'button';
    button.setAttribute('popovertarget', list.id);
    button.textContent = contents.querySelector('summary').textContent;
    const lines = [...list.querySelectorAll('a')].map((link) => [link, document.getElementById(decodeURIComponent(link.hash.slice(1)))]);
    list.addEventListener('toggle', ({ newState }) => {
      if (newState !== 'open') return;
      const before = (node) => node && (node.contains(shown) || node.compareDocumentPosition(shown) & Node.DOCUMENT_POSITION_FOLLOWING);
      const [current] = lines.findLast(([, node]) => shown && before(node)) ?? lines[0] ?? [];
      for (const [link] of lines) link.toggleAttribute('aria-current', false);
      current?.setAttribute('aria-current', 'location');
      current?.focus();
      current?.scrollIntoView({ block: 'center' });
    });
    list.addEventListener('click', ({ target }) => { if (target.closest('a')) list.hidePopover(); });
  }
  const part = (text) => { const bdi = document.createElement('bdi'); bdi.textContent = text; return bdi; };
  const near = new Set();
  let shown = null;
  let begun = false;
  const tell = () => {
    const first = (begun && paragraphs.find((paragraph) => near.has(paragraph))) || null;
    if (first === shown) return;
    shown = first;
    const at = paragraphs.indexOf(first);
    const row = rows.findLast(([, from]) => first && from <= at)?.[0];
    for (const [other] of rows) other === row ? other.setAttribute('aria-current', 'location') : other.removeAttribute('aria-current');
    line.hidden = !first;
    if (!first) return;
    const { heading: section, speaker: name, number } = places.get(first);
    says.replaceChildren();
    for (const text of [name, `¶\u00a0${number.textContent} / ${all}`, section?.textContent]) {
      if (!text) continue;
      if (says.childNodes.length) says.append(' · ');
      says.append(part(text));
    }
  };
  // What lies across the upper part of the window is being read, below the line and whatever an address that leads to the next has above it.
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) isIntersecting ? near.add(target) : near.delete(target);
    tell();
  }, { rootMargin: '-66px 0px -70% 0px' });
  line.hidden = true;
  if (paragraphs.length >= 12) {
    words.prepend(line);
    document.documentElement.classList.add('has-here');
  }
  // Before the text has come to the top, the line would lie over its beginning.
  const begins = document.createElement('div');
  words.prepend(begins);
  new IntersectionObserver((entries) => { begun = entries.at(-1).boundingClientRect.top < 0; tell(); }, { rootMargin: '0px 0px 99999999px 0px' }).observe(begins);
  for (const paragraph of paragraphs) observer.observe(paragraph);

  // A long text is laid out as it comes near, so that the number of pixels which a browser keeps means another place when the page is loaded again: what
  // was read is a paragraph, and how far it had come.
  if (!words.matches('.long')) return;
  const key = `postil-at ${location.pathname}`;
  const top = (paragraph) => paragraph.getBoundingClientRect().top;
  addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(key, shown ? JSON.stringify([paragraphs.indexOf(shown), top(shown)]) : '');
    } catch { /* a browser may forbid it */ }
  });
  let moved = false;
  for (const own of ['wheel', 'keydown', 'pointerdown']) addEventListener(own, () => { moved = true; }, { once: true, passive: true });
  const back = () => {
    const [navigation] = performance.getEntriesByType('navigation');
    if (!['reload', 'back_forward'].includes(navigation?.type)) {
      // What stands before the target was laid out when that was in view.
      const arrive = (times) => {
        const from = scrollY;
        document.querySelector(':target')?.scrollIntoView({ behavior: 'instant' });
        if (Math.abs(scrollY - from) > 1 && times) requestAnimationFrame(() => arrive(times - 1));
      };
      setTimeout(() => { if (!moved) arrive(8); }, 100);
      return;
    }
    let place = null;
    try { place = JSON.parse(sessionStorage.getItem(key) || 'null'); } catch { /* nor is it ours to say what stands there */ }
    const paragraph = paragraphs[place?.[0]];
    if (!paragraph) return;
    // What comes into view on the way gets its own height, which moves the rest.
    const approach = (times) => {
      const off = top(paragraph) - place[1];
      if (Math.abs(off) < 2 || !times) return;
      scrollBy({ top: off, behavior: 'instant' });
      requestAnimationFrame(() => approach(times - 1));
    };
    requestAnimationFrame(() => approach(8));
  };
  document.readyState === 'complete' ? back() : addEventListener('load', back);
})();

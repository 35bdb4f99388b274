// Where a hit stands: the words that were asked for are marked, nothing of the text changed, and a bar leads to the next of them, to the next result, and back.
// Only a page whose address has a query loads this.
(() => {
  'use strict';
  const { finding, load } = window.postil;
  const { make, say } = finding;
  const text = document.getElementById('text');
  const transcript = document.querySelector('article[data-transcript]')?.dataset.transcript;
  if (!text || !transcript) return;
  const asked = finding.asked();
  /** How many paragraphs are marked at most, and how many results are looked at for the next one. */
  const PARAGRAPHS = 2000;
  const LOOKED_AT = 40;

  /** A range of the text of an element, by offsets in it. */
  const ranges = (element, marks) => {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    let at = 0;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      nodes.push([node, at]);
      at += node.data.length;
    }
    let i = 0;
    return marks.map(({ start, end }) => {
      while (i + 1 < nodes.length && nodes[i + 1][1] <= start) i += 1;
      let j = i;
      while (j + 1 < nodes.length && nodes[j + 1][1] < end) j += 1;
      const range = document.createRange();
      range.setStart(nodes[i][0], start - nodes[i][1]);
      range.setEnd(nodes[j][0], end - nodes[j][1]);
      return range;
    });
  };

  const paint = (all, now) => {
    if (!CSS.highlights || typeof Highlight === 'undefined') return;
    CSS.highlights.set('found', new Highlight(...all));
    const one = new Highlight(...(now ? [now] : []));
    one.priority = 1;
    CSS.highlights.set('found-now', one);
  };

  /** The result before or after the one by which this page was come to: one whose words are as asked. */
  const neighbour = async (index, found, step) => {
    for (let at = asked.at + step, looked = 0; at >= 0 && at < found.total && looked < LOOKED_AT; at += step, looked += 1) {
      const [hit] = (await index.find(asked.q, { ...finding.options(asked), from: at, count: 1 })).hits;
      if (!hit) return null;
      if (!found.atMost || (await finding.result(hit, { index, found, asked, at }))) return finding.href(hit, asked, at);
    }
    return null;
  };

  const build = (hits, index, found) => {
    let now = -1;
    const place = make('span', { role: 'status' });
    const button = (name, keys, sign) => make('button', { type: 'button', 'aria-label': say(name), title: say(name), 'aria-keyshortcuts': keys }, sign);
    const previous = button('hit-previous', 'Alt+ArrowUp', '↑');
    const next = button('hit-next', 'Alt+ArrowDown', '↓');
    const bar = make('div', { class: 'hit-bar', role: 'region', 'aria-label': say('hit-bar'), dir: document.documentElement.dir || 'ltr' });
    const tell = () => { place.textContent = hits.length ? say('hit-of', [finding.number(now + 1), finding.number(hits.length)]) : say('hit-none'); };
    const go = (to, isMoving) => {
      if (!hits.length) return void tell();
      now = (to + hits.length) % hits.length;
      const { range, paragraph } = hits[now];
      paint(hits.map((hit) => hit.range), range);
      tell();
      if (!isMoving) return;
      const note = paragraph.closest('.note');
      if (note && !note.getClientRects().length) note.showPopover?.();
      // What is far from the window is laid out when it comes near.
      paragraph.scrollIntoView({ block: 'nearest', behavior: 'instant' });
      const box = range.getBoundingClientRect();
      if (box.top < 80 || box.bottom > innerHeight - 120) scrollBy({ top: box.top - innerHeight / 3, behavior: 'instant' });
    };
    previous.addEventListener('click', () => go(now - 1, true));
    next.addEventListener('click', () => go(now + 1, true));
    previous.disabled = next.disabled = hits.length < 2;
    const results = make('a', { href: finding.home + finding.query({ ...asked, at: null }) }, say('hit-back'));
    const away = make('button', { type: 'button', 'aria-label': say('close-it'), title: say('close-it') }, '×');
    const keys = (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.target.closest?.('input, textarea, select')) return;
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      go(now + step, true);
    };
    addEventListener('keydown', keys);
    away.addEventListener('click', () => {
      removeEventListener('keydown', keys);
      CSS.highlights?.delete('found');
      CSS.highlights?.delete('found-now');
      document.documentElement.classList.remove('has-hits');
      bar.remove();
    });
    const ways = make('span', { class: 'ways' }, results);
    bar.append(place, make('span', {}, previous, ' ', next), ways, away);
    document.body.append(bar);
    document.documentElement.classList.add('has-hits');
    // The hit by which this page was come to: the first in the paragraph of the address.
    const target = document.querySelector(':target');
    const paragraph = target?.matches('.para') ? target.querySelector(':scope > p[id]') : target;
    const own = hits.findIndex((hit) => hit.paragraph === paragraph);
    const first = own >= 0 ? own : hits.findIndex((hit) => hit.of === paragraph);
    go(first >= 0 ? first : 0, first >= 0);
    if (asked.at === null) return;
    for (const [step, name, rel] of [[-1, 'hit-previous-result', 'prev'], [1, 'hit-next-result', 'next']]) {
      neighbour(index, found, step).then((href) => {
        if (!href) return;
        const link = make('a', { href, rel }, say(name));
        if (step < 0) ways.prepend(link, ' '); else ways.insertBefore(link, results).after(' ');
      }).catch(() => { /* the results are a link away */ });
    }
  };

  /** What is marked in a note that an address leads to: in what it is on, what it says, and what it reads instead. */
  const ofNote = (note, index, found) => {
    const parts = [...note.querySelectorAll(':scope > .lemma > b, :scope > .reading > ins, :scope > .prose, :scope > .sources > li')];
    const texts = parts.map((part) => part.textContent);
    const marks = index.marks(found.query, texts) ?? texts.flatMap((text, part) => finding.loose(index, found, text).map((mark) => ({ ...mark, part })));
    return parts.flatMap((part, i) => ranges(part, marks.filter((mark) => (mark.part ?? 0) === i)).map((range) => ({ range, paragraph: note })));
  };

  const arrive = async () => {
    finding.dress();
    await finding.words();
    const [index] = await Promise.all([finding.index(), load('passages.js')]);
    const found = await index.find(asked.q, { ...finding.options(asked), from: 0, count: 1 });
    const here = await index.find(asked.q, { transcript, from: 0, count: PARAGRAPHS });
    const hits = [];
    const paragraphs = new Set(here.hits.filter(({ kind }) => kind === 'passage').map(({ paragraph }) => paragraph));
    for (const id of paragraphs) {
      const paragraph = document.getElementById(id);
      const held = paragraph && finding.marks(index, here.query, paragraph);
      if (!held) continue;
      ranges(paragraph, held.marks).forEach((range) => hits.push({ range, paragraph }));
      for (const { element, text: words, marks } of held.others) {
        const begin = Math.max(0, element.textContent.indexOf(words));
        ranges(element, marks.map(({ start, end }) => ({ start: start + begin, end: end + begin }))).forEach((range) => hits.push({ range, paragraph: element, of: paragraph }));
      }
    }
    const target = document.querySelector(':target');
    if (target?.matches('.note')) hits.push(...ofNote(target, index, here));
    hits.sort((a, b) => a.range.compareBoundaryPoints(Range.START_TO_START, b.range));
    build(hits, index, found);
  };
  arrive().catch(() => { /* the page is whole without */ });
})();

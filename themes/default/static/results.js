// The page of the search: what its address asks for, found and shown. Every facet, order and page of results is an address.
(() => {
  'use strict';
  const { finding, load } = window.postil;
  const { make, say, told, FIELDS } = finding;
  const finder = document.querySelector('.finder');
  const part = (selector) => finder.querySelector(selector);
  const [form, only, status, answer, figure, found, facets, hits, indexes, check] =
    ['.ask', '.only', '[role=status]', '.told', '.years', '.found', '.facets', '.hits', '.indexes', '#check'].map(part);
  const field = form.querySelector('input');
  /** How many results a page shows, and how many are looked at for them, since the words of a phrase may stand apart. */
  const COUNT = 10;
  const LOOKED_AT = 240;
  const home = location.href.split(/[?#]/)[0];
  const at = (asked) => home + finding.query(asked);
  const title = document.title;

  /** What is narrowed down, without or with a value. */
  const changed = (asked, name, values) => ({ ...asked, from: 0, at: null, only: { ...asked.only, [name]: values } });
  const without = (asked, name, value) => changed(asked, name, (asked.only[name] ?? []).filter((one) => one !== value));
  const link = (asked, words, attributes = {}) => make('a', { href: at(asked), ...attributes }, words);

  // What things are called that only have a name for programs where they are chosen.
  const names = new Map();
  const called = (name, { id, title: own }) => {
    if (name === 'kind') return say(`kind-${id}`);
    const form = name === 'form' && `form-${id.toLowerCase().replace(/[\s_]+/g, '-')}`;
    return form && finding.says(form) ? say(form) : own || id;
  };

  /** What the results are narrowed down to, each with a link that undoes it. */
  const chosen = (asked) => {
    const items = FIELDS.flatMap((name) => (asked.only[name] ?? []).map((id) => {
      const words = names.get(`${name} ${id}`) ?? called(name, { id });
      return [words, without(asked, name, id)];
    }));
    if (asked.transcript) items.push([names.get(`transcript ${asked.transcript}`) ?? asked.transcript, { ...asked, transcript: '', from: 0 }]);
    only.replaceChildren(...items.map(([words, less]) => make('li', {}, told('only', [make('bdi', {}, words)]), ' ', link(less, '×', { 'aria-label': say('take-away', [words]) }))));
    only.hidden = !items.length;
  };

  /** The links of a facet: the first eight, the others folded; with their numbers, if these are of what is shown to be as asked. */
  const values = (asked, name, all, isCounted) => {
    const item = (one) => {
      const words = make('bdi', {}, called(name, one));
      const isChosen = asked.only[name]?.includes(String(one.id));
      return make('li', {}, isChosen ? link(without(asked, name, String(one.id)), words, { 'aria-current': 'true' }) : link(changed(asked, name, [String(one.id)]), words), ...(isCounted ? [' ', make('span', { class: 'n' }, finding.number(one.n))] : []));
    };
    const list = (some) => make('ul', { class: 'plain' }, ...some.map(item));
    const parts = [list(all.slice(0, 8))];
    if (all.length > 8) parts.push(make('details', { class: 'rest' }, make('summary', {}, say('more', [], all.length - 8)), list(all.slice(8))));
    return parts;
  };
  /** Years in spans, where there are many. */
  const spans = (years) => {
    const first = Number(years[0]?.id);
    const last = Number(years.at(-1)?.id);
    const wide = last - first >= 120 ? 50 : last - first >= 60 ? 20 : last - first >= 30 ? 10 : last - first > 12 ? 5 : 1;
    const all = new Map();
    for (const { id, n } of years) {
      const begin = Math.floor(Number(id) / wide) * wide;
      all.set(begin, (all.get(begin) ?? 0) + n);
    }
    return [...all].map(([begin, n]) => ({ id: wide > 1 ? `${begin}-${begin + wide - 1}` : String(begin), title: wide > 1 ? `${begin}–${begin + wide - 1}` : String(begin), n }));
  };

  // What is counted from what a search has read anyhow stands open; for the others more is read, if somebody opens them.
  const OPEN = new Set(['year', 'form', 'event', 'kind']);
  const remember = (name, all) => { for (const one of all) names.set(`${name} ${one.id}`, one.narrower ? say('with-narrower', [called(name, one)]) : called(name, one)); return all; };
  const facet = async (index, result, name) => remember(name, name === 'year' ? spans(result.years.map(({ year, n }) => ({ id: year, n }))) : await index.facet(result, name));
  const narrow = (index, result, asked, { isCurrent, isCounted }) => {
    const wide = matchMedia('(min-width: 56rem)').matches;
    const all = make('details', { class: 'contents', open: wide }, make('summary', {}, say('narrow')));
    for (const name of FIELDS) {
      const place = make('details', { class: 'facet' }, make('summary', { class: 'cap' }, say(`of-${name}`)));
      all.append(place);
      let filling = null;
      const fill = () => (filling ??= facet(index, result, name).then((counts) => {
        if (!isCurrent()) return;
        // What all results have in common narrows nothing down.
        const isCommon = counts.length === 1 && counts[0].n >= result.total && !asked.only[name];
        place.hidden = !counts.length || (OPEN.has(name) && isCommon);
        place.append(...values(asked, name, counts, isCounted));
        chosen(asked);
      }).catch(() => { filling = null; place.open = false; }));
      if (OPEN.has(name) || asked.only[name]) { place.open = true; fill(); } else place.addEventListener('toggle', fill);
    }
    const take = make('div', { class: 'take' }, make('h2', {}, say('take')));
    const says = make('p', { role: 'status', class: 'small' });
    for (const [kind, words] of [['csv', say('table')], ['bib', 'BibTeX'], ['ris', 'RIS']]) {
      const button = make('button', { type: 'button', class: 'as-link' }, words);
      button.addEventListener('click', () => load('take.js').then(() => finding.take(kind, { index, found: result, asked, says })).catch(() => { says.textContent = say('failed'); }));
      if (take.childNodes.length > 1) take.append(' · ');
      take.append(button);
    }
    take.append(says);
    facets.replaceChildren(all, take);
  };

  /** What is said where nothing was found. */
  const nothing = (index, result, asked) => {
    const words = (all, query) => {
      const list = document.createDocumentFragment();
      for (const one of all) {
        if (list.childNodes.length) list.append(say('comma'));
        const { word, instead } = one;
        list.append(make('span', { class: 'one' }, link({ ...finding.asked(''), q: query(one) }, make('bdi', {}, instead ?? word)), one.n === undefined ? '' : ' ', one.n === undefined ? '' : make('span', { class: 'n' }, finding.number(one.n))));
      }
      return list;
    };
    const replaced = ({ word, instead }) => {
      const place = asked.q.toLowerCase().indexOf(word.toLowerCase());
      return place < 0 ? instead : asked.q.slice(0, place) + instead + asked.q.slice(place + word.length);
    };
    const isNarrowed = asked.transcript || Object.keys(asked.only).length;
    const lines = [];
    if (isNarrowed) lines.push(make('p', {}, say('nothing-so')));
    if (result.nearest?.length) lines.push(make('p', {}, told('close', [words(result.nearest, replaced)])));
    const occurring = (result.occurs ?? []).filter(({ n }) => n);
    if (occurring.length) lines.push(make('p', {}, told('occurs', [words(occurring, ({ word }) => word)])));
    answer.replaceChildren(...lines);
    status.textContent = say('nothing', [finding.named(asked.q)]);
    found.hidden = true;
    figure.hidden = true;
    check.open = !isNarrowed;
  };

  /** The rows from a result on: those whose words are as asked, until there are enough; where the next begins. */
  const rows = async (index, result, asked, isCurrent) => {
    const shown = [];
    let next = asked.from;
    let some = result.hits;
    while (some.length && shown.length < COUNT && next - asked.from < LOOKED_AT) {
      const all = await Promise.all(some.map((hit, i) => finding.result(hit, { index, found: result, asked, at: next + i })));
      for (const row of all) {
        if (shown.length === COUNT) break;
        next += 1;
        if (row) shown.push(row);
      }
      if (shown.length >= COUNT || next >= result.total || !isCurrent()) break;
      some = (await index.find(asked.q, { ...finding.options(asked), from: next, count: COUNT })).hits;
    }
    // Of results of one transcript that stand together the first says what is to be said of the whole.
    shown.forEach((row, i) => {
      if (i && row.dataset.transcript && row.dataset.transcript === shown[i - 1].dataset.transcript) row.querySelectorAll('.of-whole').forEach((warning) => warning.remove());
    });
    return { shown, next };
  };

  /** How many there are, and in which order. */
  const tell = (asked, result, count, isMost) => {
    const results = say('results', [], count);
    status.textContent = isMost ? say('at-most', [results]) : results;
    const orders = [['', 'nearest-first'], ['date', 'by-date']].map(([order, name]) => make('li', {}, link({ ...asked, order, from: 0 }, say(name), { 'aria-current': asked.order === order && 'true' })));
    const cut = (result.cut ?? []).map((words) => make('p', { class: 'small' }, say('cut', [words])));
    answer.replaceChildren(...cut, ...(count > 1 ? [make('ul', { class: 'inline', 'aria-label': say('order') }, ...orders)] : []));
  };

  let turns = 0;
  const show = async ({ isMoved = false } = {}) => {
    const turn = ++turns;
    const isCurrent = () => turn === turns;
    const asked = finding.asked();
    await finding.words();
    // What somebody is typing stays, or has typed before this came.
    if (turn > 1 || (asked.q && document.activeElement !== field)) field.value = asked.q;
    document.title = asked.q ? `${asked.q} · ${title}` : title;
    for (const kept of form.querySelectorAll('[type=hidden]')) kept.remove();
    for (const [name, value] of new URLSearchParams(finding.query({ ...asked, q: '', from: 0, at: null }))) form.append(make('input', { type: 'hidden', name, value }));
    chosen(asked);
    const isAsked = asked.q || asked.transcript || Object.keys(asked.only).length;
    indexes.hidden = Boolean(isAsked);
    if (!isAsked) {
      found.hidden = true;
      figure.hidden = true;
      status.textContent = '';
      answer.replaceChildren();
      return;
    }
    status.textContent = say('busy');
    found.setAttribute('aria-busy', 'true');
    try {
      const [index] = await Promise.all([finding.index(), load('passages.js')]);
      const result = await index.find(asked.q, { ...finding.options(asked), from: asked.from, count: COUNT });
      if (!isCurrent()) return;
      if (asked.transcript && result.hits.length) names.set(`transcript ${asked.transcript}`, result.hits[0].title);
      chosen(asked);
      indexes.hidden = result.total > 0;
      if (!result.total) return void nothing(index, result, asked);
      const { shown, next } = await rows(index, result, asked, isCurrent);
      if (!isCurrent()) return;
      const isAll = asked.from === 0 && next >= result.total;
      if (isAll && !shown.length) return void nothing(index, { ...result, nearest: [] }, asked);
      const isSure = !result.atMost || isAll;
      // What is counted is right where nothing that was counted was left out.
      const isCounted = !result.atMost || (isAll && shown.length === result.total);
      tell(asked, result, isAll ? shown.length : result.total, !isSure);
      if (!shown.length) status.append(` ${say('apart', [finding.number(asked.from + 1), finding.number(next)])}`);
      // Of a phrase nobody knows how many results stand before a page, but who came by the pages before it.
      const before = asked.from && history.state?.before;
      const first = before ? before.count : result.atMost ? asked.from && null : asked.from;
      const range = first === null ? say('results-head') : say('from-to', [finding.number(first + 1), finding.number(first + shown.length)]);
      const heading = make('h2', { class: 'cap', tabindex: '-1' }, shown.length ? range : say('results-head'));
      const pages = make('nav', { class: 'pages', 'aria-label': say('pages') });
      const press = (from, words, rel, state) => {
        const to = link({ ...asked, from }, words, { class: 'press', rel });
        to.state = state;
        pages.append(to);
      };
      if (asked.from) press(before ? before.from : result.atMost ? 0 : Math.max(0, asked.from - COUNT), say('previous'), 'prev', before?.state);
      if (next < result.total) press(next, isSure ? say('next', [], Math.min(COUNT, result.total - next)) : say('after'), 'next', result.atMost && first !== null ? { before: { from: asked.from, count: first + shown.length, state: before ? { before } : null } } : null);
      hits.replaceChildren(...(shown.length ? [heading] : []), ...shown, ...(pages.childNodes.length ? [pages] : []));
      narrow(index, result, asked, { isCurrent, isCounted });
      found.hidden = false;
      figure.hidden = true;
      if (isCounted && result.years.length > 2) load('years.js').then(() => { if (isCurrent()) finding.years(figure, result.years, asked, link, changed); });
      status.tabIndex = -1;
      if (isMoved) (shown.length ? heading : status).focus({ preventScroll: asked.from === 0 });
      back();
    } catch {
      if (!isCurrent()) return;
      status.textContent = say('failed');
      answer.replaceChildren();
      found.hidden = true;
      figure.hidden = true;
      indexes.hidden = false;
    } finally {
      if (isCurrent()) found.removeAttribute('aria-busy');
    }
  };

  // Who comes back stands where the page was left.
  const back = () => {
    const { top } = history.state ?? {};
    if (top) scrollTo({ top, behavior: 'instant' });
  };
  const leave = () => { try { history.replaceState({ ...history.state, top: scrollY }, ''); } catch { /* some browsers keep nothing for a page from a disk */ } };
  addEventListener('pagehide', leave);
  addEventListener('popstate', () => show());

  /** Goes to an address of this page without loading it again. */
  const go = (address, isMoved, state = null) => {
    leave();
    try {
      history.pushState(state, '', address);
    } catch {
      location.assign(address);
      return;
    }
    show({ isMoved });
  };
  finder.addEventListener('click', (event) => {
    const to = event.target.closest('a[href]');
    if (!to || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || to.hasAttribute('download')) return;
    if (to.href.split(/[?#]/)[0] !== home || to.hash) return;
    event.preventDefault();
    go(to.href, true, to.state);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const given = new URLSearchParams(new FormData(form));
    if (!given.get('q')) given.delete('q');
    const text = given.toString();
    go(home + (text && `?${text}`), false);
  });
  // What is asked for while somebody types the first word is there when it is sent.
  const begin = () => Promise.all([finding.index(), load('passages.js')]).catch(() => { /* told when it is sent */ });
  field.addEventListener('input', begin, { once: true });

  check.querySelector('form').addEventListener('submit', async (event) => {
    event.preventDefault();
    const quotation = check.querySelector('textarea').value;
    const says = check.querySelector('[role=status]');
    try {
      await finding.words();
      says.textContent = say('check-busy');
      await Promise.all([load('passages.js'), load('quote.js')]);
      await finding.check(quotation, part('.checked'), says);
    } catch {
      says.textContent = say('failed');
    }
  });

  const { check: quotation } = finding.asked();
  if (quotation || location.hash === '#check') check.open = true;
  if (quotation) {
    check.querySelector('textarea').value = quotation;
    check.querySelector('form').requestSubmit();
  }
  show();
})();

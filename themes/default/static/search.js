// Finding: what the page of the search, the dialog and the pages where hits stand have in common, and the dialog (postil.search.ask). Nothing of the index is asked for
// before somebody types.
(() => {
  'use strict';
  const postil = (window.postil ??= {});
  if (postil.finding) return;
  const { root } = postil;
  const finding = (postil.finding = { root });

  /** Makes an element: its tag, its attributes (those without a value are left out), what is in it. */
  const make = (finding.make = (tag, attributes = {}, ...inside) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null && value !== false) made.setAttribute(name, value === true ? '' : value);
    }
    made.append(...inside.filter((part) => part !== null && part !== undefined && part !== false));
    return made;
  });

  /** Loads a script of `static/`, once. */
  const { load } = postil;
  /** The document of another page of the site, without what an address asks of it. */
  finding.page = (href) => {
    const { origin, protocol, pathname } = new URL(href, root);
    return postil.page(protocol === 'file:' ? `file://${pathname}` : origin + pathname);
  };

  /** A query as it is named in quotation marks: a phrase has its own. */
  finding.named = (q) => q.replace(/^["“”„«»]([^"“”„«»]*)["“”„«»]$/, '$1');

  let opened = null;
  /** The index, opened. */
  finding.index = () => (opened ??= load('../search/engine.js').then(() => postil.search.open(`${root}search/`)).catch((error) => {
    opened = null;
    throw error;
  }));

  // The link of the navigation knows where the page of the search stands.
  const link = document.querySelector('a[rel~=search]');
  finding.home = link ? link.href : new URL('search.html', root).href;

  let phrases = null;
  /** Waits for the words that scripts say: they stand in the page of the search. */
  finding.words = async () => {
    if (phrases) return;
    const here = document.querySelector('template.phrases') ?? (await finding.page(finding.home)).querySelector('template.phrases');
    phrases = new Map([...here.content.children].map((said) => [said.dataset.say, said]));
  };
  const language = document.documentElement.lang || 'en';
  let counts = null;
  let numbers = null;
  try {
    counts = new Intl.PluralRules(language);
    numbers = new Intl.NumberFormat(language);
  } catch { /* a language that the browser does not know */ }
  finding.number = (n) => (numbers ? numbers.format(n) : String(n));
  /** A phrase in pieces: its words, and what was given for its places: `n` for `@0`, others for `@1`, `@2`. */
  const pieces = (name, given, n) => {
    const said = phrases?.get(name);
    if (!said) return [name];
    const forms = [...said.querySelectorAll('[data-n]')];
    const kind = (number) => (counts ? counts.select(number) : Number(number === 1));
    const form = forms.find((one) => kind(Number(one.dataset.n)) === kind(n)) ?? forms.at(-1) ?? said;
    const all = [n === undefined ? '' : finding.number(n), ...given];
    return form.textContent.split(/@(\d)/).map((part, at) => (at % 2 ? all[part] ?? '' : part)).filter((part) => part !== '');
  };
  /** Whether there is such a phrase. */
  finding.says = (name) => Boolean(phrases?.has(name));
  /** A phrase as text. */
  const say = (finding.say = (name, given = [], n = undefined) => pieces(name, given, n).join(''));
  /** A phrase, with elements in its places. */
  finding.told = (name, given = [], n = undefined) => {
    const fragment = document.createDocumentFragment();
    fragment.append(...pieces(name, given, n));
    return fragment;
  };

  /** What results are narrowed down by, in the order in which it is offered. */
  const FIELDS = (finding.FIELDS = ['speaker', 'topic', 'year', 'form', 'event', 'kind', 'author']);
  /** What an address asks for. */
  finding.asked = (search = location.search) => {
    const given = new URLSearchParams(search);
    const only = {};
    for (const field of FIELDS) {
      const values = given.getAll(field).filter(Boolean);
      if (values.length) only[field] = [...new Set(values)];
    }
    const count = (name) => Math.max(0, Number.parseInt(given.get(name), 10) || 0);
    return {
      q: (given.get('q') ?? '').trim(), only, transcript: given.get('transcript') ?? '', order: given.get('order') === 'date' ? 'date' : '',
      from: count('from'), at: given.has('at') ? count('at') : null, check: given.get('check') ?? '',
    };
  };
  /** The address that asks for this, behind that of a page. */
  finding.query = ({ q, only, transcript, order, from, at }) => {
    const given = new URLSearchParams();
    if (q) given.set('q', q);
    for (const field of FIELDS) for (const value of only[field] ?? []) given.append(field, value);
    if (transcript) given.set('transcript', transcript);
    if (order) given.set('order', order);
    if (from) given.set('from', from);
    if (at !== null && at !== undefined) given.set('at', at);
    const text = given.toString();
    return text && `?${text}`;
  };
  /** The years of `2010-2014`; a span longer than a thousand years is its first thousand. */
  const years = (value) => {
    const [, first, last] = /^(-?\d{1,5})[-–](-?\d{1,5})$/.exec(value) ?? [];
    if (first === undefined) return [value];
    const length = Math.min(1000, Math.max(1, last - first + 1));
    return Array.from({ length }, (_, i) => String(Number(first) + i));
  };
  /** The same for the index. */
  finding.options = (asked) => {
    const options = { ...asked.only, order: asked.order || 'relevance' };
    if (options.year) options.year = options.year.flatMap(years);
    if (asked.transcript) options.transcript = asked.transcript;
    return options;
  };
  /** Where a hit stands, as the address that marks the words there; `at` is its place among the results. */
  finding.href = (hit, asked, at) => {
    const [page, fragment] = hit.href.split('#');
    return root + page + finding.query({ ...asked, from: 0, at }) + (fragment ? `#${fragment}` : '');
  };
  /** The style sheet of what finds, where the page has not got it. */
  finding.dress = () => {
    const href = `${root}static/search.css`;
    if (![...document.styleSheets].some((sheet) => sheet.href === href)) document.head.append(make('link', { rel: 'stylesheet', href }));
  };

  // The page of the search: what finds is loaded when somebody types, sends, opens what is folded, or comes with a question.
  const finder = document.querySelector('.finder');
  // One that another page reads in a frame is looked at by nobody.
  if (finder && !/^postil-page /.test(window.name)) {
    for (const part of finder.querySelectorAll('.ask, .how, #check')) part.hidden = false;
    const begin = (event) => {
      // What is sent before that has come is sent again, to what answers it here.
      const sent = event?.type === 'submit' ? event.target : null;
      if (sent) event.preventDefault();
      for (const type of ['input', 'submit']) finder.removeEventListener(type, begin);
      load('results.js').then(() => sent?.requestSubmit(), () => { if (sent) sent.submit(); });
    };
    for (const type of ['input', 'submit']) finder.addEventListener(type, begin);
    if (location.search || location.hash === '#check') begin();
  }

  // The dialog.
  let dialog = null;
  const build = async () => {
    finding.dress();
    await finding.words();
    const field = make('input', { type: 'search', name: 'q', 'aria-label': say('what'), autocomplete: 'off', spellcheck: 'false', dir: 'auto', autofocus: true });
    const form = make('form', { class: 'ask', role: 'search', action: finding.home }, field, make('button', {}, say('search')));
    const status = make('p', { role: 'status', class: 'small' });
    const list = make('ul', { class: 'quick' });
    const close = make('button', { type: 'button', class: 'close-it' }, say('close-it'));
    const made = make('dialog', { class: 'asking', 'aria-label': say('search') }, form, status, list, close);
    close.addEventListener('click', () => made.close());
    // A click beside it closes it.
    made.addEventListener('click', (event) => { if (event.target === made) made.close(); });
    let soon = 0;
    let turn = 0;
    const answer = async () => {
      const own = ++turn;
      const q = field.value.trim();
      const asked = finding.asked('');
      asked.q = q;
      if (!q) { list.replaceChildren(); status.textContent = ''; return; }
      try {
        status.textContent = say('busy');
        const [index] = await Promise.all([finding.index(), load('passages.js')]);
        const found = await index.find(q, { ...finding.options(asked), from: 0, count: 5 });
        const rows = await Promise.all(found.hits.map((hit, at) => finding.line(hit, { index, found, asked, at })));
        if (own !== turn) return;
        list.replaceChildren(...rows.filter(Boolean).map((row) => make('li', {}, row)));
        const results = say('results', [], found.total);
        status.replaceChildren(found.total ? found.atMost ? say('at-most', [results]) : results : say('nothing', [finding.named(q)]));
        if (found.total > rows.length) list.append(make('li', {}, make('a', { href: finding.home + finding.query(asked) }, say('all'))));
      } catch {
        if (own === turn) status.textContent = say('failed');
      }
    };
    field.addEventListener('input', () => { clearTimeout(soon); soon = setTimeout(answer, 200); });
    // Arrows go from result to result, too; Escape closes at once, where browsers would first empty a field.
    made.addEventListener('keydown', (event) => {
      if (event.key === 'Escape' && !event.isComposing) { event.preventDefault(); made.close(); return; }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      const stops = [field, ...list.querySelectorAll('a')];
      const next = stops[stops.indexOf(document.activeElement) + step];
      if (next) { next.focus(); event.preventDefault(); }
    });
    document.body.append(made);
    return made;
  };
  /** Opens the dialog; on the page of the search, goes to its field. */
  (postil.search ??= {}).ask = async () => {
    const own = document.querySelector('.finder .ask input');
    if (own) { own.focus(); own.select(); return; }
    dialog ??= build();
    let shown;
    try {
      shown = await dialog;
    } catch {
      // Where another page cannot be read, the page of the search can be gone to.
      dialog = null;
      location.assign(finding.home);
      return;
    }
    if (!shown.open) shown.showModal();
    shown.querySelector('input').select();
  };
})();

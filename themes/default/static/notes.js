// On pages with notes: keys that lead from note to note, and which notes a reader put away. Each note can be reached without.
(() => {
  'use strict';
  const keep = (key, value) => { try { localStorage.setItem(key, value); } catch { /* a browser may forbid it: it holds for this page */ } };
  const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };

  for (const box of document.querySelectorAll('.series input')) {
    // Kinds are the same everywhere; an editor is known by name.
    const key = `postil-away ${/^e\d$/.test(box.value) ? box.closest('label').querySelector('bdi').textContent : box.value}`;
    if (kept(key)) box.checked = false;
    box.addEventListener('change', () => keep(key, box.checked ? '' : '1'));
  }
  // Whoever put notes away sees that some are.
  for (const series of document.querySelectorAll('details.series:not(.keys)')) if (series.querySelector('input:not(:checked)')) series.open = true;

  // On the page of an entry a passage stands for the notes on it: one whose notes are all put away goes with them, and how many did is told. Words in which the
  // entry is only named have a list of their own.
  const told = document.querySelector('[data-away]');
  const list = told?.closest('.passages');
  const isAway = (own) => {
    const all = [...own.querySelectorAll(':scope > .notes > li')];
    return all.length > 0 && all.every((note) => getComputedStyle(note).display === 'none');
  };
  const set = (node, away) => { node.style.display = away ? 'none' : ''; };
  const step = () => {
    const all = [...list.querySelectorAll('.passage')];
    const shown = all.filter((passage) => {
      const away = isAway(passage);
      set(passage, away);
      return !away;
    });
    const kept = new Set(shown);
    for (const group of list.querySelectorAll('.words section')) {
      const heads = [...group.querySelectorAll('.grp')];
      const passages = [...group.querySelectorAll('.passage')];
      set(group, !passages.some((passage) => kept.has(passage)) && !heads.some((head) => head.querySelector('.notes') && !isAway(head)) && (passages.length > 0 || heads.some(isAway)));
    }
    for (const voice of list.querySelectorAll('.voice')) set(voice, !shown.some((passage) => passage.dataset.o === voice.dataset.o));
    told.textContent = shown.length === all.length ? '' : told.dataset.away.replace('@0', all.length - shown.length).replace('@1', all.length);
  };
  if (told) {
    step();
    for (const box of document.querySelectorAll('.series input')) box.addEventListener('change', step);
  }

  /** A note that an address leads to is shown, with those of its writer and kind, though they were put away; what is kept stays. */
  const show = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* it may be the id as it stands */ }
    const target = id ? document.getElementById(id) : null;
    const passage = target?.closest('.passage, .grp');
    const own = target?.closest('.notes > li, .ref') ?? (passage && told && isAway(passage) ? passage.querySelector('.notes > li') : null);
    const boxes = own ? [...document.querySelectorAll('.series input:not(:checked)')].filter(({ value }) => own.classList.contains(value) || own.classList.contains(`k-${value}`)) : [];
    if (!boxes.length) return;
    for (const box of boxes) box.checked = true;
    if (told) step();
    target.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  };
  show();
  addEventListener('hashchange', show);

  const template = document.querySelector('template.keys');
  if (!template) return;
  template.after(template.content.cloneNode(true));
  const help = document.querySelector('details.keys');
  const on = help.querySelector('input');
  on.checked = kept('postil-keys') !== 'off';
  on.addEventListener('change', () => keep('postil-keys', on.checked ? '' : 'off'));
  const status = document.createElement('p');
  status.className = 'said-note';
  status.setAttribute('role', 'status');
  document.body.append(status);
  let quiet;
  const tell = (...parts) => {
    status.replaceChildren(...parts);
    clearTimeout(quiet);
    quiet = setTimeout(() => status.replaceChildren(), 5000);
  };

  const noteOf = (stop) => document.getElementById(stop.getAttribute('popovertarget'));
  const isShown = (stop) => stop.checkVisibility?.() ?? stop.getClientRects().length > 0;
  /** Where each note that is not put away is first met, in the order of reading. */
  const stops = () => {
    const alone = document.querySelector('.view [value=notes]:checked');
    const seen = new Set();
    const all = [...document.querySelectorAll(alone ? '.notes .n' : '.words .ref, :is(.side, .grp) > .notes .n, .carried > .n')].filter((stop) => {
      const note = stop.getAttribute('popovertarget');
      return !seen.has(note) && isShown(stop) && seen.add(note);
    });
    // By speaker the same passages stand in another order.
    const list = document.querySelector('.words.list');
    const order = (stop) => Number(stop.closest('.passage')?.dataset.o ?? 0);
    return list && getComputedStyle(list).display === 'grid' ? all.sort((a, b) => order(a) - order(b)) : all;
  };
  const top = () => (document.querySelector('.here:not([hidden])')?.offsetHeight ?? 0) + 8;
  // What is far from the window is not laid out for this.
  const isAhead = (stop) => {
    const row = stop.closest('.para, .side')?.getBoundingClientRect();
    if (row && row.bottom <= top()) return false;
    return row?.top >= top() || stop.getBoundingClientRect().top >= top();
  };
  const inView = (stop) => { const box = stop.getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight; };
  let last = null;
  /** The note that a reader is at: whose sign has the focus, or that is open. None if the reader has gone on since. */
  const here = (all) => {
    const focus = document.activeElement;
    const note = focus.closest('.note') ?? (focus.matches('.ref, .n') ? noteOf(focus) : null) ?? document.querySelector('.note:popover-open');
    const at = note ? all.find((stop) => noteOf(stop) === note) : last;
    return at && all.includes(at) && inView(at) ? at : null;
  };
  const go = (by) => {
    const all = stops();
    const at = all.indexOf(here(all));
    const next = at >= 0 ? all[at + by] : by > 0 ? all.find(isAhead) : all.findLast((stop) => !isAhead(stop));
    if (!next) {
      tell(by > 0 ? template.dataset.noNext : template.dataset.noPrevious);
      return;
    }
    last = next;
    const note = noteOf(next);
    const box = next.getBoundingClientRect();
    if (box.top < top() || box.bottom > innerHeight * 0.7) next.scrollIntoView({ block: next.matches('.ref') ? 'start' : 'center' });
    next.focus({ preventScroll: true });
    // Alone, notes are whole where they stand.
    if (!document.querySelector('.view [value=notes]:checked') && !note.matches(':popover-open')) next.click();
    const name = document.createElement('bdi');
    const lemma = note.querySelector('.lemma b');
    name.textContent = lemma.textContent;
    name.lang = lemma.closest('[lang]').lang;
    tell(name, ` · ${all.indexOf(next) + 1} / ${all.length}`);
  };
  const open = () => { help.open = true; help.querySelector('summary').focus(); };

  const does = { n: () => go(1), p: () => go(-1), '?': open };
  for (const [key, name] of [['n', 'next'], ['p', 'previous']]) {
    const button = help.querySelector(`[data-does=${name}]`);
    button.addEventListener('click', does[key]);
    button.setAttribute('aria-keyshortcuts', key);
  }
  for (const [i, key] of Object.keys(does).entries()) help.querySelectorAll('kbd')[i].textContent = key;
  const isTyping = (target) => target.isContentEditable || target.matches?.('textarea, select, input:not([type=radio], [type=checkbox], [type=button])');
  // Where the keyboard has other letters, a key is known by its place.
  const keyOf = ({ key, code }) => (/^[\x20-\x7e]$/.test(key) ? key : { KeyN: 'n', KeyP: 'p' }[code]);
  addEventListener('keydown', (event) => {
    if (!on.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector('dialog[open]')) return;
    const act = does[keyOf(event)];
    if (!act) return;
    event.preventDefault();
    act();
  });
})();

// What was found, to be taken along: a table of results (CSV, RFC 4180), or the citations of the transcripts (BibTeX, RIS) that stand in their pages. Made in the browser
// from the pages, so it is bounded, and says so where that leaves something out.
(() => {
  'use strict';
  const { finding } = window.postil;
  const { say } = finding;
  /** How many results, and how many pages, at most. */
  const RESULTS = 1000;
  const PAGES = 200;

  const save = (text, name, type) => {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    finding.make('a', { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
  };
  // A cell that a spreadsheet would take for a formula is told to be words.
  const cell = (value) => {
    const text = String(value ?? '').replace(/\s+/g, ' ').trim();
    const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text;
    return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const words = (element) => element?.textContent.trim().replace(/\s+/g, ' ') ?? '';
  // Where a site does not say where it stands, an address is as it is asked for; from a disk, whose folders are nobody's business, it goes from the first page of the site.
  const canonical = (page, url) => page.querySelector('link[rel=canonical]')?.getAttribute('href') ?? (location.protocol === 'file:' ? url.slice(new URL(finding.root, location).href.length) : url);

  /** A line of the table; none for what is not as the query asks. */
  const line = (hit, page, url, { index, found }) => {
    const [, fragment] = hit.href.split('#');
    const address = canonical(page, url.split('#')[0]) + (fragment ? `#${fragment}` : '');
    const date = finding.date(page);
    const base = [hit.kind, hit.id, words(page.querySelector('.head h1')) || hit.title, date?.getAttribute('datetime') ?? words(date)];
    const warning = [...page.querySelectorAll('.head .warning')].map(words).join(' ');
    if (hit.kind === 'passage') {
      const paragraph = page.getElementById(hit.paragraph);
      if (!paragraph) return null;
      if (found.atMost && !finding.marks(index, found.query, paragraph)) return null;
      const said = finding.said(paragraph, url).map(words).join(' ');
      return [...base, hit.paragraph, finding.speakerName(paragraph), paragraph.textContent, warning, said, address];
    }
    const own = hit.kind === 'note' ? page.getElementById(fragment ?? `note-${hit.note}`) : page.querySelector('.head');
    if (!own) return null;
    if (hit.kind === 'entry') return [...base, '', '', [...own.querySelectorAll('.lede, .body')].map(words).join(' '), warning, '', address];
    const said = [...own.querySelectorAll('.warning, .reading, .doubt')].map(words).join(' ');
    return [...base, hit.note ?? '', words(own.querySelector('.byline')), [...own.querySelectorAll('.prose')].map(words).join(' '), warning, said, address];
  };
  const HEAD = ['kind', 'id', 'title', 'date', 'place', 'speaker_or_author', 'words', 'warning', 'readings_and_doubts', 'address'];

  const table = async (all, total, { says, ...context }) => {
    const lines = [];
    const pages = new Set();
    let looked = 0;
    for (const hit of all.slice(0, RESULTS)) {
      const url = new URL(hit.href, finding.root).href;
      pages.add(url.split('#')[0]);
      if (pages.size > PAGES) break;
      const own = line(hit, await finding.page(url), url, context);
      if (own) lines.push(own);
      looked += 1;
      if (looked % 20 === 0) says.textContent = say('taking', [finding.number(looked), finding.number(Math.min(total, RESULTS))]);
    }
    // The mark at the beginning tells spreadsheets that this is Unicode.
    save(`\uFEFF${[HEAD, ...lines].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`, 'results.csv', 'text/csv');
    says.textContent = looked < total ? say('taken-some', [finding.number(looked), finding.number(total)]) : say('taken', [], lines.length);
  };

  const citations = async (kind, all, { says, index, found }) => {
    const transcripts = new Map();
    for (const hit of all) {
      if (hit.kind === 'entry') continue;
      const page = hit.href.split('#')[0];
      if (!transcripts.has(page)) transcripts.set(page, []);
      transcripts.get(page).push(hit);
    }
    const records = [];
    let looked = 0;
    for (const [href, own] of [...transcripts].slice(0, PAGES)) {
      const url = new URL(href, finding.root).href;
      const page = await finding.page(url);
      looked += 1;
      says.textContent = say('taking', [finding.number(looked), finding.number(Math.min(transcripts.size, PAGES))]);
      if (found.atMost && !own.some((hit) => line(hit, page, url, { index, found }))) continue;
      const data = page.querySelector(`.cite a[download$=".${kind}"]`)?.getAttribute('href') ?? '';
      const comma = data.indexOf(',');
      if (data.startsWith('data:') && comma > 0) records.push(decodeURIComponent(data.slice(comma + 1)).trim());
    }
    save(`${records.join('\n\n')}\n`, `results.${kind}`, { bib: 'application/x-bibtex', ris: 'application/x-research-info-systems' }[kind]);
    says.textContent = say(transcripts.size > PAGES ? 'cited-some' : 'cited', [], records.length);
  };

  let isBusy = false;
  /** Takes what was found along, as `csv`, `bib` or `ris`; tells how far it is. */
  finding.take = async (kind, context) => {
    if (isBusy) return;
    isBusy = true;
    try {
      context.says.textContent = say('busy');
      const all = await context.index.all(context.found);
      await (kind === 'csv' ? table(all, all.length, context) : citations(kind, all, context));
    } finally {
      isBusy = false;
    }
  };
})();

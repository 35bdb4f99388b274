// What was found through the years: a chart, with its table, whose years lead to their results and which can be taken along.
(() => {
  'use strict';
  const { finding } = window.postil;
  const { make, say } = finding;
  const WIDTH = 360;
  const HEIGHT = 86;
  const BASE = 70;
  const shape = (tag, attributes, ...inside) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    made.append(...inside);
    return made;
  };

  /** Every year from the first to the last; in spans where there are more than the chart has room for: `{ first, last, n }`. */
  const bars = (years) => {
    const first = Number(years[0].year);
    const last = Number(years.at(-1).year);
    const wide = Math.ceil((last - first + 1) / 60);
    const all = Array.from({ length: Math.ceil((last - first + 1) / wide) }, (_, i) => ({ first: first + i * wide, last: first + i * wide + wide - 1, n: 0 }));
    for (const { year, n } of years) all[Math.floor((Number(year) - first) / wide)].n += n;
    return all;
  };
  const span = ({ first, last }) => (first === last ? String(first) : `${first}–${last}`);

  const chart = (all, title) => {
    const most = Math.max(...all.map(({ n }) => n));
    const step = WIDTH / all.length;
    const round = (x) => x.toFixed(1);
    const picture = shape('svg', { class: 'chart', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': title });
    picture.append(shape('path', { class: 'thin', d: `M0 ${BASE}.5H${WIDTH}` }));
    all.forEach(({ n }, i) => {
      const height = n ? Math.max(1.5, (n / most) * 52) : 0;
      if (n) picture.append(shape('rect', { class: 'ink', x: round(i * step + step * 0.14), y: round(BASE - height), width: round(step * 0.72), height: round(height) }));
    });
    const label = (i, y, words) => {
      const x = (i + 0.5) * step;
      const anchor = x < 20 ? 'start' : x > WIDTH - 20 ? 'end' : 'middle';
      picture.append(shape('text', { x: round(anchor === 'start' ? 0 : anchor === 'end' ? WIDTH : x), y, 'text-anchor': anchor }, words));
    };
    label(all.findIndex(({ n }) => n === most), 12, finding.number(most));
    // As many years as have room, the first and the last for certain.
    const every = Math.max(1, Math.ceil(all.length / 6));
    all.forEach(({ first }, i) => {
      const isLast = i === all.length - 1;
      if (isLast || (i % every === 0 && all.length - 1 - i >= every * 0.7)) label(i, HEIGHT - 1, String(first));
    });
    return picture;
  };

  /** Fills the figure. */
  finding.years = (figure, years, asked, link, changed) => {
    const sorted = [...years].sort((a, b) => a.year - b.year);
    const title = say('years', [finding.named(asked.q) || '…']);
    const all = bars(sorted);
    const rows = all.map((bar) => {
      const id = bar.first === bar.last ? String(bar.first) : `${bar.first}-${bar.last}`;
      return make('tr', {}, make('th', { scope: 'row' }, bar.n ? link(changed(asked, 'year', [id]), span(bar)) : span(bar)), make('td', {}, finding.number(bar.n)));
    });
    const file = `year,results\r\n${sorted.map(({ year, n }) => `${year},${n}\r\n`).join('')}`;
    figure.replaceChildren(
      make('figcaption', { class: 'cap' }, title),
      chart(all, title),
      make('details', {}, make('summary', {}, say('figures')),
        make('table', {}, make('thead', {}, make('tr', {}, make('th', { scope: 'col' }, say('of-year')), make('th', { scope: 'col' }, say('results-head')))), make('tbody', {}, ...rows)),
        make('p', {}, make('a', { href: `data:text/csv;charset=utf-8,${encodeURIComponent(file)}`, download: 'years.csv' }, say('figures-file')))));
    figure.hidden = false;
  };
})();

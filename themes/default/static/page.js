// `postil.page(href)`: another page of the site as a document, from a server and from a disk. Its scripts do not run, it is shown nowhere, and
// nothing but pages of this site is asked for.
(() => {
  'use strict';
  const { postil } = window;
  const most = 12;
  const patience = 10000;
  const kept = new Map();

  const parsed = (html, href) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    // Addresses on it are relative to it.
    const base = page.createElement('base');
    base.href = href;
    page.head.prepend(base);
    return page;
  };
  const fetched = async (href) => {
    const answer = await fetch(href, { credentials: 'same-origin', signal: AbortSignal.timeout?.(patience) });
    if (!answer.ok) throw new Error(`${href} is not there (${answer.status})`);
    if (!/^text\/html\b|xhtml/.test(answer.headers.get('content-type') ?? '')) throw new Error(`${href} is no page`);
    return parsed(await answer.text(), href);
  };
  // From a disk every page is a stranger to every other: it is framed, and its `start.js` tells what it says. The frame may run the page's scripts, which a
  // browser loads from a disk for what is still of the disk alone; it may not lead the window elsewhere, open another, ask or send anything.
  const framed = (href) => new Promise((done, failed) => {
    const frame = document.createElement('iframe');
    const name = `postil-page ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
    let timer;
    const end = (page, why) => {
      removeEventListener('message', heard);
      clearTimeout(timer);
      frame.remove();
      why ? failed(new Error(`${href} ${why}`)) : done(page);
    };
    const heard = ({ source, data }) => {
      if (source !== frame.contentWindow || data?.postil !== name || typeof data.html !== 'string') return;
      end(parsed(data.html, href));
    };
    addEventListener('message', heard);
    frame.name = name;
    frame.hidden = true;
    frame.title = '';
    frame.setAttribute('sandbox', 'allow-scripts allow-same-origin');
    frame.setAttribute('aria-hidden', 'true');
    frame.tabIndex = -1;
    // What is there has run its scripts by then, or is no page of this site.
    frame.onload = () => { clearTimeout(timer); timer = setTimeout(end, 500, null, 'does not answer'); };
    timer = setTimeout(end, patience, null, 'does not answer in time');
    frame.src = href;
    document.body.append(frame);
  });

  postil.page = (href) => {
    const url = new URL(href, document.baseURI);
    url.hash = '';
    const { protocol } = url;
    if (!url.href.startsWith(postil.root)) return Promise.reject(new Error(`${url.href} is no page of this site`));
    let page = kept.get(url.href);
    // What was asked for last stays longest.
    kept.delete(url.href);
    page ??= (protocol === 'file:' ? framed : fetched)(url.href);
    kept.set(url.href, page);
    page.catch(() => { if (kept.get(url.href) === page) kept.delete(url.href); });
    if (kept.size > most) kept.delete(kept.keys().next().value);
    return page;
  };
})();

// On every page: what other scripts share, and what loads them when they are asked for. A page is whole without any of them.
(() => {
  'use strict';
  const own = document.currentScript;
  const postil = window.postil ??= {};
  /** The address of the folder `static/` and of the root of the site, each with a slash at its end. */
  postil.static = new URL('.', own.src).href;
  postil.root = new URL('..', own.src).href;
  /** What the page gives scripts to say, and to know. */
  postil.told = own.dataset;

  const loads = new Map();
  /** Loads a script of `static/` once. */
  postil.load = (name) => {
    if (!loads.has(name)) {
      loads.set(name, new Promise((done, failed) => {
        const script = document.createElement('script');
        script.src = postil.static + name;
        script.onload = () => done();
        // Another time it may be there.
        script.onerror = () => { loads.delete(name); script.remove(); failed(new Error(`${name} cannot be loaded`)); };
        document.head.append(script);
      }));
    }
    return loads.get(name);
  };
  /** The page at an address of the site, as a document whose scripts never run; `page.js` puts itself here. */
  postil.page = (href) => postil.load('page.js').then(() => postil.page(href));

  // From a disk a page cannot read another, but one that it frames can tell what it says: this one, before a script has changed it, to whoever
  // framed it by the name that `page.js` gives. On a server a page can be fetched, and answers nobody.
  if (window.parent !== window) {
    const tell = () => parent.postMessage({ postil: name, html: document.documentElement.outerHTML }, '*');
    if (location.protocol !== 'file:' || !/^postil-page /.test(name)) return;
    document.readyState === 'loading' ? addEventListener('DOMContentLoaded', tell) : tell();
    return;
  }

  // Whoever rests on a link to a page of the site, with a pointer that can rest or with the keyboard, may be shown what is there.
  const links = (event) => {
    const link = event.target.closest?.('a[href]');
    if (event.pointerType === 'touch' || !link?.href.startsWith(postil.root) || (event.type === 'focusin' && !link.matches(':focus-visible'))) return;
    for (const type of ['pointerover', 'focusin']) removeEventListener(type, links);
    postil.load('preview.js').catch(() => { /* the link leads there all the same */ });
  };
  for (const type of ['pointerover', 'focusin']) addEventListener(type, links);

  // Where the keyboard has other letters, the key is known by its place.
  const isK = ({ key, code }) => key === 'k' || key === 'K' || (code === 'KeyK' && !/^[a-z]$/i.test(key));
  addEventListener('keydown', (event) => {
    if (!own.dataset.search || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || !isK(event)) return;
    event.preventDefault();
    postil.load('search.js').then(() => postil.search?.ask?.(), () => { location.href = new URL(own.dataset.search, document.baseURI).href; });
  });

  // Who comes from the results of a search finds the words marked.
  if (own.dataset.search && document.querySelector('article[data-transcript]') && new URLSearchParams(location.search).get('q')) {
    postil.load('search.js').then(() => postil.load('arrive.js')).catch(() => { /* the page is whole without */ });
  }
})();

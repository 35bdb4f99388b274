// Files of the index. Each is a script that hands over what it holds, so that they can be read from a disk as well as from a host, and without what a page's
// policy forbids. Each is asked for once; one that is missing, broken or does not come is an error that names it, and asking again tries again.
(() => {
  'use strict';
  const { search } = window.postil;
  const { inner } = search;
  // Milliseconds after which a file is not waited for any longer.
  const PATIENCE = 30_000;

  // The root says which index there is, and all others are asked for by its stamp: it alone must not be an old one that the browser kept. A minute does no harm,
  // and lets pages that are opened one after the other share it.
  const FRESH = 60_000;

  inner.fault = (file, reason) => Object.assign(new Error(`search/${file}.js is ${reason}`), { file: `search/${file}.js`, reason });

  // What the script that runs hands over; it is taken before another can run.
  let handed = null;
  search.part = (name, text) => { handed = { name, text }; };
  search.root = (root) => { handed = { name: 'root', root }; };

  const run = (base, name, stamp) => new Promise((done, fail) => {
    const script = document.createElement('script');
    const end = (reason) => {
      clearTimeout(late);
      script.onload = null;
      script.onerror = null;
      script.remove();
      const found = handed;
      handed = null;
      if (reason) fail(inner.fault(name, reason));
      else if (found?.name !== name) fail(inner.fault(name, 'broken'));
      else done(found);
    };
    const late = setTimeout(() => end('late'), PATIENCE);
    script.onload = () => end(null);
    script.onerror = () => end('missing');
    script.src = `${base}${name}.js${stamp ? `?${stamp}` : ''}`;
    document.head.append(script);
  });

  const bytes = (name, text) => {
    try {
      const signs = atob(text);
      const found = new Uint8Array(signs.length);
      for (let i = 0; i < signs.length; i += 1) found[i] = signs.charCodeAt(i);
      return found;
    } catch {
      throw inner.fault(name, 'broken');
    }
  };

  // → what loads a file of the folder `base`, as whatever `read` makes of its bytes; each name is always asked for with the same `read`.
  inner.files = (base, stamp) => {
    const known = new Map();
    return (name, read) => {
      let coming = known.get(name);
      if (!coming) {
        coming = run(base, name, stamp).then(({ text }) => {
          try {
            return read(bytes(name, text));
          } catch (fault) {
            throw fault.reason ? fault : inner.fault(name, 'broken');
          }
        });
        known.set(name, coming);
        coming.catch(() => known.delete(name));
      }
      return coming;
    };
  };

  inner.loadRoot = async (base) => {
    const { root } = await run(base, 'root', Math.floor(Date.now() / FRESH).toString(36));
    if (root?.version !== 2) throw inner.fault('root', root?.version ? 'version' : 'broken');
    const { records, transcripts, entries, passages, notes, dict, names, columns } = root;
    const counts = [records, transcripts, entries, passages, notes].every((n) => Number.isInteger(n) && n >= 0 && n < 2 ** 24);
    if (!counts || ![dict, names, columns].every(Array.isArray)) throw inner.fault('root', 'broken');
    return { ...root, units: passages + notes + entries };
  };
})();

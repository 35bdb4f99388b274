// Search in an archive, in the reader's browser: `postil.search`. The files of this folder are joined to one script, this one first. Each speaks of one thing
// and gives the others what they need in `postil.search.inner`; none runs anything but what it defines, and none asks another host for anything.
window.postil ??= {};
window.postil.search ??= {};
window.postil.search.inner = {};

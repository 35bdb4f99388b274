// Words of a text as they are looked for, each with where it stands. A run of letters, marks and digits is a word; of a run of signs that are written without
// blanks each pair is one, and the last sign, so that each sign begins one. src/search/tokens has the same for the index.
(() => {
  'use strict';
  const { search } = window.postil;
  const { inner } = search;
  // A word has as many signs at most; what goes on is cut off.
  const LONGEST = 64;
  const cut = (word) => (word.length > LONGEST ? [...word].slice(0, LONGEST).join('') : word);

  // → [{term, start, end, position, tail}]: start and end count UTF-16 units of the text, position the tokens from 0; tail: the last sign of such a run.
  search.tokens = (text) => {
    const found = [];
    const give = (term, start, end, tail) => found.push({ term, start, end, position: found.length, tail });
    // The word so far, its last letter, and how many quotes stand behind it that may be within it.
    let word = '';
    let last = '';
    let [start, end, quotes] = [0, 0, 0];
    let run = [];

    const endWord = () => {
      quotes = 0;
      if (!word) return;
      give(cut(word.normalize('NFC')), start, end, false);
      word = '';
      last = '';
    };
    const endRun = () => {
      if (!run.length) return;
      const signs = run.flatMap((part) => [...part.sign.normalize('NFC')].map((sign) => ({ ...part, sign })));
      run = [];
      signs.forEach(({ sign, end }, i) => { if (i) give(signs[i - 1].sign + sign, signs[i - 1].start, end, false); });
      const { sign, start, end } = signs.at(-1);
      give(sign, start, end, true);
    };
    const letter = (part, from, to) => {
      endRun();
      if (quotes && !inner.isHebrew(part)) endWord();
      if (!word) start = from;
      quotes = 0;
      end = to;
      word += part;
      last = part;
    };
    const unspaced = (part, leans, from, to) => {
      endWord();
      if (leans && run.length) {
        run.at(-1).sign += part;
        run.at(-1).end = to;
      } else run.push({ sign: part, start: from, end: to });
    };
    // What it stands on goes as far as a mark that is left out.
    const mark = (part, to) => {
      if (run.length) run.at(-1).end = to;
      else if (word && !quotes) {
        end = to;
        if (!inner.stays(last, part)) return;
        word += part;
        last = part;
      }
    };
    const sign = (mayBeWithin) => {
      endRun();
      if (mayBeWithin && quotes < 2 && word && inner.isHebrew(last)) quotes += 1;
      else endWord();
    };

    let at = 0;
    for (const character of text) {
      const to = at + character.length;
      for (const [does, part] of inner.fold(character)) {
        if (does === 'w') letter(part, at, to);
        else if (does === 's' || does === 'q') sign(does === 'q');
        else if (does === 'm') mark(part, to);
        else unspaced(part, does === 'l', at, to);
      }
      at = to;
    }
    endWord();
    endRun();
    return found;
  };
})();

// What becomes of each sign before words are compared: the same as in src/search/tokens, which wrote the words of the index. By ranges that are fixed, that
// a browser with another Unicode finds the same words.
(() => {
  'use strict';
  const { search } = window.postil;
  const { inner } = search;
  // Beyond it nothing is a letter: private use, tags, selectors.
  const END = 0x40000;
  // What cannot be seen: no border, and no part of a word.
  const invisible = /[\u{ad}\u{34f}\u{61c}\u{115f}\u{1160}\u{180b}-\u{180f}\u{200b}-\u{200f}\u{202a}-\u{202e}\u{2060}-\u{206f}\u{3164}\u{fe00}-\u{fe0f}\u{feff}\u{ffa0}\u{fff9}-\u{fffb}\u{e0000}-\u{e0fff}]/u;
  // Marks that people leave out: of Latin, Greek, Cyrillic and signs, Hebrew, Arabic, Syriac. Those of Indic scripts, Thai and others are vowels.
  const leftOut = /[\u{300}-\u{36f}\u{483}-\u{489}\u{1ab0}-\u{1aff}\u{1dc0}-\u{1dff}\u{20d0}-\u{20ff}\u{fe20}-\u{fe2f}\u{591}-\u{5bd}\u{5bf}\u{5c1}\u{5c2}\u{5c4}\u{5c5}\u{5c7}\u{610}-\u{61a}\u{640}\u{64b}-\u{65f}\u{670}\u{6d6}-\u{6dc}\u{6df}-\u{6e4}\u{6e7}\u{6e8}\u{6ea}-\u{6ed}\u{8ca}-\u{8e1}\u{8e3}-\u{8ff}\u{711}\u{730}-\u{74a}]/u;
  // Scripts without blanks between words.
  const unspaced = /[\u{e00}-\u{eff}\u{1000}-\u{109f}\u{a9e0}-\u{a9ff}\u{aa60}-\u{aa7f}\u{1780}-\u{17ff}\u{1950}-\u{19ff}\u{1a20}-\u{1aaf}\u{aa80}-\u{aadf}\u{11700}-\u{1174f}\u{3005}-\u{3007}\u{3021}-\u{303c}\u{3041}-\u{30ff}\u{31f0}-\u{31ff}\u{3400}-\u{4dbf}\u{4e00}-\u{9fff}\u{f900}-\u{faff}\u{1aff0}-\u{1b16f}\u{20000}-\u{3ffff}]/u;
  // Marks of theirs that belong to the sign before.
  const leans = /[\u{e31}\u{e34}-\u{e3a}\u{e47}-\u{e4e}\u{eb1}\u{eb4}-\u{ebc}\u{ec8}-\u{ece}\u{102b}-\u{103e}\u{1056}-\u{1059}\u{105e}-\u{1060}\u{1062}-\u{1064}\u{1067}-\u{106d}\u{1071}-\u{1074}\u{1082}-\u{108d}\u{108f}\u{109a}-\u{109d}\u{17b4}-\u{17d3}\u{17dd}\u{302a}-\u{302f}\u{3099}\u{309a}]/u;
  const hebrew = /[\u{5d0}-\u{5f2}]/u;
  const gershayim = /["'\u{2018}-\u{201f}\u{2032}\u{5f3}\u{5f4}]/u;
  // Letters by those that are typed for them; alef wasla, alef maksura and the Persian yeh, the Persian kaf.
  const plain = { 'ς': 'σ', 'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'þ': 'th', 'ł': 'l', 'ħ': 'h', 'ŧ': 't', 'ı': 'i', '\u0671': '\u0627', '\u0649': '\u064a', '\u06cc': '\u064a', '\u06a9': '\u0643' };
  const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810];
  const digit = (letter) => {
    const zero = zeros.findLast((zero) => zero <= letter.codePointAt(0));
    const value = letter.codePointAt(0) - zero;
    return value < 10 ? String(value) : letter;
  };

  let table = null;
  const isLetter = (letter) => {
    if (!table) {
      table = new Uint8Array(END);
      let at = 0;
      const borders = search.letters.split(' ').map((distance) => at += parseInt(distance, 36));
      for (let i = 0; i < borders.length; i += 2) table.fill(1, borders[i], borders[i + 1] ?? END);
    }
    return table[letter.codePointAt(0)] === 1;
  };

  // What a sign is made of, each part with what it does: a letter of a word ('w') or of a run without blanks ('r', or 'l' if it leans on the one before), a
  // mark that is left out ('m'), a border ('s'), a border that may stand within a Hebrew word ('q').
  const parts = (sign) => {
    if (invisible.test(sign)) return [];
    const found = [];
    for (const part of sign.normalize('NFKD')) {
      if (invisible.test(part)) continue;
      if (leftOut.test(part)) { found.push(['m', part]); continue; }
      if (!isLetter(part)) { found.push([gershayim.test(part) ? 'q' : 's', part]); continue; }
      for (const small of part.toLowerCase()) {
        for (const letter of plain[small] ?? digit(small)) found.push([!unspaced.test(letter) ? 'w' : leans.test(letter) ? 'l' : 'r', letter]);
      }
    }
    return found;
  };
  const known = new Map();
  inner.fold = (sign) => {
    let folded = known.get(sign);
    if (!folded) {
      folded = parts(sign);
      known.set(sign, folded);
    }
    return folded;
  };
  inner.isHebrew = (letter) => hebrew.test(letter);
  // Marks that make another letter of the one before it, which nobody leaves out: й, ў, ї.
  inner.stays = (letter, mark) => (mark === '\u0306' && (letter === 'и' || letter === 'у')) || (mark === '\u0308' && letter === 'і');
})();

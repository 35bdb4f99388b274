// If nothing was found: how often each word of the query occurs by itself, and for one that never does the words that are nearest to it.
(() => {
  'use strict';
  const { inner } = window.postil.search;
  // Files that are looked at for a word, words that are named for one, words of which it is said how often they occur.
  const [SHARDS, NAMED, OCCUR] = [4, 3, 12];

  // How many letters are other, missing, too many or changed with the next, if at most `most`; else more.
  const distance = (a, b, most) => {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let [two, one] = [[], Array.from({ length: b.length + 1 }, (_, j) => j)];
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(one[j] + 1, row[j - 1] + 1, one[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], two[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [two, one] = [one, row];
    }
    return one[b.length];
  };

  const near = async (dictionary, term) => {
    const letters = [...term];
    // Long words may differ more. A word that goes on is near, too: what is typed may be its beginning.
    const most = letters.length < 4 ? 1 : letters.length < 8 ? 2 : 3;
    const { entries } = await dictionary.around(letters.slice(0, 2).join(''), term, SHARDS);
    const found = [];
    for (const entry of entries) {
      const { term: other, df } = entry;
      if (!inner.isWord(entry) || other === term) continue;
      const away = distance(letters, [...other], most);
      if (away <= most) found.push({ instead: other, n: df, away });
      else if (other.startsWith(term) || (term.startsWith(other) && letters.length - [...other].length <= 4 && [...other].length > 3)) found.push({ instead: other, n: df, away: most });
    }
    return found.sort((a, b) => a.away - b.away || b.n - a.n || inner.compare(a.instead, b.instead)).slice(0, NAMED);
  };

  // → {occurs: [{word, n}], nearest: [{word, instead, n}]}
  inner.nearest = async ({ dictionary }, { wanted, clauses, entries }) => {
    const occurs = [];
    const missing = [];
    wanted.forEach(({ any }, i) => any.forEach(({ chain }, j) => {
      occurs.push(...clauses[i][j].alone);
      for (const slots of chain.map((leaf) => leaf.slots.filter((slot) => entries.has(slot)))) {
        for (const slot of slots) {
          const those = entries.get(slot);
          if (!those.length) missing.push(slot.term);
          // The words of a row, each by itself.
          if (slots.length > 1) occurs.push({ word: slot.term, n: those.find(({ term }) => term === slot.term)?.df ?? 0 });
        }
      }
    }));
    const words = [...new Set(missing)].slice(0, 4);
    const nearest = (await Promise.all(words.map(async (word) => (await near(dictionary, word)).map(({ instead, n }) => ({ word, instead, n }))))).flat();
    const once = new Map(occurs.map((one) => [one.word, one]));
    return { occurs: [...once.values()].slice(0, OCCUR), nearest };
  };
})();

//! Words of a text as they are looked for: folded, each with the way back to where it stands.
//!
//! Sign by sign: compatibility decomposition (NFKD); what cannot be seen goes, and marks that people leave out (`letters`); small letters, without any
//! language's rules; a few letters by those that are typed for them. A run of letters, marks and digits is a token, composed again (NFC). A quote, geresh
//! or gershayim between two Hebrew letters (or two such signs) is left out; any other sign is a border. Of a run of signs that are written without blanks
//! (Han, kana, Thai, Lao, Khmer, Burmese and their kin) each pair is a token, and the last sign, so that each sign begins one.
//!
//! The script in `engine` cuts queries by the same rules; tests/search/tokens.json has texts with what both must give.

mod letters;

use std::ops::Range;

use unicode_normalization::{
    IsNormalized, UnicodeNormalization, char::decompose_compatible, is_nfc_quick,
};

use self::letters::{
    is_gershayim, is_hebrew, is_ideograph, is_invisible, is_left_out, is_letter, is_unspaced,
    leans, plain, stays,
};

/// A word has as many signs (code points) at most; what goes on is cut off.
pub const LONGEST: usize = 64;

/// A word, or a pair of signs. Its position is its place among the tokens of the text, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Folded.
    pub term: String,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Whether it is the last sign of a run without blanks, which in a query is asked for only if nothing stands before it: and then means all pairs
    /// that begin with it.
    pub tail: bool,
}

/// All tokens of a text.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::new();
    each_token(text, |term, range, tail| {
        found.push(Token {
            term: term.to_owned(),
            range,
            tail,
        });
    });
    found
}

/// Gives each token in its turn: the word, its bytes, whether it is the [`Token::tail`] of a run.
pub fn each_token(text: &str, give: impl FnMut(&str, Range<usize>, bool)) {
    let mut cutter = Cutter {
        give,
        word: String::new(),
        range: 0..0,
        quotes: 0,
        run: Vec::new(),
        small: String::new(),
    };
    for (at, c) in text.char_indices() {
        let range = at..at + c.len_utf8();
        if c.is_ascii() {
            match c.is_ascii_alphanumeric() {
                true => cutter.letter(c.to_ascii_lowercase(), &range),
                false => cutter.sign(c),
            }
        } else if !is_invisible(c) {
            decompose_compatible(c, |part| cutter.part(part, &range));
        }
    }
    cutter.end_word();
    cutter.end_run();
}

struct Cutter<Give> {
    give: Give,
    /// The word so far, where it stands, and how many quotes stand behind it that may be within it.
    word: String,
    range: Range<usize>,
    quotes: usize,
    /// The signs of a run without blanks so far; a mark is with the sign that it leans on.
    run: Vec<(String, Range<usize>)>,
    small: String,
}

impl<Give: FnMut(&str, Range<usize>, bool)> Cutter<Give> {
    /// A sign of which others may be made: letters, with marks behind them.
    fn part(&mut self, c: char, range: &Range<usize>) {
        if is_invisible(c) {
            return;
        }
        if is_left_out(c) {
            self.mark(c, range);
        } else if is_letter(c) {
            for small in c.to_lowercase() {
                match plain(small) {
                    Some(letters) => letters.chars().for_each(|c| self.letter(c, range)),
                    None => self.letter(small, range),
                }
            }
        } else {
            self.sign(c);
        }
    }

    fn letter(&mut self, c: char, range: &Range<usize>) {
        if is_unspaced(c) {
            self.end_word();
            match self.run.last_mut().filter(|_| leans(c)) {
                Some((sign, whole)) => {
                    sign.push(c);
                    whole.end = range.end;
                }
                None => self.run.push((c.into(), range.clone())),
            }
            return;
        }
        self.end_run();
        if self.quotes > 0 && !is_hebrew(c) {
            self.end_word();
        }
        if self.word.is_empty() {
            self.range.start = range.start;
        }
        self.quotes = 0;
        self.range.end = range.end;
        self.word.push(c);
    }

    /// A mark that is left out: what it stands on goes as far as it.
    fn mark(&mut self, c: char, range: &Range<usize>) {
        if let Some((_, whole)) = self.run.last_mut() {
            whole.end = range.end;
        } else if let Some(last) = self.word.chars().next_back()
            && self.quotes == 0
        {
            self.range.end = range.end;
            if stays(last, c) {
                self.word.push(c);
            }
        }
    }

    fn sign(&mut self, c: char) {
        self.end_run();
        if is_gershayim(c) && self.quotes < 2 && self.word.ends_with(is_hebrew) {
            self.quotes += 1;
        } else {
            self.end_word();
        }
    }

    fn end_word(&mut self) {
        self.quotes = 0;
        if self.word.is_empty() {
            return;
        }
        let range = self.range.clone();
        if self.word.is_ascii() || is_nfc_quick(self.word.chars()) == IsNormalized::Yes {
            (self.give)(cut(&self.word), range, false);
        } else {
            self.small.clear();
            self.small.extend(self.word.nfc());
            (self.give)(cut(&self.small), range, false);
        }
        self.word.clear();
    }

    fn end_run(&mut self) {
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        let signs = run
            .iter()
            .flat_map(|(sign, range)| sign.nfc().map(move |c| (c, range)));
        let mut before: Option<(char, &Range<usize>)> = None;
        for (c, range) in signs {
            if let Some((first, start)) = before {
                self.small.clear();
                self.small.extend([first, c]);
                (self.give)(&self.small, start.start..range.end, false);
            }
            before = Some((c, range));
        }
        if let Some((c, range)) = before {
            self.small.clear();
            self.small.push(c);
            (self.give)(&self.small, range.clone(), true);
        }
    }
}

/// Whether a term is of ideographs (Han) alone.
pub(super) fn is_of_ideographs(term: &str) -> bool {
    term.chars().all(is_ideograph)
}

/// A word without what goes on behind the longest.
fn cut(word: &str) -> &str {
    match word.len() > LONGEST {
        true => word
            .char_indices()
            .nth(LONGEST)
            .map_or(word, |(at, _)| &word[..at]),
        false => word,
    }
}

#[cfg(test)]
mod tests;

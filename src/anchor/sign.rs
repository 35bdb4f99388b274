//! Where the sign of a note stands in the text: behind the words that it is about, and behind the punctuation that closes them.

use std::ops::Range;

use crate::archive::{FormatKind, Transcript};

/// How many closing signs in a row are looked at: no text that is read has more.
const MOST: usize = 16;

/// Where signs may stand in a transcript.
pub(super) struct Signs<'t> {
    transcript: &'t Transcript,
    /// The links in its words, in order; they do not nest (CommonMark 0.31.2, 6.3).
    links: Vec<Range<usize>>,
}

impl<'t> Signs<'t> {
    pub(super) fn of(transcript: &'t Transcript) -> Self {
        let formats = transcript.paragraphs.iter().flat_map(|p| &p.formats);
        let links = formats.filter(|f| matches!(f.kind, FormatKind::Link(_)));
        Self {
            transcript,
            links: links
                .map(|f| f.range.start as usize..f.range.end as usize)
                .collect(),
        }
    }

    /// The byte of the text at which the sign of a note on `range` stands.
    ///
    /// Behind closing punctuation, so that no line begins with a full stop, and never inside a link, whose words lead elsewhere.
    pub(super) fn behind(&self, range: Range<usize>) -> usize {
        let last = range.end.saturating_sub(1).max(range.start);
        let paragraph = &self.transcript.paragraphs[self.transcript.paragraph_at(last)];
        let words = &self.transcript.text[..paragraph.bytes().end];
        let at = behind_closing(words, range.end.min(words.len()));
        let begun = self.links.partition_point(|link| link.start < at);
        let link = self.links[..begun].last().filter(|link| link.end > at);
        link.map_or(at, |link| behind_closing(words, link.end.min(words.len())))
    }
}

/// The byte behind the closing signs that follow byte `at`; `at` itself where what follows goes on: `3.5`, `d’Estaing`.
fn behind_closing(text: &str, at: usize) -> usize {
    let mut end = at;
    let mut chars = text[at..].chars().take(MOST).peekable();
    let mut last = None;
    while let Some(c) = chars.next_if(|&c| closes(c) || stands_alone(c)) {
        end += c.len_utf8();
        last = Some(c);
    }
    let goes_on = chars.peek().is_some_and(|c| c.is_alphanumeric());
    match last {
        Some(c) if stands_alone(c) || !goes_on => end,
        _ => at,
    }
}

/// Signs that close what stands before them, if nothing of a word follows.
fn closes(c: char) -> bool {
    matches!(
        c,
        '.' | ',' | ';' | ':' | '!' | '?' | '…' | ')' | ']' | '}' | '"' | '\'' | '”' | '’' | '»' | '›'
            // Arabic, Hebrew, Armenian, Devanagari, Ethiopic.
            | '،' | '؛' | '؟' | '۔' | '׃' | '״' | '׳' | '։' | '।' | '॥' | '።' | '፣'
    )
}

/// Signs of scripts that have no blanks: what follows is a new word all the same.
fn stands_alone(c: char) -> bool {
    matches!(
        c,
        '。' | '，'
            | '、'
            | '；'
            | '：'
            | '！'
            | '？'
            | '」'
            | '』'
            | '】'
            | '》'
            | '〉'
            | '）'
            | '〕'
            | '．'
            | '｡'
            | '､'
            | '｣'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_stands_behind_what_closes_the_words() {
        let behind = |text: &str, words: &str| {
            let end = text.find(words).expect("the words") + words.len();
            text[..behind_closing(text, end)].to_owned()
        };
        assert_eq!(behind("He said “never”. Then", "never"), "He said “never”.");
        assert_eq!(behind("He said “never.” Then", "never"), "He said “never.”");
        assert_eq!(behind("two thirds, or 3.5 of", "3"), "two thirds, or 3");
        assert_eq!(
            behind("the Secretary’s words", "Secretary"),
            "the Secretary"
        );
        assert_eq!(behind("the people’ words", "people"), "the people’");
        assert_eq!(behind("he came (late) – and", "late"), "he came (late)");
        assert_eq!(behind("我说过。他也说过。", "我说过"), "我说过。");
        assert_eq!(behind("قال نعم، ثم ذهب", "نعم"), "قال نعم،");
        assert_eq!(behind("the end", "end"), "the end");
        assert_eq!(behind("well?!)", "well"), "well?!)");
        assert_eq!(behind("no sign at all", "sign"), "no sign");
    }
}

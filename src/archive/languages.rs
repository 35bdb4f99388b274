//! What a transcript says of the languages of its words: whose translation it is, and which paragraphs are in another language than the rest.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

use super::{IndexRange, ListIndex, NoParagraphId, ParagraphId, ParagraphIds, ParagraphIndex};
use crate::source::Spanned;

/// Paragraphs from one to another: `p5-p7`, or `p5` alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParagraphRun {
    /// One end.
    pub first: ParagraphId,
    /// The other.
    pub last: ParagraphId,
}

impl ParagraphRun {
    /// Where it stands in a text. Which of its ends is first the text says, and not their names.
    ///
    /// # Errors
    /// The end that the text does not have.
    pub fn find(self, ids: &ParagraphIds) -> Result<IndexRange<ParagraphIndex>, ParagraphId> {
        let find = |id| ids.find(id).ok_or(id);
        let (first, last) = (find(self.first)?, find(self.last)?);
        Ok(IndexRange {
            start: first.min(last),
            end: ParagraphIndex::at(first.max(last).place() + 1),
        })
    }
}

impl fmt::Display for ParagraphRun {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        match self.first == self.last {
            true => Ok(()),
            false => write!(f, "-{}", self.last),
        }
    }
}

impl FromStr for ParagraphRun {
    type Err = NoParagraphId;

    fn from_str(text: &str) -> Result<Self, NoParagraphId> {
        let (first, last) = text.split_once(['-', '–']).unwrap_or((text, text));
        Ok(Self {
            first: first.trim().parse()?,
            last: last.trim().parse()?,
        })
    }
}

/// `languages: {p5-p7: fr}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct InLanguage {
    /// The paragraphs.
    pub paragraphs: Spanned<ParagraphRun>,
    /// BCP 47.
    pub language: String,
}

/// `align: {p3: p4-p5}`: paragraphs of a translation that say the same as some of the original.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlignedRuns {
    /// Those of the translation.
    pub own: Spanned<ParagraphRun>,
    /// Those of the original.
    pub original: Spanned<ParagraphRun>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_read_as_they_are_written() {
        for (written, shown) in [
            ("p5", Some("p5")),
            ("p5-p7", Some("p5-p7")),
            ("p5 – p7a", Some("p5-p7a")),
            ("p5-p5", Some("p5")),
            ("5", None),
            ("p5-", None),
            ("p5-p6-p7", None),
            ("", None),
        ] {
            let run = written.parse::<ParagraphRun>().ok();
            assert_eq!(
                run.map(|run| run.to_string()).as_deref(),
                shown,
                "{written}"
            );
        }
    }

    #[test]
    fn the_text_says_which_end_is_first() {
        let ids = |names: &[&str]| -> ParagraphIds {
            let ids = names.iter().map(|name| name.parse().expect("an id"));
            ids.collect()
        };
        let run: ParagraphRun = "p2-p1".parse().expect("a run");
        let range = run.find(&ids(&["p3", "p2", "p4", "p1"]));
        let places = range.map(|range| (range.start.place(), range.end.place()));
        assert_eq!(places, Ok((1, 4)));
        let missing = run.find(&ids(&["p1", "p3"]));
        assert_eq!(missing.map_err(|id| id.to_string()), Err("p2".to_owned()));
    }
}

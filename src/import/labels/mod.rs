//! Who speaks: labels at the beginnings of plain lines or paragraphs, where nothing but words tells them.
//!
//! A file is looked at as a whole, since one line cannot tell `Syria:` from `Bob:`. What a line may begin with is found by `candidate`, by the rules
//! of `load::speech`; `settle` decides of each style (a colon, a full stop, a time, ...) and each label whether it is one: because it recurs, is one
//! of a closed list, is in capitals or a title with a name, stands in bold or has a time where others do. What looks like a label and was not taken
//! for one is told, so that whoever imports sees it.
//!
//! Formats of which paragraphs are plain words (text, Markdown, Word) all ask here.

mod candidate;
mod clock;
mod closed;
mod settle;
#[cfg(test)]
mod tests;

pub use self::clock::spoken_time;
use super::AsWords;
use crate::{
    archive::{Header, Kinds, Locator, Speaker},
    writer::{self, Block, How, Label, Paragraph, Said},
};

/// A line of a plain text, or a paragraph of a document, that may begin with who speaks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Line<'t> {
    /// Its words, without a line feed; stars of Markdown round a label may stand in it.
    pub text: &'t str,
    /// How many bytes of its beginning are set apart from the rest (in bold, underlined, by a style); 0 if none are, or that is not known.
    pub apart: usize,
    /// Whether it goes on within a paragraph of lines, so that a line end stands in a sentence before it.
    pub within: bool,
}

impl<'t> Line<'t> {
    /// A line of which nothing more is known.
    pub fn of(text: &'t str) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

/// Who speaks in some lines.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// For each line, the label that it begins with, if it does.
    pub lines: Vec<Option<Begun>>,
    /// Every label, as it is to be declared, in order of appearance.
    pub labels: Vec<String>,
    /// Lines that begin with what looks like a label and was taken for words: their places among the lines, and what looks so.
    pub doubtful: Vec<(usize, String)>,
}

/// A label at the beginning of a line.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// The label.
    pub label: Label,
    /// Times and pages that stand beside it.
    pub marks: Vec<Locator>,
    /// The byte of the line at which the words begin; all of the line, if the words stand in the next. What is before it is label, sign and time: for
    /// [`Account::elsewhere`](super::Account::elsewhere).
    pub end: usize,
}

impl Begun {
    /// The paragraph that a line begins: its label, its times, and the words behind them.
    pub fn paragraph(&self, words: &str) -> Paragraph {
        let mut paragraph = Paragraph::by(self.label.clone(), "");
        paragraph.marks.clone_from(&self.marks);
        paragraph.push(words);
        paragraph
    }
}

/// Whether a transcript can have words behind this label: not behind one that would be read as something else.
pub fn can_be_written(label: &str) -> bool {
    let mut header = Header {
        title: "x".to_owned(),
        ..Header::default()
    };
    header.speakers.push(Speaker {
        label: label.to_owned(),
        ..Speaker::default()
    });
    let said = Said {
        blocks: vec![Block::Paragraph(Paragraph::by(Label::declared(label), "x"))],
        footnotes: Vec::new(),
    };
    writer::transcript(&header, &How::default(), &said, &Kinds::default()).is_ok()
}

/// The labels of a file's lines, blank ones left out; `lines` are all of the file, or all of what is speech in it.
pub fn find(lines: &[Line<'_>]) -> Found {
    find_but(lines, &AsWords::default())
}

/// The same, where somebody said of some that they are words.
pub fn find_but(lines: &[Line<'_>], words: &AsWords) -> Found {
    let candidates = lines.iter().map(candidate::candidates);
    let mut candidates: Vec<_> = candidates.collect();
    for candidates in &mut candidates {
        candidates.retain(|candidate| !words.has_label(&candidate.name));
    }
    settle::settle(lines, &candidates)
}

//! Whether lines are read as what they shall say: by the reader itself.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    super::{header::How, refused::Refused},
    said::{Block, Paragraph, Said},
};
use crate::{
    archive::{
        FootnoteIndex, Format, FormatKind, Header, ListIndex, Locator, ParagraphId, ParagraphIndex,
    },
    load::speech::{self, Body, Layout, Reading, Speech},
    source::SourceId,
};

/// How often labels are looked for that are words: declaring one may show another.
const MOST_ROUNDS: usize = 16;

/// Reads what was written.
pub(super) struct Reader {
    labels: Vec<String>,
    words: Vec<String>,
    /// Whether labels that nobody declared are looked for.
    spots: bool,
    /// Lines in which labels that end in a full stop have a colon, so that they need one everywhere.
    colons: String,
}

impl Reader {
    pub(super) fn new(header: &Header, how: &How) -> Result<Self, Refused> {
        let labels = header.speakers.iter().map(|s| s.label.clone());
        let labels: Vec<String> = labels.filter(|label| !label.is_empty()).collect();
        let mut seen = BTreeSet::new();
        if let Some(label) = labels.iter().find(|label| !seen.insert(label.as_str())) {
            return Err(Refused::new(format!(
                "the label {label:?} is declared twice"
            )));
        }
        Ok(Self {
            spots: header.speaker.is_none() && !(labels.is_empty() && how.words.is_empty()),
            words: how.words.clone(),
            labels,
            colons: String::new(),
        })
    }

    /// The same for a text in which the labels of `said` have colons.
    pub(super) fn with_colons(&self, said: &Said) -> Self {
        let used: BTreeSet<&str> = said
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Paragraph(paragraph) => paragraph.label.as_ref(),
                Block::Heading { .. } => None,
            })
            .map(|label| label.declared.as_str())
            .collect();
        let stopped = self
            .labels
            .iter()
            .filter(|label| label.ends_with('.') && used.contains(label.as_str()));
        Self {
            labels: self.labels.clone(),
            words: self.words.clone(),
            spots: self.spots,
            colons: stopped.map(|label| format!("\n\n{label}: x")).collect(),
        }
    }

    pub(super) fn has_stopped_labels(&self) -> bool {
        self.labels.iter().any(|label| label.ends_with('.'))
    }

    fn read(&self, text: &str, words: &[String]) -> Speech {
        let body = Body::new(text, 0..text.len(), &[]);
        let reading = Reading {
            layout: Layout::Markdown,
            labels: &self.labels,
            words,
            unlabelled: None,
            narrators: &BTreeSet::new(),
            turns: &BTreeMap::new(),
        };
        speech::read(SourceId(0), &body, reading)
    }

    /// Whether a line alone is this heading.
    pub(super) fn is_heading(&self, line: &str, level: u8, words: &str) -> bool {
        let speech = self.read(line, &self.words);
        let [section] = speech.sections.as_slice() else {
            return false;
        };
        speech.paragraphs.is_empty() && section.level == level && section.title == words
    }

    /// Whether a line alone is this paragraph; with its emphasis, links and code if `formats`.
    pub(super) fn is_paragraph(&self, line: &str, paragraph: &Paragraph, formats: bool) -> bool {
        let (paragraph, definitions) = alone(paragraph);
        let text = format!("{line}{}{definitions}", self.colons);
        let speech = self.read(&text, &self.words);
        speech.paragraphs.len() == 1 + self.colons.matches("\n\n").count()
            && speech.sections.is_empty()
            && speech.wordless.is_empty()
            && self.says(&speech, ParagraphIndex::at(0), &paragraph, formats)
    }

    /// Whether a paragraph that was read is the one that was meant.
    fn says(
        &self,
        speech: &Speech,
        index: ParagraphIndex,
        meant: &Paragraph,
        formats: bool,
    ) -> bool {
        let read = &speech.paragraphs[index];
        let start = read.range.start;
        let text = &speech.text[read.bytes()];
        if text != meant.text || !same_marks(text, &read.locators, &meant.marks, |at| at - start) {
            return false;
        }
        let own = read.formats.iter().map(|f| Format {
            range: f.range.start - start..f.range.end - start,
            kind: f.kind.clone(),
        });
        let kept = |f: &&Format| formats || matches!(f.kind, FormatKind::Footnote(_));
        if !own.eq(meant.formats.iter().filter(kept).cloned()) {
            return false;
        }
        let turn = &speech.turns[read.turn];
        let begins = turn.paragraphs.start == index;
        let speaker = turn.speaker.and_then(|s| self.labels.get(s.place()));
        match &meant.label {
            Some(label) => {
                begins
                    && speaker == Some(&label.declared)
                    && turn.printed.as_deref().unwrap_or(&label.declared)
                        == label.printed.as_ref().unwrap_or(&label.declared)
                    && turn.direction.as_deref() == label.direction.as_deref()
            }
            None => !begins || (index.place() == 0 && speaker.is_none()),
        }
    }

    /// Asks whether the whole is read as what is said; `plainer` are the paragraphs without their emphasis, in order.
    pub(super) fn check(
        &self,
        text: &str,
        said: &Said,
        plainer: &[ParagraphId],
    ) -> Result<(), Refused> {
        let words = self.labels_that_are_words(text)?;
        let speech = self.read(text, &words);
        let paragraphs = said.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Heading { .. } => None,
        });
        let meant: Vec<&Paragraph> = paragraphs.collect();
        let other = speech
            .paragraphs
            .indexes()
            .zip(&meant)
            .find(|(index, paragraph)| {
                let formats = plainer
                    .binary_search(&ParagraphId::counted(*index))
                    .is_err();
                !self.says(&speech, *index, paragraph, formats)
            });
        if let Some((index, paragraph)) = other {
            let id = ParagraphId::counted(index);
            let words = &paragraph.text;
            return Err(Refused::new(format!(
                "{id} is read otherwise among the others: {words:?}"
            )));
        }
        let (mut headings, mut at) = (Vec::new(), 0);
        for block in &said.blocks {
            match block {
                Block::Heading { level, words } => headings.push((*level, words.as_str(), at)),
                Block::Paragraph(_) => at += 1,
            }
        }
        let sections = speech.sections.iter();
        let sections = sections.map(|s| (s.level, s.title.as_str(), s.paragraph.place()));
        let footnotes = speech.footnotes.iter().map(|f| &f.text);
        let whole = meant.len() == speech.paragraphs.len()
            && speech.wordless.is_empty()
            && sections.eq(headings)
            && footnotes.eq(&said.footnotes);
        match whole {
            true => Ok(()),
            false => Err(Refused::new(
                "the headings, paragraphs or footnotes are read as others",
            )),
        }
    }

    /// What looks like a label and is none, those that were said to be aside.
    pub(super) fn labels_that_are_words(&self, text: &str) -> Result<Vec<String>, Refused> {
        let mut words = self.words.clone();
        if !self.spots {
            return Ok(words);
        }
        for _ in 0..MOST_ROUNDS {
            let body = Body::new(text, 0..text.len(), &[]);
            let spotted = speech::spot(&body, Layout::Markdown, &self.labels, &words);
            if spotted.is_empty() {
                return Ok(words);
            }
            words.extend(spotted.into_iter().map(|spotted| spotted.label));
        }
        Err(Refused::new("too much looks like a label and is none"))
    }

    /// Whether signs of Markdown stand in the words that mean nothing there.
    pub(super) fn has_signs(&self, text: &str) -> bool {
        !self.read(text, &self.words).literal.is_empty()
    }
}

/// A paragraph as it is read without the others, and what it needs behind it: definitions of the footnotes that it names, and of no more, by which
/// these are numbered anew.
fn alone(paragraph: &Paragraph) -> (Cow<'_, Paragraph>, String) {
    let named = paragraph.formats.iter().filter_map(|f| match f.kind {
        FormatKind::Footnote(number) => Some(number),
        _ => None,
    });
    let named: BTreeSet<FootnoteIndex> = named.collect();
    if named.is_empty() {
        return (Cow::Borrowed(paragraph), String::new());
    }
    let definitions = named
        .iter()
        .map(|number| format!("\n\n[^{}]: x", number.place() + 1));
    let definitions = definitions.collect();
    let read_as: BTreeMap<FootnoteIndex, FootnoteIndex> = named
        .into_iter()
        .zip((0..).map(FootnoteIndex::at))
        .collect();
    let mut paragraph = paragraph.clone();
    for format in &mut paragraph.formats {
        if let FormatKind::Footnote(number) = &mut format.kind
            && let Some(read_as) = read_as.get(number)
        {
            *number = *read_as;
        }
    }
    (Cow::Owned(paragraph), definitions)
}

/// Whether the same times and pages stand at the same words; blanks beside them aside.
fn same_marks(
    text: &str,
    read: &[Locator],
    meant: &[Locator],
    within: impl Fn(u32) -> u32,
) -> bool {
    read.len() == meant.len()
        && read.iter().zip(meant).all(|(read, meant)| {
            let (one, other) = (within(read.at) as usize, meant.at as usize);
            let between = text.get(one.min(other)..one.max(other));
            let kinds = std::mem::discriminant(&read.kind) == std::mem::discriminant(&meant.kind);
            kinds && read.text == meant.text && between.is_some_and(|b| b.trim().is_empty())
        })
}

//! The words of a transcript: from a file's lines to paragraphs, turns, sections, footnotes and locators.
//!
//! It keeps every word as typed and forgets no place; who the speakers are is the header's business (`load::transcript`). In reading order:
//!
//! | Module | What it does |
//! |---|---|
//! | `body` | leaves HTML comments out, marks damaged signs |
//! | `labels` | which known label a line begins with |
//! | `spot`, `name_quotes` | labels that nobody declared, and quotation marks within them |
//! | `opening` | the same rules, line by line, for whoever brings words from elsewhere |
//! | `directions` | `(laughing)` behind a label |
//! | `marks` | times and pages |
//! | `blocks` | lines to headings, footnotes, paragraphs |
//! | `assemble` | blocks to words and turns |
//! | `inline`, `literal`, `half_links` | Markdown inside a paragraph, and what of it is words |
//! | `unclear` | words that the source is not sure of |
//! | `traced` | words that know where in the file they stood |

mod assemble;
mod blocks;
mod body;
mod directions;
mod half_links;
mod inline;
mod labels;
mod literal;
mod marks;
mod name_quotes;
mod near;
mod opening;
mod spot;
mod titles;
mod traced;
mod unclear;

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

pub(super) use self::body::is_damaged;
use self::{
    assemble::Assembly,
    blocks::Block,
    inline::Footnotes,
    labels::{Labels, Meaning},
};
pub use self::{
    body::{Body, comments},
    half_links::{HalfLink, HalfLinkReason, in_footnote as link_in_footnote},
    literal::Sign,
    near::numbered_apart,
    opening::{
        Opening, folded_label, is_direction, is_titled, mark_beside_label, marks_taken,
        may_be_label, opening,
    },
    spot::{DetectedLabel, LabelReason},
    titles::without_title,
};
use crate::{
    archive::{
        Footnote, FootnoteIndex, IndexVec, Origin, Paragraph, ParagraphId, ParagraphIndex, Section,
        SpeakerIndex, Turn, TurnIndex, indexes,
    },
    source::{SourceId, Span},
};

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// `.txt`: every line a paragraph, nothing means anything.
    Lines,
    /// `.txt` with `lines: wrapped`: paragraphs are separated by blank lines.
    Wrapped,
    /// `.md`.
    Markdown,
}

/// What an editor says of the start of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The label there is words.
    Words,
    /// A turn of this speaker begins.
    Of(SpeakerIndex),
    /// A turn of nobody begins.
    Narration,
    /// A turn of somebody begins, if what is before it is nobody's.
    Somebody,
}

/// What the header says about the words.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// How the file is read.
    pub layout: Layout,
    /// The speakers' labels in order.
    pub labels: &'a [String],
    /// Labels that are words.
    pub words: &'a [String],
    /// Speaker of text before the first label.
    pub unlabelled: Option<SpeakerIndex>,
    /// Speakers whose words are nobody's.
    pub narrators: &'a BTreeSet<SpeakerIndex>,
    /// What an editor says, by the index of the paragraph.
    pub turns: &'a BTreeMap<ParagraphId, At>,
}

/// What a file says.
#[derive(Debug, Default)]
pub struct Speech {
    /// See [`crate::archive::Transcript::text`].
    pub text: String,
    /// See [`crate::archive::Transcript::paragraphs`].
    pub paragraphs: IndexVec<ParagraphIndex, Paragraph>,
    /// See [`crate::archive::Transcript::turns`].
    pub turns: IndexVec<TurnIndex, Turn>,
    /// See [`crate::archive::Transcript::sections`].
    pub sections: Vec<Section>,
    /// See [`crate::archive::Transcript::footnotes`].
    pub footnotes: IndexVec<FootnoteIndex, Footnote>,
    /// See [`crate::archive::Transcript::origin`].
    pub origin: Origin,
    /// How often each label began a turn.
    pub label_uses: IndexVec<SpeakerIndex, usize>,
    /// Footnotes that are defined and never used.
    pub unused_footnotes: Vec<FootnoteIndex>,
    /// Labels that no words follow, and where they stand in the file.
    pub wordless: Vec<(String, usize)>,
    /// Paragraphs (indexes) of which an editor says that their label is words, and that have none.
    pub no_label: Vec<ParagraphIndex>,
    /// Signs of Markdown that are words: the first of each kind, its place in the file, how many.
    pub literal: Vec<(Sign, usize, usize)>,
    /// What looks like a link and stays as it is typed, in a `.md`.
    pub half_links: Vec<HalfLink>,
}

/// One line of the file, without its end.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    /// Byte of the file.
    at: usize,
}

/// Labels that a file's lines begin with and that are not `known` (declared ones, then words), in order of first use.
pub fn spot(
    body: &Body<'_>,
    layout: Layout,
    declared: &[String],
    words: &[String],
) -> Vec<DetectedLabel> {
    let known = known_in(body, layout, declared, words);
    let lines = lines(&body.text, body.range.clone());
    let mut spotted = spot::spot(lines, &known, declared, layout == Layout::Markdown);
    for label in &mut spotted {
        label.at = body.place(label.at);
    }
    spotted
}

fn known(declared: &[String], words: &[String]) -> Labels {
    let mut labels = Labels::default();
    for label in words {
        labels.add(label, Meaning::Words);
    }
    for (i, label) in indexes(declared.len()).zip(declared) {
        labels.add(label, Meaning::Speaker(i));
    }
    labels
}

/// The same, where the file decides which of them need no colon.
fn known_in(body: &Body<'_>, layout: Layout, declared: &[String], words: &[String]) -> Labels {
    let mut labels = known(declared, words);
    let lines = lines(&body.text, body.range.clone());
    labels.without_colons(lines.map(|line| {
        let (from, _) = marks::leading(line.text, 0, layout == Layout::Markdown);
        (line.text, from)
    }));
    labels
}

/// The speaker that a label means.
pub fn speaker_of(labels: &[String], label: &str) -> Option<SpeakerIndex> {
    match known(labels, &[]).meaning(label)? {
        Meaning::Speaker(speaker) => Some(speaker),
        Meaning::Words => None,
    }
}

/// Reads the part of a file that is speech.
pub fn read(source: SourceId, body: &Body<'_>, reading: Reading<'_>) -> Speech {
    let labels = known_in(body, reading.layout, reading.labels, reading.words);
    let found = blocks::blocks(
        lines(&body.text, body.range.clone()),
        reading.layout,
        &labels,
    );
    let footnotes = footnotes(source, body, &found.blocks);
    let names = Footnotes::new(footnotes.iter().map(|f| f.label.as_str()));
    let mut assembly = Assembly::new(reading, &names);
    assembly.speech.footnotes = footnotes;
    for block in found.blocks {
        assembly.block(block);
    }
    assembly.finish();
    let Assembly {
        mut speech,
        words,
        literal,
        ..
    } = assembly;
    for (_, at) in &mut speech.wordless {
        *at = body.place(*at);
    }
    speech.literal = counted(found.literal.into_iter().chain(literal), body);
    let (text, origin) = words.into_parts();
    speech.origin = body.origin(origin, text.len());
    speech.text = text;
    speech
}

fn footnotes(
    source: SourceId,
    body: &Body<'_>,
    blocks: &[Block],
) -> IndexVec<FootnoteIndex, Footnote> {
    let defined = blocks.iter().filter_map(|block| match block {
        Block::Footnote { label, words } => Some((label, words)),
        Block::Heading { .. } | Block::Paragraph(_) => None,
    });
    defined
        .map(|(label, words)| {
            let last = words.text.len().saturating_sub(1);
            // A sign that stands for a damaged one is longer than it was.
            let start = body.place(words.file(0));
            let end = body.place(words.file(last)) + usize::from(!words.text.is_empty());
            Footnote {
                label: label.clone(),
                text: words.text.trim().to_owned(),
                span: Span::new(source, start..end.max(start)),
            }
        })
        .collect()
}

/// The first of each kind, where it stands in the file, and how many there are.
fn counted(
    literal: impl Iterator<Item = (Sign, usize)>,
    body: &Body<'_>,
) -> Vec<(Sign, usize, usize)> {
    let mut counts: BTreeMap<Sign, (usize, usize)> = BTreeMap::new();
    for (sign, at) in literal {
        let (first, count) = counts.entry(sign).or_insert((at, 0));
        *first = at.min(*first);
        *count += 1;
    }
    counts
        .into_iter()
        .map(|(sign, (at, count))| (sign, body.place(at), count))
        .collect()
}

fn lines(text: &str, range: Range<usize>) -> impl Iterator<Item = Line<'_>> {
    let mut at = range.start;
    let end = range.end;
    std::iter::from_fn(move || {
        if at >= end {
            return None;
        }
        let rest = &text[at..end];
        let stop = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        let line = Line {
            text: &rest[..stop],
            at,
        };
        at += stop
            + if rest[stop..].starts_with("\r\n") {
                2
            } else {
                1
            };
        Some(line)
    })
}

#[cfg(test)]
mod tests;

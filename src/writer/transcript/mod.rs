//! Transcripts in Markdown.
//!
//! What a sign means is decided by `load::speech` alone, so it is asked: each paragraph is written in one way after the other until it is read as what
//! it shall say, the plainest way first; then the whole is read once more. What looks like a label and is words is declared so.
//!
//! | Module | What it does |
//! |---|---|
//! | `said` | what is to be written |
//! | `markup` | one paragraph's line, in one of its ways |
//! | `reading` | whether lines are read as what they shall say |

mod markup;
mod reading;
mod said;

pub use self::said::{Block, Label, Paragraph, Said};

use self::{markup::Way, reading::Reader};
use super::{
    document::yaml,
    header::{self, How},
    keys::with_front,
    refused::Refused,
};
use crate::archive::{
    FormatKind, Header, Kinds, LabelSaid, ListIndex, ParagraphId, ParagraphIndex,
};

/// A file with the words of a transcript and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The text of the `.md`.
    pub text: String,
    /// Paragraphs whose emphasis, links or code Markdown cannot say where they stand; their words are all there.
    pub plainer: Vec<ParagraphId>,
}

/// The file of a transcript: front matter and words. `how` may name labels that are words; all else of it that is needed is found out.
pub fn transcript(
    header: &Header,
    how: &How,
    said: &Said,
    kinds: &Kinds,
) -> Result<Written, Refused> {
    let said = settled(said)?;
    let reader = Reader::new(header, how)?;
    let stops = reader.has_stopped_labels();
    let (body, plainer) = match stops.then(|| body(&said, &reader, true)) {
        Some(Ok(written)) => written,
        Some(Err(_)) | None => body(&said, &reader.with_colons(&said), false)?,
    };
    let mut how = how.clone();
    how.words = reader.labels_that_are_words(&body)?;
    how.comments = body.contains("<!--");
    how.literal |= reader.has_signs(&body);
    let mut header = header.clone();
    // A back-slash says it in the words themselves.
    for turn in &mut header.turns {
        turn.label
            .take_if(|label| matches!(label, LabelSaid::Words(_)));
    }
    let says = |turn: &crate::archive::TurnCorrection| {
        turn.label.is_some()
            || turn.person.is_some()
            || turn.name.is_some()
            || turn.role.is_some()
            || turn.part.is_some()
            || turn.asks.is_some()
            || turn.certainty.is_some()
    };
    header.turns.retain(says);
    let front = yaml(&header::fields(&header, &how, kinds))?;
    Ok(Written {
        text: with_front(&front, &body),
        plainer,
    })
}

/// What is to be written without blanks that would not be read; what cannot be written is told.
fn settled(said: &Said) -> Result<Said, Refused> {
    let mut settled = said.clone();
    let defined = settled.footnotes.len();
    for block in &mut settled.blocks {
        match block {
            Block::Heading { level, words } => {
                *words = words.trim().to_owned();
                if words.is_empty() || words.contains(['\n', '\r']) || !(1..=6).contains(level) {
                    return Err(Refused::new(format!("{words:?} cannot be a heading")));
                }
            }
            Block::Paragraph(paragraph) => {
                *paragraph = paragraph.trimmed();
                if paragraph.text.contains(['\n', '\r']) {
                    let words = &paragraph.text;
                    return Err(Refused::new(format!(
                        "a paragraph has no line feed in it: {words:?}"
                    )));
                }
                let mut footnotes = paragraph.formats.iter().filter_map(|f| match f.kind {
                    FormatKind::Footnote(number) => Some(number.place()),
                    _ => None,
                });
                let words = &paragraph.text;
                if words.is_empty() && footnotes.clone().next().is_none() {
                    return Err(Refused::new("a paragraph has no words"));
                }
                if let Some(footnote) = footnotes.find(|place| *place >= defined) {
                    return Err(Refused::new(format!(
                        "footnote {} is named and there are {defined}: {words:?}",
                        footnote + 1
                    )));
                }
            }
        }
    }
    for footnote in &mut settled.footnotes {
        *footnote = footnote.trim().to_owned();
        if footnote.is_empty() || footnote.contains(['\n', '\r']) {
            return Err(Refused::new(format!(
                "a footnote is one line of words: {footnote:?}"
            )));
        }
    }
    Ok(settled)
}

/// The words, and which paragraphs lost emphasis; read as what is said.
fn body(
    said: &Said,
    reader: &Reader,
    stopped: bool,
) -> Result<(String, Vec<ParagraphId>), Refused> {
    let mut lines = Vec::with_capacity(said.blocks.len() + 1);
    let mut plainer = Vec::new();
    let mut count = 0;
    for block in &said.blocks {
        match block {
            Block::Heading { level, words } => {
                let ways = [false, true].map(|careful| markup::heading(*level, words, careful));
                let found = ways
                    .into_iter()
                    .find(|line| reader.is_heading(line, *level, words));
                let refused =
                    || Refused::new(format!("no heading can have these words: {words:?}"));
                lines.push(found.ok_or_else(refused)?);
            }
            Block::Paragraph(paragraph) => {
                let id = ParagraphId::counted(ParagraphIndex::at(count));
                count += 1;
                let (line, way) = line(paragraph, reader, stopped).ok_or_else(|| {
                    Refused::new(format!(
                        "{id} cannot be written so that it is read as it is: {:?}",
                        paragraph.text
                    ))
                })?;
                if way.bare {
                    plainer.push(id);
                }
                lines.push(line);
            }
        }
    }
    let footnotes = said.footnotes.iter().zip(1..);
    lines.extend(footnotes.map(|(words, number)| format!("[^{number}]: {words}")));
    let text = lines.join("\n\n") + "\n";
    reader.check(&text, said, &plainer)?;
    Ok((text, plainer))
}

/// The plainest line that is read as the paragraph.
fn line(paragraph: &Paragraph, reader: &Reader, stopped: bool) -> Option<(String, Way)> {
    let formats = paragraph
        .formats
        .iter()
        .any(|f| !matches!(f.kind, FormatKind::Footnote(_)));
    for bare in [false, true] {
        for below in [false, true] {
            for careful in [false, true] {
                for no_label in [false, true] {
                    let way = Way {
                        careful,
                        bare,
                        below,
                        no_label,
                        stopped,
                    };
                    let twice = (bare && !formats) || (below && paragraph.label.is_none());
                    // Behind a label on its line nothing is taken for another.
                    if twice || (no_label && paragraph.label.is_some() && !below) {
                        continue;
                    }
                    let line = markup::line(paragraph, way);
                    if reader.is_paragraph(&line, paragraph, !bare) {
                        return Some((line, way));
                    }
                }
            }
        }
    }
    None
}

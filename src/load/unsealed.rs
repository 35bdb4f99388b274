//! The remark on a transcript whose paragraphs are not as they were sealed.

use super::ledger::{Alignment, Was};
use crate::{
    archive::{Ledger, ListIndex, ParagraphIndex, Transcript},
    source::{
        SourceId, Span,
        diag::{Code, Diagnostic},
    },
};

/// How many places are named beside the first.
const MOST_PLACES: usize = 5;

/// How many signs of a paragraph are underlined.
const FEW: usize = 40;

/// The remark, if anything is not sealed.
pub(super) fn told(
    transcript: &Transcript,
    source: SourceId,
    ledger: &Ledger,
    alignment: &Alignment,
) -> Option<Diagnostic> {
    let mut places: Vec<(ParagraphIndex, String)> = Vec::new();
    let mut counts = [0; 6];
    for (j, aligned) in alignment.paragraphs.iter().enumerate() {
        let id = aligned.id;
        let (what, label) = match aligned.was {
            Was::Kept(_) => continue,
            Was::New => (NEW, format!("{id} is new")),
            Was::Split(line) => (
                NEW,
                format!("{id} is new: a part of what was {}", ledger.lines[line].id),
            ),
            Was::Reworded(_) => (REWORDED, format!("{id} is reworded")),
            Was::Moved(_) => (MOVED, format!("{id} stood elsewhere")),
            Was::Restored(_) => (RESTORED, format!("{id} is there again")),
        };
        counts[what] += 1;
        places.push((ParagraphIndex::at(j), label));
    }
    counts[GONE] = alignment.removed.len();
    counts[JOINED] = alignment.joined.len();
    if counts == [0; 6] {
        return None;
    }
    let said = COUNTED.iter().zip(counts).filter(|(_, count)| *count > 0);
    let said: Vec<String> = said
        .enumerate()
        .map(|(at, ((one, more), count))| match (at, count) {
            (0, 1) => format!("1 paragraph {one}"),
            (0, count) => format!("{count} paragraphs {more}"),
            (_, 1) => format!("1 {one}"),
            (_, count) => format!("{count} {more}"),
        })
        .collect();
    let message = format!("{} since they were sealed", said.join(", "));
    let mut places = places.into_iter();
    let mut remark = match places.next() {
        Some((first, label)) => {
            Diagnostic::at(Code::NotSealed, head(transcript, first), message).label(label)
        }
        None => Diagnostic::file(Code::NotSealed, source, message),
    };
    for (place, label) in places.by_ref().take(MOST_PLACES) {
        remark = remark.related(head(transcript, place), label);
    }
    let id = |line: &usize| ledger.lines[*line].id.to_string();
    let gone: Vec<String> = alignment.removed.iter().take(MOST_PLACES).map(id).collect();
    if !gone.is_empty() {
        let more = match counts[GONE] > gone.len() {
            true => ", ...",
            false => "",
        };
        remark = remark.note(format!("gone: {}{more}", gone.join(", ")));
    }
    let transcript = transcript.id();
    Some(remark.help(format!(
        "run `postil seal {transcript}`: it lists what it changes before it writes"
    )))
}

const NEW: usize = 0;
const REWORDED: usize = 1;
const MOVED: usize = 2;
const RESTORED: usize = 3;
const JOINED: usize = 4;
const GONE: usize = 5;

/// What is said of one and of several, in the order of the counts.
const COUNTED: [(&str, &str); 6] = [
    ("is new", "are new"),
    ("is reworded", "are reworded"),
    ("is moved", "are moved"),
    ("is there again", "are there again"),
    ("is joined to another", "are joined to others"),
    ("is gone", "are gone"),
];

/// The first words of a paragraph.
fn head(transcript: &Transcript, paragraph: ParagraphIndex) -> Span {
    let words = transcript.words(paragraph);
    let end = words
        .char_indices()
        .nth(FEW)
        .map_or(words.len(), |(at, _)| at);
    let start = transcript.paragraphs[paragraph].bytes().start;
    transcript.span(start..start + end)
}

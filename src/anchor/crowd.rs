//! How many notes may lie over one word.
//!
//! Each piece of a text names the notes that lie over it, so that thousands of notes over each other would make a page that grows with
//! their square, and that nobody could read.

use std::{
    cmp::{Ordering, Reverse},
    collections::BinaryHeap,
};

use super::{Claim, spots::Spot};
use crate::{
    archive::Transcript,
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
};

/// How many notes may lie over one word.
pub(super) const MOST: usize = 256;

/// What to do where there are more.
pub(super) const REMEDY: &str =
    "let several notes on the same words be one, or point each at fewer words";

/// So many bytes of the transcript are shown as the word.
const SHOWN: usize = 40;

/// Notes for which there is no room, over one place.
struct Crowd {
    /// Byte of the text at which there was no room.
    at: usize,
    /// Byte of the text at which there is room again.
    until: usize,
    /// The first one there was no room for.
    first: usize,
    count: usize,
}

/// Takes those notes out of the text that would be more than [`MOST`] over one word, and tells of each place.
pub(super) fn thin(
    transcript: &Transcript,
    claims: &[Claim],
    spots: &mut [Option<Vec<Spot>>],
    diags: &mut Vec<Diagnostic>,
) {
    if claims.len() <= MOST {
        return;
    }
    let mut all: Vec<(usize, usize, usize)> = Vec::new();
    for (i, spots) in spots.iter().enumerate() {
        let own = spots.iter().flatten().filter(|spot| spot.highlight);
        all.extend(own.map(|spot| (spot.range.start, spot.range.end, i)));
    }
    all.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)).then(a.2.cmp(&b.2)));
    // One passage that a note names twice is one.
    all.dedup();
    let mut open: BinaryHeap<Reverse<usize>> = BinaryHeap::with_capacity(MOST);
    let mut crowds: Vec<Crowd> = Vec::new();
    for (start, end, claim) in all {
        while open.peek().is_some_and(|Reverse(end)| *end <= start) {
            open.pop();
        }
        if open.len() < MOST {
            open.push(Reverse(end));
            continue;
        }
        spots[claim] = None;
        let until = open.peek().map_or(end, |Reverse(end)| *end);
        match crowds.last_mut() {
            Some(crowd) if start < crowd.until => crowd.count += 1,
            Some(_) | None => crowds.push(Crowd {
                at: start,
                until,
                first: claim,
                count: 1,
            }),
        }
    }
    diags.extend(crowds.iter().map(|crowd| told(transcript, claims, crowd)));
}

fn told(transcript: &Transcript, claims: &[Claim], crowd: &Crowd) -> Diagnostic {
    let word = &transcript.text[crowd.at..];
    let word = word.split_whitespace().next().unwrap_or_default();
    let word = &word[..word.floor_char_boundary(SHOWN)];
    let paragraph = transcript.paragraphs[transcript.paragraph_at(crowd.at)].id;
    let place = transcript.span(crowd.at..crowd.at + word.len());
    let remark = Diagnostic::at(
        Code::TooMany,
        pointed(&claims[crowd.first]),
        format!("more than {MOST} notes lie over one word: `{word}` in {paragraph}"),
    )
    .related(place, "this word");
    let remark = match crowd.count.cmp(&1) {
        Ordering::Greater => remark.note(format!(
            "this is the first of {} for which there is no room there",
            crowd.count
        )),
        Ordering::Equal | Ordering::Less => remark,
    };
    remark.help(REMEDY)
}

/// The words of an annotation that say where it stands.
pub(super) fn pointed(claim: &Claim) -> Span {
    let annotation = &claim.annotation;
    let targets = claim.targets.iter();
    let first = targets.filter_map(|&i| annotation.targets.get(i)).next();
    let disputes = || annotation.disputes.as_ref().map(|name| name.span);
    first
        .map(|target| target.span)
        .or_else(disputes)
        .unwrap_or(annotation.span)
}

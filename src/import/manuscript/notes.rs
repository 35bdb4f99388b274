//! Comments to notes: what they are on, and what answers them.

use std::collections::BTreeMap;

use super::{Comment, Manuscript, markdown, para::Anchor};
use crate::{
    archive::{Annotation, Date, ListIndex, ParagraphIndex, Prose},
    import::{Account, Note, On, Point, Report, Side},
    source::{SourceId, Spanned},
    writer::{Block, Said},
};

/// Where a comment is anchored.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Reach {
    opens: Option<Point>,
    closes: Option<Point>,
    stands: Option<Point>,
}

/// The notes that comments are, each with its answers.
pub(super) fn notes(
    manuscript: &Manuscript,
    said: &Said,
    places: &[(Anchor, Point)],
    account: &mut Account,
) -> Vec<Note> {
    let mut reaches: BTreeMap<&str, Reach> = BTreeMap::new();
    for (anchor, point) in places {
        match anchor {
            Anchor::Opens(id) => _ = reaches.entry(id).or_default().opens.get_or_insert(*point),
            Anchor::Closes(id) => reaches.entry(id).or_default().closes = Some(*point),
            Anchor::Stands(id) => _ = reaches.entry(id).or_default().stands.get_or_insert(*point),
            Anchor::Footnote(_) | Anchor::Mark(_) => {}
        }
    }
    let texts: Vec<&str> = said
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Heading { .. } => None,
        })
        .collect();
    let comments = &manuscript.comments;
    let roots = roots(manuscript, &reaches);
    let mut notes: Vec<Note> = Vec::new();
    let mut note_of: BTreeMap<usize, usize> = BTreeMap::new();
    account.found("comments", comments.len());
    for (index, comment) in comments.iter().enumerate() {
        let text = markdown::text(&comment.paragraphs, &manuscript.links);
        let root = roots.get(index).copied().unwrap_or(index);
        let place = || comment.place.clone();
        if text.is_empty() {
            let what = "the comment has no words";
            account.left_out(Side::Notes, Report::new("comments", place(), what, ""));
            continue;
        }
        account.wrote("comments", 1);
        for address in markdown::addresses(&comment.paragraphs, &manuscript.links) {
            account.printed(Side::Notes, &address);
        }
        if comment.done {
            let what = "the comment was marked as resolved, which is not kept";
            account.remark(Report::new("comments", place(), what, ""));
        }
        let answered = note_of.get(&root).filter(|_| root != index);
        if let Some(note) = answered.and_then(|at| notes.get_mut(*at)) {
            answer(note, comment, &text, account);
            continue;
        }
        let reach = reaches
            .get(comment.id.as_str())
            .copied()
            .unwrap_or_default();
        let on = on(reach, &texts);
        let lost = match &on {
            On::Whole => {
                Some("nothing in the text says what the comment is on; it is on the whole")
            }
            On::Paragraphs(..) if reach.opens.is_some() => {
                Some("no words are left that the comment was on; it is on their paragraph")
            }
            On::Paragraphs(..) | On::Words(..) => None,
        };
        if let Some(what) = lost {
            account.remark(Report::new("comments", place(), what, ""));
        }
        note_of.insert(root, notes.len());
        notes.push(Note::on(on, annotation(comment, text, account)));
    }
    notes
}

fn annotation(comment: &Comment, text: String, account: &mut Account) -> Annotation {
    let written = comment.written.as_deref().and_then(|written| {
        let date = Date::parse(written).ok();
        if date.is_none() {
            let what = format!("`{written}` is no date, and is not kept");
            account.remark(Report::new("comments", comment.place.clone(), what, ""));
        }
        date
    });
    Annotation {
        note: Some(Prose::unplaced(text)),
        by: comment.author.clone().map(Spanned::unplaced),
        written: written.map(Spanned::unplaced),
        draft: true,
        ..Annotation::nothing(SourceId(u32::MAX))
    }
}

/// Puts an answer below what it answers, with who wrote it.
fn answer(note: &mut Note, comment: &Comment, text: &str, account: &mut Account) {
    let Some(prose) = &mut note.annotation.note else {
        return;
    };
    let day = comment
        .written
        .as_deref()
        .map(|w| w.split('T').next().unwrap_or(w));
    let author = comment.author.as_deref();
    let said: Vec<String> = [
        author.map(|a| format!("**{}**", markdown::words(a))),
        day.map(|d| format!("({d})")),
    ]
    .into_iter()
    .flatten()
    .collect();
    for words in author.into_iter().chain(day) {
        account.printed(Side::Notes, words);
    }
    let head = match said.is_empty() {
        true => "—".to_owned(),
        false => said.join(" ") + ":",
    };
    prose.text.push_str(&format!("\n\n{head} {text}"));
}

/// For each comment the first one of its thread.
fn roots(manuscript: &Manuscript, reaches: &BTreeMap<&str, Reach>) -> Vec<usize> {
    let comments = &manuscript.comments;
    let by_id: BTreeMap<&str, usize> = comments
        .iter()
        .enumerate()
        .map(|(i, c)| (c.id.as_str(), i))
        .collect();
    let mut first_on: BTreeMap<(Point, Point), usize> = BTreeMap::new();
    let mut roots: Vec<usize> = Vec::with_capacity(comments.len());
    for (index, comment) in comments.iter().enumerate() {
        let reach = reaches.get(comment.id.as_str());
        // Where no words are, nothing says that they belong together.
        let same = reach.and_then(|r| r.opens.zip(r.closes));
        let same = same.filter(|(opens, closes)| opens < closes);
        let answered = match manuscript.has_threads {
            true => comment
                .answers
                .as_deref()
                .and_then(|id| by_id.get(id).copied()),
            false => same.map(|range| *first_on.entry(range).or_insert(index)),
        };
        // What answers a later comment, which no program writes, begins a thread of its own; so there are no circles.
        let earlier = answered.filter(|answered| *answered < index);
        roots.push(
            earlier
                .and_then(|at| roots.get(at).copied())
                .unwrap_or(index),
        );
    }
    roots
}

fn on(reach: Reach, texts: &[&str]) -> On {
    if let (Some(opens), Some(closes)) = (reach.opens, reach.closes.or(reach.stands))
        && let Some((start, end)) = trimmed(opens, closes, texts)
    {
        return On::Words(start, end);
    }
    match reach.stands.or(reach.opens).or(reach.closes) {
        Some(point) => On::Paragraphs(point.paragraph, point.paragraph),
        None => On::Whole,
    }
}

/// The same words without blanks and ends of paragraphs round them; nothing, if there are none.
fn trimmed(mut start: Point, mut end: Point, texts: &[&str]) -> Option<(Point, Point)> {
    let text = |point: Point| texts.get(point.paragraph.place()).copied();
    while start < end {
        let rest = text(start)?.get(start.byte..)?;
        let blank = rest.len() - rest.trim_start().len();
        if blank < rest.len() {
            start.byte += blank;
            break;
        }
        start = Point {
            paragraph: ParagraphIndex::at(start.paragraph.place() + 1),
            byte: 0,
        };
    }
    while start < end {
        let before = text(end)?.get(..end.byte)?.trim_end();
        if !before.is_empty() {
            end.byte = before.len();
            break;
        }
        let paragraph = ParagraphIndex::at(end.paragraph.place().checked_sub(1)?);
        end = Point {
            paragraph,
            byte: text(Point { paragraph, byte: 0 })?.len(),
        };
    }
    (start < end).then_some((start, end))
}

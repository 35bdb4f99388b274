//! The words: who speaks is found line by line; then they are read as a transcript of the archive is.

use std::collections::{BTreeMap, BTreeSet};

use super::{footnotes::without_empty, prepare::Prepared};
use crate::{
    archive::{self, Format, FormatKind, IndexVec, Locator, Speaker, SpeakerIndex},
    import::{
        self, Account, AsWords, Place, Report, Side,
        labels::{self, Begun, Found, Line},
        marks::full,
        text::{
            shape,
            source::{self, SourceLine},
        },
    },
    load::speech::{self, Body, Layout, Reading, Speech},
    source::SourceId,
    writer::{Block, Paragraph, Said},
};

/// What was read.
pub(super) struct Read {
    pub(super) said: Said,
    labels: Vec<String>,
}

impl Read {
    /// The labels, declared.
    pub(super) fn speakers(&self) -> IndexVec<SpeakerIndex, Speaker> {
        let mut speakers = IndexVec::new();
        for label in &self.labels {
            speakers.push(Speaker {
                label: label.clone(),
                ..Speaker::default()
            });
        }
        speakers
    }

    /// The heading that stands above all words.
    pub(super) fn first_heading(&self) -> Option<String> {
        match self.said.blocks.first() {
            Some(Block::Heading { words, .. }) => Some(words.clone()),
            Some(Block::Paragraph(_)) | None => None,
        }
    }
}

/// Words with their labels taken off, and where these stood.
#[derive(Default)]
struct Unlabelled<'f> {
    text: String,
    /// Byte of `text` at which the words of a label begin, its line in the file, and the label; ascending.
    begun: Vec<(usize, usize, &'f Begun)>,
}

/// Reads the words of a file.
pub(super) fn read(prepared: &Prepared, words: &AsWords, account: &mut Account) -> Read {
    let lines: Vec<&str> = prepared
        .lines
        .iter()
        .map(|(_, line)| line.as_str())
        .collect();
    let text = lines.join("\n");
    let mut lines = source::lines(&text);
    for line in &mut lines {
        let place = line.number.saturating_sub(1);
        line.number = prepared
            .lines
            .get(place)
            .map_or(line.number, |(number, _)| *number);
    }
    let found = who_speaks(&lines, words);
    for (at, name) in &found.doubtful {
        let what = format!("“{name}:” is taken for words, though it looks like a label");
        let place = Place::line(lines[*at].number);
        account.remark(Report::new("labels", place, what, lines[*at].text));
    }
    let unlabelled = unlabelled(&text, &lines, &found, account);
    let body = Body::new(&unlabelled.text, 0..unlabelled.text.len(), &[]);
    let speech = speech::read(
        SourceId(0),
        &body,
        Reading {
            layout: Layout::Markdown,
            labels: &[],
            words: &[],
            unlabelled: None,
            narrators: &BTreeSet::new(),
            turns: &BTreeMap::new(),
        },
    );
    if speech.paragraphs.is_empty() {
        without_words(&unlabelled, account);
        return Read {
            said: Said::default(),
            labels: Vec::new(),
        };
    }
    Read {
        said: said(&speech, &unlabelled, account),
        labels: found.labels,
    }
}

/// Headings, footnotes, labels and times that stand before no words are no transcript.
fn without_words(unlabelled: &Unlabelled<'_>, account: &mut Account) {
    for line in unlabelled
        .text
        .lines()
        .filter(|line| !line.trim().is_empty())
    {
        account.found("lines", 1);
        let what = "the file has no words that anybody says: it is no transcript";
        account.left_out(
            Side::Speech,
            Report::new("lines", Place::default(), what, line),
        );
    }
    for begun in &unlabelled.begun {
        wordless(begun, account);
    }
}

fn who_speaks(lines: &[SourceLine<'_>], words: &AsWords) -> Found {
    let shape = shape::shape(lines);
    let mut last: Option<&SourceLine<'_>> = None;
    let asked = lines.iter().map(|line| {
        let heading = line.text.starts_with('#');
        let near = last.filter(|last| !last.is_blank());
        let within = near.is_some_and(|last| shape.runs_on(last, line));
        last = Some(line);
        match heading {
            true => Line::default(),
            false => Line {
                text: line.text,
                apart: 0,
                within,
            },
        }
    });
    let asked: Vec<Line<'_>> = asked.collect();
    labels::find_but(&asked, words)
}

/// The words in which every label begins a paragraph, without the labels.
fn unlabelled<'f>(
    text: &str,
    lines: &[SourceLine<'_>],
    found: &'f Found,
    account: &mut Account,
) -> Unlabelled<'f> {
    let mut words = Unlabelled::default();
    let whole = text.split('\n');
    for ((line, whole), begun) in lines.iter().zip(whole).zip(&found.lines) {
        let Some(begun) = begun else {
            words.text.push_str(whole);
            words.text.push('\n');
            continue;
        };
        account.found("turns", 1);
        account.elsewhere(Side::Speech, &line.text[..begun.end]);
        let rest = line.text[begun.end..].trim_start();
        words.text.push('\n');
        words.begun.push((words.text.len(), line.number, begun));
        // Behind a label nothing is a heading or a footnote.
        if rest.starts_with('#') || rest.starts_with("[^") && rest.contains("]:") {
            words.text.push('\\');
        }
        words.text.push_str(rest);
        words.text.push('\n');
    }
    words
}

/// What was read, with the labels that were taken off.
fn said(speech: &Speech, unlabelled: &Unlabelled<'_>, account: &mut Account) -> Said {
    let mut said = Said::default();
    let mut begun = unlabelled.begun.iter().peekable();
    // A sign `#` with nothing behind it is no heading.
    let sections = speech.sections.iter();
    let sections = sections.filter(|section| !section.title.trim().is_empty());
    let mut sections = sections.peekable();
    for index in speech.paragraphs.indexes() {
        while let Some(section) = sections.next_if(|section| section.paragraph <= index) {
            said.blocks.push(heading(section));
        }
        let paragraph = &speech.paragraphs[index];
        let place = |byte: usize| {
            speech
                .origin
                .span(SourceId(0), byte..byte + 1)
                .range()
                .start
        };
        let mut label = None;
        while let Some(next) = begun.next_if(|(at, ..)| *at <= place(paragraph.bytes().start)) {
            if let Some(before) = label.replace(next) {
                wordless(before, account);
            }
        }
        if is_wordless(speech, paragraph) {
            label.into_iter().for_each(|label| wordless(label, account));
            without_anything(paragraph, account);
            continue;
        }
        let start = paragraph.range.start;
        let mut written =
            label.map_or_else(Paragraph::default, |(_, _, begun)| begun.paragraph(""));
        account.wrote("turns", usize::from(label.is_some()));
        written.marks = full(&written.marks).collect();
        written.push(&speech.text[paragraph.bytes()]);
        put_together(
            &speech.text[paragraph.bytes()],
            paragraph.bytes().start,
            &place,
            account,
        );
        for mark in &paragraph.locators {
            account.elsewhere(Side::Speech, &mark.text);
        }
        let own = |mark: Locator| Locator {
            at: mark.at - start,
            ..mark
        };
        written.marks.extend(full(&paragraph.locators).map(own));
        for format in &paragraph.formats {
            of_format(format, (speech, unlabelled, &place), account);
            written.formats.push(Format {
                range: format.range.start - start..format.range.end - start,
                kind: format.kind.clone(),
            });
        }
        said.blocks.push(Block::Paragraph(written));
    }
    for rest in begun {
        wordless(rest, account);
    }
    said.blocks.extend(sections.map(heading));
    for footnote in &speech.footnotes {
        account.elsewhere(Side::Speech, &footnote.label);
        said.footnotes.push(footnote.text.clone());
    }
    without_empty(&mut said, account);
    said
}

/// Whether a paragraph has neither words nor the sign of a footnote.
fn is_wordless(speech: &Speech, paragraph: &archive::Paragraph) -> bool {
    let footnote = |format: &Format| matches!(format.kind, FormatKind::Footnote(_));
    speech.text[paragraph.bytes()].trim().is_empty() && !paragraph.formats.iter().any(footnote)
}

/// What a paragraph without words has: links that nobody can follow, times of nothing.
fn without_anything(paragraph: &archive::Paragraph, account: &mut Account) {
    let links = paragraph
        .formats
        .iter()
        .filter_map(|format| match &format.kind {
            FormatKind::Link(to) => Some(to.as_str()),
            _ => None,
        });
    let marks = paragraph.locators.iter().map(|mark| mark.text.as_str());
    for words in links.chain(marks) {
        account.found("things without words", 1);
        let what = "a link or a time without words";
        let report = Report::new("things without words", Place::default(), what, words);
        account.left_out(Side::Speech, report);
    }
}

/// A sign of Markdown within a word parts it in the source and not in what is written: `un*believ*able`. The parts are accounted for.
fn put_together(words: &str, start: usize, place: &impl Fn(usize) -> usize, account: &mut Account) {
    let mut from = 0;
    for word in import::words(words) {
        let Some(at) = words[from..].find(word).map(|at| from + at) else {
            return;
        };
        from = at + word.len();
        let byte = |at: usize| place(start + at);
        if byte(from - 1) - byte(at) == word.len() - 1 {
            continue;
        }
        let (mut part, mut parts) = (at, Vec::new());
        for (next, _) in word.char_indices().skip(1) {
            if byte(at + next) != byte(at + next - 1) + 1 {
                parts.push(words[part..at + next].to_owned());
                part = at + next;
            }
        }
        parts.push(words[part..from].to_owned());
        account.joined(Side::Speech, word, parts);
    }
}

fn heading(section: &crate::archive::Section) -> Block {
    Block::Heading {
        level: section.level,
        words: section.title.clone(),
    }
}

/// The words of the source that a format stands for: the address of a link, the name of a footnote.
fn of_format(
    format: &Format,
    (speech, unlabelled, place): (&Speech, &Unlabelled<'_>, &impl Fn(usize) -> usize),
    account: &mut Account,
) {
    match &format.kind {
        FormatKind::Link(to) => {
            let before = unlabelled.text[..place(format.range.start as usize)]
                .chars()
                .next_back();
            // `<https://example.org>` is printed once.
            let words = format.range.start as usize..format.range.end as usize;
            let printed = speech.text.get(words).unwrap_or_default();
            let bare = to.strip_prefix("mailto:").unwrap_or(to);
            if before != Some('<') || (printed != bare && printed != to) {
                account.elsewhere(Side::Speech, to);
            }
        }
        FormatKind::Footnote(number) => {
            if let Some(footnote) = speech.footnotes.get(*number) {
                account.elsewhere(Side::Speech, &footnote.label);
            }
        }
        FormatKind::Emphasis | FormatKind::Strong | FormatKind::Code => {}
    }
}

fn wordless((_, line, begun): &(usize, usize, &Begun), account: &mut Account) {
    let what = format!("“{}” stands before no words", begun.label.declared);
    let report = Report::new("turns", Place::line(*line), what, "");
    account.left_out(Side::Speech, report);
}

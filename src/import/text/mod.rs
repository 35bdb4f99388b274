//! Text with labels: as people type it, as transcription services give it, and as `pdftotext -layout` writes it.
//!
//! | Module | What it does |
//! |---|---|
//! | `source` | the lines of the file, each with its place |
//! | `columns`, `pages`, `numbered` | what a page of a PDF has beside words |
//! | `services` | what transcription services print beside words |
//! | `shape`, `hyphens` | where paragraphs and words are broken into lines |
//! | `top`, `meant` | title, place and date before anybody speaks |
//! | `paragraphs` | lines to paragraphs and turns |
//!
//! Who speaks is found by [`labels`].

mod columns;
mod hyphens;
pub(super) mod meant;
mod numbered;
mod pages;
mod paragraphs;
mod services;
pub(super) mod shape;
pub(super) mod source;
#[cfg(test)]
mod tests;
pub(super) mod top;

use std::collections::{BTreeMap, BTreeSet};

use self::{
    hyphens::Vocabulary,
    paragraphs::{Assembly, Gap, Joined},
    source::SourceLine,
};
use super::{
    Account, AsWords, Asked, BroughtTranscript, Claim, Decoded, ImportFile, Imported, Importer,
    Place, Report, Side, Unreadable,
    guess::Guess,
    labels::{self, Found, Line},
    marks,
};
use crate::{
    archive::{Header, Speaker},
    import::text::shape::Shape,
};

/// Text with labels.
#[derive(Debug)]
pub struct Text;

/// How many lines are told one by one, of those that begin with what looks like a label.
const TOLD: usize = 50;

impl Importer for Text {
    fn name(&self) -> &'static str {
        "text"
    }

    fn title(&self) -> &'static str {
        "text with labels"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let head = file.head();
        if head.trim().is_empty() {
            return Claim::No;
        }
        let lines: Vec<Line<'_>> = head.lines().map(|line| Line::of(line.trim())).collect();
        let begun = labels::find(&lines).lines.into_iter().flatten().count();
        match file.extension().as_str() {
            "txt" | "text" if begun > 0 => Claim::Likely,
            _ => Claim::Perhaps,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let decoded = file.decoded()?;
        let text = without_damage(&decoded.text);
        let mut account = Account::default();
        account_for_letters(decoded, &text, &mut account);
        let mut header = Header {
            title: file.stem().to_owned(),
            language: asked.language.clone(),
            ..Header::default()
        };
        let mut lines = source::lines(&text);
        if let Some(line) = columns::in_two_columns(&lines) {
            let message = "the text stands in two columns, which cannot be read line by line";
            return Err(Unreadable::at(Place::line(line), message)
                .help("run `pdftotext` without `-layout`, and import what that writes"));
        }
        let lines = words_alone(&mut lines, &mut account);
        let pages = lines.last().map_or(0, |line| line.page);
        let shape = shape::shape(&lines);
        let found = who_speaks(&lines, shape, &asked.as_words);
        let labelled = found.lines.iter().position(Option::is_some);
        let top = top::top(
            &lines[..labelled.unwrap_or(lines.len())],
            (labelled.is_some(), &asked.as_words),
            &mut account,
        );
        top.fill(&mut header);
        for &at in &top.taken {
            account.elsewhere(Side::Speech, lines[at].text);
            account.wrote("lines", 1);
        }
        for label in &found.labels {
            header.speakers.push(Speaker {
                label: label.clone(),
                ..Speaker::default()
            });
        }
        tell_doubts(&lines, &found, &top.taken, &mut account);
        account.found("turns", found.lines.iter().flatten().count());
        let taken: BTreeSet<usize> = top.taken.iter().copied().collect();
        let vocabulary = Vocabulary::of(&lines);
        let mut assembly = Assembly::new((&mut header, &mut account), shape, vocabulary, pages > 0);
        let mut last: Option<&SourceLine<'_>> = None;
        let mut gap = Gap::Nothing;
        for (at, line) in lines.iter().enumerate() {
            if line.is_blank() || taken.contains(&at) {
                gap = Gap::Blank;
                continue;
            }
            let apart = last.is_some_and(|last| last.page != line.page);
            let between = if apart { Gap::Page } else { gap };
            let begun = found.lines.get(at).and_then(Option::as_ref);
            assembly.line(line, begun, last.map(|last| (last, between)));
            (last, gap) = (Some(line), Gap::Nothing);
        }
        let (said, joined) = assembly.finish();
        account.printed(Side::Speech, &with_joined_words(&text, &joined));
        if said.blocks.is_empty() {
            return Err(Unreadable::new("the text has no words"));
        }
        let key = file.stem().to_owned();
        let mut transcript = BroughtTranscript {
            guessed: Guess::labels(header.speakers.iter()),
            key,
            header,
            said,
            notes: Vec::new(),
        };
        let mut entries = Vec::new();
        top.guessed(&mut transcript, &mut entries);
        Ok(Imported {
            transcripts: vec![transcript],
            entries,
            account,
            ..Imported::default()
        })
    }
}

/// A text in which what can stand on no page (control characters) is shown as what is damaged.
pub(in crate::import) fn without_damage(text: &str) -> String {
    let damaged = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\u{c}');
    text.replace(damaged, "\u{fffd}")
}

/// Tells what had to be guessed or is damaged.
pub(in crate::import) fn account_for_letters(decoded: &Decoded, text: &str, account: &mut Account) {
    if decoded.guessed {
        let what = format!(
            "nothing says in which character set the file is: read as {}",
            decoded.charset
        );
        account.remark(Report::new("letters", Place::default(), what, ""));
    }
    let signs = decoded.text.chars().zip(text.chars());
    let damaged = signs.filter(|(was, is)| was != is).count();
    if damaged > 0 {
        let what = format!("{damaged} damaged signs are written as �");
        account.remark(Report::new("letters", Place::default(), what, ""));
    }
}

/// The lines that are words: numbers of lines, furniture of pages and of services told, and taken away.
fn words_alone<'t>(lines: &mut Vec<SourceLine<'t>>, account: &mut Account) -> Vec<SourceLine<'t>> {
    for (line, numbers) in numbered::without_line_numbers(lines) {
        account.found("line numbers", 1);
        let what = "numbers of lines: furniture of the page";
        let report = Report::new("line numbers", Place::line(line), what, numbers);
        account.left_out(Side::Speech, report);
    }
    account.found(
        "lines",
        lines.iter().filter(|line| !line.is_blank()).count(),
    );
    let mut no_words: BTreeMap<usize, &'static str> = BTreeMap::new();
    for furniture in pages::furniture(lines) {
        no_words.insert(furniture.line, furniture.what);
    }
    for (at, line) in lines.iter().enumerate() {
        if services::is_furniture(line.text) {
            no_words
                .entry(at)
                .or_insert("a line of the service that transcribed");
        }
    }
    let mut kept = Vec::with_capacity(lines.len());
    for (at, line) in lines.iter().enumerate() {
        match no_words.get(&at) {
            Some(what) => {
                let report = Report::new("lines", Place::line(line.number), *what, line.text);
                account.left_out(Side::Speech, report);
            }
            None => kept.push(line.clone()),
        }
    }
    kept
}

/// Labels, by the places of the lines.
fn who_speaks(lines: &[SourceLine<'_>], shape: Shape, words: &AsWords) -> Found {
    let mut last: Option<&SourceLine<'_>> = None;
    let mut gap = false;
    let about = top::about(lines);
    let asked = lines.iter().enumerate().map(|(at, line)| {
        if line.is_blank() || at < about || marks::time_alone(line.text).is_some() {
            gap = true;
            return Line::default();
        }
        let near = last.filter(|last| !gap || last.page != line.page);
        let within = near.is_some_and(|last| shape.runs_on(last, line));
        (last, gap) = (Some(line), false);
        Line {
            text: line.text,
            apart: 0,
            within,
        }
    });
    let asked: Vec<Line<'_>> = asked.collect();
    labels::find_but(&asked, words)
}

/// Tells which lines look as if somebody began to speak, and were taken for words.
fn tell_doubts(lines: &[SourceLine<'_>], found: &Found, taken: &[usize], account: &mut Account) {
    let doubtful = found.doubtful.iter().filter(|(at, _)| !taken.contains(at));
    for (at, name) in doubtful.clone().take(TOLD) {
        let place = Place::line(lines[*at].number);
        let what = format!("“{name}:” is taken for words, though it looks like a label");
        account.remark(Report::new("labels", place, what, lines[*at].text));
    }
    let more = doubtful.count().saturating_sub(TOLD);
    if more > 0 {
        let what = format!("{more} more lines begin with what looks like a label");
        account.remark(Report::new("labels", Place::default(), what, ""));
    }
}

/// The source as it is compared: words that were broken at a line's end and joined are in one piece.
fn with_joined_words(text: &str, joined: &[Joined]) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut at = 0;
    for Joined { hyphen, part } in joined {
        let word = text.get(part.0..part.0 + part.1).unwrap_or_default();
        whole.push_str(text.get(at..hyphen.0).unwrap_or_default());
        whole.push_str(word);
        whole.push_str(text.get(hyphen.0 + hyphen.1..part.0).unwrap_or_default());
        at = part.0 + part.1;
    }
    whole.push_str(text.get(at..).unwrap_or_default());
    whole
}

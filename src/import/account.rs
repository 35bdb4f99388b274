//! What became of what a file holds: nothing of it is lost silently.
//!
//! An importer counts what it finds (turns, cues, comments, codes) and what it writes of that; what it does not write it reports, with its
//! place. Beside that it hands over every word that the file prints, taken by the plainest way there is; `reckon` compares these with what was
//! made of them.

use std::{collections::BTreeMap, fmt};

/// What became of what a file holds.
#[derive(Clone, Debug, Default)]
pub struct Account {
    counts: BTreeMap<&'static str, Count>,
    reports: Vec<Report>,
    remarks: Vec<Report>,
    pub(super) speech: Printed,
    pub(super) notes: Printed,
    /// Whether words may stand in another order than in the source: a footnote in the middle of a sentence, a box beside the text.
    pub reorders: bool,
    /// Whether signs that are not printed may part words of the source that the result has as one, as `a*b*` of Markdown does: then letters are
    /// compared and not words.
    pub joins: bool,
}

/// Of one sort of thing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// How many the file has.
    pub found: usize,
    /// How many were written.
    pub written: usize,
    /// How many were not, each with a report.
    pub reported: usize,
}

/// Something of the source that is not in the result, or not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// Which sort of thing: `cues`.
    pub unit: &'static str,
    /// Where it stands.
    pub place: Place,
    /// What became of it, in lower case without a full stop.
    pub what: String,
    /// Its words.
    pub words: String,
}

/// A place in an imported file, as far as it is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// A file within the file: `word/comments.xml`.
    pub part: Option<String>,
    /// From 1.
    pub line: Option<usize>,
    /// In characters, from 1.
    pub column: Option<usize>,
    /// In the file's own words: `comment 3`, `paragraph 12`, `00:12:31`.
    pub known_as: Option<String>,
}

/// The words of one side of an account: what is said, or what is noted.
#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    /// Every word that the file prints, in its order.
    pub(super) source: String,
    /// Of these, those that stand in the result as something else than words: a label, a title, a date.
    pub(super) elsewhere: String,
    /// Of these, those that were reported.
    pub(super) reported: String,
    /// Of these, those that are one word in the result: the word, and its parts.
    pub(super) joined: Vec<(String, Vec<String>)>,
}

/// Which words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// What is said, headings and footnotes too.
    Speech,
    /// What is noted on it.
    Notes,
}

impl Account {
    /// Counts things that the file has.
    pub fn found(&mut self, unit: &'static str, count: usize) {
        self.counts.entry(unit).or_default().found += count;
    }

    /// Counts those that were written.
    pub fn wrote(&mut self, unit: &'static str, count: usize) {
        self.counts.entry(unit).or_default().written += count;
    }

    /// Hands over words that the file prints. Between two calls a word ends.
    pub fn printed(&mut self, side: Side, words: &str) {
        add(&mut self.side(side).source, words);
    }

    /// Says that printed words stand in the result as something else than words: a label before a turn, the title, a date.
    pub fn elsewhere(&mut self, side: Side, words: &str) {
        add(&mut self.side(side).elsewhere, words);
    }

    /// Says that printed words which follow one another are one word in the result: `a*b*` of Markdown.
    pub fn joined(&mut self, side: Side, word: &str, parts: Vec<String>) {
        self.side(side).joined.push((word.to_owned(), parts));
    }

    /// Reports a thing that was found and not written. Of words that were handed over, these are told to be left out.
    pub fn left_out(&mut self, side: Side, report: Report) {
        add(&mut self.side(side).reported, &report.words);
        self.counts.entry(report.unit).or_default().reported += 1;
        self.reports.push(report);
    }

    /// Reports a thing that was counted as written, and cannot be after all: it has no place in the archive.
    pub fn take_back(&mut self, report: Report) {
        if let Some(count) = self
            .counts
            .get_mut(report.unit)
            .filter(|count| count.written > 0)
        {
            count.written -= 1;
            count.reported += 1;
        }
        self.reports.push(report);
    }

    /// The same for several things of which one report tells: lines that captions print twice.
    pub fn left_out_together(&mut self, side: Side, count: usize, report: Report) {
        self.counts.entry(report.unit).or_default().reported += count.saturating_sub(1);
        self.left_out(side, report);
    }

    /// Remarks on a thing that was written, but not as it was: a colour that is gone, a date that was guessed.
    pub fn remark(&mut self, remark: Report) {
        self.remarks.push(remark);
    }

    /// Adds the account of a part of the file, behind what is there.
    pub fn append(&mut self, part: Account) {
        for (unit, count) in part.counts {
            let own = self.counts.entry(unit).or_default();
            own.found += count.found;
            own.written += count.written;
            own.reported += count.reported;
        }
        self.reports.extend(part.reports);
        self.remarks.extend(part.remarks);
        for (own, part) in [
            (&mut self.speech, part.speech),
            (&mut self.notes, part.notes),
        ] {
            own.source.push_str(&part.source);
            own.elsewhere.push_str(&part.elsewhere);
            own.reported.push_str(&part.reported);
            own.joined.extend(part.joined);
        }
        self.reorders |= part.reorders;
    }

    /// Each sort of thing with its count, in alphabetical order.
    pub fn counts(&self) -> impl Iterator<Item = (&'static str, Count)> {
        self.counts.iter().map(|(unit, count)| (*unit, *count))
    }

    /// What was not written, in the order in which it was reported.
    pub fn reports(&self) -> &[Report] {
        &self.reports
    }

    /// What was written otherwise than it was.
    pub fn remarks(&self) -> &[Report] {
        &self.remarks
    }

    fn side(&mut self, side: Side) -> &mut Printed {
        match side {
            Side::Speech => &mut self.speech,
            Side::Notes => &mut self.notes,
        }
    }
}

fn add(to: &mut String, words: &str) {
    to.push_str(words);
    to.push('\n');
}

impl Report {
    /// A report of words at a place.
    pub fn new(
        unit: &'static str,
        place: Place,
        what: impl Into<String>,
        words: impl Into<String>,
    ) -> Self {
        Self {
            unit,
            place,
            what: what.into(),
            words: words.into(),
        }
    }
}

impl Place {
    /// A line, from 1.
    pub fn line(line: usize) -> Self {
        Self {
            line: Some(line),
            ..Self::default()
        }
    }

    /// The line and column of a byte of a text. It goes through the text: for messages, not for loops.
    pub fn of_byte(text: &str, byte: usize) -> Self {
        let before = text
            .get(..byte.min(text.len()))
            .or_else(|| text.get(..text.floor_char_boundary(byte)))
            .unwrap_or_default();
        let last = before.rsplit('\n').next().unwrap_or_default();
        Self {
            column: Some(last.chars().count() + 1),
            ..Self::line(before.matches('\n').count() + 1)
        }
    }

    /// What the file itself calls the place: `comment 3`.
    pub fn known_as(name: impl Into<String>) -> Self {
        Self {
            known_as: Some(name.into()),
            ..Self::default()
        }
    }

    /// The same within a file of the file.
    #[must_use]
    pub fn within(self, part: impl Into<String>) -> Self {
        Self {
            part: Some(part.into()),
            ..self
        }
    }

    /// Whether it says nothing.
    pub fn is_nowhere(&self) -> bool {
        *self == Self::default()
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = self.line.map(|line| match self.column {
            Some(column) => format!("{line}:{column}"),
            None => line.to_string(),
        });
        let parts = [self.part.clone(), line, self.known_as.clone()];
        let said: Vec<String> = parts.into_iter().flatten().collect();
        f.write_str(&said.join(", "))
    }
}

//! From lines to blocks: what begins and ends a heading, a footnote, a paragraph. Addresses (`#p12`) depend on this file.
//!
//! A paragraph ends at a blank line, before a label, before a heading or a footnote; in `.txt` with every line; in `.md` before an item of a
//! list that follows another item. A year, a number or a dash at the start of a line within a paragraph ends nothing.

use super::{
    Layout, Line,
    labels::{Hit, Labels, Meaning},
    literal::Sign,
    marks, spot,
    traced::Traced,
};
use crate::archive::{Locator, SpeakerIndex};

/// A piece of the file between borders.
pub(super) enum Block {
    Heading { level: u8, words: Traced },
    Footnote { label: String, words: Traced },
    Paragraph(RawParagraph),
}

/// A paragraph before its marks and signs are taken off.
#[derive(Default)]
pub(super) struct RawParagraph {
    pub(super) label: Option<Said>,
    pub(super) words: Traced,
    /// Marks at the starts of its lines and beside its label; bytes of `words`.
    pub(super) locators: Vec<Locator>,
    /// Whether it begins with the sign of a list.
    item: bool,
}

/// A label at the start of a paragraph.
pub(super) struct Said {
    pub(super) speaker: SpeakerIndex,
    /// As printed, without emphasis, times and directions.
    pub(super) printed: Box<str>,
    /// With their brackets.
    pub(super) direction: Option<Box<str>>,
    /// All that stands before the words, as typed: for an editor who says that it is words.
    pub(super) typed: Traced,
}

/// What the lines of a file are.
#[derive(Default)]
pub(super) struct Blocks {
    pub(super) blocks: Vec<Block>,
    /// Signs of Markdown that are words: where the line begins.
    pub(super) literal: Vec<(Sign, usize)>,
}

pub(super) fn blocks<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    layout: Layout,
    labels: &Labels,
) -> Blocks {
    let mut reader = BlockReader {
        layout,
        labels,
        markdown: layout == Layout::Markdown,
        open: None,
        found: Blocks::default(),
    };
    for line in lines {
        reader.line(line);
    }
    reader.close();
    reader.found
}

struct BlockReader<'l> {
    layout: Layout,
    labels: &'l Labels,
    markdown: bool,
    open: Option<Block>,
    found: Blocks,
}

impl BlockReader<'_> {
    fn close(&mut self) {
        self.found.blocks.extend(self.open.take());
    }

    fn line(&mut self, line: Line<'_>) {
        if line.text.trim().is_empty() {
            self.close();
            return;
        }
        let (from, lead) = marks::leading(line.text, 0, self.markdown);
        let hit = self.labels.find(line.text, from);
        if let Some((hit, speaker)) = hit.and_then(|hit| match hit.meaning {
            Meaning::Speaker(speaker) => Some((hit, speaker)),
            Meaning::Words => None,
        }) {
            self.labelled(line, lead, hit, speaker);
        } else if self.markdown && self.sign(line) {
        } else if self.continues(line, from) {
            self.join(line, from, lead);
        } else {
            self.close();
            self.open = Some(Block::Paragraph(RawParagraph {
                item: self.markdown && list_marker(line.text[from..].trim_end()),
                ..RawParagraph::default()
            }));
            self.join(line, from, lead);
        }
    }

    /// A line that begins a turn.
    fn labelled(
        &mut self,
        line: Line<'_>,
        lead: Vec<marks::Mark>,
        hit: Hit,
        speaker: SpeakerIndex,
    ) {
        self.close();
        let (words_at, after) = marks::after_label(line.text, hit.end, self.markdown);
        let directions: Vec<&str> = hit
            .directions
            .iter()
            .map(|d| &line.text[d.clone()])
            .collect();
        let mut typed = Traced::default();
        typed.push(&line.text[hit.start..words_at], line.at + hit.start);
        let rest = line.text[words_at..].trim_end();
        let mut words = Traced::default();
        words.push(rest, line.at + words_at);
        let marks = lead.iter().chain(&hit.marks).chain(&after);
        self.open = Some(Block::Paragraph(RawParagraph {
            label: Some(Said {
                speaker,
                printed: line.text[hit.name].into(),
                direction: (!directions.is_empty()).then(|| directions.join(" ").into()),
                typed,
            }),
            words,
            locators: marks.map(|m| m.locator(line.text, 0)).collect(),
            item: self.markdown && list_marker(rest),
        }));
    }

    /// A heading, or the beginning of a footnote. Notes signs of Markdown that are words.
    fn sign(&mut self, line: Line<'_>) -> bool {
        if let Some((level, words)) = heading(line) {
            self.close();
            self.found.blocks.push(Block::Heading { level, words });
            return true;
        }
        if let Some((label, words)) = footnote(line) {
            self.close();
            self.open = Some(Block::Footnote { label, words });
            return true;
        }
        let below = self.open.is_some();
        if let Some(sign) = Sign::of_line(line.text, below) {
            self.found.literal.push((sign, line.at));
        }
        false
    }

    /// Whether a line goes on with what is open.
    fn continues(&self, line: Line<'_>, from: usize) -> bool {
        match &self.open {
            None => false,
            Some(Block::Paragraph(raw)) => match self.layout {
                // A label on a line of its own: the next line is its words.
                Layout::Lines => raw.label.is_some() && raw.words.text.is_empty(),
                Layout::Wrapped => true,
                Layout::Markdown => !(raw.item && list_marker(line.text[from..].trim_end())),
            },
            Some(Block::Footnote { .. }) => true,
            Some(Block::Heading { .. }) => false,
        }
    }

    /// Adds a line to what is open: the line's end and the blanks round it are one blank.
    fn join(&mut self, line: Line<'_>, from: usize, lead: Vec<marks::Mark>) {
        let hidden = self.markdown && self.escaped_label(line.text, from);
        let text = line.text[from..].trim_end();
        let (words, locators) = match &mut self.open {
            Some(Block::Paragraph(raw)) => (&mut raw.words, Some(&mut raw.locators)),
            Some(Block::Footnote { words, .. }) => (words, None),
            Some(Block::Heading { .. }) | None => return,
        };
        if !words.text.is_empty() && !text.is_empty() {
            words.push(" ", line.at.saturating_sub(1));
        }
        if let Some(locators) = locators {
            let at = words.text.len();
            locators.extend(lead.iter().map(|m| m.locator(line.text, at)));
        }
        let skip = usize::from(hidden);
        words.push(&text[skip..], line.at + from + skip);
    }

    /// `\Name: words`: the back-slash says that no turn begins, and is not shown.
    fn escaped_label(&self, line: &str, from: usize) -> bool {
        line[from..].starts_with('\\')
            && (self.labels.find(line, from + 1).is_some()
                || spot::candidate(line, from + 1).is_some_and(|(_, shaped)| shaped))
    }
}

/// `## Words`: an ATX heading (CommonMark 4.2), closing signs taken off.
fn heading(line: Line<'_>) -> Option<(u8, Traced)> {
    let lead = line.text.len() - line.text.trim_start().len();
    let text = &line.text[lead..];
    let level = text.bytes().take_while(|&b| b == b'#').count();
    if !(1..=6).contains(&level) || lead > 3 || !text[level..].starts_with([' ', '\t']) {
        return None;
    }
    let rest = text[level..].trim();
    // Closing signs stand behind a blank.
    let bare = rest.trim_end_matches('#');
    let title = match bare.is_empty() || bare.ends_with([' ', '\t']) {
        true => bare.trim_end(),
        false => rest,
    };
    let at = level + text[level..].find(title)?;
    let mut words = Traced::default();
    words.push(title, line.at + lead + at);
    let level = u8::try_from(level).ok()?;
    (!title.is_empty()).then_some((level, words))
}

/// `[^1]: words`
fn footnote(line: Line<'_>) -> Option<(String, Traced)> {
    let rest = line.text.strip_prefix("[^")?;
    let close = rest.find("]:")?;
    let label = &rest[..close];
    if label.is_empty() || label.contains(['[', ']', ' ']) {
        return None;
    }
    let after = 2 + close + 2;
    let lead = line.text[after..].len() - line.text[after..].trim_start().len();
    let mut words = Traced::default();
    words.push(line.text[after + lead..].trim_end(), line.at + after + lead);
    Some((label.to_owned(), words))
}

/// `- `, `* `, `+ `, `1. `, `1) ` at the start of a line (CommonMark 5.2).
fn list_marker(line: &str) -> bool {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let rest = match digits {
        0 => line.strip_prefix(['-', '*', '+']),
        1..=9 => line[digits..].strip_prefix(['.', ')']),
        _ => None,
    };
    rest.is_some_and(|r| r.is_empty() || r.starts_with([' ', '\t']))
}

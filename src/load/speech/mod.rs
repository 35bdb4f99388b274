//! The words of a transcript: from a file's lines to paragraphs, turns, sections, footnotes and locators.
//!
//! It keeps every word as typed and forgets no place; who the speakers are is the header's business (`load::transcript`).

mod inline;
mod labels;
mod marks;
mod traced;

use std::ops::Range;

use self::{labels::Labels, traced::Traced};
use crate::{
    archive::{Footnote, Locator, Origin, Paragraph, Section, Turn},
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

/// What the header says about the words.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// How the file is read.
    pub layout: Layout,
    /// The speakers' labels in order.
    pub labels: &'a [String],
    /// Speaker of text before the first label.
    pub unlabelled: Option<u32>,
}

/// What a file says.
#[derive(Debug, Default)]
pub struct Speech {
    /// See [`crate::archive::Transcript::text`].
    pub text: String,
    /// See [`crate::archive::Transcript::paragraphs`].
    pub paragraphs: Vec<Paragraph>,
    /// See [`crate::archive::Transcript::turns`].
    pub turns: Vec<Turn>,
    /// See [`crate::archive::Transcript::sections`].
    pub sections: Vec<Section>,
    /// See [`crate::archive::Transcript::footnotes`].
    pub footnotes: Vec<Footnote>,
    /// See [`crate::archive::Transcript::origin`].
    pub origin: Origin,
    /// How often each label began a turn.
    pub label_uses: Vec<usize>,
    /// Footnotes that are defined and never used (indexes).
    pub unused_footnotes: Vec<usize>,
}

/// One line of the file, without its end.
#[derive(Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    /// Byte of the file.
    at: usize,
}

/// A piece of the file between borders.
enum Block {
    Heading(Traced),
    Footnote { label: String, words: Traced },
    Paragraph { speaker: Option<u32>, words: Traced },
}

/// Recurring labels of a file that declares no speakers, in order of first use.
pub fn detect_labels(text: &str, range: Range<usize>) -> Vec<String> {
    labels::detect(lines(text, range).map(|line| {
        let from = marks::after_leading_marks(line.text);
        &line.text[from..]
    }))
}

/// Reads `text[range]`, the part of the file that is speech.
pub fn read(source: SourceId, text: &str, range: Range<usize>, reading: Reading<'_>) -> Speech {
    let labels = Labels::new(reading.labels.iter().map(String::as_str));
    let blocks = blocks(lines(text, range), reading.layout, &labels);
    let mut footnotes = Vec::new();
    for block in &blocks {
        if let Block::Footnote { label, words } = block {
            let start = words.file(0);
            footnotes.push(Footnote {
                label: label.clone(),
                text: words.text.trim().to_owned(),
                span: Span::new(source, start..start + words.text.len()),
            });
        }
    }
    assemble(blocks, footnotes, reading)
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

fn blocks<'a>(
    lines: impl Iterator<Item = Line<'a>>,
    layout: Layout,
    labels: &Labels<'_>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<Block> = None;
    for line in lines {
        let trimmed = line.text.trim();
        if trimmed.is_empty() {
            blocks.extend(open.take());
            continue;
        }
        let from = marks::after_leading_marks(line.text);
        let labelled = labels.find(&line.text[from..]);
        let markdown = layout == Layout::Markdown;
        if let Some((speaker, after)) = labelled {
            blocks.extend(open.take());
            let mut words = Traced::default();
            words.push(&line.text[..from], line.at);
            words.push(&line.text[from + after..], line.at + from + after);
            open = Some(Block::Paragraph {
                speaker: Some(speaker),
                words,
            });
        } else if let Some(title) = heading(line).filter(|_| markdown) {
            blocks.extend(open.take());
            blocks.push(Block::Heading(title));
        } else if let Some((label, words)) = footnote(line).filter(|_| markdown) {
            blocks.extend(open.take());
            open = Some(Block::Footnote { label, words });
        } else if layout == Layout::Lines || open.is_none() || (markdown && list_marker(trimmed)) {
            blocks.extend(open.take());
            let mut words = Traced::default();
            words.push(line.text, line.at);
            open = Some(Block::Paragraph {
                speaker: None,
                words,
            });
        } else if let Some(Block::Paragraph { words, .. } | Block::Footnote { words, .. }) =
            &mut open
        {
            join(words, line);
        }
    }
    blocks.extend(open);
    blocks
}

/// Adds a further line of one paragraph: the line's end and the blanks round it are one blank.
fn join(words: &mut Traced, line: Line<'_>) {
    let kept = words.text.trim_end().len();
    if kept < words.text.len() {
        *words = words.slice(0..kept);
    }
    let lead = line.text.len() - line.text.trim_start().len();
    if !words.text.is_empty() {
        words.push(" ", line.at.saturating_sub(1));
    }
    words.push(line.text[lead..].trim_end(), line.at + lead);
}

/// `## Words`: an ATX heading (CommonMark 4.2), closing signs taken off.
fn heading(line: Line<'_>) -> Option<Traced> {
    let lead = line.text.len() - line.text.trim_start().len();
    let text = &line.text[lead..];
    let level = text.bytes().take_while(|&b| b == b'#').count();
    if !(1..=6).contains(&level) || lead > 3 || !text[level..].starts_with([' ', '\t']) {
        return None;
    }
    let title = text[level..].trim().trim_end_matches('#').trim_end();
    let at = text.find(title)?;
    let mut words = Traced::default();
    words.push(title, line.at + lead + at);
    (!title.is_empty()).then_some(words)
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

fn assemble(blocks: Vec<Block>, footnotes: Vec<Footnote>, reading: Reading<'_>) -> Speech {
    let names: Vec<String> = footnotes.iter().map(|f| f.label.clone()).collect();
    let mut speech = Speech {
        label_uses: vec![0; reading.labels.len()],
        footnotes,
        ..Speech::default()
    };
    let mut whole = Traced::default();
    let mut current: Option<u32> = reading.unlabelled;
    let mut turn_open = false;
    let mut waiting: Vec<Locator> = Vec::new();
    for block in blocks {
        let (speaker, words) = match block {
            Block::Heading(title) => {
                let (title, _) = marks::take_marks(&title);
                let paragraph = count(speech.paragraphs.len());
                speech.sections.push(Section {
                    title: title.text.trim().to_owned(),
                    paragraph,
                });
                continue;
            }
            Block::Footnote { .. } => continue,
            Block::Paragraph { speaker, words } => (speaker, words),
        };
        if let Some(speaker) = speaker {
            if let Some(uses) = speech.label_uses.get_mut(speaker as usize) {
                *uses += 1;
            }
            current = Some(speaker);
            turn_open = false;
        }
        let (words, mut locators) = marks::take_marks(&words);
        let (words, cut) = words.trimmed();
        for locator in &mut locators {
            locator.at = locator
                .at
                .saturating_sub(count(cut))
                .min(count(words.text.len()));
        }
        if words.text.is_empty() {
            waiting.append(&mut locators);
            continue;
        }
        for locator in &mut waiting {
            locator.at = 0;
        }
        waiting.append(&mut locators);
        let mut inline = match reading.layout {
            Layout::Markdown => inline::parse(&words, std::mem::take(&mut waiting), &names),
            Layout::Lines | Layout::Wrapped => inline::Inline {
                words,
                formats: Vec::new(),
                locators: std::mem::take(&mut waiting),
            },
        };
        if !turn_open {
            let at = count(speech.paragraphs.len());
            speech.turns.push(Turn {
                speaker: current,
                paragraphs: at..at,
            });
            turn_open = true;
        }
        if !whole.text.is_empty() {
            let at = inline.words.file(0).saturating_sub(1);
            whole.push("\n", at);
        }
        let start = count(whole.text.len());
        whole.push_slice(&inline.words, 0..inline.words.text.len());
        let text = &inline.words.text;
        let remark = is_remark(text);
        let stage = if remark { Vec::new() } else { brackets(text) };
        for format in &mut inline.formats {
            format.range = format.range.start + start..format.range.end + start;
        }
        for locator in &mut inline.locators {
            locator.at += start;
        }
        if let Some(turn) = speech.turns.last_mut() {
            turn.paragraphs.end += 1;
        }
        speech.paragraphs.push(Paragraph {
            range: start..count(whole.text.len()),
            turn: count(speech.turns.len() - 1),
            remark,
            formats: inline.formats,
            stage: stage
                .into_iter()
                .map(|r| count(r.start) + start..count(r.end) + start)
                .collect(),
            locators: inline.locators,
        });
    }
    if let Some(last) = speech.paragraphs.last_mut() {
        for locator in &mut waiting {
            locator.at = last.range.end;
        }
        last.locators.append(&mut waiting);
    }
    let used = |i: usize| {
        let n = count(i);
        speech
            .paragraphs
            .iter()
            .flat_map(|p| &p.formats)
            .any(|f| f.kind == crate::archive::FormatKind::Footnote(n))
    };
    speech.unused_footnotes = (0..speech.footnotes.len()).filter(|&i| !used(i)).collect();
    (speech.text, speech.origin) = whole.into_parts();
    speech
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("files are limited to less than 4 GiB")
}

/// Wholly in square brackets: the first one closes at the end.
fn is_remark(text: &str) -> bool {
    text.starts_with('[')
        && brackets(text)
            .first()
            .is_some_and(|r| *r == (0..text.len()))
}

/// The outermost pairs of square brackets.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for (i, byte) in text.bytes().enumerate() {
        match byte {
            b'[' => open.push(i),
            b']' => {
                if let Some(start) = open.pop()
                    && open.is_empty()
                {
                    found.push(start..i + 1);
                }
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests;

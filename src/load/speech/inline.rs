//! Markdown inside a paragraph of a `.md` transcript: emphasis, links, footnote signs and inline code mean something;
//! everything else (images, HTML, entities) is words, as typed.
//!
//! A paragraph is parsed alone and on one line behind a neutral word, so that no block structure of Markdown can begin in it.
//! Rules: CommonMark 0.31, section 6 (inlines), less what would take signs away that are words: see [`shielded`].

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};
use rapidhash::RapidHashMap;

use super::{
    half_links::{self, HalfLink, Words},
    literal::Sign,
    traced::Traced,
};
use crate::archive::{FootnoteIndex, Format, FormatKind, ListIndex, Locator};

/// What stands before the paragraph while it is parsed: a word and a blank, so that the first words are parsed as at a start.
const LEAD: &str = "x ";

/// A paragraph's words, without the signs of Markdown.
pub(super) struct Inline {
    pub(super) words: Traced,
    pub(super) formats: Vec<Format>,
    pub(super) locators: Vec<Locator>,
    /// Signs of Markdown that are words, with their bytes of the raw paragraph.
    pub(super) literal: Vec<(Sign, usize)>,
    /// What looks like a link and stays as it is typed: bytes of the words.
    pub(super) half_links: Vec<HalfLink>,
}

impl Inline {
    /// Words in which nothing means anything.
    pub(super) fn plain(words: Traced, locators: Vec<Locator>) -> Self {
        Self {
            words,
            formats: Vec::new(),
            locators,
            literal: Vec::new(),
            half_links: Vec::new(),
        }
    }
}

/// Parses `raw`; `footnotes` are the labels that the transcript defines.
pub(super) fn parse(raw: &Traced, locators: Vec<Locator>, footnotes: &Footnotes) -> Inline {
    if !raw.text.contains(['*', '_', '`', '[', '<', '\\', '&']) {
        return Inline::plain(raw.clone(), locators);
    }
    let inline = Inline::plain(Traced::default(), locators);
    let source = with_definitions(&raw.text, footnotes);
    let end = LEAD.len() + raw.text.len();
    let mut reader = InlineReader {
        raw,
        places: Places::new(&inline.locators),
        open: Vec::new(),
        taken: Vec::new(),
        inline,
    };
    let mut until = 0;
    for (event, range) in Parser::new_ext(&source, Options::ENABLE_FOOTNOTES).into_offset_iter() {
        if range.start >= end && !matches!(event, Event::End(_)) {
            break;
        }
        let begin = range.start.saturating_sub(LEAD.len());
        let stop = range.end.saturating_sub(LEAD.len()).min(raw.text.len());
        // What is taken whole, as typed: an image, a link with a title, without words or without an address.
        // What holds it ends behind it.
        if begin < until && stop <= until {
            continue;
        }
        if reader.event(event, begin..stop, range.start < LEAD.len(), footnotes) {
            until = stop;
        }
    }
    let InlineReader {
        places,
        mut inline,
        taken,
        ..
    } = reader;
    let length = inline.words.text.len();
    inline.locators = places.finish(inline.locators, length);
    inline
        .formats
        .retain(|f| f.range.start < f.range.end || matches!(f.kind, FormatKind::Footnote(_)));
    if inline.words.text.contains('[') {
        let words = Words::new(&inline.words.text, &inline.formats, &raw.text, &taken);
        inline.half_links = half_links::find(&words);
    }
    inline
}

/// A paragraph while it is read.
struct InlineReader<'r> {
    raw: &'r Traced,
    places: Places,
    /// Formats that are open: indexes.
    open: Vec<usize>,
    /// (byte of the words, byte of the raw paragraph) where each piece begins that was taken, ascending.
    taken: Vec<(usize, usize)>,
    inline: Inline,
}

impl InlineReader<'_> {
    /// Takes one event at `at` (bytes of the raw paragraph); whether all of it is done.
    fn event(
        &mut self,
        event: Event<'_>,
        at: Range<usize>,
        lead: bool,
        footnotes: &Footnotes,
    ) -> bool {
        let raw = &self.raw.text;
        match event {
            Event::Start(Tag::Emphasis) => self.start(FormatKind::Emphasis),
            Event::Start(Tag::Strong) => self.start(FormatKind::Strong),
            Event::Start(Tag::Link {
                dest_url,
                title,
                link_type,
                ..
            }) => {
                let wordless = link_type == LinkType::Inline && raw[at.clone()].starts_with("[](");
                if !title.is_empty() || wordless || dest_url.trim().is_empty() {
                    self.take(at);
                    return true;
                }
                self.start(FormatKind::Link(dest_url.into_string()));
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {
                let here = self.here();
                if let Some(format) = self.open.pop() {
                    self.inline.formats[format].range.end = here;
                }
            }
            Event::Start(Tag::Image { .. }) => {
                self.inline.literal.push((Sign::Image, at.start));
                self.take(at);
                return true;
            }
            Event::Code(_) => {
                let start = self.here();
                let inside = inside_backticks(raw, at.start, at.end);
                self.take(inside.0..inside.1);
                let end = self.here();
                self.inline.formats.push(Format {
                    range: start..end,
                    kind: FormatKind::Code,
                });
            }
            Event::FootnoteReference(label) => match footnotes.number(&label) {
                Some(number) => {
                    let here = self.here();
                    self.inline.formats.push(Format {
                        range: here..here,
                        kind: FormatKind::Footnote(number),
                    });
                }
                None => self.take(at),
            },
            Event::Text(_) if lead => self.take(0..at.end),
            Event::Text(text) => {
                if raw[at.clone()].starts_with('&') && *text != raw[at.clone()] {
                    self.inline.literal.push((Sign::Entity, at.start));
                }
                self.take(at);
            }
            Event::InlineHtml(_) | Event::Html(_) => {
                if Sign::is_tag(&raw[at.clone()]) {
                    self.inline.literal.push((Sign::Tag, at.start));
                }
                self.take(at);
            }
            Event::SoftBreak | Event::HardBreak => self.take(at),
            _ => {}
        }
        false
    }

    fn here(&self) -> u32 {
        u32::try_from(self.inline.words.text.len()).unwrap_or(u32::MAX)
    }

    fn start(&mut self, kind: FormatKind) {
        let here = self.here();
        self.open.push(self.inline.formats.len());
        self.inline.formats.push(Format {
            range: here..here,
            kind,
        });
    }

    /// Takes bytes of the raw paragraph as words.
    fn take(&mut self, range: Range<usize>) {
        if range.start < range.end {
            let to = self.inline.words.text.len();
            self.places.passing(range.start, range.end, to);
            self.taken.push((to, range.start));
            self.inline.words.push_slice(self.raw, range);
        }
    }
}

/// The footnotes that a transcript defines, by their labels.
#[derive(Debug, Default)]
pub(super) struct Footnotes(RapidHashMap<String, FootnoteIndex>);

impl Footnotes {
    /// Labels in the order of their definitions; the first of equal ones counts.
    pub(super) fn new<'a>(labels: impl Iterator<Item = &'a str>) -> Self {
        let mut numbers = RapidHashMap::default();
        for (number, label) in (0..).map(FootnoteIndex::at).zip(labels) {
            numbers.entry(label.to_owned()).or_insert(number);
        }
        Self(numbers)
    }

    fn number(&self, label: &str) -> Option<FootnoteIndex> {
        self.0.get(label).copied()
    }
}

/// The paragraph behind its lead, and a definition for each footnote sign in it, without which none would be seen.
fn with_definitions(raw: &str, footnotes: &Footnotes) -> String {
    let mut source = String::with_capacity(LEAD.len() + raw.len());
    source.push_str(LEAD);
    shielded(raw, &mut source);
    let mut at = 0;
    let mut defined: Vec<&str> = Vec::new();
    while let Some(open) = raw[at..].find("[^") {
        let start = at + open + 2;
        // A label is short: a run of openings is not looked through again and again.
        let close = raw[start..].bytes().take(200).position(|b| b == b']');
        let label = close.and_then(|close| raw.get(start..start + close));
        if let Some(label) = label.filter(|l| footnotes.number(l).is_some()) {
            defined.push(label);
        }
        at = start;
    }
    defined.sort_unstable();
    defined.dedup();
    for label in defined {
        source.push_str(&format!("\n\n[^{label}]: x"));
    }
    source
}

/// Stands for a sign that is a word, while the paragraph is parsed: one byte for one byte, and never in a text, since control characters
/// are taken out before.
const SHIELD: u8 = 0x01;

/// Writes `raw` with every sign in the place of which only a word can stand: an asterisk inside a word (`5*6*7`, `sh*t`), which CommonMark
/// 6.2 would let open or close emphasis, and a back-slash before a sign that needs none.
fn shielded(raw: &str, source: &mut String) {
    let bytes = raw.as_bytes();
    let mut from = 0;
    let mut at = 0;
    while let Some(i) = memchr::memchr2(b'*', b'\\', &bytes[at..]) {
        let sign = at + i;
        let end = match bytes[sign] {
            b'*' => sign + bytes[sign..].iter().take_while(|b| **b == b'*').count(),
            _ => sign + 1,
        };
        let word = match bytes[sign] {
            b'*' => inside_word(raw, sign..end),
            _ => !bytes.get(end).is_some_and(|b| b"\\*_`[]<#".contains(b)),
        };
        // An escaped sign stands for itself.
        at = match word || bytes[sign] == b'*' {
            true => end,
            false => end + 1,
        };
        if word {
            source.push_str(&raw[from..sign]);
            source.extend(std::iter::repeat_n(char::from(SHIELD), end - sign));
            from = end;
        }
    }
    source.push_str(&raw[from..]);
}

/// Whether letters or digits stand on both sides. Scripts that are written without blanks have no inside of a word to see, and CommonMark's
/// own rule holds.
fn inside_word(raw: &str, run: Range<usize>) -> bool {
    let before = raw[..run.start].chars().next_back();
    let after = raw[run.end..].chars().next();
    let letter = |c: char| c.is_alphanumeric() && !without_blanks(c);
    before.is_some_and(letter) && after.is_some_and(letter)
}

pub(super) fn without_blanks(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// The words of a code span (CommonMark 6.1): without its backticks, and without one blank at both ends if both have one.
fn inside_backticks(raw: &str, begin: usize, end: usize) -> (usize, usize) {
    let span = &raw[begin..end];
    let ticks = span.bytes().take_while(|&b| b == b'`').count();
    let (mut from, mut to) = (begin + ticks, end.saturating_sub(ticks).max(begin + ticks));
    let inside = &raw[from..to];
    if inside.len() > 2
        && inside.starts_with(' ')
        && inside.ends_with(' ')
        && !inside.trim().is_empty()
    {
        from += 1;
        to -= 1;
    }
    (from, to)
}

/// Moves locators from bytes of the raw paragraph to bytes of its words.
struct Places {
    raw: Vec<u32>,
    /// Those that have passed, in order: pieces come in order, and so do locators.
    moved: Vec<u32>,
}

impl Places {
    fn new(locators: &[Locator]) -> Self {
        Self {
            raw: locators.iter().map(|l| l.at).collect(),
            moved: Vec::with_capacity(locators.len()),
        }
    }

    /// Raw bytes `from..to` go to byte `to_words` of the words.
    fn passing(&mut self, from: usize, to: usize, to_words: usize) {
        while let Some(&raw) = self.raw.get(self.moved.len())
            && (raw as usize) < to
        {
            let at = to_words + (raw as usize).saturating_sub(from);
            self.moved.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
    }

    fn finish(self, mut locators: Vec<Locator>, length: usize) -> Vec<Locator> {
        let end = u32::try_from(length).unwrap_or(u32::MAX);
        let moved = self.moved.into_iter().chain(std::iter::repeat(end));
        for (locator, at) in locators.iter_mut().zip(moved) {
            locator.at = at;
        }
        locators
    }
}

#[cfg(test)]
mod tests;

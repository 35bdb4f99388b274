//! Markdown inside a paragraph of a `.md` transcript: emphasis, links, footnote signs and inline code mean something;
//! everything else (images, HTML, entities) is words, as typed.
//!
//! A paragraph is parsed alone and on one line behind a neutral word, so that no block structure of Markdown can begin in it.
//! Rules: CommonMark 0.31, section 6 (inlines).

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::traced::Traced;
use crate::archive::{Format, FormatKind, Locator};

/// What stands before the paragraph while it is parsed: a word and a blank, so that the first words are parsed as at a start.
const LEAD: &str = "x ";

/// A paragraph's words, without the signs of Markdown.
pub(super) struct Inline {
    pub(super) words: Traced,
    pub(super) formats: Vec<Format>,
    pub(super) locators: Vec<Locator>,
}

/// Parses `raw`; `footnotes` are the labels that the transcript defines.
pub(super) fn parse(raw: &Traced, locators: Vec<Locator>, footnotes: &[String]) -> Inline {
    let mut inline = Inline {
        words: Traced::default(),
        formats: Vec::new(),
        locators,
    };
    if !raw.text.contains(['*', '_', '`', '[', '<', '\\']) {
        inline.words = raw.clone();
        return inline;
    }
    let source = with_definitions(&raw.text, footnotes);
    let options = Options::ENABLE_FOOTNOTES;
    let end = LEAD.len() + raw.text.len();
    let mut open: Vec<usize> = Vec::new();
    let mut image_until: Option<usize> = None;
    let mut places = Places::new(&inline.locators);
    for (event, range) in Parser::new_ext(&source, options).into_offset_iter() {
        if range.start >= end && !matches!(event, Event::End(_)) {
            break;
        }
        let begin = range.start.saturating_sub(LEAD.len());
        let stop = range.end.saturating_sub(LEAD.len()).min(raw.text.len());
        if image_until.is_some_and(|until| begin < until) {
            continue;
        }
        let here = u32::try_from(inline.words.text.len()).unwrap_or(u32::MAX);
        let mut take = |from: usize, to: usize| {
            if from < to {
                places.passing(from, to, inline.words.text.len());
                inline.words.push_slice(raw, from..to);
            }
        };
        match event {
            Event::Start(Tag::Emphasis) => {
                start(&mut inline.formats, &mut open, here, FormatKind::Emphasis)
            }
            Event::Start(Tag::Strong) => {
                start(&mut inline.formats, &mut open, here, FormatKind::Strong)
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                start(
                    &mut inline.formats,
                    &mut open,
                    here,
                    FormatKind::Link(dest_url.into_string()),
                );
            }
            Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {
                if let Some(format) = open.pop() {
                    inline.formats[format].range.end = here;
                }
            }
            Event::Start(Tag::Image { .. }) => {
                take(begin, stop);
                image_until = Some(stop);
            }
            Event::Code(_) => {
                let (from, to) = inside_backticks(&raw.text, begin, stop);
                take(from, to);
                let end = u32::try_from(inline.words.text.len()).unwrap_or(u32::MAX);
                inline.formats.push(Format {
                    range: here..end,
                    kind: FormatKind::Code,
                });
            }
            Event::FootnoteReference(label) => {
                if let Some(number) = footnotes.iter().position(|l| *l == *label) {
                    let number = u32::try_from(number).unwrap_or(u32::MAX);
                    inline.formats.push(Format {
                        range: here..here,
                        kind: FormatKind::Footnote(number),
                    });
                } else {
                    take(begin, stop);
                }
            }
            Event::Text(_) if range.start < LEAD.len() => take(0, stop),
            Event::Text(_)
            | Event::InlineHtml(_)
            | Event::Html(_)
            | Event::SoftBreak
            | Event::HardBreak => {
                take(begin, stop);
            }
            _ => {}
        }
    }
    let length = inline.words.text.len();
    inline.locators = places.finish(inline.locators, length);
    inline
        .formats
        .retain(|f| f.range.start < f.range.end || matches!(f.kind, FormatKind::Footnote(_)));
    inline
}

fn start(formats: &mut Vec<Format>, open: &mut Vec<usize>, here: u32, kind: FormatKind) {
    open.push(formats.len());
    formats.push(Format {
        range: here..here,
        kind,
    });
}

/// The paragraph behind its lead, and a definition for each footnote sign in it, without which none would be seen.
fn with_definitions(raw: &str, footnotes: &[String]) -> String {
    let mut source = format!("{LEAD}{raw}");
    if raw.contains("[^") {
        for label in footnotes {
            if raw.contains(&format!("[^{label}]")) {
                source.push_str(&format!("\n\n[^{label}]: x"));
            }
        }
    }
    source
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
    moved: Vec<Option<u32>>,
}

impl Places {
    fn new(locators: &[Locator]) -> Self {
        Self {
            raw: locators.iter().map(|l| l.at).collect(),
            moved: vec![None; locators.len()],
        }
    }

    /// Raw bytes `from..to` go to byte `to_words` of the words.
    fn passing(&mut self, from: usize, to: usize, to_words: usize) {
        for (raw, moved) in self.raw.iter().zip(&mut self.moved) {
            let raw = *raw as usize;
            if moved.is_none() && raw < to {
                *moved = u32::try_from(to_words + raw.saturating_sub(from)).ok();
            }
        }
    }

    fn finish(self, mut locators: Vec<Locator>, length: usize) -> Vec<Locator> {
        for (locator, moved) in locators.iter_mut().zip(self.moved) {
            locator.at = moved.unwrap_or(u32::try_from(length).unwrap_or(u32::MAX));
        }
        locators
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(raw: &str) -> (String, Vec<(String, FormatKind)>) {
        let mut traced = Traced::default();
        traced.push(raw, 0);
        let inline = parse(&traced, Vec::new(), &["1".to_owned()]);
        let text = inline.words.text;
        let formats = inline
            .formats
            .into_iter()
            .map(|f| {
                (
                    text[f.range.start as usize..f.range.end as usize].to_owned(),
                    f.kind,
                )
            })
            .collect();
        (text, formats)
    }

    #[test]
    fn emphasis_links_code_and_footnotes_mean_something() {
        let (text, formats) = parsed("*We* must _really_ **act** [now](https://x.org) `x*y`[^1].");
        assert_eq!(text, "We must really act now x*y.");
        assert_eq!(
            formats,
            [
                ("We".into(), FormatKind::Emphasis),
                ("really".into(), FormatKind::Emphasis),
                ("act".into(), FormatKind::Strong),
                ("now".into(), FormatKind::Link("https://x.org".into())),
                ("x*y".into(), FormatKind::Code),
                (String::new(), FormatKind::Footnote(0)),
            ]
        );
    }

    #[test]
    fn all_else_is_words_as_typed() {
        for words in [
            "- a <b>bold</b> word",
            "1. one",
            "    indented",
            "| a | b |",
            "R&amp;D &nbsp; &copy;",
            "![picture](x.png) here",
            "\"quotes\" -- and... dashes",
            "[These] instructions",
            "> quoted",
            "# no heading",
            "a * b * c",
            "snake_case_word [^2]",
            "<!-- hidden --> x",
            "~~struck~~ ``` fence",
        ] {
            assert_eq!(parsed(words).0, words);
        }
        assert_eq!(parsed(r"a \* b").0, "a * b");
    }
}

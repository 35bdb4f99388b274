//! A transcript's words as HTML: cut at every start and end of what covers them, each piece once and unchanged.
//!
//! Taking the markup off what comes out gives back exactly the words that went in (invariant 1 of ARCHITECTURE.md).

mod lines;

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use self::lines::Lines;
pub use self::lines::MarkSpan;
use crate::{
    archive::{FootnoteIndex, Format, FormatKind, IndexVec, ListIndex, ParagraphIndex, Transcript},
    text::Words,
};

/// What lies over the words.
#[derive(Clone, Copy, Debug)]
pub enum Layer<'a> {
    /// A transcript's page: annotated passages, with links and footnote signs.
    Page(&'a [MarkSpan<'a>], &'a OnPage),
    /// An excerpt: annotated passages without links.
    Excerpt(&'a [MarkSpan<'a>], Labels<'a>),
}

/// In what it is said what signs are.
#[derive(Clone, Copy, Debug)]
pub struct Labels<'a> {
    /// The words.
    pub words: &'a Arc<Words>,
    /// The language of the page that says them (BCP 47): among words in another, signs say which one their labels are in.
    pub language: &'a str,
}

/// What only a transcript's own page shows of its words.
#[derive(Clone, Debug)]
pub struct OnPage {
    /// What the addresses in the words lead to from there; those that lead nowhere are left out.
    pub leads: BTreeMap<String, String>,
    /// Where each footnote of the source is first used (byte of the text), if anywhere: the way back leads there.
    pub first_uses: IndexVec<FootnoteIndex, Option<u32>>,
    /// The address of the recording.
    pub media: Option<String>,
    /// In which it is said what signs are.
    pub words: Arc<Words>,
    /// The language of the page that says them.
    pub language: String,
}

impl OnPage {
    /// For a transcript whose links lead to `leads`, with a recording at `media`.
    pub fn new(
        transcript: &Transcript,
        leads: BTreeMap<String, String>,
        media: Option<String>,
        labels: Labels<'_>,
    ) -> Self {
        let mut first_uses = IndexVec::filled(None, transcript.footnotes.len());
        for format in transcript.paragraphs.iter().flat_map(|p| &p.formats) {
            if let FormatKind::Footnote(number) = format.kind
                && let Some(first) = first_uses.get_mut(number)
            {
                first.get_or_insert(format.range.start);
            }
        }
        Self {
            leads,
            first_uses,
            media,
            words: labels.words.clone(),
            language: labels.language.to_owned(),
        }
    }
}

/// What the signs of notes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signs {
    /// Buttons that open the note.
    Buttons,
    /// Links to it.
    Links,
}

/// Words as [`words`] and [`linked`] write them.
pub type Writer = fn(&Transcript, ParagraphIndex, Range<u32>, Layer<'_>) -> String;

/// The words `range` of paragraph `index` as HTML.
pub fn words(
    transcript: &Transcript,
    index: ParagraphIndex,
    range: Range<u32>,
    layer: Layer<'_>,
) -> String {
    written(transcript, index, range, (layer, Signs::Buttons))
}

/// The same with signs that are links.
pub fn linked(
    transcript: &Transcript,
    index: ParagraphIndex,
    range: Range<u32>,
    layer: Layer<'_>,
) -> String {
    written(transcript, index, range, (layer, Signs::Links))
}

fn written(
    transcript: &Transcript,
    index: ParagraphIndex,
    range: Range<u32>,
    (layer, signs): (Layer<'_>, Signs),
) -> String {
    let paragraph = &transcript.paragraphs[index];
    let range = range.start.max(paragraph.range.start)..range.end.min(paragraph.range.end);
    let (marks, on_page, labels) = match layer {
        Layer::Page(marks, on_page) => {
            let (words, language) = (&on_page.words, &*on_page.language);
            (marks, Some(on_page), Labels { words, language })
        }
        Layer::Excerpt(marks, labels) => (marks, None, labels),
    };
    let spoken = paragraph.language.as_deref();
    let spoken = spoken.or(transcript.header.language.as_deref());
    let differs = spoken.is_some_and(|spoken| spoken != labels.language);
    let mut cuts: Vec<u32> = vec![range.start, range.end];
    for format in &paragraph.formats {
        cuts.extend([format.range.start, format.range.end]);
    }
    for bracket in paragraph.stage.iter().chain(&paragraph.unclear) {
        cuts.extend([bracket.start, bracket.end]);
    }
    cuts.extend(marks.iter().flat_map(MarkSpan::cuts));
    cuts.retain(|c| (range.start..=range.end).contains(c));
    cuts.sort_unstable();
    cuts.dedup();

    let mut out = Out {
        html: String::with_capacity(range.len() * 5 / 4 + 64),
        words: labels.words,
        language: differs.then_some(labels.language),
        signs,
    };
    let mut open: Vec<(u32, &'static str)> = Vec::new();
    // All lists are in order of their starts, so each is walked once.
    let mut formats = paragraph.formats.iter().peekable();
    let mut stages = paragraph.stage.iter().peekable();
    let mut unclear = paragraph.unclear.iter().peekable();
    let mut over = Lines::new(marks, on_page.is_some());
    for (i, &at) in cuts.iter().enumerate() {
        while let Some(&(_, tag)) = open.last().filter(|(end, _)| *end <= at) {
            out.html.push_str(tag);
            open.pop();
        }
        over.signs(at, &mut out);
        while let Some(format) = formats.next_if(|f| f.range.start <= at) {
            if format.range.end > at || (format.range.start == at && format.range.is_empty()) {
                begin(format, on_page, &mut open, &mut out);
            }
        }
        let Some(&next) = cuts.get(i + 1) else { break };
        over.enter(at);
        while stages.next_if(|s| s.end <= at).is_some() {}
        let stage = stages.peek().is_some_and(|s| s.start <= at);
        while unclear.next_if(|u| u.end <= at).is_some() {}
        let doubt = unclear.peek().filter(|u| u.start <= at);
        if stage {
            out.html.push_str("<span class=\"stage\">");
        } else if let Some(doubt) = doubt {
            begin_unclear(at == doubt.start.max(range.start), &mut out);
        }
        over.piece(&transcript.text[at as usize..next as usize], &mut out);
        if stage || doubt.is_some() {
            out.html.push_str("</span>");
        }
    }
    for (_, tag) in open.into_iter().rev() {
        out.html.push_str(tag);
    }
    out.html
}

/// What is written so far, the words in which it is said what signs are, and what these are.
pub(super) struct Out<'w> {
    html: String,
    words: &'w Words,
    /// The language of these, if that is not the language round them.
    language: Option<&'w str>,
    signs: Signs,
}

impl Out<'_> {
    /// `lang` for an element without words of its own that is called in the words of the page.
    fn lang(&self) -> String {
        let language = self
            .language
            .map(|tag| format!(" lang=\"{}\"", escaped(tag)));
        language.unwrap_or_default()
    }
}

fn begin(
    format: &Format,
    on_page: Option<&OnPage>,
    open: &mut Vec<(u32, &'static str)>,
    out: &mut Out<'_>,
) {
    let end = format.range.end;
    match &format.kind {
        FormatKind::Emphasis => {
            out.html.push_str("<em>");
            open.push((end, "</em>"));
        }
        FormatKind::Strong => {
            out.html.push_str("<strong>");
            open.push((end, "</strong>"));
        }
        FormatKind::Code => {
            out.html.push_str("<code>");
            open.push((end, "</code>"));
        }
        FormatKind::Link(address) => {
            let Some(href) = on_page.and_then(|page| page.leads.get(address)) else {
                return;
            };
            out.html.push_str("<a ");
            if crate::text::is_external(href) {
                out.html.push_str("rel=\"external\" ");
            }
            out.html.push_str("href=\"");
            escape(href, &mut out.html);
            out.html.push_str("\">");
            open.push((end, "</a>"));
        }
        FormatKind::Footnote(number) => {
            let Some(page) = on_page else { return };
            let n = number.place() + 1;
            let label = escaped(&out.words.source_footnote(n));
            let lang = out.lang();
            let sign = |id: &str| {
                format!(
                    "<a class=\"fn\"{id} href=\"#fn-{n}\" data-n=\"{n}\" role=\"doc-noteref\" aria-label=\"{label}\"{lang}></a>"
                )
            };
            // The footnote leads back to its first sign, which is the only one with an id.
            let first = page.first_uses.get(*number).copied().flatten();
            let with_id = sign(&format!(" id=\"fnref-{n}\""));
            match first == Some(format.range.start) && !out.html.ends_with(&with_id) {
                true => out.html.push_str(&with_id),
                false => out.html.push_str(&sign("")),
            }
        }
    }
}

/// Words that the source is not sure of: the first piece says so.
fn begin_unclear(is_first: bool, out: &mut Out<'_>) {
    out.html.push_str("<span class=\"unclear\"");
    if is_first {
        let title = escaped(&out.words.unclear_words());
        out.html.push_str(&format!(" title=\"{title}\""));
    }
    out.html.push('>');
}

/// Words as text; a sign that is damaged in the source (U+FFFD) says so.
pub(super) fn said(words: &str, out: &mut Out<'_>) {
    let mut from = 0;
    for at in memchr::memmem::find_iter(words.as_bytes(), DAMAGED) {
        escape(&words[from..at], &mut out.html);
        out.html.push_str(&format!(
            "<span class=\"damaged\" title=\"{}\">{DAMAGED}</span>",
            escaped(&out.words.damaged_sign())
        ));
        from = at + DAMAGED.len();
    }
    escape(&words[from..], &mut out.html);
}

/// What stands for a damaged sign.
const DAMAGED: &str = "\u{fffd}";

/// Writes text so that it is nothing but text, in HTML content and in quoted attributes.
pub fn escape(text: &str, html: &mut String) {
    // Most words have none of these, which is told of many bytes at once.
    let bytes = text.as_bytes();
    if memchr::memchr3(b'&', b'<', b'>', bytes).is_none() && memchr::memchr(b'"', bytes).is_none() {
        html.push_str(text);
        return;
    }
    let mut from = 0;
    for (i, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        html.push_str(&text[from..i]);
        html.push_str(entity);
        from = i + 1;
    }
    html.push_str(&text[from..]);
}

/// Text as HTML.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 16);
    escape(text, &mut html);
    html
}

#[cfg(test)]
mod tests;

//! A transcript's words as HTML: cut at every start and end of what covers them, each piece once and unchanged.
//!
//! Taking the markup off what comes out gives back exactly the words that went in (invariant 1 of ARCHITECTURE.md).

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use crate::{
    archive::{FootnoteIndex, Format, FormatKind, IndexVec, ListIndex, ParagraphIndex, Transcript},
    text::Words,
};

/// What lies over the words.
#[derive(Clone, Copy, Debug)]
pub enum Layer<'a> {
    /// A transcript's page: annotated passages, with links and footnote signs.
    Marks(&'a [MarkSpan<'a>], &'a OnPage),
    /// An excerpt: one passage, without links.
    Hit(&'a Range<u32>, &'a Words),
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
}

impl OnPage {
    /// For a transcript whose links lead to `leads`, with a recording at `media`.
    pub fn new(
        transcript: &Transcript,
        leads: BTreeMap<String, String>,
        media: Option<String>,
        words: &Arc<Words>,
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
            words: words.clone(),
        }
    }
}

/// A highlighted passage of one annotation.
#[derive(Clone, Debug)]
pub struct MarkSpan<'a> {
    /// Bytes of the transcript's text.
    pub range: Range<u32>,
    /// Id of the annotation.
    pub id: &'a str,
    /// `topic`, `event`, `comment`, ...
    pub kind: &'a str,
    /// Number of its note.
    pub number: usize,
}

/// The words `range` of paragraph `index` as HTML.
pub fn words(
    transcript: &Transcript,
    index: ParagraphIndex,
    range: Range<u32>,
    layer: Layer<'_>,
) -> String {
    let paragraph = &transcript.paragraphs[index];
    let range = range.start.max(paragraph.range.start)..range.end.min(paragraph.range.end);
    let (on_page, own) = match layer {
        Layer::Marks(_, on_page) => (Some(on_page), &*on_page.words),
        Layer::Hit(_, own) => (None, own),
    };
    let mut cuts: Vec<u32> = vec![range.start, range.end];
    for format in &paragraph.formats {
        cuts.extend([format.range.start, format.range.end]);
    }
    for stage in &paragraph.stage {
        cuts.extend([stage.start, stage.end]);
    }
    match layer {
        Layer::Marks(marks, _) => {
            cuts.extend(marks.iter().flat_map(|m| [m.range.start, m.range.end]))
        }
        Layer::Hit(hit, _) => cuts.extend([hit.start, hit.end]),
    }
    cuts.retain(|c| (range.start..=range.end).contains(c));
    cuts.sort_unstable();
    cuts.dedup();

    let mut out = Out {
        html: String::with_capacity(range.len() * 5 / 4 + 64),
        words: own,
    };
    let mut open: Vec<(u32, &'static str)> = Vec::new();
    // All three lists are in order of their starts, so each is walked once.
    let mut formats = paragraph.formats.iter().peekable();
    let mut stages = paragraph.stage.iter().peekable();
    let mut over = Over::new(layer, range.start);
    for (i, &at) in cuts.iter().enumerate() {
        while let Some(&(_, tag)) = open.last().filter(|(end, _)| *end <= at) {
            out.html.push_str(tag);
            open.pop();
        }
        over.leave(at, &mut out);
        while let Some(format) = formats.next_if(|f| f.range.start <= at) {
            if format.range.end > at || (format.range.start == at && format.range.is_empty()) {
                begin(format, on_page, &mut open, &mut out);
            }
        }
        let Some(&next) = cuts.get(i + 1) else { break };
        over.enter(at);
        while stages.next_if(|s| s.end <= at).is_some() {}
        let stage = stages.peek().is_some_and(|s| s.start <= at);
        if stage {
            out.html.push_str("<span class=\"stage\">");
        }
        over.piece(&transcript.text[at as usize..next as usize], at, &mut out);
        if stage {
            out.html.push_str("</span>");
        }
    }
    for (_, tag) in open.into_iter().rev() {
        out.html.push_str(tag);
    }
    out.html
}

/// What is written so far, and the words in which it is said what signs are.
struct Out<'w> {
    html: String,
    words: &'w Words,
}

/// What of a layer lies over the piece at hand.
enum Over<'a> {
    Marks {
        waiting: std::iter::Peekable<std::slice::Iter<'a, MarkSpan<'a>>>,
        active: Vec<&'a MarkSpan<'a>>,
        start: u32,
    },
    Hit(&'a Range<u32>),
}

impl<'a> Over<'a> {
    /// `marks` must be in order of their starts.
    fn new(layer: Layer<'a>, start: u32) -> Self {
        match layer {
            Layer::Marks(marks, _) => Over::Marks {
                waiting: marks.iter().peekable(),
                active: Vec::new(),
                start,
            },
            Layer::Hit(hit, _) => Over::Hit(hit),
        }
    }

    fn enter(&mut self, at: u32) {
        if let Over::Marks {
            waiting, active, ..
        } = self
        {
            while let Some(mark) = waiting.next_if(|m| m.range.start <= at) {
                if mark.range.end > at {
                    active.push(mark);
                }
            }
        }
    }

    /// Ends the marks that end at `at`, each with the sign of its note: an empty link, so that it adds no character to the words.
    fn leave(&mut self, at: u32, out: &mut Out<'_>) {
        if let Over::Marks { active, start, .. } = self
            && at > *start
        {
            for mark in active.extract_if(.., |m| m.range.end <= at) {
                reference(mark, out);
            }
        }
    }

    fn piece(&self, words: &str, at: u32, out: &mut Out<'_>) {
        match self {
            Over::Marks { active, .. } if active.is_empty() => said(words, out),
            Over::Marks { active, .. } => marked(words, active, out),
            Over::Hit(hit) if hit.contains(&at) => {
                out.html.push_str("<b class=\"hit\">");
                said(words, out);
                out.html.push_str("</b>");
            }
            Over::Hit(_) => said(words, out),
        }
    }
}

/// A piece with the annotations that cover it.
fn marked(words: &str, over: &[&MarkSpan<'_>], out: &mut Out<'_>) {
    out.html.push_str("<mark data-annotations=\"");
    for (i, mark) in over.iter().enumerate() {
        if i > 0 {
            out.html.push(' ');
        }
        escape(mark.id, &mut out.html);
    }
    out.html.push_str("\" class=\"");
    let mut kinds: Vec<&str> = Vec::with_capacity(over.len());
    for mark in over {
        if !kinds.contains(&mark.kind) {
            kinds.push(mark.kind);
            out.html.push_str("k-");
            escape(mark.kind, &mut out.html);
            out.html.push(' ');
        }
    }
    out.html.push_str(match over.len() {
        1 => "d1",
        2 => "d2",
        _ => "d3",
    });
    out.html.push_str("\">");
    said(words, out);
    out.html.push_str("</mark>");
}

fn reference(mark: &MarkSpan<'_>, out: &mut Out<'_>) {
    let number = mark.number;
    out.html.push_str("<a class=\"ref k-");
    escape(mark.kind, &mut out.html);
    out.html.push_str("\" href=\"#note-");
    escape(mark.id, &mut out.html);
    out.html.push_str(&format!(
        "\" data-n=\"{number}\" role=\"doc-noteref\" aria-label=\"{}\"></a>",
        escaped(&out.words.note(number))
    ));
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
            let sign = |id: &str| {
                format!(
                    "<a class=\"fn\"{id} href=\"#fn-{n}\" data-n=\"{n}\" role=\"doc-noteref\" aria-label=\"{label}\"></a>"
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

/// Words as text; a sign that is damaged in the source (U+FFFD) says so.
fn said(words: &str, out: &mut Out<'_>) {
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
#[path = "markup_tests.rs"]
mod tests;

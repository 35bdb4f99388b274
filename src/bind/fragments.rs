//! Links within a page (`[words](#early-years)`): whether the page has such a place.

use std::borrow::Cow;

use super::{
    LinkError, Names, Thing, Where, cited::Paragraph, ground::Ground, leads, wordless::title,
};
use crate::{
    archive::{Cited, Prose, TranscriptIndex},
    markdown::{self, Linker, Style, Target},
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
    text,
};

/// Whether the page itself has a place of this name, whatever its text.
fn is_of_the_page(id: &str, from: Where) -> bool {
    id == "main" || (id == "passages" && matches!(from, Where::Entry(_)))
}

/// The remark on a link within a page that leads to no place of it; `here` is the transcript that a note is at home in.
pub(super) fn check(
    target: &str,
    span: Span,
    (from, here): (Where, Option<TranscriptIndex>),
    ground: Ground<'_>,
) -> Option<Diagnostic> {
    let written = target.strip_prefix('#')?;
    let id = text::percent_decoded(written).unwrap_or(Cow::Borrowed(written));
    if id.is_empty() || id == "top" {
        return None;
    }
    match from {
        Where::Annotation(..) => in_note(&id, span, here, ground.names),
        _ if is_of_the_page(&id, from) => None,
        // A line of sources leads to the headings of the body, too.
        Where::Entry(e) => in_text(&id, span, &ground.entries[e].body, ground),
        Where::Page(p) => in_text(&id, span, &ground.pages[p].body, ground),
    }
}

/// A note leads to places of its transcript, whatever page shows it.
fn in_note(
    id: &str,
    span: Span,
    here: Option<TranscriptIndex>,
    names: &Names,
) -> Option<Diagnostic> {
    let here = here?;
    let resolved = |inside: &str| names.resolve(&format!("#{inside}"), Some(here));
    if let Some(note) = id.strip_prefix("note-") {
        return match resolved(note) {
            Ok(Thing::Annotation(..)) => None,
            Ok(_) | Err(_) => Some(told(id, span, "its transcript has no such note", None)),
        };
    }
    if Cited::is_shape_of(id) {
        let line = |written: &str| format!("[words]({written})");
        let named = Paragraph {
            target: &format!("#{id}"),
            here: Some(here),
            span,
            line: &line,
        };
        let found = resolved(id);
        let changed = named.told(names, found.as_ref().ok().copied());
        return match found {
            Ok(_) => changed,
            Err(_) if changed.is_some() => changed,
            Err(LinkError::Unknown {
                meant: Some(meant), ..
            }) => Some(told(
                id,
                span,
                "its transcript has no such paragraph",
                Some(meant),
            )),
            Err(_) => Some(told(id, span, "its transcript has no such paragraph", None)),
        };
    }
    // Headings and footnotes of the source are known where its page is finished.
    if leads::is_own_place(id) {
        return None;
    }
    let meant = resolved(id).ok().map(|_| format!("#note-{id}"));
    let remark = told(id, span, "its transcript has no such place", meant);
    Some(remark.note(
        "in a note, `#p4` is a paragraph of its transcript and `#note-ID` another note of it",
    ))
}

/// An entry or a free page leads to its own headings and footnotes.
fn in_text(id: &str, span: Span, prose: &Prose, ground: Ground<'_>) -> Option<Diagnostic> {
    let style = Style {
        heading_ids: true,
        ..Style::default()
    };
    let rendered = markdown::render(&prose.text, &style, &Titles(ground));
    let footnote = id.starts_with("fn") && rendered.html.contains(&format!(" id=\"{id}\""));
    let mut headings = rendered.headings.iter();
    if footnote || headings.any(|h| h.id == id) {
        return None;
    }
    let ids = || rendered.headings.iter().map(|h| h.id.as_str());
    // As other programs make ids: with capitals, with letters of other scripts, with `s-` before them.
    let slug = text::slug(id);
    let known = |wanted: &str| ids().find(|id| *id == wanted);
    let meant = known(&slug)
        .or_else(|| known(slug.trim_start_matches("s-")))
        .or_else(|| known(&format!("s-{slug}")))
        .or_else(|| text::nearest(&slug, ids()));
    let meant = meant.map(|id| format!("#{id}"));
    Some(told(id, span, "the page has no such heading", meant))
}

fn told(id: &str, span: Span, why: &str, meant: Option<String>) -> Diagnostic {
    let remark = Diagnostic::at(
        Code::BrokenLink,
        span,
        format!("`#{id}` leads nowhere: {why}"),
    );
    match meant {
        Some(meant) => remark.help(format!("did you mean `{meant}`?")),
        None => remark,
    }
}

/// Knows what stands in headings: the titles of what they link to.
struct Titles<'a>(Ground<'a>);

impl Linker for Titles<'_> {
    fn wiki(&self, target: &str) -> Target {
        match self.0.names.destination(target, None) {
            Ok(found) => Target::Page {
                href: String::new(),
                title: title(found, self.0),
                kind: String::new(),
                language: None,
            },
            Err(_) => Target::Unknown,
        }
    }

    fn address(&self, _: &str) -> Option<String> {
        None
    }

    /// Nobody listens to it.
    fn table_label(&self) -> String {
        String::new()
    }

    fn back_label(&self, _: &str) -> String {
        String::new()
    }
}

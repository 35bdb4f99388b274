//! Where links and lines of `see:` name a thing: whoever gives it another id wants to know.

use super::{Edition, Thing};
use crate::{
    archive::{Prose, TranscriptIndex},
    markdown::{self, LinkSyntax},
    source::Span,
};

/// The places of all links, with their brackets, and of all lines of `see:` that name a thing or something in it.
pub fn namings(edition: &Edition, thing: Thing) -> Vec<Span> {
    let mut found = Vec::new();
    for (t, outline) in edition.transcripts.enumerated() {
        for annotation in outline.annotations.iter() {
            let here = edition.names.transcript(&annotation.home).or(Some(t));
            for prose in &annotation.linked {
                in_prose(edition, thing, (prose, here), &mut found);
            }
            let see = annotation.see.iter();
            let see = see.filter(|see| names(edition, thing, &see.value, here));
            found.extend(see.map(|see| see.span));
        }
    }
    for entry in edition.entries.iter() {
        let texts = std::iter::once(&entry.body).chain(&entry.fields.sources);
        texts.for_each(|prose| in_prose(edition, thing, (prose, None), &mut found));
    }
    for page in edition.pages.iter() {
        in_prose(edition, thing, (&page.body, None), &mut found);
    }
    found
}

fn in_prose(
    edition: &Edition,
    thing: Thing,
    (prose, here): (&Prose, Option<TranscriptIndex>),
    found: &mut Vec<Span>,
) {
    if !prose.text.contains("[[") {
        return;
    }
    for link in markdown::links(&prose.text) {
        if link.kind == LinkSyntax::Wiki && names(edition, thing, &link.target, here) {
            found.push(prose.at(link.range));
        }
    }
}

/// Whether the inside of a link names the thing, or a place in it. A link within its own page names no id.
fn names(edition: &Edition, thing: Thing, target: &str, here: Option<TranscriptIndex>) -> bool {
    if target.trim_start().starts_with('#') {
        return false;
    }
    match (edition.names.resolve(target, here), thing) {
        (Ok(Thing::Paragraph(t, _) | Thing::Annotation(t, _)), Thing::Transcript(of)) => t == of,
        (Ok(named), of) => named == of,
        (Err(_), _) => false,
    }
}

//! What points at paragraphs: whoever changes these wants to know it before.

use std::collections::BTreeSet;

use super::{Edition, Thing, names::cited_in};
use crate::{
    anchor::{Anchored, Lost},
    archive::{AnnotationIndex, ParagraphId, ParagraphIndex, Prose, TranscriptIndex},
    markdown::{self, LinkSyntax},
    source::Span,
};

/// Something that points at a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pointer {
    /// The paragraph's id: the one that is there now, where another is written that was joined into it.
    pub paragraph: ParagraphId,
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: PointerKind,
}

/// What points at a paragraph.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PointerKind {
    /// A note that is on its words; its id.
    Note(String),
    /// A note on its words that another one disputes, or that disputes another one; its id.
    Dispute(String),
    /// A wiki link in a note, an entry or a page.
    Link,
    /// A line of `see:`.
    See,
}

/// All that points at some paragraphs of a transcript, by paragraph, then by place; `removed` are ids that no paragraph has any more.
///
/// # Errors
/// When the words of the transcript cannot be had any more.
pub fn pointers(
    edition: &Edition,
    transcript: TranscriptIndex,
    (there, removed): (&BTreeSet<ParagraphIndex>, &BTreeSet<ParagraphId>),
) -> Result<Vec<Pointer>, Lost> {
    let looked = Looked {
        edition,
        transcript,
        there,
        removed,
    };
    let mut found = Vec::new();
    looked.notes(&*edition.record(transcript)?, &mut found);
    for (t, outline) in edition.transcripts.enumerated() {
        for annotation in outline.annotations.iter() {
            let here = edition.names.transcript(&annotation.home).or(Some(t));
            for prose in &annotation.linked {
                looked.links(prose, here, &mut found);
            }
            for see in &annotation.see {
                if let Some(paragraph) = looked.meant(&see.value, here) {
                    found.push(Pointer {
                        paragraph,
                        kind: PointerKind::See,
                        span: see.span,
                    });
                }
            }
        }
    }
    for entry in edition.entries.iter() {
        let texts = std::iter::once(&entry.body).chain(&entry.fields.sources);
        texts.for_each(|prose| looked.links(prose, None, &mut found));
    }
    for page in edition.pages.iter() {
        looked.links(&page.body, None, &mut found);
    }
    found.sort();
    // A note on several transcripts is in the outline of each.
    found.dedup();
    Ok(found)
}

/// What is looked for, and where.
struct Looked<'a> {
    edition: &'a Edition,
    transcript: TranscriptIndex,
    there: &'a BTreeSet<ParagraphIndex>,
    removed: &'a BTreeSet<ParagraphId>,
}

impl Looked<'_> {
    /// The notes that are on words of the paragraphs.
    fn notes(&self, record: &Anchored, found: &mut Vec<Pointer>) {
        let ids = &self.edition.outline(self.transcript).ids;
        let mut known: BTreeSet<(AnnotationIndex, ParagraphIndex)> = BTreeSet::new();
        for passage in record.passages.iter() {
            for &paragraph in self.there.range(passage.first..=passage.last) {
                for &a in &passage.annotations {
                    if !known.insert((a, paragraph)) {
                        continue;
                    }
                    let placed = &record.annotations[a];
                    let disputes = placed.disputes.is_some() || !placed.disputed_by.is_empty();
                    let id = placed.id.clone();
                    found.push(Pointer {
                        paragraph: ids.of(paragraph),
                        kind: match disputes {
                            true => PointerKind::Dispute(id),
                            false => PointerKind::Note(id),
                        },
                        span: placed.annotation.span,
                    });
                }
            }
        }
    }

    fn links(&self, prose: &Prose, here: Option<TranscriptIndex>, found: &mut Vec<Pointer>) {
        if !prose.text.contains("[[") {
            return;
        }
        let links = markdown::links(&prose.text).into_iter();
        for link in links.filter(|link| link.kind == LinkSyntax::Wiki) {
            if let Some(paragraph) = self.meant(&link.target, here) {
                found.push(Pointer {
                    paragraph,
                    kind: PointerKind::Link,
                    span: prose.at(link.range),
                });
            }
        }
    }

    /// The paragraph that the inside of a wiki link means, if it is one of these.
    fn meant(&self, target: &str, here: Option<TranscriptIndex>) -> Option<ParagraphId> {
        let names = &self.edition.names;
        if let Ok(thing) = names.resolve(target, here) {
            return match thing {
                Thing::Paragraph(t, p) if t == self.transcript && self.there.contains(&p) => {
                    Some(self.edition.outline(t).ids.of(p))
                }
                Thing::Paragraph(..)
                | Thing::Transcript(_)
                | Thing::Annotation(..)
                | Thing::Entry(_)
                | Thing::Page(_) => None,
            };
        }
        let id = cited_in(target)?.id;
        let is_ours = names.place_of(target, here) == Some(self.transcript);
        (is_ours && self.removed.contains(&id)).then_some(id)
    }
}

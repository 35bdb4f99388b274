//! Checks every link in notes, entries and pages, and turns links round: who links to a thing, and in what sentence.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{
    Backlink, LinkError, Thing, Where,
    cited::Paragraph,
    fragments,
    ground::Ground,
    leads,
    remarks::{told, unsafe_address, without_address, without_host, without_scheme},
    slips,
    wordless::contexts,
};
use crate::{
    anchor::Outline,
    archive::{
        AnnotationIndex, EntryIndex, IndexVec, PageIndex, ParagraphId, Prose, TranscriptIndex,
    },
    markdown::{self, FoundLink, LinkSyntax},
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
    text,
};

/// One text with links.
struct Piece<'a> {
    from: Where,
    prose: &'a Prose,
    /// The first paragraph that a note is about.
    paragraph: Option<ParagraphId>,
    /// The transcript that a note is at home in, where `#p4` is meant, whatever page shows the note.
    here: Option<TranscriptIndex>,
    /// Whether slips are told: not for the second place of an annotation on several transcripts.
    tell: bool,
}

/// Who is led to, and from where.
pub(super) type Linked = Vec<(Thing, Backlink)>;

/// Checks the links in the notes of a transcript; gives whom they lead to, in the order of the notes.
pub(super) fn of_notes(
    t: TranscriptIndex,
    outline: &Outline,
    ground: Ground<'_>,
    diags: &mut Vec<Diagnostic>,
) -> Linked {
    let mut linked = Sieve::default();
    for (a, annotation) in outline.annotations.enumerated() {
        let tell = annotation.home == outline.id;
        let here = match tell {
            true => Some(t),
            false => ground.names.transcript(&annotation.home).or(Some(t)),
        };
        let (from, paragraph) = (Where::Annotation(t, a), first_paragraph(outline, a));
        for prose in &annotation.linked {
            let piece = Piece {
                from,
                prose,
                paragraph,
                here,
                tell,
            };
            let (links, remarks) = of_piece(&piece, ground);
            diags.extend(remarks);
            links.into_iter().for_each(|link| linked.add(link));
        }
        // `see:` is a link, too, without a sentence round it.
        for see in &annotation.see {
            if let Ok(thing) = ground.names.resolve(&see.value, here) {
                let backlink = Backlink {
                    from,
                    paragraph,
                    context: None,
                    hit: 0..0,
                };
                linked.add((thing, backlink));
            }
        }
    }
    linked.kept
}

/// Checks the links of entries and free pages; gives whom they lead to, in the order of those.
pub(super) fn of_others(ground: Ground<'_>, diags: &mut Vec<Diagnostic>) -> Linked {
    let piece = |from: Where, prose| Piece {
        from,
        prose,
        paragraph: None,
        here: None,
        tell: true,
    };
    let of_entries = ground.entries.enumerated().flat_map(|(e, entry)| {
        let texts = std::iter::once(&entry.body).chain(&entry.fields.sources);
        texts.map(move |prose| piece(Where::Entry(e), prose))
    });
    let pages = ground.pages.enumerated();
    let of_pages = pages.map(|(p, page)| piece(Where::Page(p), &page.body));
    let pieces: Vec<Piece<'_>> = of_entries.chain(of_pages).collect();
    let found: Vec<Found> = pieces
        .par_iter()
        .with_min_len(64)
        .map(|piece| of_piece(piece, ground))
        .collect();
    let mut linked = Sieve::default();
    for (links, remarks) in found {
        diags.extend(remarks);
        links.into_iter().for_each(|link| linked.add(link));
    }
    linked.kept
}

/// Keeps of several links from one place to one thing the first.
#[derive(Default)]
struct Sieve {
    kept: Linked,
    known: BTreeSet<(Thing, Where)>,
}

impl Sieve {
    /// A link to a paragraph or an annotation is also one to its transcript; one source is listed once.
    fn add(&mut self, (thing, backlink): (Thing, Backlink)) {
        let whole = match thing {
            Thing::Paragraph(t, _) | Thing::Annotation(t, _) => Thing::Transcript(t),
            Thing::Transcript(_) | Thing::Entry(_) | Thing::Page(_) => thing,
        };
        let inside_itself = matches!((whole, backlink.from), (Thing::Transcript(a), Where::Annotation(b, _)) if a == b)
            || matches!((whole, backlink.from), (Thing::Entry(a), Where::Entry(b)) if a == b)
            || matches!((whole, backlink.from), (Thing::Page(a), Where::Page(b)) if a == b);
        if !inside_itself && self.known.insert((whole, backlink.from)) {
            self.kept.push((whole, backlink));
        }
    }
}

/// The links of one text, and what is wrong with others.
type Found = (Vec<(Thing, Backlink)>, Vec<Diagnostic>);

fn of_piece(piece: &Piece<'_>, ground: Ground<'_>) -> Found {
    let mut links = Vec::new();
    let mut diags = Vec::new();
    if !piece.prose.text.contains(['[', ']', '<']) {
        return (links, diags);
    }
    let found = markdown::links(&piece.prose.text);
    let contexts = contexts((&piece.prose.text, piece.here), &found, ground);
    for (link, context) in found.into_iter().zip(contexts) {
        let span = piece.prose.at(link.range.clone());
        match link.kind {
            LinkSyntax::Wiki => match ground.names.resolve(&link.target, piece.here) {
                Ok(thing) if ground.names.is_written(thing) => {
                    links.push((thing, backlink(piece, context)));
                    diags.extend(paragraph((&link.target, Some(thing)), span, piece, ground));
                }
                Ok(_) => diags.extend(told(&LinkError::UnwrittenId, &link.target, span)),
                Err(error) => {
                    let gone = paragraph((&link.target, None), span, piece, ground);
                    diags.extend(gone.or_else(|| told(&error, &link.target, span)));
                }
            },
            LinkSyntax::Address if link.target.starts_with('#') => {
                let place = (piece.from, piece.here);
                diags.extend(fragments::check(&link.target, span, place, ground));
            }
            LinkSyntax::Address | LinkSyntax::Image => {
                let remark = address(&link, span, ground);
                diags.extend(remark.map(|remark| left_out(remark, &link.target, ground)));
            }
        }
    }
    match piece.tell {
        true => diags.extend(slips::told(piece.prose)),
        false => diags.clear(),
    }
    (links, diags)
}

/// The remark on a paragraph that a wiki link names.
fn paragraph(
    (target, found): (&str, Option<Thing>),
    span: Span,
    piece: &Piece<'_>,
    ground: Ground<'_>,
) -> Option<Diagnostic> {
    let line = |written: &str| format!("[[{written}]]");
    let named = Paragraph {
        target,
        here: piece.here,
        span,
        line: &line,
    };
    named.told(ground.names, found)
}

fn backlink(piece: &Piece<'_>, context: markdown::Context) -> Backlink {
    Backlink {
        from: piece.from,
        paragraph: piece.paragraph,
        context: Some(context.text),
        hit: context.hit,
    }
}

/// The first paragraph that an annotation is about.
fn first_paragraph(outline: &Outline, a: AnnotationIndex) -> Option<ParagraphId> {
    let first = *outline.annotations[a].passages.first()?;
    let first = outline.passages[first].passage.first;
    Some(outline.ids.of(first))
}

/// Puts backlinks in order, each place once: notes in time order, then entries, then pages, by title.
pub(super) fn sort(
    backlinks: &mut BTreeMap<Thing, Vec<Backlink>>,
    rank: &IndexVec<TranscriptIndex, u32>,
    title_rank: &IndexVec<EntryIndex, u32>,
    page_rank: &IndexVec<PageIndex, u32>,
) {
    for list in backlinks.values_mut() {
        // Of several links in one place the first counts, which is one with words round it: the order is kept where this says nothing.
        list.sort_by_key(|backlink| match backlink.from {
            Where::Annotation(t, a) => (0, rank[t], Some(a)),
            Where::Entry(e) => (1, title_rank[e], None),
            Where::Page(p) => (2, page_rank[p], None),
        });
        list.dedup_by_key(|backlink| backlink.from);
    }
}

/// An ordinary link or image: out of the site, or to a file of assets.
fn address(link: &FoundLink, span: Span, ground: Ground<'_>) -> Option<Diagnostic> {
    let target = link.target.as_str();
    let image = link.kind == LinkSyntax::Image;
    if !text::is_safe_address(target) {
        return Some(unsafe_address(target, span));
    }
    if target.trim_start_matches("mailto:").trim().is_empty() {
        return Some(without_address(target, image, span));
    }
    if text::lacks_host(target) {
        return Some(without_host(target, span));
    }
    if target.starts_with("//") && !image {
        return Some(without_scheme(target, span));
    }
    if text::is_external(target) {
        return image.then(|| {
            Diagnostic::at(
                Code::UnsafeLink,
                span,
                "an image of another host is not shown",
            )
            .note("readers' browsers would tell that host what they read, and the image may vanish")
            .help("copy it to content/assets/ and write `![...](assets/NAME)`")
        });
    }
    let path = target.split(['#', '?']).next().unwrap_or(target);
    let path = path
        .trim_start_matches("./")
        .trim_start_matches("../")
        .trim_start_matches('/');
    if text::file_of(target, |path| ground.asset(path).is_some()).is_some() {
        return None;
    }
    if text::lacks_scheme(target).is_some() {
        return Some(without_scheme(target, span));
    }
    let near = ground.nearest_asset(path);
    let remark = Diagnostic::at(
        Code::BrokenLink,
        span,
        format!("`{target}` leads nowhere: there is no file `content/{path}`"),
    );
    Some(match (leads::as_wiki_link(ground, target), near) {
        (Some(wiki), _) => remark.help(format!("a page of the site is linked as `{wiki}`")),
        (None, Some(near)) => remark.help(format!("did you mean `{near}`?")),
        (None, None) => remark.help("a page of the site is linked as `[[id]]`, a file of content/assets/ as `[words](assets/NAME)`"),
    })
}

/// A link to a file that is there, but is not published, is told as that.
fn left_out(remark: Diagnostic, target: &str, ground: Ground<'_>) -> Diagnostic {
    match text::file_of(target, |path| ground.is_left_out(path)) {
        Some((path, _)) if remark.code == Code::BrokenLink => Diagnostic {
            message: format!(
                "`{target}` leads nowhere: `{path}` is not published because of its name"
            ),
            helps: vec!["rename the file, if it is to be published".to_owned()],
            ..remark
        },
        Some(_) | None => remark,
    }
}

//! Checks every link in notes, entries and pages, and turns links round: who links to a thing, and in what sentence.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use rayon::prelude::*;

use super::{
    Backlink, LinkError, Names, Parts, Thing, Where, fragments, leads,
    remarks::{told, unsafe_address, without_address, without_host, without_scheme},
    slips,
    wordless::contexts,
};
use crate::{
    archive::{EntryIndex, IndexVec, PageIndex, ParagraphId, Prose, TranscriptIndex},
    markdown::{self, FoundLink, LinkSyntax},
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
    text::{self, Suggestions},
};

/// Whether a thing may be linked to: an annotation needs a written id.
pub(super) fn written(thing: Thing, parts: &Parts) -> bool {
    match thing {
        Thing::Annotation(t, a) => parts.transcripts[t].annotations[a].written_id,
        Thing::Transcript(_) | Thing::Paragraph(..) | Thing::Entry(_) | Thing::Page(_) => true,
    }
}

/// One text with links.
struct Piece<'a> {
    from: Where,
    prose: &'a Prose,
    /// The transcript that a note is at home in, where `#p4` is meant, whatever page shows the note.
    here: Option<TranscriptIndex>,
    /// Whether slips are told: not for the second place of an annotation on several transcripts.
    tell: bool,
}

/// Checks all links; gives who links to what, in the order of transcripts, entries and pages.
pub(super) fn gather(
    parts: &Parts,
    names: &Names,
    diags: &mut Vec<Diagnostic>,
) -> BTreeMap<Thing, Vec<Backlink>> {
    let assets = Assets::of(parts);
    let pieces = pieces(parts, names);
    let found: Vec<Found> = pieces
        .par_iter()
        .with_min_len(64)
        .map(|piece| of_piece(piece, parts, names, &assets))
        .collect();
    let mut backlinks = Backlinks::default();
    for (links, remarks) in found {
        diags.extend(remarks);
        for (thing, backlink) in links {
            backlinks.add(thing, backlink);
        }
    }
    see(parts, names, &mut backlinks);
    backlinks.by_thing
}

/// The files that may be linked to.
struct Assets<'a> {
    routes: BTreeSet<&'a str>,
    suggestions: OnceLock<Suggestions>,
}

impl<'a> Assets<'a> {
    fn of(parts: &'a Parts) -> Self {
        Self {
            routes: parts.assets.iter().map(|a| a.route.as_str()).collect(),
            suggestions: OnceLock::new(),
        }
    }

    fn nearest(&self, path: &str) -> Option<&str> {
        let suggestions = self
            .suggestions
            .get_or_init(|| Suggestions::new(self.routes.iter().copied()));
        suggestions.of(path)
    }
}

/// Who links to what, so far.
#[derive(Default)]
struct Backlinks {
    by_thing: BTreeMap<Thing, Vec<Backlink>>,
    known: BTreeSet<(Thing, Where)>,
}

impl Backlinks {
    /// A link to a paragraph or an annotation is also one to its transcript; one source is listed once.
    fn add(&mut self, thing: Thing, backlink: Backlink) {
        let whole = match thing {
            Thing::Paragraph(t, _) | Thing::Annotation(t, _) => Thing::Transcript(t),
            Thing::Transcript(_) | Thing::Entry(_) | Thing::Page(_) => thing,
        };
        let inside_itself = matches!((whole, backlink.from), (Thing::Transcript(a), Where::Annotation(b, _)) if a == b)
            || matches!((whole, backlink.from), (Thing::Entry(a), Where::Entry(b)) if a == b)
            || matches!((whole, backlink.from), (Thing::Page(a), Where::Page(b)) if a == b);
        if !inside_itself && self.known.insert((whole, backlink.from)) {
            self.by_thing.entry(whole).or_default().push(backlink);
        }
    }
}

fn pieces<'p>(parts: &'p Parts, names: &Names) -> Vec<Piece<'p>> {
    let mut pieces = Vec::new();
    for (t, outline) in parts.transcripts.enumerated() {
        for (a, annotation) in outline.annotations.enumerated() {
            let tell = annotation.home == outline.id;
            let home = match tell {
                true => Some(t),
                false => names.transcript(&annotation.home).or(Some(t)),
            };
            for prose in &annotation.linked {
                pieces.push(Piece {
                    from: Where::Annotation(t, a),
                    prose,
                    here: home,
                    tell,
                });
            }
        }
    }
    for (e, entry) in parts.entries.enumerated() {
        for prose in std::iter::once(&entry.body).chain(&entry.fields.sources) {
            pieces.push(Piece {
                from: Where::Entry(e),
                prose,
                here: None,
                tell: true,
            });
        }
    }
    for (p, page) in parts.pages.enumerated() {
        pieces.push(Piece {
            from: Where::Page(p),
            prose: &page.body,
            here: None,
            tell: true,
        });
    }
    pieces
}

/// The links of one text, and what is wrong with others.
type Found = (Vec<(Thing, Backlink)>, Vec<Diagnostic>);

fn of_piece(piece: &Piece<'_>, parts: &Parts, names: &Names, assets: &Assets<'_>) -> Found {
    let mut links = Vec::new();
    let mut diags = Vec::new();
    if !piece.prose.text.contains(['[', ']', '<']) {
        return (links, diags);
    }
    let found = markdown::links(&piece.prose.text);
    let contexts = contexts((&piece.prose.text, piece.here), &found, parts, names);
    for (link, context) in found.into_iter().zip(contexts) {
        let span = piece.prose.at(link.range.clone());
        match link.kind {
            LinkSyntax::Wiki => match names.resolve(&link.target, piece.here) {
                Ok(thing) if written(thing, parts) => {
                    links.push((thing, backlink(piece, context, parts)));
                }
                Ok(_) => diags.extend(told(&LinkError::UnwrittenId, &link.target, span)),
                Err(error) => diags.extend(told(&error, &link.target, span)),
            },
            LinkSyntax::Address if link.target.starts_with('#') => {
                let place = (piece.from, piece.here);
                diags.extend(fragments::check(&link.target, span, place, parts, names));
            }
            LinkSyntax::Address | LinkSyntax::Image => {
                let wiki = || leads::as_wiki_link(parts, names, &link.target);
                let remark = address(&link, span, assets, wiki);
                diags.extend(remark.map(|remark| left_out(remark, &link.target, parts)));
            }
        }
    }
    match piece.tell {
        true => diags.extend(slips::told(piece.prose)),
        false => diags.clear(),
    }
    (links, diags)
}

fn backlink(piece: &Piece<'_>, context: markdown::Context, parts: &Parts) -> Backlink {
    Backlink {
        from: piece.from,
        paragraph: paragraph(parts, piece.from),
        context: Some(context.text),
        hit: context.hit,
    }
}

/// The first paragraph that an annotation is about.
fn paragraph(parts: &Parts, from: Where) -> Option<ParagraphId> {
    let Where::Annotation(t, a) = from else {
        return None;
    };
    let outline = &parts.transcripts[t];
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

/// An ordinary link or image: out of the site, or to a file of assets. `wiki` is what it should be if it leads to a page.
fn address(
    link: &FoundLink,
    span: Span,
    assets: &Assets<'_>,
    wiki: impl Fn() -> Option<String>,
) -> Option<Diagnostic> {
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
    if text::file_of(target, |path| assets.routes.contains(path)).is_some() {
        return None;
    }
    if text::lacks_scheme(target).is_some() {
        return Some(without_scheme(target, span));
    }
    let near = assets.nearest(path);
    let remark = Diagnostic::at(
        Code::BrokenLink,
        span,
        format!("`{target}` leads nowhere: there is no file `content/{path}`"),
    );
    Some(match (wiki(), near) {
        (Some(wiki), _) => remark.help(format!("a page of the site is linked as `{wiki}`")),
        (None, Some(near)) => remark.help(format!("did you mean `{near}`?")),
        (None, None) => remark.help("a page of the site is linked as `[[id]]`, a file of content/assets/ as `[words](assets/NAME)`"),
    })
}

/// A link to a file that is there, but is not published, is told as that.
fn left_out(remark: Diagnostic, target: &str, parts: &Parts) -> Diagnostic {
    let is_left_out = |path: &str| {
        parts.left_out.iter().any(|left| match left.ends_with('/') {
            true => path.starts_with(left.as_str()),
            false => path == left,
        })
    };
    match text::file_of(target, is_left_out) {
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

/// `see:` is a link, too, without a sentence round it.
fn see(parts: &Parts, names: &Names, backlinks: &mut Backlinks) {
    for (t, outline) in parts.transcripts.enumerated() {
        for (a, annotation) in outline.annotations.enumerated() {
            let home = names.transcript(&annotation.home).or(Some(t));
            for see in &annotation.see {
                if let Ok(thing) = names.resolve(&see.value, home) {
                    backlinks.add(
                        thing,
                        Backlink {
                            from: Where::Annotation(t, a),
                            paragraph: paragraph(parts, Where::Annotation(t, a)),
                            context: None,
                            hit: 0..0,
                        },
                    );
                }
            }
        }
    }
}

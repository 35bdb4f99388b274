//! Checks every link in notes, entries and pages, and turns links round: who links to a thing, and in what sentence.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::OnceLock,
};

use rayon::prelude::*;

use super::{Backlink, LinkError, Names, Parts, Thing, Where, fragments, leads, slips};
use crate::{
    archive::{EntryIndex, IndexVec, PageIndex, ParagraphId, Prose, TranscriptIndex},
    diag::{Code, Diagnostic},
    markdown::{self, FoundLink, LinkSyntax},
    source::Span,
    text::{self, Suggestions},
};

/// Whether a thing may be linked to: an annotation needs a written id.
pub(super) fn written(thing: Thing, parts: &Parts) -> bool {
    match thing {
        Thing::Annotation(t, a) => parts.transcripts[t].annotations[a].written_id,
        Thing::Transcript(_) | Thing::Paragraph(..) | Thing::Entry(_) | Thing::Page(_) => true,
    }
}

/// The remark on a wiki link that leads nowhere.
pub(super) fn told(error: &LinkError, target: &str, span: Span) -> Option<Diagnostic> {
    let remark = match error {
        LinkError::Broken => return None,
        LinkError::Unknown { what, .. } if what.is_empty() => Diagnostic::at(
            Code::BrokenLink,
            span,
            "this wiki link leads nowhere: no id stands in it",
        )
        .help("a wiki link is written `[[id]]` or `[[id|words]]`"),
        LinkError::Unknown { what, meant } => {
            let remark = Diagnostic::at(
                Code::BrokenLink,
                span,
                format!("`[[{target}]]` leads nowhere: there is no `{what}`"),
            );
            let places = meant.as_ref().is_some_and(|meant| meant.contains('#'));
            let remark = match what.starts_with('#') && !places {
                true => remark.note("behind `#` stands a paragraph or a note of a transcript; a heading is linked within its own page: `[words](#early-years)`"),
                false => remark,
            };
            match meant {
                _ if text::is_external(target) => {
                    remark.help(format!("an address is linked as `[words]({target})`"))
                }
                Some(meant) => remark.help(format!("did you mean `[[{meant}]]`?")),
                None => remark.help("a link names the id of a transcript, entry or page: its file's name without the ending"),
            }
        }
        LinkError::Draft => Diagnostic::at(
            Code::BrokenLink,
            span,
            format!("`[[{target}]]` leads to a draft, which this build leaves out"),
        )
        .help("take `draft: true` out of its file, or build with `--drafts`"),
        LinkError::Ambiguous(spellings) => {
            let list: Vec<String> = spellings.iter().map(|s| format!("`[[{s}]]`")).collect();
            Diagnostic::at(
                Code::AmbiguousLink,
                span,
                format!("`[[{target}]]` could mean {}", list.join(" or ")),
            )
            .help("write the one that you mean")
        }
        LinkError::UnwrittenId => Diagnostic::at(
            Code::BrokenLink,
            span,
            format!("`[[{target}]]` leads to an annotation without a written id"),
        )
        .note("an id that is made from the quote changes with it")
        .help("give that annotation an `id:` and link to it"),
    };
    Some(remark)
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
    let contexts = contexts(piece, &found, parts, names);
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

/// The sentence round each link. A wiki link without words shows a title to readers, so it does in the sentence, too.
fn contexts(
    piece: &Piece<'_>,
    found: &[FoundLink],
    parts: &Parts,
    names: &Names,
) -> Vec<markdown::Context> {
    let wordless = |link: &FoundLink| link.kind == LinkSyntax::Wiki && link.words.is_none();
    if !found.iter().any(wordless) {
        return found.iter().map(|link| link.context.clone()).collect();
    }
    let mut expanded = String::with_capacity(piece.prose.text.len() + 64);
    let mut at = 0;
    for link in found.iter().filter(|l| wordless(l)) {
        let Ok(thing) = names.resolve(&link.target, piece.here) else {
            continue;
        };
        expanded.push_str(&piece.prose.text[at..link.range.start]);
        let title = title(thing, parts).replace(['|', '[', ']'], " ");
        expanded.push_str(&format!("[[{}|{title}]]", link.target));
        at = link.range.end;
    }
    expanded.push_str(&piece.prose.text[at..]);
    let again = markdown::links(&expanded);
    if again.len() == found.len() {
        return again.into_iter().map(|link| link.context).collect();
    }
    // The sign `|` means something else in a table: there, only the link itself gets its title.
    found
        .iter()
        .map(|link| match names.resolve(&link.target, piece.here) {
            Ok(thing) if wordless(link) => with_title(&link.context, &title(thing, parts)),
            Ok(_) | Err(_) => link.context.clone(),
        })
        .collect()
}

/// A sentence in which a title stands in the place of the link's target.
fn with_title(context: &markdown::Context, title: &str) -> markdown::Context {
    let mut text = context.text.clone();
    text.replace_range(context.hit.clone(), title);
    let start = context.hit.start;
    markdown::Context {
        text,
        hit: start..start + title.len(),
    }
}

/// What a link to a thing says if no words are written.
pub(super) fn title(thing: Thing, parts: &Parts) -> String {
    let transcript = |t: TranscriptIndex| &parts.transcripts[t].header.title;
    match thing {
        Thing::Transcript(t) => transcript(t).clone(),
        Thing::Paragraph(t, p) => format!(
            "{}, ¶ {}",
            transcript(t),
            parts.transcripts[t].ids.of(p).bare()
        ),
        Thing::Annotation(t, a) => {
            let (title, written) = &parts.transcripts[t].annotations[a].title;
            if *written { title } else { transcript(t) }.clone()
        }
        Thing::Entry(e) => parts.entries[e].fields.title.clone(),
        Thing::Page(p) => parts.pages[p].title.clone(),
    }
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

/// The remark on an address that a browser might run.
pub(super) fn unsafe_address(target: &str, span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::UnsafeLink,
        span,
        format!("`{target}` is not an address that may be linked"),
    )
    .help("addresses begin with `https://`, `http://` or `mailto:`; a page of the site is linked as `[[id]]`")
}

/// The remark on a link or image whose brackets hold nothing, or no more than `mailto:`.
fn without_address(target: &str, image: bool, span: Span) -> Diagnostic {
    let (what, help) = match image {
        true => (
            "image",
            "an image is written `![what it shows](assets/NAME)`",
        ),
        false => (
            "link",
            "a link is written `[words](address)`; a page of the site is linked as `[[id]]`",
        ),
    };
    let message = match target.is_empty() {
        true => format!("this {what} leads nowhere: no address stands in it"),
        false => format!("`{target}` leads nowhere: no address stands behind it"),
    };
    Diagnostic::at(Code::BrokenLink, span, message).help(help)
}

/// The remark on a web address that names no host.
pub(super) fn without_host(target: &str, span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::BrokenLink,
        span,
        format!("`{target}` leads nowhere: no host stands in it"),
    )
    .help("a web address begins with `https://` and a name: `https://example.org`")
}

/// The remark on the address of another host that does not say how to get there.
pub(super) fn without_scheme(target: &str, span: Span) -> Diagnostic {
    let remark = Diagnostic::at(
        Code::BrokenLink,
        span,
        format!("`{target}` leads nowhere: it is an address without its scheme"),
    );
    match text::lacks_scheme(target) {
        Some(whole) => remark.help(format!("write `{whole}`")),
        None => remark,
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

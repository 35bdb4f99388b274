//! How to cite a transcript: in the words of the page, in styles that are known by their names, and for programs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

use super::{context::PageContext, markup};
use crate::{
    archive::Relation,
    cite::{Citation, Format, Piece, Work},
    reader::{Head, Thing},
    text::route::readable,
    view::{CitationFileView, CitationView},
};

/// As HTML, each part for itself, since a title may run the other way: what an editor wrote (`cite_as`), or "Jane Roe, “An interview on ...”, Brussels, 1 April 2014, transcript, Title of the archive".
pub(super) fn citation(context: &PageContext<'_>, head: Head<'_>) -> String {
    let (header, links) = (head.header(), head.links());
    if let Some(written) = &header.cite_as {
        return markup::escaped(written);
    }
    let isolated = |text: &str| format!("<bdi>{}</bdi>", markup::escaped(text));
    let authors = links.authors.iter();
    let mut parts: Vec<String> = authors
        .map(|a| isolated(context.reader.author(a)))
        .collect();
    parts.push(quoted(context, &isolated(&header.title)));
    let place = links.named.of(Relation::TranscriptPlace).first();
    parts.extend(place.map(|&p| isolated(&context.title(Thing::Entry(p)))));
    let date = header.date.as_ref();
    parts.extend(date.map(|d| isolated(&d.value.human(context.words()))));
    parts.push(isolated(&context.words().cited_as()));
    let source = header.source.as_ref().and_then(|s| s.identifier.as_deref());
    parts.extend(source.map(isolated));
    parts.push(isolated(&context.reader.config().title));
    parts.join(&context.words().comma())
}

/// A title, as HTML, in the quotation marks of the page's language: these stand outside of it, since curly ones are not mirrored in a title that runs the other way.
fn quoted(context: &PageContext<'_>, title: &str) -> String {
    const TITLE: &str = "\u{0}";
    markup::escaped(&context.words().cited_title(TITLE)).replace(TITLE, title)
}

/// The language that all styles are in.
const ENGLISH: &str = "en";

/// In the styles that are known by their names.
pub(super) fn styles(context: &PageContext<'_>, work: &Work) -> Vec<CitationView> {
    let is_own = context.reader.config().language == ENGLISH;
    let view = |citation: Citation| CitationView {
        language: (!is_own).then(|| ENGLISH.to_owned()),
        dir: (!is_own).then_some("ltr"),
        name: citation.style.name().to_owned(),
        html: citation.pieces.iter().map(html).collect(),
    };
    work.citations().into_iter().map(view).collect()
}

fn html(piece: &Piece) -> String {
    match piece {
        Piece::Words(words) => markup::escaped(words),
        Piece::Given(words) => format!("<bdi>{}</bdi>", markup::escaped(words)),
        Piece::Title(words) => format!("<i><bdi>{}</bdi></i>", markup::escaped(words)),
        Piece::Address(words) => format!("<span class=\"url\">{}</span>", markup::escaped(words)),
        // Empty, for who fills it in.
        Piece::Locator(before, after) => {
            format!("<span class=\"at\" data-before=\"{before}\" data-after=\"{after}\"></span>")
        }
    }
}

/// For programs, each a file in its address, since a site has no file more for it.
pub(super) fn files(work: &Work) -> Vec<CitationFileView> {
    let view = |format: Format| {
        let file = format.file(std::slice::from_ref(work));
        let mut href = format!("data:{};charset=utf-8,", format.media_type());
        readable(&file, ENCODED, &mut href);
        CitationFileView {
            name: format.name().to_owned(),
            href,
            file: format!("{}.{}", work.id, format.ending()),
        }
    };
    Format::ALL.into_iter().map(view).collect()
}

/// All of ASCII but what may stand in an address (the URL code points of the URL standard) and means nothing in one of this kind; `&` and `'` would be longer as HTML has them.
pub(super) const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'!')
    .remove(b'$')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b';')
    .remove(b'=')
    .remove(b'?')
    .remove(b'@');

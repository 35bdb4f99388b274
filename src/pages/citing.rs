//! How to cite a transcript: in the words of the page, in styles that are known by their names, and for programs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{context::PageContext, markup};
use crate::{
    archive::Relation,
    cite::{Citation, Format, Piece, Work},
    reader::{Head, Thing},
    view::{CitationFileView, CitationView},
};

/// As HTML, each part for itself, since a title may run the other way: what an editor wrote (`cite_as`), or "Jane Roe, “An interview on ...”, Brussels, 1 April 2014, transcript, Title of the archive".
pub(super) fn citation(context: &PageContext<'_>, head: Head<'_>) -> String {
    let (header, links) = (head.header(), head.links());
    if let Some(written) = &header.cite_as {
        return markup::escaped(written);
    }
    let authors = links.authors.iter();
    let mut parts: Vec<String> = authors
        .map(|a| context.reader.author(a).to_owned())
        .collect();
    parts.push(context.words().cited_title(&header.title));
    let place = links.named.of(Relation::TranscriptPlace).first();
    parts.extend(place.map(|&p| context.title(Thing::Entry(p))));
    parts.extend(header.date.as_ref().map(|d| d.value.human(context.words())));
    parts.push(context.words().cited_as());
    let source = header.source.as_ref().and_then(|s| s.identifier.clone());
    parts.extend(source);
    parts.push(context.reader.config().title.clone());
    let isolated = parts
        .iter()
        .map(|part| format!("<bdi>{}</bdi>", markup::escaped(part)));
    isolated.collect::<Vec<_>>().join(&context.words().comma())
}

/// In the styles that are known by their names.
pub(super) fn styles(work: &Work) -> Vec<CitationView> {
    let view = |citation: Citation| CitationView {
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
        let words = utf8_percent_encode(&file, RESERVED);
        CitationFileView {
            name: format.name().to_owned(),
            href: format!("data:{};charset=utf-8,{words}", format.media_type()),
            file: format!("{}.{}", work.id, format.ending()),
        }
    };
    Format::ALL.into_iter().map(view).collect()
}

/// All but what stands for itself in an address (RFC 3986, section 2.3, and the commas and colons of section 3.3).
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b':')
    .remove(b'/');

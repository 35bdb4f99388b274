//! The site in other formats: files for programs, made from what the [reader](crate::reader) gives.
//!
//! Most are made only where postil.yaml asks for them (`exports:`); docs/data.md says what each promises. What they share is small: `facts` is what is known of a
//! transcript beside its words, `place` where things are on the web, `prose` an editor's Markdown with its links resolved, `plain` what a transcript has in it.
//!
//! To add one: a file here with a type that is an [`Exporter`], and a line in [`ALL`]. Its routes are claimed, its files kept and made again
//! when what they took has changed, named in heads and in the sitemap, as it says of them; nobody else knows it. This room knows no pages, views or
//! templates.

mod annotations;
mod bibliography;
mod exporter;
mod facts;
mod feed;
mod feeds;
mod json;
mod json_parts;
mod json_transcript;
mod markdown;
mod place;
mod plain;
mod prose;
mod robots;
mod selectors;
mod sitemap;
mod skos;
mod table_rows;
mod tables;
mod tei;
mod tei_notes;
mod tei_parts;
mod tei_speech;
mod text;
mod work;
mod xml;

use crate::cite::Format;

pub use self::{
    exporter::{Catalogue, Exporter, File, Given, Scope},
    work::work,
};

/// The exporters of a site.
pub type Exporters = &'static [&'static dyn Exporter];

/// All that there are.
pub const ALL: Exporters = &[
    &feed::Feed,
    &robots::Robots,
    &sitemap::Sitemap,
    &text::TextFiles,
    &markdown::MarkdownFiles,
    &annotations::WebAnnotations,
    &json::JsonFiles,
    &tei::Tei,
    &tables::Tables,
    &skos::Skos,
    &feeds::Feeds,
    &bibliography::Bibliography(Format::Bibtex),
    &bibliography::Bibliography(Format::Ris),
    &bibliography::Bibliography(Format::Csl),
];

//! The site in other formats: files for programs, made from what the [reader](crate::reader) gives.
//!
//! To add one: a file here with a type that is an [`Exporter`], and a line in [`ALL`]. Its routes are claimed, its files kept and made again
//! when what they took has changed, named in heads and in the sitemap, as it says of them; nobody else knows it. This room knows no pages, views or
//! templates.

mod bibliography;
mod exporter;
mod feed;
mod robots;
mod sitemap;
mod work;
mod xml;

use crate::cite::Format;

pub use self::{
    exporter::{Catalogue, Exporter, File, Given},
    work::work,
};

/// The exporters of a site.
pub type Exporters = &'static [&'static dyn Exporter];

/// All that there are.
pub const ALL: Exporters = &[
    &feed::Feed,
    &robots::Robots,
    &sitemap::Sitemap,
    &bibliography::Bibliography(Format::Bibtex),
    &bibliography::Bibliography(Format::Ris),
    &bibliography::Bibliography(Format::Csl),
];

//! The site in other formats: files for programs, made from what the [reader](crate::reader) gives.
//!
//! Most are made only where postil.yaml asks for them (`exports:`); docs/data.md says what each promises. What they share is small: `facts` is what is known of a
//! transcript beside its words, `place` where things are on the web, `prose` an editor's Markdown with its links resolved, `plain` what a transcript has in it.
//!
//! To add one: a file here with a type that is an [`Exporter`], and a line in [`ALL`]. Its routes are claimed, its files kept and made again
//! when what they took has changed, named in heads and in the sitemap, as it says of them; nobody else knows it. This room knows no pages, views or
//! templates.

mod annotations;
mod asked;
mod bibliography;
mod exporter;
mod facts;
mod feed;
mod feeds;
mod iiif;
mod iiif_times;
mod json;
mod json_notes;
mod json_parts;
mod json_transcript;
mod markdown;
mod media;
mod oai_pmh;
mod place;
mod plain;
mod prose;
mod resource_sync;
mod ro_crate;
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
mod years;

use crate::cite::Format;

pub use self::{
    exporter::{BUNDLED, Catalogue, Data, Exporter, File, Given, Scope},
    media::media_type,
    place::is_address,
    work::work,
    years::OfYear,
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
    &ro_crate::RoCrate { authored: None },
    &iiif::Iiif,
    &resource_sync::ResourceSync,
    &oai_pmh::OaiPmh,
    &bibliography::Bibliography(Format::Bibtex),
    &bibliography::Bibliography(Format::Ris),
    &bibliography::Bibliography(Format::Csl),
];

/// The folder of a bag with the files that the site is made of.
pub const AUTHORED: &str = "authored";

/// The exporters of a site that is packed: all that there are, and a description of the whole, whether or not it is asked for.
pub const PACKED: Exporters = &{
    let mut all = [ALL[0]; ALL.len()];
    let mut at = 0;
    while at < ALL.len() {
        all[at] = match at {
            OF_CRATE => &ro_crate::RoCrate {
                authored: Some(AUTHORED),
            },
            at => ALL[at],
        };
        at += 1;
    }
    all
};

/// Where in [`ALL`] the description of the whole stands.
const OF_CRATE: usize = 11;

#[cfg(test)]
mod tests {
    use super::{ALL, OF_CRATE, PACKED};

    #[test]
    fn what_is_packed_is_described() {
        assert_eq!(ALL[OF_CRATE].name(), "ro-crate");
        let names = |all: super::Exporters| all.iter().map(|e| e.name()).collect::<Vec<_>>();
        assert_eq!(names(ALL), names(PACKED));
        assert!(PACKED[OF_CRATE].is_unasked() && !ALL[OF_CRATE].is_unasked());
    }
}

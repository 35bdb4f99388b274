//! Sitemaps (sitemaps.org protocol 0.9).

use super::{
    Catalogue, Exporter, File, Given,
    xml::{document, text},
};
use crate::{
    reader::{Route, Thing, Whole},
    source::diag::Diagnostic,
};

/// How many addresses a sitemap may hold.
const SIZE: usize = 50_000;

/// `sitemap.xml`: pages and files that search engines are told of, or the list of several sitemaps, which are numbered from 1.
#[derive(Debug)]
pub(super) struct Sitemap;

impl Exporter for Sitemap {
    fn name(&self) -> &'static str {
        "sitemap"
    }

    fn lists(&self, whole: Whole<'_>, catalogue: &Catalogue<'_>) -> Vec<File> {
        if whole.config().base_url.is_none() {
            return Vec::new();
        }
        let first = File {
            is_for_robots: true,
            ..File::at("sitemap.xml")
        };
        let mut files = vec![first];
        let count = catalogue.in_sitemap.len();
        if count > SIZE {
            files.extend((1..=count.div_ceil(SIZE)).map(|number| File {
                number,
                ..File::at(&path(number))
            }));
        }
        files
    }

    fn make(&self, file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let all = &given.catalogue.in_sitemap;
        Ok(match file.number.checked_sub(1) {
            None if all.len() > SIZE => list(given, all.len().div_ceil(SIZE)),
            None => sitemap(given, all),
            Some(before) => {
                let start = all.len().min(before * SIZE);
                let end = all.len().min(start + SIZE);
                sitemap(given, &all[start..end])
            }
        })
    }
}

fn path(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// The home page, transcripts, entries, indexes, free pages, and what exporters say of their files.
fn sitemap(given: &Given<'_>, items: &[(&Route, Option<Thing>)]) -> Vec<u8> {
    let days = given.reader.whole().last_written();
    document(|xml| {
        let set = xml
            .create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        set.write_inner_content(|xml| {
            for (route, about) in items {
                xml.create_element("url").write_inner_content(|xml| {
                    let address = given.standpoint.canonical(route);
                    text(xml, "loc", &address.unwrap_or_default())?;
                    match about.and_then(|thing| days.of(thing)) {
                        // The schema knows whole days only.
                        Some(day) => text(xml, "lastmod", day),
                        None => Ok(()),
                    }
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// The list of so many sitemaps.
fn list(given: &Given<'_>, count: usize) -> Vec<u8> {
    let mut maps: Vec<Route> = (1..=count).filter_map(|n| Route::new(&path(n))).collect();
    maps.sort();
    document(|xml| {
        let index = xml
            .create_element("sitemapindex")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        index.write_inner_content(|xml| {
            for map in &maps {
                xml.create_element("sitemap").write_inner_content(|xml| {
                    let address = given.standpoint.canonical(map);
                    text(xml, "loc", &address.unwrap_or_default())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

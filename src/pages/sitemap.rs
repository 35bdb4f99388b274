//! Sitemaps (sitemaps.org protocol 0.9).

use super::{
    artifact::{Artifact, Days, Made, Plan},
    context::PageContext,
    feed::newest_note,
    xml::{document, text},
};
use crate::{
    reader::{Head, Whole},
    {archive::config::Config, store::digest::Digester, text::route::Route},
};

/// How many addresses a sitemap may hold.
pub(super) const SITEMAP_SIZE: usize = 50_000;

/// A sitemap: which fifty thousand addresses.
#[derive(Debug)]
pub(super) struct Sitemap(pub(super) usize);

impl Artifact for Sitemap {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "sitemap"
    }

    fn key(&self, digester: &mut Digester) {
        digester.number(self.0 as u64);
    }

    fn make(&self, context: &PageContext<'_>, plan: &Plan) -> Made {
        Made::Bytes(sitemap(context, plan, self.0))
    }
}

/// The list of sitemaps, if there is more than one.
#[derive(Debug)]
pub(super) struct SitemapIndex {
    /// Where they are, in order of routes.
    maps: Vec<Route>,
}

impl SitemapIndex {
    /// Of sitemaps in any order.
    pub(super) fn new(mut maps: Vec<Route>) -> Self {
        maps.sort();
        Self { maps }
    }
}

impl Artifact for SitemapIndex {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "sitemap"
    }

    fn key(&self, digester: &mut Digester) {
        digester.number(self.maps.len() as u64);
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        Made::Bytes(index(context, &self.maps))
    }
}

/// The sitemap `number`: the home page, transcripts, entries, indexes and free pages.
fn sitemap(context: &PageContext<'_>, plan: &Plan, number: usize) -> Vec<u8> {
    let whole = context.reader.whole();
    let days = days(whole);
    let pages = plan
        .pages
        .iter()
        .filter(|p| p.artifact.is_in_sitemap())
        .skip(number * SITEMAP_SIZE)
        .take(SITEMAP_SIZE);
    document(|xml| {
        let set = xml
            .create_element("urlset")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        set.write_inner_content(|xml| {
            for page in pages {
                xml.create_element("url").write_inner_content(|xml| {
                    text(
                        xml,
                        "loc",
                        &context.canonical(&page.route).unwrap_or_default(),
                    )?;
                    match page.artifact.last_written(whole, &days) {
                        Some(date) => text(xml, "lastmod", &date),
                        None => Ok(()),
                    }
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// The list of sitemaps.
fn index(context: &PageContext<'_>, maps: &[Route]) -> Vec<u8> {
    document(|xml| {
        let index = xml
            .create_element("sitemapindex")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        index.write_inner_content(|xml| {
            for map in maps {
                xml.create_element("sitemap").write_inner_content(|xml| {
                    text(xml, "loc", &context.canonical(map).unwrap_or_default())
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// When each transcript was last written about, as far as the content tells: the newest note on it, else its own date.
fn days(whole: Whole<'_>) -> Days {
    let of = |head: Head<'_>| {
        let date = head.header().date.as_ref();
        let own = || date.and_then(|d| d.value.rfc3339_start());
        // The schema of sitemaps knows whole days only: of a month or year it is the first.
        let mut moment = newest_note(whole, head.index()).or_else(own)?;
        moment.truncate(10);
        Some(moment)
    };
    whole.transcripts().map(of).collect()
}

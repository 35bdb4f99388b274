//! What of the site other archives may copy, and by which checksums they know that they have it: ResourceSync (ANSI/NISO Z39.99-2017). No server is
//! needed for it.

use std::io::Result;

use super::{
    Catalogue, Data, Exporter, File, Given, Scope,
    asked::{base_url, lacks, newest_day},
    xml::{Xml, attributed, document, element, empty, text},
};
use crate::{
    reader::{Route, Whole},
    source::diag::Diagnostic,
};

/// Where its reader begins (section 6.3.1; RFC 8615).
const DESCRIPTION: &str = ".well-known/resourcesync";
const CAPABILITIES: &str = "resourcesync/capabilitylist.xml";
const RESOURCES: &str = "resourcesync/resourcelist.xml";

/// How many addresses a list may hold.
const SIZE: usize = 50_000;

/// The source description, the capability list and the resource list; where that is too long, its parts.
#[derive(Debug)]
pub(super) struct ResourceSync;

/// The lists, by the number of their file; parts of the resource list have the numbers behind these.
const OF_SOURCE: usize = 0;
const OF_CAPABILITIES: usize = 1;
const OF_RESOURCES: usize = 2;

impl Exporter for ResourceSync {
    fn name(&self) -> &'static str {
        "resourcesync"
    }

    fn scope(&self) -> Scope {
        Scope::Build
    }

    fn takes_sums(&self) -> bool {
        true
    }

    fn lists(&self, _whole: Whole<'_>, catalogue: &Catalogue<'_>) -> Vec<File> {
        let file = |number: usize, path: &str| File {
            number,
            is_for_robots: number == OF_RESOURCES,
            ..File::at(path)
        };
        let mut files = vec![
            file(OF_SOURCE, DESCRIPTION),
            file(OF_CAPABILITIES, CAPABILITIES),
            file(OF_RESOURCES, RESOURCES),
        ];
        let count = catalogue.data.len();
        if count > SIZE {
            let parts = 1..=count.div_ceil(SIZE);
            files.extend(parts.map(|part| file(OF_RESOURCES + part, &part_path(part))));
        }
        files
    }

    fn make(
        &self,
        file: &File,
        given: &Given<'_>,
    ) -> std::result::Result<Vec<u8>, Box<Diagnostic>> {
        let base = base_url(given, self.name())?;
        let at = newest_day(given.reader.whole()).ok_or_else(|| {
            let why =
                "needs a day: no transcript has a `date`, and no note says when it was `written`";
            lacks(given.reader.config(), self.name(), why, "exports: []")
        })?;
        let at = format!("{at}T00:00:00Z");
        let list = List { base, at: &at };
        let all = &given.catalogue.data;
        Ok(match file.number {
            OF_SOURCE => list.of_one(("description", None), ("capabilitylist", CAPABILITIES)),
            OF_CAPABILITIES => list.of_one(
                ("capabilitylist", Some(DESCRIPTION)),
                ("resourcelist", RESOURCES),
            ),
            OF_RESOURCES if all.len() > SIZE => list.index(all.len().div_ceil(SIZE)),
            OF_RESOURCES => list.resources(given, (all, None)),
            part => {
                let start = all.len().min((part - OF_RESOURCES - 1) * SIZE);
                let end = all.len().min(start + SIZE);
                list.resources(given, (&all[start..end], Some(RESOURCES)))
            }
        })
    }
}

fn part_path(part: usize) -> String {
    format!("resourcesync/resourcelist-{part}.xml")
}

/// What all lists say.
struct List<'l> {
    base: &'l str,
    /// When the resources were as they are here: the newest day of the content, since nothing else is sure.
    at: &'l str,
}

const NAMESPACES: [(&str, &str); 2] = [
    ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"),
    ("xmlns:rs", "http://www.openarchives.org/rs/terms/"),
];

impl List<'_> {
    fn link(&self, xml: &mut Xml, rel: &str, path: &str) -> Result<()> {
        let address = format!("{}{path}", self.base);
        empty(xml, "rs:ln", &[("rel", rel), ("href", &address)])
    }

    /// A list that leads on to one other.
    fn of_one(&self, (own, up): (&str, Option<&str>), (capability, path): (&str, &str)) -> Vec<u8> {
        document(|xml| {
            attributed(xml, "urlset", &NAMESPACES, |xml| {
                match up {
                    Some(up) => self.link(xml, "up", up)?,
                    None => empty(xml, "rs:ln", &[("rel", "describedby"), ("href", self.base)])?,
                }
                empty(xml, "rs:md", &[("capability", own)])?;
                element(xml, "url", |xml| {
                    text(xml, "loc", &format!("{}{path}", self.base))?;
                    empty(xml, "rs:md", &[("capability", capability)])
                })
            })
        })
    }

    /// The list of the parts of a list.
    fn index(&self, parts: usize) -> Vec<u8> {
        document(|xml| {
            attributed(xml, "sitemapindex", &NAMESPACES, |xml| {
                self.link(xml, "up", CAPABILITIES)?;
                empty(
                    xml,
                    "rs:md",
                    &[("capability", "resourcelist"), ("at", self.at)],
                )?;
                (1..=parts).try_for_each(|part| {
                    element(xml, "sitemap", |xml| {
                        text(xml, "loc", &format!("{}{}", self.base, part_path(part)))?;
                        empty(xml, "rs:md", &[("at", self.at)])
                    })
                })
            })
        })
    }

    /// Resources; `index` lists the list that they are in, if there are several.
    fn resources(&self, given: &Given<'_>, (data, index): (&[Data<'_>], Option<&str>)) -> Vec<u8> {
        let days = given.reader.whole().last_written();
        document(|xml| {
            attributed(xml, "urlset", &NAMESPACES, |xml| {
                self.link(xml, "up", CAPABILITIES)?;
                if let Some(index) = index {
                    self.link(xml, "index", index)?;
                }
                empty(
                    xml,
                    "rs:md",
                    &[("capability", "resourcelist"), ("at", self.at)],
                )?;
                data.iter().try_for_each(|data| {
                    let day = data.about.and_then(|thing| days.of(thing));
                    resource(given, (data, day), xml)
                })
            })
        })
    }
}

/// A resource with its fixity, as far as a build knows it: a preview does not.
fn resource(
    given: &Given<'_>,
    (data, day): (&Data<'_>, Option<&str>),
    xml: &mut Xml,
) -> Result<()> {
    let route: &Route = data.route;
    let address = given.standpoint.canonical(route).unwrap_or_default();
    element(xml, "url", |xml| {
        text(xml, "loc", &address)?;
        if let Some(day) = day {
            text(xml, "lastmod", day)?;
        }
        let sum = data
            .sum
            .map(|sum| (format!("sha-256:{}", sum.hex()), sum.bytes.to_string()));
        let mut attributes = Vec::new();
        if let Some((hash, length)) = &sum {
            attributes.extend([("hash", hash.as_str()), ("length", length.as_str())]);
        }
        attributes.push(("type", data.media_type));
        empty(xml, "rs:md", &attributes)
    })
}

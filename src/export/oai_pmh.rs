//! A static repository of the Open Archives Initiative: one file that a gateway answers harvesters from ("Specification for an OAI Static Repository
//! and an OAI Static Repository Gateway", 2004).

use std::io::Result;

use super::{
    Exporter, File, Given, Scope,
    asked::{base_url, lacks, newest_day},
    facts::language,
    place::{encoded, rights},
    work,
    xml::{Xml, attributed, document, element, text},
};
use crate::{
    archive::Source,
    cite::Name,
    reader::{Head, Relation, Thing, Whole},
    source::diag::Diagnostic,
};

/// Where it lies.
const PATH: &str = "oai-pmh.xml";

/// `oai-pmh.xml`: a record of Dublin Core for each transcript.
#[derive(Debug)]
pub(super) struct OaiPmh;

/// What a repository says of itself.
struct Repository<'r> {
    /// The address through which a gateway gives it.
    gateway: String,
    host: &'r str,
    admin: &'r str,
    /// The newest day of all.
    newest: String,
}

impl Exporter for OaiPmh {
    fn name(&self) -> &'static str {
        "oai-pmh"
    }

    fn scope(&self) -> Scope {
        Scope::Archive
    }

    fn takes(&self, how: &str) -> std::result::Result<(), &'static str> {
        let is_address = ["http://", "https://"].iter().any(|s| how.starts_with(s));
        let is_plain = !how.contains(|c: char| c.is_whitespace() || "?#\"<>".contains(c));
        match is_address && is_plain {
            true => Ok(()),
            false => Err("the address of the gateway that harvesters ask"),
        }
    }

    fn takes_at_most(&self) -> Option<(usize, &'static str)> {
        // "Small and relatively static collections": some 5,000 records (guidelines for static repositories, section 1).
        let else_where = "a static repository is meant for no more records than that, and gateways may refuse it; `resourcesync` lists any number for harvesters: `exports: [resourcesync]`";
        Some((5000, else_where))
    }

    fn files(&self, _whole: Whole<'_>) -> Vec<File> {
        vec![File::at(PATH)]
    }

    fn make(
        &self,
        _file: &File,
        given: &Given<'_>,
    ) -> std::result::Result<Vec<u8>, Box<Diagnostic>> {
        let config = given.reader.config();
        let base = base_url(given, self.name())?;
        let needs = |why, line| lacks(config, self.name(), why, line);
        let gateway = config.way_of(self.name()).ok_or_else(|| {
            let why = "is read through a gateway, whose address stands in it";
            needs(why, "exports: [{oai-pmh: https://gateway.example/oai}]")
        })?;
        let admin = config
            .contact
            .as_deref()
            .map(|c| c.trim_start_matches("mailto:"));
        let is_mail =
            |c: &&str| c.contains('@') && !c.contains(char::is_whitespace) && !c.contains('/');
        let admin = admin
            .filter(is_mail)
            .ok_or_else(|| needs("needs an address for mail", "contact: archive@example.org"))?;
        let newest = newest_day(given.reader.whole()).ok_or_else(|| {
            let why = "needs a day for each record: no transcript has a `date`, and no note says when it was `written`";
            needs(why, "exports: []")
        })?;
        let below = base.split_once("://").map_or(base, |(_, below)| below);
        let repository = Repository {
            gateway: format!("{}/{below}{PATH}", gateway.trim_end_matches('/')),
            host: below.split(['/', ':']).next().unwrap_or_default(),
            admin,
            newest,
        };
        Ok(document(|xml| repository.write(given, xml)))
    }
}

impl Repository<'_> {
    fn write(&self, given: &Given<'_>, xml: &mut Xml) -> Result<()> {
        let root = [
            (
                "xmlns",
                "http://www.openarchives.org/OAI/2.0/static-repository",
            ),
            ("xmlns:oai", "http://www.openarchives.org/OAI/2.0/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
            (
                "xsi:schemaLocation",
                "http://www.openarchives.org/OAI/2.0/static-repository http://www.openarchives.org/OAI/2.0/static-repository.xsd",
            ),
        ];
        let whole = given.reader.whole();
        let days = whole.last_written();
        let records: Vec<(Head<'_>, &str)> = whole
            .lists
            .transcripts()
            .map(|head| {
                (
                    head,
                    days.of(Thing::Transcript(head.index()))
                        .unwrap_or(&self.newest),
                )
            })
            .collect();
        let earliest = records
            .iter()
            .map(|(_, day)| *day)
            .min()
            .unwrap_or(&self.newest);
        attributed(xml, "Repository", &root, |xml| {
            element(xml, "Identify", |xml| {
                text(xml, "oai:repositoryName", &given.reader.config().title)?;
                text(xml, "oai:baseURL", &self.gateway)?;
                text(xml, "oai:protocolVersion", "2.0")?;
                text(xml, "oai:adminEmail", self.admin)?;
                text(xml, "oai:earliestDatestamp", earliest)?;
                text(xml, "oai:deletedRecord", "no")?;
                text(xml, "oai:granularity", "YYYY-MM-DD")
            })?;
            element(xml, "ListMetadataFormats", |xml| {
                element(xml, "oai:metadataFormat", |xml| {
                    text(xml, "oai:metadataPrefix", "oai_dc")?;
                    text(
                        xml,
                        "oai:schema",
                        "http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
                    )?;
                    text(
                        xml,
                        "oai:metadataNamespace",
                        "http://www.openarchives.org/OAI/2.0/oai_dc/",
                    )
                })
            })?;
            attributed(xml, "ListRecords", &[("metadataPrefix", "oai_dc")], |xml| {
                records
                    .iter()
                    .try_for_each(|&(head, day)| self.record(given, (head, day), xml))
            })
        })
    }

    fn record(
        &self,
        given: &Given<'_>,
        (head, day): (Head<'_>, &str),
        xml: &mut Xml,
    ) -> Result<()> {
        // Of an id what an identifier may have (guidelines for oai-identifier 2.0, section 2.1).
        let id = encoded(head.id());
        element(xml, "oai:record", |xml| {
            element(xml, "oai:header", |xml| {
                text(xml, "oai:identifier", &format!("oai:{}:{id}", self.host))?;
                text(xml, "oai:datestamp", day)
            })?;
            element(xml, "oai:metadata", |xml| dublin_core(given, head, xml))
        })
    }
}

/// A record of unqualified Dublin Core.
fn dublin_core(given: &Given<'_>, head: Head<'_>, xml: &mut Xml) -> Result<()> {
    let root = [
        (
            "xmlns:oai_dc",
            "http://www.openarchives.org/OAI/2.0/oai_dc/",
        ),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        (
            "xsi:schemaLocation",
            "http://www.openarchives.org/OAI/2.0/oai_dc/ http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        ),
    ];
    let reader = &given.reader;
    let (header, links) = (head.header(), head.links());
    let thing = Thing::Transcript(head.index());
    let work = work(
        reader,
        head,
        given.standpoint.canonical(&reader.route_of(thing)),
    );
    let names = |names: &[Name]| names.iter().map(Name::sorted).collect::<Vec<_>>();
    let named = |relation: Relation| {
        let entries = links.named.of(relation).iter();
        entries
            .map(|&e| reader.name(Thing::Entry(e)).to_owned())
            .collect::<Vec<_>>()
    };
    let one = |words: Option<&String>| words.cloned().into_iter().collect::<Vec<_>>();
    // Those who are heard and are not its authors took part in it.
    let heard = match work.authors.is_empty() {
        true => names(&work.speakers),
        false => Vec::new(),
    };
    let source = header.source.as_ref().and_then(Source::known_by);
    let warned = header.warning.as_ref().into_iter().chain(&header.summary);
    let fields: [(&str, Vec<String>); 12] = [
        ("dc:title", vec![work.title.clone()]),
        ("dc:creator", names(&work.authors)),
        ("dc:subject", named(Relation::About)),
        ("dc:description", warned.cloned().collect()),
        ("dc:contributor", heard),
        (
            "dc:date",
            work.date
                .iter()
                .map(|date| date.edtf().to_owned())
                .collect(),
        ),
        ("dc:type", vec!["Text".to_owned()]),
        ("dc:identifier", one(work.url.as_ref())),
        ("dc:source", one(source)),
        ("dc:language", vec![language(given, head)]),
        ("dc:coverage", named(Relation::TranscriptPlace)),
        (
            "dc:rights",
            header.rights.as_deref().map(rights).into_iter().collect(),
        ),
    ];
    attributed(xml, "oai_dc:dc", &root, |xml| {
        let all = fields
            .iter()
            .flat_map(|(name, values)| values.iter().map(move |v| (*name, v)));
        let mut all = all.filter(|(_, value)| !value.trim().is_empty());
        all.try_for_each(|(name, value)| text(xml, name, value))
    })
}

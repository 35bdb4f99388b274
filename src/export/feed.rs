//! The Atom feed (RFC 4287).

use super::{
    Exporter, File, Given,
    xml::{Xml, document, text},
};
use crate::{
    reader::{Head, Reader, Relation, Standpoint, Thing, Whole},
    source::diag::Diagnostic,
};

/// Where it lies.
const PATH: &str = "feed.xml";

/// How many transcripts the feed has.
const FEED_SIZE: usize = 20;

/// `feed.xml`.
#[derive(Debug)]
pub(super) struct Feed;

impl Exporter for Feed {
    fn name(&self) -> &'static str {
        "feed"
    }

    /// Feeds need full addresses.
    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        match whole.config().base_url {
            Some(_) => vec![File {
                alternate: Some("application/atom+xml"),
                ..File::at(PATH)
            }],
            None => Vec::new(),
        }
    }

    fn make(&self, _file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        Ok(bytes(given))
    }
}

/// The newest twenty dated transcripts. Dates are those of the content, never the clock's.
fn bytes(given: &Given<'_>) -> Vec<u8> {
    let (reader, whole) = (&given.reader, given.reader.whole());
    let config = reader.config();
    let base = config.base_url.as_deref().unwrap_or_default();
    let newest: Vec<(Head<'_>, String, String)> = whole
        .lists
        .newest()
        .filter_map(|head| {
            let published = head.header().date.as_ref()?.value.rfc3339_start()?;
            let updated = whole
                .newest_note(head.index())
                .map_or_else(|| published.clone(), |u| u.max(published.clone()));
            Some((head, published, updated))
        })
        .take(FEED_SIZE)
        .collect();
    let updated = newest
        .iter()
        .map(|(_, _, updated)| updated.as_str())
        .max()
        .unwrap_or("1970-01-01T00:00:00Z")
        .to_owned();
    let entries = Entries {
        whole,
        reader,
        standpoint: &given.standpoint.with_root(base),
    };
    document(|xml| {
        let feed = xml.create_element("feed").with_attributes([
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", config.language.as_str()),
        ]);
        feed.write_inner_content(|xml| {
            text(xml, "id", base)?;
            text(xml, "title", &config.title)?;
            if let Some(description) = &config.description {
                text(xml, "subtitle", description)?;
            }
            text(xml, "updated", &updated)?;
            let own = format!("{base}{PATH}");
            xml.create_element("link")
                .with_attributes([
                    ("rel", "self"),
                    ("type", "application/atom+xml"),
                    ("href", own.as_str()),
                ])
                .write_empty()?;
            xml.create_element("link")
                .with_attributes([("rel", "alternate"), ("type", "text/html"), ("href", base)])
                .write_empty()?;
            author(xml, &config.title)?;
            for (head, published, updated) in &newest {
                xml.create_element("entry")
                    .write_inner_content(|xml| entries.write(xml, *head, published, updated))?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

fn author(xml: &mut Xml, name: &str) -> std::io::Result<()> {
    xml.create_element("author")
        .write_inner_content(|xml| text(xml, "name", name))
        .map(|_| ())
}

/// What entries of the feed are written from.
struct Entries<'a> {
    whole: Whole<'a>,
    reader: &'a Reader<'a>,
    standpoint: &'a Standpoint<'a>,
}

impl Entries<'_> {
    fn write(
        &self,
        xml: &mut Xml,
        head: Head<'_>,
        published: &str,
        updated: &str,
    ) -> std::io::Result<()> {
        let (header, links) = (head.header(), head.links());
        let address = self.standpoint.href(Thing::Transcript(head.index()));
        text(xml, "id", &address)?;
        let untitled = self.reader.config().words.untitled();
        text(
            xml,
            "title",
            match header.title.as_str() {
                "" => &untitled,
                title => title,
            },
        )?;
        text(xml, "published", published)?;
        text(xml, "updated", updated)?;
        xml.create_element("link")
            .with_attributes([
                ("rel", "alternate"),
                ("type", "text/html"),
                ("href", address.as_str()),
            ])
            .write_empty()?;
        for name in &links.authors {
            author(xml, self.reader.author(name))?;
        }
        let summary: Vec<&str> = [header.warning.as_deref(), header.summary.as_deref()]
            .into_iter()
            .flatten()
            .collect();
        if !summary.is_empty() {
            text(xml, "summary", &summary.join(" "))?;
        }
        for &about in links.named.of(Relation::About) {
            let entry = self.whole.lists.entry(about);
            xml.create_element("category")
                .with_attributes([("term", entry.id()), ("label", entry.fields.title.as_str())])
                .write_empty()?;
        }
        Ok(())
    }
}

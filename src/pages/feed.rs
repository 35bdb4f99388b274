//! The Atom feed (RFC 4287).

use super::{
    artifact::{Artifact, Made, Plan},
    context::PageContext,
    reader::{Head, Whole},
    site::FEED,
    xml::{Xml, document, text},
};
use crate::{
    archive::{Dated, Relation, TranscriptIndex, config::Config},
    bind::Thing,
};

/// How many transcripts the feed has.
const FEED_SIZE: usize = 20;

/// `feed.xml`.
#[derive(Debug)]
pub(super) struct Feed;

impl Artifact for Feed {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "feed"
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        Made::Bytes(bytes(context))
    }
}

/// The newest twenty dated transcripts. Dates are those of the content, never the clock's.
fn bytes(context: &PageContext<'_>) -> Vec<u8> {
    let (reader, whole) = (&context.reader, context.reader.whole());
    let config = reader.config();
    let base = config.base_url.as_deref().unwrap_or_default();
    let newest: Vec<(Head<'_>, String, String)> = whole
        .newest()
        .filter_map(|head| {
            let published = head.header().date.as_ref()?.value.rfc3339_start()?;
            let updated = newest_note(whole, head.index())
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
    let context = context.with_root(base);
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
            let own = format!("{base}{FEED}");
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
                    .write_inner_content(|xml| entry(xml, &context, *head, published, updated))?;
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

fn entry(
    xml: &mut Xml,
    context: &PageContext<'_>,
    head: Head<'_>,
    published: &str,
    updated: &str,
) -> std::io::Result<()> {
    let (header, links) = (head.header(), head.links());
    let address = context.href(Thing::Transcript(head.index()));
    text(xml, "id", &address)?;
    let untitled = context.words().untitled();
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
        author(xml, &context.author(name))?;
    }
    let summary: Vec<&str> = [header.warning.as_deref(), header.summary.as_deref()]
        .into_iter()
        .flatten()
        .collect();
    if !summary.is_empty() {
        text(xml, "summary", &summary.join(" "))?;
    }
    for &about in links.named.of(Relation::About) {
        let entry = context.reader.whole().entry(about);
        xml.create_element("category")
            .with_attributes([("term", entry.id()), ("label", entry.fields.title.as_str())])
            .write_empty()?;
    }
    Ok(())
}

/// When the newest note of a transcript was written, as a moment.
pub(super) fn newest_note(whole: Whole<'_>, t: TranscriptIndex) -> Option<String> {
    let mut newest: Option<&Dated> = None;
    let mut moments: Vec<String> = Vec::new();
    for date in whole.note_dates(t) {
        // Plain days of years with four digits are in the order of their letters; there are many of them.
        if date.value.is_plain_day() && date.value.edtf().len() == 10 {
            if newest.is_none_or(|newest| newest.value.edtf() < date.value.edtf()) {
                newest = Some(date);
            }
        } else {
            moments.extend(date.value.rfc3339_start());
        }
    }
    moments.extend(newest.and_then(|date| date.value.rfc3339_start()));
    moments.into_iter().max()
}

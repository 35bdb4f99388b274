//! What programs read: the Atom feed (RFC 4287), sitemaps (sitemaps.org protocol 0.9), robots.txt, and redirects.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesText, Event},
};

use super::{
    context::PageContext,
    lists::Of,
    markup,
    page::{Page, PageKind},
    plan::{FEED, Plan, SITEMAP_SIZE},
    reader::{Head, Whole},
};
use crate::{
    archive::{Dated, IndexVec, Relation, TranscriptIndex},
    bind::Thing,
    route::Route,
};

/// How many transcripts the feed has.
const FEED_SIZE: usize = 20;

type Xml = Writer<Vec<u8>>;

/// An XML file; writing to memory cannot fail.
fn document(build: impl FnOnce(&mut Xml) -> std::io::Result<()>) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("utf-8"), None)))
        .and_then(|()| build(&mut writer));
    written.expect("writing to memory does not fail");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn text(xml: &mut Xml, name: &str, words: &str) -> std::io::Result<()> {
    let clean: String = words.chars().filter(|&c| allowed(c)).collect();
    xml.create_element(name)
        .write_text_content(BytesText::new(&clean))
        .map(|_| ())
}

/// Characters of XML 1.0 (section 2.2).
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// The newest twenty dated transcripts. Dates are those of the content, never the clock's.
pub(super) fn feed(context: &PageContext<'_>) -> Vec<u8> {
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
    text(
        xml,
        "title",
        if header.title.is_empty() {
            "Untitled"
        } else {
            &header.title
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
fn newest_note(whole: Whole<'_>, t: TranscriptIndex) -> Option<String> {
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

/// The sitemap `number`: the home page, transcripts, entries, indexes and free pages.
pub(super) fn sitemap(context: &PageContext<'_>, plan: &Plan, number: usize) -> Vec<u8> {
    let whole = context.reader.whole();
    let days = days(whole);
    let pages = plan
        .pages
        .iter()
        .filter(|p| p.kind.in_sitemap())
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
                    match lastmod(whole, &days, page) {
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
pub(super) fn sitemap_index(context: &PageContext<'_>, plan: &Plan) -> Vec<u8> {
    let maps = plan
        .pages
        .iter()
        .filter(|p| matches!(p.kind, PageKind::Sitemap(_)));
    document(|xml| {
        let index = xml
            .create_element("sitemapindex")
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"));
        index.write_inner_content(|xml| {
            for page in maps {
                xml.create_element("sitemap").write_inner_content(|xml| {
                    text(
                        xml,
                        "loc",
                        &context.canonical(&page.route).unwrap_or_default(),
                    )
                })?;
            }
            Ok(())
        })?;
        Ok(())
    })
}

/// When each transcript was last written about, as far as the content tells: the newest note on it, else its own date.
fn days(whole: Whole<'_>) -> IndexVec<TranscriptIndex, Option<String>> {
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

/// When a page's content was last written.
fn lastmod(
    whole: Whole<'_>,
    days: &IndexVec<TranscriptIndex, Option<String>>,
    page: &Page,
) -> Option<String> {
    match &page.kind {
        PageKind::Transcript(t) => days[*t].clone(),
        PageKind::Entry { entry, .. } => {
            let transcripts = whole.transcripts_of_passages(*entry);
            let newest = transcripts.filter_map(|t| days[t].as_ref());
            newest.max().cloned()
        }
        PageKind::Home
        | PageKind::Index { .. }
        | PageKind::Timeline { .. }
        | PageKind::Links { .. }
        | PageKind::Free(_)
        | PageKind::NotFound
        | PageKind::Redirect(_)
        | PageKind::Moved { .. }
        | PageKind::Feed
        | PageKind::Sitemap(_)
        | PageKind::SitemapIndex
        | PageKind::Robots => None,
    }
}

/// robots.txt (RFC 9309): everything may be read.
pub(super) fn robots(context: &PageContext<'_>) -> Vec<u8> {
    let mut robots = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = &context.reader.config().base_url {
        robots.push_str(&format!("\nSitemap: {base}sitemap.xml\n"));
    }
    robots.into_bytes()
}

/// A page at an old address: leads on at once, and has a link for whoever is not led.
pub(super) fn redirect(context: &PageContext<'_>, thing: Thing) -> Vec<u8> {
    let canonical = context.canonical(&context.reader.route_of(thing));
    leading(
        context,
        &context.href(thing),
        &context.title(thing),
        canonical,
    )
}

/// A page at the address of a former part of a list: leads to what the part lay in.
pub(super) fn moved(context: &PageContext<'_>, of: Of, to: &str, part: Option<&str>) -> Vec<u8> {
    let list = match of {
        Of::Thing(thing) => context.title(thing),
        Of::Index(listed) => context.reader.listed(listed).1.to_owned(),
        Of::Timeline => "Timeline".to_owned(),
    };
    let title = part.map_or_else(|| list.clone(), |part| format!("{list}: {part}"));
    let route = Route::page(to, context.reader.config().urls);
    let canonical = route.and_then(|route| context.canonical(&route));
    leading(context, &context.to(to), &title, canonical)
}

fn leading(
    context: &PageContext<'_>,
    href: &str,
    title: &str,
    canonical: Option<String>,
) -> Vec<u8> {
    let (href, title) = (markup::escaped(href), markup::escaped(title));
    let language = markup::escaped(&context.reader.config().language);
    let canonical = canonical.map_or_else(String::new, |url| {
        format!(
            "<link rel=\"canonical\" href=\"{}\">\n",
            markup::escaped(&url)
        )
    });
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta http-equiv=\"refresh\" content=\"0; url={href}\">\n<meta name=\"robots\" content=\"noindex\">\n{canonical}<title>{title}</title>\n</head>\n<body>\n<main id=\"main\">\n<h1>This page has moved</h1>\n<p>It is now at <a href=\"{href}\">{title}</a>.</p>\n</main>\n</body>\n</html>\n",
        super::printed::direction(&context.reader.config().language)
    )
    .into_bytes()
}

//! What a page says to search engines and aggregators: one object of schema.org, as JSON-LD.
//!
//! Nothing of it is not on the page, and no word of a transcript is in it: a warning must come before those. Where a value cannot be
//! said (a date with doubt, an address without a `base_url`), it is left out.

mod entry;
mod node;
mod transcript;

use serde_json::Value;

pub(super) use self::node::Node;
pub(super) use self::{
    entry::{entry, image},
    transcript::transcript,
};
use super::context::PageContext;
use crate::{
    archive::{EntryIndex, Kind},
    reader::Thing,
    text::route::{Route, Urls},
    view::{Body, PageView},
};

/// The object of a page, as it may stand in a `<script>`; `thing` is what the page is about, if it is about one.
pub(super) fn of(
    context: &PageContext<'_>,
    head: &PageView,
    thing: Option<Node>,
    body: &Body,
) -> Option<String> {
    let page = |kind| {
        let page = Node::new(kind)
            .with("name", head.title.as_str())
            .maybe("description", head.description.as_deref())
            .maybe("url", head.canonical.as_deref())
            .with("inLanguage", head.language.as_str());
        page.with("isPartOf", site(context))
    };
    let object = match body {
        Body::Home(_) => {
            let config = context.reader.config();
            site(context)
                .maybe("description", config.description.as_deref())
                .with("inLanguage", config.language.as_str())
                .maybe("license", config.rights.as_deref().filter(is_web_address))
        }
        Body::Transcript(_) => thing?.with("isPartOf", site(context)),
        Body::Entry(_) => page("CollectionPage").maybe("mainEntity", thing),
        Body::Index(_) | Body::Timeline(_) | Body::Year(_) | Body::Links(_) => {
            page("CollectionPage")
        }
        Body::Free(_) => page("WebPage"),
        Body::Search => page("SearchResultsPage"),
        Body::None => return None,
    };
    Some(in_script(&object.whole()))
}

/// The site, as its pages name it.
fn site(context: &PageContext<'_>) -> Node {
    let home = Route::page("index", context.reader.config().urls);
    let address = home.and_then(|home| context.canonical(&home));
    Node::new("WebSite")
        .with("name", context.reader.config().title.as_str())
        .maybe("url", address)
}

/// An entry, as other things name it.
fn named(context: &PageContext<'_>, e: EntryIndex) -> Node {
    let thing = Thing::Entry(e);
    let address = context.canonical(&context.reader.route_of(thing));
    Node::new(kind(context.reader.entry_kind(e)))
        .maybe("@id", address.clone())
        .with("name", context.reader.name(thing))
        .maybe("url", address)
}

/// The type of an entry.
fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::TOPICS => "DefinedTerm",
        Kind::EVENTS => "Event",
        Kind::PEOPLE => "Person",
        Kind::PLACES => "Place",
        Kind::ORGANIZATIONS => "Organization",
        Kind::DOCUMENTS => "CreativeWork",
        _ => "Thing",
    }
}

/// The full address of a file of the site.
fn file(context: &PageContext<'_>, path: &str) -> Option<String> {
    let base = context.reader.config().base_url.as_deref()?;
    Some(Route::new(path)?.absolute(base, Urls::Files))
}

fn is_web_address(written: &&str) -> bool {
    written.starts_with("https://") || written.starts_with("http://")
}

/// JSON in which nothing can end the element that it stands in, or begin a comment there (HTML, 4.12.1.3, "Restrictions for contents of
/// script elements").
fn in_script(object: &Value) -> String {
    let mut safe = String::new();
    for c in object.to_string().chars() {
        match c {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_the_script() {
        let title = "a </script><!-- & \u{2028} ]]> “b”";
        let written = in_script(&Value::from(title));
        assert!(!written.contains(['<', '>', '&', '\u{2028}']), "{written}");
        let read: Value = serde_json::from_str(&written).expect("JSON");
        assert_eq!(read, Value::from(title));
    }
}

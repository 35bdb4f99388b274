//! What every page shows of the site.

use super::{
    here::Here,
    printed,
    view::{ContactView, NavView, SiteView},
};
use crate::{archive::Kind, bind::Thing, config::NavItem, markdown::Linker, text};

/// The site as seen from a page.
pub(super) fn view(here: &Here<'_>) -> SiteView {
    let config = here.config();
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        dir: printed::direction(&config.language),
        base_url: config.base_url.clone(),
        rights: config.rights.as_deref().map(printed::rights),
        contact: config.contact.as_deref().map(contact),
        navigation: navigation(here),
        home_href: here.to("index"),
        feed_href: config
            .base_url
            .as_ref()
            .map(|_| format!("{}{}", here.root, super::plan::FEED)),
        extra: config.extra.clone(),
    }
}

/// A mail address becomes a `mailto:` link, a web address a link, other words stay words.
pub(super) fn contact(written: &str) -> ContactView {
    let text = written.trim().to_owned();
    let web =
        text.starts_with("https://") || text.starts_with("http://") || text.starts_with("mailto:");
    let mail = text.contains('@') && !text.contains(char::is_whitespace) && !text.contains('/');
    let href = match (web && text::is_safe_address(&text), mail) {
        (true, _) => Some(text.clone()),
        (false, true) => Some(format!("mailto:{text}")),
        (false, false) => None,
    };
    ContactView {
        text: text.trim_start_matches("mailto:").to_owned(),
        href,
    }
}

fn navigation(here: &Here<'_>) -> Vec<NavView> {
    let config = here.config();
    if !config.navigation.is_empty() {
        return config
            .navigation
            .iter()
            .filter_map(|item| written(here, item))
            .collect();
    }
    let mut items = Vec::new();
    let mut add = |title: &str, page: &str, section: &str| {
        items.push(NavView {
            title: title.to_owned(),
            href: here.to(page),
            section: section.to_owned(),
        });
    };
    add("Transcripts", "transcripts/index", "transcripts");
    for (kind, names) in config.kinds.iter() {
        if here.has(kind) {
            add(
                &names.plural,
                &format!("{}/index", names.folder),
                &names.folder,
            );
        }
    }
    if !config.omit.timeline && here.has(Kind::EVENTS) {
        add("Timeline", "timeline", "timeline");
    }
    for page in here.pages() {
        let id = &page.identity.id;
        if id != "home" {
            add(&page.title, id, &format!("page:{id}"));
        }
    }
    items
}

/// What an item of the navigation leads to.
pub enum NavTarget {
    /// A thing of the site.
    Thing(Thing),
    /// A page of postil's own: its name without an ending, and its section.
    Own(String, String),
    /// Out of the site, or a file of assets.
    Address(String),
}

/// What `to` means: a wiki link, the name of an index, or an address; none if nothing.
pub fn target(edition: &crate::bind::Edition, to: &str) -> Option<NavTarget> {
    let to = to.trim();
    if let Some(inside) = to.strip_prefix("[[").and_then(|t| t.strip_suffix("]]")) {
        let inside = inside.split('|').next().unwrap_or(inside);
        return edition
            .names
            .resolve(inside, None)
            .ok()
            .map(NavTarget::Thing);
    }
    if text::is_external(to) {
        return text::is_safe_address(to).then(|| NavTarget::Address(to.to_owned()));
    }
    let plain = to
        .trim_start_matches("./")
        .trim_start_matches('/')
        .trim_end_matches('/');
    let plain = plain.strip_suffix(".html").unwrap_or(plain);
    let plain = plain.strip_suffix("/index").unwrap_or(plain);
    match plain {
        "" | "index" | "home" => Some(NavTarget::Own("index".to_owned(), "home".to_owned())),
        "timeline" if edition.config.omit.timeline => None,
        "timeline" => Some(NavTarget::Own("timeline".to_owned(), "timeline".to_owned())),
        "transcripts" => Some(NavTarget::Own(
            "transcripts/index".to_owned(),
            "transcripts".to_owned(),
        )),
        folder if edition.config.kinds.of_folder(folder).is_some() => {
            let kind = edition.config.kinds.of_folder(folder)?;
            let empty = super::index::Listed::Entries(kind).is_empty(edition);
            if empty && edition.config.omit.empty_indexes {
                return None;
            }
            Some(NavTarget::Own(format!("{folder}/index"), folder.to_owned()))
        }
        _ if edition.has_file(to) => Some(NavTarget::Address(to.to_owned())),
        name => {
            let inside = match name.split_once('/') {
                Some((folder, id)) => format!("{folder}:{id}"),
                None => name.to_owned(),
            };
            let inside = inside
                .strip_prefix("transcripts:")
                .map_or(inside.clone(), |id| format!("transcript:{id}"));
            edition
                .names
                .resolve(&inside, None)
                .ok()
                .map(NavTarget::Thing)
        }
    }
}

fn written(here: &Here<'_>, item: &NavItem) -> Option<NavView> {
    let (href, section) = match here.navigation_target(&item.to.value)? {
        NavTarget::Thing(thing) => {
            let section = match thing {
                Thing::Page(p) => format!("page:{}", here.pages()[p].identity.id),
                Thing::Transcript(_)
                | Thing::Paragraph(..)
                | Thing::Annotation(..)
                | Thing::Entry(_) => String::new(),
            };
            (here.href(thing), section)
        }
        NavTarget::Own(page, section) => (here.to(&page), section),
        NavTarget::Address(address) => (here.address(&address)?, String::new()),
    };
    Some(NavView {
        title: item.title.clone(),
        href,
        section,
    })
}

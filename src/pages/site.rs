//! What every page shows of the site.

use super::{here::Here, printed};
use crate::{
    archive::Kind,
    bind::{NavTarget, Thing},
    config::NavItem,
    markdown::Linker,
    text,
    view::{ContactView, NavView, SiteView},
};

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

fn written(here: &Here<'_>, item: &NavItem) -> Option<NavView> {
    let index = |folder: &str| (here.to(&format!("{folder}/index")), folder.to_owned());
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
        NavTarget::Home => (here.to("index"), "home".to_owned()),
        NavTarget::Timeline => (here.to("timeline"), "timeline".to_owned()),
        NavTarget::Transcripts => index("transcripts"),
        NavTarget::Entries(kind) => index(&here.config().kinds.names(kind).folder),
        NavTarget::Address(address) => (here.address(&address)?, String::new()),
    };
    Some(NavView {
        title: item.title.clone(),
        href,
        section,
    })
}

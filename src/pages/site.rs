//! What every page shows of the site.

use super::{asking, authorities, called, context::PageContext, printed};
use crate::{
    archive::{Kind, config::NavItem},
    markdown::Linker,
    reader::{NavTarget, Thing},
    text::route::Urls,
    view::{NavView, SiteView},
};

/// The site as seen from a page.
pub(super) fn view(context: &PageContext<'_>) -> SiteView {
    let config = context.reader.config();
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        dir: printed::direction(&config.language),
        base_url: config.base_url.clone(),
        rights: config.rights.as_deref().map(authorities::rights),
        contact: config.contact.as_deref().map(printed::contact),
        navigation: navigation(context),
        home_href: context.to("index"),
        search_href: asking::page(context),
        feed_href: feed(context),
        extra: config.extra.clone(),
    }
}

/// The address of the Atom feed, if there is one.
fn feed(context: &PageContext<'_>) -> Option<String> {
    let [site, _] = context.alternates.of(context.route);
    let (route, _) = site
        .iter()
        .find(|(_, media_type)| *media_type == "application/atom+xml")?;
    Some(route.href(&context.standpoint.root, Urls::Files))
}

fn navigation(context: &PageContext<'_>) -> Vec<NavView> {
    let config = context.reader.config();
    if !config.navigation.is_empty() {
        return config
            .navigation
            .iter()
            .filter_map(|item| written(context, item))
            .collect();
    }
    let words = context.words();
    let mut items = Vec::new();
    let mut add = |title: String, page: &str, section: &str| {
        items.push(NavView {
            title,
            href: context.to(page),
            section: section.to_owned(),
        });
    };
    add(words.transcripts(), "transcripts/index", "transcripts");
    for (kind, names) in config.kinds.iter() {
        if context.reader.has(kind) {
            add(
                called::plural(config, kind),
                &format!("{}/index", names.folder),
                &names.folder,
            );
        }
    }
    if !config.omit.timeline && context.reader.has(Kind::EVENTS) {
        add(words.timeline(), "timeline", "timeline");
    }
    for (id, title) in context.reader.free_pages() {
        if id != "home" {
            add(title.to_owned(), id, &format!("page:{id}"));
        }
    }
    items
}

fn written(context: &PageContext<'_>, item: &NavItem) -> Option<NavView> {
    let index = |folder: &str| (context.to(&format!("{folder}/index")), folder.to_owned());
    let (href, section) = match context.reader.navigation_target(&item.to.value)? {
        NavTarget::Thing(thing) => {
            let section = match thing {
                Thing::Page(p) => format!("page:{}", context.reader.page_id(p)),
                Thing::Transcript(_)
                | Thing::Paragraph(..)
                | Thing::Annotation(..)
                | Thing::Entry(_) => String::new(),
            };
            (context.href(thing), section)
        }
        NavTarget::Home => (context.to("index"), "home".to_owned()),
        NavTarget::Timeline => (context.to("timeline"), "timeline".to_owned()),
        NavTarget::Transcripts => index("transcripts"),
        NavTarget::Entries(kind) => index(&context.reader.config().kinds.names(kind).folder),
        NavTarget::Address(address) => (context.address(&address)?, String::new()),
    };
    Some(NavView {
        title: item.title.clone(),
        href,
        section,
    })
}

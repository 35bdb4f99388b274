//! What stands in a page's head: description, Dublin Core, Open Graph, and the way here.

use super::{
    here::{Head, Here},
    page::{Page, PageKind},
    printed,
    splits::{List, Of},
};
use crate::{
    archive::Kind,
    bind::{Author, Thing},
    route::Route,
    view::{LinkView, MetaView, PageView, field},
};

/// The head of a page.
pub(super) fn view(here: &Here<'_>, page: &Page) -> PageView {
    let config = here.config();
    let mut view = PageView {
        kind: here.kind_of_page(&page.kind),
        root: here.root.clone(),
        language: config.language.clone(),
        dir: printed::direction(&config.language),
        canonical: here.canonical(&page.route),
        ..PageView::default()
    };
    let home = LinkView {
        title: config.title.clone(),
        href: Some(here.to("index")),
        kind: "home".to_owned(),
        id: None,
    };
    match &page.kind {
        PageKind::Home => {
            view.title = config.title.clone();
            view.description = config.description.clone();
            view.section = "home".to_owned();
        }
        PageKind::Transcript(t) => {
            let head = here.head(*t);
            let header = head.header;
            view.id = Some(head.id.to_owned());
            view.title = header.title.clone();
            view.description = header
                .summary
                .clone()
                .or_else(|| Some(first_sentences(here.beginning(*t))));
            view.section = "transcripts".to_owned();
            view.crumbs = vec![home, index_link(here, "Transcripts", "transcripts")];
            if header.warning.is_some() && header.summary.is_none() {
                // The words themselves must not come before their warning, in a search engine's list either.
                view.description = header.warning.clone();
            }
        }
        PageKind::Entry { entry, part } => {
            let e = here.entry(*entry);
            let names = config.kinds.names(e.kind);
            view.id = Some(e.id().to_owned());
            let of = Of::Thing(Thing::Entry(*entry));
            view.title = part_title(&e.fields.title, part.and_then(|part| title(here, of, part)));
            view.description = e
                .fields
                .summary
                .clone()
                .or_else(|| body_start(here, &e.body.text));
            view.section = names.folder.clone();
            view.crumbs = vec![home, index_link(here, &names.plural, &names.folder)];
            if let Some(part) = part {
                view.crumbs.push(here.link(Thing::Entry(*entry)));
                let name = here.page_name(Thing::Entry(*entry));
                view.crumbs.extend(above(here, of, *part, &name));
            }
        }
        PageKind::Index { listed, part } => {
            let of = Of::Index(*listed);
            let (folder, heading) = here.listed(*listed);
            let part = part.map(|part| (List::Main, part));
            view.title = part_title(heading, part.and_then(|part| title(here, of, part)));
            view.section = folder.to_owned();
            view.crumbs = vec![home];
            if let Some(part) = part {
                view.crumbs.push(index_link(here, heading, folder));
                let name = format!("{folder}/index");
                view.crumbs.extend(above(here, of, part, &name));
            }
        }
        PageKind::Timeline { part } => {
            let part = part.map(|part| (List::Main, part));
            let named = part.and_then(|part| title(here, Of::Timeline, part));
            view.title = part_title("Timeline", named);
            view.section = "timeline".to_owned();
            view.crumbs = vec![home];
            if let Some(part) = part {
                view.crumbs.push(crumb(here, "Timeline", "timeline"));
                view.crumbs
                    .extend(above(here, Of::Timeline, part, "timeline"));
            }
        }
        PageKind::Links { of, part } => {
            let list = Of::Thing(*of);
            let part = (List::Links, *part);
            let name = format!("Linked to {}", here.title(*of));
            view.title = part_title(&name, title(here, list, part));
            view.crumbs = vec![home, here.link(*of)];
            view.crumbs
                .extend(above(here, list, part, &here.page_name(*of)));
        }
        PageKind::Free(p) => {
            let free = here.page(*p);
            view.id = Some(free.identity.id.clone());
            view.title = free.title.clone();
            view.description = free
                .summary
                .clone()
                .or_else(|| body_start(here, &free.body.text));
            view.section = format!("page:{}", free.identity.id);
            view.crumbs = vec![home];
            if let Some(language) = &free.language {
                view.language = language.clone();
                view.dir = printed::direction(language);
            }
        }
        PageKind::NotFound => {
            view.title = "Page not found".to_owned();
            view.noindex = true;
            view.canonical = None;
        }
        PageKind::Redirect(_)
        | PageKind::Moved { .. }
        | PageKind::Feed
        | PageKind::Sitemap(_)
        | PageKind::SitemapIndex
        | PageKind::Robots => {}
    }
    view.metas = here
        .reads
        .then(field!(PageView.metas), || metas(here, page, &view));
    view
}

fn part_title(title: &str, part: Option<String>) -> String {
    part.map_or_else(|| title.to_owned(), |p| format!("{title}: {p}"))
}

/// The title of a part, with the list that it is of if that is not the main one.
fn title(here: &Here<'_>, of: Of, (list, part): (List, usize)) -> Option<String> {
    let title = &here.parts(of, list)?.all[part].title;
    Some(match list {
        List::Main | List::Links => title.clone(),
        List::Said => format!("own words, {title}"),
        List::Transcripts => format!("transcripts, {title}"),
        List::Spoken => format!("speaking, {title}"),
        List::Mentions => format!("mentions, {title}"),
        List::Together => format!("occurs with, {title}"),
    })
}

/// The parts that a part lies in, from the widest.
fn above(here: &Here<'_>, of: Of, (list, part): (List, usize), name: &str) -> Vec<LinkView> {
    let Some(parts) = here.parts(of, list) else {
        return Vec::new();
    };
    let page = list.page(name);
    let mut above: Vec<LinkView> =
        std::iter::successors(parts.all[part].above, |&part| parts.all[part].above)
            .map(|part| {
                let part = &parts.all[part];
                crumb(here, &part.title, &format!("{page}/{}", part.slug))
            })
            .collect();
    above.reverse();
    above
}

fn crumb(here: &Here<'_>, title: &str, page: &str) -> LinkView {
    LinkView {
        title: title.to_owned(),
        href: Some(here.to(page)),
        kind: "part".to_owned(),
        id: None,
    }
}

fn index_link(here: &Here<'_>, title: &str, folder: &str) -> LinkView {
    LinkView {
        kind: folder.to_owned(),
        ..crumb(here, title, &format!("{folder}/index"))
    }
}

/// The first words of a text, for a description.
fn first_sentences(text: &str) -> String {
    const LENGTH: usize = 200;
    let first = text.lines().next().unwrap_or_default();
    if first.len() <= LENGTH {
        return first.to_owned();
    }
    let limit = first.floor_char_boundary(LENGTH);
    let cut = first[..limit].rfind(char::is_whitespace).unwrap_or(limit);
    format!("{}…", first[..cut].trim_end())
}

fn body_start(here: &Here<'_>, markdown: &str) -> Option<String> {
    let plain = crate::markdown::plain(markdown, here);
    let start = first_sentences(plain.trim());
    (!start.is_empty()).then_some(start)
}

/// Dublin Core (DCMI Metadata Terms) and Open Graph.
fn metas(here: &Here<'_>, page: &Page, view: &PageView) -> Vec<MetaView> {
    let mut metas = Vec::new();
    let mut named = |name: &str, content: &str| {
        if !content.is_empty() {
            metas.push(MetaView {
                name: Some(name.to_owned()),
                property: None,
                content: content.to_owned(),
            });
        }
    };
    if view.kind == "404" {
        return metas;
    }
    named("dcterms.title", &view.title);
    named(
        "dcterms.description",
        view.description.as_deref().unwrap_or_default(),
    );
    named("dcterms.language", &view.language);
    named("dcterms.isPartOf", &here.config().title);
    named(
        "dcterms.identifier",
        view.canonical.as_deref().unwrap_or_default(),
    );
    match &page.kind {
        PageKind::Transcript(t) => {
            let Head { header, links, .. } = here.head(*t);
            named("dcterms.type", "Text");
            if let Some(date) = &header.date {
                named("dcterms.created", date.value.edtf());
            }
            for author in &links.authors {
                named(
                    "dcterms.creator",
                    match author {
                        Author::Entry(e) => here.sort_title(*e),
                        Author::Name(name) => name,
                    },
                );
            }
            named(
                "dcterms.bibliographicCitation",
                header.cite_as.as_deref().unwrap_or_default(),
            );
            for &place in &links.places {
                named("dcterms.spatial", &here.title(Thing::Entry(place)));
            }
            for &about in links
                .about
                .iter()
                .filter(|&&e| here.entry_kind(e) == Kind::TOPICS)
            {
                named("dcterms.subject", &here.title(Thing::Entry(about)));
            }
            if let Some(source) = &header.source {
                let words = source
                    .url
                    .as_ref()
                    .or(source.identifier.as_ref())
                    .or(source.title.as_ref());
                named("dcterms.source", words.map_or("", String::as_str));
            }
            named(
                "dcterms.rights",
                header.rights.as_deref().unwrap_or_default(),
            );
        }
        PageKind::Entry { entry, .. } => {
            let fields = &here.entry(*entry).fields;
            if let Some(date) = &fields.date {
                named("dcterms.date", date.value.edtf());
            }
            for alias in &fields.aliases {
                named("dcterms.alternative", alias);
            }
            named(
                "dcterms.bibliographicCitation",
                fields.identifier.as_deref().unwrap_or_default(),
            );
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
        | PageKind::Robots => {}
    }
    let mut property = |property: &str, content: &str| {
        if !content.is_empty() {
            metas.push(MetaView {
                name: None,
                property: Some(property.to_owned()),
                content: content.to_owned(),
            });
        }
    };
    property("og:title", &view.title);
    property(
        "og:type",
        if matches!(page.kind, PageKind::Transcript(_)) {
            "article"
        } else {
            "website"
        },
    );
    property("og:site_name", &here.config().title);
    property(
        "og:description",
        view.description.as_deref().unwrap_or_default(),
    );
    property("og:url", view.canonical.as_deref().unwrap_or_default());
    property("og:locale", &view.language.replace('-', "_"));
    metas
}

/// The way to the root for a page: relative; for the 404 page, which is shown at any depth, the base URL.
pub(super) fn root(edition: &crate::bind::Edition, kind: &PageKind, route: &Route) -> String {
    match kind {
        PageKind::NotFound => edition.config.base_url.clone().unwrap_or_default(),
        _ => route.to_root(),
    }
}

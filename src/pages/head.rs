//! What stands in a page's head: description, Dublin Core, Open Graph, and the way here.

use super::{
    context::PageContext,
    lists::{List, Of},
    page::{Page, PageKind},
    printed,
};
use crate::{
    archive::{Kind, Relation},
    bind::{Author, Thing},
    config::Config,
    view::{LinkView, MetaView, PageView, field},
};

/// The head of a page.
pub(super) fn view(context: &PageContext<'_>, page: &Page) -> PageView {
    let config = context.reader.config();
    let mut view = PageView {
        kind: context.reader.kind_of_page(&page.kind),
        root: context.root.clone(),
        language: config.language.clone(),
        dir: printed::direction(&config.language),
        canonical: context.canonical(&page.route),
        ..PageView::default()
    };
    let home = LinkView {
        title: config.title.clone(),
        href: Some(context.to("index")),
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
            let head = context.reader.head(*t);
            let header = head.header();
            view.id = Some(head.id().to_owned());
            view.title = header.title.clone();
            view.description = header
                .summary
                .clone()
                .or_else(|| Some(first_sentences(context.reader.beginning(*t))));
            view.section = "transcripts".to_owned();
            view.crumbs = vec![home, index_link(context, "Transcripts", "transcripts")];
            if header.warning.is_some() && header.summary.is_none() {
                // The words themselves must not come before their warning, in a search engine's list either.
                view.description = header.warning.clone();
            }
        }
        PageKind::Entry { entry, part } => {
            let e = context.reader.entry(*entry);
            let names = config.kinds.names(e.kind);
            view.id = Some(e.id().to_owned());
            let of = Of::Thing(Thing::Entry(*entry));
            view.title = part_title(
                &e.fields.title,
                part.and_then(|part| title(context, of, part)),
            );
            view.description = e
                .fields
                .summary
                .clone()
                .or_else(|| body_start(context, &e.body.text));
            view.section = names.folder.clone();
            view.crumbs = vec![home, index_link(context, &names.plural, &names.folder)];
            if let Some(part) = part {
                view.crumbs.push(context.link(Thing::Entry(*entry)));
                let name = context.reader.page_name(Thing::Entry(*entry));
                view.crumbs.extend(above(context, of, *part, &name));
            }
        }
        PageKind::Index { listed, part } => {
            let of = Of::Index(*listed);
            let (folder, heading) = context.reader.listed(*listed);
            let part = part.map(|part| (List::Main, part));
            view.title = part_title(heading, part.and_then(|part| title(context, of, part)));
            view.section = folder.to_owned();
            view.crumbs = vec![home];
            if let Some(part) = part {
                view.crumbs.push(index_link(context, heading, folder));
                let name = format!("{folder}/index");
                view.crumbs.extend(above(context, of, part, &name));
            }
        }
        PageKind::Timeline { part } => {
            let part = part.map(|part| (List::Main, part));
            let named = part.and_then(|part| title(context, Of::Timeline, part));
            view.title = part_title("Timeline", named);
            view.section = "timeline".to_owned();
            view.crumbs = vec![home];
            if let Some(part) = part {
                view.crumbs.push(crumb(context, "Timeline", "timeline"));
                view.crumbs
                    .extend(above(context, Of::Timeline, part, "timeline"));
            }
        }
        PageKind::Links { of, part } => {
            let list = Of::Thing(*of);
            let part = (List::Links, *part);
            let name = format!("Linked to {}", context.title(*of));
            view.title = part_title(&name, title(context, list, part));
            view.crumbs = vec![home, context.link(*of)];
            view.crumbs
                .extend(above(context, list, part, &context.reader.page_name(*of)));
        }
        PageKind::Free(p) => {
            let free = context.reader.page(*p);
            view.id = Some(free.identity.id.clone());
            view.title = free.title.clone();
            view.description = free
                .summary
                .clone()
                .or_else(|| body_start(context, &free.body.text));
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
    view.metas = context
        .reads
        .then(field!(PageView.metas), || metas(context, page, &view));
    view
}

fn part_title(title: &str, part: Option<String>) -> String {
    part.map_or_else(|| title.to_owned(), |p| format!("{title}: {p}"))
}

/// The title of a part, with the list that it is of if that is not the main one.
fn title(context: &PageContext<'_>, of: Of, (list, part): (List, usize)) -> Option<String> {
    let title = &context.parts(of, list)?.all[part].title;
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
fn above(
    context: &PageContext<'_>,
    of: Of,
    (list, part): (List, usize),
    name: &str,
) -> Vec<LinkView> {
    let Some(parts) = context.parts(of, list) else {
        return Vec::new();
    };
    let page = list.page(name);
    let mut above: Vec<LinkView> =
        std::iter::successors(parts.all[part].above, |&part| parts.all[part].above)
            .map(|part| {
                let part = &parts.all[part];
                crumb(context, &part.title, &format!("{page}/{}", part.slug))
            })
            .collect();
    above.reverse();
    above
}

fn crumb(context: &PageContext<'_>, title: &str, page: &str) -> LinkView {
    LinkView {
        title: title.to_owned(),
        href: Some(context.to(page)),
        kind: "part".to_owned(),
        id: None,
    }
}

fn index_link(context: &PageContext<'_>, title: &str, folder: &str) -> LinkView {
    LinkView {
        kind: folder.to_owned(),
        ..crumb(context, title, &format!("{folder}/index"))
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

fn body_start(context: &PageContext<'_>, markdown: &str) -> Option<String> {
    let plain = crate::markdown::plain(markdown, context);
    let start = first_sentences(plain.trim());
    (!start.is_empty()).then_some(start)
}

/// Dublin Core (DCMI Metadata Terms) and Open Graph.
fn metas(context: &PageContext<'_>, page: &Page, view: &PageView) -> Vec<MetaView> {
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
    named("dcterms.isPartOf", &context.reader.config().title);
    named(
        "dcterms.identifier",
        view.canonical.as_deref().unwrap_or_default(),
    );
    match &page.kind {
        PageKind::Transcript(t) => {
            let head = context.reader.head(*t);
            let (header, links) = (head.header(), head.links());
            named("dcterms.type", "Text");
            if let Some(date) = &header.date {
                named("dcterms.created", date.value.edtf());
            }
            for author in &links.authors {
                named(
                    "dcterms.creator",
                    match author {
                        Author::Entry(e) => context.reader.sort_title(*e),
                        Author::Name(name) => name,
                    },
                );
            }
            named(
                "dcterms.bibliographicCitation",
                header.cite_as.as_deref().unwrap_or_default(),
            );
            for &place in links.named.of(Relation::TranscriptPlace) {
                named("dcterms.spatial", &context.title(Thing::Entry(place)));
            }
            for &about in links
                .named
                .of(Relation::About)
                .iter()
                .filter(|&&e| context.reader.entry_kind(e) == Kind::TOPICS)
            {
                named("dcterms.subject", &context.title(Thing::Entry(about)));
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
            let fields = &context.reader.entry(*entry).fields;
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
    property("og:site_name", &context.reader.config().title);
    property(
        "og:description",
        view.description.as_deref().unwrap_or_default(),
    );
    property("og:url", view.canonical.as_deref().unwrap_or_default());
    property("og:locale", &view.language.replace('-', "_"));
    metas
}

/// The way to the root for a page: relative; for the 404 page, which is shown at any depth, the base URL.
pub(super) fn root(config: &Config, page: &Page) -> String {
    match page.kind {
        PageKind::NotFound => config.base_url.clone().unwrap_or_default(),
        _ => page.route.to_root(),
    }
}

//! What stands in a page's head: description, Dublin Core, Open Graph, what Zotero and Hypothesis read, an object of schema.org.

use super::{
    artifact::Made,
    context::PageContext,
    printed,
    schema::{self, Node},
    site, wanted,
};
use crate::{
    text::route::{Route, Urls},
    view::{AlternateView, Body, MetaView, PageView, View, field},
};

/// What programs are told that one kind of page alone knows.
#[derive(Clone, Debug, Default)]
pub(super) struct Special {
    /// Names and contents of `<meta>`; what is empty is left out. Names of Open Graph (`og:`) are properties.
    pub(super) metas: Vec<(&'static str, String)>,
    /// What the page is about.
    pub(super) thing: Option<Node>,
    /// The transcripts that it lists, as COinS.
    pub(super) coins: Vec<String>,
}

/// The head of a page, without what its kind alone knows.
pub(super) fn of(context: &PageContext<'_>) -> PageView {
    let language = context.reader.config().language.clone();
    PageView {
        kind: context.kind.to_owned(),
        root: context.standpoint.root.clone(),
        dir: printed::direction(&language),
        language,
        canonical: context.canonical(context.route),
        ..PageView::default()
    }
}

/// A page of a template.
pub(super) fn page(
    context: &PageContext<'_>,
    head: PageView,
    special: Special,
    body: Body,
) -> Made {
    let is_article = matches!(body, Body::Transcript(_));
    let metas = context.reads.then(field!(PageView.metas), || {
        metas(context, &head, special.metas, is_article)
    });
    let json_ld = context.reads.then(field!(PageView.json_ld), || {
        let told = !head.noindex;
        told.then(|| schema::of(context, &head, special.thing, &body))
    });
    let alternates = context
        .reads
        .then(field!(PageView.alternates), || alternates(context));
    Made::View(Box::new(View {
        site: site::view(context),
        page: PageView {
            metas,
            json_ld: json_ld.flatten(),
            coins: special.coins,
            alternates,
            sheets: wanted::sheets(&body),
            scripts: wanted::scripts(&body),
            is_text: is_article,
            ..head
        },
        body,
    }))
}

/// What a page names as other forms of the site, and of what it shows.
fn alternates(context: &PageContext<'_>) -> Vec<AlternateView> {
    let title = &context.reader.config().title;
    let view =
        |(route, media_type): &(Route, &'static str), title: Option<&String>| AlternateView {
            href: route.href(&context.standpoint.root, Urls::Files),
            media_type: (*media_type).to_owned(),
            title: title.cloned(),
        };
    let [site, own] = context.alternates.of(context.route);
    let site = site.iter().map(|file| view(file, Some(title)));
    site.chain(own.iter().map(|file| view(file, None)))
        .collect()
}

/// The first words of a text, for a description.
pub(super) fn first_sentences(text: &str) -> String {
    const LENGTH: usize = 200;
    let first = text.lines().next().unwrap_or_default();
    if first.len() <= LENGTH {
        return first.to_owned();
    }
    let limit = first.floor_char_boundary(LENGTH);
    let cut = first[..limit].rfind(char::is_whitespace).unwrap_or(limit);
    format!("{}…", first[..cut].trim_end())
}

/// The first words of a body in Markdown, for a description.
pub(super) fn body_start(context: &PageContext<'_>, markdown: &str) -> Option<String> {
    let plain = crate::markdown::plain(markdown, context);
    let start = first_sentences(plain.trim());
    (!start.is_empty()).then_some(start)
}

/// Dublin Core (DCMI Metadata Terms) and Open Graph.
fn metas(
    context: &PageContext<'_>,
    view: &PageView,
    special: Vec<(&'static str, String)>,
    is_article: bool,
) -> Vec<MetaView> {
    let of_its_own = |name: &str| special.iter().any(|(other, _)| *other == name);
    let language_told = of_its_own("dcterms.language");
    let (properties, special): (Vec<_>, Vec<_>) = special
        .into_iter()
        .partition(|(name, _)| name.starts_with("og:"));
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
    if view.noindex {
        return metas;
    }
    named("dcterms.title", &view.title);
    named(
        "dcterms.description",
        view.description.as_deref().unwrap_or_default(),
    );
    if !language_told {
        named("dcterms.language", &view.language);
    }
    named("dcterms.isPartOf", &context.reader.config().title);
    named(
        "dcterms.identifier",
        view.canonical.as_deref().unwrap_or_default(),
    );
    for (name, content) in special {
        named(name, &content);
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
    property("og:type", if is_article { "article" } else { "website" });
    property("og:site_name", &context.reader.config().title);
    property(
        "og:description",
        view.description.as_deref().unwrap_or_default(),
    );
    property("og:url", view.canonical.as_deref().unwrap_or_default());
    property("og:locale", &view.language.replace('-', "_"));
    for (name, content) in properties {
        property(name, &content);
    }
    metas
}

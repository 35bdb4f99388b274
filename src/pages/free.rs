//! A free page.

use super::{
    artifact::{Artifact, Made, Plan},
    backlinks,
    context::PageContext,
    crumbs, described, head,
    lists::Of,
    printed,
};
use crate::{
    archive::{PageIndex, config::Config},
    reader::Thing,
    view::{Body, FreeView, LinkView, PageView},
};

/// A free page.
#[derive(Debug)]
pub(super) struct Free(pub(super) PageIndex);

impl Artifact for Free {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        "page"
    }

    fn templates(&self, _config: &Config) -> Vec<String> {
        vec!["page.html".to_owned()]
    }

    fn lists(&self) -> Option<Of> {
        Some(Of::Thing(Thing::Page(self.0)))
    }

    fn is_in_sitemap(&self) -> bool {
        true
    }

    fn make(&self, context: &PageContext<'_>, _plan: &Plan) -> Made {
        let page = context.reader.page(self.0);
        let summary = page.summary.clone();
        let mut head = PageView {
            id: Some(page.identity.id.clone()),
            title: page.title.clone(),
            description: summary.or_else(|| head::body_start(context, &page.body.text)),
            section: format!("page:{}", page.identity.id),
            crumbs: vec![crumbs::home(context)],
            ..head::of(context)
        };
        if let Some(language) = &page.language {
            head.language = language.clone();
            head.dir = printed::direction(language);
        }
        let special = described::free(context, &page.identity.id);
        head::page(context, head, special, Body::Free(view(context, self.0)))
    }
}

/// The view of page `p`.
fn view(context: &PageContext<'_>, p: PageIndex) -> FreeView {
    let page = context.reader.page(p);
    let prose = context.in_language(page.language.as_deref());
    let rendered = prose.markdown(&page.body.text, 2, "");
    let backlinks = backlinks::of(context, Thing::Page(p), None);
    FreeView {
        id: page.identity.id.clone(),
        title: page.title.clone(),
        summary: page.summary.clone(),
        contents: rendered
            .headings
            .iter()
            .filter(|h| h.level == 2)
            .map(|h| LinkView {
                title: h.text.clone(),
                href: Some(crate::text::route::fragment(&h.id)),
                kind: "heading".to_owned(),
                id: Some(h.id.clone()),
                ..LinkView::default()
            })
            .collect(),
        html: rendered.html,
        backlinks: backlinks.shown,
        backlink_count: backlinks.count,
        backlinks_parts: backlinks.parts,
        extra: page.common.extra.clone(),
        draft: page.common.draft,
    }
}

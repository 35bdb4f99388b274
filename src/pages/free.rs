//! A free page.

use super::{backlinks, context::PageContext};
use crate::{
    archive::PageIndex,
    bind::Thing,
    view::{FreeView, LinkView},
};

/// The view of page `p`.
pub(super) fn view(context: &PageContext<'_>, p: PageIndex) -> FreeView {
    let page = context.reader.page(p);
    let rendered = context.markdown(&page.body.text, 2, "");
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
                href: Some(crate::route::fragment(&h.id)),
                kind: "heading".to_owned(),
                id: Some(h.id.clone()),
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

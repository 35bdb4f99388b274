//! The pages that a split list is on, as links from one to another.

use super::{
    context::PageContext,
    parts::{Part, Parts},
};
use crate::view::PartView;

/// The pages of a split list as links; `page` is the name that their addresses begin with. Within the part that is `current`, and those that
/// it lies in, the parts of these.
pub(super) fn all(
    context: &PageContext<'_>,
    parts: Option<&Parts>,
    page: &str,
    current: Option<usize>,
) -> Vec<PartView> {
    let Some(Parts { all, .. }) = parts else {
        return Vec::new();
    };
    let above = |part: &usize| all[*part].above;
    let open: Vec<usize> = std::iter::successors(current, above).collect();
    level(context, all, page, None, &open)
}

fn level(
    context: &PageContext<'_>,
    all: &[Part],
    page: &str,
    above: Option<usize>,
    open: &[usize],
) -> Vec<PartView> {
    let parts = all.iter().enumerate().filter(|(_, p)| p.above == above);
    parts
        .map(|(i, part)| PartView {
            title: part.title.clone(),
            href: context.to(&format!("{page}/{}", part.slug)),
            count: part.count,
            current: open.first() == Some(&i),
            parts: match open.contains(&i) {
                true => level(context, all, page, Some(i), open),
                false => Vec::new(),
            },
        })
        .collect()
}

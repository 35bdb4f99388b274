//! The pages that a split list is on, as links from one to another.

use std::ops::Range;

use super::{
    context::PageContext,
    lists::List,
    parts::{Part, Parts},
};
use crate::view::PartView;

/// How many parts of one level a page links to, whichever part it is.
const MOST: usize = 48;

/// Of more than these, how many before and behind the one that is shown.
const NEAR: usize = 12;

/// The pages of a split list as links, `name` being the page that the list begins on. Within the part that is `current`, and those that it lies in,
/// the parts of these.
pub(super) fn all(
    context: &PageContext<'_>,
    parts: Option<&Parts>,
    (list, name): (List, &str),
    current: Option<usize>,
) -> Vec<PartView> {
    let Some(Parts { all, .. }) = parts else {
        return Vec::new();
    };
    let above = |part: &usize| all[*part].above;
    let lists = Lists {
        context,
        all,
        page: list.page(name),
        first: context.to(name),
        open: std::iter::successors(current, above).collect(),
    };
    lists.level(None)
}

/// The lists of links to parts, one for each level.
struct Lists<'c, 'e> {
    context: &'c PageContext<'e>,
    all: &'c [Part],
    /// What the names of the parts' pages begin with.
    page: String,
    /// The address of the page that the list begins on, which leads to every part.
    first: String,
    /// The part that is shown, and those that it lies in.
    open: Vec<usize>,
}

impl Lists<'_, '_> {
    fn level(&self, above: Option<usize>) -> Vec<PartView> {
        let parts = self.all.iter().enumerate();
        let parts: Vec<(usize, &Part)> = parts.filter(|(_, p)| p.above == above).collect();
        let open = parts.iter().position(|(i, _)| self.open.contains(i));
        let shown = shown(parts.len(), open);
        let mut links = Vec::with_capacity(shown.len() + 1);
        if shown.len() < parts.len() {
            links.push(PartView {
                title: self.context.words().all_parts(),
                href: above.map_or_else(|| self.first.clone(), |part| self.href(part)),
                count: parts.iter().map(|(_, part)| part.count).sum(),
                ..PartView::default()
            });
        }
        links.extend(parts[shown].iter().map(|&(i, part)| PartView {
            title: part.title.clone(),
            href: self.href(i),
            count: part.count,
            current: self.open.first() == Some(&i),
            parts: match self.open.contains(&i) {
                true => self.level(Some(i)),
                false => Vec::new(),
            },
        }));
        links
    }

    fn href(&self, part: usize) -> String {
        let slug = &self.all[part].slug;
        self.context.to(&format!("{}/{slug}", self.page))
    }
}

/// Which of `count` parts of one level are linked to, if the one at `open` is shown or has what is shown in it: every part would have as many links as
/// there are parts, which grows with their square.
fn shown(count: usize, open: Option<usize>) -> Range<usize> {
    match open {
        Some(open) if count > MOST => open.saturating_sub(NEAR)..(open + NEAR + 1).min(count),
        Some(_) | None => 0..count,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_very_many_leads_to_those_beside_it() {
        assert_eq!(shown(300, None), 0..300);
        assert_eq!(shown(MOST, Some(0)), 0..MOST);
        assert_eq!(shown(300, Some(3)), 0..16);
        assert_eq!(shown(300, Some(100)), 88..113);
        assert_eq!(shown(300, Some(299)), 287..300);
    }
}

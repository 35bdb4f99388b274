//! Links to pages of years.

use super::{context::PageContext, years::FOLDER};
use crate::{date, view::LinkView};

/// The page of a year, if it has one.
pub(super) fn link(context: &PageContext<'_>, year: i64) -> Option<LinkView> {
    let of = context.years.get(&year)?;
    Some(LinkView {
        title: date::year_heading(year, context.words()),
        href: Some(context.to(&format!("{FOLDER}/{}", of.slug))),
        kind: FOLDER.to_owned(),
        id: Some(of.slug.clone()),
        ..LinkView::default()
    })
}

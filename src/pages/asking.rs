//! Where the page of the search stands, and what its address asks.

use super::context::PageContext;
use crate::text::route::in_address;

/// The name of the page: `search.html`, or a folder's.
pub(super) const NAME: &str = "search";

/// The address of the page, if the site has one.
pub(super) fn page(context: &PageContext<'_>) -> Option<String> {
    context.reader.config().search.then(|| context.to(NAME))
}

/// The address of the page with the results of one kind: of those that have this id in a field (as `speaker`), if there is such a page.
pub(super) fn within(context: &PageContext<'_>, field: &str, id: &str) -> Option<String> {
    let page = page(context)?;
    Some(format!("{page}?{field}={}", in_address(id)))
}

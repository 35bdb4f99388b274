//! What the output folder has of earlier builds: the addresses that parts of lists had.

use std::collections::BTreeSet;

use super::lists::List;
use crate::text::route::{Route, Urls};

/// The routes of earlier builds.
pub(super) struct Earlier<'a> {
    /// Sorted.
    routes: Vec<&'a str>,
    urls: Urls,
}

impl<'a> Earlier<'a> {
    /// Of routes in any order.
    pub(super) fn new(routes: &'a [Route], urls: Urls) -> Self {
        let mut routes: Vec<&str> = routes.iter().map(Route::as_str).collect();
        routes.sort_unstable();
        Self { routes, urls }
    }

    /// Whether there is nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.routes.is_empty()
    }

    /// The ends of the addresses that parts of a list had, whose first page has this name.
    pub(super) fn parts(&self, name: &str, list: List) -> BTreeSet<String> {
        if self.is_empty() {
            return BTreeSet::new();
        }
        let below = format!("{}/", list.page(name));
        let ending = match self.urls {
            Urls::Files => ".html",
            Urls::Directories => "/index.html",
        };
        let start = self.routes.partition_point(|route| *route < below.as_str());
        self.routes[start..]
            .iter()
            .map_while(|route| route.strip_prefix(&below))
            .filter_map(|end| end.strip_suffix(ending))
            // What lies deeper belongs to another list, but for what lies below a topic.
            .filter(|slug| !slug.contains('/') || slug.starts_with("of/"))
            .map(str::to_owned)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_list_are_told_from_those_of_others() {
        let routes: Vec<Route> = [
            "topics/syria.html",
            "topics/syria/2014.html",
            "topics/syria/2014-03.html",
            "topics/syria/said/2015.html",
            "topics/syria-2/1999.html",
            "topics/index/of/war/a.html",
            "topics/mali/index.html",
            "topics/mali/2013/index.html",
        ]
        .iter()
        .filter_map(|route| Route::new(route))
        .collect();
        let of = |urls, name: &str, list| -> Vec<String> {
            let earlier = Earlier::new(&routes, urls);
            earlier.parts(name, list).into_iter().collect()
        };
        assert_eq!(
            of(Urls::Files, "topics/syria", List::Main),
            ["2014", "2014-03"]
        );
        assert_eq!(of(Urls::Files, "topics/syria", List::Said), ["2015"]);
        assert_eq!(of(Urls::Files, "topics/index", List::Main), ["of/war/a"]);
        assert_eq!(of(Urls::Directories, "topics/mali", List::Main), ["2013"]);
    }
}

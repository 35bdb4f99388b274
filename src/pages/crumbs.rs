//! The way to a page from the home page, and what the pages of a split list are called.

use super::{
    context::PageContext,
    lists::{List, Of},
};
use crate::view::LinkView;

/// The home page.
pub(super) fn home(context: &PageContext<'_>) -> LinkView {
    LinkView {
        title: context.reader.config().title.clone(),
        href: Some(context.to("index")),
        kind: "home".to_owned(),
        id: None,
    }
}

/// An index.
pub(super) fn index_link(context: &PageContext<'_>, title: &str, folder: &str) -> LinkView {
    LinkView {
        kind: folder.to_owned(),
        ..crumb(context, title, &format!("{folder}/index"))
    }
}

/// A page of this name.
pub(super) fn crumb(context: &PageContext<'_>, title: &str, page: &str) -> LinkView {
    LinkView {
        title: title.to_owned(),
        href: Some(context.to(page)),
        kind: "part".to_owned(),
        id: None,
    }
}

/// The title of a page that may be a part of a list.
pub(super) fn part_title(title: &str, part: Option<String>) -> String {
    part.map_or_else(|| title.to_owned(), |p| format!("{title}: {p}"))
}

/// The title of a part, with the list that it is of if that is not the main one.
pub(super) fn title(
    context: &PageContext<'_>,
    of: Of,
    (list, part): (List, usize),
) -> Option<String> {
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
pub(super) fn above(
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

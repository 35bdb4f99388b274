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
        ..LinkView::default()
    }
}

/// An index.
pub(super) fn index_link(context: &PageContext<'_>, title: String, folder: &str) -> LinkView {
    LinkView {
        kind: folder.to_owned(),
        ..crumb(context, title, &format!("{folder}/index"))
    }
}

/// A page of this name.
pub(super) fn crumb(context: &PageContext<'_>, title: String, page: &str) -> LinkView {
    LinkView {
        title,
        href: Some(context.to(page)),
        kind: "part".to_owned(),
        ..LinkView::default()
    }
}

/// The title of a page that may be a part of a list.
pub(super) fn part_title(context: &PageContext<'_>, title: String, part: Option<String>) -> String {
    match part {
        Some(part) => context.words().part_of(&title, &part),
        None => title,
    }
}

/// The title of a part, with the list that it is of if that is not the main one.
pub(super) fn title(
    context: &PageContext<'_>,
    of: Of,
    (list, part): (List, usize),
) -> Option<String> {
    let title = &context.parts(of, list)?.all[part].title;
    let words = context.words();
    Some(match list {
        List::Main | List::Links => title.clone(),
        List::Said => words.own_words(title),
        List::Transcripts => words.part_transcripts(title),
        List::Spoken => words.part_speaking(title),
        List::Mentions => words.part_mentions(title),
        List::Together => words.part_occurs_with(title),
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
                crumb(
                    context,
                    part.title.clone(),
                    &format!("{page}/{}", part.slug),
                )
            })
            .collect();
    above.reverse();
    above
}

//! Who links to a page, each in its sentence.

use super::{here::Here, markup, view::BacklinkView};
use crate::bind::{Thing, Where};

/// How many are shown: a page carries no endless list.
const MOST: usize = 100;

/// Pages and notes that link to `thing`.
pub(super) fn of(here: &Here<'_>, thing: Thing) -> Vec<BacklinkView> {
    here.backlinks(thing)
        .iter()
        .take(MOST)
        .map(|backlink| {
            let from = match backlink.from {
                Where::Annotation(t, a) => Thing::Annotation(t, a),
                Where::Entry(e) => Thing::Entry(e),
                Where::Page(p) => Thing::Page(p),
            };
            let mut link = here.link(from);
            if let Where::Annotation(t, _) = backlink.from {
                let transcript = here.title(Thing::Transcript(t));
                link.title = match backlink.paragraph {
                    Some(p) => format!("Note on {transcript}, ¶ {}", p + 1),
                    None => format!("Note on {transcript}"),
                };
            }
            BacklinkView {
                link,
                html: context(backlink),
            }
        })
        .collect()
}

/// The sentence with the link's words standing out.
fn context(backlink: &crate::bind::Backlink) -> String {
    let Some(text) = &backlink.context else {
        return String::new();
    };
    let parts = (
        text.get(..backlink.hit.start),
        text.get(backlink.hit.clone()),
        text.get(backlink.hit.end..),
    );
    let (Some(before), Some(words), Some(after)) = parts else {
        return markup::escaped(text);
    };
    let (before, words, after) = (
        markup::escaped(before),
        markup::escaped(words),
        markup::escaped(after),
    );
    format!("{before}<b class=\"hit\">{words}</b>{after}")
}

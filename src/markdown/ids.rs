//! The ids of headings, apart from those that pages use.

use std::collections::{BTreeMap, BTreeSet};

use super::{Heading, words::Words};
use crate::text::slug;

/// The headings of a text.
#[derive(Default)]
pub(super) struct Headings {
    pub(super) done: Vec<Heading>,
    ids: BTreeSet<String>,
    /// The number that the next heading with a slug gets.
    repeats: BTreeMap<String, usize>,
    /// The words of the open heading, and where its id belongs.
    pub(super) open: Option<(Words, usize)>,
}

impl Headings {
    /// A slug, with `s-` before it if the page itself uses such ids; `-2` for a repeat; `s-` and a number if nothing of the words is left
    /// in a slug.
    pub(super) fn new_id(&mut self, words: &str) -> String {
        let slug = slug(words);
        let apart = |id: String| match is_of_the_page(&id) {
            true => format!("s-{id}"),
            false => id,
        };
        let (plain, stem, first) = match slug.as_str() {
            "" => (None, "s-".to_owned(), 1),
            slug => {
                let second = apart(format!("{slug}-2"));
                let stem = second.strip_suffix('2').unwrap_or(&second);
                (Some(apart(slug.to_owned())), stem.to_owned(), 2)
            }
        };
        let number = self.repeats.entry(slug).or_insert(first);
        let mut id = plain.unwrap_or_default();
        while id.is_empty() || self.ids.contains(&id) {
            id = format!("{stem}{number}");
            *number += 1;
        }
        self.ids.insert(id.clone());
        id
    }
}

/// Ids that the templates of pages with headings give: `docs/theming.md` names them.
const OF_THE_PAGE: [&str; 7] = [
    "main",
    "mentions",
    "passages",
    "said",
    "spoken",
    "top",
    "transcripts",
];

/// Whether an id is, or may be, one that the page itself uses: for its parts, its paragraphs, notes and footnotes.
fn is_of_the_page(id: &str) -> bool {
    let numbers = |rest: &str| {
        let plain = |b: u8| b.is_ascii_digit() || b == b'-';
        rest.starts_with(|c: char| c.is_ascii_digit()) && rest.bytes().all(plain)
    };
    let footnote = ["fn-", "fnref-"].iter().any(|sign| {
        let at = id.rfind(sign);
        at.is_some_and(|at| numbers(&id[at + sign.len()..]) && (at == 0 || id[..at].ends_with('-')))
    });
    OF_THE_PAGE.contains(&id)
        || footnote
        || id.starts_with("note-")
        || id.starts_with("by-")
        || ["p", "section-", "y"]
            .iter()
            .any(|sign| id.strip_prefix(sign).is_some_and(numbers))
}

//! Which lists of the site are split, and into which parts; and where former parts lead.
//!
//! A list is split if it has more items than `page_size`, or if an earlier build made parts of it: what those were called is read from the
//! record of the output folder, whose routes are given here. So the same content over the same output gives the same parts.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    called,
    division::Rule,
    earlier::Earlier,
    entry_rows, index_lines,
    lists::{List, Listed, Of, page_of},
    parts::Parts,
    paths::{Item, Piece},
    timeline_items,
};
use crate::{
    archive::{EntryIndex, Kind, TranscriptIndex},
    bind::{Edition, Thing, Where},
};

/// The lists that are split.
pub type Splits = BTreeMap<(Of, List), Parts>;

/// Finds all lists of the site that are split, and how.
pub(super) fn find(edition: &Edition, earlier: &Earlier<'_>) -> Splits {
    let mut finder = Finder {
        edition,
        earlier,
        splits: Splits::new(),
    };
    if edition.config.page_size > 0 {
        finder.find();
    }
    finder.splits
}

struct Finder<'a> {
    edition: &'a Edition,
    earlier: &'a Earlier<'a>,
    splits: Splits,
}

impl Finder<'_> {
    fn find(&mut self) {
        let edition = self.edition;
        if !edition.config.omit.timeline {
            self.list(Of::Timeline, List::Main, usize::MAX, || {
                timeline_items::ways(edition)
            });
        }
        let kinds = edition.config.kinds.iter().map(|(kind, _)| kind);
        for listed in std::iter::once(Listed::Transcripts).chain(kinds.map(Listed::Entries)) {
            let count = listed.count(edition);
            self.list(Of::Index(listed), List::Main, count, || {
                index_lines::ways(edition, listed)
            });
        }
        for (e, _) in edition.entries.enumerated() {
            self.entry(e);
        }
        for (&thing, backlinks) in &edition.backlinks {
            // The home page does not say who links to it.
            if matches!(thing, Thing::Page(p) if edition.pages[p].identity.id == "home") {
                continue;
            }
            self.list(Of::Thing(thing), List::Links, backlinks.len(), || {
                let ways = backlinks.iter().map(|link| linking(edition, link.from));
                ways.collect()
            });
        }
    }

    fn entry(&mut self, e: EntryIndex) {
        let edition = self.edition;
        let rows = edition.index.of(e);
        let of = Of::Thing(Thing::Entry(e));
        let transcript = |t: TranscriptIndex| Item::transcript(edition, t);
        self.list(of, List::Main, rows.passages.len(), || {
            let all = rows.passages.iter();
            all.map(|row| transcript(row.transcript)).collect()
        });
        self.list(of, List::Said, rows.said.len(), || {
            let all = entry_rows::only_said(rows).into_iter();
            all.map(|row| transcript(row.transcript)).collect()
        });
        self.list(of, List::Transcripts, rows.transcripts.len(), || {
            rows.transcripts.iter().map(|&t| transcript(t)).collect()
        });
        self.list(of, List::Spoken, rows.spoken.len(), || {
            rows.spoken.iter().map(|&(t, _)| transcript(t)).collect()
        });
        let mentions = rows.mention_count();
        self.list(of, List::Mentions, mentions, || {
            let all = entry_rows::mentions(rows).into_iter();
            all.map(|(t, _)| transcript(t)).collect()
        });
        // Going through what occurs together takes long, and it cannot be more than there are entries.
        let most = entry_rows::most_together(edition, e);
        self.list(of, List::Together, most, || {
            let all = entry_rows::together(edition, e).into_iter();
            all.map(|(kind, other, _)| Item::entry(edition, other, folder(edition, kind)))
                .collect()
        });
    }

    /// Splits one list of at most `length` items, if it must be.
    fn list<'i>(
        &mut self,
        of: Of,
        list: List,
        length: usize,
        items: impl FnOnce() -> Vec<Item<'i>>,
    ) {
        let kept = self.earlier.parts(&page_of(self.edition, of), list);
        let rule = Rule {
            size: self.edition.config.page_size,
            kept: &kept,
            collation: &self.edition.collation,
            words: called::words(&self.edition.config),
        };
        if rule.concerns(length)
            && let Some(parts) = rule.split(&items())
        {
            self.splits.insert((of, list), parts);
        }
    }
}

/// Entries of one kind.
fn folder(edition: &Edition, kind: Kind) -> Vec<Piece> {
    let names = edition.config.kinds.names(kind);
    vec![Piece::Sort {
        slug: names.folder.clone(),
        title: called::plural(&edition.config, kind),
    }]
}

/// Where words with links stand: notes by the date of their transcript, entries and pages by their titles.
fn linking(edition: &Edition, from: Where) -> Item<'_> {
    let pages = || {
        vec![Piece::Sort {
            slug: "pages".to_owned(),
            title: called::words(&edition.config).pages(),
        }]
    };
    match from {
        Where::Annotation(t, _) => Item::transcript(edition, t),
        Where::Entry(e) => Item::entry(edition, e, pages()),
        Where::Page(p) => {
            let page = &edition.pages[p];
            Item::new(pages(), &page.title, &page.identity.id)
        }
    }
}

/// The ends of former addresses of a list's parts that it has no page for (or for which it has one
/// elsewhere, if the page itself is `moved`), each with the name and the title of the page that it leads to.
pub(super) fn gone(
    edition: &Edition,
    splits: &Splits,
    (of, list): (Of, List),
    kept: &BTreeSet<String>,
    moved: bool,
) -> Vec<(String, String, Option<String>)> {
    let parts = splits.get(&(of, list));
    let name = page_of(edition, of);
    let page = list.page(&name);
    let all = parts.into_iter().flat_map(|parts| &parts.all);
    let made: BTreeSet<&str> = all.map(|part| part.slug.as_str()).collect();
    kept.iter()
        .filter(|slug| moved || !made.contains(slug.as_str()))
        .map(|slug| match parts.and_then(|parts| parts.nearest(slug)) {
            Some(part) => {
                let to = format!("{page}/{}", part.slug);
                (slug.clone(), to, Some(part.title.clone()))
            }
            None => (slug.clone(), name.clone(), None),
        })
        .collect()
}

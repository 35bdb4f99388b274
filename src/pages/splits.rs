//! Which lists of the site are split, and into which parts; and where former parts lead.
//!
//! A list is split if it has more items than `page_size`, or if an earlier build made parts of it: what those were called is read from the
//! record of the output folder, whose routes are given here. So the same content over the same output gives the same parts.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    called,
    division::Rule,
    earlier::Earlier,
    index_lines,
    lists::{List, Of, page_of},
    parts::Parts,
    paths::{Item, Piece},
    timeline_items, together,
};
use crate::{
    archive::{EntryIndex, IndexVec, Kind, TranscriptIndex},
    reader::{Backlink, EntryRows, Head, Listed, Thing, Where, Whole},
    text::Words,
};

/// The lists that are split.
pub type Splits = BTreeMap<(Of, List), Parts>;

/// Finds all lists of the site that are split, and how.
pub(super) fn find(whole: Whole<'_>, earlier: &Earlier<'_>) -> Splits {
    let transcripts = Transcripts::new(whole);
    let mut finder = Finder::new(whole, earlier, &transcripts);
    if whole.config().page_size > 0 {
        finder.find();
    }
    finder.splits
}

/// Finds those of the lists of some things.
pub(super) fn find_of(whole: Whole<'_>, things: &BTreeSet<Thing>, earlier: &Earlier<'_>) -> Splits {
    let transcripts = Transcripts::new(whole);
    let mut finder = Finder::new(whole, earlier, &transcripts);
    if whole.config().page_size > 0 {
        for &thing in things {
            if let Thing::Entry(e) = thing {
                finder.entry(e);
            }
            finder.links(thing, whole.backlinks_of(thing));
        }
    }
    finder.splits
}

/// Transcripts as items, each made once: they stand in very many lists.
struct Transcripts<'a> {
    items: IndexVec<TranscriptIndex, OnceCell<Item<'a>>>,
    words: &'a Words,
}

impl<'a> Transcripts<'a> {
    fn new(whole: Whole<'a>) -> Self {
        let transcripts = whole.lists.transcripts();
        Self {
            items: transcripts.map(|_| OnceCell::new()).collect(),
            words: called::words(whole.config()),
        }
    }

    fn item(&self, head: Head<'a>) -> &Item<'a> {
        self.items[head.index()].get_or_init(|| Item::transcript(head, self.words))
    }
}

struct Finder<'a, 'f> {
    whole: Whole<'a>,
    earlier: &'f Earlier<'f>,
    transcripts: &'f Transcripts<'a>,
    splits: Splits,
}

impl<'a, 'f> Finder<'a, 'f> {
    fn new(whole: Whole<'a>, earlier: &'f Earlier<'f>, transcripts: &'f Transcripts<'a>) -> Self {
        Self {
            whole,
            earlier,
            transcripts,
            splits: Splits::new(),
        }
    }

    fn find(&mut self) {
        let whole = self.whole;
        if !whole.config().omit.timeline {
            self.list(Of::Timeline, List::Main, usize::MAX, || {
                timeline_items::ways(whole)
            });
        }
        let kinds = whole.config().kinds.iter().map(|(kind, _)| kind);
        for listed in std::iter::once(Listed::Transcripts).chain(kinds.map(Listed::Entries)) {
            let count = listed.count(whole);
            self.list(Of::Index(listed), List::Main, count, || {
                index_lines::ways(whole, listed)
            });
        }
        for (e, _) in whole.lists.entries() {
            self.entry(e);
        }
        for (thing, backlinks) in whole.backlinks() {
            self.links(thing, backlinks);
        }
    }

    fn links(&mut self, thing: Thing, backlinks: &[Backlink]) {
        let whole = self.whole;
        // The home page does not say who links to it.
        if matches!(thing, Thing::Page(p) if whole.lists.page(p).identity.id == "home") {
            return;
        }
        self.list(Of::Thing(thing), List::Links, backlinks.len(), || {
            let ways = backlinks.iter().map(|link| linking(whole, link.from));
            ways.collect()
        });
        if let Some(parts) = self.splits.get_mut(&(Of::Thing(thing), List::Links)) {
            // Several notes on a transcript are shown as one page that links here.
            let is_first = |item: u32| {
                let page = |item: u32| backlinks[item as usize].from.page();
                item == 0 || page(item) != page(item - 1)
            };
            parts.count_only(is_first);
        }
    }

    fn entry(&mut self, e: EntryIndex) {
        let (whole, known) = (self.whole, self.transcripts);
        let (rows, of) = (whole.rows(e), Of::Thing(Thing::Entry(e)));
        let lengths = rows.lengths();
        self.list_of_transcripts(of, List::Main, lengths.passages, || {
            let all = rows.passages().into_iter();
            all.map(|row| known.item(row.head())).collect()
        });
        if let Some(parts) = self.splits.get_mut(&(of, List::Main)) {
            // What is on a whole transcript is no passage.
            let rows = rows.passages();
            parts.count_only(|item| rows[item as usize].paragraph().is_some());
        }
        self.list_of_transcripts(of, List::Said, lengths.said, || {
            let all = rows.said().into_iter();
            all.map(|row| known.item(row.head())).collect()
        });
        self.list_of_transcripts(of, List::Transcripts, lengths.transcripts, || {
            let all = rows.transcripts().into_iter();
            all.map(|head| known.item(head)).collect()
        });
        self.list_of_transcripts(of, List::Spoken, lengths.spoken, || {
            let all = rows.spoken().into_iter();
            all.map(|(head, _)| known.item(head)).collect()
        });
        self.list_of_transcripts(of, List::Mentions, lengths.mentions, || {
            let all = rows.mentions().into_iter();
            all.map(|mention| known.item(mention.head())).collect()
        });
        // Going through what occurs together takes long, and it cannot be more than there are entries.
        self.list(of, List::Together, most_together(whole, rows), || {
            let all = together::flat(whole.together(e)).into_iter();
            all.map(|(kind, other, _)| Item::entry(whole.lists.entry(other), folder(whole, kind)))
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
        self.split((of, list), length, |rule| {
            let items = items();
            rule.split(&items.iter().collect::<Vec<_>>())
        });
    }

    /// As [`list`](Self::list), of items that are transcripts, or stand in them.
    fn list_of_transcripts(
        &mut self,
        of: Of,
        list: List,
        length: usize,
        items: impl FnOnce() -> Vec<&'f Item<'a>>,
    ) {
        self.split((of, list), length, |rule| rule.split(&items()));
    }

    fn split(
        &mut self,
        (of, list): (Of, List),
        length: usize,
        split: impl FnOnce(&Rule<'_>) -> Option<Parts>,
    ) {
        if length == 0 {
            return;
        }
        let kept = self.earlier.parts(&page_of(self.whole, of), list);
        let rule = Rule {
            size: self.whole.config().page_size,
            kept: &kept,
            collation: self.whole.lists.collation(),
            words: called::words(self.whole.config()),
        };
        if rule.concerns(length)
            && let Some(parts) = split(&rule)
        {
            self.splits.insert((of, list), parts);
        }
    }
}

/// How many entries one can occur with at most; exact only where it could be too many for a page.
fn most_together(whole: Whole<'_>, rows: EntryRows<'_>) -> usize {
    let (size, count) = (whole.config().page_size, whole.lists.entry_count());
    let passages = rows.lengths().passages;
    if passages == 0 || count <= size {
        return count.min(passages * size);
    }
    let mut most = 0;
    for row in rows.passages() {
        let annotations = row.annotations().into_iter();
        most += annotations
            .map(|a| row.links_of(a).entries.len())
            .sum::<usize>();
        if most > size {
            break;
        }
    }
    most.min(count)
}

/// Entries of one kind.
fn folder(whole: Whole<'_>, kind: Kind) -> Vec<Piece> {
    let names = whole.config().kinds.names(kind);
    vec![Piece::Sort {
        slug: names.folder.clone(),
        title: called::plural(whole.config(), kind),
    }]
}

/// Where words with links stand: notes by the date of their transcript, entries and pages by their titles.
fn linking(whole: Whole<'_>, from: Where) -> Item<'_> {
    let pages = || {
        vec![Piece::Sort {
            slug: "pages".to_owned(),
            title: called::words(whole.config()).pages(),
        }]
    };
    match from {
        Where::Annotation(t, _) => {
            Item::transcript(whole.lists.head(t), called::words(whole.config()))
        }
        Where::Entry(e) => Item::entry(whole.lists.entry(e), pages()),
        Where::Page(p) => {
            let page = whole.lists.page(p);
            Item::new(pages(), &page.title, &page.identity.id)
        }
    }
}

/// The ends of former addresses of a list's parts that it has no page for (or for which it has one
/// elsewhere, if the page itself is `moved`), each with the name and the title of the page that it leads to.
pub(super) fn gone(
    whole: Whole<'_>,
    splits: &Splits,
    (of, list): (Of, List),
    kept: &BTreeSet<String>,
    moved: bool,
) -> Vec<(String, String, Option<String>)> {
    let parts = splits.get(&(of, list));
    let name = page_of(whole, of);
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

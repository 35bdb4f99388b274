//! Notes by who wrote them, so that a reader may put some away.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::view::{NoteView, SeriesView};

/// How many series are told apart: style sheets name each.
const MOST: usize = 6;

/// The series of a page.
#[derive(Debug, Default)]
pub(super) struct Series {
    /// Most notes first; empty where all are one editor's.
    pub(super) all: Vec<SeriesView>,
    /// The place in them of each name.
    places: BTreeMap<String, usize>,
}

impl Series {
    /// Of the notes of a page, in order: who signed each.
    pub(super) fn of<'n>(signed: impl Iterator<Item = Option<&'n str>>) -> Self {
        let mut counts: BTreeMap<&str, (usize, Reverse<usize>)> = BTreeMap::new();
        let mut unsigned = false;
        for (i, name) in signed.enumerate() {
            match name {
                Some(name) => counts.entry(name).or_insert((0, Reverse(i))).0 += 1,
                None => unsigned = true,
            }
        }
        if counts.len() + usize::from(unsigned) < 2 {
            return Self::default();
        }
        let mut names: Vec<(&str, (usize, Reverse<usize>))> = counts.into_iter().collect();
        names.sort_by_key(|(_, count)| Reverse(*count));
        let own = if names.len() > MOST {
            MOST - 1
        } else {
            names.len()
        };
        let view = |place: usize, name: Option<&str>, count: usize| SeriesView {
            key: format!("e{}", place + 1),
            name: name.map(str::to_owned),
            count,
        };
        let mut all: Vec<SeriesView> = names[..own]
            .iter()
            .enumerate()
            .map(|(place, (name, (count, _)))| view(place, Some(name), *count))
            .collect();
        if own < names.len() {
            let count = names[own..].iter().map(|(_, (count, _))| count).sum();
            all.push(view(own, None, count));
        }
        let places = names
            .into_iter()
            .enumerate()
            .map(|(place, (name, _))| (name.to_owned(), place.min(own)))
            .collect();
        Self { all, places }
    }

    /// The key of the series of somebody's notes, if the notes of the page are not all of one.
    pub(super) fn key(&self, name: &str) -> Option<&str> {
        let place = self.places.get(name)?;
        self.all.get(*place).map(|series| &*series.key)
    }

    /// Says of each note in which series it is. Notes that nobody signed are in none, and are always shown.
    pub(super) fn tell<'n>(&self, notes: impl Iterator<Item = &'n mut NoteView>) {
        for note in notes {
            let name = note.by.as_ref().map(|by| &*by.name);
            note.series = name.and_then(|name| self.key(name)).map(str::to_owned);
        }
    }
}

/// Puts each note into its series.
pub(super) fn of(notes: &mut [NoteView]) -> Vec<SeriesView> {
    let names = notes.iter().map(|n| n.by.as_ref().map(|by| &*by.name));
    let series = Series::of(names);
    series.tell(notes.iter_mut());
    series.all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::EditorView;

    fn notes(names: &[&str]) -> Vec<NoteView> {
        let note = |name: &&str| NoteView {
            by: (!name.is_empty()).then(|| EditorView {
                name: (*name).to_owned(),
                machine: false,
            }),
            ..NoteView::default()
        };
        names.iter().map(note).collect()
    }

    fn keys(notes: &[NoteView]) -> String {
        let keys = notes.iter().map(|n| n.series.as_deref().unwrap_or("-"));
        keys.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn each_editor_has_a_series_and_those_with_least_share_one() {
        let mut some = notes(&["Ann", "Bob", "Bob", ""]);
        let series = of(&mut some);
        assert_eq!(keys(&some), "e2 e1 e1 -");
        assert_eq!(series[0].name.as_deref(), Some("Bob"));
        assert_eq!((series[0].count, series[1].count), (2, 1));
        let mut alone = notes(&["Ann", "Ann"]);
        assert_eq!(of(&mut alone), []);
        assert_eq!(keys(&alone), "- -");
        let mut many = notes(&["a", "b", "c", "d", "e", "f", "g", "g"]);
        let series = of(&mut many);
        assert_eq!(keys(&many), "e2 e3 e4 e5 e6 e6 e1 e1");
        assert_eq!((series.len(), series[5].count), (6, 2));
        assert_eq!(series[5].name, None);
    }
}

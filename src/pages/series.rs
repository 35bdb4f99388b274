//! Notes by who wrote them, so that a reader may put some away.

use std::{cmp::Reverse, collections::BTreeMap};

use crate::view::{NoteView, SeriesView};

/// How many series are told apart: style sheets name each.
const MOST: usize = 6;

/// Puts each note into its series. Notes that nobody signed are in none, and are always shown.
pub(super) fn of(notes: &mut [NoteView]) -> Vec<SeriesView> {
    let mut counts: BTreeMap<&str, (usize, Reverse<usize>)> = BTreeMap::new();
    for (i, note) in notes.iter().enumerate() {
        if let Some(by) = &note.by {
            counts.entry(&by.name).or_insert((0, Reverse(i))).0 += 1;
        }
    }
    let unsigned = notes.iter().any(|n| n.by.is_none());
    if counts.len() + usize::from(unsigned) < 2 {
        return Vec::new();
    }
    let mut names: Vec<(&str, (usize, Reverse<usize>))> = counts.into_iter().collect();
    names.sort_by_key(|(_, count)| Reverse(*count));
    let own = if names.len() > MOST {
        MOST - 1
    } else {
        names.len()
    };
    let key = |place: usize| format!("e{}", place + 1);
    let mut series: Vec<SeriesView> = names[..own]
        .iter()
        .enumerate()
        .map(|(place, (name, (count, _)))| SeriesView {
            key: key(place),
            name: Some((*name).to_owned()),
            count: *count,
        })
        .collect();
    if own < names.len() {
        series.push(SeriesView {
            key: key(own),
            name: None,
            count: names[own..].iter().map(|(_, (count, _))| count).sum(),
        });
    }
    let keys: BTreeMap<String, usize> = names
        .into_iter()
        .enumerate()
        .map(|(place, (name, _))| (name.to_owned(), place.min(own)))
        .collect();
    for note in notes.iter_mut() {
        let place = note.by.as_ref().and_then(|by| keys.get(&by.name));
        note.series = place.map(|&place| key(place));
    }
    series
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

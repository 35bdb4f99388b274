//! What the notes of a transcript have in common is said once, above them.

use std::collections::{BTreeMap, BTreeSet};

use super::{called, context::PageContext};
use crate::view::{DateView, EditorView, NoteKindView, NoteView, UsualView};

/// Takes from notes what is the same for all of them.
///
/// A note without a name says nothing of who wrote it. Were the usual name said of all that are not signed otherwise, it would be given to that note, too: so there
/// is a usual name only where every note has one, and so with dates.
pub(super) fn of(notes: &mut [NoteView]) -> UsualView {
    let mut usual = UsualView::default();
    if let Some((by, checked)) = most(notes, |n| {
        Some((name(&n.by)?, name(&n.checked).unwrap_or_default()))
    }) {
        for note in notes.iter_mut() {
            note.signed = name(&note.by).as_deref() != Some(&by)
                || name(&note.checked).unwrap_or_default() != checked;
            usual.others |= note.signed;
            if !note.signed && usual.by.is_none() {
                usual.by.clone_from(&note.by);
                usual.checked.clone_from(&note.checked);
            }
        }
    }
    if let Some(date) = most(notes, |n| edtf(n.written.as_ref())) {
        for note in notes.iter_mut() {
            note.dated = edtf(note.written.as_ref()).as_deref() != Some(&date);
            usual.others |= note.dated;
            if !note.dated && usual.written.is_none() {
                usual.written.clone_from(&note.written);
            }
        }
    }
    if let [first, others @ ..] = &*notes
        && !others.is_empty()
    {
        let hrefs = |n: &NoteView| -> BTreeSet<String> {
            n.links
                .iter()
                .filter_map(|link| link.href.clone())
                .collect()
        };
        let mut of_all = hrefs(first);
        for note in others {
            if of_all.is_empty() {
                break;
            }
            let own = hrefs(note);
            of_all.retain(|href| own.contains(href));
        }
        let in_all = |href: &Option<String>| href.as_ref().is_some_and(|h| of_all.contains(h));
        usual.tags = first
            .links
            .iter()
            .filter(|l| in_all(&l.href))
            .cloned()
            .collect();
        for note in notes.iter_mut() {
            let is_of_all =
                |href: &Option<String>| href.as_ref().is_some_and(|h| of_all.contains(h));
            note.tags.retain(|tag| !is_of_all(&tag.href));
        }
    }
    usual
}

/// The value that most notes have, the first of those that as many have; none if a note has none, or there is one note.
fn most<K: Ord + Clone>(notes: &[NoteView], key: impl Fn(&NoteView) -> Option<K>) -> Option<K> {
    if notes.len() < 2 {
        return None;
    }
    let mut counts: BTreeMap<K, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
    for (i, note) in notes.iter().enumerate() {
        counts
            .entry(key(note)?)
            .or_insert((0, std::cmp::Reverse(i)))
            .0 += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(key, _)| key)
}

fn name(editor: &Option<EditorView>) -> Option<String> {
    editor.as_ref().map(|e| e.name.clone())
}

fn edtf(date: Option<&DateView>) -> Option<String> {
    date.map(|d| d.edtf.clone())
}

/// The kinds of a transcript's notes, in the order in which they are first met.
pub(super) fn kinds(context: &PageContext<'_>, notes: &[NoteView]) -> Vec<NoteKindView> {
    let mut kinds: Vec<NoteKindView> = Vec::new();
    for note in notes {
        if let Some(kind) = kinds.iter_mut().find(|k| k.kind == note.kind) {
            kind.count += 1;
        } else {
            kinds.push(NoteKindView {
                count: 1,
                title: called::note_kind(context.reader.config(), &note.kind),
                kind: note.kind.clone(),
            });
        }
    }
    kinds
}

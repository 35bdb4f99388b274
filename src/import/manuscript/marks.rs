//! Times and pages in the words: `[00:12:31]`, `[p. 9]`. What is one, `load` says; here they are taken out, and all else moves with the words.

use super::para::{Anchor, Para};
use crate::load::speech::marks_taken;

/// A tidy paragraph without the marks in it, which are anchored where they stood; and what they said.
pub(super) fn taken(para: Para) -> (Para, Vec<String>) {
    if !para.text.contains('[') {
        return (para, Vec::new());
    }
    let (text, marks) = marks_taken(&para.text);
    let Some(places) = places(
        &para.text,
        &text,
        marks.iter().map(|m| (m.at as usize, m.text.as_str())),
    )
    .filter(|_| !marks.is_empty() && !text.trim().is_empty()) else {
        return (para, Vec::new());
    };
    let place = |at: usize| places.get(at).copied().unwrap_or(text.len());
    let mut without = Para {
        kind: para.kind,
        place: para.place.clone(),
        ..Para::default()
    };
    for (range, look) in &para.looks {
        let words = text.get(place(range.start)..place(range.end));
        without.push(words.unwrap_or_default(), *look);
    }
    if without.text != text {
        return (para, Vec::new());
    }
    let printed = marks.iter().map(|mark| mark.text.clone()).collect();
    let mut anchors: Vec<(usize, Anchor)> = para
        .anchors
        .iter()
        .map(|(at, a)| (place(*at), a.clone()))
        .collect();
    anchors.extend(
        marks
            .into_iter()
            .map(|mark| (mark.at as usize, Anchor::Mark(mark))),
    );
    anchors.sort_by_key(|(at, _)| *at);
    without.anchors = anchors;
    (without, printed)
}

/// Where each byte of a text stands in the same without marks; nothing, if that is not the same.
fn places<'m>(
    text: &str,
    without: &str,
    marks: impl Iterator<Item = (usize, &'m str)>,
) -> Option<Vec<usize>> {
    let mut places = Vec::with_capacity(text.len() + 1);
    let mut marks = marks.peekable();
    let mut rest = without;
    let mut at = 0;
    while at < text.len() {
        let here = without.len() - rest.len();
        let ahead = text.get(at..)?;
        let inside = ahead.trim_start().strip_prefix('[');
        let is_mark = |(place, mark): &(usize, &str)| {
            let inside = inside.and_then(|inside| inside.trim_start().strip_prefix(mark));
            *place <= here + 1 && inside.is_some_and(|behind| behind.trim_start().starts_with(']'))
        };
        let next = ahead.chars().next()?;
        if ahead.starts_with('[') && marks.next_if(is_mark).is_some() {
            let length = ahead.find(']')? + 1;
            places.extend(std::iter::repeat_n(here, length));
            at += length;
            continue;
        }
        places.extend(std::iter::repeat_n(here, next.len_utf8()));
        at += next.len_utf8();
        match rest.strip_prefix(next) {
            Some(behind) => rest = behind,
            // The blank that a mark brought.
            None if next.is_whitespace() => {}
            None => return None,
        }
    }
    places.push(without.len());
    (rest.is_empty() && marks.next().is_none()).then_some(places)
}

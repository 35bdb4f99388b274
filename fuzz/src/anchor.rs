//! Quotes looked for in a text.
//!
//! The first line says what is looked for: words, words before, words after, which hit, which paragraphs (`2-3`), with `|` between.
//! Each line after it is a paragraph.

use std::ops::{Range, RangeInclusive};

use postil::anchor::{Miss, Near, PassageMiss, PassageQuote, PlainText, Quote, find, find_passage};
use postil::archive::{ListIndex, ParagraphId, ParagraphIndex};
use postil::text::fold;
use unicode_segmentation::UnicodeSegmentation;

use crate::places;

pub fn read(input: &str) {
    let (line, text) = input.split_once('\n').unwrap_or((input, ""));
    let mut start = 0;
    let paragraphs: Vec<(ParagraphId, Range<u32>)> = text
        .split('\n')
        .zip(0..)
        .map(|(paragraph, number)| {
            let range = start..start + paragraph.len() as u32;
            start = range.end + 1;
            (ParagraphId::counted(ParagraphIndex::at(number)), range)
        })
        .collect();
    let plain = PlainText::new(text, &paragraphs);
    let mut parts = line.split('|');
    let words = parts.next().unwrap_or_default();
    let mut context = || parts.next().filter(|part| !part.is_empty());
    let (before, after, nth, within) = (context(), context(), context(), context());
    let quote = Quote {
        words,
        before,
        after,
        nth: nth.and_then(|nth| nth.parse().ok()),
        within: within.and_then(numbers),
    };
    match find(&plain, &quote) {
        Ok(found) => {
            stands(text, &found.range);
            assert_eq!(
                fold(&text[found.range]).trim(),
                fold(words.trim()).trim(),
                "{input:?}"
            );
        }
        Err(miss) => explained(text, &miss),
    }
    passage(&plain, &quote);
    finds_its_own(&plain, words.len());
}

fn numbers(written: &str) -> Option<RangeInclusive<ParagraphId>> {
    let (first, last) = written.split_once('-').unwrap_or((written, written));
    let id = |number: &str| format!("p{number}").parse().ok();
    Some(id(first)?..=id(last)?)
}

/// Begins and ends between graphemes.
fn stands(text: &str, range: &Range<usize>) {
    places::holds(text, range.clone());
    let mut borders = text
        .grapheme_indices(true)
        .map(|(i, _)| i)
        .chain([text.len()]);
    assert!(
        range.start < range.end && borders.any(|b| b == range.start),
        "{range:?} of {text:?}"
    );
    assert!(
        range.end == text.len() || borders.any(|b| b == range.end),
        "{range:?} of {text:?}"
    );
}

fn passage(plain: &PlainText<'_>, quote: &Quote<'_>) {
    let passage = PassageQuote {
        from: quote.words,
        to: quote.after.unwrap_or(quote.words),
        before: quote.before,
        nth: quote.nth,
        within: quote.within.clone(),
    };
    match find_passage(plain, &passage) {
        Ok(found) => stands(plain.text, &found.range),
        Err(PassageMiss::From(miss)) => explained(plain.text, &miss),
        Err(PassageMiss::To {
            from, before, near, ..
        }) => {
            stands(plain.text, &from);
            before.iter().for_each(|range| stands(plain.text, range));
            near_ones(plain.text, near.as_deref());
        }
    }
}

fn explained(text: &str, miss: &Miss) {
    match miss {
        Miss::Empty => {}
        Miss::Absent {
            elsewhere,
            other_context,
            near,
            ..
        } => {
            elsewhere
                .iter()
                .chain(other_context)
                .for_each(|range| stands(text, range));
            near_ones(text, near.as_deref());
        }
        Miss::Ambiguous { candidates, count } => {
            assert!(*count > 1);
            candidates
                .iter()
                .for_each(|candidate| stands(text, &candidate.range));
        }
        Miss::TooFew { candidates, .. } => {
            candidates
                .iter()
                .for_each(|candidate| stands(text, &candidate.range));
        }
    }
}

fn near_ones(text: &str, near: Option<&[Near]>) {
    for near in near.unwrap_or_default() {
        places::holds(text, near.range.clone());
    }
}

/// Words of the text between graphemes are found in it, there or in other places, too.
fn finds_its_own(plain: &PlainText<'_>, seed: usize) {
    let borders: Vec<usize> = plain.text.grapheme_indices(true).map(|(i, _)| i).collect();
    if borders.len() < 2 {
        return;
    }
    let at = seed * 7 % (borders.len() - 1);
    let range = borders[at]..borders[(at + 1 + seed % 9).min(borders.len() - 1)];
    let words = plain.text[range.clone()].trim();
    if words.len() != range.len() || !words.chars().all(|c| c.is_alphanumeric() || c == ' ') {
        return;
    }
    let quote = Quote {
        words,
        before: None,
        after: None,
        nth: None,
        within: None,
    };
    match find(plain, &quote) {
        Ok(found) => assert_eq!(found.range, range, "{:?}", plain.text),
        Err(Miss::Ambiguous { .. }) => {}
        // A letter of no breadth is nothing to look for.
        Err(Miss::Empty) => assert!(fold(words).trim().is_empty()),
        Err(miss) => panic!("{words:?} is not found in {:?}: {miss:?}", plain.text),
    }
}

//! Words folded, told apart, put in order and cut at sentences.

use std::sync::OnceLock;

use postil::text::{
    Collation, Folded, Suggestions, count_words, first_words, fold, nearest, sentence_range, slug,
};
use unicode_segmentation::UnicodeSegmentation;

pub fn read(text: &str) {
    let folded = Folded::new(text);
    assert_eq!(fold(text), folded.as_str());
    ways_back(text, &folded);
    words(text);
    sentences(text);
}

/// What maps back maps to borders of graphemes, and to words that fold to the same.
fn ways_back(text: &str, folded: &Folded) {
    let borders: Vec<usize> = text
        .grapheme_indices(true)
        .map(|(i, _)| i)
        .chain([text.len()])
        .collect();
    let words = folded.as_str();
    let places: Vec<usize> = words
        .char_indices()
        .map(|(i, _)| i)
        .chain([words.len()])
        .collect();
    let mut last = 0;
    for at in text.char_indices().map(|(i, _)| i) {
        let place = folded.place(at);
        assert!(
            place >= last && words.get(place..).is_some(),
            "{at} of {text:?}"
        );
        last = place;
    }
    for (i, &start) in places.iter().enumerate().take(60) {
        for &end in places[i + 1..].iter().take(6) {
            if let Some((range, _)) = folded.whole(start..end) {
                assert!(
                    borders.binary_search(&range.start).is_ok()
                        && borders.binary_search(&range.end).is_ok(),
                    "{range:?} of {text:?}"
                );
            }
            let Some(range) = folded.original(start..end) else {
                continue;
            };
            assert!(
                borders.binary_search(&range.start).is_ok()
                    && borders.binary_search(&range.end).is_ok(),
                "{range:?} of {text:?}"
            );
            assert_eq!(
                fold(&text[range]).trim(),
                words[start..end].trim(),
                "{text:?}"
            );
        }
    }
}

fn words(text: &str) {
    static ORDER: OnceLock<Collation> = OnceLock::new();
    let order = ORDER.get_or_init(|| Collation::new("en"));
    let candidates: Vec<&str> = text.lines().take(20).collect();
    let suggestions = Suggestions::new(candidates.iter().copied());
    for word in &candidates {
        let found = suggestions.of(word);
        assert_eq!(found, nearest(word, candidates.iter().copied()));
        assert!(found.is_none_or(|found| candidates.contains(&found)));
        let slug = slug(word);
        assert!(
            slug.bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        );
        assert!(!slug.starts_with('-') && !slug.ends_with('-'), "{slug:?}");
        order.key(word);
        order.heading(word);
        assert!(word.starts_with(first_words(word, 3)));
        assert!(count_words(word, 10) <= 10);
    }
}

/// The sentence of a word holds it, and stays in its paragraph.
fn sentences(text: &str) {
    let mut start = 0;
    for paragraph in text.split_inclusive('\n').take(4) {
        let words = paragraph.trim_end_matches('\n');
        let whole = start..start + words.len();
        for (at, word) in words.unicode_word_indices().take(6) {
            let hit = start + at..start + at + word.len();
            let found = sentence_range(text, whole.clone(), hit.clone());
            assert!(text.get(found.clone()).is_some(), "{text:?}");
            assert!(
                whole.start <= found.start && found.start <= hit.start,
                "{text:?}"
            );
            assert!(hit.end <= found.end && found.end <= whole.end, "{text:?}");
        }
        start += paragraph.len();
    }
}

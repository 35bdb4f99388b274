//! Words in their sentence.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Ends of "sentences" that are none: a full stop after these is an abbreviation's.
const ABBREVIATIONS: &[&str] = &[
    "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "No.", "Nos.", "Gen.", "Sen.", "Rep.", "Amb.",
    "Hon.", "Messrs.", "Mme.", "vs.", "v.", "para.", "paras.", "art.", "Art.", "e.g.", "i.e.",
    "cf.", "etc.", "p.", "pp.", "vol.", "approx.", "ca.", "c.",
];

/// `hit` widened to the sentences that hold its ends (UAX #29, section 5), within `paragraph`; all are bytes of `text`.
pub fn sentence_range(text: &str, paragraph: Range<usize>, hit: Range<usize>) -> Range<usize> {
    let words = &text[paragraph.clone()];
    let mut borders: Vec<usize> = vec![0];
    for (at, sentence) in words.split_sentence_bound_indices() {
        let end = at + sentence.len();
        if end == words.len() || !ends_in_abbreviation(sentence.trim_end()) {
            borders.push(end);
        }
    }
    let start = hit.start.saturating_sub(paragraph.start).min(words.len());
    let end = hit
        .end
        .saturating_sub(paragraph.start)
        .clamp(start, words.len());
    let first = borders
        .iter()
        .rev()
        .find(|&&b| b <= start)
        .copied()
        .unwrap_or(0);
    let last = borders
        .iter()
        .find(|&&b| b >= end && b > first)
        .copied()
        .unwrap_or(words.len());
    let last = first + words[first..last].trim_end().len();
    paragraph.start + first..paragraph.start + last.max(end)
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let last = sentence
        .split_whitespace()
        .next_back()
        .unwrap_or_default()
        .trim_start_matches(['(', '[', '“', '"', '‘']);
    let initial = last.len() == 2
        && last.ends_with('.')
        && last.starts_with(|c: char| c.is_ascii_uppercase());
    initial || ABBREVIATIONS.contains(&last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hit_is_shown_in_its_sentences() {
        let text = "One. Mr. Vice Prime Minister said two. Three!\nFour.";
        let sentence = |hit: &str| {
            let at = text.find(hit).expect("there");
            &text[sentence_range(text, 0..45, at..at + hit.len())]
        };
        assert_eq!(sentence("Prime"), "Mr. Vice Prime Minister said two.");
        assert_eq!(
            sentence("two. Three"),
            "Mr. Vice Prime Minister said two. Three!"
        );
        assert_eq!(sentence("One."), "One.");
    }

    proptest::proptest! {
        #[test]
        fn the_hit_is_always_inside(text in "\\PC{0,40}", a in 0usize..60, b in 0usize..60) {
            let a = text.floor_char_boundary(a.min(text.len()));
            let b = text.floor_char_boundary(b.min(text.len()));
            let hit = a.min(b)..a.max(b);
            let range = sentence_range(&text, 0..text.len(), hit.clone());
            proptest::prop_assert!(range.start <= hit.start && hit.end <= range.end);
            proptest::prop_assert!(text.get(range).is_some());
        }
    }
}

//! Words in their sentence.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// Ends of "sentences" that are none: a full stop after these is an abbreviation's.
const ABBREVIATIONS: &[&str] = &[
    "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "St.", "No.", "Nos.", "Gen.", "Sen.", "Rep.", "Amb.",
    "Hon.", "Messrs.", "Mme.", "vs.", "v.", "para.", "paras.", "art.", "Art.", "e.g.", "i.e.",
    "cf.", "etc.", "p.", "pp.", "vol.", "approx.", "ca.", "c.",
];

/// How far before a hit its sentence may begin, in bytes: what is longer is cut at a word, so that text without full stops is not gone
/// through for each of its passages.
const FAR_BEFORE: usize = 1600;

/// How far behind a hit its sentence may end, in bytes.
const FAR_AFTER: usize = 4000;

/// `hit` widened to the sentences that hold its ends (UAX #29, section 5), within `paragraph`; all are bytes of `text`.
pub fn sentence_range(text: &str, paragraph: Range<usize>, hit: Range<usize>) -> Range<usize> {
    let words = &text[paragraph.clone()];
    let start = hit.start.saturating_sub(paragraph.start).min(words.len());
    let end = hit
        .end
        .saturating_sub(paragraph.start)
        .clamp(start, words.len());
    let from = beginning(words, start);
    let until = words.ceil_char_boundary((end + FAR_AFTER).min(words.len()));
    let mut first = from;
    let mut last = match until < words.len() {
        true => words[end..until]
            .rfind(char::is_whitespace)
            .map_or(until, |blank| end + blank),
        false => until,
    };
    for (at, sentence) in words[from..until].split_sentence_bound_indices() {
        let border = from + at + sentence.len();
        if border == until && until < words.len() {
            break;
        }
        if border < words.len() && ends_in_abbreviation(sentence.trim_end()) {
            continue;
        }
        if border <= start {
            first = border;
        } else if border >= end {
            last = border;
            break;
        }
    }
    let last = first + words[first..last].trim_end().len();
    paragraph.start + first..paragraph.start + last.max(end)
}

/// A place before `at` from which sentences can be told: a border that is sure, else the beginning, or a word that is far enough away.
fn beginning(words: &str, at: usize) -> usize {
    let far = words.floor_char_boundary(at.saturating_sub(FAR_BEFORE));
    let blank = || {
        words[far..at]
            .char_indices()
            .find(|(_, c)| c.is_whitespace())
    };
    match sure_border(words, at, far) {
        Some(border) => border,
        None if far == 0 => 0,
        None => blank().map_or(far, |(i, c)| far + i + c.len_utf8()),
    }
}

/// A border from `far` to `at` that needs no segmentation to be known: a word of small letters, a full stop, question or exclamation
/// mark, a blank, and a capital (rule SB11, to which no other applies there). It spares long paragraphs from being segmented whole for each
/// of their passages.
fn sure_border(words: &str, at: usize, far: usize) -> Option<usize> {
    let bytes = words.as_bytes();
    let mut end = at;
    while let Some(blank) = memchr::memrchr(b' ', &bytes[far..end]).map(|i| far + i) {
        let sentence = &bytes[..blank];
        let stop = matches!(sentence.last(), Some(b'.' | b'?' | b'!'));
        let begins = bytes.get(blank + 1).is_some_and(u8::is_ascii_uppercase);
        if stop && begins && blank < at {
            let word = &sentence[..blank - 1];
            let letters = word
                .iter()
                .rev()
                .take_while(|b| b.is_ascii_lowercase())
                .count();
            let whole = word.len() == letters || word[word.len() - letters - 1] == b' ';
            if letters >= 2 && whole && !ends_in_abbreviation(&words[..blank]) {
                return Some(blank + 1);
            }
        }
        end = blank;
    }
    None
}

fn ends_in_abbreviation(sentence: &str) -> bool {
    let last = sentence
        .rsplit(|c: char| !(c.is_alphanumeric() || c == '.'))
        .next()
        .unwrap_or_default()
        .trim_start_matches('.');
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

    /// The same without the short cut.
    fn naive(words: &str, hit: Range<usize>) -> Range<usize> {
        let mut borders: Vec<usize> = vec![0];
        for (at, sentence) in words.split_sentence_bound_indices() {
            let end = at + sentence.len();
            if end == words.len() || !ends_in_abbreviation(sentence.trim_end()) {
                borders.push(end);
            }
        }
        let first = borders
            .iter()
            .rev()
            .find(|&&b| b <= hit.start)
            .copied()
            .unwrap_or(0);
        let later = |b: &&usize| **b >= hit.end && **b > first;
        let last = borders.iter().find(later).copied().unwrap_or(words.len());
        let last = first + words[first..last].trim_end().len();
        first..last.max(hit.end)
    }

    #[test]
    fn a_sentence_without_an_end_is_cut_at_words() {
        let text = "word ".repeat(10_000);
        let range = sentence_range(&text, 0..text.len(), 25_000..25_004);
        assert!(range.len() < FAR_BEFORE + FAR_AFTER + 10, "{range:?}");
        assert!(text[range.clone()].starts_with("word ") && text[range].ends_with(" word"));
    }

    proptest::proptest! {
        #[test]
        fn the_short_cut_changes_nothing(text in "([a-cA-C]{1,3}|\\. |\\? |! |\\.|Mr\\. |A\\. |\\.\\) | |…|é|。|\"){0,24}", a in 0usize..80, b in 0usize..80) {
            let a = text.floor_char_boundary(a.min(text.len()));
            let b = text.floor_char_boundary(b.min(text.len()));
            let hit = a.min(b)..a.max(b);
            proptest::prop_assert_eq!(sentence_range(&text, 0..text.len(), hit.clone()), naive(&text, hit));
        }

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

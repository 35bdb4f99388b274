//! Words in their sentence.

use std::ops::Range;

use super::sentences::{self, is_letter_without_case};

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
    let mut last = None;
    let mut before = from;
    for border in sentences::ends(&words[from..until]).map(|end| from + end) {
        if border == until && until < words.len() {
            break;
        }
        let sentence = &words[before..border];
        before = border;
        if border < words.len() && ends_in_abbreviation(sentence.trim_end()) {
            continue;
        }
        if border <= start {
            first = border;
        } else if border >= end {
            last = Some(border);
            break;
        }
    }
    let last = last.unwrap_or_else(|| match until < words.len() {
        true => words[end..until]
            .rfind(char::is_whitespace)
            .map_or(until, |blank| end + blank),
        false => until,
    });
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

/// The last border from `far` to `at` that needs no segmentation to be known (rule SB11, to which no other applies there). It spares long
/// paragraphs from being segmented whole for each of their passages.
fn sure_border(words: &str, at: usize, far: usize) -> Option<usize> {
    let mut behind = words[at..].chars().next();
    for (i, sign) in words[far..at].char_indices().rev() {
        let sure = match sign {
            ' ' => behind.is_some_and(|c| c.is_ascii_uppercase()) && ends_surely(words, far + i),
            '。' | '！' | '？' => behind.is_some_and(is_letter_without_case),
            _ => false,
        };
        if sure {
            return Some(far + i + sign.len_utf8());
        }
        behind = Some(sign);
    }
    None
}

/// Whether a word of small letters, and a full stop, question or exclamation mark stand before `at`: a capital behind a blank begins a sentence.
fn ends_surely(words: &str, at: usize) -> bool {
    let Some((b'.' | b'?' | b'!', word)) = words.as_bytes()[..at].split_last() else {
        return false;
    };
    let letters = word.iter().rev();
    let letters = letters.take_while(|b| b.is_ascii_lowercase()).count();
    let whole = word.len() == letters || word[word.len() - letters - 1] == b' ';
    letters >= 2 && whole && !ends_in_abbreviation(&words[..at])
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
    use unicode_segmentation::UnicodeSegmentation;

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

    #[test]
    fn a_sentence_of_han_begins_behind_its_full_stop_however_long_the_paragraph_is() {
        let before = "一二三。".repeat(1_000);
        let text = format!("{before}只有(bottom up)大家。完。");
        let at = text.find("大家").expect("there");
        let range = sentence_range(&text, 0..text.len(), at..at + "大家".len());
        assert_eq!(&text[range], "只有(bottom up)大家。");
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
        fn the_short_cut_changes_nothing(text in "([a-cA-C]{1,3}|\\. |\\? |! |\\.|Mr\\. |A\\. |\\.\\) | |…|é|[。！？]|[一ぁ한]|」|，|\u{301}|\u{ad}|\"){0,24}", a in 0usize..80, b in 0usize..80) {
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

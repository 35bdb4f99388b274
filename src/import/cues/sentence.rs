//! Where sentences end.

use unicode_segmentation::UnicodeSegmentation;

/// What ends in a full stop and ends no sentence.
const SHORT: &[&str] = &[
    "Adm", "Capt", "Col", "Dr", "Fr", "Gen", "Gov", "Hon", "Jr", "Lt", "Maj", "Messrs", "Mgr",
    "Mr", "Mrs", "Ms", "Mt", "No", "Nos", "Pres", "Prof", "Rep", "Rev", "Sen", "Sgt", "Sr", "St",
    "al", "ca", "cf", "e.g", "etc", "i.e", "vs",
];

/// Whether a text ends with a sentence.
pub(super) fn is_over(text: &str) -> bool {
    let text = text.trim_end_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '"' | '\'' | '”' | '’' | '»' | '›' | ')' | ']' | '」' | '』' | '）'
            )
    });
    let Some(sign) = text.chars().next_back() else {
        return false;
    };
    match sign {
        '.' => {
            let word = text[..text.len() - 1]
                .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“'))
                .next()
                .unwrap_or_default();
            let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
            !(initial || SHORT.contains(&word))
        }
        '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '።' | '։' | '．' => {
            true
        }
        _ => false,
    }
}

/// The first byte behind which a sentence begins within a text.
pub(super) fn inner_start(text: &str) -> Option<usize> {
    let mut bounds = text.split_sentence_bound_indices().map(|(at, _)| at);
    bounds.find(|&at| at > 0 && is_over(&text[..at]))
}

/// The parts of a text: one, unless it is longer than `most` bytes; then each ends behind a sentence, once it has `least`.
pub(super) fn parts(text: &str, least: usize, most: usize) -> Vec<&str> {
    if text.len() <= most {
        return vec![text];
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in text.split_sentence_bound_indices() {
        if at - from >= least && is_over(&text[from..at]) {
            parts.push(text[from..at].trim_end());
            from = at;
        }
    }
    parts.push(text[from..].trim_end());
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_they_end() {
        for over in ["Yes.", "“Yes.”", "why?)", "好。", "نعم؟", "Well…"] {
            assert!(is_over(over), "{over}");
        }
        for goes_on in ["", "Mr.", "John F.", "and so,", "no", "e.g."] {
            assert!(!is_over(goes_on), "{goes_on}");
        }
        assert_eq!(inner_start("I saw Mr. Smith. He was"), Some(17));
        assert_eq!(inner_start("no end here."), None);
    }
}

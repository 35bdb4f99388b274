//! Ids and short titles made from words.

use unicode_segmentation::UnicodeSegmentation;

/// Lower-case ASCII letters and digits with hyphens between words; other scripts are transliterated. May be empty.
pub fn slug(words: &str) -> String {
    let mut slug = String::new();
    for c in deunicode::deunicode(words).chars() {
        if c.is_ascii_alphanumeric() {
            slug.push(c.to_ascii_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() && c != '\'' {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The first `count` words (Unicode words, UAX #29), with what stands between them.
pub fn first_words(text: &str, count: usize) -> &str {
    text.unicode_word_indices()
        .nth(count.saturating_sub(1))
        .map_or(text, |(at, word)| &text[..at + word.len()])
}

/// How many words a text has, at most `most`: what stands between blanks, and of scripts without blanks the words of UAX #29 if there
/// are more than two of them.
pub fn count_words(text: &str, most: usize) -> usize {
    // Each sign of Han is a word, whatever follows.
    let enough = most.max(2) + 1;
    let all_han = |text: &str| text.chars().take(enough).filter(is_han).count() == enough;
    if all_han(text.trim_start()) {
        return most;
    }
    let pieces = text
        .split_whitespace()
        .filter(|piece| piece.contains(char::is_alphanumeric));
    let mut count = 0;
    for piece in pieces {
        let inside = match piece.is_ascii() {
            true => 1,
            false => piece.unicode_words().take(enough).count(),
        };
        count += if inside > 2 { inside } else { 1 };
        if count >= most {
            break;
        }
    }
    count.min(most)
}

/// The signs of Han that texts have.
fn is_han(c: &char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_ascii() {
        assert_eq!(
            slug("The Responsibility to Protect (R2P)"),
            "the-responsibility-to-protect-r2p"
        );
        assert_eq!(slug("Thorbjørn Jagland’s"), "thorbjorn-jaglands");
        assert_eq!(slug("…"), "");
    }

    #[test]
    fn words_are_counted_up_to_a_limit() {
        for (text, count) in [
            ("", 0),
            ("Mm-hm.", 1),
            ("Yes?", 1),
            ("Why not?", 2),
            ("— …", 0),
            ("为什么不去呢", 2),
            ("a b c d", 2),
        ] {
            assert_eq!(count_words(text, 2), count, "{text}");
        }
    }

    #[test]
    fn words_are_cut_after_a_word() {
        assert_eq!(
            first_words("It is tragic, it is very sad", 4),
            "It is tragic, it"
        );
        assert_eq!(first_words("short", 5), "short");
    }
}

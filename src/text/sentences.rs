//! Where sentences end (UAX #29, section 5), without looking at every letter for its class.
//!
//! A sentence ends behind a sign that may end one, and nowhere else; whether it does is told by what stands round the sign. So only the
//! surroundings of such signs are segmented, and the letters between are passed over.

use unicode_segmentation::UnicodeSegmentation;

/// The ends of the sentences of a text, each once; the last is the end of the text.
pub(super) struct Ends<'t> {
    text: &'t str,
    /// The last end that was given.
    at: usize,
}

/// The ends of the sentences of a text.
pub(super) fn ends(text: &str) -> Ends<'_> {
    Ends { text, at: 0 }
}

impl Iterator for Ends<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        if self.at == self.text.len() {
            return None;
        }
        let rest = &self.text[self.at..];
        let length = first_sign(rest).and_then(|sign| {
            let from = before(rest, sign);
            let first = rest[from..].split_sentence_bounds().next()?;
            Some(from + first.len())
        });
        self.at += length.unwrap_or(rest.len());
        Some(self.at)
    }
}

/// The first sign behind which a sentence may end. Signs of the East, each of three bytes, are passed over by their first byte.
fn first_sign(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&first) = bytes.get(at) {
        at += match first {
            b'.' | b'!' | b'?' | b'\n' | b'\r' => return Some(at),
            ..=0x7f => 1,
            // U+4000 to U+9FFF; and U+3000 to U+3FFF without the full stop.
            0xe4..=0xe9 => 3,
            0xe3 if bytes.get(at + 1..at + 3) != Some(&[0x80, 0x82]) => 3,
            _ => match text[at..].chars().next()? {
                sign if may_end(sign) => return Some(at),
                sign => sign.len_utf8(),
            },
        };
    }
    None
}

/// Where to begin so that the class of the letter before a sign is known: at that letter, where it is one that stands for itself.
fn before(text: &str, sign: usize) -> usize {
    let mut letters = text[..sign].char_indices().rev();
    letters
        .find(|&(_, c)| c.is_ascii() || is_letter_without_case(c))
        .map_or(0, |(at, _)| at)
}

/// Whether a sentence may end behind this: surely not behind letters of the most usual scripts, and what stands between them.
fn may_end(c: char) -> bool {
    match c {
        '\0'..='\x7f' => matches!(c, '.' | '!' | '?' | '\n' | '\r'),
        '\u{a0}'..='\u{588}' | '\u{2010}'..='\u{2023}' | '\u{2025}'..='\u{2027}' => false,
        '\u{3000}'..='\u{3001}' | '\u{3003}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => false,
        '\u{ff02}'..='\u{ff0d}' | '\u{ff10}'..='\u{ff1e}' | '\u{ff20}'..='\u{ff60}' => false,
        _ => true,
    }
}

/// Kana, Han and Hangul: behind the full stop of their scripts they begin a sentence.
pub(super) fn is_letter_without_case(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn behind_what_is_passed_over_no_sentence_ends() {
        for c in ('\0'..=char::MAX).filter(|&c| !may_end(c)) {
            let text = format!("a{c}一");
            assert_eq!(text.split_sentence_bounds().count(), 1, "{c:?}");
        }
    }

    #[test]
    fn signs_are_found_by_bytes_as_one_by_one() {
        for c in '\0'..=char::MAX {
            let text = format!("一a{c}，");
            assert_eq!(first_sign(&text), text.find(may_end), "{c:?}");
        }
    }

    #[test]
    fn letters_without_case_stand_for_themselves() {
        // What only belongs to the letter before it would leave a capital before the full stop, behind which a capital goes on.
        for c in ('\0'..=char::MAX).filter(|&c| is_letter_without_case(c)) {
            let text = format!("A{c}.A");
            assert_eq!(text.split_sentence_bounds().count(), 2, "{c:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn sentences_end_where_they_end_when_all_is_looked_at(text in "([a-cA-C]{1,3}|[. ?!\"\\])，」]|\\. |3|\\.\\. ?|\r\n?|\n|\u{85}|[。！？．]|[一ぁ한é\u{a0}]|\u{301}|\u{ad}|\\PC){0,24}") {
            let mut at = 0;
            let all: Vec<usize> = text
                .split_sentence_bounds()
                .map(|sentence| {
                    at += sentence.len();
                    at
                })
                .collect();
            proptest::prop_assert_eq!(ends(&text).collect::<Vec<_>>(), all);
        }
    }
}

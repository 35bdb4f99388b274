//! Which code points are letters, marks and digits, and what becomes of them: fixed tables, that the script which reads a query says the same in
//! whatever browser, with whatever Unicode it knows. `engine/letters.js` has the ranges, for both; the rest is a few lines here and there.

use std::sync::LazyLock;

/// The ranges, as the script has them: a string of numbers to the base of 36, each the distance to the border before; from the first border on
/// are letters, from the second on none, and so forth.
const SCRIPT: &str = include_str!("../engine/letters.js");

/// Beyond it nothing is a letter: private use, tags, selectors.
pub(super) const END: u32 = 0x4_0000;

static LETTERS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; END as usize / 64];
    let borders = borders(SCRIPT);
    for pair in borders.chunks(2) {
        let end = pair.get(1).copied().unwrap_or(END);
        for at in pair[0]..end.min(END) {
            bits[at as usize / 64] |= 1 << (at % 64);
        }
    }
    bits
});

/// The borders in the script's string.
fn borders(script: &str) -> Vec<u32> {
    let quoted = script.split('"').nth(1).unwrap_or_default();
    let mut at = 0;
    let distances = quoted
        .split(' ')
        .map_while(|n| u32::from_str_radix(n, 36).ok());
    distances
        .map(|distance| {
            at += distance;
            at
        })
        .collect()
}

/// Whether a sign stands in words: letters, marks and digits, and what is not assigned among them.
pub(super) fn is_letter(c: char) -> bool {
    let at = u32::from(c);
    at < END && LETTERS[at as usize / 64] & (1 << (at % 64)) != 0
}

/// Whether a letter belongs to a script that is written without blanks between words.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        // Thai and Lao, Burmese, Khmer, Tai Le and New Tai Lue, Tai Tham, Tai Viet, Ahom.
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}'
        | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{19ff}' | '\u{1a20}'..='\u{1aaf}' | '\u{aa80}'..='\u{aadf}'
        | '\u{11700}'..='\u{1174f}'
        // Kana and Han, with the signs that repeat or lengthen.
        | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{303c}' | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{1aff0}'..='\u{1b16f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Whether a sign is a Han ideograph.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c,
        '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether a mark of such a script belongs to the sign before it, and has no place of its own for the way back to the text.
pub(super) fn leans(c: char) -> bool {
    matches!(c,
        '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{eb1}' | '\u{eb4}'..='\u{ebc}' | '\u{ec8}'..='\u{ece}'
        | '\u{102b}'..='\u{103e}' | '\u{1056}'..='\u{1059}' | '\u{105e}'..='\u{1060}' | '\u{1062}'..='\u{1064}'
        | '\u{1067}'..='\u{106d}' | '\u{1071}'..='\u{1074}' | '\u{1082}'..='\u{108d}' | '\u{108f}' | '\u{109a}'..='\u{109d}'
        | '\u{17b4}'..='\u{17d3}' | '\u{17dd}' | '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}')
}

/// What cannot be seen: no border, and no part of a word.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// Marks that people leave out when they type: diacritics of Latin, Greek, Cyrillic and signs; Hebrew points and accents; Arabic vowel signs, hamza and
/// madda, and the stroke that lengthens; Syriac points. Marks of Indic scripts, Thai and others are vowels and stay.
pub(super) fn is_left_out(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe20}'..='\u{fe2f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}' | '\u{5c2}' | '\u{5c4}' | '\u{5c5}' | '\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}'
        | '\u{6e7}' | '\u{6e8}' | '\u{6ea}'..='\u{6ed}' | '\u{8ca}'..='\u{8e1}' | '\u{8e3}'..='\u{8ff}'
        | '\u{711}' | '\u{730}'..='\u{74a}')
}

/// Whether a mark makes another letter of the one before it, which nobody leaves out: й, ў, ї.
pub(super) fn stays(letter: char, mark: char) -> bool {
    matches!((letter, mark), ('и' | 'у', '\u{306}') | ('і', '\u{308}'))
}

/// Letters of Hebrew, within whose words stand gershayim, geresh and quotes in their place.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{5d0}'..='\u{5f2}')
}

/// Signs that stand for gershayim and geresh.
pub(super) fn is_gershayim(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '\u{2018}'..='\u{201f}' | '\u{2032}' | '\u{5f3}' | '\u{5f4}'
    )
}

/// A small letter as people type it who have not the key for it, or another for the same letter: several signs for one, or one of another alphabet's
/// kind; digits of all scripts as those of ASCII.
pub(super) fn plain(c: char) -> Option<&'static str> {
    Some(match c {
        'ς' => "σ",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ŧ' => "t",
        'ı' => "i",
        // Alef wasla; alef maksura and the Persian yeh; the Persian kaf.
        '\u{671}' => "\u{627}",
        '\u{649}' | '\u{6cc}' => "\u{64a}",
        '\u{6a9}' => "\u{643}",
        _ => return digit(c),
    })
}

/// The zeros of scripts, each with the nine digits behind it.
const ZEROS: [u32; 19] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6,
    0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810,
];

fn digit(c: char) -> Option<&'static str> {
    const DIGITS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    let c = u32::from(c);
    if c < ZEROS[0] {
        return None;
    }
    let zero = ZEROS[ZEROS.partition_point(|&zero| zero <= c) - 1];
    DIGITS.get((c - zero) as usize).copied()
}

#[cfg(test)]
mod tests {
    use icu_properties::{CodePointMapData, props::GeneralCategory};

    use super::*;

    /// Letters that stand like quotes, and signs that modify what is beside them: borders, as the apostrophes are that people type for them.
    fn is_like_a_sign(c: char) -> bool {
        matches!(c, '\u{2b9}'..='\u{2ff}' | '\u{559}' | '\u{7f4}' | '\u{7f5}')
    }

    /// As the table was made: of what Unicode assigns, letters, marks and numbers; what is not assigned goes with what stands before it.
    fn made() -> String {
        let categories = CodePointMapData::<GeneralCategory>::new();
        let (mut borders, mut inside) = (Vec::new(), false);
        for at in 0..END {
            let Some(c) = char::from_u32(at) else {
                continue;
            };
            use GeneralCategory as G;
            let is = match categories.get(c) {
                G::Unassigned => inside,
                G::UppercaseLetter
                | G::LowercaseLetter
                | G::TitlecaseLetter
                | G::ModifierLetter => !is_like_a_sign(c),
                G::OtherLetter | G::NonspacingMark | G::SpacingMark | G::EnclosingMark => true,
                G::DecimalNumber | G::LetterNumber | G::OtherNumber => true,
                _ => false,
            };
            if is != inside {
                borders.push(at);
                inside = is;
            }
        }
        let mut before = 0;
        let distances = borders.iter().map(|&at| {
            let distance = at - before;
            before = at;
            to_36(distance)
        });
        distances.collect::<Vec<_>>().join(" ")
    }

    fn to_36(mut n: u32) -> String {
        let mut signs = Vec::new();
        while n > 0 || signs.is_empty() {
            signs.push(char::from_digit(n % 36, 36).expect("less than 36"));
            n /= 36;
        }
        signs.iter().rev().collect()
    }

    /// `POSTIL_WRITE_DOCS=1` writes it, after an update of the tables of Unicode.
    #[test]
    fn the_table_of_letters_is_that_of_unicode() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/src/search/engine/letters.js");
        let should = format!(
            "// Where letters, marks and digits begin and end, each as the distance to the border before, to the base of 36. Written by a test of src/search/tokens/letters.rs.\npostil.search.letters = \"{}\";\n",
            made()
        );
        if std::env::var_os("POSTIL_WRITE_DOCS").is_some() {
            std::fs::write(path, &should).expect("writes the table");
        }
        let is = std::fs::read_to_string(path).expect("the table");
        assert_eq!(
            is, should,
            "run `POSTIL_WRITE_DOCS=1 cargo test --lib -- search::`"
        );
    }

    #[test]
    fn letters_of_all_scripts_are_letters_and_signs_are_none() {
        for c in "aZé9אदिกຂကក中あ가ß\u{10400}\u{20bb7}".chars() {
            assert!(is_letter(c), "{c:?}");
        }
        for c in " .,'\"’ʼ-_—\u{5be}\u{60c}\u{964}。、・😀×€\u{e000}\u{10ffff}".chars()
        {
            assert!(!is_letter(c), "{c:?}");
        }
    }

    #[test]
    fn every_zero_is_followed_by_nine_digits() {
        let categories = CodePointMapData::<GeneralCategory>::new();
        for zero in ZEROS {
            for n in 0..10 {
                let c = char::from_u32(zero + n).expect("a sign");
                assert_eq!(categories.get(c), GeneralCategory::DecimalNumber, "{c:?}");
                assert_eq!(plain(c), Some(&*n.to_string()), "{c:?}");
            }
        }
        assert_eq!(plain('\u{66a}'), None);
        assert_eq!(plain('a'), None);
    }
}

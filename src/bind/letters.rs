//! Where words begin and end.

/// Whether no letter or digit runs on over this place; scripts without blanks between words have a border everywhere.
pub(super) fn is_border(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    match (before, after) {
        (Some(a), Some(b)) => !in_word(a) || !in_word(b) || without_blanks(a) || without_blanks(b),
        _ => true,
    }
}

/// Whether it is part of a word.
pub(super) fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Han, Kana, Thai, Lao, Myanmar, Khmer, Tibetan.
pub(super) fn without_blanks(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x0F00..=0x0FFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x2_0000..=0x3_FFFF)
}

//! Damaged signs in a text file: control characters and U+FFFD. They are told with their place and what they probably were; the page shows
//! U+FFFD in their place.
//!
//! Neither HTML (section 13.2.3.5, "control-character-in-input-stream") nor XML 1.0 (section 2.2) can hold control characters.

use std::ops::Range;

use super::speech::is_damaged;
use crate::source::{
    SourceId, Span,
    diag::{Code, Diagnostic},
};

/// The remark on a file's damaged signs, if it has any.
pub(super) fn told(source: SourceId, text: &str) -> Option<Diagnostic> {
    if !suspect(text) {
        return None;
    }
    let (at, found) = text.char_indices().find(|&(_, c)| is_damaged(c))?;
    let number = u32::from(found);
    let place = at..at + found.len_utf8();
    if found == '\0' || text.contains('\0') {
        let at = if found == '\0' { at } else { text.find('\0')? };
        return Some(
            Diagnostic::at(
                Code::NulCharacter,
                Span::new(source, at..at + 1),
                "a NUL (U+0000) stands here: the file is damaged, or it is no text",
            )
            .help("get the file again, or take the sign out"),
        );
    }
    let more = text[place.end..].chars().filter(|&c| is_damaged(c)).count();
    let remark = match found {
        '\u{fffd}' => Diagnostic::at(
            Code::ControlCharacter,
            Span::new(source, place.clone()),
            "a sign was lost here when the text was converted (U+FFFD)",
        ),
        _ => Diagnostic::at(
            Code::ControlCharacter,
            Span::new(source, place.clone()),
            format!("a control character (U+{number:04X}) stands here, which no page can show"),
        ),
    };
    let remark = match more {
        0 => remark,
        1 => remark.note("there is one more damaged sign in this file"),
        more => remark.note(format!("there are {more} more damaged signs in this file")),
    };
    let remark = remark.note("the page shows U+FFFD, marked as damaged, in its place");
    Some(advice(source, text, place, found, remark))
}

/// Two looks at bytes, of which the first nearly always settles it: the second byte of U+0080 to U+009F is found only behind 0xC2.
fn suspect(text: &str) -> bool {
    let low = |b: &u8| (*b < b' ' && !matches!(b, b'\t' | b'\n' | b'\r')) || *b == 0x7f;
    text.bytes().fold(false, |any, b| any | low(&b))
        || memchr::memchr(0xc2, text.as_bytes()).is_some()
        || memchr::memmem::find(text.as_bytes(), "\u{fffd}".as_bytes()).is_some()
}

fn advice(
    source: SourceId,
    text: &str,
    place: Range<usize>,
    found: char,
    remark: Diagnostic,
) -> Diagnostic {
    if let Some((range, meant)) = misread(text, place.clone()) {
        return remark
            .note("bytes of UTF-8 were probably read as ISO 8859-1 or Windows-1252 once; the rest of the file is not to be converted")
            .fix(
                Span::new(source, range),
                meant.to_string(),
                format!("it was probably `{meant}`: look it up in the source"),
            );
    }
    match found {
        '\u{c}' | '\u{b}' => remark.help("it begins a page in what was taken out of a PDF: put a blank line in its place"),
        '\u{80}'..='\u{9f}' => match windows_1252(found) {
            Some(meant) => remark
                .note("a sign of Windows-1252 was probably read as ISO 8859-1 once; the rest of the file is not to be converted")
                .fix(
                    Span::new(source, place),
                    meant.to_string(),
                    format!("it was probably `{meant}`: look it up in the source"),
                ),
            None => remark.help("look up in the source what was meant"),
        },
        '\u{fffd}' => remark.help("look up in the source what was meant"),
        _ => remark.help("take it out, or write what was meant"),
    }
}

/// The sign whose UTF-8 bytes the characters round `place` are, each byte having been read as a character of its own.
fn misread(text: &str, place: Range<usize>) -> Option<(Range<usize>, char)> {
    let before: Vec<(usize, char)> = text[..place.start].char_indices().rev().take(3).collect();
    let mut around: Vec<(usize, char)> = before.into_iter().rev().collect();
    let own = around.len();
    around.extend(
        text[place.start..]
            .char_indices()
            .take(4)
            .map(|(i, c)| (place.start + i, c)),
    );
    for start in 0..=own {
        for length in 2..=4 {
            let Some(window) = around
                .get(start..start + length)
                .filter(|_| start + length > own)
            else {
                continue;
            };
            let Some(bytes) = window
                .iter()
                .map(|&(_, c)| byte_of(c))
                .collect::<Option<Vec<u8>>>()
            else {
                continue;
            };
            let decoded = std::str::from_utf8(&bytes).ok().map(str::chars);
            if let Some(mut chars) = decoded
                && let (Some(meant), None) = (chars.next(), chars.next())
                && !is_damaged(meant)
            {
                let (last, c) = window[length - 1];
                return Some((window[0].0..last + c.len_utf8(), meant));
            }
        }
    }
    None
}

/// The byte that ISO 8859-1 or Windows-1252 has for a character.
fn byte_of(c: char) -> Option<u8> {
    match u32::from(c) {
        n @ 0..=0xff => u8::try_from(n).ok(),
        _ => WINDOWS_1252
            .iter()
            .position(|&w| w == c)
            .and_then(|i| u8::try_from(0x80 + i).ok()),
    }
}

fn windows_1252(c: char) -> Option<char> {
    let index = u32::from(c).checked_sub(0x80)?;
    WINDOWS_1252
        .get(index as usize)
        .copied()
        .filter(|&meant| meant != '\u{fffd}')
}

/// The characters of the bytes 0x80 to 0x9F (WHATWG Encoding Standard, index windows-1252); U+FFFD where there is none.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{fffd}',
    'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_signs_are_told_with_what_they_were() {
        assert_eq!(told(SourceId(0), "plain\ttext\r\nof « two » lines\n"), None);
        for (text, number, meant) in [
            ("a\u{c}b", "U+000C", None),
            ("a\u{7f}", "U+007F", None),
            ("« a\u{93}b", "U+0093", Some("“")),
            ("It cost â\u{82}¬ 20. Café.", "U+0082", Some("€")),
            ("donâ\u{80}\u{99}t", "U+0080", Some("’")),
            ("Ã\u{89}tat", "U+0089", Some("É")),
            ("a\u{81}b", "U+0081", None),
            ("lost \u{fffd} here", "U+FFFD", None),
        ] {
            let remark = told(SourceId(0), text).expect("told");
            assert!(
                remark.message.contains(number),
                "{text:?}: {}",
                remark.message
            );
            assert_eq!(remark.code, Code::ControlCharacter);
            let fix = remark.fixes.first().map(|f| f.text.as_str());
            assert_eq!(fix, meant, "{text:?}");
        }
        assert_eq!(
            told(SourceId(0), "a\u{7f}b\0c").map(|r| r.code),
            Some(Code::NulCharacter)
        );
    }
}

//! Names of files and addresses: when two are one, and which no disk, or not every disk, can hold.
//!
//! The only place that decides this: `load` (ids, pairs of files), `bind` (what is referred to), `pages` (routes) and `output` (what
//! stands on the disk) all ask here, so that what one of them takes for two names another one never takes for one.
//!
//! - A *reference* is compared in NFC ([`nfc`]): a name from a Mac may be decomposed, and one that is typed is not.
//! - Two *files* are one where any disk in use takes them for one ([`folded`]).

use std::{borrow::Cow, fmt};

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Bytes that a part of a path may have: the limit of nearly all disks.
pub const LONGEST_PART: usize = 255;

/// Bytes that a path below the output folder may have: some systems take no more, the way to the folder included.
pub const LONGEST_PATH: usize = 1024;

/// A name as it is compared with what refers to it: in Unicode's composed form (NFC).
pub fn nfc(name: &str) -> Cow<'_, str> {
    if name.chars().all(is_composed) {
        return Cow::Borrowed(name);
    }
    match is_nfc_quick(name.chars()) {
        IsNormalized::Yes => Cow::Borrowed(name),
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(name.nfc().collect()),
    }
}

/// Whether a letter is composed and never a mark on the one before it, told by where it stands in Unicode: true of the letters of most texts (Latin, signs for quotes
/// and dashes, Chinese, kana), so that these need no look into its tables. Of others it says nothing.
fn is_composed(letter: char) -> bool {
    matches!(
        letter,
        ..'\u{300}'
            | '\u{2010}'..='\u{2027}'
            | '\u{3000}'..='\u{3029}'
            | '\u{3041}'..='\u{3094}'
            | '\u{30a0}'..='\u{30ff}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ff01}'..='\u{ff5e}'
    )
}

/// What a path (with `/`) is compared by where files must not be one: two paths with equal results are one file on some disk.
///
/// Each part is decomposed, loses its invisible and direction signs, is folded as the strictest disks fold letters (by way of upper case,
/// so that final sigma, long s and the sharp s meet their likes) and loses dots and blanks at its end. The Turkish letter without a dot
/// stays one of its own, as it does on every disk.
pub fn folded(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for (i, part) in path.split('/').enumerate() {
        if i > 0 {
            out.push('/');
        }
        let start = out.len();
        if part.is_ascii() {
            out.extend(part.chars().map(|c| c.to_ascii_lowercase()));
        } else {
            let mut letters = String::with_capacity(part.len());
            for c in part.nfd().filter(|&c| !is_invisible(c)) {
                fold_letter(c, &mut letters);
            }
            out.extend(letters.nfc());
        }
        let end = out[start..].trim_end_matches(is_dropped_at_end).len();
        out.truncate(start + end);
    }
    out
}

/// What a path is compared by on a disk that ignores case: narrower than [`folded`], since it decides whose a file is that is there.
pub fn lowered(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    path.nfd().flat_map(char::to_lowercase).nfc().collect()
}

/// Dots and blanks at the end of a name are dropped by Windows.
fn is_dropped_at_end(c: char) -> bool {
    c == '.' || c.is_whitespace()
}

fn fold_letter(c: char, out: &mut String) {
    if c == 'ı' {
        out.push(c);
        return;
    }
    for up in c.to_lowercase().flat_map(char::to_uppercase) {
        out.extend(up.to_lowercase());
    }
}

/// The folders that a path lies in, the nearest first: `a/b`, `a` for `a/b/c.html`.
pub fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(path.rsplit_once('/'), |(folder, _)| folder.rsplit_once('/'))
        .map(|(folder, _)| folder)
}

/// A sign that shows as nothing (Unicode: `Default_Ignorable_Code_Point`): disks that fold letters ignore it, and so do eyes.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0000}'..='\u{e0fff}')
}

/// Why a path is none, or not everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A part is empty.
    Empty,
    /// A part is `.` or `..`.
    Dots,
    /// A sign that no address can hold: a control character or a back-slash.
    Sign(char),
    /// A part of more than [`LONGEST_PART`] bytes.
    LongPart(usize),
    /// More than [`LONGEST_PATH`] bytes.
    LongPath(usize),
    /// A sign that Windows forbids.
    Forbidden(char),
    /// A name that Windows keeps for devices.
    Reserved(String),
    /// A part ends in a full stop or a blank, which Windows drops.
    End,
    /// A sign that nobody sees.
    Invisible(char),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fault::Empty => f.write_str("a part of it is empty"),
            Fault::Dots => f.write_str("`.` and `..` are no names"),
            Fault::Sign(c) => write!(f, "it holds `{}`", c.escape_default()),
            Fault::LongPart(bytes) => write!(
                f,
                "a part of it has {bytes} bytes, and {LONGEST_PART} are the most that a disk can hold"
            ),
            Fault::LongPath(bytes) => write!(
                f,
                "it has {bytes} bytes, and {LONGEST_PATH} are the most that systems can hold"
            ),
            Fault::Forbidden(c) => write!(f, "it holds `{c}`, which Windows forbids"),
            Fault::Reserved(name) => write!(f, "Windows keeps the name `{name}` for a device"),
            Fault::End => f.write_str("it ends in a full stop or a blank, which Windows drops"),
            Fault::Invisible(c) => write!(
                f,
                "it holds the invisible sign U+{:04X}, which nobody types",
                u32::from(*c)
            ),
        }
    }
}

/// Why no output can have a file at this path (with `/`).
pub fn impossible(path: &str) -> Option<Fault> {
    if path.len() > LONGEST_PATH {
        return Some(Fault::LongPath(path.len()));
    }
    path.split('/').find_map(|part| match part {
        "" => Some(Fault::Empty),
        "." | ".." => Some(Fault::Dots),
        _ => part
            .chars()
            .find(|c| c.is_control() || *c == '\\')
            .map(Fault::Sign)
            .or_else(|| (part.len() > LONGEST_PART).then_some(Fault::LongPart(part.len()))),
    })
}

/// Why some disk in use cannot hold a file at this path (with `/`), or why people cannot tell it from another.
pub fn unportable(path: &str) -> Option<Fault> {
    const FORBIDDEN: &[char] = &['<', '>', ':', '"', '|', '?', '*'];
    path.split('/').find_map(|part| {
        let forbidden = part.chars().find(|c| FORBIDDEN.contains(c));
        if let Some(c) = forbidden {
            return Some(Fault::Forbidden(c));
        }
        if let Some(name) = reserved(part) {
            return Some(Fault::Reserved(name));
        }
        if part.ends_with(is_dropped_at_end) {
            return Some(Fault::End);
        }
        // These two and the variation selectors shape words of Persian, of Indian scripts and of Mongolian.
        let shapes = |c: char| matches!(c, '\u{200c}' | '\u{200d}' | '\u{180b}'..='\u{180f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
        part.chars()
            .find(|&c| is_invisible(c) && !shapes(c))
            .map(Fault::Invisible)
    })
}

/// The device that Windows finds under this name, whatever its ending: `con`, `nul`, `com1`, ...
fn reserved(part: &str) -> Option<String> {
    let stem = part.split('.').next().unwrap_or(part).trim_end();
    let low = stem.to_lowercase();
    let numbered = |device: &str| {
        low.strip_prefix(device).is_some_and(|rest| {
            let mut chars = rest.chars();
            let digit = |c: char| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³');
            chars.next().is_some_and(digit) && chars.next().is_none()
        })
    };
    let plain = ["con", "prn", "aux", "nul", "conin$", "conout$"].contains(&low.as_str());
    (plain || numbered("com") || numbered("lpt")).then(|| stem.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_told_to_be_composed_is() {
        use unicode_normalization::char::{canonical_combining_class, compose};

        let told: Vec<char> = ('\0'..=char::MAX).filter(|&c| is_composed(c)).collect();
        for &letter in &told {
            assert!(
                is_nfc_quick([letter].into_iter()) == IsNormalized::Yes,
                "{letter:?}"
            );
            assert_eq!(canonical_combining_class(letter), 0, "{letter:?}");
            assert_eq!(compose('a', letter), None, "{letter:?}");
        }
        for text in ["Café – “naïve”", "社會創新，カガ。", "ａｂ"] {
            assert!(text.chars().all(is_composed), "{text}");
        }
        for text in ["e\u{301}", "\u{212b}", "\u{2000}", "か\u{3099}", "\u{f900}"] {
            assert!(!text.chars().all(is_composed), "{text}");
            assert_ne!(nfc(text), text);
        }
    }

    #[test]
    fn names_that_are_one_on_some_disk_are_one() {
        for (a, b) in [
            ("Mill", "mILL"),
            ("é", "e\u{301}"),
            ("É", "e\u{301}"),
            ("οδος", "οδοσ"),
            ("ΟΔΟΣ", "οδος"),
            ("paſs", "pass"),
            ("Straße", "STRASSE"),
            ("STRAẞE", "straße"),
            ("ﬁn", "fin"),
            ("\u{212a}elvin", "kelvin"),
            ("µ", "μ"),
            ("a.", "a"),
            ("a .", "a"),
            ("a./b", "a/b"),
            ("a\u{200e}b", "ab"),
            ("a\u{200b}\u{ad}", "a"),
            ("\u{202e}a", "a"),
            ("\u{1fb3}", "αι"),
            ("가", "\u{1100}\u{1161}"),
        ] {
            assert_eq!(folded(a), folded(b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn names_that_no_disk_takes_for_one_stay_two() {
        for (a, b) in [
            ("a", "b"),
            ("é", "e"),
            ("a b", "ab"),
            ("a.b", "ab"),
            ("ılık", "ilik"),
            ("a/b", "a.b"),
            ("ß", "s"),
            ("ا", "أ"),
        ] {
            assert_ne!(folded(a), folded(b), "{a:?} {b:?}");
        }
    }

    #[test]
    fn what_no_output_can_hold_is_told() {
        for (bad, fault) in [
            ("", Fault::Empty),
            ("a//b", Fault::Empty),
            ("../a", Fault::Dots),
            ("a\\b", Fault::Sign('\\')),
            ("a\u{7}", Fault::Sign('\u{7}')),
            (&"x".repeat(256), Fault::LongPart(256)),
            (&"é".repeat(128), Fault::LongPart(256)),
            (&"xy/".repeat(342), Fault::LongPath(1026)),
        ] {
            assert_eq!(impossible(bad), Some(fault), "{bad:?}");
        }
        assert_eq!(impossible(&"x".repeat(255)), None);
    }

    #[test]
    fn what_windows_cannot_hold_is_told() {
        for (bad, fault) in [
            ("a:b", Fault::Forbidden(':')),
            ("x/a?.txt", Fault::Forbidden('?')),
            ("con", Fault::Reserved("con".to_owned())),
            ("a/NUL.tar.gz", Fault::Reserved("NUL".to_owned())),
            ("com1.html", Fault::Reserved("com1".to_owned())),
            ("LPT³", Fault::Reserved("LPT³".to_owned())),
            ("a./b", Fault::End),
            ("a ", Fault::End),
            ("a\u{200e}", Fault::Invisible('\u{200e}')),
        ] {
            assert_eq!(unportable(bad), Some(fault), "{bad:?}");
        }
        for good in [
            "cons",
            "a.con",
            "com10",
            "company.html",
            "com.html",
            "کتاب\u{200c}ها",
        ] {
            assert_eq!(unportable(good), None, "{good:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_and_composition_never_matters(name in "(\\PC|[a-zA-Z.ςσſßİıK\u{300}-\u{345}\u{200b}-\u{200f}/]){0,24}") {
            let once = folded(&name);
            prop_assert_eq!(&folded(&once), &once);
            let composed: String = name.nfc().collect();
            let decomposed: String = name.nfd().collect();
            prop_assert_eq!(&folded(&composed), &once);
            prop_assert_eq!(&folded(&decomposed), &once);
        }
    }
}

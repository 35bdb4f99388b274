//! Which names of entries are looked for in texts.

use unicode_segmentation::UnicodeSegmentation;

use super::Vocabulary;
use crate::{
    archive::{Entry, EntryIndex, IndexVec, Mentions},
    source::diag::{Code, Diagnostic, Place},
    text::fold,
};

/// The names of all entries that are looked for. Those of one sign are in too many words that mean something else: unless they are asked
/// for they are passed over, and told where they occur.
pub(super) fn vocabulary(language: &str, entries: &IndexVec<EntryIndex, Entry>) -> Vocabulary {
    let mut passed_over: Vec<(&str, EntryIndex)> = Vec::new();
    let mut wanted: Vec<(&str, EntryIndex)> = Vec::new();
    for (i, entry) in entries.enumerated() {
        let names = std::iter::once(&entry.fields.title).chain(&entry.fields.aliases);
        match &entry.fields.mentions {
            Mentions::Never => {}
            Mentions::Asked => wanted.extend(names.map(|name| (name.as_str(), i))),
            Mentions::Only(names) => wanted.extend(names.iter().map(|name| (name.as_str(), i))),
            Mentions::Usual => {
                let (short, long): (Vec<&String>, Vec<&String>) =
                    names.partition(|n| is_one_sign(n));
                wanted.extend(long.into_iter().map(|name| (name.as_str(), i)));
                passed_over.extend(short.into_iter().map(|name| (name.as_str(), i)));
            }
        }
    }
    Vocabulary::passing_over(language, wanted.into_iter(), passed_over.into_iter())
}

/// Whether a name has one sign: `K`, `K.`, `王`.
fn is_one_sign(name: &str) -> bool {
    let folded = fold(name);
    let bare = folded
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '\'' | '"' | '(' | ')'));
    bare.graphemes(true).count() == 1 && bare.chars().any(char::is_alphanumeric)
}

/// The remark on a name of one sign that stands in so many transcripts.
pub(super) fn too_short(entry: &Entry, name: &str, transcripts: usize) -> Diagnostic {
    let place = Place::File(entry.identity.source);
    Diagnostic::new(
        Code::MentionTooShort,
        place,
        format!("the name `{name}` has one character, and is not looked for in the texts"),
    )
    .note(match transcripts {
        1 => "it stands in one transcript".to_owned(),
        n => format!("it stands in {n} transcripts"),
    })
    .note("it would be found in many words and initials that mean something else")
    .help("write `mentions: true` to look for it all the same, `mentions: false` to look for none of its names, or a list of the names to look for")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_one_sign_is_known() {
        for name in ["K", "K.", "王", "É", "(a)"] {
            assert!(is_one_sign(name), "{name}");
        }
        for name in ["UN", "C++", "K2", "王毅", "…"] {
            assert!(!is_one_sign(name), "{name}");
        }
    }
}

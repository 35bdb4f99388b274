//! The words of an editor's Markdown.

use crate::{
    markdown::{self, Linker, Target},
    reader::{Reader, TranscriptIndex},
};

/// What links without words are called.
pub(super) struct Titles<'r, 'e> {
    pub(super) reader: &'r Reader<'e>,
    /// The transcript that `#p4` is meant in.
    pub(super) inside: Option<TranscriptIndex>,
}

impl Linker for Titles<'_, '_> {
    fn wiki(&self, target: &str) -> Target {
        match self.reader.destination(target, self.inside) {
            Some(to) => Target::Page {
                href: String::new(),
                title: self.reader.name(to.thing).to_owned(),
                kind: String::new(),
                language: None,
            },
            None => Target::Unknown,
        }
    }

    fn address(&self, _address: &str) -> Option<String> {
        None
    }

    fn table_label(&self) -> String {
        String::new()
    }

    fn back_label(&self, _number: &str) -> String {
        String::new()
    }
}

/// The words, those of footnotes too.
pub(super) fn words(text: &str, titles: &Titles<'_, '_>) -> String {
    match text.contains("[^") {
        true => markdown::plain(&without_signs(text), titles),
        false => markdown::plain(text, titles),
    }
}

/// Markdown whose footnotes are paragraphs, and that has no signs of them.
fn without_signs(text: &str) -> String {
    let mut without = String::with_capacity(text.len());
    let mut parts = text.split("[^");
    without.push_str(parts.next().unwrap_or_default());
    for part in parts {
        match part.split_once(']') {
            Some((label, rest)) if !label.contains(char::is_whitespace) => {
                let rest = match rest.strip_prefix(':') {
                    Some(note) => {
                        without.push('\n');
                        note.trim_start()
                    }
                    None => rest,
                };
                without.push_str(rest);
            }
            Some(_) | None => {
                without.push_str("[^");
                without.push_str(part);
            }
        }
    }
    without
}

#[cfg(test)]
mod tests {
    use super::without_signs;

    #[test]
    fn footnotes_are_paragraphs() {
        assert_eq!(
            without_signs("As told[^1], twice[^b].\n\n[^1]: First.\n[^b]: Second."),
            "As told, twice.\n\n\nFirst.\n\nSecond."
        );
        assert_eq!(without_signs("a [^ b] c[^"), "a [^ b] c[^");
    }
}

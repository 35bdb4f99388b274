//! Words of elements by the plainest way, as an account wants them; and what is told of many elements at once.

use std::collections::BTreeMap;

use super::{
    account::{Account, Place, Report},
    running::{collapsed, is_blank},
    xml::{Element, Node},
};

/// All words in an element, in order. Where an element begins or ends a word ends, but for those that may stand within one.
pub(super) fn printed(element: &Element, within_words: &[&str]) -> String {
    let mut words = String::new();
    add(element, within_words, &mut words);
    words
}

fn add(element: &Element, within_words: &[&str], words: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(text) => words.push_str(text),
            Node::Element(inner) => {
                let parts = !within_words.contains(&inner.name.as_str());
                if parts {
                    words.push(' ');
                }
                add(inner, within_words, words);
                if parts {
                    words.push(' ');
                }
            }
        }
    }
}

/// Whether a text has only white space.
pub(super) fn is_empty(text: &str) -> bool {
    text.chars().all(is_blank)
}

/// Words as Markdown that says them and nothing else, in one line.
pub(super) fn as_markdown(words: &str) -> String {
    let mut markdown = String::with_capacity(words.len());
    for c in collapsed(words).chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<') {
            markdown.push('\\');
        }
        markdown.push(c);
    }
    markdown
}

/// What is to be remarked on, by what it says: how often, and where first.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<(&'static str, String), (usize, Place)>);

impl Tally {
    /// Once more.
    pub(super) fn add(&mut self, unit: &'static str, what: impl Into<String>, at: &Element) {
        let first = || (0, at.place());
        self.0.entry((unit, what.into())).or_insert_with(first).0 += 1;
    }

    /// Remarks on all, each once.
    pub(super) fn tell(self, account: &mut Account) {
        for ((unit, what), (count, place)) in self.0 {
            let what = match count {
                1 => what,
                count => format!("{what} ({count} times, first here)"),
            };
            account.remark(Report::new(unit, place, what, ""));
        }
    }
}

//! Words of elements by the plainest way, as an account wants them; and what is told of many elements at once.

use std::collections::BTreeMap;

use super::{
    account::{Account, Place, Report},
    running::{collapsed, is_blank},
    xml::{Element, Node},
};

/// How words of a format stand in its elements.
pub(super) struct Printing {
    /// Elements that may stand within a word; where another begins or ends, a word ends.
    pub(super) within_words: &'static [&'static str],
    /// Whether an element stands apart from the words that it lies in, as a footnote does: these go on as if it were not there.
    pub(super) apart: fn(&Element) -> bool,
}

/// All words in an element, in order; those that stand apart behind all others.
pub(super) fn printed(element: &Element, printing: &Printing) -> String {
    let (mut words, mut apart) = (String::new(), String::new());
    add(element, printing, &mut words, &mut apart);
    match apart.is_empty() {
        true => words,
        false => format!("{words} {apart}"),
    }
}

fn add(element: &Element, printing: &Printing, words: &mut String, apart: &mut String) {
    for child in &element.children {
        match child {
            Node::Text(text) => words.push_str(text),
            Node::Element(inner) if (printing.apart)(inner) => {
                let of_its_own = printed(inner, printing);
                apart.push_str(&of_its_own);
                apart.push(' ');
            }
            Node::Element(inner) => {
                let parts = !printing.within_words.contains(&inner.name.as_str());
                if parts {
                    words.push(' ');
                }
                add(inner, printing, words, apart);
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

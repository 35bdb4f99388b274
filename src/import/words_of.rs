//! Words of elements by the plainest way, as an account wants them; and what is told of many elements at once.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    account::{Account, Place, Report, Side},
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

/// The line of a footnote that has these words, with the addresses of its links in brackets behind them; none, if it has none, which is told. A page
/// shows footnotes as they are typed: signs of Markdown are signs there, and nothing in them is bold or a link.
pub(super) fn footnote(element: &Element, words: &str, account: &mut Account) -> Option<String> {
    account.found("footnotes", 1);
    let line = footnote_line(element, words, account);
    if line.is_empty() {
        let report = Report::new("footnotes", element.place(), "it has no words", "");
        account.left_out(Side::Speech, report);
        return None;
    }
    account.wrote("footnotes", 1);
    Some(line)
}

/// The same of one of which it is not known yet whether it is written.
pub(super) fn footnote_line(element: &Element, words: &str, account: &mut Account) -> String {
    let mut line = collapsed(words);
    let (mut addresses, mut is_set_apart) = (BTreeSet::new(), false);
    for inner in element.descendants() {
        is_set_apart |= SET_APART.contains(&inner.name.as_str());
        let address = inner.attribute("target").or(inner.attribute("href"));
        let on_web = |address: &&str| {
            let is_one = !address.contains(is_blank);
            is_one && (address.starts_with("https://") || address.starts_with("http://"))
        };
        addresses.extend(address.map(str::trim).filter(on_web));
    }
    addresses.retain(|address| !words.contains(address));
    if !line.is_empty() {
        for address in addresses {
            account.printed(Side::Speech, address);
            line.push_str(&format!(" ({address})"));
        }
        if is_set_apart {
            let what = "bold and italic words of a footnote are written plain";
            account.remark(Report::new("footnotes", element.place(), what, ""));
        }
    }
    line
}

/// Elements whose words look otherwise than others (TEI P5, HTML).
const SET_APART: &[&str] = &["hi", "emph", "b", "i", "strong", "em"];

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

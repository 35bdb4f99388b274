//! Words that a text prints, by the plainest way: what the account is reckoned from. It knows of elements only where a word ends.

use super::kinds::{is_data, is_footnote, is_note_on, is_paragraph_of, within_words};
use crate::import::{
    running::is_blank,
    xml::{Element, Node},
};

/// All words in an element, those of footnotes behind all others. With `joins`, tokens say themselves whether they stand together.
pub(super) fn printed(element: &Element, joins: bool) -> String {
    let mut out = Out {
        joins,
        ..Out::default()
    };
    out.inside(element, false);
    match out.apart.is_empty() {
        true => out.words,
        false => format!("{} {}", out.words, out.apart),
    }
}

/// Whether tokens of a text say that they stand together with others (`join`).
pub(super) fn has_joins(text: &Element) -> bool {
    let mut tokens = text.descendants().into_iter();
    tokens.any(|token| is_token(token) && token.attribute("join").is_some())
}

/// Words and signs of a text that a program took apart.
pub(super) fn is_token(element: &Element) -> bool {
    matches!(element.name.as_str(), "w" | "pc")
}

/// Whether a token stands together with what is on this side: `left`, `right`.
pub(super) fn joined(token: &Element, side: &str) -> bool {
    token
        .attribute("join")
        .is_some_and(|join| join == side || join == "both")
}

/// A hyphen that is there since a line ends.
pub(super) fn is_weak(token: &Element) -> bool {
    token.name == "pc" && token.attribute("force") == Some("weak")
}

/// A line, page or column that ends in the midst of a word.
pub(super) fn divides_word(element: &Element) -> bool {
    matches!(element.name.as_str(), "lb" | "pb" | "cb" | "gb")
        && element.attribute("break") == Some("no")
}

/// What stands in an attribute where an element that tells of something has no words: `applause`.
pub(super) fn told_by_attribute(element: &Element) -> Option<&str> {
    let names = ["kinesic", "vocal", "incident", "gap", "event"];
    if !names.contains(&element.name.as_str()) || !element.text().trim().is_empty() {
        return None;
    }
    let told = ["desc", "reason", "type"]
        .iter()
        .find_map(|name| element.attribute(name));
    told.filter(|told| told.contains(char::is_alphanumeric))
}

#[derive(Default)]
struct Out {
    words: String,
    apart: String,
    glued: bool,
    joins: bool,
}

impl Out {
    fn inside(&mut self, element: &Element, in_token: bool) {
        if let Some(told) = told_by_attribute(element) {
            self.text(told);
        }
        for child in &element.children {
            match child {
                Node::Text(text) => self.text(text),
                Node::Element(inner) => self.element(inner, element, in_token),
            }
        }
    }

    fn text(&mut self, text: &str) {
        let text = match self.glued {
            true => text.trim_start_matches(is_blank),
            false => text,
        };
        self.glued &= text.is_empty();
        self.words.push_str(text);
    }

    fn element(&mut self, element: &Element, parent: &Element, in_token: bool) {
        if is_data(element) || is_note_on(element) || is_weak(element) {
            return;
        }
        if divides_word(element) {
            self.glue();
        } else if is_footnote(element) {
            self.apart.push_str(&printed(element, self.joins));
            self.apart.push(' ');
        } else if is_token(element) && !in_token {
            if joined(element, "left") {
                self.glue();
            }
            self.inside(element, true);
            if joined(element, "right") {
                self.glue();
            } else if self.joins {
                self.end_word();
            }
        } else if within_words(element) && !is_paragraph_of(element, parent) {
            self.inside(element, in_token);
        } else {
            self.end_word();
            self.inside(element, in_token);
            self.end_word();
        }
    }

    fn glue(&mut self) {
        let end = self.words.trim_end_matches(is_blank).len();
        self.words.truncate(end);
        self.glued = true;
    }

    fn end_word(&mut self) {
        if !self.glued {
            self.words.push(' ');
        }
    }
}

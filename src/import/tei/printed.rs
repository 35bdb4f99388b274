//! Words that a text prints, by the plainest way: what the account is reckoned from. It knows of elements only where a word ends.

use super::kinds::{is_data, is_footnote, is_note_on, is_paragraph_of, within_words};
use crate::{
    import::{
        importer::Changes,
        running::is_blank,
        xml::{Element, Node},
    },
    text::count_words,
};

/// The most words in brackets with a question mark that are read as words of which the source is not sure.
const MOST_UNCLEAR: usize = 4;

/// How a text is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct How {
    /// Whether tokens say themselves that they stand together with others.
    pub(super) joins: bool,
    /// What becomes of struck and inserted words.
    pub(super) changes: Changes,
}

/// Whether words are none of the text as it is read: struck out, or not yet put in. What a speaker broke off or said twice was said.
pub(super) fn is_out(element: &Element, changes: Changes) -> bool {
    let kind = element.attribute("type").unwrap_or_default().to_lowercase();
    let was_said = ["trunc", "repet", "false"]
        .iter()
        .any(|sign| kind.contains(sign));
    match element.name.as_str() {
        "del" | "surplus" => changes == Changes::Accept && !was_said,
        "add" => changes == Changes::Reject && !was_said,
        _ => false,
    }
}

/// Of several readings the one that the source prints.
pub(super) fn kept_reading(choice: &Element) -> Option<&Element> {
    let order = ["sic", "orig", "abbr", "unclear", "lem", "seg", "rdg"];
    let named = order.iter().find_map(|name| choice.first(name));
    named.or_else(|| choice.elements().next())
}

/// Several readings of the same words.
pub(super) fn is_choice(element: &Element) -> bool {
    matches!(element.name.as_str(), "choice" | "app")
}

/// What closes the brackets that words get which an editor put in, or of which the source is not sure, unless they have some.
pub(super) fn bracket_of(element: &Element) -> Option<&'static str> {
    let closing = match element.name.as_str() {
        "supplied" => "]",
        "unclear" => "?]",
        _ => return None,
    };
    // By its text as it is: what it prints may hold more of its like, and each would be read for each that it lies in.
    let words = element.text();
    let words = words.trim_matches(is_blank);
    let has_own = words.starts_with('[') && words.ends_with(']');
    let short = count_words(words, MOST_UNCLEAR + 1) <= MOST_UNCLEAR
        && !words.contains(['.', '!', ';', ':', '?', '[', ']', ',']);
    let gets = !has_own && !words.is_empty() && (short || element.name == "supplied");
    gets.then_some(closing)
}

/// All words in an element, behind all others those that are none of the text as it runs on: footnotes, other readings, struck words.
pub(super) fn printed(element: &Element, how: How) -> String {
    let mut out = Out {
        how,
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
    how: How,
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
        } else if is_footnote(element) || is_out(element, self.how.changes) {
            self.stands_apart(element);
        } else if is_choice(element) {
            let kept = kept_reading(element);
            for child in &element.children {
                match child {
                    Node::Text(text) => self.text(text),
                    Node::Element(reading)
                        if kept.is_some_and(|kept| std::ptr::eq(kept, reading)) =>
                    {
                        self.element(reading, element, in_token);
                    }
                    Node::Element(reading) => self.stands_apart(reading),
                }
            }
        } else if is_token(element) && !in_token {
            if joined(element, "left") {
                self.glue();
            }
            self.inside(element, true);
            if joined(element, "right") {
                self.glue();
            } else if self.how.joins {
                self.end_word();
            }
        } else if within_words(element)
            && !is_paragraph_of(element, parent)
            && bracket_of(element).is_none()
        {
            self.inside(element, in_token);
        } else {
            self.end_word();
            self.inside(element, in_token);
            self.end_word();
        }
    }

    fn stands_apart(&mut self, element: &Element) {
        self.apart.push_str(&printed(element, self.how));
        self.apart.push(' ');
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

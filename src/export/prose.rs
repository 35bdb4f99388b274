//! An editor's Markdown as others can read it: its wiki links are links.

use super::{Given, place::address};
use crate::reader::{LinkSyntax, Prose, TranscriptIndex, links_of_markdown};

/// The Markdown with `[words](address)` in the place of each wiki link; `inside` is the transcript that `#p4` is meant in. What leads nowhere stays as
/// its words.
pub(super) fn linked(given: &Given<'_>, prose: &Prose, inside: Option<TranscriptIndex>) -> String {
    let text = prose.text.trim_end();
    let mut linked = String::with_capacity(text.len());
    let mut done = 0;
    for link in links_of_markdown(text) {
        if link.kind != LinkSyntax::Wiki || link.range.start < done {
            continue;
        }
        linked.push_str(&text[done..link.range.start]);
        done = link.range.end;
        let to = given.reader.destination(&link.target, inside);
        let title = || to.map(|to| given.reader.name(to.thing).to_owned());
        let words = link.words.clone().or_else(title);
        let words = escaped(&words.unwrap_or_else(|| link.target.clone()));
        match to {
            Some(to) => {
                let address = address(given, to);
                linked.push_str(&format!("[{words}](<{address}>)"));
            }
            None => linked.push_str(&words),
        }
    }
    linked.push_str(&text[done..]);
    linked
}

/// Words that Markdown (CommonMark 0.31) shows as they are, wherever in a line they stand.
pub(super) fn escaped(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        if matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '$' | '#'
        ) {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

/// The same at the beginning of a paragraph, where more signs mean something.
pub(super) fn escaped_beginning(words: &str) -> String {
    let mut escaped = escaped(words);
    let digits = escaped.bytes().take_while(u8::is_ascii_digit).count();
    match escaped[digits..].chars().next() {
        // A list's number (section 5.2).
        Some('.' | ')') if digits > 0 => escaped.insert(digits, '\\'),
        // A list's sign, or a line that makes a heading of the paragraph before it.
        Some('+' | '-' | '=' | ':') if digits == 0 => escaped.insert(0, '\\'),
        // Blanks would go, or make code of it (section 4.4).
        Some(blank @ (' ' | '\t')) if digits == 0 => {
            escaped.replace_range(..1, entity(blank));
        }
        Some(_) | None => {}
    }
    escaped
}

/// The end of a paragraph, already escaped: a blank there would go.
pub(super) fn kept_end(escaped: &mut String) {
    if let Some(blank @ (' ' | '\t')) = escaped.chars().next_back() {
        escaped.pop();
        escaped.push_str(entity(blank));
    }
}

fn entity(blank: char) -> &'static str {
    match blank {
        '\t' => "&#9;",
        _ => "&#32;",
    }
}

//! Values as a page prints them.

use crate::{
    archive::{Coordinates, ParagraphId, Record},
    reader::NoteTitle,
    text::{self, Words},
    view::ContactView,
};

/// `ltr` or `rtl`, after the language's usual script.
pub(super) fn direction(language: &str) -> &'static str {
    match text::script::runs_from_right(language) {
        true => "rtl",
        false => "ltr",
    }
}

/// A name in a sentence that stands where no tags may: in the description of a picture, in an attribute. `language` is the page's.
pub(super) fn isolated(language: &str, name: &str) -> String {
    text::script::isolated(name, text::script::runs_from_right(language))
}

/// What a note is called.
pub(super) fn note_title(words: &Words, title: &NoteTitle) -> String {
    match title {
        NoteTitle::Written(title) | NoteTitle::Words(title) => title.clone(),
        NoteTitle::Whole => words.on_whole(),
    }
}

/// "¶ 5" or "¶¶ 8–9".
pub(super) fn paragraphs(words: &Words, first: ParagraphId, last: ParagraphId) -> String {
    let (from, to) = (first.bare().to_string(), last.bare().to_string());
    match first == last {
        true => words.paragraph_sign(&from),
        false => words.paragraphs_sign(&from, &to),
    }
}

/// "50.8467° N, 4.3525° E".
pub(super) fn coordinates(words: &Words, at: Coordinates) -> String {
    let degrees = |value: f64| value.abs().to_string();
    let latitude = match at.latitude < 0.0 {
        true => words.latitude_south(&degrees(at.latitude)),
        false => words.latitude_north(&degrees(at.latitude)),
    };
    let longitude = match at.longitude < 0.0 {
        true => words.longitude_west(&degrees(at.longitude)),
        false => words.longitude_east(&degrees(at.longitude)),
    };
    words.coordinates(&latitude, &longitude)
}

/// `press-conference` in the words of the page; a form that these do not know as it is written, "Budget speech".
pub(super) fn form(words: &Words, form: &str) -> String {
    let name = form.trim().to_lowercase().replace(['-', ' '], "_");
    words
        .title_of(&format!("form_{name}"))
        .unwrap_or_else(|| as_title(form))
}

/// `budget-speech` -> "Budget speech".
pub(super) fn as_title(written: &str) -> String {
    let words = written.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars
        .next()
        .map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// What a kind of record means, in words.
pub(super) fn record_text(words: &Words, record: Record) -> String {
    match record {
        Record::Verbatim => words.record_verbatim(),
        Record::Edited => words.record_edited(),
        Record::Summary => words.record_summary(),
        Record::Machine => words.record_machine(),
        Record::MachineChecked => words.record_machine_checked(),
    }
}

/// A mail address becomes a `mailto:` link, a web address a link, other words stay words.
pub(super) fn contact(written: &str) -> ContactView {
    let text = written.trim().to_owned();
    let web =
        text.starts_with("https://") || text.starts_with("http://") || text.starts_with("mailto:");
    let mail = text.contains('@') && !text.contains(char::is_whitespace) && !text.contains('/');
    let href = match (web && text::is_safe_address(&text), mail) {
        (true, _) => Some(text.clone()),
        (false, true) => Some(format!("mailto:{text}")),
        (false, false) => None,
    };
    ContactView {
        text: text.trim_start_matches("mailto:").to_owned(),
        href,
    }
}

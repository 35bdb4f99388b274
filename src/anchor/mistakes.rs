//! Mistakes that editors make in a quote: a label in it, or an ellipsis.

use super::{
    find::occurrences,
    search::{Search, Sought},
};
use crate::{
    source::{
        Spanned,
        diag::{Code, Diagnostic},
    },
    text::{quoted, yaml_key},
};

/// How many colons of a quote are looked at for a label before them.
const MOST_COLONS: usize = 8;

/// Mistakes that editors make: a label or an ellipsis in the quote.
pub(super) fn mistake(search: &Search<'_>, sought: &Sought<'_>) -> Option<Diagnostic> {
    with_label(search, sought).or_else(|| with_ellipsis(search, sought))
}

/// The quote begins with, or holds, a speaker's label.
fn with_label(search: &Search<'_>, sought: &Sought<'_>) -> Option<Diagnostic> {
    let words = sought.words;
    let text = words.value.as_str();
    let (label, colon, at) = label_in(search, text)?;
    let rest = text[colon..].trim_start_matches([':', '：']).trim();
    let first = text[..at].trim();
    let remark = Diagnostic::at(
        Code::QuoteNotFound,
        words.span,
        format!("the label `{label}:` is not part of the words"),
    )
    .note(
        "labels, marks of time and page, and Markdown are taken off before a quote is looked for",
    );
    let found = |part: &str| occurrences(search.text, part, sought.within.as_ref()) == 1;
    match (first, rest) {
        ("", rest) if found(rest) => Some(remark.fix(words.span, quoted(rest), "leave the label off")),
        (first, "") if found(first) => Some(remark.fix(words.span, quoted(first), "leave the label off")),
        (first, rest) if !first.is_empty() && found(first) && found(rest) => {
            Some(remark.help(format!("a passage that runs on into another turn is written with its ends:\nfrom: {}\nto: {}", quoted(first), quoted(rest))))
        }
        _ => None,
    }
}

/// Words less the label that they begin with, and what to say of it, if nobody declared that label though others are: the editor copied a
/// line that is a turn only because it looks like one, and a note must not fail for what postil guesses.
pub(super) fn behind_guess<'w>(
    search: &Search<'_>,
    words: &'w Spanned<String>,
) -> Option<(&'w str, Diagnostic)> {
    let text = words.value.as_str();
    let (label, colon, 0) = label_in(search, text)? else {
        return None;
    };
    if !search.is_guess(label) {
        return None;
    }
    let rest = text[colon..].trim_start_matches([':', '：']).trim();
    let told = Diagnostic::at(
        Code::UndeclaredLabel,
        words.span,
        format!("`{label}:` was taken for a label, so this passage begins behind it"),
    )
    .fix(words.span, quoted(rest), "leave the label off")
    .help(format!(
        "or say in the header of the transcript that it is words:\nspeakers:\n  {}: false",
        yaml_key(label)
    ));
    (!rest.is_empty()).then_some((rest, told))
}

/// The first label in a quote that a colon follows, where that colon stands, and where the label begins.
fn label_in<'s>(search: &Search<'_>, text: &'s str) -> Option<(&'s str, usize, usize)> {
    let colons = text.match_indices([':', '：']).take(MOST_COLONS);
    colons.into_iter().find_map(|(colon, _)| {
        let before = text[..colon].strip_suffix(' ').unwrap_or(&text[..colon]);
        let far = before.floor_char_boundary(before.len().saturating_sub(search.longest_label()));
        // The longest label that ends here and begins with a word.
        let begins = |at: usize| at == 0 || text[..at].ends_with(char::is_whitespace);
        let mut starts = before[far..].char_indices().map(|(i, _)| far + i);
        let at = starts.find(|&at| begins(at) && search.is_label(&before[at..]))?;
        Some((&before[at..], colon, at))
    })
}

/// The quote leaves out words with an ellipsis.
fn with_ellipsis(search: &Search<'_>, sought: &Sought<'_>) -> Option<Diagnostic> {
    let words = sought.words;
    let text = words.value.as_str();
    let sign = ["[...]", "[…]", "(...)", "(…)", "...", "…"]
        .into_iter()
        .find(|sign| text.contains(sign))?;
    let mut parts = text.split(sign).map(str::trim).filter(|p| !p.is_empty());
    let first = parts.next()?;
    let last = parts.last();
    let remark = Diagnostic::at(
        Code::QuoteNotFound,
        words.span,
        format!("the ellipsis `{sign}` is not in the transcript"),
    );
    let plain = |part: &str| occurrences(search.text, part, sought.within.as_ref()) > 0;
    match last {
        Some(last) if plain(first) && plain(last) => Some(remark.help(format!(
            "a passage with words left out is written with its ends:\nfrom: {}\nto: {}",
            quoted(first),
            quoted(last)
        ))),
        None if plain(first) => {
            Some(remark.fix(words.span, quoted(first), "leave the ellipsis off"))
        }
        Some(_) | None => None,
    }
}

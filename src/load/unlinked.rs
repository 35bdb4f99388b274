//! What looks like a link in a `.md` transcript and is shown as it is typed.
//!
//! The words stay as they are: they are the source's. But whoever wrote `[map](assets/my map.pdf)` meant a link.

use std::ops::Range;

use memchr::memmem;

use crate::{
    archive::{FormatKind, Paragraph, Transcript},
    diag::{Code, Diagnostic},
    source::Sources,
};

/// The remarks on a transcript that was read from a `.md`.
pub(super) fn told(transcript: &Transcript, sources: &Sources) -> Vec<Diagnostic> {
    let finder = memmem::Finder::new(b"](");
    let mut remarks = Vec::new();
    for paragraph in &transcript.paragraphs {
        let whole = paragraph.bytes();
        let mut hits = finder.find_iter(&transcript.text.as_bytes()[whole.clone()]);
        let Some(first) = hits.next() else { continue };
        let code = code(paragraph);
        let hits = std::iter::once(first)
            .chain(hits)
            .map(|at| whole.start + at);
        let words = hits.filter(|at| {
            let next = code.partition_point(|range| range.start as usize <= *at);
            next == 0 || code[next - 1].end as usize <= *at
        });
        remarks.extend(words.filter_map(|at| remark(transcript, &whole, at, sources)));
    }
    remarks
}

/// The inline code of a paragraph, in order.
fn code(paragraph: &Paragraph) -> Vec<&Range<u32>> {
    let formats = paragraph.formats.iter();
    let code = formats.filter(|format| matches!(format.kind, FormatKind::Code));
    code.map(|format| &format.range).collect()
}

/// How many bytes before and after `](` belong to a link at most.
const REACH: usize = 1000;

fn remark(
    transcript: &Transcript,
    whole: &Range<usize>,
    at: usize,
    sources: &Sources,
) -> Option<Diagnostic> {
    let text = &transcript.text;
    let from = text.ceil_char_boundary(at.saturating_sub(REACH).max(whole.start));
    let to = text
        .floor_char_boundary((at + REACH).min(whole.end))
        .max(at + 2);
    let begin = from + text.get(from..at)?.rfind('[')?;
    // Images are words in a transcript, and told as such.
    if text[whole.start..begin].ends_with('!') {
        return None;
    }
    let rest = &text[at + 2..to];
    let end = rest.find(')').map_or_else(
        || rest.find(char::is_whitespace).unwrap_or(rest.len()),
        |end| end + 1,
    );
    let address = rest[..end].trim_end_matches(')');
    if !is_like_an_address(address) {
        return None;
    }
    let span = transcript.span(begin..at + 2 + end);
    let file = sources.text(transcript.identity.source).as_bytes();
    let before = (span.start as usize)
        .checked_sub(1)
        .and_then(|i| file.get(i));
    if before == Some(&b'\\') {
        return None;
    }
    let why = match address.contains(char::is_whitespace) {
        true => "its address ends at a blank",
        false => "its address has no end",
    };
    Some(
        Diagnostic::at(
            Code::HalfLink,
            span,
            format!("`{}` looks like a link and is none: {why}", &text[begin..at + 2 + end]),
        )
        .help("a link is written `[words](address)`, with blanks in the address `[words](<address>)`; `\\[` is a bracket that is a word"),
    )
}

/// Whether words in round brackets are an address rather than a remark.
fn is_like_an_address(words: &str) -> bool {
    let lower = words.trim_start().to_ascii_lowercase();
    let begins = [
        "http://", "https://", "mailto:", "www.", "assets/", "./", "../", "/", "#", "<",
    ];
    let last = lower.rsplit(char::is_whitespace).next().unwrap_or_default();
    let file = last.rsplit_once('.').is_some_and(|(_, ending)| {
        (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    begins.iter().any(|begin| lower.starts_with(begin)) || file
}

//! What looks like a link in a `.md` transcript and is shown as it is typed.
//!
//! The words stay as they are: they are the source's. But whoever wrote `[map](assets/my map.pdf)` meant a link.

use std::ops::Range;

use memchr::memmem;

use crate::{
    archive::{Footnote, FormatKind, Paragraph, Transcript},
    source::{
        Sources,
        diag::{Code, Diagnostic},
    },
};

/// The remarks on a transcript that was read from a `.md`.
pub(super) fn told(transcript: &Transcript, sources: &Sources) -> Vec<Diagnostic> {
    let finder = memmem::Finder::new(b"](");
    let mut remarks = Vec::new();
    for paragraph in &transcript.paragraphs {
        let whole = paragraph.bytes();
        let mut hits = finder.find_iter(&transcript.text.as_bytes()[whole.clone()]);
        let Some(first) = hits.next() else {
            continue;
        };
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
    for paragraph in &transcript.paragraphs {
        remarks.extend(signs(transcript, paragraph, sources));
    }
    remarks.extend(transcript.footnotes.iter().filter_map(in_footnote));
    remarks
}

/// The remarks on what no source prints in its words: a footnote that nothing defines, a wiki link with words, an address behind a blank.
fn signs(transcript: &Transcript, paragraph: &Paragraph, sources: &Sources) -> Vec<Diagnostic> {
    let whole = paragraph.bytes();
    let words = &transcript.text[whole.clone()];
    let file = sources.text(transcript.identity.source).as_bytes();
    let opens = memchr::memchr_iter(b'[', words.as_bytes());
    let code = code(paragraph);
    let mut until = 0;
    let found = opens.filter_map(|open| {
        if open < until {
            return None;
        }
        let (length, why, help) = sign(&words[open..])?;
        let at = whole.start + open;
        let within = code.partition_point(|range| range.start as usize <= at);
        let code = within > 0 && code[within - 1].end as usize > at;
        let span = transcript.span(at..at + length);
        let before = (span.start as usize)
            .checked_sub(1)
            .and_then(|i| file.get(i));
        if code || before == Some(&b'\\') {
            return None;
        }
        until = open + length;
        let typed = &words[open..open + length];
        Some(
            Diagnostic::at(
                Code::HalfLink,
                span,
                format!("`{typed}` is shown as it is typed: {why}"),
            )
            .help(help),
        )
    });
    found.collect()
}

/// What `words`, which begin with a bracket, begin with: its length, why it is no link, what to do.
fn sign(words: &str) -> Option<(usize, &'static str, &'static str)> {
    let reach = &words[..words.floor_char_boundary(words.len().min(REACH))];
    // A run of brackets is not looked through again and again.
    let from = 1 + usize::from(reach[1..].starts_with('['));
    let close = reach[from..].find(['[', ']', '\n']).map(|at| from + at)?;
    let inside = &reach[1..close];
    let name = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
    if !reach[close..].starts_with(']') {
        return None;
    }
    if inside.strip_prefix('^').is_some_and(name) {
        return Some((
            close + 1,
            "no footnote of this name is defined in this text",
            "write its words in a line of their own: `[^1]: words`; `\\[` is a bracket that is a word",
        ));
    }
    if let Some((id, shown)) = inside.strip_prefix('[').and_then(|i| i.split_once('|'))
        && name(id.trim())
        && !shown.is_empty()
        && reach[close..].starts_with("]]")
    {
        return Some((
            close + 2,
            "a transcript has no wiki links",
            "write a note on these words that has the link; `\\[` is a bracket that is a word",
        ));
    }
    let behind = reach[close + 1..].strip_prefix(" (")?;
    let end = behind.find([')', ' ', '\n'])?;
    let address = ["http://", "https://", "assets/"];
    let address = address.iter().any(|begin| behind.starts_with(begin));
    (address && behind[end..].starts_with(')')).then_some((
        close + 3 + end + 1,
        "a blank stands between its words and its address",
        "take the blank out; `\\[` is a bracket that is a word",
    ))
}

/// The remark on a link in a footnote, whose words are shown as typed.
fn in_footnote(footnote: &Footnote) -> Option<Diagnostic> {
    let text = &footnote.text;
    let mut links = memmem::find_iter(text.as_bytes(), b"](");
    let address = links.find_map(|at| {
        let rest = &text[at + 2..];
        let address = &rest[..rest.find(')').unwrap_or(rest.len())];
        is_like_an_address(address).then_some(address)
    })?;
    let message = format!(
        "the link to `{address}` is shown as it is typed: a footnote of a transcript has no links"
    );
    Some(
        Diagnostic::at(Code::HalfLink, footnote.span, message)
            .help("write the address itself, or a note on the words of the footnote's paragraph"),
    )
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
    let none = matches!(address.trim(), "" | "<>");
    if !none && !is_like_an_address(address) {
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
    let ended = rest[..end].ends_with(')');
    let why = match address.trim() {
        _ if text[begin + 1..at].trim().is_empty() => "no words stand in it",
        _ if none && ended => "no address stands in it",
        blanks if blanks.contains(char::is_whitespace) => "its address ends at a blank",
        _ => "its address has no end",
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

//! Comments as Markdown (CommonMark 0.31).

use super::{formats::formats, para::Para};
use crate::archive::{Format, FormatKind};

/// Paragraphs with blank lines between them: the text of a note.
pub(super) fn text(paragraphs: &[Para], links: &[String]) -> String {
    written(paragraphs, links).join("\n\n")
}

/// Words without looks.
pub(super) fn words(words: &str) -> String {
    let mut para = Para::default();
    para.push(words, Default::default());
    paragraph(&para.tidy(), &[])
}

/// The addresses that were written beside their words.
pub(super) fn addresses(paragraphs: &[Para], links: &[String]) -> Vec<String> {
    let mut found = Vec::new();
    for para in paragraphs {
        let para = para.tidy();
        for format in formats(&para, links, &mut |_| None) {
            if let FormatKind::Link(address) = &format.kind
                && can_be_said(&para.text, &format)
                && !is_bare(&para, &format)
            {
                found.push(address.clone());
            }
        }
    }
    found
}

fn written(paragraphs: &[Para], links: &[String]) -> Vec<String> {
    let parts = paragraphs.iter().map(Para::tidy);
    let written = parts.map(|part| paragraph(&part, links));
    written.filter(|words| !words.is_empty()).collect()
}

fn paragraph(para: &Para, links: &[String]) -> String {
    let text = para.text.as_str();
    let all = formats(para, links, &mut |_| None);
    let formats: Vec<&Format> = all.iter().filter(|f| can_be_said(text, f)).collect();
    let mut next = formats.into_iter().peekable();
    let mut open: Vec<&Format> = Vec::new();
    let mut out = String::with_capacity(text.len() + 16);
    let ends = text.char_indices().map(|(at, c)| (at, Some(c)));
    for (at, c) in ends.chain([(text.len(), None)]) {
        while let Some(format) = open.pop_if(|format| format.range.end as usize <= at) {
            out.push_str(&closing(para, format));
        }
        while let Some(format) = next.next_if(|format| format.range.start as usize <= at) {
            out.push_str(opening(para, format));
            open.push(format);
        }
        let Some(c) = c else { break };
        let bare = open.iter().any(|format| is_bare(para, format));
        if !bare && is_sign(text, at, c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn opening(para: &Para, format: &Format) -> &'static str {
    match &format.kind {
        FormatKind::Emphasis => "*",
        FormatKind::Strong => "**",
        FormatKind::Link(_) if is_bare(para, format) => "<",
        FormatKind::Link(_) => "[",
        FormatKind::Code | FormatKind::Footnote(_) => "",
    }
}

fn closing(para: &Para, format: &Format) -> String {
    match &format.kind {
        FormatKind::Link(_) if is_bare(para, format) => ">".to_owned(),
        FormatKind::Link(address) => format!("](<{address}>)"),
        _ => opening(para, format).to_owned(),
    }
}

/// Whether a link's words are its address, so that this need not be said twice (section 6.5).
pub(super) fn is_bare(para: &Para, format: &Format) -> bool {
    matches!(&format.kind, FormatKind::Link(address)
        if covered(para, format) == address && address.contains("://") && !address.contains(['<', '>', ' ']))
}

fn covered<'p>(para: &'p Para, format: &Format) -> &'p str {
    let range = format.range.start as usize..format.range.end as usize;
    para.text.get(range).unwrap_or_default()
}

/// Whether the signs of emphasis would be taken for such (section 6.2).
fn can_be_said(text: &str, format: &Format) -> bool {
    let (start, end) = (format.range.start as usize, format.range.end as usize);
    let words = text.get(start..end).unwrap_or_default();
    if let FormatKind::Link(address) = &format.kind {
        return !address.contains(['<', '>', '\n']);
    }
    let before = text.get(..start).and_then(|t| t.chars().next_back());
    let behind = text.get(end..).and_then(|t| t.chars().next());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (first, last) = (words.chars().next(), words.chars().next_back());
    (letter(first) || !letter(before)) && (letter(last) || !letter(behind))
}

/// Whether a sign that is a word would mean something.
fn is_sign(text: &str, at: usize, c: char) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let next = text.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '*' | '`' | '[' | ']' | '<' | '~' => true,
        '_' => !(letter(before.chars().next_back()) && letter(next)),
        '&' => letter(next) || next == Some('#'),
        '!' => next == Some('['),
        // Signs that mean something at the start of a line: headings, quotes, lists, rules, tables.
        '#' | '>' | '-' | '+' | '=' | '|' | ':' => before.is_empty(),
        '.' | ')' => {
            !before.is_empty() && before.len() < 10 && before.bytes().all(|b| b.is_ascii_digit())
        }
        _ => false,
    }
}

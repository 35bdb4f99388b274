//! A paragraph's line in a `.md`: words with the signs of Markdown and of the source round them, and back-slashes before what only looks like such a sign.

use super::said::{Label, Paragraph};
use crate::archive::{Format, FormatKind, ListIndex};

/// One of the ways to write a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Way {
    /// Whether every sign that may mean something is escaped, or only those that seem to.
    pub(super) careful: bool,
    /// Whether emphasis, links and code are left out; footnotes stay.
    pub(super) bare: bool,
    /// Whether the words stand on the line below their label.
    pub(super) below: bool,
    /// Whether a back-slash says that no label begins the words.
    pub(super) no_label: bool,
    /// Whether a label that ends in a full stop has no colon.
    pub(super) stopped: bool,
}

/// The signs that a back-slash can stand before.
const SIGNS: &str = "\\*_`[]<";

/// The line, or two of them.
pub(super) fn line(paragraph: &Paragraph, way: Way) -> String {
    let mut line = String::new();
    if let Some(label) = &paragraph.label {
        line.push_str(&head(label, way));
        line.push(if way.below { '\n' } else { ' ' });
    }
    if way.no_label {
        line.push('\\');
    }
    line + &words(paragraph, way)
}

fn head(label: &Label, way: Way) -> String {
    let name = label.printed.as_ref().unwrap_or(&label.declared);
    let direction = label
        .direction
        .iter()
        .map(|direction| format!(" {direction}"));
    let colon = if way.stopped && name.ends_with('.') {
        ""
    } else {
        ":"
    };
    format!("{name}{}{colon}", direction.collect::<String>())
}

/// A heading's line.
pub(super) fn heading(level: u8, words: &str, careful: bool) -> String {
    let way = Way {
        careful,
        ..Way::default()
    };
    let words = self::words(&Paragraph::of(words), way);
    format!("{} {words}", "#".repeat(usize::from(level)))
}

fn words(paragraph: &Paragraph, way: Way) -> String {
    let text = paragraph.text.as_str();
    let kept = |format: &&Format| !way.bare || matches!(format.kind, FormatKind::Footnote(_));
    let formats: Vec<&Format> = paragraph.formats.iter().filter(kept).collect();
    let mut out = String::with_capacity(text.len() + 16);
    let mut open: Vec<&Format> = Vec::new();
    let mut next = formats.iter().copied().peekable();
    let mut marks = paragraph.marks.iter().peekable();
    let ends = text
        .char_indices()
        .map(|(at, c)| (at, Some(c)))
        .chain([(text.len(), None)]);
    for (at, c) in ends {
        while let Some(format) = open.pop_if(|format| format.range.end as usize <= at) {
            out.push_str(&closing(format, text));
        }
        // A footnote's sign stands directly behind its word, and a mark behind both.
        let sign = |format: &&Format| {
            at > 0 && format.range.is_empty() && format.range.start as usize <= at
        };
        while let Some(footnote) = next.next_if(sign) {
            out.push_str(&opening(footnote, text));
        }
        while let Some(mark) = marks.next_if(|mark| mark.at as usize <= at) {
            push_mark(&mut out, &mark.text, &text[..at], c);
        }
        while let Some(format) = next.next_if(|format| format.range.start as usize <= at) {
            out.push_str(&opening(format, text));
            if format.range.start < format.range.end {
                open.push(format);
            }
        }
        let Some(c) = c else { break };
        let code = open
            .last()
            .is_some_and(|format| format.kind == FormatKind::Code);
        if !code && escaped(text, at, c, way.careful) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// A mark brings a blank of its own, where one stands beside it.
fn push_mark(out: &mut String, mark: &str, before: &str, next: Option<char>) {
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let (first, behind) = (blank(before.chars().next_back()), blank(next));
    match (first, behind) {
        (true, _) => out.push_str(&format!("[{mark}] ")),
        (false, true) => out.push_str(&format!(" [{mark}]")),
        (false, false) => out.push_str(&format!("[{mark}]")),
    }
}

fn opening(format: &Format, text: &str) -> String {
    match &format.kind {
        FormatKind::Emphasis => "*".to_owned(),
        FormatKind::Strong => "**".to_owned(),
        FormatKind::Code => {
            let (ticks, blank) = fence(format, text);
            ticks + blank
        }
        FormatKind::Link(_) => "[".to_owned(),
        FormatKind::Footnote(number) => format!("[^{}]", number.place() + 1),
    }
}

fn closing(format: &Format, text: &str) -> String {
    match &format.kind {
        FormatKind::Code => {
            let (ticks, blank) = fence(format, text);
            blank.to_owned() + &ticks
        }
        FormatKind::Link(address) => match address.contains([' ', '(', ')', '<']) {
            true => format!("](<{address}>)"),
            false => format!("]({address})"),
        },
        FormatKind::Emphasis | FormatKind::Strong | FormatKind::Footnote(_) => {
            opening(format, text)
        }
    }
}

/// The backticks round code, one more than it has in a row, and the blank that sets them apart from it (CommonMark 0.31, section 6.1).
fn fence(format: &Format, text: &str) -> (String, &'static str) {
    let range = format.range.start as usize..format.range.end as usize;
    let code = text.get(range).unwrap_or_default();
    let longest = code
        .split(|c| c != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let apart = code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']);
    ("`".repeat(longest + 1), if apart { " " } else { "" })
}

/// Whether a sign that is a word needs a back-slash to be one.
fn escaped(text: &str, at: usize, c: char, careful: bool) -> bool {
    if c == '#' {
        return at == 0 || careful && text[..at].ends_with(char::is_whitespace);
    }
    if !SIGNS.contains(c) {
        return false;
    }
    if careful {
        return true;
    }
    let before = text[..at].chars().next_back();
    let behind = &text[at + c.len_utf8()..];
    let next = behind.chars().next();
    let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '*' => !(blank(before) && blank(next)),
        '_' => !(letter(before) && letter(next) || blank(before) && blank(next)),
        '[' => bracket_means(behind),
        ']' => false,
        '<' => letter(next) || matches!(next, Some('/' | '!' | '?')),
        _ => true,
    }
}

/// Whether what stands behind a bracket makes it look like a mark, a footnote's sign or a link.
fn bracket_means(behind: &str) -> bool {
    let inside = behind.trim_start();
    let marked = inside.starts_with(|c: char| c.is_ascii_digit())
        || inside.starts_with("p.")
        || inside.starts_with("pp.");
    marked
        || inside.starts_with(['^', '['])
        || ["](", "][", "]:"].iter().any(|link| behind.contains(link))
}

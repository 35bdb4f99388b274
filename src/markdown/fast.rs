//! The short way for texts without any sign of Markdown, which many notes are.

use super::escape;

/// The paragraphs of a text in which no byte can mean anything to Markdown, each as it stands, lines and all; `None`
/// if one might.
///
/// It may say no too often but never yes too often: a line that begins with a digit, sign or blank, a blank before a
/// line's end (a hard break) and any control character are left to the parser.
pub(super) fn paragraphs(markdown: &str) -> Option<impl Iterator<Item = &str>> {
    let markdown = markdown.trim_end_matches(['\n', ' ']);
    let mut line_starts = true;
    let mut before = 0;
    for byte in markdown.bytes() {
        let plain = match MEANING[usize::from(byte)] {
            Meaning::None => true,
            Meaning::InFront => !line_starts,
            Meaning::Line => before != b' ',
            Meaning::Any => false,
        };
        if !plain {
            return None;
        }
        line_starts = byte == b'\n';
        before = byte;
    }
    let paragraphs = markdown.split("\n\n").map(|p| p.trim_matches('\n'));
    Some(paragraphs.filter(|p| !p.is_empty()))
}

/// Where a byte may mean something to Markdown.
#[derive(Clone, Copy)]
enum Meaning {
    None,
    /// At the beginning of a line.
    InFront,
    /// The end of a line, before which a blank does.
    Line,
    Any,
}

const MEANING: [Meaning; 256] = {
    let mut table = [Meaning::None; 256];
    let mut byte = 0;
    while byte < 0x80 {
        table[byte] = match byte as u8 {
            b'\n' => Meaning::Line,
            0..0x20 | 0x7f | b'*' | b'_' | b'[' | b']' | b'<' | b'&' => Meaning::Any,
            b'`' | b'~' | b'|' | b'\\' => Meaning::Any,
            b'a'..=b'z' | b'A'..=b'Z' | b'"' | b'\'' | b'(' => Meaning::None,
            _ => Meaning::InFront,
        };
        byte += 1;
    }
    table
};

/// Writes such a text as HTML, if it is one.
pub(super) fn render(markdown: &str) -> Option<String> {
    let paragraphs = paragraphs(markdown)?;
    let mut html = String::with_capacity(markdown.len() + 16);
    for paragraph in paragraphs {
        html.push_str("<p>");
        escape::text(paragraph, &mut html);
        html.push_str("</p>\n");
    }
    Some(html)
}

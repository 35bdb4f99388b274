//! One file's text: size, line length and encoding are checked before anything else looks at it.

use std::ops::Range;

use super::{damage, unmarked};
use crate::{
    leftover,
    source::{
        SourceId, Sources, Span,
        diag::{Code, Diagnostic},
        files::FileBytes,
    },
};

/// What a file may be at most.
pub mod limits {
    /// Bytes of a text file: 32 MiB, some 600 hours of speech.
    pub const FILE: u64 = 32 * 1024 * 1024;
    /// Bytes of a line: 1 MiB.
    pub const LINE: usize = 1024 * 1024;
    /// How many times larger the ledger of a transcript may be, and its lines: it has words that the transcript no longer has, with what is known of
    /// them.
    pub const LEDGER: usize = 4;
}

/// Reads a text file; what is wrong with it is told, and nothing is given.
pub(super) fn read(
    source: SourceId,
    sources: &Sources,
    diags: &mut Vec<Diagnostic>,
) -> Option<String> {
    let text = utf8(source, sources, 1, diags)?;
    if let Some(remark) = leftover::told(source, &text) {
        diags.push(remark);
        return None;
    }
    if let Some(remark) = long_line(source, &text, 1) {
        diags.push(remark);
        return None;
    }
    if let Some(remark) = damage::told(source, &text) {
        let refused = remark.code == Code::NulCharacter;
        diags.push(remark);
        if refused {
            return None;
        }
    }
    Some(text)
}

/// Reads the file of a ledger, whose words were looked at where they come from; what is wrong with it is told, but not what a merge left.
pub(super) fn read_ledger(
    source: SourceId,
    sources: &Sources,
    diags: &mut Vec<Diagnostic>,
) -> Option<String> {
    let text = utf8(source, sources, limits::LEDGER, diags)?;
    let pointer = leftover::pointer(source, text.as_bytes());
    match pointer.or_else(|| long_line(source, &text, limits::LEDGER)) {
        Some(remark) => {
            diags.push(remark);
            None
        }
        None => Some(text),
    }
}

/// The text of a file that is at most so many times as large as a text may be.
fn utf8(
    source: SourceId,
    sources: &Sources,
    times: usize,
    diags: &mut Vec<Diagnostic>,
) -> Option<String> {
    let most = limits::FILE * times as u64;
    let bytes = match sources.take(source, most) {
        Ok(FileBytes::Whole(bytes)) => bytes,
        Ok(FileBytes::Larger(size)) => {
            diags.push(too_large(source, size, most));
            return None;
        }
        Err(e) => {
            let message = format!("cannot be read: {e}");
            diags.push(Diagnostic::file(Code::Unreadable, source, message));
            return None;
        }
    };
    match String::from_utf8(bytes) {
        Ok(text) => Some(text),
        Err(e) => {
            diags.push(not_utf8(source, &e.utf8_error(), e.as_bytes()));
            None
        }
    }
}

/// The remark on a file that is copied unread, if it is only a pointer to its contents.
pub(super) fn pointer(source: SourceId, sources: &Sources) -> Option<Diagnostic> {
    let read = sources.read(source, leftover::LONGEST_POINTER);
    leftover::pointer(source, &read.ok()?.whole()?)
}

fn too_large(source: SourceId, size: u64, most: u64) -> Diagnostic {
    Diagnostic::file(
        Code::FileTooLarge,
        source,
        format!(
            "{} MiB is more than the {} MiB that a text file may have",
            size >> 20,
            most >> 20
        ),
    )
    .help("split it into several files")
}

fn not_utf8(source: SourceId, error: &std::str::Utf8Error, bytes: &[u8]) -> Diagnostic {
    let at = error.valid_up_to();
    let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    let remark = Diagnostic::at(
        Code::NotUtf8,
        Span::new(source, at..(at + 3).min(bytes.len())),
        "this is not UTF-8 text",
    )
    .label(format!(
        "the byte 0x{:02X}",
        bytes.get(at).copied().unwrap_or_default()
    ));
    if utf16 {
        remark.help("it looks like UTF-16: save it as UTF-8 in your editor")
    } else {
        remark
            .help("save the file as UTF-8 in your editor; it may be in Windows-1252 or ISO 8859-1")
    }
}

fn long_line(source: SourceId, text: &str, times: usize) -> Option<Diagnostic> {
    let most = limits::LINE * times;
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        if end - start > most {
            return Some(
                Diagnostic::at(
                    Code::LineTooLong,
                    Span::new(source, start..start),
                    format!(
                        "a line of {} KiB is longer than the {} KiB that a line may have",
                        (end - start) >> 10,
                        most >> 10
                    ),
                )
                .help("break it into paragraphs"),
            );
        }
        start = end + 1;
    }
    None
}

/// The parts of a file with front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FrontAndBody {
    /// The YAML between the two lines `---`; none if the file does not begin with one.
    pub(super) front: Option<Range<usize>>,
    /// The rest.
    pub(super) body: Range<usize>,
}

/// The byte after a byte-order mark.
pub(super) fn after_mark(text: &str) -> usize {
    if text.starts_with('\u{feff}') { 3 } else { 0 }
}

/// Whether the first line is `---`.
pub(super) fn has_front(text: &str) -> bool {
    let begin = after_mark(text);
    text[begin..line_end(text, begin)].trim_end() == "---"
}

/// Splits a file at its front matter; a byte-order mark is skipped.
pub(super) fn front_and_body(
    source: SourceId,
    text: &str,
    diags: &mut Vec<Diagnostic>,
) -> FrontAndBody {
    let begin = after_mark(text);
    let all = FrontAndBody {
        front: None,
        body: begin..text.len(),
    };
    if !has_front(text) {
        return all;
    }
    let first = line_end(text, begin);
    let yaml = next_line(text, first);
    let mut at = yaml;
    while at < text.len() {
        let end = line_end(text, at);
        if matches!(text[at..end].trim_end(), "---" | "...") {
            return FrontAndBody {
                front: Some(yaml..at),
                body: next_line(text, end)..text.len(),
            };
        }
        at = next_line(text, end);
    }
    diags.push(unmarked::without_end(source, text, begin..first, yaml));
    FrontAndBody {
        front: None,
        body: text.len()..text.len(),
    }
}

fn line_end(text: &str, from: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[from..]).map_or(text.len(), |i| from + i)
}

fn next_line(text: &str, end: usize) -> usize {
    (end + 1).min(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn front_matter_ends_at_its_line() {
        let mut diags = Vec::new();
        let text = "---\ntitle: x\n---\nbody\n---\nmore";
        let p = front_and_body(SourceId(0), text, &mut diags);
        assert_eq!(p.front.map(|r| &text[r]), Some("title: x\n"));
        assert_eq!(&text[p.body], "body\n---\nmore");
        let crlf = "\u{feff}---\r\ntitle: x\r\n---\r\n";
        let p = front_and_body(SourceId(0), crlf, &mut diags);
        assert_eq!(p.front.map(|r| &crlf[r]), Some("title: x\r\n"));
        assert_eq!(&crlf[p.body], "");
        assert!(diags.is_empty());
        front_and_body(SourceId(0), "---\ntitle: x\n", &mut diags);
        assert_eq!(diags[0].code, Code::FrontMatter);
    }
}

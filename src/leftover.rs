//! What version control leaves in a file in the place of words: the lines of an unresolved merge, and pointers to contents that were
//! not fetched.
//!
//! Texts of all kinds are looked at where they are read, once: a page that shows such lines is worse than one that is not built.

use std::ops::Range;

use memchr::memmem;

use crate::source::{
    SourceId, Span,
    diag::{Code, Diagnostic},
};

/// Bytes that a pointer has at most: Git LFS reads no longer ones as pointers, and git-annex writes one line.
pub const LONGEST_POINTER: u64 = 1024;

/// The remark on a text that holds what version control left there.
pub fn told(source: SourceId, text: &str) -> Option<Diagnostic> {
    pointer(source, text.as_bytes()).or_else(|| merge(source, text))
}

/// The remark on a file that is a pointer to its contents (Git LFS, git-annex). It is one as a whole, or not at all.
pub fn pointer(source: SourceId, bytes: &[u8]) -> Option<Diagnostic> {
    if bytes.len() as u64 > LONGEST_POINTER {
        return None;
    }
    let lfs = ["git-lfs", "hawser"].iter().any(|name| {
        let first = format!("version https://{name}.github.com/spec/");
        bytes.starts_with(first.as_bytes()) && memmem::find(bytes, b"\noid ").is_some()
    });
    let annex = bytes.starts_with(b"/annex/objects/");
    let (whose, command) = match (lfs, annex) {
        (true, _) => ("Git LFS", "git lfs pull"),
        (false, true) => ("git-annex", "git annex get"),
        (false, false) => return None,
    };
    let line = memchr::memchr(b'\n', bytes).unwrap_or(bytes.len());
    Some(
        Diagnostic::at(
            Code::PointerFile,
            Span::new(source, 0..line),
            format!("this is a pointer of {whose} in the place of the file itself"),
        )
        .note("the contents were not fetched when the repository was cloned or checked out")
        .help(format!("run `{command}`, and build again")),
    )
}

/// A line that stands between what two sides wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Marker {
    sign: u8,
    /// How many signs: seven, more where a merge was resolved inside another.
    length: usize,
    /// Whether something stands behind them: `<<<<<<< HEAD`.
    labelled: bool,
    line: Range<usize>,
}

/// The remark on the first unresolved merge of a text.
fn merge(source: SourceId, text: &str) -> Option<Diagnostic> {
    let mut markers: Vec<Marker> = [b'<', b'>', b'|']
        .into_iter()
        .flat_map(|sign| markers(text, sign))
        .collect();
    if markers.is_empty() {
        return None;
    }
    markers.extend(self::markers(text, b'='));
    markers.sort_by_key(|marker| marker.line.start);
    let first = (0..markers.len()).find(|&at| is_left(text, &markers, at))?;
    let at = &markers[first];
    let mut remark = Diagnostic::at(
        Code::MergeConflict,
        Span::new(source, at.line.clone()),
        format!(
            "an unresolved merge was left here: `{}`",
            shown(&text[at.line.clone()])
        ),
    );
    let rest = markers[first + 1..].iter();
    let same = rest.take_while(|m| m.sign != b'<' && at.sign != b'>');
    for marker in same.filter(|m| m.length == at.length).take(3) {
        let what = match marker.sign {
            b'|' => "what both sides had before begins here",
            b'=' => "what the other side wrote begins here",
            _ => "and ends here",
        };
        remark = remark.related(Span::new(source, marker.line.clone()), what);
        if marker.sign == b'>' {
            break;
        }
    }
    let more = markers[first + 1..].iter().filter(|m| m.sign == b'<');
    remark = match more.count() {
        0 => remark,
        1 => remark.note("there is one more in this file"),
        more => remark.note(format!("there are {more} more in this file")),
    };
    Some(remark.help("keep the words that are right, and take out the lines that begin with `<<<<<<<`, `|||||||`, `=======` and `>>>>>>>`"))
}

/// Whether a marker is one: some of these lines may be words by themselves (a line under a heading, a reply to a reply in a letter, an
/// empty row of a table).
fn is_left(text: &str, markers: &[Marker], at: usize) -> bool {
    let marker = &markers[at];
    let before = |sign: u8| {
        let mut before = markers[..at].iter();
        before.any(|m| m.sign == sign && m.length == marker.length)
    };
    let after = |sign: u8| {
        let mut after = markers[at + 1..].iter();
        after.any(|m| m.sign == sign && m.length == marker.length)
    };
    let alone = marker.length == 7 && marker.labelled;
    match marker.sign {
        b'<' => alone || (after(b'=') && after(b'>')),
        b'|' => {
            let row = text[marker.line.clone()]
                .trim_start_matches('|')
                .contains('|');
            (alone && !row) || (after(b'=') && after(b'>'))
        }
        b'>' => before(b'=') && (before(b'<') || alone) || (alone && !is_quoted(text, marker)),
        _ => false,
    }
}

/// Whether a line beside a marker begins with `>`, too.
fn is_quoted(text: &str, marker: &Marker) -> bool {
    let before = text[..marker.line.start].lines().next_back();
    let after = text[marker.line.end..].lines().nth(1);
    [before, after]
        .into_iter()
        .flatten()
        .any(|line| line.starts_with('>'))
}

/// The lines that begin with seven or more of `sign` and nothing else but a blank and words.
fn markers(text: &str, sign: u8) -> Vec<Marker> {
    let bytes = text.as_bytes();
    let begin = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut found = Vec::new();
    let mut at = begin;
    while let Some(hit) = memmem::find(&bytes[at..], &[sign; 7]) {
        let start = at + hit;
        let run = bytes[start..].iter().take_while(|&&b| b == sign).count();
        at = start + run;
        let at_front = start == begin || bytes[start - 1] == b'\n';
        let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |i| at + i);
        let rest = text[at..end].trim_end();
        if at_front && (rest.is_empty() || rest.starts_with([' ', '\t'])) {
            found.push(Marker {
                sign,
                length: run,
                labelled: !rest.is_empty(),
                line: start..at + rest.len(),
            });
        }
    }
    found
}

/// A line as it is named in a message.
fn shown(line: &str) -> String {
    match line.char_indices().nth(48) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Option<usize> {
        let remark = told(SourceId(0), text)?;
        let crate::source::diag::Place::Span(span) = remark.place else {
            return None;
        };
        Some(1 + text[..span.start as usize].matches('\n').count())
    }

    #[test]
    fn lines_of_a_merge_are_told_wherever_they_stand() {
        for (text, at) in [
            ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> main\n", 2),
            (
                "\u{feff}<<<<<<< HEAD\r\nb\r\n=======\r\nc\r\n>>>>>>> main\r\n",
                1,
            ),
            (
                "a\n<<<<<<< ours\nb\n||||||| 1a2b3c4\nx\n=======\nc\n>>>>>>> theirs",
                2,
            ),
            ("a\n<<<<<<<\nb\n=======\nc\n>>>>>>>\n", 2),
            (
                "a\n<<<<<<<<< Temporary merge branch 1\nb\n=========\nc\n>>>>>>>>> Temporary merge branch 2\n",
                2,
            ),
            // What is left when only some of the lines were taken out.
            ("b\n=======\nc\n>>>>>>> feature/x\n", 4),
            ("title: x\n>>>>>>> 1a2b3c4 (Mend the title)\n", 2),
            ("<<<<<<< Updated upstream\ntitle: x\n", 1),
            ("a\n||||||| merged common ancestors\nb\n", 2),
        ] {
            assert_eq!(line(text), Some(at), "{text:?}");
        }
    }

    #[test]
    fn words_that_look_like_one_stay() {
        for text in [
            "A heading\n=======\n\nwords",
            "=======\nA rule\n=======\n",
            "words <<<<<<< HEAD\n >>>>>>> main\n",
            "> > > a\n>>>>>>> a reply\n>>>>>> to a reply\n",
            ">>>>>>>\n",
            "<<<<<<<<<<<<\nTHE END\n>>>>>>>>>>>>\n",
            "| a | b |\n|---|---|\n|||||||\n",
            "<<<<<<<HEAD\n",
        ] {
            assert_eq!(line(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_pointer_is_told_and_words_about_one_are_not() {
        let lfs = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
        assert_eq!(line(lfs), Some(1));
        assert_eq!(line("/annex/objects/SHA256E-s5--2cf2.pdf\n"), Some(1));
        assert_eq!(line(&format!("The file says:\n{lfs}")), None);
        assert_eq!(
            line("version https://git-lfs.github.com/spec/v1 is the line"),
            None
        );
        assert!(pointer(SourceId(0), b"%PDF-1.7\n").is_none());
    }

    proptest::proptest! {
        #[test]
        fn nothing_panics(text in "([<>|=]{6,9}|[ \n\r]|é|\u{feff}|a){0,30}") {
            let _ = told(SourceId(0), &text);
        }
    }
}

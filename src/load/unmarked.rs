//! Front matter whose lines `---` are missing, or are something else: where they belong.

use std::ops::Range;

use super::yaml;
use crate::source::{
    SourceId, Span,
    diag::{Code, Diagnostic},
};

/// How many keys in a row show that front matter was meant.
const KEYS: usize = 2;

/// What to do about keys at the top of a file that has no front matter; none if there are none.
pub(super) fn without_lines(source: SourceId, text: &str, begin: usize) -> Option<Diagnostic> {
    let top = first_words(text, begin)?;
    let line = line_at(text, top);
    let words = text[line.clone()].trim();
    if words == "---" {
        let blanks = Span::new(source, begin..line.start);
        return Some(
            remark(
                source,
                &line,
                "front matter begins in the first line of its file, and blank lines stand above it",
            )
            .fix(blanks, "", "take the blank lines out"),
        );
    }
    let below = next_line(text, line.end);
    if is_rule(words) && yaml::known_key(&text[line_at(text, below)]).is_some() {
        let message = format!("front matter begins with a line `---`, and this line is `{words}`");
        let remark = remark(source, &line, &message);
        return Some(remark.fix(Span::new(source, line), "---", "write three hyphens"));
    }
    let block = block(text, top);
    let keys: Vec<&str> = text[block.clone()]
        .lines()
        .filter_map(yaml::known_key)
        .collect();
    if yaml::known_key(words).is_none() || !(keys.contains(&"title") || keys.len() >= KEYS) {
        return None;
    }
    let remark = remark(
        source,
        &line,
        "keys stand here, and no line `---` above them: they would be read as words",
    )
    .fix(
        Span::new(source, begin..line.start),
        "---\n",
        "put a line `---` above the keys",
    );
    let next = line_at(text, next_line(text, block.end));
    let closed = text[next.clone()].trim();
    let end = Span::new(source, block.end..block.end);
    Some(match closed {
        "---" | "..." => remark,
        rule if is_rule(rule) => remark.fix(
            Span::new(source, next),
            "---",
            "write three hyphens below them",
        ),
        _ => remark.fix(end, "\n---", "and one below the last of them"),
    })
}

/// The remark on front matter that begins at `first` and whose end is missing; `keys` is where its keys begin.
pub(super) fn without_end(
    source: SourceId,
    text: &str,
    first: Range<usize>,
    keys: usize,
) -> Diagnostic {
    let remark = remark(
        source,
        &first,
        "the front matter that begins here has no end",
    );
    let block = block(text, keys);
    let rule = first_words(text, block.end)
        .map(|at| line_at(text, at))
        .filter(|line| is_rule(text[line.clone()].trim()));
    match rule {
        Some(line) => remark
            .related(
                Span::new(source, line.clone()),
                "this line is meant to end it, and is not `---`",
            )
            .fix(Span::new(source, line), "---", "write three hyphens"),
        None if block.is_empty() => remark.help("put a line `---` after the last key"),
        None => remark.fix(
            Span::new(source, block.end..block.end),
            "\n---",
            "put a line `---` after the last key",
        ),
    }
}

fn remark(source: SourceId, line: &Range<usize>, message: &str) -> Diagnostic {
    Diagnostic::at(Code::FrontMatter, Span::new(source, line.clone()), message)
}

/// A line of signs only that may stand for `---`.
fn is_rule(words: &str) -> bool {
    let signs = |c: char| {
        matches!(
            c,
            '-' | '\u{2010}'..='\u{2015}' | '−' | '=' | '+' | '*' | '_' | '~' | ' '
        )
    };
    !words.is_empty()
        && words != "---"
        && words.chars().all(signs)
        && (words.chars().count() > 1 || matches!(words, "—" | "–"))
}

/// The keys from `from` on, with what belongs to them, without the line feed of the last.
fn block(text: &str, from: usize) -> Range<usize> {
    let mut end = from;
    let mut at = from;
    let mut after_blank = false;
    while at < text.len() {
        let line = line_at(text, at);
        let words = &text[line.clone()];
        let deeper = words.starts_with([' ', '\t', '-', '#', ']', '}']) && !is_rule(words.trim());
        let key = match after_blank {
            true => yaml::known_key(words).is_some(),
            false => yaml::any_key(words),
        };
        if words.trim().is_empty() {
            after_blank = true;
        } else if key || (deeper && words.trim() != "---") {
            end = line.start + words.trim_end().len();
            after_blank = false;
        } else {
            break;
        }
        at = next_line(text, line.end);
    }
    from..end
}

/// Where the first words behind `from` begin.
fn first_words(text: &str, from: usize) -> Option<usize> {
    let rest = text.get(from..)?;
    let blanks = rest.len() - rest.trim_start().len();
    (blanks < rest.len()).then_some(from + blanks)
}

/// The line round a byte, without its end.
fn line_at(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let at = at.min(bytes.len());
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |i| i + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |i| at + i);
    // A byte-order mark is no part of the first line.
    let start = if start == 0 && text.starts_with('\u{feff}') {
        3.min(at)
    } else {
        start
    };
    start..start + text[start..end].trim_end_matches('\r').len()
}

fn next_line(text: &str, end: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[end.min(text.len())..])
        .map_or(text.len(), |i| end + i + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::file;

    /// The text with all that is proposed.
    fn pasted(text: &str, remark: &Diagnostic) -> String {
        let mut fixes: Vec<_> = remark.fixes.iter().collect();
        fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
        let mut text = text.to_owned();
        for fix in fixes {
            text.replace_range(fix.span.range(), &fix.text);
        }
        text
    }

    fn front(text: &str) -> Option<String> {
        let mut diags = Vec::new();
        let parts = file::front_and_body(SourceId(0), text, &mut diags);
        assert!(diags.is_empty(), "{text}\n{diags:#?}");
        parts.front.map(|range| text[range].to_owned())
    }

    #[test]
    fn keys_without_lines_are_told_and_the_lines_can_be_pasted() {
        for (text, keys) in [
            ("title: Milling\n\nThe grinding.\n", "title: Milling\n"),
            (
                "title: Milling\naliases: [mill]\nThe grinding.\n",
                "title: Milling\naliases: [mill]\n",
            ),
            ("\u{feff}title: Milling\n", "title: Milling\n"),
            ("\n\n---\ntitle: Milling\n---\nx\n", "title: Milling\n"),
            ("title: Milling\n---\nThe grinding.\n", "title: Milling\n"),
            ("—\ntitle: Milling\n---\nx\n", "title: Milling\n"),
            ("----\ntitle: Milling\n---\nx\n", "title: Milling\n"),
            (
                "title: x\nspeakers:\n  Q: {name: y}\n\nQ: What?\n",
                "title: x\nspeakers:\n  Q: {name: y}\n",
            ),
            (
                "title: x\r\ndate: 1931\r\n\r\nWords.\r\n",
                "title: x\r\ndate: 1931\n",
            ),
            (
                "date: 1931\nform: speech\n\nWords.\n",
                "date: 1931\nform: speech\n",
            ),
            ("title： x\n----\nWords.\n", "title： x\n"),
        ] {
            let begin = file::after_mark(text);
            let remark = without_lines(SourceId(0), text, begin).expect("told");
            assert_eq!(
                front(&pasted(text, &remark)).as_deref(),
                Some(keys),
                "{text}"
            );
        }
    }

    #[test]
    fn words_are_no_keys() {
        for text in [
            "",
            "Q: What?\n\nA: That.\n",
            "Note: see below.\n",
            "note: one line.\n",
            "The mill.\n",
            "- a\n",
        ] {
            assert_eq!(without_lines(SourceId(0), text, 0), None, "{text}");
        }
    }

    #[test]
    fn an_end_that_is_missing_or_another_can_be_pasted() {
        for text in [
            "---\ntitle: Milling\n\nThe grinding.\n",
            "---\ntitle: Milling\n----\nThe grinding.\n",
            "---\ntitle: Milling\n—\nThe grinding.\n",
            "---\ntitle: Milling",
        ] {
            let remark = without_end(SourceId(0), text, 0..3, 4);
            let mended = pasted(text, &remark);
            assert_eq!(
                front(&mended).as_deref(),
                Some("title: Milling\n"),
                "{mended}"
            );
        }
    }
}

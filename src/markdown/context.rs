//! The sentence round a link.

use std::ops::Range;

use super::Context;

/// How many bytes of a sentence are kept on either side of the link's words.
const REACH: usize = 240;

/// How many bytes round a full stop are looked at.
const LOOK: usize = 16;

/// The sentence of `text` in which `hit` stands. A line feed always ends one.
pub(super) fn of(text: &str, hit: Range<usize>) -> Context {
    let (start, cut_before) = start(text, hit.start);
    let (end, cut_after) = end(text, &hit);
    let sentence = text[start..end].replace('\n', " ");
    let lead = if cut_before { "… " } else { "" };
    let trail = if cut_after { " …" } else { "" };
    let shift = |at: usize| at - start + lead.len();
    Context {
        text: format!("{lead}{sentence}{trail}"),
        hit: shift(hit.start)..shift(hit.end),
    }
}

/// Where the sentence begins, and whether it was cut there.
fn start(text: &str, hit: usize) -> (usize, bool) {
    let window = text.floor_char_boundary(hit.saturating_sub(REACH));
    let line = text[window..hit].rfind('\n').map(|at| window + at + 1);
    let mut start = line.unwrap_or(window);
    let mut cut = line.is_none() && window > 0;
    while let Some(end) = next_end(text, start, hit).filter(|&end| end <= hit) {
        start = end;
        cut = false;
    }
    if cut {
        start += text[start..hit].find(' ').unwrap_or(0);
    }
    let blank = text[start..hit].len() - text[start..hit].trim_start().len();
    (start + blank, cut)
}

/// Where the sentence ends, and whether it was cut there.
fn end(text: &str, hit: &Range<usize>) -> (usize, bool) {
    let window = text.ceil_char_boundary((hit.end + REACH).min(text.len()));
    let line = text[hit.end..window].find('\n').map(|at| hit.end + at);
    let limit = line.unwrap_or(window);
    // The words of the link may end the sentence themselves.
    let last = text[hit.clone()].char_indices().next_back();
    let from = last.map_or(hit.end, |(at, _)| hit.start + at);
    if let Some(end) = next_end(text, from, limit) {
        return (end.clamp(hit.end, limit), false);
    }
    let rest = &text[hit.end..limit];
    if line.is_none() && limit < text.len() {
        return (hit.end + rest.rfind(' ').unwrap_or(rest.len()), true);
    }
    (hit.end + rest.trim_end().len(), false)
}

/// Where the first sentence whose full stop is in `from..limit` ends: after the quotes or brackets that close with it.
fn next_end(text: &str, from: usize, limit: usize) -> Option<usize> {
    let ahead = text.ceil_char_boundary((limit + LOOK).min(text.len()));
    let stop = |c: char| matches!(c, '.' | '!' | '?' | '…' | '؟' | '।' | '。' | '！' | '？');
    for (at, c) in text[from..limit].char_indices() {
        if !stop(c) {
            continue;
        }
        let at = from + at;
        let after = &text[at + c.len_utf8()..ahead];
        let rest = after.trim_start_matches(|c| stop(c) || closes(c));
        let end = ahead - rest.len();
        let next = rest.trim_start();
        let apart = matches!(c, '。' | '！' | '？') || next.len() < rest.len();
        let fresh = !next.starts_with(char::is_lowercase);
        let before = &text[text.floor_char_boundary(at.saturating_sub(LOOK))..at];
        if apart && fresh && !next.is_empty() && !(c == '.' && is_abbreviation(before)) {
            return Some(end);
        }
    }
    None
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '」' | '』')
}

/// Whether the full stop after `before` belongs to a short form: `Mr.`, `paras.`, `U.N.`, `J.`
fn is_abbreviation(before: &str) -> bool {
    const SHORT: &[&str] = &[
        "al", "amb", "art", "arts", "ca", "cf", "ch", "col", "doc", "dr", "ed", "eds", "fig",
        "gen", "hon", "jr", "lt", "maj", "mr", "mrs", "ms", "no", "nos", "para", "paras", "pp",
        "prof", "res", "rev", "sec", "sgt", "sr", "st", "vol", "vs",
    ];
    let word = before
        .rsplit(|c: char| !c.is_alphanumeric() && c != '.')
        .next()
        .unwrap_or_default();
    let one_letter = word.chars().nth(1).is_none() && word.chars().all(char::is_alphabetic);
    !word.is_empty()
        && (one_letter
            || word.contains('.') && word.len() < 8 && !word.starts_with(|c: char| c.is_numeric())
            || SHORT.iter().any(|short| word.eq_ignore_ascii_case(short)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(text: &str, words: &str) -> String {
        let at = text.find(words).unwrap();
        let context = of(text, at..at + words.len());
        assert_eq!(&context.text[context.hit.clone()], words);
        context.text
    }

    #[test]
    fn a_sentence_ends_at_its_stop_and_the_quotes_after_it() {
        let text = "One here. “Two is said.” Three, at 4.5 per cent! four follows. 五。六あ。七";
        assert_eq!(around(text, "One"), "One here.");
        assert_eq!(around(text, "is"), "“Two is said.”");
        assert_eq!(
            around(text, "Three"),
            "Three, at 4.5 per cent! four follows."
        );
        assert_eq!(around(text, "六"), "六あ。");
    }

    #[test]
    fn short_forms_do_not_end_a_sentence() {
        let text = "See Mr. Annan, U.N. Doc. A/60/1, paras. 138 and J. Eliasson. Next.";
        assert_eq!(
            around(text, "Annan"),
            "See Mr. Annan, U.N. Doc. A/60/1, paras. 138 and J. Eliasson."
        );
    }

    #[test]
    fn a_line_feed_ends_a_sentence_and_words_of_the_link_may() {
        assert_eq!(around("one\ntwo three\nfour", "three"), "two three");
        assert_eq!(around("He spoke. Then he left.", "He spoke."), "He spoke.");
    }

    #[test]
    fn a_long_sentence_is_cut_at_words() {
        let text = format!("{}here{}", "слово ".repeat(100), " слово".repeat(100));
        let cut = around(&text, "here");
        assert!(
            cut.starts_with("… слово") && cut.ends_with("слово …"),
            "{cut}"
        );
        assert!(cut.len() < 2 * REACH + 30, "{}", cut.len());
    }
}

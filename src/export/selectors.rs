//! Where a passage stands, in the terms of the Web Annotation Data Model (section 4.2).

use std::ops::Range;

use serde_json::{Value, json};
use unicode_segmentation::UnicodeSegmentation;

use crate::reader::{ParagraphIndex, Transcript};

/// So many code points of the words before and after a quote are given (as Hypothesis gives).
const CONTEXT: usize = 32;

/// The words at `bytes` of a text, with those around them inside `within`. No sign that readers take for one is cut (section 4.2.4).
pub(super) fn quote(text: &str, bytes: &Range<usize>, within: &Range<usize>) -> Value {
    let before = &text[within.start..bytes.start];
    let after = &text[bytes.end..within.end];
    let prefix = &before[before.len() - room_for(before.graphemes(true).rev())..];
    let suffix = &after[..room_for(after.graphemes(true))];
    let mut selector = json!({"type": "TextQuoteSelector", "exact": &text[bytes.clone()]});
    for (key, words) in [("prefix", prefix), ("suffix", suffix)] {
        if !words.is_empty() {
            selector[key] = words.into();
        }
    }
    selector
}

/// How many bytes of these signs fit.
fn room_for<'t>(signs: impl Iterator<Item = &'t str>) -> usize {
    let mut room = CONTEXT;
    let fitting = signs.take_while(|sign| {
        let length = sign.chars().count();
        let fits = length <= room;
        room = room.saturating_sub(length);
        fits
    });
    fitting.map(str::len).sum()
}

/// The place of `bytes` of a text, counted in code points (section 4.2.5).
pub(super) fn position(text: &str, bytes: &Range<usize>) -> Value {
    let start = text[..bytes.start].chars().count();
    let end = start + text[bytes.clone()].chars().count();
    json!({"type": "TextPositionSelector", "start": start, "end": end})
}

/// A paragraph by its id (section 4.2.1), and in it a piece of its words if it is one.
pub(super) fn in_paragraph(
    transcript: &Transcript,
    p: ParagraphIndex,
    piece: Option<&Range<usize>>,
) -> Value {
    let paragraph = &transcript.paragraphs[p];
    let mut selector = json!({"type": "FragmentSelector", "value": paragraph.id.to_string()});
    if let Some(bytes) = piece {
        selector["refinedBy"] = quote(&transcript.text, bytes, &paragraph.bytes());
    }
    selector
}

#[cfg(test)]
mod tests {
    use super::{position, quote};

    #[test]
    fn code_points_are_counted_and_no_sign_is_cut() {
        // A family is one sign of five code points; an e and its accent are one of two.
        let text = "ab \u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467} said: e\u{301}tude.";
        let at = text.find("said").expect("there");
        let bytes = at..at + "said".len();
        assert_eq!(position(text, &bytes)["start"], 9);
        assert_eq!(position(text, &bytes)["end"], 13);
        let all = quote(text, &bytes, &(0..text.len()));
        assert_eq!(all["exact"], "said");
        assert_eq!(all["suffix"], ": e\u{301}tude.");
        let long = format!("{}e\u{301}X", "a".repeat(40));
        let end = long.len();
        let cut = quote(&long, &(end - 1..end), &(0..end));
        let prefix = cut["prefix"].as_str().expect("there");
        assert_eq!(prefix.chars().count(), 32);
        let odd = format!("e\u{301}{}X", "a".repeat(31));
        let cut = quote(&odd, &(odd.len() - 1..odd.len()), &(0..odd.len()));
        assert_eq!(cut["prefix"], "a".repeat(31).as_str());
        assert!(cut.get("suffix").is_none());
    }

    #[test]
    fn what_is_around_a_quote_is_of_its_paragraph_alone() {
        let text = "One two.\nThree four.";
        let at = text.find("Three").expect("there");
        let cut = quote(text, &(at..at + 5), &(at..text.len()));
        assert!(cut.get("prefix").is_none());
        assert_eq!(cut["suffix"], " four.");
    }
}

//! Control characters in YAML. The parser refuses a file that has one (YAML 1.2, section 5.1); an archive must not stop for a damaged sign
//! that is told already, so another sign of the same length stands in its place while the file is parsed, and U+FFFD afterwards.

use std::borrow::Cow;

use super::node::{Lines, Node, Value};

/// What stands for a damaged sign in the words.
const DAMAGED: char = '\u{fffd}';

/// Signs of one byte that have no meaning inside words.
const ONE: &str = "^;$=+/()_~ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Characters of two bytes that Unicode has not assigned.
const TWO: [char; 4] = ['\u{378}', '\u{379}', '\u{38b}', '\u{38d}'];

/// What stands in the place of damaged signs while a file is parsed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stand {
    one: Option<char>,
    two: Option<char>,
}

fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r')
}

/// The text with stand-ins, if it has control characters that YAML refuses and signs are free to stand for them.
pub(super) fn shield(text: &str) -> (Cow<'_, str>, Stand) {
    // Controls are below the blank, U+007F, and those that UTF-8 begins with 0xC2: most texts have no byte of these.
    let may_begin =
        |b: u8| matches!(b, 0..=0x1f | 0x7f | 0xc2) && !matches!(b, b'\t' | b'\n' | b'\r');
    // All are looked at together, which is faster than to stop at the first.
    let may_have = text.bytes().fold(false, |any, b| any | may_begin(b));
    if !may_have || !text.chars().any(is_control) {
        return (Cow::Borrowed(text), Stand::default());
    }
    let free = |c: &char| !text.contains(*c);
    let stand = Stand {
        one: ONE.chars().find(free),
        two: TWO.into_iter().find(free),
    };
    let shielded = text.chars().map(|c| match (is_control(c), c.len_utf8()) {
        (true, 1) => stand.one.unwrap_or(c),
        (true, _) => stand.two.unwrap_or(c),
        (false, _) => c,
    });
    (Cow::Owned(shielded.collect()), stand)
}

/// Puts U+FFFD into the words of a tree where a stand-in is, and where an escape (`"\x07"`) gave a control character; what is kept as it is
/// written is taken from `text`, the file.
pub(super) fn restore(node: &mut Node, text: &str, stand: Stand) {
    if let Some(comment) = &mut node.comment
        && let Some(written) = text.get(comment.span.range())
    {
        written.clone_into(&mut comment.text);
    }
    if let Some(brackets) = &mut node.brackets
        && let Some(written) = text.get(node.span.range())
    {
        brackets.words = written.into();
    }
    let damaged = |c: char| is_control(c) || Some(c) == stand.one || Some(c) == stand.two;
    match &mut node.value {
        Value::Null => {}
        Value::Scalar(scalar) => {
            if scalar.text.contains(damaged) {
                scalar.lines = moved(&scalar.text, &scalar.lines, damaged, text);
                scalar.text = restored(&scalar.text, damaged);
            }
        }
        Value::List(items) => items.iter_mut().for_each(|item| restore(item, text, stand)),
        Value::Map(entries) => {
            for (key, value) in entries {
                if key.value.contains(damaged) {
                    key.value = restored(&key.value, damaged);
                }
                restore(value, text, stand);
            }
        }
    }
}

fn restored(text: &str, damaged: impl Fn(char) -> bool) -> String {
    let signs = text.chars().map(|c| if damaged(c) { DAMAGED } else { c });
    signs.collect()
}

/// Where the words stand when damaged signs have become longer: a new piece begins behind each that is found in the file where the pieces
/// before have it. It is not behind an escape, or where lines were folded: there places are near ones, and a new piece might cut a sign.
fn moved(text: &str, lines: &Lines, damaged: impl Fn(char) -> bool, file: &str) -> Lines {
    let old = lines.to_vec();
    let mut pieces: Vec<(u32, u32)> = Vec::with_capacity(old.len() + 1);
    let mut next = old.iter().copied().peekable();
    let (mut grown, mut at_piece) = (0, (0, 0));
    for (at, c) in text.char_indices() {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        while let Some(piece) = next.next_if(|p| p.0 <= at) {
            at_piece = piece;
            pieces.push((piece.0 + grown, piece.1));
        }
        if damaged(c) {
            let length = u32::try_from(c.len_utf8()).unwrap_or(1);
            grown += 3 - length;
            let place = at_piece.1 + (at - at_piece.0);
            let written = file
                .get(place as usize..)
                .and_then(|rest| rest.chars().next());
            if written.is_some_and(|w| is_control(w) && w.len_utf8() == c.len_utf8()) {
                pieces.push((at + length + grown, place + length));
            }
        }
    }
    pieces.extend(next.map(|p| (p.0 + grown, p.1)));
    Lines::Many(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;

    #[test]
    fn what_is_kept_as_written_has_no_stand_ins() {
        let text = "a: #x\u{1b}y\nb: [c\u{1b}d, \u{82}]\n";
        let mut diags = Vec::new();
        let node = super::super::parse(SourceId(0), text, 0..text.len(), &mut diags).expect("read");
        let Value::Map(entries) = &node.value else {
            panic!("a map")
        };
        let comment = entries[0].1.comment.as_ref().expect("a comment");
        assert_eq!(comment.text, "#x\u{1b}y");
        let brackets = entries[1].1.brackets.as_ref().expect("brackets");
        assert_eq!(brackets.as_block(), "|\n  [c\u{1b}d, \u{82}]");
    }

    #[test]
    fn a_place_cuts_no_sign_where_lines_were_folded() {
        let text = "- ééé\n    ééé\u{1}ééé\n     éé\u{1}éé\n";
        let mut diags = Vec::new();
        let node = super::super::parse(SourceId(0), text, 0..text.len(), &mut diags).expect("read");
        let Value::List(items) = &node.value else {
            panic!("a list")
        };
        let Value::Scalar(scalar) = &items[0].value else {
            panic!("words")
        };
        assert_eq!(scalar.text.matches(DAMAGED).count(), 2);
        for (_, place) in scalar.lines.to_vec() {
            assert!(text.is_char_boundary(place as usize), "{place}");
        }
    }

    #[test]
    fn damaged_signs_do_not_stop_a_file_and_places_hold() {
        let text =
            "a: x\u{82}y ^\nb: |\n  one\u{7}two\n  three\n\"c\u{1b}\": [\"\\x07\", \u{93}]\n";
        let mut diags = Vec::new();
        let node = super::super::parse(SourceId(0), text, 0..text.len(), &mut diags).expect("read");
        assert!(diags.is_empty());
        let Value::Map(entries) = &node.value else {
            panic!("a map")
        };
        let words: Vec<_> = entries
            .iter()
            .map(|(key, value)| (key.value.as_str(), value))
            .collect();
        let scalar = |node: &Node| match &node.value {
            Value::Scalar(scalar) => (scalar.text.clone(), scalar.lines.to_vec()),
            _ => panic!("words"),
        };
        assert_eq!(words[0].0, "a");
        assert_eq!(scalar(words[0].1).0, "x\u{fffd}y ^");
        let (block, lines) = scalar(words[1].1);
        assert_eq!(block, "one\u{fffd}two\nthree\n");
        let two = block.find("two").expect("there") as u32;
        let piece = lines.iter().rev().find(|p| p.0 <= two).expect("a piece");
        assert_eq!(
            (piece.1 + two - piece.0) as usize,
            text.find("two").expect("there")
        );
        assert_eq!(words[2].0, "c\u{fffd}");
        let Value::List(items) = &words[2].1.value else {
            panic!("a list")
        };
        assert_eq!(
            items.iter().map(|i| scalar(i).0).collect::<Vec<_>>(),
            ["\u{fffd}", "\u{fffd}"]
        );
    }
}

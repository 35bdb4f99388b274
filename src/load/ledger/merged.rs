//! Takes out of a ledger what an unresolved merge left there, so that the lines of both sides stand.

use super::lines;
use crate::archive::Day;

/// A ledger with the lines of both sides.
#[derive(Debug)]
pub(super) struct Merged {
    /// The file with blanks in the place of what was taken out, so that every other byte stands where it stood.
    pub(super) text: String,
    /// Days of sealings that were taken out.
    pub(super) days: Vec<Day>,
}

/// The lines of both sides. What both had before (`<<<<<<<` to `=======`, the part behind `|||||||`) is taken out: it says nothing that neither of
/// them says, but where one has it no longer, and there it is right.
pub(super) fn both_sides(text: &str) -> Merged {
    let mut merged = Merged {
        text: String::with_capacity(text.len()),
        days: Vec::new(),
    };
    let mut is_base = false;
    let (mut has_days, mut has_paragraphs) = (false, false);
    for line in text.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r']);
        let is_out = match marker(words) {
            Some(sign) => {
                is_base = sign == b'|';
                true
            }
            None if is_base => true,
            None if words.starts_with("sealed:") && has_days => {
                merged.days.extend(lines::days(words).unwrap_or_default());
                true
            }
            None if words == "paragraphs:" && has_paragraphs => true,
            None => {
                has_days |= words.starts_with("sealed:");
                has_paragraphs |= words == "paragraphs:";
                false
            }
        };
        match is_out {
            true => {
                merged.text.extend(std::iter::repeat_n(' ', words.len()));
                merged.text.push_str(&line[words.len()..]);
            }
            false => merged.text.push_str(line),
        }
    }
    merged
}

/// The sign of a line that stands between what two sides wrote.
fn marker(line: &str) -> Option<u8> {
    let sign = *line.as_bytes().first().filter(|b| b"<|=>".contains(b))?;
    let count = line.bytes().take_while(|&b| b == sign).count();
    let rest = &line[count..];
    (count >= 7 && (rest.is_empty() || rest.starts_with(' '))).then_some(sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_both_sides_stand() {
        let text = "sealed: [2026-11-29]\nparagraphs:\na\n<<<<<<< HEAD\nb\n||||||| 1a2b\nx\n=======\nc\n>>>>>>> main\nd\n";
        let merged = both_sides(text);
        let lines: Vec<&str> = merged
            .text
            .lines()
            .filter(|l| !l.trim().is_empty())
            .collect();
        assert_eq!(
            lines,
            ["sealed: [2026-11-29]", "paragraphs:", "a", "b", "c", "d"]
        );
        assert_eq!(merged.text.len(), text.len());
        assert_eq!(merged.text.find("\nd"), text.find("\nd"));
    }

    #[test]
    fn the_days_of_both_sides_stand() {
        let text = "<<<<<<< a\nsealed: [2026-11-29]\nparagraphs:\n=======\nsealed: [2026-11-30]\nparagraphs:\n>>>>>>> b\n- x\n";
        let merged = both_sides(text);
        let days: Vec<String> = merged.days.iter().map(Day::to_string).collect();
        assert_eq!(days, ["2026-11-30"]);
        assert_eq!(merged.text.matches("sealed").count(), 1);
        assert_eq!(merged.text.matches("paragraphs").count(), 1);
    }
}

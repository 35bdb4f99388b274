//! Whether a page is printed in two columns, which cannot be read line by line.

use std::collections::BTreeMap;

use super::source::SourceLine;

/// Blanks that part two columns.
const GAP: &str = "   ";

/// The first line of a text that is in two columns, if it is: half of its lines have a gap, many at one place, with long words on both sides. A column
/// of labels is short, and empty beside most lines.
pub(super) fn in_two_columns(lines: &[SourceLine<'_>]) -> Option<usize> {
    let words: Vec<_> = lines.iter().filter(|line| !line.is_blank()).collect();
    let mut right: BTreeMap<usize, usize> = BTreeMap::new();
    let (mut parted, mut first, mut on_left) = (0, None, 0);
    for line in &words {
        let Some(at) = line.text.rfind(GAP) else {
            continue;
        };
        let left = line.text[..at].trim_end();
        let behind = line.text[at..].trim_start();
        let lengths = (left.chars().count(), behind.chars().count());
        if lengths.0 < 20 || lengths.1 < 15 || left.contains(GAP) {
            continue;
        }
        let column = line.width() - lengths.1;
        *right.entry(column / 3).or_default() += 1;
        parted += 1;
        on_left += lengths.0;
        first.get_or_insert(line.number);
    }
    let place = right.values().max().copied().unwrap_or_default();
    let is =
        parted >= 8 && parted * 2 >= words.len() && place * 2 >= parted && on_left >= parted * 25;
    first.filter(|_| is)
}

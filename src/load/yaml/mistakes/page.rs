//! The rows of a text that is being mended, and how they belong together.

use std::ops::Range;

use super::{
    super::vocabulary,
    rows::{MendedText, Shape},
};

/// How many lines words may go on for.
const LONGEST: usize = 5000;

/// A text that is being mended, with what is known of its rows.
pub(super) struct Page<'d, 'y> {
    pub(super) mended: &'d MendedText<'y>,
    /// Which rows are words of a block.
    pub(super) blocks: Vec<bool>,
}

impl<'d> Page<'d, '_> {
    pub(super) fn shape(&self, row: usize) -> Shape<'d> {
        Shape::of(self.mended.text(row))
    }

    pub(super) fn len(&self) -> usize {
        self.mended.rows.len()
    }

    /// Whether a row is blank, a comment or words of a block.
    pub(super) fn is_silent(&self, row: usize) -> bool {
        let text = self.mended.text(row).trim_start();
        text.is_empty() || text.starts_with('#') || self.blocks.get(row) == Some(&true)
    }

    /// The next row above that says something.
    pub(super) fn previous(&self, row: usize) -> Option<usize> {
        (0..row).rev().find(|&r| !self.is_silent(r))
    }

    /// The rows below whose words go on from this one: they are deeper than its key and are no keys themselves. None if one among them is a
    /// key, so that it cannot be told where the words end.
    pub(super) fn going_on(&self, row: usize) -> Option<Range<usize>> {
        let column = self.shape(row).column();
        let mut end = row + 1;
        for at in row + 1..self.len() {
            let shape = self.shape(at);
            if shape.is_blank() {
                continue;
            }
            if shape.indent <= column {
                break;
            }
            if shape.key.is_some_and(vocabulary::is_key) || at - row > LONGEST {
                return None;
            }
            end = at + 1;
        }
        Some(row + 1..end)
    }
}

/// The value of a row, and all that goes on from it, as a `|` block with `words` for the row's own: the rows to replace, and with what. None if
/// the block would take in lines that are keys.
pub(super) fn block(
    page: &Page<'_, '_>,
    row: usize,
    words: &str,
) -> Option<(Range<usize>, Vec<String>)> {
    let shape = page.shape(row);
    if shape.key.is_none() && shape.dash.is_none() {
        return None;
    }
    let rest = page.going_on(row)?;
    let blanks = " ".repeat(shape.column() + 2);
    let mut lines = vec![
        format!("{}|", &shape.text[..shape.value]),
        format!("{blanks}{}", words.trim()),
    ];
    lines.extend(rest.clone().map(|r| match page.mended.text(r).trim() {
        "" => String::new(),
        more => format!("{blanks}{more}"),
    }));
    Some((row..rest.end, lines))
}

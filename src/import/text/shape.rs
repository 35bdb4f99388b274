//! Whether lines are paragraphs, or paragraphs are broken into lines.

use super::source::{SourceLine, ends_sentence};

/// The widest lines into which programs and typists break paragraphs.
const WIDEST: usize = 140;

/// How a text is broken into lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum Shape {
    /// Every line is a paragraph.
    Lines,
    /// Paragraphs are broken at this column.
    Wrapped(usize),
}

/// How these lines are broken: where nearly all lines that end within a sentence have no room for the first word of the next, paragraphs were broken.
pub(in crate::import) fn shape(lines: &[SourceLine<'_>]) -> Shape {
    let pairs = || {
        let pairs = lines.iter().zip(lines.iter().skip(1));
        let near = pairs.filter(|(one, next)| !one.is_blank() && !next.is_blank());
        near.filter(|(one, _)| !ends_sentence(one.text))
    };
    let mut widths: Vec<usize> = pairs().map(|(one, _)| one.width()).collect();
    widths.sort_unstable();
    // One line in twenty may stick out.
    let Some(&width) = widths.get((widths.len() * 19 / 20).min(widths.len().saturating_sub(1)))
    else {
        return Shape::Lines;
    };
    let full = pairs()
        .filter(|(one, next)| is_full(one, next, width))
        .count();
    match (30..=WIDEST).contains(&width) && widths.len() >= 3 && full * 3 >= widths.len() * 2 {
        true => Shape::Wrapped(width),
        false => Shape::Lines,
    }
}

/// Whether the first word of the next line had no room in one.
fn is_full(one: &SourceLine<'_>, next: &SourceLine<'_>, width: usize) -> bool {
    let word = next.text.split_whitespace().next().unwrap_or_default();
    // Typists break a little early.
    one.width() + 1 + word.chars().count() + 3 > width
}

impl Shape {
    /// Whether a line goes on in the middle of a sentence of the one before it.
    pub(in crate::import) fn runs_on(self, one: &SourceLine<'_>, next: &SourceLine<'_>) -> bool {
        match self {
            Shape::Lines => false,
            Shape::Wrapped(width) => {
                let indented = next.indent >= one.indent + 2;
                !indented && is_full(one, next, width) && !ends_sentence(one.text)
            }
        }
    }

    /// Whether a paragraph ends between two lines with nothing between them; `hangs`, if the first begins with a label, under whose words the others
    /// may stand.
    pub(in crate::import) fn parts(
        self,
        one: &SourceLine<'_>,
        next: &SourceLine<'_>,
        hangs: bool,
    ) -> bool {
        match self {
            Shape::Lines => true,
            Shape::Wrapped(width) => {
                let indented = next.indent >= one.indent + 2 && !hangs;
                let word = next.text.split_whitespace().next().unwrap_or_default();
                let room = width.saturating_sub(one.width() + 1 + word.chars().count());
                let bracketed =
                    next.text.starts_with(['(', '[']) && next.text.ends_with([')', ']']);
                indented || (room > 12 || bracketed) && ends_sentence(one.text)
            }
        }
    }
}

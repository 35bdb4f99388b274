//! What may be wrong with something that looks like a link: what [`super::slips()`] finds.

use std::ops::Range;

/// Something that looks like a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Bytes of the Markdown.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub kind: SlipKind,
    /// What was probably meant, in the place of the whole.
    pub instead: Option<String>,
}

/// What is wrong with something that looks like a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlipKind {
    /// `[[id]`, `[[id`, `[id]]`: brackets are missing.
    WikiHalf,
    /// `[[id|words]]` in a table, where `|` ends a cell.
    WikiInTable,
    /// `[[id]](address)`: it leads to two places.
    WikiWithAddress,
    /// `[words](address` without its end.
    NoEnd,
    /// `words](address)` without its beginning.
    NoBegin,
    /// `[words](my file.pdf)`: an address ends at a blank.
    BlankInAddress,
    /// `[words] (address)`: the two must touch.
    BlankBefore,
    /// `(words)[address]`.
    Swapped,
    /// `[words][label]` where nothing defines the label.
    NoDefinition,
    /// `[^label]` where nothing defines the footnote.
    NoFootnote,
    /// `^[words]`, which other dialects read as a footnote.
    InlineFootnote,
    /// `[words [words](address)](address)`: a link in a link.
    LinkInLink,
    /// `<www.example.org>`, `<https://example.org`.
    HalfAutolink,
    /// `[](address)`: a link that nobody sees.
    NoWords,
}

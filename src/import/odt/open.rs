//! What is known while a paragraph is read, and what elements are.

use super::styles::Said;
use crate::import::{
    Element,
    manuscript::{Para, Piece},
};

/// The paragraph that is read, and those before it.
pub(super) struct Open<'o> {
    pub(super) para: Para,
    pub(super) pieces: &'o mut Vec<Piece>,
    /// What its style says of its words.
    pub(super) said: Said,
}

/// What holds for words.
#[derive(Clone, Debug, Default)]
pub(super) struct Within {
    pub(super) said: Said,
    pub(super) speaker: bool,
    pub(super) link: Option<usize>,
}

/// All words of paragraphs in an element, without looking at changes.
pub(super) fn words_of(element: &Element) -> String {
    let lines = element
        .descendants()
        .into_iter()
        .filter(|e| matches!(e.name.as_str(), "p" | "h"));
    let lines: Vec<String> = lines.map(Element::text).collect();
    lines.join("\n")
}

/// Whether an element is drawn (OpenDocument 1.3, part 3, section 10.3).
pub(super) fn is_drawn(name: &str) -> bool {
    const SHAPES: &[&str] = &[
        "frame",
        "custom-shape",
        "rect",
        "ellipse",
        "circle",
        "polygon",
        "regular-polygon",
        "polyline",
        "path",
        "line",
        "connector",
        "caption",
        "measure",
        "g",
        "control",
        "text-box",
    ];
    SHAPES.contains(&name)
}

//! Places in the words of a file.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::archive::{ListIndex, ParagraphIndex};

/// Paragraphs of the file: by their ids, where they stand, and their words.
#[derive(Debug, Default)]
pub(super) struct Paragraphs {
    pub(super) places: BTreeMap<String, ParagraphIndex>,
    pub(super) texts: Vec<String>,
}

impl Paragraphs {
    pub(super) fn place(&self, id: &str) -> Option<ParagraphIndex> {
        self.places.get(id).copied()
    }

    pub(super) fn text(&self, place: ParagraphIndex) -> &str {
        self.texts.get(place.place()).map_or("", String::as_str)
    }
}

/// Bytes of a text by its code points.
pub(super) struct Points(Vec<u32>);

impl Points {
    pub(super) fn of(text: &str) -> Self {
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self(starts.filter_map(|at| u32::try_from(at).ok()).collect())
    }

    pub(super) fn byte(&self, point: &Value) -> Option<u32> {
        let point = usize::try_from(point.as_u64()?).ok()?;
        self.0.get(point).copied()
    }
}

//! Footnotes that say nothing.

use crate::{
    archive::{FootnoteIndex, FormatKind, ListIndex},
    import::{Account, Place, Report},
    writer::{Block, Said},
};

/// Takes out footnotes that say nothing, and their signs.
pub(super) fn without_empty(said: &mut Said, account: &mut Account) {
    let is_empty = |footnote: &String| footnote.trim().is_empty();
    if !said.footnotes.iter().any(is_empty) {
        return;
    }
    let mut kept = 0;
    let places: Vec<Option<usize>> = said
        .footnotes
        .iter()
        .map(|footnote| {
            let place = (!is_empty(footnote)).then_some(kept);
            kept += usize::from(place.is_some());
            place
        })
        .collect();
    said.footnotes.retain(|footnote| !is_empty(footnote));
    for block in &mut said.blocks {
        if let Block::Paragraph(paragraph) = block {
            paragraph
                .formats
                .retain_mut(|format| match &mut format.kind {
                    FormatKind::Footnote(number) => match places.get(number.place()) {
                        Some(Some(place)) => {
                            *number = FootnoteIndex::at(*place);
                            true
                        }
                        _ => false,
                    },
                    _ => true,
                });
        }
    }
    // What was a paragraph for the sign alone is nothing.
    said.blocks.retain(|block| match block {
        Block::Paragraph(paragraph) => {
            !paragraph.text.trim().is_empty() || !paragraph.formats.is_empty()
        }
        Block::Heading { .. } => true,
    });
    let what = "footnotes that say nothing are left out";
    account.remark(Report::new("footnotes", Place::default(), what, ""));
}

//! Labels of paragraphs that were typed as such.

use std::collections::BTreeSet;

use super::{glue, prefix::Labels};
use crate::{
    archive::{IndexVec, Speaker, SpeakerIndex},
    import::{Account, AsWords, Place, Report, Side},
    writer::{Block, Label, Paragraph},
};

/// Paragraphs with their labels taken from the start of their words; those without words give label and times to the next one.
pub(in crate::import) fn labelled(
    paragraphs: Vec<Paragraph>,
    speakers: &mut IndexVec<SpeakerIndex, Speaker>,
    words: &AsWords,
    account: &mut Account,
) -> Vec<Block> {
    let labels = Labels::of(paragraphs.iter().map(|p| (p.text.as_str(), true)), words);
    let mut known: BTreeSet<String> = speakers.iter().map(|s| s.label.clone()).collect();
    let mut out = Vec::with_capacity(paragraphs.len());
    let mut waiting: Option<Paragraph> = None;
    for mut paragraph in paragraphs {
        account.found("paragraphs", 1);
        account.wrote("paragraphs", 1);
        let opening = labels.opening(&paragraph.text);
        if let Some(label) = opening.label {
            account.elsewhere(Side::Speech, label);
            let label = glue::squeezed(label);
            let cut = paragraph.text.len() - opening.rest.len();
            paragraph.text.drain(..cut);
            let cut = u32::try_from(cut).unwrap_or(u32::MAX);
            for mark in &mut paragraph.marks {
                mark.at = mark.at.saturating_sub(cut);
            }
            if known.insert(label.clone()) {
                speakers.push(Speaker {
                    label: label.clone(),
                    ..Speaker::default()
                });
            }
            paragraph.label = Some(Label::declared(label));
        }
        // A label or a time on a line of its own belongs to the next one.
        if let Some(before) = waiting.take() {
            paragraph.label = paragraph.label.or(before.label);
            paragraph.marks.splice(0..0, before.marks);
        }
        match paragraph.text.is_empty() {
            true => waiting = Some(paragraph),
            false => out.push(Block::Paragraph(paragraph)),
        }
    }
    if waiting.is_some() {
        let what = "a label or a time at the end has no words behind it, and is left out";
        account.remark(Report::new("labels", Place::default(), what, ""));
    }
    out
}

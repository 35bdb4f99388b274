//! What notes are on, as ranges of the text of the transcript that was written and read again.

use std::ops::Range;

use super::brought::{On, Point};
use crate::{
    archive::{ListIndex, ParagraphIndex, Transcript},
    writer::{Block, Said},
};

/// The paragraphs of what was said, each with where it stands in the transcript that was written of it.
#[derive(Debug)]
pub struct Places {
    /// None for one whose words are others in the transcript.
    paragraphs: Vec<Option<Place>>,
    /// Of the transcript's text.
    length: usize,
}

/// Where a paragraph stands.
#[derive(Debug)]
struct Place {
    /// Bytes of the transcript's text.
    bytes: Range<usize>,
    /// How long what was said is, with blanks round it.
    said: usize,
    /// How many bytes of blanks before it were not written.
    lead: usize,
}

impl Places {
    /// Puts what was said beside the transcript.
    pub fn new(said: &Said, transcript: &Transcript) -> Self {
        let paragraphs = said.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph.text.as_str()),
            Block::Heading { .. } => None,
        });
        let paragraphs = paragraphs.enumerate().map(|(place, text)| {
            let index = ParagraphIndex::at(place);
            let bytes = transcript.paragraphs.get(index)?.bytes();
            let same = transcript.text.get(bytes.clone()) == Some(text.trim());
            same.then(|| Place {
                bytes,
                said: text.len(),
                lead: text.len() - text.trim_start().len(),
            })
        });
        Self {
            paragraphs: paragraphs.collect(),
            length: transcript.text.len(),
        }
    }

    /// Bytes of the transcript's text; none if a paragraph is not there, or has other words, or a point lies outside of it.
    pub fn range(&self, on: &On) -> Option<Range<usize>> {
        match on {
            On::Whole => Some(0..self.length),
            On::Paragraphs(first, last) => {
                let (first, last) = (self.paragraph(*first)?, self.paragraph(*last)?);
                (first.bytes.start <= last.bytes.start).then_some(first.bytes.start..last.bytes.end)
            }
            On::Words(from, to) => {
                let (from, to) = (self.byte(*from)?, self.byte(*to)?);
                (from <= to).then_some(from..to)
            }
        }
    }

    fn byte(&self, point: Point) -> Option<usize> {
        let place = self.paragraph(point.paragraph)?;
        // A point in the blanks round a paragraph is the end of the words next to it.
        let at = place.bytes.start + point.byte.saturating_sub(place.lead);
        (point.byte <= place.said).then(|| at.min(place.bytes.end))
    }

    fn paragraph(&self, index: ParagraphIndex) -> Option<&Place> {
        self.paragraphs.get(index.place())?.as_ref()
    }
}

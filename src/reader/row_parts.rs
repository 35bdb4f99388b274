//! Some of what refers to an entry: the digest of it, for pages that show no more.

use super::EntryRows;
use crate::{archive::TranscriptIndex, bind::Rows, source::digest::Digester};

/// Of which list of [`EntryRows`] a page shows some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowList {
    /// Paragraphs with notes that refer to it.
    Passages,
    /// Paragraphs of a person's own words.
    Said,
    /// Transcripts whose header names it.
    Transcripts,
    /// Transcripts that a person speaks in.
    Spoken,
    /// Sentences in which its names occur.
    Mentions,
}

impl EntryRows<'_> {
    /// Digests how long all lists are, and the items of one at some places.
    pub fn digest_some(self, list: RowList, places: &[u32], digester: &mut Digester) {
        let (edition, rows) = (self.access.edition, self.rows);
        for length in [
            rows.passages.len(),
            rows.paragraph_count(),
            rows.said.len(),
            rows.transcripts.len(),
            rows.spoken.len(),
            rows.mention_count(),
            places.len(),
        ] {
            digester.number(length as u64);
        }
        digester.number(self.is_frequent());
        let places = places.iter().map(|&place| place as usize);
        match list {
            RowList::Passages => places
                .filter_map(|place| rows.passages.get(place))
                .for_each(|&row| edition.digest_passage(row, Some(self.entry), digester)),
            RowList::Said => places
                .filter_map(|place| rows.said.get(place))
                .for_each(|&row| edition.digest_passage(row, None, digester)),
            RowList::Transcripts => places
                .filter_map(|place| rows.transcripts.get(place))
                .for_each(|&t| edition.digest_listed(t, digester)),
            RowList::Spoken => {
                places
                    .filter_map(|place| rows.spoken.get(place))
                    .for_each(|&(t, spoken)| {
                        edition.digest_listed(t, digester);
                        digester.number(spoken.paragraphs);
                    })
            }
            RowList::Mentions => {
                let starts = starts(rows);
                for place in places {
                    let at = starts.partition_point(|&(start, _)| start <= place) - 1;
                    let (start, t) = starts[at];
                    if let Some(&hit) = rows.mentions[at].1.get(place - start) {
                        edition.digest_mention(t, hit, digester);
                    }
                }
            }
        }
    }
}

/// At which place the mentions of each transcript begin.
fn starts(rows: &Rows) -> Vec<(usize, TranscriptIndex)> {
    let mut next = 0;
    let all = rows.mentions.iter();
    all.map(|(t, hits)| {
        let start = next;
        next += hits.len();
        (start, *t)
    })
    .collect()
}

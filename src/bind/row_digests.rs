//! The digests of what pages show of the rows of entries: of all rows of one, and of each by itself.

use super::{Edition, Row};
use crate::{
    archive::{EntryIndex, MentionIndex, PassageIndex, TranscriptIndex},
    source::digest::Digester,
};

impl Edition {
    /// All rows of an entry.
    pub(super) fn digest_rows(&self, e: EntryIndex, digester: &mut Digester) {
        let rows = self.index.of(e);
        for list in [&rows.passages, &rows.said] {
            digester.number(list.len() as u64);
            list.iter()
                .for_each(|&row| self.digest_passage(row, digester));
        }
        digester.number(rows.spoken.len() as u64);
        for &(t, count) in &rows.spoken {
            self.digest_listed(t, digester);
            digester.number(count);
        }
        digester.number(rows.transcripts.len() as u64);
        for &t in &rows.transcripts {
            self.digest_listed(t, digester);
        }
        digester
            .number(rows.mentions.len() as u64)
            .number(rows.mention_count() >= self.frequent_from);
        for (t, hits) in &rows.mentions {
            self.digest_listed(*t, digester);
            digester.number(hits.len() as u64);
            for &hit in hits {
                digester.digest(self.mentions[*t][hit].digest);
            }
        }
    }

    /// An annotated passage.
    pub fn digest_passage(&self, row: Row, digester: &mut Digester) {
        let outline = self.outline(row.transcript);
        digester.text(&*outline.id);
        match row.passage {
            PassageIndex::WHOLE => digester.digest(outline.digest),
            passage => digester.digest(outline.passages[passage].digest),
        };
    }

    /// A transcript in a list.
    pub fn digest_listed(&self, t: TranscriptIndex, digester: &mut Digester) {
        let outline = self.outline(t);
        digester.text(&*outline.id).digest(outline.head);
    }

    /// A sentence in which a name occurs.
    pub fn digest_mention(&self, t: TranscriptIndex, hit: MentionIndex, digester: &mut Digester) {
        self.digest_listed(t, digester);
        digester.digest(self.mentions[t][hit].digest);
    }
}

//! The digests of what pages show of the rows of entries: of all rows of one, and of each by itself.

use super::{Edition, Row, index};
use crate::{
    archive::{EntryIndex, MentionIndex, TranscriptIndex},
    source::digest::Digester,
};

impl Edition {
    /// All rows of an entry.
    pub(super) fn digest_rows(&self, e: EntryIndex, digester: &mut Digester) {
        let rows = self.index.of(e);
        for (list, about) in [(&rows.passages, Some(e)), (&rows.said, None)] {
            digester.number(list.len() as u64);
            list.iter()
                .for_each(|&row| self.digest_passage(row, about, digester));
        }
        digester.number(rows.note_count() as u64);
        digester.number(rows.spoken.len() as u64);
        for &(t, spoken) in &rows.spoken {
            self.digest_listed(t, digester);
            digester.number(spoken.paragraphs).number(spoken.doubtful);
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

    /// A paragraph with its notes that refer to `about`, or all.
    pub fn digest_passage(&self, row: Row, about: Option<EntryIndex>, digester: &mut Digester) {
        let outline = self.outline(row.transcript);
        digester.text(&*outline.id);
        if row.paragraph.is_none() {
            digester.digest(outline.digest);
        }
        for passage in index::passages_on(self, row, about) {
            digester.digest(passage.digest);
        }
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

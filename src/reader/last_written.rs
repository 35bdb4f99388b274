//! When something was last written about, as far as the content tells.

use super::{Head, Whole};
use crate::{
    archive::{Dated, IndexVec, TranscriptIndex},
    bind::Thing,
};

impl<'e> Whole<'e> {
    /// When the newest note of a transcript was written, as a moment.
    pub fn newest_note(self, t: TranscriptIndex) -> Option<String> {
        let mut newest: Option<&Dated> = None;
        let mut moments: Vec<String> = Vec::new();
        for date in self.note_dates(t) {
            // Plain days of years with four digits are in the order of their letters; there are many of them.
            if date.value.is_plain_day() && date.value.edtf().len() == 10 {
                if newest.is_none_or(|newest| newest.value.edtf() < date.value.edtf()) {
                    newest = Some(date);
                }
            } else {
                moments.extend(date.value.rfc3339_start());
            }
        }
        moments.extend(newest.and_then(|date| date.value.rfc3339_start()));
        moments.into_iter().max()
    }

    /// The days on which things were last written about: for whoever asks of many, since it looks at all transcripts first.
    pub fn last_written(self) -> LastWritten<'e> {
        let day = |head: Head<'_>| {
            let date = head.header().date.as_ref();
            let own = || date.and_then(|d| d.value.rfc3339_start());
            // Of a month or year it is the first day.
            let mut moment = self.newest_note(head.index()).or_else(own)?;
            moment.truncate(10);
            Some(moment)
        };
        LastWritten {
            whole: self,
            days: self.lists.transcripts().map(day).collect(),
        }
    }
}

/// The days on which things were last written about.
#[derive(Debug)]
pub struct LastWritten<'e> {
    whole: Whole<'e>,
    /// Of the newest note on a transcript, else its own date.
    days: IndexVec<TranscriptIndex, Option<String>>,
}

impl LastWritten<'_> {
    /// The day for a transcript: that of the newest note on it, else its own date; for an entry the newest of the transcripts whose passages
    /// refer to it. Free pages have no dates.
    pub fn of(&self, thing: Thing) -> Option<&str> {
        match thing {
            Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
                self.days[t].as_deref()
            }
            Thing::Entry(e) => {
                let transcripts = self.whole.transcripts_of_passages(e);
                transcripts.filter_map(|t| self.days[t].as_deref()).max()
            }
            Thing::Page(_) => None,
        }
    }
}

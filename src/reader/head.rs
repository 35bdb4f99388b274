//! A transcript without its words and notes.

use crate::{
    archive::{Header, Speaker, TranscriptIndex, Turn, TurnIndex},
    bind::{Edition, TranscriptLinks, TurnSpeaker},
    source::SourceId,
};

/// A transcript without its words and notes, which is covered by [`crate::bind::Handle::Head`], and by the digest of each passage of it.
#[derive(Clone, Copy, Debug)]
pub struct Head<'e> {
    edition: &'e Edition,
    index: TranscriptIndex,
}

/// A turn without its words.
pub struct HeadTurn<'e> {
    /// Who speaks.
    pub who: &'e TurnSpeaker,
    /// The turn as the source has it.
    pub said: &'e Turn,
    /// As whom the header declares who speaks.
    pub declared: Option<&'e Speaker>,
}

impl<'e> HeadTurn<'e> {
    /// The label as the source prints it here, or as it is declared; nothing where there is none.
    pub fn label(&self) -> &'e str {
        let declared = self.declared.map_or("", |speaker| speaker.label.as_str());
        self.said.printed.as_deref().unwrap_or(declared)
    }
}

impl<'e> Head<'e> {
    pub(super) fn new(edition: &'e Edition, index: TranscriptIndex) -> Self {
        Self { edition, index }
    }

    /// Which transcript.
    pub fn index(self) -> TranscriptIndex {
        self.index
    }

    /// Its id.
    pub fn id(self) -> &'e str {
        &self.edition.outline(self.index).id
    }

    /// Its file.
    pub fn source(self) -> SourceId {
        self.edition.outline(self.index).source
    }

    /// Front matter or sidecar.
    pub fn header(self) -> &'e Header {
        &self.edition.outline(self.index).header
    }

    /// How many annotations it has.
    pub fn note_count(self) -> usize {
        self.edition.outline(self.index).annotations.len()
    }

    /// What its header refers to.
    pub fn links(self) -> &'e TranscriptLinks {
        &self.edition.transcript_links[self.index]
    }

    /// A turn of it.
    pub fn turn(self, turn: TurnIndex) -> HeadTurn<'e> {
        let who = &self.links().turns[turn];
        let speakers = &self.header().speakers;
        HeadTurn {
            who,
            said: &self.edition.outline(self.index).turns[turn].turn,
            declared: who.label.map(|label| &speakers[label]),
        }
    }

    /// Its place in time among all: for ordering transcripts that came together.
    pub fn rank(self) -> u32 {
        self.edition.rank[self.index]
    }
}

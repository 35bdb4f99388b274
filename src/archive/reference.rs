//! What a field names: entries of which kinds, and what comes of it on their side. The table of fields is in `field`.

use super::Kind;

/// What a field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The kinds that are named.
    pub to: To,
    /// As what the named entry lists whatever names it.
    pub inverse: Inverse,
    /// Whether an id that has no file gets a page with `stubs: true`.
    pub stub: bool,
    /// Whether a name that has no page may stand in the place of an id.
    pub or_words: bool,
    /// Whether it takes a list.
    pub several: bool,
    /// How it is read.
    pub read: Read,
}

/// The kinds that a field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The first of these that has the id; an id that none has should be one of the first.
    Kinds(&'static [Kind]),
    /// The kind of the entry that the field stands on, or whose folder its key is.
    Its,
    /// None: a transcript.
    Transcripts,
}

/// As what the named entry lists whatever names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Inverse {
    /// As nothing.
    Nothing,
    /// Under this name in the view.
    Listed(&'static str),
    /// Under this name, as what is below it.
    Below {
        /// The name in the view.
        listed: &'static str,
        /// What is told of an entry that is above itself.
        circle: &'static str,
    },
    /// As it is named: each lists the other.
    Same,
    /// As one of its transcripts.
    Transcripts,
    /// As a transcript that it speaks in.
    Spoken,
    /// As passages.
    Passages,
}

/// How a field is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read {
    /// Ids under its key: the table says all.
    Ids,
    /// Ids under a key for each kind.
    ByKind,
    /// As a part of something that is read as a whole.
    ByHand,
}

/// A field that names entries of these kinds.
pub(super) const fn to(kinds: &'static [Kind]) -> Reference {
    Reference {
        to: To::Kinds(kinds),
        inverse: Inverse::Nothing,
        stub: true,
        or_words: false,
        several: true,
        read: Read::Ids,
    }
}

/// A field that names entries of the kind that it stands on.
pub(super) const fn its_kind() -> Reference {
    Reference {
        to: To::Its,
        ..to(&[])
    }
}

/// A field that names transcripts, which is no entry and so read, bound and turned round by hand.
pub(super) const fn to_transcript() -> Reference {
    Reference {
        to: To::Transcripts,
        stub: false,
        several: false,
        read: Read::ByHand,
        ..to(&[])
    }
}

/// A field for each kind.
pub(super) const fn by_kind() -> Reference {
    Reference {
        read: Read::ByKind,
        ..its_kind()
    }
}

impl Reference {
    pub(super) const fn listed(self, listed: &'static str) -> Self {
        self.turned(Inverse::Listed(listed))
    }

    pub(super) const fn above(self, listed: &'static str, circle: &'static str) -> Self {
        self.turned(Inverse::Below { listed, circle })
    }

    pub(super) const fn both_ways(self) -> Self {
        self.turned(Inverse::Same)
    }

    pub(super) const fn transcripts(self) -> Self {
        self.turned(Inverse::Transcripts)
    }

    pub(super) const fn spoken(self) -> Self {
        self.turned(Inverse::Spoken)
    }

    pub(super) const fn passages(self) -> Self {
        self.turned(Inverse::Passages)
    }

    const fn turned(self, inverse: Inverse) -> Self {
        Self { inverse, ..self }
    }

    /// What may be words is no mention of something that must be there, so it makes no page.
    pub(super) const fn or_words(self) -> Self {
        Self {
            or_words: true,
            stub: false,
            ..self
        }
    }

    /// Read as a part of something else; one name, unless there may be [several](Self::or_several).
    pub(super) const fn by_hand(self) -> Self {
        Self {
            several: false,
            read: Read::ByHand,
            ..self
        }
    }

    pub(super) const fn or_several(self) -> Self {
        Self {
            several: true,
            ..self
        }
    }

    /// Whether the table says all of how it is read.
    pub fn by_table(&self) -> bool {
        self.read == Read::Ids
    }
}

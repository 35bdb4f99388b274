//! The table of fields: what entries may say, and all fields by which transcripts, annotations and entries name entries.
//!
//! A line says on what a field stands, what it holds, and, if it names entries, of which kinds these are, as what they list it, and
//! whether an id without a file gets a page. Files are read, names bound and turned round, stubs made, digests taken and the tables of
//! docs/formats.md written by it: a relation that is added here is there, and wants only to be shown.

use serde::{Deserialize, Serialize};

use super::{
    Kind,
    reference::{Reference, by_kind, its_kind, to, to_transcript},
    value::Value,
};

/// What a field stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Every entry.
    Entry,
    /// Entries of this kind.
    Of(Kind),
    /// Entries of the kinds that postil.yaml declares.
    OwnKinds,
    /// A role of a person.
    Role,
    /// A transcript.
    Transcript,
    /// A speaker of a transcript.
    Speaker,
    /// A correction of a transcript's turn.
    Turn,
    /// An annotation.
    Annotation,
}

const EVERY: Holder = Holder::Entry;
const OWN: Holder = Holder::OwnKinds;
const TOPICS: Holder = Holder::Of(Kind::TOPICS);
const EVENTS: Holder = Holder::Of(Kind::EVENTS);
const PEOPLE: Holder = Holder::Of(Kind::PEOPLE);
const PLACES: Holder = Holder::Of(Kind::PLACES);
const DOCUMENTS: Holder = Holder::Of(Kind::DOCUMENTS);
const ROLE: Holder = Holder::Role;
const TRANSCRIPT: Holder = Holder::Transcript;
const SPEAKER: Holder = Holder::Speaker;
const TURN: Holder = Holder::Turn;
const ANNOTATION: Holder = Holder::Annotation;

/// Who may speak and take part.
const WHO: &[Kind] = &[Kind::PEOPLE, Kind::ORGANIZATIONS];

macro_rules! fields {
    (
        properties { $($property:ident, $key:literal, $on:expr, $value:ident, $meaning:literal;)* }
        relations { $($relation:ident, $named:literal, $of:expr, $reference:expr, $means:literal;)* }
    ) => {
        /// A field of entries that names no entry.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Property { $(#[doc = $meaning] $property,)* }

        /// A field that names entries.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Relation { $(#[doc = $means] $relation,)* }

        impl Property {
            /// All, each behind those that it is read with.
            pub const ALL: &'static [Property] = &[$(Property::$property),*];
            const LINES: &'static [Line<Value>] = &[$(
                Line { key: $key, on: &$on, holds: Value::$value, meaning: $meaning },
            )*];
        }

        impl Relation {
            /// All.
            pub const ALL: &'static [Relation] = &[$(Relation::$relation),*];
            const LINES: &'static [Line<Reference>] = &[$(
                Line { key: $named, on: &$of, holds: $reference, meaning: $means },
            )*];
        }
    };
}

fields! {
    // What is read, its key, on what it stands, what it holds, what docs/formats.md says of it.
    properties {
        Title, "title", [EVERY], Words, "what it is called";
        Aliases, "aliases", [EVERY], WordsList, "other names; found in transcripts, whole words, an all-capitals one case-sensitively";
        Mentions, "mentions", [EVERY], Mentions, "`false`: its names are not looked for; `true`: all are, those of one character, too; a list: these (see \"Names in texts\"). A name of more than 255 bytes is not looked for";
        Sort, "sort", [EVERY], Words, "what it is sorted by: `Ban, Ki-moon`";
        Summary, "summary", [EVERY], Words, "plain text";
        Warning, "warning", [EVERY], Words, "plain text, shown before everything";
        Language, "language", [EVERY], Language, "BCP 47: of its title, summary, warning and text, if that is not the site's";
        Sources, "sources", [EVERY], Lines, "lines of Markdown";
        SameAs, "same_as", [EVERY], Addresses, "addresses at Wikidata, VIAF, ...";
        Image, "image", [EVERY], Image, "a file of `content/assets/`, or `{file, alt, caption}`";
        Date, "date", [EVENTS, DOCUMENTS, OWN], Date, "when: EDTF";
        DateNote, "date_note", [EVENTS, DOCUMENTS, OWN], Words, "on the date: `from the first reports`";
        Coordinates, "coordinates", [PLACES, OWN], Coordinates, "`[latitude, longitude]` in degrees";
        Born, "born", [PEOPLE], Date, "EDTF";
        Died, "died", [PEOPLE], Date, "EDTF";
        Roles, "roles", [PEOPLE], Roles, "a list of `{role, at, date}`; `at` is an organization's id or a name";
        Identifier, "identifier", [DOCUMENTS, OWN], Words, "its symbol";
        Url, "url", [DOCUMENTS, OWN], Address, "its address";
        Draft, "draft", [EVERY], Flag, "`true`: kept out of a build without `--drafts`";
        RedirectFrom, "redirect_from", [EVERY], WordsList, "old addresses, which lead here: `old/path`";
        Extra, "extra", [EVERY], Free, "free-form, for templates of your own";
    }
    // The same; `*` is a key for each kind, its folder.
    relations {
        Broader, "broader", [TOPICS], to(&[Kind::TOPICS]).above("narrower", "broader than itself"), "what it belongs below";
        Related, "related", [TOPICS, OWN], its_kind().both_ways(), "what else to look at";
        Place, "place", [EVENTS, OWN], to(&[Kind::PLACES]).listed("events_here"), "where it took place";
        PartOf, "part_of", [EVENTS, OWN], to(&[Kind::EVENTS]).above("parts", "part of itself"), "what it is a part of";
        Participants, "participants", [EVENTS, OWN], to(WHO).listed("events_here"), "who took part";
        RoleAt, "at", [ROLE], to(&[Kind::ORGANIZATIONS]).or_words().by_hand(), "where a person has the role";
        TranscriptPlace, "place", [TRANSCRIPT], to(&[Kind::PLACES]).transcripts(), "where it was said";
        TranscriptEvent, "event", [TRANSCRIPT], to(&[Kind::EVENTS]).transcripts(), "what it belongs to";
        HeldBy, "held_by", [TRANSCRIPT], to(&[Kind::ORGANIZATIONS]).transcripts(), "the body that held it: a committee, a court";
        Present, "present", [TRANSCRIPT], to(WHO).transcripts(), "there, but silent";
        SpeakerPerson, "person", [SPEAKER], to(WHO).spoken().by_hand(), "whose words the label stands before";
        TurnPerson, "person", [TURN], to(WHO).spoken().by_hand(), "whose words the turn is";
        About, "*", [TRANSCRIPT], by_kind().transcripts(), "what the whole is about";
        UnlabelledSpeaker, "speaker", [TRANSCRIPT], to(WHO).spoken().by_hand(), "id of a person or an organization: whose the unlabelled text is";
        CiteAuthor, "cite_author", [TRANSCRIPT], to(WHO).or_words().by_hand().or_several(), "whom \"How to cite\" names as author: an id of a person or an organization, a plain name, or a list; `[]` is nobody";
        TranslationOf, "translation_of", [TRANSCRIPT], to_transcript(), "id of the transcript whose words these are in another language (see \"Languages and translations\")";
        OfAnnotation, "*", [ANNOTATION], by_kind().passages(), "what the passage is about";
    }
}

/// A line of the table.
struct Line<T> {
    key: &'static str,
    on: &'static [Holder],
    holds: T,
    meaning: &'static str,
}

impl<T> Line<T> {
    fn stands_on(&self, kind: Kind) -> bool {
        self.on.iter().any(|holder| match holder {
            Holder::Entry => true,
            Holder::Of(of) => *of == kind,
            Holder::OwnKinds => kind.is_own(),
            Holder::Role
            | Holder::Transcript
            | Holder::Speaker
            | Holder::Turn
            | Holder::Annotation => false,
        })
    }
}

impl Property {
    fn line(self) -> &'static Line<Value> {
        &Self::LINES[self as usize]
    }

    /// The properties of an entry of this kind.
    pub fn of_entries(kind: Kind) -> impl Iterator<Item = Property> {
        let all = Self::ALL.iter().copied();
        all.filter(move |property| property.line().stands_on(kind))
    }

    /// Its key.
    pub fn key(self) -> &'static str {
        self.line().key
    }

    /// On what it stands.
    pub fn holders(self) -> &'static [Holder] {
        self.line().on
    }

    /// What it holds.
    pub fn value(self) -> Value {
        self.line().holds
    }

    /// What docs/formats.md says of it.
    pub fn meaning(self) -> &'static str {
        self.line().meaning
    }
}

impl Relation {
    fn line(self) -> &'static Line<Reference> {
        &Self::LINES[self as usize]
    }

    /// The relations of an entry of this kind.
    pub fn of_entries(kind: Kind) -> impl Iterator<Item = Relation> {
        let all = Self::ALL.iter().copied();
        all.filter(move |relation| relation.line().stands_on(kind))
    }

    /// The relations of a transcript that are read by the table alone.
    pub fn of_transcripts() -> impl Iterator<Item = Relation> {
        let all = Self::ALL.iter().copied();
        all.filter(|relation| {
            relation.holders() == [Holder::Transcript] && relation.reference().by_table()
        })
    }

    /// Its key; `*` is one for each kind.
    pub fn key(self) -> &'static str {
        self.line().key
    }

    /// On what it stands.
    pub fn holders(self) -> &'static [Holder] {
        self.line().on
    }

    /// What it names.
    pub fn reference(self) -> &'static Reference {
        &self.line().holds
    }

    /// What docs/formats.md says of it.
    pub fn meaning(self) -> &'static str {
        self.line().meaning
    }
}

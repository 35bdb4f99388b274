//! What is known of a transcript beside its words: front matter or sidecar, as authored.

use serde::{Deserialize, Serialize};

use super::{
    AlignedRuns, ByRelation, Certainty, Common, Dated, InLanguage, IndexVec, Name, Named, Names,
    ParagraphId, Part, Relation, SpeakerIndex,
};
use crate::source::{Span, Spanned};

/// What is known of a transcript beside its words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Header {
    /// Required; absent only if that was told.
    pub title: String,
    /// A sentence or two, plain text.
    pub summary: Option<String>,
    /// When.
    pub date: Option<Dated>,
    /// The entries that it names under a key of their own: where it was said, what it belongs to, ...
    pub named: ByRelation<Name>,
    /// Topics and other entries of the whole.
    pub about: Names,
    /// press-conference, speech, ...
    pub form: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// The transcript whose words these are in another language.
    pub translation_of: Option<Name>,
    /// Which paragraphs say the same as which of the original, where the numbers do not tell.
    pub align: Vec<AlignedRuns>,
    /// Paragraphs that are in another language than the rest.
    pub languages: Vec<InLanguage>,
    /// What kind of record.
    pub record: Option<Record>,
    /// Declared or detected, in order.
    pub speakers: IndexVec<SpeakerIndex, Speaker>,
    /// Whose the unlabelled text is.
    pub speaker: Option<Name>,
    /// Corrections of turns.
    pub turns: Vec<TurnCorrection>,
    /// The official source.
    pub source: Option<Source>,
    /// The recording.
    pub media: Option<Media>,
    /// Who made the transcript.
    pub credits: Vec<Credit>,
    /// Rights in the transcript.
    pub rights: Option<String>,
    /// Shown before the text and before every excerpt of it.
    pub warning: Option<String>,
    /// The whole citation, in an editor's words.
    pub cite_as: Option<String>,
    /// Whom the citation names as author: ids or plain names; an empty list is nobody, none leaves it to the form and the speakers.
    pub cite_author: Option<Vec<Name>>,
    /// `draft`, `redirect_from`, `extra`.
    pub common: Common,
}

impl Header {
    /// Every name of an entry in it, but those of whom to cite.
    pub fn named(&self) -> impl Iterator<Item = Named<'_>> {
        let listed = self.named.each();
        let speakers = self.speakers.iter().filter_map(|s| s.person.as_ref());
        let turns = self.turns.iter().filter_map(|t| t.person.as_ref());
        let one = listed
            .chain(speakers.map(|name| (Relation::SpeakerPerson, name)))
            .chain(turns.map(|name| (Relation::TurnPerson, name)));
        let one = one.map(|(relation, name)| Named {
            relation,
            its: None,
            name,
        });
        one.chain(Named::by_kind(Relation::About, &self.about))
    }
}

/// What kind of record a transcript is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Record {
    /// Word for word.
    Verbatim,
    /// Edited for reading.
    Edited,
    /// A summary.
    Summary,
    /// Made by a program.
    Machine,
    /// Made by a program and checked.
    MachineChecked,
}

impl Record {
    /// The words of YAML, with their values.
    pub const ALL: [(&'static str, Record); 5] = [
        ("verbatim", Record::Verbatim),
        ("edited", Record::Edited),
        ("summary", Record::Summary),
        ("machine", Record::Machine),
        ("machine-checked", Record::MachineChecked),
    ];

    /// As in YAML.
    pub fn as_str(self) -> &'static str {
        match self {
            Record::Verbatim => "verbatim",
            Record::Edited => "edited",
            Record::Summary => "summary",
            Record::Machine => "machine",
            Record::MachineChecked => "machine-checked",
        }
    }
}

/// A label of the source and who stands behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// As the source prints it, without the colon.
    pub label: String,
    /// Where the label is declared.
    pub span: Option<Span>,
    /// Who we say it is.
    pub person: Option<Name>,
    /// A description, if it is nobody in particular.
    pub name: Option<String>,
    /// Office in this transcript.
    pub role: Option<String>,
    /// interviewer, press, chair, ...
    pub part: Option<Part>,
    /// Whether they ask, if the part does not tell.
    pub asks: Option<bool>,
    /// Language spoken, when these are an interpreter's words.
    pub spoken: Option<String>,
}

/// What an editor says of the label at the start of a paragraph.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum LabelSaid {
    /// `label: false`: it is words, and no turn begins.
    Words(Span),
    /// `label: Ann`: a turn of this declared label begins here, whatever the source prints.
    Of(Spanned<String>),
}

/// `turns: {p7: {person: ..., certainty: ...}}`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TurnCorrection {
    /// The turn's first paragraph.
    pub paragraph: Spanned<ParagraphId>,
    /// Whether a turn begins here, and whose.
    pub label: Option<LabelSaid>,
    /// Who speaks.
    pub person: Option<Name>,
    /// A description instead.
    pub name: Option<String>,
    /// Office.
    pub role: Option<String>,
    /// interviewer, press, ...
    pub part: Option<Part>,
    /// Whether it asks.
    pub asks: Option<bool>,
    /// Language spoken, when these are an interpreter's words.
    pub spoken: Option<String>,
    /// `probable` or `possible`.
    pub certainty: Option<Certainty>,
}

/// Where a transcript comes from.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Source {
    /// Title.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Symbol or shelf mark.
    pub identifier: Option<String>,
    /// When it was looked at.
    pub accessed: Option<Dated>,
    /// An archived copy's address.
    pub archived: Option<String>,
}

impl Source {
    /// What it is known by best: its address, else its symbol, else its title.
    pub fn known_by(&self) -> Option<&String> {
        let or_symbol = self.url.as_ref().or(self.identifier.as_ref());
        or_symbol.or(self.title.as_ref())
    }
}

/// A recording.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Media {
    /// Address.
    pub url: String,
    /// Rights in it.
    pub rights: Option<String>,
    /// How many seconds it takes, more than none.
    pub duration: Option<f64>,
}

/// Who did what for a transcript.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Credit {
    /// The key: `transcriber`.
    pub role: String,
    /// Who.
    pub name: String,
}

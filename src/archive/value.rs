//! What a key holds.

use super::mapping::Mapping;

/// What a key holds that names no entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// Words in one line, or a text.
    Words,
    /// Words, or a list of them.
    WordsList,
    /// A BCP 47 tag.
    Language,
    /// Lines of Markdown.
    Lines,
    /// A date in EDTF.
    Date,
    /// An address.
    Address,
    /// Addresses.
    Addresses,
    /// Two numbers.
    Coordinates,
    /// Offices.
    Roles,
    /// A file of assets, or a map.
    Image,
    /// `true` or `false`.
    Flag,
    /// `true`, `false` or a list of names.
    Mentions,
    /// Anything.
    Free,
    /// A whole number, zero or more.
    Number,
    /// One of these words and no other.
    OneOf(Choice),
    /// One or several of these words and no other.
    SomeOf(Choice),
    /// Words, most often these.
    Usually(Choice),
    /// Formats, each a word or a map of that and how it is wanted.
    Formats,
    /// The id of an editor of postil.yaml, or a name.
    Editor,
    /// The id of a transcript.
    TranscriptId,
    /// The id of another annotation.
    OtherAnnotation,
    /// Passages of transcripts, as wiki links have them.
    Passages,
    /// A paragraph, or the first and the last of several: `p5`, `p5-p7`.
    Paragraphs,
    /// A speaker's label, or `false`: it is words.
    Label,
    /// Words alone, or a map with these keys.
    WordsOr(Mapping),
    /// A list of maps with these keys.
    ListOf(Mapping),
    /// A map whose keys are ids or words of an editor's own.
    Each(Each),
    /// Nothing yet: the key is kept for later, and told.
    Reserved,
}

impl Value {
    /// The mapping that may stand here, or in what stands here.
    pub fn mapping(self) -> Option<Mapping> {
        match self {
            Self::Roles => Some(Mapping::Role),
            Self::Image => Some(Mapping::Image),
            Self::WordsOr(mapping) | Self::ListOf(mapping) => Some(mapping),
            Self::Each(each) => each.mapping(),
            _ => None,
        }
    }
}

/// What a map holds under keys that are ids or words of an editor's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Each {
    /// A person, or a map with these keys; with nothing it is nobody's, and `false` says that the key, a label, is words.
    Speaker,
    /// A person, or a map with these keys.
    Turn,
    /// A name, or a map with these keys.
    Editor,
    /// A map with these keys.
    OwnKind,
    /// Names, by what they did.
    Credit,
    /// Paragraphs of another transcript.
    Paragraphs,
    /// A BCP 47 tag.
    Language,
}

impl Each {
    /// The mapping that may stand under each key.
    pub fn mapping(self) -> Option<Mapping> {
        match self {
            Self::Speaker => Some(Mapping::Speaker),
            Self::Turn => Some(Mapping::Turn),
            Self::Editor => Some(Mapping::Editor),
            Self::OwnKind => Some(Mapping::OwnKind),
            Self::Credit | Self::Paragraphs | Self::Language => None,
        }
    }
}

/// A list of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// How true to the spoken words a transcript is.
    Records,
    /// Parts of speakers.
    Parts,
    /// How sure something is.
    Certainties,
    /// What kind of talk a transcript is of.
    Forms,
    /// How the paragraphs of a `.txt` stand in lines.
    LinesOf,
    /// What becomes of HTML comments.
    Comments,
    /// How pages are addressed.
    Urls,
    /// Pages to do without.
    Omitted,
    /// Formats beside the pages.
    Formats,
}

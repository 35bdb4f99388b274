//! What indexes count of each entry, with where it is to be found on the entry's page.

use super::context::PageContext;
use crate::{
    archive::{EntryIndex, Kind},
    reader::{Listed, Lists, Thing},
    text::route::fragment,
    view::{IndexColumn, IndexCount},
};

/// Something that is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    /// Paragraphs that a person speaks.
    Spoken,
    /// Passages that refer to it.
    Passages,
    /// Transcripts that name it in their headers.
    Transcripts,
    /// Notes that refer to a person.
    Notes,
    /// Sentences that name it without a note.
    Named,
}

impl Figure {
    /// Those of a kind of entries.
    fn all_of(listed: Listed) -> &'static [Figure] {
        match listed {
            Listed::Transcripts => &[],
            Listed::Entries(Kind::PEOPLE) => &[Self::Spoken, Self::Notes, Self::Named],
            Listed::Entries(_) => &[Self::Passages, Self::Transcripts, Self::Named],
        }
    }

    fn count(self, lists: Lists<'_>, e: EntryIndex) -> usize {
        match self {
            Self::Spoken => lists.spoken_count(e),
            Self::Passages => lists.passage_count(e),
            Self::Transcripts => lists.transcript_count(e),
            Self::Notes => lists.note_count(e),
            Self::Named => lists.mention_count(e),
        }
    }

    /// The id of the section that shows it.
    fn section(self) -> &'static str {
        match self {
            Self::Spoken => "said",
            Self::Passages | Self::Notes => "passages",
            Self::Transcripts => "transcripts",
            Self::Named => "mentions",
        }
    }

    fn column(self, context: &PageContext<'_>) -> IndexColumn {
        let words = context.words();
        let (title, meaning) = match self {
            Self::Spoken => (words.column_says(), words.column_says_meaning()),
            Self::Passages => (words.column_passages(), words.column_passages_meaning()),
            Self::Transcripts => (words.transcripts(), words.column_transcripts_meaning()),
            Self::Notes => (words.column_notes(), words.column_notes_meaning()),
            Self::Named => (words.column_named(), words.column_named_meaning()),
        };
        IndexColumn { title, meaning }
    }
}

/// What is counted of the entries of an index.
pub(super) fn columns(context: &PageContext<'_>, listed: Listed) -> Vec<IndexColumn> {
    let all = Figure::all_of(listed).iter();
    all.map(|figure| figure.column(context)).collect()
}

/// How much there is of each for one entry.
pub(super) fn of(context: &PageContext<'_>, listed: Listed, e: EntryIndex) -> Vec<IndexCount> {
    let lists = context.reader.lists();
    let page = context.href(Thing::Entry(e));
    let all = Figure::all_of(listed).iter();
    all.map(|&figure| IndexCount {
        count: figure.count(lists, e),
        href: [page.as_str(), &fragment(figure.section())].concat(),
    })
    .collect()
}

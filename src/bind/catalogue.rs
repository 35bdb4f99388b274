//! The catalogue of transcripts: what links may lead to, a card for each.
//!
//! Whoever binds one transcript needs of all others no more than this. The catalogue of an archive is the catalogues of any sets of its
//! transcripts, put together in any order: what is made of it is the same.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{Arc, OnceLock},
};

use serde::{Deserialize, Serialize};

use crate::{
    anchor::{NoteTitle, Outline, OutlineAnnotation},
    archive::{
        AnnotationIndex, IndexVec, Kind, Name, Named, ParagraphIds, Relation, Seals,
        TranscriptIndex,
    },
    source::digest::Digest,
    text::Suggestions,
};

/// The cards of a set of transcripts, by their ids.
///
/// ```text
/// [ {id: "hearing", title: "A hearing", paragraphs: [p1, p2], notes: [{id: "mill", ..}], ..}, {id: "letter", ..} ]
/// ```
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Catalogue {
    cards: Vec<Card>,
}

/// What others may mean of one transcript.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Card {
    pub(super) id: Arc<str>,
    /// Of all that is known of it.
    pub(super) digest: Digest,
    pub(super) title: String,
    /// As its header says.
    pub(super) language: Option<String>,
    /// The id of the transcript whose translation it says it is.
    pub(super) translation_of: Option<String>,
    pub(super) paragraphs: ParagraphIds,
    /// How these stand to its ledger; none if it has none.
    pub(super) seals: Option<Seals>,
    /// Its annotations.
    pub(super) notes: IndexVec<AnnotationIndex, NoteCard>,
    /// The names in it that must be an entry's, each once; none unless entries are made of such (`stubs: true`).
    pub(super) naming: Vec<Naming>,
    /// Where each note stands in `notes`, once somebody asks.
    #[serde(skip)]
    places: OnceLock<HashMap<Arc<str>, AnnotationIndex>>,
    #[serde(skip)]
    suggestions: OnceLock<Suggestions>,
}

/// What others may mean of an annotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct NoteCard {
    pub(super) id: Arc<str>,
    /// Whether an editor wrote the id.
    pub(super) written_id: bool,
    /// As an editor wrote it.
    pub(super) title: Option<String>,
}

/// A name, and the field under which it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Naming {
    relation: Relation,
    its: Option<Kind>,
    name: Name,
}

impl Catalogue {
    /// The cards of some transcripts; `naming` if they shall say which entries they name.
    pub fn of<'o>(transcripts: impl IntoIterator<Item = &'o Outline>, naming: bool) -> Self {
        let cards = transcripts.into_iter();
        let mut cards: Vec<Card> = cards.map(|outline| Card::of(outline, naming)).collect();
        cards.sort_by(|a, b| a.id.cmp(&b.id));
        Self { cards }
    }

    /// The catalogue of two sets that have no transcript in common.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.cards.extend(other.cards);
        self.cards.sort_by(|a, b| a.id.cmp(&b.id));
        self
    }

    pub(super) fn into_cards(self) -> IndexVec<TranscriptIndex, Card> {
        self.cards.into()
    }
}

impl Card {
    /// That of a transcript; `naming` if it shall say which entries that names.
    pub(super) fn of(outline: &Outline, naming: bool) -> Self {
        Self {
            id: outline.id.clone(),
            digest: outline.digest,
            title: outline.header.title.clone(),
            language: outline.header.language.clone(),
            translation_of: outline
                .header
                .translation_of
                .as_ref()
                .map(|n| n.value.clone()),
            paragraphs: outline.ids.clone(),
            seals: outline.seals.clone(),
            notes: outline.annotations.iter().map(NoteCard::of).collect(),
            naming: match naming {
                true => Naming::all_of(outline),
                false => Vec::new(),
            },
            places: OnceLock::new(),
            suggestions: OnceLock::new(),
        }
    }

    /// Whether others may mean the same by it, whatever its words and notes say.
    pub(super) fn is_as(&self, other: &Self) -> bool {
        (&self.id, &self.title, &*self.notes) == (&other.id, &other.title, &*other.notes)
            && (&self.language, &self.translation_of) == (&other.language, &other.translation_of)
            && (&self.paragraphs, &self.seals) == (&other.paragraphs, &other.seals)
    }

    /// The annotation with this id.
    pub(super) fn note(&self, id: &str) -> Option<AnnotationIndex> {
        let places = self.places.get_or_init(|| {
            let ids = self.notes.iter().map(|note| note.id.clone());
            ids.zip(self.notes.indexes()).collect()
        });
        places.get(id).copied()
    }

    /// The id of an annotation that is nearly this one.
    pub(super) fn nearest(&self, id: &str) -> Option<&str> {
        let ids = self.notes.iter().map(|note| &*note.id);
        let suggestions = self.suggestions.get_or_init(|| Suggestions::new(ids));
        suggestions.of(id)
    }
}

impl NoteCard {
    fn of(annotation: &OutlineAnnotation) -> Self {
        Self {
            id: annotation.id.clone(),
            written_id: annotation.written_id,
            title: match &annotation.title {
                NoteTitle::Written(title) => Some(title.clone()),
                NoteTitle::Words(_) | NoteTitle::Whole => None,
            },
        }
    }
}

impl Naming {
    /// The names in the header and the notes of a transcript that must be an entry's, each as it is first written.
    fn all_of(outline: &Outline) -> Vec<Self> {
        let notes = outline.annotations.iter();
        let of_notes = notes.flat_map(|a| Named::by_kind(Relation::OfAnnotation, &a.names));
        let all = outline.header.named().chain(of_notes);
        let mut seen = BTreeSet::new();
        all.filter(|named| named.relation.reference().stub)
            .filter(|named| seen.insert((named.relation, named.its, named.name.value.as_str())))
            .map(|named| Self {
                relation: named.relation,
                its: named.its,
                name: named.name.clone(),
            })
            .collect()
    }

    pub(super) fn named(&self) -> Named<'_> {
        Named {
            relation: self.relation,
            its: self.its,
            name: &self.name,
        }
    }
}

//! What ids mean, and what a wiki link's target means.

mod entries;
mod transcripts;

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

use super::{Catalogue, Destination, Gathered, Parts, Thing, catalogue::Card};
use crate::{
    archive::{Asset, Cited, EntryIndex, IndexVec, Kind, Kinds, TranscriptIndex, Why},
    text::{Suggestions, name},
};

/// Every id of the site.
#[derive(Debug, Default)]
pub struct Names {
    kinds: Kinds,
    /// id -> what it means; more than one for an id in several kinds.
    by_id: BTreeMap<String, Vec<Thing>>,
    entries: BTreeMap<(Kind, String), EntryIndex>,
    /// Per entry.
    entry_kinds: IndexVec<EntryIndex, Kind>,
    /// Lower-case title or alias -> id, for suggestions.
    titles: BTreeMap<String, String>,
    /// Per transcript.
    cards: Gathered<Card>,
    /// id -> what stands for nothing in this build: its kind, and why.
    absent: HashMap<String, Vec<(String, Why)>>,
    /// What may have been meant, by the prefix that is written (`` for none); made when somebody asks.
    suggestions: Mutex<BTreeMap<String, Arc<Suggestions>>>,
    /// The same for paths of files.
    files: OnceLock<Suggestions>,
}

/// Why a link leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// No such thing; perhaps what was meant.
    Unknown {
        /// What does not exist: the id, or the part after `#`.
        what: String,
        /// The link as it should perhaps be.
        meant: Option<String>,
    },
    /// It is a draft.
    Draft,
    /// Its file could not be read, which was told.
    Broken,
    /// Several things have the id: the spellings that tell them apart.
    Ambiguous(Vec<String>),
    /// An annotation without a written id.
    UnwrittenId,
}

impl Names {
    /// All ids of the parts, and of the transcripts of a catalogue.
    pub(super) fn new(parts: &Parts, catalogue: Catalogue) -> Self {
        let mut names = Self {
            kinds: parts.config.kinds.clone(),
            cards: catalogue.into_cards(),
            ..Self::default()
        };
        for absent in &parts.absent {
            let of_id = names.absent.entry(absent.id.clone()).or_default();
            of_id.push((absent.kind.clone(), absent.why));
        }
        for (i, card) in names.cards.enumerated() {
            let things = names.by_id.entry(card.id.to_string()).or_default();
            things.push(Thing::Transcript(i));
        }
        for (i, entry) in parts.entries.enumerated() {
            names.add_entry(i, entry);
        }
        for (i, page) in parts.pages.enumerated() {
            names
                .by_id
                .entry(page.identity.id.clone())
                .or_default()
                .push(Thing::Page(i));
            names
                .titles
                .entry(page.title.to_lowercase())
                .or_insert_with(|| page.identity.id.clone());
        }
        names
    }

    /// Adds an entry that was made later (a stub).
    pub fn add_entry(&mut self, index: EntryIndex, entry: &crate::archive::Entry) {
        let id = entry.id().to_owned();
        self.suggestions
            .get_mut()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
        self.by_id
            .entry(id.clone())
            .or_default()
            .push(Thing::Entry(index));
        self.entries.insert((entry.kind, id.clone()), index);
        self.entry_kinds.push(entry.kind);
        for name in std::iter::once(&entry.fields.title).chain(&entry.fields.aliases) {
            self.titles
                .entry(name.to_lowercase())
                .or_insert_with(|| id.clone());
        }
    }

    /// A transcript has other annotations, or other paragraphs; gives what others could mean of it before.
    pub(super) fn replace(&mut self, t: TranscriptIndex, card: Card) -> Card {
        std::mem::replace(&mut self.cards[t], card)
    }

    /// What others may mean of each transcript.
    pub(super) fn cards(&self) -> &Gathered<Card> {
        &self.cards
    }

    /// Whether a thing may be linked to: an annotation needs a written id.
    pub(super) fn is_written(&self, thing: Thing) -> bool {
        match thing {
            Thing::Annotation(t, a) => self.cards[t].notes[a].written_id,
            Thing::Transcript(_) | Thing::Paragraph(..) | Thing::Entry(_) | Thing::Page(_) => true,
        }
    }

    /// The path of one of these files, which are always the same, that is nearly `path`.
    pub(super) fn nearest_file<'a>(&self, path: &str, files: &'a [Asset]) -> Option<&'a str> {
        let routes = || files.iter().map(|file| file.route.as_str());
        let suggestions = self.files.get_or_init(|| Suggestions::new(routes()));
        let near = suggestions.of(path)?;
        routes().find(|route| *route == near)
    }

    /// The transcript with this id.
    pub fn transcript(&self, id: &str) -> Option<TranscriptIndex> {
        let things = self.by_id.get(id)?;
        things.iter().find_map(|thing| match thing {
            Thing::Transcript(t) => Some(*t),
            Thing::Paragraph(..) | Thing::Annotation(..) | Thing::Entry(_) | Thing::Page(_) => None,
        })
    }

    /// The entry of a kind with this id.
    pub fn entry(&self, kind: Kind, id: &str) -> Option<EntryIndex> {
        self.entries
            .get(&(kind, name::nfc(id).into_owned()))
            .copied()
    }

    /// Why the id stands for nothing in this build, if it would in another; of any kind if `kind` is none.
    fn absent(&self, kind: Option<&str>, id: &str) -> Option<Why> {
        let of_id = self.absent.get(id)?.iter();
        of_id
            .filter(|(of, _)| kind.is_none_or(|kind| kind == of))
            .map(|(_, why)| *why)
            .max()
    }

    /// Whether an entry of this kind exists, but not in this build.
    fn is_absent_entry(&self, kind: Kind, id: &str) -> bool {
        self.absent(Some(&self.kinds.names(kind).slug), id)
            .is_some()
    }

    /// What the inside of a wiki link means, its words left off: `id`, `kind:id`, `id#p4`, `id#annotation-id`, and `#p4` within
    /// the transcript `here`.
    ///
    /// # Errors
    /// Says why it means nothing, and what may have been meant.
    pub fn resolve(&self, target: &str, here: Option<TranscriptIndex>) -> Result<Thing, LinkError> {
        // A link that was typed on a Mac may be decomposed; ids never are.
        let target = &*name::nfc(target);
        let (page, fragment) = match target.split_once('#') {
            Some((page, fragment)) => (page.trim(), Some(fragment.trim())),
            None => (target.trim(), None),
        };
        let thing = match (page, here) {
            ("", Some(transcript)) if fragment.is_some() => Thing::Transcript(transcript),
            _ => self.page(page, fragment)?,
        };
        match fragment {
            None => Ok(thing),
            Some(fragment) => self.inside(thing, page, fragment),
        }
    }

    /// The same, with a paragraph as it is written.
    ///
    /// # Errors
    /// As [`Self::resolve`].
    pub fn destination(
        &self,
        target: &str,
        here: Option<TranscriptIndex>,
    ) -> Result<Destination, LinkError> {
        let thing = self.resolve(target, here)?;
        let cited = match thing {
            Thing::Paragraph(..) => cited_in(target),
            Thing::Transcript(_) | Thing::Annotation(..) | Thing::Entry(_) | Thing::Page(_) => None,
        };
        Ok(Destination { thing, cited })
    }

    /// The transcript in which a paragraph is named, whether or not it has it.
    pub(super) fn place_of(
        &self,
        target: &str,
        here: Option<TranscriptIndex>,
    ) -> Option<TranscriptIndex> {
        let (page, fragment) = target.split_once('#')?;
        let thing = match (page.trim(), here) {
            ("", Some(here)) => return Some(here),
            (page, _) => self.page(&name::nfc(page), Some(fragment)).ok()?,
        };
        match thing {
            Thing::Transcript(t) => Some(t),
            Thing::Paragraph(..) | Thing::Annotation(..) | Thing::Entry(_) | Thing::Page(_) => None,
        }
    }

    /// Whether a paragraph that is named was in a transcript once.
    pub(super) fn is_gone(&self, t: TranscriptIndex, named: &str) -> bool {
        let seals = self.cards[t].seals.as_ref();
        let cited = named.parse::<Cited>().ok();
        seals
            .zip(cited)
            .is_some_and(|(seals, cited)| seals.history.gone(cited.id).is_some())
    }

    fn page(&self, written: &str, fragment: Option<&str>) -> Result<Thing, LinkError> {
        let (prefix, id) = match written.split_once(':') {
            Some((prefix, id)) if self.is_prefix(prefix.trim()) => (Some(prefix.trim()), id.trim()),
            _ => (None, written),
        };
        let things: Vec<Thing> = self
            .by_id
            .get(id)
            .into_iter()
            .flatten()
            .copied()
            .filter(|t| prefix.is_none_or(|p| self.fits(*t, p)))
            .filter(|t| {
                fragment.is_none()
                    || matches!(t, Thing::Transcript(_))
                    || self.by_id.get(id).is_some_and(|all| all.len() == 1)
            })
            .collect();
        match things.as_slice() {
            [one] => Ok(*one),
            [] => Err(match self.absent(None, id) {
                Some(Why::Draft) => LinkError::Draft,
                Some(Why::Broken) => LinkError::Broken,
                None => LinkError::Unknown {
                    what: written.to_owned(),
                    meant: self.meant(id, prefix).map(|m| with_fragment(&m, fragment)),
                },
            }),
            many => Err(LinkError::Ambiguous(
                many.iter()
                    .map(|t| with_fragment(&format!("{}:{id}", self.prefix_of(*t)), fragment))
                    .collect(),
            )),
        }
    }

    fn inside(&self, thing: Thing, page: &str, fragment: &str) -> Result<Thing, LinkError> {
        let Thing::Transcript(transcript) = thing else {
            return Err(LinkError::Unknown {
                what: format!("#{fragment}"),
                meant: Some(page.to_owned()),
            });
        };
        let card = &self.cards[transcript];
        let cited = fragment.parse::<Cited>().ok();
        if let Some(paragraph) = cited.and_then(|cited| card.paragraphs.find(cited.id)) {
            return Ok(Thing::Paragraph(transcript, paragraph));
        }
        if Cited::is_shape_of(fragment) {
            // What is no digest is left away.
            let id = fragment.split('.').next().and_then(|id| id.parse().ok());
            let known = id.filter(|id| card.paragraphs.find(*id).is_some());
            let meant = known.or(card.paragraphs.last());
            return Err(LinkError::Unknown {
                what: format!("#{fragment}"),
                meant: meant.map(|meant| format!("{page}#{meant}")),
            });
        }
        match card.note(fragment) {
            Some(annotation) => Ok(Thing::Annotation(transcript, annotation)),
            None => {
                let near = card.nearest(fragment);
                Err(LinkError::Unknown {
                    what: format!("#{fragment}"),
                    meant: near.map(|n| format!("{page}#{n}")),
                })
            }
        }
    }

    fn is_prefix(&self, prefix: &str) -> bool {
        matches!(prefix, "transcript" | "page") || self.kinds.of_prefix(prefix).is_some()
    }

    fn fits(&self, thing: Thing, prefix: &str) -> bool {
        match thing {
            Thing::Transcript(_) | Thing::Paragraph(..) | Thing::Annotation(..) => {
                prefix == "transcript"
            }
            Thing::Page(_) => prefix == "page",
            Thing::Entry(entry) => self.kinds.of_prefix(prefix) == Some(self.entry_kinds[entry]),
        }
    }

    fn prefix_of(&self, thing: Thing) -> String {
        match thing {
            Thing::Transcript(_) | Thing::Paragraph(..) | Thing::Annotation(..) => {
                "transcript".to_owned()
            }
            Thing::Page(_) => "page".to_owned(),
            Thing::Entry(entry) => self.kinds.names(self.entry_kinds[entry]).slug.clone(),
        }
    }

    /// What an unknown id may have meant: the id of something with this title, or an id that is nearly the same.
    fn meant(&self, id: &str, prefix: Option<&str>) -> Option<String> {
        let has_prefix =
            |id: &str| prefix.is_none_or(|p| self.by_id[id].iter().any(|t| self.fits(*t, p)));
        let titled = self.titles.get(&id.to_lowercase());
        let found = titled.filter(|id| has_prefix(id)).cloned().or_else(|| {
            let suggestions = self.suggestions(prefix, &has_prefix);
            suggestions.of(id).map(str::to_owned)
        })?;
        Some(prefix.map_or_else(|| found.clone(), |p| format!("{p}:{found}")))
    }

    /// The ids that may be written behind a prefix.
    fn suggestions(&self, prefix: Option<&str>, fits: &dyn Fn(&str) -> bool) -> Arc<Suggestions> {
        let mut made = self
            .suggestions
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let ids = self.by_id.keys().map(String::as_str);
        let make = || Arc::new(Suggestions::new(ids.filter(|id| fits(id))));
        made.entry(prefix.unwrap_or_default().to_owned())
            .or_insert_with(make)
            .clone()
    }
}

/// The paragraph that the inside of a link names, as it is written.
pub(super) fn cited_in(target: &str) -> Option<Cited> {
    let (_, fragment) = target.split_once('#')?;
    fragment.trim().parse().ok()
}

fn with_fragment(page: &str, fragment: Option<&str>) -> String {
    fragment.map_or_else(|| page.to_owned(), |f| format!("{page}#{f}"))
}

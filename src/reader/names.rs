//! What things are called, what they are, and what names in texts mean.
//!
//! What a thing is called is noted. Its id, its kind and its place are not: they are what it is known by, so that a page which has
//! the thing by what it noted has them too, and the keys of the notes are made of them.

use super::{HeadTurn, Reader, addresses};
use crate::{
    anchor::OutlineAnnotation,
    archive::{
        AnnotationIndex, EntryIndex, Kind, PageIndex, ParagraphId, ParagraphIndex, TranscriptIndex,
    },
    bind::{Author, Destination, Handle, NavTarget, Thing, navigation_target},
    text::route::Route,
};

impl<'e> Reader<'e> {
    /// The title of a thing: of a paragraph or an annotation that of its transcript. [`Handle::Name`].
    pub fn name(&self, thing: Thing) -> &'e str {
        self.note(Handle::Name(thing));
        match thing {
            Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
                &self.access.edition.outline(t).header.title
            }
            Thing::Entry(e) => &self.access.edition.entry(e).fields.title,
            Thing::Page(p) => &self.access.edition.pages[p].title,
        }
    }

    /// The language of a thing's name, if it says one: [`Handle::Name`].
    pub fn language(&self, thing: Thing) -> Option<&'e str> {
        self.note(Handle::Name(thing));
        match thing {
            Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
                self.access.edition.outline(t).header.language.as_deref()
            }
            Thing::Entry(e) => self.access.edition.entry(e).fields.language.as_deref(),
            Thing::Page(p) => self.access.edition.pages[p].language.as_deref(),
        }
    }

    /// The name of who speaks in a turn, as readers are told it: of the person, as the header names the label, or else the label. None for text of
    /// nobody. [`Handle::Name`], if there is an entry.
    pub fn speaker_name(&self, turn: &HeadTurn<'e>) -> Option<&'e str> {
        let who = turn.who;
        if who.narration {
            return None;
        }
        let declared = || turn.declared.map_or("", |speaker| speaker.label.as_str());
        let name = match (who.person, &who.name) {
            (Some(person), _) => self.name(Thing::Entry(person)),
            (None, Some(name)) => name,
            (None, None) => declared(),
        };
        (!name.is_empty()).then_some(name)
    }

    /// The name of whom a citation of a transcript names: [`Handle::Name`], if there is an entry.
    pub fn author(&self, author: &'e Author) -> &'e str {
        match author {
            Author::Entry(e) => self.name(Thing::Entry(*e)),
            Author::Name(name) => name,
        }
    }

    /// The place of an entry in the order of titles: [`Handle::Name`].
    pub fn title_rank(&self, e: EntryIndex) -> u32 {
        self.note(Handle::Name(Thing::Entry(e)));
        self.access.edition.title_rank[e]
    }

    /// What an entry is sorted by in lists of names: [`Handle::Name`].
    pub fn sort_title(&self, e: EntryIndex) -> &'e str {
        self.note(Handle::Name(Thing::Entry(e)));
        self.access.edition.entry(e).sort_title()
    }

    /// What an entry is elsewhere, as addresses: [`Handle::Name`].
    pub fn same_as(&self, e: EntryIndex) -> impl Iterator<Item = &'e str> {
        self.note(Handle::Name(Thing::Entry(e)));
        let same = self.access.edition.entry(e).fields.same_as.iter();
        same.map(|address| address.value.as_str())
    }

    /// The id and the title of an annotation: [`Handle::Notes`].
    pub fn annotation(&self, t: TranscriptIndex, a: AnnotationIndex) -> &'e OutlineAnnotation {
        self.note(Handle::Notes(t));
        &self.access.edition.outline(t).annotations[a]
    }

    /// The id of a paragraph that a name in a text means, or that came with what was noted.
    pub fn paragraph_id(&self, t: TranscriptIndex, p: ParagraphIndex) -> ParagraphId {
        self.access.edition.outline(t).ids.of(p)
    }

    /// The id of what has a page of its own.
    pub fn id(&self, thing: Thing) -> Option<&'e str> {
        match thing {
            Thing::Transcript(t) => Some(&self.access.edition.outline(t).id),
            Thing::Entry(e) => Some(self.access.edition.entry(e).id()),
            Thing::Page(p) => Some(self.page_id(p)),
            Thing::Paragraph(..) | Thing::Annotation(..) => None,
        }
    }

    /// The id of a free page.
    pub fn page_id(&self, p: PageIndex) -> &'e str {
        &self.access.edition.pages[p].identity.id
    }

    /// The kind of an entry.
    pub fn entry_kind(&self, e: EntryIndex) -> Kind {
        self.access.edition.entry(e).kind
    }

    /// What a thing is, in one word.
    pub fn kind(&self, thing: Thing) -> &'e str {
        match thing {
            Thing::Transcript(_) => "transcript",
            Thing::Paragraph(..) => "paragraph",
            Thing::Annotation(..) => "note",
            Thing::Entry(e) => &self.config().kinds.names(self.entry_kind(e)).slug,
            Thing::Page(_) => "page",
        }
    }

    /// The route of a thing's page.
    pub fn route_of(&self, thing: Thing) -> Route {
        addresses::route_of(self.access.edition, thing)
    }

    /// The name of a thing's page, without an ending.
    pub fn page_name(&self, thing: Thing) -> String {
        addresses::page_name(self.access.edition, thing)
    }

    /// What an item of the navigation leads to. Titles are not in it.
    pub fn navigation_target(&self, to: &str) -> Option<NavTarget> {
        navigation_target(self.access.edition, to)
    }

    /// What the inside of a wiki link means; `inside` is the transcript that `#p4` is meant in. None for what is left out, and so told.
    pub fn destination(
        &self,
        target: &str,
        inside: Option<TranscriptIndex>,
    ) -> Option<Destination> {
        self.access.edition.names.destination(target, inside).ok()
    }

    /// The transcript of an id.
    pub fn transcript_named(&self, id: &str) -> Option<TranscriptIndex> {
        self.access.edition.names.transcript(id)
    }

    /// The file to copy that has this path. Which there are is noted from the beginning, with the settings.
    pub fn file(&self, path: &str) -> Option<&'e Route> {
        let assets = &self.access.edition.assets;
        let found = assets.binary_search_by(|a| a.route.as_str().cmp(path));
        found.ok().map(|at| &assets[at].route)
    }
}

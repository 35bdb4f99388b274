//! Where a page stands: makes the addresses on it, and the small views that are links.
//!
//! Long, because it is one list: every way in which a page may look at the edition.

mod prose;

use std::{
    borrow::Cow,
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    rc::Rc,
    sync::Arc,
};

use super::{
    Addresses, List, Listed, Of, PageKind, Parts, Plan, Reads, printed,
    view::{DateView, EditorView, LinkView, SpeakerView},
};
use crate::{
    anchor::{Anchored, Lost, OutlineAnnotation, OutlinePassage},
    archive::{
        AnnotationIndex, Dated, Entry, EntryIndex, FreePage, Header, IndexVec, Kind, MentionIndex,
        Name, PageIndex, ParagraphIds, TranscriptIndex, TurnIndex,
    },
    bind::{
        AnnotationLinks, Author, Backlink, Edition, EntryLinks, Handle, Lead, MentionHit, Row,
        Rows, Thing, TranscriptLinks, index,
    },
    config::Config,
    digest::Digest,
    route::{Route, Urls, fragment},
    source::Span,
};

/// The edition as seen from one page: all that the page may take of it, and a note of all that it took.
#[derive(Clone, Debug)]
pub struct Here<'e> {
    /// Private, so that nothing is taken without a note (see [`Handle`]).
    edition: &'e Edition,
    addresses: &'e Addresses,
    plan: &'e Plan,
    taken: Rc<RefCell<Vec<Digest>>>,
    lost: Rc<RefCell<Option<Lost>>>,
    /// What footnotes on the page begin their ids with.
    prefixes: Rc<RefCell<BTreeSet<String>>>,
    /// The way to the root of the site.
    pub root: String,
    /// The transcript that `[[#p4]]` is meant in.
    pub transcript: Option<TranscriptIndex>,
    /// Which fields may be printed.
    pub reads: Reads,
}

impl<'e> Here<'e> {
    /// On a page whose way to the root is `root`.
    pub fn new(edition: &'e Edition, plan: &'e Plan, root: String, reads: Reads) -> Self {
        let here = Self {
            edition,
            addresses: &plan.addresses,
            plan,
            taken: Rc::default(),
            lost: Rc::default(),
            prefixes: Rc::default(),
            root,
            transcript: None,
            reads,
        };
        here.take(Handle::Site);
        here
    }

    /// The same place, where `[[#p4]]` means a paragraph of `transcript`.
    pub fn in_transcript(&self, transcript: TranscriptIndex) -> Self {
        Self {
            transcript: Some(transcript),
            ..self.clone()
        }
    }

    /// The same place, from which the way to the root is `root`.
    pub fn with_root(&self, root: &str) -> Self {
        Self {
            root: root.to_owned(),
            ..self.clone()
        }
    }

    /// The keys of all that was taken, sorted, each once.
    pub fn taken(&self) -> Vec<Digest> {
        let mut taken = self.taken.borrow().clone();
        taken.sort_unstable();
        taken.dedup();
        taken
    }

    fn take(&self, handle: Handle) {
        let key = self.edition.key(handle);
        let mut taken = self.taken.borrow_mut();
        if taken.last() != Some(&key) {
            taken.push(key);
        }
    }

    /// The settings. Taken from the beginning.
    pub fn config(&self) -> &'e Config {
        &self.edition.config
    }

    /// How a list is split; none if it is whole. For lists of the page itself: [`Plan::split_digest`] has them.
    pub fn parts(&self, of: Of, list: List) -> Option<&'e Parts> {
        self.plan.splits.get(&(of, list))
    }

    /// The whole edition, for a page that lists all of something.
    pub fn all(&self) -> &'e Edition {
        self.take(Handle::All);
        self.edition
    }

    /// The names of free pages, and which kinds have entries. Taken from the beginning, with the settings.
    pub fn pages(&self) -> &'e IndexVec<PageIndex, FreePage> {
        &self.edition.pages
    }

    /// Whether a kind has entries. Taken from the beginning, with the settings.
    pub fn has(&self, kind: Kind) -> bool {
        self.edition.kinds.contains(&kind)
    }

    /// What an item of the navigation leads to. Titles are not in it.
    pub fn navigation_target(&self, to: &str) -> Option<super::NavTarget> {
        super::navigation_target(self.edition, to)
    }

    /// A transcript without its words and notes.
    pub fn head(&self, t: TranscriptIndex) -> Head<'e> {
        self.take(Handle::Head(t));
        self.head_of_row(t)
    }

    /// The first words of a transcript.
    pub fn beginning(&self, t: TranscriptIndex) -> &'e str {
        self.take(Handle::Record(t));
        &self.edition.outline(t).beginning
    }

    /// As [`Here::head`], for a transcript that came with [`Here::rows`], whose digest has it.
    pub fn head_of_row(&self, t: TranscriptIndex) -> Head<'e> {
        let outline = self.edition.outline(t);
        Head {
            id: &outline.id,
            header: &outline.header,
            notes: outline.annotations.len(),
            links: &self.edition.transcript_links[t],
        }
    }

    /// A transcript with its words and notes.
    pub fn record(&self, t: TranscriptIndex) -> Record {
        self.take(Handle::Record(t));
        self.record_of_row(t)
    }

    /// As [`Here::record`], for a transcript that came with [`Here::rows`]. Of it only that may be shown which
    /// [`crate::anchor::OutlinePassage::digest`] has: the passage, the question before it, its notes.
    pub fn record_of_row(&self, t: TranscriptIndex) -> Record {
        self.edition.record(t).unwrap_or_else(|lost| {
            // The page is finished with blanks, and not given.
            let blank = self.edition.outline(t).without_words();
            *self.lost.borrow_mut() = Some(lost);
            Arc::new(blank)
        })
    }

    /// Words that could not be had: what was made without them is worth nothing.
    pub fn lost(&self) -> Option<Lost> {
        self.lost.borrow_mut().take()
    }

    /// What the annotations of a transcript refer to: for one that [`Here::record`] or [`Here::rows`] gave.
    pub fn annotation_links(
        &self,
        t: TranscriptIndex,
        annotation: AnnotationIndex,
    ) -> &'e AnnotationLinks {
        &self.edition.annotation_links[t][annotation]
    }

    /// A passage that [`Here::rows`] gave.
    pub fn passage_of_row(&self, row: Row) -> Option<&'e OutlinePassage> {
        let outline = self.edition.outline(row.transcript);
        outline.passages.get(row.passage)
    }

    /// The ids of the paragraphs of a transcript that [`Here::rows`] gave.
    pub fn paragraph_ids_of_row(&self, t: TranscriptIndex) -> &'e ParagraphIds {
        &self.edition.outline(t).ids
    }

    /// The annotations of a row that [`Here::rows`] gave.
    pub fn annotations_of_row(&self, row: Row) -> Vec<AnnotationIndex> {
        index::annotations_of(self.edition, row)
    }

    /// The id and title of an annotation of a transcript that [`Here::rows`] or [`Here::record`] gave.
    pub fn note_of_row(
        &self,
        t: TranscriptIndex,
        annotation: AnnotationIndex,
    ) -> &'e OutlineAnnotation {
        &self.edition.outline(t).annotations[annotation]
    }

    /// The id and title of any annotation.
    fn note(&self, t: TranscriptIndex, annotation: AnnotationIndex) -> &'e OutlineAnnotation {
        self.take(Handle::Notes(t));
        self.note_of_row(t, annotation)
    }

    /// The note of an annotation, which stands at `span` in its file, in another transcript that it points into, too.
    pub fn twin(&self, other: &str, span: Span) -> Option<Thing> {
        let resolved = self
            .edition
            .names
            .resolve(&format!("transcript:{other}"), None);
        let Ok(Thing::Transcript(t)) = resolved else {
            return None;
        };
        let record = self.record(t);
        let mut placed = record.annotations.enumerated();
        let twin = placed.find(|(_, placed)| placed.annotation.span == span);
        Some(twin.map_or(Thing::Transcript(t), |(a, _)| Thing::Annotation(t, a)))
    }

    /// What refers to an entry.
    pub fn rows(&self, e: EntryIndex) -> &'e Rows {
        self.take(Handle::Rows(e));
        self.edition.index.of(e)
    }

    /// Whether names of an entry are frequent: of its rows.
    pub fn is_frequent(&self, e: EntryIndex) -> bool {
        self.rows(e).mention_count() >= self.edition.frequent_from
    }

    /// What an entry occurs together with, by kind: of its rows.
    pub fn together(&self, e: EntryIndex) -> Vec<(Kind, Vec<(EntryIndex, usize)>)> {
        self.take(Handle::Rows(e));
        let together = index::together(self.edition, e);
        // Equal numbers are in the order of titles, and only the first are shown: every title has a part in which those are.
        for (other, _) in together.iter().flat_map(|(_, list)| list) {
            self.take(Handle::Name(Thing::Entry(*other)));
        }
        together
    }

    /// The place of a transcript in time among all: for ordering what [`Here::rows`] gave.
    pub fn rank_of_row(&self, t: TranscriptIndex) -> u32 {
        self.edition.rank[t]
    }

    /// How many passages refer to an entry, and how many to those below it.
    pub fn count(&self, e: EntryIndex) -> (usize, usize) {
        self.take(Handle::Count(e));
        let index = &self.edition.index;
        (index.of(e).passages.len(), index.below(self.edition, e))
    }

    /// An entry's own file.
    pub fn entry(&self, e: EntryIndex) -> &'e Entry {
        self.take(Handle::Entry(e));
        self.edition.entry(e)
    }

    /// The kind of an entry, which is part of what it is.
    pub fn entry_kind(&self, e: EntryIndex) -> Kind {
        self.edition.entry(e).kind
    }

    /// What an entry has to do with, by files of entries: what its own names, what name it, what is narrower, the events before and
    /// after it.
    pub fn related(&self, e: EntryIndex) -> Related<'e> {
        self.take(Handle::Related(e));
        let [previous, next] = self.edition.events_beside(e);
        Related {
            links: &self.edition.entry_links[e],
            narrower: self.edition.tree.narrower(e),
            previous,
            next,
        }
    }

    /// When an entry of [`Here::related`] was: for ordering.
    pub fn sort_key_of_related(&self, e: EntryIndex) -> (bool, Option<crate::date::SortKey>, u32) {
        super::timeline::sort_key(self.edition, e)
    }

    /// Who links to a thing.
    pub fn backlinks(&self, thing: Thing) -> &'e [Backlink] {
        self.take(Handle::Backlinks(thing));
        self.edition
            .backlinks
            .get(&thing)
            .map_or(&[][..], Vec::as_slice)
    }

    /// Where names of entries occur in a transcript.
    pub fn mentions(&self, t: TranscriptIndex) -> &'e [MentionHit] {
        self.take(Handle::Mentions(t));
        &self.edition.mentions[t]
    }

    /// A mention that [`Here::rows`] gave.
    pub fn mention_of_row(&self, t: TranscriptIndex, mention: MentionIndex) -> &'e MentionHit {
        &self.edition.mentions[t][mention]
    }

    /// Before and after in time, then before and after within the first event.
    pub fn neighbours(&self, t: TranscriptIndex) -> [Option<TranscriptIndex>; 4] {
        self.take(Handle::Neighbours(t));
        self.edition.neighbours(t)
    }

    /// A free page.
    pub fn page(&self, p: PageIndex) -> &'e FreePage {
        self.take(Handle::Page(p));
        &self.edition.pages[p]
    }

    /// The place of an entry in the order of titles.
    pub fn title_rank(&self, e: EntryIndex) -> u32 {
        self.take(Handle::Name(Thing::Entry(e)));
        self.edition.title_rank[e]
    }

    /// What entries are sorted by in lists of names.
    pub fn sort_title(&self, e: EntryIndex) -> &'e str {
        self.take(Handle::Name(Thing::Entry(e)));
        self.edition.entry(e).sort_title()
    }

    /// The full address of a page, if the site has a `base_url`.
    pub fn canonical(&self, route: &Route) -> Option<String> {
        super::plan::canonical(self.edition, route)
    }

    /// One word for a kind of page.
    pub fn kind_of_page(&self, kind: &PageKind) -> String {
        kind.name(self.edition)
    }

    /// The folder and the title of what an index lists.
    pub fn listed(&self, listed: Listed) -> (&'e str, &'e str) {
        (listed.folder(self.edition), listed.title(self.edition))
    }

    /// The route of a thing's page.
    pub fn route_of(&self, thing: Thing) -> Route {
        super::plan::route_of(self.edition, thing)
    }

    /// The name of a thing's page, without an ending.
    pub fn page_name(&self, thing: Thing) -> String {
        page_name(self.edition, thing)
    }

    /// The address of a page by its name without an ending.
    pub fn to(&self, page: &str) -> String {
        let urls = self.edition.config.urls;
        Route::page(page, urls)
            .map_or_else(|| self.root.clone(), |route| route.href(&self.root, urls))
    }

    /// The address of a thing.
    pub fn href(&self, thing: Thing) -> String {
        let below = |t: TranscriptIndex, fragment: &str| {
            let address = &self.addresses.transcripts[t];
            [&self.root, &**address, fragment].concat()
        };
        match thing {
            Thing::Paragraph(t, p) => {
                let mut href = below(t, "#");
                let id = self.edition.outline(t).ids.of(p);
                write!(href, "{id}").expect("a String takes all");
                href
            }
            Thing::Annotation(t, a) => below(t, &fragment(&format!("note-{}", self.note(t, a).id))),
            Thing::Transcript(t) => below(t, ""),
            Thing::Entry(e) => [&self.root, &*self.addresses.entries[e]].concat(),
            Thing::Page(_) => self.to(&page_name(self.edition, thing)),
        }
    }

    /// A thing's name in a link.
    pub fn title(&self, thing: Thing) -> String {
        self.take(Handle::Name(thing));
        let transcript = |t: TranscriptIndex| &self.edition.outline(t).header.title;
        match thing {
            Thing::Transcript(t) => transcript(t).clone(),
            Thing::Paragraph(t, p) => {
                let id = self.edition.outline(t).ids.of(p);
                match self.transcript == Some(t) {
                    true => printed::paragraphs(id, id),
                    false => format!("{}, {}", transcript(t), printed::paragraphs(id, id)),
                }
            }
            Thing::Annotation(t, a) => self.note(t, a).title.0.clone(),
            Thing::Entry(e) => self.edition.entry(e).fields.title.clone(),
            Thing::Page(p) => self.edition.pages[p].title.clone(),
        }
    }

    /// What a thing is, in one word.
    pub fn kind(&self, thing: Thing) -> &'e str {
        match thing {
            Thing::Transcript(_) => "transcript",
            Thing::Paragraph(..) => "paragraph",
            Thing::Annotation(..) => "note",
            Thing::Entry(e) => {
                &self
                    .edition
                    .config
                    .kinds
                    .names(self.edition.entry(e).kind)
                    .slug
            }
            Thing::Page(_) => "page",
        }
    }

    /// The addresses in the words of transcript `t`, which was taken, as they are on this page; what leads nowhere is left out.
    pub fn leads(&self, t: TranscriptIndex) -> BTreeMap<String, String> {
        let links = self.edition.outline(t).links.iter();
        links
            .filter_map(|link| {
                let href = match self.edition.lead(t, &link.value)? {
                    Lead::Out(address) => address.to_owned(),
                    Lead::File(route, rest) => {
                        [&route.href(&self.root, Urls::Files), rest].concat()
                    }
                    Lead::Page(..) if link.value.starts_with('#') => link.value.clone(),
                    Lead::Page(thing, place) => [&self.href(thing), place].concat(),
                };
                Some((link.value.clone(), href))
            })
            .collect()
    }

    /// A link to a thing.
    pub fn link(&self, thing: Thing) -> LinkView {
        let id = || match thing {
            Thing::Transcript(t) => Some(self.edition.outline(t).id.to_string()),
            Thing::Entry(e) => Some(self.edition.entry(e).id().to_owned()),
            Thing::Page(p) => Some(self.edition.pages[p].identity.id.clone()),
            Thing::Paragraph(..) | Thing::Annotation(..) => None,
        };
        LinkView {
            title: self.title(thing),
            href: Some(self.href(thing)),
            kind: self.reads.then("kind", || self.kind(thing).to_owned()),
            id: self.reads.then("id", id),
        }
    }

    /// Links to entries.
    pub fn entries(&self, entries: &[EntryIndex]) -> Vec<LinkView> {
        entries
            .iter()
            .map(|&e| self.link(Thing::Entry(e)))
            .collect()
    }

    /// A link to the index of a kind.
    pub fn index_of(&self, kind: Kind) -> LinkView {
        let names = self.edition.config.kinds.names(kind);
        LinkView {
            title: names.plural.clone(),
            href: Some(self.to(&format!("{}/index", names.folder))),
            kind: names.folder.clone(),
            id: None,
        }
    }

    /// The name of whom a citation of a transcript names, which was taken with it.
    pub fn author(&self, author: &Author) -> String {
        match author {
            Author::Entry(e) => self.title(Thing::Entry(*e)),
            Author::Name(name) => name.clone(),
        }
    }

    /// Who wrote or checked a note.
    pub fn editor(&self, name: &Name) -> EditorView {
        match self.edition.config.editors.get(&name.value) {
            Some(editor) => EditorView {
                name: editor.name.clone(),
                machine: editor.machine,
            },
            None => EditorView {
                name: name.value.clone(),
                machine: false,
            },
        }
    }

    /// Who speaks in a turn; none for text of nobody.
    /// Of a transcript that was taken, or came with a row.
    pub fn speaker(&self, transcript: TranscriptIndex, turn: TurnIndex) -> Option<SpeakerView> {
        let outline = self.edition.outline(transcript);
        let who = &self.edition.transcript_links[transcript].turns[turn];
        let said = &outline.turns[turn].turn;
        if who.narration {
            return None;
        }
        let declared = who
            .label
            .map_or("", |l| outline.header.speakers[l as usize].label.as_str());
        let label = said.printed.as_deref().unwrap_or(declared);
        let person = who.person.map(|p| self.link(Thing::Entry(p)));
        let name = match (&person, &who.name) {
            (Some(person), _) => Cow::Borrowed(person.title.as_str()),
            (None, Some(name)) => Cow::Borrowed(name.as_str()),
            (None, None) => Cow::Borrowed(declared),
        };
        if name.is_empty() {
            return None;
        }
        Some(SpeakerView {
            label: label.to_owned(),
            name: name.into_owned(),
            href: person.as_ref().and_then(|p| p.href.clone()),
            id: person.and_then(|p| p.id),
            role: who.role.clone(),
            part: who.part.map(|part| part.as_str().to_owned()),
            direction: said.direction.as_deref().map(str::to_owned),
            spoken: who.spoken.clone(),
            certainty: who.certainty.map(|c| c.as_str().to_owned()),
            asks: who.asks,
        })
    }
}

/// A transcript with its words, kept for as long as somebody holds it.
pub type Record = Arc<Anchored>;

/// A transcript without its words and notes.
#[derive(Clone, Copy, Debug)]
pub struct Head<'e> {
    /// Its id.
    pub id: &'e str,
    /// Front matter or sidecar.
    pub header: &'e Header,
    /// How many annotations it has.
    pub notes: usize,
    /// What its header refers to.
    pub links: &'e TranscriptLinks,
}

/// What an entry has to do with, by files of entries.
#[derive(Clone, Copy, Debug)]
pub struct Related<'e> {
    /// What names it, and what it names.
    pub links: &'e EntryLinks,
    /// The topics directly below it.
    pub narrower: &'e [EntryIndex],
    /// The event before it.
    pub previous: Option<EntryIndex>,
    /// The event after it.
    pub next: Option<EntryIndex>,
}

/// The name of a thing's page, without an ending: `topics/syria`.
pub(super) fn page_name(edition: &Edition, thing: Thing) -> String {
    match thing {
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            format!("transcripts/{}", edition.outline(t).id)
        }
        Thing::Entry(e) => {
            let entry = edition.entry(e);
            format!(
                "{}/{}",
                edition.config.kinds.names(entry.kind).folder,
                entry.id()
            )
        }
        Thing::Page(p) => free_page_name(&edition.pages[p].identity.id),
    }
}

/// Free pages lie at the root: `about.html`; those named `home` or `index` are part of the home page.
fn free_page_name(id: &str) -> String {
    match id {
        "home" => "index".to_owned(),
        id => id.to_owned(),
    }
}

/// A date for people and machines.
pub(super) fn date(here: &Here<'_>, date: &Dated) -> DateView {
    DateView {
        edtf: date.value.edtf().to_owned(),
        iso: here.reads.then("iso", || date.value.iso()),
        text: here.reads.then("text", || date.value.human()),
    }
}

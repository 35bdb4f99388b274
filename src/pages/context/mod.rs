//! A page while it is made: where it stands, and so the addresses on it, and the small views that are links.

mod prose;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    rc::Rc,
    sync::Arc,
};

use super::{
    alternates::Alternates,
    called,
    lists::{List, Of, passage_id},
    markup::Labels,
    parts::Parts,
    printed,
    splits::Splits,
    years::Years,
};
use crate::{
    archive::{
        Date, Dated, Day, EntryIndex, Kind, Name, ParagraphIndex, Transcript, TranscriptIndex,
        TurnIndex,
    },
    reader::{Addresses, Destination, FullTranscript, Head, Lead, Reader, Standpoint, Thing},
    text::{
        Words,
        route::{Route, Urls, fragment},
    },
    view::{DateView, EditorView, LinkView, Reads, SpeakerView, field},
};

/// What a page is made with. Clones are the same page.
#[derive(Clone, Debug)]
pub struct PageContext<'e> {
    /// The edition.
    pub reader: Reader<'e>,
    /// Where it stands.
    pub standpoint: Standpoint<'e>,
    splits: &'e Splits,
    /// The years that have pages; for what [`super::artifact::Artifact::leads_to_years`].
    pub(super) years: &'e Years,
    /// What pages name in their heads.
    pub alternates: &'e Alternates,
    /// What footnotes on the page begin their ids with.
    prefixes: Rc<RefCell<BTreeSet<String>>>,
    /// One word for what is made.
    pub kind: &'e str,
    /// Where it goes.
    pub route: &'e Route,
    /// The theme's style sheets, for the one page that links nowhere.
    pub inline_css: &'e str,
    /// The transcript that `[[#p4]]` is meant in.
    transcript: Option<TranscriptIndex>,
    /// The language of the text whose Markdown is read, if it says one.
    text_language: Option<&'e str>,
    /// Which fields may be printed.
    pub reads: Reads,
}

/// What all pages of a site are made on.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'e> {
    /// Where the pages are.
    pub addresses: &'e Addresses,
    /// Lists that are split.
    pub splits: &'e Splits,
    /// What pages name in their heads.
    pub alternates: &'e Alternates,
    /// The years that have pages.
    pub(super) years: &'e Years,
    /// The theme's style sheets.
    pub inline_css: &'e str,
}

/// Where something stands that is made.
#[derive(Clone, Debug)]
pub struct Position<'e> {
    /// One word for what it is.
    pub kind: &'e str,
    /// Where it goes.
    pub route: &'e Route,
    /// The way to the root of the site.
    pub root: String,
}

impl<'e> PageContext<'e> {
    /// For what is made at a position.
    pub fn new(
        reader: Reader<'e>,
        ground: Ground<'e>,
        position: Position<'e>,
        reads: Reads,
    ) -> Self {
        Self {
            standpoint: Standpoint::new(reader.clone(), ground.addresses, position.root)
                .on(position.route),
            reader,
            splits: ground.splits,
            alternates: ground.alternates,
            years: ground.years,
            prefixes: Rc::default(),
            kind: position.kind,
            route: position.route,
            inline_css: ground.inline_css,
            transcript: None,
            text_language: None,
            reads,
        }
    }

    /// The same page, where `[[#p4]]` means a paragraph of `transcript`.
    pub fn in_transcript(&self, transcript: TranscriptIndex) -> Self {
        Self {
            transcript: Some(transcript),
            ..self.clone()
        }
    }

    /// The same page, for a text that says that it is in `language`.
    pub fn in_language(&self, language: Option<&'e str>) -> Self {
        Self {
            text_language: language,
            ..self.clone()
        }
    }

    /// The same page, where `#p4` in a note means a paragraph of the transcript of the id `home`, where the note is at home; else of `transcript`.
    pub fn at_home(&self, home: &str, transcript: TranscriptIndex) -> Self {
        let is_here = self.reader.id(Thing::Transcript(transcript)) == Some(home);
        let found = match is_here {
            true => None,
            false => self.reader.transcript_named(home),
        };
        self.in_transcript(found.unwrap_or(transcript))
    }

    /// The words in which the page speaks.
    pub fn words(&self) -> &'e Arc<Words> {
        called::words(self.reader.config())
    }

    /// The same for signs among the words of transcripts.
    pub fn labels(&self) -> Labels<'e> {
        Labels {
            words: self.words(),
            language: &self.reader.config().language,
        }
    }

    /// How a list is split; none if it is whole. For lists of the page itself: [`super::Plan::digest_for`] has them.
    pub fn parts(&self, of: Of, list: List) -> Option<&'e Parts> {
        self.splits.get(&(of, list))
    }

    /// Whether the passages of an entry stand on one page: [`super::Plan::digest_for`] has which do not.
    pub fn is_whole(&self, e: EntryIndex) -> bool {
        self.parts(Of::Thing(Thing::Entry(e)), List::Main).is_none()
    }

    /// A passage on the page of an entry that notes on it refer to; `None` is the whole transcript. The page alone, if its passages stand on several.
    pub fn href_of_passage(
        &self,
        e: EntryIndex,
        (t, paragraph): (TranscriptIndex, Option<ParagraphIndex>),
    ) -> String {
        let page = self.href(Thing::Entry(e));
        let transcript = self.reader.id(Thing::Transcript(t));
        let Some(transcript) = transcript.filter(|_| self.is_whole(e)) else {
            return page;
        };
        let paragraph = paragraph.map(|p| self.reader.paragraph_id(t, p).to_string());
        let id = passage_id(transcript, paragraph.as_deref());
        [page, fragment(&id)].concat()
    }

    /// The language of a transcript's words.
    pub fn language_of(&self, head: Head<'e>) -> &'e str {
        let written = head.header().language.as_deref();
        written.unwrap_or(&self.reader.config().language)
    }

    /// The language of a thing's name, if that is not the site's.
    pub fn other_language(&self, thing: Thing) -> Option<&'e str> {
        let own = &self.reader.config().language;
        self.reader
            .language(thing)
            .filter(|language| language != own)
    }

    /// The language of a paragraph: its own, or that of the transcript.
    pub fn language_at(&self, transcript: &Transcript, p: ParagraphIndex) -> String {
        let own = transcript.paragraphs[p].language.as_deref();
        let whole = transcript.header.language.as_deref();
        let site = &self.reader.config().language;
        own.or(whole).unwrap_or(site).to_owned()
    }

    /// The full address of a page, if the site has a `base_url`.
    pub fn canonical(&self, route: &Route) -> Option<String> {
        self.standpoint.canonical(route)
    }

    /// The address of a page by its name without an ending.
    pub fn to(&self, page: &str) -> String {
        self.standpoint.to(page)
    }

    /// The address of a thing.
    pub fn href(&self, to: impl Into<Destination>) -> String {
        self.standpoint.href(to)
    }

    /// A thing's name in a link.
    pub fn title(&self, to: impl Into<Destination>) -> String {
        let Destination { thing, cited } = to.into();
        let name = self.reader.name(thing);
        match thing {
            Thing::Paragraph(t, p) => {
                let written = cited.map(|cited| cited.id);
                let id = written.unwrap_or_else(|| self.reader.paragraph_id(t, p));
                let place = printed::paragraphs(self.words(), id, id);
                match self.transcript == Some(t) {
                    true => place,
                    false => self.words().place_in(name, &place),
                }
            }
            Thing::Annotation(t, a) => {
                printed::note_title(self.words(), &self.reader.annotation(t, a).title)
            }
            Thing::Transcript(_) | Thing::Entry(_) | Thing::Page(_) => name.to_owned(),
        }
    }

    /// A link to a thing.
    pub fn link(&self, to: impl Into<Destination>) -> LinkView {
        let to = to.into();
        let thing = to.thing;
        let (reader, reads) = (&self.reader, &self.reads);
        let id = || reader.id(thing).map(str::to_owned);
        let language = self.other_language(thing);
        LinkView {
            title: self.title(to),
            href: Some(self.href(to)),
            kind: reads.then(field!(LinkView.kind), || reader.kind(thing).to_owned()),
            id: reads.then(field!(LinkView.id), id),
            dir: language.map(printed::direction),
            language: language.map(str::to_owned),
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
        let names = self.reader.config().kinds.names(kind);
        LinkView {
            title: called::plural(self.reader.config(), kind),
            href: Some(self.to(&format!("{}/index", names.folder))),
            kind: names.folder.clone(),
            ..LinkView::default()
        }
    }

    /// The addresses in the words of a transcript as they are on this page; what leads nowhere is left out.
    pub fn leads(&self, full: &FullTranscript<'_>) -> BTreeMap<String, String> {
        let lead = |(written, lead): (&str, Lead<'_>)| {
            let href = match lead {
                Lead::Out(address) => address.to_owned(),
                Lead::File(route, rest) => {
                    [&route.href(&self.standpoint.root, Urls::Files), rest].concat()
                }
                Lead::Page(..) if written.starts_with('#') => written.to_owned(),
                Lead::Page(thing, place) => self.standpoint.place(thing, place),
            };
            (written.to_owned(), href)
        };
        full.leads().map(lead).collect()
    }

    /// Who wrote or checked a note.
    pub fn editor(&self, name: &Name) -> EditorView {
        match self.reader.config().editors.get(&name.value) {
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

    /// Who speaks in a turn of a transcript; none for text of nobody.
    pub fn speaker(&self, head: Head<'_>, turn: TurnIndex) -> Option<SpeakerView> {
        let turn = head.turn(turn);
        let (who, said) = (turn.who, turn.said);
        let name = self.reader.speaker_name(&turn)?;
        let person = who.person.map(|p| self.link(Thing::Entry(p)));
        Some(SpeakerView {
            label: turn.label().to_owned(),
            name: name.to_owned(),
            language: person.as_ref().and_then(|p| p.language.clone()),
            dir: person.as_ref().and_then(|p| p.dir),
            href: person.as_ref().and_then(|p| p.href.clone()),
            id: person.and_then(|p| p.id),
            role: who.role.clone(),
            part: who.part.map(|part| part.as_str().to_owned()),
            direction: said.direction.as_deref().map(str::to_owned),
            spoken: who.spoken.clone(),
            spoken_text: who
                .spoken
                .as_deref()
                .map(|spoken| self.words().language(spoken)),
            certainty: who.certainty.map(|c| c.as_str().to_owned()),
            asks: who.asks,
        })
    }

    /// A date for people and machines.
    pub fn date(&self, date: &Dated) -> DateView {
        let reads = &self.reads;
        DateView {
            edtf: date.value.edtf().to_owned(),
            iso: reads.then(field!(DateView.iso), || date.value.iso()),
            text: reads.then(field!(DateView.text), || date.value.human(self.words())),
        }
    }

    /// A day for people and machines.
    pub fn day(&self, day: Day) -> DateView {
        let written = day.to_string();
        let text =
            Date::parse(&written).map_or_else(|_| written.clone(), |date| date.human(self.words()));
        DateView {
            iso: Some(written.clone()),
            edtf: written,
            text,
        }
    }
}

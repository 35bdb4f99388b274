//! Transcripts and entries as the index has them: their words, unit by unit, and what is told of a hit.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    gather::Gatherer,
    prose::{Titles, words},
    titles::{Field, Titled},
};
use crate::{
    archive::ListIndex,
    reader::{
        Dated, EntryIndex, FormatKind, FullTranscript, Head, Kind, NoteTitle, ParagraphIndex,
        Placed, Prose, Reader, Relation, Thing, Transcript, TranscriptIndex,
    },
};

/// The number of a record in its segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number(pub(super) u32);

/// What is told of a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Record {
    /// Its id.
    pub(super) id: String,
    /// Its title.
    pub(super) title: String,
    /// Its page, from the root of the site.
    pub(super) href: String,
    /// 0 for a transcript, else the number of its kind, from 1.
    pub(super) kind: u32,
    /// How many paragraphs; one of an entry.
    pub(super) paragraphs: u32,
    /// The ids of paragraphs that are not their number, by unit.
    pub(super) own_ids: Vec<(u32, String)>,
    /// The ids of its notes.
    pub(super) notes: Vec<String>,
    /// See [`date`].
    pub(super) date: u64,
    /// Of a transcript.
    pub(super) form: Option<String>,
    /// The ids of its events.
    pub(super) events: Vec<String>,
    /// How many words all its units have.
    pub(super) words: u64,
}

impl Record {
    /// How many units it has.
    pub(super) fn units(&self) -> u64 {
        u64::from(self.paragraphs) + self.notes.len() as u64
    }
}

/// Reads records one after the other.
pub(super) struct Recorder<'r, 'e> {
    pub(super) reader: &'r Reader<'e>,
    pub(super) gatherer: Gatherer,
    /// What those are called that fields name.
    pub(super) titled: BTreeMap<(Field, String), Titled>,
}

impl<'e> Recorder<'_, 'e> {
    fn href(&self, thing: Thing) -> String {
        let route = self.reader.route_of(thing);
        route.href("", self.reader.config().urls)
    }

    /// The term of a field that names an entry.
    fn named(&mut self, field: Field, e: EntryIndex) -> String {
        let thing = Thing::Entry(e);
        let id = self.reader.id(thing).unwrap_or_default().to_owned();
        let titled = Titled {
            title: self.reader.name(thing).to_owned(),
            href: self.href(thing),
            broader: match field {
                Field::Topic => self.broader(e),
                Field::Author | Field::Event | Field::Speaker => Vec::new(),
            },
        };
        self.titled.insert((field, id.clone()), titled);
        field.term(&id)
    }

    /// The ids of the topics directly above one.
    fn broader(&self, e: EntryIndex) -> Vec<String> {
        let related = self.reader.related(e);
        let above = related.links().to.of(Relation::Broader).iter();
        above
            .filter_map(|&e| self.reader.id(Thing::Entry(e)).map(str::to_owned))
            .collect()
    }

    /// A transcript, which is this record of its segment.
    pub(super) fn transcript(&mut self, t: TranscriptIndex, Number(number): Number) -> Record {
        let reader = self.reader;
        let (head, full) = (reader.head(t), reader.full(t));
        let transcript = &full.anchored().transcript;
        let language = head.header().language.as_ref();
        let language = language.unwrap_or(&reader.config().language).as_str();
        let about = self.about(&full);
        let corrections = corrections(&full);
        let mut speakers = Vec::new();
        let mut words = 0;
        let mut heading = transcript.sections.iter().peekable();
        for (p, paragraph) in transcript.paragraphs.enumerated() {
            let language = paragraph.language.as_deref().unwrap_or(language);
            if p.place() == 0 {
                self.gatherer.part(&head.header().title, language, true);
                let header = head.header();
                let said = header.summary.iter().chain(&header.warning);
                said.for_each(|said| {
                    self.gatherer.part(said, &reader.config().language, false);
                });
            }
            while let Some(section) = heading.next_if(|section| section.paragraph <= p) {
                self.gatherer.part(&section.title, language, true);
            }
            let places = self.gatherer.part(transcript.words(p), language, false);
            for (from, reading) in corrections.get(&p).into_iter().flatten() {
                let at = *from - paragraph.range.start as usize;
                let place = places.partition_point(|(range, _)| range.end <= at);
                if let Some((_, position)) = places.get(place).or(places.last()) {
                    self.gatherer.instead(reading, language, *position);
                }
            }
            self.footnotes(transcript, p, language);
            if p.place() + 1 == transcript.paragraphs.len() {
                for section in heading.by_ref() {
                    self.gatherer.part(&section.title, language, true);
                }
            }
            let speaker = match paragraph.remark {
                true => None,
                false => self.speaker(head, transcript, p),
            };
            let topics = about.get(&p).into_iter().flatten().cloned();
            let fields: Vec<String> = speaker.iter().cloned().chain(topics).collect();
            speakers.push(speaker);
            words += u64::from(self.gatherer.end_unit((number, unit(p.place())), &fields));
        }
        for (a, placed) in full.anchored().annotations.enumerated() {
            let fields = self.note(&full, placed, &speakers);
            if let NoteTitle::Written(title) = &full.note(a).title {
                let language = self.language_of(placed);
                self.gatherer.part(title, &language, true);
            }
            self.note_words(t, placed);
            let entries = full.links_of(a).entries.iter();
            let topics: Vec<String> = entries
                .filter(|e| reader.entry_kind(**e) == Kind::TOPICS)
                .map(|&e| self.named(Field::Topic, e))
                .collect();
            let place = (number, unit(transcript.paragraphs.len() + a.place()));
            words += u64::from(self.gatherer.end_unit(place, &[fields, topics].concat()));
        }
        let events = head.links().named.of(Relation::TranscriptEvent).to_vec();
        let ids = transcript.paragraphs.enumerated();
        let ids = ids.map(|(p, paragraph)| (unit(p.place()), paragraph.id.to_string()));
        Record {
            id: head.id().to_owned(),
            title: head.header().title.clone(),
            href: self.href(Thing::Transcript(t)),
            kind: 0,
            paragraphs: unit(transcript.paragraphs.len()),
            own_ids: ids
                .filter(|(unit, id)| *id != format!("p{}", unit + 1))
                .collect(),
            notes: full
                .anchored()
                .annotations
                .iter()
                .map(|placed| placed.id.clone())
                .collect(),
            date: date(head.header().date.as_ref()),
            form: head.header().form.clone(),
            events: events
                .into_iter()
                .map(|e| {
                    self.named(Field::Event, e);
                    reader.id(Thing::Entry(e)).unwrap_or_default().to_owned()
                })
                .collect(),
            words,
        }
    }

    /// The topics of notes on each paragraph.
    fn about(&mut self, full: &FullTranscript<'e>) -> BTreeMap<ParagraphIndex, BTreeSet<String>> {
        let anchored = full.anchored();
        let mut about: BTreeMap<ParagraphIndex, BTreeSet<String>> = BTreeMap::new();
        for (a, placed) in anchored.annotations.enumerated() {
            for &e in &full.links_of(a).entries {
                if self.reader.entry_kind(e) != Kind::TOPICS {
                    continue;
                }
                let topic = self.named(Field::Topic, e);
                for p in paragraphs_of(full, placed) {
                    about.entry(p).or_default().insert(topic.clone());
                }
            }
        }
        about
    }

    fn footnotes(&mut self, transcript: &Transcript, p: ParagraphIndex, language: &str) {
        for format in &transcript.paragraphs[p].formats {
            if let FormatKind::Footnote(note) = format.kind {
                let text = &transcript.footnotes[note].text;
                self.gatherer.part(text, language, false);
            }
        }
    }

    /// Who speaks a paragraph.
    fn speaker(
        &mut self,
        head: Head<'e>,
        transcript: &Transcript,
        p: ParagraphIndex,
    ) -> Option<String> {
        let turn = head.turn(transcript.paragraphs[p].turn);
        if turn.who.narration {
            return None;
        }
        if let Some(person) = turn.who.person {
            return Some(self.named(Field::Speaker, person));
        }
        let name = self.reader.speaker_name(&turn)?;
        let id = format!("={name}");
        let term = Field::Speaker.term(&id);
        let titled = Titled {
            title: name.to_owned(),
            href: String::new(),
            broader: Vec::new(),
        };
        self.titled.insert((Field::Speaker, id), titled);
        Some(term)
    }

    /// The language of a note.
    fn language_of(&self, placed: &Placed) -> String {
        let own = placed.annotation.language.as_ref();
        own.unwrap_or(&self.reader.config().language).clone()
    }

    /// The fields of a note, but for its topics.
    fn note(
        &mut self,
        full: &FullTranscript<'e>,
        placed: &Placed,
        speakers: &[Option<String>],
    ) -> Vec<String> {
        let spoken: BTreeSet<&String> = paragraphs_of(full, placed)
            .filter_map(|p| speakers.get(p.place())?.as_ref())
            .collect();
        let mut fields: Vec<String> = spoken.into_iter().cloned().collect();
        if let Some(by) = &placed.annotation.by {
            let editor = self.reader.config().editors.get(&by.value);
            let titled = Titled {
                title: editor.map_or(&by.value, |editor| &editor.name).clone(),
                href: String::new(),
                broader: Vec::new(),
            };
            self.titled
                .insert((Field::Author, by.value.clone()), titled);
            fields.push(Field::Author.term(&by.value));
        }
        fields
    }

    fn note_words(&mut self, t: TranscriptIndex, placed: &Placed) {
        let language = self.language_of(placed);
        let it = &placed.annotation;
        for prose in it.note.iter().chain(&it.sources) {
            self.prose(prose, Some(t), &language);
        }
        if let Some(reading) = &it.correction {
            self.gatherer.part(&reading.value, &language, false);
        }
        if let Some(warning) = &it.warning {
            self.gatherer.part(warning, &language, false);
        }
    }

    fn prose(&mut self, prose: &Prose, inside: Option<TranscriptIndex>, language: &str) {
        let titles = Titles {
            reader: self.reader,
            inside,
        };
        let words = words(&prose.text, &titles);
        self.gatherer.part(&words, language, false);
    }

    /// An entry, which is this record of its segment.
    pub(super) fn entry(&mut self, e: EntryIndex, Number(number): Number) -> Record {
        let entry = self.reader.entry(e);
        let fields = &entry.fields;
        let own = fields.language.as_ref();
        let language = own.unwrap_or(&self.reader.config().language).as_str();
        for title in [&fields.title].into_iter().chain(&fields.aliases) {
            self.gatherer.part(title, language, true);
        }
        for said in fields.summary.iter().chain(&fields.warning) {
            self.gatherer.part(said, language, false);
        }
        for prose in [&entry.body].into_iter().chain(&fields.sources) {
            self.prose(prose, None, language);
        }
        let topic = (entry.kind == Kind::TOPICS).then(|| self.named(Field::Topic, e));
        let topic: Vec<String> = topic.into_iter().collect();
        let words = u64::from(self.gatherer.end_unit((number, 0), &topic));
        Record {
            id: entry.id().to_owned(),
            title: fields.title.clone(),
            href: self.href(Thing::Entry(e)),
            kind: u32::from(entry.kind.0) + 1,
            paragraphs: 1,
            own_ids: Vec::new(),
            notes: Vec::new(),
            date: date(fields.date.as_ref()),
            form: None,
            events: Vec::new(),
            words,
        }
    }
}

/// The number of a unit. Texts are limited to less than 4 GiB, so that there are fewer.
fn unit(place: usize) -> u32 {
    u32::try_from(place).expect("fewer units than bytes")
}

/// The paragraphs that a note stands on, some of them twice.
fn paragraphs_of<'f>(
    full: &'f FullTranscript<'_>,
    placed: &'f Placed,
) -> impl Iterator<Item = ParagraphIndex> + 'f {
    let passages = placed.passages.iter();
    passages.flat_map(|&passage| {
        let passage = &full.anchored().passages[passage];
        (passage.first.place()..=passage.last.place()).map(ParagraphIndex::at)
    })
}

/// The readings that notes propose, by the paragraph in which the words begin that are printed, with the byte of the text there.
fn corrections<'f>(
    full: &'f FullTranscript<'_>,
) -> BTreeMap<ParagraphIndex, Vec<(usize, &'f str)>> {
    let anchored = full.anchored();
    let mut corrections: BTreeMap<ParagraphIndex, Vec<(usize, &str)>> = BTreeMap::new();
    for placed in &anchored.annotations {
        let Some(reading) = &placed.annotation.correction else {
            continue;
        };
        for &passage in &placed.passages {
            let passage = &anchored.passages[passage];
            let readings = corrections.entry(passage.first).or_default();
            readings.push((passage.range.start as usize, reading.value.as_str()));
        }
    }
    corrections
}

/// The day, month or year that a date begins in, as one number that rises with time: 0 for none; else 1 more than year (from 10,000 BC on), month and day in
/// so many bits: 4 and 5. What is not known is 0.
fn date(date: Option<&Dated>) -> u64 {
    let Some(begins) = date.and_then(|date| date.value.beginning()) else {
        return 0;
    };
    let year = (begins.year + 10_000).clamp(0, 1 << 24).unsigned_abs();
    let month = u64::from(begins.month.unwrap_or_default());
    let day = u64::from(begins.day.unwrap_or_default());
    1 + ((year * 16 + month) * 32 + day)
}

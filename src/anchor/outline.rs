//! What the whole archive needs to know of one transcript: its record without the words.
//!
//! An [`Outline`] stays in memory for every transcript of an archive, the words ([`Anchored`]) only while a page shows them. It is made from
//! the record alone and is kept with it. Names of other things are unbound here, too.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Anchored, Passage, Placed};
use crate::{
    archive::{
        Annotation, AnnotationIndex, Dated, FormatKind, Header, Identity, IndexVec, ListIndex,
        Name, Names, Origin, Paragraph, ParagraphIds, ParagraphIndex, PassageIndex, Prose,
        Transcript, Turn, TurnIndex,
    },
    digest::{Digest, Digester},
    markdown,
    source::{SourceId, Spanned},
    text,
};

/// A transcript without its words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Outline {
    /// Its id.
    pub id: Arc<str>,
    /// The file of its words.
    pub source: SourceId,
    /// Front matter or sidecar.
    pub header: Header,
    /// The ids of its paragraphs.
    pub ids: ParagraphIds,
    /// Where its paragraphs end: bytes of its text.
    pub ends: IndexVec<ParagraphIndex, u32>,
    /// The turns, in order.
    pub turns: IndexVec<TurnIndex, OutlineTurn>,
    /// Its annotations, in reading order.
    pub annotations: IndexVec<AnnotationIndex, OutlineAnnotation>,
    /// Its passages, each range once, in document order.
    pub passages: IndexVec<PassageIndex, OutlinePassage>,
    /// The addresses that its own words lead to, as they are written, with the words of the link.
    pub links: Vec<Spanned<String>>,
    /// The first words, for a description.
    pub beginning: String,
    /// Of all that is known of it, annotations included.
    pub digest: Digest,
    /// Of what it is without its words and notes: its header, its turns, the number of its annotations.
    pub head: Digest,
}

/// A turn without its words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutlineTurn {
    /// As authored.
    pub turn: Turn,
    /// How many of its paragraphs are somebody's words.
    pub spoken: u32,
}

/// An annotation without its note.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutlineAnnotation {
    /// Unique in its transcript.
    pub id: Arc<str>,
    /// Whether an editor wrote the id.
    pub written_id: bool,
    /// `title:`, or the first words of its passage; and whether it is the former.
    pub title: (String, bool),
    /// Topics, events, ...
    pub names: Names,
    /// Other passages: the inside of wiki links.
    pub see: Vec<Name>,
    /// Who wrote it, who checked it.
    pub editors: Vec<Name>,
    /// When it was written.
    pub written: Option<Dated>,
    /// Whether it proposes another reading.
    pub correction: bool,
    /// Texts of its note and sources that lead to pages or files of the site, or may.
    pub linked: Vec<Prose>,
    /// Id of the transcript that it is at home in.
    pub home: Arc<str>,
    /// Empty if it is on the whole transcript.
    pub passages: Vec<PassageIndex>,
}

/// A passage without its words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OutlinePassage {
    /// Its place, and who is about it.
    pub passage: Passage,
    /// The turn that its first paragraph belongs to; none for a stage remark.
    pub turn: Option<TurnIndex>,
    /// Its words, if they are few.
    pub words: Option<Box<str>>,
    /// Of all that a page shows of it: its paragraphs, the question before it, its notes.
    pub digest: Digest,
}

/// How many bytes of a passage's words are kept at hand.
const FEW: usize = 160;

/// How many bytes of the first paragraph are kept at hand.
const BEGINNING: usize = 400;

impl Anchored {
    /// The outline of a record; `digest` is that of the bytes that it was made from.
    pub fn outline(&self, digest: Digest) -> Outline {
        let transcript = &self.transcript;
        let mut digester = Digester::new();
        digester
            .value(&transcript.header)
            .value(&transcript.turns)
            .number(self.annotations.len() as u64)
            .number(transcript.paragraphs.len() as u64);
        let head = digester.finish();
        let notes = self.annotations.indexes().map(|a| self.note(a)).collect();
        let paragraphs = Paragraphs::of(transcript);
        let passages = self
            .passages
            .iter()
            .map(|passage| self.passage(passage, head, &paragraphs, &notes))
            .collect();
        let first = transcript
            .paragraphs
            .first()
            .map_or("", |_| transcript.words(ParagraphIndex::at(0)));
        Outline {
            id: transcript.id().into(),
            source: transcript.identity.source,
            header: transcript.header.clone(),
            ids: transcript.paragraphs.iter().map(|p| p.id).collect(),
            ends: transcript.paragraphs.iter().map(|p| p.range.end).collect(),
            turns: transcript
                .turns
                .iter()
                .map(|turn| outline_turn(transcript, turn))
                .collect(),
            annotations: self
                .annotations
                .iter()
                .map(|placed| self.annotation(placed))
                .collect(),
            passages,
            links: links(transcript),
            beginning: first[..first.floor_char_boundary(BEGINNING)].to_owned(),
            digest,
            head,
        }
    }

    fn annotation(&self, placed: &Placed) -> OutlineAnnotation {
        let annotation = &placed.annotation;
        let texts = annotation.note.iter().chain(&annotation.sources);
        OutlineAnnotation {
            id: placed.id.as_str().into(),
            written_id: annotation.id.is_some(),
            title: self.title(placed),
            names: annotation.names.clone(),
            see: annotation.see.clone(),
            editors: annotation
                .by
                .iter()
                .chain(&annotation.checked)
                .cloned()
                .collect(),
            written: annotation.written.clone(),
            correction: annotation.correction.is_some(),
            linked: texts
                .filter(|prose| leads_inside(&prose.text))
                .cloned()
                .collect(),
            home: placed.home.clone(),
            passages: placed.passages.clone(),
        }
    }

    /// The title of a note, and whether an editor wrote it; else the first words of its passage.
    fn title(&self, placed: &Placed) -> (String, bool) {
        if let Some(title) = &placed.annotation.title {
            return (title.clone(), true);
        }
        let Some(&first) = placed.passages.first() else {
            return ("On the whole transcript".to_owned(), false);
        };
        let words = &self.transcript.text[self.passages[first].bytes()];
        let words = words.lines().next().unwrap_or_default();
        let short = text::first_words(words, 6);
        let whole = short.len() >= words.trim_end_matches(['.', ',', ';', ':', ' ']).len();
        (format!("{short}{}", if whole { "" } else { "…" }), false)
    }

    /// All that is shown of an annotation, wherever it is.
    fn note(&self, index: AnnotationIndex) -> Digest {
        let placed = &self.annotations[index];
        let mut digester = Digester::new();
        digester
            .number(index)
            .text(&placed.id)
            .value(&placed.home)
            .value(&placed.elsewhere)
            .number(u64::from(placed.drifted));
        shown(&placed.annotation, &mut digester);
        let related = placed.disputes.iter().chain(&placed.disputed_by);
        for &other in related {
            let other = &self.annotations[other];
            digester.text(&other.id).text(self.title(other).0);
        }
        for &passage in &placed.passages {
            let Passage { first, last, .. } = self.passages[passage];
            let id = |p: ParagraphIndex| self.transcript.paragraphs[p].id;
            digester.value(&id(first)).value(&id(last));
        }
        digester.finish()
    }

    fn passage(
        &self,
        passage: &Passage,
        head: Digest,
        paragraphs: &Paragraphs,
        notes: &IndexVec<AnnotationIndex, Digest>,
    ) -> OutlinePassage {
        let transcript = &self.transcript;
        let first = &transcript.paragraphs[passage.first];
        let turn = (!first.remark).then_some(first.turn);
        let mut digester = Digester::new();
        // Places are those in their paragraphs: words that were added further up do not matter.
        let last = &transcript.paragraphs[passage.last];
        digester
            .digest(head)
            .value(&first.id)
            .value(&last.id)
            .number(passage.range.start - first.range.start)
            .number(passage.range.end - last.range.start)
            .number(passage.highlight);
        digester.number(paragraphs.run(passage.first, passage.last));
        if let Some(question) = transcript.question_of(passage.first) {
            digester.digest(paragraphs.each[question.last]);
        }
        for &annotation in &passage.annotations {
            digester.digest(notes[annotation]);
        }
        let words = &transcript.text[passage.bytes()];
        OutlinePassage {
            passage: passage.clone(),
            turn,
            words: (words.len() <= FEW).then(|| words.into()),
            digest: digester.finish(),
        }
    }
}

impl Outline {
    /// A record of the same shape with blanks for words, in place of one that was lost: whoever is shown it must be told to forget it.
    pub fn without_words(&self) -> Anchored {
        let end = self.ends.last().copied().unwrap_or(0);
        let turn = |p: ParagraphIndex| {
            let after = self.turns.partition_point(|t| t.turn.paragraphs.end <= p);
            TurnIndex::at(after.min(self.turns.len().saturating_sub(1)))
        };
        let starts = std::iter::once(0).chain(self.ends.iter().map(|end| end + 1));
        let paragraphs = self
            .ends
            .indexes()
            .zip(self.ids.iter().zip(starts.zip(&self.ends)))
            .map(|(p, (id, (start, &end)))| Paragraph {
                id,
                range: start.min(end)..end,
                turn: turn(p),
                remark: false,
                formats: Vec::new(),
                stage: Vec::new(),
                locators: Vec::new(),
            });
        let transcript = Transcript {
            identity: Identity {
                id: self.id.to_string(),
                source: self.source,
            },
            header: self.header.clone(),
            text: " ".repeat(end as usize),
            paragraphs: paragraphs.collect(),
            turns: self.turns.iter().map(|t| t.turn.clone()).collect(),
            sections: Vec::new(),
            footnotes: Vec::new(),
            origin: Origin::default(),
        };
        let nothing = Arc::new(Annotation::nothing(self.source));
        let annotations = self.annotations.iter().map(|a| Placed {
            id: a.id.to_string(),
            annotation: nothing.clone(),
            home: a.home.clone(),
            elsewhere: Vec::new(),
            passages: a.passages.clone(),
            disputes: None,
            disputed_by: Vec::new(),
            drifted: false,
        });
        Anchored {
            transcript,
            annotations: annotations.collect(),
            passages: self.passages.iter().map(|p| p.passage.clone()).collect(),
        }
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("fewer than 2^32")
}

fn outline_turn(transcript: &Transcript, turn: &Turn) -> OutlineTurn {
    let own = transcript.paragraphs.slice(turn.paragraphs).iter();
    let spoken = own.filter(|p| !p.remark).count();
    OutlineTurn {
        turn: turn.clone(),
        spoken: count(spoken),
    }
}

/// The links in a transcript's own words.
fn links(transcript: &Transcript) -> Vec<Spanned<String>> {
    let formats = transcript.paragraphs.iter().flat_map(|p| &p.formats);
    formats
        .filter_map(|format| match &format.kind {
            FormatKind::Link(address) => {
                let words = format.range.start as usize..format.range.end as usize;
                Some(Spanned::new(address.clone(), transcript.span(words)))
            }
            FormatKind::Emphasis
            | FormatKind::Strong
            | FormatKind::Code
            | FormatKind::Footnote(_) => None,
        })
        .collect()
}

/// The digests of paragraphs, one by one and in runs.
struct Paragraphs {
    each: IndexVec<ParagraphIndex, Digest>,
    /// Of all before each, as a polynomial of their digests: of a run it is known from its two ends, however long it is.
    before: Vec<u64>,
    /// The powers of [`BASE`].
    powers: Vec<u64>,
}

/// An odd number without a pattern.
const BASE: u64 = 0x9e37_79b9_7f4a_7c15;

impl Paragraphs {
    fn of(transcript: &Transcript) -> Self {
        let mut digester = Digester::new();
        let (mut each, mut before, mut powers) = (IndexVec::new(), vec![0u64], vec![1u64]);
        let (mut sum, mut power) = (0u64, 1u64);
        for i in transcript.paragraphs.indexes() {
            transcript.note_paragraph(i, &mut digester);
            let digest = digester.finish();
            sum = sum.wrapping_mul(BASE).wrapping_add(digest.0);
            power = power.wrapping_mul(BASE);
            each.push(digest);
            before.push(sum);
            powers.push(power);
        }
        Self {
            each,
            before,
            powers,
        }
    }

    /// The digest of paragraphs `first` to `last`.
    fn run(&self, first: ParagraphIndex, last: ParagraphIndex) -> u64 {
        let (first, after) = (first.place(), last.place() + 1);
        let shifted = self.before[first].wrapping_mul(self.powers[after - first]);
        self.before[after].wrapping_sub(shifted)
    }
}

/// What an annotation says, wherever in its file it stands.
fn shown(annotation: &Annotation, digester: &mut Digester) {
    // Taken apart, so that a new field cannot be forgotten.
    let Annotation {
        span: _,
        id: _,
        targets: _,
        disputes: _,
        title,
        note,
        names,
        sources,
        see,
        certainty,
        correction,
        warning,
        by,
        checked,
        written,
        language,
        draft,
    } = annotation;
    digester
        .maybe(title.as_deref())
        .maybe(note.as_ref().map(|n| n.text.as_str()))
        .number(sources.len() as u64);
    for source in sources {
        digester.text(&source.text);
    }
    digester.number(names.len() as u64);
    for (kind, name) in names {
        digester.number(kind.0).text(&name.value);
    }
    digester.number(see.len() as u64);
    for name in see {
        digester.text(&name.value);
    }
    digester
        .value(certainty)
        .maybe(correction.as_ref().map(|c| c.value.as_str()))
        .maybe(warning.as_deref())
        .maybe(by.as_ref().map(|n| n.value.as_str()))
        .maybe(checked.as_ref().map(|n| n.value.as_str()))
        .maybe(written.as_ref().map(|d| d.value.edtf()))
        .maybe(language.as_deref())
        .number(*draft);
}

/// Whether a text has a link that is not simply one out of the site: to a page, to a file, a faulty one, or what only looks like one.
fn leads_inside(text: &str) -> bool {
    if !text.contains(['[', ']', '<']) {
        return false;
    }
    !markdown::slips(text).is_empty()
        || markdown::links(text).iter().any(|link| {
            link.kind != markdown::LinkSyntax::Address
                || !text::is_external(&link.target)
                || text::lacks_host(&link.target)
                || !text::is_safe_address(&link.target)
        })
}

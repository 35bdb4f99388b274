//! Makes the outline of a record.

use super::{
    Anchored, Passage, Placed,
    outline::{NoteTitle, Outline, OutlineAnnotation, OutlinePassage, OutlineTurn},
    shown::{Paragraphs, shown},
};
use crate::{
    archive::{
        AnnotationIndex, FormatKind, IndexVec, ListIndex, ParagraphIndex, Sealing, Transcript, Turn,
    },
    markdown,
    source::{
        Spanned,
        digest::{Digest, Digester},
    },
    text,
};

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
            ids: transcript.ids(),
            seals: transcript.sealing.as_ref().map(Sealing::seals),
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
            words: transcript.words_digest(),
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
            by: annotation.by.clone(),
            checked: annotation.checked.clone(),
            written: annotation.written.clone(),
            correction: annotation.correction.is_some(),
            language: annotation.language.clone(),
            linked: texts
                .filter(|prose| leads_inside(&prose.text))
                .cloned()
                .collect(),
            home: placed.home.clone(),
            passages: placed.passages.clone(),
        }
    }

    /// The title of a note that an editor wrote; else the first words of its passage.
    fn title(&self, placed: &Placed) -> NoteTitle {
        if let Some(title) = &placed.annotation.title {
            return NoteTitle::Written(title.clone());
        }
        let Some(&first) = placed.passages.first() else {
            return NoteTitle::Whole;
        };
        let words = &self.transcript.text[self.passages[first].bytes()];
        let words = words.lines().next().unwrap_or_default();
        let short = text::first_words(words, 6);
        let whole = short.len() >= words.trim_end_matches(['.', ',', ';', ':', ' ']).len();
        NoteTitle::Words(format!("{short}{}", if whole { "" } else { "…" }))
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
            digester.text(&other.id).value(&self.title(other));
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

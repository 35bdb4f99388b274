//! The words of a transcript in other languages, each beside the paragraph that says the same.
//!
//! They stand on the page a second time: their ids have the transcript's before them, and nothing that counts or searches the page's own words takes them for these.

use std::collections::BTreeMap;

use super::{
    context::PageContext,
    marks::{self, Open},
    markup::{self, Layer},
    notes, printed, signs, versions,
};
use crate::{
    archive::{IndexVec, ParagraphIndex, TranscriptIndex},
    reader::{FullTranscript, Placed, Thing, Version},
    view::{AlignedParagraphView, AlignedView, BesideView, CarriedView, NoteView, field},
};

/// How many languages a reader may choose among: style sheets name each.
const MOST: usize = 6;

/// The other languages of a transcript.
pub(super) struct Beside {
    others: Vec<Other>,
}

/// A transcript in another language.
struct Other {
    version: Version,
    /// What its blocks have as their class.
    key: String,
    /// What stands beside a paragraph.
    blocks: BTreeMap<ParagraphIndex, Block>,
}

/// What stands beside a paragraph, or beside several that say something together, at the first.
#[derive(Default)]
struct Block {
    paragraphs: Vec<AlignedParagraphView>,
    /// The notes whose first sign stands in these.
    notes: Vec<NoteView>,
}

impl Beside {
    /// Those of `own`.
    pub(super) fn of(context: &PageContext<'_>, own: TranscriptIndex) -> Self {
        let wanted = [
            field!(ParagraphView.aligned),
            field!(ParagraphView.carried),
            field!(TranscriptView.beside),
        ];
        let versions = match context.reads.any(&wanted) {
            true => context.reader.versions(own),
            false => Vec::new(),
        };
        let mut versions: Vec<Version> = versions;
        versions.retain(|version| !version.said_twice().is_empty());
        let count = versions.len();
        let others = versions.into_iter().enumerate().map(|(place, version)| {
            let blocks = blocks(context, own, &version);
            let key = key(place, count);
            Other {
                version,
                key,
                blocks,
            }
        });
        Self {
            others: others.collect(),
        }
    }

    /// What a reader may choose to see beside the words.
    pub(super) fn choices(&self, context: &PageContext<'_>) -> Vec<BesideView> {
        let mut choices: Vec<BesideView> = Vec::new();
        for other in &self.others {
            if let Some(last) = choices.last_mut().filter(|last| last.key == other.key) {
                (last.language, last.language_text) = (None, None);
                continue;
            }
            let (language, _) = versions::written_in(context, other.version.transcript);
            choices.push(BesideView {
                key: other.key.clone(),
                language_text: Some(context.words().language(&language)),
                language: Some(language),
            });
        }
        choices
    }

    /// How many notes of other languages the page shows: before any was taken.
    pub(super) fn note_count(&self) -> usize {
        let blocks = self.others.iter().flat_map(|other| other.blocks.values());
        blocks.map(|block| block.notes.len()).sum()
    }

    /// Takes what says the same as paragraph `p` of `own`, or as some of which it is the first, and the notes on that.
    pub(super) fn take(
        &mut self,
        context: &PageContext<'_>,
        own: TranscriptIndex,
        p: ParagraphIndex,
    ) -> (Vec<AlignedView>, Vec<NoteView>) {
        let (mut aligned, mut carried) = (Vec::new(), Vec::new());
        for other in &mut self.others {
            let Some(said) = other.version.beginning_at(p) else {
                continue;
            };
            let Block { paragraphs, notes } = other.blocks.remove(&p).unwrap_or_default();
            carried.extend(notes);
            let there = other.version.transcript;
            let (language, dir) = versions::written_in(context, there);
            let id = |t, p| context.reader.paragraph_id(t, p);
            aligned.push(AlignedView {
                transcript: context.reader.head(there).id().to_owned(),
                key: other.key.clone(),
                language,
                dir,
                href: context.href(Thing::Paragraph(there, said.there.start)),
                ids: said
                    .there
                    .iter()
                    .map(|p| id(there, p).to_string())
                    .collect(),
                span: said.here.iter().len(),
                place: printed::paragraphs(
                    context.words(),
                    id(own, said.here.start),
                    id(own, said.here.last()),
                ),
                texts: paragraphs,
            });
        }
        (aligned, carried)
    }
}

/// What the blocks of the version at a place have as their class: those for which there is none left share the last.
fn key(place: usize, count: usize) -> String {
    let own = if count > MOST { MOST - 1 } else { MOST };
    format!("v{}", place.min(own) + 1)
}

/// The words and notes of a version, by the paragraphs of `own` that they stand beside.
fn blocks(
    context: &PageContext<'_>,
    own: TranscriptIndex,
    version: &Version,
) -> BTreeMap<ParagraphIndex, Block> {
    let mut blocks: BTreeMap<ParagraphIndex, Block> = BTreeMap::new();
    let deeper = [field!(AlignedView.texts), field!(ParagraphView.carried)];
    if !context.reads.any(&deeper) {
        return blocks;
    }
    let full = context.reader.full(version.transcript);
    let anchored = full.anchored();
    let beside = places(version, anchored.transcript.paragraphs.len());
    let mut notes: Vec<NoteView> = anchored
        .annotations
        .indexes()
        .map(|a| notes::view(context, &full, a))
        .collect();
    let own = context.reader.head(own).id();
    // A note that is on both stands with the page's own.
    let is_carried = |placed: &Placed| !placed.elsewhere.iter().any(|id| **id == *own);
    for (shown, at) in paragraphs(context, &full, &notes, is_carried)
        .into_iter()
        .zip(&beside)
    {
        let block = blocks.entry(at.own).or_default();
        block.paragraphs.push(AlignedParagraphView {
            alone: at.alone,
            ..shown
        });
    }
    let thing = Thing::Transcript(version.transcript);
    let (language, dir) = versions::written_in(context, version.transcript);
    let from = CarriedView {
        transcript: context.reader.head(version.transcript).id().to_owned(),
        link: context.link(thing),
        language,
        dir,
    };
    for (placed, mut note) in anchored.annotations.iter().zip(notes.drain(..)) {
        let first = signs::of(anchored, placed).first().copied();
        let Some((sign, _)) = first.filter(|_| is_carried(placed)) else {
            continue;
        };
        note.carried = Some(from.clone());
        let at = anchored.transcript.paragraph_at(sign as usize);
        let block = blocks.entry(beside[at].own).or_default();
        block.notes.push(note);
    }
    blocks
}

/// Where a paragraph of a version stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Place {
    /// The first of the paragraphs that it stands beside.
    own: ParagraphIndex,
    /// Whether it says what nothing says there: then it stands behind what is before it in its text, or, at the beginning, before what is behind it.
    alone: bool,
}

/// Where each of the `count` paragraphs of a version stands; something in it must be aligned.
fn places(version: &Version, count: usize) -> IndexVec<ParagraphIndex, Place> {
    let mut places = IndexVec::filled(None, count);
    for said in version.said_twice() {
        for q in said.there.iter() {
            places[q] = Some(said.here.start);
        }
    }
    let mut own = places.iter().flatten().next().copied().unwrap_or_default();
    let place = |place: &Option<ParagraphIndex>| {
        own = place.unwrap_or(own);
        Place {
            own,
            alone: place.is_none(),
        }
    };
    places.iter().map(place).collect::<Vec<_>>().into()
}

/// The paragraphs of a version, with lines and signs.
fn paragraphs(
    context: &PageContext<'_>,
    full: &FullTranscript<'_>,
    notes: &[NoteView],
    is_carried: impl Fn(&Placed) -> bool,
) -> Vec<AlignedParagraphView> {
    let transcript = &full.anchored().transcript;
    let head = context.reader.head(full.index());
    let home = format!("{}.", transcript.id());
    let mut marks = Open::new(marks::marks(full, notes, &home, is_carried));
    let (language, _) = versions::written_in(context, full.index());
    let mut views = Vec::with_capacity(transcript.paragraphs.len());
    for (i, turn) in transcript.turns.enumerated() {
        for p in turn.paragraphs.iter() {
            let paragraph = &transcript.paragraphs[p];
            let own = paragraph.language.as_deref();
            let own = own.filter(|own| *own != language);
            let over = marks.over(transcript, p);
            let written = |write: markup::Writer| {
                let layer = Layer::Excerpt(over, context.labels());
                write(transcript, p, paragraph.range.clone(), layer)
            };
            views.push(AlignedParagraphView {
                number: paragraph.id.bare().to_string(),
                id: paragraph.id.to_string(),
                href: context.href(Thing::Paragraph(full.index(), p)),
                html: written(markup::words),
                linked_html: context
                    .reads
                    .then(field!(AlignedParagraphView.linked_html), || {
                        written(markup::linked)
                    }),
                language: own.map(str::to_owned),
                dir: own.map(printed::direction),
                speaker: match p == turn.paragraphs.start {
                    true => context.speaker(head, i),
                    false => None,
                },
                question: turn.asks,
                remark: paragraph.remark,
                alone: false,
            });
        }
    }
    views
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_for_which_no_class_is_left_share_one() {
        let keys = |count| -> Vec<String> { (0..count).map(|place| key(place, count)).collect() };
        assert_eq!(keys(2), ["v1", "v2"]);
        assert_eq!(keys(6), ["v1", "v2", "v3", "v4", "v5", "v6"]);
        assert_eq!(keys(8), ["v1", "v2", "v3", "v4", "v5", "v6", "v6", "v6"]);
    }
}

//! A transcript's text: its turns with their paragraphs, marks and notes.

use std::collections::BTreeMap;

use rapidhash::RapidHashSet;

use super::{
    contents,
    context::PageContext,
    markup::{self, Layer, MarkSpan, OnPage},
    past::{self, Past},
    printed, signs, versions,
};
use crate::{
    archive::{LocatorKind, ParagraphIndex, Transcript, Turn},
    reader::FullTranscript,
    view::{
        LocatorView, NoteView, ParagraphView, SectionView, Shared, SpeakerView, TurnView, field,
    },
};

/// The turns of a transcript. Each note stands beside the paragraph that its first sign stands in.
pub(super) fn turns(
    context: &PageContext<'_>,
    full: &FullTranscript<'_>,
    on_page: &OnPage,
    notes: &[NoteView],
    past: &mut Past,
) -> Vec<TurnView> {
    let anchored = full.anchored();
    let transcript = &anchored.transcript;
    let head = context.reader.head(full.index());
    let mut marks = Open::new(marks(full, notes));
    let mut by_paragraph: BTreeMap<ParagraphIndex, Vec<NoteView>> = BTreeMap::new();
    for (placed, note) in anchored.annotations.iter().zip(notes) {
        if let Some(&(sign, _)) = signs::of(anchored, placed).first() {
            let beside = transcript.paragraph_at(sign as usize);
            let here = by_paragraph.entry(beside).or_default();
            here.push(note.clone());
        }
    }
    let language = versions::language(context, transcript.header.language.as_deref());
    let versions = match context.reads.field(field!(ParagraphView.aligned)) {
        true => context.reader.versions(full.index()),
        false => Vec::new(),
    };
    let mut headings = contents::headings(transcript).into_iter().peekable();
    let mut views: Vec<TurnView> = Vec::new();
    let mut level = SPEAKER_LEVEL;
    let mut speakers: RapidHashSet<Shared<SpeakerView>> = RapidHashSet::default();
    for (i, turn) in transcript.turns.enumerated() {
        let whose = TurnView {
            speaker: context
                .speaker(head, i)
                .map(|speaker| once(&mut speakers, speaker)),
            question: turn.asks,
            narration: turn.narration,
            label: narrator(transcript, turn),
            ..TurnView::default()
        };
        let wordless = all_remarks(transcript, turn);
        let mut named = false;
        let mut view = whose.clone();
        for p in turn.paragraphs.iter() {
            let mut before = Vec::new();
            while let Some((_, heading)) = headings.next_if(|(at, _)| *at <= p) {
                before.push(heading);
            }
            if !before.is_empty() && !view.paragraphs.is_empty() {
                // A heading inside a turn: the turn goes on below it.
                views.push(std::mem::replace(&mut view, whose.clone()));
                named = false;
            }
            if let Some(heading) = before.last() {
                level = heading.level.saturating_add(1).min(LOWEST_LEVEL);
            }
            view.level = level;
            view.sections.append(&mut before);
            let notes = by_paragraph.remove(&p).unwrap_or_default();
            let over = marks.over(transcript, p);
            let mut shown = paragraph(transcript, p, over, on_page, notes);
            let own = transcript.paragraphs[p].language.as_deref();
            let own = own.filter(|own| *own != language);
            (shown.language, shown.dir) = (own.map(str::to_owned), own.map(printed::direction));
            shown.aligned = versions::aligned(context, &versions, p);
            shown.named = !named && (!shown.remark || wordless);
            named |= shown.named;
            past.put(p, &mut shown);
            view.paragraphs.push(shown);
        }
        views.push(view);
    }
    views
}

/// A speaker as one who spoke before, if that is the same.
fn once(
    known: &mut RapidHashSet<Shared<SpeakerView>>,
    speaker: SpeakerView,
) -> Shared<SpeakerView> {
    if let Some(before) = known.get(&speaker) {
        return before.clone();
    }
    let speaker = Shared::from(speaker);
    known.insert(speaker.clone());
    speaker
}

/// The level of a speaker's heading where no heading of the source stands above it.
const SPEAKER_LEVEL: u8 = 2;

/// The lowest heading that HTML has.
const LOWEST_LEVEL: u8 = 6;

/// Whether nothing in a turn is somebody's words: its label alone was said.
fn all_remarks(transcript: &Transcript, turn: &Turn) -> bool {
    let own = transcript.paragraphs.slice(turn.paragraphs);
    own.iter().all(|p| p.remark)
}

/// For narration: its label, if it has one.
fn narrator(transcript: &Transcript, turn: &Turn) -> Option<String> {
    let declared = || {
        let speaker = turn.speaker?;
        Some(transcript.header.speakers[speaker].label.clone())
    };
    let label = turn.printed.as_deref().map(str::to_owned).or_else(declared);
    label.filter(|label| turn.narration && !label.is_empty())
}

/// Headings behind the last paragraph.
pub(super) fn closing(transcript: &Transcript) -> Vec<SectionView> {
    let all = contents::behind_all(transcript);
    let headings = contents::headings(transcript).into_iter();
    headings
        .filter(|(at, _)| *at >= all)
        .map(|(_, heading)| heading)
        .collect()
}

/// The passages in order of their starts.
fn marks<'a>(full: &'a FullTranscript<'a>, notes: &'a [NoteView]) -> Vec<MarkSpan<'a>> {
    let anchored = full.anchored();
    let mut marks = Vec::new();
    for (placed, note) in anchored.annotations.iter().zip(notes) {
        let signs = signs::of(anchored, placed);
        for &p in &placed.passages {
            let passage = &anchored.passages[p];
            marks.push(MarkSpan {
                range: match passage.highlight {
                    true => passage.range.clone(),
                    false => passage.sign..passage.sign,
                },
                sign: Some(passage.sign),
                id: &placed.id,
                home: "",
                kind: &note.kind,
                series: note.series.as_deref(),
                number: note.number,
                nth: signs::nth(&signs, passage.sign),
            });
        }
    }
    marks.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end), m.number));
    marks
}

/// The marks over one paragraph after the other, in the order of their starts.
struct Open<'e> {
    waiting: std::iter::Peekable<std::vec::IntoIter<MarkSpan<'e>>>,
    open: Vec<MarkSpan<'e>>,
}

impl<'e> Open<'e> {
    /// `marks` must be in the order of their starts.
    fn new(marks: Vec<MarkSpan<'e>>) -> Self {
        Self {
            waiting: marks.into_iter().peekable(),
            open: Vec::new(),
        }
    }

    /// Those over paragraph `p`, which comes after those that were asked for before.
    fn over(&mut self, transcript: &Transcript, p: ParagraphIndex) -> &[MarkSpan<'e>] {
        let paragraph = &transcript.paragraphs[p].range;
        while let Some(mark) = self.waiting.next_if(|m| m.range.start < paragraph.end) {
            self.open.push(mark);
        }
        self.open.retain(|m| {
            let behind_sign = m.sign.map_or(0, |at| at + 1);
            m.range.end.max(behind_sign) > paragraph.start
        });
        &self.open
    }
}

fn paragraph(
    transcript: &Transcript,
    index: ParagraphIndex,
    marks: &[MarkSpan<'_>],
    on_page: &OnPage,
    notes: Vec<NoteView>,
) -> ParagraphView {
    let paragraph = &transcript.paragraphs[index];
    ParagraphView {
        number: paragraph.id.bare().to_string(),
        id: paragraph.id.to_string(),
        sealed_id: past::sealed_id(transcript, index),
        language: None,
        dir: None,
        aligned: Vec::new(),
        html: markup::words(
            transcript,
            index,
            paragraph.range.clone(),
            Layer::Page(marks, on_page),
        ),
        named: false,
        remark: paragraph.remark,
        locators: paragraph
            .locators
            .iter()
            .map(|l| match l.kind {
                LocatorKind::Time(seconds) => LocatorView {
                    kind: "time",
                    text: l.text.clone(),
                    href: on_page
                        .media
                        .as_ref()
                        .map(|url| format!("{url}#t={seconds}")),
                },
                LocatorKind::Page => LocatorView {
                    kind: "page",
                    text: l.text.clone(),
                    href: None,
                },
            })
            .collect(),
        time_start: paragraph.locators.iter().find_map(|l| match l.kind {
            LocatorKind::Time(seconds) if l.at == paragraph.range.start => Some(seconds),
            LocatorKind::Time(_) | LocatorKind::Page => None,
        }),
        crowded: is_crowded(transcript.words(index), notes.len()),
        notes,
        earlier: Vec::new(),
        gone: Vec::new(),
    }
}

/// Whether so many notes stand beside words that there is no line for each, which decides between two good layouts: an estimate will do.
pub(super) fn is_crowded(words: &str, notes: usize) -> bool {
    /// What of a line of the text column a letter takes up at most: one of 60.
    const LETTERS: usize = 58;
    /// Height of a line of the text, and of a line of a note with what is above it, in px.
    const LINE: usize = 29;
    const NOTE_LINE: usize = 25;
    if notes <= 3 {
        return false;
    }
    // Han, kana and hangul are twice as wide; they have three bytes where others have one or two.
    let wide = words.chars().filter(|c| *c >= '\u{2e80}').count();
    let lines = (words.chars().count() + wide).div_ceil(LETTERS);
    notes * NOTE_LINE > (lines + 2) * LINE
}

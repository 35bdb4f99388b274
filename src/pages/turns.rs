//! A transcript's text: its turns with their paragraphs, marks and notes.

use std::collections::BTreeMap;

use rapidhash::RapidHashMap;

use super::{
    beside::Beside,
    contents,
    context::PageContext,
    marks::{self, Open},
    markup::{self, Layer, MarkSpan, OnPage},
    past::{self, Past},
    printed, signs, versions,
};
use crate::{
    archive::{ListIndex, LocatorKind, ParagraphIndex, Transcript, Turn, TurnIndex},
    reader::{FullTranscript, Head, TurnSpeaker},
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
    aside: (&mut Past, &mut Beside),
) -> Vec<TurnView> {
    let (past, beside) = aside;
    let anchored = full.anchored();
    let transcript = &anchored.transcript;
    let head = context.reader.head(full.index());
    let mut marks = Open::new(marks::marks(full, notes, "", |_| true));
    let mut by_paragraph: BTreeMap<ParagraphIndex, Vec<NoteView>> = BTreeMap::new();
    for (placed, note) in anchored.annotations.iter().zip(notes) {
        if let Some(&(sign, _)) = signs::of(anchored, placed).first() {
            let beside = transcript.paragraph_at(sign as usize);
            let here = by_paragraph.entry(beside).or_default();
            here.push(note.clone());
        }
    }
    let language = versions::language(context, transcript.header.language.as_deref());
    let mut headings = contents::headings(transcript).into_iter().peekable();
    let mut views: Vec<TurnView> = Vec::new();
    let mut level = SPEAKER_LEVEL;
    let mut speakers = Speakers::default();
    let mut before_it = None;
    for (i, turn) in transcript.turns.enumerated() {
        let spoken = spoken(head, i);
        let speaker = speakers.of(context, head, i);
        let whose = TurnView {
            name_only: speaker.as_deref().is_some_and(is_name_only),
            speaker,
            again: before_it.replace(spoken) == Some(spoken),
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
            view.again &= before.is_empty() && view.sections.is_empty();
            view.sections.append(&mut before);
            let notes = by_paragraph.remove(&p).unwrap_or_default();
            let over = marks.over(transcript, p);
            let mut shown = paragraph(transcript, p, over, on_page, notes);
            shown.linked_html = context.reads.then(field!(ParagraphView.linked_html), || {
                let all = transcript.paragraphs[p].range.clone();
                markup::linked(transcript, p, all, Layer::Page(over, on_page))
            });
            let own = transcript.paragraphs[p].language.as_deref();
            let own = own.filter(|own| *own != language);
            (shown.language, shown.dir) = (own.map(str::to_owned), own.map(printed::direction));
            (shown.aligned, shown.carried) = beside.take(context, full.index(), p);
            let notes = shown.notes.len() + shown.carried.len();
            shown.crowded = is_crowded(transcript.words(p), notes);
            shown.named = !named && (!shown.remark || wordless);
            named |= shown.named;
            past.put(p, &mut shown);
            shown.bare = is_bare(&shown);
            view.paragraphs.push(shown);
        }
        views.push(view);
    }
    views
}

/// Speakers of a page, made once: by who speaks, the label, and how it is said.
#[derive(Default)]
struct Speakers<'e>(RapidHashMap<Spoken<'e>, Option<Shared<SpeakerView>>>);

type Spoken<'e> = (&'e TurnSpeaker, &'e str, Option<&'e str>);

impl<'e> Speakers<'e> {
    fn of(
        &mut self,
        context: &PageContext<'e>,
        head: Head<'e>,
        i: TurnIndex,
    ) -> Option<Shared<SpeakerView>> {
        let spoken = spoken(head, i);
        let made = || context.speaker(head, i).map(Shared::from);
        self.0.entry(spoken).or_insert_with(made).clone()
    }
}

/// Who speaks a turn, and how.
fn spoken<'e>(head: Head<'e>, i: TurnIndex) -> Spoken<'e> {
    let turn = head.turn(i);
    (turn.who, turn.label(), turn.said.direction.as_deref())
}

/// See [`TurnView::name_only`].
fn is_name_only(speaker: &SpeakerView) -> bool {
    let more = [
        &speaker.certainty,
        &speaker.language,
        &speaker.direction,
        &speaker.role,
        &speaker.spoken,
    ];
    let is_label = speaker.label.is_empty() || speaker.label == speaker.name;
    speaker.href.is_some() && is_label && more.iter().all(|what| what.is_none())
}

/// See [`ParagraphView::bare`].
fn is_bare(p: &ParagraphView) -> bool {
    let is_timed = p.time_start.is_some() || p.time_end.is_some() || !p.locators.is_empty();
    let has_notes = !p.notes.is_empty() || !p.carried.is_empty();
    let is_changed = p.sealed_id.is_some() || !p.earlier.is_empty() || !p.gone.is_empty();
    let is_other = p.language.is_some() || !p.aligned.is_empty();
    !(is_timed || has_notes || is_changed || is_other)
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

fn paragraph(
    transcript: &Transcript,
    index: ParagraphIndex,
    marks: &[MarkSpan<'_>],
    on_page: &OnPage,
    notes: Vec<NoteView>,
) -> ParagraphView {
    let paragraph = &transcript.paragraphs[index];
    let time_start = paragraph.locators.iter().find_map(|l| match l.kind {
        LocatorKind::Time(seconds) if l.at == paragraph.range.start => Some(seconds),
        LocatorKind::Time(_) | LocatorKind::Page => None,
    });
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
        linked_html: String::new(),
        named: false,
        remark: paragraph.remark,
        bare: false,
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
        time_start,
        time_end: time_start.and_then(|start| {
            let end = time_behind(transcript, index)?;
            (end > start).then_some(end)
        }),
        crowded: false,
        notes,
        carried: Vec::new(),
        earlier: Vec::new(),
        gone: Vec::new(),
    }
}

/// When the first time mark behind a paragraph is, or else the recording ends. From one paragraph with a mark it looks no further than to the next.
fn time_behind(transcript: &Transcript, index: ParagraphIndex) -> Option<f64> {
    let behind = transcript.paragraphs.iter().skip(index.place() + 1);
    let mut marks = behind.flat_map(|paragraph| &paragraph.locators);
    let mark = marks.find_map(|l| match l.kind {
        LocatorKind::Time(seconds) => Some(seconds),
        LocatorKind::Page => None,
    });
    mark.or_else(|| {
        let media = transcript.header.media.as_ref()?;
        media.duration
    })
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

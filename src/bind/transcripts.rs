//! Binds what transcripts and their annotations refer to.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, BTreeSet},
};

use rapidhash::RapidHashSet;

use super::{
    AnnotationLinks, LinkError, Names, TranscriptLinks, TurnSpeaker, authors::authors,
    cited::Paragraph, ground::Ground, remarks, translations,
};
use crate::{
    anchor::{Outline, OutlineAnnotation, OutlineTurn},
    archive::{
        AnnotationIndex, ByRelation, EntryIndex, IndexVec, Name, Named, ParagraphId, Relation,
        SpeakerIndex, TranscriptIndex, TurnIndex, config::Config,
    },
    source::diag::{Code, Diagnostic},
    text::{self, Collation},
};

/// How many entries one annotation may name: the page of each shows it with all of them.
const MOST_NAMES: usize = 256;

/// Indexes of transcripts in time order: by date, then id; undated ones last, by title.
pub(super) fn in_time_order(
    transcripts: &IndexVec<TranscriptIndex, Outline>,
    collation: &Collation,
) -> Vec<TranscriptIndex> {
    let mut order: Vec<TranscriptIndex> = transcripts.indexes().collect();
    let key = |&i: &TranscriptIndex| {
        let outline = &transcripts[i];
        outline.header.date.as_ref().map(|d| d.value.sort_key())
    };
    // The order of ids is there: it decides between equal dates, since an editor numbers the sittings of a day.
    order.sort_by(|a, b| match (key(a), key(b)) {
        (Some(a), Some(b)) => a.cmp(&b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    });
    let dated = order.partition_point(|i| key(i).is_some());
    order[dated..].sort_by_cached_key(|&i| (collation.key(&transcripts[i].header.title), i));
    order
}

/// Binds the header and the annotations of one transcript.
pub(super) fn bind(
    t: TranscriptIndex,
    outline: &Outline,
    ground: Ground<'_>,
    diags: &mut Vec<Diagnostic>,
) -> (TranscriptLinks, IndexVec<AnnotationIndex, AnnotationLinks>) {
    let links = header(outline, ground, diags);
    let annotations = outline.annotations.iter();
    let annotations = annotations
        .map(|a| annotation((t, outline), a, ground, diags))
        .collect();
    (links, annotations)
}

fn header(outline: &Outline, ground: Ground<'_>, diags: &mut Vec<Diagnostic>) -> TranscriptLinks {
    let names = ground.names;
    let header = &outline.header;
    let mut named = ByRelation::default();
    let mut speakers = IndexVec::new();
    for (relation, name) in header.named.each() {
        named.extend(relation, names.bind(of_header(relation, name), diags));
    }
    let about = Named::by_kind(Relation::About, &header.about);
    let about = about.filter_map(|name| names.bind(name, diags)).collect();
    named.extend(Relation::About, without_repeats(about));
    for speaker in &header.speakers {
        let person = speaker.person.as_ref();
        speakers.push(
            person.and_then(|name| names.bind(of_header(Relation::SpeakerPerson, name), diags)),
        );
    }
    let turns = turns(outline, &speakers, names, diags);
    let people = turns.iter().filter_map(|who| who.person).collect();
    let authors = authors(header, &turns, names, diags);
    TranscriptLinks {
        people: without_repeats(people),
        appearances: appearances(&turns),
        named,
        speakers,
        turns,
        authors,
        translation: translations::bind(outline, ground, diags),
    }
}

/// A name under a field of a header.
fn of_header(relation: Relation, name: &Name) -> Named<'_> {
    Named {
        relation,
        its: None,
        name,
    }
}

fn without_repeats(list: Vec<EntryIndex>) -> Vec<EntryIndex> {
    let mut seen = BTreeSet::new();
    list.into_iter().filter(|&item| seen.insert(item)).collect()
}

/// The first turn of each person in each part.
fn appearances(turns: &IndexVec<TurnIndex, TurnSpeaker>) -> Vec<TurnIndex> {
    let mut seen = RapidHashSet::default();
    let mut is_first = |who: &TurnSpeaker| {
        let person = who.person;
        person.is_some_and(|p| seen.insert((p, who.part, who.asks, who.narration, who.certainty)))
    };
    turns.indexes().filter(|&t| is_first(&turns[t])).collect()
}

/// Who speaks in each turn: the label's speaker, then the correction of the turn.
fn turns(
    outline: &Outline,
    speakers: &IndexVec<SpeakerIndex, Option<EntryIndex>>,
    names: &Names,
    diags: &mut Vec<Diagnostic>,
) -> IndexVec<TurnIndex, TurnSpeaker> {
    let header = &outline.header;
    let corrections: BTreeMap<ParagraphId, _> = header
        .turns
        .iter()
        .map(|t| (t.paragraph.value, t))
        .collect();
    outline
        .turns
        .iter()
        .map(|OutlineTurn { turn, .. }| {
            let mut who = turn.speaker.map_or_else(TurnSpeaker::default, |label| {
                let speaker = &header.speakers[label];
                TurnSpeaker {
                    label: Some(label),
                    person: speakers[label],
                    name: speaker.name.clone(),
                    role: speaker.role.clone(),
                    part: speaker.part,
                    spoken: speaker.spoken.clone(),
                    ..TurnSpeaker::default()
                }
            });
            (who.asks, who.narration) = (turn.asks, turn.narration);
            if let Some(correction) = corrections.get(&outline.ids.of(turn.paragraphs.start)) {
                if let Some(person) = &correction.person {
                    who.person = names.bind(of_header(Relation::TurnPerson, person), diags);
                    who.name = None;
                }
                if let Some(name) = &correction.name {
                    who.name = Some(name.clone());
                    who.person = None;
                }
                who.role = correction.role.clone().or(who.role);
                who.part = correction.part.or(who.part);
                who.spoken = correction.spoken.clone().or(who.spoken);
                who.certainty = correction.certainty;
            }
            if who.narration {
                (who.person, who.name) = (None, None);
            }
            who
        })
        .collect()
}

fn annotation(
    (transcript, outline): (TranscriptIndex, &Outline),
    annotation: &OutlineAnnotation,
    ground: Ground<'_>,
    diags: &mut Vec<Diagnostic>,
) -> AnnotationLinks {
    let names = ground.names;
    let mut links = AnnotationLinks::default();
    // An annotation that points into several transcripts is bound for each; its slips are told once, at home.
    let mut elsewhere = Vec::new();
    let diags = if annotation.home == outline.id {
        diags
    } else {
        &mut elsewhere
    };
    for named in Named::by_kind(Relation::OfAnnotation, &annotation.names) {
        links.entries.extend(names.bind(named, diags));
    }
    links.entries = without_repeats(links.entries);
    if links.entries.len() > MOST_NAMES {
        links.entries.truncate(MOST_NAMES);
        diags.extend(annotation.names.get(MOST_NAMES).map(|(_, name)| {
            let message = format!("more than {MOST_NAMES} topics and others are named by one note");
            Diagnostic::at(Code::TooMany, name.span, message)
                .help("name fewer: the page of each shows this note with all of them")
        }));
    }
    let home = match annotation.home == outline.id {
        true => transcript,
        false => names.transcript(&annotation.home).unwrap_or(transcript),
    };
    for see in &annotation.see {
        let found = names.destination(&see.value, Some(home));
        let line = |written: &str| format!("see: {written}");
        let named = Paragraph {
            target: &see.value,
            here: Some(home),
            span: see.span,
            line: &line,
        };
        let told = named.told(names, found.as_ref().ok().map(|found| found.thing));
        match found {
            Ok(found) => match names.is_written(found.thing) {
                true => {
                    links.see.push(found);
                    diags.extend(told);
                }
                false => diags.extend(remarks::told(&LinkError::UnwrittenId, &see.value, see.span)),
            },
            Err(error) => {
                diags.extend(told.or_else(|| remarks::told(&error, &see.value, see.span)));
            }
        }
    }
    for who in annotation.by.iter().chain(&annotation.checked) {
        check_editor(who, ground.config, diags);
    }
    links
}

/// A name that is nearly an editor's id is probably a slip.
fn check_editor(who: &Name, config: &Config, diags: &mut Vec<Diagnostic>) {
    let plain_name =
        who.value.contains(char::is_whitespace) || who.value.chars().any(char::is_uppercase);
    if config.editors.contains_key(&who.value) || config.editors.is_empty() || plain_name {
        return;
    }
    let near = text::nearest(&who.value, config.editors.keys().map(String::as_str));
    diags.push(
        Diagnostic::at(
            Code::UnknownEditor,
            who.span,
            format!(
                "`{}` is not declared under `editors` in postil.yaml",
                who.value
            ),
        )
        .note("it is shown as a name")
        .did_you_mean(who.span, near),
    );
}

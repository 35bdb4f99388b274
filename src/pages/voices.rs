//! Who speaks in the passages of a page: the order of speakers.

use std::{cmp::Reverse, collections::BTreeMap};

use super::context::PageContext;
use crate::{
    archive::EntryIndex,
    reader::{RowPassage, Thing},
    text,
    view::VoiceView,
};

/// Who speaks in some passages.
#[derive(Debug, Default)]
pub(super) struct Voices {
    /// Most passages first.
    pub(super) all: Vec<VoiceView>,
    /// The place of the voice of each passage in that order, from 1.
    pub(super) orders: Vec<usize>,
}

/// What tells voices apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    /// Somebody with a page.
    Person(EntryIndex),
    /// Somebody without one, by a name or a label.
    Name(String),
    /// Nobody.
    None,
}

/// The id of the voice of a person on pages with passages.
pub(super) fn id_of(person: &str) -> String {
    format!("by-{person}")
}

impl Voices {
    /// Of passages in their order. Whole transcripts have no voice.
    pub(super) fn of(context: &PageContext<'_>, rows: &[RowPassage<'_>]) -> Self {
        let mut known: BTreeMap<Who, usize> = BTreeMap::new();
        let mut all: Vec<VoiceView> = Vec::new();
        let mut places = Vec::with_capacity(rows.len());
        for &row in rows {
            if row.paragraph().is_none() {
                places.push(None);
                continue;
            }
            let (who, voice) = voice(context, row);
            let place = *known.entry(who).or_insert_with(|| {
                all.push(voice);
                all.len() - 1
            });
            all[place].count += 1;
            places.push(Some(place));
        }
        let mut order: Vec<usize> = (0..all.len()).collect();
        order.sort_by_key(|&place| (Reverse(all[place].count), place));
        for (i, &place) in order.iter().enumerate() {
            all[place].order = i + 1;
        }
        let orders = places.iter();
        let orders = orders.map(|place| place.map_or(0, |place| all[place].order));
        let orders = orders.collect();
        all.sort_by_key(|voice| voice.order);
        apart(&mut all);
        Self { all, orders }
    }
}

/// Names that are written alike in addresses get numbers.
fn apart(all: &mut [VoiceView]) {
    let mut taken: BTreeMap<String, usize> = BTreeMap::new();
    for voice in all {
        let times = taken.entry(voice.id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            voice.id = format!("{}.{times}", voice.id);
        }
    }
}

fn voice(context: &PageContext<'_>, row: RowPassage<'_>) -> (Who, VoiceView) {
    let turn = row.places().find_map(|place| place.turn);
    let speaker = turn.and_then(|turn| context.speaker(row.head(), turn));
    let person = turn.and_then(|turn| row.head().turn(turn).who.person);
    let Some(speaker) = speaker else {
        let nobody = VoiceView {
            id: "by.nobody".to_owned(),
            name: context.words().nobody(),
            ..VoiceView::default()
        };
        return (Who::None, nobody);
    };
    let person_id = person.and_then(|person| context.reader.id(Thing::Entry(person)));
    let view = VoiceView {
        // A name is written apart from ids, which have no full stops.
        id: match person_id {
            Some(id) => id_of(id),
            None => format!("by.{}", text::slug(&speaker.name)),
        },
        label: person.is_none() && speaker.name == speaker.label,
        href: speaker.href,
        language: speaker.language,
        dir: speaker.dir,
        name: speaker.name,
        ..VoiceView::default()
    };
    let who = person.map_or_else(|| Who::Name(view.name.clone()), Who::Person);
    (who, view)
}

//! The timeline as a picture: what happened, along a line of years, with what is known of its date.
//!
//! Thousands of entries are no picture: a step has room for a dozen marks above each other, and what finds none is a number that leads to the list.

mod axis;
mod extent;
mod lanes;

use std::collections::BTreeMap;

use self::{
    axis::{Axis, WIDTH},
    extent::Drawn,
};
use super::{context::PageContext, data_file, map, printed, timeline_items};
use crate::{
    archive::Dated,
    date,
    reader::{Happened, Thing},
    view::{TimeMarkView, TimePictureView, TimeStepView},
};

/// Below so many there is no picture.
const FEWEST: usize = 3;

/// How many marks stand above each other at most; of more than `MANY` entries fewer, so that there are not more than some hundreds in all.
const LANES: usize = 12;
const FEWER_LANES: usize = 5;
const MANY: usize = 250;

/// How high a lane is, the room above the lanes, and the room below the line for the names of years.
const LANE: i32 = 14;
const ABOVE: i32 = 6;
const BELOW: i32 = 26;

/// The size of the names of years.
const LETTERS: i32 = 12;

/// How many rows the file of the list has at most.
const MOST_ROWS: usize = 500;

/// Something of the timeline, on the page that shows it.
#[derive(Clone, Copy, Debug)]
struct Entry<'e> {
    happened: Happened,
    date: &'e Dated,
}

impl Entry<'_> {
    fn thing(self) -> Thing {
        match self.happened {
            Happened::Event(e) => Thing::Entry(e),
            Happened::Transcript(t) => Thing::Transcript(t),
        }
    }
}

/// The picture of some of the timeline; `place` leads to the list that has something of it, by its number among `shown`. None of fewer than three.
pub(super) fn of(
    context: &PageContext<'_>,
    shown: &[Happened],
    place: impl Fn(usize) -> String,
) -> Option<TimePictureView> {
    let lists = context.reader.lists();
    let entry = |&happened: &Happened| {
        let date = timeline_items::date(lists, happened)?;
        Some(Entry { happened, date })
    };
    let all: Vec<Entry<'_>> = shown.iter().filter_map(entry).collect();
    if all.len() < FEWEST {
        return None;
    }
    let years: Vec<i64> = all
        .iter()
        .flat_map(|entry| extent::years(&entry.date.value))
        .collect();
    let axis = Axis::new(&years)?;
    let mut view = drawn(context, &all, &axis, place);
    let words = context.words();
    let year =
        |year: Option<&i64>| date::years_heading(year.copied().unwrap_or_default(), 1, words);
    let (first, last) = (year(years.iter().min()), year(years.iter().max()));
    let step = usize::try_from(axis.years).unwrap_or(usize::MAX);
    let said = [
        words.time_from_to(all.len(), &first, &last),
        words.time_steps(step),
    ];
    view.description = said.join(" ");
    let rows = &all[..all.len().min(MOST_ROWS)];
    view.first_rows = (rows.len() < all.len()).then(|| words.first_rows(rows.len(), all.len()));
    let head = [words.name(), words.fact_date(), words.column_edtf()];
    let row = |entry: &Entry<'_>| {
        let date = &entry.date.value;
        vec![
            context.title(entry.thing()),
            date.human(words),
            date.edtf().to_owned(),
        ]
    };
    view.csv = data_file::csv("timeline", &head, rows.iter().map(row));
    if printed::direction(&context.reader.config().language) == "rtl" {
        mirror(&mut view);
    }
    Some(view)
}

fn drawn<'e>(
    context: &PageContext<'_>,
    all: &[Entry<'e>],
    axis: &Axis,
    place: impl Fn(usize) -> String,
) -> TimePictureView {
    let words = context.words();
    let drawn = |(i, entry): (usize, &Entry<'e>)| {
        let drawn = extent::drawn(&entry.date.value, axis)?;
        Some((i, *entry, drawn))
    };
    let shown: Vec<(usize, Entry<'_>, Drawn)> = all.iter().enumerate().filter_map(drawn).collect();
    let most = if all.len() > MANY { FEWER_LANES } else { LANES };
    let sides = shown.iter().map(|(_, _, drawn)| (drawn.from, drawn.to));
    let lanes = lanes::of(&sides.collect::<Vec<_>>(), most);
    let highest = lanes.iter().flatten().max().map_or(0, |&lane| lane + 1);
    // What finds no room, by the step that it begins in: how many, and the first.
    let mut numbers: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let hidden = shown.iter().zip(&lanes).filter(|(_, lane)| lane.is_none());
    for ((i, entry, _), _) in hidden {
        let year = extent::years(&entry.date.value).next().unwrap_or_default();
        numbers.entry(axis.step_of(year)).or_insert((0, *i)).0 += 1;
    }
    let rows = i32::try_from(highest + usize::from(!numbers.is_empty())).unwrap_or_default();
    let base = ABOVE + rows * LANE + 4;
    let lane_y = |lane: usize| base - 4 - LANE / 2 - LANE * i32::try_from(lane).unwrap_or_default();
    let mut marks = Vec::new();
    for ((_, entry, drawn), lane) in shown.iter().zip(&lanes) {
        if let Some(lane) = lane {
            marks.push(mark(context, *entry, *drawn, lane_y(*lane)));
        }
    }
    let left_out: usize = numbers.values().map(|(count, _)| count).sum();
    for (step, (count, first)) in numbers {
        let step = axis.steps[step];
        marks.push(TimeMarkView {
            shape: "many",
            x: step.x,
            width: step.width,
            middle: step.x + step.width / 2,
            y: lane_y(highest),
            href: place(first),
            title: words.time_many(count),
            number: Some(words.number(count)),
            ..TimeMarkView::default()
        });
    }
    TimePictureView {
        width: WIDTH,
        height: base + BELOW,
        base,
        steps: steps(context, axis),
        marks,
        left_out: (left_out > 0).then(|| words.time_numbers(left_out)),
        ..TimePictureView::default()
    }
}

fn mark(context: &PageContext<'_>, entry: Entry<'_>, drawn: Drawn, y: i32) -> TimeMarkView {
    let (date, words) = (&entry.date.value, context.words());
    // Of a transcript, too, a stretch of time is one.
    let shape = match (entry.happened, drawn.shape) {
        (Happened::Transcript(_), "day") => "record",
        // A day that is not given is not drawn as one, whatever happened on it.
        (Happened::Transcript(_), "vague") => "record-vague",
        (Happened::Transcript(_) | Happened::Event(_), shape) => shape,
    };
    let language = &context.reader.config().language;
    let title = printed::isolated(language, &context.title(entry.thing()));
    TimeMarkView {
        shape,
        x: drawn.from,
        width: drawn.to - drawn.from,
        middle: (drawn.from + drawn.to) / 2,
        y,
        firm: drawn.firm,
        doubtful: date.is_doubtful(),
        href: context.href(entry.thing()),
        title: words.picture_mark(&title, &date.human(words)),
        number: None,
    }
}

/// The steps of the line, with their names where these have room.
fn steps(context: &PageContext<'_>, axis: &Axis) -> Vec<TimeStepView> {
    let words = context.words();
    let mut free = i32::MIN;
    let named = axis.steps.iter().enumerate().map(|(i, step)| {
        let title = date::years_heading(step.first, axis.years, words);
        let (middle, half) = (step.x + step.width / 2, map::width(&title, LETTERS) / 2);
        let has_room = middle - half > free && middle >= half && middle + half <= WIDTH;
        if has_room {
            free = middle + half + 4;
        }
        let before = i.checked_sub(1).map(|before| axis.steps[before]);
        let gap = before.filter(|_| step.gap);
        TimeStepView {
            x: step.x,
            width: step.width,
            middle,
            title: has_room.then_some(title),
            gap: gap.map(|before| (before.x + before.width + step.x) / 2),
        }
    });
    named.collect()
}

/// The picture for pages on which time runs from right to left.
fn mirror(view: &mut TimePictureView) {
    let width = view.width;
    for step in &mut view.steps {
        step.x = width - step.x - step.width;
        step.middle = width - step.middle;
        step.gap = step.gap.map(|gap| width - gap);
    }
    for mark in &mut view.marks {
        mark.x = width - mark.x - mark.width;
        mark.middle = width - mark.middle;
        mark.firm = match mark.firm {
            "left" => "right",
            "right" => "left",
            firm => firm,
        };
    }
}

//! Maps: the places of an index on one of the world, or of the part of it that they are in; a place in its surroundings.

mod geojson;
mod land;
mod marks;
mod projection;
mod window;

use self::{
    geojson::Placed,
    marks::{Mark, Spot},
    window::Window,
};
use super::{context::PageContext, data_file, printed};
use crate::{
    archive::{Coordinates, EntryIndex, Kind},
    reader::{Listed, Thing},
    view::{LinkView, MapGroupView, MapMarkView, MapRowView, MapView},
};

pub(super) use self::marks::width;

/// How many places the table of a map has at most, and its files.
const MOST_ROWS: usize = 250;

/// How many places that have no position are named.
const MOST_WITHOUT: usize = 60;

/// How many of those that share a mark are named.
const MOST_TOGETHER: usize = 8;

/// What is shown around a place: the fifth part of the world's width.
const AROUND: (i32, i32) = (720, 450);

/// The map of an index; none if nothing in it has a position.
pub(super) fn of_index(context: &PageContext<'_>, listed: Listed) -> Option<MapView> {
    let Listed::Entries(kind) = listed else {
        return None;
    };
    if kind != Kind::PLACES && !kind.is_own() {
        return None;
    }
    let lists = context.reader.lists();
    let all = lists.index_lines(listed);
    let all = all.iter().filter_map(|line| match line.thing {
        Thing::Entry(e) => Some((e, lists.entry(e).fields.coordinates)),
        Thing::Transcript(_) | Thing::Paragraph(..) | Thing::Annotation(..) | Thing::Page(_) => {
            None
        }
    });
    let (mut placed, mut without) = (Vec::new(), Vec::new());
    for (e, at) in all {
        match at {
            Some(at) => placed.push((e, at)),
            None => without.push(e),
        }
    }
    if placed.is_empty() {
        return None;
    }
    let words = context.words();
    let mut view = drawn(context, &placed);
    view.description = words.map_shows(placed.len(), placed.len() + without.len());
    view.without_count = without.len();
    let named = without.iter().take(MOST_WITHOUT);
    view.without = named.map(|&e| context.link(Thing::Entry(e))).collect();
    let rows = &placed[..placed.len().min(MOST_ROWS)];
    view.first_rows =
        (rows.len() < placed.len()).then(|| words.first_rows(rows.len(), placed.len()));
    let row = |&(e, at): &(EntryIndex, Coordinates)| MapRowView {
        link: context.link(Thing::Entry(e)),
        position: printed::coordinates(words, at),
        count: lists.passage_count(e),
    };
    view.rows = rows.iter().map(row).collect();
    let places: Vec<Placed<'_>> = rows
        .iter()
        .map(|&(e, at)| Placed {
            id: lists.entry(e).id(),
            name: &lists.entry(e).fields.title,
            at,
            count: lists.passage_count(e),
        })
        .collect();
    let name = listed.folder(context.reader.config());
    view.geojson = Some(geojson::of(name, &places));
    let head = [
        words.name(),
        words.column_latitude(),
        words.column_longitude(),
        words.column_passages(),
    ];
    let row = |place: &Placed<'_>| {
        vec![
            place.name.to_owned(),
            place.at.latitude.to_string(),
            place.at.longitude.to_string(),
            place.count.to_string(),
        ]
    };
    view.csv = Some(data_file::csv(name, &head, places.iter().map(row)));
    Some(view)
}

/// The map with its marks.
fn drawn(context: &PageContext<'_>, placed: &[(EntryIndex, Coordinates)]) -> MapView {
    let (lists, words) = (context.reader.lists(), context.words());
    let spot = |&(e, at): &(EntryIndex, Coordinates)| Spot {
        at: projection::project(at),
        count: lists.passage_count(e),
    };
    let spots: Vec<Spot> = placed.iter().map(spot).collect();
    let points: Vec<projection::Point> = spots.iter().map(|spot| spot.at).collect();
    let window = Window::showing(&points);
    let marks = marks::of(&spots, window);
    let title = |spot: usize| &lists.entry(placed[spot].0).fields.title;
    let name = |mark: &Mark, written: &dyn Fn(&str) -> String| match &*mark.spots {
        [one] => written(title(*one)),
        [first, others @ ..] => words.map_together(&written(title(*first)), others.len()),
        [] => String::new(),
    };
    let names: Vec<String> = marks
        .iter()
        .map(|mark| name(mark, &str::to_owned))
        .collect();
    let language = &context.reader.config().language;
    let isolated = |name: &str| printed::isolated(language, name);
    let labels = marks::labels(&marks, &names, window);
    let mut view = framed(window);
    for (mark, label) in marks.iter().zip(labels) {
        let href = match &*mark.spots {
            [one] => context.href(Thing::Entry(placed[*one].0)),
            several => {
                let id = format!("map-{}", view.groups.len() + 1);
                let shown = several.iter().take(MOST_TOGETHER);
                let places: Vec<LinkView> = shown
                    .map(|&spot| context.link(Thing::Entry(placed[spot].0)))
                    .collect();
                let more = several.len() - places.len();
                let href = format!("#{id}");
                view.groups.push(MapGroupView { id, places, more });
                href
            }
        };
        view.marks.push(MapMarkView {
            x: mark.at.x,
            y: mark.at.y,
            radius: mark.radius,
            reach: mark.radius.max(marks::reach(window)),
            href: Some(href),
            number: (mark.spots.len() > 1).then(|| words.number(mark.spots.len())),
            title: words.picture_mark(&name(mark, &isolated), &words.passages(mark.count)),
            label,
        });
    }
    view
}

/// A place in its surroundings; none if it has no position.
pub(super) fn around(context: &PageContext<'_>, e: EntryIndex) -> Option<MapView> {
    let fields = &context.reader.entry(e).fields;
    let position = fields.coordinates?;
    let words = context.words();
    let at = projection::project(position);
    let window = Window::with_middle(at, AROUND);
    let position = printed::coordinates(words, position);
    let radius = window.width / 60;
    let mark = MapMarkView {
        x: at.x,
        y: at.y,
        radius,
        reach: radius,
        title: fields.title.clone(),
        ..MapMarkView::default()
    };
    let title = printed::isolated(&context.reader.config().language, &fields.title);
    Some(MapView {
        description: words.map_place_is(&title, &position),
        marks: vec![mark],
        ..framed(window)
    })
}

/// A part of the world without marks.
fn framed(window: Window) -> MapView {
    MapView {
        x: window.x,
        y: window.y,
        width: window.width,
        height: window.height,
        letters: marks::letters(window),
        land: land::within(window),
        sea: land::sea_within(window),
        ..MapView::default()
    }
}

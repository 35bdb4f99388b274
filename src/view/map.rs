//! Places on a map of the world, or of a part of it.
//!
//! Places and sizes are whole numbers, in the units of the picture's `viewBox`. A map is never mirrored.

use serde::Serialize;

use super::{DataFileView, LinkView};

/// `index.map`: all places of an index; `entry.map`: a place in its surroundings.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapView {
    /// The first number of `viewBox`: its left side.
    pub x: i32,
    /// The second: its upper side.
    pub y: i32,
    /// The third.
    pub width: i32,
    /// The fourth.
    pub height: i32,
    /// Size of the letters on the map.
    pub letters: i32,
    /// The land: a path (`d`).
    pub land: String,
    /// The globe that it lies on: a path.
    pub sea: String,
    /// What the map shows, in sentences.
    pub description: String,
    /// The marks: those with most passages first.
    pub marks: Vec<MapMarkView>,
    /// Places that share a mark, since they stand together.
    pub groups: Vec<MapGroupView>,
    /// The table: places with their positions, in the order of the index. Empty on the page of a place.
    pub rows: Vec<MapRowView>,
    /// If not all places of the map stand in the table: how many do, of how many, in a sentence.
    pub first_rows: Option<String>,
    /// Places that have no position: the first of them.
    pub without: Vec<LinkView>,
    /// How many these are in all.
    pub without_count: usize,
    /// The table as a file (CSV).
    pub csv: Option<DataFileView>,
    /// The same for programs that draw maps (GeoJSON, RFC 7946).
    pub geojson: Option<DataFileView>,
}

/// A mark of a map.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MapMarkView {
    /// Its middle, from the left.
    pub x: i32,
    /// Its middle, from the top.
    pub y: i32,
    /// Its radius: more passages, more area.
    pub radius: i32,
    /// How far around its middle it can be pointed at.
    pub reach: i32,
    /// Its page; if it stands for several places, where these are listed on the page. None for the place that the page is about.
    pub href: Option<String>,
    /// How many places it stands for, if these are several: "3".
    pub number: Option<String>,
    /// What it is: "Brussels: 4 passages".
    pub title: String,
    /// What is written beside it; none where there is no room.
    pub label: Option<MapLabelView>,
}

/// A name beside a mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MapLabelView {
    /// Where it begins, ends or has its middle, from the left.
    pub x: i32,
    /// The middle of its line, from the top.
    pub y: i32,
    /// Which of these `x` is, left being the beginning: `start`, `middle` or `end`.
    pub anchor: &'static str,
    /// The name.
    pub text: String,
    /// Whether there is room for it in letters twice as large, on a small screen.
    pub large: bool,
}

/// Places that share a mark.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapGroupView {
    /// For a link within the page: `map-1`.
    pub id: String,
    /// The first of them, those with most passages first.
    pub places: Vec<LinkView>,
    /// How many more these are.
    pub more: usize,
}

/// A row of the table of a map.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MapRowView {
    /// The place.
    pub link: LinkView,
    /// "50.8467° N, 4.3525° E".
    pub position: String,
    /// Passages that refer to it.
    pub count: usize,
}

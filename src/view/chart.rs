//! Pictures made of numbers: what is drawn, and the same as a table.
//!
//! Places and sizes are in the units of the picture's `viewBox`, whole numbers; on pages that run from right to left they are counted from the right already.

use serde::Serialize;

use super::LinkView;

/// How many passages there are of each year.
#[derive(Clone, Debug, Default, Serialize)]
pub struct YearsView {
    /// The width of the picture.
    pub width: u32,
    /// Its height, the years below the bars included.
    pub height: u32,
    /// How far down the bars stand.
    pub base: u32,
    /// The bars, from the first year on; empty where fewer than three years are known, so that there is no picture but the table alone.
    pub bars: Vec<BarView>,
    /// Some of the years, below the bars, and the largest number, above its bar.
    pub labels: Vec<ChartLabelView>,
    /// What the picture shows, in sentences.
    pub description: String,
    /// How many years share a bar.
    pub years_a_bar: usize,
    /// What is not seen from the picture, in sentences: years that share a bar, what is doubtful, what has no date.
    pub besides: Option<String>,
    /// Whether something is doubtful, by its date or its speaker, so that the table has numbers of these.
    pub has_doubt: bool,
    /// The table: years in order, then dates that are no single year, at their beginnings, and what has no date.
    pub rows: Vec<YearRowView>,
    /// The table as a file.
    pub csv: DataFileView,
}

/// A bar.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BarView {
    /// From the left.
    pub x: u32,
    /// From the top.
    pub y: u32,
    /// Its width.
    pub width: u32,
    /// Its height; 0 where nothing is doubtless.
    pub height: u32,
    /// The height of what has a doubtful date or speaker, which stands on top of it.
    pub doubtful: u32,
    /// From the top to that.
    pub doubtful_y: u32,
}

/// Words in a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct ChartLabelView {
    /// From the left to their middle.
    pub x: u32,
    /// From the top to their line.
    pub y: u32,
    /// The words.
    pub text: String,
}

/// A row of the table of years.
#[derive(Clone, Debug, Default, Serialize)]
pub struct YearRowView {
    /// "2014"; "1930 to 1939" for what may be in any of these; "Undated".
    pub title: String,
    /// Its passages on this site; none if it has none.
    pub href: Option<String>,
    /// The page of the year, if there is one.
    pub year: Option<LinkView>,
    /// How many passages.
    pub count: usize,
    /// How many of these have a doubtful date or speaker.
    pub doubtful: usize,
}

/// A transcript at a glance: lanes of speakers, then of topics, down which its text runs.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StripView {
    /// The width of the picture, whose lanes are in the order of reading of a page from left to right.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// Stretches of the text, in order.
    pub rows: Vec<StripRowView>,
    /// Who has the lanes: those who say most, the last is that of all others, if there are more.
    pub speakers: Vec<String>,
    /// The topics that have lanes: those with most notes, the last is that of all other notes, if there are any; empty where there are no notes.
    pub topics: Vec<String>,
    /// The names of lanes, those of speakers first, shortened: each where the line begins on which it is written over its lane. In the units of the width, in a picture above the other.
    pub lanes: Vec<ChartLabelView>,
    /// The height of that picture.
    pub lanes_height: u32,
    /// By how many degrees the names are turned in it.
    pub lanes_turn: i32,
    /// What the picture shows, in sentences.
    pub description: String,
    /// The table as a file.
    pub csv: DataFileView,
}

/// A row of the strip, and of its table.
#[derive(Clone, Debug, Default, Serialize)]
pub struct StripRowView {
    /// Its first paragraph: `#p12`.
    pub href: String,
    /// "¶¶ 12–20".
    pub title: String,
    /// Whoever has most of its paragraphs.
    pub speaker: String,
    /// From the top.
    pub y: u32,
    /// Its height.
    pub height: u32,
    /// Who says it: the `d` of a `<path>`.
    pub said: String,
    /// The notes on it: the `d` of a `<path>`; empty where there are none.
    pub noted: String,
    /// How many of its paragraphs each speaker has, then how many notes each topic.
    pub counts: Vec<usize>,
}

/// Topics by topics: how many notes are on both of two.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GridView {
    /// The width of the picture.
    pub width: u32,
    /// Its height.
    pub height: u32,
    /// A dot for each two topics with notes on both.
    pub dots: Vec<DotView>,
    /// The names of rows, shortened, each to the place where it ends.
    pub names: Vec<ChartLabelView>,
    /// The numbers of names, at rows and over columns.
    pub numbers: Vec<ChartLabelView>,
    /// The table: a row and a column for each topic, those that occur with others most first.
    pub rows: Vec<GridRowView>,
    /// What the picture shows, in sentences, and how many topics it leaves out.
    pub description: String,
    /// The table as a file.
    pub csv: DataFileView,
}

/// A dot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct DotView {
    /// From the left to its middle.
    pub x: u32,
    /// From the top to its middle.
    pub y: u32,
    /// Its radius in tenths of a unit.
    pub tenths: u32,
}

/// A row of topics by topics.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GridRowView {
    /// The topic.
    pub link: LinkView,
    /// Its number, which stands for it over its column.
    pub number: usize,
    /// How many notes are on it and on the topic of each column.
    pub counts: Vec<usize>,
}

/// A file that is all in its address.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DataFileView {
    /// The address (`data:`).
    pub href: String,
    /// What the file is called where it is kept: for `download`.
    pub file: String,
}

//! The timeline as a picture.
//!
//! Places and sizes are whole numbers, in the units of the picture's `viewBox`; on pages that run from right to left time does, too.

use serde::Serialize;

use super::DataFileView;

/// `timeline.picture`: what happened, along a line of years. Years without an entry take no room.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimePictureView {
    /// Its width.
    pub width: i32,
    /// Its height, the names of years included.
    pub height: i32,
    /// How far down the line of years is.
    pub base: i32,
    /// The years, decades, ... of the line.
    pub steps: Vec<TimeStepView>,
    /// The marks, in time order.
    pub marks: Vec<TimeMarkView>,
    /// What it shows, in sentences.
    pub description: String,
    /// How many stand in numbers, in a sentence; none if each has a mark.
    pub left_out: Option<String>,
    /// The list of the page as a table: a file (CSV).
    pub csv: DataFileView,
    /// If not all of the list is in the file: how much is, in a sentence.
    pub first_rows: Option<String>,
}

/// A year of the line; a decade, a century, ... if there are many.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TimeStepView {
    /// Its left side.
    pub x: i32,
    /// Its width.
    pub width: i32,
    /// Its middle.
    pub middle: i32,
    /// "2014", "1990s"; none where there is no room.
    pub title: Option<String>,
    /// Where it is on the side of what was earlier, if years are left out before it: the middle of the break.
    pub gap: Option<i32>,
}

/// Something that happened.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct TimeMarkView {
    /// `day`: a dot at `middle`; `span`: a bar; `open`: a broken bar; `vague`: a dashed ring at `middle`, in the stretch of time in which it was; `record` (a transcript): a lozenge at `middle`; `record-vague`: a
    /// dashed lozenge at `middle`, as a ring of `vague` is;
    /// `many`: a number that stands for several.
    pub shape: &'static str,
    /// Its left side.
    pub x: i32,
    /// Its width.
    pub width: i32,
    /// Its middle.
    pub middle: i32,
    /// Its middle, from the top.
    pub y: i32,
    /// Of a broken bar: where the known end is, `left` or `right`; of one without any, and of everything else, empty.
    pub firm: &'static str,
    /// Whether the date is doubtful, or about so.
    pub doubtful: bool,
    /// Its page; of a number, where on the site these are.
    pub href: String,
    /// "The fall of Srebrenica: July 1995"; of a number, what it stands for.
    pub title: String,
    /// Of a number: "37".
    pub number: Option<String>,
}

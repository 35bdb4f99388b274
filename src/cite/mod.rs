//! How a transcript is cited: what is known of it, as plain values, and that in the words of styles and in the formats of programs.
//!
//! A library does this for hundreds of styles of journals; none that was tried knows interviews, or leaves a family name where it stands first. Here
//! are the few styles in which transcripts are cited, each after its manual.

mod citation;
mod formats;
mod genre;
mod name;
mod style;
#[cfg(test)]
mod tests;
mod when;
mod work;
mod zotero;

pub use self::{
    citation::{Citation, Piece},
    formats::Format,
    genre::Genre,
    name::{Name, Person},
    style::Style,
    work::Work,
};

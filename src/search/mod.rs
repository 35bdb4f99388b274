//! The index that a site is searched by: words of units (paragraphs, notes, entries) to where they stand, cut into files that a script loads as it
//! needs them.

pub mod tokens;

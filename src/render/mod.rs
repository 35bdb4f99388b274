//! From a page's view to its bytes: the template layers, and nothing of the archive.
//!
//! A template sees the view that it is pushed and fetches nothing: no look-up functions, no clock, no disk.

mod errors;
mod theme;

pub use self::theme::{Static, Theme};
use crate::{
    diag::Diagnostic,
    pages::{Body, View},
};

/// A mistake in a template, found while a page was made.
pub type Failure = Box<Diagnostic>;

/// Renders a view with the first of `templates` that exists.
///
/// # Errors
/// The template's mistake, pointing at its file and line.
pub fn render(theme: &Theme, templates: &[String], view: &View) -> Result<Vec<u8>, Failure> {
    let mut context = tera::Context::new();
    context.insert("site", &view.site);
    context.insert("page", &view.page);
    match &view.body {
        Body::Home(home) => context.insert("home", home),
        Body::Transcript(transcript) => context.insert("transcript", transcript),
        Body::Entry(entry) => context.insert("entry", entry),
        Body::Index(index) => context.insert("index", index),
        Body::Timeline(timeline) => context.insert("timeline", timeline),
        Body::Free(free) => context.insert("free", free),
        Body::None => {}
    }
    theme.render(templates, &context)
}

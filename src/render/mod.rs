//! From a page's view to its bytes: the template layers, and nothing of the archive.
//!
//! A template sees the view that it is pushed and fetches nothing: no look-up functions, no clock, no disk.

mod advice;
mod built_in;
mod closure;
mod errors;
mod files;
mod filters;
mod frame;
mod gate;
mod guard;
mod layer;
mod remark;
mod say;
mod tags;
mod theme;
mod value;
mod written;

use self::gate::Gate;
pub use self::{built_in::BuiltIn, theme::Theme};
/// Which fields of a view are wanted.
pub use crate::view::Reads;
use crate::{
    source::{diag::Diagnostic, digest::Digest},
    view::{Body, View},
};

/// A mistake in a template, found while a page was made.
pub type Failure = Box<Diagnostic>;

/// A view as its templates see it.
#[derive(Debug)]
pub struct Prepared {
    context: tera::Context,
    template: Option<String>,
    /// The digest of all that the template sees: as long as the templates stay as they are, pages with equal digests are equal.
    pub digest: Digest,
}

/// Turns a view into what its template sees: the first of `templates` that exists. Fields that nothing `reads` stay outside.
pub fn prepare(theme: &Theme, templates: &[String], reads: &Reads, view: &View) -> Prepared {
    let template = theme.choose(templates);
    let gate = Gate::new(reads);
    let mut context = tera::Context::new();
    gate.value("template", &template);
    context.insert_value("site", gate.value("site", &view.site));
    context.insert_value("page", gate.value("page", &view.page));
    let body = match &view.body {
        Body::Home(home) => Some(("home", gate.value("home", home))),
        Body::Transcript(transcript) => Some(("transcript", gate.value("transcript", transcript))),
        Body::Entry(entry) => Some(("entry", gate.value("entry", entry))),
        Body::Index(index) => Some(("index", gate.value("index", index))),
        Body::Timeline(timeline) => Some(("timeline", gate.value("timeline", timeline))),
        Body::Year(year) => Some(("year", gate.value("year", year))),
        Body::Links(links) => Some(("links", gate.value("links", links))),
        Body::Free(free) => Some(("free", gate.value("free", free))),
        Body::Search | Body::None => None,
    };
    if let Some((name, value)) = body {
        context.insert_value(name, value);
    }
    Prepared {
        context,
        template,
        digest: gate.digest(),
    }
}

/// Renders what was prepared.
///
/// # Errors
/// The template's mistake, pointing at its file and line.
pub fn render(theme: &Theme, prepared: &Prepared) -> Result<Vec<u8>, Failure> {
    match &prepared.template {
        Some(template) => theme.render(template, &prepared.context),
        None => Ok(Vec::new()),
    }
}

//! What a template layer gives: templates as they are written, and files as they are.

use std::borrow::Cow;

use crate::{source::SourceId, text::route::Route};

/// A file of a `static/`, the site's or a theme's.
#[derive(Clone, Debug)]
pub struct Static {
    /// `static/postil.css`.
    pub route: Route,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// The file; none for a built-in one.
    pub source: Option<SourceId>,
}

/// A template before it is parsed.
pub(super) struct TemplateSource {
    /// As it is registered: its path from the site's root, or for a built-in one the theme's name and its own: `default/topic.html`.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) source: SourceId,
}

/// Where a template that is registered by this name is from, and what its layer calls it: (`themes/paper/`, `topic.html`).
pub(super) fn parted(name: &str) -> (&str, &str) {
    let own = name.find("templates/").filter(|_| is_own(name));
    match own {
        Some(at) => (&name[..at], &name[at + "templates/".len()..]),
        None => name.split_once('/').unwrap_or(("", name)),
    }
}

/// Whether a template of this name is one of the site's own or of its theme's, and none that is built in.
pub(super) fn is_own(name: &str) -> bool {
    name.starts_with("templates/") || name.starts_with("themes/")
}

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
    /// As it is registered: its path from the site's root, or `default/...`.
    pub(super) name: String,
    pub(super) text: String,
    pub(super) source: SourceId,
}

//! What stands between the brackets of a wiki link.

use std::borrow::Cow;

use pulldown_cmark::LinkType;

/// The target of a wiki link as the editor meant it: trimmed, a line break inside it read as a blank, and without the
/// back-slash that a table asks for before `|`.
pub(super) fn target(written: &str) -> Cow<'_, str> {
    let written = written.trim();
    let written = written.strip_suffix('\\').unwrap_or(written).trim_end();
    if written.contains(['\n', '\t', '\r']) || written.contains("  ") {
        let parts: Vec<&str> = written.split_whitespace().collect();
        return Cow::Owned(parts.join(" "));
    }
    Cow::Borrowed(written)
}

/// Whether a link is a wiki link; and if so, whether it has a `|`.
pub(super) fn has_words(link_type: LinkType) -> Option<bool> {
    match link_type {
        LinkType::WikiLink { has_pothole } => Some(has_pothole),
        LinkType::Inline
        | LinkType::Reference
        | LinkType::ReferenceUnknown
        | LinkType::Collapsed
        | LinkType::CollapsedUnknown
        | LinkType::Shortcut
        | LinkType::ShortcutUnknown
        | LinkType::Autolink
        | LinkType::Email => None,
    }
}

/// The address of an ordinary link; `<a@b.c>` is a mail address (CommonMark, section 6.5).
pub(super) fn address(link_type: LinkType, written: &str) -> Cow<'_, str> {
    if link_type == LinkType::Email {
        Cow::Owned(format!("mailto:{written}"))
    } else {
        Cow::Borrowed(written)
    }
}

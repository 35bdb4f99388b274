//! A transcript in other languages.

use super::{context::PageContext, printed};
use crate::{
    archive::TranscriptIndex,
    reader::{Thing, Version},
    view::VersionView,
};

/// The language that a transcript is in, unless it says another: the site's.
pub(super) fn language(context: &PageContext<'_>, own: Option<&str>) -> String {
    own.unwrap_or(&context.reader.config().language).to_owned()
}

/// The language of a transcript, and in which direction it is written.
pub(super) fn written_in(context: &PageContext<'_>, t: TranscriptIndex) -> (String, &'static str) {
    let own = context.reader.head(t).header().language.as_deref();
    let language = language(context, own);
    let dir = printed::direction(&language);
    (language, dir)
}

/// The other languages of a transcript.
pub(super) fn alternates(context: &PageContext<'_>, t: TranscriptIndex) -> Vec<VersionView> {
    let versions = context.reader.versions(t);
    let is_warned = context.reader.head(t).header().warning.is_some();
    let alternate = |version| VersionView {
        warning: warning(context, version).filter(|_| !is_warned),
        ..alternate(context, version)
    };
    versions.iter().map(alternate).collect()
}

fn alternate(context: &PageContext<'_>, version: &Version) -> VersionView {
    let thing = Thing::Transcript(version.transcript);
    let (language, dir) = written_in(context, version.transcript);
    let full = context.canonical(&context.reader.route_of(thing));
    VersionView {
        link: context.link(thing),
        url: full.unwrap_or_else(|| context.href(thing)),
        language_text: context.words().language(&language),
        language,
        dir,
        is_original: version.is_original,
        warning: None,
    }
}

fn warning(context: &PageContext<'_>, version: &Version) -> Option<String> {
    let head = context.reader.head(version.transcript);
    head.header().warning.clone()
}

//! A transcript in other languages.

use super::{context::PageContext, printed};
use crate::{
    archive::{ParagraphIndex, TranscriptIndex},
    reader::{Thing, Version},
    view::{AlignedView, VersionView},
};

/// The language that a transcript is in, unless it says another: the site's.
pub(super) fn language(context: &PageContext<'_>, own: Option<&str>) -> String {
    own.unwrap_or(&context.reader.config().language).to_owned()
}

/// The language of a transcript, and in which direction it is written.
fn written_in(context: &PageContext<'_>, t: TranscriptIndex) -> (String, &'static str) {
    let own = context.reader.head(t).header().language.as_deref();
    let language = language(context, own);
    let dir = printed::direction(&language);
    (language, dir)
}

/// The other languages of a transcript.
pub(super) fn alternates(context: &PageContext<'_>, t: TranscriptIndex) -> Vec<VersionView> {
    let versions = context.reader.versions(t);
    versions.iter().map(|v| alternate(context, v)).collect()
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
    }
}

/// What says the same as a paragraph, or as some of which it is the first.
pub(super) fn aligned(
    context: &PageContext<'_>,
    versions: &[Version],
    p: ParagraphIndex,
) -> Vec<AlignedView> {
    let views = versions.iter().filter_map(|version| {
        let (other, said) = (version.transcript, version.beginning_at(p)?);
        let (language, dir) = written_in(context, other);
        let id = |p| context.reader.paragraph_id(other, p).to_string();
        Some(AlignedView {
            transcript: context.reader.head(other).id().to_owned(),
            language,
            dir,
            href: context.href(Thing::Paragraph(other, said.there.start)),
            ids: said.there.iter().map(id).collect(),
            span: said.here.iter().len(),
        })
    });
    views.collect()
}

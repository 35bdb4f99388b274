//! Keeps drafts out.

use super::Archive;

/// Something that is kept out of this build, so that a link to it can be told apart from a slip.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Absent {
    /// `transcript`, `page`, or a kind's slug.
    pub kind: String,
    /// The id.
    pub id: String,
    /// Why.
    pub why: Why,
}

/// Why something is absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// `draft: true`, and the build is without `--drafts`.
    Draft,
    /// Its file could not be read, which was told.
    Broken,
}

/// Takes drafts out of the archive; gives what was taken out.
pub fn without_drafts(archive: &mut Archive, kinds: &super::Kinds) -> Vec<Absent> {
    let mut absent = Vec::new();
    let mut out = |draft: bool, kind: &str, id: &str| {
        if draft {
            absent.push(Absent {
                kind: kind.to_owned(),
                id: id.to_owned(),
                why: Why::Draft,
            });
        }
        !draft
    };
    archive
        .transcripts
        .retain(|t| out(t.header.common.draft, "transcript", t.id()));
    archive
        .entries
        .retain(|e| out(e.fields.common.draft, &kinds.names(e.kind).slug, e.id()));
    archive
        .pages
        .retain(|p| out(p.common.draft, "page", &p.identity.id));
    for file in &mut archive.annotation_files {
        file.annotations.retain(|a| !a.draft);
    }
    absent
}

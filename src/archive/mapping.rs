//! The mappings of the archive's YAML: what keys stand in.

use super::Kind;

/// A mapping: keys, each with a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mapping {
    /// postil.yaml.
    Settings,
    /// One of `editors`.
    Editor,
    /// One of `kinds`.
    OwnKind,
    /// An item of `navigation`.
    NavigationItem,
    /// The front matter of a transcript, or its sidecar.
    Transcript,
    /// One of `speakers`.
    Speaker,
    /// One of `turns`.
    Turn,
    /// `source` of a transcript.
    Source,
    /// `media` of a transcript.
    Recording,
    /// A file of annotations.
    AnnotationFile,
    /// One of `annotations`.
    Annotation,
    /// One of `targets`.
    Target,
    /// The front matter of an entry.
    Entry(Kind),
    /// One of `roles`.
    Role,
    /// `image` of an entry.
    Image,
    /// The front matter of a free page.
    Page,
}

impl Mapping {
    /// Every mapping that is no entry's.
    pub const BESIDE_ENTRIES: [Self; 15] = [
        Self::Settings,
        Self::Editor,
        Self::OwnKind,
        Self::NavigationItem,
        Self::Transcript,
        Self::Speaker,
        Self::Turn,
        Self::Source,
        Self::Recording,
        Self::AnnotationFile,
        Self::Annotation,
        Self::Target,
        Self::Role,
        Self::Image,
        Self::Page,
    ];
}

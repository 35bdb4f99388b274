//! The table of keys: every key that people write in the archive's YAML, where it stands, what it holds and what it means.
//!
//! What entries may say, and all keys by which something names entries, is in the table of fields; here is everything else, in the order of
//! docs/formats.md. The tables there, the schemas for editors' programs, the comments of new files, and what a line of broken YAML
//! was meant to say come from here. Decoding is in `load`, by hand; a test holds both together.

mod annotations;
mod settings;
mod transcripts;

use self::{
    annotations::{ANNOTATION_FILE, ID, SAYS, SELECTOR, TARGET},
    settings::{EDITOR, NAVIGATION_ITEM, OWN_KIND, SETTINGS},
    transcripts::{CAST, OF_TURN, RECORDING, RESERVED, SOURCE, SPEAKER, TRANSCRIPT, TURN},
};
use super::{
    Kind, Property, Relation,
    key::{Key, Line, Line::Names, key},
    mapping::Mapping,
    value::Value::{Date, Flag, Free, Language, Words, WordsList},
};

impl Mapping {
    /// Its keys, in the order of docs/formats.md.
    pub fn keys(self) -> Vec<Key> {
        let tables: &[&[Line]] = match self {
            Self::Settings => &[SETTINGS],
            Self::Editor => &[EDITOR],
            Self::OwnKind => &[OWN_KIND],
            Self::NavigationItem => &[NAVIGATION_ITEM],
            Self::Transcript => &[TRANSCRIPT, COMMON, RESERVED],
            Self::Speaker => &[SPEAKER, CAST],
            Self::Turn => &[TURN, CAST, OF_TURN],
            Self::Source => &[SOURCE],
            Self::Recording => &[RECORDING],
            Self::AnnotationFile => &[ANNOTATION_FILE],
            Self::Annotation => &[ID, SELECTOR, SAYS],
            Self::Target => &[TARGET, SELECTOR],
            Self::Entry(kind) => return of_entry(kind),
            Self::Role => &[ROLE],
            Self::Image => &[IMAGE],
            Self::Page => &[PAGE, COMMON],
        };
        let lines = tables.iter().copied().flatten();
        lines.map(|line| line.key()).collect()
    }
}

fn of_entry(kind: Kind) -> Vec<Key> {
    let properties = Property::of_entries(kind).map(Key::from);
    let relations = Relation::of_entries(kind).map(Key::from);
    properties.chain(relations).collect()
}

const ROLE: &[Line] = &[
    key("role", Words, "the office: `Secretary-General`").required(),
    Names(Relation::RoleAt),
    key("date", Date, "when: EDTF"),
];

const IMAGE: &[Line] = &[
    key("file", Words, "a file of `content/assets/`").required(),
    key("alt", Words, "what is to be seen, for who does not see it"),
    key("caption", Words, "what stands below it"),
];

const PAGE: &[Line] = &[
    key("title", Words, "what it is called").required(),
    key("summary", Words, "plain text, for search engines and lists"),
    key(
        "language",
        Language,
        "BCP 47: of the page, if that is not the site’s",
    ),
];

/// What transcripts and free pages have in common; entries have it in the table of fields.
const COMMON: &[Line] = &[
    key(
        "draft",
        Flag,
        "`true`: kept out of a build without `--drafts`",
    ),
    key(
        "redirect_from",
        WordsList,
        "old addresses, which lead here: `old/path`",
    ),
    key("extra", Free, "free-form, for templates of your own"),
];

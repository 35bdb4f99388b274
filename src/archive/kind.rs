//! Kinds of entries: six built in, others declared in postil.yaml.

use serde::{Deserialize, Serialize};

/// The number of a kind in [`Kinds`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Kind(pub u8);

impl Kind {
    /// `topics`.
    pub const TOPICS: Kind = Kind(0);
    /// `events`.
    pub const EVENTS: Kind = Kind(1);
    /// `people`.
    pub const PEOPLE: Kind = Kind(2);
    /// `places`.
    pub const PLACES: Kind = Kind(3);
    /// `organizations`.
    pub const ORGANIZATIONS: Kind = Kind(4);
    /// `documents`.
    pub const DOCUMENTS: Kind = Kind(5);
}

/// The names of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindNames {
    /// Folder in `content/`, key in annotations, folder in the output: `topics`.
    pub folder: String,
    /// One word for links, templates and CSS: `topic`.
    pub slug: String,
    /// What the site calls it; a built-in kind has its titles from the words of the interface.
    pub titles: Option<KindTitles>,
}

/// What one of a kind, and several of it, are called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KindTitles {
    /// "Treaty".
    pub singular: String,
    /// "Treaties".
    pub plural: String,
}

/// All kinds of a site, the built-in ones first.
#[derive(Clone, Debug)]
pub struct Kinds {
    list: Vec<KindNames>,
}

/// The kinds that every site has, in the order of their numbers: folder, slug. Pages call several and one of them by the phrases of these names.
const BUILT_IN: [(&str, &str); 6] = [
    ("topics", "topic"),
    ("events", "event"),
    ("people", "person"),
    ("places", "place"),
    ("organizations", "organization"),
    ("documents", "document"),
];

impl Kind {
    /// The built-in kind with this folder.
    pub fn built_in(folder: &str) -> Option<Kind> {
        let mut numbered = (0u8..).zip(&BUILT_IN);
        numbered
            .find(|(_, (of, _))| *of == folder)
            .map(|(number, _)| Kind(number))
    }

    /// Whether the kind is declared in postil.yaml.
    pub fn is_own(self) -> bool {
        usize::from(self.0) >= BUILT_IN.len()
    }
}

impl Default for Kinds {
    fn default() -> Self {
        let list = BUILT_IN.map(|(folder, slug)| KindNames {
            folder: folder.to_owned(),
            slug: slug.to_owned(),
            titles: None,
        });
        Self { list: list.into() }
    }
}

impl Kinds {
    /// Adds a kind of the site's own; its slug is the singular in lower case.
    pub fn declare(&mut self, folder: &str, singular: &str, plural: &str) {
        self.list.push(KindNames {
            folder: folder.to_owned(),
            slug: crate::text::slug(singular),
            titles: Some(KindTitles {
                singular: singular.to_owned(),
                plural: plural.to_owned(),
            }),
        });
    }

    /// Every kind.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &KindNames)> {
        (0u8..).map(Kind).zip(&self.list)
    }

    /// The names of a kind.
    pub fn names(&self, kind: Kind) -> &KindNames {
        &self.list[usize::from(kind.0)]
    }

    /// The kind with this folder.
    pub fn of_folder(&self, folder: &str) -> Option<Kind> {
        self.iter()
            .find(|(_, n)| n.folder == folder)
            .map(|(k, _)| k)
    }

    /// The kind that a link's prefix means: the slug or the folder (`topic:` or `topics:`).
    pub fn of_prefix(&self, prefix: &str) -> Option<Kind> {
        self.iter()
            .find(|(_, n)| n.slug == prefix || n.folder == prefix)
            .map(|(k, _)| k)
    }

    /// How many kinds.
    pub fn count(&self) -> usize {
        self.list.len()
    }
}

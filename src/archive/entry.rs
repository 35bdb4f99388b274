//! Entries (topics, events, people, ...), free pages and assets as authored.

use serde::{Deserialize, Serialize};

use super::{ByRelation, Common, Dated, Identity, Kind, Name, Named, Prose, Relation};
use crate::{source::SourceId, text::route::Route};

/// A topic, event, person, place, organization, document, or an entry of the site's own kinds.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its id and file; a stub's file is that of its first mention.
    pub identity: Identity,
    /// Which kind.
    pub kind: Kind,
    /// Whether it was made from the id alone (`stubs: true`).
    pub stub: bool,
    /// Front matter.
    pub fields: EntryFields,
    /// The text; empty if none is written.
    pub body: Prose,
}

impl Entry {
    /// The id.
    pub fn id(&self) -> &str {
        &self.identity.id
    }

    /// Every name of another entry in its front matter.
    pub fn named(&self) -> impl Iterator<Item = Named<'_>> {
        let listed = self.fields.named.each();
        let roles = self.fields.roles.iter().filter_map(|role| role.at.as_ref());
        let all = listed.chain(roles.map(|at| (Relation::RoleAt, at)));
        all.map(|(relation, name)| self.naming(relation, name))
    }

    /// A name under one of its fields.
    pub fn naming<'n>(&self, relation: Relation, name: &'n Name) -> Named<'n> {
        Named {
            relation,
            its: Some(self.kind),
            name,
        }
    }

    /// What it is sorted by in lists of names.
    pub fn sort_title(&self) -> &str {
        self.fields.sort.as_deref().unwrap_or(&self.fields.title)
    }
}

/// The front matter of entries; which keys a kind takes is `load`'s business.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct EntryFields {
    /// Required.
    pub title: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// "Ban, Ki-moon".
    pub sort: Option<String>,
    /// Plain text.
    pub summary: Option<String>,
    /// Lines of Markdown.
    pub sources: Vec<Prose>,
    /// Addresses elsewhere.
    pub same_as: Vec<Name>,
    /// Which of its names are looked for in texts.
    pub mentions: Mentions,
    /// The entries that it names under a key of their own.
    pub named: ByRelation<Name>,
    /// Of an event or document (or own kind).
    pub date: Option<Dated>,
    /// On the date.
    pub date_note: Option<String>,
    /// Of a place.
    pub coordinates: Option<Coordinates>,
    /// Of a person.
    pub born: Option<Dated>,
    /// Of a person.
    pub died: Option<Dated>,
    /// Of a person.
    pub roles: Vec<Role>,
    /// Of a document.
    pub identifier: Option<String>,
    /// Of a document.
    pub url: Option<Name>,
    /// A picture.
    pub image: Option<Image>,
    /// Shown before everything.
    pub warning: Option<String>,
    /// BCP 47: of what its file says.
    pub language: Option<String>,
    /// `draft`, `redirect_from`, `extra`.
    pub common: Common,
}

/// Which names of an entry are looked for in texts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mentions {
    /// Nothing is written: all but those of one character.
    #[default]
    Usual,
    /// `true`: all.
    Asked,
    /// `false`: none.
    Never,
    /// A list: these.
    Only(Vec<String>),
}

/// Degrees, WGS 84.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Coordinates {
    /// North, -90 to 90.
    pub latitude: f64,
    /// East, -180 to 180.
    pub longitude: f64,
}

/// An office.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Role {
    /// "Secretary-General".
    pub role: String,
    /// An organization's id, or a name.
    pub at: Option<Name>,
    /// When.
    pub date: Option<Dated>,
}

/// A picture in `content/assets/`, or an address.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Image {
    /// Path below `content/assets/`, as written.
    pub file: Name,
    /// What it shows.
    pub alt: String,
    /// Caption or credit.
    pub caption: Option<String>,
}

/// A page of `content/pages/`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FreePage {
    /// Its id and file.
    pub identity: Identity,
    /// Title.
    pub title: String,
    /// Plain text.
    pub summary: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
    /// The text.
    pub body: Prose,
    /// `draft`, `redirect_from`, `extra`.
    pub common: Common,
}

/// A file that is copied as it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Asset {
    /// The file.
    pub source: SourceId,
    /// Where it goes.
    pub route: Route,
}

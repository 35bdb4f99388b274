//! A place of the site, and the addresses of things as they are from there.

use super::{Addresses, Reader};
use crate::{
    archive::TranscriptIndex,
    bind::{Destination, Thing},
    text::route::{Route, fragment},
};

/// The reader at a place of the site: things have addresses from there.
#[derive(Clone, Debug)]
pub struct Standpoint<'e> {
    reader: Reader<'e>,
    addresses: &'e Addresses,
    /// The way to the root of the site; the full address of it, where addresses must be full.
    pub root: String,
    /// The address of the page itself below that, so that links within it are fragments alone; empty where they have to be more.
    here: String,
}

impl<'e> Standpoint<'e> {
    /// Where the way to the root of the site is `root`.
    pub fn new(reader: Reader<'e>, addresses: &'e Addresses, root: String) -> Self {
        Self {
            reader,
            addresses,
            root,
            here: String::new(),
        }
    }

    /// The same on the page of `route`: what stands on it is linked to by its fragment alone.
    pub fn on(self, route: &Route) -> Self {
        let here = match self.root == route.to_root() {
            true => route.href("", self.reader.config().urls),
            false => String::new(),
        };
        Self { here, ..self }
    }

    /// The same with another way to the root.
    pub fn with_root(&self, root: &str) -> Self {
        Self {
            root: root.to_owned(),
            here: String::new(),
            ..self.clone()
        }
    }

    /// The full address of a page or file, if the site has a `base_url`.
    pub fn canonical(&self, route: &Route) -> Option<String> {
        let config = self.reader.config();
        let base = config.base_url.as_ref()?;
        Some(route.absolute(base, config.urls))
    }

    /// The address of a page by its name without an ending.
    pub fn to(&self, page: &str) -> String {
        let urls = self.reader.config().urls;
        Route::page(page, urls)
            .map_or_else(|| self.root.clone(), |route| route.href(&self.root, urls))
    }

    /// The address of a place on a thing's page, by its fragment (`#...`, or empty for the page itself).
    pub fn place(&self, thing: Thing, fragment: &str) -> String {
        let page = self.href(thing);
        let below = page.strip_prefix(&self.root);
        match below == Some(&self.here) && fragment.len() > 1 {
            true => fragment.to_owned(),
            false => page + fragment,
        }
    }

    /// The address of a thing. Of an annotation it notes [`crate::bind::Handle::Notes`], since its id is part of it; else nothing (see
    /// [`Reader::id`]).
    pub fn href(&self, to: impl Into<Destination>) -> String {
        let Destination { thing, cited } = to.into();
        let below = |t: TranscriptIndex, fragment: &str| {
            let address = &*self.addresses.transcripts[t];
            match address == self.here && !fragment.is_empty() {
                true => fragment.to_owned(),
                false => [&self.root, address, fragment].concat(),
            }
        };
        match thing {
            Thing::Paragraph(t, p) => {
                let cited = cited.unwrap_or_else(|| self.reader.paragraph_id(t, p).into());
                below(t, &format!("#{cited}"))
            }
            Thing::Annotation(t, a) => {
                let id = &self.reader.annotation(t, a).id;
                below(t, &fragment(&format!("note-{id}")))
            }
            Thing::Transcript(t) => below(t, ""),
            Thing::Entry(e) => [&self.root, &*self.addresses.entries[e]].concat(),
            Thing::Page(_) => self.to(&self.reader.page_name(thing)),
        }
    }
}

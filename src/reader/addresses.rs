//! Where the pages of things are. Those of transcripts and entries are made once, since every link needs one.

use crate::{
    archive::{EntryIndex, IndexVec, TranscriptIndex},
    bind::{Edition, Thing},
    text::route::Route,
};

/// The addresses of pages, percent-encoded, relative to the root of the site.
#[derive(Clone, Debug, Default)]
pub struct Addresses {
    /// Per transcript.
    pub transcripts: IndexVec<TranscriptIndex, Box<str>>,
    /// Per entry.
    pub entries: IndexVec<EntryIndex, Box<str>>,
}

impl Addresses {
    /// The addresses of an edition.
    pub fn new(edition: &Edition) -> Self {
        let urls = edition.config.urls;
        let of = |thing: Thing| route_of(edition, thing).href("", urls).into_boxed_str();
        Self {
            transcripts: edition
                .transcripts
                .indexes()
                .map(|t| of(Thing::Transcript(t)))
                .collect(),
            entries: edition
                .entries
                .indexes()
                .map(|e| of(Thing::Entry(e)))
                .collect(),
        }
    }
}

/// The name of a thing's page, without an ending: `topics/syria`.
pub(super) fn page_name(edition: &Edition, thing: Thing) -> String {
    match thing {
        Thing::Transcript(t) | Thing::Paragraph(t, _) | Thing::Annotation(t, _) => {
            format!("transcripts/{}", edition.outline(t).id)
        }
        Thing::Entry(e) => {
            let entry = edition.entry(e);
            format!(
                "{}/{}",
                edition.config.kinds.names(entry.kind).folder,
                entry.id()
            )
        }
        Thing::Page(p) => free_page_name(&edition.pages[p].identity.id),
    }
}

/// Free pages lie at the root: `about.html`; those named `home` or `index` are part of the home page.
fn free_page_name(id: &str) -> String {
    match id {
        "home" => "index".to_owned(),
        id => id.to_owned(),
    }
}

/// The route of a thing's page.
pub fn route_of(edition: &Edition, thing: Thing) -> Route {
    let name = page_name(edition, thing);
    Route::page(&name, edition.config.urls).expect("ids are checked when their files are found")
}

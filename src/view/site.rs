//! What every page shows of the site.

use serde::Serialize;

/// The site, the same on every page of one folder depth.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SiteView {
    /// `title` of postil.yaml.
    pub title: String,
    /// `description` of postil.yaml.
    pub description: Option<String>,
    /// BCP 47 language of the site's own words.
    pub language: String,
    /// `ltr` or `rtl`, after the language.
    pub dir: &'static str,
    /// `base_url` of postil.yaml, ending in `/`.
    pub base_url: Option<String>,
    /// `rights` of postil.yaml, of the notes and pages (never of the transcripts).
    pub rights: Option<RightsView>,
    /// `contact` of postil.yaml.
    pub contact: Option<ContactView>,
    /// The navigation: from postil.yaml, else one item for each index that is not empty.
    pub navigation: Vec<NavView>,
    /// Address of the home page.
    pub home_href: String,
    /// Address of the page of the search, if there is one: `search: false` in postil.yaml does without, and so does a theme that has no page of the search.
    pub search_href: Option<String>,
    /// Address of the Atom feed, if there is one (it needs `base_url`).
    pub feed_href: Option<String>,
    /// `extra` of postil.yaml, untouched.
    pub extra: serde_json::Value,
}

/// One item of the navigation.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NavView {
    /// Words of the link.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// What it leads to, to be compared with `page.section`: `topics`, `transcripts`, `timeline`, `page:about`, ...
    pub section: String,
}

/// Somebody to write to.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContactView {
    /// As written in postil.yaml.
    pub text: String,
    /// `mailto:` or web address.
    pub href: Option<String>,
}

/// A statement of rights.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RightsView {
    /// Words: the statement's name for a known address, else as written.
    pub text: String,
    /// The licence or statement, if it is an address.
    pub href: Option<String>,
}

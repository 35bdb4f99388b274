//! What is common to all pages: the head, the place in the site.

use serde::Serialize;

use super::LinkView;

/// What is common to all pages: the head, the place in the site.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PageView {
    /// `home`, `transcript`, `transcripts`, `topic`, `topics`, ..., `timeline`, `page`, `404`.
    pub kind: String,
    /// The id of what the page is about; none for indexes and the like.
    pub id: Option<String>,
    /// The page's own title, without the site's.
    pub title: String,
    /// A sentence for search engines and previews, plain text.
    pub description: Option<String>,
    /// The part of the site for the navigation: `transcripts`, `topics`, `timeline`, `page:ID`, `home`.
    pub section: String,
    /// The way to the root of the site: `../` or empty; put before `static/...` and `assets/...`.
    pub root: String,
    /// Language of the page (BCP 47).
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The full address; only with a `base_url`.
    pub canonical: Option<String>,
    /// Dublin Core, Open Graph, what Zotero and Hypothesis read: `<meta name|property content>`.
    pub metas: Vec<MetaView>,
    /// What the page is about as an object of schema.org (JSON-LD): print it with `| safe` in a `<script type="application/ld+json">`, where nothing in it
    /// can end that.
    pub json_ld: Option<String>,
    /// The transcripts that the page lists, for Zotero: the `title` of an empty `<span class="Z3988">` each (COinS). Never on a transcript's own page, whose metas say more.
    pub coins: Vec<String>,
    /// Files that have what the page shows in another form, for `<link rel="alternate">`: those of the whole site (the Atom feed), then the page's own.
    pub alternates: Vec<AlternateView>,
    /// The way here from the home page, without the page itself.
    pub crumbs: Vec<LinkView>,
    /// What the page shows that has a style sheet of its own in `default`, in order: `pictures`, `map`, `reading`, `search`; `static/NAME.css` each.
    pub sheets: Vec<&'static str>,
    /// What it has that a script of `default` serves, in order: `postil` (a text), `notes`; `static/NAME.js` each.
    pub scripts: Vec<&'static str>,
    /// Whether it is a text that is read from its beginning, so that its words come first and the way past the masthead leads to `#text`, not to `#main`.
    pub is_text: bool,
    /// On `404.html`, which is shown at any depth: the theme's style sheets, to be put into the page. Without a `base_url` that page
    /// must link nowhere.
    pub inline_css: Option<String>,
    /// Where the words of a transcript come from, on its page: whom to write to where the site has no `contact`.
    pub source: Option<LinkView>,
    /// Whether search engines are asked to leave the page out (404, redirects).
    pub noindex: bool,
}

/// A file that has what a page shows, or the site, in another form.
#[derive(Clone, Debug, Default, Serialize)]
pub struct AlternateView {
    /// Address of the file.
    pub href: String,
    /// `type` attribute: `application/atom+xml`, `application/json`.
    pub media_type: String,
    /// The site's title, if the file is of the whole site.
    pub title: Option<String>,
}

/// One `<meta>` of the head; either `name` or `property` is set.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MetaView {
    /// `name` attribute.
    pub name: Option<String>,
    /// `property` attribute.
    pub property: Option<String>,
    /// `content` attribute.
    pub content: String,
}

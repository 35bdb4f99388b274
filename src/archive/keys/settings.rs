//! The keys of postil.yaml.

use super::super::{
    key::{Line, key},
    mapping::Mapping,
    value::{
        Choice, Each as Of,
        Value::{Each, Flag, Formats, Free, Language, ListOf, Number, OneOf, SomeOf, Words},
    },
};

pub(super) const SETTINGS: &[Line] = &[
    key("title", Words, "name of the archive").or("Archive"),
    key("id", Words, "what programs know the archive by (Hypothesis joins it to the page’s own, so that annotations outlive a change of address): never change it").or("the title"),
    key("description", Words, "a sentence"),
    key("base_url", Words, "the full address; used only where it must be (feed, sitemap, canonical links, citations)"),
    key("language", Language, "BCP 47 tag of your words, and of transcripts that name none; the pages speak it (see [translating.md](translating.md)), and names are ordered as it is usual in it").or("en"),
    key("theme", Words, "`default`, `plain`, or a folder of `themes/` ([theming.md](theming.md#choosing-a-theme))").or("`default`"),
    key("rights", Words, "rights in notes and pages: words, or an address of Creative Commons or rightsstatements.org"),
    key("contact", Words, "mail or web address for errors"),
    key("editors", Each(Of::Editor), "who writes notes: `mh: {name: M. Hall}`, `ner: {name: ..., machine: true}`"),
    key("navigation", ListOf(Mapping::NavigationItem), "a list of `{title, to}`; `to` is a wiki link, a folder (`topics/`), `timeline` or an address").or("an item for each index that is not empty"),
    key("kinds", Each(Of::OwnKind), "kinds of your own: `treaties: {singular: Treaty, plural: Treaties}`"),
    key("urls", OneOf(Choice::Urls), "`files` (`topics/syria.html`) or `directories` (`topics/syria/`)").or("files"),
    key("page_size", Number, "how many items a list may have before it is split (see “Long lists”); 0 never").or("500"),
    key("omit", SomeOf(Choice::Omitted), "pages of postil’s own to do without: `timeline`, `years` (of years with ten transcripts or more), `not-found` (`404.html`), `robots` (`robots.txt`), `empty-indexes` (of kinds without an entry)").or("none"),
    key("exports", Formats, "the formats that the site is given in beside its pages: `text`, `markdown`, `annotations`, `json`, `tei`, `csv`, `skos`, `feeds`, `ro-crate`, `iiif`, `resourcesync`, `{oai-pmh: GATEWAY}`; `{tei: bundled}` is a few files for many ([data.md](data.md))").or("none"),
    key("search", Flag, "`false`: no page of the search, and no index for it").or("true"),
    key("stubs", Flag, "`true`: an id without a file gets a page, with a warning").or("false"),
    key("raw_html", Flag, "`true`: HTML in Markdown is kept, through an allow-list").or("false: shown as text"),
    key("extra", Free, "free-form, for templates of your own"),
];

pub(super) const EDITOR: &[Line] = &[
    key("name", Words, "what they are called").required(),
    key("machine", Flag, "`true`: a program, whose notes say so").or("false"),
];

pub(super) const OWN_KIND: &[Line] = &[
    key("singular", Words, "what one is called: `Treaty`"),
    key("plural", Words, "what several are called: `Treaties`"),
];

pub(super) const NAVIGATION_ITEM: &[Line] = &[
    key("title", Words, "words of the link").required(),
    key(
        "to",
        Words,
        "a wiki link (`[[about]]`), a folder (`topics/`), `timeline` or an address",
    )
    .required(),
];

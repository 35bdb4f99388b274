//! The site's settings, as plain data; `load::config` reads them from postil.yaml.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    archive::{Kinds, Name},
    source::SourceId,
    text::{Words, route::Urls},
};

/// `postil.yaml`, every key with its default.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file, if there is one.
    pub source: Option<SourceId>,
    /// Name of the archive.
    pub title: String,
    /// What programs know it by, which never changes; none is the title.
    pub id: Option<String>,
    /// What it is, in a sentence.
    pub description: Option<String>,
    /// Full address of the home page, ending in `/`.
    pub base_url: Option<String>,
    /// BCP 47 language of the notes and of transcripts that name none.
    pub language: String,
    /// What postil says itself on the pages, in this language.
    pub words: Arc<Words>,
    /// A folder of `themes/`.
    pub theme: Option<Name>,
    /// Rights in the notes and pages, never in the transcripts.
    pub rights: Option<String>,
    /// Somebody to write to: mail or web address, or words.
    pub contact: Option<String>,
    /// Who writes notes, by id.
    pub editors: BTreeMap<String, Editor>,
    /// The navigation; empty means the default one.
    pub navigation: Vec<NavItem>,
    /// Built-in kinds and the site's own.
    pub kinds: Kinds,
    /// How pages are laid out.
    pub urls: Urls,
    /// How many passages or items a page may list; 0 is no limit.
    pub page_size: usize,
    /// Pages of postil's own that the site does without.
    pub omit: Omit,
    /// Whether the site can be searched.
    pub search: bool,
    /// The formats that the site is given in beside its pages, as they are written; which there are is known where files are planned.
    pub exports: Vec<Asked>,
    /// Whether ids without a file get a page.
    pub stubs: bool,
    /// Whether raw HTML in Markdown is kept (sanitized) instead of shown as text.
    pub raw_html: bool,
    /// `extra:`, untouched.
    pub extra: serde_json::Value,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            source: None,
            title: "Archive".to_owned(),
            id: None,
            description: None,
            base_url: None,
            language: "en".to_owned(),
            words: Words::english(),
            theme: None,
            rights: None,
            contact: None,
            editors: BTreeMap::new(),
            navigation: Vec::new(),
            kinds: Kinds::default(),
            urls: Urls::default(),
            page_size: 500,
            omit: Omit::default(),
            search: true,
            exports: Vec::new(),
            stubs: false,
            raw_html: false,
            extra: serde_json::Value::Null,
        }
    }
}

impl Config {
    /// How a format is asked for, if that is said.
    pub fn way_of(&self, format: &str) -> Option<&str> {
        let mut asked = self
            .exports
            .iter()
            .filter(|asked| asked.format.value == format);
        asked.find_map(|asked| Some(asked.how.as_ref()?.value.as_str()))
    }

    /// Whether a format is asked for.
    pub fn asks_for(&self, format: &str) -> bool {
        self.exports
            .iter()
            .any(|asked| asked.format.value == format)
    }
}

/// A format that is asked for (`exports: [text, {tei: bundled}]`).
#[derive(Clone, Debug)]
pub struct Asked {
    /// Its name.
    pub format: Name,
    /// How it is wanted, in a word.
    pub how: Option<Name>,
}

/// Pages of postil's own that a site may do without (`omit:`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Omit {
    /// `timeline`: the timeline.
    pub timeline: bool,
    /// `not-found`: `404.html`.
    pub not_found: bool,
    /// `robots`: `robots.txt`.
    pub robots: bool,
    /// `years`: the pages of years.
    pub years: bool,
    /// `empty-indexes`: the indexes of kinds that have no entry.
    pub empty_indexes: bool,
}

impl Omit {
    /// The words of YAML.
    pub const WORDS: [&'static str; 5] =
        ["timeline", "years", "not-found", "robots", "empty-indexes"];
}

/// Somebody, or something, that writes notes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    /// Name.
    pub name: String,
    /// Whether it is a program; its notes say so.
    pub machine: bool,
}

/// An item of the navigation.
#[derive(Clone, Debug)]
pub struct NavItem {
    /// Words of the link.
    pub title: String,
    /// A wiki link or an address.
    pub to: Name,
}

/// `url` with `/` at its end, if it is the full address of a folder on the web: scheme and host, no query, no fragment.
pub fn normal_base_url(url: &str) -> Option<String> {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"))?;
    let host = rest.split('/').next().unwrap_or_default();
    let plain = !host.is_empty()
        && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "?#\"<>\\".contains(c));
    plain.then(|| format!("{}/", url.trim_end_matches('/')))
}

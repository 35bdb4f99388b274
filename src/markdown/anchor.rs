//! Links: out of the site, within it, and those that are only words.

use pulldown_cmark::LinkType;

use super::{
    Target, escape, sanitize, wiki,
    writer::{Link, Writer},
};
use crate::text::is_safe_address;

impl Writer<'_> {
    pub(super) fn open_link(&mut self, link_type: LinkType, written: &str, title: &str) {
        let has_words = wiki::has_words(link_type);
        // Links in links, which only wiki links make possible, are words.
        let nested = self.in_anchor();
        let mut link = Link {
            anchor: false,
            title: None,
            hides: has_words == Some(false),
            start: 0,
        };
        if has_words.is_some() {
            let target = wiki::target(written);
            link.title = Some(match self.linker.wiki(&target) {
                Target::Page {
                    href,
                    title,
                    kind,
                    language,
                } => {
                    link.anchor = !nested && is_safe_address(&href);
                    if link.anchor {
                        let language = language.filter(|_| has_words == Some(false));
                        self.open_page_anchor(&href, &kind, language);
                    }
                    title
                }
                Target::Unknown => target.into_owned(),
            });
        } else if let Some(address) = self.linker.address(&wiki::address(link_type, written))
            && !nested
            && is_safe_address(&address)
        {
            link.anchor = true;
            self.open_anchor(&address, title);
        }
        link.start = self.out.len();
        self.links.push(link);
    }

    pub(super) fn close_link(&mut self) {
        let Some(link) = self.links.pop() else {
            return;
        };
        if let Some(title) = link.title {
            while self.out.len() > link.start && self.out.ends_with([' ', '\n']) {
                self.out.pop();
            }
            if self.out.len() == link.start {
                escape::text(&title, &mut self.out);
                self.say(&title);
            }
        }
        if link.anchor {
            self.out.push_str("</a>");
        }
    }

    fn open_page_anchor(
        &mut self,
        href: &str,
        kind: &str,
        language: Option<(String, &'static str)>,
    ) {
        self.out.push_str("<a");
        self.address_attribute("href", href);
        if !kind.is_empty() {
            self.open_attribute("class");
            self.out.push_str("link-");
            escape::attribute(kind, &mut self.out);
            self.out.push('"');
        }
        if let Some((language, dir)) = language {
            self.attribute("lang", &language);
            self.attribute("dir", dir);
        }
        self.out.push('>');
    }

    /// Opens a link to an ordinary address that is known to be safe.
    pub(super) fn open_anchor(&mut self, address: &str, title: &str) {
        self.out.push_str("<a");
        self.address_attribute("href", address);
        if sanitize::leads_out(address) {
            self.attribute("class", "external");
            self.attribute("rel", "external");
        }
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.out.push('>');
    }

    /// Whether what is written now stands in `<a>`.
    pub(super) fn in_anchor(&self) -> bool {
        self.links.iter().any(|link| link.anchor)
    }
}

//! What Zotero takes from a page: the `<meta>` that its translator "Embedded Metadata" reads, and COinS, of which a page may have many.
//!
//! A page with COinS gives up its `<meta>` to them, so that a page of one transcript has none. Names that Google Scholar asks for (`citation_author`,
//! `citation_journal_title`) make an article of everything, and lose who asked whom: there are none of these either.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC};

use super::{Genre, Work};
use crate::text::route::readable;

impl Work {
    /// Names and contents of `<meta>`; `kind` says what it is in the words of the page: "Press conference, transcript".
    pub fn zotero(&self, kind: &str) -> Vec<(&'static str, String)> {
        let mut metas = vec![("z:itemType", self.genre.zotero().to_owned())];
        let role = match self.genre {
            Genre::Interview => "z:interviewees",
            Genre::Hearing => "bib:contributors",
            Genre::Presentation => "z:presenters",
            Genre::Document => "dc:creator",
        };
        // Of a document that has no author, those who are heard in it are not its authors.
        let people = match self.genre {
            Genre::Document => &self.authors,
            Genre::Interview | Genre::Hearing | Genre::Presentation => self.people(),
        };
        metas.extend(people.iter().map(|name| (role, name.sorted())));
        let (event, place) = (&self.event, &self.place);
        let mut add = |name, value: Option<&String>| {
            metas.extend(value.map(|value| (name, value.clone())));
        };
        match self.genre {
            Genre::Interview => {
                for name in &self.interviewers {
                    add("z:interviewers", Some(&name.sorted()));
                }
                add("z:place", place.as_ref());
            }
            Genre::Hearing => {
                add("z:place", place.as_ref());
                let committee = (!self.held_by.is_empty()).then(|| self.held_by.join("; "));
                add("z:committee", committee.as_ref());
                add("z:session", event.as_ref());
                add("z:documentNumber", self.identifier.as_ref());
            }
            Genre::Presentation => {
                add("z:meetingName", event.as_ref());
                add("z:presentationType", Some(&kind.to_owned()));
                add("z:place", place.as_ref());
            }
            Genre::Document => {}
        }
        add("z:archive", Some(&self.archive));
        add("z:archiveLocation", Some(&self.id));
        add("dc:title", Some(&self.title));
        let date = self.date.as_ref().map(|date| date.edtf().to_owned());
        add("dc:date", date.as_ref());
        add("dc:language", Some(&self.language));
        add("dc:rights", self.rights.as_ref());
        add("dcterms:abstract", self.summary.as_ref());
        metas
    }

    /// The `title` of a `<span class="Z3988">` (COinS: a `ContextObject` of OpenURL 1.0, Z39.88-2004, in its format for Dublin Core).
    pub fn coins(&self) -> String {
        let mut pairs = vec![
            ("ctx_ver", "Z39.88-2004".to_owned()),
            ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc".to_owned()),
            ("rft.type", self.genre.zotero().to_owned()),
            ("rft.title", self.title.clone()),
        ];
        // As on its own page: a document without an author is nobody's, and its COinS stands in the lists of everybody who is heard in it.
        let role = match (self.authors.is_empty(), self.genre) {
            (true, Genre::Document) => None,
            (true, _) => Some("rft.contributor"),
            (false, _) => Some("rft.au"),
        };
        let people = role.map(|role| self.people().iter().map(move |name| (role, name.sorted())));
        pairs.extend(people.into_iter().flatten());
        let date = self.date.as_ref().map(|date| date.edtf().to_owned());
        pairs.extend(date.map(|date| ("rft.date", date)));
        pairs.extend(self.place.clone().map(|place| ("rft.place", place)));
        pairs.push(("rft.language", self.language.clone()));
        pairs.push(("rft.source", self.archive.clone()));
        pairs.extend(self.rights.clone().map(|rights| ("rft.rights", rights)));
        pairs.extend(self.url.clone().map(|url| ("rft.identifier", url)));
        let mut title = String::new();
        for (key, value) in &pairs {
            if !title.is_empty() {
                title.push('&');
            }
            title.push_str(key);
            title.push('=');
            readable(value, CUTTING, &mut title);
        }
        title
    }
}

/// What would cut a pair, or be read as another sign: all but the unreserved characters, and those that mean nothing in a query (RFC 3986, sections 2.3 and
/// 3.4). Letters of other scripts stay as they are: a page has one of these for each transcript that it lists, and encoded they are three times as long.
const CUTTING: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b',')
    .remove(b':')
    .remove(b'/');

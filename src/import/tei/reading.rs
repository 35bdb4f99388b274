//! A header that is read: what is known of the text so far, and what has no field of its own.

use serde_json::{Map, Value, json};

use super::{entries::Entries, tongues::in_tongue};
use crate::{
    archive::{Dated, EntryFields, Header, Kind},
    import::{
        dated::{between, dated},
        xml::Element,
    },
};

/// A header that is read.
pub(super) struct Reading<'a> {
    /// The language that is wanted of what is said in several.
    pub(super) wanted: Option<&'a str>,
    pub(super) header: Header,
    /// What has no field.
    pub(super) extra: Map<String, Value>,
    /// Whether postil wrote it.
    pub(super) is_own: bool,
    pub(super) entries: &'a mut Entries,
}

impl Reading<'_> {
    pub(super) fn keep(&mut self, key: &str, value: String) {
        if value.is_empty() {
            return;
        }
        let list = self
            .extra
            .entry(key.to_owned())
            .or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(Value::String(value));
        }
    }

    /// The words of the elements of this name that are in the wanted language.
    pub(super) fn words_of(&self, all: &[&Element]) -> Option<String> {
        let words = in_tongue(all, self.wanted)?.words();
        (!words.is_empty()).then_some(words)
    }

    pub(super) fn titles(&self, holder: &Element) -> (Option<String>, Option<String>) {
        let of = |kinds: &[&str]| -> Vec<&Element> {
            let all = holder.all("title");
            all.filter(|t| kinds.contains(&t.attribute("type").unwrap_or("main")))
                .collect()
        };
        (
            self.words_of(&of(&["main", "full", "a", "m"])),
            self.words_of(&of(&["sub", "subordinate"])),
        )
    }

    /// Brings an entry that is named in passing.
    pub(super) fn bring(&mut self, kind: Kind, id: &str, title: &str) {
        let fields = EntryFields {
            title: title.to_owned(),
            ..EntryFields::default()
        };
        self.entries.bring(kind, id, fields);
    }
}

/// A day, or from one to another; postil's own words of it are EDTF.
pub(super) fn day(date: &Element) -> Option<Dated> {
    let of = |name| date.attribute(name);
    let words = || dated(&date.words());
    let when = of("when").or_else(|| of("when-iso")).and_then(dated);
    words().or(when).or_else(|| between(of("from"), of("to")))
}

//! Values of JSON by their keys. What is not of the kind that the format says is not there.

use serde_json::{Map, Value};

use crate::{
    archive::{Common, Date, Dated, Name},
    import::{Account, Place, Report},
};

/// An object of JSON; of anything else, one without keys.
#[derive(Clone, Copy, Debug)]
pub(super) struct Object<'v>(Option<&'v Map<String, Value>>);

impl<'v> Object<'v> {
    pub(super) fn of(value: &'v Value) -> Self {
        Self(value.as_object())
    }

    pub(super) fn keys(self) -> impl Iterator<Item = &'v str> {
        self.0.into_iter().flatten().map(|(key, _)| key.as_str())
    }

    pub(super) fn value(self, key: &str) -> Option<&'v Value> {
        self.0?.get(key)
    }

    pub(super) fn str(self, key: &str) -> Option<&'v str> {
        self.value(key)?.as_str()
    }

    pub(super) fn word(self, key: &str) -> Option<String> {
        self.str(key).map(str::to_owned)
    }

    pub(super) fn number(self, key: &str) -> Option<u64> {
        self.value(key)?.as_u64()
    }

    pub(super) fn flag(self, key: &str) -> bool {
        self.value(key).and_then(Value::as_bool).unwrap_or_default()
    }

    pub(super) fn object(self, key: &str) -> Option<Object<'v>> {
        Some(Self(Some(self.value(key)?.as_object()?)))
    }

    pub(super) fn list(self, key: &str) -> impl Iterator<Item = &'v Value> {
        self.value(key)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
    }

    pub(super) fn objects(self, key: &str) -> impl Iterator<Item = Object<'v>> {
        self.list(key).map(Self::of)
    }

    pub(super) fn words(self, key: &str) -> Vec<String> {
        let words = self.list(key).filter_map(Value::as_str);
        words.map(str::to_owned).collect()
    }

    /// What transcripts, entries and pages have in common.
    pub(super) fn common(self) -> Common {
        let redirects = self.words("redirect_from").into_iter();
        Common {
            redirect_from: redirects.map(Name::unplaced).collect(),
            extra: self.value("extra").cloned().unwrap_or_default(),
            ..Common::default()
        }
    }

    /// A date; one that is none is told.
    pub(super) fn date(self, key: &str, account: &mut Account) -> Option<Dated> {
        let written = self.str(key)?;
        match Date::parse(written) {
            Ok(date) => Some(Dated::unplaced(date)),
            Err(_) => {
                let what = format!("`{key}` is no date, and is not written");
                let place = Place::known_as(key);
                account.remark(Report::new("dates", place, what, written));
                None
            }
        }
    }
}

/// A word of a closed list.
pub(super) fn one_of<T: Copy>(all: &[(&'static str, T)], word: Option<&str>) -> Option<T> {
    let word = word?;
    all.iter()
        .find(|(name, _)| *name == word)
        .map(|(_, value)| *value)
}

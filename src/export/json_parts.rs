//! What files of JSON have in common.

use std::ops::Range;

use serde_json::{Map, Value, json};

use super::Given;
use crate::reader::{Common, EntryIndex, KindNames, KindTitles, Paragraph, Thing, Transcript};

/// Of the format: keys may be added within it, and none changes its meaning. docs/data.md and docs/schemas say what there is.
pub(super) const VERSION: u32 = 1;

/// An object without the keys whose values say nothing.
pub(super) fn object(fields: Vec<(&str, Value)>) -> Value {
    let says = |value: &Value| match value {
        Value::Null => false,
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => !fields.is_empty(),
        Value::String(words) => !words.is_empty(),
        Value::Bool(is) => *is,
        Value::Number(_) => true,
    };
    let fields = fields.into_iter().filter(|(_, value)| says(value));
    let fields = fields.map(|(key, value)| (key.to_owned(), value));
    Value::Object(fields.collect::<Map<String, Value>>())
}

/// An entry by what knows it everywhere in the format.
pub(super) fn named(given: &Given<'_>, e: EntryIndex) -> Value {
    json!({
        "kind": given.reader.kind(Thing::Entry(e)),
        "id": given.reader.id(Thing::Entry(e)),
    })
}

/// What a kind is called in the format, in files and, if it is the site's own, by its readers.
pub(super) fn kind(names: &KindNames) -> Value {
    let title = |of: fn(&KindTitles) -> &str| names.titles.as_ref().map(of).into();
    object(vec![
        ("kind", names.slug.as_str().into()),
        ("key", names.folder.as_str().into()),
        ("singular", title(|titles| &titles.singular)),
        ("plural", title(|titles| &titles.plural)),
    ])
}

/// Addresses that lead to something, beside its own.
pub(super) fn redirects(common: &Common) -> Value {
    let from = common.redirect_from.iter();
    from.map(|old| old.value.as_str()).collect()
}

/// Bytes of the transcript's text as code points of a paragraph.
pub(super) fn points(
    transcript: &Transcript,
    paragraph: &Paragraph,
    bytes: &Range<u32>,
) -> [usize; 2] {
    let count = |to: u32| {
        let before = &transcript.text[paragraph.range.start as usize..to as usize];
        before.chars().count()
    };
    [count(bytes.start), count(bytes.end)]
}

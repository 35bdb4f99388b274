//! What files of JSON have in common.

use serde_json::{Map, Value, json};

use super::Given;
use crate::reader::{EntryIndex, Thing};

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

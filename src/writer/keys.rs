//! Keys that several formats share: ids under the key of their field, dates, `draft`, `redirect_from`, `extra`.

use super::value::Value;
use crate::archive::{ByRelation, Common, Dated, Kinds, Name, Names, Prose};

/// The keys of a file, in their order.
pub(super) type Keys = Vec<(String, Value)>;

/// A key with its value, if there is one.
pub(super) fn put(keys: &mut Keys, key: &str, value: Option<Value>) {
    keys.extend(value.map(|value| (key.to_owned(), value)));
}

pub(super) fn words(words: &Option<String>) -> Option<Value> {
    words.as_deref().map(Value::words)
}

pub(super) fn name(name: &Option<Name>) -> Option<Value> {
    name.as_ref().map(|name| Value::words(&*name.value))
}

/// Dates are never words of a sentence.
pub(super) fn date(date: &Option<Dated>) -> Option<Value> {
    date.as_ref()
        .map(|date| Value::Bare(date.value.as_written().into_owned()))
}

/// One alone, or a list.
pub(super) fn one_or_list(mut values: Vec<Value>) -> Option<Value> {
    match values.len() {
        0 => None,
        1 => values.pop(),
        _ => Some(Value::List(values)),
    }
}

pub(super) fn names<'n>(names: impl IntoIterator<Item = &'n Name>) -> Option<Value> {
    one_or_list(
        names
            .into_iter()
            .map(|name| Value::words(&*name.value))
            .collect(),
    )
}

/// A list also where it is one alone.
pub(super) fn lines(lines: &[Prose]) -> Option<Value> {
    let lines: Vec<Value> = lines.iter().map(|line| Value::text(&line.text)).collect();
    (!lines.is_empty()).then_some(Value::List(lines))
}

/// Ids under the keys of their fields, in the order of the table.
pub(super) fn related(keys: &mut Keys, named: &ByRelation<Name>) {
    for (relation, list) in named.iter() {
        put(keys, relation.key(), names(list));
    }
}

/// Ids under the keys of their kinds, in the order of these.
pub(super) fn by_kind(keys: &mut Keys, all: &Names, kinds: &Kinds) {
    for (kind, of) in kinds.iter() {
        let list = all
            .iter()
            .filter(|(of, _)| *of == kind)
            .map(|(_, name)| name);
        put(keys, &of.folder, names(list));
    }
}

/// `true`, or nothing.
pub(super) fn if_set(flag: bool) -> Option<Value> {
    flag.then(|| Value::flag(true))
}

/// `draft`, `redirect_from`, `extra`.
pub(super) fn common(keys: &mut Keys, common: &Common) {
    put(keys, "draft", if_set(common.draft));
    put(keys, "redirect_from", names(&common.redirect_from));
    put(keys, "extra", extra(&common.extra));
}

/// A free-form value; none if nothing is written.
pub(super) fn extra(value: &serde_json::Value) -> Option<Value> {
    (!value.is_null()).then(|| match free(value) {
        Value::Map(entries) => Value::Lines(entries),
        other => other,
    })
}

fn free(value: &serde_json::Value) -> Value {
    use serde_json::Value as Json;
    match value {
        Json::Null => Value::Bare("null".to_owned()),
        Json::Bool(flag) => Value::flag(*flag),
        Json::Number(number) => Value::Bare(number.to_string()),
        Json::String(words) => Value::words(words),
        Json::Array(items) => Value::List(items.iter().map(free).collect()),
        Json::Object(entries) => {
            let entries = entries.iter();
            Value::Map(
                entries
                    .map(|(key, value)| (key.clone(), free(value)))
                    .collect(),
            )
        }
    }
}

/// Front matter with a text behind it.
pub(super) fn with_front(yaml: &str, body: &str) -> String {
    let end = match body.is_empty() || body.ends_with('\n') {
        true => "",
        false => "\n",
    };
    format!("---\n{yaml}---\n{body}{end}")
}

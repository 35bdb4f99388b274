//! Values of JSON, however they are written.

use serde_json::Value;

use crate::import::cues::{clock, glue};

/// A number, or a text that is one: `1.5`, `"1.5"`.
pub(super) fn number(value: &Value) -> Option<f64> {
    let number = match value {
        Value::String(text) => text.trim().parse().ok().or_else(|| clock::seconds(text)),
        other => other.as_f64(),
    };
    number.filter(|n: &f64| n.is_finite())
}

/// The first of these keys that holds a text.
pub(super) fn text<'v>(value: &'v Value, keys: &[&str]) -> Option<&'v str> {
    keys.iter().find_map(|key| value[*key].as_str())
}

/// The values of a list, or none.
pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The label of a speaker: as it is printed; a number is `Speaker 0`, since a number alone is no label.
pub(super) fn label(value: &Value) -> Option<String> {
    let said = match value {
        Value::Number(number) => number.to_string(),
        Value::String(text) => glue::squeezed(text),
        _ => return None,
    };
    let number = said.bytes().all(|b| b.is_ascii_digit());
    match said.is_empty() {
        true => None,
        false if number => Some(format!("Speaker {said}")),
        false => Some(said),
    }
}

//! Whole documents of YAML.

use super::{refused::Refused, seen::Seen, value::Value};
use crate::{load::yaml, source::SourceId};

/// A whole document: a map, its keys on lines of their own.
pub fn yaml(entries: &[(String, Value)]) -> Result<String, Refused> {
    let mut text = String::new();
    for line in entries.iter().flat_map(|(key, value)| value.entry(key)) {
        text.push_str(&line);
        text.push('\n');
    }
    let mut told = Vec::new();
    let read = yaml::parse(SourceId(0), &text, 0..text.len(), &mut told);
    if let Some(remark) = told.first() {
        return Err(Refused::new(format!(
            "what would be written cannot be read: {}",
            remark.message
        )));
    }
    let meant = Seen::map(entries);
    match read {
        Some(node) if Seen::of(&node) == meant || entries.is_empty() => Ok(text),
        _ => Err(Refused::new(match meant.odd_words() {
            Some(words) => format!("these words have signs that no file may have: {words:?}"),
            None => "what would be written is not read as it is meant".to_owned(),
        })),
    }
}

//! A map of labels by itself, as `speakers:` of a transcript has it: what importing asks and remembers.

use super::{
    cast,
    yaml::{self, Value},
};
use crate::{
    archive::Speaker,
    source::{SourceId, Spanned, diag::Diagnostic},
};

/// The labels that a text declares: under its key `speakers`, or as its keys. Labels that are words (`Note: false`) are none.
///
/// # Errors
/// What is wrong with it; its places are in the text.
pub fn speakers(text: &str) -> Result<Vec<Speaker>, Vec<Diagnostic>> {
    let mut diags = Vec::new();
    let node = yaml::parse(SourceId(0), text, 0..text.len(), &mut diags);
    let Some(node) = node else {
        return if diags.is_empty() {
            Ok(Vec::new())
        } else {
            Err(diags)
        };
    };
    let below = match &node.value {
        Value::Map(keys) => keys.iter().find(|(key, _)| key.value == "speakers"),
        Value::Null | Value::Scalar(_) | Value::List(_) => None,
    };
    let map = below.map_or(&node, |(_, below): &(Spanned<String>, _)| below);
    let cast = cast::speakers(map, &mut diags);
    match diags.is_empty() {
        true => Ok(cast.speakers),
        false => Err(diags),
    }
}

/// A YAML text as plain values, if it can be read.
pub fn plain(text: &str) -> Option<serde_json::Value> {
    let mut diags = Vec::new();
    let node = yaml::parse(SourceId(0), text, 0..text.len(), &mut diags)?;
    diags.is_empty().then(|| yaml::free(&node))
}

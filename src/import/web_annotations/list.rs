//! The annotations of a file.

use serde_json::Value;

use crate::import::foreign::{each, text};

/// What a file lists.
pub(super) struct Listed<'v> {
    pub(super) annotations: Vec<&'v Value>,
    /// What is missing or odd, in lower case without a full stop.
    pub(super) remarks: Vec<String>,
}

/// What may hold others.
const HOLDERS: [&str; 4] = [
    "AnnotationCollection",
    "AnnotationPage",
    "OrderedCollection",
    "OrderedCollectionPage",
];

/// All annotations of a value, in order.
pub(super) fn listed(value: &Value) -> Listed<'_> {
    let mut listed = Listed {
        annotations: Vec::new(),
        remarks: Vec::new(),
    };
    if value.is_object() && !is_context(value.get("@context")) {
        listed.remarks.push("the file does not say that it is in the context of the W3C's model (`http://www.w3.org/ns/anno.jsonld`)".to_owned());
    }
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(many) => open.extend(many.iter().rev()),
            Value::Object(object) => {
                let holds = HOLDERS.iter().any(|kind| is_a(value, kind));
                let graph = object.get("@graph");
                if !holds && graph.is_none() {
                    match is_a(value, "Annotation") {
                        true => listed.annotations.push(value),
                        false => listed
                            .remarks
                            .push("something in it is no annotation".to_owned()),
                    }
                    continue;
                }
                for key in ["first", "next"] {
                    if let Some(page) = text(value, key) {
                        listed.remarks.push(format!(
                            "the page {page} is not in the file: import it, too"
                        ));
                    }
                }
                let next = [
                    graph,
                    object.get("items"),
                    object.get("first"),
                    object.get("next"),
                ];
                let parts: Vec<&Value> = next
                    .into_iter()
                    .flatten()
                    .filter(|part| !part.is_string())
                    .collect();
                open.extend(parts.into_iter().rev());
            }
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    listed
}

/// Whether a thing is of a kind.
pub(super) fn is_a(value: &Value, kind: &str) -> bool {
    ["type", "@type"].iter().any(|key| {
        let kinds = each(value, key).iter().filter_map(Value::as_str);
        kinds
            .map(|known| known.strip_prefix("oa:").unwrap_or(known))
            .any(|known| known == kind)
    })
}

fn is_context(context: Option<&Value>) -> bool {
    let is_known = |context: &Value| context.as_str().is_some_and(|c| c.contains("/ns/anno"));
    match context {
        Some(Value::Array(many)) => many.iter().any(is_known),
        Some(one) => is_known(one),
        None => false,
    }
}

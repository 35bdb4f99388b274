//! The schema of a file of `words/`: what postil says itself, with the English of it.

use serde_json::{Map, Value as Json, json};

use super::mapping::said;
use crate::text::{Words, words::Category};

pub(super) fn schema() -> Map<String, Json> {
    let english = Words::english();
    let mut properties = Map::new();
    for phrase in english.phrases() {
        let forms = json!({"$ref": "#/definitions/phrase"});
        let meaning = format!("English: {}", phrase.form(Category::Other));
        properties.insert(phrase.entry.name.to_owned(), said(forms, &meaning));
    }
    let languages = json!({"type": ["object", "null"], "additionalProperties": {"type": "string"}});
    properties.insert(
        "languages".to_owned(),
        said(
            languages,
            "what languages are called, by their tags: `{fr: franska}`",
        ),
    );
    let mut schema = Map::new();
    schema.insert("title".to_owned(), json!("Words of the interface"));
    schema.insert("type".to_owned(), json!(["object", "null"]));
    schema.insert("properties".to_owned(), Json::Object(properties));
    schema.insert("additionalProperties".to_owned(), json!(false));
    let phrase = json!({"anyOf": [
        {"type": ["string", "number", "boolean"]},
        {"type": "object", "additionalProperties": {"type": ["string", "number", "boolean"]}},
    ]});
    schema.insert("definitions".to_owned(), json!({"phrase": phrase}));
    schema
}

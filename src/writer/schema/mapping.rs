//! The schema of a mapping: its keys, what each holds, and what it means.

use serde_json::{Map, Value as Json, json};

use super::{EDITORS, TRANSCRIPTS};
use crate::archive::{Choice, Each, Holds, Key, Kind, Kinds, Mapping, Read, Relation, To, Value};

/// What schemas are made with.
pub(super) struct Making<'k> {
    pub(super) kinds: &'k Kinds,
    /// Where the file of ids is, from the schema's.
    pub(super) ids: &'static str,
}

impl Making<'_> {
    /// The schema of a file that is this mapping.
    pub(super) fn whole(&self, title: &str, mapping: Mapping) -> Map<String, Json> {
        let mut schema = self.mapping(mapping);
        schema.insert("title".to_owned(), json!(title));
        let (mut parts, mut at) = (within(mapping), 0);
        while let Some(part) = parts.get(at).copied() {
            let new = within(part).into_iter().filter(|m| !parts.contains(m));
            parts.extend(new.collect::<Vec<_>>());
            at += 1;
        }
        let definitions = parts
            .into_iter()
            .map(|part| (defined(part), Json::Object(self.mapping(part))));
        let definitions: Map<String, Json> = definitions.collect();
        if !definitions.is_empty() {
            schema.insert("definitions".to_owned(), Json::Object(definitions));
        }
        schema
    }

    fn mapping(&self, mapping: Mapping) -> Map<String, Json> {
        let kind = match mapping {
            Mapping::Entry(kind) => kind,
            _ => Kind::TOPICS,
        };
        let keys = mapping.keys();
        let required: Vec<&str> = keys.iter().filter(|k| k.required).map(|k| k.name).collect();
        let mut properties = Map::new();
        for key in &keys {
            properties.extend(self.properties(key, kind));
        }
        let mut schema = Map::new();
        // A mapping that needs no key may be nothing at all.
        let types = match required.is_empty() {
            true => json!(["object", "null"]),
            false => json!("object"),
        };
        schema.insert("type".to_owned(), types);
        schema.insert("properties".to_owned(), Json::Object(properties));
        schema.insert("additionalProperties".to_owned(), json!(false));
        if !required.is_empty() {
            schema.insert("required".to_owned(), json!(required));
        }
        schema
    }

    /// A key as its property; one that is a key for each kind as several.
    fn properties(&self, key: &Key, its: Kind) -> Vec<(String, Json)> {
        let relation = match key.holds {
            Holds::Value(Value::Reserved) => return vec![(key.name.to_owned(), json!(false))],
            Holds::Value(value) => {
                let meaning = with_default(key);
                return vec![(key.name.to_owned(), said(self.value(value), &meaning))];
            }
            Holds::Names(relation) => relation,
        };
        let reference = relation.reference();
        if reference.read == Read::ByKind {
            let kinds = self.kinds.iter().map(|(_, names)| {
                let ids = one_or_more(&self.id(&names.folder));
                let meaning = format!("ids of {}: {}", names.folder, key.meaning);
                (names.folder.clone(), said(ids, &meaning))
            });
            return kinds.collect();
        }
        let id = self.any_of(relation, its);
        let holds = if reference.several {
            one_or_more(&id)
        } else {
            id
        };
        vec![(
            key.name.to_owned(),
            said(holds, &self.meaning(relation, its)),
        )]
    }

    /// What a relation means, with what it names.
    fn meaning(&self, relation: Relation, its: Kind) -> String {
        match relation.reference().read {
            Read::Ids => format!(
                "ids of {}: {}",
                self.named(relation, its).join(" or "),
                relation.meaning()
            ),
            Read::ByKind | Read::ByHand => relation.meaning().to_owned(),
        }
    }

    /// The names, among the ids, of those that a relation names.
    fn named(&self, relation: Relation, its: Kind) -> Vec<&str> {
        let folder = |kind| self.kinds.names(kind).folder.as_str();
        match relation.reference().to {
            To::Kinds(kinds) => kinds.iter().map(|kind| folder(*kind)).collect(),
            To::Its => vec![folder(its)],
            To::Transcripts => vec![TRANSCRIPTS],
        }
    }

    fn any_of(&self, relation: Relation, its: Kind) -> Json {
        let named = self.named(relation, its);
        match named.as_slice() {
            [one] => self.id(one),
            several => any(several.iter().map(|name| self.id(name))),
        }
    }

    /// One of the ids that are called so, or another.
    fn id(&self, name: &str) -> Json {
        json!({"$ref": format!("{}ids.json#/definitions/{name}", self.ids)})
    }

    fn value(&self, value: Value) -> Json {
        match value {
            Value::Words | Value::Address | Value::Label => words(),
            Value::WordsList | Value::Lines | Value::Addresses => several_words(),
            Value::Language | Value::Paragraphs => json!({"type": "string"}),
            Value::Date => json!({"type": ["string", "number"]}),
            Value::Coordinates => json!({
                "type": "array", "items": {"type": ["number", "string"]}, "minItems": 2, "maxItems": 2
            }),
            Value::Roles => one_or_more(&any([words(), object(Mapping::Role)])),
            Value::Image => any([words(), object(Mapping::Image)]),
            Value::Flag => flag(),
            Value::Mentions => any([flag(), several_words()]),
            Value::Free => json!({}),
            Value::Number => json!({"anyOf": [
                {"type": "integer", "minimum": 0}, {"type": "string", "pattern": "^\\s*[0-9]+\\s*$"}
            ]}),
            Value::OneOf(choice) => choices(choice),
            Value::SomeOf(choice) => any([
                choices(choice),
                json!({"type": "array", "items": choices(choice)}),
            ]),
            Value::Usually(choice) => any([choices(choice), words()]),
            Value::Formats => one_or_more(&any([
                choices(Choice::Formats),
                json!({"type": "object", "additionalProperties": words()}),
            ])),
            Value::Editor => self.id(EDITORS),
            Value::TranscriptId => self.id(TRANSCRIPTS),
            Value::OtherAnnotation => words(),
            // `[[id#p4]]` without quotes is a list in a list to YAML.
            Value::Passages => json!({
                "type": ["string", "number", "array", "null"],
                "items": {"type": ["string", "number", "array"]}
            }),
            Value::WordsOr(mapping) => any([words(), object(mapping)]),
            Value::ListOf(mapping) => one_or_more(&object(mapping)),
            Value::Each(each) => json!({
                "type": ["object", "null"], "additionalProperties": self.each(each)
            }),
            Value::Reserved => json!(false),
        }
    }

    fn each(&self, each: Each) -> Json {
        let whose = |relation, mapping| {
            let ids = self.named(relation, Kind::PEOPLE);
            let ids = ids.into_iter().map(|name| self.id(name));
            ids.chain([object(mapping)])
        };
        match each {
            Each::Speaker => {
                let person = whose(Relation::SpeakerPerson, Mapping::Speaker);
                any(person.chain([json!({"enum": [false]})]))
            }
            Each::Turn => any(whose(Relation::TurnPerson, Mapping::Turn)),
            Each::Editor => any([words(), object(Mapping::Editor)]),
            Each::OwnKind => object(Mapping::OwnKind),
            Each::Credit => several_words(),
            Each::Paragraphs | Each::Language => json!({"type": "string"}),
        }
    }
}

/// The mappings that may stand in another.
fn within(mapping: Mapping) -> Vec<Mapping> {
    let mappings = mapping
        .keys()
        .into_iter()
        .filter_map(|key| match key.holds {
            Holds::Value(value) => value.mapping(),
            Holds::Names(_) => None,
        });
    mappings.collect()
}

/// What a mapping is called among the definitions of a schema.
fn defined(mapping: Mapping) -> String {
    format!("{mapping:?}").to_lowercase()
}

/// A mapping, which is defined once in its schema.
fn object(mapping: Mapping) -> Json {
    json!({"$ref": format!("#/definitions/{}", defined(mapping))})
}

/// Words: a plain number or `true` is such, too, where they are asked for.
fn words() -> Json {
    json!({"type": ["string", "number", "boolean"]})
}

fn several_words() -> Json {
    json!({"type": ["string", "number", "boolean", "array", "null"], "items": words()})
}

fn flag() -> Json {
    json!({"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^\\s*(true|false)\\s*$"}]})
}

fn choices(choice: Choice) -> Json {
    json!({"enum": choice.words()})
}

fn any(of: impl IntoIterator<Item = Json>) -> Json {
    json!({"anyOf": of.into_iter().collect::<Vec<_>>()})
}

fn one_or_more(one: &Json) -> Json {
    json!({"anyOf": [one, {"type": "array", "items": one}, nothing()]})
}

/// Nothing behind the colon, which is as good as no key. Where `null` is allowed as a type, programs offer it as something to write.
fn nothing() -> Json {
    json!({"not": {"type": ["string", "number", "boolean", "array", "object"]}})
}

/// A value with what it means, for programs that show Markdown and for those that do not.
pub(super) fn said(value: Json, meaning: &str) -> Json {
    let markdown = without_links(meaning);
    let plain = markdown.replace('`', "");
    let Json::Object(mut value) = value else {
        return value;
    };
    // What stands beside a reference is not read (draft-07, 8.3).
    if let Some(reference) = value.remove("$ref") {
        value.insert("allOf".to_owned(), json!([{"$ref": reference}]));
    }
    if markdown != plain {
        value.insert("markdownDescription".to_owned(), json!(markdown));
    }
    value.insert("description".to_owned(), json!(plain));
    Json::Object(value)
}

fn with_default(key: &Key) -> String {
    match key.default {
        "" => key.meaning.to_owned(),
        default => format!("{} (without it: {default})", key.meaning),
    }
}

/// Without brackets that lead to other pages of the documentation, "(see [data.md](data.md))": from an editor's program they lead nowhere.
fn without_links(meaning: &str) -> String {
    let mut plain = String::with_capacity(meaning.len());
    let mut rest = meaning;
    while let Some((before, behind)) = rest.split_once("](") {
        let (opened, closed) = (before.rfind(" ("), behind.split_once("))"));
        let Some((opened, (_, after))) = opened.zip(closed) else {
            break;
        };
        plain.push_str(&before[..opened]);
        rest = after;
    }
    plain.push_str(rest);
    plain
}

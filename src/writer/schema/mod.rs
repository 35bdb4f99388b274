//! JSON Schemas of the archive's YAML for editors' programs: completion of keys and ids, and what a key means, where it is typed.
//!
//! They are draft-07, which the YAML language server reads, and made of the table of keys. An id that does not exist is no error to them: `postil check`
//! knows more of it (a link of another kind, a draft, a slip), and a list of a thousand ids is no message. So ids stand as
//! `anyOf: [{enum: ids}, {type: string}]`, all of them in one file, an id a line, to which the others refer.

mod mapping;
mod words;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use self::mapping::Making;
use crate::archive::{Kind, Kinds, Mapping};

/// The folder of the schemas, in the archive's.
pub const FOLDER: &str = "schemas";
/// How the ids of editors are called among the ids; no kind can be called so, since annotations have the key.
const EDITORS: &str = "by";
const TRANSCRIPTS: &str = "transcripts";
/// The first line of what is made here, by which it is known again.
const MADE: &str = "made by `postil schema --write`, and kept up to date by postil";

/// The ids that an archive has.
#[derive(Clone, Debug, Default)]
pub struct Ids<'a> {
    /// Of transcripts.
    pub transcripts: Vec<&'a str>,
    /// Of entries, by their kind.
    pub entries: BTreeMap<Kind, Vec<&'a str>>,
    /// Of editors.
    pub editors: Vec<&'a str>,
    /// Whether it has words of the interface of its own.
    pub has_words: bool,
}

/// Every schema: its path in the archive, and its text.
pub fn schemas(kinds: &Kinds, mut ids: Ids<'_>) -> Vec<(String, String)> {
    let beside = Making { kinds, ids: "" };
    let above = Making { kinds, ids: "../" };
    let mut all = vec![
        file("ids", all_ids(kinds, &mut ids)),
        file("postil", beside.whole("postil.yaml", Mapping::Settings)),
        file(
            "transcript",
            beside.whole("What is known of a transcript", Mapping::Transcript),
        ),
        file(
            "annotations",
            beside.whole("A file of annotations", Mapping::AnnotationFile),
        ),
        file("page", beside.whole("A free page", Mapping::Page)),
    ];
    if ids.has_words {
        all.push(file("words", words::schema()));
    }
    for (kind, names) in kinds.iter() {
        let title = format!("An entry of {}", names.folder);
        let name = format!("entries/{}", names.folder);
        all.push(file(&name, above.whole(&title, Mapping::Entry(kind))));
    }
    all
}

/// Whether a file of the folder was made here, whatever it says: none that is somebody else's is taken away or written over.
pub fn is_schema(text: &str) -> bool {
    text.contains(MADE)
}

/// The line that tells an editor's program which schema a YAML file follows; `path` is the file's in the archive.
pub fn modeline(path: &str) -> Option<String> {
    let name = schema_of(path)?;
    let up = "../".repeat(path.matches('/').count());
    Some(format!(
        "# yaml-language-server: $schema={up}{FOLDER}/{name}.json\n"
    ))
}

/// Which schema a YAML file of the archive follows: the programs read no front matter.
fn schema_of(path: &str) -> Option<&'static str> {
    let (_, ending) = path.rsplit_once('.')?;
    if !matches!(ending, "yaml" | "yml") {
        return None;
    }
    match path.split('/').collect::<Vec<_>>().as_slice() {
        [_] => Some("postil"),
        ["words", _] => Some("words"),
        ["content", "transcripts", ..] => Some("transcript"),
        ["content", "annotations", ..] => Some("annotations"),
        _ => None,
    }
}

fn file(name: &str, schema: Map<String, Json>) -> (String, String) {
    let mut whole = Map::new();
    whole.insert("$comment".to_owned(), json!(MADE));
    whole.insert(
        "$schema".to_owned(),
        json!("http://json-schema.org/draft-07/schema#"),
    );
    whole.extend(schema);
    (
        format!("{FOLDER}/{name}.json"),
        format!("{:#}\n", Json::Object(whole)),
    )
}

/// What may stand where an id is asked for, by the folder of its kind.
fn all_ids(kinds: &Kinds, ids: &mut Ids<'_>) -> Map<String, Json> {
    let mut definitions = Map::new();
    let mut put = |name: &str, of: &str, mut ids: Vec<&str>| {
        ids.sort_unstable();
        ids.dedup();
        let mut schema = one_of(&ids);
        schema["title"] = json!(format!("id of {of}"));
        definitions.insert(name.to_owned(), schema);
    };
    let transcripts = std::mem::take(&mut ids.transcripts);
    put(TRANSCRIPTS, TRANSCRIPTS, transcripts);
    put(EDITORS, "editors", std::mem::take(&mut ids.editors));
    for (kind, names) in kinds.iter() {
        let of_kind = ids.entries.remove(&kind).unwrap_or_default();
        put(&names.folder, &names.folder, of_kind);
    }
    let mut schema = Map::new();
    schema.insert(
        "title".to_owned(),
        json!("The ids of this archive, for the other schemas"),
    );
    schema.insert("definitions".to_owned(), Json::Object(definitions));
    schema
}

/// Ids, or another: also a number or `true`, for which YAML takes some ids.
fn one_of(ids: &[&str]) -> Json {
    let types = json!(["string", "number", "boolean"]);
    match ids {
        // An empty `enum` is none (draft-07, 6.1.2).
        [] => json!({"type": types}),
        // With the type outside, what is neither makes a message of the type and not one of all ids.
        ids => json!({"type": types, "anyOf": [{"enum": ids}, {}]}),
    }
}

#[cfg(test)]
mod tests;

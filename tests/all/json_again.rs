//! What postil writes as JSON, imported into an empty archive: that archive writes the same JSON, and says the same.

use std::{collections::BTreeMap, fs, path::Path};

use postil::{
    archive::{Annotation, EntryFields, Header, Kind, Kinds, Property, Relation, Transcript},
    writer::{self, How},
};
use serde_json::Value;

use crate::{
    archive::archive,
    testsuite::{Run, Site, tree},
    writer::reading,
};

/// An archive that says everything that can be said: `tests/fixtures/dense`.
fn dense() -> Site {
    let site = Site::empty();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/dense");
    for (path, (bytes, _)) in tree(&folder) {
        site.write_bytes(&path, &bytes);
    }
    site
}

fn kinds() -> Kinds {
    let mut kinds = Kinds::default();
    kinds.declare("treaties", "Treaty", "Treaties");
    kinds
}

/// Every file of the export, as values.
fn exported(site: &Site) -> BTreeMap<String, Value> {
    let run = site.run(&["export", "json", "-o", "exported"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let files = tree(&site.path("exported")).into_iter();
    files
        .map(|(path, (bytes, _))| (path, serde_json::from_slice(&bytes).expect("JSON")))
        .collect()
}

/// An archive with the settings of another and its files that are copied, and nothing else.
fn empty_as(first: &Site) -> Site {
    let second = Site::empty();
    for (path, (bytes, _)) in tree(&first.path("")) {
        if path == "postil.yaml" || path.starts_with("content/assets/") {
            second.write_bytes(&path, &bytes);
        }
    }
    second
}

fn import(from: &Site, into: &Site, more: &[&str]) -> Run {
    let folder = from.path("exported");
    let folder = folder.to_str().expect("a path");
    into.run(&[&["import", folder, "--yes", "--all"], more].concat())
}

/// An archive made of the export of another, and what it exports itself.
fn again(first: &Site) -> (Site, BTreeMap<String, Value>, BTreeMap<String, Value>) {
    let before = exported(first);
    let second = empty_as(first);
    let run = import(first, &second, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    second.build();
    let after = exported(&second);
    (second, before, after)
}

/// What differs, by the way to it: values that are objects or lists on both sides are gone into.
fn differences(way: &str, one: &Value, two: &Value, found: &mut Vec<String>) {
    match (one, two) {
        (Value::Object(first), Value::Object(second)) => {
            let keys: std::collections::BTreeSet<&String> =
                first.keys().chain(second.keys()).collect();
            for key in keys {
                let of = |value: &Value| value.get(key).cloned().unwrap_or_default();
                differences(&format!("{way}/{key}"), &of(one), &of(two), found);
            }
        }
        (Value::Array(first), Value::Array(second)) if first.len() == second.len() => {
            for (place, (one, two)) in first.iter().zip(second).enumerate() {
                differences(&format!("{way}/{place}"), one, two, found);
            }
        }
        _ if one == two => {}
        _ => found.push(format!("{way}: {one} -> {two}")),
    }
}

fn all_differences(
    before: &BTreeMap<String, Value>,
    after: &BTreeMap<String, Value>,
) -> Vec<String> {
    let mut found = Vec::new();
    let keys = |files: &BTreeMap<String, Value>| files.keys().cloned().collect::<Vec<_>>();
    assert_eq!(keys(before), keys(after));
    for (path, value) in before {
        differences(path, value, &after[path], &mut found);
    }
    found
}

#[test]
fn the_dense_archive_says_all_that_can_be_said() {
    let (site, kinds) = (dense(), kinds());
    let text_of = |folder: &str| -> String {
        let files = tree(&site.path("content").join(folder)).into_values();
        let files = files.map(|(bytes, _)| String::from_utf8(bytes).expect("UTF-8"));
        files.collect::<Vec<_>>().join("\n")
    };
    let has = |text: &str, key: &str| {
        let in_line = format!("{key}: ");
        text.contains(&format!("\n{in_line}"))
            || text.contains(&format!("\n{key}:\n"))
            || text.contains(&format!("{{{in_line}"))
            || text.contains(&format!(", {in_line}"))
    };
    let mut missing = Vec::new();
    let mut look = |folder: &str, keys: &mut dyn Iterator<Item = String>| {
        let text = text_of(folder);
        missing.extend(
            keys.filter(|key| !has(&text, key))
                .map(|key| format!("{folder}: {key}")),
        );
    };
    for (kind, names) in kinds.iter() {
        // What stands on all kinds is said once.
        let is_common = |key: &str| {
            kind != Kind::TOPICS && {
                let mut of_topics = Property::of_entries(Kind::TOPICS);
                of_topics.any(|property| property.key() == key)
            }
        };
        let properties = Property::of_entries(kind).map(Property::key);
        let properties = properties.filter(|key| *key != "draft" && !is_common(key));
        let relations = Relation::of_entries(kind).map(Relation::key);
        look(
            &names.folder,
            &mut properties.chain(relations).map(str::to_owned),
        );
    }
    let folders = || kinds.iter().map(|(_, names)| names.folder.clone());
    let own = "title summary date form language translation_of align languages record speakers speaker turns source media credits rights warning \
        cite_author cite_as redirect_from extra person name role part asks spoken certainty identifier url accessed archived duration";
    let related = Relation::of_transcripts().map(Relation::key);
    let own = own.split_whitespace().chain(related).map(str::to_owned);
    look("transcripts", &mut own.chain(folders()));
    let own = "id quote nth in from to targets transcript note sources see title certainty disputes correction warning by checked written language";
    look(
        "annotations",
        &mut own.split_whitespace().map(str::to_owned).chain(folders()),
    );
    let own = "title summary language redirect_from extra";
    look("pages", &mut own.split_whitespace().map(str::to_owned));
    assert_eq!(missing, Vec::<String>::new());
}

/// The line of `home` of the one note that is on nothing in the transcript that it was written for.
const MOVED: &str = "transcripts/third.json/notes/1/home: \"hearing\" -> \"third\"";

#[test]
fn an_archive_made_of_its_own_json_writes_the_same_json_and_says_the_same() {
    for settings in [
        "",
        "urls: directories\n",
        "base_url: https://dense.example/a/\n",
        "base_url: https://dense.example/\nurls: directories\n",
    ] {
        let first = dense();
        let yaml = fs::read_to_string(first.path("postil.yaml")).expect("settings");
        first.write("postil.yaml", &format!("{yaml}{settings}"));
        let (second, before, after) = again(&first);
        assert_eq!(all_differences(&before, &after), [MOVED], "{settings}");
        same_model(&first, &second);
    }
}

/// What is written of both, as it is authored: links have words in the second, and are compared by the exports.
fn same_model(first: &Site, second: &Site) {
    let (first, second) = (reading::site(first), reading::site(second));
    assert_eq!(second.told.len(), 0, "{:?}", second.told);
    let entry = |fields: &EntryFields, kind| {
        let mut fields = fields.clone();
        fields.sources.clear();
        writer::entry(kind, &fields, "").expect("an entry")
    };
    let entries = |read: &reading::Read| -> BTreeMap<(Kind, String), String> {
        let entries = read.entries.iter();
        entries
            .map(|e| ((e.kind, e.identity.id.clone()), entry(&e.fields, e.kind)))
            .collect()
    };
    assert_eq!(entries(&first), entries(&second));
    let transcripts = |read: &reading::Read| -> BTreeMap<String, String> {
        let transcripts = read.transcripts.iter();
        transcripts.map(|t| (t.id().to_string(), said(t))).collect()
    };
    assert_eq!(transcripts(&first), transcripts(&second));
    // A note without an id is given the one by which the export knows it.
    let notes = |read: &reading::Read| -> BTreeMap<String, String> {
        let all = read.annotations.iter().flat_map(|file| &file.annotations);
        let named = all.filter_map(|a| Some((a.id.as_ref()?.value.clone(), noted(a))));
        named.collect()
    };
    let (before, after) = (notes(&first), notes(&second));
    assert!(before.len() > 8);
    for (id, note) in before.iter().filter(|(id, _)| *id != "ten") {
        assert_eq!(Some(note), after.get(id), "{id}");
    }
    assert!(!after.contains_key("ten"), "a draft is not exported");
}

/// A transcript without the places of its files.
fn said(transcript: &Transcript) -> String {
    let mut header: Header = transcript.header.clone();
    // What an archive says for all its transcripts, an export says of each.
    header.language.get_or_insert_with(|| "en".to_owned());
    header.rights = header.rights.map(|rights| rights.replace("https", "http"));
    header.date = None;
    let sidecar = writer::sidecar(&header, &How::default(), &kinds()).expect("a header");
    format!("{sidecar}\n{}", transcript.text)
}

/// A note without what it is on, which has the shortest selectors that mean it.
fn noted(annotation: &Annotation) -> String {
    let mut annotation = annotation.clone();
    // Whose passage is another note’s is on it itself afterwards.
    let places = annotation.targets.len().max(1);
    annotation.targets.clear();
    annotation.note = None;
    annotation.sources.clear();
    format!("{places} {:?}", writer::annotation(&annotation, &kinds()))
}

#[test]
fn the_archives_that_everybody_sees_come_back() {
    let (own, _) = archive();
    let starter = Site::empty();
    let run = starter.run(&["init", "."]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (site, sealed) in [(own, 1), (starter, 0)] {
        let (_, before, after) = again(&site);
        let differences = all_differences(&before, &after);
        let only_ledgers = |line: &&String| line.contains("/sealed: true");
        assert_eq!(
            differences.iter().filter(only_ledgers).count(),
            sealed,
            "{differences:#?}"
        );
        assert_eq!(differences.len(), sealed, "{differences:#?}");
    }
}

#[test]
fn what_postil_yaml_must_say_first_is_told_and_brought_afterwards() {
    let first = dense();
    let before = exported(&first);
    let second = empty_as(&first);
    let yaml = fs::read_to_string(second.path("postil.yaml")).expect("settings");
    let (without, kinds) = yaml.split_once("editors:").expect("editors");
    second.write("postil.yaml", without);
    let run = import(&first, &second, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for told in [
        "`kinds: {treaties: {singular: Treaty, plural: Treaties}}`",
        "`editors: {mh: {name: M. Hall}}`",
        "`editors: {ner: {name: A program, machine: true}}`",
        "rome: an entry of a kind that this archive does not have",
        "one: `treaty:rome` is of a kind",
        "names: 18 = 16 written + 2 reported",
    ] {
        assert!(run.stderr.contains(told), "{told}\n{}", run.stderr);
    }
    second.write("postil.yaml", &format!("{without}editors:{kinds}"));
    let run = import(&first, &second, &["--update"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    second.build();
    assert_eq!(all_differences(&before, &exported(&second)), [MOVED]);
}

#[test]
fn ids_that_something_else_has_here_are_changed_in_links_too() {
    let first = dense();
    exported(&first);
    let second = empty_as(&first);
    let person = "---\ntitle: Jane Roe\n---\n";
    second.write("content/people/roe.md", person);
    second.write("content/topics/noise.md", "---\ntitle: Loud music\n---\n");
    let run = import(&first, &second, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let text = |path: &str| fs::read_to_string(second.path(path)).expect(path);
    assert_eq!(text("content/people/roe.md"), person);
    assert!(!second.path("content/people/j-roe.md").exists());
    assert!(text("content/topics/milling.md").contains("[[person:roe|Jane Roe]]"));
    assert!(text("content/topics/milling.md").contains("[[topic:noise-2|Noise]]"));
    assert!(text("content/annotations/hearing.yaml").contains("[[person:roe|her]]"));
    assert!(text("content/people/john-smith-2.md").contains("Another."));
    second.build();
}

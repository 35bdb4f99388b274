//! Schemas for editors' programs: that the table of keys is what `load` reads, that an archive's schemas stay fresh, and who writes them.
//!
//! What a language server makes of them is in tests/editor.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
};

use crate::testsuite::Site;
use postil::{
    archive::{Choice, Holds, Kind, Kinds, Mapping},
    pipeline::Live,
};

/// A key that nothing has, and that is like none.
const NO_KEY: &str = "qqqqqqqq";

/// The keys that whatever is called so is told to have, in the remarks on a site.
fn told_keys(site: &Site) -> BTreeMap<(String, String), BTreeSet<String>> {
    let run = site.run(&["check", "--format", "json"]);
    let mut told = BTreeMap::new();
    for line in run.stdout.lines().chain(run.stderr.lines()) {
        let Ok(remark) = serde_json::from_str::<serde_json::Value>(line) else {
            continue;
        };
        let message = remark["message"].as_str().unwrap_or_default();
        let Some(what) = message.strip_suffix(&format!(" has no key `{NO_KEY}`")) else {
            continue;
        };
        let notes = remark["notes"].as_array().expect("notes");
        let keys = notes
            .iter()
            .find_map(|n| n.as_str()?.strip_prefix("its keys are: "));
        let keys = keys.unwrap_or_else(|| panic!("{line}")).split(", ");
        let path = remark["path"].as_str().unwrap_or_default().to_owned();
        told.insert((path, what.to_owned()), keys.map(str::to_owned).collect());
    }
    told
}

/// The keys of the table, those of each kind among them.
fn keys(mapping: Mapping, kinds: &Kinds) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for key in mapping.keys() {
        match key.name {
            "*" => keys.extend(kinds.iter().map(|(_, names)| names.folder.clone())),
            name => {
                keys.insert(name.to_owned());
            }
        }
    }
    keys
}

#[test]
fn what_is_read_and_the_table_of_keys_agree() {
    let mut kinds = Kinds::default();
    kinds.declare("treaties", "Treaty", "Treaties");
    let q = NO_KEY;
    let mut site = Site::empty()
        .file(
            "postil.yaml",
            &format!("kinds: {{treaties: {{{q}: 1}}}}\neditors: {{x: {{{q}: 1}}}}\nnavigation: [{{{q}: 1}}]\n{q}: 1\n"),
        )
        .file("content/transcripts/a.txt", "A: Words.\n")
        .file(
            "content/transcripts/a.yaml",
            &format!("title: A\nspeakers: {{A: {{{q}: 1}}}}\nturns: {{p1: {{{q}: 1}}}}\nsource: {{{q}: 1}}\nmedia: {{{q}: 1}}\n{q}: 1\n"),
        )
        .file(
            "content/annotations/a.yaml",
            &format!("{q}: 1\nannotations:\n- {q}: 1\n- targets: [{{{q}: 1}}]\n"),
        )
        .file("content/pages/a.md", &format!("---\n{q}: 1\n---\n"));
    for (_, names) in kinds.iter() {
        let more = match names.folder.as_str() {
            "people" => format!("roles: [{{{q}: 1}}]\nimage: {{{q}: 1}}\n"),
            _ => String::new(),
        };
        let path = format!("content/{}/a.md", names.folder);
        site = site.file(&path, &format!("---\n{more}{q}: 1\n---\n"));
    }
    let told = told_keys(&site);
    let (sidecar, notes) = ("content/transcripts/a.yaml", "content/annotations/a.yaml");
    let expected = [
        (Mapping::Settings, "postil.yaml", "postil.yaml"),
        (Mapping::Editor, "postil.yaml", "an editor"),
        (Mapping::OwnKind, "postil.yaml", "a kind"),
        (
            Mapping::NavigationItem,
            "postil.yaml",
            "an item of the navigation",
        ),
        (Mapping::Transcript, sidecar, "a transcript"),
        (Mapping::Speaker, sidecar, "a speaker"),
        (Mapping::Turn, sidecar, "a turn"),
        (Mapping::Source, sidecar, "a source"),
        (Mapping::Recording, sidecar, "a recording"),
        (Mapping::AnnotationFile, notes, "a file of annotations"),
        (Mapping::Annotation, notes, "an annotation"),
        (Mapping::Target, notes, "a target"),
        (Mapping::Role, "content/people/a.md", "a role"),
        (Mapping::Image, "content/people/a.md", "an image"),
        (Mapping::Page, "content/pages/a.md", "a page"),
    ];
    assert_eq!(
        expected.map(|(mapping, ..)| mapping),
        Mapping::BESIDE_ENTRIES
    );
    let entries = kinds.iter().map(|(kind, names)| {
        let path = format!("content/{}/a.md", names.folder);
        (Mapping::Entry(kind), path, "an entry")
    });
    let expected = expected.map(|(mapping, path, what)| (mapping, path.to_owned(), what));
    for (mapping, path, what) in expected.into_iter().chain(entries) {
        let told = told.get(&(path.clone(), what.to_owned()));
        let told = told.unwrap_or_else(|| panic!("{path}: nothing is told of {what}"));
        assert_eq!(*told, keys(mapping, &kinds), "{path}: {what}");
    }
}

#[test]
fn formats_that_may_be_asked_for_are_those_that_there_are() {
    let site = Site::small().file("postil.yaml", "exports: [no-such-format]\n");
    let run = site.run(&["check", "--format", "json"]);
    let told = run.stdout + &run.stderr;
    let (_, words) = told.split_once("it is one of: ").expect("a list");
    let (words, _) = words.split_once('"').expect("its end");
    assert_eq!(words, Choice::Formats.words().join(", "));
}

#[test]
fn a_kind_is_not_called_as_a_key_beside_which_it_would_stand() {
    for taken in ["languages", "comments", "align", "quote", "timeline"] {
        let settings = format!("kinds:\n  {taken}: {{singular: X, plural: Xs}}\n");
        let run = Site::small().file("postil.yaml", &settings).run(&["check"]);
        assert_eq!(run.code, 1, "{taken}");
        assert!(
            run.stderr.contains(&format!("`{taken}` is taken")),
            "{}",
            run.stderr
        );
    }
    let holds = Mapping::Transcript
        .keys()
        .into_iter()
        .find(|key| key.name == "*");
    assert!(matches!(
        holds.expect("a key for each kind").holds,
        Holds::Names(_)
    ));
    assert!(!Mapping::Entry(Kind::PLACES).keys().is_empty());
}

const IDS: &str = "schemas/ids.json";

fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn with_schemas() -> Site {
    let site = Site::small().file("postil.yaml", "contact: mail@example.org\n");
    let run = site.run(&["schema", "--write"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site
}

/// What `check --strict` says, with its exit code.
fn checked(site: &Site) -> (i32, String) {
    let run = site.run(&["check", "--strict"]);
    (run.code, run.stderr)
}

#[test]
fn schemas_are_where_somebody_asked_for_them() {
    let site = Site::small().file("postil.yaml", "contact: mail@example.org\n");
    assert_eq!(checked(&site).0, 0);
    let run = site.run(&["new", "topic", "Ferries"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = site.run(&[
        "new",
        "annotation",
        "hearing",
        "--quote",
        "closed",
        "--note",
        "Why?",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!site.path("schemas").exists());
    assert!(!text(&site, "content/annotations/hearing.yaml").contains("yaml-language-server"));
    let run = site.run(&["schema"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stdout.contains("schemas/ids.json: not there"),
        "{}",
        run.stdout
    );
    assert!(!site.path("schemas").exists());

    let run = site.run(&["schema", "--write"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(text(&site, IDS).contains("\"ferries\""));
    let run = site.run(&["schema"]);
    assert_eq!(run.code, 0, "{}", run.stdout);
    let run = site.run(&["schema", "--write"]);
    assert!(run.stderr.contains("nothing was written"), "{}", run.stderr);
    let run = site.run(&["schema", "ids"]);
    assert_eq!(run.stdout, text(&site, IDS));
    let run = site.run(&["schema", "nonsense"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("annotations"), "{}", run.stderr);
    assert_eq!(checked(&site).0, 0);
}

#[test]
fn what_is_stale_is_told_and_what_says_the_same_is_not() {
    let site = with_schemas();
    site.write("content/people/john-doe.md", "---\ntitle: John Doe\n---\n");
    let (code, said) = checked(&site);
    assert_eq!(code, 1);
    assert!(
        said.contains("stale-schema") && said.contains("schemas/ids.json"),
        "{said}"
    );
    assert!(!said.contains("schemas/annotations.json"), "{said}");
    assert_eq!(site.build().code, 0, "a build is none of theirs");
    site.run(&["schema", "--write"]);
    assert_eq!(checked(&site).0, 0);

    // As version control may write it on Windows.
    site.write(IDS, &text(&site, IDS).replace('\n', "\r\n"));
    assert_eq!(checked(&site).0, 0);

    // One that is gone, and those of a kind that came and went.
    site.remove("schemas/page.json");
    site.write(
        "postil.yaml",
        "contact: mail@example.org\nkinds: {treaties: {singular: Treaty}}\n",
    );
    let (_, said) = checked(&site);
    assert!(
        said.contains("schemas/page.json") && said.contains("schemas/entries/treaties.json"),
        "{said}"
    );
    site.run(&["schema", "--write"]);
    assert!(text(&site, "schemas/annotations.json").contains("\"treaties\""));
    site.write("postil.yaml", "contact: mail@example.org\n");
    let (_, said) = checked(&site);
    assert!(said.contains("schemas/entries/treaties.json"), "{said}");
    site.run(&["schema", "--write"]);
    assert!(!site.path("schemas/entries/treaties.json").exists());
    assert_eq!(checked(&site).0, 0);
}

#[test]
fn a_file_of_somebody_elses_stays() {
    let site = with_schemas();
    site.write("schemas/page.json", "{}\n");
    site.write("schemas/own.json", "{}\n");
    let run = site.run(&["schema", "--write"]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr
            .contains("schemas/page.json was not made by postil"),
        "{}",
        run.stderr
    );
    assert_eq!(text(&site, "schemas/page.json"), "{}\n");
    assert_eq!(text(&site, "schemas/own.json"), "{}\n");
    // A folder that only happens to be called so is not told.
    let other = Site::small()
        .file("postil.yaml", "contact: mail@example.org\n")
        .file("schemas/ids.json", "{}\n");
    assert_eq!(checked(&other).0, 0);
}

#[test]
fn new_rename_and_import_keep_them_fresh() {
    let site = with_schemas();
    let run = site.run(&["new", "person", "John Doe"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(text(&site, IDS).contains("\"john-doe\""));
    assert_eq!(checked(&site).0, 0);

    let run = site.run(&["rename", "person", "john-doe", "j-doe"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(text(&site, IDS).contains("\"j-doe\"") && !text(&site, IDS).contains("\"john-doe\""));

    let run = site.run(&["new", "topic", "Ferries", "--dry-run"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        !text(&site, IDS).contains("\"ferries\""),
        "a dry run writes nothing"
    );

    let cues =
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n<v Jane Roe>The mill stood by the river.\n";
    site.write("incoming/talk.vtt", cues);
    let run = site.run(&["import", "incoming/talk.vtt", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(text(&site, IDS).contains("\"talk\""));
    assert_eq!(checked(&site).0, 0, "{}", checked(&site).1);
}

#[test]
fn a_preview_keeps_them_fresh() {
    let site = with_schemas();
    let live = Live::open(site.options()).expect("a preview");
    assert_eq!(live.refresh_schemas().expect("a disk"), 0);
    site.write("content/topics/ferries.md", "---\ntitle: Ferries\n---\n");
    let update = live.update(&["content/topics/ferries.md".to_owned()]);
    // The preview passes over what is changed in place: that has no new ids.
    assert!(!update.expect("read").in_place);
    assert_eq!(live.refresh_schemas().expect("a disk"), 1);
    assert!(text(&site, IDS).contains("\"ferries\""));
    site.write(
        "content/topics/ferries.md",
        "---\ntitle: The ferries\n---\n",
    );
    live.update(&["content/topics/ferries.md".to_owned()])
        .expect("read");
    assert_eq!(live.refresh_schemas().expect("a disk"), 0);
    // What nobody saved is in no file.
    let text_of = "---\ntitle: Weirs\n---\n";
    live.edit_unsaved(|unsaved| {
        unsaved.put("content/topics/weirs.md", text_of.as_bytes().to_vec())
    });
    live.update(&["content/topics/weirs.md".to_owned()])
        .expect("read");
    assert_eq!(live.refresh_schemas().expect("a disk"), 0);
}

#[test]
fn files_that_postil_writes_name_their_schema() {
    let site = Site::empty();
    assert_eq!(site.run(&["init", "."]).code, 0);
    let line = |path: &str| {
        text(&site, path)
            .lines()
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(
        line("postil.yaml"),
        "# yaml-language-server: $schema=schemas/postil.json"
    );
    let of_notes = "# yaml-language-server: $schema=../../schemas/annotations.json";
    assert_eq!(
        line("content/annotations/2023-09-21-corn-hall.yaml"),
        of_notes
    );
    let settings = text(&site, ".vscode/settings.json");
    let settings: serde_json::Value = serde_json::from_str(&settings).expect("JSON");
    let schemas = settings["yaml.schemas"].as_object().expect("a map");
    for schema in schemas.keys().filter(|schema| !schema.contains("words")) {
        assert!(site.path(schema).is_file(), "{schema}");
    }
    assert_eq!(
        site.run(&["schema"]).code,
        0,
        "a new archive has them as they should be"
    );

    // A Word file brings notes; a text that is kept byte for byte has no such line.
    let fixture = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/import/docx-mammoth/comments.docx"
    );
    let run = site.run(&["import", fixture, "--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(line("content/annotations/comments.yaml"), of_notes);
    let imported = fs::read_dir(site.path("imports")).expect("a folder");
    for folder in imported {
        let kept = folder.expect("an entry").path();
        let files = fs::read_dir(kept).expect("a folder");
        assert!(files.count() > 1);
    }
}

//! The table of fields: docs/formats.md says what it says, and files are read and names bound by it.
//!
//! The tables of docs/formats.md are made anew by `POSTIL_WRITE_DOCS=1 cargo test --test all fields`, and read in the diff.

use std::{fs, path::Path};

use crate::testsuite::{Site, html::texts};
use postil::archive::{
    Holder, Holds, Inverse, Key, Kind, Kinds, Mapping, Property, Read, Relation, To, Value,
};

/// The kinds that a field stands on, in words.
fn stands_on(holders: &[Holder], kinds: &Kinds) -> String {
    let words = holders.iter().map(|holder| match holder {
        Holder::Entry => "all",
        Holder::Of(kind) => kinds.names(*kind).folder.as_str(),
        Holder::OwnKinds => "own kinds",
        Holder::Role | Holder::Transcript | Holder::Speaker | Holder::Turn | Holder::Annotation => {
            panic!("an entry's field stands on entries")
        }
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The key of a relation, in a table of the documentation.
fn key(relation: Relation, kinds: &Kinds) -> String {
    match relation.reference().read {
        Read::Ids | Read::ByHand => format!("`{}`", relation.key()),
        Read::ByKind => {
            let folders = kinds.iter().map(|(_, names)| format!("`{}`", names.folder));
            folders.collect::<Vec<_>>().join(", ") + ", own kinds"
        }
    }
}

/// What the documentation says of a relation.
fn meaning(relation: Relation, kinds: &Kinds) -> String {
    let reference = relation.reference();
    if reference.read == Read::ByHand {
        return relation.meaning().to_owned();
    }
    let folders = |of: &[Kind]| {
        let folders = of.iter().map(|kind| kinds.names(*kind).folder.as_str());
        folders.collect::<Vec<_>>().join(" or ")
    };
    let of = match (reference.read, reference.to) {
        (Read::ByKind, _) => String::new(),
        (_, To::Kinds(of)) => format!(" of {}", folders(of)),
        (_, To::Its) => " of the same kind".to_owned(),
        (_, To::Transcripts) => " of transcripts".to_owned(),
    };
    let turned = match reference.inverse {
        Inverse::Nothing | Inverse::Transcripts | Inverse::Spoken | Inverse::Passages => {
            String::new()
        }
        Inverse::Listed(name) | Inverse::Below { listed: name, .. } => {
            format!("; listed there as `{name}`")
        }
        Inverse::Same => "; listed there, too".to_owned(),
    };
    format!("ids{of}: {}{turned}", relation.meaning())
}

/// Whether a relation is a key of entries.
fn on_entries(relation: Relation) -> bool {
    let mut holders = relation.holders().iter();
    holders.any(|h| matches!(h, Holder::Entry | Holder::Of(_) | Holder::OwnKinds))
}

/// The rows of entries.
fn of_entries(kinds: &Kinds) -> Vec<String> {
    let properties = Property::ALL.iter().map(|p| {
        let on = stands_on(p.holders(), kinds);
        let required = if Key::from(*p).required {
            "required: "
        } else {
            ""
        };
        format!("| `{}` | {on} | {required}{} |", p.key(), p.meaning())
    });
    let relations = Relation::ALL.iter().filter(|r| on_entries(**r));
    let relations = relations.map(|&r| {
        let (key, on) = (key(r, kinds), stands_on(r.holders(), kinds));
        format!("| {key} | {on} | {} |", meaning(r, kinds))
    });
    properties.chain(relations).collect()
}

/// The first table below a heading: its rows.
fn table(lines: &[String], heading: &str) -> std::ops::Range<usize> {
    let above = lines.iter().position(|line| line == heading);
    let above = above.expect("the heading is there");
    let head = above
        + lines[above..]
            .iter()
            .position(|l| l.starts_with("|---"))
            .expect("a table");
    let rows = lines[head + 1..].iter().take_while(|l| l.starts_with('|'));
    head + 1..head + 1 + rows.count()
}

/// The row of a key: with a column for what is assumed without it, if the table has one.
fn row(key: &Key, with_default: bool, kinds: &Kinds) -> String {
    let (name, meaning) = match key.holds {
        Holds::Names(relation) => (self::key(relation, kinds), meaning(relation, kinds)),
        Holds::Value(_) => (format!("`{}`", key.name), key.meaning.to_owned()),
    };
    let required = if key.required { "required: " } else { "" };
    let default = match (with_default, key.default) {
        (false, _) => String::new(),
        (true, "") => " |".to_owned(),
        (true, default) => format!(" {default} |"),
    };
    format!("| {name} | {required}{meaning} |{default}")
}

/// Puts the rows of a mapping's keys into the table below `heading`.
fn put(lines: &mut Vec<String>, heading: &str, mapping: Mapping, kinds: &Kinds) {
    let with_default = mapping == Mapping::Settings;
    let keys = mapping.keys();
    let rows = keys.iter().map(|key| row(key, with_default, kinds));
    let at = table(lines, heading);
    lines.splice(at, rows);
}

#[test]
fn the_documentation_says_what_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/formats.md");
    let written = fs::read_to_string(&path).expect("the page is there");
    let kinds = Kinds::default();
    let mut lines: Vec<String> = written.lines().map(str::to_owned).collect();
    put(&mut lines, "## postil.yaml", Mapping::Settings, &kinds);
    put(&mut lines, "## Transcripts", Mapping::Transcript, &kinds);
    put(&mut lines, "## Annotations", Mapping::Annotation, &kinds);
    let rows = table(&lines, "## Entries");
    lines.splice(rows, of_entries(&kinds));
    let expected = lines.join("\n") + "\n";
    if std::env::var_os("POSTIL_WRITE_DOCS").is_some() {
        fs::write(&path, expected).expect("the page can be written");
        return;
    }
    let mut pairs = written.lines().zip(expected.lines()).enumerate();
    if let Some((line, (is, should))) = pairs.find(|(_, (is, should))| is != should) {
        panic!(
            "docs/formats.md, line {}: run POSTIL_WRITE_DOCS=1 cargo test --test all fields\n{is}\n{should}",
            line + 1
        );
    }
    assert_eq!(written, expected);
}

/// A value that a property can have.
fn value(property: Property) -> &'static str {
    match property.value() {
        Value::Words | Value::WordsList | Value::Lines => "words",
        Value::Language => "he",
        Value::Date => "1931-05",
        Value::Address | Value::Addresses => "https://example.org/x",
        Value::Coordinates => "[50.1, 4.2]",
        Value::Roles => "[{role: miller, at: one}]",
        Value::Image => "{file: mill.png, alt: A mill}",
        Value::Flag | Value::Mentions => "false",
        Value::Free => "{any: thing}",
        other => panic!("no entry holds {other:?}"),
    }
}

/// Every key that some entry may have, with a value; the entries of a kind have one called `one`.
fn every_key() -> Vec<(&'static str, String)> {
    let properties = Property::ALL
        .iter()
        .map(|p| (p.key(), value(*p).to_owned()));
    let relations = Relation::ALL.iter().filter(|r| on_entries(**r));
    properties
        .chain(relations.map(|r| (r.key(), "[one]".to_owned())))
        .collect()
}

/// An entry of a kind, with all keys of `keys`.
fn entry<'k>(keys: impl Iterator<Item = &'k (&'static str, String)>) -> String {
    let lines: String = keys
        .map(|(key, value)| format!("{key}: {value}\n"))
        .collect();
    format!("---\n{lines}---\n")
}

const OWN: &str = "kinds:\n  treaties: {singular: Treaty, plural: Treaties}\n";

/// A site of which every kind has an entry `one` and its own keys.
fn every_kind() -> (Site, Kinds) {
    let mut kinds = Kinds::default();
    kinds.declare("treaties", "Treaty", "Treaties");
    let mut site = Site::small()
        .file("postil.yaml", OWN)
        .file("content/assets/mill.png", "no picture");
    for (_, names) in kinds.iter() {
        let path = format!("content/{}/one.md", names.folder);
        site = site.file(
            &path,
            &format!("---\ntitle: One of {}\n---\n", names.folder),
        );
    }
    (site, kinds)
}

fn keys_of(kind: Kind) -> Vec<&'static str> {
    let properties = Property::of_entries(kind).map(Property::key);
    let relations = Relation::of_entries(kind).map(Relation::key);
    properties.chain(relations).collect()
}

#[test]
fn an_entry_has_the_keys_of_its_kind() {
    let (site, kinds) = every_kind();
    let all = every_key();
    for (kind, names) in kinds.iter() {
        let path = format!("content/{}/two.md", names.folder);
        let known = keys_of(kind);
        let own = all.iter().filter(|(key, _)| known.contains(key));
        site.write(&path, &entry(own));
        let run = site.run(&["check"]);
        site.remove(&path);
        assert_eq!(run.code, 0, "{}\n{}", names.folder, run.stderr);
    }
}

#[test]
fn a_key_of_another_kind_is_told() {
    let (site, kinds) = every_kind();
    let all = every_key();
    for (kind, names) in kinds.iter() {
        let path = format!("content/{}/two.md", names.folder);
        site.write(&path, &entry(all.iter()));
        let run = site.run(&["check"]);
        site.remove(&path);
        let known = keys_of(kind);
        for (key, _) in &all {
            let told = run.stderr.contains(&format!("an entry has no key `{key}`"));
            assert_eq!(
                told,
                !known.contains(key),
                "{}: {key}\n{}",
                names.folder,
                run.stderr
            );
        }
    }
}

#[test]
fn whoever_takes_part_gets_a_page_if_stubs_are_asked_for() {
    let site = Site::small().file("postil.yaml", "stubs: true\n").file(
        "content/events/fire.md",
        "---\ntitle: The fire\nparticipants: [john-doe, the-guild]\nplace: old-mill\npart_of: the-great-fire\n---\n",
    )
    .file("content/organizations/the-guild.md", "---\ntitle: The guild\n---\n");
    let run = site.build();
    for page in [
        "people/john-doe",
        "places/old-mill",
        "events/the-great-fire",
    ] {
        assert!(site.has(&format!("{page}.html")), "{page}: {}", run.stderr);
    }
    let page = site.page("people/john-doe.html");
    assert!(texts(&page, "a").contains(&"The fire".to_owned()), "{page}");
    // The organization is there, so no person of this name is made.
    assert!(!site.has("people/the-guild.html"), "{}", run.stderr);
}

#[test]
fn an_organization_that_speaks_or_is_present_is_made_no_person() {
    let site = Site::small()
        .file("postil.yaml", "stubs: true\n")
        .file("content/organizations/the-guild.md", "---\ntitle: The guild\n---\n")
        .file("content/organizations/council.md", "---\ntitle: Council\ndraft: true\n---\n")
        .file(
            "content/transcripts/second.md",
            "---\ntitle: Another\npresent: [the-guild, council]\nspeakers:\n  G: the-guild\n---\nG: We were at the mill.\n",
        );
    let run = site.build();
    for id in ["the-guild", "council"] {
        assert!(!site.has(&format!("people/{id}.html")), "{}", run.stderr);
    }
    let page = site.page("organizations/the-guild.html");
    assert!(texts(&page, "a").iter().any(|a| a == "Another"), "{page}");
}

#[test]
fn the_navigation_may_have_meant_a_kind_of_the_sites_own() {
    let navigation = "navigation:\n  - {title: Treaties, to: treatys/}\n";
    let site = Site::small()
        .file("postil.yaml", &format!("{OWN}{navigation}"))
        .file("content/treaties/one.md", "---\ntitle: One\n---\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("`treaties/`"), "{}", run.stderr);
}

#[test]
fn what_the_table_says_of_relations_fits_together() {
    for &relation in Relation::ALL {
        let (reference, holders) = (relation.reference(), relation.holders());
        let own = on_entries(relation);
        match reference.inverse {
            Inverse::Listed(_) | Inverse::Below { .. } | Inverse::Same => {
                assert!(own, "{relation:?}");
            }
            Inverse::Transcripts | Inverse::Spoken => {
                assert!(!own, "{relation:?}");
            }
            Inverse::Passages => assert_eq!(holders, [Holder::Annotation], "{relation:?}"),
            Inverse::Nothing => {}
        }
        match (reference.read, reference.to) {
            // Only entries and the headers of transcripts are read by the table.
            (Read::Ids, To::Kinds(kinds)) => {
                assert!(!kinds.is_empty());
                assert!(own || holders == [Holder::Transcript], "{relation:?}");
            }
            (Read::Ids, To::Its) => assert!(own, "{relation:?}"),
            (Read::ByKind, to) => assert_eq!(to, To::Its, "{relation:?}"),
            (Read::ByHand, _) | (_, To::Transcripts) => {}
        }
    }
}

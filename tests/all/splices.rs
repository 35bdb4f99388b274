//! Changes of YAML leave every byte that they do not mean: random edits of random files, with comments, in all styles, with both kinds of line ends.

mod made;

use std::collections::BTreeMap;

use postil::{
    archive::{Kind, Kinds},
    load::yaml::{self, Node, Value as Read},
    source::SourceId,
    writer::{Named, Step, Value, names_entries, splice::Document},
};
use proptest::prelude::*;

use self::made::{Made, NASTY};
use crate::testsuite::cases;

/// Every path to a value, the document's aside.
fn paths(node: &Node, path: &mut Vec<Step>, all: &mut Vec<Vec<Step>>) {
    let steps: Vec<(Step, &Node)> = match &node.value {
        Read::Map(fields) => fields
            .iter()
            .map(|(k, v)| (k.value.as_str().into(), v))
            .collect(),
        Read::List(items) => items
            .iter()
            .enumerate()
            .map(|(i, v)| (i.into(), v))
            .collect(),
        Read::Null | Read::Scalar(_) => Vec::new(),
    };
    for (step, node) in steps {
        path.push(step);
        all.push(path.clone());
        paths(node, path, all);
        path.pop();
    }
}

fn node_at<'n>(node: &'n Node, path: &[Step]) -> &'n Node {
    let Some((step, rest)) = path.split_first() else {
        return node;
    };
    let inside = match (&node.value, step) {
        (Read::Map(fields), Step::Key(key)) => {
            fields.iter().find(|(k, _)| k.value == *key).map(|(_, v)| v)
        }
        (Read::List(items), Step::Item(index)) => items.get(*index),
        _ => None,
    };
    node_at(inside.expect("the path is there"), rest)
}

/// What another reader of YAML sees.
fn oracle(text: &str) -> serde_yaml::Value {
    serde_yaml::from_str(text.trim_start_matches('\u{feff}'))
        .unwrap_or_else(|e| panic!("{e}\n{text}\n{text:?}"))
}

fn oracle_at<'v>(value: &'v mut serde_yaml::Value, path: &[Step]) -> &'v mut serde_yaml::Value {
    path.iter().fold(value, |value, step| match step {
        Step::Key(key) => value.get_mut(key.as_str()).expect("a field"),
        Step::Item(index) => value.get_mut(*index).expect("an item"),
    })
}

/// All comments, by another way than the editor's.
fn comments(text: &str) -> Vec<String> {
    let events = granit_parser::Parser::new_from_str(text.trim_start_matches('\u{feff}'));
    let texts = events.filter_map(|event| match event.expect("it was read before").0 {
        granit_parser::Event::Comment(words, _) => Some(words.to_string()),
        _ => None,
    });
    texts.collect()
}

#[derive(Default, Debug)]
struct Count {
    done: usize,
    refused: BTreeMap<&'static str, usize>,
}

impl Count {
    /// Makes one random edit of `text`, and looks at what came of it.
    fn edit(&mut self, made: &mut Made, text: &str) -> Option<String> {
        let root = yaml::parse(SourceId(0), text, 0..text.len(), &mut Vec::new()).expect("read");
        let mut all = Vec::new();
        paths(&root, &mut Vec::new(), &mut all);
        if all.is_empty() {
            return None;
        }
        let path = all[made.roll(all.len())].clone();
        let node = node_at(&root, &path);
        let words = made.pick(NASTY);
        let value = Value::words(words);
        let document = Document::yaml(text).expect("nothing is wrong with it");
        let mut meant = oracle(text);
        let (what, result) = match (made.roll(4), &node.value) {
            (0, Read::Map(_) | Read::Null) => {
                let after = made.one_in(2).then_some("topics");
                let at = oracle_at(&mut meant, &path);
                if at.is_null() {
                    *at = serde_yaml::Value::Mapping(serde_yaml::Mapping::new());
                }
                at.as_mapping_mut()
                    .expect("a map")
                    .insert("new key".into(), words.into());
                (
                    "add a field",
                    document.add_field(&path, ("new key", &value), after),
                )
            }
            (0 | 1, Read::List(_) | Read::Null) => {
                let index = made.roll(4);
                let at = oracle_at(&mut meant, &path);
                if at.is_null() {
                    *at = serde_yaml::Value::Sequence(Vec::new());
                }
                let list = at.as_sequence_mut().expect("a list");
                let index = index.min(list.len());
                let item: serde_yaml::Value = serde_yaml::Mapping::from_iter([
                    ("quote".into(), words.into()),
                    ("nth".into(), 2.into()),
                ])
                .into();
                let long = made.one_in(2);
                list.insert(index, if long { item } else { words.into() });
                let map = Value::Lines(vec![
                    ("quote".to_owned(), value.clone()),
                    ("nth".to_owned(), Value::Bare("2".to_owned())),
                ]);
                (
                    "add an item",
                    document.add_item(&path, index, if long { &map } else { &value }),
                )
            }
            (2, _) => {
                let (last, parent) = path.split_last().expect("not the document");
                match (oracle_at(&mut meant, parent), last) {
                    (serde_yaml::Value::Mapping(map), Step::Key(key)) => {
                        map.shift_remove(key.as_str());
                    }
                    (serde_yaml::Value::Sequence(list), Step::Item(index)) => {
                        list.remove(*index);
                    }
                    other => panic!("{other:?}"),
                }
                if parent.is_empty()
                    && meant
                        .as_mapping()
                        .is_some_and(serde_yaml::Mapping::is_empty)
                {
                    meant = serde_yaml::Value::Null;
                }
                ("remove", document.remove(&path))
            }
            _ => {
                *oracle_at(&mut meant, &path) = words.into();
                ("set", document.set(&path, &value))
            }
        };
        let tell = |new: &str| {
            format!(
                "{what} at {path:?} with {words:?}\n--- old\n{text}\n--- new\n{new}\n{text:?}\n{new:?}"
            )
        };
        let new = match result {
            Ok(new) => new,
            Err(refused) => {
                *self.refused.entry(what).or_default() += 1;
                // What stands inside is never thrown away without being asked for; what has nothing in it must be possible.
                let inner = matches!(&node.value, Read::Null | Read::Scalar(_)) && what == "set";
                assert!(!inner, "{refused}: {}", tell(""));
                return None;
            }
        };
        self.done += 1;
        // `a\r\nb` is written as it is; another reader must see it, too.
        assert_eq!(oracle(&new), meant, "{}", tell(&new));
        self.only_there(text, &new, (node, &root), what == "remove")
            .unwrap_or_else(|why| panic!("{why}: {}", tell(&new)));
        Some(new)
    }

    /// Bytes before and behind the value, its key and the blanks round it are the same; so are all comments but those of what was removed.
    fn only_there(
        &self,
        old: &str,
        new: &str,
        (node, root): (&Node, &Node),
        removed: bool,
    ) -> Result<(), String> {
        let mut leaves = Vec::new();
        leaves_of(root, &mut leaves);
        let mut own = Vec::new();
        leaves_of(node, &mut own);
        let own_start = own.first().map_or(node.span.range().start, |r| {
            r.start.min(node.span.range().start)
        });
        let own_end = own
            .last()
            .map_or(node.span.range().end, |r| r.end.max(node.span.range().end));
        let before = leaves
            .iter()
            .filter(|r| r.end <= own_start && !own.contains(r))
            .map(|r| r.end)
            .max()
            .unwrap_or(0);
        // The key goes with what is removed.
        let before = match removed {
            true => leaves
                .iter()
                .filter(|r| r.end < before)
                .map(|r| r.end)
                .max()
                .unwrap_or(0),
            false => before,
        };
        let behind = leaves
            .iter()
            .filter(|r| r.start >= own_end && !own.contains(r))
            .map(|r| r.start)
            .min()
            .unwrap_or(old.len());
        let before = before.min(own_start);
        let rest = new
            .strip_prefix(&old[..before])
            .and_then(|new| new.strip_suffix(&old[behind..]));
        if rest.is_none() {
            return Err(format!("more changed than bytes {before}..{behind}"));
        }
        let (mut kept, was) = (comments(new).into_iter(), comments(old));
        let lost = was
            .iter()
            .filter(|comment| !kept.by_ref().any(|k| k == **comment))
            .count();
        // Those on the lines of what was removed go with it.
        if lost > 0 && !removed {
            return Err("a comment is lost".to_owned());
        }
        let endings = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
        let (old_ends, new_ends) = (endings(old), endings(new));
        let all_crlf = |(crlf, lf): (usize, usize)| crlf == lf;
        let one_line = old_ends.1 == 0;
        if !one_line && (all_crlf(old_ends) != all_crlf(new_ends)) && new_ends.1 > 0 {
            return Err("line ends are mixed".to_owned());
        }
        // Unless a block is the last there, whose words would be others without it.
        let block = new.lines().rev().any(|line| line.contains(['|', '>']));
        if !old.ends_with('\n') && new.ends_with('\n') && !block && !removed {
            return Err("the last line has an end".to_owned());
        }
        if old.starts_with('\u{feff}') != new.starts_with('\u{feff}') {
            return Err("the byte-order mark".to_owned());
        }
        Ok(())
    }
}

fn leaves_of(node: &Node, leaves: &mut Vec<std::ops::Range<usize>>) {
    match &node.value {
        Read::Null if node.comment.is_some() => {}
        Read::Null | Read::Scalar(_) => leaves.push(node.span.range()),
        Read::List(items) => items.iter().for_each(|item| leaves_of(item, leaves)),
        Read::Map(fields) => {
            for (key, value) in fields {
                leaves.push(key.span.range());
                leaves_of(value, leaves);
            }
        }
    }
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn a_change_touches_nothing_but_what_is_meant(seed in any::<u64>()) {
        let mut made = Made::new(seed);
        let mut told = Vec::new();
        let read = yaml::parse(SourceId(0), &made.text, 0..made.text.len(), &mut told);
        prop_assert!(read.is_some() && told.is_empty(), "{told:?}\n{}", made.text);
        let mut count = Count::default();
        let mut text = made.text.clone();
        for _ in 0..20 {
            if let Some(new) = count.edit(&mut made, &text) {
                text = new;
            }
            if text.len() > 4000 {
                text = made.text.clone();
            }
        }
        let refused: usize = count.refused.values().sum();
        prop_assert!(refused <= 6 + count.done, "{count:?}");
    }
}

/// A path as it is written here: `annotations/0/quote`.
fn path(written: &str) -> Vec<Step> {
    let steps = written.split('/').filter(|step| !step.is_empty());
    steps
        .map(|step| {
            step.parse::<usize>()
                .map_or_else(|_| step.into(), Step::from)
        })
        .collect()
}

const NOTES: &str = "# Notes on the hearing.\nby: mh  # Hall\nannotations:\n  # the first\n  - quote: 'at the mill'   # where\n    topics: [milling, mills]\n    note: |  # long\n      It *was*.\n\n      Indeed.\n\n  - {in: p2, people: mills}\n";

#[test]
fn values_are_changed_in_their_own_style() {
    let notes = Document::yaml(NOTES).expect("read");
    let set = |at: &str, words: &str| {
        notes
            .set(&path(at), &Value::words(words))
            .expect("it can be set")
    };
    assert_eq!(set("by", "ab"), NOTES.replace("by: mh  #", "by: ab  #"));
    assert_eq!(
        set("by", "a: b"),
        NOTES.replace("by: mh  #", "by: \"a: b\"  #")
    );
    assert_eq!(
        set("annotations/0/quote", "it's"),
        NOTES.replace("'at the mill'   #", "'it''s'   #")
    );
    assert_eq!(
        set("annotations/0/note", "One.\nTwo.\n"),
        NOTES.replace("It *was*.\n\n      Indeed.", "One.\n      Two.")
    );
    assert_eq!(
        set("annotations/0/topics/1", "a, b"),
        NOTES.replace(" mills]", " \"a, b\"]")
    );
    let crlf = NOTES.replace('\n', "\r\n");
    let notes = Document::yaml(&crlf).expect("read");
    let value = Value::words("One.\nTwo.\n");
    let written = notes.set(&path("annotations/0/note"), &value).expect("set");
    assert_eq!(
        written,
        crlf.replace("It *was*.\r\n\r\n      Indeed.", "One.\r\n      Two.")
    );
}

#[test]
fn fields_and_items_come_and_go() {
    let notes = Document::yaml(NOTES).expect("read");
    let certainty = notes
        .add_field(
            &path("annotations/0"),
            ("certainty", &Value::words("possible")),
            Some("quote"),
        )
        .expect("added");
    assert_eq!(
        certainty,
        NOTES.replace("# where\n", "# where\n    certainty: possible\n")
    );
    let draft = notes
        .add_field(&path("annotations/1"), ("draft", &Value::flag(true)), None)
        .expect("added");
    assert_eq!(
        draft,
        NOTES.replace("people: mills}", "people: mills, draft: true}")
    );
    let item = Value::Lines(vec![
        ("quote".to_owned(), Value::words("x")),
        ("note".to_owned(), Value::text("One.\n\nTwo.")),
    ]);
    let more = notes
        .add_item(&path("annotations"), 1, &item)
        .expect("added");
    assert_eq!(
        more,
        NOTES.replace(
            "Indeed.\n",
            "Indeed.\n  - quote: x\n    note: |\n      One.\n\n      Two.\n"
        )
    );
    let topic = notes
        .add_item(&path("annotations/0/topics"), 2, &Value::words("syria"))
        .expect("added");
    assert_eq!(topic, NOTES.replace("mills]", "mills, syria]"));
    let person = notes
        .add_item(&path("annotations/1/people"), 1, &Value::words("jane"))
        .expect("added");
    assert_eq!(
        person,
        NOTES.replace("people: mills", "people: [mills, jane]")
    );
    let gone = notes
        .remove(&path("annotations/0/topics"))
        .expect("removed");
    assert_eq!(gone, NOTES.replace("    topics: [milling, mills]\n", ""));
    let gone = notes.remove(&path("annotations/0/quote")).expect("removed");
    assert_eq!(
        gone,
        NOTES.replace("quote: 'at the mill'   # where\n    ", "")
    );
    let empty = Document::yaml("annotations: []").expect("read");
    let first = empty.add_item(
        &path("annotations"),
        0,
        &Value::Lines(vec![
            ("in".to_owned(), Value::words("p1")),
            ("note".to_owned(), Value::words("x")),
        ]),
    );
    assert_eq!(
        first.as_deref(),
        Ok("annotations:\n  - in: p1\n    note: x")
    );
}

#[test]
fn an_id_is_renamed_where_it_is_one() {
    let notes = Document::yaml(NOTES).expect("read");
    let kinds = Kinds::default();
    let (text, count) = notes
        .rename(
            "mills",
            "the-mills",
            &names_entries(Named::Annotations, Kind::TOPICS, &kinds),
        )
        .expect("renamed");
    assert_eq!((text, count), (NOTES.replace("mills]", "the-mills]"), 1));
    let (text, _) = notes
        .rename(
            "mills",
            "true",
            &names_entries(Named::Annotations, Kind::PEOPLE, &kinds),
        )
        .expect("renamed");
    assert_eq!(text, NOTES.replace("people: mills", "people: \"true\""));
    let talk = "---\ntitle: jane\nspeakers:\n  A: jane # she\n  B: {person: jane, name: jane}\n  jane: false\npresent: [jane, bob]\nturns: {p3: jane}\ncite_author: jane\n---\njane: jane\n";
    let front = Document::front_matter(talk).expect("read");
    let (text, count) = front
        .rename(
            "jane",
            "jane-roe",
            &names_entries(Named::Transcript, Kind::PEOPLE, &kinds),
        )
        .expect("renamed");
    let meant = "---\ntitle: jane\nspeakers:\n  A: jane-roe # she\n  B: {person: jane-roe, name: jane}\n  jane: false\npresent: [jane-roe, bob]\nturns: {p3: jane-roe}\ncite_author: jane-roe\n---\njane: jane\n";
    assert_eq!((text.as_str(), count), (meant, 5));
    let bob = "---\ntitle: Bob\nroles:\n  - {role: un, at: un}\n  - at: un\n---\n";
    let front = Document::front_matter(bob).expect("read");
    let (text, _) = front
        .rename(
            "un",
            "u-n",
            &names_entries(Named::Entry(Kind::PEOPLE), Kind::ORGANIZATIONS, &kinds),
        )
        .expect("renamed");
    assert_eq!(text, bob.replace("at: un", "at: u-n"));
}

#[test]
fn what_cannot_be_changed_is_refused_with_its_place() {
    for (text, at) in [
        ("a: &x b\nc: d\n", "b"),
        ("a: b\nc: *x\n", "*x"),
        ("a: !!str b\n", ""),
        ("a: b\n\tc: d\n", "\tc"),
        ("a: b\na: c\n", "a: c"),
        ("a: b\n---\nc: d\n", "---"),
    ] {
        let Err(refused) = Document::yaml(text) else {
            assert!(at.is_empty(), "{text}");
            continue;
        };
        let place = refused.at.expect("a place");
        let start = text.rfind(at).expect("there");
        assert!(
            place.start <= start + at.len() && place.end + 2 >= start,
            "{text:?} {place:?} {}",
            refused.message
        );
    }
    let behind_its_hyphen = "a:\n- # why\n  - b\n";
    let document = Document::yaml(behind_its_hyphen).expect("read");
    assert!(document.set(&path("a"), &Value::words("x")).is_err());

    let commented = "a:\n  # why\n  - b # this\nc: d\n";
    let document = Document::yaml(commented).expect("read");
    let refused = document
        .set(&path("a"), &Value::words("x"))
        .expect_err("a comment would go");
    assert!(refused.at.is_some_and(|at| commented[at].contains("b")));
    assert!(document.set(&path("x"), &Value::words("y")).is_err());
    assert!(
        document
            .add_field(&path(""), ("c", &Value::Nothing), None)
            .is_err()
    );
    assert!(document.set(&path("c"), &Value::words("a\u{7}b")).is_err());
}

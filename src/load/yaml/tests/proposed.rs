//! What remarks propose is read as what it says, by us and by another reader of YAML.

use proptest::{prelude::*, sample::select};

use super::{
    super::{Node, Value, words},
    read,
};
use crate::text;

/// Words that YAML, or some reader of it, takes for something else.
const ODD: &[&str] = &[
    "true",
    "Yes",
    "no",
    "NULL",
    "~",
    "1984",
    "1e3",
    "0x1f",
    "12:30",
    "1_000",
    "-5",
    "+1",
    ".5",
    ".inf",
    "2014-04-01",
    "- a",
    "-",
    "? a",
    "?",
    ": a",
    "a: b",
    "a:",
    "a:b",
    "a #b",
    "#a",
    "C#",
    "[a]",
    "a]",
    "{a}",
    "a, b",
    "&a",
    "*a",
    "!a",
    "%a",
    "@a",
    "`a`",
    "|",
    ">",
    "'a'",
    "it's",
    "\"a\"",
    "say \"a\"",
    "a\\b",
    "---",
    "...",
    "<<",
    "=",
    "“a”",
    "‘a’",
    "„a“",
    "(a)",
    "¿a?",
    "é",
    "王：好",
    "مرحبا: نعم",
    "nb\u{a0}sp",
    "\u{a0}a",
    "a\u{2028}b",
    "\u{feff}a",
    "tab\tin",
    "a\nb",
    "\n",
    "a\r\nb",
    " a ",
    "",
    "a\\u0041",
    "\u{202e}b",
    "e\u{301}",
    "\u{1f4a7}",
];

fn odd_words() -> impl Strategy<Value = String> {
    let piece = prop_oneof![3 => select(ODD).prop_map(str::to_owned), 1 => "\\PC{0,6}"];
    prop::collection::vec(piece, 1..3).prop_map(|pieces| pieces.join(" "))
}

/// The words at a place, if nothing is told of them.
fn words_there(yaml: &str, there: impl Fn(&Node) -> Option<&Node>) -> Option<String> {
    let (node, mut told) = read(yaml);
    let node = node?;
    let there = there(&node)?;
    words("key", there, &mut told)?;
    match &there.value {
        Value::Scalar(scalar) if told.is_empty() => Some(scalar.text.clone()),
        _ => None,
    }
}

fn value_of<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let Value::Map(entries) = &node.value else {
        return None;
    };
    entries
        .iter()
        .find(|(k, _)| k.value == key)
        .map(|(_, value)| value)
}

proptest! {
    #[test]
    fn what_remarks_propose_is_read_as_what_it_says(text in odd_words()) {
        let value = text::yaml_value(&text);
        let other = |yaml: &str| serde_yaml::from_str::<serde_yaml::Value>(yaml).expect("YAML");
        let said = serde_yaml::Value::String(text.clone());
        let line = format!("k: {value}\n");
        prop_assert_eq!(&other(&line)["k"], &said, "{}", line);
        let list = format!("k: [{value}, {value}]\n");
        prop_assert_eq!(&other(&list)["k"][1], &said, "{}", list);
        let map = format!("k: {{a: {value}, b: x}}\n");
        let key = format!("k:\n  {}: x\n", text::yaml_key(&text));
        prop_assert!(other(&key)["k"].get(&text).is_some(), "{}", key);
        prop_assert_eq!(&other(&map)["k"]["a"], &said, "{}", map);
        // Blanks round words, and none at all, are nothing to us.
        let plain = text.trim() == text && !text.is_empty();
        if plain {
            let found = words_there(&line, |node| value_of(node, "k"));
            prop_assert_eq!(found.as_ref(), Some(&text), "{}", line);
            let found = words_there(&map, |node| value_of(value_of(node, "k")?, "a"));
            prop_assert_eq!(found.as_ref(), Some(&text), "{}", map);
            let found = words_there(&key, |node| value_of(value_of(node, "k")?, &text));
            prop_assert_eq!(found.as_deref(), Some("x"), "{}", key);
        }
    }
}

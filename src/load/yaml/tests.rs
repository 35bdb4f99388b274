mod proposed;

use super::*;
use crate::source::{
    SourceId,
    diag::{Code, Diagnostic},
};

fn read(yaml: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut diags = Vec::new();
    let node = parse(SourceId(0), yaml, 0..yaml.len(), &mut diags);
    (node, diags)
}

fn field<T>(
    yaml: &str,
    take: impl Fn(&str, &Node, &mut Vec<Diagnostic>) -> T,
) -> (Option<T>, Vec<Diagnostic>) {
    let (node, mut diags) = read(yaml);
    let Some(node) = node else {
        return (None, diags);
    };
    let Value::Map(entries) = &node.value else {
        panic!("{yaml}: not a map")
    };
    let (key, value) = &entries[0];
    let taken = take(&key.value, value, &mut diags);
    (Some(taken), diags)
}

fn codes(diags: &[Diagnostic]) -> Vec<Code> {
    diags.iter().map(|d| d.code).collect()
}

#[test]
fn values_know_where_they_stand() {
    let yaml = "a: words\nb: 'x y'\nc:\n  - one\n  - two\n";
    let (node, diags) = read(yaml);
    assert!(diags.is_empty());
    let Some(Node {
        value: Value::Map(entries),
        ..
    }) = node
    else {
        panic!("a map")
    };
    assert_eq!(&yaml[entries[0].1.span.range()], "words");
    assert_eq!(&yaml[entries[1].1.span.range()], "'x y'");
    let Value::List(items) = &entries[2].1.value else {
        panic!("a list")
    };
    assert_eq!(&yaml[items[1].span.range()], "two");
}

#[test]
fn the_head_of_a_value_cuts_no_sign() {
    for (yaml, head) in [
        ("étude: 1\nb: 2\n", "é"),
        ("\"é\": 1\n", "\"é\""),
        ("é words\n", "é words"),
        ("- é\n- b\n", "-"),
        ("[é, b]\n", "["),
        ("{é: b}\n", "{"),
    ] {
        let (node, _) = read(yaml);
        let head_of = node.expect("a value").head();
        assert_eq!(yaml.get(head_of.range()), Some(head), "{yaml}");
    }
}

#[test]
fn prose_of_a_block_maps_back_line_by_line() {
    let yaml = "note: |\n    first [[a]]\n      indented\n    last [[b]]\nx: y\n";
    let (prose, _) = field(yaml, prose);
    let prose = prose.flatten().expect("prose");
    let at = prose.text.find("[[b]]").expect("there");
    assert_eq!(&yaml[prose.at(at..at + 5).range()], "[[b]]");
    let at = prose.text.find("indented").expect("there");
    assert_eq!(&yaml[prose.at(at..at + 8).range()], "indented");
    assert_eq!(&yaml[prose.at(0..5).range()], "first");
}

#[test]
fn a_null_where_words_should_be_is_told_with_the_words_in_quotes() {
    let yaml = "topics:\n  - #nine-years\n  - b\n";
    let (_, diags) = field(yaml, words_list);
    assert_eq!(codes(&diags), [Code::EmptyValue]);
    assert_eq!(diags[0].fixes[0].text, "\"#nine-years\"");
    let span = diags[0].fixes[0].span;
    assert_eq!(&yaml[span.range()], "#nine-years");
}

#[test]
fn words_cut_short_by_a_comment_are_told() {
    let yaml = "note: the 20% and #3\n";
    let (_, diags) = field(yaml, prose);
    assert_eq!(codes(&diags), [Code::CutByComment]);
    assert_eq!(diags[0].fixes[0].text, "\"the 20% and #3\"");
    assert_eq!(
        codes(&field("note: two words # why\n", prose).1),
        [Code::MaybeCutByComment]
    );
    assert!(field("note: two words  # a comment\n", prose).1.is_empty());
    assert!(field("form: speech # or interview\n", words).1.is_empty());
}

#[test]
fn one_source_split_in_two_is_told() {
    let (sources, diags) = field("sources: [A/RES/60/1, paras. 138-139]\n", prose_list);
    assert_eq!(sources.map(|s| s.len()), Some(2));
    assert_eq!(codes(&diags), [Code::SplitByComma]);
    assert!(diags[0].helps[0].contains("- \"A/RES/60/1, paras. 138-139\""));
    assert!(
        field("sources: [A/RES/60/1, S/1999/1257]\n", prose_list)
            .1
            .is_empty()
    );
}

#[test]
fn what_yaml_cannot_read_is_rewritten_as_a_block() {
    for (line, block) in [
        (
            "quote: [These] instructions",
            "quote: |\n  [These] instructions",
        ),
        ("note: [[x]] is where", "note: |\n  [[x]] is where"),
        ("quote: Q: When will it", "quote: |\n  Q: When will it"),
        ("note: *bold* words", "note: |\n  *bold* words"),
        (
            "note: \"He said\" and went",
            "note: |\n  \"He said\" and went",
        ),
        ("title: @home", "title: |\n  @home"),
        ("  - quote: [These] x", "  - quote: |\n      [These] x"),
        ("  - Q: a: b", "  - Q: |\n      a: b"),
        ("title: “x: y”", "title: |\n  “x: y”"),
    ] {
        let (_, diags) = read(&format!("{line}\n"));
        assert_eq!(codes(&diags), [Code::YamlSyntax], "{line}");
        assert_eq!(diags[0].fixes[0].text, block, "{line}");
    }
}

#[test]
fn all_known_mistakes_of_a_file_are_told_at_once() {
    let (_, diags) = read("a: [x] y\nb: fine\nc: Q: z\nd: |\n  e: f: g\n");
    assert_eq!(codes(&diags), [Code::YamlSyntax, Code::YamlSyntax]);
}

#[test]
fn brackets_alone_are_a_list_to_yaml_and_told_where_words_belong() {
    let (_, diags) = field("note: [[x]]\n", prose);
    assert_eq!(codes(&diags), [Code::WrongType]);
    assert_eq!(
        diags[0].fixes[0].text,
        "|
  [[x]]"
    );
}

#[test]
fn tabs_are_told_with_the_line_rewritten() {
    let (_, diags) = read("a:\n\tb: c\n");
    assert_eq!(codes(&diags), [Code::YamlSyntax]);
    assert_eq!(diags[0].fixes[0].text, "  b: c");
}

#[test]
fn curly_quotes_are_no_quotes_but_may_be_quoted() {
    assert_eq!(
        codes(&field("title: “Never again”\n", words).1),
        [Code::CurlyQuotes]
    );
    let (quote, diags) = field("quote: “Never again, never again”\n", verbatim);
    assert!(diags.is_empty());
    assert_eq!(
        quote.flatten().map(|q| q.value),
        Some("“Never again, never again”".to_owned())
    );
}

#[test]
fn a_quote_with_blanks_at_its_ends_is_trimmed() {
    let (quote, diags) = field("quote: \"  words  \"\n", verbatim);
    assert!(diags.is_empty());
    assert_eq!(quote.flatten().map(|q| q.value), Some("words".to_owned()));
}

#[test]
fn limits_are_told() {
    let deep = "[".repeat(40) + &"]".repeat(40);
    assert_eq!(
        codes(&read(&format!("a: {deep}")).1),
        [Code::YamlUnsupported]
    );
    assert!(!read(&"[".repeat(100_000)).1.is_empty());
    assert_eq!(codes(&read("a: &x b\nc: *x\n").1), [Code::YamlUnsupported]);
    assert_eq!(codes(&read("a: !tag b\n").1), [Code::YamlUnsupported]);
    assert_eq!(codes(&read("a: b\n---\nc: d\n").1), [Code::YamlUnsupported]);
    let many = "- a\n".repeat(200_001);
    assert_eq!(codes(&read(&many).1), [Code::YamlUnsupported]);
}

#[test]
fn unknown_and_repeated_keys_are_told_with_what_was_meant() {
    let yaml = "qoute: x\nnote: y\nnote: z\n";
    let (node, mut diags) = read(yaml);
    let node = node.expect("a tree");
    let mut fields = Fields::of(&node, "an annotation", &mut diags).expect("a map");
    fields.get("quote");
    fields.get("note");
    fields.finish(&mut diags);
    assert_eq!(codes(&diags), [Code::DuplicateKey, Code::UnknownKey]);
    assert_eq!(diags[1].fixes[0].text, "quote");
    assert_eq!(&yaml[diags[1].place_span().range()], "qoute");
}

impl Diagnostic {
    fn place_span(&self) -> crate::source::Span {
        match self.place {
            crate::source::diag::Place::Span(span) => span,
            other => panic!("no span: {other:?}"),
        }
    }
}

/// The oracle: what serde_yaml reads, all scalars as text.
fn oracle(value: &serde_yaml::Value) -> serde_json::Value {
    use serde_yaml::Value as Yaml;
    match value {
        Yaml::Null => serde_json::Value::Null,
        Yaml::Bool(b) => serde_json::Value::String(b.to_string()),
        Yaml::Number(n) => serde_json::Value::String(n.to_string()),
        Yaml::String(s) => serde_json::Value::String(s.clone()),
        Yaml::Sequence(items) => items.iter().map(oracle).collect(),
        Yaml::Mapping(map) => map
            .iter()
            .map(|(k, v)| (oracle(k).as_str().unwrap_or_default().to_owned(), oracle(v)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Yaml::Tagged(tagged) => oracle(&tagged.value),
    }
}

fn ours(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Null => serde_json::Value::Null,
        Value::Scalar(scalar) => serde_json::Value::String(scalar.text.clone()),
        Value::List(items) => items.iter().map(ours).collect(),
        Value::Map(entries) => entries
            .iter()
            .map(|(k, v)| (k.value.clone(), ours(v)))
            .collect::<serde_json::Map<_, _>>()
            .into(),
    }
}

const ORDINARY: &[&str] = &[
    "transcript: a\nannotations:\n  - id: x\n    quote: \"a b\"\n    note: |\n      One\n\n      Two *three*\n    topics: [a, b]\n  - {disputes: x, by: ab, note: 'it''s'}\n",
    "title: Press: no\n",
    "a: >\n  folded\n  words\n\n  more\nb: >-\n  x\nc: |+\n  kept\n\nd: e\n",
    "speakers:\n  Q: {name: Reporter, part: press}\n  \"Mr. X (spoke in French)\": {person: x}\n",
    "a: \"esc \\u00e9 \\n x\"\nb: 'multi\n  line'\nc: plain\n  goes on\n",
    "a:\n- b\n- c:\n    d: e\nf: {}\ng: []\nh:\n",
    "\u{feff}a: b\r\nc:\r\n  - d\r\n",
];

#[test]
fn ordinary_files_are_read_as_serde_yaml_reads_them() {
    for yaml in ORDINARY {
        let theirs = serde_yaml::from_str::<serde_yaml::Value>(yaml.trim_start_matches('\u{feff}'));
        let (node, _) = read(yaml);
        match theirs {
            Ok(theirs) => assert_eq!(node.as_ref().map(ours), Some(oracle(&theirs)), "{yaml}"),
            Err(_) => assert!(node.is_none(), "{yaml}"),
        }
    }
}

#[test]
fn words_over_many_lines_are_read_whatever_ends_the_lines() {
    for end in ["\n", "\r\n", "\r\r\n"] {
        let text = format!("a: one{end}  two{end}  three:x{end}  four{end}b: c{end}");
        let mut diags = Vec::new();
        parse(SourceId(0), &text, 0..text.len(), &mut diags);
        // Whoever looks at such lines comes to their end.
        assert!(diags.len() < 2, "{diags:?}");
    }
}

proptest::proptest! {
    #[test]
    fn no_input_panics_and_every_remark_has_a_place_in_the_file(yaml in "(\\PC|[\\n:\\-#\"'\\[\\]{}|>&*! \\t]|key: |- |note: \\|\\n  ){0,50}") {
        let (node, mut diags) = read(&yaml);
        proptest::prop_assert!(node.is_some() || !diags.is_empty());
        if let Some(node) = node {
            for take in [words, verbatim] { take("k", &node, &mut diags); }
            if let Some(prose) = prose("k", &node, &mut diags) {
                prose.at(0..prose.text.len());
            }
            prose_list("k", &node, &mut diags);
            free(&node);
        }
        for diag in diags {
            let span = diag.place_span();
            proptest::prop_assert!(span.start <= span.end && span.end as usize <= yaml.len());
            proptest::prop_assert!(yaml.get(span.range()).is_some(), "{:?} cuts a character", span);
        }
    }

    #[test]
    fn remarks_on_values_over_many_lines_cut_no_sign(lines in proptest::collection::vec("( {0,4})(- |a: |title: |[a\u{fffd}：]{1,3}|\"|\\[|:){0,4}", 1..6)) {
        let yaml = format!("---\ntitle: x\naliases: [the \u{fffd}\n{}", lines.join("\n"));
        let (_, diags) = read(&yaml);
        for diag in diags {
            let span = diag.place_span();
            proptest::prop_assert!(yaml.get(span.range()).is_some(), "{:?} cuts a character of {:?}", span, yaml);
        }
    }

    #[test]
    fn mutated_files_do_not_panic(which in 0..ORDINARY.len(), cut in 0usize..200, insert in "\\PC{0,3}") {
        let yaml = ORDINARY[which];
        let at = yaml.floor_char_boundary(cut.min(yaml.len()));
        let mutated = format!("{}{insert}{}", &yaml[..at], &yaml[yaml.ceil_char_boundary((at + insert.len()).min(yaml.len()))..]);
        let (node, diags) = read(&mutated);
        proptest::prop_assert!(node.is_some() || !diags.is_empty());
    }
}

#[test]
fn a_list_that_is_no_deeper_than_its_key_is_told_at_its_first_item() {
    for text in [
        "people:\n- \u{c9}mile [a]\n",
        "people:\n-  \u{9cf3}: b\n",
        "people:\n- - \u{5d0}\n",
        "people:\n  - \u{c9}mile\n",
    ] {
        let mut diags = Vec::new();
        let node = super::parse(SourceId(0), text, 0..text.len(), &mut diags).expect("a tree");
        let Value::Map(entries) = &node.value else {
            panic!("{node:?}");
        };
        let (_, list) = &entries[0];
        let head = text.get(list.head().range());
        assert!(
            head.is_some_and(|head| !head.is_empty()),
            "{text}: {:?}",
            list.head()
        );
    }
}

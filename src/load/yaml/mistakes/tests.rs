//! Broken files as editors write them: each is told where it is wrong, and what is proposed can be pasted and then works.

use crate::{
    load::yaml::{Node, Value, parse},
    source::{
        SourceId,
        diag::{Code, Diagnostic, Place},
    },
};

fn read(yaml: &str) -> (Option<Node>, Vec<Diagnostic>) {
    let mut diags = Vec::new();
    let node = parse(SourceId(0), yaml, 0..yaml.len(), &mut diags);
    (node, diags)
}

/// Line and column, from 1, the column in characters.
fn place(yaml: &str, remark: &Diagnostic) -> (usize, usize) {
    let Place::Span(span) = remark.place else {
        panic!("no span: {remark:?}")
    };
    let before = &yaml[..span.start as usize];
    let start = before.rfind('\n').map_or(0, |i| i + 1);
    (
        before.matches('\n').count() + 1,
        before[start..].chars().count() + 1,
    )
}

/// With everything that is proposed.
fn pasted(yaml: &str, diags: &[Diagnostic]) -> String {
    let mut fixes: Vec<_> = diags.iter().filter_map(|d| d.fixes.first()).collect();
    fixes.sort_by_key(|fix| std::cmp::Reverse(fix.span.start));
    let mut text = yaml.to_owned();
    for fix in fixes {
        text.replace_range(fix.span.range(), &fix.text);
    }
    text
}

/// The words of a tree, for comparing.
fn shown(node: &Node) -> String {
    match &node.value {
        Value::Null => "~".to_owned(),
        Value::Scalar(scalar) => format!("{:?}", scalar.text.trim_end()),
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(shown).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<_> = entries
                .iter()
                .map(|(k, v)| format!("{}: {}", k.value, shown(v)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

/// A broken file, where it is wrong, what is said, and what it is once all that is proposed was pasted.
struct Broken(
    &'static str,
    &'static [(usize, usize, &'static str)],
    &'static str,
);

const BROKEN: &[Broken] = &[
    Broken(
        "annotations:\n  - quote:Seven were closed\n    note: x\n",
        &[(2, 5, "no blank stands behind the colon of `quote`")],
        "{annotations: [{quote: \"Seven were closed\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note:b c\n    in: p1\n",
        &[(3, 5, "no blank stands behind the colon of `note`")],
        "{annotations: [{quote: \"a\", note: \"b c\", in: \"p1\"}]}",
    ),
    Broken(
        "annotations:\n  - quote at the mill\n    note: x\n",
        &[(2, 5, "no colon stands behind `quote`")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations\n  - quote: at the mill\n    note: x\n",
        &[(1, 1, "no colon stands behind `annotations`")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note = b\n",
        &[(3, 5, "no colon stands behind `note`")],
        "{annotations: [{quote: \"a\", note: \"b\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    topics [a, b]\n",
        &[(3, 5, "no colon stands behind `topics`")],
        "{annotations: [{quote: \"a\", topics: [\"a\", \"b\"]}]}",
    ),
    Broken(
        "annotations:\n  - quote: at the mill\n     note: x\n  - quote: b\n    note: y\n",
        &[(
            3,
            6,
            "this line begins in column 6, and those that it belongs to in column 5",
        )],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}, {quote: \"b\", note: \"y\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: at the mill\n   note: x\n",
        &[(
            3,
            4,
            "this line begins in column 4, and those that it belongs to in column 5",
        )],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: x\n   - quote: b\n     note: y\n",
        &[(
            4,
            4,
            "this line begins in column 4, and those that it belongs to in column 3",
        )],
        "{annotations: [{quote: \"a\", note: \"x\"}, {quote: \"b\", note: \"y\"}]}",
    ),
    Broken(
        "title: x\n date: 1931\n",
        &[(
            2,
            2,
            "this line begins in column 2, and those that it belongs to in column 1",
        )],
        "{title: \"x\", date: \"1931\"}",
    ),
    Broken(
        "annotations:\n  - id: a\n    targets:\n      - quote: a\n      - quote: [b] c\n    note: x\n",
        &[(5, 16, "words that begin with `[` must stand in quotes")],
        "{annotations: [{id: \"a\", targets: [{quote: \"a\"}, {quote: \"[b] c\"}], note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - targets:\n      - quote: a\n      - quote: b\n    note: He said: no\n",
        &[(5, 18, "a colon stands in the words")],
        "{annotations: [{targets: [{quote: \"a\"}, {quote: \"b\"}], note: \"He said: no\"}]}",
    ),
    Broken(
        "annotations:\n  - targets:\n      - quote: a\n      - quote: b\n     note: x\n",
        &[(
            5,
            6,
            "this line begins in column 6, and those that it belongs to in column 5",
        )],
        "{annotations: [{targets: [{quote: \"a\"}, {quote: \"b\"}], note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: \"at the mill\n    note: x\n  - quote: \"was closed\"\n    note: y\n",
        &[(2, 12, "a quote is opened here and never closed")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}, {quote: \"was closed\", note: \"y\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: \"at the mill\n    note: [x] y\n  - quote: \"was closed\"\n    note: y\n",
        &[
            (2, 12, "a quote is opened here and never closed"),
            (3, 11, "words that begin with `[`"),
        ],
        "{annotations: [{quote: \"at the mill\", note: \"[x] y\"}, {quote: \"was closed\", note: \"y\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: 'at the mill\n    note: don't\n  - quote: x\n",
        &[(2, 12, "a quote is opened here and never closed")],
        "{annotations: [{quote: \"at the mill\", note: \"don't\"}, {quote: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: \"at the mill\n      and elsewhere\n    note: x\n",
        &[(2, 12, "a quote is opened here and never closed")],
        "{annotations: [{quote: \"at the mill and elsewhere\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: \"at the mill”\n    note: x\n",
        &[(
            2,
            12,
            "a quote is opened here with `\"` and closed with `”`",
        )],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: 'Twas the mill\n    note: x\n",
        &[(2, 12, "words that begin with an apostrophe")],
        "{annotations: [{quote: \"'Twas the mill\", note: \"x\"}]}",
    ),
    Broken(
        "title: \"Milling\nsummary: x\n",
        &[(1, 8, "a quote is opened here and never closed")],
        "{title: \"Milling\", summary: \"x\"}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: \"He said \"yes\" to me\"\n",
        &[(3, 20, "the words go on behind the closing quote")],
        "{annotations: [{quote: \"a\", note: \"He said \\\"yes\\\" to me\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: \"C:\\path\"\n",
        &[(3, 14, "a backslash in double quotes")],
        "{annotations: [{quote: \"a\", note: \"C:\\\\path\"}]}",
    ),
    Broken(
        "annotations:\n  - quote:\u{a0}at the mill\n    note: x\n",
        &[(2, 11, "a no-break blank (U+00A0)")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n\u{a0} - quote: at the mill\n    note: x\n",
        &[(2, 1, "a no-break blank (U+00A0)")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: at the mill\n\u{a0}\u{a0}\u{a0}\u{a0}note: x\n",
        &[(3, 1, "a no-break blank (U+00A0)")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote：at the mill\n    note: x\n",
        &[(2, 10, "a full-width colon `：` (U+FF1A)")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: at the mill\n    note： x\n    in: p1\n",
        &[(3, 9, "a full-width colon `：` (U+FF1A)")],
        "{annotations: [{quote: \"at the mill\", note: \"x\", in: \"p1\"}]}",
    ),
    Broken(
        "annotations:\n  – quote: at the mill\n    note: x\n",
        &[(2, 3, "an en dash `–` (U+2013)")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  * quote: at the mill\n    note: x\n",
        &[(2, 3, "an asterisk `*`")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  -\u{a0}quote: at the mill\n    note: x\n",
        &[(2, 4, "a no-break blank (U+00A0)")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote:\u{2009}at the mill\n    note: x\n",
        &[(2, 11, "an odd blank (U+2009)")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  -\u{3000}quote:\u{200b} at the mill\n    note:\u{3000}x\n",
        &[
            (3, 10, "a full-width blank (U+3000)"),
            (2, 4, "a full-width blank (U+3000)"),
        ],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  -quote: at the mill\n   note: x\n",
        &[
            (2, 3, "no blank stands behind the hyphen"),
            (
                3,
                4,
                "this line begins in column 4, and those that it belongs to in column 5",
            ),
        ],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n\t- quote: a\n\t  note: x\n",
        &[
            (2, 1, "a tab stands where blanks"),
            (3, 1, "a tab stands where blanks"),
        ],
        "{annotations: [{quote: \"a\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: |\n    The words\n    go on.\n  - quote: b\n",
        &[(
            4,
            5,
            "the words of a block must be indented deeper than its key",
        )],
        "{annotations: [{quote: \"a\", note: \"The words\\ngo on.\"}, {quote: \"b\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: |\n        The words\n      go on.\n    in: p1\n",
        &[(
            4,
            9,
            "the first line of a block is indented deeper than a later one",
        )],
        "{annotations: [{quote: \"a\", note: \"The words\\ngo on.\", in: \"p1\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: | The words\n      go on.\n    in: p1\n",
        &[(3, 13, "the words of a `|` block begin in the line below")],
        "{annotations: [{quote: \"a\", note: \"The words\\ngo on.\", in: \"p1\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: The words\n    in the next line go on.\n    in: p1\n",
        &[(
            4,
            5,
            "words that go on from the line above must be indented",
        )],
        "{annotations: [{quote: \"a\", note: \"The words\\nin the next line go on.\", in: \"p1\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: The words\n      that he said: no\n    in: p1\n",
        &[(4, 19, "a colon stands in the words")],
        "{annotations: [{quote: \"a\", note: \"The words\\nthat he said: no\", in: \"p1\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    topics: [a, b\n    note: x\n",
        &[(3, 13, "a bracket is opened here and never closed")],
        "{annotations: [{quote: \"a\", topics: [\"a\", \"b\"], note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: [sic\n    in: p1\n",
        &[(3, 11, "words that begin with a bracket")],
        "{annotations: [{quote: \"a\", note: \"[sic\", in: \"p1\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    topics: [a, b]]\n    note: x\n",
        &[(3, 19, "a bracket is closed here that was not opened")],
        "{annotations: [{quote: \"a\", topics: [\"a\", \"b\"], note: \"x\"}]}",
    ),
    Broken(
        "speakers:\n  Q: {name: Reporter, part: press\n  A: {person: x}\ntitle: y\n",
        &[(2, 6, "a bracket is opened here and never closed")],
        "{speakers: {Q: {name: \"Reporter\", part: \"press\"}, A: {person: \"x\"}}, title: \"y\"}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    topics: - milling\n    note: x\n",
        &[(
            3,
            13,
            "an item of a list cannot stand in the line of its key",
        )],
        "{annotations: [{quote: \"a\", topics: [\"milling\"], note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    see: [[a]], [[b]]\n    note: x\n",
        &[(
            3,
            10,
            "the list of `see` goes on behind its closing bracket",
        )],
        "{annotations: [{quote: \"a\", see: [\"[[a]]\", \"[[b]]\"], note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: a\n    note: b\n    in p1\n    by: x\n",
        &[(4, 5, "no colon stands behind `in`")],
        "{annotations: [{quote: \"a\", note: \"b\", in: \"p1\", by: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: \"at the mill\n    note: said by \"\n    in: p1\n",
        &[(2, 12, "a quote is opened here and never closed")],
        "{annotations: [{quote: \"at the mill\", note: \"said by \\\"\", in: \"p1\"}]}",
    ),
    Broken(
        "annotations:\n  – quote: at the mill\n    note： x\n",
        &[(2, 3, "an en dash"), (3, 9, "a full-width colon")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: at the mill\n      note:x\n",
        &[(3, 7, "no blank stands behind the colon of `note`")],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}]}",
    ),
    Broken(
        "annotations:\n  - quote: at the mill\n      note：x\n  - quote: b\n    note: [c] d\n",
        &[
            (3, 11, "a full-width colon"),
            (5, 11, "words that begin with `[`"),
        ],
        "{annotations: [{quote: \"at the mill\", note: \"x\"}, {quote: \"b\", note: \"[c] d\"}]}",
    ),
    Broken(
        "a: [x] y\nb: fine\nc: Q: z\nd: |\n  e: f: g\n",
        &[
            (1, 4, "words that begin with `[`"),
            (3, 5, "a colon stands in the words"),
        ],
        "{a: \"[x] y\", b: \"fine\", c: \"Q: z\", d: \"e: f: g\"}",
    ),
];

#[test]
fn every_slip_is_told_at_its_own_place() {
    let mut wrong = String::new();
    for Broken(yaml, expected, _) in BROKEN {
        let (_, diags) = read(yaml);
        let found: Vec<_> = diags
            .iter()
            .map(|d| (place(yaml, d), d.message.as_str()))
            .collect();
        let fits = found.len() == expected.len()
            && expected
                .iter()
                .zip(&found)
                .all(|((line, column, words), (at, message))| {
                    *at == (*line, *column) && message.contains(words)
                });
        if !fits {
            wrong += &format!("{yaml}is told {found:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_proposed_line_can_be_pasted_and_then_works() {
    let mut wrong = String::new();
    for Broken(yaml, _, meant) in BROKEN {
        let (_, diags) = read(yaml);
        let mended = pasted(yaml, &diags);
        let (node, left) = read(&mended);
        let tree = node.as_ref().map(shown);
        if !left.is_empty() || tree.as_deref() != Some(*meant) {
            wrong += &format!("{yaml}becomes\n{mended}{tree:?} {left:#?}\n");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn what_no_slip_explains_is_told_at_the_fault_with_the_line_above() {
    let yaml = "a: b\n- c\n";
    let (_, diags) = read(yaml);
    assert_eq!(diags.len(), 1, "{diags:#?}");
    assert_eq!(diags[0].code, Code::YamlSyntax);
    assert!(!diags[0].helps.is_empty());
    assert_eq!(diags[0].related.len(), 1);
}

#[test]
fn words_in_many_brackets_are_told_with_the_block_to_write() {
    let yaml = format!("quote: {}a{}\n", "[".repeat(40), "]".repeat(40));
    let (_, diags) = read(&yaml);
    assert_eq!(diags.len(), 1, "{diags:#?}");
    assert_eq!(diags[0].code, Code::YamlUnsupported);
    assert_eq!(place(&yaml, &diags[0]), (1, 8));
    assert!(read(&pasted(&yaml, &diags)).1.is_empty());
}

#[test]
fn odd_files_end_soon() {
    let keys: String = (0..20_000).map(|n| format!("é{n}: x, ")).collect();
    for yaml in [
        format!("a: {{{keys}}}\n"),
        format!("note: [{}{}\n", "[".repeat(30_000), "]".repeat(40_000)),
        format!("note: \"x\n{}y: z\n", "\n".repeat(100_000)),
        format!("{}note: x\n  : y\n", "note: \"x\n".repeat(2_000)),
        format!("note: x\n{}  y: [z\n", "  words\n".repeat(20_000)),
    ] {
        let (node, diags) = read(&yaml);
        assert!(node.is_some() || !diags.is_empty());
    }
}

#[test]
fn many_slips_of_a_large_file_end_soon() {
    let item = "  - quote: [a] b\n    note: x\n";
    let yaml = format!("annotations:\n{}", item.repeat(20_000));
    let (node, diags) = read(&yaml);
    assert!(node.is_none());
    assert!(!diags.is_empty() && diags.len() <= super::MOST);
}

/// Files with a slip put in at every place.
#[test]
fn a_slip_anywhere_in_a_sound_file_is_told_on_its_line() {
    let sound = "by: mh\nannotations:\n  - id: mill\n    quote: at the mill\n    topics: [milling, trade]\n    note: |\n      Words: and more.\n\n      Others.\n  - targets:\n      - quote: was closed\n      - quote: \"The miller: gone\"\n    note: Short.\n    in: p2\n";
    assert!(read(sound).1.is_empty());
    let lines: Vec<&str> = sound.lines().collect();
    let breaks: [fn(&str) -> String; 7] = [
        |line| line.replacen(": ", ":", 1),
        |line| line.replacen(": ", " ", 1),
        |line| line.replacen(": ", "：", 1),
        |line| line.replacen("- ", "– ", 1),
        |line| line.replacen("  ", "\u{a0} ", 1),
        |line| format!(" {line}"),
        |line| line.strip_prefix(' ').unwrap_or(line).to_owned(),
    ];
    let mut wrong = String::new();
    for (number, line) in lines.iter().enumerate() {
        for slip in breaks {
            let broken = slip(line);
            if broken == *line || line.trim().is_empty() {
                continue;
            }
            let mut all: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
            all[number] = broken;
            let yaml = all.join("\n") + "\n";
            let (_, diags) = read(&yaml);
            let Some(first) = diags.first() else { continue };
            let (at, _) = place(&yaml, first);
            let mended = pasted(&yaml, &diags);
            let left = read(&mended).1;
            if at != number + 1 || !left.is_empty() {
                wrong += &format!(
                    "line {} is told in line {at}:\n{yaml}{}\nbecomes\n{mended}{left:#?}\n",
                    number + 1,
                    diags
                        .iter()
                        .map(|d| d.message.as_str())
                        .collect::<Vec<_>>()
                        .join("; ")
                );
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A line with one sign changed, as happens in typing and pasting; none where that changes nothing.
fn slipped(line: &[char], at: usize, kind: usize) -> Option<String> {
    let mut c = line.to_vec();
    let sign = *c.get(at)?;
    let before = at.checked_sub(1).map_or(' ', |i| c[i]);
    match kind {
        0 if " :-\"'[]{}|".contains(sign) => drop(c.remove(at)),
        1 if sign == ' ' || at == 0 => c.insert(at, ' '),
        2 if sign == ' ' => c[at] = '\u{a0}',
        3 if sign == ':' => c[at] = '：',
        4 if sign == '-' => c[at] = '–',
        5 if sign == '"' => c[at] = '”',
        6 if sign == ' ' => c[at] = '\t',
        7 if sign.is_alphanumeric() && before == ' ' => c.insert(at, '"'),
        _ => return None,
    }
    Some(c.into_iter().collect())
}

#[test]
fn nearly_every_slip_of_one_sign_is_told_on_its_line_and_mended() {
    let sound = "by: mh\nannotations:\n  - id: yards\n    quote: Forty yards\n    topics: [river, water]\n    places:\n      - cottage\n      - hall\n    note: |\n      The two: of the [[argument]].\n    sources:\n      - \"Register, p. 4\"\n  - targets:\n      - quote: was\n        nth: 2\n      - {transcript: talk, quote: \"The miller: gone\"}\n    note: Plain words\n      in the next line.\n";
    assert!(read(sound).1.is_empty());
    let lines: Vec<&str> = sound.lines().collect();
    let (mut broken, mut wrong) = (0, Vec::new());
    for (number, line) in lines.iter().enumerate() {
        let signs: Vec<char> = line.chars().collect();
        for (at, kind) in (0..signs.len()).flat_map(|at| (0..8).map(move |kind| (at, kind))) {
            let Some(slip) = slipped(&signs, at, kind) else {
                continue;
            };
            let mut all: Vec<String> = lines.iter().map(|l| (*l).to_owned()).collect();
            all[number] = slip;
            let yaml = all.join("\n") + "\n";
            let (node, diags) = read(&yaml);
            if node.is_some() {
                continue;
            }
            broken += 1;
            let there = place(&yaml, &diags[0]).0 == number + 1;
            let left = read(&pasted(&yaml, &diags)).1;
            if !there || !left.is_empty() {
                wrong.push(format!(
                    "line {}: {} {:?}",
                    number + 1,
                    all[number],
                    diags[0].message
                ));
            }
        }
    }
    assert!(broken > 200, "{broken}");
    assert!(
        wrong.len() * 50 <= broken,
        "{} of {broken}\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

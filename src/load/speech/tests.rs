use std::ops::Range;

use proptest::prelude::{Just, prop_oneof};

use super::*;
use crate::{
    archive::{ListIndex, LocatorKind, Paragraph, ParagraphId, ParagraphIndex, TurnIndex},
    source::SourceId,
};

fn speech(text: &str, layout: Layout, labels: &[&str]) -> Speech {
    with_turns(text, layout, labels, &[])
}

fn with_turns(text: &str, layout: Layout, labels: &[&str], turns: &[(usize, At)]) -> Speech {
    let labels: Vec<String> = labels.iter().map(|l| (*l).to_owned()).collect();
    let turns = turns.iter();
    let turns = turns
        .map(|&(i, at)| (ParagraphId::counted(ParagraphIndex::at(i)), at))
        .collect();
    let narrators = labels.iter().position(|l| l == "Narrator");
    let narrators = narrators.into_iter().map(SpeakerIndex::at).collect();
    let reading = Reading {
        layout,
        labels: &labels,
        words: &["Note".to_owned()],
        unlabelled: None,
        narrators: &narrators,
        turns: &turns,
    };
    let body = Body::new(text, 0..text.len(), &[]);
    let speech = read(SourceId(0), &body, reading);
    check_origin(text, &speech);
    speech
}

/// The speaker of each turn and the numbers of its paragraphs, counted from 1.
fn turns(speech: &Speech) -> Vec<(Option<usize>, std::ops::RangeInclusive<usize>)> {
    let turns = speech.turns.iter();
    turns
        .map(|t| {
            (
                t.speaker.map(SpeakerIndex::place),
                t.paragraphs.start.place() + 1..=t.paragraphs.end.place(),
            )
        })
        .collect()
}

/// Every sign of the words stands in the file where the origin says, but for line ends turned into one blank and damaged signs.
fn check_origin(file: &str, speech: &Speech) {
    for (i, sign) in speech.text.char_indices() {
        if sign.is_whitespace() || sign == '\u{fffd}' {
            continue;
        }
        let span = speech.origin.span(SourceId(0), i..i + sign.len_utf8());
        let there = &file[span.start as usize..span.end as usize];
        assert_eq!(there, sign.to_string(), "byte {i} of {:?}", speech.text);
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
        .map(|t| {
            (
                t.speaker.map(SpeakerIndex::place),
                t.paragraphs.start.place()..t.paragraphs.end.place(),
            )
        })
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
fn in_md_a_blank_line_a_label_or_a_further_item_ends_a_paragraph() {
    let s = speech(
        "SG: one\ntwo\n- three\n\n- *four*\n- five\nmore\nQ: six\n1994 was\n- a year\n\n## Part two\n\nseven[^1]\n\n[^1]: a note",
        Layout::Markdown,
        &["SG", "Q"],
    );
    assert_eq!(
        paragraphs(&s),
        [
            "one two - three",
            "- four",
            "- five more",
            "six 1994 was - a year",
            "seven"
        ]
    );
    assert_eq!(s.sections.len(), 1);
    assert_eq!(
        (
            s.sections[0].title.as_str(),
            s.sections[0].level,
            s.sections[0].paragraph.place()
        ),
        ("Part two", 2, 4)
    );
    assert_eq!(s.footnotes[FootnoteIndex::at(0)].text, "a note");
    assert!(s.unused_footnotes.is_empty());
}

#[test]
fn a_paragraph_may_be_the_sign_of_a_footnote_alone() {
    let words = "SG: [^1]\n\nseven\n\n[^1]\n\neight\n\n[^1]: a note\n";
    let s = speech(words, Layout::Markdown, &["SG"]);
    assert_eq!(paragraphs(&s), ["", "seven", "", "eight"]);
    assert_eq!(s.text, "\nseven\n\neight");
    let places: Vec<_> = s.paragraphs.iter().map(|p| p.range.clone()).collect();
    assert_eq!(places, [0..0, 1..6, 7..7, 8..13]);
}

#[test]
fn every_heading_is_kept_with_its_level() {
    let s = speech(
        "# Day *one*\n## Morning [p. 9]\n## Noon\n\none\n\n### Late\n# Day two #\n",
        Layout::Markdown,
        &[],
    );
    let sections: Vec<_> = s
        .sections
        .iter()
        .map(|s| (s.title.as_str(), s.level, s.paragraph.place()))
        .collect();
    assert_eq!(
        sections,
        [
            ("Day one", 1, 0),
            ("Morning", 2, 0),
            ("Noon", 2, 0),
            ("Late", 3, 1),
            ("Day two", 1, 1)
        ]
    );
    assert_eq!(s.paragraphs[ParagraphIndex::at(0)].locators[0].text, "p. 9");
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
    let stage = s.paragraphs[ParagraphIndex::at(2)].stage[0].clone();
    assert_eq!(
        &s.text[stage.start as usize..stage.end as usize],
        "[laughs]"
    );
}

#[test]
fn words_that_the_source_is_not_sure_of_are_no_stage_directions() {
    let s = speech(
        "SG: from [Brussels?] he [laughs] said (inaudible) [no (unclear)]\n[inaudible]\nQ: [Kigali?]",
        Layout::Lines,
        &["SG", "Q"],
    );
    let of = |p: usize, ranges: fn(&Paragraph) -> &Vec<Range<u32>>| {
        let ranges = ranges(&s.paragraphs[ParagraphIndex::at(p)]).iter();
        let words = ranges.map(|r| &s.text[r.start as usize..r.end as usize]);
        words.collect::<Vec<_>>()
    };
    assert_eq!(
        of(0, |p| &p.unclear),
        ["[Brussels?]", "(inaudible)", "[no (unclear)]"]
    );
    assert_eq!(of(0, |p| &p.stage), ["[laughs]"]);
    assert_eq!(
        (of(1, |p| &p.unclear), of(1, |p| &p.stage)),
        (vec!["[inaudible]"], Vec::new())
    );
    assert!(s.paragraphs[ParagraphIndex::at(1)].remark);
    assert_eq!(of(2, |p| &p.unclear), ["[Kigali?]"]);
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
    assert_eq!(
        s.paragraphs[ParagraphIndex::at(0)].locators[0].kind,
        LocatorKind::Time(1.0)
    );
    let md = speech("SG: *one* [p. 9] `two`", Layout::Markdown, &["SG"]);
    assert_eq!(paragraphs(&md), ["one two"]);
    assert_eq!(md.paragraphs[ParagraphIndex::at(0)].locators[0].at, 4);
}

#[test]
fn text_before_any_label_is_nobodys() {
    let s = speech("Hello.\nSG: one", Layout::Lines, &["SG"]);
    assert_eq!(s.turns[TurnIndex::at(0)].speaker, None);
    assert_eq!(s.turns[TurnIndex::at(1)].speaker, Some(SpeakerIndex::at(0)));
}

#[test]
fn a_label_on_a_line_of_its_own_opens_the_turn() {
    let s = speech("SG:\none\nQ:\n\nSG: two", Layout::Lines, &["SG", "Q"]);
    assert_eq!(paragraphs(&s), ["one", "two"]);
    assert_eq!(*s.label_uses, [2, 1]);
    assert_eq!(s.wordless, [("Q".to_owned(), 8)]);
}

#[test]
fn a_speaker_whose_words_are_in_brackets_has_a_turn() {
    for (text, layout) in [
        ("Bob: a\n\nAnn: [laughs]\n\nb", Layout::Markdown),
        ("Bob: a\nAnn:\n[laughs]\nb", Layout::Lines),
        ("Bob: a\nAnn: [p. 9] [laughs]\n\nb", Layout::Wrapped),
    ] {
        let s = speech(text, layout, &["Ann", "Bob"]);
        assert_eq!(paragraphs(&s), ["a", "[laughs]", "b"]);
        assert_eq!(turns(&s), [(Some(1), 1..=1), (Some(0), 2..=3)]);
        assert!(
            !s.paragraphs[ParagraphIndex::at(1)].remark
                && s.paragraphs[ParagraphIndex::at(1)].stage.len() == 1
        );
    }
    let s = speech("Ann:\n\n[Applause]\n\na", Layout::Markdown, &["Ann"]);
    assert!(s.paragraphs[ParagraphIndex::at(0)].remark);
}

#[test]
fn labels_keep_their_printed_form_and_directions() {
    let s = speech(
        "Ms.\u{a0}Roe (laughing): a\nBob [crying] (off mic): b\nBob: c",
        Layout::Lines,
        &["Ms. Roe", "Bob"],
    );
    let said: Vec<_> = s
        .turns
        .iter()
        .map(|t| (t.printed.as_deref(), t.direction.as_deref()))
        .collect();
    assert_eq!(
        said,
        [
            (Some("Ms.\u{a0}Roe"), Some("(laughing)")),
            (None, Some("[crying] (off mic)")),
            (None, None)
        ]
    );
}

#[test]
fn words_that_look_like_a_label_can_be_said_to_be_words() {
    let s = speech(
        "Bob: a\n\n\\Bob: b\n\n\\**Ann:** c\n\nNote: d\nNote: e",
        Layout::Markdown,
        &["Bob"],
    );
    assert_eq!(paragraphs(&s), ["a", "Bob: b", "Ann: c", "Note: d Note: e"]);
    assert_eq!(turns(&s), [(Some(0), 1..=4)]);
    let s = with_turns(
        "Bob: a\nBob: b\nBob: c",
        Layout::Lines,
        &["Bob"],
        &[(1, At::Words), (3, At::Words)],
    );
    assert_eq!(paragraphs(&s), ["a", "Bob: b", "c"]);
    assert_eq!(turns(&s), [(Some(0), 1..=2), (Some(0), 3..=3)]);
    let s = with_turns("Bob: a\nb", Layout::Lines, &["Bob"], &[(1, At::Words)]);
    assert_eq!(s.no_label, [ParagraphIndex::at(1)]);
}

#[test]
fn an_editor_can_say_where_turns_begin_that_the_source_does_not_label() {
    let s = with_turns(
        "Bob: a\nb\nc\nd",
        Layout::Lines,
        &["Bob"],
        &[(1, At::Narration), (2, At::Of(SpeakerIndex::at(0)))],
    );
    assert_eq!(
        turns(&s),
        [(Some(0), 1..=1), (None, 2..=2), (Some(0), 3..=4)]
    );
    let s = with_turns(
        "Bob: a\nNarrator: b\nc\nd",
        Layout::Lines,
        &["Bob", "Narrator"],
        &[(2, At::Somebody), (3, At::Somebody)],
    );
    assert_eq!(
        turns(&s),
        [(Some(0), 1..=1), (Some(1), 2..=2), (None, 3..=4)]
    );
}

#[test]
fn short_times_are_marks_at_the_start_of_a_line_and_words_elsewhere() {
    let s = speech(
        "[07:59] Bob: one\n[1:02:03] two [3:16]\nBob: [08:00] three\n\n[09:00]\n\nfour",
        Layout::Markdown,
        &["Bob"],
    );
    assert_eq!(paragraphs(&s), ["one two [3:16]", "three", "four"]);
    let times: Vec<_> = s
        .paragraphs
        .iter()
        .map(|p| {
            p.locators
                .iter()
                .map(|l| (l.at - p.range.start, l.text.as_str()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(
        times,
        [
            vec![(0, "07:59"), (4, "1:02:03")],
            vec![(0, "08:00")],
            vec![(0, "09:00")]
        ]
    );
}

#[test]
fn signs_of_markdown_that_are_words_are_counted() {
    let s = speech(
        "a &amp; <b>b</b>\n> c\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n***\n![x](y.png)",
        Layout::Markdown,
        &[],
    );
    let signs: Vec<_> = s.literal.iter().map(|(sign, _, n)| (*sign, *n)).collect();
    assert_eq!(
        signs,
        [
            (Sign::Table, 1),
            (Sign::Image, 1),
            (Sign::Quote, 1),
            (Sign::Rule, 1),
            (Sign::Entity, 1),
            (Sign::Tag, 2)
        ]
    );
    assert_eq!(
        s.text,
        "a &amp; <b>b</b> > c\n| a | b | |---|---| | 1 | 2 |\n*** ![x](y.png)"
    );
}

#[test]
fn damaged_signs_become_one_that_says_so() {
    let s = speech("Bob: a\u{82}b\u{1b}", Layout::Lines, &["Bob"]);
    assert_eq!(s.text, "a\u{fffd}b\u{fffd}");
    assert_eq!(s.origin.span(SourceId(0), 4..5).start, 8);
    // What ends with one ends with it in the file, too, however long it was there.
    assert_eq!(s.origin.span(SourceId(0), 0..s.text.len()).range(), 5..10);
    assert_eq!(s.origin.span(SourceId(0), 0..4).range(), 5..8);
    let s = speech("a[^1]\n\n[^1]: b\u{1b}\u{82}\n\nc", Layout::Markdown, &[]);
    assert_eq!(s.footnotes[FootnoteIndex::at(0)].text, "b\u{fffd}\u{fffd}");
    assert_eq!(s.footnotes[FootnoteIndex::at(0)].span.range(), 13..17);
}

/// What stands in and round labels.
const TOKENS: [&str; 38] = [
    "*",
    "**",
    "_",
    "`",
    "\\",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    ":",
    "：",
    ".",
    ",",
    "-",
    " - ",
    "–",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "【",
    "】",
    "[00:01:02]",
    "(1:02)",
    "00:01:02",
    "[p. 7]",
    "(laughing)",
    "Bob",
    "Q",
    "Q.",
    "Ann",
    "é",
    "\u{301}",
    "> ",
];

const LABELS: [&str; 8] = [
    "Bob",
    "Q",
    "Q.",
    "A.",
    "Ann (Kenya)",
    "Ann: Bob",
    "é.",
    "*Bob*",
];

proptest::proptest! {
    #[test]
    fn no_input_panics_and_origins_hold(text in "(\\PC|[\\[\\]*_`#:()\\n\\r -]|\\x02|SG:|Ann:|\\*\\*SG:\\*\\*|\\(laughing\\)|\\[p\\. 9\\]|\\[00:00:01\\]){0,60}") {
        for layout in [Layout::Lines, Layout::Wrapped, Layout::Markdown] {
            spot(&Body::new(&text, 0..text.len(), &[]), layout, &["SG".to_owned()], &[]);
            let s = speech(&text, layout, &["SG", "Q"]);
            let mut expected = 0;
            for (i, p) in s.paragraphs.enumerated() {
                proptest::prop_assert_eq!(p.range.start as usize, expected);
                expected = p.range.end as usize + 1;
                proptest::prop_assert!(s.turns[p.turn].paragraphs.iter().any(|own| own == i));
                proptest::prop_assert!(!s.text[p.bytes()].trim().is_empty() || layout == Layout::Markdown);
            }
        }
    }

    #[test]
    fn signs_round_labels_are_read_without_a_fall(
        tokens in proptest::collection::vec((0..TOKENS.len(), prop_oneof![Just(1usize), Just(2), Just(3), Just(400)]), 1..14),
        labels in proptest::sample::subsequence(LABELS.to_vec(), 0..LABELS.len()),
    ) {
        let text: String = tokens.iter().map(|&(token, times)| TOKENS[token].repeat(times)).collect();
        for layout in [Layout::Lines, Layout::Wrapped, Layout::Markdown] {
            let s = speech(&text, layout, &labels);
            for p in &s.paragraphs {
                proptest::prop_assert!(s.text.get(p.bytes()).is_some());
            }
            let known: Vec<String> = labels.iter().map(|l| (*l).to_owned()).collect();
            let body = Body::new(&text, 0..text.len(), &[]);
            for spotted in spot(&body, layout, &known, &[]) {
                proptest::prop_assert!(text.is_char_boundary(spotted.at));
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

use proptest::prelude::*;
use scraper::{Html, Selector};

use super::*;
use crate::{
    archive::{
        FootnoteIndex, Header, Identity, IndexRange, IndexVec, ListIndex, Origin, Paragraph,
        ParagraphId, ParagraphIndex, Turn, TurnIndex,
    },
    source::SourceId,
};

/// A transcript of one paragraph.
fn transcript(
    text: &str,
    formats: Vec<Format>,
    [stage, unclear]: [Vec<Range<u32>>; 2],
) -> Transcript {
    let end = u32::try_from(text.len()).expect("short");
    Transcript {
        identity: Identity {
            id: "t".into(),
            source: SourceId(0),
        },
        header: Header::default(),
        text: text.to_owned(),
        paragraphs: IndexVec::from(vec![Paragraph {
            id: ParagraphId::counted(ParagraphIndex::at(0)),
            range: 0..end,
            language: None,
            turn: TurnIndex::at(0),
            remark: false,
            formats,
            stage,
            unclear,
            locators: Vec::new(),
        }]),
        turns: IndexVec::from(vec![Turn {
            speaker: None,
            paragraphs: IndexRange {
                start: ParagraphIndex::at(0),
                end: ParagraphIndex::at(1),
            },
            ..Turn::default()
        }]),
        sections: Vec::new(),
        footnotes: IndexVec::new(),
        origin: Origin::default(),
        sealing: None,
    }
}

/// A range of whole characters from two numbers.
fn range(text: &str, a: usize, b: usize) -> Range<u32> {
    let small = |n: usize| u32::try_from(n).expect("short");
    let at = |n: usize| text.floor_char_boundary(n % (text.len() + 1));
    let (a, b) = (at(a), at(b));
    small(a.min(b))..small(a.max(b))
}

/// A page without links and footnotes.
fn nothing() -> OnPage {
    OnPage::new(
        &transcript("", Vec::new(), Default::default()),
        BTreeMap::new(),
        None,
        english(&Words::english()),
    )
}

/// Labels of a page in English.
fn english(words: &Arc<Words>) -> Labels<'_> {
    Labels {
        words,
        language: "en",
    }
}

fn text_of(html: &str) -> String {
    Html::parse_fragment(html).root_element().text().collect()
}

/// Words of many scripts, with signs that mean something in HTML.
const WORDS: &str = "(\\PC|[<>&\"' a-z]|&amp;|<b>|\u{202e}|\u{200f}|e\u{301}|👩\u{200d}👧|ﬁ|שלום|سلام|नमस्ते|平和){1,40}";

proptest! {
    #[test]
    fn taking_the_markup_off_gives_back_the_words(
        text in WORDS,
        marks in proptest::collection::vec((0usize..200, 0usize..200), 0..12),
        formats in proptest::collection::vec((0usize..200, 0usize..200, 0u8..5), 0..6),
        bracket in (0usize..200, 0usize..200),
        is_unclear: bool,
    ) {
        let ids: Vec<String> = (0..marks.len()).map(|i| format!("a{i}")).collect();
        let mut spans: Vec<MarkSpan<'_>> = marks.iter().enumerate().map(|(i, &(a, b))| {
            let range = range(&text, a, b);
            MarkSpan {
                sign: Some(range.end),
                range,
                kind: ["topic", "event", "comment"][i % 3],
                ..span(&ids[i], i + 1)
            }
        }).collect();
        spans.sort_by_key(|m| m.range.start);
        // Formats as a parser gives them: each within the one before it, so that they nest.
        let mut nested: Vec<Format> = Vec::new();
        for (a, b, kind) in formats {
            let mut own = range(&text, a, b);
            if let Some(outer) = nested.last() {
                own = own.start.clamp(outer.range.start, outer.range.end)..own.end.clamp(outer.range.start, outer.range.end);
            }
            let kind = match kind {
                0 => FormatKind::Emphasis,
                1 => FormatKind::Strong,
                2 => FormatKind::Code,
                3 => FormatKind::Link("https://x.org/?a=1&b=\"2\"".into()),
                _ => FormatKind::Footnote(FootnoteIndex::at(0)),
            };
            let own = if matches!(kind, FormatKind::Footnote(_)) { own.start..own.start } else { own };
            nested.push(Format { range: own, kind });
        }
        nested.retain(|f| !f.range.is_empty() || matches!(f.kind, FormatKind::Footnote(_)));
        nested.sort_by_key(|f| (f.range.start, std::cmp::Reverse(f.range.end)));
        let mut brackets = [Vec::new(), Vec::new()];
        let bracket = range(&text, bracket.0, bracket.1);
        if !bracket.is_empty() {
            brackets[usize::from(is_unclear)].push(bracket);
        }
        let t = transcript(&text, nested, brackets);
        let whole = t.paragraphs[ParagraphIndex::at(0)].range.clone();

        let html = words(&t, ParagraphIndex::at(0), whole.clone(), Layer::Page(&spans, &nothing()));
        // The HTML parser turns NUL and lone surrogates into nothing we produce, and `\r` into `\n`.
        prop_assert_eq!(text_of(&html), text.clone(), "{}", html);
        let page = Html::parse_fragment(&html);
        let nested_marks = Selector::parse("mark mark").expect("a selector");
        prop_assert_eq!(page.select(&nested_marks).count(), 0);
        // Each annotation's pieces, put together, are its words.
        let piece = Selector::parse("mark").expect("a selector");
        for span in &spans {
            let own: String = page.select(&piece)
                .filter(|m| m.value().attr("data-annotations").is_some_and(|a| a.split(' ').any(|a| a == span.id)))
                .flat_map(|m| m.text().map(str::to_owned).collect::<Vec<_>>())
                .collect();
            prop_assert_eq!(&own, &text[span.range.start as usize..span.range.end as usize]);
        }

        // Each has its sign, once, which says nothing and stands in no link.
        let signs = Selector::parse("span.refs > button.ref[popovertarget]").expect("a selector");
        let mut numbers: Vec<&str> = page.select(&signs).filter_map(|s| s.value().attr("data-n")).collect();
        prop_assert_eq!(numbers.len(), spans.len(), "{}", html);
        numbers.sort_unstable();
        numbers.dedup();
        prop_assert_eq!(numbers.len(), spans.len());
        // No two lines on one track.
        let tracks = |class: &str| class.split(' ').map(|c| c.split('-').next().unwrap_or_default().to_owned()).collect::<Vec<_>>();
        for mark in page.select(&piece) {
            let mut own = tracks(mark.value().attr("class").unwrap_or_default());
            own.sort_unstable();
            let all = own.len();
            own.dedup();
            prop_assert_eq!(own.len(), all, "{}", html);
        }

        let excerpt = words(&t, ParagraphIndex::at(0), whole, Layer::Excerpt(&spans, english(&Words::english())));
        prop_assert_eq!(text_of(&excerpt), text, "{}", excerpt);
    }
}

/// A span of nothing.
fn span(id: &str, number: usize) -> MarkSpan<'_> {
    MarkSpan {
        range: 0..0,
        sign: None,
        id,
        home: "",
        kind: "topic",
        series: None,
        number,
        nth: 0,
    }
}

/// The words with marks from `from` to `to` (words), each with its sign at its end.
fn marked(text: &str, marks: &[(&str, &str)]) -> String {
    let t = transcript(text, Vec::new(), Default::default());
    let small = |n: usize| u32::try_from(n).expect("short");
    let ids: Vec<String> = (0..marks.len()).map(|i| format!("a{i}")).collect();
    let spans: Vec<MarkSpan<'_>> = marks
        .iter()
        .enumerate()
        .map(|(i, (from, to))| {
            let start = text.find(from).expect("the words");
            let end = text.find(to).expect("the words") + to.len();
            MarkSpan {
                range: small(start)..small(end),
                sign: Some(small(end)),
                ..span(&ids[i], i + 1)
            }
        })
        .collect();
    let whole = t.paragraphs[ParagraphIndex::at(0)].range.clone();
    words(
        &t,
        ParagraphIndex::at(0),
        whole,
        Layer::Page(&spans, &nothing()),
    )
}

#[test]
fn a_line_keeps_its_track_and_a_free_one_is_taken_again() {
    let html = marked("a b c d e", &[("a", "c"), ("b", "e"), ("d", "d")]);
    let classes: Vec<&str> = html
        .split("class=\"t")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    // a; b and c below each other; the second goes on where the first has ended, and the third has the track that is free again.
    assert_eq!(
        classes,
        [
            "1-topic",
            "1-topic t2-topic",
            "2-topic",
            "2-topic t1-topic",
            "2-topic"
        ],
        "{html}"
    );
}

#[test]
fn a_fourth_over_the_same_words_has_a_tint_and_signs_that_meet_stand_together() {
    let html = marked("a b", &[("a", "a"); 5]);
    assert_eq!(
        html.split("</mark>").next(),
        Some(
            "<mark data-annotations=\"a0 a1 a2 a3 a4\" class=\"t1-topic t2-topic t3-topic more\">a"
        )
    );
    assert_eq!(html.matches("class=\"refs\"").count(), 1, "{html}");
    assert_eq!(html.matches("class=\"ref k-topic\"").count(), 5, "{html}");
}

#[test]
fn words_that_are_not_sure_say_so_once_however_they_are_cut() {
    let text = "at [the bridge?] then";
    let emphasis = Format {
        range: 4..7,
        kind: FormatKind::Emphasis,
    };
    let bracket = Range { start: 3, end: 16 };
    let t = transcript(text, vec![emphasis], [Vec::new(), vec![bracket]]);
    let shown = |range: Range<u32>| {
        let labels = Words::english();
        let layer = Layer::Excerpt(&[], english(&labels));
        words(&t, ParagraphIndex::at(0), range, layer)
    };
    let first = "<span class=\"unclear\" title=\"Not clear in the source\">";
    let next = "<span class=\"unclear\">";
    assert_eq!(
        shown(0..21),
        format!("at {first}[</span><em>{next}the</span></em>{next} bridge?]</span> then")
    );
    // An excerpt that begins in the middle of them says so, too.
    assert_eq!(shown(8..21), format!("{first}bridge?]</span> then"));
}

#[test]
fn many_marks_and_formats_take_no_time_to_speak_of() {
    let text = "word ".repeat(20_000);
    let formats = (0..20_000u32)
        .map(|i| Format {
            range: i * 5..i * 5 + 4,
            kind: FormatKind::Emphasis,
        })
        .collect();
    let t = transcript(&text, formats, Default::default());
    let spans: Vec<MarkSpan<'_>> = (0..20_000u32)
        .map(|i| MarkSpan {
            range: i * 5..i * 5 + 3,
            ..span("a", 1)
        })
        .collect();
    let html = words(
        &t,
        ParagraphIndex::at(0),
        t.paragraphs[ParagraphIndex::at(0)].range.clone(),
        Layer::Page(&spans, &nothing()),
    );
    assert_eq!(html.matches("<mark").count(), 20_000);
}

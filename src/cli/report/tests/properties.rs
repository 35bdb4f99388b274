use proptest::{prelude::*, sample::Index};

use super::super::*;
use crate::source::{
    Position, Span,
    diag::{Code, Diagnostic},
};

fn any_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-z ]{1,8}",
        1 => Just("\n".to_owned()),
        1 => Just("\r\n".to_owned()),
        1 => "[\r\t\u{feff}\u{1b}\u{9b}\u{202e}\u{200d}\u{301}é中👩🏽א]{1,4}",
        1 => "[a-z中]{90,130}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..30).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn any_text_and_any_spans_give_a_report_with_the_right_headers(
        texts in [any_text(), any_text()],
        spans in prop::collection::vec((0usize..2, any::<Index>(), any::<Index>()), 1..6),
        words in any_text(),
        color in any::<bool>(),
    ) {
        let mut sources = Sources::new("/");
        let ids = [sources.add_text("a.yaml", &texts[0]), sources.add_text("b/c.md", &texts[1])];
        let spans: Vec<Span> = spans
            .iter()
            .map(|(file, start, end)| {
                let size = texts[*file].len() + 3;
                Span::new(ids[*file], start.index(size)..end.index(size))
            })
            .collect();
        let mut error = Diagnostic::at(Code::BadValue, spans[0], &words).label(&words);
        for &span in &spans[1..] {
            error = error.related(span, &words).fix(span, &words, "write it");
        }
        let mut diagnostics = Diagnostics::new();
        diagnostics.push(error.fix(spans[0], "", "leave it out"));

        let human = render(&diagnostics, &sources, Format::Human, color);
        let text = &texts[usize::from(spans[0].source == ids[1])];
        let Position { line, column } = Position::of(text, spans[0].start as usize);
        let header = format!("{}:{line}:{column}", sources.path(spans[0].source));
        let first = human.lines().find(|line| line.contains("--> ")).unwrap_or_default();
        prop_assert!(words.contains("--> ") || first.contains(&header), "{header} in {human}");
        prop_assert!(color || !human.chars().any(|c| c.is_control() && c != '\n'));
        let sign = '\u{fffe}';
        prop_assert!(!human.contains(sign));

        let json = render(&diagnostics, &sources, Format::Json, false);
        let value: serde_json::Value = serde_json::from_str(&json).expect("one object");
        prop_assert_eq!(&value["line"], line);
        prop_assert_eq!(&value["column"], column);
        prop_assert_eq!(&value["message"], &words);
        prop_assert_eq!(json.lines().count(), 1);
        let github = render(&diagnostics, &sources, Format::Github, false);
        prop_assert_eq!(github.matches('\n').count(), 1);
        prop_assert!(github.ends_with('\n'));
    }
}

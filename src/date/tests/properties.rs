use proptest::prelude::*;

use super::super::*;

/// Texts that are often EDTF.
fn nearly_edtf() -> impl Strategy<Value = String> {
    let year = prop_oneof![
        "-?[0-9]{4}",
        "[0-9X]{4}",
        "Y-?[1-9][0-9]{4,6}",
        "Y-?[1-9]E[1-9]",
        "[0-9]{4}S[1-4]"
    ];
    let month = "(-[?~%]?(0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]|[01X]X)[?~%]?(-[?~%]?([0-2][0-9]|[0-3X]X)[?~%]?)?)?";
    let time = "(T[0-2][0-9]:[0-5][0-9](:[0-5][0-9])?(Z|[+-]0[0-9](:[0-5]0)?)?)?";
    let date = (year, month)
        .prop_map(|(year, month)| format!("{year}{month}"))
        .boxed();
    let end = prop_oneof![6 => date.clone(), 1 => Just("..".to_owned()), 1 => Just(String::new())];
    prop_oneof![
        3 => date.clone(),
        1 => (date, time).prop_map(|(date, time)| format!("{date}{time}")),
        2 => ("(\\.\\.)?", end.clone(), end, "(\\.\\.)?").prop_map(|(before, a, b, after)| format!("{before}{a}/{b}{after}")),
    ]
}

/// Texts that look like what people write.
fn nearly_a_date() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "circa",
            "c.",
            "about",
            "before",
            "after",
            "from",
            "to",
            "between",
            "and",
            "april",
            "1",
            "31",
            "1st",
            "of",
            "2014",
            "2015",
            "1990s",
            "the",
            "bc",
            "ad",
            "spring",
            "century",
            "19th",
            "-",
            "/",
            "?",
            "(?)",
            ":",
            "10:30",
            "at",
            "t",
            "[",
            "]",
            "199x",
            "2014-04-01",
            "é",
            "–",
            ",",
            "pm",
            "+02",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,3}",
        "[0-9X./:-]{1,8}",
    ];
    (prop::collection::vec(word, 0..8), prop::bool::ANY)
        .prop_map(|(words, apart)| words.join(if apart { " " } else { "" }))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_a_date_or_has_an_error_in_its_bounds(
        text in prop_oneof![any::<String>(), nearly_a_date(), nearly_edtf()],
    ) {
        match Date::parse(&text) {
            Ok(date) => prop_assert!(edtf_core::is_valid(date.edtf())),
            Err(error) => {
                prop_assert!(text.get(error.offset).is_some());
                prop_assert!(!error.message.is_empty());
                if let Some(suggestion) = error.suggestion {
                    prop_assert!(Date::parse(&suggestion).is_ok(), "{suggestion}");
                }
            }
        }
    }

    #[test]
    fn every_date_can_be_read_and_sorted(texts in [nearly_edtf(), nearly_edtf(), nearly_edtf()]) {
        let dates: Vec<Date> = texts.iter().filter_map(|text| Date::parse(text).ok()).collect();
        for date in &dates {
            let human = date.human(&Words::english());
            prop_assert!(!human.is_empty() && !human.contains("  "), "{human}");
            prop_assert!(!human.contains(['X', '~', '%']) && !human.contains(".."), "{human}");
            prop_assert!(date.earliest() <= date.latest());
            let _ = (date.iso(), date.rfc3339_start(), date.lastmod(), date.year_label(&Words::english()), date.decade_label(&Words::english()));
        }
        for a in &dates {
            for b in &dates {
                let order = a.sort_key().cmp(&b.sort_key());
                prop_assert_eq!(order.reverse(), b.sort_key().cmp(&a.sort_key()));
                let known = a.unknown_year().is_none() && b.unknown_year().is_none();
                prop_assert!(!known || order.is_ge() || a.earliest() <= b.earliest());
                prop_assert!(order.is_ge() || a.year() <= b.year());
            }
        }
        // What has one heading stands together.
        let mut sorted: Vec<&Date> = dates.iter().collect();
        sorted.sort_by_key(|date| date.sort_key());
        let mut labels: Vec<Option<String>> = sorted.iter().map(|date| date.year_label(&Words::english())).collect();
        labels.dedup();
        let different: std::collections::BTreeSet<&Option<String>> = labels.iter().collect();
        prop_assert_eq!(different.len(), labels.len());
    }
}

//! EDTF, and what is said of what is none.

use postil::{date::Date, text::Words};

pub fn read(text: &str) {
    let dates: Vec<Date> = text.split('\n').take(3).filter_map(date).collect();
    for a in &dates {
        for b in &dates {
            let order = a.sort_key().cmp(&b.sort_key());
            assert_eq!(order.reverse(), b.sort_key().cmp(&a.sort_key()));
            assert!(order.is_ge() || a.earliest() <= b.earliest(), "{text:?}");
        }
    }
}

fn date(text: &str) -> Option<Date> {
    match Date::parse(text) {
        Ok(date) => {
            let again = Date::parse(date.edtf()).expect("what is written is read");
            assert_eq!(again.edtf(), date.edtf());
            let human = date.human(&Words::english());
            assert!(
                !human.is_empty() && !human.contains("  "),
                "{text:?}: {human}"
            );
            assert!(!human.contains(['X', '~', '%']), "{text:?}: {human}");
            assert!(date.earliest() <= date.latest(), "{text:?}");
            let _ = (date.iso(), date.rfc3339_start(), date.lastmod());
            let _ = (
                date.year_label(&Words::english()),
                date.decade_label(&Words::english()),
                date.beginning(),
                date.is_plain_day(),
            );
            Some(date)
        }
        Err(error) => {
            assert!(
                text.get(error.offset.clone()).is_some(),
                "{:?} of {text:?}",
                error.offset
            );
            assert!(!error.message.is_empty());
            if let Some(suggestion) = error.suggestion {
                assert!(Date::parse(&suggestion).is_ok(), "{text:?}: {suggestion}");
            }
            None
        }
    }
}

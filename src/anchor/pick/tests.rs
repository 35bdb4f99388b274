use std::ops::Range;

use proptest::prelude::*;

use super::{
    super::{
        find::{PlainText, find, find_passage},
        quote::{PassageQuote, Quote},
    },
    Unquotable, selector_for, words_for,
};
use crate::archive::{ListIndex, ParagraphId, ParagraphIndex, Selector};

/// The paragraphs of a text, counted.
fn paragraphs(text: &str) -> Vec<(ParagraphId, Range<u32>)> {
    let small = |n: usize| u32::try_from(n).expect("short");
    let mut start = 0;
    let mut paragraphs = Vec::new();
    for (place, words) in text.split('\n').enumerate() {
        let id = ParagraphId::counted(ParagraphIndex::at(place));
        paragraphs.push((id, small(start)..small(start + words.len())));
        start += words.len() + 1;
    }
    paragraphs
}

/// What a selector means, by the finder.
fn meant(text: &PlainText<'_>, selector: &Selector) -> Option<Range<usize>> {
    let within = |w: &Option<crate::archive::Within>| w.map(|w| w.first.id..=w.last.id);
    match selector {
        Selector::Whole => None,
        Selector::Paragraphs(within) => Some(text.bytes(Some(&(within.first.id..=within.last.id)))),
        Selector::Quote {
            words,
            before,
            after,
            nth,
            within: paragraphs,
        } => {
            let quote = Quote {
                words: &words.value,
                before: before.as_ref().map(|b| b.value.as_str()),
                after: after.as_ref().map(|a| a.value.as_str()),
                nth: nth.as_ref().map(|n| n.value),
                within: within(paragraphs),
            };
            find(text, &quote).ok().map(|found| found.range)
        }
        Selector::Passage {
            from,
            to,
            before,
            nth,
            within: paragraphs,
        } => {
            let quote = PassageQuote {
                from: &from.value,
                to: &to.value,
                before: before.as_ref().map(|b| b.value.as_str()),
                nth: nth.as_ref().map(|n| n.value),
                within: within(paragraphs),
            };
            find_passage(text, &quote).ok().map(|found| found.range)
        }
    }
}

/// A selector in few words: `quote: a | after: b`.
fn told(selector: &Selector) -> String {
    let word = |name: &str, s: &Option<crate::source::Spanned<String>>| {
        s.as_ref().map(|s| format!("{name}: {}", s.value))
    };
    let place = |w: &Option<crate::archive::Within>| {
        w.map(|w| match w.first == w.last {
            true => format!("in: {}", w.first),
            false => format!("in: {}-{}", w.first, w.last),
        })
    };
    let parts = match selector {
        Selector::Whole => vec![Some("whole".to_owned())],
        Selector::Paragraphs(within) => vec![place(&Some(*within))],
        Selector::Quote {
            words,
            before,
            after,
            nth,
            within,
        } => vec![
            Some(format!("quote: {}", words.value)),
            word("before", before),
            word("after", after),
            place(within),
            nth.as_ref().map(|n| format!("nth: {}", n.value)),
        ],
        Selector::Passage {
            from,
            to,
            before,
            nth,
            within,
        } => vec![
            Some(format!("from: {}", from.value)),
            Some(format!("to: {}", to.value)),
            word("before", before),
            place(within),
            nth.as_ref().map(|n| format!("nth: {}", n.value)),
        ],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(" | ")
}

fn picked(text: &str, range: Range<usize>) -> Result<String, Unquotable> {
    let paragraphs = paragraphs(text);
    let text = PlainText::new(text, &paragraphs);
    selector_for(&text, range).map(|selector| told(&selector))
}

/// The selector for the `nth` place (from 0) of words.
fn pick(text: &str, words: &str, nth: usize) -> String {
    let (at, _) = text.match_indices(words).nth(nth).expect("it stands there");
    picked(text, at..at + words.len()).expect("it can be named")
}

#[test]
fn the_shortest_selector_is_found_in_order() {
    let text = "Never again, he said. Never again.\nNever say never again. Yes.\nYes.";
    assert_eq!(pick(text, "he said", 0), "quote: he said");
    assert_eq!(
        pick(text, "Never again", 0),
        "quote: Never again | after: , he"
    );
    assert_eq!(
        pick(text, "Never again", 1),
        "quote: Never again | before: said."
    );
    assert_eq!(pick(text, "Yes", 0), "quote: Yes | before: again.");
    assert_eq!(pick(text, "Yes.", 1), "in: p3");
    assert_eq!(
        pick(text, "again. Yes.\nYes.", 0),
        "from: again. Yes. | to: Yes."
    );
    let text = "at mill seven and by mill nine, the mill";
    assert_eq!(pick(text, "mill", 0), "quote: mill | before: at");
    assert_eq!(pick(text, "mill", 1), "quote: mill | before: by");
    let text = "seven mill at last, nine mill by";
    assert_eq!(pick(text, "mill", 0), "quote: mill | after: at");
    let equal = "so so so so so so so so so";
    assert_eq!(pick(equal, "so", 4), "quote: so | nth: 5");
    let equal = "so so so so so so so so so\nso so so so so so so so";
    assert_eq!(pick(equal, "so", 4), "quote: so | in: p1 | nth: 5");
}

#[test]
fn blanks_are_written_as_one_and_words_are_not_widened() {
    let text = "the  responsibility\u{a0}to  protect and the responsibility to protest";
    assert_eq!(
        pick(text, "responsibility\u{a0}to  protect", 0),
        "quote: responsibility to protect"
    );
    assert_eq!(
        pick(text, "sibility\u{a0}to  prot", 0),
        "quote: sibility\u{a0}to  prot"
    );
    assert_eq!(pick(text, "  protect", 0), "quote: protect");
}

#[test]
fn what_cannot_be_quoted_is_told_why() {
    let text = "un cafe\u{301} noir \u{200b}";
    assert_eq!(picked(text, 2..3), Err(Unquotable::Empty));
    assert_eq!(picked(text, 2..2), Err(Unquotable::Empty));
    assert_eq!(picked(text, 3..7), Err(Unquotable::CutsLetter(3..9)));
    assert_eq!(picked(text, 8..10), Err(Unquotable::Outside));
    assert_eq!(picked(text, 8..1000), Err(Unquotable::Outside));
    let zero_wide = text.find('\u{200b}').expect("there");
    assert_eq!(picked(text, zero_wide..text.len()), Err(Unquotable::Empty));
}

#[test]
fn long_words_are_named_by_their_ends() {
    let many: Vec<String> = (0..60).map(|n| format!("w{n}")).collect();
    let text = many.join(" ");
    let range = text.find("w3 ").expect("there")..text.find(" w50").expect("there");
    assert_eq!(
        picked(&text, range.clone()),
        Ok("from: w3 w4 w5 | to: w47 w48 w49".to_owned())
    );
    // Said twice, the ends grow or are told apart.
    let text = format!("{text}\n{text} yes");
    assert_eq!(picked(&text, range).map(|s| s.contains("in: p1")), Ok(true));
    let second = text.find('\n').expect("there");
    let both = text.find("w58").expect("there")..second + 1 + "w0 w1".len();
    assert_eq!(
        picked(&text, both),
        Ok("from: w58 w59 | to: w0 w1 | nth: 1".to_owned())
    );
}

#[test]
fn words_are_named_also_where_they_are_whole_paragraphs() {
    let text = "Yes.\nNo.";
    let paragraphs = paragraphs(text);
    let plain = PlainText::new(text, &paragraphs);
    let words = words_for(&plain, 0..4).map(|selector| told(&selector));
    assert_eq!(words, Ok("quote: Yes.".to_owned()));
}

#[test]
fn a_text_that_repeats_throughout_takes_no_longer_than_it_is_long() {
    let text = "yes ".repeat(40_000);
    let text = text.trim_end();
    let began = std::time::Instant::now();
    for at in [0, 20_000, 159_996] {
        let found = picked(text, at..at + 3);
        assert!(matches!(found, Ok(_) | Err(Unquotable::Repeats)));
        let found = picked(text, at / 2..at / 2 + 40_003);
        assert!(matches!(found, Ok(_) | Err(Unquotable::Repeats)));
    }
    assert!(began.elapsed().as_secs() < 30);
}

/// How often words stand in ASCII with single blanks, beside these words.
fn places(text: &str, words: &str, before: Option<&str>, after: Option<&str>) -> Vec<usize> {
    let fits = |at: &usize| {
        let (head, tail) = (&text[..*at], &text[*at + words.len()..]);
        let ends = |b: &str| head.replace('\n', " ").trim_end().ends_with(b.trim());
        let begins = |a: &str| tail.replace('\n', " ").trim_start().starts_with(a.trim());
        before.is_none_or(ends) && after.is_none_or(begins)
    };
    let all = (0..text.len()).filter(|&at| text[at..].starts_with(words));
    all.filter(fits).collect()
}

/// The shortest selector of a quote in one paragraph, by trying all.
fn naive_quote(text: &str, range: &Range<usize>) -> Option<String> {
    let words = &text[range.clone()];
    let is_one = |before: Option<&str>, after: Option<&str>| {
        places(text, words, before, after) == [range.start]
    };
    if is_one(None, None) {
        return Some(format!("quote: {words}"));
    }
    let start = text[..range.start].rfind('\n').map_or(0, |feed| feed + 1);
    let end = text[range.end..]
        .find('\n')
        .map_or(text.len(), |feed| range.end + feed);
    let (head, tail) = (&text[start..range.start], &text[range.end..end]);
    for count in 1..=3 {
        let mut tries = Vec::new();
        let words_before: Vec<&str> = head.split(' ').filter(|w| !w.is_empty()).collect();
        if let Some(from) = words_before.len().checked_sub(count) {
            tries.push((words_before[from..].join(" "), 1));
        }
        let words_after: Vec<&str> = tail.split(' ').filter(|w| !w.is_empty()).collect();
        if words_after.len() >= count {
            tries.push((words_after[..count].join(" "), 0));
        }
        tries.sort_by_key(|(words, before)| (words.len(), *before));
        for (beside, is_before) in tries {
            match is_before {
                1 if is_one(Some(beside.as_str()), None) => {
                    return Some(format!("quote: {words} | before: {beside}"));
                }
                0 if is_one(None, Some(beside.as_str())) => {
                    return Some(format!("quote: {words} | after: {beside}"));
                }
                _ => {}
            }
        }
    }
    let paragraph = text[..range.start].matches('\n').count() + 1;
    let inside = places(&text[start..end], words, None, None);
    if inside.len() == 1 {
        return Some(format!("quote: {words} | in: p{paragraph}"));
    }
    let nth = inside.iter().position(|at| start + at == range.start)? + 1;
    match places(text, words, None, None).len() == inside.len() {
        true => Some(format!("quote: {words} | nth: {nth}")),
        false => Some(format!("quote: {words} | in: p{paragraph} | nth: {nth}")),
    }
}

/// Some words with a range that begins and ends with a letter, mostly a short one.
fn text_and_range(words: &'static str) -> impl Strategy<Value = (String, Range<usize>)> {
    let text = proptest::string::string_regex(words).expect("a pattern");
    let text = text.prop_map(|text| {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        let lines = text.split('\n').map(words).filter(|line| !line.is_empty());
        lines.collect::<Vec<_>>().join("\n")
    });
    let at = any::<proptest::sample::Index>;
    let length = prop_oneof![3 => 0_usize..4, 1 => 0_usize..200];
    (text, at(), length).prop_filter_map("some words", |(text, from, length)| {
        let letters = text.char_indices().filter(|(_, c)| !c.is_whitespace());
        let letters: Vec<usize> = letters.map(|(at, _)| at).collect();
        if letters.is_empty() {
            return None;
        }
        let first = from.index(letters.len());
        let last = letters[(first + length).min(letters.len() - 1)];
        let end = last + text[last..].chars().next().map_or(0, char::len_utf8);
        Some((text, letters[first]..end))
    })
}

proptest! {
    #[test]
    fn a_selector_means_its_range_alone_and_is_the_shortest(
        (text, range) in text_and_range("((a|b|ab|ba|c) |(a|b)\n){1,40}"),
    ) {
        let paragraphs = paragraphs(&text);
        let plain = PlainText::new(&text, &paragraphs);
        let words = &text[range.clone()];
        let selector = match words_for(&plain, range.clone()) {
            // Over a line end the same words without one, which stand as they are quoted, are what is counted.
            Err(Unquotable::Repeats) if words.contains('\n') => return Ok(()),
            selector => selector.map_err(|why| TestCaseError::fail(format!("{why:?}")))?,
        };
        prop_assert_eq!(meant(&plain, &selector), Some(range.clone()));
        if !words.contains('\n') && words.split(' ').count() <= 25 {
            prop_assert_eq!(Some(told(&selector)), naive_quote(&text, &range));
        }
    }

    #[test]
    fn a_passage_means_its_range_alone_and_its_ends_are_the_shortest(
        (text, range) in text_and_range("((a|b|ab|ba|c|d) ?|(a|b)\n){60,120}"),
    ) {
        let paragraphs = paragraphs(&text);
        let plain = PlainText::new(&text, &paragraphs);
        let selector = words_for(&plain, range.clone());
        let selector = selector.map_err(|why| TestCaseError::fail(format!("{why:?}")))?;
        prop_assert_eq!(meant(&plain, &selector), Some(range.clone()));
        let Selector::Passage { from, to, before, nth, within } = selector else {
            return Ok(());
        };
        // No shorter `to` ends there, if it has three words or is the whole of its paragraph.
        let words: Vec<&str> = to.value.split(' ').collect();
        for count in 3..words.len() {
            let shorter = words[words.len() - count..].join(" ");
            let selector = Selector::Passage {
                from: from.clone(),
                to: crate::archive::Name::unplaced(shorter),
                before: before.clone(),
                nth: nth.clone(),
                within,
            };
            prop_assert_ne!(meant(&plain, &selector), Some(range.clone()));
        }
        // No shorter `from` is unique, and no longer one where another key settles it.
        let words: Vec<&str> = from.value.split(' ').collect();
        for count in 3..words.len() {
            let shorter = words[..count].join(" ");
            prop_assert!(super::super::find::occurrences(&plain, &shorter, None) > 1);
        }
    }

    #[test]
    fn whatever_the_signs_a_selector_means_its_range_or_it_is_told_why(
        text in "([ab —'’\u{a0}\u{200b}我é.…ﬁ-]|e\u{301}|  |\n){1,40}",
        from in 0_usize..60,
        length in 0_usize..60,
    ) {
        let paragraphs = paragraphs(&text);
        let plain = PlainText::new(&text, &paragraphs);
        for make in [selector_for, words_for] {
            match make(&plain, from..from + length) {
                Ok(selector) => {
                    let words = &text[from..from + length];
                    let start = from + length - words.trim_start().len();
                    let trimmed = start..start + words.trim().len();
                    let meant = meant(&plain, &selector);
                    let meant = meant.map(|range| {
                        let words = &text[range.clone()];
                        let start = range.end - words.trim_start().len();
                        start..start + words.trim().len()
                    });
                    prop_assert_eq!(meant, Some(trimmed));
                }
                Err(Unquotable::CutsLetter(whole)) => {
                    prop_assert!(whole.start <= from + length && whole.end >= from);
                    prop_assert!(text.get(whole).is_some());
                }
                Err(Unquotable::Outside) => {
                    prop_assert!(text.get(from..from + length).is_none());
                }
                Err(Unquotable::Empty) => {
                    prop_assert!(crate::text::fold(&text[from..from + length]).trim().is_empty());
                }
                // Over several paragraphs of signs alone there may be no ends to name.
                Err(Unquotable::Repeats) => prop_assert!(text[from..from + length].trim().contains('\n')),
            }
        }
    }
}

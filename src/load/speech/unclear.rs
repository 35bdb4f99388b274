//! Words that a source is not sure of, as verbatim transcripts mark them: `[Brussels?]` for what was perhaps said, `[inaudible]` for what was not heard.
//!
//! Both are what TEI has as `unclear` and `gap` (TEI P5, 12.3.3). The words stay as printed, with their brackets. `docs/formats.md` has the rules for editors.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

/// How many words a bracket has at most that asks: `[the Pact of Warsaw?]`. Longer ones are questions that somebody puts.
const MOST_ASKED: usize = 4;

/// How many a bracket has at most that says so in words: `[several words inaudible, 00:12:31]`.
const MOST_SAID: usize = 6;

/// How many bytes a bracket has at most that is looked at.
const LONGEST: usize = 120;

/// What says that something was not heard or read, lower case; behind it may stand how much or where.
const WORDS: &[&str] = &[
    "inaudible",
    "unintelligible",
    "indistinct",
    "indiscernible",
    "unclear",
    "illegible",
    "undecipherable",
    "garbled",
    "phonetic",
    "phon",
    "ph",
    "sp",
    // French, Spanish, Portuguese, Italian.
    "incompréhensible",
    "inintelligible",
    "illisible",
    "ininteligible",
    "incomprensible",
    "ilegible",
    "inaudível",
    "ininteligível",
    "incompreensível",
    "ilegível",
    "incomprensibile",
    "inudibile",
    // German, Dutch.
    "unverständlich",
    "unhörbar",
    "undeutlich",
    "unleserlich",
    "onverstaanbaar",
    "onhoorbaar",
    "onduidelijk",
    // Russian, Ukrainian.
    "неразборчиво",
    "нрзб",
    "неразб",
    "нерозбірливо",
];

/// The same in phrases, or in scripts without blanks: anywhere in the bracket.
const PHRASES: &[&str] = &[
    "غير مسموع",
    "غير واضح",
    "غير مفهوم",
    "לא ברור",
    "לא נשמע",
    "לא מובן",
    "听不清",
    "聽不清",
    "无法辨识",
    "無法辨識",
    "無法辨認",
    "无法辨认",
    "聞き取り不能",
    "聴取不能",
    "聞き取れず",
    "들리지 않음",
];

/// Question marks, as brackets have them.
const ASKS: [char; 3] = ['?', '？', '؟'];

/// What of a text is not sure, in order: of its outermost square `brackets` some, and round ones outside them; and the other square ones.
pub(super) fn apart(
    text: &str,
    brackets: Vec<Range<usize>>,
) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let outside = |own: &Range<usize>| {
        let before = brackets.partition_point(|b| b.end <= own.start);
        brackets.get(before).is_none_or(|b| own.end <= b.start)
    };
    let round: Vec<Range<usize>> = round(text).filter(outside).collect();
    let (mut unclear, sure): (Vec<_>, Vec<_>) =
        (brackets.into_iter()).partition(|b| in_square(&text[b.start + 1..b.end - 1]));
    unclear.extend(round);
    unclear.sort_unstable_by_key(|b| b.start);
    (unclear, sure)
}

/// Whether words in square brackets, given without these, are not sure.
fn in_square(inside: &str) -> bool {
    let Some(plain) = plain(inside) else {
        return false;
    };
    let count = plain.split_whitespace().count();
    if says_so(&plain) {
        return count <= MOST_SAID;
    }
    // `[?]`, `[Brussels?]`, `[? Brussels]`, `[Brussels (?)]`
    let asked = plain.replace("(?)", "?");
    let bare = asked.trim_matches(ASKS).trim();
    let is_one = bare != asked && !bare.contains([',', ';', ':', '!', '.', '،']);
    is_one && count <= MOST_ASKED
}

/// Round brackets in which nothing else is said: `(inaudible)`, `(unclear)`, `(?)`.
fn round(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    memchr::memchr_iter(b'(', text.as_bytes()).filter_map(|at| {
        let rest = &text.as_bytes()[at + 1..];
        let close = rest
            .iter()
            .take(LONGEST)
            .position(|&b| matches!(b, b')' | b'('))?;
        let inside = text.get(at + 1..at + 1 + close)?;
        let plain = plain(inside).filter(|_| rest[close] == b')')?;
        let alone = plain.trim_matches(ASKS);
        let is_known = alone.is_empty() || WORDS.contains(&alone) || PHRASES.contains(&alone);
        is_known.then_some(at..at + close + 2)
    })
}

/// Lower case, composed, without what stands round it; none if it is nothing or too long.
fn plain(inside: &str) -> Option<String> {
    let inside = Some(inside.trim()).filter(|inside| inside.len() <= LONGEST)?;
    let plain: String = inside.nfc().collect::<String>().to_lowercase();
    let plain = plain.trim_end_matches(['.', '…']).trim_end();
    (!plain.is_empty()).then(|| plain.to_owned())
}

fn says_so(plain: &str) -> bool {
    let mut words = plain.split(|c: char| !c.is_alphanumeric());
    words.any(|word| WORDS.contains(&word)) || PHRASES.iter().any(|phrase| plain.contains(phrase))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_that_ask_or_say_so_are_not_sure() {
        for inside in [
            "Brussels?",
            "? Brussels",
            "Brussels (?)",
            "?",
            "??",
            "the Pact of Warsaw?",
            "Kigali? or Butare?",
            "inaudible",
            "Inaudible.",
            "inaudible 00:12:31",
            "several words unclear",
            "Kigali, ph",
            "sp?",
            "نيويورك؟",
            "neuf ou dix ?",
            "неразборчиво",
            "нрзб.",
            "לא ברור",
            "听不清",
            "北京？",
            "incompre\u{301}hensible",
        ] {
            assert!(in_square(inside), "{inside}");
        }
    }

    #[test]
    fn remarks_corrections_and_questions_that_somebody_puts_are_sure() {
        for inside in [
            "sic",
            "Applause",
            "laughs",
            "the Secretary-General",
            "",
            " ",
            "Did you go there with him?",
            "Oh, really?",
            "Q: Where?",
            "No! Why?",
            "on what was an unclear reference to Kosovo",
            "sphere",
            "clear",
        ] {
            assert!(!in_square(inside), "{inside}");
        }
    }

    #[test]
    fn of_round_brackets_only_those_that_say_nothing_else() {
        let text =
            "He (inaudible) and (Unclear.) went (?) there (unclear why) (see (unclear)) (is it?) (";
        let found: Vec<&str> = round(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["(inaudible)", "(Unclear.)", "(?)", "(unclear)"]);
    }
}

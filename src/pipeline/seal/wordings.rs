//! Two wordings of a paragraph, cut so that people see what is different.

/// How many characters stand before what is different, and after it.
const ROUND: usize = 40;

/// How many characters of what is different are shown.
const MOST: usize = 160;

/// Both wordings from a few words before the first difference to a few after the last, with `…` for what is left out.
///
/// ```
/// use postil::pipeline::both_wordings;
///
/// let [old, new] = both_wordings("It was a flood.", "It was a great flood.");
/// assert_eq!((&*old, &*new), ("It was a flood.", "It was a great flood."));
/// ```
pub fn both_wordings(old: &str, new: &str) -> [String; 2] {
    let same = |(a, b): &(char, char)| a == b;
    let before: usize = old
        .chars()
        .zip(new.chars())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    let (old_rest, new_rest) = (&old[before..], &new[before..]);
    let after: usize = old_rest
        .chars()
        .rev()
        .zip(new_rest.chars().rev())
        .take_while(same)
        .map(|(c, _)| c.len_utf8())
        .sum();
    [old, new].map(|words| cut(words, before, words.len() - after))
}

/// The words round a difference.
fn cut(words: &str, start: usize, end: usize) -> String {
    let begin = words[..start]
        .char_indices()
        .rev()
        .take(ROUND)
        .last()
        .map_or(start, |(at, _)| at);
    let begin = match words[..begin].is_empty() {
        true => 0,
        // At a blank, if there is one.
        false => words[begin..start]
            .find(' ')
            .map_or(begin, |at| begin + at + 1),
    };
    let until = words[end..]
        .char_indices()
        .nth(ROUND)
        .map_or(words.len(), |(at, _)| end + at);
    let until = match until == words.len() {
        true => until,
        false => words[end..until].rfind(' ').map_or(until, |at| end + at),
    };
    let changed = &words[start..end];
    let shown = match changed.char_indices().nth(MOST) {
        Some((most, _)) => format!(
            "{}{} … {}",
            &words[begin..start],
            &changed[..most],
            &words[end..until]
        ),
        None => words[begin..until].to_owned(),
    };
    let mark = |is_cut: bool| if is_cut { "…" } else { "" };
    format!("{}{shown}{}", mark(begin > 0), mark(until < words.len()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_different_is_shown() {
        let before = "many words before it ".repeat(9);
        let after = " many words after it".repeat(9);
        let of = |word: &str| format!("{before}{word}{after}");
        let [old, new] = both_wordings(&of("flood"), &of("great fire"));
        assert_eq!(
            old,
            "…words before it many words before it flood many words after it many words after…"
        );
        assert_eq!(
            new,
            "…words before it many words before it great fire many words after it many words after…"
        );
    }

    proptest! {
        #[test]
        fn any_words_are_shown(old in "[ab é漢]{0,300}", new in "[ab é漢]{0,300}") {
            let [shown, other] = both_wordings(&old, &new);
            prop_assert!(shown.chars().count() <= MOST + 2 * ROUND + 8);
            prop_assert_eq!(old == new, shown == other && old == new);
        }
    }
}

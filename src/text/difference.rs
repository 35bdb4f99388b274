//! Where two wordings of one paragraph differ, and as much of each as shows it.

use std::ops::Range;

/// How many bytes stand before and behind what differs, at most.
const BESIDE: usize = 60;

/// How many bytes of what differs are shown, at most.
const MOST: usize = 160;

/// How many bytes are compared at once.
const PIECE: usize = 1024;

/// How far a word is looked for that a place may be within (bytes): scripts without blanks have none.
const WORD: usize = 40;

/// The words that differ: from the first to the last that is not the same in both, bytes of each.
pub fn difference(old: &str, new: &str) -> [Range<usize>; 2] {
    let begin = old.floor_char_boundary(alike(old.as_bytes(), new.as_bytes()));
    let (old_rest, new_rest) = (&old[begin..], &new[begin..]);
    let end = alike_from_behind(old_rest.as_bytes(), new_rest.as_bytes());
    let end = old.len() - old.ceil_char_boundary(old.len() - end);
    let both = [(old, old.len() - end), (new, new.len() - end)];
    let is_within = both.iter().any(|&(words, end)| is_within_word(words, end));
    both.map(|(words, end)| {
        let end = match is_within {
            true => word_end(words, end),
            false => end,
        };
        word_start(words, begin)..end
    })
}

/// Words round a place of them; three dots stand for what is left out.
pub fn around(words: &str, place: Range<usize>) -> String {
    let from = word_start(
        words,
        words.floor_char_boundary(place.start.saturating_sub(BESIDE)),
    );
    let last = place.end.min(place.start + MOST) + BESIDE;
    let until = word_end(words, words.ceil_char_boundary(last.min(words.len())));
    let dots = |is_cut: bool| if is_cut { "..." } else { "" };
    format!(
        "{}{}{}",
        dots(from > 0),
        words[from..until].trim(),
        dots(until < words.len())
    )
}

/// How many bytes two texts begin with alike. By pieces, since the same two may be compared for each of very many notes.
fn alike(a: &[u8], b: &[u8]) -> usize {
    let pieces = a.chunks(PIECE).zip(b.chunks(PIECE));
    let pieces = pieces.take_while(|(a, b)| a == b);
    let whole: usize = pieces.map(|(a, _)| a.len()).sum();
    let rest = a[whole..].iter().zip(&b[whole..]);
    whole + rest.take_while(|(a, b)| a == b).count()
}

/// How many bytes two texts end with alike.
fn alike_from_behind(a: &[u8], b: &[u8]) -> usize {
    let pieces = a.rchunks(PIECE).zip(b.rchunks(PIECE));
    let pieces = pieces.take_while(|(a, b)| a == b);
    let whole: usize = pieces.map(|(a, _)| a.len()).sum();
    let (a, b) = (&a[..a.len() - whole], &b[..b.len() - whole]);
    let rest = a.iter().rev().zip(b.iter().rev());
    whole + rest.take_while(|(a, b)| a == b).count()
}

/// Whether letters stand on both sides of a place.
fn is_within_word(words: &str, at: usize) -> bool {
    let is_letter = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
    is_letter(words[..at].chars().next_back()) && is_letter(words[at..].chars().next())
}

/// Where the word begins that a place is in.
fn word_start(words: &str, at: usize) -> usize {
    let far = words.floor_char_boundary(at.saturating_sub(WORD));
    match words[far..at].rfind(char::is_whitespace) {
        Some(blank) => far + words[far..].ceil_char_boundary(blank + 1),
        None if far == 0 => 0,
        None => at,
    }
}

/// Where the word ends that a place is in.
fn word_end(words: &str, at: usize) -> usize {
    let far = words.ceil_char_boundary((at + WORD).min(words.len()));
    match words[at..far].find(char::is_whitespace) {
        Some(blank) => at + blank,
        None if far == words.len() => far,
        None => at,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differ<'a>(old: &'a str, new: &'a str) -> (&'a str, &'a str) {
        let [a, b] = difference(old, new);
        (&old[a], &new[b])
    }

    #[test]
    fn whole_words_differ() {
        let old = "Then the flood of that spring took it away.";
        assert_eq!(
            differ(old, "Then the floods of that spring took it away."),
            ("flood", "floods")
        );
        assert_eq!(
            differ(old, "Then the great flood of that spring took it away."),
            ("", "great ")
        );
        assert_eq!(
            differ(old, "Then the great-flood of that spring took it away."),
            ("flood", "great-flood")
        );
        assert_eq!(differ("The cat.", "The cart."), ("cat.", "cart."));
        assert_eq!(differ("Yes.", "Yes. No."), ("Yes.", "Yes. No."));
        assert_eq!(differ("A yes.", "A yes."), ("yes.", "yes."));
        assert_eq!(differ("", "Yes."), ("", "Yes."));
        let han = "一二三四五六七八九十".repeat(8);
        let half = han.len() / 2;
        let other = format!("{}百{}", &han[..half - 3], &han[half..]);
        assert_eq!(differ(&han, &other), ("十", "百"));
    }

    #[test]
    fn what_is_long_is_cut_at_words() {
        let long = "one two three four ".repeat(40) + "five" + &" six seven".repeat(40);
        let at = long.find("five").expect("there");
        let shown = around(&long, at..at + 4);
        assert!(
            shown.starts_with("...") && shown.ends_with("..."),
            "{shown}"
        );
        assert!(
            shown.contains("four five six") && shown.len() < 250,
            "{shown}"
        );
        let all = around(&long, 0..long.len());
        assert!(all.starts_with("one two") && all.len() < 300, "{all}");
        assert_eq!(around("Yes.", 0..4), "Yes.");
    }

    proptest::proptest! {
        #[test]
        fn what_is_before_and_behind_is_the_same(old in "[ab éè一丁]{0,30}", new in "[ab éè一丁]{0,30}", long in "[ab é一]{0,4}", times in 0usize..600) {
            let old = [&old, &*long.repeat(times), &new].concat();
            let new = [&new, &*long.repeat(times), "a"].concat();
            let [a, b] = difference(&old, &new);
            proptest::prop_assert_eq!(&old[..a.start], &new[..b.start]);
            proptest::prop_assert_eq!(&old[a.end..], &new[b.end..]);
            around(&old, a);
        }
    }
}

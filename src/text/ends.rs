//! Where words end and begin: what stands between blanks, and of scripts without blanks the words of UAX #29, as in [`super::count_words`].

use unicode_segmentation::UnicodeSegmentation;

/// Where the words of a text end, the first word first, in bytes.
pub fn word_ends(text: &str) -> impl Iterator<Item = usize> {
    pieces(text).flat_map(|piece| {
        let inner = divided(piece.words);
        let ends = inner.map(|words| words.map(|(at, word)| at + word.len()));
        let whole = ends.is_none().then_some(piece.words.len());
        let ends = ends.into_iter().flatten().chain(whole);
        ends.map(move |end| piece.at + end)
    })
}

/// Where the words of a text begin, the last word first, in bytes.
pub fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    pieces(text).rev().flat_map(|piece| {
        let inner = divided(piece.words);
        let starts = inner.map(|words| words.rev().map(|(at, _)| at));
        let whole = starts.is_none().then_some(0);
        let starts = starts.into_iter().flatten().chain(whole);
        starts.map(move |start| piece.at + start)
    })
}

/// What stands between blanks, and is a word.
#[derive(Clone, Copy)]
struct Piece<'t> {
    at: usize,
    words: &'t str,
}

fn pieces(text: &str) -> impl DoubleEndedIterator<Item = Piece<'_>> {
    let begin = text.as_ptr().addr();
    let words = text.split_whitespace();
    let words = words.filter(|piece| piece.contains(char::is_alphanumeric));
    words.map(move |words| Piece {
        at: words.as_ptr().addr() - begin,
        words,
    })
}

/// The words in a piece that is several.
fn divided(piece: &str) -> Option<unicode_segmentation::UnicodeWordIndices<'_>> {
    let several = !piece.is_ascii() && piece.unicode_words().nth(2).is_some();
    several.then(|| piece.unicode_word_indices())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_behind_their_punctuation_and_begin_before_it() {
        let text = "— “No,” he  said. 我们来";
        let ends: Vec<&str> = word_ends(text).map(|end| &text[..end]).collect();
        let first = "— “No,” he  said.";
        assert_eq!(
            ends,
            [
                "— “No,”",
                "— “No,” he",
                first,
                "— “No,” he  said. 我",
                "— “No,” he  said. 我们",
                text
            ]
        );
        let starts: Vec<&str> = word_starts(text).map(|start| &text[start..]).collect();
        assert_eq!(starts[..4], ["来", "们来", "我们来", "said. 我们来"]);
        assert_eq!(starts.len(), 6);
    }

    proptest::proptest! {
        #[test]
        fn there_are_as_many_ends_as_starts(text in "[ab我 .’é\u{301}\n-]{0,30}") {
            let ends: Vec<usize> = word_ends(&text).collect();
            let mut starts: Vec<usize> = word_starts(&text).collect();
            starts.reverse();
            proptest::prop_assert_eq!(starts.len(), ends.len());
            proptest::prop_assert!(starts.iter().zip(&ends).all(|(start, end)| start < end));
            proptest::prop_assert_eq!(ends.len(), crate::text::count_words(&text, 100));
        }
    }
}

//! Words that each have a time, and perhaps a speaker, to pieces.

use super::{Piece, Voice, glue, sentence};

/// How long nobody speaks between two pieces, in seconds.
const PAUSE: f64 = 1.0;
/// The most bytes of a piece.
const LONGEST: usize = 400;

/// A word that was heard.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::import) struct Word {
    /// It, perhaps with its punctuation.
    pub(in crate::import) text: String,
    /// When it begins, in seconds.
    pub(in crate::import) start: Option<f64>,
    /// When it ends, in seconds.
    pub(in crate::import) end: Option<f64>,
    /// Whose it is.
    pub(in crate::import) who: Option<String>,
    /// Whether it is punctuation behind the word before it.
    pub(in crate::import) closes: bool,
}

/// The pieces that words make, and of how many words nobody says whose they are where others have a speaker: they stand with the words before them.
pub(in crate::import) fn pieces(words: &[Word]) -> (Vec<Piece>, usize) {
    let named = words.iter().any(|word| word.who.is_some());
    let mut unnamed = 0;
    let mut pieces: Vec<Piece> = Vec::new();
    for word in words {
        let text = glue::squeezed(&word.text);
        if text.is_empty() {
            continue;
        }
        let voice = match &word.who {
            Some(who) => Voice::Of(who.clone()),
            None if !named => Voice::Held,
            None => {
                unnamed += usize::from(!word.closes);
                pieces
                    .last()
                    .map_or(Voice::Unknown, |piece| piece.voice.clone())
            }
        };
        let goes_on = |piece: &&mut Piece| {
            let pause = word
                .start
                .zip(piece.end)
                .map_or(0.0, |(start, end)| start - end);
            let full =
                sentence::is_over(&piece.words) || pause >= PAUSE || piece.words.len() > LONGEST;
            word.closes || (piece.voice == voice && !full)
        };
        match pieces.last_mut().filter(goes_on) {
            Some(piece) => {
                match word.closes {
                    true => piece.words.push_str(&text),
                    false => glue::add(&mut piece.words, &text),
                }
                piece.start = piece.start.or(word.start);
                piece.end = word.end.or(piece.end);
            }
            None => pieces.push(Piece {
                start: word.start,
                end: word.end,
                voice,
                words: text,
                apart: false,
            }),
        }
    }
    (pieces, unnamed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_make_pieces_by_sentences_pauses_and_speakers() {
        let word = |text: &str, start: Option<f64>, who: Option<&str>| Word {
            text: text.to_owned(),
            start,
            end: start.map(|s| s + 0.3),
            who: who.map(str::to_owned),
            closes: text == ",",
        };
        let (pieces, unnamed) = pieces(&[
            word("So", Some(0.0), Some("A")),
            word(",", None, None),
            word("in", Some(0.4), Some("A")),
            word("1994", None, None),
            word("we", Some(1.0), Some("A")),
            word("left.", Some(1.4), Some("A")),
            word("Yes", Some(1.8), Some("B")),
            word("well", Some(9.0), Some("B")),
        ]);
        let words: Vec<&str> = pieces.iter().map(|p| p.words.as_str()).collect();
        assert_eq!(words, ["So, in 1994 we left.", "Yes", "well"]);
        assert_eq!(unnamed, 1);
        assert_eq!(pieces[0].end, Some(1.7));
    }
}

//! Words folded for comparison, with the way back to where they stood.
//!
//! Folding (design: anchoring, level 2): Unicode NFKC; white space of any kind becomes one blank; curly quotes become plain ones and
//! dashes hyphens; soft hyphens, zero-width and direction marks go; case stays. It goes cluster by cluster (UAX #29), so that a
//! position maps back and never cuts a grapheme.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::UnicodeSegmentation;

/// A folded text.
#[derive(Clone, Debug, Default)]
pub struct Folded {
    text: String,
    pieces: Vec<Piece>,
}

/// A run of the folded text and the run it came from; it ends where the next one begins.
#[derive(Clone, Debug)]
struct Piece {
    /// First byte in the folded text.
    folded: u32,
    /// Bytes of the original.
    original: Range<u32>,
    /// Whether the bytes run in step; otherwise only the borders of the run correspond.
    in_step: bool,
}

impl Folded {
    /// Folds `text`.
    pub fn new(text: &str) -> Self {
        let mut folded = Self {
            text: String::with_capacity(text.len()),
            pieces: Vec::new(),
        };
        let mut at = 0;
        while at < text.len() {
            let run = plain_run(&text[at..]);
            if run > 0 {
                folded.in_step(&text[at..at + run], at);
                at += run;
                continue;
            }
            let Some(cluster) = text[at..].graphemes(true).next() else {
                break;
            };
            folded.cluster(cluster, at);
            at += cluster.len();
        }
        folded
    }

    /// The folded words.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that `range` (not empty) of the folded text came from; none if an end of it would cut a grapheme, or a
    /// sign that folds into several.
    pub fn original(&self, range: Range<usize>) -> Option<Range<usize>> {
        if range.is_empty() {
            return None;
        }
        let (first, _) = self.piece(range.start)?;
        let start = match (first.in_step, range.start - first.folded as usize) {
            (true, skip) => first.original.start as usize + skip,
            (false, 0) => first.original.start as usize,
            (false, _) => return None,
        };
        let (last, end_of_last) = self.piece(range.end - 1)?;
        let end = match (last.in_step, end_of_last - range.end) {
            (true, _) => last.original.start as usize + (range.end - last.folded as usize),
            (false, 0) => last.original.end as usize,
            (false, _) => return None,
        };
        Some(start..end)
    }

    /// The byte of the folded text at which that begins which stands from byte `at` of the original on.
    pub fn place(&self, at: usize) -> usize {
        let next = self
            .pieces
            .partition_point(|p| p.original.start as usize <= at);
        let end = self
            .pieces
            .get(next)
            .map_or(self.text.len(), |p| p.folded as usize);
        let Some(piece) = next.checked_sub(1).and_then(|i| self.pieces.get(i)) else {
            return end;
        };
        let skip = at - piece.original.start as usize;
        match piece.in_step || skip == 0 {
            true => (piece.folded as usize + skip).min(end),
            false => end,
        }
    }

    /// The piece that holds a byte, and where it ends in the folded text.
    fn piece(&self, at: usize) -> Option<(&Piece, usize)> {
        let next = self.pieces.partition_point(|p| p.folded as usize <= at);
        let piece = self.pieces.get(next.checked_sub(1)?)?;
        let end = self
            .pieces
            .get(next)
            .map_or(self.text.len(), |p| p.folded as usize);
        Some((piece, end))
    }

    fn in_step(&mut self, run: &str, at: usize) {
        let end = small(at + run.len());
        match self.pieces.last_mut() {
            Some(last) if last.in_step && last.original.end == small(at) => last.original.end = end,
            Some(_) | None => self.pieces.push(Piece {
                folded: small(self.text.len()),
                original: small(at)..end,
                in_step: true,
            }),
        }
        self.text.push_str(run);
    }

    fn cluster(&mut self, cluster: &str, at: usize) {
        let original = small(at)..small(at + cluster.len());
        if cluster.chars().all(|c| c.is_whitespace() || is_dropped(c)) {
            if cluster.chars().any(char::is_whitespace) {
                self.blank(original);
            }
            return;
        }
        let before = self.text.len();
        if cluster.is_ascii() {
            self.text.push_str(cluster);
        } else {
            let plain = cluster.chars().filter(|&c| !is_dropped(c)).map(plain_sign);
            self.text.extend(plain.nfkc().map(plain_sign));
        }
        if self.text.len() > before {
            self.pieces.push(Piece {
                folded: small(before),
                original,
                in_step: false,
            });
        }
    }

    /// White space: one blank for a whole run of it.
    fn blank(&mut self, original: Range<u32>) {
        if self.text.ends_with(' ') {
            if let Some(last) = self.pieces.last_mut()
                && !last.in_step
            {
                last.original.end = original.end;
            }
            return;
        }
        self.pieces.push(Piece {
            folded: small(self.text.len()),
            original,
            in_step: false,
        });
        self.text.push(' ');
    }
}

/// Words folded, without the way back.
pub fn fold(text: &str) -> String {
    Folded::new(text).text
}

fn small(n: usize) -> u32 {
    u32::try_from(n).expect("texts are limited to less than 4 GiB")
}

/// The length of the run of visible ASCII at the start that folds to itself; its last sign stays out if something may combine with it.
fn plain_run(text: &str) -> usize {
    let bytes = text.as_bytes();
    let run = bytes.iter().take_while(|b| b.is_ascii_graphic()).count();
    match bytes.get(run) {
        Some(next) if !next.is_ascii() => run.saturating_sub(1),
        Some(_) | None => run,
    }
}

fn is_dropped(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}' | '\u{61c}')
}

/// Plain quotes and hyphens for their many forms.
fn plain_sign(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‵' | '‹' | '›' | '＇' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' | '″' | '‶' | '«' | '»' | '＂' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '⸺' | '⸻' | '﹘' | '﹣' | '－' | '⁃' => {
            '-'
        }
        c if c.is_whitespace() => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn quotes_dashes_blanks_and_marks_are_folded() {
        assert_eq!(
            fold("“Never\u{a0} \nagain” – it’s—so\u{ad}ft\u{200b} ﬁ…"),
            "\"Never again\" - it's-soft fi..."
        );
        assert_eq!(fold("e\u{301} É Ａ"), "é É A");
    }

    #[test]
    fn places_map_back_and_no_sign_is_cut() {
        let text = "a “b”  c ﬁn";
        let folded = Folded::new(text);
        let at = |needle: &str| {
            let start = folded.as_str().find(needle)?;
            folded
                .original(start..start + needle.len())
                .map(|r| &text[r])
        };
        assert_eq!(at("\"b\" c"), Some("“b”  c"));
        assert_eq!(at("fin"), Some("ﬁn"));
        assert_eq!(at("in"), None);
    }

    proptest! {
        #[test]
        fn every_whole_piece_maps_back_to_grapheme_borders(text in "(\\PC|[a-z ]|e\u{301}|👨\u{200d}👩|\u{1100}\u{1161}|\u{200f}|ﬁ|…| ){0,40}") {
            let folded = Folded::new(&text);
            let borders: Vec<usize> = text.grapheme_indices(true).map(|(i, _)| i).chain([text.len()]).collect();
            let places: Vec<usize> = folded.as_str().char_indices().map(|(i, _)| i).chain([folded.as_str().len()]).collect();
            for (i, &start) in places.iter().enumerate() {
                for &end in &places[i + 1..] {
                    if let Some(range) = folded.original(start..end) {
                        prop_assert!(borders.contains(&range.start) && borders.contains(&range.end), "{range:?} of {text:?}");
                        let again = fold(&text[range.clone()]);
                        prop_assert_eq!(again.trim(), folded.as_str()[start..end].trim());
                    }
                }
            }
        }
    }
}

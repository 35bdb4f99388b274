//! Pieces to paragraphs and turns.
//!
//! A paragraph ends where another speaks; where a sentence ends and nobody speaks for a while; and behind a sentence, once it is long. Words are joined
//! as `glue` says. Each paragraph begins with the time of the piece that its first word is in.

use std::collections::BTreeMap;

use super::{Piece, Voice, clock, glue, names, sentence};
use crate::{
    archive::{
        IndexVec, ListIndex, Name, ParagraphId, ParagraphIndex, Part, Speaker, SpeakerIndex,
        TurnCorrection,
    },
    text::fold,
    writer::{Block, Label, Paragraph, Said},
};

/// How long nobody speaks between two paragraphs, in seconds, behind a sentence.
const PAUSE: f64 = 2.0;
/// The same where no sentence ends.
const SILENCE: f64 = 10.0;
/// How long a paragraph is when it ends behind the next sentence, in bytes.
const LONG: usize = 600;
/// The same when it is cut behind a sentence that ends within a piece.
const LONGER: usize = 900;
/// The same when it ends wherever it is.
const LONGEST: usize = 2400;

/// What pieces are joined to.
#[derive(Clone, Debug, Default)]
pub(in crate::import) struct Joined {
    /// The paragraphs.
    pub(in crate::import) said: Said,
    /// Their labels, in order of appearance.
    pub(in crate::import) speakers: IndexVec<SpeakerIndex, Speaker>,
    /// Paragraphs with which nobody's words begin.
    pub(in crate::import) turns: Vec<TurnCorrection>,
    /// How many turns have a label.
    pub(in crate::import) labelled: usize,
    /// Since when the words are of somebody whom the source does not name: a time, or nothing known.
    pub(in crate::import) unknown: Vec<Option<f64>>,
    /// The paragraph that each piece begins in.
    pub(in crate::import) of_pieces: Vec<ParagraphIndex>,
}

/// Joins pieces, in their order.
pub(in crate::import) fn join(pieces: &[Piece]) -> Joined {
    let words: usize = pieces
        .iter()
        .map(|p| p.words.split_whitespace().count())
        .sum();
    let sentences = pieces.iter().filter(|p| p.words.contains(is_stop)).count();
    let mut joiner = Joiner {
        // Many recognisers and captions print no full stops: then pauses alone tell.
        stops: sentences * 60 >= words,
        out: Joined::default(),
        labels: BTreeMap::new(),
        current: None,
        speaking: None,
        ended: None,
    };
    for piece in pieces {
        let mut parts = sentence::parts(&piece.words, LONG, LONGER).into_iter();
        joiner.piece(piece, parts.next().unwrap_or_default());
        // What was heard in one go may be all that was said: it has no times within it.
        for part in parts {
            joiner.end();
            joiner.begin(part, None, None, false);
        }
    }
    joiner.end();
    joiner.out
}

fn is_stop(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।'
    )
}

struct Joiner {
    stops: bool,
    out: Joined,
    /// Labels as they are declared, by how they are compared.
    labels: BTreeMap<String, String>,
    current: Option<Paragraph>,
    /// Whose words the last ones are.
    speaking: Option<String>,
    /// When they ended.
    ended: Option<f64>,
}

impl Joiner {
    fn piece(&mut self, piece: &Piece, words: &str) {
        let (start, end) = (clock::usable(piece.start), clock::usable(piece.end));
        let label = match &piece.voice {
            Voice::Held => self.speaking.clone(),
            Voice::Unknown => None,
            Voice::Of(name) => names::as_label(name),
        };
        let other = label != self.speaking;
        if other || piece.apart || self.is_full(piece, start) {
            self.end();
        }
        self.out
            .of_pieces
            .push(ParagraphIndex::at(self.out.said.blocks.len()));
        let mut words = words;
        if let Some(current) = &mut self.current
            && current.text.len() > LONGER
            && let Some(at) = sentence::inner_start(words)
        {
            glue::add(&mut current.text, words[..at].trim_end());
            words = &words[at..];
            self.end();
        }
        match &mut self.current {
            Some(current) => glue::add(&mut current.text, words),
            None => self.begin(words, start, label.filter(|_| other), other),
        }
        self.ended = end.or(start).or(self.ended);
    }

    /// Whether a paragraph ends before a piece by the same voice.
    fn is_full(&self, piece: &Piece, start: Option<f64>) -> bool {
        let Some(current) = &self.current else {
            return false;
        };
        let pause = start
            .zip(self.ended)
            .map_or(0.0, |(start, ended)| start - ended);
        let over = !self.stops || sentence::is_over(&current.text) || is_aside(&current.text);
        // What stands in brackets alone is nobody's, and between two sentences a paragraph of its own.
        let aside =
            piece.voice == Voice::Held && (is_aside(&piece.words) || is_aside(&current.text));
        (over && (pause >= PAUSE || current.text.len() >= LONG || (aside && self.stops)))
            || pause >= SILENCE
            || current.text.len() >= LONGEST
    }

    fn begin(&mut self, words: &str, start: Option<f64>, label: Option<String>, other: bool) {
        let mut paragraph = Paragraph::default();
        match label {
            Some(label) => {
                paragraph.label = Some(self.label(&label));
                self.out.labelled += 1;
                self.speaking = Some(label);
            }
            None if other => {
                self.speaking = None;
                self.out.unknown.push(start);
                let here = ParagraphIndex::at(self.out.said.blocks.len());
                self.out.turns.push(nobodys(here));
            }
            None => {}
        }
        if let Some(start) = start {
            paragraph.push_time(start);
        }
        paragraph.push(words);
        self.current = Some(paragraph);
    }

    /// A label as it is declared, and as it is printed if that is another way to write it.
    fn label(&mut self, printed: &str) -> Label {
        let speakers = &mut self.out.speakers;
        let declared = self.labels.entry(fold(printed)).or_insert_with(|| {
            speakers.push(Speaker {
                label: printed.to_owned(),
                ..Speaker::default()
            });
            printed.to_owned()
        });
        Label {
            printed: (declared != printed).then(|| printed.to_owned()),
            ..Label::declared(declared.as_str())
        }
    }

    fn end(&mut self) {
        if let Some(paragraph) = self.current.take() {
            self.out.said.blocks.push(Block::Paragraph(paragraph));
        }
    }
}

/// Whether words stand in square brackets, all of them: `[Applause]`.
fn is_aside(words: &str) -> bool {
    let inner = words.strip_prefix('[').and_then(|w| w.strip_suffix(']'));
    inner.is_some_and(|inner| !inner.contains(['[', ']']))
}

/// Says that with a paragraph words begin that are nobody's in particular.
pub(in crate::import) fn nobodys(paragraph: ParagraphIndex) -> TurnCorrection {
    let nowhere = Name::unplaced(String::new());
    TurnCorrection {
        paragraph: nowhere.map(|_| ParagraphId::counted(paragraph)),
        label: None,
        person: None,
        name: None,
        role: None,
        part: Some(Part::Narration),
        asks: None,
        spoken: None,
        certainty: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(start: f64, end: f64, voice: &str, words: &str) -> Piece {
        Piece {
            start: Some(start),
            end: Some(end),
            voice: match voice {
                "" => Voice::Held,
                "?" => Voice::Unknown,
                label => Voice::Of(label.to_owned()),
            },
            words: words.to_owned(),
            apart: false,
        }
    }

    fn shown(joined: &Joined) -> Vec<String> {
        let blocks = joined.said.blocks.iter().map(|block| match block {
            Block::Paragraph(p) => {
                let label = p
                    .label
                    .as_ref()
                    .map(|l| format!("{}: ", l.declared))
                    .unwrap_or_default();
                let mark = p
                    .marks
                    .first()
                    .map(|m| format!("[{}] ", m.text))
                    .unwrap_or_default();
                format!("{label}{mark}{}", p.text)
            }
            Block::Heading { words, .. } => words.clone(),
        });
        blocks.collect()
    }

    #[test]
    fn pieces_are_joined_to_sentences_and_turns() {
        let joined = join(&[
            piece(0.0, 2.0, "Ann", "We are"),
            piece(2.0, 4.0, "Ann", "here."),
            piece(4.1, 6.0, "Ann", "And now"),
            piece(9.0, 9.5, "Ann", "this."),
            piece(12.0, 13.0, "Ann", "Well."),
            piece(13.0, 14.0, "?", "Hm?"),
            piece(14.0, 15.0, "Bob", "Yes."),
            piece(15.0, 16.0, "", "[Laughs]"),
            piece(16.0, 17.0, "", "No."),
        ]);
        assert_eq!(
            shown(&joined),
            [
                "Ann: [00:00:00] We are here. And now this.",
                "[00:00:12] Well.",
                "[00:00:13] Hm?",
                "Bob: [00:00:14] Yes.",
                "[00:00:15] [Laughs]",
                "[00:00:16] No.",
            ]
        );
        let labels: Vec<&str> = joined.speakers.iter().map(|s| s.label.as_str()).collect();
        assert_eq!(labels, ["Ann", "Bob"]);
        assert_eq!(joined.turns.len(), 1);
        assert_eq!(
            joined.turns[0].paragraph.value,
            ParagraphId::counted(ParagraphIndex::at(2))
        );
        assert_eq!(
            joined
                .of_pieces
                .iter()
                .map(|p| p.place())
                .collect::<Vec<_>>(),
            [0, 0, 0, 0, 1, 2, 3, 4, 5]
        );
    }

    #[test]
    fn a_long_text_without_times_is_divided() {
        let text = "It went on and on. ".repeat(400);
        let joined = join(&[Piece {
            words: text.trim().to_owned(),
            ..Piece::default()
        }]);
        let texts: Vec<String> = shown(&joined);
        assert!(texts.len() > 8 && texts.iter().all(|t| t.len() < 1000 && t.ends_with("on.")));
        assert_eq!(texts.join(" "), text.trim());
    }

    #[test]
    fn long_paragraphs_end_behind_a_sentence() {
        let pieces: Vec<Piece> = (0..200)
            .map(|n| piece(f64::from(n), f64::from(n + 1), "", "goes on. And it"))
            .collect();
        let joined = join(&pieces);
        let texts: Vec<&str> = joined
            .said
            .blocks
            .iter()
            .map(|b| match b {
                Block::Paragraph(p) => p.text.as_str(),
                Block::Heading { words, .. } => words.as_str(),
            })
            .collect();
        assert!(texts.len() > 2);
        assert!(
            texts[..texts.len() - 1]
                .iter()
                .all(|t| t.ends_with("on.") && t.len() < 1200),
            "{texts:?}"
        );
        let (all, whole) = (texts.join(" "), vec!["goes on. And it"; 200].join(" "));
        assert_eq!(all, whole);
    }
}

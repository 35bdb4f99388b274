//! The transcript that is searched: its text, its labels, and what was not looked for.

use std::{
    cell::{Cell, OnceCell},
    collections::HashSet,
    ops::RangeInclusive,
};

use super::{Leniency, find::PlainText};
use crate::{
    archive::{ParagraphId, ParagraphIds, Transcript},
    source::{
        Span, Spanned,
        diag::{Code, Diagnostic},
    },
};

/// A search for the targets of one transcript's annotations; `spots` goes through them.
pub(super) struct Search<'a> {
    pub(super) transcript: &'a Transcript,
    /// The ids of its paragraphs.
    pub(super) ids: ParagraphIds,
    pub(super) text: &'a PlainText<'a>,
    pub(super) leniency: Leniency,
    labels: OnceCell<Labels<'a>>,
    /// The first quote for which nothing similar was looked for, and how many there are.
    left_out: Cell<Option<(Span, usize)>>,
}

/// Words that were looked for, as they are written.
pub(super) struct Sought<'w> {
    /// The key that they stand under.
    pub(super) key: &'static str,
    pub(super) words: &'w Spanned<String>,
    /// Whether words beside them are written: then no more places are counted than are enough.
    pub(super) beside: bool,
    /// `nth:`.
    pub(super) nth: Option<&'w Spanned<u32>>,
    /// The paragraphs that `in:` means.
    pub(super) within: Option<RangeInclusive<ParagraphId>>,
}

struct Labels<'a> {
    all: HashSet<&'a str>,
    /// Those that nobody declared, if others are declared.
    guessed: HashSet<&'a str>,
    /// Bytes of the longest.
    longest: usize,
}

impl<'a> Search<'a> {
    /// A search in one transcript.
    pub(super) fn new(
        transcript: &'a Transcript,
        text: &'a PlainText<'a>,
        leniency: Leniency,
    ) -> Self {
        Self {
            transcript,
            ids: transcript.ids(),
            text,
            leniency,
            labels: OnceCell::new(),
            left_out: Cell::new(None),
        }
    }

    /// Whether words are a label of the transcript, for quotes that include one.
    pub(super) fn is_label(&self, words: &str) -> bool {
        self.labels().all.contains(words)
    }

    /// Whether a label of the transcript is none that was declared, though others are.
    pub(super) fn is_guess(&self, label: &str) -> bool {
        self.labels().guessed.contains(label)
    }

    /// How many bytes the longest label has.
    pub(super) fn longest_label(&self) -> usize {
        self.labels().longest
    }

    fn labels(&self) -> &Labels<'a> {
        self.labels.get_or_init(|| {
            let speakers = &self.transcript.header.speakers;
            let labelled = speakers.iter().filter(|s| !s.label.is_empty());
            let all: HashSet<&str> = labelled.clone().map(|s| s.label.as_str()).collect();
            let guessed: HashSet<&str> = labelled
                .filter(|s| s.span.is_none())
                .map(|s| s.label.as_str())
                .collect();
            Labels {
                longest: all.iter().map(|label| label.len()).max().unwrap_or(0),
                guessed: match guessed.len() < all.len() {
                    true => guessed,
                    false => HashSet::new(),
                },
                all,
            }
        })
    }

    /// Notes that nothing similar was looked for to the words at `span`.
    pub(super) fn leave_out(&self, span: Span) {
        let (first, count) = self.left_out.get().unwrap_or((span, 0));
        self.left_out.set(Some((first, count + 1)));
    }

    /// The remark on quotes for which nothing similar was looked for.
    pub(super) fn left_out(&self) -> Option<Diagnostic> {
        let (span, count) = self.left_out.get()?;
        let quotes = match count {
            1 => "this quote".to_owned(),
            _ => format!("{count} quotes, of which this is the first,"),
        };
        let message = format!(
            "nothing similar to {quotes} was looked for in `{}`",
            self.transcript.id()
        );
        Some(
            Diagnostic::at(Code::SearchCutShort, span, message)
                .note(
                    "so many quotes of this transcript were not found that it would take too long",
                )
                .help("mend those for which something similar is shown, and build again"),
        )
    }
}

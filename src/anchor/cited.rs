//! The remarks on paragraphs that are named by their ids, wherever that is written: their words were changed since, or they are gone.

use crate::{
    archive::{Changed, Cited, GoneParagraph, History, Meant, ParagraphId, ParagraphIds, Wording},
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
    text,
};

/// How much of what differs is told by itself (bytes).
const SHORT: usize = 80;

/// A paragraph that is named, and where.
pub struct Naming<'a> {
    /// As it is written.
    pub cited: Cited,
    /// Where.
    pub span: Span,
    /// The id of its transcript.
    pub transcript: &'a str,
    /// How a paragraph is named there: `[[talk#p12]]`.
    pub line: &'a dyn Fn(Cited) -> String,
}

impl Naming<'_> {
    /// The remark, if there is anything to say; `ids` and `history` are those of the transcript.
    pub fn told(
        &self,
        meant: Meant<'_>,
        ids: &ParagraphIds,
        history: &History,
    ) -> Option<Diagnostic> {
        let Cited { id, digest } = self.cited;
        let Self {
            span, transcript, ..
        } = *self;
        match meant {
            Meant::These | Meant::Unknown => None,
            Meant::Changed(changed) => Some(self.changed(&changed, ids.of(changed.paragraph))),
            Meant::Gone(gone) => Some(self.gone(gone, ids, history)),
            Meant::NotSealed => Some(
                Diagnostic::at(
                    Code::WrongDigest,
                    span,
                    format!("the words of {id} that this means are not sealed yet"),
                )
                .note("a digest means words for ever, which sealing promises")
                .help(format!(
                    "run `postil seal {transcript}`, or write `{}`",
                    self.line(id, None)
                )),
            ),
            Meant::NeverHad {
                paragraph,
                now,
                is_sealed,
            } => {
                let whole = ids.of(paragraph);
                let digest = digest.map(|digest| digest.to_string()).unwrap_or_default();
                let remark = Diagnostic::at(
                    Code::WrongDigest,
                    span,
                    format!("{id} of `{transcript}` never had words with the digest `{digest}`"),
                );
                let line = self.line(
                    whole,
                    Some(Cited {
                        id: whole,
                        digest: Some(now),
                    }),
                );
                Some(match is_sealed {
                    true => remark.help(format!("if the words as they are now are meant, write `{line}`")),
                    false => remark.help(format!("if the words as they are now are meant, run `postil seal {transcript}`, then write `{line}`")),
                })
            }
        }
    }

    /// The remark on a digest where there is nothing that it could be compared with.
    pub fn without_ledger(&self) -> Diagnostic {
        let (transcript, line) = (self.transcript, self.line(self.cited.id, None));
        Diagnostic::at(
            Code::WrongDigest,
            self.span,
            format!("`{transcript}` has no ledger that knows which words this digest means"),
        )
        .help(format!("write `{line}`, or run `postil seal {transcript}`, which keeps the addresses of its paragraphs and their words"))
    }

    fn line(&self, id: ParagraphId, cited: Option<Cited>) -> String {
        (self.line)(cited.unwrap_or_else(|| id.into()))
    }

    fn changed(&self, changed: &Changed<'_>, whole: ParagraphId) -> Diagnostic {
        let Changed {
            joined,
            earlier,
            now,
            is_sealed,
            ..
        } = *changed;
        let (id, transcript) = (self.cited.id, self.transcript);
        let since = match self.cited.digest {
            Some(_) => "since these words were sealed",
            None => "since it was first sealed",
        };
        let message = match joined {
            Some(_) => format!("{id} of `{transcript}` is now a part of {whole}"),
            None if earlier.id == id => format!("{id} of `{transcript}` was reworded {since}"),
            None => format!(
                "{} was joined to {id} of `{transcript}` {since}",
                earlier.id
            ),
        };
        let label = match self.cited.digest {
            Some(_) => "the words that this means are no longer there",
            None => "which words does this mean?",
        };
        let mut remark = Diagnostic::at(Code::ParagraphChanged, self.span, message).label(label);
        remark.notes = both(changed, whole);
        let cited = Cited {
            id: whole,
            digest: Some(now),
        };
        let line = (self.line)(cited);
        remark.help(match is_sealed {
            true => format!("if it holds of the words as they are now, write `{line}`"),
            false => format!("if it holds of the words as they are now, run `postil seal {transcript}`, then write `{line}`"),
        })
    }

    fn gone(&self, gone: &GoneParagraph, ids: &ParagraphIds, history: &History) -> Diagnostic {
        let (id, transcript) = (gone.id, self.transcript);
        let message = match gone.on {
            Some(day) => format!("{id} of `{transcript}` was removed on {day}"),
            None => format!("{id} of `{transcript}` is no longer there"),
        };
        let mut remark = Diagnostic::at(Code::ParagraphRemoved, self.span, message);
        if gone.on.is_none() {
            remark = remark.note(
                "that is not sealed yet: with the words that it had, it would be there again",
            );
        }
        if let Some(into) = gone.joined {
            remark = remark.note(format!(
                "it became a part of {into}, and was removed with it"
            ));
        }
        let sides = [(gone.behind(), "behind"), (Some(gone.before), "before")];
        let mut near = None;
        for (paragraph, side) in sides {
            let Some((paragraph, words)) = paragraph.and_then(|p| Some((p, history.words(p)?)))
            else {
                continue;
            };
            let beside = ids.of(paragraph);
            near = near.or(Some(beside));
            remark = remark.note(format!(
                "it stood {side} {beside}: \"{}\"",
                text::around(words, 0..0)
            ));
        }
        match near {
            Some(near) => remark.help(format!(
                "name the paragraph that is meant instead, for example `{}`",
                self.line(near, None)
            )),
            None => remark,
        }
    }
}

/// Both wordings, as far as they tell what changed.
fn both(changed: &Changed<'_>, whole: ParagraphId) -> Vec<String> {
    let Wording {
        id,
        sealed,
        until,
        words: old,
        ..
    } = changed.earlier;
    let until = match until {
        Some(day) => format!(", until {day}"),
        None => String::new(),
    };
    let new = changed.words.unwrap_or_default();
    let now = match changed.is_sealed {
        true => "now",
        false => "now, not sealed yet,",
    };
    let Some(old) = old else {
        return vec![
            format!("sealed on {sealed}{until}, {id} had words that were forgotten"),
            format!("{now} {whole} reads: \"{}\"", text::around(new, 0..0)),
        ];
    };
    let [in_old, in_new] = text::difference(old, new);
    let mut notes = vec![
        format!(
            "sealed on {sealed}{until}, {id} read: \"{}\"",
            text::around(old, in_old.clone())
        ),
        format!(
            "{now} {whole} reads: \"{}\"",
            text::around(new, in_new.clone())
        ),
    ];
    let (old, new) = (old[in_old].trim(), new[in_new].trim());
    if changed.joined.is_none() && old.len() <= SHORT && new.len() <= SHORT {
        notes.push(match (old.is_empty(), new.is_empty()) {
            (true, _) => format!("put in: \"{new}\""),
            (_, true) => format!("taken out: \"{old}\""),
            (false, false) => format!("changed: \"{old}\" became \"{new}\""),
        });
    }
    notes
}

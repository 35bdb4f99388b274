//! Misses in words: where the quote stands in its file, what may have been meant, and the lines to paste.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::{
    cut::Cut,
    hits::ENOUGH,
    miss::{Candidate, Miss, PassageMiss},
    mistakes::mistake,
    near::Near,
    search::{Search, Sought},
};
use crate::{
    source::{
        Span, Spanned,
        diag::{Code, Diagnostic},
    },
    text::quoted,
};

/// What to do where nothing similar is known.
const COPY: &str =
    "copy the words from the transcript; capitals count, kinds of quotes, dashes and blanks do not";

/// The remark on a passage that begins with the words `from`, and one of whose ends was not found; and what is nearest to it.
pub(super) fn passage(
    search: &Search<'_>,
    from: &Sought<'_>,
    to: &Spanned<String>,
    miss: &PassageMiss,
) -> (Diagnostic, Option<Range<usize>>) {
    match miss {
        PassageMiss::From(miss) => (told(search, from, miss), nearest_spot(miss)),
        PassageMiss::To {
            from: first,
            before,
            cut,
            near,
        } => {
            let remark = Diagnostic::at(
                Code::QuoteNotFound,
                to.span,
                "the words of `to` do not occur after those of `from`",
            )
            .related(search.transcript.span(first.clone()), "`from` stands here");
            let remark = match (cut, before.first()) {
                (Some(cut), _) => cut_letter(search, remark, to.span, cut),
                (None, Some(hit)) => remark.related(
                    search.transcript.span(hit.clone()),
                    "`to` stands here, before `from`",
                ),
                (None, None) => suggest(search, remark, to.span, near.as_deref()),
            };
            (remark, Some(first.clone()))
        }
    }
}

/// The place nearest to what was looked for.
pub(super) fn nearest_spot(miss: &Miss) -> Option<Range<usize>> {
    match miss {
        Miss::Empty => None,
        Miss::Absent {
            elsewhere,
            other_context,
            cut,
            near,
        } => other_context
            .first()
            .or(elsewhere.first())
            .or(cut.as_ref().map(|cut| &cut.range))
            .cloned()
            .or_else(|| near.iter().flatten().next().map(|n| n.range.clone())),
        Miss::Ambiguous { candidates, .. } | Miss::TooFew { candidates, .. } => {
            candidates.first().map(|c| c.range.clone())
        }
    }
}

/// The remark on words that were not found, or not once.
pub(super) fn told(search: &Search<'_>, sought: &Sought<'_>, miss: &Miss) -> Diagnostic {
    let id = search.transcript.id();
    let Sought {
        key,
        words,
        beside,
        nth,
        within,
    } = sought;
    match miss {
        Miss::Empty => Diagnostic::at(
            Code::QuoteNotFound,
            words.span,
            format!("`{key}` has no words to look for"),
        ),
        Miss::Ambiguous { candidates, count } => {
            let remark = Diagnostic::at(
                Code::QuoteAmbiguous,
                words.span,
                match *beside && *count >= ENOUGH {
                    true => format!("these words occur {ENOUGH} times or more in `{id}`"),
                    false => format!("these words occur {count} times in `{id}`"),
                },
            );
            listed(search, remark, candidates, *count)
        }
        Miss::TooFew { candidates, count } => {
            let span = nth.map_or(words.span, |n| n.span);
            let times = if *count == 1 {
                "once".to_owned()
            } else {
                format!("{count} times")
            };
            let remark = Diagnostic::at(
                Code::QuoteNotFound,
                span,
                format!("these words occur only {times}"),
            )
            .note("`nth` counts the places inside `in`, those in other paragraphs left out");
            listed(search, remark, candidates, *count)
        }
        Miss::Absent {
            elsewhere,
            other_context,
            cut,
            near,
        } => {
            let place = match within {
                Some(within) if within.start() == within.end() => {
                    format!("{} of `{id}`", within.start())
                }
                Some(within) => format!("{} to {} of `{id}`", within.start(), within.end()),
                None => format!("`{id}`"),
            };
            let mut remark = Diagnostic::at(
                Code::QuoteNotFound,
                words.span,
                format!("these words do not occur in {place}"),
            );
            if !other_context.is_empty() {
                remark.message =
                    "these words occur, but not beside the words of `before` and `after`"
                        .to_owned();
                for hit in other_context {
                    remark =
                        remark.related(search.transcript.span(hit.clone()), context(search, hit));
                }
                return remark;
            }
            for hit in elsewhere {
                let paragraph = search.text.paragraph(hit.start);
                remark = remark.related(
                    search.transcript.span(hit.clone()),
                    format!("they stand here: `in: {paragraph}`"),
                );
            }
            if !elsewhere.is_empty() {
                return remark;
            }
            if let Some(cut) = cut {
                return cut_letter(search, remark, words.span, cut);
            }
            match mistake(search, sought) {
                Some(explained) => explained,
                None => suggest(search, remark, words.span, near.as_deref()),
            }
        }
    }
}

/// Candidates in the transcript, each with the lines that tell it apart.
fn listed(
    search: &Search<'_>,
    mut remark: Diagnostic,
    candidates: &[Candidate],
    count: usize,
) -> Diagnostic {
    for candidate in candidates {
        remark = remark.related(
            search.transcript.span(candidate.range.clone()),
            format!("this one: `{}`", candidate.told_apart_by.join("`, `")),
        );
    }
    if count > candidates.len() {
        remark = remark.note(format!("and {} more", count - candidates.len()));
    }
    if let Some(first) = candidates.first().filter(|_| count > 1) {
        remark = remark.help(format!(
            "add the lines of the one that you mean, for example:\n{}",
            first.told_apart_by.join("\n")
        ));
    }
    remark
}

/// What stands round a hit, for the words of `before` and `after`.
fn context(search: &Search<'_>, hit: &Range<usize>) -> String {
    let text = search.text.text;
    let before = text[..hit.start]
        .split_whitespace()
        .next_back()
        .unwrap_or_default();
    let after = text[hit.end..]
        .split_whitespace()
        .next()
        .unwrap_or_default();
    format!("here `{before}` stands before them and `{after}` after them")
}

/// The nearest passage, with the words to paste.
fn suggest(
    search: &Search<'_>,
    mut remark: Diagnostic,
    span: Span,
    near: Option<&[Near]>,
) -> Diagnostic {
    let Some(near) = near else {
        search.leave_out(span);
        return remark.help(COPY);
    };
    let Some(best) = near.first() else {
        return remark.help(COPY);
    };
    let words = &search.text.text[best.range.clone()];
    for (i, near) in near.iter().enumerate() {
        let paragraph = search.text.paragraph(near.range.start);
        let label = if i == 0 {
            format!("the nearest passage, in {paragraph}")
        } else {
            format!("or this one, in {paragraph}")
        };
        remark = remark.related(search.transcript.span(near.range.clone()), label);
    }
    remark.fix(
        span,
        quoted(words),
        "write the words as they stand in the transcript",
    )
}

/// The words stand there, but begin or end in the middle of a letter.
fn cut_letter(search: &Search<'_>, mut remark: Diagnostic, span: Span, cut: &Cut) -> Diagnostic {
    let whole = &search.text.text[cut.range.clone()];
    let end = match (cut.at_start, cut.at_end) {
        (true, true) => "begin and end",
        (true, false) => "begin",
        (false, _) => "end",
    };
    let mut letters = whole.graphemes(true);
    let letter = match cut.at_start {
        true => letters.next(),
        false => letters.next_back(),
    };
    let letter = letter.unwrap_or_default();
    let what = match letter.chars().any(char::is_alphabetic) {
        true => "letter",
        false => "sign",
    };
    remark.message = format!("these words {end} in the middle of a {what}");
    let paragraph = search.text.paragraph(cut.range.start);
    remark
        .related(
            search.transcript.span(cut.range.clone()),
            format!("they stand here, in {paragraph}, where `{letter}` is one {what}"),
        )
        .fix(
            span,
            quoted(whole),
            format!("take the whole {what} into the words"),
        )
}

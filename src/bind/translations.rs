//! Which transcripts are translations of which, and which of their paragraphs say the same.
//!
//! A translation names the original and nothing else; all translations of one original, and it, are one text in several languages. Without `align`
//! the paragraphs of one number say the same. With it those that it names do, and between these they go on in order.

use std::cmp::Reverse;

use super::{
    AlignedRange, Gathered, Names, TranscriptLinks, Translation, catalogue::Card, ground::Ground,
};
use crate::{
    anchor::Outline,
    archive::{
        AlignedRuns, IndexRange, IndexVec, ListIndex, Name, ParagraphId, ParagraphIds,
        ParagraphIndex, TranscriptIndex, indexes,
    },
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
};

/// How many translations of translations are followed to their original.
const FOLLOWED: usize = 8;

/// Binds what a header says of its original.
pub(super) fn bind(
    outline: &Outline,
    ground: Ground<'_>,
    diags: &mut Vec<Diagnostic>,
) -> Option<Translation> {
    let names = ground.names;
    let header = &outline.header;
    let Some(named) = &header.translation_of else {
        diags.extend(header.align.first().map(|first| {
            Diagnostic::at(
                Code::MissingKey,
                first.own.span,
                "`align` says which paragraphs of an original say the same, and no original is named",
            )
            .help("write `translation_of: ID` beside it")
        }));
        return None;
    };
    let original = original(&outline.id, named, names, diags)?;
    let card = &names.cards()[original];
    let default = &ground.config.language;
    same_language((outline, named), card, default, diags);
    let aligned = match header.align.is_empty() {
        true => by_number(outline, (named, card), diags),
        false => as_said(&outline.ids, &header.align, card, diags),
    };
    Some(Translation { original, aligned })
}

/// The transcript that is named, unless it is a translation itself.
fn original(
    id: &str,
    named: &Name,
    names: &Names,
    diags: &mut Vec<Diagnostic>,
) -> Option<TranscriptIndex> {
    let Some(original) = names.transcript(&named.value) else {
        diags.extend(names.unknown_transcript(named));
        return None;
    };
    // Whose translation that is, and so on.
    let mut chain: Vec<&str> = vec![id, &named.value];
    while let Some(next) = chain
        .last()
        .filter(|last| **last != id && chain.len() <= FOLLOWED)
        .and_then(|last| names.original_of(last))
    {
        chain.push(next);
    }
    let last = chain[chain.len() - 1];
    if last == id {
        let message = match chain.len() {
            2 => format!("`{id}` is a translation of itself"),
            _ => format!("`{id}` is a translation of itself: {}", chain.join(" -> ")),
        };
        diags.push(
            Diagnostic::at(Code::Circle, named.span, message)
                .help("the original names none: take its `translation_of` out"),
        );
        return None;
    }
    if chain.len() > 2 {
        let message = format!("`{}` is itself a translation", named.value);
        let remark = Diagnostic::at(Code::TranslatedTwice, named.span, message);
        let is_original = names.original_of(last).is_none() && names.transcript(last).is_some();
        diags.push(match is_original {
            true => remark.fix(
                named.span,
                last,
                format!("name the original: `translation_of: {last}`"),
            ),
            false => remark.help("name the original"),
        });
        return None;
    }
    Some(original)
}

fn same_language(
    (outline, named): (&Outline, &Name),
    original: &Card,
    default: &str,
    diags: &mut Vec<Diagnostic>,
) {
    let own = outline.header.language.as_deref().unwrap_or(default);
    let theirs = original.language.as_deref().unwrap_or(default);
    if own.eq_ignore_ascii_case(theirs) {
        let message = format!("both `{}` and its original are in `{own}`", outline.id);
        diags.push(
            Diagnostic::at(Code::SameLanguage, named.span, message)
                .help("write into the header of each which language it is in: `language: fr`, say"),
        );
    }
}

/// Each with that of its number.
fn by_number(
    outline: &Outline,
    (named, original): (&Name, &Card),
    diags: &mut Vec<Diagnostic>,
) -> Vec<AlignedRange> {
    let (own, theirs) = (&outline.ids, &original.paragraphs);
    let mut aligned = Vec::new();
    let mut alone: Vec<ParagraphId> = Vec::new();
    for (p, id) in numbered(own) {
        // What was joined into another has no place of its own.
        match theirs.find(id).filter(|&q| theirs.of(q) == id) {
            Some(q) => aligned.push(AlignedRange {
                own: one(p),
                original: one(q),
            }),
            None => alone.push(id),
        }
    }
    let is_there = |id: ParagraphId| own.find(id).is_some_and(|p| own.of(p) == id);
    let not_here: Vec<ParagraphId> = theirs.iter().filter(|&id| !is_there(id)).collect();
    if !alone.is_empty() || !not_here.is_empty() {
        let stands = |ids: &[ParagraphId], here: &str, there: &str| {
            let first = ids.first()?;
            Some(match ids.len() {
                1 => format!("{first} is {here} and not {there}"),
                more => format!("{first} and {} more are {here} and not {there}", more - 1),
            })
        };
        let there = format!("in `{}`", original.id);
        let both = [
            stands(&alone, "here", &there),
            stands(&not_here, &there, "here"),
        ];
        let both: Vec<String> = both.into_iter().flatten().collect();
        diags.push(
            Diagnostic::at(
                Code::Unaligned,
                named.span,
                format!("paragraphs of one number say the same, but {}", both.join(", and ")),
            )
            .help("say which paragraphs here say the same as which there, where the numbers part: `align: {p3: p4-p5}`; from there on they go on in order"),
        );
    }
    aligned
}

/// As `align` says, and in order between what it names.
fn as_said(
    own: &ParagraphIds,
    said: &[AlignedRuns],
    original: &Card,
    diags: &mut Vec<Diagnostic>,
) -> Vec<AlignedRange> {
    let theirs = &original.paragraphs;
    let mut found: Vec<(AlignedRange, &AlignedRuns)> = Vec::new();
    for runs in said {
        let here = runs.own.value.find(own);
        let there = runs.original.value.find(theirs);
        if let Err(id) = here {
            diags.push(unknown(id, runs.own.span, (own, None)));
        }
        if let Err(id) = there {
            diags.push(unknown(id, runs.original.span, (theirs, Some(original))));
        }
        if let (Ok(own), Ok(original)) = (here, there) {
            found.push((AlignedRange { own, original }, runs));
        }
    }
    found.sort_by_key(|(range, _)| (range.own.start, Reverse(range.own.end)));
    let mut aligned: Vec<AlignedRange> = Vec::new();
    let mut before: Option<(AlignedRange, &AlignedRuns)> = None;
    let (mut p, mut q) = (ParagraphIndex::at(0), ParagraphIndex::at(0));
    for (range, runs) in found {
        if let Some(before) = before {
            let twice = |id| format!("`align` names {id} twice");
            let (at_own, at_original) = (range.own.start, range.original.start);
            let clash = if at_own < p {
                Some((twice(own.of(at_own)), runs.own.span, before.1.own.span))
            } else if at_original < q {
                let id = theirs.of(at_original);
                let message = match at_original < before.0.original.start {
                    true => format!("{id} stands before what goes before it in `align`"),
                    false => twice(id),
                };
                Some((message, runs.original.span, before.1.original.span))
            } else {
                None
            };
            if let Some((message, at, other)) = clash {
                diags.push(
                    Diagnostic::at(Code::BadAlignment, at, message)
                        .related(other, "this goes before it")
                        .help("let both sides go on in the order of their texts, and each paragraph stand in one line"),
                );
                continue;
            }
        }
        aligned.extend(in_order((p, range.own.start), (q, range.original.start)));
        aligned.push(range);
        (p, q) = (range.own.end, range.original.end);
        before = Some((range, runs));
    }
    let ends = |ids: &ParagraphIds| ParagraphIndex::at(ids.iter().len());
    aligned.extend(in_order((p, ends(own)), (q, ends(theirs))));
    aligned
}

/// One after the other, as long as there are some on both sides.
fn in_order(
    (p, p_end): (ParagraphIndex, ParagraphIndex),
    (q, q_end): (ParagraphIndex, ParagraphIndex),
) -> impl Iterator<Item = AlignedRange> {
    let own = (p.place()..p_end.place()).map(ParagraphIndex::at);
    let original = (q.place()..q_end.place()).map(ParagraphIndex::at);
    own.zip(original).map(|(p, q)| AlignedRange {
        own: one(p),
        original: one(q),
    })
}

fn unknown(id: ParagraphId, span: Span, (ids, of): (&ParagraphIds, Option<&Card>)) -> Diagnostic {
    let whose = of.map_or_else(String::new, |card| format!(" in `{}`", card.id));
    let remark = Diagnostic::at(
        Code::NoSuchParagraph,
        span,
        format!("there is no paragraph {id}{whose}"),
    );
    match (ids.iter().next(), ids.last()) {
        (Some(first), Some(last)) => remark.note(format!("it has {first} to {last}")),
        _ => remark,
    }
}

fn numbered(ids: &ParagraphIds) -> impl Iterator<Item = (ParagraphIndex, ParagraphId)> {
    indexes(ids.iter().len()).zip(ids.iter())
}

fn one(p: ParagraphIndex) -> IndexRange<ParagraphIndex> {
    IndexRange {
        start: p,
        end: ParagraphIndex::at(p.place() + 1),
    }
}

/// The translations of each transcript, by their ids.
pub(super) fn turned_round(links: &Gathered<TranscriptLinks>) -> Gathered<Vec<TranscriptIndex>> {
    let mut translations = IndexVec::filled(Vec::new(), links.len());
    for (t, links) in links.enumerated() {
        if let Some(translation) = &links.translation {
            translations[translation.original].push(t);
        }
    }
    translations
}

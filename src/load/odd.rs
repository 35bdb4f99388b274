//! What is odd in a transcript's words, seen from its header: labels without turns, turns that do not begin, footnotes, signs of Markdown.

use super::{header::Decoded, keys::Diags, speech::Speech};
use crate::{
    archive::{FormatKind, LabelSaid, Paragraph, ParagraphIds, TurnCorrection},
    source::{
        SourceId, Span,
        diag::{Code, Diagnostic},
    },
    text::{self, is_safe_address},
};

pub(super) fn check(source: SourceId, decoded: &Decoded, speech: &Speech, diags: &mut Diags) {
    unused_labels(decoded, speech, diags);
    wordless(source, speech, diags);
    if !decoded.header.turns.is_empty() {
        let ids = speech.paragraphs.iter().map(|p| p.id).collect();
        for turn in &decoded.header.turns {
            correction(turn, speech, &ids, diags);
        }
    }
    footnotes(speech, diags);
    links(source, speech, diags);
    if !decoded.literal {
        literal(source, speech, diags);
    }
}

fn unused_labels(decoded: &Decoded, speech: &Speech, diags: &mut Diags) {
    let undeclared = decoded.header.speakers.iter().filter(|s| s.span.is_none());
    let undeclared: Vec<&str> = undeclared.map(|s| s.label.as_str()).take(200).collect();
    for (speaker, uses) in decoded.header.speakers.iter().zip(&speech.label_uses) {
        if *uses > 0 || speaker.label.is_empty() {
            continue;
        }
        let Some(span) = speaker.span else { continue };
        let near = text::nearest(&speaker.label, undeclared.iter().copied());
        diags.push(
            Diagnostic::at(
                Code::UnusedLabel,
                span,
                format!("no turn begins with `{}:`", speaker.label),
            )
            .help("a label is written as the source prints it, without its colon; a full stop in the place of one belongs to it (`Q.`)")
            .did_you_mean(span, near),
        );
    }
}

/// Labels that no words follow: the source prints them, and the page cannot show them.
fn wordless(source: SourceId, speech: &Speech, diags: &mut Diags) {
    for (label, at) in &speech.wordless {
        diags.push(
            Diagnostic::at(
                Code::EmptyTurn,
                Span::new(source, *at..at + label.len()),
                format!("no words follow the label `{label}`, so its turn is not shown"),
            )
            .help("write what the source says there, for example `[no answer]`; or, if it is words and no label, say so: `speakers: {LABEL: false}`"),
        );
    }
}

fn correction(turn: &TurnCorrection, speech: &Speech, ids: &ParagraphIds, diags: &mut Diags) {
    let id = turn.paragraph.value;
    let paragraphs = &speech.paragraphs;
    let place = ids.find(id);
    let paragraph = place.and_then(|place| paragraphs.get(place));
    if let Some(LabelSaid::Words(span)) = &turn.label {
        if place.is_some_and(|place| speech.no_label.contains(&place)) {
            diags.push(
                Diagnostic::at(
                    Code::BadValue,
                    *span,
                    format!("{id} does not begin with a label"),
                )
                .help("take this line out, or name the paragraph whose label is words"),
            );
        }
        if paragraph.is_some() {
            return;
        }
    }
    let turns = &speech.turns;
    let first = |p: &Paragraph| paragraphs[turns[p.turn].paragraphs.start].id;
    let meant = paragraph.map(first);
    if meant == Some(id) {
        return;
    }
    let meant = meant.map(|first| first.to_string());
    let remark = Diagnostic::at(
        Code::NoSuchParagraph,
        turn.paragraph.span,
        format!("no turn begins with {id}"),
    );
    let remark = match (paragraphs.first(), paragraphs.last()) {
        (Some(first), Some(last)) => {
            remark.note(format!("the transcript has {} to {}", first.id, last.id))
        }
        _ => remark,
    };
    diags.push(remark.did_you_mean(turn.paragraph.span, meant.as_deref()));
}

fn footnotes(speech: &Speech, diags: &mut Diags) {
    for &unused in &speech.unused_footnotes {
        let footnote = &speech.footnotes[unused];
        diags.push(
            Diagnostic::at(
                Code::Footnote,
                footnote.span,
                format!("the footnote `{}` is used nowhere", footnote.label),
            )
            .help(format!(
                "put its sign `[^{}]` where it belongs",
                footnote.label
            )),
        );
    }
}

fn links(source: SourceId, speech: &Speech, diags: &mut Diags) {
    for format in speech.paragraphs.iter().flat_map(|p| &p.formats) {
        if let FormatKind::Link(address) = &format.kind
            && !is_safe_address(address)
        {
            let span = speech.origin.span(
                source,
                format.range.start as usize..format.range.end as usize,
            );
            diags.push(
                Diagnostic::at(
                    Code::UnsafeLink,
                    span,
                    format!("`{address}` is not an address that may be linked"),
                )
                .help("addresses begin with `https://`, `http://` or `mailto:`"),
            );
        }
    }
}

/// Signs of Markdown that are words: once a file.
fn literal(source: SourceId, speech: &Speech, diags: &mut Diags) {
    let Some(&(first, at, _)) = speech.literal.iter().min_by_key(|(_, at, _)| *at) else {
        return;
    };
    let (what, _) = first.told();
    let mut remark = Diagnostic::at(
        Code::SignsAreWords,
        Span::new(source, at..at + 1),
        format!("{what} stands here, and in a transcript its signs are words, shown as typed"),
    );
    for &(sign, at, count) in &speech.literal {
        let (what, advice) = sign.told();
        if sign != first {
            remark = remark.related(
                Span::new(source, at..at + 1),
                format!("{what} ({count} in this file)"),
            );
        }
        remark = remark.help(format!("{what}: {advice}"));
    }
    diags.push(remark.help(
        "if they are words of the source, write `literal: true` into the transcript's header",
    ));
}

//! Reads a transcript: its header (front matter or sidecar) and its words.

use std::{collections::BTreeMap, ops::Range};

use super::{
    file, header,
    header::Decoded,
    hidden,
    keys::Diags,
    languages,
    ledger::{Alignment, LedgerFile, WrongWords},
    odd, page,
    role::{ContentFile, Role},
    sealed::{self, Sealed},
    speech::{self, At, Body, Layout, Reading, Speech},
    turns,
    undeclared::{self, TranscriptText},
    unlinked, unmarked, unsealed,
    yaml::{self, Fields},
};
use crate::{
    archive::{Identity, Kinds, Ledger, ParagraphId, Sealing, Transcript},
    source::{
        SourceId, Sources, Span, Spanned,
        diag::{Code, Diagnostic},
    },
};

/// How the words of a transcript were aligned with its ledger.
pub(super) struct Aligned {
    pub(super) alignment: Alignment,
    /// What of the ledger's words is not what was sealed.
    wrong: WrongWords,
}

/// The transcript, unless one of its files cannot be read at all, it has no words, or its ledger is not its own.
pub(super) fn read(
    file: &ContentFile,
    kinds: &Kinds,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<Transcript> {
    let Role::Transcript {
        ledger: Some(ledger),
        ..
    } = file.role
    else {
        let read = words(file, None, kinds, sources, diags);
        return read.map(|(transcript, _)| transcript);
    };
    let written = LedgerFile::read(ledger, &file.id, sources, diags)?;
    let (transcript, aligned) = words(file, Some(&written.ledger), kinds, sources, diags)?;
    let Aligned { alignment, wrong } = aligned?;
    if alignment.is_other_text {
        diags.push(written.other_text(sources));
        return None;
    }
    if !wrong.is_empty() {
        written.tell(&wrong, diags);
        return None;
    }
    diags.extend(unsealed::told(
        &transcript,
        ledger,
        &written.ledger,
        &alignment,
    ));
    Some(transcript)
}

/// The transcript with the addresses that its paragraphs have by a ledger.
pub(super) fn words(
    file: &ContentFile,
    ledger: Option<&Ledger>,
    kinds: &Kinds,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<(Transcript, Option<Aligned>)> {
    let source = file.source;
    let sidecar = match file.role {
        Role::Transcript { sidecar, .. } => sidecar,
        Role::Annotations { .. } | Role::Entry(_) | Role::Page | Role::Asset(_) => None,
    };
    let text = file::read(source, sources, diags)?;
    let markdown = file.ending == "md";
    let has_front = file::has_front(&text);
    let (mut decoded, body) = match sidecar {
        Some(sidecar) if markdown && has_front => {
            diags.push(
                Diagnostic::file(
                    Code::FrontMatter,
                    sidecar,
                    "the transcript beside this file has front matter of its own",
                )
                .help("keep the keys in one of the two places"),
            );
            return None;
        }
        Some(sidecar) => (
            from_sidecar(sidecar, kinds, sources, diags)?,
            file::after_mark(&text)..text.len(),
        ),
        None if !markdown && !has_front => {
            let keys = unmarked::without_lines(source, &text, file::after_mark(&text));
            diags.push(keys.unwrap_or_else(|| no_sidecar(source, sources)));
            return None;
        }
        None => {
            let front = page::front(source, &text, diags)?;
            let fields = front.fields("a transcript", diags)?;
            (header::decode(fields, kinds, diags), front.body_range())
        }
    };
    let range = selected_lines(&text, body, &decoded, diags);
    let layout = match (markdown, decoded.wrapped) {
        (true, _) => Layout::Markdown,
        (false, true) => Layout::Wrapped,
        (false, false) => Layout::Lines,
    };
    let comments = match markdown {
        true => hidden::comments(source, &text, range.clone(), decoded.comments, diags)?,
        false => Vec::new(),
    };
    let body = Body::new(&text, range.clone(), &comments);
    let written = TranscriptText {
        source,
        sidecar,
        body: &body,
        layout,
    };
    let (mut speech, sealed) = said(&written, &mut decoded, ledger, diags);
    if speech.paragraphs.is_empty() {
        let at = Span::new(source, range.start..range.start);
        diags.push(
            Diagnostic::at(Code::EmptyTranscript, at, "this transcript has no words")
                .help("put what was said below the front matter"),
        );
        return None;
    }
    odd::check(source, &decoded, &speech, diags);
    languages::tell(&decoded.header, &mut speech.paragraphs, diags);
    if markdown {
        unlinked::tell(source, &speech, diags);
    }
    let (sealing, aligned) = sealed.unzip();
    let transcript = Transcript {
        identity: Identity {
            id: file.id.clone(),
            source,
        },
        header: decoded.header,
        text: speech.text,
        paragraphs: speech.paragraphs,
        turns: speech.turns,
        sections: speech.sections,
        footnotes: speech.footnotes,
        origin: speech.origin,
        sealing,
    };
    Some((transcript, aligned))
}

/// Reads the words: first which labels they have, then what is said under each.
fn said(
    written: &TranscriptText<'_>,
    decoded: &mut Decoded,
    ledger: Option<&Ledger>,
    diags: &mut Diags,
) -> (Speech, Option<(Sealing, Aligned)>) {
    let unlabelled = turns::unlabelled(decoded);
    if !decoded.nobody && unlabelled.is_none() {
        undeclared::labels(written, decoded, diags);
    }
    let labels: Vec<String> = turns::labels(decoded);
    let words: Vec<String> = decoded.words.iter().map(|w| w.value.clone()).collect();
    let begins = turns::begins(decoded, &labels, diags);
    let narrators = turns::narrators(decoded);
    let read = |turns: &BTreeMap<ParagraphId, At>| {
        let reading = Reading {
            layout: written.layout,
            labels: &labels,
            words: &words,
            unlabelled,
            narrators: &narrators,
            turns,
        };
        speech::read(written.source, written.body, reading)
    };
    let (mut speech, sealed) = match ledger {
        None => (read(&begins), None),
        Some(ledger) => {
            let Sealed {
                speech,
                sealing,
                alignment,
                wrong,
            } = sealed::read(ledger, &begins, read);
            (speech, Some((sealing, Aligned { alignment, wrong })))
        }
    };
    turns::settle(&decoded.header, &mut speech);
    (speech, sealed)
}

fn from_sidecar(
    sidecar: SourceId,
    kinds: &Kinds,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<Decoded> {
    let text = file::read(sidecar, sources, diags)?;
    let node = yaml::parse(sidecar, &text, 0..text.len(), diags)?;
    let fields = Fields::of(&node, "a transcript", diags)?;
    Some(header::decode(fields, kinds, diags))
}

fn no_sidecar(source: SourceId, sources: &Sources) -> Diagnostic {
    let path = sources.path(source);
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    Diagnostic::file(
        Code::MissingKey,
        source,
        "nothing is known of this transcript but its words",
    )
    .note(
        "a `.txt` file stays as it was received; what is known of it stands in a sidecar beside it",
    )
    .help(format!(
        "write `{stem}.yaml` with at least a line `title: ...`"
    ))
}

/// The part of `body` between `first_line` and `last_line`, counted from the first line of the file.
fn selected_lines(
    text: &str,
    body: Range<usize>,
    decoded: &Decoded,
    diags: &mut Diags,
) -> Range<usize> {
    if decoded.first_line.is_none() && decoded.last_line.is_none() {
        return body;
    }
    let count = text.lines().count();
    let mut start_of = |number: &Spanned<u32>, key: &str| {
        let wanted = number.value as usize;
        if wanted == 0 || wanted > count {
            diags.push(
                Diagnostic::at(
                    Code::BadValue,
                    number.span,
                    format!("the file has no line {wanted}"),
                )
                .help(format!(
                    "`{key}` counts the lines of the file from 1; it has {count}"
                )),
            );
            return None;
        }
        Some(wanted - 1)
    };
    let line_start = |index: usize| match index {
        0 => 0,
        n => memchr::memchr_iter(b'\n', text.as_bytes())
            .nth(n - 1)
            .map_or(text.len(), |i| i + 1),
    };
    let first = decoded
        .first_line
        .as_ref()
        .and_then(|n| start_of(n, "first_line"))
        .map(line_start);
    let last = decoded
        .last_line
        .as_ref()
        .and_then(|n| start_of(n, "last_line"))
        .map(|i| line_start(i + 1));
    let start = first.unwrap_or(0).max(body.start).min(body.end);
    let end = last.unwrap_or(body.end).clamp(start, body.end);
    start..end
}

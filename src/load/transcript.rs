//! Reads a transcript: its header (front matter or sidecar) and its words.

use std::ops::Range;

use super::{
    file, header,
    header::Decoded,
    hidden,
    keys::Diags,
    odd, page,
    role::ContentFile,
    speech::{self, Body, Layout, Reading, Speech},
    turns,
    undeclared::{self, TranscriptText},
    unlinked, unmarked,
    yaml::{self, Fields},
};
use crate::{
    archive::{Identity, Kinds, Transcript},
    source::{
        SourceId, Sources, Span, Spanned,
        diag::{Code, Diagnostic},
    },
};

/// The transcript, unless one of its files cannot be read at all or it has no words.
pub(super) fn read(
    file: &ContentFile,
    sidecar: Option<SourceId>,
    kinds: &Kinds,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<Transcript> {
    let source = file.source;
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
    let speech = said(&written, &mut decoded, diags);
    if speech.paragraphs.is_empty() {
        let at = Span::new(source, range.start..range.start);
        diags.push(
            Diagnostic::at(Code::EmptyTranscript, at, "this transcript has no words")
                .help("put what was said below the front matter"),
        );
        return None;
    }
    odd::check(source, &decoded, &speech, diags);
    if markdown {
        unlinked::tell(source, &speech, diags);
    }
    Some(Transcript {
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
        sealing: None,
    })
}

/// Reads the words: first which labels they have, then what is said under each.
fn said(written: &TranscriptText<'_>, decoded: &mut Decoded, diags: &mut Diags) -> Speech {
    let unlabelled = turns::unlabelled(decoded);
    if !decoded.nobody && unlabelled.is_none() {
        undeclared::labels(written, decoded, diags);
    }
    let labels: Vec<String> = turns::labels(decoded);
    let words: Vec<String> = decoded.words.iter().map(|w| w.value.clone()).collect();
    let begins = turns::begins(decoded, &labels, diags);
    let narrators = turns::narrators(decoded);
    let reading = Reading {
        layout: written.layout,
        labels: &labels,
        words: &words,
        unlabelled,
        narrators: &narrators,
        turns: &begins,
    };
    let mut speech = speech::read(written.source, written.body, reading);
    turns::settle(&decoded.header, &mut speech);
    speech
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

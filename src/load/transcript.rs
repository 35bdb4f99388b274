//! Reads a transcript: its header (front matter or sidecar) and its words.

use std::ops::Range;

use super::{
    file, header,
    header::Decoded,
    keys::Diags,
    page,
    speech::{self, Layout, Reading, Speech},
    walk::Folder,
    yaml::{self, Fields},
};
use crate::{
    archive::{Identity, Speaker, Transcript},
    config::Config,
    diag::{Code, Diagnostic},
    source::{SourceId, Sources, Span, Spanned},
    text::is_safe_address,
};

/// The transcript, unless one of its files cannot be read at all or it has no words.
pub(super) fn read(
    folder: &Folder,
    sidecar: Option<SourceId>,
    config: &Config,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<Transcript> {
    let source = folder.source;
    let text = file::read(source, sources, diags)?;
    let markdown = folder.ending == "md";
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
            from_sidecar(sidecar, config, sources, diags)?,
            file::after_mark(&text)..text.len(),
        ),
        None if !markdown && !has_front => {
            diags.push(no_sidecar(source, sources));
            return None;
        }
        None => {
            let front = page::front(source, &text, diags)?;
            let fields = front.fields("a transcript", diags)?;
            (header::decode(fields, config, diags), front.body_range())
        }
    };
    let body = selected_lines(&text, body, &decoded, diags);
    let layout = match (markdown, decoded.wrapped) {
        (true, _) => Layout::Markdown,
        (false, true) => Layout::Wrapped,
        (false, false) => Layout::Lines,
    };
    let unlabelled = unlabelled(&mut decoded);
    if !decoded.speakers_given && decoded.header.speaker.is_none() {
        detect(source, &text, body.clone(), sidecar, &mut decoded, diags);
    }
    let labels: Vec<String> = decoded
        .header
        .speakers
        .iter()
        .map(|s| s.label.clone())
        .collect();
    let speech = speech::read(
        source,
        &text,
        body.clone(),
        Reading {
            layout,
            labels: &labels,
            unlabelled,
        },
    );
    if speech.paragraphs.is_empty() {
        let at = Span::new(source, body.start..body.start);
        diags.push(
            Diagnostic::at(Code::EmptyTranscript, at, "this transcript has no words")
                .help("put what was said below the front matter"),
        );
        return None;
    }
    check(source, &text, &decoded, &speech, diags);
    Some(Transcript {
        identity: Identity {
            id: folder.id.clone(),
            source,
        },
        header: decoded.header,
        text: speech.text,
        paragraphs: speech.paragraphs,
        turns: speech.turns,
        sections: speech.sections,
        footnotes: speech.footnotes,
        origin: speech.origin,
    })
}

fn from_sidecar(
    sidecar: SourceId,
    config: &Config,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<Decoded> {
    let text = file::read(sidecar, sources, diags)?;
    let node = yaml::parse(sidecar, &text, 0..text.len(), diags)?;
    let fields = Fields::of(&node, "a transcript", diags)?;
    Some(header::decode(fields, config, diags))
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

/// The speaker of unlabelled text (`speaker:`), put behind the declared ones with an empty label.
fn unlabelled(decoded: &mut Decoded) -> Option<u32> {
    let person = decoded.header.speaker.clone()?;
    let index = u32::try_from(decoded.header.speakers.len()).ok()?;
    decoded.header.speakers.push(Speaker {
        span: Some(person.span),
        person: Some(person),
        ..Speaker::default()
    });
    Some(index)
}

fn detect(
    source: SourceId,
    text: &str,
    body: Range<usize>,
    sidecar: Option<SourceId>,
    decoded: &mut Decoded,
    diags: &mut Diags,
) {
    let labels = speech::detect_labels(text, body.clone());
    if labels.is_empty() {
        return;
    }
    let list: String = labels
        .iter()
        .map(|l| format!("  {}: {{name: ...}}\n", quoted_key(l)))
        .collect();
    let file = sidecar.unwrap_or(source);
    diags.push(
        Diagnostic::file(
            Code::SpeakersDetected,
            file,
            format!(
                "no speakers are declared; {} taken as labels because they recur: {}",
                if labels.len() == 1 {
                    "this was"
                } else {
                    "these were"
                },
                labels.join(", ")
            ),
        )
        .help(format!("say who they are:\nspeakers:\n{}", list.trim_end()))
        .help("or write `speakers: {}` if nobody is labelled"),
    );
    decoded.header.speakers = labels
        .into_iter()
        .map(|label| Speaker {
            label,
            ..Speaker::default()
        })
        .collect();
}

/// A label as a YAML key.
fn quoted_key(label: &str) -> String {
    let plain = label
        .chars()
        .all(|c| c.is_alphanumeric() || " .-()".contains(c))
        && label.starts_with(char::is_alphabetic);
    if plain {
        label.to_owned()
    } else {
        format!("{label:?}")
    }
}

/// What is odd in the words, seen from the header.
fn check(source: SourceId, text: &str, decoded: &Decoded, speech: &Speech, diags: &mut Diags) {
    for (speaker, uses) in decoded.header.speakers.iter().zip(&speech.label_uses) {
        if *uses == 0
            && !speaker.label.is_empty()
            && let Some(span) = speaker.span
        {
            let near = speech::detect_labels(text, 0..text.len());
            let near = crate::text::nearest(&speaker.label, near.iter().map(String::as_str));
            diags.push(
                Diagnostic::at(
                    Code::UnusedLabel,
                    span,
                    format!("no turn begins with `{}:`", speaker.label),
                )
                .help("a label is written exactly as the source prints it, without its colon")
                .did_you_mean(span, near),
            );
        }
    }
    for turn in &decoded.header.turns {
        let number = turn.paragraph.value;
        let first_of_turn = number
            .checked_sub(1)
            .is_some_and(|i| speech.turns.iter().any(|t| t.paragraphs.start == i));
        if !first_of_turn {
            let count = speech.paragraphs.len();
            let starts = speech
                .paragraphs
                .get(number.saturating_sub(1) as usize)
                .map(|p| speech.turns[p.turn as usize].paragraphs.start + 1);
            let meant = starts.map(|s| format!("p{s}"));
            diags.push(
                Diagnostic::at(
                    Code::NoSuchParagraph,
                    turn.paragraph.span,
                    format!("no turn begins with p{number}"),
                )
                .note(format!("the transcript has p1 to p{count}"))
                .did_you_mean(turn.paragraph.span, meant.as_deref()),
            );
        }
    }
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
    for paragraph in &speech.paragraphs {
        for format in &paragraph.formats {
            if let crate::archive::FormatKind::Link(address) = &format.kind
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
}

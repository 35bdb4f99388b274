//! Labels that nobody declared: they get turns of their own, without a person, and are told with the line to add.

use super::{
    header::Decoded,
    keys::Diags,
    speech::{self, Body, DetectedLabel, LabelReason, Layout},
};
use crate::{
    archive::Speaker,
    source::{
        SourceId, Span,
        diag::{Code, Diagnostic},
    },
    text::{yaml_key, yaml_value},
};

/// A transcript's words as they are written.
pub(super) struct TranscriptText<'b> {
    /// The file with the words.
    pub(super) source: SourceId,
    /// The file with the header, if that is another one.
    pub(super) sidecar: Option<SourceId>,
    pub(super) body: &'b Body<'b>,
    pub(super) layout: Layout,
}

/// Adds the labels that the words have and the header does not.
pub(super) fn labels(written: &TranscriptText<'_>, decoded: &mut Decoded, diags: &mut Diags) {
    let speakers = decoded.header.speakers.iter();
    let declared: Vec<String> = speakers.map(|s| s.label.clone()).collect();
    let words: Vec<String> = decoded.words.iter().map(|w| w.value.clone()).collect();
    let spotted = speech::spot(written.body, written.layout, &declared, &words);
    if spotted.is_empty() {
        return;
    }
    if declared.is_empty() {
        diags.push(detected(
            written.sidecar.unwrap_or(written.source),
            &spotted,
        ));
    } else {
        diags.extend(
            spotted
                .iter()
                .map(|s| undeclared(written.source, s, decoded)),
        );
    }
    let found = spotted.into_iter().map(|s| Speaker {
        label: s.label,
        ..Speaker::default()
    });
    decoded.header.speakers.extend(found);
}

/// No speakers are declared at all.
fn detected(file: SourceId, spotted: &[DetectedLabel]) -> Diagnostic {
    const MOST: usize = 40;
    let lines = |list: &[DetectedLabel]| -> String {
        list.iter()
            .map(|s| format!("\n  {}: {{name: ...}}", yaml_key(&s.label)))
            .collect()
    };
    let shown = &spotted[..spotted.len().min(MOST)];
    let names: Vec<&str> = shown.iter().map(|s| s.label.as_str()).collect();
    let which = match spotted.len() {
        1 => "this was",
        _ => "these were",
    };
    let mut remark = Diagnostic::file(
        Code::SpeakersDetected,
        file,
        format!(
            "no speakers are declared; {which} taken as labels because they recur, or are nearly one that does: {}",
            names.join(", ")
        ),
    );
    if spotted.len() > MOST {
        remark = remark.note(format!("and {} more", spotted.len() - MOST));
    }
    remark
        .help(format!("say who they are:\nspeakers:{}", lines(shown)))
        .help("write `false` behind one that is words and no label, or `speakers: {}` if nobody is labelled")
}

/// One label beside declared ones.
fn undeclared(source: SourceId, spotted: &DetectedLabel, decoded: &Decoded) -> Diagnostic {
    let DetectedLabel {
        label,
        at,
        count,
        why,
    } = spotted;
    let times = match count {
        1 => "once".to_owned(),
        n => format!("{n} times"),
    };
    let span = Span::new(source, *at..*at + label.len());
    let remark = Diagnostic::at(
        Code::UndeclaredLabel,
        span,
        format!("`{label}` begins a line ({times}) and is not declared under `speakers`"),
    )
    .note("its words are shown under this label and as nobody's in particular, not as those of whoever spoke before");
    let key = yaml_key(label);
    let remark = match why {
        LabelReason::Nearly(known) => {
            let remark = remark.note(format!("it is nearly `{known}`"));
            let same = same_as(decoded, known).filter(|_| !speech::numbered_apart(label, known));
            match same {
                Some(value) => remark.help(format!(
                    "if it is the same speaker, write\nspeakers:\n  {key}: {value}"
                )),
                None => remark,
            }
        }
        LabelReason::Built(_) | LabelReason::Recurs | LabelReason::Shaped => remark,
    };
    remark
        .help(format!("say who it is:\nspeakers:\n  {key}: {{name: ...}}"))
        .help(format!(
            "or that it is words and no label:\nspeakers:\n  {key}: false"
        ))
}

/// What is declared of a label, as a value to write for another spelling of it.
fn same_as(decoded: &Decoded, known: &str) -> Option<String> {
    let speaker = decoded.header.speakers.iter().find(|s| s.label == known)?;
    let person = speaker.person.as_ref().map(|p| yaml_value(&p.value));
    let mut fields: Vec<String> = Vec::new();
    let mut field = |key: &str, value: Option<String>| {
        fields.extend(value.map(|v| format!("{key}: {v}")));
    };
    field("name", speaker.name.as_deref().map(yaml_value));
    field("role", speaker.role.as_deref().map(yaml_value));
    field("part", speaker.part.map(|p| p.as_str().to_owned()));
    field("asks", speaker.asks.map(|a| a.to_string()));
    field("spoken", speaker.spoken.as_deref().map(yaml_value));
    Some(match (person, fields.is_empty()) {
        (Some(person), true) => person,
        (Some(person), false) => format!("{{person: {person}, {}}}", fields.join(", ")),
        (None, false) => format!("{{{}}}", fields.join(", ")),
        (None, true) => "{name: ...}".to_owned(),
    })
}

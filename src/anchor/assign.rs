//! Hands each transcript the annotations that point into it. Looks at ids only.

use std::{cell::OnceCell, collections::BTreeMap, sync::Arc};

use serde::Serialize;

use crate::{
    archive::{Annotation, AnnotationFile, Transcript},
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
    text::Suggestions,
};

/// What one transcript is anchored with.
#[derive(Debug, Serialize)]
pub struct Work {
    /// The transcript.
    pub transcript: Transcript,
    /// Annotations with targets in it, in the order of files and lines; those at home in it first.
    pub claims: Vec<Claim>,
}

/// An annotation that points into a transcript.
#[derive(Clone, Debug, Serialize)]
pub struct Claim {
    /// The annotation.
    pub annotation: Arc<Annotation>,
    /// Id of the transcript that its file belongs to.
    pub home: Arc<str>,
    /// Which of its targets are in this transcript (indexes); all, for one that takes the passage of what it disputes.
    pub targets: Vec<usize>,
    /// Ids of the other transcripts that it points into, each once.
    pub elsewhere: Vec<Arc<str>>,
}

/// How many transcripts one annotation may point into: on the page of each it names all the others.
const MOST_TRANSCRIPTS: usize = 256;

/// Sorts annotations by transcript; `others` are ids of transcripts whose annotations are not wanted here, `hidden` tells ids of transcripts
/// that are drafts, whose annotations are dropped.
pub fn assign(
    transcripts: Vec<Transcript>,
    others: &[&str],
    files: Vec<AnnotationFile>,
    hidden: &dyn Fn(&str) -> bool,
    diags: &mut Vec<Diagnostic>,
) -> Vec<Work> {
    let here = transcripts.iter().enumerate();
    let ids: BTreeMap<Arc<str>, Option<usize>> = here
        .map(|(i, t)| (Arc::from(t.id()), Some(i)))
        .chain(others.iter().map(|id| (Arc::from(*id), None)))
        .collect();
    let mut own: Vec<Vec<Claim>> = vec![Vec::new(); transcripts.len()];
    let mut foreign: Vec<Vec<Claim>> = vec![Vec::new(); transcripts.len()];
    let known = KnownTranscripts {
        ids: &ids,
        suggestions: OnceCell::new(),
        hidden,
    };
    for file in files {
        let Some(home) = known.home(&file, diags) else {
            continue;
        };
        for annotation in file.annotations {
            place(
                Arc::new(annotation),
                &home,
                &known,
                (&mut own, &mut foreign),
                diags,
            );
        }
    }
    transcripts
        .into_iter()
        .zip(own.into_iter().zip(foreign))
        .map(|(transcript, (mut claims, mut others))| {
            claims.append(&mut others);
            Work { transcript, claims }
        })
        .collect()
}

struct KnownTranscripts<'a> {
    ids: &'a BTreeMap<Arc<str>, Option<usize>>,
    suggestions: OnceCell<Suggestions>,
    hidden: &'a dyn Fn(&str) -> bool,
}

impl KnownTranscripts<'_> {
    /// The transcript that a file belongs to; none if that is unknown (told) or a draft (silent).
    fn home(&self, file: &AnnotationFile, diags: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
        if let Some(written) = &file.transcript {
            return self.transcript(&written.value, written.span, diags);
        }
        for candidate in &file.candidates {
            if let Some((id, _)) = self.ids.get_key_value(candidate.as_str()) {
                return Some(id.clone());
            }
            if (self.hidden)(candidate) {
                return None;
            }
        }
        let stem = file.candidates.first().map_or("", String::as_str);
        let mut remark = Diagnostic::file(
            Code::NoSuchTranscript,
            file.source,
            format!("there is no transcript `{stem}`"),
        )
        .help("name the file after its transcript, or begin it with `transcript: ID`");
        if let Some(near) = self.nearest(stem) {
            remark = remark.help(format!("did you mean `{near}`?"));
        }
        diags.push(remark);
        None
    }

    fn transcript(&self, id: &str, span: Span, diags: &mut Vec<Diagnostic>) -> Option<Arc<str>> {
        if let Some((id, _)) = self.ids.get_key_value(id) {
            return Some(id.clone());
        }
        if !(self.hidden)(id) {
            let near = self.nearest(id).map(str::to_owned);
            diags.push(
                Diagnostic::at(
                    Code::NoSuchTranscript,
                    span,
                    format!("there is no transcript `{id}`"),
                )
                .did_you_mean(span, near.as_deref()),
            );
        }
        None
    }

    fn nearest(&self, id: &str) -> Option<&str> {
        let suggestions = self
            .suggestions
            .get_or_init(|| Suggestions::new(self.ids.keys().map(|k| &**k)));
        suggestions.of(id)
    }
}

fn place(
    annotation: Arc<Annotation>,
    home: &Arc<str>,
    known: &KnownTranscripts<'_>,
    (own, foreign): (&mut [Vec<Claim>], &mut [Vec<Claim>]),
    diags: &mut Vec<Diagnostic>,
) {
    let mut by_transcript: BTreeMap<Arc<str>, Vec<usize>> = BTreeMap::new();
    for (i, target) in annotation.targets.iter().enumerate() {
        let id = match &target.transcript {
            Some(written) => known.transcript(&written.value, written.span, diags),
            None => Some(home.clone()),
        };
        if let Some(id) = id {
            by_transcript.entry(id).or_default().push(i);
        }
    }
    if annotation.targets.is_empty() {
        by_transcript.insert(home.clone(), Vec::new());
    }
    if by_transcript.len() > MOST_TRANSCRIPTS {
        let message =
            format!("more than {MOST_TRANSCRIPTS} transcripts are pointed into by one note");
        diags.push(
            Diagnostic::at(Code::TooMany, annotation.targets[0].span, message)
                .help("write several notes: the page of each transcript names all the others"),
        );
        by_transcript.retain(|id, _| id == home);
    }
    let all: Vec<Arc<str>> = by_transcript.keys().cloned().collect();
    for (id, targets) in by_transcript {
        let Some(&Some(index)) = known.ids.get(&id) else {
            continue;
        };
        let elsewhere = all.iter().filter(|other| **other != id).cloned().collect();
        let claim = Claim {
            annotation: annotation.clone(),
            home: home.clone(),
            targets,
            elsewhere,
        };
        let list = if id == *home {
            &mut own[index]
        } else {
            &mut foreign[index]
        };
        list.push(claim);
    }
}

//! A new annotation, in its place among the others.

use anyhow::{Result, bail};

use super::change::{ChangedFile, Edit, Opened};
use crate::{
    anchor::{Anchored, PlainText, selected, words_for},
    archive::{
        Annotation, AnnotationFile, Kind, ParagraphId, Prose, Selector, Target, TranscriptIndex,
        Within,
    },
    pipeline::{Site, schemas::headed},
    source::{SourceId, Span, Spanned},
    text::Suggestions,
    writer::{self, Step, splice::Document},
};

/// An annotation that is to be written.
#[derive(Clone, Debug, Default)]
pub struct NewAnnotation {
    /// The id of its transcript.
    pub transcript: String,
    /// What it is on.
    pub on: Picked,
    /// The note.
    pub note: Option<String>,
    /// Ids of entries, each with the word or folder of its kind: `("topic", "syria")`.
    pub names: Vec<(String, String)>,
    /// Who wrote it: an id of `editors`, or a name.
    pub by: Option<String>,
    /// Whether it is a draft.
    pub draft: bool,
    /// All of it, as YAML of one annotation; then nothing else is looked at.
    pub yaml: Option<String>,
}

/// What an annotation is on.
#[derive(Clone, Debug, Default)]
pub struct Picked {
    /// The words; none, and it is on paragraphs or the whole.
    pub quote: Option<String>,
    /// Words directly before them.
    pub before: Option<String>,
    /// Words directly after them.
    pub after: Option<String>,
    /// Which of several places, from 1.
    pub nth: Option<u32>,
    /// A paragraph (`p12`), or from one to another.
    pub within: Option<(ParagraphId, ParagraphId)>,
}

/// The files as they are with one annotation more. The words that it is on are quoted as shortly as they are told apart from all others.
///
/// # Errors
/// If there is no such transcript or kind; else only trouble with the machine.
pub fn new_annotation(opened: &Opened, new: &NewAnnotation) -> Result<Edit> {
    let Some(site) = &opened.run.site else {
        bail!("the archive cannot be read: `postil check` tells why");
    };
    let Some(index) = site.edition.names.transcript(&new.transcript) else {
        let ids = site.edition.transcripts.iter().map(|outline| &*outline.id);
        match Suggestions::new(ids).of(&new.transcript) {
            Some(near) => bail!(
                "there is no transcript `{}`; did you mean `{near}`?",
                new.transcript
            ),
            None => bail!("there is no transcript `{}`", new.transcript),
        }
    };
    let record = site.edition.record(index)?;
    let paragraphs = record.transcript.paragraphs.iter();
    let paragraphs: Vec<_> = paragraphs.map(|p| (p.id, p.range.clone())).collect();
    let text = PlainText::new(&record.transcript.text, &paragraphs);
    let (annotation, at) = match &new.yaml {
        Some(yaml) => (of_yaml(yaml, site)?, None),
        None => of_words(new, &text, site)?,
    };
    let at = at.or_else(|| place(&annotation, &text)).unwrap_or(0);
    let path = file_of(index, &record, (opened, site));
    let old = opened.text(&path)?;
    let kinds = &site.edition.config.kinds;
    let text = match &old {
        Some(old) => {
            let document = Document::yaml(old)?;
            let before = before(
                &record,
                at,
                opened.sources.paths().iter().position(|p| *p == path),
            );
            let value = writer::annotation(&annotation, kinds);
            document.add_item(&[Step::from("annotations")], before, &value)?
        }
        None => {
            let file = AnnotationFile {
                source: SourceId(0),
                transcript: None,
                candidates: Vec::new(),
                annotations: vec![annotation],
            };
            headed(&path, writer::annotations(&file, kinds)?, &*opened.disk)
        }
    };
    opened.change(vec![ChangedFile {
        path,
        old,
        new: Some(text),
    }])
}

/// The annotation, and where its words begin, if they were found. Where they are not, the words stand as they were given: what is wrong with them
/// is told as of any annotation.
fn of_words(
    new: &NewAnnotation,
    text: &PlainText<'_>,
    site: &Site,
) -> Result<(Annotation, Option<usize>)> {
    let mut annotation = Annotation::nothing(SourceId(0));
    let picked = &new.on;
    let within = picked.within.map(|(first, last)| Within {
        first: first.into(),
        last: last.into(),
        span: Span::NOWHERE,
    });
    let spanned = |words: &Option<String>| words.clone().map(Spanned::unplaced);
    let (mut selector, mut at) = match (&picked.quote, within) {
        (None, None) => (Selector::Whole, Some(0)),
        (None, Some(within)) => (Selector::Paragraphs(within), None),
        (Some(quote), within) => {
            let quote = Selector::Quote {
                words: Spanned::unplaced(quote.clone()),
                before: spanned(&picked.before),
                after: spanned(&picked.after),
                nth: picked.nth.map(Spanned::unplaced),
                within,
            };
            (quote, None)
        }
    };
    if picked.quote.is_some()
        && let Some(range) = selected(text, &selector)
    {
        at = Some(range.start);
        if let Ok(shortest) = words_for(text, range) {
            selector = shortest;
        }
    }
    annotation.targets = vec![Target {
        transcript: None,
        selector,
        span: Span::NOWHERE,
    }];
    annotation.note = new.note.as_ref().map(Prose::unplaced);
    annotation.by = new.by.clone().map(Spanned::unplaced);
    annotation.draft = new.draft;
    for (kind, id) in &new.names {
        annotation
            .names
            .push((kind_of(kind, site)?, Spanned::unplaced(id.clone())));
    }
    Ok((annotation, at))
}

fn kind_of(kind: &str, site: &Site) -> Result<Kind> {
    match site.edition.config.kinds.of_prefix(kind) {
        Some(kind) => Ok(kind),
        None => bail!("there is no kind `{kind}`"),
    }
}

/// An annotation from YAML.
fn of_yaml(yaml: &str, site: &Site) -> Result<Annotation> {
    match crate::load::one_annotation(yaml, &site.edition.config.kinds) {
        Ok(annotation) => Ok(annotation),
        Err(wrong) => bail!("the YAML is no annotation: {wrong}"),
    }
}

/// Where an annotation begins in the text.
fn place(annotation: &Annotation, text: &PlainText<'_>) -> Option<usize> {
    let first = &annotation.targets.first()?.selector;
    selected(text, first).map(|bytes| bytes.start)
}

/// The file that has most of the transcript's annotations; else one of its own.
fn file_of(index: TranscriptIndex, record: &Anchored, (opened, site): (&Opened, &Site)) -> String {
    let id = &site.edition.outline(index).id;
    let own = format!("content/annotations/{id}.yaml");
    if opened.disk.is_file(&own) {
        return own;
    }
    let mut counts = std::collections::BTreeMap::new();
    for placed in record
        .annotations
        .iter()
        .filter(|placed| placed.home == *id)
    {
        *counts
            .entry(placed.annotation.span.source)
            .or_insert(0usize) += 1;
    }
    let most = counts
        .into_iter()
        .max_by_key(|(source, count)| (*count, std::cmp::Reverse(*source)));
    most.map_or(own, |(source, _)| opened.sources.path(source).to_owned())
}

/// Before which annotation of the file it goes: before the first one behind its place in the text.
fn before(record: &Anchored, at: usize, source: Option<usize>) -> usize {
    let of_file = |placed: &&crate::anchor::Placed| {
        usize::try_from(placed.annotation.span.source.0).ok() == source
    };
    let mut in_file: Vec<(u32, usize)> = record
        .annotations
        .iter()
        .filter(of_file)
        .map(|placed| {
            let first = placed
                .passages
                .iter()
                .filter_map(|p| record.passages.get(*p))
                .next();
            (
                placed.annotation.span.start,
                first.map_or(0, |p| p.range.start as usize),
            )
        })
        .collect();
    in_file.sort_unstable();
    let behind = in_file.iter().position(|(_, start)| *start > at);
    behind.unwrap_or(usize::MAX)
}

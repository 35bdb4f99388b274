//! Notes that were brought along get the shortest selectors that mean what they are on.

use std::{ops::Range, sync::Arc};

use crate::{
    anchor::{PlainText, Unquotable, selector_for, words_for},
    archive::{
        Annotation, AnnotationFile, Kinds, ParagraphId, Selector, Target, Transcript, Within,
    },
    import::{Account, BroughtTranscript, Note, On, Place, Places, Report},
    load::{self, ContentFile, Role, Unit},
    source::{
        SourceId, Sources, Span,
        files::{Disk, Overlay, Unsaved},
    },
    text::first_words,
    writer::{self, Refused},
};

/// The paragraphs of a transcript: the id and the bytes of each.
pub(super) type Paragraphs = Vec<(ParagraphId, Range<u32>)>;

/// The paragraphs of a transcript.
pub(super) fn paragraphs(transcript: &Transcript) -> Paragraphs {
    let paragraphs = transcript.paragraphs.iter();
    paragraphs.map(|p| (p.id, p.range.clone())).collect()
}

/// The file of annotations of a transcript that is brought, whose own file has this path and text; none, if nothing is noted on it.
pub(super) fn of_transcript(
    (path, text): (&str, &str),
    brought: &BroughtTranscript,
    kinds: &Kinds,
    account: &mut Account,
) -> Result<Option<String>, Refused> {
    let transcript = read(path, text, kinds).map_err(|why| Refused {
        message: format!("the transcript cannot be read as it would be written: {why}"),
        at: None,
    })?;
    let paragraphs = paragraphs(&transcript);
    let text = PlainText::new(&transcript.text, &paragraphs);
    let places = Places::new(&brought.said, &transcript);
    let mut placed: Vec<(usize, Annotation)> = Vec::new();
    for note in &brought.notes {
        let (at, first, remark) = selector(&text, &places, &note.on);
        account_for(remark, note, account);
        let mut annotation = with(&note.annotation, first);
        let mut further = Vec::new();
        for on in &note.also {
            match selector(&text, &places, on) {
                (_, Selector::Whole, Some(_)) => {
                    let what = "one of the places that the note is on is not in the words";
                    account_for(Some(what.to_owned()), note, account);
                }
                (_, selector, remark) => {
                    account_for(remark, note, account);
                    further.push(target(selector));
                }
            }
        }
        annotation.targets.splice(1..1, further);
        placed.push((at, annotation));
    }
    // In the order of the text, so that two who add notes seldom write at one place of the file.
    placed.sort_by_key(|(at, _)| *at);
    let annotations: Vec<Annotation> = placed.into_iter().map(|(_, a)| a).collect();
    file(annotations, kinds)
}

/// The text of a file of annotations.
pub(super) fn file(annotations: Vec<Annotation>, kinds: &Kinds) -> Result<Option<String>, Refused> {
    if annotations.is_empty() {
        return Ok(None);
    }
    let file = AnnotationFile {
        source: SourceId(0),
        transcript: None,
        candidates: Vec::new(),
        annotations,
    };
    writer::annotations(&file, kinds).map(Some)
}

/// The annotation on this, and on what it says itself that it is on further.
pub(super) fn with(annotation: &Annotation, selector: Selector) -> Annotation {
    let mut annotation = annotation.clone();
    annotation.targets.insert(0, target(selector));
    annotation
}

fn target(selector: Selector) -> Target {
    Target {
        transcript: None,
        selector,
        span: Span::NOWHERE,
    }
}

fn account_for(remark: Option<String>, note: &Note, account: &mut Account) {
    if let Some(what) = remark {
        let words = note.annotation.note.as_ref().map_or("", |note| &note.text);
        let report = Report::new("notes", Place::default(), what, first_words(words, 12));
        account.remark(report);
    }
}

/// The transcript that a text is.
pub(super) fn read(path: &str, text: &str, kinds: &Kinds) -> Result<Transcript, String> {
    let mut unsaved = Unsaved::new();
    unsaved.put(path, text.as_bytes().to_vec());
    let mut sources = Sources::read_from(Arc::new(Overlay::new(Disk::new("."), unsaved)));
    let source = sources.add(path);
    let file = ContentFile {
        source,
        id: "imported".to_owned(),
        ending: "md".to_owned(),
        role: Role::Transcript {
            sidecar: None,
            ledger: None,
        },
    };
    let mut told = Vec::new();
    match load::read(&file, kinds, &sources, &mut told) {
        Unit::Transcript(transcript) => Ok(*transcript),
        _ => Err(told.first().map_or_else(String::new, |d| d.message.clone())),
    }
}

/// Where a note begins, what it is on, and what is to be said if that is not all that it was on.
fn selector(text: &PlainText<'_>, places: &Places, on: &On) -> (usize, Selector, Option<String>) {
    if *on == On::Whole {
        return (0, Selector::Whole, None);
    }
    let range = places.range(on);
    let Some(range) = range else {
        let what = "what the note is on is not in the words; it is on the whole transcript";
        return (0, Selector::Whole, Some(what.to_owned()));
    };
    let found = match on {
        On::Words(..) => words_for(text, range.clone()),
        On::Whole | On::Paragraphs(..) => selector_for(text, range.clone()),
    };
    let found = match found {
        Err(Unquotable::CutsLetter(whole)) => words_for(text, whole),
        found => found,
    };
    match found {
        Ok(selector) => (range.start, selector, None),
        Err(_) => {
            let what = "the words of the note cannot be told apart from others like them; it is on their paragraphs";
            let selector = around(text, &range).unwrap_or(Selector::Whole);
            (range.start, selector, Some(what.to_owned()))
        }
    }
}

/// The paragraphs in which a range lies.
fn around(text: &PlainText<'_>, range: &Range<usize>) -> Option<Selector> {
    let touches = |(_, bytes): &&(ParagraphId, Range<u32>)| {
        (bytes.start as usize) < range.end.max(range.start + 1) && range.start <= bytes.end as usize
    };
    let mut touched = text.paragraphs.iter().filter(touches).map(|(id, _)| *id);
    let first = touched.next()?;
    let last = touched.next_back().unwrap_or(first);
    Some(Selector::Paragraphs(Within {
        first: first.into(),
        last: last.into(),
        span: Span::NOWHERE,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        archive::{Header, ListIndex, ParagraphIndex, Prose},
        import::Point,
        writer::{Block, How, Paragraph, Said},
    };

    #[test]
    fn a_note_is_on_its_words_though_blanks_before_them_are_not_written() {
        let mut annotation = Annotation::nothing(SourceId(0));
        annotation.note = Some(Prose::unplaced("Twice."));
        let point = |byte| Point {
            paragraph: ParagraphIndex::at(0),
            byte,
        };
        let brought = BroughtTranscript {
            header: Header {
                title: "T".to_owned(),
                ..Header::default()
            },
            said: Said {
                blocks: vec![Block::Paragraph(Paragraph::of("   Never again, he said."))],
                footnotes: Vec::new(),
            },
            notes: vec![Note::on(On::Words(point(9), point(14)), annotation)],
            ..BroughtTranscript::default()
        };
        let kinds = Kinds::default();
        let how = How::default();
        let written = writer::transcript(&brought.header, &how, &brought.said, &kinds);
        let text = written.expect("a transcript").text;
        let path = "content/transcripts/t.md";
        let made = of_transcript((path, &text), &brought, &kinds, &mut Account::default());
        let yaml = made.expect("a file").expect("a note");
        assert!(yaml.contains("quote: again\n"), "{yaml}");
    }
}

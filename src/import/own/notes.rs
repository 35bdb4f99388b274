//! What is noted on a transcript.

use serde_json::Value;

use super::{
    links::Site,
    object::{Object, one_of},
    paragraphs::{Paragraphs, Points},
};
use crate::{
    archive::{Annotation, Certainty, Name, ParagraphIndex, Prose},
    import::{Account, Note, On, Place, Point, Report, Side},
    source::SourceId,
};

/// The notes of a file.
pub(super) fn read(
    whole: Object<'_>,
    paragraphs: &Paragraphs,
    site: &Site,
    account: &mut Account,
) -> Vec<Note> {
    let own = whole.str("id");
    let mut notes = Vec::new();
    for object in whole.objects("notes") {
        account.found("notes", 1);
        for words in ["title", "note"]
            .into_iter()
            .filter_map(|key| object.str(key))
        {
            account.printed(Side::Notes, words);
        }
        let id = object.str("id").unwrap_or_default();
        if let Some(home) = object.str("home").filter(|home| Some(*home) != own) {
            let what =
                format!("it is written for another transcript, `{home}`, with which it comes");
            let words: Vec<&str> = ["title", "note"]
                .iter()
                .filter_map(|key| object.str(key))
                .collect();
            let report = Report::new("notes", Place::known_as(id), what, words.join("\n"));
            account.left_out(Side::Notes, report);
            continue;
        }
        let passages: Vec<On> = object
            .objects("passages")
            .filter_map(|passage| on(passage, paragraphs))
            .collect();
        let lost = object.list("passages").count() - passages.len();
        if lost > 0 {
            let what = format!("{lost} of its passages are in no paragraph of this file");
            account.remark(Report::new("passages", Place::known_as(id), what, ""));
        }
        let annotation = annotation(object, site, account);
        let mut passages = passages.into_iter();
        account.wrote("notes", 1);
        notes.push(Note {
            on: passages.next().unwrap_or(On::Whole),
            also: passages.collect(),
            annotation,
        });
    }
    notes
}

fn on(passage: Object<'_>, paragraphs: &Paragraphs) -> Option<On> {
    let first = paragraphs.place(passage.str("first")?)?;
    let last = paragraphs.place(passage.str("last")?)?;
    if passage.str("quote").is_none() {
        return Some(On::Paragraphs(first, last));
    }
    let point = |paragraph: ParagraphIndex, key: &str| {
        let points = Points::of(paragraphs.text(paragraph));
        let byte = points.byte(passage.value(key)?)?;
        Some(Point {
            paragraph,
            byte: byte as usize,
        })
    };
    Some(On::Words(point(first, "start")?, point(last, "end")?))
}

fn annotation(object: Object<'_>, site: &Site, account: &mut Account) -> Annotation {
    let person = |key: &str| {
        let by = object.object(key)?;
        by.word("id")
            .or_else(|| by.word("name"))
            .map(Name::unplaced)
    };
    let mut untold = Account::default();
    let sources = object.words("sources");
    let sources = sources
        .iter()
        .map(|source| site.unlinked(source, &mut untold));
    let sources = sources.map(Prose::unplaced).collect();
    let note = object.str("note").map(|note| site.unlinked(note, account));
    let mut see = Vec::new();
    for address in object.list("see").filter_map(Value::as_str) {
        match site.target(address) {
            Some(target) => see.push(Name::unplaced(target)),
            None => {
                let what = "another passage that is not of this archive, by its address";
                let place = Place::known_as(object.str("id").unwrap_or_default());
                account.remark(Report::new("see", place, what, address));
            }
        }
    }
    Annotation {
        id: object.word("id").map(Name::unplaced),
        disputes: object.word("disputes").map(Name::unplaced),
        title: object.word("title"),
        note: note.map(Prose::unplaced),
        names: object
            .objects("entries")
            .filter_map(Object::named)
            .collect(),
        sources,
        see,
        certainty: one_of(&Certainty::ALL, object.str("certainty")),
        correction: object.word("correction").map(Name::unplaced),
        warning: object.word("warning"),
        by: person("by"),
        checked: person("checked"),
        written: object.date("written", account),
        language: object.word("language"),
        ..Annotation::nothing(SourceId(0))
    }
}

//! What is noted on a transcript.

use serde_json::Value;

use super::{
    ground::Ground,
    object::{Object, one_of},
    paragraphs::{Paragraphs, Points},
};
use crate::{
    archive::{Annotation, Certainty, Name, ParagraphIndex, Prose, Selector, Target, Within},
    import::{Account, Note, On, Place, Point, Report, Side},
    source::{SourceId, Span},
};

/// The notes of a file.
pub(super) fn read<'a>(
    whole: Object<'a>,
    paragraphs: &Paragraphs,
    ground: &mut Ground<'a>,
    account: &mut Account,
) -> Vec<Note> {
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
        if let Some(other) = object.str("told_in") {
            let what =
                format!("it comes with another transcript, `{other}`, with all of its passages");
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
        let mut annotation = annotation(object, ground, account);
        annotation.targets = elsewhere(object, account);
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

/// What a note is on in other transcripts, as it is written. What names nothing is told.
fn elsewhere(object: Object<'_>, account: &mut Account) -> Vec<Target> {
    let mut targets = Vec::new();
    for place in object.objects("elsewhere") {
        let named = place.word("transcript").map(Name::unplaced);
        match named.zip(selector(place)) {
            Some((transcript, selector)) => targets.push(Target {
                transcript: Some(transcript),
                selector,
                span: Span::NOWHERE,
            }),
            None => {
                let what = "a place in another transcript that cannot be read";
                let known_as = Place::known_as(object.str("id").unwrap_or_default());
                account.remark(Report::new("passages", known_as, what, ""));
            }
        }
    }
    targets
}

fn selector(place: Object<'_>) -> Option<Selector> {
    let word = |key: &str| place.word(key).map(Name::unplaced);
    let within = match (place.str("first"), place.str("last")) {
        (None, None) => None,
        (first, last) => Some(Within {
            first: first?.parse().ok()?,
            last: last?.parse().ok()?,
            span: Span::NOWHERE,
        }),
    };
    let Some(words) = word("quote") else {
        return Some(within.map_or(Selector::Whole, Selector::Paragraphs));
    };
    let nth = place.number("nth").and_then(|nth| u32::try_from(nth).ok());
    Some(Selector::Quote {
        words,
        before: None,
        after: None,
        nth: nth.map(|nth| Name::unplaced(String::new()).map(|_| nth)),
        within,
    })
}

fn annotation<'a>(
    object: Object<'a>,
    ground: &mut Ground<'a>,
    account: &mut Account,
) -> Annotation {
    let place = Place::known_as(object.str("id").unwrap_or_default());
    let mut person = |key: &str| ground.by(object.object(key)?, account);
    let (by, checked) = (person("by"), person("checked"));
    let names = ground.named(object.objects("entries"), &place, account);
    let sources = object.words("sources");
    let sources = sources
        .iter()
        .map(|source| ground.unlinked(source, &place, account).text);
    let sources = sources.map(Prose::unplaced).collect();
    let note = object.str("note").map(|note| {
        let unlinked = ground.unlinked(note, &place, account);
        account.elsewhere(Side::Notes, &unlinked.addresses);
        account.printed(Side::Notes, &unlinked.targets);
        unlinked.text
    });
    let site = &ground.site;
    let mut see = Vec::new();
    for address in object.list("see").filter_map(Value::as_str) {
        match site.target(address) {
            Some(target) => see.push(Name::unplaced(
                target.trim_start_matches("transcript:").to_owned(),
            )),
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
        names,
        sources,
        see,
        certainty: one_of(&Certainty::ALL, object.str("certainty")),
        correction: object.word("correction").map(Name::unplaced),
        warning: object.word("warning"),
        by,
        checked,
        written: object.date("written", account),
        language: object.word("language"),
        ..Annotation::nothing(SourceId(0))
    }
}

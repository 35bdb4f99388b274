//! Answers of before: those that whoever imports brings along, and those that are remembered of an earlier import of a file.

use anyhow::Result;

use super::{record::ImportRecord, settled::Settled};
pub use crate::load::Answers;
use crate::{
    archive::Kind,
    import::AsWords,
    load::{self, Settled as Known},
    source::diag::Place,
    writer,
};

/// What was answered of a file before that is words; what is brought along goes before what is remembered.
pub(super) fn as_words(origin: &str, brought: &Answers, before: Option<&ImportRecord>) -> AsWords {
    let mut words = AsWords::default();
    let remembered = before.map(|before| &before.answers);
    for answers in [Some(brought), remembered].into_iter().flatten() {
        for label in &answers.words {
            if !brought.speakers.contains_key(label) {
                words.add_label(label);
            }
        }
        let none = Known::new();
        let titles = answers.titles.get(origin).unwrap_or(&none);
        let dates = answers.dates.get(origin).unwrap_or(&none);
        for (settled, words) in [
            (titles, &mut words.titles),
            (dates, &mut words.dates),
            (&answers.places, &mut words.places),
        ] {
            let refused = settled.iter().filter(|(_, is)| is.is_none());
            words.extend(refused.map(|(found, _)| found.clone()));
        }
    }
    // What is brought along may say by now what they are.
    let is_one = |settled: Option<&Known>, found: &String| {
        settled.is_some_and(|settled| matches!(settled.get(found), Some(Some(_))))
    };
    words
        .titles
        .retain(|found| !is_one(brought.titles.get(origin), found));
    words
        .dates
        .retain(|found| !is_one(brought.dates.get(origin), found));
    words
        .places
        .retain(|found| !is_one(Some(&brought.places), found));
    words
}

/// The keys of kinds under which names of new ones stand.
pub(super) const PEOPLE: &str = "people";
/// The same of places.
pub(super) const PLACES: &str = "places";

/// The name of somebody or something that was new when it was answered.
pub(super) fn name_then(
    (kind, id): (&str, &str),
    brought: &Answers,
    files: &[Settled],
) -> Option<String> {
    let before = files
        .iter()
        .filter_map(|file| file.gathered.before.as_ref());
    let mut before = before.filter_map(|before| before.answers.name(kind, id));
    brought.name(kind, id).or_else(|| before.next()).cloned()
}

/// Puts the new id of an entry in the place of its old one.
pub(super) fn rename(answers: &mut Answers, kind: Kind, (old, new): (&str, &str)) {
    if matches!(kind, Kind::PEOPLE | Kind::ORGANIZATIONS) {
        let persons = answers
            .speakers
            .values_mut()
            .filter_map(|s| s.person.as_mut());
        persons
            .filter(|person| person.value == old)
            .for_each(|person| new.clone_into(&mut person.value));
    }
    let key = match kind {
        Kind::PEOPLE => PEOPLE,
        Kind::PLACES => PLACES,
        _ => return,
    };
    if kind == Kind::PLACES {
        let ids = answers.places.values_mut().flatten();
        ids.filter(|id| *id == old)
            .for_each(|id| new.clone_into(id));
    }
    // It is there under its new id now, and nothing new.
    if let Some(names) = answers.names.get_mut(key) {
        names.remove(old);
    }
}

/// Adds the answers of a file to others.
pub(super) fn add(answers: &mut Answers, more: Answers) {
    for label in more.speakers.keys() {
        answers.words.remove(label);
    }
    for label in &more.words {
        answers.speakers.remove(label);
    }
    answers.speakers.extend(more.speakers);
    answers.words.extend(more.words);
    answers.places.extend(more.places);
    for (all, more) in [
        (&mut answers.titles, more.titles),
        (&mut answers.dates, more.dates),
        (&mut answers.names, more.names),
    ] {
        for (file, settled) in more {
            all.entry(file).or_default().extend(settled);
        }
    }
}

/// Answers, as a file has them: a map as `speakers` of a transcript, or that with its key, and beside it `places`, `titles`, `dates` and `names`.
///
/// # Errors
/// What is wrong, behind its line: `:3: ...`.
pub fn answers_said(text: &str) -> std::result::Result<Answers, String> {
    load::answers(text).map_err(|wrong| {
        let first = wrong.first();
        let line = first.and_then(|d| match d.place {
            Place::Span(span) => Some(text.get(..span.range().start)?.matches('\n').count() + 1),
            _ => None,
        });
        let message = first.map_or("it cannot be read", |d| d.message.as_str());
        match line {
            Some(line) => format!(":{line}: {message}"),
            None => format!(": {message}"),
        }
    })
}

/// The text of such a file.
///
/// # Errors
/// If something of it cannot be written.
pub fn answers_written(answers: &Answers) -> Result<String> {
    Ok(writer::answers(answers)?)
}

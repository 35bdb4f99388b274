//! Answers of before: those that whoever imports brings along, and those that are remembered of an earlier import of a file.

use anyhow::Result;

pub use crate::load::Answers;
use crate::{
    archive::Kind,
    import::AsWords,
    load::{self, Settled as Known},
    source::diag::Place,
    writer,
};

/// What was answered of a file before that is words; what is brought along goes before what is remembered.
pub(super) fn as_words(origin: &str, brought: &Answers, before: Option<&Answers>) -> AsWords {
    let mut words = AsWords::default();
    for answers in [Some(brought), before].into_iter().flatten() {
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
pub(super) fn name_then<'a>(
    (kind, id): (&str, &str),
    mut known: impl Iterator<Item = &'a Answers>,
) -> Option<String> {
    known.find_map(|answers| answers.name(kind, id)).cloned()
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

#[cfg(test)]
mod tests {
    use proptest::{collection::btree_map, prelude::*};

    use super::*;
    use crate::{archive::Speaker, source::Spanned};

    fn speaker(label: &str, person: &str) -> (String, Speaker) {
        let speaker = Speaker {
            label: label.to_owned(),
            person: Some(Spanned::unplaced(person.to_owned())),
            ..Speaker::default()
        };
        (label.to_owned(), speaker)
    }

    /// What one line of each sort says: labels with persons, and all else.
    fn seen(answers: &Answers) -> String {
        let Answers {
            speakers,
            words,
            places,
            titles,
            dates,
            names,
        } = answers;
        let persons = speakers.iter().map(|(label, speaker)| {
            let person = speaker.person.as_ref().map(|person| person.value.as_str());
            (label.as_str(), person)
        });
        let persons: Vec<_> = persons.collect();
        format!("{persons:?} {words:?} {places:?} {titles:?} {dates:?} {names:?}")
    }

    #[test]
    fn a_map_is_read_with_its_keys_and_without() {
        let bare =
            answers_said("Q: {name: A reporter}\nNote: false\nMR. ROE: roe\n").expect("a map");
        assert_eq!(bare.speakers.keys().collect::<Vec<_>>(), ["MR. ROE", "Q"]);
        assert!(bare.words.contains("Note"));
        let keyed = answers_said(
            "title: A header\nspeakers: {Q: roe, Note: false}\nplaces: {\"Leeds, England\": leeds, Hall: false}\ntitles: {a.txt: {A: B}}\ndates: {a.txt: {1931: false}}\nnames: {people: {roe: Roe}}\n",
        );
        let keyed = keyed.expect("a map");
        assert_eq!(
            seen(&keyed),
            "[(\"Q\", Some(\"roe\"))] {\"Note\"} {\"Hall\": None, \"Leeds, England\": Some(\"leeds\")} {\"a.txt\": {\"A\": Some(\"B\")}} {\"a.txt\": {\"1931\": None}} {\"people\": {\"roe\": Some(\"Roe\")}}"
        );
        assert!(answers_said("").expect("nothing").is_empty());
        for wrong in [
            "speakers: [a]\n",
            "places: {a: [b]}\n",
            "dates: {a: {b: soon}}\n",
            "- a\n",
        ] {
            let told = answers_said(wrong).expect_err(wrong);
            assert!(told.starts_with(":1: "), "{told}");
        }
    }

    #[test]
    fn what_is_brought_along_goes_before_what_is_remembered() {
        let brought = answers_said("speakers: {Note: roe, P: false}\nplaces: {Hall: hall}\n");
        let before = answers_said(
            "speakers: {Note: false, R: false}\nplaces: {Hall: false, Room: false}\ntitles: {a: {T: false}, b: {U: false}}\n",
        );
        let words = as_words("a", &brought.expect("a map"), Some(&before.expect("a map")));
        assert!(words.has_label("P") && words.has_label("R") && !words.has_label("Note"));
        assert_eq!(words.places.iter().collect::<Vec<_>>(), ["Room"]);
        assert_eq!(words.titles.iter().collect::<Vec<_>>(), ["T"]);
    }

    #[test]
    fn an_entry_has_its_new_id_in_answers() {
        let mut answers = answers_said(
            "speakers: {Q: roe}\nplaces: {Hall: hall, Room: false}\nnames: {people: {roe: Roe}}\n",
        )
        .expect("a map");
        rename(&mut answers, Kind::PEOPLE, ("roe", "john-roe"));
        rename(&mut answers, Kind::PLACES, ("hall", "town-hall"));
        rename(&mut answers, Kind::TOPICS, ("john-roe", "x"));
        let expected = "[(\"Q\", Some(\"john-roe\"))] {} {\"Hall\": Some(\"town-hall\"), \"Room\": None} {} {} {\"people\": {}}";
        assert_eq!(seen(&answers), expected);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            labels in btree_map("[A-Za-zÄא王][A-Za-z .'’-]{0,12}[a-z]", "[a-z][a-z0-9-]{0,8}", 0..4),
            places in btree_map("[^\\p{C}\\s]{1,9}( [^\\p{C}\\s]{1,9})?", proptest::option::of("[a-z][a-z0-9-]{1,8}"), 0..4),
            titles in btree_map("[^\\p{C}\\s]{1,20}", proptest::option::of("[^\\p{C}\\s]{1,9}"), 0..4),
        ) {
            let mut answers = Answers::default();
            answers.speakers.extend(labels.iter().map(|(label, id)| speaker(label, id)));
            answers.places = places;
            answers.titles.insert("a: file.docx".to_owned(), titles);
            answers.dates.insert("b".to_owned(), [("1931".to_owned(), None)].into());
            answers.add_name(PEOPLE, "roe", "Roe: \"the\" 1st");
            answers.titles.retain(|_, titles| !titles.is_empty());
            let Ok(written) = answers_written(&answers) else {
                // Signs that no file may have.
                return Ok(());
            };
            let read = answers_said(&written).map_err(|wrong| TestCaseError::fail(format!("{wrong}: {written}")))?;
            prop_assert_eq!(seen(&read), seen(&answers));
        }
    }
}

//! Places that were found in words: which of the archive's they are, or a new one, or none.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{
    adviser::{PlaceQuestion, Where},
    answers,
    present::{Bearer, Present},
    setting::Setting,
    settled::{Settled, known},
    talk::Talk,
};
use crate::{
    archive::{EntryFields, Kind, Name, Relation},
    import::{Guess, Guessed, Imported, Place, Report, Whence},
};

/// What a place turned out to be.
#[derive(Clone, Debug)]
enum Decided {
    There(String),
    /// One that is written with the first file that has it: its id and name.
    New(String, String),
    /// None, and whether somebody said so.
    Not(bool),
}

/// The guess that an entry was brought for, if words look like a place and no file states it.
pub(super) fn guess<'i>(imported: &'i Imported, kind: Kind, key: &str) -> Option<&'i Guess> {
    let all = imported.transcripts.iter();
    let mut all = all.flat_map(|transcript| &transcript.guessed);
    let is_it = |guess: &&Guess| matches!(&guess.what, Guessed::Place(of) if of == key);
    (kind == Kind::PLACES).then(|| all.find(is_it)).flatten()
}

/// Asks which places are meant, each once for all files, and gives ids to the entries that were brought for them.
pub(super) fn places(
    settled: &mut [Settled],
    present: &mut Present,
    setting: Setting<'_>,
    talk: &mut Talk<'_>,
) -> Result<()> {
    let brought = &setting.request.answers;
    let (mut questions, order) = questions(settled, present);
    let mut decided: BTreeMap<String, Decided> = BTreeMap::new();
    for printed in order {
        let Some(question) = questions.get_mut(&printed) else {
            continue;
        };
        let answered = known(brought, settled).find_map(|answers| answers.places.get(&printed));
        let which = match answered.cloned() {
            Some(Some(id)) if present.has(Kind::PLACES, &id) => Decided::There(id),
            // It was new then, and the archive is another one.
            Some(Some(id)) => {
                let name = answers::name_then((answers::PLACES, &id), known(brought, settled));
                let name = name.unwrap_or_else(|| name_of(&printed).to_owned());
                match present.called(Kind::PLACES, &name) {
                    // It has another id by now.
                    Bearer::One(id) => Decided::There(id),
                    Bearer::Nobody | Bearer::Doubt => Decided::New(id, name),
                }
            }
            Some(None) => Decided::Not(true),
            None => asked(question, present, talk)?,
        };
        if let Decided::New(id, title) = &which {
            present.add(Kind::PLACES, id, &fields(title, &printed));
        }
        decided.insert(printed, which);
    }
    let mut written: Vec<String> = Vec::new();
    for file in settled {
        of_file(file, (present, setting), &decided, (&mut written, talk));
    }
    Ok(())
}

/// What is asked, by how places are printed; and that in order of appearance.
fn questions(
    settled: &[Settled],
    present: &Present,
) -> (BTreeMap<String, PlaceQuestion>, Vec<String>) {
    let mut questions: BTreeMap<String, PlaceQuestion> = BTreeMap::new();
    let mut order = Vec::new();
    for file in settled {
        let transcripts = file.gathered.imported.iter().flat_map(|i| &i.transcripts);
        for guess in transcripts.flat_map(|transcript| &transcript.guessed) {
            if !matches!(guess.what, Guessed::Place(_)) {
                continue;
            }
            let question = questions.entry(guess.printed.clone()).or_insert_with(|| {
                order.push(guess.printed.clone());
                let mut question = propose(&guess.printed, present);
                question.origin.clone_from(&file.gathered.found.origin);
                question
            });
            question.transcripts += 1;
        }
    }
    (questions, order)
}

/// What is proposed: the one of this name, or a new one. That a place has the first of several names (`Paris`, of `Paris, Texas`) is a doubt.
fn propose(printed: &str, present: &Present) -> PlaceQuestion {
    let name = name_of(printed);
    let mut question = PlaceQuestion {
        printed: printed.to_owned(),
        proposal: Where::New(name.to_owned()),
        ..PlaceQuestion::default()
    };
    for called in [printed, name] {
        match present.called(Kind::PLACES, called) {
            Bearer::Nobody => continue,
            Bearer::One(id) => {
                if called != printed {
                    let doubt = format!("whether {id} is {printed} cannot be told by its name");
                    question.doubt = Some(doubt);
                }
                question.proposal = Where::There(id);
            }
            Bearer::Doubt => {
                question.doubt = Some(format!("several places are called {called}"));
                question.bearers = present.bearers(Kind::PLACES, called);
                question.proposal = Where::Open;
            }
        }
        break;
    }
    question
}

fn asked(question: &mut PlaceQuestion, present: &Present, talk: &mut Talk<'_>) -> Result<Decided> {
    let mut doubted: Option<String> = None;
    loop {
        let new = |title: String| Decided::New(present.new_id(Kind::PLACES, &title), title);
        return Ok(match talk.place(question)? {
            Where::Open => Decided::Not(false),
            Where::Not => Decided::Not(true),
            Where::There(id) => Decided::There(id),
            Where::New(title) => new(title),
            Where::Typed(name) => match typed(&name, present) {
                Bearer::One(id) => Decided::There(id),
                Bearer::Nobody => new(name),
                // Who says it again means one more.
                Bearer::Doubt if doubted.as_ref() == Some(&name) => new(name),
                Bearer::Doubt => {
                    question.doubt = Some(format!("several places are called {name}"));
                    question.bearers = present.bearers(Kind::PLACES, &name);
                    question.proposal = Where::Open;
                    doubted = Some(name);
                    continue;
                }
            },
        });
    }
}

/// The place of an id or of a name.
fn typed(words: &str, present: &Present) -> Bearer {
    match present.id(Kind::PLACES, words) {
        Some(id) => Bearer::One(id.clone()),
        None => present.called(Kind::PLACES, words),
    }
}

fn of_file(
    file: &mut Settled,
    (present, setting): (&Present, Setting<'_>),
    decided: &BTreeMap<String, Decided>,
    (written, talk): (&mut Vec<String>, &mut Talk<'_>),
) {
    let Ok(imported) = &mut file.gathered.imported else {
        return;
    };
    let (origin, before) = (&file.gathered.found.origin, file.gathered.before.as_ref());
    let mut refused = Vec::new();
    for at in 0..imported.entries.len() {
        let (kind, key) = (imported.entries[at].kind, imported.entries[at].key.clone());
        let Some(guess) = guess(imported, kind, &key) else {
            continue;
        };
        let (printed, whence) = (guess.printed.clone(), guess.whence);
        let id = match decided.get(&printed) {
            None => continue,
            Some(Decided::Not(was_answered)) => {
                if whence == Whence::Words {
                    talk.refuse(origin).places.insert(printed.clone());
                }
                if *was_answered {
                    let answers = talk.keep(origin);
                    answers.places.insert(printed, None);
                }
                refused.push(key);
                continue;
            }
            Some(Decided::There(id)) => {
                let names = [printed.as_str(), name_of(&printed)];
                let is = |name: &&str| match present.called(Kind::PLACES, name) {
                    Bearer::One(of) => of == *id,
                    Bearer::Nobody | Bearer::Doubt => false,
                };
                if whence == Whence::Words && !names.iter().any(is) {
                    let what = format!("the place, {id}, is printed otherwise");
                    let report = Report::new("heads", Place::default(), what, printed.as_str());
                    imported.account.remark(report);
                }
                id
            }
            Some(Decided::New(id, title)) => {
                imported.entries[at].fields = fields(title, &printed);
                file.answers.add_name(answers::PLACES, id, title);
                id
            }
        };
        let is_new = matches!(decided.get(&printed), Some(Decided::New(..)));
        let is_first = is_new && !written.contains(id);
        if is_first {
            written.push(id.clone());
        }
        file.entries[at] = (id.clone(), is_first || setting.wrote(before, kind, id));
        file.answers.places.insert(printed, Some(id.clone()));
    }
    let mut entries = std::mem::take(&mut file.entries).into_iter();
    imported.entries.retain(|entry| {
        let kept = !(entry.kind == Kind::PLACES && refused.contains(&entry.key));
        let id = entries.next();
        file.entries.extend(id.filter(|_| kept));
        kept
    });
    for transcript in &mut imported.transcripts {
        let named = std::mem::take(&mut transcript.header.named);
        for (relation, list) in named.iter() {
            let is_refused = |name: &&Name| {
                relation == Relation::TranscriptPlace && refused.contains(&name.value)
            };
            let list = list.iter().filter(|name| !is_refused(name)).cloned();
            let list: Vec<Name> = list.collect();
            transcript.header.named.extend(relation, list);
        }
    }
}

/// `Brussels` of `Brussels, Belgium`.
fn name_of(printed: &str) -> &str {
    printed
        .split_once(',')
        .map_or(printed, |(name, _)| name.trim())
}

/// What is known of a new place: its name, and how it is printed.
fn fields(title: &str, printed: &str) -> EntryFields {
    EntryFields {
        title: title.to_owned(),
        aliases: Some(printed.to_owned())
            .filter(|printed| printed != title)
            .into_iter()
            .collect(),
        ..EntryFields::default()
    }
}

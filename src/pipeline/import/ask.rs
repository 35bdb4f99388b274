//! Who is meant by labels: what is asked of whoever imports, and what the answers come to.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{
    adviser::{SpeakerQuestion, Who},
    answers,
    present::{Bearer, Present},
    settled::{self, Settled},
    speakers::propose,
    talk::Talk,
};
use crate::{
    archive::{EntryFields, Kind, Speaker},
    import::{BroughtEntry, BroughtTranscript, Guessed},
    load::Answers,
    source::Spanned,
    text,
    writer::{Block, Said},
};

/// Asks who is meant by labels, each once for all files.
pub(super) fn speakers(
    settled: &mut [Settled],
    present: &mut Present,
    brought: &Answers,
    talk: &mut Talk<'_>,
) -> Result<()> {
    let (mut questions, order, known) = questions(settled, present, brought);
    let mut decided: BTreeMap<String, Speaker> = BTreeMap::new();
    let mut new_people = NewPeople::new();
    for label in order {
        let Some(question) = questions.get_mut(&label) else {
            continue;
        };
        let mut new = |id: String, name: String, present: &mut Present| {
            let fields = EntryFields {
                title: name,
                ..EntryFields::default()
            };
            present.add(Kind::PEOPLE, &id, &fields);
            new_people.push((label.clone(), id.clone(), fields));
            id
        };
        let then =
            |id: &str| answers::name_then((answers::PEOPLE, id), settled::known(brought, settled));
        let answered = known.get(&label);
        let person = match asked(question, answered, present, talk)? {
            Who::Unsaid | Who::Typed(_) => continue,
            Who::Words => {
                refuse(settled, &label, talk);
                continue;
            }
            Who::Person(id) => id,
            Who::New(name) => new(present.new_id(Kind::PEOPLE, &name), name, present),
            Who::As(said) => {
                let person = said.person.as_ref().map(|person| person.value.clone());
                let person = person.filter(|id| !is_there(id, present));
                // Who was new then, and the archive is another one.
                let mut said = said;
                if let Some((id, name)) = person.and_then(|id| Some((id.clone(), then(&id)?))) {
                    match present.called(Kind::PEOPLE, &name) {
                        // Who has another id by now.
                        Bearer::One(id) => said.person = Some(Spanned::unplaced(id)),
                        Bearer::Nobody | Bearer::Doubt => {
                            new(id, name, present);
                        }
                    }
                }
                decided.insert(label.clone(), *said);
                continue;
            }
        };
        let speaker = Speaker {
            label: label.clone(),
            person: Some(Spanned::unplaced(person)),
            ..Speaker::default()
        };
        decided.insert(label, speaker);
    }
    write_down(settled, &decided, new_people);
    Ok(())
}

/// Persons who are new, by the label that they were met by: ids and what is known of them.
type NewPeople = Vec<(String, String, EntryFields)>;

/// What is asked, by label, the labels in order of appearance, and what was answered before.
fn questions(
    settled: &[Settled],
    present: &Present,
    brought: &Answers,
) -> (
    BTreeMap<String, SpeakerQuestion>,
    Vec<String>,
    BTreeMap<String, Speaker>,
) {
    let mut questions: BTreeMap<String, SpeakerQuestion> = BTreeMap::new();
    let mut order = Vec::new();
    let mut answers = brought.speakers.clone();
    for file in settled {
        let before = file.gathered.before.as_ref();
        let before = before.map(|before| &before.answers.speakers);
        for (label, speaker) in before.into_iter().flatten() {
            answers
                .entry(label.clone())
                .or_insert_with(|| speaker.clone());
        }
        for transcript in file.gathered.imported.iter().flat_map(|i| &i.transcripts) {
            for speaker in transcript.header.speakers.iter().filter(|s| is_asked(s)) {
                let question = questions.entry(speaker.label.clone()).or_insert_with(|| {
                    order.push(speaker.label.clone());
                    SpeakerQuestion {
                        says: says(&transcript.said, &speaker.label),
                        ..propose(&speaker.label, speaker.part, present)
                    }
                });
                question.transcripts += 1;
                question.may_be_words |= is_guessed(transcript, &speaker.label);
            }
        }
    }
    (questions, order, answers)
}

/// Whether words alone tell that this is a label.
fn is_guessed(transcript: &BroughtTranscript, label: &str) -> bool {
    let mut all = transcript.guessed.iter();
    all.any(|guess| matches!(&guess.what, Guessed::Label(of) if of == label))
}

/// Whether somebody who can speak has this id.
fn is_there(id: &str, present: &Present) -> bool {
    SPEAKING.iter().any(|kind| present.has(*kind, id))
}

/// Who can speak.
const SPEAKING: [Kind; 2] = [Kind::PEOPLE, Kind::ORGANIZATIONS];

/// What was answered before, or is now; what is typed is somebody whom the archive has, or a new person.
fn asked(
    question: &mut SpeakerQuestion,
    answered: Option<&Speaker>,
    present: &Present,
    talk: &mut Talk<'_>,
) -> Result<Who> {
    if let Some(answered) = answered {
        return Ok(Who::As(Box::new(answered.clone())));
    }
    let mut doubted: Option<String> = None;
    loop {
        let name = match talk.speaker(question)? {
            Who::Typed(name) => name,
            who => return Ok(who),
        };
        if let Some(id) = SPEAKING.iter().find_map(|kind| present.id(*kind, &name)) {
            return Ok(Who::Person(id.clone()));
        }
        let bearers = SPEAKING.map(|kind| present.called(kind, &name));
        match bearers {
            [Bearer::One(id), Bearer::Nobody] | [Bearer::Nobody, Bearer::One(id)] => {
                return Ok(Who::Person(id));
            }
            [Bearer::Nobody, Bearer::Nobody] => return Ok(Who::New(name)),
            // Who says it again means one more.
            _ if doubted.as_ref() == Some(&name) => return Ok(Who::New(name)),
            _ => {}
        }
        let bearers = SPEAKING.map(|kind| present.bearers(kind, &name));
        question.bearers = bearers.concat();
        question.doubt = Some(format!("several are called {name}"));
        question.proposal = Who::Unsaid;
        doubted = Some(name);
    }
}

/// Lets the files that have a label by words alone be read again without it.
fn refuse(settled: &[Settled], label: &str, talk: &mut Talk<'_>) {
    for file in settled {
        let transcripts = &mut file.gathered.imported.iter().flat_map(|i| &i.transcripts);
        if transcripts.any(|transcript| is_guessed(transcript, label)) {
            let origin = &file.gathered.found.origin;
            talk.refuse(origin).add_label(label);
            talk.keep(origin).words.insert(label.to_owned());
        }
    }
}

/// Puts into all files what was decided.
fn write_down(
    settled: &mut [Settled],
    decided: &BTreeMap<String, Speaker>,
    mut new_people: NewPeople,
) {
    for file in settled.iter_mut() {
        let Ok(imported) = &mut file.gathered.imported else {
            continue;
        };
        let own = &mut file.answers;
        for transcript in &mut imported.transcripts {
            decide(transcript, decided, &mut own.speakers);
        }
        // A person who was met first here has a file from here.
        new_people.retain(|(label, id, fields)| {
            let here = own.speakers.contains_key(label);
            if here {
                own.add_name(answers::PEOPLE, id, &fields.title);
                imported.entries.push(BroughtEntry {
                    kind: Kind::PEOPLE,
                    key: label.clone(),
                    fields: fields.clone(),
                    body: String::new(),
                });
                file.entries.push((id.clone(), true));
            }
            !here
        });
    }
}

/// Whether it is not said who a label is.
fn is_asked(speaker: &Speaker) -> bool {
    speaker.person.is_none() && speaker.name.is_none() && !speaker.label.is_empty()
}

fn decide(
    transcript: &mut BroughtTranscript,
    decided: &BTreeMap<String, Speaker>,
    answers: &mut BTreeMap<String, Speaker>,
) {
    for speaker in transcript
        .header
        .speakers
        .iter_mut()
        .filter(|s| is_asked(s))
    {
        let Some(answer) = decided.get(&speaker.label) else {
            continue;
        };
        answers.insert(speaker.label.clone(), answer.clone());
        speaker.person.clone_from(&answer.person);
        speaker.name.clone_from(&answer.name);
        let own = std::mem::take(speaker);
        *speaker = Speaker {
            role: own.role.or_else(|| answer.role.clone()),
            part: own.part.or(answer.part),
            asks: own.asks.or(answer.asks),
            spoken: own.spoken.or_else(|| answer.spoken.clone()),
            ..own
        };
    }
}

/// How a turn of a label begins.
fn says(said: &Said, label: &str) -> String {
    let paragraph = said.blocks.iter().find_map(|block| match block {
        Block::Paragraph(p) if p.label.as_ref().is_some_and(|l| l.declared == label) => Some(p),
        Block::Paragraph(_) | Block::Heading { .. } => None,
    });
    let text = paragraph.map_or("", |paragraph| paragraph.text.as_str());
    text::first_words(text, 12).to_owned()
}

//! What is asked of whoever imports, and what the answers come to.

use std::collections::BTreeMap;

use anyhow::Result;

use super::{
    ImportRequest,
    present::{Bearer, Present},
    settled::Settled,
    speakers::{Adviser, Answers, HeadQuestion, SpeakerQuestion, Who, propose},
};
use crate::{
    archive::{Date, EntryFields, Kind, Speaker},
    import::{BroughtEntry, BroughtTranscript},
    source::Spanned,
    text,
    writer::{Block, Said},
};

/// Asks what transcripts are called and when they were, where that was found in their words.
pub(super) fn heads(settled: &mut [Settled], adviser: &mut dyn Adviser) -> Result<()> {
    for file in settled {
        let origin = file.gathered.found.origin.clone();
        let Ok(imported) = &mut file.gathered.imported else {
            continue;
        };
        let guesses = std::mem::take(&mut imported.guessed);
        for transcript in &mut imported.transcripts {
            let guessed = |key: &str| {
                let mut keys = guesses.iter();
                keys.any(|(of, guessed)| *of == transcript.key && *guessed == key)
            };
            let header = &transcript.header;
            let date = header
                .date
                .as_ref()
                .map(|date| date.value.edtf().to_owned());
            let mut question = HeadQuestion {
                origin: origin.clone(),
                title: guessed("title").then(|| header.title.clone()),
                date: date.filter(|_| guessed("date")),
                wrong: None,
            };
            while question.title.is_some() || question.date.is_some() {
                let asked_date = question.date.is_some();
                question = adviser.head(&question)?;
                let date = question.date.as_deref().map(Date::parse).transpose();
                let date = match date {
                    Ok(date) => date,
                    Err(error) => {
                        let meant = error
                            .suggestion
                            .map(|date| format!("; did you mean {date}?"));
                        question.wrong = Some(error.message + &meant.unwrap_or_default());
                        continue;
                    }
                };
                if let Some(title) = question.title.take() {
                    transcript.header.title = title;
                }
                if asked_date {
                    transcript.header.date = date.map(Spanned::unplaced);
                }
                break;
            }
        }
    }
    Ok(())
}

/// Asks who is meant by labels, each once for all files.
pub(super) fn speakers(
    settled: &mut [Settled],
    present: &mut Present,
    request: &ImportRequest,
    adviser: &mut dyn Adviser,
) -> Result<()> {
    let mut questions: BTreeMap<String, SpeakerQuestion> = BTreeMap::new();
    let mut order = Vec::new();
    let mut answers = request.answers.clone();
    for file in &*settled {
        for (label, speaker) in file.before.iter().flat_map(|before| &before.speakers) {
            answers
                .entry(label.clone())
                .or_insert_with(|| speaker.clone());
        }
        for transcript in file.gathered.imported.iter().flat_map(|i| &i.transcripts) {
            for speaker in transcript.header.speakers.iter().filter(|s| is_asked(s)) {
                let says = || says(&transcript.said, &speaker.label);
                let question = questions.entry(speaker.label.clone()).or_insert_with(|| {
                    order.push(speaker.label.clone());
                    let (proposal, doubt) = propose(&speaker.label, speaker.part, present);
                    SpeakerQuestion {
                        label: speaker.label.clone(),
                        transcripts: 0,
                        says: says(),
                        proposal,
                        doubt,
                    }
                });
                question.transcripts += 1;
            }
        }
    }
    let mut decided: BTreeMap<String, Speaker> = BTreeMap::new();
    let mut new_people = Vec::new();
    for label in order {
        let Some(question) = questions.get(&label) else {
            continue;
        };
        let who = match answers.get(&label) {
            Some(known) => Who::As(Box::new(known.clone())),
            None => adviser.speaker(question)?,
        };
        let mut speaker = Speaker {
            label: label.clone(),
            ..Speaker::default()
        };
        match who {
            Who::Unsaid => continue,
            Who::Person(id) => speaker.person = Some(Spanned::unplaced(id)),
            Who::New(name) => {
                let fields = EntryFields {
                    title: name.clone(),
                    ..EntryFields::default()
                };
                let id = match present.same(Kind::PEOPLE, &fields, &|_| false) {
                    _ if present.has(Kind::PEOPLE, &name) => name,
                    Bearer::One(id) => id,
                    Bearer::Nobody | Bearer::Doubt => {
                        let id = present.new_id(Kind::PEOPLE, &name);
                        present.add(Kind::PEOPLE, &id, &fields);
                        new_people.push((label.clone(), id.clone(), fields));
                        id
                    }
                };
                speaker.person = Some(Spanned::unplaced(id));
            }
            Who::As(known) => speaker = *known,
        }
        decided.insert(label, speaker);
    }
    for file in settled.iter_mut() {
        let Ok(imported) = &mut file.gathered.imported else {
            continue;
        };
        for transcript in &mut imported.transcripts {
            decide(transcript, &decided, &mut file.speakers);
        }
        // A person who was met first here has a file from here.
        new_people.retain(|(label, id, fields)| {
            let here = file.speakers.contains_key(label);
            if here {
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
    Ok(())
}

/// Whether it is not said who a label is.
fn is_asked(speaker: &Speaker) -> bool {
    speaker.person.is_none() && speaker.name.is_none() && !speaker.label.is_empty()
}

fn decide(
    transcript: &mut BroughtTranscript,
    decided: &BTreeMap<String, Speaker>,
    answers: &mut Answers,
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

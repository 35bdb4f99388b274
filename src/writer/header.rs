//! What is known of a transcript beside its words: the front matter of a `.md`, or a sidecar.

use std::collections::BTreeMap;

use super::{
    document::yaml,
    keys::{self, Keys, put},
    refused::Refused,
    value::Value,
};
use crate::{
    archive::{
        Header, Kinds, LabelSaid, Media, Name, ParagraphRun, Part, Source, Speaker, TurnCorrection,
    },
    load::{Answers, Settled},
};

/// How the words are to be read, where that has to be said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct How {
    /// Labels that are words: `Note: false`.
    pub words: Vec<String>,
    /// The first line of the file that is speech, from 1.
    pub first_line: Option<u32>,
    /// The last, included.
    pub last_line: Option<u32>,
    /// Paragraphs of a `.txt` that are broken into lines.
    pub wrapped: bool,
    /// Comments of HTML are words.
    pub comments: bool,
    /// Signs of Markdown that are words are meant so.
    pub literal: bool,
}

/// The sidecar of a `.txt`, whose bytes stay what they are.
pub fn sidecar(header: &Header, how: &How, kinds: &Kinds) -> Result<String, Refused> {
    yaml(&fields(header, how, kinds))
}

/// What was answered when something was imported, under its keys; nothing for nothing.
///
/// # Errors
/// If something of it cannot be written.
pub fn answers(answers: &Answers) -> Result<String, Refused> {
    let Answers {
        speakers,
        words,
        places,
        titles,
        dates,
        names,
    } = answers;
    let mut labels: Keys = speakers
        .values()
        .map(|s| (s.label.clone(), speaker(s)))
        .collect();
    labels.extend(
        words
            .iter()
            .map(|label| (label.clone(), Value::flag(false))),
    );
    let files = |files: &BTreeMap<String, Settled>| -> Keys {
        let each = files.iter().filter(|(_, found)| !found.is_empty());
        each.map(|(file, found)| (file.clone(), Value::Map(settled(found))))
            .collect()
    };
    let all = [
        ("speakers", labels),
        ("places", settled(places)),
        ("titles", files(titles)),
        ("dates", files(dates)),
        ("names", files(names)),
    ];
    let all = all.into_iter().filter(|(_, lines)| !lines.is_empty());
    let all: Keys = all
        .map(|(key, lines)| (key.to_owned(), Value::Lines(lines)))
        .collect();
    yaml(&all)
}

/// What was found, each with what it is.
fn settled(found: &Settled) -> Keys {
    let each = found.iter().map(|(found, is)| {
        let is = match is {
            Some(is) => Value::words(&**is),
            None => Value::flag(false),
        };
        (found.clone(), is)
    });
    each.collect()
}

/// All keys, in the order of docs/formats.md.
pub(super) fn fields(header: &Header, how: &How, kinds: &Kinds) -> Keys {
    let Header {
        title,
        summary,
        date,
        named,
        about,
        form,
        language,
        translation_of,
        align,
        languages,
        record,
        speakers: _,
        speaker,
        turns,
        source,
        media,
        credits,
        rights,
        warning,
        cite_as,
        cite_author,
        common,
    } = header;
    let mut fields = vec![("title".to_owned(), Value::words(&**title))];
    put(&mut fields, "summary", keys::words(summary));
    put(&mut fields, "date", keys::date(date));
    keys::related(&mut fields, named);
    keys::by_kind(&mut fields, about, kinds);
    put(&mut fields, "form", keys::words(form));
    put(&mut fields, "language", keys::words(language));
    put(&mut fields, "translation_of", keys::name(translation_of));
    let align = align
        .iter()
        .map(|runs| (runs.own.value, runs.original.value.to_string()));
    put(&mut fields, "align", by_paragraphs(align));
    let languages = languages.iter();
    let languages = languages.map(|part| (part.paragraphs.value, part.language.clone()));
    put(&mut fields, "languages", by_paragraphs(languages));
    put(
        &mut fields,
        "record",
        record.map(|r| Value::words(r.as_str())),
    );
    put(&mut fields, "speakers", speakers(header, how));
    put(&mut fields, "speaker", keys::name(speaker));
    put(&mut fields, "turns", corrections(turns));
    put(&mut fields, "source", source.as_ref().and_then(origin));
    put(&mut fields, "media", media.as_ref().map(recording));
    put(
        &mut fields,
        "credits",
        credited(header).filter(|_| !credits.is_empty()),
    );
    put(&mut fields, "rights", keys::words(rights));
    put(&mut fields, "warning", keys::words(warning));
    let authors = cite_author.as_ref().map(|names| match keys::names(names) {
        Some(names) => names,
        None => Value::List(Vec::new()),
    });
    put(&mut fields, "cite_author", authors);
    put(&mut fields, "cite_as", keys::words(cite_as));
    let number = |n: Option<u32>| n.map(|n| Value::Bare(n.to_string()));
    put(&mut fields, "first_line", number(how.first_line));
    put(&mut fields, "last_line", number(how.last_line));
    put(
        &mut fields,
        "lines",
        how.wrapped.then(|| Value::words("wrapped")),
    );
    put(
        &mut fields,
        "comments",
        how.comments.then(|| Value::words("words")),
    );
    put(&mut fields, "literal", keys::if_set(how.literal));
    keys::common(&mut fields, common);
    fields
}

/// What is said of paragraphs, a line for each run of them.
fn by_paragraphs(all: impl Iterator<Item = (ParagraphRun, String)>) -> Option<Value> {
    let lines: Keys = all
        .map(|(run, words)| (run.to_string(), Value::words(words)))
        .collect();
    (!lines.is_empty()).then_some(Value::Lines(lines))
}

/// Every label; an empty map says that nobody is labelled, so that no label is looked for.
fn speakers(header: &Header, how: &How) -> Option<Value> {
    let declared = header.speakers.iter().filter(|s| !s.label.is_empty());
    let mut labels: Keys = declared.map(|s| (s.label.clone(), speaker(s))).collect();
    labels.extend(
        how.words
            .iter()
            .map(|label| (label.clone(), Value::flag(false))),
    );
    match labels.is_empty() && header.speaker.is_some() {
        true => None,
        false => Some(Value::Lines(labels)),
    }
}

fn speaker(speaker: &Speaker) -> Value {
    let Speaker {
        label: _,
        span: _,
        person,
        name,
        role,
        part,
        asks,
        spoken,
    } = speaker;
    let who = Who {
        person,
        name,
        role,
        part: *part,
        asks: *asks,
    };
    let mut fields = who.fields();
    put(&mut fields, "spoken", keys::words(spoken));
    match fields.is_empty() {
        true => Value::Nothing,
        false => who.value(fields),
    }
}

/// Who a speaker is, or the one of a turn that a correction is about.
struct Who<'a> {
    person: &'a Option<Name>,
    name: &'a Option<String>,
    role: &'a Option<String>,
    part: Option<Part>,
    asks: Option<bool>,
}

impl Who<'_> {
    fn fields(&self) -> Keys {
        let mut fields = Keys::new();
        put(&mut fields, "person", keys::name(self.person));
        put(&mut fields, "name", keys::words(self.name));
        put(&mut fields, "role", keys::words(self.role));
        let part = self.part.map(|part| Value::words(part.as_str()));
        put(&mut fields, "part", part);
        put(&mut fields, "asks", self.asks.map(Value::flag));
        fields
    }

    /// An id alone says what a map with nothing but `person` does.
    fn value(&self, fields: Keys) -> Value {
        match (fields.len(), self.person) {
            (1, Some(person)) => Value::words(&*person.value),
            _ => Value::Map(fields),
        }
    }
}

fn corrections(turns: &[TurnCorrection]) -> Option<Value> {
    let turns = turns.iter().map(|turn| {
        let TurnCorrection {
            paragraph,
            label,
            person,
            name,
            role,
            part,
            asks,
            spoken,
            certainty,
        } = turn;
        let who = Who {
            person,
            name,
            role,
            part: *part,
            asks: *asks,
        };
        let mut fields = who.fields();
        put(&mut fields, "spoken", keys::words(spoken));
        put(
            &mut fields,
            "certainty",
            certainty.map(|c| Value::words(c.as_str())),
        );
        let label = label.as_ref().map(|label| match label {
            LabelSaid::Words(_) => Value::flag(false),
            LabelSaid::Of(label) => Value::words(&*label.value),
        });
        put(&mut fields, "label", label);
        (paragraph.value.to_string(), who.value(fields))
    });
    let turns: Keys = turns.collect();
    (!turns.is_empty()).then_some(Value::Lines(turns))
}

fn origin(source: &Source) -> Option<Value> {
    let mut fields = Keys::new();
    put(&mut fields, "title", keys::words(&source.title));
    put(&mut fields, "url", keys::words(&source.url));
    put(&mut fields, "identifier", keys::words(&source.identifier));
    put(&mut fields, "accessed", keys::date(&source.accessed));
    put(&mut fields, "archived", keys::words(&source.archived));
    (!fields.is_empty()).then_some(Value::Map(fields))
}

fn recording(media: &Media) -> Value {
    let mut fields = vec![("url".to_owned(), Value::words(&*media.url))];
    put(&mut fields, "rights", keys::words(&media.rights));
    let length = media
        .duration
        .map(|seconds| Value::Bare(seconds.to_string()));
    put(&mut fields, "duration", length);
    match fields.len() {
        1 => Value::words(&*media.url),
        _ => Value::Map(fields),
    }
}

/// Names under what they did, each of which is there once.
fn credited(header: &Header) -> Option<Value> {
    let mut by_role: Vec<(String, Vec<Value>)> = Vec::new();
    for credit in &header.credits {
        let name = Value::words(&*credit.name);
        match by_role.iter_mut().find(|(role, _)| *role == credit.role) {
            Some((_, names)) => names.push(name),
            None => by_role.push((credit.role.clone(), vec![name])),
        }
    }
    let credits = by_role.into_iter();
    let credits = credits.filter_map(|(role, names)| Some((role, keys::one_or_list(names)?)));
    Some(Value::Map(credits.collect()))
}

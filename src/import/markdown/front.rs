//! The YAML above the words.

use std::ops::Range;

use serde_json::{Map, Value as Json};

use crate::{
    archive::{
        Common, Credit, Dated, EntryFields, Header, Kind, ListIndex, Media, Name, Record, Source,
        SpeakerIndex,
    },
    import::{Account, BroughtEntry, Place, Report, Side, Unreadable, text::meant::date_of},
    load::{
        speech::folded_label,
        yaml::{self, Value, free},
    },
    source::SourceId,
};

/// What stands above the words.
#[derive(Debug, Default)]
pub(super) struct Front {
    fields: Vec<(String, Json)>,
}

/// Reads the YAML in bytes `range` of a text.
pub(super) fn read(text: &str, range: Range<usize>) -> Result<Front, Unreadable> {
    let mut told = Vec::new();
    let at = range.start;
    let node = yaml::parse(SourceId(0), text, range, &mut told);
    match node.map(|node| node.value) {
        Some(Value::Map(entries)) => Ok(Front {
            fields: entries
                .iter()
                .map(|(key, node)| (key.value.clone(), free(node)))
                .collect(),
        }),
        Some(Value::Null) => Ok(Front::default()),
        Some(Value::Scalar(_) | Value::List(_)) | None => {
            let message = told
                .first()
                .map_or("it is no map", |told| told.message.as_str());
            let message = format!("the YAML above the words cannot be read: {message}");
            Err(Unreadable::at(Place::of_byte(text, at), message)
                .help("mend it, or take all between the two lines `---` away"))
        }
    }
}

impl Front {
    /// Reports all of it, where there is nothing that it could be the header of.
    pub(super) fn tell(self, account: &mut Account) {
        account.found("fields", self.fields.len());
        for (key, value) in self.fields {
            let what = "the file has no words: it is no transcript";
            let words = format!("{key}: {}", plain(&value));
            let report = Report::new("fields", Place::known_as(key), what, words);
            // They stand above the words, and are none.
            let words = report.words.clone();
            account.printed(Side::Speech, &words);
            account.left_out(Side::Speech, report);
        }
    }

    /// Puts all of it into a header; gives the persons and topics that it names.
    pub(super) fn fill(self, header: &mut Header, account: &mut Account) -> Vec<BroughtEntry> {
        let mut entries = Vec::new();
        let mut extra = Map::new();
        account.found("fields", self.fields.len());
        account.wrote("fields", self.fields.len());
        for (key, value) in self.fields {
            let taken = match key.to_lowercase().as_str() {
                "speakers" | "speaker" => {
                    speakers(&words(&value), header, &mut entries);
                    true
                }
                "tags" | "topics" | "categories" | "keywords" => {
                    topics(&words(&value), header, &mut entries);
                    true
                }
                "date" => dated(&value, header, account),
                key => one(key, &value, header),
            };
            if !taken {
                extra.insert(key, value);
            }
        }
        if !extra.is_empty() {
            header.common = Common {
                extra: Json::Object(extra),
                ..Common::default()
            };
        }
        entries
    }
}

/// Fields of one value each; whether the header has a place for it.
fn one(key: &str, value: &Json, header: &mut Header) -> bool {
    let all = words(value);
    let [word] = all.as_slice() else {
        return credits(key, &all, header);
    };
    let word = word.clone();
    match key {
        "title" if header.title.is_empty() => header.title = word,
        "summary" | "description" | "abstract" if header.summary.is_none() => {
            header.summary = Some(word);
        }
        "media" | "video" | "audio" if header.media.is_none() && is_address(&word) => {
            header.media = Some(Media {
                url: word,
                rights: None,
                duration: None,
            });
        }
        "source" | "source_file" | "url" | "link" if is_address(&word) => {
            let source = header.source.get_or_insert_with(Source::default);
            if source.url.is_some() {
                return false;
            }
            source.url = Some(word);
        }
        "language" | "lang" if header.language.is_none() && word.len() <= 12 => {
            header.language = Some(word);
        }
        "rights" | "license" | "licence" if header.rights.is_none() => header.rights = Some(word),
        "form" if header.form.is_none() => header.form = Some(word),
        "record" => {
            let known = Record::ALL.into_iter().find(|(name, _)| *name == word);
            let Some((_, record)) = known else {
                return false;
            };
            header.record = Some(record);
        }
        _ => return credits(key, &all, header),
    }
    true
}

/// `transcript_by` and the like.
fn credits(key: &str, names: &[String], header: &mut Header) -> bool {
    let role = match key {
        "transcript_by" | "transcriber" | "transcribed_by" => "transcriber",
        "translation_by" | "translator" | "translated_by" => "translator",
        "edited_by" | "editor" => "editor",
        "interviewer" => "interviewer",
        _ => return false,
    };
    header.credits.extend(names.iter().map(|name| Credit {
        role: role.to_owned(),
        name: name.clone(),
    }));
    !names.is_empty()
}

fn dated(value: &Json, header: &mut Header, account: &mut Account) -> bool {
    let printed = plain(value);
    match date_of(&printed) {
        Some(date) if header.date.is_none() => {
            if date.edtf() != printed {
                let what = format!("the date is read as {}", date.edtf());
                account.remark(Report::new("dates", Place::known_as("date"), what, printed));
            }
            header.date = Some(Dated::unplaced(date));
            true
        }
        Some(_) | None => {
            let what = "no date, or one that can be read in two ways: it is kept under `extra`";
            account.remark(Report::new("dates", Place::known_as("date"), what, printed));
            false
        }
    }
}

/// Persons whom the file names as speakers. A label that is their name is theirs; what has no label is whose, if they are one.
fn speakers(names: &[String], header: &mut Header, entries: &mut Vec<BroughtEntry>) {
    for name in names {
        entries.push(entry(Kind::PEOPLE, name));
        let key = folded_label(name);
        let places = 0..header.speakers.len();
        for at in places.map(SpeakerIndex::at) {
            if let Some(speaker) = header.speakers.get_mut(at)
                && folded_label(&speaker.label) == key
            {
                speaker.person = Some(Name::unplaced(name.clone()));
            }
        }
    }
    match names {
        [name] => header.speaker = Some(Name::unplaced(name.clone())),
        names if header.speakers.is_empty() && !names.is_empty() => {
            // Who says what nobody can tell; whose words all of it is can be told.
            let names = names.iter().map(|name| Name::unplaced(name.clone()));
            header.cite_author = Some(names.collect());
        }
        _ => {}
    }
}

fn topics(names: &[String], header: &mut Header, entries: &mut Vec<BroughtEntry>) {
    for name in names {
        let known = entries
            .iter()
            .any(|entry| entry.kind == Kind::TOPICS && entry.key == *name);
        if !known {
            entries.push(entry(Kind::TOPICS, name));
            header
                .about
                .push((Kind::TOPICS, Name::unplaced(name.clone())));
        }
    }
}

fn entry(kind: Kind, name: &str) -> BroughtEntry {
    BroughtEntry {
        kind,
        key: name.to_owned(),
        fields: EntryFields {
            title: name.to_owned(),
            ..EntryFields::default()
        },
        body: String::new(),
    }
}

/// The words of a value, or of each item of a list of them; none, if it is something else.
fn words(value: &Json) -> Vec<String> {
    let all = match value {
        Json::Array(items) => items.iter().collect(),
        other => vec![other],
    };
    let plain = all.into_iter().filter_map(|item| match item {
        Json::String(words) => Some(words.trim().to_owned()),
        Json::Number(number) => Some(number.to_string()),
        Json::Null | Json::Bool(_) | Json::Array(_) | Json::Object(_) => None,
    });
    plain.filter(|words| !words.is_empty()).collect()
}

fn plain(value: &Json) -> String {
    match value {
        Json::String(words) => words.clone(),
        other => other.to_string(),
    }
}

fn is_address(words: &str) -> bool {
    ["https://", "http://"]
        .iter()
        .any(|scheme| words.starts_with(scheme))
        && !words.contains(char::is_whitespace)
}

//! What a record says of the interview.

use serde_json::Value;

use crate::{
    archive::{Date, Dated, EntryFields, Header, Kind, Name, Part, Source, Speaker},
    import::{
        Account, BroughtEntry, Element, Place, Report,
        cues::{clock, glue, languages, recording},
    },
    text::slug,
};

/// Somebody whom a record names.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) part: Part,
}

/// What is read elsewhere, or says how the record is to be shown.
const READ: &[&str] = &[
    "accession",
    "date",
    "duration",
    "index",
    "interviewee",
    "interviewer",
    "language",
    "media_url",
    "repository",
    "repository_url",
    "rights",
    "sync",
    "sync_alt",
    "title",
    "transcript",
    "transcript_alt",
    "transcript_alt_lang",
    "usage",
    "vtt_transcript",
    "vtt_transcript_alt",
    "description",
    "translate",
    "version",
];

/// What is not for publishing, or of use to a player alone.
const NOT_KEPT: &[&str] = &[
    "kembed",
    "mediafile",
    "media_id",
    "user_notes",
    "file_name",
    "xmlfilename",
    "xmllocation",
    "fmt",
];

/// The header of a record.
pub(super) fn header(record: &Element, account: &mut Account) -> Header {
    let words = |name: &str| {
        record
            .first(name)
            .map(|e| glue::squeezed(&e.text()))
            .filter(|w| !w.is_empty())
    };
    let mut header = Header {
        title: words("title").unwrap_or_default(),
        summary: words("description"),
        form: Some("oral-history".to_owned()),
        ..Header::default()
    };
    let date = record.first("date").map(|d| {
        d.attribute("value")
            .map_or_else(|| d.words(), |v| v.trim().to_owned())
    });
    if let Some(date) = date.filter(|date| !date.is_empty()) {
        match Date::parse(&date) {
            Ok(date) => header.date = Some(Dated::unplaced(date)),
            Err(_) => {
                account.remark(Report::new(
                    "dates",
                    record.place(),
                    format!("`{date}` is no date in EDTF: it is kept under `extra`"),
                    "",
                ));
                recording::keep(&mut header, "ohms", "date", date.into());
            }
        }
    }
    if let Some(language) = words("language") {
        header.language = languages::tag(&language);
        if header.language.is_none() {
            recording::keep(&mut header, "ohms", "language", language.into());
        }
    }
    let source = Source {
        title: words("repository"),
        url: words("repository_url").filter(|url| url.starts_with("http")),
        identifier: words("accession"),
        ..Source::default()
    };
    header.source = source.known_by().is_some().then_some(source);
    let rights: Vec<String> = ["rights", "usage"]
        .iter()
        .filter_map(|name| words(name))
        .collect();
    header.rights = Some(rights.join(" ")).filter(|r| !r.is_empty());
    let duration = words("duration").and_then(|d| clock::seconds(&d).or_else(|| d.parse().ok()));
    recording::name(
        &mut header,
        &words("media_url").unwrap_or_default(),
        duration,
        account,
    );
    others(record, &mut header, account);
    header
}

/// All else of the record that has words.
fn others(record: &Element, header: &mut Header, account: &mut Account) {
    for element in record.elements() {
        let words = glue::squeezed(&element.text());
        if words.is_empty() || READ.contains(&element.name.as_str()) {
            continue;
        }
        if NOT_KEPT.contains(&element.name.as_str()) || element.elements().next().is_some() {
            let what = format!(
                "`{}` is not kept: it is for those who work on the file, or for a player",
                element.name
            );
            account.remark(Report::new("fields", element.place(), what, ""));
            continue;
        }
        let before = header.common.extra["ohms"][&element.name].take();
        let value = match before {
            Value::Null => Value::from(words),
            Value::Array(mut list) => {
                list.push(words.into());
                list.into()
            }
            one => vec![one, words.into()].into(),
        };
        recording::keep(header, "ohms", &element.name, value);
    }
}

/// Whom a record names, each once.
pub(super) fn people(record: &Element) -> Vec<Named> {
    let mut people: Vec<Named> = Vec::new();
    for (element, part) in [
        ("interviewee", Part::Interviewee),
        ("interviewer", Part::Interviewer),
    ] {
        for said in record.all(element) {
            for name in said
                .words()
                .split(';')
                .map(glue::squeezed)
                .filter(|name| !name.is_empty())
            {
                let key = slug(&name);
                let key = if key.is_empty() { name.clone() } else { key };
                if people.iter().all(|p| p.key != key) {
                    people.push(Named { key, name, part });
                }
            }
        }
    }
    people
}

/// A person's entry. `Lee, Ann` is sorted so, and called `Ann Lee`.
pub(super) fn person(named: &Named) -> BroughtEntry {
    let turned = named
        .name
        .split_once(", ")
        .filter(|(_, first)| !first.contains(','));
    let fields = match turned {
        Some((last, first)) => EntryFields {
            title: format!("{first} {last}"),
            sort: Some(named.name.clone()),
            ..EntryFields::default()
        },
        None => EntryFields {
            title: named.name.clone(),
            ..EntryFields::default()
        },
    };
    BroughtEntry {
        kind: Kind::PEOPLE,
        key: named.key.clone(),
        fields,
        body: String::new(),
    }
}

/// Says who a label is, if one of those whom the record names has its words in the name, and no other has.
pub(super) fn recognise(speaker: &mut Speaker, people: &[Named]) {
    let lower = |text: &str| -> Vec<String> {
        let words = text
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty());
        words.map(str::to_lowercase).collect()
    };
    let label: Vec<String> = lower(&speaker.label)
        .into_iter()
        .filter(|w| !matches!(w.as_str(), "mr" | "mrs" | "ms" | "dr" | "prof"))
        .collect();
    let fits = |named: &&Named| {
        let name = lower(&named.name);
        let part = label.as_slice() == [named.part.as_str()];
        part || (label.iter().any(|word| word.chars().count() > 1)
            && label.iter().all(|word| name.contains(word)))
    };
    let mut found = people.iter().filter(fits);
    if let (Some(named), None) = (found.next(), found.next()) {
        speaker.person = Some(Name::unplaced(named.key.clone()));
        speaker.part = Some(named.part);
    }
}

/// Tells of those whom the record names and no label means.
pub(super) fn silent(people: &[Named], speakers: &[Speaker], account: &mut Account) {
    for named in people {
        let speaks = speakers
            .iter()
            .any(|s| s.person.as_ref().is_some_and(|p| p.value == named.key));
        if !speaks {
            let what = format!(
                "the record names the {} {}, and no label is surely theirs",
                named.part.as_str(),
                named.name
            );
            account.remark(Report::new("people", Place::default(), what, ""));
        }
    }
}

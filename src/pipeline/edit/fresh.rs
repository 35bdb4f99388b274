//! A file of a new thing, with its keys explained.

use anyhow::{Result, bail};

use super::{
    change::{ChangedFile, Edit, Opened},
    id::fault,
};
use crate::{
    archive::{EntryFields, Holds, Key, Kind, Kinds, Mapping, Property, Relation},
    text::{self, Suggestions},
    writer,
};

/// A thing that is to get a file.
#[derive(Clone, Debug, Default)]
pub struct NewThing {
    /// `transcript`, `page`, or the word of a kind: `topic`, `person`.
    pub kind: String,
    /// What it is called.
    pub title: String,
    /// Its id; none, and it is made of the title.
    pub id: Option<String>,
}

/// The file of a new thing.
///
/// # Errors
/// If there is no such kind, or if the thing is there already; else only trouble with the machine.
pub fn new_thing(opened: &Opened, thing: &NewThing) -> Result<Edit> {
    let Some(site) = &opened.run.site else {
        bail!("the archive cannot be read: `postil check` tells why");
    };
    let kinds = &site.edition.config.kinds;
    let id = match &thing.id {
        Some(id) => id.clone(),
        None => text::slug(&thing.title),
    };
    if id.is_empty() {
        bail!(
            "no id can be made of `{}`: name one with `--id`",
            thing.title
        );
    }
    if let Some(fault) = fault(&id) {
        bail!("`{id}` cannot be an id: {fault}");
    }
    let folder = match thing.kind.as_str() {
        "transcript" => "transcripts",
        "page" => "pages",
        kind => match kinds.of_prefix(kind) {
            Some(kind) => kinds.names(kind).folder.as_str(),
            None => bail!("there is no kind `{kind}`{}", meant(kind, kinds)),
        },
    };
    let path = format!("content/{folder}/{id}.md");
    let names = &site.edition.names;
    let there = match kinds.of_folder(folder) {
        Some(kind) => names
            .entry(kind, &id)
            .is_some_and(|e| !site.edition.entry(e).stub),
        None => folder == "transcripts" && names.transcript(&id).is_some(),
    };
    if there || opened.text(&path)?.is_some() {
        bail!(
            "there is a {} `{id}` already: give the new one another id with `--id`",
            thing.kind
        );
    }
    let text = match kinds.of_folder(folder) {
        Some(kind) => of_entry(kind, &thing.title, kinds)?,
        None if folder == "pages" => of_page(&thing.title)?,
        None => of_transcript(&thing.title, kinds)?,
    };
    opened.change(vec![ChangedFile {
        path,
        old: None,
        new: Some(text),
    }])
}

fn meant(kind: &str, kinds: &Kinds) -> String {
    let slugs = || kinds.iter().map(|(_, names)| names.slug.as_str());
    let all = || {
        ["transcript", "annotation", "page"]
            .into_iter()
            .chain(slugs())
    };
    match Suggestions::new(all()).of(kind) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => format!("; there are {}", all().collect::<Vec<_>>().join(", ")),
    }
}

/// Front matter with a title, and behind it every key that may stand there, explained and not yet in use.
fn with_keys(title: &str, keys: &[(String, String)], body: &str) -> Result<String> {
    let front = writer::yaml(&[("title".to_owned(), writer::Value::words(title))])?;
    let mut text = format!("---\n{front}");
    for (key, meaning) in keys {
        text.push_str(&format!("# {key}:  # {meaning}\n"));
    }
    text.push_str("---\n");
    text.push_str(body);
    Ok(text)
}

/// Keys that nobody needs at first.
const LATER: [&str; 4] = ["title", "redirect_from", "extra", "mentions"];

fn of_entry(kind: Kind, title: &str, kinds: &Kinds) -> Result<String> {
    // What is not written is refused here, not in a comment.
    writer::entry(
        kind,
        &EntryFields {
            title: title.to_owned(),
            ..EntryFields::default()
        },
        "",
    )?;
    let properties = Property::of_entries(kind).map(|p| (p.key(), p.meaning().to_owned()));
    let relations = Relation::of_entries(kind).map(|relation| {
        let to: Vec<&str> = to(relation, kind, kinds);
        let ids = format!("{} (ids of {})", relation.meaning(), to.join(", "));
        (relation.key(), ids)
    });
    let keys = properties.chain(relations);
    let keys = keys.filter(|(key, _)| !LATER.contains(key));
    let keys: Vec<_> = keys
        .map(|(key, meaning)| (key.to_owned(), meaning))
        .collect();
    with_keys(title, &keys, "\n")
}

fn to(relation: Relation, its: Kind, kinds: &Kinds) -> Vec<&str> {
    match relation.reference().to {
        crate::archive::To::Kinds(of) => of
            .iter()
            .map(|kind| kinds.names(*kind).folder.as_str())
            .collect(),
        crate::archive::To::Its => vec![kinds.names(its).folder.as_str()],
        crate::archive::To::Transcripts => vec!["transcripts"],
    }
}

fn of_page(title: &str) -> Result<String> {
    let keys = Mapping::Page.keys().into_iter();
    let keys = keys.filter(|key| !LATER.contains(&key.name));
    let keys: Vec<_> = keys.map(explained).collect();
    with_keys(title, &keys, "\n")
}

fn explained(key: Key) -> (String, String) {
    (key.name.to_owned(), key.meaning.to_owned())
}

/// A transcript cannot be without words: those that stand here say that they are to come, as nobody's, in a draft.
const NO_WORDS: &str = "\n[The words go here: a paragraph between blank lines, a turn behind its label, as in `Q: ...`.]\n";

/// What is first asked of a transcript; docs/formats.md has the others.
const FIRST: [&str; 13] = [
    "date", "place", "event", "held_by", "present", "form", "language", "record", "speakers",
    "source", "media", "rights", "warning",
];

fn of_transcript(title: &str, kinds: &Kinds) -> Result<String> {
    let keys = Mapping::Transcript.keys().into_iter();
    let keys = keys.filter(|key| FIRST.contains(&key.name));
    let keys: Vec<_> = keys
        .map(|key| match key.holds {
            Holds::Value(_) => explained(key),
            Holds::Names(relation) => {
                let to = to(relation, Kind::TOPICS, kinds).join(", ");
                let meaning = format!("{} (ids of {to})", key.meaning);
                (key.name.to_owned(), meaning)
            }
        })
        .collect();
    let text = with_keys(title, &keys, NO_WORDS)?;
    Ok(text.replacen("\n# date:", "\ndraft: true\n# date:", 1))
}

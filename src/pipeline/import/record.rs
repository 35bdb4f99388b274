//! What an archive remembers of an import: of which bytes it was, what was written, and who was meant by whom; committed with the site.
//!
//! ```text
//! imports/interview-docx-3fa9c1/import.yaml    which file, its digest, what was written and what was answered
//! imports/interview-docx-3fa9c1/content/...    each file as it was written then
//! ```

use std::collections::BTreeMap;

use super::answers;
use crate::{
    archive::Kind,
    load::{self, Answers},
    source::{checksum::Sum, files::Files},
    text,
    writer::{self, Value},
};

/// The folder of all records.
pub(super) const FOLDER: &str = "imports";

/// The most bytes of a file of a record.
const LARGEST: u64 = 256 << 20;

/// What is remembered of the import of one file.
#[derive(Clone, Debug, Default)]
pub(super) struct ImportRecord {
    /// Which file, as it is remembered.
    pub(super) origin: String,
    /// Of its bytes and of how they were read.
    pub(super) digest: String,
    /// The name of its format.
    pub(super) format: String,
    /// Which id each of its transcripts got, by key.
    pub(super) transcripts: BTreeMap<String, String>,
    /// What was written: paths from the site's folder, with the bytes.
    pub(super) written: BTreeMap<String, String>,
    /// Who was meant by its labels, and what became of its title, its date and its places.
    pub(super) answers: Answers,
}

/// The folder of the record of a file: two names that are alike as words of an address are two.
fn folder(origin: &str) -> String {
    let slug: String = text::slug(origin).chars().take(60).collect();
    let digest = Sum::of(origin.as_bytes()).hex();
    format!("{FOLDER}/{slug}-{}", &digest[..6])
}

impl ImportRecord {
    /// The record of a file, if there is one that can be read.
    pub(super) fn read(origin: &str, files: &dyn Files) -> Option<Self> {
        let folder = folder(origin);
        let text = read(files, &format!("{folder}/import.yaml"))?;
        let said: serde_json::Value = load::plain(&text)?;
        let word = |key: &str| said.get(key)?.as_str().map(str::to_owned);
        let origin_then = word("file")?;
        if origin_then != origin {
            return None;
        }
        let transcripts = said.get("transcripts").and_then(|t| t.as_object());
        let transcripts = transcripts.into_iter().flatten();
        let transcripts = transcripts
            .filter_map(|(key, id)| Some((key.clone(), id.as_str()?.to_owned())))
            .collect();
        let wrote = said.get("wrote").and_then(|list| list.as_array());
        let wrote = wrote.into_iter().flatten().filter_map(|path| path.as_str());
        let written = wrote
            .filter_map(|path| Some((path.to_owned(), read(files, &format!("{folder}/{path}"))?)))
            .collect();
        let is_answered = ["speakers", "places", "titles", "dates", "names"]
            .iter()
            .any(|key| said.get(key).is_some());
        let answers = is_answered.then(|| load::answers(&text).ok()).flatten();
        Some(Self {
            origin: origin_then,
            digest: word("digest")?,
            format: word("format")?,
            transcripts,
            written,
            answers: answers.unwrap_or_default(),
        })
    }

    /// The files of the record, by path from the site's folder.
    pub(super) fn files(&self) -> Result<Vec<(String, String)>, writer::Refused> {
        let folder = folder(&self.origin);
        let words = |text: &String| Value::words(text.clone());
        let list = self.written.keys().map(words).collect();
        let transcripts = self.transcripts.iter();
        let transcripts = transcripts
            .map(|(key, id)| (key.clone(), words(id)))
            .collect();
        let mut keys = vec![
            ("file".to_owned(), words(&self.origin)),
            ("format".to_owned(), words(&self.format)),
            ("digest".to_owned(), words(&self.digest)),
            ("transcripts".to_owned(), Value::Map(transcripts)),
            ("wrote".to_owned(), Value::List(list)),
        ];
        keys.retain(|(_, value)| !matches!(value, Value::Map(map) if map.is_empty()));
        let head = writer::yaml(&keys)?;
        let answers = match self.answers.is_empty() {
            true => String::new(),
            false => writer::answers(&self.answers)?,
        };
        let mut files = vec![(format!("{folder}/import.yaml"), format!("{head}{answers}"))];
        let copies = self.written.iter();
        files.extend(copies.map(|(path, text)| (format!("{folder}/{path}"), text.clone())));
        Ok(files)
    }
}

/// A file of a record: its path, what it says, and what it is to say.
type Rewritten = (String, Option<String>, Option<String>);

/// What an id is of.
#[derive(Clone, Copy, Debug)]
pub(in crate::pipeline) enum IdOf {
    /// A transcript.
    Transcript,
    /// An entry of this kind.
    Entry(Kind),
    /// A free page.
    Page,
}

/// The records as they are to be when files of the archive have other paths, or none, and something another id.
///
/// # Errors
/// If a record cannot be written so.
pub(in crate::pipeline) fn moved(
    files: &dyn Files,
    paths: &[(String, Option<String>)],
    (of, old_id, new_id): (IdOf, &str, &str),
) -> Result<Vec<Rewritten>, writer::Refused> {
    let mut rewritten = Vec::new();
    for folder in files.names(FOLDER).folders {
        let text = read(files, &format!("{FOLDER}/{folder}/import.yaml"));
        let said = text.and_then(|text| load::plain(&text));
        let origin = said.as_ref().and_then(|said| said.get("file")?.as_str());
        let Some(mut record) = origin.and_then(|origin| ImportRecord::read(origin, files)) else {
            continue;
        };
        let before = record.files()?;
        for (old, new) in paths {
            if let (Some(text), Some(new)) = (record.written.remove(old), new) {
                record.written.insert(new.clone(), text);
            }
        }
        let ids = record.transcripts.values_mut();
        match of {
            IdOf::Transcript => ids
                .filter(|id| *id == old_id)
                .for_each(|id| new_id.clone_into(id)),
            IdOf::Entry(kind) => answers::rename(&mut record.answers, kind, (old_id, new_id)),
            IdOf::Page => {}
        }
        let after: BTreeMap<String, String> = record.files()?.into_iter().collect();
        for (path, _) in before {
            if !after.contains_key(&path) {
                let old = read(files, &path);
                rewritten.push((path, old, None));
            }
        }
        for (path, text) in after {
            let old = read(files, &path);
            if old.as_ref() != Some(&text) {
                rewritten.push((path, old, Some(text)));
            }
        }
    }
    Ok(rewritten)
}

fn read(files: &dyn Files, path: &str) -> Option<String> {
    let bytes = files.read(path, LARGEST).ok()?.whole()?;
    String::from_utf8(bytes.to_vec()).ok()
}

//! The files that imported things become, and what becomes of files that are there.

use std::collections::BTreeMap;

use super::{
    answers::{self, Answers},
    gather::Gathered,
    loose,
    merge::{Clash, Merged, merge},
    no_labels, notes,
    record::{FOLDER, ImportRecord},
    setting::Setting,
    settled::Settled,
};
use crate::{
    import::{Account, Count, Imported, Report, Unreadable},
    pipeline::schemas::headed,
    source::files::Files,
    writer::{self, How, Refused},
};

/// A file that was to be imported.
#[derive(Debug)]
pub struct ImportedFile {
    /// Its name, with folders if a folder was named.
    pub origin: String,
    /// The name of its format; empty if none is known.
    pub format: &'static str,
    /// What came of it.
    pub standing: Standing,
    /// Each sort of thing that it holds, with how many there are, were written and reported.
    pub counts: Vec<(&'static str, Count)>,
    /// What was left out.
    pub reports: Vec<Report>,
    /// What was brought otherwise than it was.
    pub remarks: Vec<Report>,
}

/// What came of a file that was to be imported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was brought: these are its transcripts.
    Brought(Vec<String>),
    /// It was imported before as it is, and nothing is to be done.
    AsBefore,
    /// It was imported before, and is another now; it is brought up to date if that is asked for.
    Newer,
    /// It lies in a folder that was named, and is about that: a `README`, a licence.
    PassedBy,
    /// Nothing of it was brought.
    Failed(Unreadable),
}

/// A file of the archive that an import writes, or would.
#[derive(Clone, Debug)]
pub struct PlannedFile {
    /// From the site's folder.
    pub path: String,
    /// Of which imported file it is.
    pub origin: String,
    /// What becomes of it.
    pub fate: Fate,
    text: String,
}

/// What becomes of a file of the archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There was none.
    New,
    /// It says the same already.
    Same,
    /// It says something else, and stays.
    Kept,
    /// It said something else, and is replaced.
    Replaced,
    /// It was changed since the last import, and what changed on both sides is in it.
    Merged,
    /// It was changed since the last import, where the new file is changed, too: it stays.
    Clash(Vec<Clash>),
}

impl ImportedFile {
    /// Whether something of it could not be brought.
    pub fn failed(&self) -> bool {
        matches!(self.standing, Standing::Failed(_))
    }

    /// A file that was not even read.
    pub(super) fn passed_by(origin: String) -> Self {
        Self {
            origin,
            format: "",
            standing: Standing::PassedBy,
            counts: Vec::new(),
            reports: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// A file of which nothing is written.
    pub(super) fn standing(gathered: &Gathered, standing: Standing) -> Self {
        let account = gathered.imported.as_ref().map(|imported| &imported.account);
        Self::of(gathered, standing, account.unwrap_or(&Account::default()))
    }

    fn of(gathered: &Gathered, standing: Standing, account: &Account) -> Self {
        Self {
            origin: gathered.found.origin.clone(),
            format: gathered.format,
            standing,
            counts: account.counts().collect(),
            reports: account.reports().to_vec(),
            remarks: account.remarks().to_vec(),
        }
    }
}

impl PlannedFile {
    /// What is to be written, if anything is.
    pub(super) fn new_text(&self) -> Option<&str> {
        match self.fate {
            Fate::New | Fate::Replaced | Fate::Merged => Some(&self.text),
            Fate::Same | Fate::Kept | Fate::Clash(_) => None,
        }
    }

    /// Whether it is what the archive remembers of an import.
    pub fn is_remembered(&self) -> bool {
        self.path.starts_with(FOLDER) && self.path[FOLDER.len()..].starts_with('/')
    }
}

/// What is to be said of a file without laying it out; none, if it is to be.
pub(super) fn standing(gathered: &Gathered, setting: Setting<'_>) -> Option<Standing> {
    let Setting { request, disk, .. } = setting;
    if let Err(unreadable) = &gathered.imported {
        return Some(Standing::Failed(unreadable.clone()));
    }
    let before = gathered.before.as_ref().filter(|_| !request.force)?;
    let all_there = || before.written.keys().all(|path| disk.is_file(path));
    match before.digest == gathered.digest {
        true if all_there() => Some(Standing::AsBefore),
        true => None,
        false if request.update => None,
        false => Some(Standing::Newer),
    }
}

/// What all files become; what there is to say of each, and who was meant by labels.
pub(super) fn lay_out(
    settled: Vec<Settled>,
    setting: Setting<'_>,
) -> (Vec<PlannedFile>, Vec<ImportedFile>, Answers) {
    let mut planned: BTreeMap<String, PlannedFile> = BTreeMap::new();
    let (mut told, mut all_answers) = (Vec::new(), setting.request.answers.clone());
    for mut file in settled {
        let Ok(mut imported) = std::mem::replace(
            &mut file.gathered.imported,
            Err(Unreadable::new("it was laid out")),
        ) else {
            continue;
        };
        let texts = texts(&file, &mut imported, setting);
        let texts = match texts {
            Ok(texts) => texts,
            Err(refused) => {
                let failed = Standing::Failed(Unreadable::new(refused.message));
                told.push(ImportedFile::of(&file.gathered, failed, &imported.account));
                continue;
            }
        };
        let brought = Standing::Brought(file.transcripts.clone());
        told.push(ImportedFile::of(&file.gathered, brought, &imported.account));
        answers::add(&mut all_answers, file.answers.clone());
        let mut of_file = Vec::new();
        for (path, text) in texts {
            // A person whom two files bring is written once.
            if !planned.contains_key(&path) {
                of_file.push(fate(&file, (path, text), setting));
            }
        }
        of_file.extend(remembered(&file, &of_file));
        let by_path = of_file
            .into_iter()
            .map(|(file, _)| (file.path.clone(), file));
        planned.extend(by_path);
    }
    (planned.into_values().collect(), told, all_answers)
}

/// The files that a file becomes, by path.
fn texts(
    file: &Settled,
    imported: &mut Imported,
    setting: Setting<'_>,
) -> Result<Vec<(String, String)>, Refused> {
    let kinds = setting.kinds();
    let mut texts = Vec::new();
    for (entry, (id, is_written)) in imported.entries.iter().zip(&file.entries) {
        if *is_written {
            let text = writer::entry(entry.kind, &entry.fields, &entry.body)?;
            texts.push((setting.entry_path(entry.kind, id), text));
        }
    }
    for page in &imported.pages {
        let text = writer::page(page)?;
        texts.push((setting.page_path(&page.identity.id), text));
    }
    for (transcript, id) in imported.transcripts.iter().zip(&file.transcripts) {
        let how = How {
            words: no_labels::begun(&transcript.said, file.answers.words.iter())
                .into_iter()
                .collect(),
            ..How::default()
        };
        let written = writer::transcript(&transcript.header, &how, &transcript.said, kinds)?;
        for paragraph in &written.plainer {
            let what = "emphasis, a link or code stands where Markdown cannot say it; the words are all there";
            let place = crate::import::Place::known_as(format!("{id}, {paragraph}"));
            let report = Report::new("paragraphs", place, what, "");
            imported.account.remark(report);
        }
        let path = setting.transcript_path(id);
        if !transcript.notes.is_empty() {
            let made = (path.as_str(), written.text.as_str());
            let notes = notes::of_transcript(made, transcript, kinds, &mut imported.account)?;
            texts.extend(notes.map(|text| (format!("content/annotations/{id}.yaml"), text)));
        }
        texts.push((path, written.text));
    }
    if !imported.loose.is_empty() {
        let loose = loose::of_archive(imported, setting.site)?;
        let folder = crate::text::slug(&file.gathered.found.origin);
        let paths = loose.into_iter().map(|(id, text)| {
            let path = format!("content/annotations/{folder}/{id}.yaml");
            (path, text)
        });
        texts.extend(paths);
    }
    let headed = texts.into_iter().map(|(path, text)| {
        let text = headed(&path, text, setting.disk);
        (path, text)
    });
    Ok(headed.collect())
}

/// What becomes of a path of the archive, and what is remembered of it.
fn fate(
    file: &Settled,
    (path, text): (String, String),
    setting: Setting<'_>,
) -> (PlannedFile, Option<String>) {
    let there = read(setting.disk, &path);
    let base = file
        .gathered
        .before
        .as_ref()
        .and_then(|before| before.written.get(&path));
    let (fate, new, remembered) = match (there, base) {
        (None, _) => (Fate::New, text.clone(), Some(text)),
        (Some(there), _) if there == text => (Fate::Same, String::new(), Some(text)),
        (Some(_), _) if setting.request.force && can_be_written(&path) => {
            (Fate::Replaced, text.clone(), Some(text))
        }
        (Some(there), Some(base)) => match merge(base, &there, &text) {
            Merged::Stays => (Fate::Same, String::new(), Some(text)),
            Merged::Anew(merged) => (Fate::Merged, merged, Some(text)),
            Merged::Clash(clashes) => (Fate::Clash(clashes), String::new(), Some(base.clone())),
        },
        (Some(_), None) => (Fate::Kept, String::new(), None),
    };
    let origin = file.gathered.found.origin.clone();
    let planned = PlannedFile {
        path,
        origin,
        fate,
        text: new,
    };
    (planned, remembered)
}

/// What is remembered of the import of a file. As long as something of it was kept as it is, that is nothing: it will be told again.
fn remembered(
    file: &Settled,
    planned: &[(PlannedFile, Option<String>)],
) -> Vec<(PlannedFile, Option<String>)> {
    let is = |fate: fn(&Fate) -> bool| planned.iter().any(|(file, _)| fate(&file.fate));
    if is(|fate| *fate == Fate::Kept) || planned.is_empty() {
        return Vec::new();
    }
    let gathered = &file.gathered;
    let clashes = is(|fate| matches!(fate, Fate::Clash(_)));
    let before = gathered.before.as_ref().filter(|_| clashes);
    let keys = file
        .keys
        .iter()
        .cloned()
        .zip(file.transcripts.iter().cloned());
    let written = planned
        .iter()
        .filter_map(|(file, base)| Some((file.path.clone(), base.clone()?)));
    let record = ImportRecord {
        origin: gathered.found.origin.clone(),
        digest: before.map_or_else(|| gathered.digest.clone(), |before| before.digest.clone()),
        format: gathered.format.to_owned(),
        transcripts: keys.collect(),
        written: written.collect(),
        answers: file.answers.clone(),
    };
    let files = record.files().unwrap_or_default().into_iter();
    let planned = files.map(|(path, text)| PlannedFile {
        path,
        origin: gathered.found.origin.clone(),
        fate: Fate::Replaced,
        text,
    });
    planned.map(|file| (file, None)).collect()
}

fn read(disk: &dyn Files, path: &str) -> Option<String> {
    let bytes = disk.read(path, u64::MAX).ok()?.whole()?;
    String::from_utf8(bytes.to_vec()).ok()
}

/// Whether what is imported can stand in the place of a file: words that are kept as a `.txt`, byte for byte, are not written over with Markdown.
fn can_be_written(path: &str) -> bool {
    path.ends_with(".md") || path.ends_with(".yaml")
}

//! The files that imported things become, and what becomes of files that are there.

use std::collections::BTreeMap;

use super::{
    answers::{self, Answers},
    gather::Gathered,
    loose,
    merge::{Merged, merge},
    no_labels, notes,
    planned::{Fate, ImportedFile, PlannedFile, Standing},
    record::ImportRecord,
    setting::Setting,
    settled::Settled,
    transcripts::{Transcripts, Written},
};
use crate::{
    import::{Account, Imported, Report, Unreadable},
    pipeline::schemas::headed,
    source::files::Files,
    text,
    writer::{self, How, Refused},
};

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
    let mut all = LaidOut::default();
    let mut answers = setting.request.answers.clone();
    let mut with_loose = Vec::new();
    for mut file in settled {
        let Ok(mut imported) = std::mem::replace(
            &mut file.gathered.imported,
            Err(Unreadable::new("it was laid out")),
        ) else {
            continue;
        };
        let texts = match texts(&file, &mut imported, setting) {
            Ok(texts) => texts,
            Err(refused) => {
                let failed = Standing::Failed(Unreadable::new(refused.message));
                let told = ImportedFile::of(&file.gathered, failed, &imported.account);
                all.told.push(told);
                continue;
            }
        };
        answers::add(&mut answers, file.answers.clone());
        let became = all.add(&file, texts, setting);
        match imported.loose.is_empty() {
            true => all.tell(&file, &imported.account, &became),
            false => with_loose.push((file, imported, became)),
        }
    }
    if !with_loose.is_empty() {
        // They may be on what any of the files brings, which is known now.
        let transcripts = Transcripts::with(setting.site, &all.transcripts(setting));
        for (file, mut imported, mut became) in with_loose {
            let files = loose::of_archive(&mut imported, &transcripts, setting.kinds());
            let folder = text::slug(&file.gathered.found.origin);
            let texts = files.into_iter().map(|(id, text)| {
                let path = format!("content/annotations/{folder}/{id}.yaml");
                with_head(path, text, setting)
            });
            became.extend(all.add(&file, texts.collect(), setting));
            all.tell(&file, &imported.account, &became);
        }
    }
    (all.planned.into_values().collect(), all.told, answers)
}

/// What became of a file of the archive: its path, its fate, and what is remembered of it.
type Became = (String, Fate, Option<String>);

/// What is laid out so far.
#[derive(Default)]
struct LaidOut {
    planned: BTreeMap<String, PlannedFile>,
    /// The ids of the transcripts that are among them.
    transcripts: Vec<String>,
    told: Vec<ImportedFile>,
}

impl LaidOut {
    /// Adds texts that a file becomes, by path.
    fn add(
        &mut self,
        file: &Settled,
        texts: Vec<(String, String)>,
        setting: Setting<'_>,
    ) -> Vec<Became> {
        self.transcripts.extend(file.transcripts.iter().cloned());
        let mut became = Vec::new();
        for (path, text) in texts {
            // A person whom two files bring is written once.
            if self.planned.contains_key(&path) {
                continue;
            }
            let (planned, remembered) = fate(file, (path.clone(), text), setting);
            became.push((path.clone(), planned.fate.clone(), remembered));
            self.planned.insert(path, planned);
        }
        became
    }

    /// Says what came of a file, and remembers it.
    fn tell(&mut self, file: &Settled, account: &Account, became: &[Became]) {
        let brought = Standing::Brought(file.transcripts.clone());
        self.told
            .push(ImportedFile::of(&file.gathered, brought, account));
        let remembered = remembered(file, became).into_iter();
        self.planned
            .extend(remembered.map(|file| (file.path.clone(), file)));
    }

    /// The transcripts that are written.
    fn transcripts(&self, setting: Setting<'_>) -> Vec<Written<'_>> {
        let written = self.transcripts.iter().filter_map(|id| {
            let (path, file) = self.planned.get_key_value(&setting.transcript_path(id))?;
            let text = file.new_text()?;
            Some(Written { id, path, text })
        });
        written.collect()
    }
}

/// A text with the line that tells editors its schema, where it is of a kind that has one.
fn with_head(path: String, text: String, setting: Setting<'_>) -> (String, String) {
    let text = headed(&path, text, setting.disk);
    (path, text)
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
    let headed = texts.into_iter();
    Ok(headed
        .map(|(path, text)| with_head(path, text, setting))
        .collect())
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
fn remembered(file: &Settled, became: &[Became]) -> Vec<PlannedFile> {
    let is = |which: fn(&Fate) -> bool| became.iter().any(|(_, fate, _)| which(fate));
    if is(|fate| *fate == Fate::Kept) || became.is_empty() {
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
    let written = became
        .iter()
        .filter_map(|(path, _, base)| Some((path.clone(), base.clone()?)));
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
    planned.collect()
}

fn read(disk: &dyn Files, path: &str) -> Option<String> {
    let bytes = disk.read(path, u64::MAX).ok()?.whole()?;
    String::from_utf8(bytes.to_vec()).ok()
}

/// Whether what is imported can stand in the place of a file: words that are kept as a `.txt`, byte for byte, are not written over with Markdown.
fn can_be_written(path: &str) -> bool {
    path.ends_with(".md") || path.ends_with(".yaml")
}

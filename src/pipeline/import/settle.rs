//! Which id each thing of an import gets, and who it is.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use anyhow::Result;

use super::{
    ask,
    gather::Gathered,
    heads, no_labels, placed,
    present::{Bearer, Present, unused},
    relink,
    rename::Renamed,
    setting::Setting,
    settled::Settled,
    talk::Talk,
    unknown, unprinted,
};
use crate::{
    archive::{Kind, Kinds},
    import::{Account, BroughtEntry, Imported, Place, Report},
    load::Answers,
    pipeline::edit::id::fault,
    text,
    writer::Block,
};

/// Gives ids to the transcripts and entries of all files, asks who is meant by labels, and puts ids in the place of keys.
pub(super) fn settle(
    gathered: Vec<Gathered>,
    present: &mut Present,
    setting: Setting<'_>,
    talk: &mut Talk<'_>,
) -> Result<Vec<Settled>> {
    let twice = stems_used_twice(&gathered);
    let mut all = Everywhere::default();
    let (mut settled, mut locals) = (Vec::new(), Vec::new());
    for mut gathered in gathered {
        let before = gathered.before.as_ref();
        let mut local = Renamed::default();
        let mut own = BTreeSet::new();
        let Ok(imported) = &mut gathered.imported else {
            continue;
        };
        let mut transcripts = Vec::new();
        for transcript in &imported.transcripts {
            let key = &transcript.key;
            let id = match (
                &setting.request.id,
                before.and_then(|b| b.transcripts.get(key)),
            ) {
                (Some(id), _) if transcripts.is_empty() => id.clone(),
                (_, Some(id)) => id.clone(),
                _ => {
                    let taken = |id: &str| transcripts.iter().any(|of| of == id) || all.has(id);
                    let words = match twice.contains(&text::slug(key)) {
                        true => format!("{} {key}", folders(&gathered.found.origin)),
                        false => key.clone(),
                    };
                    match imported.has_ids && fault(key).is_none() && !taken(key) {
                        true => key.clone(),
                        false => unused(&words, taken),
                    }
                }
            };
            local.transcript(key, &id);
            all.transcript(key, &id);
            transcripts.push(id);
        }
        let mut entries = Vec::new();
        for entry in &imported.entries {
            if placed::guess(imported, entry.kind, &entry.key).is_some() {
                // It is asked once all that files state is there.
                entries.push((String::new(), false));
                continue;
            }
            let mut among = Among {
                has_ids: imported.has_ids,
                own: &own,
                was_written: &|id| setting.wrote(before, entry.kind, id),
                account: &mut imported.account,
            };
            let (id, written) = among.place(entry, present);
            local.entry(entry.kind, &entry.key, &id);
            all.entry(entry.kind, &entry.key, &id);
            own.insert((entry.kind, id.clone()));
            entries.push((id, written));
        }
        locals.push(local);
        let keys = imported.transcripts.iter().map(|t| t.key.clone()).collect();
        settled.push(Settled {
            gathered,
            keys,
            transcripts,
            entries,
            answers: Answers::default(),
        });
    }
    placed::places(&mut settled, present, setting, talk)?;
    for (file, local) in settled.iter().zip(&mut locals) {
        let brought = file.gathered.imported.iter().flat_map(|i| &i.entries);
        for (entry, (id, _)) in brought.zip(&file.entries) {
            if entry.kind == Kind::PLACES && !id.is_empty() {
                local.entry(entry.kind, &entry.key, id);
                all.entry(entry.kind, &entry.key, id);
            }
        }
    }
    let everywhere = Arc::new(all.agreed());
    let named = unprinted::names(&settled, setting);
    for (file, local) in settled.iter_mut().zip(locals) {
        if let Ok(imported) = &mut file.gathered.imported {
            let keys = unprinted::keys(imported);
            put_ids(imported, &local.or(&everywhere), setting.kinds());
            unknown::drop(imported, present);
            unprinted::name(imported, &keys, &named);
        }
    }
    let brought = &setting.request.answers;
    heads::heads(&mut settled, brought, talk)?;
    ask::speakers(&mut settled, present, brought, talk)?;
    for file in &mut settled {
        words_of(file, brought, talk);
    }
    Ok(settled)
}

/// What of a file is words, of all that was answered to be: nobody was asked about it, since it was read so.
fn words_of(file: &mut Settled, brought: &Answers, talk: &Talk<'_>) {
    let origin = &file.gathered.found.origin;
    let before = file.gathered.before.as_ref();
    let before = before.map(|before| &before.answers);
    let known: Vec<&Answers> = [before, Some(brought), talk.kept(origin)]
        .into_iter()
        .flatten()
        .collect();
    let labels = known.iter().flat_map(|answers| &answers.words);
    let labels: BTreeSet<&String> = labels.collect();
    let places = known.iter().flat_map(|answers| &answers.places);
    let places = places.filter(|(printed, is)| is.is_none() && stands(file, printed));
    let places: Vec<String> = places.map(|(printed, _)| printed.clone()).collect();
    let (own, transcripts) = (&mut file.answers, file.gathered.imported.iter());
    for transcript in transcripts.flat_map(|imported| &imported.transcripts) {
        let printed = no_labels::printed(&transcript.said, labels.iter().copied());
        own.words.extend(printed);
    }
    for printed in places {
        own.places.entry(printed).or_insert(None);
    }
    for answers in known {
        for (all, own) in [
            (&answers.titles, &mut own.titles),
            (&answers.dates, &mut own.dates),
        ] {
            let refused = all.get(origin).into_iter().flatten();
            for (found, _) in refused.filter(|(_, is)| is.is_none()) {
                let own = own.entry(origin.clone()).or_default();
                own.entry(found.clone()).or_insert(None);
            }
        }
    }
}

/// So many blocks at the top of a transcript are looked at for places.
const TOP: usize = 20;

/// Whether a paragraph at the top of a file has these words.
fn stands(file: &Settled, words: &str) -> bool {
    let transcripts = file.gathered.imported.iter().flat_map(|i| &i.transcripts);
    let mut blocks = transcripts.flat_map(|transcript| transcript.said.blocks.iter().take(TOP));
    blocks.any(|block| match block {
        Block::Paragraph(paragraph) => paragraph.text.contains(words),
        Block::Heading { words: heading, .. } => heading.contains(words),
    })
}

fn put_ids(imported: &mut Imported, renamed: &Renamed, kinds: &Kinds) {
    if imported.has_ids {
        relink::relink(imported, renamed, kinds);
    }
    for transcript in &mut imported.transcripts {
        renamed.header(&mut transcript.header);
        for note in &mut transcript.notes {
            renamed.annotation(&mut note.annotation);
        }
    }
    for note in &mut imported.loose {
        renamed.annotation(&mut note.annotation);
    }
    for entry in &mut imported.entries {
        renamed.entry_fields(entry.kind, &mut entry.fields);
    }
}

/// Among which entries one of a file is looked for.
struct Among<'a> {
    /// Whether keys of the file are ids of an archive.
    has_ids: bool,
    /// What the entries of the file before it became.
    own: &'a BTreeSet<(Kind, String)>,
    /// Whether an earlier import of the file wrote the entry with this id.
    was_written: &'a dyn Fn(&str) -> bool,
    account: &'a mut Account,
}

impl Among<'_> {
    /// The id that an entry gets, and whether its file is to be written: not, if the archive has it of others.
    fn place(&mut self, entry: &BroughtEntry, present: &mut Present) -> (String, bool) {
        if let Some(id) = self.known(entry, present) {
            let again = (self.was_written)(&id);
            return (id, again);
        }
        let (kind, key) = (entry.kind, &entry.key);
        let id = match self.has_ids {
            true if fault(key).is_none() && !present.has(kind, key) => key.clone(),
            true => present.new_id(kind, key),
            false => present.new_id(kind, &entry.fields.title),
        };
        present.add(kind, &id, &entry.fields);
        (id, true)
    }

    /// The id of the entry that is meant, if the archive has it; on doubt none, which is remarked.
    fn known(&mut self, entry: &BroughtEntry, present: &Present) -> Option<String> {
        let (kind, key) = (entry.kind, &entry.key);
        let is_another = |id: &str| self.has_ids && self.own.contains(&(kind, id.to_owned()));
        let same_id = (self.was_written)(key) || present.bears(kind, key, &entry.fields);
        if self.has_ids && same_id && !is_another(key) {
            return Some(key.clone());
        }
        match present.same(kind, &entry.fields, &is_another) {
            Bearer::One(id) => Some(id),
            Bearer::Nobody => None,
            Bearer::Doubt => {
                let what = "several of this name are there, so that it was brought as one more: join them with `postil rename` if they are one";
                let title = entry.fields.title.clone();
                let report = Report::new("entries", Place::known_as(key), what, title);
                self.account.remark(report);
                None
            }
        }
    }
}

/// Slugs of transcripts' keys that more than one file has: those get their folders before them.
fn stems_used_twice(gathered: &[Gathered]) -> BTreeSet<String> {
    let (mut once, mut twice) = (BTreeSet::new(), BTreeSet::new());
    for gathered in gathered {
        for transcript in gathered.imported.iter().flat_map(|i| &i.transcripts) {
            let slug = text::slug(&transcript.key);
            if !once.insert(slug.clone()) {
                twice.insert(slug);
            }
        }
    }
    twice
}

fn folders(origin: &str) -> &str {
    origin.rsplit_once('/').map_or("", |(folders, _)| folders)
}

/// What keys became in all files: what one file calls a person may be said in another.
#[derive(Default)]
struct Everywhere {
    entries: BTreeMap<(Kind, String), BTreeSet<String>>,
    transcripts: BTreeMap<String, BTreeSet<String>>,
    ids: BTreeSet<String>,
}

impl Everywhere {
    fn entry(&mut self, kind: Kind, key: &str, id: &str) {
        let ids = self.entries.entry((kind, key.to_owned())).or_default();
        ids.insert(id.to_owned());
    }

    fn transcript(&mut self, key: &str, id: &str) {
        self.ids.insert(id.to_owned());
        let ids = self.transcripts.entry(key.to_owned()).or_default();
        ids.insert(id.to_owned());
    }

    fn has(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// Keys that mean one thing everywhere.
    fn agreed(self) -> Renamed {
        let mut renamed = Renamed::default();
        for ((kind, key), ids) in &self.entries {
            if let (1, Some(id)) = (ids.len(), ids.first()) {
                renamed.entry(*kind, key, id);
            }
        }
        for (key, ids) in &self.transcripts {
            if let (1, Some(id)) = (ids.len(), ids.first()) {
                renamed.transcript(key, id);
            }
        }
        renamed
    }
}

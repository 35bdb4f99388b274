//! The files of `content/ledger/`, each of which belongs to a transcript.

use std::{
    cell::LazyCell,
    collections::{BTreeMap, BTreeSet},
};

use super::role::{ContentFile, Role};
use crate::{
    source::{
        Sources,
        diag::{Code, Diagnostic, Diagnostics},
    },
    text::{Suggestions, name},
};

/// Ledgers by the ids of their transcripts, as names are compared.
pub(super) struct Ledgers<'a> {
    by_id: BTreeMap<String, Vec<Ledger<'a>>>,
}

/// The file of a ledger.
struct Ledger<'a> {
    path: &'a str,
    /// Its name without the ending.
    stem: &'a str,
}

impl<'a> Ledgers<'a> {
    /// Those among the files of `content/`.
    pub(super) fn new(paths: &'a [String]) -> Self {
        let mut by_id: BTreeMap<String, Vec<Ledger<'_>>> = BTreeMap::new();
        for path in paths {
            let file = path.strip_prefix("content/ledger/");
            let name = file.and_then(|file| file.rsplit('/').next());
            if let Some((stem, ending)) = name.and_then(|name| name.rsplit_once('.'))
                && matches!(ending.to_lowercase().as_str(), "yaml" | "yml")
            {
                let ledgers = by_id.entry(name::folded(stem)).or_default();
                ledgers.push(Ledger { path, stem });
            }
        }
        Self { by_id }
    }

    /// The ledger of the transcript whose file has this name without its ending.
    pub(super) fn of(&self, stem: &str) -> Option<&'a str> {
        let ledgers = self.by_id.get(&name::folded(stem))?;
        ledgers.first().map(|ledger| ledger.path)
    }

    /// Of two ledgers of one transcript nobody could tell which one holds.
    pub(super) fn tell_twins(&self, sources: &mut Sources, diags: &mut Diagnostics) {
        for ledgers in self.by_id.values() {
            let (first, more) = ledgers.split_first().expect("a name has a file");
            for twin in more {
                let source = sources.add(twin.path);
                let message = format!("this file and {} are ledgers of one transcript", first.path);
                diags.push(
                    Diagnostic::file(Code::DuplicateId, source, message)
                        .help("put the lines of both into one of them, take the other away, and run `postil seal`, which settles what they say"),
                );
            }
        }
    }

    /// A ledger whose transcript is gone or has another name now holds addresses that lead nowhere.
    pub(super) fn tell_lonely(
        &self,
        files: &[ContentFile],
        sources: &mut Sources,
        diags: &mut Diagnostics,
    ) {
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut unsealed: Vec<&str> = Vec::new();
        for file in files {
            if let Role::Transcript { ledger, .. } = file.role {
                known.insert(name::folded(&file.id));
                unsealed.extend(ledger.is_none().then_some(&*file.id));
            }
        }
        let near = LazyCell::new(|| Suggestions::new(unsealed.iter().copied()));
        let lonely = self.by_id.iter().filter(|(id, _)| !known.contains(*id));
        for (_, ledgers) in lonely {
            let ledger = &ledgers[0];
            let source = sources.add(ledger.path);
            let message = format!(
                "there is no transcript `{}`, whose ledger this is",
                ledger.stem
            );
            let remark = Diagnostic::file(Code::NoSuchTranscript, source, message);
            let near = near.of(ledger.stem);
            diags.push(match near {
                Some(near) => remark.help(format!(
                    "if the transcript has the name `{near}` now, rename this file to `{near}.yaml`"
                )),
                None => remark.help("give this file the transcript's new name; or take it away with the transcript, if no address of it was ever cited"),
            });
        }
    }
}

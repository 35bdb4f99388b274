//! The files of an archive as an editor writes them: a transcript with its annotations, whose selectors are read and anchored; or an entry;
//! or a page.
//!
//! A line of `%%` ends a file. The first is a transcript's sidecar, the second its words, the third its annotations; one alone is read as
//! an entry, as a page and as a transcript with front matter.

use std::sync::Arc;

use postil::anchor::{Anchored, Leniency, anchor, assign};
use postil::archive::{Kind, Kinds, ListIndex};
use postil::load::{self, ContentFile, Role, Unit};
use postil::source::diag::Diagnostic;
use postil::source::files::{Disk, Overlay, Unsaved};
use postil::source::{SourceId, Sources};

use crate::places;

/// A site whose files nobody saved: the disk is not touched.
struct Site {
    unsaved: Unsaved,
    sources: Sources,
    told: Vec<Diagnostic>,
}

const ROOT: &str = "/nowhere";

impl Site {
    fn new() -> Self {
        Self {
            unsaved: Unsaved::new(),
            sources: Sources::new(ROOT),
            told: Vec::new(),
        }
    }

    fn file(&mut self, name: &str, text: &str) -> SourceId {
        let source = self.sources.add(name);
        self.unsaved.put(name, text.as_bytes());
        let files = Overlay::new(Disk::new(ROOT), self.unsaved.clone());
        self.sources.set_files(Arc::new(files));
        source
    }

    fn read(&mut self, source: SourceId, ending: &str, role: Role) -> Unit {
        let file = ContentFile {
            source,
            id: "hearing".to_owned(),
            ending: ending.to_owned(),
            role,
        };
        load::read(&file, &Kinds::default(), &self.sources, &mut self.told)
    }
}

pub fn read(input: &str) {
    let mut files = input.split("\n%%\n");
    let first = files.next().unwrap_or_default();
    let mut site = Site::new();
    match files.next() {
        Some(words) => hearing(&mut site, [first, words, files.next().unwrap_or_default()]),
        None => alone(&mut site, first),
    }
    places::told(&site.told, &|source| &**site.sources.text(source));
}

fn alone(site: &mut Site, text: &str) {
    let source = site.file("hearing.md", text);
    let roles = [
        Role::Entry(Kind::TOPICS),
        Role::Page,
        Role::Transcript {
            sidecar: None,
            ledger: None,
        },
    ];
    for role in roles {
        let told = site.told.len();
        if let Unit::Broken(_) | Unit::Nothing = site.read(source, "md", role) {
            assert!(
                site.told.len() > told,
                "nothing is read and nothing told: {text:?}"
            );
        }
    }
}

fn hearing(site: &mut Site, [sidecar, words, notes]: [&str; 3]) {
    let ending = if words.len() % 2 == 0 { "txt" } else { "md" };
    let sidecar = site.file("hearing.yaml", sidecar);
    let words = site.file(&format!("hearing.{ending}"), words);
    let notes = site.file("notes.yaml", notes);
    let role = Role::Transcript {
        sidecar: Some(sidecar),
        ledger: None,
    };
    let transcript = match site.read(words, ending, role) {
        Unit::Transcript(transcript) => transcript,
        _ => return,
    };
    let candidates = vec!["hearing".to_owned()];
    let role = Role::Annotations { candidates };
    let Unit::Annotations(annotations) = site.read(notes, "yaml", role) else {
        return;
    };
    let works = assign(
        vec![*transcript],
        &[],
        vec![annotations],
        &|_| false,
        &mut site.told,
    );
    for work in works {
        let leniency = Leniency {
            lenient: work.claims.len() % 2 == 0,
        };
        hold_together(&anchor(work, leniency, &mut site.told));
    }
}

fn hold_together(anchored: &Anchored) {
    let transcript = &anchored.transcript;
    for passage in &anchored.passages {
        places::holds(&transcript.text, passage.bytes());
        assert!(passage.first <= passage.last);
        assert!(passage.last.place() < transcript.paragraphs.len());
        assert!(!passage.annotations.is_empty());
    }
    for placed in &anchored.annotations {
        assert!(!placed.id.is_empty());
        assert!(
            placed
                .passages
                .iter()
                .all(|&p| p.place() < anchored.passages.len())
        );
        assert!(
            placed
                .disputes
                .is_none_or(|d| d.place() < anchored.annotations.len())
        );
    }
}

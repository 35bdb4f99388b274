//! TEI (Text Encoding Initiative, Guidelines P5; P4 as far as it is alike): speech (`u`), plays and edited interviews (`sp`), corpora of parliaments
//! (ParlaMint), lists of persons, organizations, places and events, notes that stand apart from the words, and what postil itself writes.
//!
//! | Module | What it does |
//! |---|---|
//! | `kinds` | which element is what |
//! | `body`, `who` | divisions, turns, paragraphs; whose a turn is |
//! | `inline`, `marks`, `told` | words and what lies over them; pages and times; what nobody said |
//! | `page` | what these are written down on |
//! | `cast` | who is meant by `who` |
//! | `entries`, `facts`, `names` | lists as entries; what they say; names in several forms |
//! | `header`, `reading`, `setting`, `sources` | what a header says |
//! | `notes`, `targets` | notes that stand apart, and on what they are |
//! | `own` | what only files of postil's own say |
//! | `printed` | words for the account, by the plainest way |
//! | `tongues` | which of several languages |
//! | `text` | one text, from its header to its notes |

mod body;
mod cast;
mod entries;
mod facts;
mod header;
mod inline;
mod kinds;
mod marks;
mod names;
mod notes;
mod own;
mod page;
mod printed;
mod reading;
mod setting;
mod sources;
mod targets;
#[cfg(test)]
mod tests;
mod text;
mod told;
mod tongues;
mod who;

use self::{entries::Entries, text::Text};
use super::{
    account::{Report, Side},
    brought::Imported,
    file::ImportFile,
    importer::{Asked, Claim, Importer},
    unreadable::Unreadable,
    xml::Element,
    xml_root::root,
};

/// Files of TEI.
#[derive(Debug)]
pub(super) struct TeiFiles;

/// Elements that may be a file of their own.
const LISTS: [&str; 7] = [
    "listPerson",
    "listOrg",
    "listPlace",
    "listEvent",
    "particDesc",
    "settingDesc",
    "standOff",
];

/// Elements that are texts, and those that hold several.
const TEXTS: [&str; 2] = ["TEI", "TEI.2"];
const CORPORA: [&str; 2] = ["teiCorpus", "teiCorpus.2"];

impl Importer for TeiFiles {
    fn name(&self) -> &'static str {
        "tei"
    }

    fn title(&self) -> &'static str {
        "TEI"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        match root(file.text()) {
            Some((name, _)) if TEXTS.contains(&name) || CORPORA.contains(&name) => Claim::Sure,
            Some((_, tag)) if tag.contains("www.tei-c.org/ns/1.0") => Claim::Sure,
            Some((name, _)) if LISTS.contains(&name) => Claim::Likely,
            Some(_) | None => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let decoded = file.decoded()?;
        let root = Element::parse(&decoded.text)?;
        let name = root.name.as_str();
        let is_whole = TEXTS.contains(&name) || CORPORA.contains(&name);
        let is_part = LISTS.contains(&name) || ["text", "body", "div", "u", "sp"].contains(&name);
        if !is_whole && !is_part {
            return Err(Unreadable::at(
                root.place(),
                format!("the file is TEI, but neither a text nor a list of persons, organizations, places or events: its first element is `{name}`"),
            )
            .help("import the file that it is a part of, or leave it out"));
        }
        let mut imported = Imported::default();
        for include in root.descendants() {
            if include.name == "include" {
                let file = include.attribute("href").unwrap_or("?");
                let what = format!(
                    "the file `{file}` belongs to this one: import it together with this one"
                );
                imported.account.found("included files", 1);
                let report = Report::new("included files", include.place(), what, "");
                imported.account.left_out(Side::Speech, report);
            }
        }
        let stem = file.stem();
        let stem = stem
            .strip_suffix(".tei")
            .filter(|s| !s.is_empty())
            .unwrap_or(stem);
        let texts = match LISTS.contains(&name) {
            true => Vec::new(),
            false => texts(&root),
        };
        let language = header::language_of(&root, asked);
        let own = own::is_own(&root);
        // What stands in a corpus holds for all of its texts.
        let mut entries = Entries::of(&root, language.as_deref(), &mut imported.account, |e| {
            own && cast::is_speaker(e)
        });
        for (number, tei) in (1..).zip(&texts) {
            let key = match texts.len() {
                1 => stem.to_owned(),
                _ => format!("{stem}-{number}"),
            };
            Text { tei, asked, key }.read(&mut entries, &mut imported);
        }
        imported.entries = entries.all;
        if imported.transcripts.is_empty()
            && imported.entries.is_empty()
            && imported.loose.is_empty()
        {
            let has_files = imported
                .account
                .counts()
                .any(|(unit, _)| unit == "included files");
            if !has_files {
                return Err(Unreadable::at(
                    root.place(),
                    "the file has neither words nor entries of any list",
                ));
            }
        }
        Ok(imported)
    }
}

/// The texts of a file: itself, those of a corpus, those within a text.
fn texts(root: &Element) -> Vec<&Element> {
    let (mut found, mut open) = (Vec::new(), vec![root]);
    while let Some(element) = open.pop() {
        let name = element.name.as_str();
        if !CORPORA.contains(&name) {
            found.push(element);
        }
        let from = open.len();
        open.extend(element.elements().filter(|inner| {
            TEXTS.contains(&inner.name.as_str()) || CORPORA.contains(&inner.name.as_str())
        }));
        open[from..].reverse();
    }
    found
}

//! What postil itself writes as `json`: `archive.json`, and a file for each transcript (docs/data.md).
//!
//! | Module | What it does |
//! |---|---|
//! | `object` | values of JSON by their keys |
//! | `paragraphs` | places in the words |
//! | `links` | addresses of the site, as the wiki links that they were |
//! | `transcript`, `speakers`, `notes` | a transcript, who speaks in it, what is noted on it |
//! | `archive` | entries and free pages |
//! | `ground` | kinds and editors of the archive that it is brought into |

mod archive;
mod ground;
mod links;
mod notes;
mod object;
mod paragraphs;
mod speakers;
#[cfg(test)]
mod tests;
mod transcript;

use serde_json::Value;

use self::object::Object;
use super::{Asked, Claim, ImportFile, Imported, Importer, Place, Unreadable};

/// What postil itself writes as `json`.
#[derive(Debug)]
pub struct Own;

/// The version of the format that is read.
const VERSION: u64 = 1;

impl Importer for Own {
    fn name(&self) -> &'static str {
        "postil-json"
    }

    fn title(&self) -> &'static str {
        "JSON of postil"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        if !file.head().trim_start().starts_with('{') {
            return Claim::No;
        }
        let said = ["\"format\":\"postil-", "\"format\": \"postil-"];
        let says = said.iter().any(|said| {
            let finder = memchr::memmem::Finder::new(said.as_bytes());
            finder.find(file.text().as_bytes()).is_some()
        });
        if says { Claim::Sure } else { Claim::No }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let text = &file.decoded()?.text;
        let value: Value = serde_json::from_str(text).map_err(|error| {
            let place = Place {
                column: Some(error.column()),
                ..Place::line(error.line())
            };
            Unreadable::at(place, format!("the JSON is broken: {error}"))
                .help("export it again: `postil export json`")
        })?;
        let whole = Object::of(&value);
        if let Some(version) = whole.number("version").filter(|v| *v > VERSION) {
            let message = format!("the file is of version {version}, and {VERSION} can be read");
            return Err(Unreadable::new(message).help("take a newer postil"));
        }
        match whole.word("format").as_deref() {
            Some("postil-transcript") => transcript::read(whole, asked),
            Some("postil-archive") => Ok(archive::read(whole, asked)),
            Some(_) | None => Err(Unreadable::new("the JSON is none of postil’s")),
        }
    }
}

//! Where a text comes from: books and papers, recordings.

use super::reading::{Reading, day};
use crate::{
    archive::{Media, Source},
    import::xml::Element,
    text::is_external,
};

impl Reading<'_> {
    pub(super) fn source(&mut self, description: &Element) {
        for part in description.elements() {
            match part.name.as_str() {
                "bibl" | "biblStruct" | "biblFull" => self.bibliography(part),
                "recordingStmt" => self.recordings(part),
                "listPerson" | "listOrg" | "listPlace" | "listEvent" => {}
                name => self.keep(name, part.words()),
            }
        }
    }

    fn bibliography(&mut self, bibl: &Element) {
        if self.header.source.is_some() {
            self.keep("source", bibl.words());
            return;
        }
        let (main, below) = self.titles(bibl);
        let title = match (main, below) {
            (Some(main), Some(below)) => Some(format!("{}. {below}", main.trim_end_matches('.'))),
            (one, other) => one.or(other),
        };
        let mut source = Source {
            title: title.filter(|title| *title != self.header.title),
            ..Source::default()
        };
        for part in bibl.descendants().into_iter().skip(1) {
            let target = part
                .attribute("target")
                .unwrap_or_default()
                .trim()
                .to_owned();
            let words = part.words();
            match part.name.as_str() {
                "idno" if is_external(&words) && source.url.is_none() => source.url = Some(words),
                "idno" if source.identifier.is_none() && !is_external(&words) => {
                    source.identifier = Some(words).filter(|words| !words.is_empty());
                }
                "ptr" | "ref" if is_external(&target) && source.url.is_none() => {
                    source.url = Some(target)
                }
                "ptr" if is_external(&target) && source.archived.is_none() => {
                    source.archived = Some(target)
                }
                "date" if self.header.date.is_none() => self.header.date = day(part),
                "publisher" | "pubPlace" | "edition" | "idno" => {
                    self.keep(&format!("source {}", part.name), words)
                }
                _ => {}
            }
        }
        let nothing =
            source.title.is_none() && source.known_by().is_none() && source.archived.is_none();
        self.header.source = (!nothing).then_some(source);
    }

    fn recordings(&mut self, statement: &Element) {
        for recording in statement
            .descendants()
            .into_iter()
            .filter(|e| e.name == "recording")
        {
            let all = recording.descendants();
            let address = all
                .iter()
                .find_map(|e| e.attribute("url").or_else(|| e.attribute("target")));
            let words = recording.words();
            match address.filter(|_| self.header.media.is_none()) {
                Some(address) => {
                    let rights = words
                        .split_once("Rights in the recording: ")
                        .map(|(_, rights)| rights.to_owned());
                    self.header.media = Some(Media {
                        url: address.trim().to_owned(),
                        rights,
                        duration: recording.attribute("dur").and_then(seconds),
                    });
                }
                None => self.keep("recording", words),
            }
        }
    }
}

/// How long something takes (XML Schema, part 2, section 3.3.6): `PT1H2M3.5S`.
fn seconds(duration: &str) -> Option<f64> {
    let time = duration.trim().strip_prefix("PT")?;
    let (mut whole, mut number) = (0.0, String::new());
    for c in time.chars() {
        let unit = match c {
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => {
                number.push(c);
                continue;
            }
        };
        whole += number.parse::<f64>().ok()? * unit;
        number.clear();
    }
    (number.is_empty() && whole > 0.0).then_some(whole)
}

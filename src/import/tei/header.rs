//! What the header of a text says: its title and day, where and by whom, whose the rights are, where it comes from.

use serde_json::{Map, json};

use super::{
    entries::Entries,
    own::is_own,
    reading::Reading,
    tongues::{in_tongue, tongue},
};
use crate::{
    archive::{Credit, Header},
    import::{
        account::{Account, Place, Report},
        dated::{language, leading_day},
        guess::{Guess, Guessed, Whence},
        importer::Asked,
        running::collapsed,
        xml::Element,
    },
    text::is_external,
};

/// The language of a text: as it says itself, or as it is said to be used.
pub(super) fn language_of(tei: &Element, asked: &Asked) -> Option<String> {
    let used = tei.at(&["teiHeader", "profileDesc", "langUsage"]);
    let used = used
        .map(|u| u.all("language").collect::<Vec<_>>())
        .unwrap_or_default();
    let only = match used.as_slice() {
        [one] => one.attribute("ident").and_then(language),
        _ => None,
    };
    let text = tei.first("text").and_then(tongue);
    text.or_else(|| tongue(tei))
        .or(only)
        .or_else(|| asked.language.clone())
}

/// Reads the header of a text; entries that it names in passing are brought.
pub(super) fn header(
    tei: &Element,
    key: &str,
    language: Option<&str>,
    entries: &mut Entries,
    account: &mut Account,
) -> Header {
    let mut reading = Reading {
        wanted: language,
        header: Header {
            language: language.map(str::to_owned),
            ..Header::default()
        },
        extra: Map::new(),
        is_own: is_own(tei),
        entries,
    };
    let head = tei.first("teiHeader");
    let at = |path: &[&str]| head.and_then(|head| head.at(path));
    reading.title(at(&["fileDesc", "titleStmt"]), key, account);
    reading.published(at(&["fileDesc", "publicationStmt"]));
    for source in head
        .iter()
        .flat_map(|h| h.all("fileDesc"))
        .flat_map(|f| f.all("sourceDesc"))
    {
        reading.source(source);
    }
    if let Some(profile) = at(&["profileDesc"]) {
        reading.profile(profile);
    }
    if let Some(revisions) = at(&["revisionDesc"]) {
        reading.keep("revisions", revisions.words());
    }
    if let Some(edition) = at(&["fileDesc", "editionStmt"]) {
        reading.keep("edition", edition.words());
    }
    let has = |name: &str| head.is_some_and(|head| head.first(name).is_some());
    if has("encodingDesc") && !reading.is_own {
        let what = "how the text was encoded (`encodingDesc`) is not kept";
        let place = at(&["encodingDesc"])
            .map(Element::place)
            .unwrap_or_default();
        account.remark(Report::new("headers", place, what, ""));
    }
    if !reading.extra.is_empty() {
        reading.header.common.extra = json!({ "tei": reading.extra });
    }
    reading.header
}

impl Reading<'_> {
    fn title(&mut self, statement: Option<&Element>, key: &str, account: &mut Account) {
        let (main, below) = statement.map(|s| self.titles(s)).unwrap_or_default();
        let title = match (main, below) {
            // In ParlaMint the main title is that of the corpus.
            (Some(main), Some(below)) if main.contains("ParlaMint") => {
                self.keep("corpus", main);
                below
            }
            (Some(main), Some(below)) => format!("{}. {below}", main.trim_end_matches('.')),
            (Some(one), None) | (None, Some(one)) => one,
            (None, None) => {
                let what = "the text has no title: the name of its file is it";
                account.remark(Report::new("titles", Place::default(), what, key));
                key.to_owned()
            }
        };
        self.header.title = title;
        let Some(statement) = statement else { return };
        for part in statement.elements() {
            match part.name.as_str() {
                "title" => {}
                // Whom a citation names is found out anew.
                "author" if self.is_own => {}
                "respStmt" => self.credit(part),
                "author" | "editor" | "principal" => {
                    self.credited(&part.name.clone(), part.words())
                }
                name => self.keep(name, in_this_tongue(part, self.wanted)),
            }
        }
    }

    fn credit(&mut self, statement: &Element) {
        let roles: Vec<&Element> = statement.all("resp").collect();
        let role = self
            .words_of(&roles)
            .unwrap_or_else(|| "responsible".to_owned());
        let named = ["name", "persName", "orgName"];
        for name in statement
            .elements()
            .filter(|e| named.contains(&e.name.as_str()))
        {
            self.credited(&role, name.words());
        }
    }

    fn credited(&mut self, role: &str, name: String) {
        if !name.is_empty() {
            self.header.credits.push(Credit {
                role: role.to_owned(),
                name,
            });
        }
    }

    fn published(&mut self, statement: Option<&Element>) {
        let Some(statement) = statement else { return };
        for part in statement.elements() {
            match part.name.as_str() {
                "availability" => self.rights(part),
                "ptr" => self.keep(
                    "page",
                    part.attribute("target").unwrap_or_default().to_owned(),
                ),
                name => self.keep(name, in_this_tongue(part, self.wanted)),
            }
        }
    }

    fn rights(&mut self, availability: &Element) {
        let licences: Vec<&Element> = ["licence", "license"]
            .iter()
            .flat_map(|n| availability.all(n))
            .collect();
        // postil says of what each is: of the transcript, of the notes.
        let notes = |e: &&&Element| e.words().starts_with("The notes: ");
        let of_text: Vec<&Element> = licences.iter().filter(|e| !notes(e)).copied().collect();
        let licence = in_tongue(&of_text, self.wanted).map(|licence| {
            let words = licence.words();
            let words = words
                .strip_prefix("The transcript: ")
                .unwrap_or(&words)
                .to_owned();
            let address = licence.attribute("target").filter(|a| is_external(a));
            address.map_or(words, str::to_owned)
        });
        let words: Vec<&Element> = availability.all("p").collect();
        let words = self
            .words_of(&words)
            .filter(|w| w != "Rights in the transcript: not stated.");
        self.header.rights = licence.filter(|l| !l.is_empty()).or_else(|| words.clone());
        if let Some(words) = words.filter(|words| self.header.rights.as_ref() != Some(words)) {
            self.keep("availability", words);
        }
        self.keep(
            "status",
            availability
                .attribute("status")
                .unwrap_or_default()
                .to_owned(),
        );
    }
}

/// Words in one language, if all parts of an element name theirs.
fn in_this_tongue(element: &Element, wanted: Option<&str>) -> String {
    let parts: Vec<&Element> = element.elements().collect();
    let in_tongues = parts.len() > 1
        && parts
            .iter()
            .filter(|p| p.attribute("xml:lang").is_some())
            .count()
            > 1;
    match in_tongues {
        true => in_tongue(&parts, wanted)
            .map(Element::words)
            .unwrap_or_default(),
        false => collapsed(&element.text()),
    }
}

/// The day that the title or the name of the file begins with, where a header has none; gives what is to be asked.
pub(super) fn day_of_name(header: &mut Header, key: &str, account: &mut Account) -> Option<Guess> {
    if header.date.is_some() {
        return None;
    }
    let (day, _) = leading_day(&header.title).or_else(|| leading_day(key))?;
    let day = header.date.insert(day).value.edtf();
    let what = format!("the day is that of the title or the file's name: {day}");
    let guess = Guess::new(Guessed::Date, Whence::Beside, day);
    account.remark(Report::new("dates", Place::default(), what, ""));
    Some(guess)
}

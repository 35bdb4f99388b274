//! What the header of a text says: its title and day, where and by whom, whose the rights are, where it comes from.

use serde_json::{Map, Value, json};

use super::{
    entries::Entries,
    own::{is_own, named_by_address},
    tongues::{in_tongue, tongue},
};
use crate::{
    archive::{Credit, Dated, EntryFields, Header, Kind, Media, Name, Relation, Source},
    import::{
        account::{Account, Place, Report},
        dated::{between, dated, language, leading_day},
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
    if reading.header.date.is_none() {
        let day = leading_day(&reading.header.title).or_else(|| leading_day(key));
        reading.header.date = day.map(|(day, _)| day);
        if let Some(day) = &reading.header.date {
            let what = format!(
                "the day is that of the title or the file's name: {}",
                day.value.edtf()
            );
            account.remark(Report::new("dates", Place::default(), what, ""));
        }
    }
    if !reading.extra.is_empty() {
        reading.header.common.extra = json!({ "tei": reading.extra });
    }
    reading.header
}

struct Reading<'a> {
    wanted: Option<&'a str>,
    header: Header,
    extra: Map<String, Value>,
    is_own: bool,
    entries: &'a mut Entries,
}

impl Reading<'_> {
    fn keep(&mut self, key: &str, value: String) {
        if value.is_empty() {
            return;
        }
        let list = self
            .extra
            .entry(key.to_owned())
            .or_insert_with(|| json!([]));
        if let Value::Array(list) = list {
            list.push(Value::String(value));
        }
    }

    /// The words of the elements of this name that are in the wanted language.
    fn words_of(&self, all: &[&Element]) -> Option<String> {
        let words = in_tongue(all, self.wanted)?.words();
        (!words.is_empty()).then_some(words)
    }

    fn titles(&self, holder: &Element) -> (Option<String>, Option<String>) {
        let of = |kinds: &[&str]| -> Vec<&Element> {
            let all = holder.all("title");
            all.filter(|t| kinds.contains(&t.attribute("type").unwrap_or("main")))
                .collect()
        };
        (
            self.words_of(&of(&["main", "full", "a", "m"])),
            self.words_of(&of(&["sub", "subordinate"])),
        )
    }

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

    fn source(&mut self, description: &Element) {
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

    fn profile(&mut self, profile: &Element) {
        for part in profile.all("abstract") {
            let words = Some(part.words()).filter(|words| !words.is_empty());
            match part.attribute("n") {
                Some("warning") => self.header.warning = words,
                _ if self.header.summary.is_none() => self.header.summary = words,
                _ => self.keep("abstract", words.unwrap_or_default()),
            }
        }
        for setting in profile
            .descendants()
            .into_iter()
            .filter(|e| e.name == "setting" || e.name == "settingDesc")
        {
            self.setting(setting);
        }
        let terms = profile
            .descendants()
            .into_iter()
            .filter(|e| e.name == "term");
        for term in terms {
            let words = term.words();
            let about = term.attribute("ref").and_then(named_by_address);
            match about {
                Some((kind, id)) => {
                    self.bring(kind, &id, &words);
                    self.header.about.push((kind, Name::unplaced(id)));
                }
                None if term.attribute("type") == Some("form") => self.header.form = Some(words),
                None => self.keep("keywords", words),
            }
        }
    }

    fn setting(&mut self, setting: &Element) {
        let cities: Vec<&Element> = setting
            .elements()
            .filter(|e| {
                let kind = e.attribute("type").unwrap_or_default();
                e.name == "settlement"
                    || e.name == "name" && ["city", "place", "settlement"].contains(&kind)
            })
            .collect();
        if let Some(city) = in_tongue(&cities, self.wanted) {
            let others: Vec<String> = cities.iter().map(|city| city.words()).collect();
            self.place(city, others);
        }
        for part in setting.elements() {
            match part.name.as_str() {
                "date" if self.header.date.is_none() || part.attribute("when").is_some() => {
                    self.header.date = day(part).or(self.header.date.take());
                }
                "placeName" => self.place(part, Vec::new()),
                "activity" => {
                    let named = part
                        .first("ref")
                        .and_then(|r| named_by_address(r.attribute("target")?));
                    match named {
                        Some((kind, id)) => {
                            self.bring(kind, &id, &part.words());
                            let event = Name::unplaced(id);
                            self.header.named.push(Relation::TranscriptEvent, event);
                        }
                        None => self.keep("activity", part.words()),
                    }
                }
                "setting" | "settlement" => {}
                "name"
                    if ["city", "place", "settlement"]
                        .contains(&part.attribute("type").unwrap_or_default()) => {}
                "name" => {
                    let kind = part.attribute("type").unwrap_or("name").to_owned();
                    let of_kind: Vec<&Element> = setting
                        .all("name")
                        .filter(|e| e.attribute("type") == Some(&*kind))
                        .collect();
                    if in_tongue(&of_kind, self.wanted) == Some(part) {
                        self.keep(&kind, part.words());
                    }
                }
                name => self.keep(name, part.words()),
            }
        }
    }

    /// Where it was said: an entry, under what its page is called, or under its name.
    fn place(&mut self, place: &Element, names: Vec<String>) {
        let title = place.words();
        let named = place.attribute("ref").and_then(named_by_address);
        let key = named.map_or_else(|| title.clone(), |(_, id)| id);
        let known = self
            .header
            .named
            .of(Relation::TranscriptPlace)
            .iter()
            .any(|n| n.value == key);
        if title.is_empty() || known {
            return;
        }
        let address = place
            .attribute("ref")
            .filter(|a| is_external(a) && named_by_address(a).is_none());
        let fields = EntryFields {
            aliases: names.into_iter().filter(|name| *name != title).collect(),
            same_as: address
                .map(|a| Name::unplaced(a.to_owned()))
                .into_iter()
                .collect(),
            title,
            ..EntryFields::default()
        };
        self.entries.bring(Kind::PLACES, &key, fields);
        self.header
            .named
            .push(Relation::TranscriptPlace, Name::unplaced(key));
    }

    fn bring(&mut self, kind: Kind, id: &str, title: &str) {
        let fields = EntryFields {
            title: title.to_owned(),
            ..EntryFields::default()
        };
        self.entries.bring(kind, id, fields);
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

/// A day, or from one to another; postil's own words of it are EDTF.
fn day(date: &Element) -> Option<Dated> {
    let of = |name| date.attribute(name);
    let words = || dated(&date.words());
    let when = of("when").or_else(|| of("when-iso")).and_then(dated);
    words().or(when).or_else(|| between(of("from"), of("to")))
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

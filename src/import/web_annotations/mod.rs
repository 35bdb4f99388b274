//! Annotations as the W3C's Web Annotation Data Model has them (Recommendation of 2017): one, a list, a collection, a page of one.
//!
//! They are on pages, so that the words they are on are looked for in the archive's transcripts (see [`LooseNote`]). What has no
//! words (a region of a picture, a path in a page) is reported. What postil itself wrote is known by its targets, and read as what it was.
//!
//! | Module | What it does |
//! |---|---|
//! | `list` | the annotations of a file |
//! | `target` | what one is on |
//! | `body` | what one says |
//! | `ours` | addresses of an archive of postil's own |

mod body;
mod list;
mod ours;
mod target;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde_json::Value;

use self::{
    body::{Bodies, Said, is_html},
    list::{Listed, listed},
    target::{On, on},
};
use super::{
    account::{Account, Place, Report, Side},
    brought::{Imported, LooseNote},
    file::ImportFile,
    foreign::{Topics, clean, day, each, json, objects, of_html, says, text},
    importer::{Asked, Claim, Importer},
    unreadable::Unreadable,
};
use crate::archive::{Annotation, Date, Dated, Name};

const NOTES: &str = "annotations";
const BODIES: &str = "bodies";
const OTHERS: &str = "other words";

/// Annotations of the W3C's model.
#[derive(Debug)]
pub(crate) struct JsonLd;

impl Importer for JsonLd {
    fn name(&self) -> &'static str {
        "web-annotations"
    }

    fn title(&self) -> &'static str {
        "Web Annotations of the W3C (JSON-LD)"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let head = file.head().trim_start();
        if !head.starts_with(['{', '[']) {
            return Claim::No;
        }
        let has = |key: &str| head.contains(&format!("\"{key}\""));
        let named = has("Annotation") || has("AnnotationCollection") || has("AnnotationPage");
        match (head.contains("/ns/anno"), named) {
            (true, _) => Claim::Sure,
            (false, true) => Claim::Likely,
            (false, false) => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let value = json(&file.decoded()?.text)?;
        let Listed {
            annotations,
            remarks,
        } = listed(&value);
        if annotations.is_empty() && remarks.is_empty() {
            return Err(Unreadable::new("there is no annotation in the file")
                .help("an annotation has `\"type\": \"Annotation\"` and a `target`; a collection has them under `items`"));
        }
        let mut reading = Reading {
            account: Account::default(),
            topics: Topics::default(),
            loose: Vec::new(),
            printed: printed(&value),
            warning: body::warning(&annotations),
            language: asked.language.as_deref(),
        };
        for words in reading.printed.values() {
            reading.account.printed(Side::Notes, words);
        }
        for what in remarks {
            reading
                .account
                .remark(Report::new(NOTES, Place::default(), what, ""));
        }
        for (annotation, number) in annotations.into_iter().zip(1..) {
            let id = text(annotation, "id").unwrap_or_default();
            let place = Place::known_as(format!("annotation {number} {id}").trim());
            reading.annotation(annotation, &place);
        }
        for words in std::mem::take(&mut reading.printed).into_values() {
            reading.account.found(OTHERS, 1);
            let report = Report::new(
                OTHERS,
                Place::default(),
                "they are no body of an annotation",
                words,
            );
            reading.account.left_out(Side::Notes, report);
        }
        Ok(Imported {
            entries: reading.topics.entries(),
            loose: reading.loose,
            account: reading.account,
            ..Imported::default()
        })
    }
}

/// Every value of a file that is words, by where it is in memory: not that of a selector, a state or a sheet of styles.
fn printed(value: &Value) -> BTreeMap<usize, String> {
    let no_words = |kind: &&str| {
        ["Selector", "State", "Stylesheet"]
            .iter()
            .any(|end| kind.ends_with(end))
    };
    let mut printed = BTreeMap::new();
    for object in objects(value) {
        let kinds = match object.get("type") {
            Some(Value::Array(many)) => many.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        if kinds
            .iter()
            .filter_map(Value::as_str)
            .any(|kind| no_words(&kind))
        {
            continue;
        }
        let format = object
            .get("format")
            .and_then(Value::as_str)
            .unwrap_or_default();
        let words = ["value", "bodyValue"]
            .into_iter()
            .filter_map(|key| object.get(key)?.as_str());
        for words in words {
            let shown = match is_html(format) {
                true => of_html(words),
                false => words.to_owned(),
            };
            printed.insert(place_of(words), shown);
        }
    }
    printed
}

/// Where words are in memory, which tells those apart that read alike.
fn place_of(words: &str) -> usize {
    words.as_ptr().addr()
}

struct Reading<'r> {
    account: Account,
    topics: Topics,
    loose: Vec<LooseNote>,
    /// What is neither written nor reported yet.
    printed: BTreeMap<usize, String>,
    /// What is shown before what they are all on.
    warning: Option<&'r str>,
    language: Option<&'r str>,
}

impl Reading<'_> {
    fn annotation(&mut self, value: &Value, place: &Place) {
        self.account.found(NOTES, 1);
        let On {
            mut places,
            wordless,
            ours,
        } = on(value);
        let mut annotation = Annotation::unplaced();
        about(value, ours, &mut annotation);
        let mut topics = Topics::default();
        let mut turned = Vec::new();
        let page = places.first().and_then(|place| place.addresses.first());
        let base = page
            .filter(|_| ours)
            .and_then(|page| ours::base(page))
            .map(str::to_owned);
        let bodies = Bodies {
            ours,
            warning: self.warning,
            base: base.as_deref(),
            turned: &mut turned,
            language: self.language,
            annotation: &mut annotation,
            topics: &mut topics,
        };
        let said = bodies.read(value);
        let refused = match (places.is_empty(), says(&annotation)) {
            (true, _) if wordless.is_empty() => Some("it is on nothing".to_owned()),
            (true, _) => Some(format!(
                "it is on what has no words: {}",
                wordless.join(", ")
            )),
            (false, false) => Some("it marks something and says nothing of it".to_owned()),
            (false, true) => None,
        };
        if let Some(why) = refused {
            return self.refuse(value, place, why);
        }
        for what in wordless {
            let what = format!("it is also on what has no words, which is not written: {what}");
            self.account
                .remark(Report::new(NOTES, place.clone(), what, ""));
        }
        self.topics.extend(topics);
        // Of a link that is turned back, the words stay, and its address is another.
        for (address, named) in turned {
            self.account.elsewhere(Side::Notes, &address);
            self.account.printed(Side::Notes, &named);
        }
        self.settle(said, place);
        for what in unwritten(value, ours) {
            self.account
                .remark(Report::new(NOTES, place.clone(), what, ""));
        }
        self.account.wrote(NOTES, 1);
        let first = places.remove(0);
        self.loose.push(LooseNote {
            place: place.clone(),
            addresses: first.addresses,
            quote: first.quote,
            also: places,
            annotation,
        });
    }

    /// Notes what became of the bodies.
    fn settle(&mut self, said: Vec<Said<'_>>, place: &Place) {
        for said in said {
            self.account.found(BODIES, 1);
            let at = place_of(said.words());
            let words = self.printed.remove(&at).unwrap_or_default();
            match said {
                Said::InNote(_) => self.account.wrote(BODIES, 1),
                Said::Elsewhere(_) => {
                    self.account.wrote(BODIES, 1);
                    self.account.elsewhere(Side::Notes, &words);
                }
                Said::LeftOut(_, why) => {
                    let report = Report::new(BODIES, place.clone(), why, words);
                    self.account.left_out(Side::Notes, report);
                }
            }
        }
    }

    /// Reports an annotation with all that it prints.
    fn refuse(&mut self, value: &Value, place: &Place, why: String) {
        let words = printed(value)
            .into_keys()
            .filter_map(|at| self.printed.remove(&at));
        let words = words.collect::<Vec<_>>().join("\n");
        let report = Report::new(NOTES, place.clone(), why, words);
        self.account.left_out(Side::Notes, report);
    }
}

/// Who wrote it and when, and, of our own, how it is called.
fn about(value: &Value, ours: bool, annotation: &mut Annotation) {
    let names = |key: &str| {
        let agents = each(value, key).iter().filter_map(|agent| {
            let known = ["name", "nickname", "id"]
                .into_iter()
                .find_map(|key| text(agent, key));
            known.or(agent.as_str()).map(clean)
        });
        let names = agents
            .filter(|name| !name.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        (!names.is_empty()).then(|| Name::unplaced(names))
    };
    annotation.by = names("creator");
    annotation.checked = names("dcterms:contributor");
    let edtf = |date: &str| Date::parse(date).ok().map(Dated::unplaced);
    annotation.written = text(value, "created")
        .and_then(day)
        .or_else(|| text(value, "dcterms:date").and_then(edtf));
    if ours && let Some(id) = text(value, "id").and_then(ours::note) {
        annotation.id = Some(Name::unplaced(id));
    }
}

/// What is known of an annotation and has no place in ours; what postil writes of all of its own is none of it.
fn unwritten(value: &Value, ours: bool) -> Vec<String> {
    let mut told = Vec::new();
    if let (Some(created), Some(modified)) = (
        text(value, "created").and_then(day),
        text(value, "modified").and_then(day),
    ) && created != modified
    {
        told.push(format!(
            "it was changed on {}, which is not written",
            modified.value.edtf()
        ));
    }
    for key in ["rights", "audience", "via", "stylesheet"] {
        if let Some(known) = value.get(key).filter(|_| !ours) {
            let shown = known
                .as_str()
                .map_or_else(|| known.to_string(), str::to_owned);
            told.push(format!(
                "its `{key}` is not written: {}",
                crate::text::first_words(&shown, 20)
            ));
        }
    }
    let is_address = |id: &Value| id.as_str().is_some_and(|id| id.contains(':'));
    if !value.get("id").is_none_or(is_address) {
        told.push("its `id` is no address".to_owned());
    }
    told
}

//! One text, from its header to its notes.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::{
    cast::Cast,
    entries::Entries,
    header::{day_of_name, header, language_of},
    kinds::{holds_notes, is_data},
    notes::{Notes, notes_of},
    own,
    page::Page,
    printed::{How, has_joins, printed},
    targets::{Ground, wanted},
};
use crate::{
    archive::{
        Annotation, Header, InLanguage, ListIndex, Name, ParagraphId, ParagraphIndex, ParagraphRun,
        Prose,
    },
    import::{
        account::{Account, Place, Report, Side},
        brought::{BroughtTranscript, Imported, Note, On},
        importer::Asked,
        script::Script,
        words_of::{Tally, footnote_line, is_empty},
        xml::{Element, Node},
    },
};

/// The most bytes that the source's own ids of paragraphs may take in what is kept beside a transcript.
const MOST_IDS: usize = 4096;

/// One text of a file.
pub(super) struct Text<'a> {
    pub(super) tei: &'a Element,
    pub(super) asked: &'a Asked,
    pub(super) key: String,
}

impl Text<'_> {
    pub(super) fn read(self, entries: &mut Entries, imported: &mut Imported) {
        let (tei, account) = (self.tei, &mut imported.account);
        let is_own = own::is_own(tei);
        let own_key = || {
            let idno = tei.at(&["teiHeader", "fileDesc", "publicationStmt", "idno"])?;
            (idno.attribute("type") == Some("postil")).then(|| idno.words())
        };
        let key = own_key()
            .filter(|key| is_own && !key.is_empty())
            .unwrap_or(self.key);
        let language = language_of(tei, self.asked);
        let cast = Cast::of(tei, is_own, entries);
        let mut header = header(tei, &key, language.as_deref(), entries, account);
        let guessed = day_of_name(&mut header, &key, account);
        let notes = notes_of(tei);
        let nothing = Element::default();
        let is_list = is_data(tei) && tei.name != "TEI" || tei.name == "settingDesc";
        let text = match tei.first("text") {
            Some(text) => text,
            None if is_list => &nothing,
            None => tei,
        };
        let how = How {
            joins: has_joins(text),
            changes: self.asked.changes,
        };
        account.printed(Side::Speech, &printed(text, how));
        let mut page = Page {
            script: Script::default(),
            tally: Tally::default(),
            cast: &cast,
            entries,
            how,
            is_own,
            language,
            tongues: Vec::new(),
            foreign: Vec::new(),
            label: None,
            wanted: wanted(&notes),
            places: BTreeMap::new(),
            corrections: Vec::new(),
            ids: BTreeMap::new(),
            times: times(tei),
            notes: BTreeMap::new(),
            pages: 0,
            account,
        };
        page.text(text);
        let Page {
            script,
            tally,
            foreign,
            places,
            corrections,
            ids,
            account,
            ..
        } = page;
        tally.tell(account);
        let (said, steps) = script.finish(&mut header);
        header.languages = runs(foreign);
        keep_ids(&mut header, ids, account);
        let mut all = Notes {
            ground: Ground::new(&said, &steps, &places),
            is_own,
            brought: corrections.into_iter().map(corrected).collect(),
            loose: Vec::new(),
        };
        all.read(&notes, account);
        let (brought, loose) = (all.brought, all.loose);
        imported.loose.extend(loose);
        if !said.blocks.is_empty() {
            imported.transcripts.push(BroughtTranscript {
                key,
                header,
                said,
                notes: brought,
                guessed: guessed.into_iter().collect(),
            });
        } else {
            for note in brought {
                let words = note
                    .annotation
                    .note
                    .map(|note| note.text)
                    .unwrap_or_default();
                let what = "there are no words that it could be on";
                account.remark(Report::new("annotations", Place::default(), what, words));
            }
        }
    }
}

impl Page<'_> {
    fn text(&mut self, text: &Element) {
        self.collect_notes(text);
        match text.name.as_str() {
            "text" | "TEI" | "TEI.2" => self.parts(text),
            "body" => self.division(text, 0),
            _ => self.division(&around(text), 0),
        }
        self.end_paragraph();
        if let Some(label) = self.label.take() {
            let what = format!("a label behind which nobody speaks: {label}");
            self.account
                .remark(Report::new("labels", Place::default(), what, ""));
        }
        let waiting = self.script.running.waiting();
        self.account
            .wrote("pages", self.pages - waiting.min(self.pages));
        for _ in 0..waiting.min(self.pages) {
            let report = Report::new(
                "pages",
                Place::default(),
                "no words stand behind its beginning",
                "",
            );
            self.account.left_out(Side::Speech, report);
        }
        for (id, (words, footnote)) in std::mem::take(&mut self.notes) {
            if footnote.is_none() {
                let what = "a note behind the text to which nothing in it refers";
                let report = Report::new("footnotes", Place::known_as(id), what, words);
                self.account.left_out(Side::Speech, report);
            }
        }
    }

    fn parts(&mut self, text: &Element) {
        for child in &text.children {
            match child {
                Node::Text(words) if is_empty(words) => {}
                Node::Text(words) => {
                    self.script.running.words(words);
                    self.end_paragraph();
                }
                Node::Element(part) => match part.name.as_str() {
                    "front" => self.matter(part, "front matter"),
                    "back" => self.matter(part, "back matter"),
                    "text" => self.parts(part),
                    "group" => part.elements().for_each(|inner| self.around_text(inner)),
                    "teiHeader" | "TEI" | "TEI.2" | "teiCorpus" => {}
                    _ if is_data(part) => {}
                    _ => self.around_text(part),
                },
            }
        }
    }

    fn around_text(&mut self, part: &Element) {
        match part.name.as_str() {
            "text" => self.parts(part),
            "body" => self.division(part, 0),
            _ => self.division(&around(part), 0),
        }
    }

    /// What stands before and behind the text: reported, but for lists and notes.
    fn matter(&mut self, matter: &Element, unit: &'static str) {
        for child in &matter.children {
            match child {
                Node::Text(words) if is_empty(words) => {}
                Node::Text(words) => {
                    self.account.found(unit, 1);
                    let report = Report::new(
                        unit,
                        matter.place(),
                        "it is no part of the text itself",
                        words.as_str(),
                    );
                    self.account.left_out(Side::Speech, report);
                }
                Node::Element(part) if is_data(part) => {}
                Node::Element(part) if holds_notes(part) => {}
                Node::Element(part) => {
                    let is_nothing = is_empty(&printed(part, self.how));
                    if !is_nothing {
                        self.drop(part, unit, "it is no part of the text itself");
                    }
                }
            }
        }
    }

    /// Notes behind the text, to which signs in it refer.
    fn collect_notes(&mut self, text: &Element) {
        for holder in text.descendants().into_iter().filter(|e| holds_notes(e)) {
            for note in holder.descendants() {
                let Some(id) = note.attribute("xml:id").filter(|_| note.name == "note") else {
                    continue;
                };
                let words = match self.is_own {
                    true => note.text().trim().to_owned(),
                    false => {
                        let words = printed(note, self.how);
                        footnote_line(note, &words, self.account)
                    }
                };
                self.account.found("footnotes", 1);
                self.notes.insert(id.to_owned(), (words, None));
            }
        }
    }
}

/// An element alone in another.
fn around(element: &Element) -> Element {
    Element {
        name: "div".to_owned(),
        children: vec![Node::Element(element.clone())],
        line: element.line,
        ..Element::default()
    }
}

/// The points of a time line, in seconds (TEI P5, 16.4.2): of one that is given by what is between it and another, too.
fn times(tei: &Element) -> BTreeMap<String, f64> {
    let mut times = BTreeMap::new();
    for point in tei.descendants().into_iter().filter(|e| e.name == "when") {
        let of = |name| point.attribute(name);
        let Some(id) = of("xml:id") else { continue };
        let number = |text: &str| text.trim().trim_end_matches('s').parse::<f64>().ok();
        let absolute =
            of("absolute").and_then(
                |text| match text.split(':').collect::<Vec<_>>().as_slice() {
                    [h, m, s] => Some(number(h)? * 3600.0 + number(m)? * 60.0 + number(s)?),
                    _ => number(text),
                },
            );
        let since = of("since").map(|id| id.trim_start_matches('#'));
        let since = since.map_or(Some(0.0), |id| times.get(id).copied().or(Some(0.0)));
        let seconds = absolute.or_else(|| Some(number(of("interval")?)? + since?));
        if let Some(seconds) = seconds.filter(|s| s.is_finite() && *s >= 0.0) {
            times.insert(id.to_owned(), seconds);
        }
    }
    times
}

/// Paragraphs in another language, those that follow one another together.
fn runs(foreign: Vec<(ParagraphIndex, String)>) -> Vec<InLanguage> {
    let mut runs: Vec<(ParagraphIndex, ParagraphIndex, String)> = Vec::new();
    for (index, language) in foreign {
        match runs.last_mut() {
            Some((_, last, same)) if *same == language && last.place() + 1 == index.place() => {
                *last = index
            }
            Some((_, last, _)) if *last >= index => {}
            _ => runs.push((index, index, language)),
        }
    }
    let run = |(first, last, language)| InLanguage {
        paragraphs: Name::unplaced(String::new()).map(|_| ParagraphRun {
            first: ParagraphId::counted(first),
            last: ParagraphId::counted(last),
        }),
        language,
    };
    runs.into_iter().map(run).collect()
}

/// Keeps the source's own ids of paragraphs beside the transcript, if they are few.
fn keep_ids(header: &mut Header, ids: BTreeMap<ParagraphIndex, String>, account: &mut Account) {
    let others = ids
        .into_iter()
        .map(|(index, id)| (ParagraphId::counted(index).to_string(), id));
    let others: Vec<(String, String)> = others.filter(|(own, id)| own != id).collect();
    if others.is_empty() {
        return;
    }
    let bytes: usize = others.iter().map(|(own, id)| own.len() + id.len()).sum();
    if bytes > MOST_IDS {
        let what = format!(
            "{} ids of paragraphs are not kept: here they are called p1, p2, ...",
            others.len()
        );
        account.remark(Report::new("ids", Place::default(), what, ""));
        return;
    }
    let map: Map<String, Value> = others
        .into_iter()
        .map(|(own, id)| (own, Value::String(id)))
        .collect();
    match &mut header.common.extra {
        Value::Object(extra) => {
            let tei = extra.entry("tei").or_insert_with(|| json!({}));
            if let Value::Object(tei) = tei {
                tei.insert("paragraphs".to_owned(), Value::Object(map));
            }
        }
        extra => *extra = json!({ "tei": { "paragraphs": map } }),
    }
}

/// A reading that the source proposes for words that it prints otherwise.
fn corrected((on, reading): (On, String)) -> Note {
    let mut annotation = Annotation::nothing(Prose::unplaced("").span.source);
    annotation.correction = Some(Name::unplaced(reading));
    Note::on(on, annotation)
}

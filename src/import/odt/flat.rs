//! The words that a text prints, by the plainest way: all character data of its paragraphs in their order, and nothing of what they mean but for
//! tracked changes. They are compared with what the importer made of the file, so it is not asked for anything.

use std::collections::{BTreeMap, BTreeSet};

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_html5_entity,
    events::{BytesStart, Event},
};

use crate::import::Changes;

/// What is said, and what is noted.
#[derive(Debug, Default)]
pub(super) struct Words {
    pub(super) speech: String,
    pub(super) notes: String,
}

/// Elements whose character data is not printed.
const SILENT: &[&str] = &[
    "note-citation",
    "title",
    "desc",
    "script",
    "forms",
    "binary-data",
    "change-info",
];
/// Elements whose words stand beside the text, perhaps in the middle of a word.
const BESIDE: &[&str] = &[
    "note-body",
    "text-box",
    "custom-shape",
    "rect",
    "ellipse",
    "circle",
    "polygon",
    "regular-polygon",
    "polyline",
    "path",
    "line",
    "connector",
    "caption",
    "measure",
    "ruby-text",
    "hidden-text",
    "annotation",
];

/// Reads the words of `content.xml`; `hiding` are styles that hide what has them, by family and name.
pub(super) fn words(text: &str, changes: Changes, hiding: &BTreeSet<(String, String)>) -> Words {
    let mut flat = Flat {
        changes,
        hiding,
        open: Vec::new(),
        texts: vec![String::new()],
        words: Words::default(),
        deleted: BTreeMap::new(),
        inserted: BTreeSet::new(),
        dropping: vec![BTreeSet::new()],
        region: String::new(),
        silent: 0,
    };
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event() {
            Ok(Event::Start(start)) => flat.start(&start),
            Ok(Event::Empty(start)) => {
                flat.start(&start);
                flat.end();
            }
            Ok(Event::End(_)) => flat.end(),
            Ok(Event::Text(words)) => flat.words(&words.xml_content(XmlVersion::Explicit1_0)),
            Ok(Event::CData(words)) => flat.words(&words.xml_content(XmlVersion::Explicit1_0)),
            Ok(Event::GeneralRef(entity)) => {
                let name = entity.xml_content(XmlVersion::Explicit1_0).into_owned();
                match entity.resolve_char_ref() {
                    Ok(Some(sign)) => flat.words(&sign.to_string()),
                    _ => flat.words(resolve_html5_entity(&name).unwrap_or_default()),
                }
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_)) => {}
        }
    }
    let text = flat.texts.concat();
    flat.words.speech.push_str(&text);
    flat.words
}

struct Open {
    name: String,
    /// Whether its words go to a place of their own.
    beside: bool,
}

struct Flat<'f> {
    changes: Changes,
    hiding: &'f BTreeSet<(String, String)>,
    open: Vec<Open>,
    /// The words of the text, and of what lies beside it and is open.
    texts: Vec<String>,
    words: Words,
    /// What was deleted, by id.
    deleted: BTreeMap<String, String>,
    inserted: BTreeSet<String>,
    /// Rejected insertions that are open, in the text and in what lies beside it.
    dropping: Vec<BTreeSet<String>>,
    /// The change that is described.
    region: String,
    /// How many elements are open that print nothing.
    silent: usize,
}

impl Flat<'_> {
    fn start(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name().as_ref().to_owned();
        let attribute = |wanted: &str| {
            let mut all = start.attributes().flatten();
            let found = all.find(|a| a.key.local_name().as_ref() == wanted);
            found.map(|a| a.value.as_ref().to_owned())
        };
        let style = || attribute("style-name").unwrap_or_default();
        let hides = |family: &str| self.hiding.contains(&(family.to_owned(), style()));
        let mut beside = BESIDE.contains(&name.as_str());
        match name.as_str() {
            "changed-region" => self.region = attribute("id").unwrap_or_default(),
            // What was inserted before it was deleted was never there.
            "insertion" if self.deleted.remove(&self.region).is_none() => {
                self.inserted.insert(self.region.clone());
            }
            "deletion" => beside = true,
            "span" if hides("text") => beside = true,
            "change-start" => {
                let id = attribute("change-id").unwrap_or_default();
                if self.changes == Changes::Reject
                    && self.inserted.contains(&id)
                    && let Some(dropping) = self.dropping.last_mut()
                {
                    dropping.insert(id);
                }
            }
            "change-end" => {
                if let Some(dropping) = self.dropping.last_mut() {
                    dropping.remove(&attribute("change-id").unwrap_or_default());
                }
            }
            "change" => {
                let deleted = self
                    .deleted
                    .remove(&attribute("change-id").unwrap_or_default());
                if self.changes == Changes::Reject {
                    self.put(&deleted.unwrap_or_default());
                }
            }
            "s" | "tab" | "line-break" => self.put(" "),
            "table" => self.put("\n"),
            _ => {}
        }
        self.silent += usize::from(SILENT.contains(&name.as_str()));
        if beside {
            self.texts.push(String::new());
            let inside = matches!(name.as_str(), "note-body" | "annotation" | "deletion");
            let outer = self.dropping.last().cloned().unwrap_or_default();
            self.dropping
                .push(if inside { BTreeSet::new() } else { outer });
        }
        self.open.push(Open { name, beside });
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        self.silent -= usize::from(SILENT.contains(&open.name.as_str()));
        match open.name.as_str() {
            "p" | "h" | "table-cell" => self.put("\n"),
            _ => {}
        }
        if !open.beside {
            return;
        }
        self.dropping.pop();
        let words = self.texts.pop().unwrap_or_default();
        match open.name.as_str() {
            "annotation" => {
                self.words.notes.push_str(&words);
                self.words.notes.push('\n');
            }
            // Its last paragraph goes on in the text.
            "deletion" => {
                let words = words.strip_suffix('\n').unwrap_or(&words).to_owned();
                self.deleted.insert(self.region.clone(), words);
            }
            _ => {
                self.words.speech.push_str(&words);
                self.words.speech.push('\n');
            }
        }
    }

    /// Character data counts in paragraphs alone; within a comment, in its own.
    fn words(&mut self, words: &str) {
        let mut inner = self
            .open
            .iter()
            .rev()
            .take_while(|open| open.name != "annotation");
        if self.silent == 0 && inner.any(|open| matches!(open.name.as_str(), "p" | "h")) {
            self.put(words);
        }
    }

    fn put(&mut self, words: &str) {
        let kept = self.dropping.last().is_none_or(BTreeSet::is_empty);
        if kept && let Some(text) = self.texts.last_mut() {
            text.push_str(words);
        }
    }
}

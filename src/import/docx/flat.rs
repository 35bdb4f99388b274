//! The words that a part prints, by the plainest way: the words of its elements in their order, and nothing of what they mean but for tracked
//! changes. They are compared with what the importer made of the file, so it is not asked for anything.

use std::collections::BTreeSet;

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_html5_entity,
    events::{BytesStart, Event},
};

use super::symbols;
use crate::import::Changes;

/// Elements that hold words beside others: they may stand in the middle of one.
const BESIDE: &[&str] = &["txbxContent", "txBody", "rt", "oMath"];

/// Reads the words of a part; `hiding` are styles that hide what has them.
pub(super) fn words(text: &str, changes: Changes, hiding: &BTreeSet<String>) -> String {
    let mut flat = Flat {
        changes,
        hiding,
        open: Vec::new(),
        texts: vec![String::new()],
        beside: Vec::new(),
        choices: Vec::new(),
        fields: Vec::new(),
        dropped: 0,
        run: String::new(),
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
    let mut all = flat.texts.concat();
    for beside in flat.beside {
        all.push('\n');
        all.push_str(&beside);
    }
    all
}

struct Open {
    name: String,
    /// Whether its words are trimmed.
    trims: bool,
    /// Whether it drops what is in it.
    drops: bool,
    /// Whether it hides what is in it; for a paragraph, whether its mark is dropped.
    hides: bool,
    joins: bool,
    /// How much lay beside the text when it began.
    beside: usize,
}

struct Flat<'f> {
    changes: Changes,
    hiding: &'f BTreeSet<String>,
    open: Vec<Open>,
    /// The words of the text, and of what lies beside it and is open.
    texts: Vec<String>,
    beside: Vec<String>,
    /// For each choice that is open, whether one of its alternatives had words.
    choices: Vec<bool>,
    /// For each field that is open, whether its result has begun.
    fields: Vec<bool>,
    dropped: usize,
    /// The words of the element that is open.
    run: String,
}

impl Flat<'_> {
    fn start(&mut self, start: &BytesStart<'_>) {
        let name = start.local_name().as_ref().to_owned();
        let attribute = |wanted: &str| {
            let mut all = start.attributes().flatten();
            let found = all.find(|a| a.key.local_name().as_ref() == wanted);
            found.map(|a| a.value.as_ref().to_owned())
        };
        let parent = self
            .open
            .last()
            .map_or("", |open| open.name.as_str())
            .to_owned();
        let goes = match self.changes {
            Changes::Accept => ["del", "moveFrom", "cellDel"],
            Changes::Reject => ["ins", "moveTo", "cellIns"],
        };
        let gone = goes.contains(&name.as_str());
        let old = self.open.iter().any(|open| open.name.ends_with("PrChange"));
        let mut open = Open {
            trims: matches!(name.as_str(), "t" | "delText")
                && attribute("space").as_deref() != Some("preserve"),
            drops: false,
            hides: false,
            joins: false,
            beside: self.beside.len(),
            name,
        };
        match (open.name.as_str(), parent.as_str()) {
            _ if old => {}
            ("rPr" | "tcPr" | "trPr" | "pPr", _) => {}
            (_, "trPr") if gone => self.within("tr", true),
            (_, "tcPr") if gone => self.within("tc", true),
            (_, "rPr") if gone && self.is_of_mark() => {
                if let Some(paragraph) = self.open.iter_mut().rev().find(|open| open.name == "p") {
                    paragraph.joins = true;
                }
            }
            ("vanish" | "rStyle", "rPr") if self.is_of_mark() => {}
            ("vanish", "rPr")
                if !matches!(attribute("val").as_deref(), Some("0" | "false" | "off")) =>
            {
                self.hide(true)
            }
            ("vanish", "rPr") => self.hide(false),
            ("rStyle", "rPr") if attribute("val").is_some_and(|id| self.hiding.contains(&id)) => {
                self.hide(true)
            }
            ("pStyle", "pPr") if attribute("val").is_some_and(|id| self.hiding.contains(&id)) => {
                if let Some(paragraph) = self.open.iter_mut().rev().find(|open| open.name == "p") {
                    paragraph.hides = true;
                }
            }
            (_, "trPr" | "tcPr" | "rPr" | "pPr" | "tabs" | "numPr") => {}
            _ if gone => open.drops = true,
            ("r", _) => {
                open.hides = self
                    .open
                    .iter()
                    .rev()
                    .find(|open| open.name == "p")
                    .is_some_and(|p| p.hides);
                self.texts.push(String::new());
            }
            ("AlternateContent", _) => self.choices.push(false),
            ("Choice" | "Fallback", "AlternateContent") => {
                open.drops = self.choices.last().copied().unwrap_or_default();
                self.texts.push(String::new());
            }
            ("tab" | "ptab" | "br" | "cr", _) => self.put(" "),
            ("tbl", _) => self.put("\n"),
            ("noBreakHyphen", _) => self.put("\u{2011}"),
            ("sym", _) => {
                let sign = symbols::sign(
                    &attribute("font").unwrap_or_default(),
                    &attribute("char").unwrap_or_default(),
                );
                self.put(&sign.map(String::from).unwrap_or_default());
            }
            ("fldChar", _) => match attribute("fldCharType").as_deref() {
                Some("begin") => self.fields.push(false),
                Some("separate") => _ = self.fields.last_mut().map(|field| *field = true),
                Some("end") => _ = self.fields.pop(),
                _ => {}
            },
            (name, _) if BESIDE.contains(&name) => self.texts.push(String::new()),
            _ => {}
        }
        self.dropped += usize::from(open.drops);
        self.open.push(open);
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if matches!(open.name.as_str(), "t" | "delText") {
            let words = std::mem::take(&mut self.run);
            self.put(if open.trims { words.trim() } else { &words });
        }
        self.dropped -= usize::from(open.drops);
        match open.name.as_str() {
            "r" if self.texts.len() > 1 => {
                let words = self.texts.pop().unwrap_or_default();
                match open.hides {
                    true => self.beside.push(words),
                    false => self.append(&words),
                }
            }
            "Choice" | "Fallback" if self.texts.len() > 1 => {
                let words = self.texts.pop().unwrap_or_default();
                if let Some(had) = self.choices.last_mut() {
                    let beside = self.beside.iter().skip(open.beside);
                    let mut all = beside.chain([&words]);
                    *had |= all.any(|words| !words.trim().is_empty());
                }
                self.append(&words);
            }
            "AlternateContent" => _ = self.choices.pop(),
            "p" if !open.joins => self.append("\n"),
            "tc" | "footnote" | "endnote" | "comment" => self.append("\n"),
            name if BESIDE.contains(&name) && self.texts.len() > 1 => {
                let words = self.texts.pop().unwrap_or_default();
                self.beside.push(words);
            }
            _ => {}
        }
    }

    /// Marks the nearest element of a name as dropped.
    fn within(&mut self, name: &str, drops: bool) {
        if let Some(open) = self.open.iter_mut().rev().find(|open| open.name == name)
            && open.drops != drops
        {
            open.drops = drops;
            self.dropped += 1;
        }
    }

    fn hide(&mut self, hides: bool) {
        if let Some(run) = self.open.iter_mut().rev().find(|open| open.name == "r") {
            run.hides = hides;
        }
    }

    fn words(&mut self, words: &str) {
        let Some(open) = self.open.last() else { return };
        if matches!(open.name.as_str(), "t" | "delText") {
            self.run.push_str(words);
        }
    }

    /// Whether the properties that are open are those of a paragraph's mark.
    fn is_of_mark(&self) -> bool {
        let above = self.open.iter().rev().nth(1);
        above.is_some_and(|open| open.name == "pPr")
    }

    fn put(&mut self, words: &str) {
        if self.dropped == 0 && self.fields.iter().all(|result| *result) {
            self.append(words);
        }
    }

    fn append(&mut self, words: &str) {
        if let Some(text) = self.texts.last_mut() {
            text.push_str(words);
        }
    }
}

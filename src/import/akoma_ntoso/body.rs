//! Sections, speeches and narration of a debate.

use super::{
    about::About,
    inline::{Ink, is_text, printing},
    references::References,
};
use crate::{
    archive::{Header, Kind},
    import::{
        account::{Account, Report, Side},
        importer::Changes,
        running::{Steps, collapsed},
        script::{Script, Turn},
        words_of::{Tally, is_empty, printed},
        xml::{Element, Node},
    },
    writer::Said,
};

/// A debate that is read.
pub(super) struct Debate<'a> {
    ink: Ink<'a>,
    references: &'a References,
    heading_is_title: bool,
}

/// Parts of a debate that are read elsewhere.
const ELSEWHERE: [&str; 4] = ["meta", "coverPage", "preface", "preamble"];

impl<'a> Debate<'a> {
    pub(super) fn new(
        references: &'a References,
        about: &About,
        changes: Changes,
        account: &'a mut Account,
    ) -> Self {
        Self {
            ink: Ink {
                script: Script::default(),
                account,
                tally: Tally::default(),
                changes,
                in_speech: false,
            },
            references,
            heading_is_title: about.heading_is_title,
        }
    }

    pub(super) fn read(mut self, debate: &Element) -> Self {
        for part in debate.elements() {
            match part.name.as_str() {
                name if ELSEWHERE.contains(&name) => {}
                "attachments" | "annexes" | "components" => {
                    self.ink.drop(
                        part,
                        "attachments",
                        "a document of its own, and no words of the debate",
                    );
                }
                _ => self.container(part, 0),
            }
        }
        self
    }

    pub(super) fn finish(self, header: &mut Header) -> (Said, Vec<Steps>) {
        self.ink.tally.tell(self.ink.account);
        self.ink.script.finish(header)
    }

    /// What holds sections, speeches and narration; `level` is how many sections it lies in.
    fn container(&mut self, element: &Element, level: usize) {
        let level = level + usize::from(self.heading(element, level));
        let mut heads = Heads::default();
        for child in &element.children {
            match child {
                Node::Element(inner) if heads.is_head(inner, &HEADS) => {}
                Node::Text(text) if is_empty(text) => {}
                Node::Text(text) => {
                    self.narrate();
                    self.ink.script.running.words(text);
                    self.ink.script.end_paragraph();
                }
                Node::Element(inner) => self.inside(inner, level),
            }
        }
    }

    fn inside(&mut self, element: &Element, level: usize) {
        match element.name.as_str() {
            name if SPEECHES.contains(&name) => self.speech(element, level),
            "narrative" | "scene" | "summary" | "other" => {
                self.ink.account.found("narratives", 1);
                let before = self.ink.script.paragraphs();
                self.narrate();
                self.ink.block(element);
                self.count("narratives", before, element);
            }
            "authorialNote" | "note" => self.ink.part(element),
            _ if holds_parts(element) => self.container(element, level),
            _ => {
                self.narrate();
                self.ink.block(element);
            }
        }
    }

    fn narrate(&mut self) {
        self.ink.script.narrate();
        self.ink.in_speech = false;
    }

    /// Number, heading and subheading in one; whether there is one.
    fn heading(&mut self, element: &Element, level: usize) -> bool {
        let words = |name: &str| {
            let words = element.first(name).map(|e| words_of(e, self.ink.changes));
            words.filter(|words| !words.is_empty())
        };
        let (num, heading, below) = (words("num"), words("heading"), words("subheading"));
        let whole = [num, heading]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ");
        let whole = [Some(whole).filter(|words| !words.is_empty()), below];
        let whole = whole.into_iter().flatten().collect::<Vec<_>>().join(" – ");
        if whole.is_empty() {
            return false;
        }
        self.ink.account.found("headings", 1);
        self.ink.account.wrote("headings", 1);
        if std::mem::take(&mut self.heading_is_title) {
            return false;
        }
        self.ink.script.heading(level + 2, &whole);
        true
    }

    fn speech(&mut self, element: &Element, level: usize) {
        self.ink.account.found("speeches", 1);
        self.heading(element, level);
        let before = self.ink.script.paragraphs();
        let (turn, mut again) = (self.turn(element), None);
        match turn {
            Some(turn) => {
                again = Some(turn.clone());
                self.ink.script.begin(turn);
                self.ink.in_speech = true;
            }
            None => {
                let what = "nobody is named as who speaks: the words are set as narration";
                let report = Report::new("speeches", element.place(), what, "");
                self.ink.account.remark(report);
                self.narrate();
            }
        }
        let mut heads = Heads::default();
        for child in &element.children {
            match child {
                Node::Element(inner) if heads.is_head(inner, &HEADS_AND_FROM) => {}
                Node::Text(text) => self.ink.script.running.words(text),
                Node::Element(inner) if SPEECHES.contains(&inner.name.as_str()) => {
                    self.speech(inner, level);
                    match &again {
                        Some(turn) => self.ink.script.begin(turn.clone()),
                        None => self.narrate(),
                    }
                }
                Node::Element(inner) => self.ink.part(inner),
            }
        }
        self.ink.script.end_paragraph();
        self.count("speeches", before, element);
    }

    /// Something is written if it brought a paragraph.
    fn count(&mut self, unit: &'static str, before: usize, element: &Element) {
        match self.ink.script.paragraphs() > before {
            true => self.ink.account.wrote(unit, 1),
            false => {
                let report = Report::new(unit, element.place(), "it has no words", "");
                self.ink.account.left_out(Side::Speech, report);
            }
        }
    }

    /// Who speaks: as the source prints it, else as the references call them, else their id.
    fn turn(&mut self, element: &Element) -> Option<Turn> {
        let of = |name: &str| {
            let value = element.attribute(name).map(collapsed);
            value.filter(|value| !value.is_empty() && value != "#")
        };
        let printed = element.first("from").map(|e| words_of(e, self.ink.changes));
        let printed = printed.filter(|words| !words.is_empty());
        if let Some(words) = &printed {
            self.ink.account.elsewhere(Side::Speech, words);
        }
        let by = of("by");
        let known = by.as_deref().and_then(|by| self.references.get(by));
        let id = by
            .as_deref()
            .map(|by| by.trim_start_matches('#').to_owned());
        if let (Some(id), None) = (&id, known) {
            let what = format!("`by=\"#{id}\"` is nobody whom the references name");
            self.ink.tally.add("speakers", what, element);
        }
        let label = printed
            .or_else(|| known.map(|known| known.name.clone()))
            .or_else(|| id.clone())?;
        let role = of("as").map(|role| match self.references.get(&role) {
            Some(known) => known.name.clone(),
            None => role.trim_start_matches('#').to_owned(),
        });
        for (name, what) in [
            ("to", "to whom it was said is not kept"),
            (
                "startTime",
                "when it began on the clock is not kept: a recording's times are no times of the day",
            ),
        ] {
            if of(name).is_some() {
                self.ink.tally.add("speeches", what, element);
            }
        }
        let speaks = |kind: &Kind| [Kind::PEOPLE, Kind::ORGANIZATIONS].contains(kind);
        let person = known.filter(|known| known.kind.as_ref().is_some_and(speaks));
        Some(Turn {
            label,
            who: id.unwrap_or_default(),
            person: person.map(|known| known.id.clone()),
            role,
            asks: match element.name.as_str() {
                "question" => Some(true),
                "answer" => Some(false),
                _ => None,
            },
            ..Turn::default()
        })
    }
}

/// Elements that are somebody's words.
const SPEECHES: [&str; 3] = ["speech", "question", "answer"];

/// What stands above the words of an element.
const HEADS: [&str; 3] = ["num", "heading", "subheading"];
const HEADS_AND_FROM: [&str; 4] = ["num", "heading", "subheading", "from"];

/// The first of each sort stands above the words; more of them are words.
#[derive(Default)]
struct Heads<'e>(Vec<&'e str>);

impl<'e> Heads<'e> {
    fn is_head(&mut self, element: &'e Element, heads: &[&str]) -> bool {
        let name = element.name.as_str();
        let is_first = heads.contains(&name) && !self.0.contains(&name);
        if is_first {
            self.0.push(name);
        }
        is_first
    }
}

fn words_of(element: &Element, changes: Changes) -> String {
    collapsed(&printed(element, printing(changes)))
}

/// Whether something that is no paragraph has parts of its own that are somebody's.
fn holds_parts(element: &Element) -> bool {
    const PARTS: [&str; 5] = [
        "narrative",
        "scene",
        "summary",
        "debateSection",
        "speechGroup",
    ];
    const SECTIONS: [&str; 4] = ["debateSection", "debateBody", "speechGroup", "conclusions"];
    let is_part = |inner: &Element| {
        let name = inner.name.as_str();
        PARTS.contains(&name) || SPEECHES.contains(&name) || HEADS.contains(&name)
    };
    let below = |inner: &Element| is_part(inner) || inner.elements().any(is_part);
    SECTIONS.contains(&element.name.as_str())
        || !is_text(&element.name) && element.elements().any(below)
}

//! Divisions, utterances, speeches, narration; blocks in them.

use super::{
    kinds::{
        has_blocks, holds_notes, is_block, is_data, is_footnote, is_label, is_note_on,
        is_paragraph_of, tells,
    },
    page::Page,
    printed::{is_choice, printed},
    told::unit_of,
    tongues::tongue,
};
use crate::import::{
    account::{Report, Side},
    running::collapsed,
    script::Turn,
    words_of::is_empty,
    xml::{Element, Node},
};

impl Page<'_> {
    /// A division of the text; `level` is how many it lies in.
    pub(super) fn division(&mut self, element: &Element, level: usize) {
        // Words that stand in the one above, with no element of their own, are none of its first paragraph.
        self.end_paragraph();
        self.tongues.push(tongue(element));
        let before = self.script.paragraphs();
        for child in &element.children {
            match child {
                Node::Text(text) if is_empty(text) => {}
                Node::Text(text) => {
                    self.narrate_on();
                    self.script.running.words(text);
                }
                Node::Element(inner) if is_paragraph_of(inner, element) => self.narrated(inner),
                Node::Element(inner) => self.part(inner, level),
            }
        }
        self.end_paragraph();
        self.keep_paragraphs(element, before);
        self.tongues.pop();
    }

    fn part(&mut self, element: &Element, level: usize) {
        let name = element.name.as_str();
        match name {
            "head" => self.heading(element, level),
            "u" => self.utterance(element),
            "sp" => self.speech(element),
            "pb" => self.page_begins(element),
            _ if is_label(element) => self.printed_label(element),
            _ if is_note_on(element) || is_data(element) => {}
            _ if is_footnote(element) => {
                self.narrate_on();
                self.among(element);
            }
            _ if tells(element) => self.remark(element),
            "time" if !is_empty(&element.text()) => self.remark(element),
            "lb" | "cb" | "gb" | "milestone" | "anchor" | "time" | "pause" | "shift"
                if is_empty(&element.text()) => {}
            "annotationBlock" if element.attribute("who").is_some() => self.utterance(element),
            _ if holds_notes(element) => {
                for head in element.all("head") {
                    self.drop(head, "back matter", "it is the heading of the notes");
                }
            }
            "figure" | "graphic" | "media" => self.drop(
                element,
                "pictures",
                "a picture, formula or recording is not kept",
            ),
            "fw" => self.drop(
                element,
                "page furniture",
                "it is the page's, and no word of the text",
            ),
            "castList" | "titlePage" | "docTitle" => {
                self.drop(element, "front matter", "it stands before the text")
            }
            "div" | "div0" | "div1" | "div2" | "div3" | "div4" | "div5" | "div6" | "div7"
            | "body" | "text" | "group" | "spGrp" | "floatingText" | "annotationBlock" => {
                self.division(element, level + usize::from(name.starts_with("div")))
            }
            _ if !is_choice(element) && (is_block(element) || has_blocks(element)) => {
                self.narrated(element);
            }
            _ => {
                self.narrate_on();
                self.among(element);
            }
        }
    }

    /// Words between paragraphs are nobody's, and those that stand together are one paragraph.
    fn narrate_on(&mut self) {
        if self.script.has_turn() {
            self.narrate();
        }
    }

    fn narrate(&mut self) {
        self.end_paragraph();
        // Before anybody speaks words are nobody's anyway.
        if !self.script.is_open() {
            self.script.narrate();
        }
    }

    fn narrated(&mut self, element: &Element) {
        self.narrate();
        match is_block(element) || has_blocks(element) {
            true => self.block(element),
            false => self.paragraph(element),
        }
    }

    fn heading(&mut self, element: &Element, level: usize) {
        let words = collapsed(&printed(element, self.how));
        self.account.found("headings", 1);
        self.end_paragraph();
        match words.is_empty() {
            false => {
                self.account.wrote("headings", 1);
                self.script.heading(level + 1, &words);
            }
            true => {
                let report = Report::new("headings", element.place(), "it has no words", "");
                self.account.left_out(Side::Speech, report);
            }
        }
    }

    fn printed_label(&mut self, element: &Element) {
        let words = collapsed(&printed(element, self.how));
        self.account.found("labels", 1);
        self.account.wrote("labels", 1);
        self.account.elsewhere(Side::Speech, &words);
        self.label = Some(words).filter(|words| !words.is_empty());
    }

    /// A remark on a line of its own.
    fn remark(&mut self, element: &Element) {
        self.end_paragraph();
        let before = self.script.paragraphs();
        let words = self.words_told(element);
        if let Some(index) = self.script.remark(&words) {
            self.tongues.push(tongue(element));
            self.keep_tongue(index);
            self.tongues.pop();
        }
        let unit = if element.name == "time" {
            "times"
        } else {
            unit_of(element)
        };
        self.count(unit, before, element);
        self.keep_paragraphs(element, before);
    }

    fn utterance(&mut self, element: &Element) {
        let own = element.elements().find(|e| is_label(e));
        if let Some(label) = own {
            self.printed_label(label);
        }
        let turn = self.turn(element);
        self.begin(turn, element);
        let from = element.attribute("start").unwrap_or_default();
        if let Some(seconds) = self.times.get(from.trim_start_matches('#')) {
            self.script.running.time(*seconds);
        }
        let before = self.script.paragraphs();
        self.words_of_turn(element, own);
        self.count("utterances", before, element);
    }

    fn speech(&mut self, element: &Element) {
        let speaker = element.first("speaker");
        if let Some(speaker) = speaker {
            self.printed_label(speaker);
        }
        let turn = self.turn(element);
        self.begin(turn, element);
        let before = self.script.paragraphs();
        self.words_of_turn(element, speaker);
        self.count("speeches", before, element);
    }

    /// Somebody begins, or goes on who has the floor and of whom no label is printed anew.
    fn begin(&mut self, turn: Option<(Turn, bool)>, element: &Element) {
        self.end_paragraph();
        match turn {
            Some((turn, true)) => self.script.begin_anew(turn),
            Some((turn, false)) if self.script.has_floor(&turn.who) => {}
            Some((turn, false)) => self.script.begin_anew(turn),
            None => {
                let says = element.elements().any(|e| !tells(e)) || has_words(element);
                if says && !self.is_own {
                    let what = "nobody is named as who speaks: the words are set as narration";
                    self.account
                        .remark(Report::new("utterances", element.place(), what, ""));
                }
                if says {
                    self.narrate();
                }
            }
        }
    }

    fn words_of_turn(&mut self, element: &Element, label: Option<&Element>) {
        let before = self.script.paragraphs();
        self.tongues.push(tongue(element));
        let apart = has_blocks(element) || element.elements().all(tells) && !has_words(element);
        for child in &element.children {
            match child {
                Node::Element(inner) if Some(inner) == label => {}
                Node::Text(text) => self.script.running.words(text),
                Node::Element(inner) if is_paragraph_of(inner, element) => {
                    self.end_paragraph();
                    self.paragraph(inner);
                }
                Node::Element(inner)
                    if apart
                        && tells(inner)
                        && !is_note_on(inner)
                        && !is_footnote(inner)
                        && !is_label(inner) =>
                {
                    self.remark(inner)
                }
                Node::Element(inner) if is_block(inner) => {
                    self.end_paragraph();
                    self.block(inner);
                }
                Node::Element(inner) => self.among(inner),
            }
        }
        self.end_paragraph();
        self.tongues.pop();
        self.keep_paragraphs(element, before);
    }

    /// A block: a paragraph, or what has paragraphs.
    pub(super) fn block(&mut self, element: &Element) {
        self.tongues.push(tongue(element));
        let before = self.script.paragraphs();
        match element.name.as_str() {
            "row" => self.row(element),
            "u" | "sp" | "annotationBlock" => {
                self.drop(
                    element,
                    "utterances",
                    "it stands in another, and whose the words round it are is not known",
                );
            }
            _ if has_blocks(element) => {
                for child in &element.children {
                    match child {
                        Node::Text(text) => self.script.running.words(text),
                        Node::Element(inner)
                            if is_block(inner) || is_paragraph_of(inner, element) =>
                        {
                            self.end_paragraph();
                            self.block(inner);
                        }
                        Node::Element(inner) => self.among(inner),
                    }
                }
                self.end_paragraph();
                self.keep_paragraphs(element, before);
            }
            _ => self.paragraph(element),
        }
        self.tongues.pop();
    }

    fn paragraph(&mut self, element: &Element) {
        self.tongues.push(tongue(element));
        self.end_paragraph();
        let before = self.script.paragraphs();
        self.inside(element);
        self.end_paragraph();
        self.count("paragraphs", before, element);
        self.keep_paragraphs(element, before);
        if let Some(id) = element
            .attribute("xml:id")
            .or_else(|| element.attribute("id"))
        {
            let index = crate::archive::ListIndex::at(before);
            if self.script.paragraphs() > before {
                self.ids.insert(index, id.to_owned());
            }
        }
        self.tongues.pop();
    }

    fn row(&mut self, element: &Element) {
        self.tally.add(
            "tables",
            "a row of a table is a paragraph, its cells parted by `|`",
            element,
        );
        self.end_paragraph();
        let before = self.script.paragraphs();
        let mut first = true;
        for child in &element.children {
            match child {
                Node::Text(text) => self.script.running.words(text),
                Node::Element(inner) if inner.name != "cell" => self.among(inner),
                Node::Element(cell) => {
                    if !std::mem::take(&mut first) {
                        self.script.running.part();
                        self.script.running.sign("|");
                    }
                    self.script.running.part();
                    self.inside(cell);
                    self.script.running.part();
                }
            }
        }
        self.end_paragraph();
        self.count("rows", before, element);
    }
}

fn has_words(element: &Element) -> bool {
    element
        .children
        .iter()
        .any(|child| matches!(child, Node::Text(text) if !is_empty(text)))
}

//! Words of a text and what lies over them.

use super::{
    kinds::{is_block, is_data, is_footnote, is_label, is_note_on, tells, within_words},
    page::Page,
    printed::{bracket_of, is_choice, is_out, is_token, is_weak, joined, kept_reading, printed},
};
use crate::{
    archive::{FootnoteIndex, FormatKind, ListIndex},
    import::{
        account::{Report, Side},
        running::{collapsed, is_blank},
        words_of::{footnote, is_empty},
        xml::{Element, Node},
    },
    text::{is_external, is_safe_address},
};

impl Page<'_> {
    /// Words and elements in a paragraph, in order.
    pub(super) fn inside(&mut self, element: &Element) {
        for child in &element.children {
            match child {
                Node::Text(text) => self.script.running.words(text),
                Node::Element(inner) => self.among(inner),
            }
        }
    }

    /// An element among words.
    pub(super) fn among(&mut self, element: &Element) {
        let from = self.point();
        let name = element.name.as_str();
        match name {
            _ if is_weak(element) => self.pass(element),
            _ if is_label(element) => self.pass_label(element),
            _ if is_note_on(element) || is_data(element) => self.pass(element),
            _ if is_footnote(element) => self.footnote(element),
            _ if tells(element) => self.told(element),
            _ if is_block(element) => self.block_in_words(element),
            "pb" | "cb" | "gb" | "lb" => self.breaks(element),
            "time" if is_empty(&element.text()) => self.time(element),
            "anchor" | "when" => self.synchronized(element),
            "pc" | "w" => self.token(element),
            "hi" | "emph" => self.highlighted(element),
            "code" => self.over(FormatKind::Code, element),
            "ref" | "ptr" => self.reference(element),
            "supplied" | "unclear" => self.in_brackets(element),
            _ if is_choice(element) => self.choice(element),
            "sic" | "corr" | "orig" | "reg" | "abbr" | "expan" => self.inside(element),
            "del" | "add" | "surplus" => self.changed(element),
            "quote" | "q" | "cit" if super::kinds::has_blocks(element) => {
                self.block_in_words(element)
            }
            "figure" | "graphic" | "media" | "formula" | "binaryObject" => {
                self.drop_apart(
                    element,
                    "pictures",
                    "a picture, formula or recording is not kept",
                );
            }
            "fw" | "metamark" => self.drop_apart(
                element,
                "page furniture",
                "it is the page's, and no word of the text",
            ),
            "foreign" => {
                let tongue = element.attribute("xml:lang").unwrap_or("?");
                let what = format!("the words stand, and not that they are in `{tongue}`");
                self.tally.add("languages", what, element);
                self.inside(element);
            }
            _ => self.plain(element),
        }
        self.keep_words(element, from);
    }

    fn drop_apart(&mut self, element: &Element, unit: &'static str, what: &str) {
        self.script.running.part();
        self.drop(element, unit, what);
    }

    /// Passes over an element whose words stand elsewhere, or nowhere.
    pub(super) fn pass(&mut self, element: &Element) {
        let characters = element.text().chars().count();
        self.script.running.pass(characters);
    }

    fn pass_label(&mut self, element: &Element) {
        self.pass(element);
        let words = element.words();
        self.account.elsewhere(Side::Speech, &words);
        self.tally
            .add("labels", "a label within a paragraph is not kept", element);
    }

    /// Words that stand as they are; what is said of them is not kept.
    fn plain(&mut self, element: &Element) {
        let parts = !within_words(element);
        if !["s", "seg", "c", "g", "milestone", "shift"].contains(&element.name.as_str()) {
            let what = format!(
                "the words of `{}` are kept, and not what is said of them",
                element.name
            );
            self.tally.add("words", what, element);
        }
        if parts {
            self.script.running.part();
        }
        self.inside(element);
        if parts {
            self.script.running.part();
        }
    }

    fn over(&mut self, kind: FormatKind, element: &Element) {
        self.script.running.open(kind);
        self.inside(element);
        self.script.running.close();
    }

    fn block_in_words(&mut self, element: &Element) {
        self.end_paragraph();
        self.block(element);
        self.end_paragraph();
    }

    /// A word or sign that a program took out of the text.
    fn token(&mut self, element: &Element) {
        if joined(element, "left") {
            self.script.running.glue();
        }
        for child in &element.children {
            match child {
                Node::Text(text) => self.script.running.words(text),
                // What a contraction stands for has no words of its own.
                Node::Element(inner) if is_token(inner) => self.inside(inner),
                Node::Element(inner) => self.among(inner),
            }
        }
        if joined(element, "right") {
            self.script.running.glue();
        } else if self.how.joins {
            self.script.running.part();
        }
        if element
            .attributes
            .iter()
            .any(|(name, _)| ["lemma", "msd", "pos", "ana"].contains(&name.as_str()))
        {
            self.tally.add(
                "words",
                "what a program said of words (lemma, part of speech) is not kept",
                element,
            );
        }
    }

    fn highlighted(&mut self, element: &Element) {
        let look =
            ["rend", "rendition", "style"].map(|name| element.attribute(name).unwrap_or_default());
        let look = look.join(" ").to_lowercase();
        let kind = match () {
            () if look.contains("code") => Some(FormatKind::Code),
            () if look.contains("bold") || look.trim() == "b" || look.contains("strong") => {
                Some(FormatKind::Strong)
            }
            () if look.contains("ital") || look.trim() == "i" || element.name == "emph" => {
                Some(FormatKind::Emphasis)
            }
            () => None,
        };
        match kind {
            Some(kind) => self.over(kind, element),
            None => {
                let what = format!("how words look is not kept: `{}`", look.trim());
                self.tally.add("looks", what, element);
                self.inside(element);
            }
        }
    }

    fn reference(&mut self, element: &Element) {
        let target = element.attribute("target").unwrap_or_default().trim();
        if let Some(footnote) = target.strip_prefix('#').and_then(|id| self.note_behind(id)) {
            let sign = printed(element, self.how);
            self.account.elsewhere(Side::Speech, &sign);
            self.pass(element);
            self.script.running.footnote(footnote);
            return;
        }
        let leads = is_safe_address(target) && is_external(target) && !is_empty(&element.text());
        match leads || self.is_own && !is_empty(&element.text()) {
            true => self.over(FormatKind::Link(target.replace(is_blank, "%20")), element),
            false => {
                self.tally.add(
                    "links",
                    "a link that leads to no web address is not kept, its words are",
                    element,
                );
                self.inside(element);
            }
        }
    }

    /// A note behind the text becomes a footnote where the text first refers to it.
    fn note_behind(&mut self, id: &str) -> Option<FootnoteIndex> {
        let (words, footnote) = self.notes.get_mut(id)?;
        let footnote = *footnote.get_or_insert_with(|| {
            let number = FootnoteIndex::at(self.script.said.footnotes.len());
            self.script.said.footnotes.push(words.clone());
            self.account.wrote("footnotes", 1);
            number
        });
        Some(footnote)
    }

    fn footnote(&mut self, element: &Element) {
        self.pass(element);
        let words = printed(element, self.how);
        let Some(line) = footnote(element, &words, self.account) else {
            return;
        };
        let number = FootnoteIndex::at(self.script.said.footnotes.len());
        self.script.said.footnotes.push(line);
        self.script.running.footnote(number);
    }

    /// What an editor put in, or of what the source is not sure, in brackets, as far as these are read so.
    fn in_brackets(&mut self, element: &Element) {
        let Some(closing) = bracket_of(element) else {
            if element.name == "unclear" && !element.text().trim_start().starts_with('[') {
                let what = "the words stand, and not that the source is not sure of them";
                self.tally.add("unclear words", what, element);
            }
            return self.inside(element);
        };
        self.script.running.sign("[");
        self.inside(element);
        self.script.running.closing_sign(closing);
    }

    /// Of several readings, what the source prints.
    fn choice(&mut self, element: &Element) {
        let kept = kept_reading(element);
        let from = self.point();
        let mut here = None;
        for child in &element.children {
            let reading = match child {
                Node::Element(reading) => reading,
                Node::Text(text) => {
                    self.script.running.words(text);
                    continue;
                }
            };
            if kept.is_some_and(|kept| std::ptr::eq(kept, reading)) {
                match reading.name.as_str() {
                    "lem" | "rdg" => self.inside(reading),
                    _ => self.among(reading),
                }
                here = Some(self.words_since(from));
                continue;
            }
            self.pass(reading);
            let words = collapsed(&printed(reading, self.how));
            let on = here.clone().flatten().filter(|_| !words.is_empty());
            match (reading.name.as_str(), on) {
                ("corr", Some(on)) => {
                    self.account.found("corrections", 1);
                    self.account.wrote("corrections", 1);
                    self.account.elsewhere(Side::Speech, &words);
                    self.corrections.push((on, words));
                }
                (name, _) => {
                    let what = format!("another reading (`{name}`) than the one that is printed");
                    self.account.found("other readings", 1);
                    let report = Report::new("other readings", reading.place(), what, words);
                    self.account.left_out(Side::Speech, report);
                }
            }
        }
    }

    /// Words that were struck out or put in.
    fn changed(&mut self, element: &Element) {
        match (is_out(element, self.how.changes), element.name.as_str()) {
            (true, "add") => self.drop_words(element, "inserted words"),
            (true, _) => self.drop_words(element, "deleted words"),
            (false, _) => self.inside(element),
        }
    }

    fn drop_words(&mut self, element: &Element, unit: &'static str) {
        self.pass(element);
        self.drop(element, unit, "the text is read without them");
    }
}

//! Footnotes: numbered by first use, gathered at the end of the text.

use std::collections::{BTreeMap, btree_map::Entry};

use pulldown_cmark::{Event, Tag, TagEnd};

use super::writer::Writer;

/// A text with its footnotes taken out of it.
pub(super) struct Parted<'a> {
    pub(super) body: Vec<Event<'a>>,
    pub(super) definitions: Vec<Definition<'a>>,
}

/// A footnote: its label and what it holds.
pub(super) type Definition<'a> = (String, Vec<Event<'a>>);

/// Parts the definitions of footnotes, wherever they stand, from the body.
pub(super) fn part<'a>(events: impl Iterator<Item = Event<'a>>) -> Parted<'a> {
    let mut parted = Parted {
        body: Vec::new(),
        definitions: Vec::new(),
    };
    let mut open: Vec<usize> = Vec::new();
    for event in events {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                open.push(parted.definitions.len());
                parted.definitions.push((label(&name), Vec::new()));
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                open.pop();
            }
            event => match open.last() {
                Some(&at) => parted.definitions[at].1.push(event),
                None => parted.body.push(event),
            },
        }
    }
    parted
}

/// Labels are matched as those of links are (CommonMark, section 4.7): whatever the case and white space.
fn label(written: &str) -> String {
    let words: Vec<String> = written.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

impl Writer<'_> {
    /// Writes the sign of a footnote. Within a link, which may not hold another one, it is the number alone.
    pub(super) fn footnote_reference(&mut self, name: &str) {
        let number = self.notes.number(label(name));
        self.out.push_str("<sup");
        self.attribute("class", "footnote-ref");
        self.out.push('>');
        if self.in_anchor() {
            self.out.push_str(&number.to_string());
        } else {
            let uses = &mut self.notes.used[number - 1].1;
            *uses += 1;
            let id = reference_id(number, *uses);
            let prefix = &self.style.footnote_prefix;
            let (id, href) = (format!("{prefix}{id}"), format!("#{prefix}fn-{number}"));
            self.out.push_str("<a");
            self.attribute("id", &id);
            self.address_attribute("href", &href);
            self.attribute("role", "doc-noteref");
            self.out.push('>');
            self.out.push_str(&number.to_string());
            self.out.push_str("</a>");
        }
        self.out.push_str("</sup>");
    }

    /// Writes the list of footnotes: those that were used, by number, then those that were not.
    pub(super) fn footnotes(&mut self, definitions: Vec<Definition<'_>>) {
        if definitions.is_empty() {
            return;
        }
        self.out.push_str("<ol");
        self.attribute("class", "footnotes");
        self.out.push_str(">\n");
        let order: Vec<String> = definitions.iter().map(|(label, _)| label.clone()).collect();
        let mut waiting: BTreeMap<String, Vec<Event<'_>>> = BTreeMap::new();
        let mut repeated = Vec::new();
        for (label, events) in definitions {
            match waiting.entry(label) {
                Entry::Vacant(free) => {
                    free.insert(events);
                }
                Entry::Occupied(_) => repeated.push(events),
            }
        }
        let mut ends = Vec::new();
        let mut number = 0;
        let mut unused = order.into_iter();
        loop {
            // A footnote may itself use others, which then come next.
            let label = match self.notes.used.get(number) {
                Some((label, _)) => label.clone(),
                None => match unused.find(|label| waiting.contains_key(label)) {
                    Some(label) => {
                        self.notes.number(label.clone());
                        label
                    }
                    None => break,
                },
            };
            number += 1;
            let events = waiting.remove(&label).unwrap_or_default();
            self.footnote(number, events, &mut ends);
        }
        for events in repeated {
            number += 1;
            self.footnote(number, events, &mut ends);
        }
        self.back_links(&ends);
        self.out.push_str("</ol>\n");
    }

    /// Writes one footnote and remembers where its links back belong.
    fn footnote(&mut self, number: usize, events: Vec<Event<'_>>, ends: &mut Vec<usize>) {
        let id = format!("{}fn-{number}", self.style.footnote_prefix);
        self.out.push_str("<li");
        self.attribute("id", &id);
        self.out.push('>');
        for event in events {
            self.event(event);
        }
        let closing = if self.out.ends_with("</p>\n") { 5 } else { 0 };
        ends.push(self.out.len() - closing);
        self.out.push_str("</li>\n");
    }

    /// Puts the links back to the references into the footnotes: last, because a later footnote may use an earlier one.
    fn back_links(&mut self, ends: &[usize]) {
        if self.notes.used.iter().all(|(_, uses)| *uses == 0) {
            return;
        }
        let written = std::mem::take(&mut self.out);
        let mut copied = 0;
        for (at, &end) in ends.iter().enumerate() {
            self.out.push_str(&written[copied..end]);
            copied = end;
            let number = at + 1;
            let uses = self.notes.used.get(at).map_or(0, |(_, uses)| *uses);
            for nth in 1..=uses {
                self.back_link(number, nth);
            }
        }
        self.out.push_str(&written[copied..]);
    }

    fn back_link(&mut self, number: usize, nth: usize) {
        let id = reference_id(number, nth);
        let href = format!("#{}{id}", self.style.footnote_prefix);
        let named = id.trim_start_matches("fnref-");
        self.out.push_str(" <a");
        self.address_attribute("href", &href);
        self.attribute("class", "footnote-back");
        self.attribute("role", "doc-backlink");
        self.attribute("aria-label", &self.linker.back_label(named));
        // The second character asks for a plain arrow instead of an emoji.
        self.out.push_str(">\u{21a9}\u{fe0e}</a>");
    }
}

/// The id of the `nth` use of a footnote, without the prefix.
fn reference_id(number: usize, nth: usize) -> String {
    if nth == 1 {
        format!("fnref-{number}")
    } else {
        format!("fnref-{number}-{nth}")
    }
}

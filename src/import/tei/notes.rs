//! Notes that stand apart from the words: annotations, notes and spans that say themselves on what they are.

use super::{
    kinds::is_note_on,
    own::{named_by_address, transcript_by_address},
    targets::{Ground, Target, targets},
};
use crate::{
    archive::{Annotation, Certainty, Name, Prose},
    import::{
        account::{Account, Report, Side},
        brought::{LooseNote, Note, On},
        dated::dated,
        words_of::as_markdown,
        xml::Element,
    },
};

/// All notes of a text, in order; those in another text within it aside.
pub(super) fn notes_of(tei: &Element) -> Vec<&Element> {
    let (mut found, mut open) = (Vec::new(), vec![tei]);
    while let Some(outer) = open.pop() {
        let from = open.len();
        for inner in outer.elements() {
            match inner.name.as_str() {
                "annotation" | "span" => found.push((inner.line, inner)),
                "TEI" | "teiCorpus" => {}
                _ if is_note_on(inner) => found.push((inner.line, inner)),
                _ => open.push(inner),
            }
        }
        open[from..].reverse();
    }
    found.sort_by_key(|(line, _)| *line);
    found.into_iter().map(|(_, note)| note).collect()
}

/// Words of notes by the plainest way.
fn printed(note: &Element) -> String {
    let mut words = String::new();
    for element in note.descendants() {
        for child in &element.children {
            if let crate::import::xml::Node::Text(text) = child {
                words.push_str(text);
                words.push(' ');
            }
        }
    }
    words
}

/// What notes become: those on words of the text, and those on something elsewhere.
pub(super) struct Notes<'a> {
    pub(super) ground: Ground<'a>,
    pub(super) is_own: bool,
    pub(super) brought: Vec<Note>,
    pub(super) loose: Vec<LooseNote>,
}

impl Notes<'_> {
    pub(super) fn read(&mut self, notes: &[&Element], account: &mut Account) {
        for note in notes {
            account.printed(Side::Notes, &printed(note));
            account.found("annotations", 1);
            self.note(note, account);
        }
    }

    fn note(&mut self, note: &Element, account: &mut Account) {
        let written = |name: &str| targets(note.attribute(name).unwrap_or_default());
        let pointers = note
            .all("ptr")
            .filter(|ptr| ptr.attribute("type") == Some("words"));
        let words: Vec<Target> = pointers
            .flat_map(|ptr| targets(ptr.attribute("target").unwrap_or_default()))
            .collect();
        let ends = [written("from"), written("to")].concat();
        let on = |all: &[Target]| {
            all.iter()
                .filter_map(|target| self.ground.on(target))
                .collect::<Vec<On>>()
        };
        let target = written("target");
        let span = on(&ends);
        let found = match span.as_slice() {
            [On::Words(from, _), On::Words(_, to)] if words.is_empty() => {
                vec![On::Words(*from, *to)]
            }
            span if words.is_empty() && !span.is_empty() => self.ground.joined(span.to_vec()),
            _ => self.ground.with_words(on(&words), on(&target)),
        };
        let elsewhere = target.iter().filter_map(|target| match target {
            Target::Elsewhere(address) => Some(address.clone()),
            Target::Id(_) | Target::Characters(..) => None,
        });
        let addresses: Vec<String> = elsewhere.collect();
        let is_whole = self.is_own && addresses.iter().any(|a| transcript_by_address(a).is_some());
        let place = note.place();
        let mut found = found.into_iter();
        match found.next() {
            None if !is_whole && addresses.is_empty() => {
                let what = "what it is on is not found in the text";
                account.left_out(
                    Side::Notes,
                    Report::new("annotations", place, what, printed(note)),
                );
            }
            None if !is_whole => {
                let annotation = self.annotation(note, account);
                account.wrote("annotations", 1);
                self.loose.push(LooseNote {
                    place,
                    addresses,
                    quote: None,
                    also: Vec::new(),
                    annotation,
                });
            }
            first => {
                account.wrote("annotations", 1);
                self.brought.push(Note {
                    on: first.unwrap_or(On::Whole),
                    also: found.collect(),
                    annotation: self.annotation(note, account),
                });
            }
        }
    }

    fn annotation(&self, note: &Element, account: &mut Account) -> Annotation {
        let mut annotation = Annotation::nothing(Prose::unplaced("").span.source);
        let id = note
            .attribute("xml:id")
            .and_then(|id| id.strip_prefix("note."));
        annotation.id = id
            .filter(|_| self.is_own)
            .map(|id| Name::unplaced(id.to_owned()));
        if note.name != "annotation" {
            annotation.note = Some(Prose::unplaced(as_markdown(&printed(note))))
                .filter(|prose| !prose.text.is_empty());
            annotation.by = note
                .attribute("resp")
                .map(|by| Name::unplaced(by.trim_start_matches('#').to_owned()));
            return annotation;
        }
        let mut words = Vec::new();
        for part in note.elements() {
            let is_word =
                part.name == "note" && self.part(part, &mut annotation, &mut words, account);
            if !is_word {
                account.elsewhere(Side::Notes, &printed(part));
            }
        }
        let between = note.children.iter().filter_map(|child| match child {
            crate::import::xml::Node::Text(text) => Some(text.trim()),
            crate::import::xml::Node::Element(_) => None,
        });
        words.extend(between.filter(|text| !text.is_empty()).map(as_markdown));
        let words = words.join("\n\n");
        annotation.note = Some(Prose::unplaced(words)).filter(|prose| !prose.text.is_empty());
        for part in note.elements().filter(|part| part.name != "note") {
            self.said_of(part, &mut annotation, account);
        }
        annotation
    }

    /// A part of what a note says; whether it is its title or its words.
    fn part(
        &self,
        part: &Element,
        annotation: &mut Annotation,
        words: &mut Vec<String>,
        account: &mut Account,
    ) -> bool {
        let text = match self.is_own {
            true => part.text().trim().to_owned(),
            false => as_markdown(&printed(part)),
        };
        if text.is_empty() {
            return false;
        }
        annotation.language = part
            .attribute("xml:lang")
            .map(str::to_owned)
            .or(annotation.language.take());
        match part.attribute("type") {
            Some("title") => {
                annotation.title = Some(part.words());
                return true;
            }
            Some("warning") => annotation.warning = Some(part.words()),
            Some("correction") => annotation.correction = Some(Name::unplaced(part.words())),
            Some("certainty") => {
                let sure = Certainty::ALL.iter().find(|(word, _)| *word == text);
                annotation.certainty = sure.map(|(_, sure)| *sure);
                if sure.is_none() {
                    let what = format!("how sure it is is not kept: {text}");
                    account.remark(Report::new("annotations", part.place(), what, ""));
                }
            }
            Some("source") => annotation.sources.push(Prose::unplaced(text)),
            Some(_) | None => {
                words.push(text);
                return true;
            }
        }
        false
    }

    /// Who wrote a note and when, and what it leads to.
    fn said_of(&self, part: &Element, annotation: &mut Annotation, account: &mut Account) {
        match part.name.as_str() {
            "respStmt" => {
                let name = part
                    .elements()
                    .find(|e| ["name", "persName", "orgName"].contains(&e.name.as_str()));
                let name = name
                    .map(Element::words)
                    .filter(|name| !name.is_empty())
                    .map(Name::unplaced);
                let role = part.first("resp").map(Element::words).unwrap_or_default();
                if role == "made by a program" {
                    let what =
                        "a program made this note: name it in `editors`, with `machine: true`";
                    account.remark(Report::new("annotations", part.place(), what, part.words()));
                }
                match (role.as_str(), &annotation.by) {
                    ("checked by", _) => annotation.checked = name,
                    (_, None) => annotation.by = name,
                    (_, Some(_)) => annotation.checked = name,
                }
            }
            "revisionDesc" => {
                let words = part.words();
                annotation.written = dated(words.strip_prefix("Written ").unwrap_or(&words));
            }
            "ptr" | "ref" => {
                let target = part.attribute("target").unwrap_or_default();
                let kind = part.attribute("type").unwrap_or_default();
                match (kind, named_by_address(target)) {
                    ("words", _) => {}
                    ("see", named) => annotation.see.extend(see(target, named.map(|(_, id)| id))),
                    ("disputes", _) => {
                        let id = target.trim_start_matches('#').trim_start_matches("note.");
                        annotation.disputes = Some(Name::unplaced(id.to_owned()));
                    }
                    (_, Some((kind, id))) => annotation.names.push((kind, Name::unplaced(id))),
                    (_, None) => {
                        let what = format!("it leads to something that is no entry: {target}");
                        account.remark(Report::new("annotations", part.place(), what, ""));
                    }
                }
            }
            "licence" | "license" | "availability" => {}
            name => {
                let what = format!("`{name}` of a note is not kept");
                account.remark(Report::new("annotations", part.place(), what, part.words()));
            }
        }
    }
}

/// Another passage or page: the inside of a wiki link.
fn see(target: &str, entry: Option<String>) -> Option<Name> {
    let fragment = target.split_once('#').map(|(_, fragment)| fragment);
    let id = transcript_by_address(target).or(entry)?;
    let fragment = fragment.map(|f| f.strip_prefix("note-").unwrap_or(f));
    Some(Name::unplaced(match fragment.filter(|f| !f.is_empty()) {
        Some(fragment) => format!("{id}#{fragment}"),
        None => id,
    }))
}

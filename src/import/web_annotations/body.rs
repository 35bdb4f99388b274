//! What an annotation says.

use serde_json::Value;

use super::{
    list::is_a,
    ours::{self, Turned},
};
use crate::{
    archive::{Annotation, Certainty, Name, Prose},
    import::foreign::{Topics, clean, each, markdown, of_html, plain, text},
};

/// What became of a body, with its words as they stand in the file.
#[derive(Debug)]
pub(super) enum Said<'v> {
    /// They stand in the note, or in its title.
    InNote(&'v str),
    /// They stand elsewhere in the annotation.
    Elsewhere(&'v str),
    /// They are not written, for this reason.
    LeftOut(&'v str, String),
}

impl<'v> Said<'v> {
    pub(super) fn words(&self) -> &'v str {
        match self {
            Said::InNote(words) | Said::Elsewhere(words) | Said::LeftOut(words, _) => words,
        }
    }
}

/// The bodies of an annotation on their way into one of ours.
pub(super) struct Bodies<'b> {
    /// Whether postil wrote it, whose purposes mean keys.
    pub(super) ours: bool,
    /// What is shown before the transcript, which postil puts before each note on it.
    pub(super) warning: Option<&'b str>,
    /// The root of the archive whose postil wrote it.
    pub(super) base: Option<&'b str>,
    /// Links that were turned back.
    pub(super) turned: &'b mut Vec<Turned>,
    /// The language that is asked for among several.
    pub(super) language: Option<&'b str>,
    pub(super) annotation: &'b mut Annotation,
    pub(super) topics: &'b mut Topics,
}

/// A body with what it is for.
#[derive(Clone, Copy)]
struct Body<'v> {
    value: &'v Value,
    purpose: &'v str,
}

impl Bodies<'_> {
    /// Fills the annotation.
    pub(super) fn read<'v>(mut self, value: &'v Value) -> Vec<Said<'v>> {
        let motivation = each(value, "motivation")
            .iter()
            .find_map(Value::as_str)
            .unwrap_or_default();
        let mut said = Vec::new();
        if let Some(words) = text(value, "bodyValue") {
            said.push(self.note(words, &plain(words)));
        }
        let mut open: Vec<&Value> = each(value, "body").iter().rev().collect();
        while let Some(body) = open.pop() {
            let items = each(body, "items");
            if is_a(body, "Choice") {
                let chosen = self.chosen(items);
                for (item, at) in items.iter().zip(0..) {
                    if at != chosen
                        && let Some(words) = words_of(item)
                    {
                        said.push(Said::LeftOut(
                            words,
                            "it is one of several to choose from, of which another is written"
                                .to_owned(),
                        ));
                    }
                }
                open.extend(items.get(chosen));
                continue;
            }
            if ["Composite", "List", "Independents"]
                .iter()
                .any(|kind| is_a(body, kind))
            {
                open.extend(items.iter().rev());
                continue;
            }
            let purpose = each(body, "purpose").iter().find_map(Value::as_str);
            let body = Body {
                value: body,
                purpose: purpose.unwrap_or(motivation),
            };
            said.extend(match words_of(body.value) {
                Some(words) => Some(self.words(body, words)),
                None => self.thing(body),
            });
        }
        said
    }

    /// Which of several is written: that in the language that is asked for, else the first that has words.
    fn chosen(&self, items: &[Value]) -> usize {
        let is_asked = |item: &Value| {
            let mut languages = each(item, "language").iter().filter_map(Value::as_str);
            self.language
                .is_some_and(|asked| languages.any(|language| language == asked))
                && words_of(item).is_some()
        };
        let asked = items.iter().position(is_asked);
        let first = || items.iter().position(|item| words_of(item).is_some());
        asked.or_else(first).unwrap_or(0)
    }

    /// A body of words.
    fn words<'v>(&mut self, body: Body<'v>, words: &'v str) -> Said<'v> {
        let plain_words = clean(words);
        if plain_words.is_empty() {
            return Said::Elsewhere(words);
        }
        if matches!(body.purpose, "tagging" | "classifying") {
            self.topics.tag(self.annotation, words);
            return Said::Elsewhere(words);
        }
        if self.ours
            && let Some(said) = self.own(body, words)
        {
            return said;
        }
        match text(body.value, "format") {
            Some("text/markdown" | "text/x-markdown") => {
                let (written, turned) = self.unlinked(&markdown(words));
                self.turned.extend(turned);
                self.note_in(body, words, &written)
            }
            Some(format) if is_html(format) => self.note_in(body, words, &plain(&of_html(words))),
            _ => self.note_in(body, words, &plain(words)),
        }
    }

    /// Markdown whose links into our own archive stand in double brackets again.
    fn unlinked(&self, markdown: &str) -> (String, Vec<Turned>) {
        match self.base {
            Some(base) => ours::links(markdown, base),
            None => (markdown.to_owned(), Vec::new()),
        }
    }

    /// What postil means by a purpose.
    fn own<'v>(&mut self, body: Body<'v>, words: &'v str) -> Option<Said<'v>> {
        let annotation = &mut *self.annotation;
        match body.purpose {
            "describing" if annotation.title.is_none() => {
                annotation.title = Some(words.to_owned());
                return Some(Said::InNote(words));
            }
            // The transcript's goes first.
            "moderating" if self.warning == Some(words) => self.warning = None,
            "moderating" => annotation.warning = Some(words.to_owned()),
            "editing" => annotation.correction = Some(Name::unplaced(words.to_owned())),
            "linking" => {
                let (written, _) = self.unlinked(words);
                self.annotation.sources.push(Prose::unplaced(written));
            }
            "assessing" => {
                let mut known = Certainty::ALL.iter().filter(|(name, _)| *name == words);
                annotation.certainty = Some(known.next()?.1);
            }
            _ => return None,
        }
        Some(Said::Elsewhere(words))
    }

    /// A body that is something else: an address.
    fn thing<'v>(&mut self, body: Body<'v>) -> Option<Said<'v>> {
        let source = each(body.value, "source").first();
        let address = |value: &'v Value| value.as_str().or_else(|| text(value, "id"));
        let address = source.and_then(address).or_else(|| address(body.value))?;
        let annotation = &mut *self.annotation;
        if self.ours {
            match body.purpose {
                "tagging" | "identifying" => {
                    if let Some((kind, id)) = ours::entry(address) {
                        annotation.names.push((kind, Name::unplaced(id)));
                        return None;
                    }
                }
                "linking" => {
                    if let Some(see) = ours::passage(address) {
                        annotation.see.push(Name::unplaced(see));
                        return None;
                    }
                }
                "questioning" => {
                    if let Some(id) = ours::note(address) {
                        annotation.disputes = Some(Name::unplaced(id));
                        return None;
                    }
                }
                _ => {}
            }
        }
        match body.purpose {
            "tagging" | "classifying" => self.topics.tag_address(annotation, address),
            _ => annotation
                .sources
                .push(Prose::unplaced(format!("<{address}>"))),
        }
        None
    }

    fn note_in<'v>(&mut self, body: Body<'_>, words: &'v str, written: &str) -> Said<'v> {
        let mut languages = each(body.value, "language")
            .iter()
            .filter_map(Value::as_str);
        if let (Some(language), None) = (languages.next(), languages.next()) {
            self.annotation
                .language
                .get_or_insert_with(|| language.to_owned());
        }
        self.note(words, written)
    }

    /// Adds to the note.
    fn note<'v>(&mut self, words: &'v str, written: &str) -> Said<'v> {
        let before = self.annotation.note.take().map(|note| note.text + "\n\n");
        self.annotation.note = Some(Prose::unplaced(before.unwrap_or_default() + written));
        Said::InNote(words)
    }
}

/// The warning that comes first in all of several annotations: it is that of what they are on.
pub(super) fn warning<'v>(annotations: &[&'v Value]) -> Option<&'v str> {
    let first = |annotation: &&'v Value| {
        let is_warning = |body: &&Value| text(body, "purpose") == Some("moderating");
        each(annotation, "body")
            .iter()
            .find(is_warning)
            .and_then(words_of)
    };
    let mut warnings = annotations.iter().map(first);
    let warning = warnings.next()??;
    (annotations.len() > 1 && warnings.all(|other| other == Some(warning))).then_some(warning)
}

/// The words of a body that has some.
fn words_of(body: &Value) -> Option<&str> {
    body.get("value").and_then(Value::as_str)
}

/// Whether a format is that of pages.
pub(super) fn is_html(format: &str) -> bool {
    matches!(format, "text/html" | "application/xhtml+xml")
}

//! A source of text, with what is selected in it.

use std::{collections::BTreeMap, ops::Range};

use super::{
    memos::{Project, add, guid},
    text::{Counting, Text},
};
use crate::{
    archive::{Annotation, Header, Kind, Speaker},
    import::{
        account::{Report, Side},
        brought::{BroughtTranscript, Note, On},
        charset,
        foreign::{about, clean, day, says},
        importer::Asked,
        xml::Element,
    },
};

/// What is selected in a text.
pub(super) const SELECTIONS: &str = "selections";

/// How many lines of a text are told, of those that begin with what looks like a label.
const TOLD: usize = 50;

/// A source of text.
pub(super) struct Source<'e> {
    /// What has the text and the selections.
    element: &'e Element,
    /// What it is a part of: a recording, a PDF; itself, if it is a text.
    holder: &'e Element,
    text: Text,
    /// Positions by the GUIDs of points at which a recording and its transcript meet, with the seconds.
    points: BTreeMap<String, (usize, Option<f64>)>,
}

impl<'e> Source<'e> {
    /// Its text, or why there is none.
    pub(super) fn of(
        holder: &'e Element,
        element: &'e Element,
        project: &mut Project<'_>,
    ) -> Result<Self, String> {
        let here = element.first("PlainTextContent").map(Element::text);
        let path = element.attribute("plainTextPath");
        let text = match (here, path) {
            (Some(text), _) => text,
            (None, Some(path)) => {
                let bytes = project
                    .file(path)
                    .ok_or_else(|| format!("its text {path} is not in the package"))?;
                match std::str::from_utf8(bytes) {
                    Ok(text) => text.to_owned(),
                    Err(_) => {
                        let decoded =
                            charset::decode(bytes, None).map_err(|why| why.to_string())?;
                        let what = format!(
                            "{path} is no UTF-8, and was read as {}: positions may be off",
                            decoded.charset
                        );
                        project
                            .account
                            .remark(Report::new("sources", element.place(), what, ""));
                        decoded.text
                    }
                }
            }
            (None, None) => {
                let rich = element
                    .attribute("richTextPath")
                    .or(holder.attribute("path"));
                return Err(match rich {
                    Some(path) => format!("it has no plain text: import {path} itself"),
                    None => "it has no text".to_owned(),
                });
            }
        };
        let text_of = Text::new(&text);
        if text_of.is_empty() {
            return Err("its text is empty".to_owned());
        }
        project.account.printed(Side::Speech, &text);
        for label in &text_of.before_words {
            project.account.elsewhere(Side::Speech, label);
        }
        for (name, line) in text_of.doubtful.iter().take(TOLD) {
            let what = format!("“{name}:” is taken for words, though it looks like a label");
            let report = Report::new("labels", element.place(), what, line);
            project.account.remark(report);
        }
        let points = element.all("SyncPoint").filter_map(|point| {
            let position = point.attribute("position")?.parse().ok()?;
            let seconds = point
                .attribute("timeStamp")
                .and_then(|ms| ms.parse::<f64>().ok());
            let seconds = seconds
                .filter(|ms| ms.is_finite() && *ms >= 0.0)
                .map(|ms| ms / 1000.0);
            Some((guid(point.attribute("guid")?), (position, seconds)))
        });
        Ok(Self {
            element,
            holder,
            text: text_of,
            points: points.collect(),
        })
    }

    /// The transcript, with what is noted on it.
    pub(super) fn transcript(self, project: &mut Project<'_>, asked: &Asked) -> BroughtTranscript {
        let key = self
            .element
            .attribute("guid")
            .or(self.holder.attribute("guid"))
            .map(guid)
            .unwrap_or_default();
        let name = [self.element, self.holder]
            .into_iter()
            .filter_map(|e| e.attribute("name"))
            .map(clean);
        let title = name
            .map(|name| name.replace('\n', " "))
            .find(|name| !name.is_empty());
        let selections: Vec<(&Element, Option<Range<usize>>)> = self
            .element
            .elements()
            .filter(|element| element.name.ends_with("Selection"))
            .map(|selection| (selection, self.positions(selection)))
            .collect();
        let known: Vec<Range<usize>> = selections
            .iter()
            .filter_map(|(_, positions)| positions.clone())
            .collect();
        let (counting, in_doubt) = self.text.counting(&known);
        if counting != Counting::default() || in_doubt {
            let what = match in_doubt {
                true => {
                    "its positions can be counted in several ways that mean other words: look at what is coded"
                }
                false => {
                    "its positions are not counted as the standard says; as they are, they begin and end with words"
                }
            };
            project
                .account
                .remark(Report::new("sources", self.element.place(), what, ""));
        }
        let mut times: Vec<(usize, f64)> = self
            .points
            .values()
            .filter_map(|(position, seconds)| {
                let signs = self.text.range(counting, &(*position..*position))?;
                Some((signs.start, (*seconds)?))
            })
            .collect();
        times.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut notes = self.whole(project);
        for (selection, positions) in selections {
            project.account.found(SELECTIONS, 1);
            let signs = positions.and_then(|positions| self.text.range(counting, &positions));
            let on = signs.and_then(|signs| self.text.on(&signs));
            notes.extend(self.note(selection, on, project));
        }
        let speakers = self.text.labels.iter().map(|label| Speaker {
            label: label.clone(),
            ..Speaker::default()
        });
        BroughtTranscript {
            header: Header {
                title: title.unwrap_or_else(|| key.clone()),
                summary: self.summary(project),
                language: asked.language.clone(),
                speakers: speakers.collect(),
                ..Header::default()
            },
            key,
            said: self.text.said(&times),
            notes,
            guessed: Vec::new(),
        }
    }

    /// What is said of the source as a whole.
    fn summary(&self, project: &mut Project<'_>) -> Option<String> {
        let described = [self.element, self.holder]
            .into_iter()
            .find_map(|e| e.first("Description"))
            .map(Element::text)?;
        project.account.printed(Side::Notes, &described);
        project.account.elsewhere(Side::Notes, &described);
        let words = described.split_whitespace().collect::<Vec<_>>().join(" ");
        (!words.is_empty()).then_some(words)
    }

    /// Positions, by themselves or by points.
    fn positions(&self, selection: &Element) -> Option<Range<usize>> {
        let number = |key: &str| selection.attribute(key)?.trim().parse::<usize>().ok();
        let point = |key: &str| Some(self.points.get(&guid(selection.attribute(key)?))?.0);
        let start = number("startPosition").or_else(|| point("fromSyncPoint"))?;
        let end = number("endPosition").or_else(|| point("toSyncPoint"))?;
        (start <= end).then_some(start..end)
    }

    /// Memos and codes of the whole source.
    fn whole(&self, project: &mut Project<'_>) -> Vec<Note> {
        let mut notes = Vec::new();
        let mut elements = vec![self.element];
        if !std::ptr::eq(self.element, self.holder) {
            elements.push(self.holder);
        }
        for element in elements {
            for memo in project.memos_of(element) {
                let mut annotation = Annotation::unplaced();
                if !memo.title.is_empty() && !memo.words.trim().is_empty() {
                    project.account.printed(Side::Notes, &memo.title);
                    annotation.title = Some(memo.title);
                }
                add(&mut annotation, &memo.words);
                annotation.by = memo.by;
                annotation.written = memo.written;
                notes.extend(says(&annotation).then_some(Note::on(On::Whole, annotation)));
            }
            let mut annotation = Annotation::unplaced();
            self.codes(element, &mut annotation, project);
            notes.extend(says(&annotation).then_some(Note::on(On::Whole, annotation)));
        }
        notes
    }

    /// A selection with its codes and memos.
    fn note(&self, selection: &Element, on: Option<On>, project: &mut Project<'_>) -> Option<Note> {
        let place = || selection.place();
        let Some(on) = on else {
            let codings = selection.all("Coding").count();
            project.account.found("codings", codings);
            for coding in selection.all("Coding") {
                let report =
                    Report::new("codings", coding.place(), "what it is on is not found", "");
                project.account.left_out(Side::Notes, report);
            }
            let described = selection
                .first("Description")
                .map(Element::text)
                .unwrap_or_default();
            project.account.printed(Side::Notes, &described);
            let what = "its positions are not in the text, or no words stand there";
            project.account.left_out(
                Side::Notes,
                Report::new(SELECTIONS, place(), what, described),
            );
            return None;
        };
        let mut annotation = Annotation::unplaced();
        annotation.by = project.user(selection, "creatingUser");
        annotation.written = selection.attribute("creationDateTime").and_then(day);
        if let Some(described) = selection.first("Description").map(Element::text) {
            project.account.printed(Side::Notes, &described);
            add(&mut annotation, &described);
        }
        for memo in project.memos_of(selection) {
            add(&mut annotation, &memo.words);
        }
        self.codes(selection, &mut annotation, project);
        match says(&annotation) {
            true => {
                project.account.wrote(SELECTIONS, 1);
                Some(Note::on(on, annotation))
            }
            false => {
                let what = "it selects words and says nothing of them";
                project
                    .account
                    .left_out(Side::Notes, Report::new(SELECTIONS, place(), what, ""));
                None
            }
        }
    }

    /// The codings of an element, as topics of an annotation.
    fn codes(&self, element: &Element, annotation: &mut Annotation, project: &mut Project<'_>) {
        for coding in element.all("Coding") {
            project.account.found("codings", 1);
            for memo in project.memos_of(coding) {
                add(annotation, &memo.words);
            }
            let by = project.user(coding, "creatingUser");
            if let (Some(first), Some(other)) = (&annotation.by, &by)
                && first.value != other.value
            {
                let what = format!(
                    "it was coded by {}, too; the note is by {}",
                    other.value, first.value
                );
                project
                    .account
                    .remark(Report::new("codings", coding.place(), what, ""));
            }
            annotation.by = annotation.by.take().or(by);
            let written = coding.attribute("creationDateTime").and_then(day);
            annotation.written = annotation.written.take().or(written);
            let code = coding
                .first("CodeRef")
                .and_then(|code| code.attribute("targetGUID"))
                .map(guid);
            match code.filter(|code| project.codes.contains(code)) {
                Some(code) => {
                    project.account.wrote("codings", 1);
                    about(annotation, Kind::TOPICS, &code);
                }
                None => {
                    let report = Report::new(
                        "codings",
                        coding.place(),
                        "its code is not in the code book",
                        "",
                    );
                    project.account.left_out(Side::Notes, report);
                }
            }
        }
    }
}

//! The words of a transcript as TEI: who speaks, and what lies over the words.

use std::{collections::BTreeSet, fmt::Write as _, io::Result};

use super::{
    place::address,
    plain::number,
    tei_parts::{Tale, words},
    xml::{Xml, attribute, attributed, element, empty, escaped, raw, text},
};
use crate::reader::{
    EntryIndex, FormatKind, IndexRange, Kind, ListIndex, Locator, LocatorKind, ParagraphIndex,
    Thing, Transcript, TurnIndex,
};

/// Who speaks, each once, in the order of their first turns.
pub(super) struct Cast {
    who: Vec<Speaker>,
    /// For each turn.
    by_turn: Vec<Option<usize>>,
}

#[derive(PartialEq)]
struct Speaker {
    entry: Option<EntryIndex>,
    name: String,
    role: Option<String>,
    part: Option<&'static str>,
}

impl Cast {
    /// Of a transcript. Labels that are nobody in particular are one each: whether several persons stand behind one nobody knows.
    pub(super) fn of(tale: &Tale<'_, '_>) -> Self {
        let mut cast = Self {
            who: Vec::new(),
            by_turn: Vec::new(),
        };
        for turn in tale.full.anchored().transcript.turns.indexes() {
            let turn = tale.head.turn(turn);
            let name = tale.given.reader.speaker_name(&turn);
            cast.by_turn.push(name.map(|name| {
                let speaker = Speaker {
                    entry: turn.who.person,
                    name: name.to_owned(),
                    role: turn.who.role.clone(),
                    part: turn.who.part.map(|part| part.as_str()),
                };
                let same = |known: &Speaker| match speaker.entry {
                    Some(_) => known.entry == speaker.entry,
                    None => *known == speaker,
                };
                cast.who.iter().position(same).unwrap_or_else(|| {
                    cast.who.push(speaker);
                    cast.who.len() - 1
                })
            }));
        }
        cast
    }

    /// The list of them.
    pub(super) fn write(&self, tale: &Tale<'_, '_>, xml: &mut Xml) -> Result<()> {
        if self.who.is_empty() {
            return Ok(());
        }
        element(xml, "particDesc", |xml| {
            element(xml, "listPerson", |xml| {
                for (i, speaker) in self.who.iter().enumerate() {
                    let id = id(i);
                    let is_org = speaker
                        .entry
                        .is_some_and(|e| tale.given.reader.entry_kind(e) == Kind::ORGANIZATIONS);
                    let (outer, inner) = match is_org {
                        true => ("org", "orgName"),
                        false => ("person", "persName"),
                    };
                    let mut attributes = vec![("xml:id", id.as_str())];
                    if let Some(part) = speaker.part {
                        attributes.push(("role", part));
                    }
                    attributed(xml, outer, &attributes, |xml| {
                        let page = speaker.entry.map(|e| address(tale.given, Thing::Entry(e)));
                        match &page {
                            Some(page) => attributed(xml, inner, &[("ref", page)], |xml| {
                                words(xml, &speaker.name)
                            })?,
                            None => text(xml, inner, &speaker.name)?,
                        }
                        match &speaker.role {
                            Some(role) => text(xml, "note", role),
                            None => Ok(()),
                        }
                    })?;
                }
                Ok(())
            })
        })
    }
}

fn id(speaker: usize) -> String {
    format!("speaker.{}", speaker + 1)
}

/// The body: a division for each section, a `u` for each turn in it.
pub(super) fn write(tale: &Tale<'_, '_>, cast: &Cast, xml: &mut Xml) -> Result<()> {
    let transcript = &tale.full.anchored().transcript;
    let count = transcript.paragraphs.len();
    let starts = transcript
        .sections
        .iter()
        .map(|section| section.paragraph.place());
    let starts: Vec<usize> = starts.collect();
    // What stands before the first heading.
    let first = starts.first().copied().unwrap_or(count);
    if first > 0 {
        element(xml, "div", |xml| division(tale, cast, 0..first, xml))?;
    }
    for (i, section) in transcript.sections.iter().enumerate() {
        let end = starts.get(i + 1).copied().unwrap_or(count);
        element(xml, "div", |xml| {
            text(xml, "head", &section.title)?;
            match starts[i] < end {
                true => division(tale, cast, starts[i]..end, xml),
                // A division has something in it.
                false => empty(xml, "p", &[]),
            }
        })?;
    }
    if transcript.footnotes.is_empty() {
        return Ok(());
    }
    attributed(xml, "div", &[("type", "footnotes")], |xml| {
        for (note, footnote) in transcript.footnotes.enumerated() {
            element(xml, "p", |xml| {
                let id = format!("footnote.{}", number(note));
                let attributes = [
                    ("xml:id", id.as_str()),
                    ("place", "foot"),
                    ("n", footnote.label.as_str()),
                ];
                attributed(xml, "note", &attributes, |xml| {
                    words(xml, footnote.text.trim_end())
                })
            })?;
        }
        Ok(())
    })
}

fn division(
    tale: &Tale<'_, '_>,
    cast: &Cast,
    paragraphs: std::ops::Range<usize>,
    xml: &mut Xml,
) -> Result<()> {
    let transcript = &tale.full.anchored().transcript;
    let mut at = paragraphs.start;
    while at < paragraphs.end {
        let turn = transcript.paragraphs[ParagraphIndex::at(at)].turn;
        let end = transcript.turns[turn]
            .paragraphs
            .end
            .place()
            .min(paragraphs.end);
        let own = IndexRange {
            start: ParagraphIndex::at(at),
            end: ParagraphIndex::at(end.max(at + 1)),
        };
        utterance(tale, cast, (turn, own), xml)?;
        at = own.end.place();
    }
    Ok(())
}

/// A turn, or what of it stands in one section.
fn utterance(
    tale: &Tale<'_, '_>,
    cast: &Cast,
    (turn, paragraphs): (TurnIndex, IndexRange<ParagraphIndex>),
    xml: &mut Xml,
) -> Result<()> {
    let transcript = &tale.full.anchored().transcript;
    let said = tale.head.turn(turn);
    let who = cast.by_turn.get(turn.place()).copied().flatten();
    let who = who.map(|speaker| format!("#{}", id(speaker)));
    let mut attributes: Vec<(&str, &str)> = Vec::new();
    if let Some(who) = &who {
        attributes.push(("who", who));
    }
    if let Some(certainty) = said.who.certainty {
        // TEI knows how sure somebody is in four words.
        attributes.push((
            "cert",
            match certainty.as_str() {
                "probable" => "medium",
                _ => "low",
            },
        ));
    }
    attributed(xml, "u", &attributes, |xml| {
        let label = said.label();
        if !label.is_empty() && transcript.turns[turn].paragraphs.start == paragraphs.start {
            attributed(xml, "note", &[("type", "speaker")], |xml| words(xml, label))?;
        }
        for p in paragraphs.iter() {
            let paragraph = &transcript.paragraphs[p];
            let id = paragraph.id.to_string();
            let mut attributes = vec![("xml:id", id.as_str())];
            if let Some(language) = &paragraph.language {
                attributes.push(("xml:lang", language));
            }
            match paragraph.remark {
                true => {
                    let printed = transcript.words(p);
                    attributed(xml, remark(printed), &attributes, |xml| {
                        text(xml, "desc", printed)
                    })?;
                }
                false => attributed(xml, "seg", &attributes, |xml| {
                    raw(xml, &marked(transcript, p))
                })?,
            }
        }
        Ok(())
    })
}

/// What a remark that stands alone tells of.
fn remark(words: &str) -> &'static str {
    let words = words.to_lowercase();
    match words.contains("applau") {
        true => "kinesic",
        false => "incident",
    }
}

/// The words of a paragraph with what lies over them. Where ranges cross, elements are cut, never words.
fn marked(transcript: &Transcript, p: ParagraphIndex) -> String {
    let paragraph = &transcript.paragraphs[p];
    let (start, end) = (paragraph.range.start, paragraph.range.end);
    let mut cuts: BTreeSet<u32> = [start, end].into();
    for format in &paragraph.formats {
        cuts.extend([format.range.start, format.range.end]);
    }
    let brackets = || paragraph.stage.iter().chain(&paragraph.unclear);
    brackets().for_each(|range| cuts.extend([range.start, range.end]));
    cuts.extend(paragraph.locators.iter().map(|locator| locator.at));
    let cuts: Vec<u32> = cuts.into_iter().collect();
    let mut markup = String::new();
    for (i, &from) in cuts.iter().enumerate() {
        for locator in paragraph
            .locators
            .iter()
            .filter(|locator| locator.at == from)
        {
            markup.push_str(&milestone(locator));
        }
        for format in &paragraph.formats {
            if let FormatKind::Footnote(note) = format.kind
                && format.range.start == from
            {
                let _ = write!(
                    markup,
                    "<ref type=\"footnote\" target=\"#footnote.{}\"/>",
                    number(note)
                );
            }
        }
        let Some(&to) = cuts.get(i + 1) else { break };
        let covers = |range: &std::ops::Range<u32>| range.start <= from && to <= range.end;
        let mut ends: Vec<&str> = Vec::new();
        for format in paragraph
            .formats
            .iter()
            .filter(|format| covers(&format.range))
        {
            let (begin, end) = match &format.kind {
                FormatKind::Emphasis => ("<hi rend=\"italic\">".to_owned(), "</hi>"),
                FormatKind::Strong => ("<hi rend=\"bold\">".to_owned(), "</hi>"),
                FormatKind::Code => ("<hi rend=\"code\">".to_owned(), "</hi>"),
                FormatKind::Link(to) => {
                    (format!("<ref{}>", attribute("target", &iri(to))), "</ref>")
                }
                FormatKind::Footnote(_) => continue,
            };
            markup.push_str(&begin);
            ends.push(end);
        }
        let piece = &transcript.text[from as usize..to as usize];
        let (begin, end) = match brackets().find(|range| covers(range)) {
            Some(range) => bracketed(
                &transcript.text[range.start as usize..range.end as usize],
                paragraph.unclear.iter().any(&covers),
            ),
            None => ("", ""),
        };
        markup.push_str(begin);
        markup.push_str(&escaped(piece));
        markup.push_str(end);
        ends.iter().rev().for_each(|end| markup.push_str(end));
    }
    markup
}

/// An address as the schema's `anyURI` takes it, which has no blanks.
fn iri(address: &str) -> String {
    address.trim().replace(char::is_whitespace, "%20")
}

/// What words in brackets are, by what they say.
fn bracketed(words: &str, is_unclear: bool) -> (&'static str, &'static str) {
    let lower = words.to_lowercase();
    let inside = lower.trim_matches(|c: char| !c.is_alphanumeric() && c != '?');
    if is_unclear {
        return match inside.ends_with('?') {
            true => ("<unclear>", "</unclear>"),
            false => ("<gap reason=\"inaudible\"><desc>", "</desc></gap>"),
        };
    }
    match () {
        () if inside.starts_with("redact") => ("<gap reason=\"redacted\"><desc>", "</desc></gap>"),
        () if inside.starts_with("applau") => ("<kinesic><desc>", "</desc></kinesic>"),
        () if ["laugh", "cough", "sigh"]
            .iter()
            .any(|word| inside.starts_with(word)) =>
        {
            ("<vocal><desc>", "</desc></vocal>")
        }
        () => ("<supplied>", "</supplied>"),
    }
}

/// A time of the recording, or the beginning of a page of the source.
fn milestone(locator: &Locator) -> String {
    match locator.kind {
        LocatorKind::Page => {
            let digits = locator
                .text
                .trim_start_matches(|c: char| !c.is_ascii_digit());
            let page = match digits.is_empty() {
                true => &locator.text,
                false => digits,
            };
            format!("<pb{}/>", attribute("n", page))
        }
        LocatorKind::Time(seconds) => {
            let printed = attribute("n", &locator.text);
            let whole = seconds.trunc();
            let (hours, rest) = ((whole / 3600.0).trunc(), whole % 3600.0);
            let fraction = format!("{:.3}", seconds - whole);
            let fraction = fraction
                .trim_start_matches('0')
                .trim_end_matches('0')
                .trim_end_matches('.');
            match hours < 24.0 {
                true => format!(
                    "<time when=\"{hours:02}:{:02}:{:02}{fraction}\"{printed}/>",
                    (rest / 60.0).trunc(),
                    rest % 60.0,
                ),
                // Longer than a day is no time of one.
                false => format!("<time dur=\"PT{whole}{fraction}S\"{printed}/>"),
            }
        }
    }
}

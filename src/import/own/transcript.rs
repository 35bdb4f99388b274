//! A transcript: what is known of it, its words, and the places in them.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    ground::Ground,
    links::Site,
    notes,
    object::{Object, one_of},
    paragraphs::{Paragraphs, Points},
    speakers,
};
use crate::{
    archive::{
        AlignedRuns, Credit, FootnoteIndex, Format, FormatKind, Header, InLanguage, ListIndex,
        Locator, LocatorKind, Media, Name, ParagraphId, ParagraphIndex, ParagraphRun, Record,
        Relation, Source,
    },
    import::{
        Account, Asked, BroughtTranscript, Imported, Place, Report, Side, Unreadable, marks::full,
    },
    load::speech::marks_taken,
    writer::{Block, Paragraph, Said},
};

/// Reads the file of a transcript.
pub(super) fn read(whole: Object<'_>, asked: &Asked) -> Result<Imported, Unreadable> {
    complete(whole)?;
    let mut account = Account::default();
    printed(whole, &mut account);
    let id = whole.word("id").unwrap_or_default();
    let site = Site::of(whole.str("address"), "transcripts", &asked.kinds);
    let mut ground = Ground::new(whole, asked, site);
    let mut header = header(whole, &ground, &mut account);
    let mut said = Said::default();
    let labels: Vec<&str> = whole
        .objects("footnotes")
        .filter_map(|f| f.str("label"))
        .collect();
    for footnote in whole.objects("footnotes") {
        said.footnotes
            .push(footnote.word("text").unwrap_or_default());
    }
    let mut paragraphs = Paragraphs::default();
    let mut headings = headings(whole);
    let mut turns = speakers::Turns::new(whole);
    let mut counted = true;
    for turn in whole.objects("turns") {
        account.found("turns", 1);
        account.wrote("turns", 1);
        let mut label = turns.label(turn, ParagraphIndex::at(paragraphs.texts.len()));
        for object in turn.objects("paragraphs") {
            let place = ParagraphIndex::at(paragraphs.texts.len());
            let own = object.str("id").unwrap_or_default();
            counted &= own == ParagraphId::counted(place).to_string();
            said.blocks
                .extend(headings.remove(own).into_iter().flatten());
            let mut paragraph = paragraph(object, &labels);
            paragraph.label = label.take();
            if let Some(language) = object.word("language") {
                add_language(&mut header, place, language);
            }
            paragraphs.places.insert(own.to_owned(), place);
            paragraphs.texts.push(paragraph.text.clone());
            said.blocks.push(Block::Paragraph(paragraph));
        }
    }
    said.blocks.extend(headings.into_values().flatten());
    if paragraphs.texts.is_empty() {
        return Err(Unreadable::new("the transcript has no words"));
    }
    if !counted {
        let what = "its paragraphs are counted anew: their addresses were sealed, and the ledger is not in this file; links to them from other files may lead to others now";
        account.remark(Report::new("paragraphs", Place::known_as(&*id), what, ""));
        ground.site = ground.site.with(&id, &paragraphs.places);
    } else if whole.flag("sealed") {
        let what = format!(
            "its addresses were sealed: copy `content/ledger/{id}.yaml` of that archive, and they stay"
        );
        account.remark(Report::new("paragraphs", Place::known_as(&*id), what, ""));
    }
    turns.fill(&mut header);
    let notes = notes::read(whole, &paragraphs, &mut ground, &mut account);
    let transcript = BroughtTranscript {
        key: id,
        header,
        said,
        notes,
        guessed: Vec::new(),
    };
    Ok(Imported {
        transcripts: vec![transcript],
        has_ids: true,
        account,
        ..Imported::default()
    })
}

/// Whether every part of what is said has the key that its words stand under: under another nobody would find them.
fn complete(whole: Object<'_>) -> Result<(), Unreadable> {
    let lacks = |what: &str, number: usize, key: &str| {
        let message = format!("{what} {number} has no `{key}`: the file is damaged");
        Err(Unreadable::new(message).help("export it again: `postil export json`"))
    };
    for (turn, number) in whole.objects("turns").zip(1..) {
        if !turn.value("paragraphs").is_some_and(Value::is_array) {
            return lacks("turn", number, "paragraphs");
        }
        if turn.objects("paragraphs").any(|p| p.str("text").is_none()) {
            return lacks("a paragraph of turn", number, "text");
        }
    }
    for (list, what, key) in [
        ("footnotes", "footnote", "text"),
        ("sections", "section", "title"),
    ] {
        let mut all = whole.objects(list).zip(1..);
        if let Some((_, number)) = all.find(|(one, _)| one.str(key).is_none()) {
            return lacks(what, number, key);
        }
    }
    Ok(())
}

/// Every word of the file that is said: all texts and titles, wherever they stand.
fn printed(whole: Object<'_>, account: &mut Account) {
    let mut open: Vec<(&str, &Value)> = Vec::new();
    for key in ["sections", "turns", "footnotes"] {
        open.extend(whole.value(key).map(|value| ("", value)));
        while let Some((key, value)) = open.pop() {
            match value {
                Value::Object(fields) => {
                    let fields = fields.iter().map(|(key, value)| (key.as_str(), value));
                    open.extend(fields.rev());
                }
                Value::Array(items) => open.extend(items.iter().rev().map(|item| (key, item))),
                Value::String(words) if matches!(key, "text" | "title") => {
                    account.printed(Side::Speech, words);
                }
                Value::String(_) | Value::Number(_) | Value::Bool(_) | Value::Null => {}
            }
        }
    }
}

/// Keys of which others take care, or that are of the archive and not of the transcript.
const ELSEWHERE: &[&str] = &[
    "format",
    "version",
    "archive",
    "address",
    "notes_rights",
    "id",
    "turns",
    "sections",
    "footnotes",
    "notes",
    "kinds",
    "sealed",
    "redirect_from",
    "extra",
];

const KNOWN: &[&str] = &[
    "title",
    "summary",
    "warning",
    "date",
    "form",
    "record",
    "language",
    "translation_of",
    "rights",
    "source",
    "media",
    "credits",
    "authors",
    "authors_written",
    "cite_as",
    "align",
    "relations",
    "about",
];

fn header<'a>(whole: Object<'a>, ground: &Ground<'a>, account: &mut Account) -> Header {
    for key in whole.keys().filter(|key| !ELSEWHERE.contains(key)) {
        account.found("fields", 1);
        if KNOWN.contains(&key) {
            account.wrote("fields", 1);
            continue;
        }
        let what = "a key that this version of postil does not know";
        account.left_out(
            Side::Speech,
            Report::new("fields", Place::known_as(key), what, ""),
        );
    }
    let id = whole.str("id").unwrap_or("untitled");
    let mut header = Header {
        title: whole.word("title").unwrap_or_else(|| id.to_owned()),
        summary: whole.word("summary"),
        warning: whole.word("warning"),
        date: whole.date("date", account),
        form: whole.word("form"),
        record: one_of(&Record::ALL, whole.str("record")),
        language: whole.word("language"),
        translation_of: whole.word("translation_of").map(Name::unplaced),
        rights: whole.word("rights"),
        ..Header::default()
    };
    header.source = whole.object("source").map(|source| Source {
        title: source.word("title"),
        url: source.word("url"),
        identifier: source.word("identifier"),
        accessed: source.date("accessed", account),
        archived: source.word("archived"),
    });
    header.media = whole.object("media").and_then(|media| {
        Some(Media {
            url: media.word("url")?,
            rights: media.word("rights"),
            duration: media.value("duration").and_then(Value::as_f64),
        })
    });
    let credits = whole.objects("credits").filter_map(|credit| {
        Some(Credit {
            role: credit.word("role")?,
            name: credit.word("name")?,
        })
    });
    header.credits = credits.collect();
    let authors = whole.objects("authors");
    let authors = authors.filter_map(|author| author.word("id").or_else(|| author.word("name")));
    let authors: Vec<Name> = authors.map(Name::unplaced).collect();
    // Else they are those that were found, and will be again.
    header.cite_author = whole.flag("authors_written").then_some(authors);
    header.cite_as = whole.word("cite_as");
    header.align = align(whole, account);
    if let Some(relations) = whole.object("relations") {
        for relation in Relation::of_transcripts() {
            let named = relations
                .objects(relation.key())
                .filter_map(|named| named.word("id"));
            header.named.extend(relation, named.map(Name::unplaced));
        }
    }
    header.about = ground.named(whole.objects("about"), &Place::known_as("about"), account);
    header.common = whole.common();
    header
}

/// Which paragraphs say the same as which of the original.
fn align(whole: Object<'_>, account: &mut Account) -> Vec<AlignedRuns> {
    let mut align = Vec::new();
    for runs in whole.objects("align") {
        let run = |key: &str| {
            let run: ParagraphRun = runs.str(key)?.parse().ok()?;
            Some(Name::unplaced(String::new()).map(|_| run))
        };
        match run("own").zip(run("original")) {
            Some((own, original)) => align.push(AlignedRuns { own, original }),
            None => {
                let what = "paragraphs that cannot be read";
                account.remark(Report::new("align", Place::known_as("align"), what, ""));
            }
        }
    }
    align
}

/// Headings by the paragraph that they stand before; those at the end under nothing, which is sorted behind no name.
fn headings(whole: Object<'_>) -> BTreeMap<&str, Vec<Block>> {
    let mut headings: BTreeMap<&str, Vec<Block>> = BTreeMap::new();
    for section in whole.objects("sections") {
        let level = section
            .number("level")
            .and_then(|level| u8::try_from(level).ok());
        headings
            .entry(section.str("before").unwrap_or_default())
            .or_default()
            .push(Block::Heading {
                level: level.unwrap_or(2),
                words: section.word("title").unwrap_or_default(),
            });
    }
    headings
}

fn paragraph(object: Object<'_>, footnotes: &[&str]) -> Paragraph {
    let mut paragraph = Paragraph::of(object.str("text").unwrap_or_default());
    let bytes = Points::of(&paragraph.text);
    for format in object.objects("formats") {
        let kind = match format.str("kind") {
            Some("emphasis") => FormatKind::Emphasis,
            Some("strong") => FormatKind::Strong,
            Some("code") => FormatKind::Code,
            Some("link") => FormatKind::Link(format.word("to").unwrap_or_default()),
            Some("footnote") => {
                let to = format.str("to").unwrap_or_default();
                let Some(place) = footnotes.iter().position(|label| *label == to) else {
                    continue;
                };
                FormatKind::Footnote(FootnoteIndex::at(place))
            }
            Some(_) | None => continue,
        };
        let ends: Vec<u32> = format
            .list("range")
            .filter_map(|end| bytes.byte(end))
            .collect();
        if let [start, end] = ends[..] {
            paragraph.formats.push(Format {
                range: start..end.max(start),
                kind,
            });
        }
    }
    for mark in object.objects("marks") {
        let text = mark.word("printed").unwrap_or_default();
        let seconds = mark.value("seconds").and_then(Value::as_f64);
        let mark = Locator {
            at: mark
                .value("at")
                .and_then(|at| bytes.byte(at))
                .unwrap_or_default(),
            kind: seconds.map_or(LocatorKind::Page, LocatorKind::Time),
            text,
        };
        // A short time is one at the beginning of a line alone.
        let anywhere = marks_taken(&format!("x [{}] y", mark.text)).1.len() == 1;
        match anywhere {
            true => paragraph.marks.push(mark),
            false => paragraph.marks.extend(full(&[mark])),
        }
    }
    paragraph
}

fn add_language(header: &mut Header, place: ParagraphIndex, language: String) {
    let id = ParagraphId::counted(place);
    if let Some(last) = header.languages.last_mut()
        && last.language == language
        && place.place() > 0
        && last.paragraphs.value.last == ParagraphId::counted(ParagraphIndex::at(place.place() - 1))
    {
        last.paragraphs.value.last = id;
        return;
    }
    let run = ParagraphRun {
        first: id,
        last: id,
    };
    header.languages.push(InLanguage {
        paragraphs: Name::unplaced(String::new()).map(|_| run),
        language,
    });
}

//! OHMS XML (Oral History Metadata Synchronizer, Nunn Center, versions 5.4 and 6.0): a record with a transcript, an index, and both once more in
//! another language.
//!
//! | Module | What it reads |
//! |---|---|
//! | `about` | what the record says of the interview |
//! | `transcript` | a transcript that is plain text, with its minutes |
//! | `footnotes` | footnotes of both kinds of transcripts |
//! | `index` | the points of the index |

mod about;
mod footnotes;
mod index;
mod transcript;

use self::index::{Entries, Point};
use super::{
    Account, AsWords, Asked, BroughtTranscript, Claim, Element, ImportFile, Imported, Importer,
    Note, Place, Report, Side, Unreadable,
    cues::{
        captions::{self, Dialect},
        labelled, languages,
    },
    guess::Guess,
};
use crate::{
    archive::{Header, Name, Record},
    writer::Said,
};

/// OHMS XML.
#[derive(Clone, Copy, Debug)]
pub struct Ohms;

impl Importer for Ohms {
    fn name(&self) -> &'static str {
        "ohms"
    }

    fn title(&self) -> &'static str {
        "OHMS XML"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let head = file.head();
        let named = head.contains("nunncenter/ohms") || head.contains("<ROOT");
        match named && head.contains("<record") {
            true => Claim::Sure,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let decoded = file.decoded()?;
        let root = Element::parse(&decoded.text)?;
        let records: Vec<&Element> = root
            .descendants()
            .into_iter()
            .filter(|e| e.name == "record")
            .collect();
        if records.is_empty() {
            return Err(Unreadable::new("the file has no record of OHMS"));
        }
        let mut imported = Imported::default();
        let mut entries = Entries::default();
        for (record, number) in records.iter().zip(1..) {
            let key = match records.len() {
                1 => file.stem().to_owned(),
                _ => format!("{}-{number}", file.stem()),
            };
            read_record(record, key, asked, &mut entries, &mut imported);
        }
        if imported.transcripts.is_empty() {
            return Err(Unreadable::new(
                "the record has neither a transcript nor an index",
            ));
        }
        imported.entries.extend(entries.all);
        Ok(imported)
    }
}

/// A record: its transcript, and the same in the other language.
fn read_record(
    record: &Element,
    key: String,
    asked: &Asked,
    entries: &mut Entries,
    imported: &mut Imported,
) {
    let account = &mut imported.account;
    let mut header = about::header(record, account);
    if header.title.is_empty() {
        header.title = key.clone();
    }
    if header.language.is_none() {
        header.language = asked.language.clone();
    }
    let people = about::people(record);
    for named in &people {
        if imported.entries.iter().all(|e| e.key != named.key) {
            imported.entries.push(about::person(named));
        }
    }
    let mut points = index::points(record, false);
    points.retain(|point| !point.is_empty());
    let found = words(record, ("", &asked.as_words), &header, account);
    let (own, summed) = match found {
        Some(found) => (Some(found), false),
        None if points.is_empty() => (None, false),
        None => {
            let said = index::summary(&points, account);
            header.record = Some(Record::Summary);
            let what = "the record has no transcript: the transcript here is its index";
            account.remark(Report::new("transcripts", record.place(), what, ""));
            (
                Some(BroughtTranscript {
                    header: header.clone(),
                    said,
                    ..BroughtTranscript::default()
                }),
                true,
            )
        }
    };
    let Some(mut own) = own.filter(|own| !own.said.blocks.is_empty()) else {
        account.remark(Report::new(
            "transcripts",
            record.place(),
            "the record has neither a transcript nor an index",
            "",
        ));
        return;
    };
    own.key.clone_from(&key);
    for speaker in own.header.speakers.iter_mut() {
        about::recognise(speaker, &people);
    }
    about::silent(&people, &own.header.speakers, account);
    if summed {
        // What the points say stands in the transcript already.
        points.iter_mut().for_each(Point::say_nothing);
    }
    own.notes
        .extend(index::notes(&points, &own.said, entries, account));
    own.notes.retain(says_something);
    let other = translation(record, &own, &asked.as_words, entries, account);
    imported.transcripts.push(own);
    imported.transcripts.extend(other);
}

fn says_something(note: &Note) -> bool {
    let annotation = &note.annotation;
    annotation.title.is_some()
        || annotation.note.is_some()
        || !annotation.names.is_empty()
        || !annotation.sources.is_empty()
}

/// What the record has in the other language.
fn translation(
    record: &Element,
    own: &BroughtTranscript,
    as_words: &AsWords,
    entries: &mut Entries,
    account: &mut Account,
) -> Option<BroughtTranscript> {
    let language = record
        .first("transcript_alt_lang")
        .map(Element::words)
        .filter(|l| !l.is_empty());
    let tag = language.as_deref().and_then(languages::tag);
    let mut points = index::points(record, true);
    points.retain(|point| !point.is_empty());
    let header = Header {
        language: tag.clone(),
        speakers: Default::default(),
        turns: Vec::new(),
        translation_of: Some(Name::unplaced(own.key.clone())),
        ..own.header.clone()
    };
    let found = words(record, ("_alt", as_words), &header, account)
        .filter(|found| !found.said.blocks.is_empty());
    let Some(mut other) = found else {
        for point in &points {
            account.found("translated points", 1);
            let words = format!("{} {} {}", point.title, point.synopsis, point.partial);
            account.printed(Side::Notes, &words);
            let what =
                "a point of the index in the other language, of which there is no transcript";
            let report = Report::new("translated points", Place::default(), what, words);
            account.left_out(Side::Notes, report);
        }
        return None;
    };
    if tag.is_none() {
        account.remark(Report::new(
            "languages",
            record.place(),
            "the language of the translation is not known: say it as `language`",
            "",
        ));
    }
    let suffix = tag.unwrap_or_else(|| "translation".to_owned());
    other.key = format!("{}-{suffix}", own.key);
    let people = about::people(record);
    for speaker in other.header.speakers.iter_mut() {
        about::recognise(speaker, &people);
    }
    other
        .notes
        .extend(index::notes(&points, &other.said, entries, account));
    other.notes.retain(says_something);
    Some(other)
}

/// The transcript of a record, in its language or (`_alt`) the other: captions go before plain text.
fn words(
    record: &Element,
    (suffix, as_words): (&str, &AsWords),
    header: &Header,
    account: &mut Account,
) -> Option<BroughtTranscript> {
    let text = |name: &str| {
        let found = record.first(&format!("{name}{suffix}")).map(Element::text);
        found.filter(|text| {
            !text.trim().is_empty() && !text.trim().eq_ignore_ascii_case("no transcript.")
        })
    };
    let (captions, plain) = (text("vtt_transcript"), text("transcript"));
    if let Some(captions) = captions {
        let found = of_captions(&captions, header, as_words, account);
        if found.is_some() {
            if let Some(plain) = plain {
                account.found("second transcripts", 1);
                account.printed(Side::Speech, &plain);
                let what = "the record has its transcript as captions and as plain text: the captions are taken";
                let report = Report::new("second transcripts", record.place(), what, &plain);
                account.left_out(Side::Speech, report);
            }
            return found;
        }
    }
    let plain = plain?;
    account.printed(Side::Speech, &plain);
    let (body, notes) = footnotes::of_text(&plain, account);
    let sync = record
        .first(&format!("sync{suffix}"))
        .map(Element::text)
        .unwrap_or_default();
    let mut header = header.clone();
    let paragraphs = transcript::paragraphs(&body, &sync);
    let mut said = Said {
        blocks: labelled(paragraphs, &mut header.speakers, as_words, account),
        footnotes: Vec::new(),
    };
    footnotes::set(&mut said, &notes, account);
    Some(BroughtTranscript {
        guessed: Guess::labels(header.speakers.iter()),
        header,
        said,
        ..BroughtTranscript::default()
    })
}

fn of_captions(
    text: &str,
    header: &Header,
    as_words: &AsWords,
    account: &mut Account,
) -> Option<BroughtTranscript> {
    let (body, notes, others) = footnotes::of_captions(text);
    let mut transcript = match captions::transcript(&body, Dialect::WebVtt, as_words, account) {
        Ok(transcript) => transcript,
        Err(wrong) => {
            let what = format!("the captions of the record cannot be read: {wrong}");
            account.remark(Report::new("transcripts", Place::default(), what, ""));
            return None;
        }
    };
    for words in notes.values() {
        account.printed(Side::Speech, words);
    }
    for other in others {
        account.remark(Report::new(
            "footnotes",
            Place::default(),
            format!("`{other}` is not kept"),
            "",
        ));
    }
    footnotes::set(&mut transcript.said, &notes, account);
    transcript.header = Header {
        speakers: transcript.header.speakers,
        turns: transcript.header.turns,
        ..header.clone()
    };
    Some(transcript)
}

#[cfg(test)]
mod tests;

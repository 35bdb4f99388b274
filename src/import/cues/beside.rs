//! What a file of captions says beside the captions: titles, languages, notes, how cues look.

use serde_json::{Map, Value};

use super::{blocks::Blocks, glue, languages::is_language};
use crate::{
    archive::{Common, Header, ParagraphIndex, Record},
    import::{Account, BroughtTranscript, On, Place, Report, Side, plain},
};

/// What the first lines say: a title, a language; all else is kept under `extra`. What belongs to no cue is told.
pub(super) fn head(blocks: &Blocks, account: &mut Account) -> Header {
    let mut header = Header::default();
    let mut extra = Map::new();
    for (line, number) in blocks.head.iter().zip(0..) {
        let line = line.trim_start_matches(['-', '–', '—', ' ']);
        for said in line
            .split(';')
            .map(str::trim)
            .filter(|said| !said.is_empty())
        {
            let pair = said
                .split_once([':', '='])
                .map(|(key, value)| (key.trim(), value.trim()));
            match pair {
                Some((key, value))
                    if key.eq_ignore_ascii_case("language") && is_language(value) =>
                {
                    header.language = Some(value.to_owned());
                }
                Some((key, value)) if key.eq_ignore_ascii_case("title") => {
                    header.title = value.to_owned()
                }
                Some((key, value)) if !key.contains(' ') => {
                    extra.insert(key.to_owned(), Value::from(value));
                }
                Some(_) | None if number == 0 && header.title.is_empty() => {
                    header.title = glue::squeezed(line)
                }
                Some(_) | None => {
                    let texts = extra.entry("header").or_insert_with(|| Value::from(""));
                    let before = texts.as_str().unwrap_or_default();
                    *texts = Value::from(format!("{before}\n{said}").trim());
                }
            }
        }
    }
    if !extra.is_empty() {
        let webvtt = Map::from_iter([("webvtt".to_owned(), Value::Object(extra))]);
        header.common = Common {
            extra: Value::Object(webvtt),
            ..Common::default()
        };
    }
    for stray in &blocks.stray {
        account.found("stray lines", 1);
        account.printed(Side::Speech, &stray.text);
        let what = "lines that belong to no cue";
        let report = Report::new(
            "stray lines",
            Place::line(stray.line),
            what,
            stray.text.as_str(),
        );
        account.left_out(Side::Speech, report);
    }
    for looks in &blocks.looks {
        account.found("styles and regions", 1);
        let what = "how cues look is not kept";
        account.left_out(
            Side::Speech,
            Report::new("styles and regions", Place::line(looks.line), what, ""),
        );
    }
    header
}

/// Notes become drafts on the paragraph that follows; what recognisers note of themselves is left out.
pub(super) fn notes(
    blocks: &Blocks,
    of_cue: impl Fn(usize) -> ParagraphIndex,
    transcript: &mut BroughtTranscript,
    account: &mut Account,
) {
    let mut machines = 0;
    for (before, note) in &blocks.notes {
        if note.text.is_empty() {
            continue;
        }
        account.found("notes", 1);
        account.printed(Side::Notes, &note.text);
        let key = note
            .text
            .split(':')
            .next()
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        let value = note
            .text
            .split_once(':')
            .map_or("", |(_, value)| value)
            .trim();
        let own = ["confidence", "recognizability", "duration", "language"];
        if own.contains(&key.as_str()) && !note.text.contains('\n') {
            machines += usize::from(key == "confidence");
            if key == "language" && is_language(value) {
                transcript
                    .header
                    .language
                    .get_or_insert_with(|| value.to_owned());
            }
            let what = "what a recogniser notes of itself";
            let report = Report::new("notes", Place::line(note.line), what, note.text.as_str());
            account.left_out(Side::Notes, report);
            continue;
        }
        let paragraph = of_cue(*before);
        transcript.notes.push(plain::draft(
            On::Paragraphs(paragraph, paragraph),
            &note.text,
        ));
        account.wrote("notes", 1);
    }
    if machines > 0 {
        transcript.header.record = Some(Record::Machine);
    }
}

//! Segments with a text each: Whisper, WhisperX, whisper.cpp, OpenAI's service, the podcast namespace.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    heard::{self, Heard},
    json,
};
use crate::import::{
    Account, Place, Report, Side,
    cues::{Piece, Voice, clock, glue},
};

/// The segments of a file that has some.
pub(super) fn list(value: &Value) -> Option<&[Value]> {
    let lists = [&value["segments"], &value["transcription"], value];
    let is_segment = |segment: &Value| segment["text"].is_string() || segment["body"].is_string();
    let is_timed = |segment: &Value| start(segment).is_some() || end(segment).is_some();
    let found = lists.into_iter().find_map(|list| list.as_array())?;
    let fits = |segment: &Value| is_segment(segment) && (is_timed(segment) || !value.is_array());
    let first = found.first();
    // Without a segment it is what was heard where nobody spoke.
    let fits = first.map_or(value["text"].is_string(), fits);
    fits.then_some(found)
}

pub(super) fn read(value: &Value, account: &mut Account) -> Heard {
    let segments = list(value).unwrap_or_default();
    let podcast = segments.iter().any(|s| s["body"].is_string());
    let result = &value["result"];
    let language = json::text(value, &["language"]).or_else(|| json::text(result, &["language"]));
    let mut heard = Heard {
        machine: !podcast,
        language: language.map(str::to_owned),
        duration: json::number(&value["duration"]),
        ..Heard::default()
    };
    let named = segments
        .iter()
        .any(|s| whose(s).is_some() || words(s).iter().any(|w| whose(w).is_some()));
    let mut own = String::new();
    let mut unnamed = 0;
    account.found("segments", segments.len());
    for segment in segments {
        let text = text(segment);
        own.push_str(text);
        own.push('\n');
        if text.trim().is_empty() {
            let place =
                start(segment).map_or_else(Place::default, |s| Place::known_as(clock::shown(s)));
            account.left_out(Side::Speech, Report::new("segments", place, "no words", ""));
            continue;
        }
        account.wrote("segments", 1);
        unnamed += pieces(segment, text, named, &mut heard.pieces);
    }
    heard::unnamed(unnamed, account);
    let whole = json::text(value, &["text"]);
    if heard.pieces.is_empty() {
        heard.pieces.extend(heard::untimed(whole));
        own = whole.unwrap_or_default().to_owned();
    }
    heard::printed(&own, whole, account);
    heard::confidence(segments.iter().flat_map(words), account);
    heard
}

fn text(segment: &Value) -> &str {
    json::text(segment, &["text", "body"]).unwrap_or_default()
}

fn words(segment: &Value) -> &[Value] {
    json::list(&segment["words"])
}

fn whose(value: &Value) -> Option<String> {
    json::label(&value["speaker"])
}

fn start(value: &Value) -> Option<f64> {
    // whisper.cpp counts thousandths of a second.
    let offset = || json::number(&value["offsets"]["from"]).map(|ms| ms / 1000.0);
    json::number(&value["start"])
        .or_else(|| json::number(&value["startTime"]))
        .or_else(offset)
}

fn end(value: &Value) -> Option<f64> {
    let offset = || json::number(&value["offsets"]["to"]).map(|ms| ms / 1000.0);
    json::number(&value["end"])
        .or_else(|| json::number(&value["endTime"]))
        .or_else(offset)
}

/// The pieces of a segment: one, or several if its words are of several speakers. How many of its words have no speaker where others have one.
fn pieces(segment: &Value, text: &str, named: bool, pieces: &mut Vec<Piece>) -> usize {
    let words = words(segment);
    let speakers: BTreeSet<String> = words.iter().filter_map(whose).collect();
    let own = whose(segment).or_else(|| speakers.first().filter(|_| speakers.len() == 1).cloned());
    let voice = |who: Option<String>| match who {
        Some(who) => Voice::Of(who),
        None if named => Voice::Unknown,
        None => Voice::Held,
    };
    let unnamed = if speakers.is_empty() {
        0
    } else {
        words.iter().filter(|w| whose(w).is_none()).count()
    };
    let parts = if speakers.len() > 1 {
        by_speaker(text, words, &own)
    } else {
        None
    };
    let whole = || {
        vec![Part {
            who: own.clone(),
            from: 0,
            start: start(segment),
            end: end(segment),
        }]
    };
    let parts = parts.unwrap_or_else(whole);
    for (number, part) in parts.iter().enumerate() {
        let to = parts.get(number + 1).map_or(text.len(), |next| next.from);
        let words = glue::squeezed(&text[part.from..to]);
        if !words.is_empty() {
            let voice = voice(part.who.clone());
            pieces.push(Piece {
                start: part.start,
                end: part.end,
                voice,
                words,
                apart: false,
            });
        }
    }
    unnamed
}

/// What one speaker says of a segment: from a byte of its text.
struct Part {
    who: Option<String>,
    from: usize,
    start: Option<f64>,
    end: Option<f64>,
}

/// The parts of a segment by the speakers of its words; none if its words are not those of its text.
fn by_speaker(text: &str, words: &[Value], own: &Option<String>) -> Option<Vec<Part>> {
    let mut parts: Vec<Part> = Vec::new();
    let mut at = 0;
    for word in words {
        let printed = json::text(word, &["word", "text"])
            .unwrap_or_default()
            .trim();
        let found = at + text.get(at..)?.find(printed)?;
        // A word that is not the next one is another that looks like it.
        if text[at..found].chars().any(char::is_alphanumeric) {
            return None;
        }
        at = found + printed.len();
        let who = whose(word);
        match parts.last_mut() {
            Some(part) if who.is_none() || part.who == who => part.end = end(word).or(part.end),
            _ => parts.push(Part {
                from: if parts.is_empty() { 0 } else { found },
                who: who.or_else(|| own.clone()),
                start: start(word),
                end: end(word),
            }),
        }
    }
    Some(parts).filter(|parts| !parts.is_empty())
}

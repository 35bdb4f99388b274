//! What all recognisers give: words, and what is known of the recording.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::json;
use crate::{
    archive::{Common, Header, Media, Record},
    import::{
        Account, Asked, BroughtTranscript, Imported, Place, Report, Side, Unreadable,
        cues::{Piece, clock, glue, join, languages},
        words,
    },
};

/// The least that a recogniser can be sure of a word, for whoever reads it not to be warned.
const SURE: f64 = 0.5;

/// What was heard.
#[derive(Clone, Debug, Default)]
pub(super) struct Heard {
    /// The words, in order.
    pub(super) pieces: Vec<Piece>,
    /// BCP 47, or a name: `english`.
    pub(super) language: Option<String>,
    /// Where the recording is.
    pub(super) url: Option<String>,
    /// How many seconds it takes.
    pub(super) duration: Option<f64>,
    /// Whether a program heard it.
    pub(super) machine: bool,
    /// All else that is worth keeping.
    pub(super) extra: Map<String, Value>,
}

impl Heard {
    /// The transcript.
    pub(super) fn imported(
        self,
        stem: &str,
        asked: &Asked,
        mut account: Account,
    ) -> Result<Imported, Unreadable> {
        if self.pieces.is_empty() {
            return Err(Unreadable::new("the file has no words"));
        }
        let joined = join(&self.pieces);
        for since in &joined.unknown {
            let place = since.map_or_else(Place::default, |s| Place::known_as(clock::shown(s)));
            let what = "the file does not say whose words these are: they stand as nobody's";
            account.remark(Report::new("turns", place, what, ""));
        }
        let mut extra = self.extra;
        let language = self.language.as_deref().and_then(|said| {
            let tag = languages::tag(said);
            if tag.is_none() {
                extra.insert("language".to_owned(), said.into());
            }
            tag
        });
        let media = self.url.map(|url| Media {
            url: public(&url, &mut account),
            rights: None,
            duration: self.duration.filter(|d| *d > 0.0),
        });
        if let (None, Some(duration)) = (&media, self.duration) {
            extra.insert("duration".to_owned(), duration.into());
        }
        let header = Header {
            title: stem.to_owned(),
            language: language.or_else(|| asked.language.clone()),
            record: self.machine.then_some(Record::Machine),
            speakers: joined.speakers,
            turns: joined.turns,
            media,
            common: Common {
                extra: match extra.is_empty() {
                    true => Value::Null,
                    false => {
                        Value::Object(Map::from_iter([("recording".to_owned(), extra.into())]))
                    }
                },
                ..Common::default()
            },
            ..Header::default()
        };
        Ok(Imported {
            transcripts: vec![BroughtTranscript {
                key: stem.to_owned(),
                header,
                said: joined.said,
                notes: Vec::new(),
                guessed: Vec::new(),
            }],
            account,
            ..Imported::default()
        })
    }

    /// Keeps values of the file that no field has.
    pub(super) fn keep(&mut self, from: &Value, keys: &[&str]) {
        for key in keys {
            let value = &from[*key];
            if !value.is_null() {
                self.extra.insert((*key).to_owned(), value.clone());
            }
        }
    }

    /// Puts what several channels said in the order of time.
    pub(super) fn in_order_of_time(&mut self, account: &mut Account) {
        let mut last = 0.0;
        let timed = self.pieces.drain(..).map(|piece| {
            last = piece.start.unwrap_or(last);
            (last, piece)
        });
        let mut timed: Vec<(f64, Piece)> = timed.collect();
        timed.sort_by(|(a, _), (b, _)| a.total_cmp(b));
        self.pieces = timed.into_iter().map(|(_, piece)| piece).collect();
        account.reorders = true;
    }
}

/// Hands over what the file prints: the text that it gives as a whole, if that has the words of its pieces; else these, and the words that only the
/// whole has are told to be left out.
pub(super) fn printed(own: &str, whole: Option<&str>, account: &mut Account) {
    let Some(whole) = whole else {
        account.printed(Side::Speech, own);
        return;
    };
    let mut balance: BTreeMap<&str, i64> = BTreeMap::new();
    for word in words(own) {
        *balance.entry(word).or_default() += 1;
    }
    let mut only = Vec::new();
    for word in words(whole) {
        let left = balance.entry(word).or_default();
        *left -= 1;
        if *left < 0 {
            only.push(word);
        }
    }
    if only.is_empty() && balance.values().all(|left| *left == 0) {
        account.printed(Side::Speech, whole);
        account.reorders |= !words(own).eq(words(whole));
        return;
    }
    account.printed(Side::Speech, own);
    let count = only.len();
    if count > 0 {
        let what = format!("{count} words stand in the text as a whole and in none of its parts");
        let report = Report::new(
            "words of the whole text",
            Place::default(),
            what,
            only.join(" "),
        );
        account.found(report.unit, count);
        account.printed(Side::Speech, &report.words);
        account.left_out_together(Side::Speech, count, report);
    }
}

/// A text without times, as one piece.
pub(super) fn untimed(text: Option<&str>) -> Option<Piece> {
    let words = glue::squeezed(text?);
    (!words.is_empty()).then(|| Piece {
        words,
        ..Piece::default()
    })
}

/// Tells of other ways to understand the words.
pub(super) fn others(count: usize, account: &mut Account) {
    if count > 0 {
        let what = format!("{count} other ways to understand the words are not kept");
        account.remark(Report::new("alternatives", Place::default(), what, ""));
    }
}

/// Tells of words whose speaker is not said.
pub(super) fn unnamed(count: usize, account: &mut Account) {
    if count > 0 {
        let what = format!(
            "{count} words have no speaker of their own: they stand with the words before them"
        );
        account.remark(Report::new("words", Place::default(), what, ""));
    }
}

/// Says what becomes of how sure a recogniser was.
pub(super) fn confidence<'v>(words: impl Iterator<Item = &'v Value>, account: &mut Account) {
    let said: Vec<f64> = words
        .filter_map(|word| {
            ["confidence", "score", "probability"]
                .iter()
                .find_map(|key| json::number(&word[*key]))
        })
        .collect();
    if !said.is_empty() {
        let low = said.iter().filter(|sure| **sure < SURE).count();
        let what = format!(
            "how sure the recogniser was is not kept: of {} words, of {low} less than half",
            said.len()
        );
        account.remark(Report::new("confidence", Place::default(), what, ""));
    }
}

/// Tells of what a recogniser made of the words, which is not kept.
pub(super) fn made_of_them(value: &Value, keys: &[&str], account: &mut Account) {
    let there = |key: &&&str| match &value[**key] {
        Value::Array(list) => !list.is_empty(),
        Value::String(text) => !text.trim().is_empty(),
        Value::Object(map) => {
            map.values().any(|v| {
                !(v.is_null()
                    || v.as_array().is_some_and(Vec::is_empty)
                    || v.as_object().is_some_and(Map::is_empty))
            }) && map.get("status").is_none_or(|s| s != "unavailable")
        }
        _ => false,
    };
    for key in keys.iter().filter(there) {
        let what = format!("`{key}`, which the recogniser made of the words, is not kept");
        account.remark(Report::new("results", Place::default(), what, ""));
    }
}

/// An address without what lets whoever has it read what is not public.
fn public(url: &str, account: &mut Account) -> String {
    let signed = ["signature", "token", "credential", "expires", "key="];
    match url.split_once('?') {
        Some((address, query)) if signed.iter().any(|s| query.to_lowercase().contains(s)) => {
            let what = "the address of the recording is signed for a time: the signature is left out, and the address may lead nowhere";
            account.remark(Report::new("media", Place::default(), what, ""));
            address.to_owned()
        }
        _ => url.to_owned(),
    }
}

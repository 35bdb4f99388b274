//! Amazon Transcribe: words and punctuation in one list, speakers beside it or with them, or channels instead of speakers.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{
    heard::{self, Heard},
    json,
};
use crate::import::{
    Account,
    cues::spoken::{self, Word},
};

pub(super) fn read(value: &Value, account: &mut Account) -> Heard {
    let results = &value["results"];
    let language =
        json::text(results, &["language_code"]).or_else(|| json::text(value, &["language_code"]));
    let mut heard = Heard {
        machine: true,
        language: language.map(str::to_owned),
        ..Heard::default()
    };
    heard.keep(value, &["jobName"]);
    let channels = json::list(&results["channel_labels"]["channels"]);
    let lists: Vec<(Option<String>, &[Value])> = match channels {
        [] => vec![(None, json::list(&results["items"]))],
        some => some
            .iter()
            .map(|c| (json::label(&c["channel_label"]), json::list(&c["items"])))
            .collect(),
    };
    // Older jobs say only beside the words whose they are, by when they begin.
    let mut speakers: BTreeMap<&str, String> = BTreeMap::new();
    for segment in json::list(&results["speaker_labels"]["segments"]) {
        for item in json::list(&segment["items"]) {
            if let (Some(start), Some(label)) = (
                item["start_time"].as_str(),
                json::label(&item["speaker_label"]),
            ) {
                speakers.insert(start, label);
            }
        }
    }
    let mut own = String::new();
    let mut unnamed = 0;
    for (channel, items) in &lists {
        let words = items.iter().map(|item| {
            let whose = || {
                item["start_time"]
                    .as_str()
                    .and_then(|start| speakers.get(start).cloned())
            };
            Word {
                text: item["alternatives"][0]["content"]
                    .as_str()
                    .unwrap_or_default()
                    .to_owned(),
                start: json::number(&item["start_time"]),
                end: json::number(&item["end_time"]),
                who: channel
                    .clone()
                    .or_else(|| json::label(&item["speaker_label"]))
                    .or_else(whose),
                closes: item["type"] == "punctuation",
            }
        });
        let words: Vec<Word> = words.collect();
        let empty = words
            .iter()
            .filter(|word| word.text.trim().is_empty())
            .count();
        account.found("words", words.len() - empty);
        account.wrote("words", words.len() - empty);
        for word in &words {
            own.push_str(&word.text);
            own.push(' ');
        }
        let (pieces, of_nobody) = spoken::pieces(&words);
        heard.pieces.extend(pieces);
        unnamed += of_nobody;
    }
    if lists.len() > 1 {
        heard.in_order_of_time(account);
    }
    heard::unnamed(unnamed, account);
    let whole = json::text(&results["transcripts"][0], &["transcript"]);
    if heard.pieces.is_empty() {
        heard.pieces.extend(heard::untimed(whole));
        own = whole.unwrap_or_default().to_owned();
    }
    heard::printed(&own, whole, account);
    let firsts = lists
        .iter()
        .flat_map(|(_, items)| items.iter())
        .filter(|item| item["type"] != "punctuation");
    heard::confidence(firsts.map(|item| &item["alternatives"][0]), account);
    heard::made_of_them(
        results,
        &["segments", "toxicity_detection", "topics"],
        account,
    );
    heard
}

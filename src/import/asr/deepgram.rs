//! Deepgram: channels with their words; utterances, if they were asked for, hold the same words once more.

use serde_json::Value;

use super::{
    heard::{self, Heard},
    json,
};
use crate::import::{
    Account,
    cues::{
        Piece, Voice, glue,
        spoken::{self, Word},
    },
};

pub(super) fn read(value: &Value, account: &mut Account) -> Heard {
    let results = &value["results"];
    let channels = json::list(&results["channels"]);
    let mut heard = Heard {
        machine: true,
        duration: json::number(&value["metadata"]["duration"]),
        language: channels
            .iter()
            .find_map(|c| json::text(c, &["detected_language"]))
            .map(str::to_owned),
        ..Heard::default()
    };
    heard.keep(&value["metadata"], &["request_id", "model_info"]);
    let (mut own, mut whole) = (String::new(), String::new());
    let mut unnamed = 0;
    for (number, channel) in channels.iter().enumerate() {
        let best = &channel["alternatives"][0];
        let transcript = json::text(best, &["transcript"]).unwrap_or_default();
        let words: Vec<Word> = json::list(&best["words"])
            .iter()
            .map(|w| word(w, (channels.len() > 1).then_some(number)))
            .collect();
        whole.push_str(transcript);
        whole.push('\n');
        account.found("words", words.len());
        account.wrote("words", words.len());
        for word in &words {
            own.push_str(&word.text);
            own.push(' ');
        }
        let (pieces, of_nobody) = spoken::pieces(&words);
        unnamed += of_nobody;
        if words.is_empty() {
            own.push_str(transcript);
            own.push('\n');
            heard.pieces.extend(heard::untimed(Some(transcript)));
        }
        heard.pieces.extend(pieces);
        let others = json::list(&channel["alternatives"]).len().saturating_sub(1);
        heard::others(others, account);
    }
    if channels.len() > 1 {
        heard.in_order_of_time(account);
    }
    let utterances = json::list(&results["utterances"]);
    if channels.is_empty() {
        whole.clear();
        for utterance in utterances {
            let words = glue::squeezed(json::text(utterance, &["transcript"]).unwrap_or_default());
            own.push_str(&words);
            own.push('\n');
            if !words.is_empty() {
                heard.pieces.push(Piece {
                    start: json::number(&utterance["start"]),
                    end: json::number(&utterance["end"]),
                    voice: json::label(&utterance["speaker"]).map_or(Voice::Held, Voice::Of),
                    words,
                    apart: false,
                });
            }
        }
    }
    heard::unnamed(unnamed, account);
    heard::printed(
        &own,
        Some(whole.as_str()).filter(|w| !w.trim().is_empty()),
        account,
    );
    let all = channels
        .iter()
        .flat_map(|c| json::list(&c["alternatives"][0]["words"]));
    heard::confidence(all, account);
    heard::made_of_them(
        results,
        &["summary", "topics", "intents", "sentiments"],
        account,
    );
    heard
}

fn word(word: &Value, channel: Option<usize>) -> Word {
    let speaker = json::label(&word["speaker"]);
    let channel = channel.map(|number| format!("Channel {number}"));
    Word {
        text: json::text(word, &["punctuated_word", "word"])
            .unwrap_or_default()
            .to_owned(),
        start: json::number(&word["start"]),
        end: json::number(&word["end"]),
        who: match (channel, speaker) {
            (Some(channel), Some(speaker)) => Some(format!("{channel} {speaker}")),
            (channel, speaker) => channel.or(speaker),
        },
        closes: false,
    }
}

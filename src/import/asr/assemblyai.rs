//! AssemblyAI: words with times in thousandths of a second; utterances hold the same words once more, in turns.

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
    let mut heard = Heard {
        machine: true,
        language: json::text(value, &["language_code"]).map(str::to_owned),
        url: json::text(value, &["audio_url"])
            .filter(|url| url.starts_with("http"))
            .map(str::to_owned),
        duration: json::number(&value["audio_duration"]),
        ..Heard::default()
    };
    heard.keep(value, &["id", "speech_model", "language_model"]);
    // With several channels each utterance has its own, and the words of all follow each other only there.
    let utterances = json::list(&value["utterances"]);
    let of_utterances: Vec<&Value> = utterances
        .iter()
        .flat_map(|u| json::list(&u["words"]))
        .collect();
    let plain: Vec<&Value> = json::list(&value["words"]).iter().collect();
    let all = if plain.len() >= of_utterances.len() {
        plain
    } else {
        of_utterances
    };
    let words: Vec<Word> = all.iter().map(|w| word(w)).collect();
    account.found("words", words.len());
    account.wrote("words", words.len());
    let whole = json::text(value, &["text"]);
    let (pieces, unnamed) = spoken::pieces(&words);
    heard.pieces = pieces;
    heard::unnamed(unnamed, account);
    let mut own: String = words.iter().map(|word| format!("{} ", word.text)).collect();
    if heard.pieces.is_empty() {
        heard.pieces.extend(heard::untimed(whole));
        own = whole.unwrap_or_default().to_owned();
    }
    heard::printed(&own, whole, account);
    heard::confidence(all.iter().copied(), account);
    let made = [
        "summary",
        "chapters",
        "entities",
        "sentiment_analysis_results",
        "auto_highlights_result",
    ];
    heard::made_of_them(value, &made, account);
    heard
}

fn word(word: &Value) -> Word {
    // OpenAI's service, asked for words alone, gives the same in seconds, and calls the word `word`.
    let scale = if word["word"].is_string() {
        1.0
    } else {
        1000.0
    };
    let seconds = |key: &str| json::number(&word[key]).map(|time| time / scale);
    let channel = || json::label(&word["channel"]).map(|c| c.replace("Speaker ", "Channel "));
    Word {
        text: json::text(word, &["text", "word"])
            .unwrap_or_default()
            .to_owned(),
        start: seconds("start"),
        end: seconds("end"),
        who: json::label(&word["speaker"]).or_else(channel),
        closes: false,
    }
}

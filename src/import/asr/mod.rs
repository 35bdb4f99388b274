//! JSON of speech recognisers, known by its shape: Whisper and what is made of it (WhisperX, whisper.cpp, OpenAI's service), Amazon Transcribe,
//! Deepgram, AssemblyAI; and the JSON of the podcast namespace, which has the same segments and is not always a machine's.
//!
//! | Module | What it reads |
//! |---|---|
//! | `json` | values of JSON, however they are written |
//! | `heard` | what all of them have: words, and what is known of the recording |
//! | `segments` | Whisper and its like; the podcast namespace |
//! | `aws`, `deepgram`, `assemblyai` | one service each |

mod assemblyai;
mod aws;
mod deepgram;
mod heard;
mod json;
mod segments;

use serde_json::Value;

use super::{Account, Asked, Claim, ImportFile, Imported, Importer, Place, Report, Unreadable};

/// JSON of speech recognisers.
#[derive(Clone, Copy, Debug)]
pub struct Recognised;

impl Importer for Recognised {
    fn name(&self) -> &'static str {
        "recognised"
    }

    fn title(&self) -> &'static str {
        "JSON of speech recognisers (Whisper, WhisperX, Amazon Transcribe, Deepgram, AssemblyAI) and of podcasts"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let text = file.text();
        if !text.trim_start().starts_with(['{', '[']) || !MARKS.iter().any(|all| has_all(text, all))
        {
            return Claim::No;
        }
        match serde_json::from_str::<Value>(text) {
            Ok(value) if Shape::of(&value).is_some() => Claim::Sure,
            Ok(_) => Claim::No,
            // A damaged file is told to be one.
            Err(_) => Claim::Perhaps,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let decoded = file.decoded()?;
        let value: Value = serde_json::from_str(&decoded.text).map_err(|error| {
            let place = Place {
                column: Some(error.column()).filter(|c| *c > 0),
                ..Place::line(error.line().max(1))
            };
            Unreadable::at(place, format!("the JSON is broken: {error}"))
                .help("get the file again: it may have been cut off")
        })?;
        let shape = Shape::of(&value).ok_or_else(|| {
            Unreadable::new("the JSON is of no recogniser that is known")
                .help("known are Whisper, WhisperX, whisper.cpp, Amazon Transcribe, Deepgram, AssemblyAI and the podcast namespace")
        })?;
        let mut account = Account::default();
        if decoded.guessed {
            let what = format!("the character set was found out: {}", decoded.charset);
            account.remark(Report::new("character sets", Place::default(), what, ""));
        }
        let heard = match shape {
            Shape::Segments => segments::read(&value, &mut account),
            Shape::Aws => aws::read(&value, &mut account),
            Shape::Deepgram => deepgram::read(&value, &mut account),
            Shape::AssemblyAi => assemblyai::read(&value, &mut account),
        };
        heard.imported(file.stem(), asked, account)
    }
}

/// Keys of which a file of some shape has all.
const MARKS: &[&[&str]] = &[
    &["\"segments\""],
    &["\"transcription\"", "\"offsets\""],
    &["\"results\"", "\"items\""],
    &["\"results\"", "\"alternatives\""],
    &["\"words\"", "\"text\""],
    &["\"start\"", "\"end\"", "\"text\""],
];

fn has_all(text: &str, keys: &[&str]) -> bool {
    keys.iter().all(|key| text.contains(key))
}

/// What a file's JSON looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// Segments with a text each.
    Segments,
    Aws,
    Deepgram,
    AssemblyAi,
}

impl Shape {
    fn of(value: &Value) -> Option<Self> {
        let results = &value["results"];
        if results["items"].is_array() || results["transcripts"].is_array() {
            return Some(Self::Aws);
        }
        if results["channels"].is_array() || results["utterances"].is_array() {
            return Some(Self::Deepgram);
        }
        if segments::list(value).is_some() {
            return Some(Self::Segments);
        }
        let has_words = value["words"].is_array() || value["utterances"].is_array();
        (has_words && value["text"].is_string()).then_some(Self::AssemblyAi)
    }
}

#[cfg(test)]
mod tests;

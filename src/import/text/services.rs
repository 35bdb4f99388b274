//! What transcription services print beside words.

/// Beginnings of lines that are about the file and not of it; lower case.
const BEGINNINGS: &[&str] = &[
    "transcribed by https://",
    "transcribed by http://",
    "transcribed by otter",
    "transcribed by rev",
    "transcribed by turboscribe",
    "transcript by rev",
    "transcript provided by",
    "this transcript was exported on",
    "this transcript was generated",
    "this transcript was created by",
    "transcribed with",
    "(transcribed by turboscribe",
    "speaker diarization by",
    "subtitles by the amara.org community",
];

/// Whether a line is one of these, and nothing else.
pub(super) fn is_furniture(text: &str) -> bool {
    text.len() <= 200 && {
        let lower = text.to_lowercase();
        BEGINNINGS.iter().any(|begin| lower.starts_with(begin))
    }
}

//! WebVTT captions (W3C, WebVTT: The Web Video Text Tracks Format).

use super::{
    Asked, Claim, ImportFile, Imported, Importer, Unreadable,
    cues::captions::{self, Dialect},
};

/// WebVTT captions.
#[derive(Clone, Copy, Debug)]
pub struct WebVtt;

impl Importer for WebVtt {
    fn name(&self) -> &'static str {
        "webvtt"
    }

    fn title(&self) -> &'static str {
        "WebVTT captions"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let first = file.head().lines().next().unwrap_or_default();
        match captions::is_head(first) {
            true => Claim::Sure,
            false if file.extension() == "vtt" && captions::has_times(file.head()) => Claim::Sure,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        captions::read(file, asked, Dialect::WebVtt)
    }
}

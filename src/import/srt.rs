//! SubRip captions: no standard says what they are, so nearly all is taken.

use super::{
    Asked, Claim, ImportFile, Imported, Importer, Unreadable,
    cues::captions::{self, Dialect},
};

/// SubRip captions.
#[derive(Clone, Copy, Debug)]
pub struct Srt;

impl Importer for Srt {
    fn name(&self) -> &'static str {
        "srt"
    }

    fn title(&self) -> &'static str {
        "SubRip captions"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        match captions::has_times(file.head()) {
            true if file.extension() == "srt" => Claim::Sure,
            true => Claim::Likely,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        captions::read(file, asked, Dialect::Srt)
    }
}

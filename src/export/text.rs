//! The words of a transcript and nothing else: what positions in a text are counted in.

use super::{
    Exporter, File, Given, Scope,
    facts::facts,
    plain::{beside_each, transcript_of},
};
use crate::{reader::Whole, source::diag::Diagnostic};

/// What parts the words from what is said of them.
const RULE: &str = "\n\n----\n";

/// `transcripts/ID.txt`: the paragraphs' words, a line each; below a line of hyphens what is known of them, so that they are in the place in which they
/// are in the edition.
#[derive(Debug)]
pub(super) struct TextFiles;

impl Exporter for TextFiles {
    fn name(&self) -> &'static str {
        "text"
    }

    fn scope(&self) -> Scope {
        Scope::Transcripts
    }

    fn needed_by(&self) -> &'static [&'static str] {
        &["annotations"]
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        beside_each(whole, "txt", "text/plain", |_| true)
    }

    fn make(&self, file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let t = transcript_of(self, file);
        let full = given.reader.full(t);
        let mut text = full.anchored().transcript.text.clone();
        text.push_str(RULE);
        for (name, value) in facts(given, given.reader.head(t)) {
            text.push_str(&format!("{name}: {value}\n"));
        }
        Ok(text.into_bytes())
    }
}

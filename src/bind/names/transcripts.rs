//! Names of transcripts in the headers of others.

use super::Names;
use crate::{
    archive::Name,
    source::diag::{Code, Diagnostic},
};

/// What transcripts are called among the kinds of things.
const KIND: &str = "transcript";

impl Names {
    /// The remark on an id that no transcript has, unless one has that is not in this build.
    pub(in crate::bind) fn unknown_transcript(&self, name: &Name) -> Option<Diagnostic> {
        let id = &name.value;
        if self.absent(Some(KIND), id).is_some() {
            return None;
        }
        let suggestions = self.suggestions(Some(KIND), &|id| self.transcript(id).is_some());
        let remark = Diagnostic::at(
            Code::NoSuchTranscript,
            name.span,
            format!("there is no transcript `{id}`"),
        );
        Some(
            remark
                .did_you_mean(name.span, suggestions.of(id))
                .help("the id of a transcript is the name of its file without the ending"),
        )
    }

    /// The id of the transcript whose translation one says it is.
    pub(in crate::bind) fn original_of(&self, id: &str) -> Option<&str> {
        let card = &self.cards[self.transcript(id)?];
        card.translation_of.as_deref()
    }
}

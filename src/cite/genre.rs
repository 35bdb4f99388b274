//! What kind of work a transcript is to those who cite, by its `form`.

pub use crate::text::Genre;
use crate::text::Words;

impl Genre {
    /// The type of an item in Zotero.
    pub fn zotero(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::Hearing => "hearing",
            Self::Presentation => "presentation",
            Self::Document => "document",
        }
    }

    /// The type in the Citation Style Language (CSL 1.0.2, appendix III).
    pub fn csl(self) -> &'static str {
        match self {
            Self::Interview => "interview",
            Self::Hearing => "hearing",
            Self::Presentation => "speech",
            Self::Document => "document",
        }
    }

    /// The type of reference in RIS: those as which Zotero writes and reads items of these types.
    pub fn ris(self) -> &'static str {
        match self {
            Self::Interview => "PCOMM",
            Self::Hearing => "HEAR",
            Self::Presentation => "SLIDE",
            Self::Document => "GEN",
        }
    }
}

/// `press-conference` as it stands in an English citation: "press conference".
pub(super) fn in_english(form: &str) -> String {
    let plain = form.trim().to_lowercase();
    let name = plain.replace(['-', ' '], "_");
    let known = Words::english().title_of(&format!("form_{name}"));
    known.map_or_else(
        || plain.replace(['-', '_'], " "),
        |title| title.to_lowercase(),
    )
}

//! What kind of work a transcript is to those who cite, by its `form`.

use crate::text::Words;

/// What kind of work a transcript is to those who cite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Genre {
    /// Somebody is asked for what they have to tell.
    Interview,
    /// A body hears somebody: a committee, a court, a commission.
    Hearing,
    /// Words that were spoken before listeners: a speech, a press conference, a debate.
    Presentation,
    /// Anything else, and what has no `form`.
    #[default]
    Document,
}

/// The last word of `form` counts ("court hearing"), or the last two ("oral history").
const FORMS: [(Genre, &[&str]); 3] = [
    (
        Genre::Interview,
        &["interview", "oral-history", "conversation"],
    ),
    (
        Genre::Hearing,
        &[
            "hearing",
            "trial",
            "testimony",
            "deposition",
            "inquest",
            "examination",
            "inquiry",
        ],
    ),
    (
        Genre::Presentation,
        &[
            "speech",
            "address",
            "lecture",
            "sermon",
            "talk",
            "keynote",
            "remarks",
            "statement",
            "message",
            "eulogy",
            "conference",
            "briefing",
            "debate",
            "panel",
            "meeting",
        ],
    ),
];

impl Genre {
    /// The genre of a transcript of this `form`.
    ///
    /// ```
    /// use postil::cite::Genre;
    ///
    /// assert_eq!(Genre::of(Some("press-conference")), Genre::Presentation);
    /// assert_eq!(Genre::of(Some("Court hearing")), Genre::Hearing);
    /// assert_eq!(Genre::of(Some("interviewing")), Genre::Document);
    /// ```
    pub fn of(form: Option<&str>) -> Self {
        let form = form.unwrap_or_default().trim().to_lowercase();
        let form = form.replace([' ', '_'], "-");
        let ends = |word: &&str| {
            let before = form.strip_suffix(*word);
            before.is_some_and(|before| before.is_empty() || before.ends_with('-'))
        };
        let known = FORMS.iter().find(|(_, words)| words.iter().any(ends));
        known.map_or(Self::Document, |(genre, _)| *genre)
    }

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

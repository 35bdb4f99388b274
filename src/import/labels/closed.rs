//! Words that are labels wherever they stand as such, and words that never are.

/// Labels by themselves: lower case, numbers and letters behind them aside. Languages in which such texts are common.
const KNOWN: &[&str] = &[
    "q",
    "a",
    "question",
    "answer",
    "interviewer",
    "interviewee",
    "interviewers",
    "narrator",
    "moderator",
    "speaker",
    "host",
    "guest",
    "reporter",
    "journalist",
    "operator",
    "audience",
    "audience member",
    "unidentified",
    "unidentified speaker",
    "unidentified male",
    "unidentified female",
    "unidentified man",
    "unidentified woman",
    "unknown",
    "unknown speaker",
    "unknown male",
    "unknown female",
    "male speaker",
    "female speaker",
    "male voice",
    "female voice",
    "voice",
    "voices",
    "man",
    "woman",
    "multiple speakers",
    "interpreter",
    "translator",
    "participant",
    "respondent",
    "researcher",
    "the court",
    "the witness",
    "the clerk",
    "the president",
    "the chairman",
    "the chair",
    "the speaker",
    "the interpreter",
    "the moderator",
    "the reporter",
    "the secretary-general",
    "court",
    "witness",
    "juror",
    "frage",
    "antwort",
    "interviewerin",
    "pregunta",
    "respuesta",
    "question de la presse",
    "réponse",
    "вопрос",
    "ответ",
    "问",
    "答",
    "记者",
    "問",
    "記者",
    "س",
    "ج",
    "שאלה",
    "תשובה",
];

/// What stands before a colon at the beginning of a line and names what follows, never who says it; lower case.
const NEVER: &[&str] = &[
    "note",
    "notes",
    "n.b.",
    "n.b",
    "nb",
    "ps",
    "p.s.",
    "p.s",
    "source",
    "sources",
    "slides",
    "slide",
    "video",
    "audio",
    "example",
    "for example",
    "e.g.",
    "i.e.",
    "re",
    "subject",
    "topic",
    "topics",
    "tags",
    "keywords",
    "date",
    "time",
    "place",
    "location",
    "venue",
    "title",
    "warning",
    "caution",
    "update",
    "correction",
    "editor's note",
    "editor’s note",
    "editors' note",
    "transcript",
    "transcription",
    "transcribed by",
    "recording",
    "duration",
    "length",
    "link",
    "links",
    "url",
    "http",
    "https",
    "ftp",
    "mailto",
    "www",
    "tel",
    "phone",
    "fax",
    "email",
    "e-mail",
    "see",
    "see also",
    "agenda",
    "item",
    "chapter",
    "section",
    "part",
    "table",
    "figure",
    "fig",
    "annex",
    "appendix",
    "abstract",
    "summary",
    "conclusion",
    "references",
    "present",
    "attendees",
    "participants",
    "meeting",
    "break",
    "lunch",
    "coffee",
    "coffee break",
    "session",
    "opening",
    "closing",
    "welcome",
    "page",
    "contents",
    "copyright",
    "language",
    "translation",
    "contact",
    "for immediate release",
    "end",
    "in other words",
    "that is",
    "first",
    "second",
    "third",
    "finally",
    "remember",
    "importantly",
    "to be clear",
];

/// Whether a label is one of the closed list, whatever its case and the number behind it: `Q`, `Speaker 2`, `SPEAKER_00`.
pub(super) fn is_known(name: &str) -> bool {
    let lower = name.to_lowercase().replace('_', " ");
    let lower = lower.trim_end_matches('.');
    let bare = lower
        .trim_end_matches(|c: char| c.is_numeric())
        .trim_end_matches([' ', '#', '-', '.']);
    let lettered = bare
        .rsplit_once(' ')
        .filter(|(_, letter)| letter.chars().count() == 1);
    let head = lettered.map_or(bare, |(head, _)| head);
    [lower, bare, head].iter().any(|form| KNOWN.contains(form))
}

/// Whether it never is one.
pub(super) fn is_never(name: &str) -> bool {
    let lower = name.to_lowercase();
    // `BY MS. ROE:` says who asks from there on, and is said by nobody.
    NEVER.contains(&lower.as_str()) || name.starts_with("BY ")
}

/// Whether it is `Q` or `A`: what stands before words without a colon in many transcripts.
pub(super) fn is_letter(name: &str) -> bool {
    ["Q", "A", "P", "R", "F"].contains(&name)
}

/// Words of an office that begin a name: `Chairman Roe`, `The President`.
const OFFICES: &[&str] = &[
    "chairman",
    "chairwoman",
    "chair",
    "chairperson",
    "president",
    "vice-president",
    "secretary",
    "secretary-general",
    "speaker",
    "director",
    "general",
    "admiral",
    "attorney",
    "clerk",
    "commissioner",
    "counsel",
    "examiner",
    "minister",
    "moderator",
    "presiding",
    "witness",
    "court",
    "acting",
    "deputy",
];

/// Whether it is an office, or an office and a name, each word with a capital: `The Acting Chairman`, `President Roe`.
pub(super) fn is_office(name: &str) -> bool {
    let mut words = name.split_whitespace();
    let first = words.next().unwrap_or_default();
    let begins = match first {
        "The" | "THE" => words.next().unwrap_or_default(),
        first => first,
    };
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    OFFICES.contains(&begins.to_lowercase().as_str())
        && capital(begins)
        && (first != begins || words.clone().next().is_some())
        && words.all(|word| capital(word) || ["of", "the", "for", "and"].contains(&word))
}

//! The keys of transcripts.

use super::super::{
    Relation,
    key::{Line, Line::Names, key},
    mapping::Mapping,
    value::{
        Choice, Each as Of,
        Value::{
            Address, Date, Each, Flag, Label, Language, Number, OneOf, Reserved, Usually, Words,
            WordsOr,
        },
    },
};

pub(super) const TRANSCRIPT: &[Line] = &[
    key("title", Words, "what it is called").required(),
    key("summary", Words, "a sentence or two"),
    key(
        "date",
        Date,
        "EDTF: `2014-04-01`, `2014-04`, `1994~`; with a time if two share a day",
    ),
    Names(Relation::TranscriptPlace),
    Names(Relation::TranscriptEvent),
    Names(Relation::About),
    key(
        "form",
        Usually(Choice::Forms),
        "free text; these are printed in the language of the pages: `interview`, `oral-history`, `conversation`, `testimony`, `hearing`, `trial`, `deposition`, `inquest`, `press-conference`, `press-briefing`, `speech`, `address`, `lecture`, `sermon`, `talk`, `remarks`, `statement`, `message`, `eulogy`, `debate`, `panel`, `meeting`",
    ),
    key(
        "language",
        Language,
        "BCP 47: of the words, if that is not the site’s",
    ),
    Names(Relation::TranslationOf),
    key(
        "align",
        Each(Of::Paragraphs),
        "which paragraphs here say the same as which of the original, where their numbers do not tell: `{p3: p4-p5}`",
    ),
    key(
        "languages",
        Each(Of::Language),
        "paragraphs that are in another language than the rest: `{p5-p7: fr}`",
    ),
    key(
        "record",
        OneOf(Choice::Records),
        "how true to the spoken words it is: `verbatim`, `edited`, `summary`, `machine`, `machine-checked`",
    ),
    key(
        "speakers",
        Each(Of::Speaker),
        "who is behind a label: label as printed -> person’s id, or `{person, name, role, part, asks, spoken}`, or `false` (it is words); `{}` means none",
    ),
    Names(Relation::UnlabelledSpeaker),
    key(
        "turns",
        Each(Of::Turn),
        "what is to be said of turns, by their first paragraph: `p7: {person, name, role, part, asks, spoken, certainty, label}`, or a person’s id",
    ),
    Names(Relation::HeldBy),
    Names(Relation::Present),
    key(
        "source",
        WordsOr(Mapping::Source),
        "where the words come from: `{title, url, identifier, accessed, archived}`, or a title or address alone",
    ),
    key(
        "media",
        WordsOr(Mapping::Recording),
        "the recording: `{url, rights, duration}`, or an address alone; `duration` is `1:02:03` or seconds; a file of `content/assets/` is `assets/NAME`",
    ),
    key(
        "credits",
        Each(Of::Credit),
        "who did what: `{transcriber: ..., translator: ...}`",
    ),
    key("rights", Words, "rights in the transcript; never inherited"),
    key(
        "warning",
        Words,
        "shown before the text and before every excerpt of it",
    ),
    Names(Relation::CiteAuthor),
    key(
        "cite_as",
        Words,
        "the whole citation, in place of the one that is made",
    ),
    key(
        "first_line",
        Number,
        "the first line of the file that is speech, counted from 1",
    ),
    key(
        "last_line",
        Number,
        "the last line of the file that is speech, included",
    ),
    key(
        "lines",
        OneOf(Choice::LinesOf),
        "`wrapped`: a `.txt` whose paragraphs are broken into lines",
    ),
    key(
        "comments",
        OneOf(Choice::Comments),
        "of HTML comments in a `.md`: `words` (shown as typed) or `drop` (left out); without it one is an error",
    ),
    key(
        "literal",
        Flag,
        "`true`: signs of Markdown that are words in a `.md` are meant so, and not told",
    ),
];

/// What is kept for later.
pub(super) const RESERVED: &[Line] = &[key(
    "withhold",
    Reserved,
    "reserved: an error until it works",
)];

/// Whose words a label stands before.
pub(super) const SPEAKER: &[Line] = &[Names(Relation::SpeakerPerson)];

/// Whose words a turn is.
pub(super) const TURN: &[Line] = &[
    key(
        "label",
        Label,
        "the label of whose turn begins here, or `false`: the line begins with words",
    ),
    Names(Relation::TurnPerson),
];

/// What is said of who speaks, of a label and of a turn alike.
pub(super) const CAST: &[Line] = &[
    key(
        "name",
        Words,
        "what the site calls them, where that is not the person’s name",
    ),
    key(
        "role",
        Words,
        "as what they speak: `Foreign Minister of Kenya`",
    ),
    key(
        "part",
        OneOf(Choice::Parts),
        "what part they have: `press`, `interviewer`, `interviewee`, `examiner`, `counsel`, `witness`, `chair`, `member`, `judge`, `interpreter`, `audience`, `narration`, `other`",
    ),
    key("asks", Flag, "whether what they say are questions"),
    key(
        "spoken",
        Language,
        "BCP 47: in which language was said what is printed in another",
    ),
];

/// What only a turn says of that.
pub(super) const OF_TURN: &[Line] = &[key(
    "certainty",
    OneOf(Choice::Certainties),
    "how sure it is: `probable`, `possible`; none is sure",
)];

pub(super) const SOURCE: &[Line] = &[
    key("title", Words, "what the source is called"),
    key("url", Address, "its address"),
    key("identifier", Words, "its symbol"),
    key("accessed", Date, "when it was looked at: EDTF"),
    key("archived", Address, "the address of a copy that stays"),
];

pub(super) const RECORDING: &[Line] = &[
    key(
        "url",
        Address,
        "its address; a file of `content/assets/` is `assets/NAME`",
    ),
    key("rights", Words, "rights in the recording"),
    key("duration", Words, "`1:02:03`, or seconds"),
];

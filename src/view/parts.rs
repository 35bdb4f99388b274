//! The parts that views share: links, dates, notes, passages, cards.

use serde::Serialize;

/// A link to another page of the site, or out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LinkView {
    /// Words of the link.
    pub title: String,
    /// Where it leads; none when there is no page (a name only).
    pub href: Option<String>,
    /// What it leads to: `topic`, `event`, `person`, `place`, `organization`, `document`, a kind of the site's own in the singular,
    /// `transcript`, `page`, `external`.
    pub kind: String,
    /// The id, if it is a page of the site.
    pub id: Option<String>,
    /// Language of the words, if it is not the page's.
    pub language: Option<String>,
    /// With a `language`: `ltr` or `rtl`.
    pub dir: Option<&'static str>,
}

/// A date as written (EDTF), for machines and for people.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DateView {
    /// EDTF, as the editor wrote it.
    pub edtf: String,
    /// A value for `<time datetime>`, if the date can be one.
    pub iso: Option<String>,
    /// For people: "7 April to July 1994".
    pub text: String,
}

/// A link with a number beside it: passages, occurrences.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CountedView {
    /// The link.
    pub link: LinkView,
    /// How many.
    pub count: usize,
    /// For a topic: passages of the topics below it.
    pub below: usize,
}

/// Who speaks in a turn.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct SpeakerView {
    /// The label as the source prints it.
    pub label: String,
    /// The person's name, else the description, else the label.
    pub name: String,
    /// Language of a person's name, if that is not the site's.
    pub language: Option<String>,
    /// With a `language`: `ltr` or `rtl`.
    pub dir: Option<&'static str>,
    /// The person's page.
    pub href: Option<String>,
    /// The person's id.
    pub id: Option<String>,
    /// `role` of the speaker in this transcript.
    pub role: Option<String>,
    /// `part`: one of the words of `docs/formats.md`: `interviewer`, `press`, `chair`, ...
    pub part: Option<String>,
    /// What the source says of how it is said, in its brackets: `(laughing)`.
    pub direction: Option<String>,
    /// Language that was spoken (BCP 47), if the transcript gives an interpreter's words.
    pub spoken: Option<String>,
    /// The same in words: "French".
    pub spoken_text: Option<String>,
    /// `probable` or `possible`, if an editor is not sure who speaks.
    pub certainty: Option<String>,
    /// Whether this speaker asks: as declared, else by the part.
    pub asks: bool,
}

/// An annotation as shown: beside the text, or below a passage.
#[derive(Clone, Debug, Default, Serialize)]
pub struct NoteView {
    /// Unique in its transcript.
    pub id: String,
    /// Number on the transcript's page, from 1, in reading order.
    pub number: usize,
    /// The note on the transcript's page: `...html#note-ID`.
    pub href: String,
    /// What colours it: `topic`, `event`, `person`, `place`, `organization`, `document`, `comment`, `correction`, or a
    /// kind of the site's own.
    pub kind: String,
    /// The kind in words, as in the key of a transcript: "Topic", "Remark".
    pub kind_title: String,
    /// Whose it is, if the notes of the transcript are not all of one editor: `e1`, ...
    pub series: Option<String>,
    /// `title`, or the first words of the passage.
    pub title: String,
    /// Whether `title` was written by an editor.
    pub titled: bool,
    /// The words of its (first) passage, plain text; none if it is on the whole transcript.
    pub words: Option<String>,
    /// Language of these.
    pub words_language: String,
    /// `ltr` or `rtl`.
    pub words_dir: &'static str,
    /// The note.
    pub html: Option<String>,
    /// Language of the note, if it is not the site's.
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// Topics, events, people, ... it refers to.
    pub links: Vec<LinkView>,
    /// Those of them that the note itself has no link to, and that not all notes of the page have; each leads to the note's passage on its page.
    pub tags: Vec<LinkView>,
    /// Sources, each a line.
    pub sources_html: Vec<String>,
    /// Other passages to see.
    pub see: Vec<LinkView>,
    /// `probable` or `possible`; none is sure.
    pub certainty: Option<String>,
    /// The note that this one disputes.
    pub disputes: Option<LinkView>,
    /// The notes that dispute this one.
    pub disputed_by: Vec<LinkView>,
    /// The reading that the editor proposes; the source stays as printed.
    pub correction: Option<String>,
    /// Shown before the note.
    pub warning: Option<String>,
    /// Who wrote it.
    pub by: Option<EditorView>,
    /// Who checked it.
    pub checked: Option<EditorView>,
    /// When.
    pub written: Option<DateView>,
    /// Whether it is signed otherwise than the page says of all notes.
    pub signed: bool,
    /// Whether its date is another than the page says of all notes.
    pub dated: bool,
    /// Its passages: one, or several (`targets`).
    pub passages: Vec<NotePassageView>,
    /// If it is on the words of a transcript in another language, beside which it is shown: that.
    pub carried: Option<CarriedView>,
    /// Whether its quote no longer matches and it is shown on the nearest paragraph (`--lenient`).
    pub drifted: bool,
    /// Whether it is a draft, which only a build with `--drafts` shows.
    pub draft: bool,
}

/// The transcript in another language that a note is on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct CarriedView {
    /// Its id: `TRANSCRIPT.` before the ids of the note and its signs.
    pub transcript: String,
    /// Its page.
    pub link: LinkView,
    /// Language of its words (BCP 47).
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// One of the places that a note is about: on the page of its transcript, its sign in the text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NotePassageView {
    /// "¶ 5", "¶¶ 8-9", "the whole transcript", with the transcript's title if it is another.
    pub text: String,
    /// The place.
    pub href: String,
}

/// Who wrote or checked a note.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EditorView {
    /// Name.
    pub name: String,
    /// Whether this is a program.
    pub machine: bool,
}

/// A transcript in a list.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TranscriptCard {
    /// The link.
    pub link: LinkView,
    /// Date.
    pub date: Option<DateView>,
    /// Form in words, as `form_text` of a transcript: "Press conference".
    pub form: Option<String>,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// Where.
    pub places: Vec<LinkView>,
    /// Who speaks, persons only; of more than seven the first six.
    pub speakers: Vec<LinkView>,
    /// How many more speak.
    pub more_speakers: usize,
    /// How many annotations.
    pub notes: usize,
    /// Warning.
    pub warning: Option<String>,
    /// On a person's page: how many paragraphs are theirs.
    pub spoken: usize,
    /// Whether it is a draft, which only a build with `--drafts` shows.
    pub draft: bool,
}

/// A transcript above words of it, in a list of places: no more than is said of it there.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TranscriptLine {
    /// The link.
    pub link: LinkView,
    /// Date.
    pub date: Option<DateView>,
    /// Warning.
    pub warning: Option<String>,
}

/// One of the pages that a long list is split into.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PartView {
    /// "2014", "March 2014", "A".
    pub title: String,
    /// Its page.
    pub href: String,
    /// How many items it has, those of parts in it included.
    pub count: usize,
    /// Whether it is this page.
    pub current: bool,
    /// The parts in it, if it is this page or this page lies in it. Of more than 48, on the page of one: a link to the page that leads to all, and those beside it.
    pub parts: Vec<PartView>,
}

/// A page of the site that links here, with the places of its links.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BacklinkView {
    /// The linking page; of notes, the transcript that they are on.
    pub link: LinkView,
    /// Its links, each in its sentence, in order.
    pub places: Vec<BacklinkPlaceView>,
}

/// A link from elsewhere in its sentence.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BacklinkPlaceView {
    /// The note that it stands in; none if it stands in the page's own text.
    pub note: Option<LinkView>,
    /// The sentence round it, the words of the link in `<b>`; empty if it is a mere reference.
    pub html: String,
    /// Language of the sentence, if it is not the site's.
    pub language: Option<String>,
    /// With it: `ltr` or `rtl`.
    pub dir: Option<&'static str>,
}

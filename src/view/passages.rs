//! Passages of transcripts as other pages show them.

use serde::Serialize;

use super::{DateView, LinkView, NoteView, SpeakerView};

/// Passages of one year.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PassageYear {
    /// "2014"; "Undated".
    pub title: String,
    /// For a link within the page: `y2014`.
    pub id: String,
    /// How many passages it has.
    pub count: usize,
    /// The transcripts in time order, each with its passages.
    pub groups: Vec<PassageGroup>,
}

/// The passages of one transcript: what is the same for all of them is said once.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PassageGroup {
    /// For a link within the page: `TRANSCRIPT.all`.
    pub id: String,
    /// Id of the transcript: for `data-transcript`.
    pub transcript: String,
    /// The transcript.
    pub link: LinkView,
    /// Date of the transcript.
    pub date: Option<DateView>,
    /// What kind of record it is, if not verbatim: "machine transcript", ...
    pub record: Option<String>,
    /// Warning of the transcript: shown before the words.
    pub warning: Option<String>,
    /// Language of the words.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// How many passages it has here.
    pub count: usize,
    /// On a person's page, of what they say: how many paragraphs are theirs, with notes or without.
    pub spoken: usize,
    /// Ids of the notes on the transcript as a whole, separated by blanks: for `data-annotations`; empty if there are none.
    pub annotations: String,
    /// The notes on the transcript as a whole.
    pub notes: Vec<NoteView>,
    /// The passages, in document order.
    pub passages: Vec<PassageView>,
}

/// A passage: a paragraph of a transcript with what notes say of it, cut to the sentences that these are about.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PassageView {
    /// For a link to it: `TRANSCRIPT.p5`.
    pub id: String,
    /// Id of the transcript: for `data-transcript`.
    pub transcript: String,
    /// The paragraph, `p5`: for `data-paragraph`.
    pub paragraph: String,
    /// Its number: "5".
    pub number: String,
    /// "¶ 5"; "¶¶ 8–9" if a note goes on behind the paragraph.
    pub place: String,
    /// Ids of the annotations, separated by blanks: for `data-annotations`.
    pub annotations: String,
    /// The paragraph in its transcript.
    pub href: String,
    /// Who speaks.
    pub speaker: Option<SpeakerView>,
    /// Its place in the order of speakers, which is that of [`VoiceView::order`]; 0 if there is no such order.
    pub order: usize,
    /// If it is an answer: the question, before the first of several answers to it.
    pub question: Option<QuestionView>,
    /// Before the others: the paragraph of the question.
    pub asked: Option<LinkView>,
    /// The words of the first of its notes' passages alone, plain text.
    pub words: Option<String>,
    /// The sentences that its notes are about, marked, with their signs; `<span class="cut"></span>` where words between them are left out.
    pub html: Option<String>,
    /// The same with signs that are links, as those of [`ParagraphView::linked_html`](super::ParagraphView::linked_html).
    pub linked_html: Option<String>,
    /// Whether words before are left out.
    pub cut_before: bool,
    /// Whether words behind are left out.
    pub cut_after: bool,
    /// Language of the words.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The notes on it, but for those that stand beside an earlier passage of the page.
    pub notes: Vec<NoteView>,
    /// Whether so many notes stand beside it that there is no line for each.
    pub crowded: bool,
    /// On a person's page, of what they say: the topics of the notes on it, four at most.
    pub topics: Vec<LinkView>,
    /// How many more topics.
    pub more_topics: usize,
    /// How many notes are on it.
    pub note_count: usize,
}

/// The question that a passage answers.
#[derive(Clone, Debug, Default, Serialize)]
pub struct QuestionView {
    /// Who asks.
    pub speaker: Option<SpeakerView>,
    /// The question's words, whole or its end.
    pub html: String,
    /// The question in its transcript.
    pub href: String,
    /// "¶ 4".
    pub place: String,
    /// Whether the excerpt leaves out words.
    pub cut_before: bool,
    /// Language of its words.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// Who speaks in the passages of a page.
#[derive(Clone, Debug, Default, Serialize)]
pub struct VoiceView {
    /// For a link within the page: `by-ID`, with the id of the person.
    pub id: String,
    /// The person's name, else the description, else the label.
    pub name: String,
    /// Language of a person's name, if that is not the site's.
    pub language: Option<String>,
    /// With a `language`: `ltr` or `rtl`.
    pub dir: Option<&'static str>,
    /// The person's page.
    pub href: Option<String>,
    /// Whether nothing is known but a label, which may stand for several people.
    pub label: bool,
    /// How many passages.
    pub count: usize,
    /// Its place among all, from 1.
    pub order: usize,
    /// Its passages, in their order on the page; empty if they are on several pages.
    pub lines: Vec<PlaceLineView>,
}

/// What a list of passages is about beside what the page is about, with where it is so.
#[derive(Clone, Debug, Default, Serialize)]
pub struct OnTopicView {
    /// The topic, at the place of its page that is meant.
    pub link: LinkView,
    /// How many passages.
    pub count: usize,
    /// How many passages of the topics below it.
    pub below: usize,
    /// Where; empty if that is on several pages.
    pub places: Vec<PlaceLineView>,
}

/// A passage in a line.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PlaceLineView {
    /// The passage on a page of this site.
    pub href: String,
    /// Its transcript.
    pub title: String,
    /// Language of that, if it is not the site's.
    pub title_language: Option<String>,
    /// With it: `ltr` or `rtl`.
    pub title_dir: Option<&'static str>,
    /// Date of the transcript.
    pub date: Option<DateView>,
    /// "¶ 5".
    pub place: String,
    /// Its first words.
    pub words: String,
    /// Language of the words.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

//! What a transcript's page shows.

use serde::Serialize;

use super::{
    AlignedView, BacklinkView, BesideView, CountedView, DateView, EditorView, LinkView, NoteView,
    PartView, RightsView, Shared, SpeakerView, StripView, TranscriptCard, VersionView,
};

/// `transcript` in `transcript.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TranscriptView {
    /// The id: for `data-transcript`.
    pub id: String,
    /// Leads to the page of the search, narrowed down to this transcript; none where there is none.
    pub search_href: Option<String>,
    /// Title.
    pub title: String,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// The language of the summary, if its script tells that it is not the page's: that of the words.
    pub summary_language: Option<String>,
    /// Date.
    pub date: Option<DateView>,
    /// `form` as written.
    pub form: Option<String>,
    /// `form` in the words of the page, "Press conference"; one that these do not know as it is written.
    pub form_text: Option<String>,
    /// Language of the words (BCP 47).
    pub language: String,
    /// The same in words: "French".
    pub language_text: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
    /// The same text in other languages, the original first.
    pub alternates: Vec<VersionView>,
    /// Whether it is the original of these.
    pub is_original: bool,
    /// Of which of these a reader may see the words beside the text.
    pub beside: Vec<BesideView>,
    /// `verbatim`, `edited`, `summary`, `machine`, `machine-checked`.
    pub record: Option<String>,
    /// The same in words.
    pub record_text: Option<String>,
    /// Shown before the text.
    pub warning: Option<String>,
    /// Where.
    pub places: Vec<LinkView>,
    /// Events that it belongs to.
    pub events: Vec<LinkView>,
    /// Topics of the whole.
    pub topics: Vec<LinkView>,
    /// All other entries of the whole (people, organizations, documents, own kinds).
    pub about: Vec<LinkView>,
    /// Who speaks, each once.
    pub speakers: Vec<SpeakerView>,
    /// The body that held it: a committee, a court.
    pub held_by: Vec<LinkView>,
    /// Who was there and is silent.
    pub present: Vec<LinkView>,
    /// The official source.
    pub source: Option<SourceView>,
    /// The recording.
    pub media: Option<MediaView>,
    /// Transcriber, translator, ...
    pub credits: Vec<CreditView>,
    /// Rights in the transcript.
    pub rights: Option<RightsView>,
    /// Sections and exchanges, in order.
    pub contents: Vec<ContentView>,
    /// The lines of the contents beyond some forty, to be folded: all after these, or the exchanges where there are sections.
    pub contents_folded: Vec<ContentView>,
    /// The text.
    pub turns: Vec<TurnView>,
    /// Headings that stand behind the last paragraph, with nothing below them.
    pub closing: Vec<SectionView>,
    /// Paragraphs that are no longer in the text, in the order of the places where they stood.
    pub gone: Vec<GoneView>,
    /// Those of them that stood behind the last paragraph.
    pub gone_last: Vec<GoneView>,
    /// Annotations on the whole transcript.
    pub notes: Vec<NoteView>,
    /// What is the same for all notes, so that none says it.
    pub usual: UsualView,
    /// What kinds of notes there are, for a key to their lines; readers may put each away.
    pub note_kinds: Vec<NoteKindView>,
    /// Whose notes there are, most first, so that readers may put away those of one; empty where all are one editor's.
    pub series: Vec<SeriesView>,
    /// Footnotes of the source, in order.
    pub footnotes: Vec<FootnoteView>,
    /// How many paragraphs.
    pub paragraph_count: usize,
    /// How many annotations.
    pub note_count: usize,
    /// How many notes are shown that stand in its other languages ([`ParagraphView::carried`]).
    pub carried_count: usize,
    /// Entries whose names occur in the text, and how often.
    pub mentions: Vec<CountedView>,
    /// The text at a glance; none where there are few paragraphs.
    pub strip: Option<StripView>,
    /// Pages and notes that link here; if they are split, those that are in no part.
    pub backlinks: Vec<BacklinkView>,
    /// How many in all.
    pub backlink_count: usize,
    /// If they are split: the pages.
    pub backlinks_parts: Vec<PartView>,
    /// The one before in time.
    pub previous: Option<TranscriptCard>,
    /// The one after in time.
    pub next: Option<TranscriptCard>,
    /// The one before within its (first) event.
    pub previous_in_event: Option<TranscriptCard>,
    /// The one after within its (first) event.
    pub next_in_event: Option<TranscriptCard>,
    /// How to cite it, without the paragraph and the address; what an editor wrote is plain text there, too.
    pub citation_html: String,
    /// Whether an editor wrote the whole citation (`cite_as`): then nothing is added to it.
    pub citation_written: bool,
    /// The same in styles that are known by their names; empty where an editor wrote the whole.
    pub citations: Vec<CitationView>,
    /// The same for programs.
    pub citation_files: Vec<CitationFileView>,
    /// The address to cite: the full one, if there is a `base_url`.
    pub citation_url: Option<String>,
    /// `mailto:` (or web) address to report an error, if the site has a `contact`.
    pub report_href: Option<String>,
    /// `extra` of the front matter, untouched.
    pub extra: serde_json::Value,
    /// Whether it is a draft, which only a build with `--drafts` shows.
    pub draft: bool,
}

/// What is the same for all notes of a transcript, and stands in none of them.
#[derive(Clone, Debug, Default, Serialize)]
pub struct UsualView {
    /// Who wrote those that are not signed otherwise; none if a note has nobody's name.
    pub by: Option<EditorView>,
    /// Who checked those.
    pub checked: Option<EditorView>,
    /// When those were written that have no date of their own; none if a note has no date at all.
    pub written: Option<DateView>,
    /// Whether some are signed otherwise.
    pub others: bool,
    /// What all of them are about.
    pub tags: Vec<LinkView>,
}

/// A kind of notes, for the key to the lines under the words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct NoteKindView {
    /// As in `t1-KIND`: `topic`, `comment`, ...
    pub kind: String,
    /// In words: "Topic", "Remark".
    pub title: String,
    /// How many notes.
    pub count: usize,
}

/// The notes of one editor in a transcript.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SeriesView {
    /// `e1` to `e6`: a class of its notes, signs and lines.
    pub key: String,
    /// Who wrote them; none for those of all editors who have fewer than the others.
    pub name: Option<String>,
    /// How many notes.
    pub count: usize,
}

/// The official source of a transcript.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SourceView {
    /// Title.
    pub title: Option<String>,
    /// Address.
    pub url: Option<String>,
    /// Symbol, shelf mark, ...
    pub identifier: Option<String>,
    /// When it was looked at.
    pub accessed: Option<DateView>,
    /// Address of an archived copy.
    pub archived: Option<String>,
}

/// The recording of a transcript.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MediaView {
    /// Address.
    pub url: String,
    /// Rights in it.
    pub rights: Option<RightsView>,
}

/// Who made the transcript.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CreditView {
    /// "Transcriber".
    pub role: String,
    /// Who.
    pub name: String,
}

/// One line of a transcript's contents.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ContentView {
    /// `section` or `exchange`.
    pub kind: &'static str,
    /// The heading, or the beginning of the question.
    pub title: String,
    /// Where: `#p5`.
    pub href: String,
    /// First and last paragraph: "5–6"; empty for a heading with nothing of its own below it.
    pub paragraphs: String,
    /// How deep it stands: 0 for a section, more for one within another and for exchanges.
    pub depth: u8,
    /// Who asks.
    pub speaker: Option<SpeakerView>,
    /// Language of the question (BCP 47), if it has one of its own.
    pub language: Option<String>,
}

/// A turn: what one speaker says before another does.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TurnView {
    /// The headings that stand before it, in order.
    pub sections: Vec<SectionView>,
    /// Who speaks; none for text that has no label, and for narration.
    pub speaker: Option<Shared<SpeakerView>>,
    /// Whether the same speaks as in the turn before, in the same way and below the same heading.
    pub again: bool,
    /// Whether nothing is to be said of who speaks but a name with a page: no doubt, language, label of another wording, direction or role.
    pub name_only: bool,
    /// Whether the words are nobody's: narration, a document read into the record.
    pub narration: bool,
    /// For narration: the label as the source prints it, if it has one.
    pub label: Option<String>,
    /// Whether the turn asks a question.
    pub question: bool,
    /// The level of its speaker's heading, from 2: below that of the section.
    pub level: u8,
    /// Its paragraphs.
    pub paragraphs: Vec<ParagraphView>,
}

/// A heading of the source.
#[derive(Clone, Debug, Default, Serialize)]
pub struct SectionView {
    /// For a link: `section-1`.
    pub id: String,
    /// The level of its heading on the page, from 2; sections nest.
    pub level: u8,
    /// The words.
    pub title_html: String,
}

/// A paragraph of a transcript.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ParagraphView {
    /// As it is printed: "12", "12a".
    pub number: String,
    /// `p12`: the address that leads to it, whatever becomes of its words.
    pub id: String,
    /// `p12.3f9c1b`: the address to cite it by, which means its words, too. None unless the transcript has a ledger and the words were sealed as they are.
    pub sealed_id: Option<String>,
    /// The words with `<mark data-annotations>` round annotated pieces and signs behind them: the content of the element `id="pN"`, whole and alone.
    pub html: String,
    /// The same with signs that are links to `#note-ID`, in the place of buttons that open it: for notes that stand where they are read.
    pub linked_html: String,
    /// Its language (BCP 47), if that is not the transcript's.
    pub language: Option<String>,
    /// `ltr` or `rtl`, if it has a language of its own.
    pub dir: Option<&'static str>,
    /// What says the same in other languages, in the order of `transcript.alternates`; those in which nothing does are left out. Of several paragraphs that say the same together it stands at the first.
    pub aligned: Vec<AlignedView>,
    /// Whether the speaker's name stands beside it: the first of the turn that is somebody's words.
    pub named: bool,
    /// Whether it is a stage remark, wholly in brackets and nobody's words.
    pub remark: bool,
    /// Whether its number is all that stands with its words: all fields below this one are empty, and so are `sealed_id`, `language` and `aligned`.
    pub bare: bool,
    /// Times and page numbers of the source that stand in it.
    pub locators: Vec<LocatorView>,
    /// The notes whose first sign stands in it.
    pub notes: Vec<NoteView>,
    /// The notes on what says the same in other languages, whose first sign stands there; without those that are on this transcript, too.
    pub carried: Vec<NoteView>,
    /// Whether all these are so many that there is no line beside the words for each.
    pub crowded: bool,
    /// Seconds into the recording, from a time mark at its start.
    pub time_start: Option<f64>,
    /// Seconds into the recording at which it ends: the next time mark behind it, or how long the recording is; none if that is not later, or not known.
    pub time_end: Option<f64>,
    /// What it was since it was first sealed, and what was joined into it: for whoever comes by an address of then.
    pub earlier: Vec<EarlierView>,
    /// Paragraphs that stood before it and are no longer there.
    pub gone: Vec<GoneView>,
}

/// An earlier wording of a paragraph, or a paragraph that was joined into it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EarlierView {
    /// The address that leads to it: `p12.77aa01`, of a joined paragraph `p14`.
    pub id: String,
    /// Its other addresses: those of a joined paragraph with its last words.
    pub ids: Vec<String>,
    /// The number of the paragraph that was joined; none for an earlier wording.
    pub joined: Option<String>,
    /// When it was changed or joined; none if that is not sealed yet.
    pub date: Option<DateView>,
    /// The words that it had, plain text; none where they shall be forgotten.
    pub words: Option<String>,
}

/// A paragraph that is no longer in the text.
#[derive(Clone, Debug, Default, Serialize)]
pub struct GoneView {
    /// `p13`: its address.
    pub id: String,
    /// Its addresses with its words: `p13.77aa01`.
    pub ids: Vec<String>,
    /// As it was printed: "13".
    pub number: String,
    /// When it was removed, or joined into another; none if that is not sealed yet.
    pub date: Option<DateView>,
    /// The number of the paragraph, gone like it, that it was joined into before.
    pub joined: Option<String>,
}

/// A mark of the source that is not words.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LocatorView {
    /// `time` or `page`.
    pub kind: &'static str,
    /// "00:12:31", "p. 9".
    pub text: String,
    /// For a time, if the recording has an address: the recording at that time.
    pub href: Option<String>,
}

/// A footnote of the source.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FootnoteView {
    /// The name in the source.
    pub label: String,
    /// `fn-1`.
    pub id: String,
    /// Its words.
    pub html: String,
    /// Whether a sign in the words refers to it: only then `#fnref-1` leads back.
    pub used: bool,
}

/// A citation in a style.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CitationView {
    /// The language of the style, if that is not the page's.
    pub language: Option<String>,
    /// With a `language`: `ltr` or `rtl`.
    pub dir: Option<&'static str>,
    /// "Chicago", "MLA", "APA", for hearings "OSCOLA".
    pub name: String,
    /// The citation, in English, as the style is. An empty `<span class="at" data-before data-after>` stands where a paragraph is told; the address is a `<span class="url">`.
    pub html: String,
}

/// A citation for a program.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CitationFileView {
    /// "BibTeX", "RIS", "CSL-JSON".
    pub name: String,
    /// An address that has all of it (`data:`).
    pub href: String,
    /// What the file is called where it is kept: for `download`.
    pub file: String,
}

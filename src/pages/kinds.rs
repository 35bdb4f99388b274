//! What templates see: one struct for each page kind (see `view` for the parts that they share).
//!
//! Long, because it is one list: every field that a theme author may use, each with its sentence.

use serde::Serialize;

use super::view::{
    BacklinkView, CountedView, DateView, LinkView, NoteView, PartView, PassageGroup, ReferringView,
    RightsView, SpeakerView, TranscriptCard,
};

/// `transcript` in `transcript.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TranscriptView {
    /// The id: for `data-transcript`.
    pub id: String,
    /// Title.
    pub title: String,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// Date.
    pub date: Option<DateView>,
    /// `form` as written.
    pub form: Option<String>,
    /// `form` in words: "Press conference".
    pub form_text: Option<String>,
    /// Language of the words (BCP 47).
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
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
    /// Annotations on the whole transcript.
    pub notes: Vec<NoteView>,
    /// Footnotes of the source, in order.
    pub footnotes: Vec<FootnoteView>,
    /// How many paragraphs.
    pub paragraph_count: usize,
    /// How many annotations.
    pub note_count: usize,
    /// Entries whose names occur in the text, and how often.
    pub mentions: Vec<CountedView>,
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
    /// How to cite it, plain text, without the paragraph and the address.
    pub citation: String,
    /// Whether an editor wrote the whole citation (`cite_as`): then nothing is added to it.
    pub citation_written: bool,
    /// The address to cite: the full one, if there is a `base_url`.
    pub citation_url: Option<String>,
    /// `mailto:` (or web) address to report an error, if the site has a `contact`.
    pub report_href: Option<String>,
    /// `extra` of the front matter, untouched.
    pub extra: serde_json::Value,
    /// Whether it is a draft, which only a build with `--drafts` shows.
    pub draft: bool,
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
}

/// A turn: what one speaker says before another does.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TurnView {
    /// The headings that stand before it, in order.
    pub sections: Vec<SectionView>,
    /// Who speaks; none for text that has no label, and for narration.
    pub speaker: Option<SpeakerView>,
    /// Whether the words are nobody's: narration, a document read into the record.
    pub narration: bool,
    /// For narration: the label as the source prints it, if it has one.
    pub label: Option<String>,
    /// Whether the turn asks a question.
    pub question: bool,
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
    /// From 1.
    pub number: usize,
    /// `p1`.
    pub id: String,
    /// The words with `<mark data-annotations>` round annotated pieces: the content of the element `id="pN"`, whole and alone.
    pub html: String,
    /// Whether the speaker's name stands beside it: the first of the turn that is somebody's words.
    pub named: bool,
    /// Whether it is a stage remark, wholly in brackets and nobody's words.
    pub remark: bool,
    /// Times and page numbers of the source that stand in it.
    pub locators: Vec<LocatorView>,
    /// The notes on passages that begin in it.
    pub notes: Vec<NoteView>,
    /// Seconds into the recording, from a time mark at its start.
    pub time_start: Option<f64>,
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

/// `entry` in `entry.html` and the templates that extend it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct EntryView {
    /// `topic`, `event`, `person`, `place`, `organization`, `document`, or a kind of the site's own.
    pub kind: String,
    /// "Topic", "Person", ...
    pub kind_title: String,
    /// The folder: `topics`.
    pub folder: String,
    /// The id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// The body; none if nothing is written.
    pub html: Option<String>,
    /// Whether the page was made from the id alone (`stubs: true`).
    pub stub: bool,
    /// Shown before everything.
    pub warning: Option<String>,
    /// An image.
    pub image: Option<ImageView>,
    /// Sources, each a line.
    pub sources_html: Vec<String>,
    /// The same thing elsewhere: Wikidata, VIAF, ...
    pub same_as: Vec<LinkView>,
    /// Date of an event or document.
    pub date: Option<DateView>,
    /// On the date: "from the first reports".
    pub date_note: Option<String>,
    /// Where an event took place.
    pub places: Vec<LinkView>,
    /// What an event is part of.
    pub part_of: Vec<LinkView>,
    /// Events that are part of this one.
    pub parts: Vec<DatedLinkView>,
    /// Who took part in an event.
    pub participants: Vec<LinkView>,
    /// Where a place is.
    pub coordinates: Option<CoordinatesView>,
    /// Events at a place.
    pub events_here: Vec<DatedLinkView>,
    /// Birth of a person.
    pub born: Option<DateView>,
    /// Death of a person.
    pub died: Option<DateView>,
    /// Offices and the like.
    pub roles: Vec<RoleView>,
    /// Symbol of a document.
    pub identifier: Option<String>,
    /// Address of a document.
    pub url: Option<String>,
    /// Broader topics.
    pub broader: Vec<LinkView>,
    /// Narrower topics with their numbers of passages.
    pub narrower: Vec<CountedView>,
    /// Related topics.
    pub related: Vec<LinkView>,
    /// Transcripts that belong to it as a whole (held at an event, on a topic, in a place, with a person present).
    pub transcripts: Vec<TranscriptCard>,
    /// How many in all (on all parts).
    pub transcript_count: usize,
    /// If they are split: the pages.
    pub transcripts_parts: Vec<PartView>,
    /// A person's transcripts as a speaker, with the number of paragraphs.
    pub spoken: Vec<TranscriptCard>,
    /// How many in all (on all parts).
    pub spoken_count: usize,
    /// If they are split: the pages.
    pub spoken_parts: Vec<PartView>,
    /// The annotated passages that refer to it, by year.
    pub groups: Vec<PassageGroup>,
    /// The same passages by transcript, the newest first, and with them the transcripts that refer to it as a whole (held there,
    /// on it, spoken in by it). If the passages are split, each part has its own, and the first page those without passages, but for lists of
    /// transcripts that are split themselves.
    pub by_transcript: Vec<ReferringView>,
    /// How many passages in all (on all parts).
    pub passage_count: usize,
    /// How many passages the narrower topics have.
    pub narrower_count: usize,
    /// For a person: annotated passages of their own words, by year.
    pub said: Vec<PassageGroup>,
    /// How many of these in all.
    pub said_count: usize,
    /// If these are split: the pages.
    pub said_parts: Vec<PartView>,
    /// Where its names occur in the texts, apart from what an editor annotated: each sentence once.
    pub mentions: Vec<MentionView>,
    /// How many such sentences in all.
    pub mention_count: usize,
    /// If these are split: the pages.
    pub mentions_parts: Vec<PartView>,
    /// Whether its names occur so often that the list is better folded.
    pub mentions_frequent: bool,
    /// Pages and notes that link here; if they are split, those that are in no part.
    pub backlinks: Vec<BacklinkView>,
    /// How many in all.
    pub backlink_count: usize,
    /// If they are split: the pages.
    pub backlinks_parts: Vec<PartView>,
    /// What it occurs with, most often first.
    pub together: Vec<TogetherView>,
    /// The event before on the timeline.
    pub previous: Option<DatedLinkView>,
    /// The event after on the timeline.
    pub next: Option<DatedLinkView>,
    /// If what it occurs with is split, on a page that is a part of it: the pages.
    pub together_parts: Vec<PartView>,
    /// If the passages are split: the pages.
    pub parts_of_list: Vec<PartView>,
    /// Which part of a list this page is; none for the first page, which has everything else.
    pub part_title: Option<String>,
    /// Which list this page is a part of: `passages`, `said`, `transcripts`, `spoken`, `mentions`, `with`; none for the first page.
    pub part_of_list: Option<&'static str>,
    /// `extra` of the front matter, untouched.
    pub extra: serde_json::Value,
    /// Whether it is a draft, which only a build with `--drafts` shows.
    pub draft: bool,
}

/// An image of an entry.
#[derive(Clone, Debug, Default, Serialize)]
pub struct ImageView {
    /// Address.
    pub src: String,
    /// What it shows.
    pub alt: String,
    /// Caption or credit.
    pub caption: Option<String>,
}

/// A link with a date.
#[derive(Clone, Debug, Default, Serialize)]
pub struct DatedLinkView {
    /// The link.
    pub link: LinkView,
    /// The date.
    pub date: Option<DateView>,
    /// Summary, plain text.
    pub summary: Option<String>,
}

/// A place on the globe.
#[derive(Clone, Debug, Default, Serialize)]
pub struct CoordinatesView {
    /// Degrees north.
    pub latitude: f64,
    /// Degrees east.
    pub longitude: f64,
    /// "50.8467° N, 4.3525° E".
    pub text: String,
}

/// An office of a person.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RoleView {
    /// "Secretary-General".
    pub role: String,
    /// Where: an organization's page, or a name only.
    pub at: Option<LinkView>,
    /// When.
    pub date: Option<DateView>,
}

/// Mentions in one transcript.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MentionView {
    /// The transcript.
    pub card: TranscriptCard,
    /// The first few, each with its sentence.
    pub places: Vec<MentionPlaceView>,
    /// The others, to be folded.
    pub folded: Vec<MentionPlaceView>,
    /// How many others.
    pub more: usize,
}

/// One mention.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MentionPlaceView {
    /// "¶ 5".
    pub place: String,
    /// The paragraph.
    pub href: String,
    /// The sentence, the name in `<b class="hit">`.
    pub html: String,
}

/// What an entry occurs with, of one kind.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TogetherView {
    /// "Topics".
    pub title: String,
    /// `topics`.
    pub folder: String,
    /// Most often first, ten at most; on a page that is a part of these lists, all of the part.
    pub links: Vec<CountedView>,
    /// The others, if the lists are not split.
    pub others: Vec<CountedView>,
    /// How many in all.
    pub count: usize,
    /// If the lists are split, and not all are in `links`: the page with all of this kind.
    pub href: Option<String>,
}

/// `index` in `transcripts.html`, `topics.html`, ..., `entries.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexView {
    /// What is listed: `transcripts`, `topics`, ...
    pub folder: String,
    /// "Topics".
    pub title: String,
    /// How many in all.
    pub count: usize,
    /// The items of this page: by year (transcripts, events, documents), by letter (people, places, ...), or in one
    /// group as a tree (topics).
    pub groups: Vec<IndexGroup>,
    /// If the list is split: the pages.
    pub parts_of_list: Vec<PartView>,
    /// Which part this page is.
    pub part_title: Option<String>,
}

/// A part of an index.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexGroup {
    /// "2014", "A"; empty if there is only one.
    pub title: String,
    /// For a link within the page: `y2014`, `l-a`.
    pub id: String,
    /// The items.
    pub items: Vec<IndexItem>,
}

/// One item of an index.
#[derive(Clone, Debug, Default, Serialize)]
pub struct IndexItem {
    /// The link; its title is in sorting form where there is one ("Ban, Ki-moon").
    pub link: LinkView,
    /// Date of an event or a document.
    pub date: Option<DateView>,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// Symbol of a document.
    pub identifier: Option<String>,
    /// Passages that refer to it.
    pub count: usize,
    /// Passages of the topics below.
    pub below: usize,
    /// Depth in the tree of topics, from 0.
    pub depth: usize,
    /// For a transcript: its card.
    pub card: Option<TranscriptCard>,
}

/// `timeline` in `timeline.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineView {
    /// By year or decade, in time order.
    pub groups: Vec<TimelineGroup>,
    /// How many items in all.
    pub count: usize,
    /// If it is split: the pages.
    pub parts_of_list: Vec<PartView>,
    /// Which part this page is.
    pub part_title: Option<String>,
}

/// A part of the timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineGroup {
    /// "2014", "1990s".
    pub title: String,
    /// For a link within the page: `y2014`.
    pub id: String,
    /// The items.
    pub items: Vec<TimelineItem>,
}

/// An event or a transcript on the timeline.
#[derive(Clone, Debug, Default, Serialize)]
pub struct TimelineItem {
    /// The link.
    pub link: LinkView,
    /// The date.
    pub date: Option<DateView>,
    /// Where.
    pub places: Vec<LinkView>,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// Passages that refer to it (events).
    pub count: usize,
}

/// `links` in `links.html`: a part of what links to a page, where that is too much for the page itself.
#[derive(Clone, Debug, Default, Serialize)]
pub struct LinksView {
    /// What is linked to.
    pub target: LinkView,
    /// The links of this part.
    pub backlinks: Vec<BacklinkView>,
    /// How many links in all.
    pub count: usize,
    /// The pages of the list.
    pub parts_of_list: Vec<PartView>,
    /// Which part this page is.
    pub part_title: String,
}

/// `home` in `home.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct HomeView {
    /// The body of `content/pages/home.md`, or of `index.md`, if there is one.
    pub html: Option<String>,
    /// The newest transcripts, twenty at most.
    pub transcripts: Vec<TranscriptCard>,
    /// The main topics with their numbers of passages, most first, twelve at most.
    pub topics: Vec<CountedView>,
    /// A small timeline: up to eight events, those with most passages, in time order.
    pub timeline: Vec<TimelineItem>,
    /// The timeline's page, unless the site does without one.
    pub timeline_href: Option<String>,
    /// How much there is: transcripts, then each kind that is not empty.
    pub counts: Vec<CountedView>,
    /// How many annotations.
    pub note_count: usize,
}

/// `free` in `page.html`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FreeView {
    /// The id.
    pub id: String,
    /// Title.
    pub title: String,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// The body.
    pub html: String,
    /// The page's headings, for contents.
    pub contents: Vec<LinkView>,
    /// Pages and notes that link here; if they are split, those that are in no part.
    pub backlinks: Vec<BacklinkView>,
    /// How many in all.
    pub backlink_count: usize,
    /// If they are split: the pages.
    pub backlinks_parts: Vec<PartView>,
    /// `extra` of the front matter, untouched.
    pub extra: serde_json::Value,
    /// Whether it is a draft, which only a build with `--drafts` shows.
    pub draft: bool,
}

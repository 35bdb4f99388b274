//! What an entry's page shows.

use serde::Serialize;

use super::{
    BacklinkView, CountedView, DateView, LinkView, MapView, NoteKindView, OnTopicView, PartView,
    PassageYear, SeriesView, TranscriptCard, TranscriptLine, UsualView, VoiceView, YearsView,
};

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
    /// Leads to the page of the search, narrowed down to what a person says, to notes within a topic, or to transcripts of an event; none for others, and where there is none.
    pub search_href: Option<String>,
    /// Title.
    pub title: String,
    /// Other names.
    pub aliases: Vec<String>,
    /// Summary, plain text.
    pub summary: Option<String>,
    /// Language of its title, summary, warning and body, if that is not the site's.
    pub language: Option<String>,
    /// The same: `ltr` or `rtl`.
    pub dir: Option<&'static str>,
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
    /// The same on a map of its surroundings; none on a part.
    pub map: Option<MapView>,
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
    /// The passages that refer to it, by year and transcript; notes on whole transcripts stand beside these.
    pub groups: Vec<PassageYear>,
    /// How many passages there are of each year, if three or more come under headings of their own; none on a part.
    pub years: Option<YearsView>,
    /// What the notes on these have in common.
    pub usual: UsualView,
    /// What kinds of notes these are; readers may put each away.
    pub note_kinds: Vec<NoteKindView>,
    /// Whose notes these are, most first, so that readers may put away those of one; empty where all are one editor's.
    pub series: Vec<SeriesView>,
    /// Who speaks in these: most passages first.
    pub voices: Vec<VoiceView>,
    /// How many passages in all (on all parts).
    pub passage_count: usize,
    /// In how many transcripts; 0 on a part.
    pub passage_transcripts: usize,
    /// How many notes refer to it, those on whole transcripts included; 0 on a part.
    pub note_count: usize,
    /// How many passages the narrower topics have.
    pub narrower_count: usize,
    /// The narrower topics, with their passages in lines.
    pub narrower_passages: Vec<OnTopicView>,
    /// The topics of the notes that refer to it, with the passages of this page in lines: for persons.
    pub on_topics: Vec<OnTopicView>,
    /// For a person: paragraphs of their own words that have notes, by year and transcript.
    pub said: Vec<PassageYear>,
    /// How many paragraphs a person speaks in each year, as `years`; none on a part.
    pub said_years: Option<YearsView>,
    /// How many transcripts these are in.
    pub said_transcripts: usize,
    /// How many of these in all.
    pub said_count: usize,
    /// How many paragraphs a person speaks, with notes or without; 0 on a part.
    pub spoken_paragraphs: usize,
    /// The topics of the notes on a person's own words, with the passages in lines.
    pub said_on_topics: Vec<OnTopicView>,
    /// If the person's words are split: the pages.
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
    pub card: TranscriptLine,
    /// Language of its words.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
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
    /// Language of the sentence.
    pub language: String,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
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

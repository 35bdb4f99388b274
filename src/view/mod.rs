//! What templates see: the contract with whoever writes a theme.
//!
//! Plain data, made by `pages` and handed to `render`, which know it both and each other not. Every struct in this room is public API,
//! documented field by field here and, from here, in `docs/theming.md`: fields are added, not renamed. Fields ending in `_html` are finished, safe HTML
//! (print them with `| safe`); every other text is escaped by the template. An `href` is ready for use on the page that the view
//! belongs to: relative to it, percent-encoded. A missing value is `none`, a missing list is empty.
//!
//! What the interface says itself, in the language of the site, is no field: [`text::words`](crate::text::words) has it.
//!
//! A view may be made with less than all its fields: [`Reads`] tells which names a page's templates write, and is asked by `field!`.

mod beside;
mod chart;
mod entry;
mod field;
mod free;
mod home;
mod line;
mod lists;
mod map;
mod page;
mod parts;
mod passages;
mod reads;
mod shared;
mod site;
mod transcript;

pub(crate) use self::field::field;
pub use self::{
    beside::{AlignedParagraphView, AlignedView, BesideView, VersionView},
    chart::{
        BarView, ChartLabelView, DataFileView, DotView, GridRowView, GridView, StripRowView,
        StripView, YearRowView, YearsView,
    },
    entry::{
        CoordinatesView, DatedLinkView, EntryView, ImageView, MentionPlaceView, MentionView,
        RoleView, TogetherView,
    },
    field::Field,
    free::FreeView,
    home::HomeView,
    line::{TimeMarkView, TimePictureView, TimeStepView},
    lists::{
        IndexColumn, IndexCount, IndexGroup, IndexItem, IndexView, LinksView, TimelineGroup,
        TimelineItem, TimelineView, YearView,
    },
    map::{MapGroupView, MapLabelView, MapMarkView, MapRowView, MapView},
    page::{AlternateView, MetaView, PageView},
    parts::{
        BacklinkPlaceView, BacklinkView, CarriedView, CountedView, DateView, EditorView, LinkView,
        NotePassageView, NoteView, PartView, SpeakerView, TranscriptCard, TranscriptLine,
    },
    passages::{
        OnTopicView, PassageGroup, PassageView, PassageYear, PlaceLineView, QuestionView, VoiceView,
    },
    reads::{NamesRead, Reads},
    shared::{SHARED, Shared},
    site::{ContactView, NavView, RightsView, SiteView},
    transcript::{
        CitationFileView, CitationView, ContentView, CreditView, EarlierView, FootnoteView,
        GoneView, LocatorView, MediaView, NoteKindView, ParagraphView, SectionView, SeriesView,
        SourceView, TranscriptView, TurnView, UsualView,
    },
};

/// The version of the contract: raised when a template that was right no longer is. Within a version fields, phrases and blocks are
/// added; none is taken away or comes to mean something else.
pub const VERSION: u32 = 1;

/// The variables that a page may have: `site`, `page`, and one of the others.
pub const VARIABLES: [&str; 10] = [
    "site",
    "page",
    "home",
    "transcript",
    "entry",
    "index",
    "timeline",
    "year",
    "free",
    "links",
];

/// All that a template sees.
#[derive(Debug)]
pub struct View {
    /// `site`.
    pub site: SiteView,
    /// `page`.
    pub page: PageView,
    /// The third variable, under its own name.
    pub body: Body,
}

/// The part of a view that depends on the page's kind.
#[derive(Debug)]
pub enum Body {
    /// `home`
    Home(HomeView),
    /// `transcript`
    Transcript(Box<TranscriptView>),
    /// `entry`
    Entry(Box<EntryView>),
    /// `index`
    Index(Box<IndexView>),
    /// `timeline`
    Timeline(TimelineView),
    /// `year`
    Year(Box<YearView>),
    /// `free`
    Free(FreeView),
    /// `links`
    Links(LinksView),
    /// Nothing more: the page of the search, whose script fills it.
    Search,
    /// Nothing more (404).
    None,
}

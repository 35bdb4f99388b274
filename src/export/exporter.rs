//! What an exporter is given, and what it gives.

use std::fmt::Debug;

use crate::{
    reader::{EntryIndex, Reader, Route, Standpoint, Thing, Whole},
    source::{checksum::Sum, diag::Diagnostic},
};

/// A format: which files of it a site has, and the bytes of each.
///
/// It is pure: two calls with the same give the same. It looks at neither disk nor clock.
///
/// ```
/// use postil::{
///     export::{Exporter, File, Given},
///     reader::{Route, Whole},
///     source::diag::Diagnostic,
/// };
///
/// /// The titles of all transcripts, a line each.
/// #[derive(Debug)]
/// struct Titles;
///
/// impl Exporter for Titles {
///     fn name(&self) -> &'static str {
///         "titles"
///     }
///
///     fn files(&self, _whole: Whole<'_>) -> Vec<File> {
///         Route::new("titles.txt").map(File::new).into_iter().collect()
///     }
///
///     fn make(&self, _file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
///         let all = given.reader.whole().lists.transcripts();
///         let titles: Vec<&str> = all.map(|head| head.header().title.as_str()).collect();
///         Ok(titles.join("\n").into_bytes())
///     }
/// }
/// ```
pub trait Exporter: Debug + Send + Sync {
    /// One word for it, which no other exporter has: `feed`.
    fn name(&self) -> &'static str;

    /// The word of `omit` in postil.yaml with which a site does without it, if there is one. Whoever has a file of their own at its address
    /// is told of it; that its files are left out then is up to [`Exporter::files`] and [`Exporter::lists`].
    fn omit(&self) -> Option<&'static str> {
        None
    }

    /// What its files are of.
    fn scope(&self) -> Scope {
        Scope::Site
    }

    /// Whether it is made although nobody asks for it.
    fn is_unasked(&self) -> bool {
        !self.scope().is_asked_for()
    }

    /// Whether postil.yaml may say so how it is wanted (`exports: [{NAME: HOW}]`).
    ///
    /// # Errors
    /// What may be written there.
    fn takes(&self, how: &str) -> Result<(), &'static str> {
        match self.scope().grows() {
            true if how == BUNDLED => Ok(()),
            true => Err("`bundled`"),
            false => Err("nothing: there is one way to make it"),
        }
    }

    /// How many transcripts at most programs take that read it, with what is to be said of more; none if there is no such limit.
    fn takes_at_most(&self) -> Option<(usize, &'static str)> {
        None
    }

    /// Whether it has to know the checksums of the files of other formats, which a build alone does: its files are made when those are.
    fn takes_sums(&self) -> bool {
        false
    }

    /// The names of those that need its files: it is made with them, whether or not it is asked for itself.
    fn needed_by(&self) -> &'static [&'static str] {
        &[]
    }

    /// Its files. They are asked for at each build, so that nothing is noted of what is taken here; words of transcripts cannot be asked for.
    fn files(&self, _whole: Whole<'_>) -> Vec<File> {
        Vec::new()
    }

    /// What a site must have for it to have a file at all: whoever asks for it and gets nothing is told.
    fn made_of(&self) -> &'static str {
        "a transcript or entry"
    }

    /// Its files that list what a site has: `catalogue` is that, with the files of all exporters but of these. They are made again whenever that
    /// changed.
    fn lists(&self, _whole: Whole<'_>, _catalogue: &Catalogue<'_>) -> Vec<File> {
        Vec::new()
    }

    /// The bytes of one of its files. As long as everything that it took from the reader gives what it gave, the file is not made again.
    ///
    /// # Errors
    /// A remark to the author about what this format cannot say; nothing is written then.
    fn make(&self, file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>>;
}

/// What the files of an exporter are of: so it is known whether a site must ask for it, what of it can be had alone, and how it can be bundled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Of the site itself: every site has them, unasked.
    Site,
    /// Of the archive: one file of all of it.
    Archive,
    /// Of the archive: some files, each of all of it.
    Parts,
    /// Each of a transcript, if need be with a few beside them.
    Transcripts,
    /// Each of all that there is, so that nothing can be taken out of them: transcripts, and what says of them what cannot be said of a part.
    Everything,
    /// Each of an entry.
    Entries,
    /// Of the files of a build: they are made where that is.
    Build,
}

impl Scope {
    /// Whether a site has them only if postil.yaml asks for them (`exports:`).
    pub fn is_asked_for(self) -> bool {
        self != Self::Site
    }

    /// Whether there may be many, rather than one.
    pub fn has_many_files(self) -> bool {
        !matches!(self, Self::Site | Self::Archive)
    }

    /// Whether they can be made of what a topic, or another entry, is about ([`Given::topic`]).
    pub fn goes_by_topic(self) -> bool {
        matches!(self, Self::Parts | Self::Transcripts | Self::Entries)
    }

    /// Whether there are more of them the more the archive has.
    pub fn grows(self) -> bool {
        matches!(self, Self::Transcripts | Self::Everything | Self::Entries)
    }
}

/// A file of an exporter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it goes.
    pub route: Route,
    /// The one thing that it is about, if it is. The sitemap has the day on which that was last written about.
    pub about: Option<Thing>,
    /// Which of its files it is, for the exporter that has many.
    pub number: usize,
    /// Its media type, if pages name it in their heads as another form of what they show: the page of what it is about, or every page if it
    /// is about the site.
    pub alternate: Option<&'static str>,
    /// Whether search engines are told of it.
    pub in_sitemap: bool,
    /// Whether it is a list of addresses for search engines, which they find by `robots.txt`.
    pub is_for_robots: bool,
}

impl File {
    /// A file at a route, about the whole site, and told of nowhere.
    pub fn new(route: Route) -> Self {
        Self {
            route,
            about: None,
            number: 0,
            alternate: None,
            in_sitemap: false,
            is_for_robots: false,
        }
    }

    /// A file with this path below the root of the site, which is known to be good.
    pub(super) fn at(path: &str) -> Self {
        Self::new(Route::new(path).expect("a good path"))
    }
}

/// What a file is made from.
#[derive(Debug)]
pub struct Given<'e> {
    /// The edition. What is taken is noted.
    pub reader: Reader<'e>,
    /// The entry that only that is to be taken which is about it; none, and so always in a build, for all.
    pub topic: Option<EntryIndex>,
    /// The addresses of things, from where the file lies.
    pub standpoint: Standpoint<'e>,
    /// For a file of [`Exporter::lists`] what the site has, with the files of those; for others nothing, since nobody would note it.
    pub catalogue: Catalogue<'e>,
}

/// The word with which postil.yaml asks for the files of a format as a few that hold them.
pub const BUNDLED: &str = "bundled";

/// A file of another format.
#[derive(Clone, Copy, Debug)]
pub struct Data<'p> {
    /// Where it lies.
    pub route: &'p Route,
    /// Which format has it.
    pub format: &'static str,
    /// What it is about.
    pub about: Option<Thing>,
    /// Its media type.
    pub media_type: &'static str,
    /// Of its bytes, where they are known.
    pub sum: Option<Sum>,
}

/// What a site has, in order of routes.
#[derive(Clone, Debug, Default)]
pub struct Catalogue<'p> {
    /// Pages and files that search engines are told of, each with what it is about.
    pub in_sitemap: Vec<(&'p Route, Option<Thing>)>,
    /// Files that `robots.txt` names.
    pub for_robots: Vec<&'p Route>,
    /// The files of formats that postil.yaml asks for, but for those that list what a site has.
    pub data: Vec<Data<'p>>,
}

//! What a site is made of: pages and other files, each a value that knows all about its kind.
//!
//! To add one: a file with its type and its [`Artifact`], and a line in `plan`, which says where there is one.

use std::{
    collections::BTreeMap,
    fmt::Debug,
    sync::{Arc, OnceLock},
};

use super::{
    alternates::Alternates,
    context::PageContext,
    lists::{List, Of},
    splits::Splits,
    years::{self, Years},
};
use crate::{
    archive::config::Config,
    export::{BUNDLED, Catalogue, Data, Exporter, File, media_type},
    reader::{Addresses, Thing, Whole},
    source::{
        SourceId,
        checksum::Sum,
        diag::Diagnostic,
        digest::{Digest, Digester},
    },
    text::route::Route,
    view::View,
};

/// A page, or another file that is made.
pub(super) trait Artifact: Debug + Send + Sync {
    /// One word for its kind, for templates too: `transcript`, `topics`, `feed`.
    fn name<'a>(&'a self, config: &'a Config) -> &'a str;

    /// The templates that may make it, the first that exists is taken; none for what is not made by a template.
    fn templates(&self, _config: &Config) -> Vec<String> {
        Vec::new()
    }

    /// What its lists are of, if it has any that may be split.
    fn lists(&self) -> Option<Of> {
        None
    }

    /// What tells it from others of its kind, beside its address and what it takes from the edition and the plan.
    fn key(&self, _digester: &mut Digester) {}

    /// What it shows of the edition that has no handle: rows of a part of a list.
    fn key_of_rows(&self, _whole: Whole<'_>, _splits: &Splits, _digester: &mut Digester) {}

    /// Whether search engines are told of it.
    fn is_in_sitemap(&self) -> bool {
        false
    }

    /// What it shows the content of. The sitemap has the day on which that was last written about.
    fn about(&self) -> Option<Thing> {
        None
    }

    /// Whether it lists what the site has.
    fn is_list_of_the_site(&self) -> bool {
        false
    }

    /// The file of a format that it is, by the name of that; of those that list what the site has there is none.
    fn data(&self) -> Option<(&'static str, Option<Thing>)> {
        None
    }

    /// Whether it has to know the checksums of the files of formats.
    fn takes_sums(&self) -> bool {
        false
    }

    /// Whether `robots.txt` names it.
    fn is_for_robots(&self) -> bool {
        false
    }

    /// Whether it links to the pages of years.
    fn leads_to_years(&self) -> bool {
        false
    }

    /// The word of `omit` in postil.yaml with which a site does without it, if there is one.
    fn omit(&self) -> Option<&'static str> {
        None
    }

    /// The way to the root of the site from it.
    fn root(&self, route: &Route, _config: &Config) -> String {
        route.to_root()
    }

    /// Makes it, up to its template.
    fn make(&self, context: &PageContext<'_>, plan: &Plan) -> Made;
}

/// What an artifact is made of.
#[derive(Debug)]
pub enum Made {
    /// Finished bytes.
    Bytes(Vec<u8>),
    /// A view for a template.
    View(Box<View>),
    /// Nothing: what the author is told of it.
    Refused(Box<Diagnostic>),
}

/// An artifact in its place.
#[derive(Clone, Debug)]
pub struct Page {
    /// Where it goes.
    pub route: Route,
    /// What it is.
    pub(super) artifact: Arc<dyn Artifact>,
}

impl Page {
    /// Puts an artifact in its place.
    pub(super) fn new(route: Route, artifact: impl Artifact + 'static) -> Self {
        Self {
            route,
            artifact: Arc::new(artifact),
        }
    }

    /// The templates that may make it, the first that exists is taken; none for what is not made by a template.
    pub fn templates(&self, config: &Config) -> Vec<String> {
        self.artifact.templates(config)
    }

    /// Whether a template makes it.
    pub fn is_from_template(&self, config: &Config) -> bool {
        !self.templates(config).is_empty()
    }

    /// Whether it is the file of a format that is listed with its checksum.
    pub fn is_data(&self) -> bool {
        self.artifact.data().is_some()
    }

    /// Whether it has to know these checksums.
    pub fn takes_sums(&self) -> bool {
        self.artifact.takes_sums()
    }

    /// What it is, and where: all that tells it from others, but for what it takes from the edition and the plan.
    pub fn key(&self, config: &Config, digester: &mut Digester) {
        digester
            .text(self.artifact.name(config))
            .text(self.route.as_str());
        self.artifact.key(digester);
    }
}

/// All artifacts, in order of routes, and all files to copy.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is made.
    pub pages: Vec<Page>,
    /// What is copied: from a file of `content/assets/`.
    pub copies: Vec<Copied>,
    /// Where the pages are.
    pub addresses: Addresses,
    /// Lists that are split.
    pub splits: Splits,
    /// Of the parts of everything that a page lists.
    pub(super) split_digests: BTreeMap<Of, Digest>,
    /// Of which entries have their passages on several pages: links to passages say it.
    pub(super) split_passages: Digest,
    /// What pages name in their heads.
    pub(super) alternates: Alternates,
    /// The years that have pages.
    pub(super) years: Years,
    /// Of these, and of how the timeline is split that they lead to.
    pub(super) years_digest: Digest,
    /// The files of exporters.
    pub(super) exported: Vec<ExporterFile>,
    /// Of what the site has.
    pub(super) catalogue_digest: Digest,
    /// The checksums of the files of formats, once these are made.
    pub(super) sums: OnceLock<BTreeMap<Route, Sum>>,
}

impl Plan {
    /// The files of exporters that postil.yaml asks for, one exporter after the other, each with the exporter's name and whether there are more the
    /// more the archive has.
    pub fn asked_exports(&self) -> impl Iterator<Item = (&'static str, bool, &Route)> {
        let asked = self.exported.iter();
        let asked = asked.filter(|of| of.exporter.scope().is_asked_for());
        asked.map(|of| {
            let grows = of.inside.is_empty() && of.exporter.takes(BUNDLED).is_ok();
            (of.exporter.name(), grows, &of.file.route)
        })
    }

    /// Whether something has to know the checksums of the files of formats.
    pub fn takes_sums(&self) -> bool {
        self.pages.iter().any(Page::takes_sums)
    }

    /// Notes the checksums of the files of formats, when these are made: once.
    pub fn note_sums(&self, sums: BTreeMap<Route, Sum>) {
        self.sums.get_or_init(|| sums);
    }

    /// The digest of what comes beside the edition into what a page shows: how its lists are split, what its head names, and, if it lists that,
    /// what the site has.
    pub fn digest_for(&self, page: &Page) -> Digest {
        let mut digester = Digester::new();
        let lists = page.artifact.lists();
        let split = lists.and_then(|of| self.split_digests.get(&of));
        let alternates = self.alternates.digest(&page.route, &mut digester);
        digester.digest(split.copied().unwrap_or_default());
        digester.digest(alternates);
        digester.digest(self.split_passages);
        if page.artifact.leads_to_years() {
            digester.digest(self.years_digest);
        }
        if page.artifact.is_list_of_the_site() {
            digester.digest(self.catalogue_digest);
        }
        if page.takes_sums() {
            for (route, sum) in self.sums.get().into_iter().flatten() {
                digester.text(route.as_str()).text(sum.hex());
            }
        }
        digester.finish()
    }

    /// Digests what a page shows of the edition beside what it takes by handles.
    pub fn digest_rows_for(&self, page: &Page, whole: Whole<'_>, digester: &mut Digester) {
        page.artifact.key_of_rows(whole, &self.splits, digester);
    }

    /// Notes what the site has, when all is planned that is listed.
    pub(super) fn digest_catalogue(&mut self) {
        let mut digester = Digester::new();
        let catalogue = self.catalogue();
        for (route, _) in &catalogue.in_sitemap {
            digester.text(route.as_str());
        }
        digester.number(catalogue.for_robots.len() as u64);
        for route in &catalogue.for_robots {
            digester.text(route.as_str());
        }
        digester.number(catalogue.data.len() as u64);
        for data in &catalogue.data {
            digester.text(data.route.as_str());
        }
        self.catalogue_digest = digester.finish();
    }

    /// Notes which entries have their passages on several pages.
    pub(super) fn digest_split_passages(&mut self, whole: Whole<'_>) {
        let mut digester = Digester::new();
        for (of, _) in self.splits.keys().filter(|(_, list)| *list == List::Main) {
            if let Of::Thing(thing) = of {
                digester.text(whole.page_name(*thing));
            }
        }
        self.split_passages = digester.finish();
    }

    /// Notes which years have pages.
    pub(super) fn digest_years(&mut self, whole: Whole<'_>) {
        let mut digester = Digester::new();
        years::digest(&self.years, whole, &mut digester);
        let timeline = self.split_digests.get(&Of::Timeline);
        digester.digest(timeline.copied().unwrap_or_default());
        self.years_digest = digester.finish();
    }

    /// Digests how the lists of a page are split.
    pub(super) fn digest_splits(&mut self, of: Of) {
        let mut digester = Digester::new();
        let mut digest = Digest::default();
        for &list in List::all_of(of) {
            if let Some(parts) = self.splits.get(&(of, list)) {
                digester.digest(digest).number(list as u64);
                digest = parts.digest(&mut digester);
            }
        }
        self.split_digests.insert(of, digest);
    }

    /// What the site has.
    pub(super) fn catalogue(&self) -> Catalogue<'_> {
        self.catalogue_of(|_| true)
    }

    /// What the site has of some artifacts.
    pub(super) fn catalogue_of(&self, some: impl Fn(&dyn Artifact) -> bool) -> Catalogue<'_> {
        let pages = |is_in: &dyn Fn(&dyn Artifact) -> bool| {
            let pages = self.pages.iter();
            let pages = pages.filter(|page| some(&*page.artifact) && is_in(&*page.artifact));
            let mut pages: Vec<&Page> = pages.collect();
            pages.sort_by(|a, b| a.route.cmp(&b.route));
            pages
        };
        let listed = pages(&|artifact| artifact.is_in_sitemap()).into_iter();
        let for_robots = pages(&|artifact| artifact.is_for_robots()).into_iter();
        let data = pages(&|artifact| artifact.data().is_some()).into_iter();
        let sums = self.sums.get();
        Catalogue {
            in_sitemap: listed
                .map(|page| (&page.route, page.artifact.about()))
                .collect(),
            for_robots: for_robots.map(|page| &page.route).collect(),
            data: data
                .filter_map(|page| {
                    let (format, about) = page.artifact.data()?;
                    Some(Data {
                        route: &page.route,
                        format,
                        about,
                        media_type: media_type(page.route.as_str()),
                        sum: sums.and_then(|sums| sums.get(&page.route)).copied(),
                    })
                })
                .collect(),
        }
    }
}

/// A file of an exporter, by whom.
#[derive(Clone, Debug)]
pub(super) struct ExporterFile {
    pub(super) exporter: &'static dyn Exporter,
    pub(super) file: File,
    /// The files that are packed in it; none if it is one itself.
    pub(super) inside: Vec<File>,
}

/// A file to be copied.
#[derive(Clone, Debug)]
pub struct Copied {
    /// Where it goes.
    pub route: Route,
    /// The file.
    pub source: SourceId,
}

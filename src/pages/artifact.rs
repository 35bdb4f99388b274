//! What a site is made of: pages and other files, each a value that knows all about its kind.
//!
//! To add one: a file with its type and its [`Artifact`], and a line in `plan`, which says where there is one.

use std::{collections::BTreeMap, fmt::Debug, sync::Arc};

use super::{context::PageContext, lists::Of, splits::Splits};
use crate::{
    archive::{IndexVec, TranscriptIndex, config::Config},
    reader::{Addresses, Whole},
    source::SourceId,
    store::digest::{Digest, Digester},
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

    /// Whether search engines are told of it.
    fn is_in_sitemap(&self) -> bool {
        false
    }

    /// The day on which its content was last written, if that is known.
    fn last_written(&self, _whole: Whole<'_>, _days: &Days) -> Option<String> {
        None
    }

    /// The way to the root of the site from it.
    fn root(&self, route: &Route, _config: &Config) -> String {
        route.to_root()
    }

    /// Makes it, up to its template.
    fn make(&self, context: &PageContext<'_>, plan: &Plan) -> Made;
}

/// When each transcript was last written about.
pub(super) type Days = IndexVec<TranscriptIndex, Option<String>>;

/// What an artifact is made of.
#[derive(Debug)]
pub enum Made {
    /// Finished bytes.
    Bytes(Vec<u8>),
    /// A view for a template.
    View(Box<View>),
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
}

impl Plan {
    /// The digest of how the lists of a page are split: what comes beside the edition into what the page shows.
    pub fn split_digest(&self, page: &Page) -> Digest {
        let lists = page.artifact.lists();
        let digest = lists.and_then(|of| self.split_digests.get(&of));
        digest.copied().unwrap_or_default()
    }
}

/// A file to be copied.
#[derive(Clone, Debug)]
pub struct Copied {
    /// Where it goes.
    pub route: Route,
    /// The file.
    pub source: SourceId,
}

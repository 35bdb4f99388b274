//! A file of an exporter.

use std::collections::BTreeSet;

use super::{
    artifact::{Artifact, ExporterFile, Made, Page, Plan},
    context::PageContext,
};
use crate::{
    archive::{EntryIndex, config::Config},
    export::{Catalogue, Exporter, Exporters, File, Given},
    reader::{Head, Thing, Whole},
    source::{
        diag::{Code, Diagnostic},
        digest::Digester,
    },
    text::nearest,
};

/// A file of an exporter.
#[derive(Debug)]
pub(super) struct Exported {
    /// Who makes it.
    pub(super) exporter: &'static dyn Exporter,
    /// Which of its files it is.
    pub(super) file: File,
    /// The id of what it is about.
    pub(super) id: Option<String>,
    /// Whether it lists what the site has.
    pub(super) is_list: bool,
    /// The entry that only that is taken which is about it.
    pub(super) topic: Option<EntryIndex>,
}

/// What somebody wants of one exporter.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// The exporter.
    pub exporter: &'static dyn Exporter,
    /// The entry that only that is wanted which is about it.
    pub topic: Option<EntryIndex>,
}

impl Wanted {
    /// Its files, whether or not the site has them; of those about transcripts and entries only what is about the topic.
    pub fn pages(self, whole: Whole<'_>) -> Vec<Page> {
        let about: Option<BTreeSet<Thing>> = self.topic.map(|topic| {
            let rows = whole.rows(topic);
            let passages = whole.transcripts_of_passages(topic);
            let named = rows.transcripts().into_iter().map(Head::index);
            let transcripts = passages.chain(named).map(Thing::Transcript);
            transcripts.chain([Thing::Entry(topic)]).collect()
        });
        let is_wanted = |file: &File| match (&about, file.about) {
            (Some(about), Some(thing)) => about.contains(&thing),
            (None, _) | (_, None) => true,
        };
        let files = self.exporter.files(whole).into_iter().filter(is_wanted);
        files
            .map(|file| {
                let exported = Exported {
                    exporter: self.exporter,
                    id: file.about.map(|thing| whole.page_name(thing)),
                    is_list: false,
                    topic: self.topic,
                    file,
                };
                Page::new(exported.file.route.clone(), exported)
            })
            .collect()
    }
}

/// The exporters that a site has: those that need not be asked for, those that are, and those that these need.
fn asked<'a>(
    config: &'a Config,
    exporters: Exporters,
) -> impl Iterator<Item = &'static dyn Exporter> + 'a {
    let is_asked = |name: &str| config.exports.iter().any(|asked| asked.value == name);
    exporters.iter().copied().filter(move |exporter| {
        !exporter.scope().is_asked_for()
            || is_asked(exporter.name())
            || exporter.needed_by().iter().any(|name| is_asked(name))
    })
}

/// What `exports:` asks for and nobody has.
pub(super) fn unknown(config: &Config, exporters: Exporters) -> Vec<Diagnostic> {
    let optional = exporters
        .iter()
        .filter(|exporter| exporter.scope().is_asked_for());
    let names: Vec<&str> = optional.map(|exporter| exporter.name()).collect();
    let unknown = config.exports.iter();
    let unknown = unknown.filter(|asked| !names.contains(&asked.value.as_str()));
    unknown
        .map(|asked| {
            let message = format!("`exports` cannot be `{}`", asked.value);
            let near = nearest(&asked.value, names.iter().copied());
            Diagnostic::at(Code::BadValue, asked.span, message)
                .did_you_mean(asked.span, near)
                .note(format!("it is one of: {}", names.join(", ")))
        })
        .collect()
}

/// What tells such files apart.
pub(super) fn named((exporter, file): &ExporterFile) -> (&'static str, &File) {
    (exporter.name(), file)
}

/// The files of exporters, but for those that list what a site has.
pub(super) fn files(whole: Whole<'_>, exporters: Exporters) -> Vec<ExporterFile> {
    let files = |exporter: &'static dyn Exporter| {
        let files = exporter.files(whole).into_iter();
        files.map(move |file| (exporter, file))
    };
    asked(whole.config(), exporters).flat_map(files).collect()
}

/// The files of exporters that list what a site has, which is planned but for these.
pub(super) fn lists(whole: Whole<'_>, exporters: Exporters, plan: &Plan) -> Vec<ExporterFile> {
    let catalogue = plan.catalogue_of(|artifact| !artifact.is_list_of_the_site());
    let lists = |exporter: &'static dyn Exporter| {
        let files = exporter.lists(whole, &catalogue).into_iter();
        files.map(move |file| (exporter, file))
    };
    asked(whole.config(), exporters).flat_map(lists).collect()
}

impl Artifact for Exported {
    fn name<'a>(&'a self, _config: &'a Config) -> &'a str {
        self.exporter.name()
    }

    fn omit(&self) -> Option<&'static str> {
        self.exporter.omit()
    }

    fn key(&self, digester: &mut Digester) {
        digester
            .number(self.file.number as u64)
            .maybe(self.id.as_deref());
    }

    fn is_in_sitemap(&self) -> bool {
        self.file.in_sitemap
    }

    fn about(&self) -> Option<Thing> {
        self.file.about
    }

    fn is_list_of_the_site(&self) -> bool {
        self.is_list
    }

    fn is_for_robots(&self) -> bool {
        self.file.is_for_robots
    }

    fn make(&self, context: &PageContext<'_>, plan: &Plan) -> Made {
        let given = Given {
            reader: context.reader.clone(),
            topic: self.topic,
            standpoint: context.standpoint.clone(),
            catalogue: match self.is_list {
                true => plan.catalogue(),
                false => Catalogue::default(),
            },
        };
        match self.exporter.make(&self.file, &given) {
            Ok(bytes) => Made::Bytes(bytes),
            Err(remark) => Made::Refused(remark),
        }
    }
}

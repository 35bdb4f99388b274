//! A file of an exporter.

use std::collections::BTreeSet;

use super::{
    artifact::{Artifact, ExporterFile, Made, Page, Plan},
    bundles,
    context::PageContext,
};
use crate::{
    archive::{
        EntryIndex,
        config::{Asked, Config},
    },
    export::{BUNDLED, Catalogue, Exporter, Exporters, File, Given},
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
    /// The files that are packed in it; none if it is one itself.
    pub(super) inside: Vec<File>,
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
    /// Its files, whether or not the site has them, which is planned otherwise; of those about transcripts and entries only what is about the topic.
    pub fn pages(self, whole: Whole<'_>, plan: &Plan) -> Vec<Page> {
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
        let files = files.map(|file| (file, false));
        let lists = self.exporter.lists(whole, &plan.catalogue()).into_iter();
        let lists = lists.map(|file| (file, true));
        files
            .chain(lists)
            .map(|(file, is_list)| {
                let exported = Exported {
                    exporter: self.exporter,
                    id: file.about.map(|thing| whole.page_name(thing)),
                    is_list,
                    topic: self.topic,
                    file,
                    inside: Vec::new(),
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
    let is_asked = |name: &str| config.asks_for(name);
    exporters.iter().copied().filter(move |exporter| {
        exporter.is_unasked()
            || is_asked(exporter.name())
            || exporter.needed_by().iter().any(|name| is_asked(name))
    })
}

/// What `exports:` asks for and nobody has, or not so.
pub(super) fn unknown(config: &Config, exporters: Exporters) -> Vec<Diagnostic> {
    let optional = exporters
        .iter()
        .filter(|exporter| exporter.scope().is_asked_for());
    let names: Vec<&str> = optional.map(|exporter| exporter.name()).collect();
    let known = |name: &str| exporters.iter().find(|exporter| exporter.name() == name);
    let mut remarks = Vec::new();
    for Asked { format, how } in &config.exports {
        let name = format.value.as_str();
        let Some(exporter) = known(name).filter(|_| names.contains(&name)) else {
            let near = nearest(name, names.iter().copied());
            let message = format!("`exports` cannot be `{name}`");
            let remark = Diagnostic::at(Code::BadValue, format.span, message);
            let remark = remark.did_you_mean(format.span, near);
            remarks.push(remark.note(format!("it is one of: {}", names.join(", "))));
            continue;
        };
        if let Some(how) = how
            && let Err(may) = exporter.takes(&how.value)
        {
            let message = format!("`{name}` cannot be made as `{}`", how.value);
            remarks.push(
                Diagnostic::at(Code::BadValue, how.span, message)
                    .note(format!("what may stand there: {may}")),
            );
        }
        // One points into the files of the other.
        let apart =
            exporter.needed_by().iter().copied().find(|other| {
                config.asks_for(other) && config.way_of(other) != config.way_of(name)
            });
        if let Some(other) = apart {
            let message = format!(
                "`{name}` and `{other}` must be made in one way: the second points into the files of the first"
            );
            remarks.push(
                Diagnostic::at(Code::BadValue, format.span, message).help(format!(
                    "bundle both, `{{{name}: {BUNDLED}, {other}: {BUNDLED}}}`, or neither"
                )),
            );
        }
    }
    remarks
}

/// What tells such files apart.
pub(super) fn named(of: &ExporterFile) -> (&'static str, &File, &[File]) {
    (of.exporter.name(), &of.file, &of.inside)
}

/// The files of exporters, but for those that list what a site has.
pub(super) fn files(whole: Whole<'_>, exporters: Exporters) -> Vec<ExporterFile> {
    let files = |exporter: &'static dyn Exporter| bundles::packed(whole, exporter);
    asked(whole.config(), exporters).flat_map(files).collect()
}

/// The files of exporters that list what a site has, which is planned but for these.
pub(super) fn lists(whole: Whole<'_>, exporters: Exporters, plan: &Plan) -> Vec<ExporterFile> {
    let catalogue = plan.catalogue_of(|artifact| !artifact.is_list_of_the_site());
    let lists = |exporter: &'static dyn Exporter| {
        let files = exporter.lists(whole, &catalogue).into_iter();
        files.map(move |file| ExporterFile {
            exporter,
            file,
            inside: Vec::new(),
        })
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
        for file in &self.inside {
            digester.text(file.route.as_str());
        }
    }

    fn data(&self) -> Option<(&'static str, Option<Thing>)> {
        let is_data = self.exporter.scope().is_asked_for() && !self.is_list;
        is_data.then(|| (self.exporter.name(), self.file.about))
    }

    fn takes_sums(&self) -> bool {
        self.exporter.takes_sums()
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
        let made = match self.inside.as_slice() {
            [] => self.exporter.make(&self.file, &given),
            inside => bundles::pack(self.exporter, inside, &given),
        };
        match made {
            Ok(bytes) => Made::Bytes(bytes),
            Err(remark) => Made::Refused(remark),
        }
    }
}

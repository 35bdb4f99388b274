//! A file of an exporter.

use super::{
    artifact::{Artifact, ExporterFile, Made, Plan},
    context::PageContext,
};
use crate::{
    archive::config::Config,
    export::{Catalogue, Exporter, Exporters, File, Given},
    reader::{Thing, Whole},
    source::digest::Digester,
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
}

/// What tells such files apart.
pub(super) fn named((exporter, file): &ExporterFile) -> (&'static str, &File) {
    (exporter.name(), file)
}

/// The files of exporters, but for those that list what a site has.
pub(super) fn files(whole: Whole<'_>, exporters: Exporters) -> Vec<ExporterFile> {
    let files = |&exporter: &&'static dyn Exporter| {
        let files = exporter.files(whole).into_iter();
        files.map(move |file| (exporter, file))
    };
    exporters.iter().flat_map(files).collect()
}

/// The files of exporters that list what a site has, which is planned but for these.
pub(super) fn lists(whole: Whole<'_>, exporters: Exporters, plan: &Plan) -> Vec<ExporterFile> {
    let catalogue = plan.catalogue_of(|artifact| !artifact.is_list_of_the_site());
    let lists = |&exporter: &&'static dyn Exporter| {
        let files = exporter.lists(whole, &catalogue).into_iter();
        files.map(move |file| (exporter, file))
    };
    exporters.iter().flat_map(lists).collect()
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

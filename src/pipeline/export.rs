//! One other format of a site, without a build.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::{
    Site,
    make::{self, Failure},
};
use crate::{
    archive::{EntryIndex, Kind},
    bind::Thing,
    export::{Exporter, Exporters, Scope},
    pages::Wanted,
    reader::{Access, Whole},
    source::diag::Diagnostics,
    text::nearest,
};

/// What somebody wants of a site in another format.
#[derive(Clone, Debug)]
pub struct ExportRequest {
    exporter: &'static dyn Exporter,
    topic: Option<String>,
    to: Option<PathBuf>,
}

/// Who takes the files, each with its path below the root of a site, one by one as they are made.
pub type Taker<'t> = &'t mut dyn FnMut(&str, &[u8]) -> Result<()>;

impl ExportRequest {
    /// A format by its name, of all, or of what is about the entry with this id.
    ///
    /// # Errors
    /// There is no such format, or it cannot be made of what is about one entry.
    pub fn new(exporters: Exporters, format: &str, topic: Option<&str>) -> Result<Self> {
        let optional = exporters
            .iter()
            .filter(|exporter| exporter.scope().is_asked_for());
        let names: Vec<&str> = optional.map(|exporter| exporter.name()).collect();
        let mut all = exporters.iter();
        let Some(&exporter) = all.find(|e| e.name() == format && e.scope().is_asked_for()) else {
            let near = nearest(format, names.iter().copied());
            let near = near.map_or_else(String::new, |near| format!(": did you mean `{near}`?"));
            bail!(
                "there is no format `{format}`{near}; it is one of: {}",
                names.join(", ")
            );
        };
        if exporter.scope() == Scope::Build {
            bail!(
                "`{format}` lists the files of a build with their checksums: ask for it with `exports` in postil.yaml"
            );
        }
        if topic.is_some() && !exporter.scope().goes_by_topic() {
            bail!("`{format}` is of the whole archive, and `--topic` cannot narrow it");
        }
        Ok(Self {
            exporter,
            topic: topic.map(str::to_owned),
            to: None,
        })
    }

    /// The same, for a file, or for a folder if it [has many](ExportRequest::has_many_files).
    #[must_use]
    pub fn written_to(self, place: Option<&Path>) -> Self {
        Self {
            to: place.map(Path::to_owned),
            ..self
        }
    }

    /// Where a file goes that has this path below the root of a site; none if it goes to no file.
    pub fn place_of(&self, path: &str) -> Option<PathBuf> {
        let to = self.to.as_ref()?;
        Some(match self.has_many_files() {
            true => to.join(path),
            false => to.clone(),
        })
    }

    /// Why there is no file of it.
    pub fn why_nothing(&self) -> String {
        let name = self.exporter.name();
        let made_of = self.exporter.made_of();
        match &self.topic {
            Some(topic) => format!("`{name}` needs {made_of}, and there is none about `{topic}`"),
            None => format!("`{name}` needs {made_of}, and there is none"),
        }
    }

    /// Whether it is a folder of files rather than one.
    pub fn has_many_files(&self) -> bool {
        self.exporter.scope().has_many_files()
    }

    /// Makes the files; gives what the format cannot say.
    ///
    /// # Errors
    /// There is no such topic, or `refuse` refuses the places of the files: then none is made. Trouble of `take`.
    pub(super) fn make(
        &self,
        site: &Site,
        refuse: &dyn Fn(&[PathBuf]) -> Result<()>,
        take: Taker<'_>,
    ) -> Result<Diagnostics> {
        let topic = self.topic.as_deref().map(|id| entry(site, id));
        let wanted = Wanted {
            exporter: self.exporter,
            topic: topic.transpose()?,
        };
        let access = Access::new(&site.edition);
        let mut remarks = Diagnostics::new();
        let pages = wanted.pages(Whole::unnoted(&access), &site.plan);
        let places = pages.iter();
        let places = places.filter_map(|page| self.place_of(page.route.as_str()));
        refuse(&places.collect::<Vec<_>>())?;
        for page in pages {
            match make::page(site, &page) {
                Ok(made) => take(page.route.as_str(), &made.bytes)?,
                Err(Failure::Export(remark)) => remarks.push(*remark),
                Err(Failure::Template(failure)) => remarks.push(*failure),
                Err(Failure::Lost(lost)) => return Err(lost.into()),
            }
        }
        Ok(remarks)
    }
}

/// The topic with this id, or else the entry that a link of these words would lead to.
fn entry(site: &Site, id: &str) -> Result<EntryIndex> {
    let names = &site.edition.names;
    if let Some(topic) = names.entry(Kind::TOPICS, id) {
        return Ok(topic);
    }
    match names.destination(id, None).map(|to| to.thing) {
        Ok(Thing::Entry(entry)) => Ok(entry),
        Ok(_) | Err(_) => bail!("there is no topic, event, person or other entry `{id}`"),
    }
}

//! The whole archive as a bag: the site as a build makes it, what describes it, and the files that it is made of.
//!
//! No draft is in it. A file with a draft is left out whole, and so is one that names a draft: what it says of that is nobody's to read yet.

use std::{collections::BTreeSet, path::PathBuf};

use anyhow::{Result, bail};

use super::{Run, inputs::Inputs, site::Site};
use crate::{
    archive::Why,
    export,
    load::{self, ContentFile, Role, Unit},
    output::{Bag, Packed},
    source::{
        SourceId, Sources,
        files::{FOLDERS, Files},
    },
};

/// What is wanted of a bag.
#[derive(Clone, Debug)]
pub struct BagRequest {
    /// Where it is to stand.
    pub place: PathBuf,
    /// The day that it says it was made on; none to say nothing of that.
    pub day: Option<String>,
}

/// A bag that stands in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bagged {
    /// What it holds.
    pub packed: Packed,
    /// The authored files that are not in it, since they have or name drafts.
    pub left_out: Vec<String>,
}

/// A bag that the site is built into.
pub(super) struct Packing<'r> {
    request: &'r BagRequest,
    bag: Bag,
}

impl<'r> Packing<'r> {
    /// Begins one, beside its place.
    ///
    /// # Errors
    /// When something stands there, and trouble with the disk.
    pub(super) fn open(request: &'r BagRequest) -> Result<Self> {
        let bag = Bag::open(&request.place)?;
        Ok(Self { request, bag })
    }

    /// Where the site is to be built.
    pub(super) fn payload(&self) -> PathBuf {
        self.bag.payload()
    }

    /// Adds what the site that was built is made of, and puts the bag into its place; none if there were errors.
    ///
    /// # Errors
    /// Trouble with the machine, or a page where the authored files belong.
    pub(super) fn close(
        self,
        run: &Run,
        (sources, files): (&Sources, &dyn Files),
        config_file: &str,
    ) -> Result<Option<Bagged>> {
        let (Some(inputs), Some(site)) = (&run.inputs, &run.site) else {
            return Ok(None);
        };
        if run.diagnostics.has_errors() {
            return Ok(None);
        }
        if self.bag.has(export::AUTHORED) {
            bail!(
                "the site has something at `{}`, where a bag has the files that it is made of",
                export::AUTHORED
            );
        }
        let authored = Authored {
            site,
            inputs,
            sources,
            files,
            drafts: drafts(site),
        };
        let left_out = authored.put_into(&self.bag, config_file)?;
        let packed = self.bag.close(&info(site, self.request))?;
        Ok(Some(Bagged { packed, left_out }))
    }
}

/// What `bag-info.txt` says (section 2.2.2).
fn info(site: &Site, request: &BagRequest) -> Vec<(&'static str, String)> {
    let config = &site.edition.config;
    let contact = config.contact.clone();
    let lines = [
        ("Source-Organization", Some(config.title.clone())),
        ("External-Description", config.description.clone()),
        (
            "External-Identifier",
            config.base_url.clone().or_else(|| config.id.clone()),
        ),
        (
            "Contact-Email",
            contact.filter(|contact| contact.contains('@') && !contact.contains('/')),
        ),
        ("Bagging-Date", request.day.clone()),
        (
            "Bag-Software-Agent",
            Some(concat!("postil ", env!("CARGO_PKG_VERSION")).to_owned()),
        ),
    ];
    lines
        .into_iter()
        .filter_map(|(label, value)| Some((label, value?)))
        .collect()
}

/// The ids of what is not published yet.
fn drafts(site: &Site) -> BTreeSet<String> {
    let absent = site.edition.absent.iter();
    absent
        .filter(|a| a.why == Why::Draft)
        .map(|a| a.id.clone())
        .collect()
}

/// The files that a site is made of.
struct Authored<'a> {
    site: &'a Site,
    inputs: &'a Inputs,
    sources: &'a Sources,
    files: &'a dyn Files,
    drafts: BTreeSet<String>,
}

impl Authored<'_> {
    /// Puts them into a bag, one by one; gives those that are left out.
    fn put_into(&self, bag: &Bag, config_file: &str) -> Result<Vec<String>> {
        let published = self.published();
        let mut left_out = Vec::new();
        let mut paths: Vec<(String, bool)> = Vec::new();
        for file in &self.inputs.files {
            let path = |source| self.sources.path(source).to_owned();
            let is_in = match &file.role {
                Role::Asset(_) => {
                    self.copy(bag, &path(file.source))?;
                    continue;
                }
                Role::Annotations { .. } => !self.has_drafts(file),
                Role::Transcript { .. } | Role::Entry(_) | Role::Page => {
                    published.contains(&file.source)
                }
            };
            let all = std::iter::once(file.source).chain(file.role.beside());
            paths.extend(all.map(|source| (path(source), is_in)));
        }
        if self
            .files
            .file(config_file)
            .is_some_and(|allowed| allowed.is_ok())
        {
            paths.push((config_file.to_owned(), true));
        }
        for (path, is_in) in paths {
            if is_in && !self.names_drafts(&path)? {
                self.copy(bag, &path)?;
            } else {
                left_out.push(path);
            }
        }
        for path in self.beside_content() {
            self.copy(bag, &path)?;
        }
        left_out.sort();
        Ok(left_out)
    }

    /// Puts a file into the bag, piece by piece if it is on the disk.
    fn copy(&self, bag: &Bag, path: &str) -> Result<()> {
        let to = format!("{}/{path}", export::AUTHORED);
        match self.files.on_disk(path) {
            Some(file) => bag.put_file(&to, &file),
            None => bag.put(&to, &self.bytes(path)?),
        }
    }

    fn bytes(&self, path: &str) -> Result<Vec<u8>> {
        Ok(self.files.read(path, u64::MAX)?.whole().unwrap_or_default())
    }

    /// The files of transcripts, entries and free pages that are no drafts.
    fn published(&self) -> BTreeSet<SourceId> {
        let edition = &self.site.edition;
        let transcripts = edition
            .transcripts
            .indexes()
            .map(|t| edition.outline(t).source);
        let entries = edition.entries.iter().filter(|entry| !entry.stub);
        let entries = entries.map(|entry| entry.identity.source);
        let pages = edition.pages.iter().map(|page| page.identity.source);
        transcripts.chain(entries).chain(pages).collect()
    }

    /// Whether a file of annotations has a draft, or is that of one.
    fn has_drafts(&self, file: &ContentFile) -> bool {
        let kinds = &self.inputs.config.kinds;
        match load::read(file, kinds, self.sources, &mut Vec::new()) {
            Unit::Annotations(read) => {
                let is_of_draft = read.candidates.iter().any(|id| self.drafts.contains(id));
                is_of_draft || read.annotations.iter().any(|note| note.draft)
            }
            _ => true,
        }
    }

    /// Whether a file refers to a draft: a value of its YAML or a wiki link is the id of one.
    fn names_drafts(&self, path: &str) -> Result<bool> {
        if self.drafts.is_empty() {
            return Ok(false);
        }
        let bytes = self.bytes(path)?;
        let text = String::from_utf8_lossy(&bytes);
        let (yaml, prose) = match text.strip_prefix("---") {
            _ if path.ends_with(".yaml") || path.ends_with(".yml") => (&*text, ""),
            Some(rest) => rest.split_once("\n---").unwrap_or((rest, "")),
            None => ("", &*text),
        };
        let links = prose.split("[[").skip(1);
        let mut links = links.map(|rest| rest.split("]]").next().unwrap_or_default());
        let names = |words: &str| {
            words
                .split(|c| "[]{},:\"'|#\n".contains(c))
                .any(|word| self.is_draft(word))
        };
        Ok(names(yaml) || links.any(names))
    }

    /// Whether words are the id of a draft, or the path of its page.
    fn is_draft(&self, words: &str) -> bool {
        /// Folders that an id may lie in here; a path of more is no address.
        const DEPTH: usize = 16;
        let words = words.trim_matches(|c: char| c.is_whitespace() || c == '-' || c == '/');
        let words = words.strip_suffix(".md").unwrap_or(words);
        let folders = words.match_indices('/').take(DEPTH).map(|(at, _)| at + 1);
        let mut from = std::iter::once(0).chain(folders);
        from.any(|from| self.drafts.contains(&words[from..]))
    }

    /// What a site has of templates, files that go with them, and words of its own.
    fn beside_content(&self) -> Vec<String> {
        let theme = self.inputs.config.theme.as_ref();
        let theme = theme.map(|theme| format!("themes/{}", theme.value));
        let folders = FOLDERS
            .iter()
            .filter(|folder| !["content", "themes"].contains(folder));
        let folders = folders.map(|folder| (*folder).to_owned());
        let mut all = Vec::new();
        for folder in folders.chain(theme) {
            if self
                .files
                .folder(&folder)
                .is_some_and(|allowed| allowed.is_ok())
            {
                all.extend(self.files.walk(&folder, &|_| false).files);
            }
        }
        all.sort();
        all
    }
}

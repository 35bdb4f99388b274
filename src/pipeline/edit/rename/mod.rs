//! A thing gets another id: its file, every key and every link that names it, and a page at its old address that leads to the new one.
//!
//! Onto an id that is there, both become one: see `joined`.

mod files;
mod joined;
mod keys;
mod links;

use anyhow::{Result, bail};

use self::{files::Moved, links::Links};
use super::{
    change::{ChangedFile, Edit, Opened},
    id::fault,
};
use crate::{
    archive::Kind,
    bind::Thing,
    load::{self, ContentFile, Role},
    pipeline::{
        Site,
        import::record::{self, IdOf},
    },
    source::diag::Diagnostics,
    text::{Suggestions, name},
};

/// A thing that is to get another id.
#[derive(Clone, Debug, Default)]
pub struct RenameRequest {
    /// `transcript`, `page`, or the word of a kind: `topic`, `person`.
    pub kind: String,
    /// Its id.
    pub old: String,
    /// The id that it is to get.
    pub new: String,
}

/// What renaming would change.
#[derive(Debug)]
pub struct Renaming {
    /// The files.
    pub edit: Edit,
    /// Whether there is a thing of the new id already, so that the two become one.
    pub joins: bool,
    /// What both say of themselves, and otherwise: what the one that stays says was kept.
    pub differ: Vec<String>,
    /// Links that could not be changed where they stand.
    pub left: Vec<String>,
}

/// Which thing is renamed.
#[derive(Clone, Copy, Debug)]
pub(super) enum Which {
    Entry(Kind),
    Transcript,
    Page,
}

/// What it would change if a thing got another id.
///
/// # Errors
/// If there is no such thing or kind, or the new id cannot be one; else only trouble with the machine.
pub fn rename(opened: &Opened, request: &RenameRequest) -> Result<Renaming> {
    let Some(site) = &opened.run.site else {
        bail!("the archive cannot be read: `postil check` tells why");
    };
    let which = which(&request.kind, site)?;
    let request = &RenameRequest {
        old: name::nfc(&request.old).into_owned(),
        new: name::nfc(&request.new).into_owned(),
        ..request.clone()
    };
    if request.old == request.new {
        bail!("`{}` is its id already", request.old);
    }
    if let Some(fault) = fault(&request.new) {
        bail!("`{}` cannot be an id: {fault}", request.new);
    }
    let Some(thing) = thing(which, &request.old, site) else {
        bail!(
            "there is no {} `{}`{}",
            request.kind,
            request.old,
            meant(which, &request.old, site)
        );
    };
    let other = thing_with_file(which, &request.new, site);
    if other.is_some() && matches!(which, Which::Transcript | Which::Page) {
        bail!(
            "there is a {} `{}` already, and two of them cannot become one",
            request.kind,
            request.new
        );
    }
    let mut sources = crate::source::Sources::read_from(opened.disk.clone());
    let config_file = &opened.config_file;
    let survey = load::survey(config_file, &mut sources, &mut Diagnostics::new());
    let mut links = Links::new(site, thing, request);
    links.find();
    let mut files: Vec<ChangedFile> = Vec::new();
    let mut moved = Moved::new(which, request, site);
    for file in &survey.files {
        for path in paths(file, &sources) {
            let Some(old) = opened.text(&path)? else {
                continue;
            };
            let text = links.changed(&path, &old, &opened.sources);
            let text = keys::changed(file, &path, &text, (which, request, site))?;
            let text = match moved.is_the_thing(file, &path) {
                true => files::with_redirect(&path, &text, which, (request, site))?,
                false => text,
            };
            moved.add(file, path, (old, text), &mut files);
        }
    }
    let (differ, joins) = match (which, other) {
        (Which::Entry(kind), Some(_)) => (
            joined::join(kind, request, (site, opened), &mut files)?,
            true,
        ),
        _ => (Vec::new(), false),
    };
    let of = match which {
        Which::Entry(kind) => IdOf::Entry(kind),
        Which::Transcript => IdOf::Transcript,
        Which::Page => IdOf::Page,
    };
    let renamed = (of, request.old.as_str(), request.new.as_str());
    for (path, old, new) in record::moved(&*opened.disk, &moved.paths, renamed)? {
        files.push(ChangedFile { path, old, new });
    }
    Ok(Renaming {
        left: links.left,
        edit: opened.change(files)?,
        joins,
        differ,
    })
}

/// A file of content and those beside it, by their paths.
fn paths(file: &ContentFile, sources: &crate::source::Sources) -> Vec<String> {
    if matches!(file.role, Role::Asset(_)) {
        return Vec::new();
    }
    let all = std::iter::once(file.source).chain(file.role.beside());
    all.map(|source| sources.path(source).to_owned()).collect()
}

fn which(kind: &str, site: &Site) -> Result<Which> {
    Ok(match kind {
        "transcript" | "transcripts" => Which::Transcript,
        "page" | "pages" => Which::Page,
        kind => match site.edition.config.kinds.of_prefix(kind) {
            Some(kind) => Which::Entry(kind),
            None => bail!("there is no kind `{kind}`"),
        },
    })
}

fn thing(which: Which, id: &str, site: &Site) -> Option<Thing> {
    let names = &site.edition.names;
    match which {
        Which::Entry(kind) => names.entry(kind, id).map(Thing::Entry),
        Which::Transcript => names.transcript(id).map(Thing::Transcript),
        Which::Page => {
            let mut pages = site.edition.pages.enumerated();
            let found = pages.find(|(_, page)| page.identity.id == id);
            found.map(|(index, _)| Thing::Page(index))
        }
    }
}

/// The same, unless it is a page of a name that has no file.
fn thing_with_file(which: Which, id: &str, site: &Site) -> Option<Thing> {
    thing(which, id, site).filter(|thing| match thing {
        Thing::Entry(entry) => !site.edition.entry(*entry).stub,
        _ => true,
    })
}

fn meant(which: Which, id: &str, site: &Site) -> String {
    let edition = &site.edition;
    let ids: Vec<&str> = match which {
        Which::Entry(kind) => edition
            .of_kind(kind)
            .map(|e| edition.entry(e).id())
            .collect(),
        Which::Transcript => edition.transcripts.iter().map(|t| &*t.id).collect(),
        Which::Page => edition
            .pages
            .iter()
            .map(|p| p.identity.id.as_str())
            .collect(),
    };
    match Suggestions::new(ids.into_iter()).of(id) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    }
}

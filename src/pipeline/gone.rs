//! Pages that a build takes away, and the line that would lead their readers on: links to an archive must not rot because a file was renamed.

use std::collections::BTreeSet;

use crate::{
    archive::Why,
    bind::{Edition, Thing},
    output::Written,
    pages,
    source::{SourceId, Sources},
    text::{self, route::Route},
};

/// A page of a transcript, an entry or a free page that is no longer there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// The route that it had.
    pub route: String,
    /// What to write where it is now: `redirect_from: [topics/mill]`.
    pub line: String,
    /// The file of the page that came in its place, if one came that may be it.
    pub file: Option<String>,
}

/// What a page's route says of it.
struct Page<'r> {
    /// `topics`; empty for a free page.
    folder: &'r str,
    id: &'r str,
}

/// The pages that a build took away, in the order of their routes.
pub(super) fn gone(written: &Written, edition: &Edition, sources: &Sources) -> Vec<Gone> {
    let mut found = Vec::new();
    if written.gone.is_empty() {
        return found;
    }
    let came = came(written, edition, sources);
    for route in &written.gone {
        let Some(page) = page(route, edition) else {
            continue;
        };
        if is_draft(&page, edition) {
            continue;
        }
        let same: Vec<&(String, String, String)> = came
            .iter()
            .filter(|(folder, ..)| folder == page.folder)
            .collect();
        let near = text::nearest(page.id, same.iter().map(|(_, id, _)| id.as_str()));
        let meant = match (same.as_slice(), near) {
            ([only], _) => Some(*only),
            (several, Some(near)) => several.iter().find(|(_, id, _)| id == near).copied(),
            _ => None,
        };
        found.push(Gone {
            route: route.clone(),
            line: format!("redirect_from: [{}]", address(route, &page, edition)),
            file: meant.map(|(.., file)| file.clone()),
        });
    }
    found
}

/// Pages that are new: folder, id, file.
fn came(written: &Written, edition: &Edition, sources: &Sources) -> Vec<(String, String, String)> {
    let new: BTreeSet<&str> = written.came.iter().map(String::as_str).collect();
    if new.is_empty() {
        return Vec::new();
    }
    let transcripts = edition
        .transcripts
        .enumerated()
        .map(|(t, a)| (Thing::Transcript(t), a.source));
    let entries = edition
        .entries
        .enumerated()
        .filter(|(_, a)| !a.stub)
        .map(|(e, a)| (Thing::Entry(e), a.identity.source));
    let pages = edition
        .pages
        .enumerated()
        .map(|(p, a)| (Thing::Page(p), a.identity.source));
    let mut came = Vec::new();
    for (thing, source) in transcripts.chain(entries).chain(pages) {
        let route = pages::route_of(edition, thing);
        if !new.contains(route.as_str()) {
            continue;
        }
        if let Some(page) = page(route.as_str(), edition) {
            let file = with_keys(sources, source);
            came.push((page.folder.to_owned(), page.id.to_owned(), file));
        }
    }
    came
}

/// The file in which keys are written: of a transcript in a `.txt` file, the one beside it, if there is one.
fn with_keys(sources: &Sources, source: SourceId) -> String {
    let path = sources.path(source);
    let shown = sources.shown(source);
    let Some(stem) = path.strip_suffix(".txt") else {
        return shown;
    };
    let beside = ["yaml", "yml"]
        .into_iter()
        .find(|ending| sources.files().is_file(&format!("{stem}.{ending}")));
    match (beside, shown.strip_suffix("txt")) {
        (Some(ending), Some(shown)) => format!("{shown}{ending}"),
        _ => shown,
    }
}

/// What page a route was of, in either layout; none for lists, parts of lists and files for programs.
fn page<'r>(route: &'r str, edition: &Edition) -> Option<Page<'r>> {
    const OWN: [&str; 4] = ["index", "404", "timeline", "search"];
    let name = route
        .strip_suffix("/index.html")
        .or_else(|| route.strip_suffix(".html"))?;
    let (folder, id) = name.split_once('/').unwrap_or(("", name));
    let kinds = &edition.config.kinds;
    let known = folder.is_empty() || folder == "transcripts" || kinds.of_folder(folder).is_some();
    let own = OWN.contains(&id)
        || (folder.is_empty() && (kinds.of_folder(id).is_some() || id == "transcripts"));
    (known && !own && !id.is_empty() && !id.contains('/')).then_some(Page { folder, id })
}

/// Whether its file is there and is a draft, which this build leaves out.
fn is_draft(page: &Page<'_>, edition: &Edition) -> bool {
    let kind = match page.folder {
        "" => "page",
        "transcripts" => "transcript",
        folder => match edition.config.kinds.of_folder(folder) {
            Some(kind) => &edition.config.kinds.names(kind).slug,
            None => return false,
        },
    };
    let absent = &edition.absent;
    absent
        .iter()
        .any(|a| a.why == Why::Draft && a.kind == kind && a.id == page.id)
}

/// The old address as `redirect_from` takes it.
fn address(route: &str, page: &Page<'_>, edition: &Edition) -> String {
    let name = match page.folder {
        "" => page.id.to_owned(),
        folder => format!("{folder}/{}", page.id),
    };
    let as_now = Route::page(&name, edition.config.urls);
    let address = match as_now.is_some_and(|now| now.as_str() == route) {
        true => name,
        false => route.trim_end_matches("index.html").to_owned(),
    };
    // In a list in brackets, commas and some other signs divide.
    match address.contains([',', '[', ']', '{', '}', '"', '\'', '#', ' ']) {
        true => format!("\"{}\"", address.replace('\\', "\\\\").replace('"', "\\\"")),
        false => address,
    }
}

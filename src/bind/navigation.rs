//! What the items of the site's navigation (`navigation:` in postil.yaml) mean.

use super::{Edition, Thing};
use crate::{archive::Kind, text};

/// What an item of the navigation leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavTarget {
    /// A thing of the site.
    Thing(Thing),
    /// The home page.
    Home,
    /// The timeline.
    Timeline,
    /// The index of transcripts.
    Transcripts,
    /// The index of a kind of entries.
    Entries(Kind),
    /// Out of the site, or a file of assets.
    Address(String),
}

/// What `to` means: a wiki link, the name of an index, or an address; none if nothing.
pub fn navigation_target(edition: &Edition, to: &str) -> Option<NavTarget> {
    let to = to.trim();
    if let Some(inside) = to.strip_prefix("[[").and_then(|t| t.strip_suffix("]]")) {
        let inside = inside.split('|').next().unwrap_or(inside);
        return thing(edition, inside);
    }
    if text::is_external(to) {
        return text::is_safe_address(to).then(|| NavTarget::Address(to.to_owned()));
    }
    let plain = to
        .trim_start_matches("./")
        .trim_start_matches('/')
        .trim_end_matches('/');
    let plain = plain.strip_suffix(".html").unwrap_or(plain);
    let plain = plain.strip_suffix("/index").unwrap_or(plain);
    let omit = edition.config.omit;
    match plain {
        "" | "index" | "home" => Some(NavTarget::Home),
        "timeline" => (!omit.timeline).then_some(NavTarget::Timeline),
        "transcripts" => Some(NavTarget::Transcripts),
        folder if let Some(kind) = edition.config.kinds.of_folder(folder) => {
            let has_page = edition.kinds.contains(&kind) || !omit.empty_indexes;
            has_page.then_some(NavTarget::Entries(kind))
        }
        _ if edition.has_file(to) => Some(NavTarget::Address(to.to_owned())),
        name => {
            let inside = match name.split_once('/') {
                Some(("transcripts", id)) => format!("transcript:{id}"),
                Some((folder, id)) => format!("{folder}:{id}"),
                None => name.to_owned(),
            };
            thing(edition, &inside)
        }
    }
}

fn thing(edition: &Edition, name: &str) -> Option<NavTarget> {
    let found = edition.names.resolve(name, None).ok();
    found.map(NavTarget::Thing)
}

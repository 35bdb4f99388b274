//! The words in which a site's pages speak, and what kinds are called in them.

use std::sync::Arc;

use crate::{
    archive::{Kind, KindNames, KindTitles, config::Config},
    text::Words,
};

/// The words of the interface.
pub(super) fn words(config: &Config) -> &Arc<Words> {
    &config.words
}

/// What one of a kind is called: "Topic".
pub(super) fn singular(config: &Config, kind: Kind) -> String {
    titles(config, kind).singular
}

/// What several of a kind are called: "Topics".
pub(super) fn plural(config: &Config, kind: Kind) -> String {
    titles(config, kind).plural
}

/// The site's own titles; else the phrases that are named like the slug and the folder of the kind in the table of kinds.
fn titles(config: &Config, kind: Kind) -> KindTitles {
    let names = config.kinds.names(kind);
    let title = |word: &str| words(config).title_of(word).unwrap_or_default();
    let built_in = || KindTitles {
        singular: title(&names.slug),
        plural: title(&names.folder),
    };
    names.titles.clone().unwrap_or_else(built_in)
}

/// What notes of a kind are called, by the class that [`super::notes::kind`] gives them.
pub(super) fn note_kind(config: &Config, class: &str) -> String {
    let kinds = &config.kinds;
    let of_class =
        |(kind, names): (Kind, &KindNames)| (!kind.is_own() && names.slug == class).then_some(kind);
    let built_in = kinds.iter().find_map(of_class);
    match (built_in, class) {
        (Some(kind), _) => singular(config, kind),
        (None, "correction") => words(config).kind_correction(),
        (None, "entry") => words(config).kind_entry(),
        (None, _) => words(config).kind_remark(),
    }
}

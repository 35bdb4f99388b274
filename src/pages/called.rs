//! The words in which a site's pages speak, and what kinds are called in them.

use crate::{
    archive::{Kind, config::Config},
    view::Words,
};

/// The words of the interface.
pub(super) fn words(config: &Config) -> &'static Words {
    Words::of(&config.language)
}

/// What one of a kind is called: "Topic".
pub(super) fn singular(config: &Config, kind: Kind) -> String {
    let words = words(config);
    match (&config.kinds.names(kind).titles, kind) {
        (Some(own), _) => own.singular.clone(),
        (None, Kind::TOPICS) => words.topic(),
        (None, Kind::EVENTS) => words.event(),
        (None, Kind::PEOPLE) => words.person(),
        (None, Kind::PLACES) => words.place(),
        (None, Kind::ORGANIZATIONS) => words.organization(),
        (None, _) => words.document(),
    }
}

/// What several of a kind are called: "Topics".
pub(super) fn plural(config: &Config, kind: Kind) -> String {
    let words = words(config);
    match (&config.kinds.names(kind).titles, kind) {
        (Some(own), _) => own.plural.clone(),
        (None, Kind::TOPICS) => words.topics(),
        (None, Kind::EVENTS) => words.events(),
        (None, Kind::PEOPLE) => words.people(),
        (None, Kind::PLACES) => words.places(),
        (None, Kind::ORGANIZATIONS) => words.organizations(),
        (None, _) => words.documents(),
    }
}

//! Where in a file ids of entries stand, by the table of fields: for renaming.

use super::path::Step;
use crate::archive::{Holder, Kind, Kinds, Relation, To};

/// A file with ids in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A transcript's header.
    Transcript,
    /// Annotations.
    Annotations,
    /// An entry of this kind.
    Entry(Kind),
}

/// Whether ids of entries of kind `of` stand at a path of a file, alone or in a list there: for [`super::splice::Document::rename`]. Links in prose are
/// words, and not among them.
pub fn names_entries<'k>(file: Named, of: Kind, kinds: &'k Kinds) -> impl Fn(&[Step]) -> bool + 'k {
    move |path| {
        let path = match path {
            [before @ .., Step::Item(_)] => before,
            whole => whole,
        };
        let Some((holder, key, its)) = place(file, path) else {
            return false;
        };
        Relation::ALL.iter().any(|relation| {
            let stands = relation.holders().iter().any(|on| match on {
                Holder::OwnKinds => matches!(holder, Holder::Of(kind) if kind.is_own()),
                Holder::Entry => matches!(holder, Holder::Of(_)),
                other => *other == holder,
            });
            let own_key = match relation.key() {
                "*" => kinds.names(of).folder == key,
                own => own == key,
            };
            let names = match relation.reference().to {
                To::Kinds(named) => named.contains(&of),
                To::Its => relation.key() == "*" || its == Some(of),
                To::Transcripts => false,
            };
            stands && own_key && names
        })
    }
}

/// On what a value stands, under which key, and of which kind that is.
fn place(file: Named, path: &[Step]) -> Option<(Holder, &str, Option<Kind>)> {
    use Step::{Item, Key};
    let person = Relation::SpeakerPerson.key();
    let outer = |path: &[Step], key: &str| matches!(path, [Key(first), ..] if first == key);
    Some(match (file, path) {
        // `Label: id` says what `Label: {person: id}` does.
        (Named::Transcript, [_, Key(_)]) if outer(path, "speakers") => {
            (Holder::Speaker, person, None)
        }
        (Named::Transcript, [_, Key(_)]) if outer(path, "turns") => (Holder::Turn, person, None),
        (Named::Transcript, [_, Key(_), Key(key)]) if outer(path, "speakers") => {
            (Holder::Speaker, key, None)
        }
        (Named::Transcript, [_, Key(_), Key(key)]) if outer(path, "turns") => {
            (Holder::Turn, key, None)
        }
        (Named::Transcript, [Key(key)]) => (Holder::Transcript, key, None),
        (Named::Annotations, [_, Item(_), Key(key)]) if outer(path, "annotations") => {
            (Holder::Annotation, key, None)
        }
        (Named::Entry(_), [_, Item(_), Key(key)]) if outer(path, "roles") => {
            (Holder::Role, key, None)
        }
        (Named::Entry(_), [_, Key(key)]) if outer(path, "roles") => (Holder::Role, key, None),
        (Named::Entry(kind), [Key(key)]) => (Holder::Of(kind), key, Some(kind)),
        _ => return None,
    })
}

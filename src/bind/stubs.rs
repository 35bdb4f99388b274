//! Makes entries of ids that have no file (`stubs: true`).

use std::collections::BTreeMap;

use super::{Names, Parts, catalogue::Naming};
use crate::{
    archive::{
        Entry, EntryFields, EntryIndex, Identity, Kind, ListIndex, Mentions, Name, Named, Prose,
    },
    source::diag::{Code, Diagnostic},
};

/// Makes an entry of each id that has no file.
pub(super) fn make(parts: &mut Parts, names: &mut Names, diags: &mut Vec<Diagnostic>) {
    let mut wanted: BTreeMap<(Kind, String), Name> = BTreeMap::new();
    for named in used(parts, names) {
        let Some(&kind) = named.kinds().first() else {
            continue;
        };
        if !names.is_there(named) {
            let id = named.name.value.clone();
            wanted
                .entry((kind, id))
                .or_insert_with(|| named.name.clone());
        }
    }
    for ((kind, id), name) in wanted {
        let usable = crate::text::route::Route::new(&format!("x/{id}.html")).is_some()
            && !id.contains('/')
            && !id.contains(char::is_whitespace)
            && id != "index"
            && crate::text::name::unportable(&id).is_none();
        if !usable {
            continue;
        }
        diags.push(
            Diagnostic::at(
                Code::StubMade,
                name.span,
                format!("`{id}` has no file; its page is made from the id alone"),
            )
            .help(format!(
                "write `content/{}/{id}.md`",
                parts.config.kinds.names(kind).folder
            )),
        );
        let entry = Entry {
            identity: Identity {
                id: id.clone(),
                source: name.span.source,
            },
            kind,
            stub: true,
            fields: EntryFields {
                title: title_of(&id),
                mentions: Mentions::Never,
                ..EntryFields::default()
            },
            body: Prose {
                text: String::new(),
                span: name.span,
                lines: Vec::new(),
            },
        };
        let index = EntryIndex::at(parts.entries.len());
        names.add_entry(index, &entry);
        parts.entries.push(entry);
    }
}

/// `central-african-republic` -> "Central african republic".
fn title_of(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut chars = words.chars();
    chars
        .next()
        .map_or(words.clone(), |c| c.to_uppercase().chain(chars).collect())
}

/// Every name that must be an entry's: of the headers and notes of transcripts, and of entries.
fn used<'a>(parts: &'a Parts, names: &'a Names) -> impl Iterator<Item = Named<'a>> {
    let cards = names.cards().iter();
    let of_transcripts = cards.flat_map(|card| card.naming.iter().map(Naming::named));
    let of_entries = parts.entries.iter().flat_map(Entry::named);
    of_transcripts.chain(of_entries.filter(|named| named.relation.reference().stub))
}

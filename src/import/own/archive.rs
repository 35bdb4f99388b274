//! `archive.json`: its entries. What it says of the site belongs into postil.yaml, and is told.

use super::{
    links::Site,
    object::{Object, kind},
};
use crate::{
    archive::{Common, Coordinates, EntryFields, Image, Kind, Name, Prose, Relation, Role},
    import::{Account, BroughtEntry, Imported, Place, Report, Side},
};

/// Reads `archive.json`.
pub(super) fn read(whole: Object<'_>) -> Imported {
    let mut account = Account::default();
    let home = whole
        .str("address")
        .map(|address| format!("{address}transcripts/"));
    let site = Site::of(home.as_deref(), "transcripts");
    let mut entries = Vec::new();
    for object in whole.objects("entries") {
        account.found("entries", 1);
        let named = (object.str("kind").and_then(kind), object.str("id"));
        let refused = match named {
            (_, Some(_)) if object.flag("stub") => "it was made of its id alone, and will be again",
            (Some(kind), Some(id)) => {
                entries.push(entry((kind, id), object, &site, &mut account));
                account.wrote("entries", 1);
                continue;
            }
            (None, _) => "an entry of a kind that postil.yaml would have to declare",
            (_, None) => "an entry without an id",
        };
        left_out("entries", object, refused, &mut account);
    }
    for page in whole.objects("pages") {
        account.found("pages", 1);
        left_out(
            "pages",
            page,
            "a free page: copy its file of content/pages/",
            &mut account,
        );
    }
    for editor in whole.objects("editors") {
        account.found("editors", 1);
        left_out(
            "editors",
            editor,
            "an editor: `editors` of postil.yaml names them",
            &mut account,
        );
    }
    Imported {
        entries,
        account,
        ..Imported::default()
    }
}

fn left_out(unit: &'static str, object: Object<'_>, what: &str, account: &mut Account) {
    let known_as = object.str("id").unwrap_or("?");
    let title = object
        .str("title")
        .or(object.str("name"))
        .unwrap_or_default();
    let body = object.str("body").unwrap_or_default();
    let words = format!("{title} {body}");
    account.printed(Side::Notes, &words);
    let report = Report::new(unit, Place::known_as(known_as), what, words);
    account.left_out(Side::Notes, report);
}

fn entry(
    (kind, id): (Kind, &str),
    object: Object<'_>,
    site: &Site,
    account: &mut Account,
) -> BroughtEntry {
    // Words of entries are not compared with what is noted on transcripts.
    let mut untold = Account::default();
    let mut unlinked = |markdown: &str| site.unlinked(markdown, &mut untold);
    let name = |word: String| Name::unplaced(word);
    let mut fields = EntryFields {
        title: object.word("title").unwrap_or_else(|| id.to_owned()),
        aliases: object.words("aliases"),
        sort: object.word("sort"),
        summary: object.word("summary"),
        warning: object.word("warning"),
        same_as: object.words("same_as").into_iter().map(name).collect(),
        date_note: object.word("date_note"),
        identifier: object.word("identifier"),
        url: object.word("url").map(name),
        sources: object
            .words("sources")
            .iter()
            .map(|source| Prose::unplaced(unlinked(source)))
            .collect(),
        ..EntryFields::default()
    };
    let body = object.str("body").map(&mut unlinked).unwrap_or_default();
    fields.date = object.date("date", account);
    fields.born = object.date("born", account);
    fields.died = object.date("died", account);
    let numbers: Vec<f64> = object
        .list("coordinates")
        .filter_map(serde_json::Value::as_f64)
        .collect();
    if let [latitude, longitude] = numbers[..] {
        fields.coordinates = Some(Coordinates {
            latitude,
            longitude,
        });
    }
    for role in object.objects("roles") {
        let at = role.object("organization").and_then(|at| at.word("id"));
        let at = at.or_else(|| role.word("at")).map(name);
        let date = role.date("date", account);
        if let Some(role) = role.word("role") {
            fields.roles.push(Role { role, at, date });
        }
    }
    if let Some(image) = object.object("image")
        && let Some(file) = image.word("file")
    {
        fields.image = Some(Image {
            file: name(file),
            alt: image.word("alt").unwrap_or_default(),
            caption: image.word("caption"),
        });
    }
    if let Some(relations) = object.object("relations") {
        for relation in Relation::of_entries(kind) {
            let named = relations.objects(relation.key());
            let named = named.filter_map(|object| Some(name(object.word("id")?)));
            fields.named.extend(relation, named);
        }
    }
    if let Some(extra) = object.value("extra") {
        fields.common = Common {
            extra: extra.clone(),
            ..Common::default()
        };
    }
    BroughtEntry {
        kind,
        key: id.to_owned(),
        fields,
        body,
    }
}

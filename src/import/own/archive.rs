//! `archive.json`: its entries and free pages. What it says of the site belongs into postil.yaml, and is told.

use super::{
    ground::{Ground, declared, in_yaml},
    links::Site,
    object::Object,
};
use crate::{
    archive::{
        Coordinates, EntryFields, FreePage, Identity, Image, Kind, Mentions, Name, Prose, Relation,
        Role,
    },
    import::{Account, Asked, BroughtEntry, Imported, Place, Report, Side},
    source::SourceId,
};

/// Reads `archive.json`.
pub(super) fn read(whole: Object<'_>, asked: &Asked) -> Imported {
    let mut account = Account::default();
    let home = whole
        .str("address")
        .map(|address| format!("{}/transcripts/", address.trim_end_matches('/')));
    let site = Site::of(home.as_deref(), "transcripts", &asked.kinds);
    let ground = Ground::new(whole, asked, site);
    let (mut entries, mut pages) = (Vec::new(), Vec::new());
    for object in whole.objects("entries") {
        account.found("entries", 1);
        let kind = object.str("kind").and_then(|word| ground.kind(word));
        let refused = match (kind, object.str("id")) {
            (_, Some(_)) if object.flag("stub") => "it was made of its id alone, and will be again",
            (Some(kind), Some(id)) => {
                entries.push(entry((kind, id), object, &ground, &mut account));
                account.wrote("entries", 1);
                continue;
            }
            (None, _) => "an entry of a kind that this archive does not have",
            (_, None) => "an entry without an id",
        };
        left_out("entries", object, refused, &mut account);
    }
    for object in whole.objects("pages") {
        account.found("pages", 1);
        match object.str("id") {
            Some(id) => {
                pages.push(page(id, object, &ground, &mut account));
                account.wrote("pages", 1);
            }
            None => left_out("pages", object, "a page without an id", &mut account),
        }
    }
    settings(whole, &ground, &mut account);
    Imported {
        entries,
        pages,
        has_ids: true,
        account,
        ..Imported::default()
    }
}

/// What belongs into postil.yaml: what is there already, and what is told.
fn settings(whole: Object<'_>, ground: &Ground<'_>, account: &mut Account) {
    for editor in whole.objects("editors") {
        account.found("editors", 1);
        let (id, name) = (editor.str("id"), editor.str("name"));
        let (id, name) = (id.unwrap_or_default(), name.unwrap_or_default());
        match ground.has_editor(id, name) {
            true => account.wrote("editors", 1),
            false => {
                let lines = declared(id, name, editor.flag("machine"));
                let what = format!(
                    "an editor: write {lines} into postil.yaml, and import again with `--update`"
                );
                left_out("editors", editor, what, account);
            }
        }
    }
    for kind in whole.objects("kinds") {
        let folder = kind.str("key").unwrap_or_default();
        account.found("kinds", 1);
        if ground.kinds().of_folder(folder).is_some() {
            account.wrote("kinds", 1);
            continue;
        }
        let title = |key: &str| in_yaml(kind.str(key).unwrap_or(folder));
        let (one, several) = (title("singular"), title("plural"));
        let what = format!(
            "a kind of that archive’s own: write `kinds: {{{folder}: {{singular: {one}, plural: {several}}}}}` into postil.yaml, and import again with `--update`"
        );
        let report = Report::new("kinds", Place::known_as(folder), what, "");
        account.left_out(Side::Notes, report);
    }
}

fn page(id: &str, object: Object<'_>, ground: &Ground<'_>, account: &mut Account) -> FreePage {
    let body = object.str("body").unwrap_or_default();
    let body = ground.unlinked(body, &Place::known_as(id), account).text;
    FreePage {
        identity: Identity {
            id: id.to_owned(),
            source: SourceId(0),
        },
        title: object.word("title").unwrap_or_else(|| id.to_owned()),
        summary: object.word("summary"),
        language: object.word("language"),
        body: Prose::unplaced(body),
        common: object.common(),
    }
}

/// Which of its names are looked for.
fn mentions(object: Object<'_>) -> Mentions {
    match object.str("mentions") {
        Some("all") => Mentions::Asked,
        Some("none") => Mentions::Never,
        Some(_) | None => match object.words("mentions") {
            names if names.is_empty() => Mentions::Usual,
            names => Mentions::Only(names),
        },
    }
}

fn left_out(
    unit: &'static str,
    object: Object<'_>,
    what: impl Into<String>,
    account: &mut Account,
) {
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
    ground: &Ground<'_>,
    account: &mut Account,
) -> BroughtEntry {
    let place = Place::known_as(id);
    let mut unlinked = |markdown: &str| ground.unlinked(markdown, &place, account).text;
    let name = |word: String| Name::unplaced(word);
    let mut fields = EntryFields {
        title: object.word("title").unwrap_or_else(|| id.to_owned()),
        aliases: object.words("aliases"),
        sort: object.word("sort"),
        summary: object.word("summary"),
        warning: object.word("warning"),
        language: object.word("language"),
        mentions: mentions(object),
        common: object.common(),
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
    BroughtEntry {
        kind,
        key: id.to_owned(),
        fields,
        body,
    }
}

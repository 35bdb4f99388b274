//! JSON: `{annotations: [...]}` of the export, `{total, rows: [...]}` of the interface for programs, or a list.

use serde_json::Value;

use super::{
    row::{Row, RowOn},
    thread::Threads,
};
use crate::import::{
    account::{Account, Place, Report, Side},
    brought::{Imported, LooseQuote},
    file::ImportFile,
    foreign::{each, json, objects, text},
    importer::{Asked, Claim, Importer},
    unreadable::Unreadable,
};

/// Hypothesis's JSON.
#[derive(Debug)]
pub(crate) struct HypothesisJson;

impl Importer for HypothesisJson {
    fn name(&self) -> &'static str {
        "hypothesis"
    }

    fn title(&self) -> &'static str {
        "Hypothesis annotations (JSON)"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let head = file.head().trim_start();
        let has = |key: &str| head.contains(&format!("\"{key}\""));
        if !head.starts_with(['{', '[']) || has("@context") {
            return Claim::No;
        }
        let row = has("uri") && (has("permissions") || has("group") || head.contains("\"acct:"));
        match (has("rows") || has("annotations"), row) {
            (true, true) => Claim::Sure,
            (true, false) if has("client_version") || has("export_userid") => Claim::Sure,
            (false, true) if head.starts_with('[') => Claim::Likely,
            _ => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, _: &Asked) -> Result<Imported, Unreadable> {
        let value = json(&file.decoded()?.text)?;
        let list = ["annotations", "rows"]
            .into_iter()
            .find_map(|key| value.get(key))
            .unwrap_or(&value);
        let Value::Array(items) = list else {
            return Err(
                Unreadable::new("there is no list of annotations in the file")
                    .help("Hypothesis exports `{\"annotations\": [...]}`: export it again"),
            );
        };
        let mut account = Account::default();
        for object in objects(&value) {
            each_word(object, &mut |words| account.printed(Side::Notes, words));
        }
        if let Some(total) = value.get("total").and_then(Value::as_u64)
            && total > items.len() as u64
        {
            let what = format!(
                "the file has {} of {total} annotations: get the others, too",
                items.len()
            );
            account.remark(Report::new(
                "annotations",
                Place::known_as("total"),
                what,
                "",
            ));
        }
        let mut threads = Threads::new(account);
        for (item, number) in items.iter().zip(1..) {
            let id = text(item, "id").unwrap_or_default();
            let place = Place::known_as(format!("annotation {number} {id}").trim());
            match row(item, place.clone()) {
                Some(row) => threads.add(row),
                None => {
                    let mut words = String::new();
                    for object in objects(item) {
                        each_word(object, &mut |more| words.extend([more, "\n"]));
                    }
                    threads.refuse(Report::new(
                        "annotations",
                        place,
                        "it is no annotation of Hypothesis",
                        words,
                    ));
                }
            }
        }
        Ok(threads.imported())
    }
}

/// What an object prints, if it is an annotation: its text and its tags.
fn each_word<'v>(object: &'v serde_json::Map<String, Value>, print: &mut dyn FnMut(&'v str)) {
    let words = |value: &'v Value| value.as_str();
    let tags = object.get("tags").and_then(Value::as_array);
    let tags = tags.into_iter().flatten().filter_map(words);
    object
        .get("text")
        .and_then(words)
        .into_iter()
        .chain(tags)
        .for_each(print);
}

fn row(item: &Value, place: Place) -> Option<Row> {
    item.as_object()?;
    let own = |key: &str| text(item, key).unwrap_or_default().to_owned();
    let targets = each(item, "target");
    let sources = targets.iter().filter_map(|target| text(target, "source"));
    let mut addresses: Vec<String> = Vec::new();
    for address in text(item, "uri").into_iter().chain(sources) {
        // What is read by way of the proxy stands at the address behind it.
        let direct = address.strip_prefix("https://via.hypothes.is/");
        let direct = direct.filter(|rest| rest.starts_with("http"));
        for address in direct.into_iter().chain([address]) {
            if !addresses.iter().any(|known| known == address) {
                addresses.push(address.to_owned());
            }
        }
    }
    let references = each(item, "references").iter().filter_map(Value::as_str);
    let references: Vec<String> = references.map(str::to_owned).collect();
    let tags = each(item, "tags").iter().filter_map(Value::as_str);
    Some(Row {
        place,
        id: own("id"),
        created: own("created"),
        updated: own("updated"),
        by: by(item),
        addresses,
        text: own("text"),
        tags: tags.map(str::to_owned).collect(),
        on: on(targets),
        kept: kept(item),
        answers: (!references.is_empty()).then_some(references),
    })
}

/// The name that is shown, else the one that the account has.
fn by(item: &Value) -> String {
    let shown = item
        .get("user_info")
        .and_then(|info| text(info, "display_name"));
    let account = || {
        let user = text(item, "user")?;
        let user = user.strip_prefix("acct:").unwrap_or(user);
        user.split('@').next()
    };
    shown.or_else(account).unwrap_or_default().trim().to_owned()
}

fn on(targets: &[Value]) -> RowOn {
    let selectors: Vec<&Value> = targets
        .iter()
        .flat_map(|target| each(target, "selector"))
        .collect();
    let is_quote = |selector: &&&Value| {
        text(selector, "type") == Some("TextQuoteSelector") && text(selector, "exact").is_some()
    };
    if let Some(quote) = selectors.iter().find(is_quote) {
        // Blanks at the ends count: they are told apart by `clean` alone where words are looked for.
        let part = |key: &str| {
            quote
                .get(key)
                .and_then(Value::as_str)
                .unwrap_or_default()
                .to_owned()
        };
        return RowOn::Words(LooseQuote {
            exact: part("exact"),
            prefix: part("prefix"),
            suffix: part("suffix"),
            within: None,
        });
    }
    let names: Vec<&str> = selectors
        .iter()
        .filter_map(|selector| text(selector, "type"))
        .collect();
    match selectors.is_empty() {
        true => RowOn::Page,
        false => RowOn::Other(names.join(", ")),
    }
}

/// Why not everybody may read it, as far as the file says; what does not say that it is for everybody is not.
fn kept(item: &Value) -> Option<String> {
    if item.get("hidden").and_then(Value::as_bool) == Some(true) {
        return Some("it was hidden by a moderator".to_owned());
    }
    if item.get("flagged").and_then(Value::as_bool) == Some(true) {
        return Some("it was flagged for a moderator".to_owned());
    }
    if let Some(status) =
        text(item, "moderation_status").filter(|s| !s.eq_ignore_ascii_case("approved"))
    {
        return Some(format!("a moderator has not approved it: {status}"));
    }
    let group = text(item, "group");
    let read = item.get("permissions").and_then(|p| p.get("read"));
    let public = read
        .and_then(Value::as_array)
        .map(|read| read.iter().any(|r| r == "group:__world__"));
    match (group, public) {
        (Some(group), _) if group != "__world__" => {
            Some(format!("it was written for the group {group}"))
        }
        (_, Some(false)) => Some("it was written for its author alone".to_owned()),
        (None, None) => Some("the file does not say that it is public".to_owned()),
        (Some(_), None | Some(true)) | (None, Some(true)) => None,
    }
}

//! Reads postil.yaml.

use std::collections::BTreeMap;

use super::{
    file,
    keys::{self, Diags},
    yaml::{self, Fields, Node},
};
use crate::{
    archive::{
        Kinds, Mapping,
        config::{Asked, Config, Editor, NavItem, Omit},
    },
    source::{
        Sources,
        diag::{Code, Diagnostic, Diagnostics},
        files::Refusal,
    },
    text::{
        name,
        route::{Route, Urls},
    },
};

/// Said where nothing of the settings can be read: what else seems wrong may be right under them.
const REST: &str = "the other files are looked at when this one can be read";

/// The settings, all defaults if the file does not exist; and whether it is there and nothing of it could be read.
pub(super) fn read(
    path: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> (Config, bool) {
    let mut config = Config::default();
    let Some(looked) = look(path, sources) else {
        return (config, false);
    };
    let source = sources.add(path);
    config.source = Some(source);
    if let Err(why) = looked {
        diagnostics.push(why.told(source).note(REST));
        return (config, true);
    }
    let mut diags = Diags::new();
    let text = file::read(source, sources, &mut diags);
    let node = text.and_then(|text| yaml::parse(source, &text, 0..text.len(), &mut diags));
    let fields = node
        .as_ref()
        .and_then(|node| Fields::of(node, "postil.yaml", &mut diags));
    let unsettled = fields.is_none() && !diags.is_empty();
    if let Some(mut fields) = fields {
        settings(&mut config, &mut fields, &mut diags);
        fields.finish(&mut diags);
    }
    if unsettled && let Some(first) = diags.first_mut() {
        first.notes.push(REST.to_owned());
    }
    diagnostics.extend(diags);
    (config, unsettled)
}

/// Whether the file at `path` may be read; none if there is none. What somebody names on the command line may lie anywhere.
pub(super) fn look(path: &str, sources: &Sources) -> Option<Result<(), Refusal>> {
    let path = std::path::Path::new(path);
    let within = path.components().all(|part| {
        matches!(
            part,
            std::path::Component::Normal(_) | std::path::Component::CurDir
        )
    });
    if within {
        return sources.files().file(&path.to_string_lossy());
    }
    let given = path.to_string_lossy();
    sources.files().is_file(&given).then_some(Ok(()))
}

fn settings(config: &mut Config, fields: &mut Fields<'_>, diags: &mut Diags) {
    if let Some(title) = keys::words(fields, "title", diags) {
        config.title = title;
    }
    config.description = keys::words(fields, "description", diags);
    config.base_url = base_url(fields, diags);
    if let Some(language) = keys::language(fields, "language", diags) {
        config.language = language;
    }
    config.theme = keys::name(fields, "theme", diags);
    config.rights = keys::words(fields, "rights", diags);
    config.id = keys::words(fields, "id", diags);
    config.contact = keys::words(fields, "contact", diags);
    config.editors = editors(fields, diags);
    config.kinds = kinds(fields, diags);
    config.navigation = navigation(fields, diags);
    if let Some(node) = fields.get("urls")
        && let Some(urls) = yaml::one_of("urls", node, &["files", "directories"], diags)
        && urls.value == "directories"
    {
        config.urls = Urls::Directories;
    }
    if let Some(node) = fields.get("page_size")
        && let Some(size) = yaml::number("page_size", node, diags)
    {
        config.page_size = size.value as usize;
    }
    config.omit = omit(fields, diags);
    config.exports = exports(fields, diags);
    let mut flag = |key: &str| fields.get(key).and_then(|n| yaml::flag(key, n, diags));
    config.search = flag("search").unwrap_or(true);
    config.stubs = flag("stubs").unwrap_or(false);
    config.raw_html = flag("raw_html").unwrap_or(false);
    config.extra = fields
        .get("extra")
        .map_or(serde_json::Value::Null, yaml::free);
}

/// One word or a list.
fn one_or_more(node: &Node) -> Vec<&Node> {
    match &node.value {
        yaml::Value::List(items) => items.iter().collect(),
        yaml::Value::Null | yaml::Value::Scalar(_) | yaml::Value::Map(_) => vec![node],
    }
}

/// Formats beside the pages. Whether there are such is told when files are planned, which knows them.
fn exports(fields: &mut Fields<'_>, diags: &mut Diags) -> Vec<Asked> {
    let Some(node) = fields.get("exports") else {
        return Vec::new();
    };
    let mut asked = Vec::new();
    for item in one_or_more(node) {
        if !matches!(item.value, yaml::Value::Map(_)) {
            let format = yaml::words("exports", item, diags);
            asked.extend(format.map(|format| Asked { format, how: None }));
            continue;
        }
        for (format, how) in yaml::map("exports", item, diags) {
            let how = yaml::words(&format.value, how, diags);
            asked.push(Asked {
                format: format.clone(),
                how,
            });
        }
    }
    asked
}

/// Pages to do without.
fn omit(fields: &mut Fields<'_>, diags: &mut Diags) -> Omit {
    let mut omit = Omit::default();
    let Some(node) = fields.get("omit") else {
        return omit;
    };
    for item in one_or_more(node) {
        let Some(word) = yaml::one_of("omit", item, &Omit::WORDS, diags) else {
            continue;
        };
        match word.value {
            "timeline" => omit.timeline = true,
            "years" => omit.years = true,
            "not-found" => omit.not_found = true,
            "robots" => omit.robots = true,
            _ => omit.empty_indexes = true,
        }
    }
    omit
}

/// With `http://` or `https://` in front and `/` at the end.
fn base_url(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<String> {
    let written = keys::name(fields, "base_url", diags)?;
    match crate::archive::config::normal_base_url(&written.value) {
        Some(url) => Some(url),
        None => {
            diags.push(
                Diagnostic::at(Code::BadValue, written.span, format!("`{}` is not the full address of a site", written.value))
                    .help("write it with its scheme and without `?` or `#`: `https://archive.example.org/`"),
            );
            None
        }
    }
}

fn editors(fields: &mut Fields<'_>, diags: &mut Diags) -> BTreeMap<String, Editor> {
    let mut editors = BTreeMap::new();
    let Some(node) = fields.get("editors") else {
        return editors;
    };
    for (id, value) in yaml::map("editors", node, diags) {
        let editor = match &value.value {
            yaml::Value::Scalar(_) => yaml::words(&id.value, value, diags).map(|name| Editor {
                name: name.value,
                machine: false,
            }),
            yaml::Value::Map(_) | yaml::Value::List(_) | yaml::Value::Null => {
                Fields::of(value, "an editor", diags).and_then(|mut fields| {
                    let name = keys::required(&mut fields, "name", "an editor", diags);
                    let machine = fields
                        .get("machine")
                        .and_then(|n| yaml::flag("machine", n, diags))
                        .unwrap_or(false);
                    fields.finish(diags);
                    name.map(|name| Editor { name, machine })
                })
            }
        };
        if let Some(editor) = editor {
            editors.insert(name::nfc(&id.value).into_owned(), editor);
        }
    }
    editors
}

fn kinds(fields: &mut Fields<'_>, diags: &mut Diags) -> Kinds {
    /// Folders of the site, and pages of the output, that a kind must not take; nor may it be called as a key beside which it would stand.
    const TAKEN: [&str; 9] = [
        "transcripts",
        "annotations",
        "ledger",
        "pages",
        "assets",
        "root",
        "static",
        "timeline",
        "search",
    ];
    /// Bytes of a kind's name: it is a part of every address of its pages.
    const LONGEST: usize = 100;
    let mut kinds = Kinds::default();
    let Some(node) = fields.get("kinds") else {
        return kinds;
    };
    for (folder, value) in yaml::map("kinds", node, diags) {
        let Some(mut fields) = Fields::of(value, "a kind", diags) else {
            continue;
        };
        let singular = keys::words(&mut fields, "singular", diags);
        let plural = keys::words(&mut fields, "plural", diags);
        fields.finish(diags);
        let name = &folder.value;
        let plain = !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_' || b == b'-');
        let usable = name.len() <= LONGEST && Route::new(name).is_some();
        if !plain || !usable || name::unportable(name).is_some() {
            diags.push(
                Diagnostic::at(Code::BadValue, folder.span, format!("`{name}` cannot be a kind's folder and key"))
                    .help("write it in lower-case letters: `treaties: {singular: Treaty, plural: Treaties}`"),
            );
        } else if TAKEN.contains(&name.as_str())
            || is_key_beside(name)
            || kinds.of_folder(name).is_some()
        {
            diags.push(Diagnostic::at(
                Code::BadValue,
                folder.span,
                format!("`{name}` is taken: a kind of the site's own needs another name"),
            ));
        } else if kinds.count() < 200 {
            let plural = plural.unwrap_or_else(|| capitalized(name));
            let singular =
                singular.unwrap_or_else(|| plural.strip_suffix('s').unwrap_or(&plural).to_owned());
            if kinds.of_prefix(&crate::text::slug(&singular)).is_some() {
                diags.push(Diagnostic::at(
                    Code::BadValue,
                    folder.span,
                    format!("the singular `{singular}` is taken by another kind"),
                ));
            } else {
                kinds.declare(name, &singular, &plural);
            }
        }
    }
    kinds
}

/// Whether transcripts or annotations, which name a kind's entries under its folder, have this key already.
fn is_key_beside(name: &str) -> bool {
    let mappings = [Mapping::Transcript, Mapping::Annotation];
    let mut keys = mappings.into_iter().flat_map(Mapping::keys);
    keys.any(|key| key.name == name)
}

fn capitalized(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

fn navigation(fields: &mut Fields<'_>, diags: &mut Diags) -> Vec<NavItem> {
    let Some(node) = fields.get("navigation") else {
        return Vec::new();
    };
    let mut items = Vec::new();
    for item in yaml::list("navigation", node, diags) {
        let Some(mut fields) = Fields::of(item, "an item of the navigation", diags) else {
            continue;
        };
        let title = keys::required(&mut fields, "title", "an item of the navigation", diags);
        let to = match fields.get("to") {
            Some(node) => yaml::words("to", node, diags),
            None => {
                diags.push(
                    Diagnostic::at(
                        Code::MissingKey,
                        fields.span(),
                        "an item of the navigation needs a `to`",
                    )
                    .help("add `to: \"[[about]]\"`, `to: topics/` or a full address"),
                );
                None
            }
        };
        fields.finish(diags);
        if let (Some(title), Some(to)) = (title, to) {
            items.push(NavItem { title, to });
        }
    }
    items
}

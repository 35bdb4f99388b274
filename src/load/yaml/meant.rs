//! What a key or value of the wrong kind was meant to be.

use super::node::{Node, Scalar, Style, Value};
use crate::text::{yaml_key, yaml_typed, yaml_value};

/// Words that editors write for the keys of postil, each with the keys that they may mean.
const SYNONYMS: &[(&[&str], &[&str])] = &[
    (
        &["person", "persons", "who"],
        &["people", "participants", "person"],
    ),
    (&["people"], &["participants", "present"]),
    (
        &[
            "topic",
            "tag",
            "tags",
            "subject",
            "subjects",
            "keyword",
            "keywords",
            "category",
            "categories",
            "theme",
            "themes",
        ],
        &["topics"],
    ),
    (&["event"], &["events", "part_of"]),
    (&["events"], &["event", "part_of"]),
    (
        &["place", "location", "locations", "where"],
        &["places", "place"],
    ),
    (&["places"], &["place"]),
    (
        &[
            "organisation",
            "organisations",
            "organization",
            "org",
            "institution",
            "institutions",
        ],
        &["organizations"],
    ),
    (&["document", "doc", "docs"], &["documents"]),
    (
        &[
            "source",
            "ref",
            "refs",
            "reference",
            "references",
            "citation",
            "citations",
        ],
        &["sources", "source"],
    ),
    (&["sources"], &["source"]),
    (
        &["author", "authors", "editor", "annotator"],
        &["by", "editors"],
    ),
    (
        &["text", "passage", "words", "selection", "highlight"],
        &["quote"],
    ),
    (
        &[
            "comment",
            "comments",
            "remark",
            "notes",
            "body",
            "annotation",
        ],
        &["note"],
    ),
    (&["annotation", "items"], &["annotations"]),
    (&["name", "heading", "headline"], &["title"]),
    (
        &["alias", "aka", "synonym", "synonyms", "also_known_as"],
        &["aliases"],
    ),
    (
        &[
            "redirect",
            "redirects",
            "redirects_from",
            "redirect_to",
            "moved_from",
        ],
        &["redirect_from"],
    ),
    (&["lang", "locale"], &["language"]),
    (
        &[
            "translation",
            "translates",
            "translated_from",
            "original",
            "version_of",
        ],
        &["translation_of"],
    ),
    (&["alignment", "aligned"], &["align"]),
    (&["interpreted", "interpreted_from", "said_in"], &["spoken"]),
    (&["paragraph", "paragraphs", "para", "p"], &["in"]),
    (&["start", "begin", "begins"], &["from"]),
    (&["end", "ends", "until"], &["to"]),
    (
        &["link", "links", "see_also", "related"],
        &["see", "related", "url"],
    ),
    (
        &["description", "abstract", "subtitle", "excerpt"],
        &["summary", "description"],
    ),
    (&["participant", "attendees"], &["participants", "present"]),
    (&["speaker"], &["speakers"]),
    (&["speakers"], &["speaker"]),
    (&["type", "kind", "genre", "format"], &["form"]),
    (
        &[
            "birth",
            "birthday",
            "birth_date",
            "birthdate",
            "date_of_birth",
        ],
        &["born"],
    ),
    (&["death", "death_date", "date_of_death"], &["died"]),
    (&["coords", "geo", "latlng", "coordinate"], &["coordinates"]),
    (&["uri", "href", "website", "link"], &["url"]),
    (&["copyright", "license", "licence"], &["rights"]),
    (&["when", "day", "time"], &["date", "written"]),
    (&["parent", "parents"], &["broader", "part_of"]),
    (
        &["baseurl", "base-url", "site_url", "root_url"],
        &["base_url"],
    ),
    (&["nav", "menu"], &["navigation"]),
    (&["sure", "confidence"], &["certainty"]),
    (&["private", "hidden", "unpublished"], &["draft"]),
];

/// The key among those `known` that a word stands for, though it is not spelt like it.
pub(super) fn synonym<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    let word = word.to_lowercase();
    let plural = |k: &&&str| {
        **k == format!("{word}s")
            || word
                .strip_suffix('y')
                .is_some_and(|stem| **k == format!("{stem}ies"))
    };
    let meant = SYNONYMS
        .iter()
        .filter(|(words, _)| words.contains(&word.as_str()))
        .flat_map(|(_, keys)| keys.iter())
        .find_map(|key| known.iter().find(|k| *k == key));
    meant.or_else(|| known.iter().find(plural)).copied()
}

/// A value in one line.
fn inline(node: &Node) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Scalar(scalar) => match scalar.style {
            // As typed: a number is still one.
            Style::Plain => yaml_typed(scalar.text.trim()),
            _ => yaml_value(scalar.text.trim()),
        },
        Value::List(items) => {
            let items: Vec<_> = items.iter().map(inline).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Map(entries) => {
            let entries: Vec<_> = entries.iter().map(|(k, v)| entry(&k.value, v)).collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn entry(key: &str, value: &Node) -> String {
    let key = yaml_key(key.trim());
    match &value.value {
        Value::Null => format!("{key}:"),
        _ => format!("{key}: {}", inline(value)),
    }
}

/// A list, or words with commas, as the map that belongs under `key`; none where it cannot be told what the keys are.
pub(super) fn as_map(key: &str, node: &Node) -> Option<String> {
    const MOST: usize = 12;
    let lines: Vec<String> = match &node.value {
        Value::List(items) => items.iter().map(item).collect::<Option<_>>()?,
        Value::Scalar(scalar) => scalar
            .text
            .split([',', ';'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| format!("{}:", yaml_key(name)))
            .collect(),
        Value::Null | Value::Map(_) => return None,
    };
    if lines.is_empty() {
        return None;
    }
    let mut text = format!("{key}:");
    for line in lines.iter().take(MOST) {
        text += &format!("\n  {line}");
    }
    if lines.len() > MOST {
        text += "\n  ...";
    }
    Some(text)
}

/// An item of a list as an entry of a map: a word is the key, and so is what names it in a map of several keys.
fn item(node: &Node) -> Option<String> {
    const NAMES: [&str; 6] = ["label", "speaker", "id", "paragraph", "name", "title"];
    match &node.value {
        Value::Scalar(scalar) => Some(format!("{}:", yaml_key(scalar.text.trim()))),
        Value::Map(entries) => match entries.as_slice() {
            [(only, value)] if !NAMES.contains(&only.value.as_str()) => {
                Some(entry(&only.value, value))
            }
            several => {
                let (named, name) = NAMES.iter().find_map(|name| {
                    let mut entries = several.iter().enumerate();
                    entries.find_map(|(i, (k, v))| match &v.value {
                        Value::Scalar(scalar) if k.value == *name => Some((i, scalar)),
                        _ => None,
                    })
                })?;
                let rest: Vec<String> = several
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| *i != named)
                    .map(|(_, (k, v))| entry(&k.value, v))
                    .collect();
                let name = yaml_key(name.text.trim());
                Some(match rest.is_empty() {
                    true => format!("{name}:"),
                    false => format!("{name}: {{{}}}", rest.join(", ")),
                })
            }
        },
        Value::Null | Value::List(_) => None,
    }
}

/// The ids that stand in one value, with commas or semicolons between them, or as a list with dashes that YAML does not read. None if it is one.
pub(super) fn several(scalar: &Scalar) -> Option<Vec<String>> {
    if scalar.style != Style::Plain {
        return None;
    }
    let words = scalar.text.trim();
    let is_comma = |c: char| matches!(c, ',' | ';' | '，' | '、' | '；' | '،' | '؛');
    let is_dash = |part: &str| matches!(part, "-" | "–" | "—" | "•" | "*" | "·" | "‣");
    // Ids have no blanks, but may have a comma.
    let apart = words.contains(|c: char| is_comma(c) && c != ',')
        || words
            .match_indices(',')
            .any(|(i, _)| words[i + 1..].starts_with(char::is_whitespace));
    let listed = words.split_whitespace().next().is_some_and(is_dash)
        || words.split_whitespace().skip(1).any(is_dash);
    let parts: Vec<String> = match (apart, listed) {
        (true, _) => words.split(is_comma).map(id).collect(),
        (false, true) => {
            let mut parts = vec![String::new()];
            for word in words.split_whitespace() {
                match is_dash(word) {
                    true => parts.push(String::new()),
                    false => parts.last_mut()?.push_str(&format!("{word} ")),
                }
            }
            parts.iter().map(|p| id(p)).collect()
        }
        (false, false) => return None,
    };
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    (!parts.is_empty()).then_some(parts)
}

/// Words as an id: those that cannot be one are made into one.
fn id(part: &str) -> String {
    let part = part
        .trim()
        .trim_matches(['[', ']', '"', '\'', '［', '］'])
        .trim();
    match part.contains(char::is_whitespace) {
        true => crate::text::slug(part),
        false => part.to_owned(),
    }
}

//! What notes of others have in common: tags, days, names of who wrote them, words that are not in our Markdown.

use std::collections::BTreeMap;

use serde_json::Value;

use super::{account::Place, brought::BroughtEntry, unreadable::Unreadable};
use crate::archive::{Annotation, Date, Dated, EntryFields, Kind, Name};

/// The topics that tags become, each once.
#[derive(Debug, Default)]
pub(super) struct Topics {
    by_key: BTreeMap<String, EntryFields>,
}

impl Topics {
    /// Puts a tag on a note: a topic of this name.
    pub(super) fn tag(&mut self, annotation: &mut Annotation, tag: &str) {
        let title = clean(tag);
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        let fields = EntryFields {
            title: title.clone(),
            ..EntryFields::default()
        };
        self.name(annotation, title, fields);
    }

    /// Puts a topic on a note that an address stands for.
    pub(super) fn tag_address(&mut self, annotation: &mut Annotation, address: &str) {
        let path = address.split(['?', '#']).next().unwrap_or(address);
        let last = path.trim_end_matches('/').rsplit('/').next();
        let title = last.unwrap_or(address).replace(['_', '-', '+'], " ");
        let title = match title.trim() {
            "" => address.to_owned(),
            title => title.to_owned(),
        };
        let fields = EntryFields {
            title,
            same_as: vec![Name::unplaced(address.to_owned())],
            ..EntryFields::default()
        };
        self.name(annotation, address.to_owned(), fields);
    }

    fn name(&mut self, annotation: &mut Annotation, key: String, fields: EntryFields) {
        about(annotation, Kind::TOPICS, &key);
        self.by_key.entry(key).or_insert(fields);
    }

    /// Adds those of others.
    pub(super) fn extend(&mut self, others: Self) {
        for (key, fields) in others.by_key {
            self.by_key.entry(key).or_insert(fields);
        }
    }

    /// All of them, in alphabetical order.
    pub(super) fn entries(self) -> Vec<BroughtEntry> {
        let entries = self.by_key.into_iter().map(|(key, fields)| BroughtEntry {
            kind: Kind::TOPICS,
            key,
            fields,
            body: String::new(),
        });
        entries.collect()
    }
}

/// How many names of a note are looked through for one that it has already.
const LOOKED_THROUGH: usize = 1000;

/// Says that a note is about something, once.
pub(super) fn about(annotation: &mut Annotation, kind: Kind, key: &str) {
    let is_it = |(of, name): &(Kind, Name)| *of == kind && name.value == key;
    let mut known = annotation.names.iter().rev().take(LOOKED_THROUGH);
    if !known.any(is_it) {
        let name = Name::unplaced(key.to_owned());
        annotation.names.push((kind, name));
    }
}

/// The day of a moment (RFC 3339: `2016-12-16T11:24:14.673557+00:00`) as it is written.
pub(super) fn day(moment: &str) -> Option<Dated> {
    let day = moment.trim().get(..10)?;
    Date::parse(day).ok().map(Dated::unplaced)
}

/// Whether an annotation says something; one that does not cannot be written.
pub(super) fn says(annotation: &Annotation) -> bool {
    annotation.note.is_some()
        || annotation.title.is_some()
        || !annotation.names.is_empty()
        || !annotation.sources.is_empty()
        || annotation.correction.is_some()
        || annotation.warning.is_some()
}

/// Words with line feeds alone at the ends of lines, without signs that steer terminals, and without blanks at their ends.
pub(super) fn clean(words: &str) -> String {
    let words = words.replace("\r\n", "\n").replace('\r', "\n");
    let kept = words
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    kept.collect::<String>().trim().to_owned()
}

/// Markdown of others as ours: double brackets are no links to entries there.
pub(super) fn markdown(words: &str) -> String {
    clean(words).replace("[[", "\\[\\[")
}

/// Plain words as Markdown that says the same.
pub(super) fn plain(words: &str) -> String {
    let words = clean(words);
    let lines = words.lines().map(|line| {
        let mut written = String::with_capacity(line.len());
        let lead = line.trim_start();
        let opens = |sign: char| matches!(sign, '#' | '>' | '+' | '-' | '=' | '~' | '|');
        let number = lead.trim_start_matches(|c: char| c.is_ascii_digit());
        let list = lead.len() - number.len();
        for (at, sign) in lead.char_indices() {
            let starts = at == 0 && opens(sign);
            let counts = list > 0 && at == list && matches!(sign, '.' | ')');
            let marks = matches!(sign, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '&' | '^');
            if starts || counts || marks {
                written.push('\\');
            }
            written.push(sign);
        }
        written
    });
    // A single line feed would be a blank in Markdown: each line is one.
    lines
        .collect::<Vec<_>>()
        .join("  \n")
        .replace("  \n  \n", "\n\n")
}

/// HTML as plain words: each block in a paragraph of its own.
pub(super) fn of_html(html: &str) -> String {
    const BLOCKS: [&str; 12] = [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "blockquote",
        "h1",
        "h2",
        "h3",
        "tr",
        "pre",
    ];
    let mut words = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, sign) = rest.split_at(at);
        words.push_str(before);
        let closing = if sign.starts_with('<') { '>' } else { ';' };
        let Some(end) = sign.find(closing).filter(|end| closing == '>' || *end < 32) else {
            let (sign, behind) = sign.split_at(1);
            words.push_str(sign);
            rest = behind;
            continue;
        };
        let inner = sign.get(1..end).unwrap_or_default();
        if closing == '>' {
            let name = inner
                .trim_start_matches('/')
                .split(|c: char| !c.is_ascii_alphanumeric())
                .next();
            let name = name.unwrap_or_default().to_ascii_lowercase();
            if BLOCKS.contains(&name.as_str()) {
                words.push_str("\n\n");
            }
        } else {
            match quick_xml::escape::unescape_with(
                sign.get(..=end).unwrap_or_default(),
                quick_xml::escape::resolve_html5_entity,
            ) {
                Ok(sign) => words.push_str(&sign),
                Err(_) => words.push_str(sign.get(..=end).unwrap_or_default()),
            }
        }
        rest = sign.get(end + 1..).unwrap_or_default();
    }
    words.push_str(rest);
    let paragraphs = words.split("\n\n").map(str::trim).filter(|p| !p.is_empty());
    paragraphs.collect::<Vec<_>>().join("\n\n")
}

/// The JSON of a file.
pub(super) fn json(text: &str) -> Result<Value, Unreadable> {
    serde_json::from_str(text).map_err(|error| {
        let place = Place {
            column: Some(error.column().max(1)),
            ..Place::line(error.line().max(1))
        };
        Unreadable::at(place, format!("the JSON is broken: {error}"))
            .help("get the file again from where it was exported")
    })
}

/// A text under a key.
pub(super) fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value
        .get(key)?
        .as_str()
        .filter(|text| !text.trim().is_empty())
}

/// What stands under a key: each of a list, or the one that is no list.
pub(super) fn each<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    match value.get(key) {
        None | Some(Value::Null) => &[],
        Some(Value::Array(many)) => many,
        Some(one) => std::slice::from_ref(one),
    }
}

/// All objects in a value, at any depth, in order.
pub(super) fn objects(value: &Value) -> Vec<&serde_json::Map<String, Value>> {
    let mut found = Vec::new();
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        match value {
            Value::Object(object) => {
                found.push(object);
                open.extend(object.values().rev());
            }
            Value::Array(many) => open.extend(many.iter().rev()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_words_are_escaped_and_keep_their_lines() {
        assert_eq!(
            plain("5*6 [a] <b>\n- no list\n1. no"),
            "5\\*6 \\[a\\] \\<b>  \n\\- no list  \n1\\. no"
        );
        assert_eq!(plain("one\n\ntwo"), "one\n\ntwo");
        assert_eq!(
            markdown("see [[x]] and *this*\r\n"),
            "see \\[\\[x]] and *this*"
        );
    }

    #[test]
    fn html_becomes_its_words() {
        assert_eq!(
            of_html("<p>j'adore&nbsp;!</p><p class='x'>A &amp; <b>B</b> & c < d; &nothing;"),
            "j'adore\u{a0}!\n\nA & B & c < d; &nothing;"
        );
    }

    #[test]
    fn tags_become_topics_once() {
        let mut topics = Topics::default();
        let mut note = Annotation::unplaced();
        topics.tag(&mut note, "never  again");
        topics.tag(&mut note, "never again");
        topics.tag_address(&mut note, "http://example.org/vocab/art/self-portrait");
        let entries = topics.entries();
        let titles: Vec<&str> = entries.iter().map(|e| e.fields.title.as_str()).collect();
        assert_eq!(titles, ["self portrait", "never again"]);
        assert_eq!(note.names.len(), 2);
    }

    #[test]
    fn a_day_is_that_of_the_moment() {
        let written = |moment: &str| day(moment).map(|d| d.value.edtf().to_owned());
        assert_eq!(
            written("2016-12-16T11:24:14.673557+00:00").as_deref(),
            Some("2016-12-16")
        );
        assert_eq!(written("2016-13-16T"), None);
        assert_eq!(written("日本日本"), None);
    }
}

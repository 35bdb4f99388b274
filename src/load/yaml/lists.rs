//! Lists out of the tree: of words, of ids, of prose. What is wrong is told.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
};

use super::{
    decode::{prose, words, words_of},
    meant, mistakes,
    node::{Node, Style, Value},
};
use crate::{
    archive::Prose,
    source::{
        Spanned,
        diag::{Code, Diagnostic},
    },
    text::{self, name},
};

type Diags = Vec<Diagnostic>;
/// One value, or a list of them.
pub fn list<'n>(_key: &str, node: &'n Node, _diags: &mut Diags) -> Vec<&'n Node> {
    match &node.value {
        Value::Null => Vec::new(),
        Value::List(items) => items.iter().collect(),
        Value::Scalar(_) | Value::Map(_) => vec![node],
    }
}

/// One or several short texts.
pub fn words_list(key: &str, node: &Node, diags: &mut Diags) -> Vec<Spanned<String>> {
    list(key, node, diags)
        .into_iter()
        .filter_map(|item| words(key, item, diags))
        .collect()
}

/// One or several ids. Ids have no blanks, so that several in one value, with commas between them, are told.
pub fn ids(key: &str, node: &Node, diags: &mut Diags) -> Vec<Spanned<String>> {
    let mut ids = Vec::new();
    for item in list(key, node, diags) {
        let several = match &item.value {
            Value::Scalar(scalar) => meant::several(scalar),
            Value::Null | Value::List(_) | Value::Map(_) => None,
        };
        let Some(parts) = several else {
            ids.extend(words(key, item, diags));
            continue;
        };
        let remark = Diagnostic::at(
            Code::BadValue,
            item.span,
            format!("`{key}` is one id or a list of ids, and this is neither"),
        );
        let remark = match mistakes::plain(&words_of(item)) {
            Some((_, odd)) if !odd.is_empty() => remark.note(odd[0].message()),
            _ => remark,
        };
        let alone = std::ptr::eq(item, node);
        let listed = format!("[{}]", parts.join(", "));
        let remark = match (alone, parts.as_slice()) {
            (true, _) => remark.fix(
                item.span,
                listed.clone(),
                format!("several are written in brackets: `{key}: {listed}`"),
            ),
            (false, [only]) => remark.did_you_mean(item.span, Some(only)),
            (false, _) => remark.help(format!(
                "write each id as an item of its own: `{key}: {listed}`"
            )),
        };
        let one = text::slug(&words_of(item));
        diags.push(match parts.len() > 1 && !one.is_empty() {
            true => remark.help(format!(
                "if it is the title of one thing, write its id, which is the name of its file, perhaps `{one}`"
            )),
            false => remark,
        });
    }
    diags.extend(doubled(key, &ids));
    ids
}

/// A remark on each id that stands in its list before; composed letters and others are one (NFC), as in names of files.
fn doubled(key: &str, ids: &[Spanned<String>]) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    if ids.len() < 2 {
        return told;
    }
    let mut first: HashMap<Cow<'_, str>, &Spanned<String>> = HashMap::new();
    for id in ids {
        match first.entry(name::nfc(&id.value)) {
            Entry::Vacant(entry) => {
                entry.insert(id);
            }
            Entry::Occupied(entry) => {
                let message = format!("`{}` stands in `{key}` twice", id.value);
                let remark = Diagnostic::at(Code::DoubledId, id.span, message);
                let remark = remark.related(entry.get().span, "it stands here already");
                told.push(remark.help("take one of them out: `postil fix` does"));
            }
        }
    }
    told
}

/// One or several lines of Markdown; a `[a, b]` whose comma seems to belong to the words is told.
pub fn prose_list(key: &str, node: &Node, diags: &mut Diags) -> Vec<Prose> {
    let items = list(key, node, diags);
    for pair in items.windows(2) {
        if let (Value::Scalar(first), Value::Scalar(second)) = (&pair[0].value, &pair[1].value)
            && first.flow
            && second.style == Style::Plain
            && continues(&second.text)
        {
            let joined = format!("{}, {}", first.text, second.text);
            diags.push(
                Diagnostic::at(Code::SplitByComma, pair[1].span, format!("in a list in brackets the comma divides: `{}` and `{}` are two items of `{key}`", first.text, second.text))
                    .related(pair[0].span, "the first item")
                    .help(format!("if they are one, write:\n{key}:\n  - \"{}\"", joined.replace('\\', "\\\\").replace('"', "\\\""))),
            );
        }
    }
    items
        .into_iter()
        .filter_map(|item| prose(key, item, diags))
        .collect()
}

/// Whether words look like the rest of a reference.
fn continues(words: &str) -> bool {
    let words = words.trim_start();
    words.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit() || c == '§' || c == '¶')
}

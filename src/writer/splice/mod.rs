//! Changes of single values in YAML that is there. Every byte that the change does not mean stays: comments, quotes, indentation, line ends, a
//! byte-order mark, a missing end of the last line.
//!
//! A change is tried in one or more ways; the first whose result, read again, says what was said before but for the value that is meant is taken. If
//! none does, nothing is changed, and the place is told. Aliases, anchors and tags are refused when the document is opened, as `load` does.
//!
//! | Module | What it does |
//! |---|---|
//! | `place` | where values, keys, hyphens and lines begin and end in the text |
//! | `set` | another value in the place of one |
//! | `add` | a field or an item more |
//! | `remove` | a field or an item less |

mod add;
mod place;
mod remove;
mod set;

use std::ops::Range;

use self::place::Place;
use super::{path::Step, refused::Refused, seen::Seen, value::Value};
use crate::{
    load::{
        self,
        yaml::{self, Node, Style},
    },
    source::SourceId,
    text::name,
};

/// A part of a text that is written anew.
type Edit = (Range<usize>, String);

/// YAML that can be changed: a whole file, or the front matter of one.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t str,
    /// The bytes that are YAML.
    range: Range<usize>,
    root: Node,
}

impl<'t> Document<'t> {
    /// A file of YAML.
    pub fn yaml(text: &'t str) -> Result<Self, Refused> {
        Self::open(text, 0..text.len())
    }

    /// The front matter of a Markdown file.
    pub fn front_matter(text: &'t str) -> Result<Self, Refused> {
        match load::front_matter(text) {
            Some(range) => Self::open(text, range),
            None => Err(Refused::at(0..0, "the file has no front matter")),
        }
    }

    fn open(text: &'t str, range: Range<usize>) -> Result<Self, Refused> {
        let root = parse(text, range.clone())?;
        Ok(Self { text, range, root })
    }

    /// The text with another value at `path`, in the style of the old one where that can be. A comment behind it stays.
    pub fn set(&self, path: &[Step], value: &Value) -> Result<String, Refused> {
        let place = self.place(path)?;
        let mut meant = Seen::of(&self.root);
        let old = meant.at(path).ok_or_else(|| self.nothing_at(path))?;
        *old = Seen::meant(value);
        self.first_right(&place, set::ways(&place, value), &meant)
    }

    /// The text with one field more in the map at `path`: behind the field `after`, else behind the last.
    pub fn add_field(
        &self,
        path: &[Step],
        (key, value): (&str, &Value),
        after: Option<&str>,
    ) -> Result<String, Refused> {
        let place = self.place(path)?;
        let mut meant = Seen::of(&self.root);
        let map = meant.at(path).ok_or_else(|| self.nothing_at(path))?;
        let field = (key.to_owned(), Seen::meant(value));
        let index = match map {
            Seen::Null => {
                *map = Seen::Map(vec![field]);
                0
            }
            Seen::Map(fields) if fields.iter().any(|(known, _)| known == key) => {
                return Err(Refused::at(
                    place.node.span.range(),
                    format!("`{key}` is there already"),
                ));
            }
            Seen::Map(fields) => {
                let behind = after.and_then(|after| fields.iter().position(|(k, _)| k == after));
                let index = behind.map_or(fields.len(), |at| at + 1);
                fields.insert(index, field);
                index
            }
            Seen::Scalar(..) | Seen::List(_) => {
                return Err(Refused::at(place.node.span.range(), "this is no map"));
            }
        };
        self.first_right(&place, add::field(&place, index, key, value), &meant)
    }

    /// The text with one item more in the list at `path`, which then is item `index`, or the last. Where one value stands for a list of one, it
    /// becomes a list.
    pub fn add_item(&self, path: &[Step], index: usize, value: &Value) -> Result<String, Refused> {
        let place = self.place(path)?;
        let mut meant = Seen::of(&self.root);
        let list = meant.at(path).ok_or_else(|| self.nothing_at(path))?;
        let item = Seen::meant(value);
        let index = match list {
            Seen::Null => {
                *list = Seen::List(vec![item]);
                0
            }
            Seen::Scalar(words, _) => {
                let both = [Seen::Scalar(words.clone(), None), item];
                *list = Seen::List(both.into());
                1
            }
            Seen::List(items) => {
                let index = index.min(items.len());
                items.insert(index, item);
                index
            }
            Seen::Map(_) => return Err(Refused::at(place.node.span.range(), "this is no list")),
        };
        self.first_right(&place, add::item(&place, index, value), &meant)
    }

    /// The text without the field or item at `path`, and without the comment behind it; of an only one, empty brackets stay.
    pub fn remove(&self, path: &[Step]) -> Result<String, Refused> {
        let Some((last, parent)) = path.split_last() else {
            return Err(Refused::at(0..0, "a document cannot be without itself"));
        };
        let place = self.place(parent)?;
        let mut meant = Seen::of(&self.root);
        let around = meant.at(parent).ok_or_else(|| self.nothing_at(path))?;
        let index = match (&mut *around, last) {
            (Seen::Map(fields), Step::Key(key)) => {
                let at = fields.iter().position(|(known, _)| known == key);
                at.inspect(|&at| drop(fields.remove(at)))
            }
            (Seen::List(items), Step::Item(index)) if *index < items.len() => {
                items.remove(*index);
                Some(*index)
            }
            _ => None,
        };
        let index = index.ok_or_else(|| self.nothing_at(path))?;
        // A document of comments alone says nothing.
        if parent.is_empty() && matches!(around, Seen::Map(fields) if fields.is_empty()) {
            *around = Seen::Null;
        }
        self.first_right(&place, remove::ways(&place, index), &meant)
    }

    /// The text with the id `new` wherever `old` stands as a value at a path that `names` says is one of ids, and at how many places that is.
    pub fn rename(
        &self,
        old: &str,
        new: &str,
        names: &dyn Fn(&[Step]) -> bool,
    ) -> Result<(String, usize), Refused> {
        let mut found = Vec::new();
        let old = name::nfc(old);
        values(&self.root, &mut Vec::new(), &mut |path, words| {
            if name::nfc(words.trim()) == old && names(path) {
                found.push(path.to_vec());
            }
        });
        let value = Value::words(new);
        let mut meant = Seen::of(&self.root);
        let mut edits = Vec::new();
        for path in &found {
            if let Some(seen) = meant.at(path) {
                *seen = Seen::meant(&value);
            }
            let place = self.place(path)?;
            edits.extend(
                set::ways(&place, &value)
                    .into_iter()
                    .next()
                    .unwrap_or_default(),
            );
        }
        let all = Place::of(self.text, self.range.clone(), &self.root);
        if let Ok(text) = self.first_right(&all, vec![edits], &meant) {
            return Ok((text, found.len()));
        }
        // One of them needs another way than the first.
        let mut text = self.text.to_owned();
        for path in &found {
            let grown = text.len().abs_diff(self.text.len());
            let longer = text.len() >= self.text.len();
            let end = match longer {
                true => self.range.end + grown,
                false => self.range.end - grown,
            };
            text = Document::open(&text, self.range.start..end)?.set(path, &value)?;
        }
        Ok((text, found.len()))
    }

    fn place(&self, path: &[Step]) -> Result<Place<'_>, Refused> {
        let whole = Place::of(self.text, self.range.clone(), &self.root);
        path.iter()
            .try_fold(whole, |place, step| place.step(step))
            .map_err(|at| Refused::at(at, format!("nothing stands at {path:?}")))
    }

    fn nothing_at(&self, path: &[Step]) -> Refused {
        Refused::at(
            self.root.head().range(),
            format!("nothing stands at {path:?}"),
        )
    }

    /// The result of the first way that says what is meant, and nothing else than before beside it.
    fn first_right(
        &self,
        place: &Place<'_>,
        ways: Vec<Vec<Edit>>,
        meant: &Seen,
    ) -> Result<String, Refused> {
        for edits in ways {
            let Some((text, range)) = self.edited(edits) else {
                continue;
            };
            let Ok(read) = parse(&text, range.clone()) else {
                continue;
            };
            let open = open_end(&text[range], &read);
            let as_before = open == open_end(&self.text[self.range.clone()], &self.root);
            if Seen::of(&read) == *meant && (open.is_none() || as_before) {
                return Ok(text);
            }
        }
        let at = place.node.span.range();
        let message = match meant.odd_words() {
            Some(words) => format!("these words have signs that no file may have: {words:?}"),
            None => "this cannot be changed without touching what stands round it".to_owned(),
        };
        Err(Refused::at(at, message))
    }

    /// The text with some edits, and where in it the YAML stands; none if they overlap or leave the YAML.
    fn edited(&self, mut edits: Vec<Edit>) -> Option<(String, Range<usize>)> {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.text.len() + 64);
        let mut at = 0;
        for (range, new) in &edits {
            let inside = self.range.start <= range.start && range.end <= self.range.end;
            text.push_str(self.text.get(at..range.start).filter(|_| inside)?);
            text.push_str(new);
            at = range.end;
        }
        let rest = self.text.get(at..)?;
        text.push_str(rest);
        let end = text.len() - (self.text.len() - self.range.end);
        Some((text, self.range.start..end))
    }
}

/// The words of a block that ends with the document, in the middle of its last line: readers of YAML differ in whether a line feed ends them.
fn open_end<'n>(yaml: &str, node: &'n Node) -> Option<&'n str> {
    if yaml.ends_with('\n') {
        return None;
    }
    match &node.value {
        yaml::Value::Null => None,
        yaml::Value::Scalar(scalar) => {
            let block = matches!(scalar.style, Style::Literal | Style::Folded);
            (block && scalar.text.ends_with('\n')).then_some(&scalar.text)
        }
        yaml::Value::List(items) => items.last().and_then(|item| open_end(yaml, item)),
        yaml::Value::Map(fields) => fields.last().and_then(|(_, value)| open_end(yaml, value)),
    }
}

/// Every word that stands as a value, with the path to it.
fn values(node: &Node, path: &mut Vec<Step>, found: &mut dyn FnMut(&[Step], &str)) {
    match &node.value {
        yaml::Value::Null => {}
        yaml::Value::Scalar(scalar) => found(path, &scalar.text),
        yaml::Value::List(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(Step::Item(index));
                values(item, path, found);
                path.pop();
            }
        }
        yaml::Value::Map(fields) => {
            for (key, value) in fields {
                path.push(Step::Key(key.value.clone()));
                values(value, path, found);
                path.pop();
            }
        }
    }
}

/// Reads YAML in which nothing is wrong.
fn parse(text: &str, range: Range<usize>) -> Result<Node, Refused> {
    let mut told = Vec::new();
    let node = yaml::parse(SourceId(0), text, range.clone(), &mut told);
    match (node, told.into_iter().next()) {
        (Some(node), None) => Ok(node),
        (_, Some(remark)) => {
            let at = match remark.place {
                crate::source::diag::Place::Span(span) => span.range(),
                _ => range,
            };
            Err(Refused::at(at, remark.message))
        }
        (None, None) => Err(Refused::at(range, "this cannot be read")),
    }
}

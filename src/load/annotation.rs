//! Reads a YAML file of annotations.

use std::{cell::OnceCell, collections::BTreeSet};

use super::{
    file, keys,
    keys::Diags,
    selector::targets,
    yaml::{self, Fields, Node},
};
use crate::{
    archive::{Annotation, AnnotationFile, Certainty, Dated, Kinds, Name, ParagraphId, Selector},
    source::{
        SourceId, Sources, Span,
        diag::{Code, Diagnostic, Place},
    },
};

/// What stands at the top of a file and holds for each of its annotations.
struct Defaults {
    by: Option<Name>,
    checked: Option<Name>,
    written: Option<Dated>,
    language: Option<String>,
    certainty: Option<Certainty>,
}

/// The file, unless it cannot be read at all.
pub(super) fn read(
    source: SourceId,
    candidates: Vec<String>,
    kinds: &Kinds,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<AnnotationFile> {
    let text = file::read(source, sources, diags)?;
    let node = yaml::parse(source, &text, 0..text.len(), diags)?;
    if let yaml::Value::List(_) = &node.value {
        diags.push(
            Diagnostic::at(
                Code::WrongType,
                node.head(),
                "a file of annotations is a map of keys and values, and this is a list",
            )
            .help("put a line `annotations:` above the list"),
        );
        return None;
    }
    let mut fields = Fields::of(&node, "a file of annotations", diags)?;
    let transcript = keys::id(&mut fields, "transcript", diags);
    let defaults = Defaults {
        by: keys::id(&mut fields, "by", diags),
        checked: keys::id(&mut fields, "checked", diags),
        written: keys::date(&mut fields, "written", diags),
        language: keys::language(&mut fields, "language", diags),
        certainty: certainty(&mut fields, diags),
    };
    let draft = fields
        .get("draft")
        .and_then(|n| yaml::flag("draft", n, diags))
        .unwrap_or(false);
    let mut annotations = Vec::new();
    match fields.get("annotations") {
        Some(node) => {
            let items = yaml::list("annotations", node, diags);
            let ids = Ids::new(&items);
            for item in &items {
                annotations.extend(annotation(item, &defaults, (draft, &ids), kinds, diags));
            }
        }
        None if matches!(node.value, yaml::Value::Null) => {}
        None => diags.push(
            Diagnostic::at(
                Code::MissingKey,
                fields.span(),
                "a file of annotations needs `annotations:`",
            )
            .help("put the annotations in a list below a line `annotations:`"),
        ),
    }
    fields.finish(diags);
    Some(AnnotationFile {
        source,
        transcript,
        candidates,
        annotations,
    })
}

/// One annotation, from YAML that is that alone.
///
/// # Errors
/// What is wrong with it, behind its line: `line 3: ...`.
pub fn one(text: &str, kinds: &Kinds) -> Result<Annotation, String> {
    let mut diags = Vec::new();
    let node = yaml::parse(SourceId(0), text, 0..text.len(), &mut diags);
    let read = node.and_then(|node| {
        let items = [&node];
        let ids = Ids::new(&items);
        let defaults = Defaults {
            by: None,
            checked: None,
            written: None,
            language: None,
            certainty: None,
        };
        annotation(&node, &defaults, (false, &ids), kinds, &mut diags)
    });
    let told = |diagnostic: &Diagnostic| {
        let line = match diagnostic.place {
            Place::Span(span) => {
                let before = text.get(..span.range().start).unwrap_or_default();
                format!("line {}: ", before.matches('\n').count() + 1)
            }
            Place::File(_) | Place::Site => String::new(),
        };
        format!("{line}{}", diagnostic.message)
    };
    match (read, diags.first()) {
        (Some(read), None) => Ok(read),
        (_, Some(first)) => Err(told(first)),
        (None, None) => Err("there is none".to_owned()),
    }
}

fn annotation(
    node: &Node,
    defaults: &Defaults,
    (draft, ids): (bool, &Ids<'_>),
    kinds: &Kinds,
    diags: &mut Diags,
) -> Option<Annotation> {
    let mut fields = Fields::of(node, "an annotation", diags)?;
    let before = diags.len();
    let id = keys::name(&mut fields, "id", diags).and_then(|id| checked_id(id, ids, diags));
    let disputes = keys::name(&mut fields, "disputes", diags);
    let targets = targets(&mut fields, disputes.is_some(), diags);
    let correction = fields
        .get("correction")
        .and_then(|n| yaml::verbatim("correction", n, diags));
    let annotation = Annotation {
        span: node.span,
        id,
        targets: targets.unwrap_or_default(),
        title: keys::words(&mut fields, "title", diags),
        note: fields
            .get("note")
            .and_then(|n| yaml::prose("note", n, diags)),
        names: keys::by_kind(&mut fields, kinds, diags),
        sources: fields
            .get("sources")
            .map_or_else(Vec::new, |n| yaml::prose_list("sources", n, diags)),
        see: see(&mut fields, diags),
        certainty: certainty(&mut fields, diags).or(defaults.certainty),
        correction,
        warning: keys::words(&mut fields, "warning", diags),
        by: keys::id(&mut fields, "by", diags).or_else(|| defaults.by.clone()),
        checked: keys::id(&mut fields, "checked", diags).or_else(|| defaults.checked.clone()),
        written: keys::date(&mut fields, "written", diags).or_else(|| defaults.written.clone()),
        language: keys::language(&mut fields, "language", diags)
            .or_else(|| defaults.language.clone()),
        draft: fields
            .get("draft")
            .and_then(|n| yaml::flag("draft", n, diags))
            .unwrap_or(draft),
        disputes,
    };
    let span = fields.span();
    fields.finish(diags);
    check_content(&annotation, span, diags.len() > before, diags);
    Some(annotation)
}

/// An annotation that says nothing is a slip; so is a correction of nothing in particular.
fn check_content(a: &Annotation, span: Span, told_already: bool, diags: &mut Diags) {
    let says = a.note.is_some()
        || !a.names.is_empty()
        || !a.sources.is_empty()
        || !a.see.is_empty()
        || a.title.is_some()
        || a.correction.is_some()
        || a.warning.is_some();
    if !says && !told_already {
        diags.push(
            Diagnostic::at(Code::EmptyAnnotation, span, "this annotation says nothing")
                .help("add a `note:`, `topics:`, `people:` or another key that says something of the passage"),
        );
    }
    if let Some(correction) = &a.correction
        && !a.targets.is_empty()
        && !a.targets.iter().all(|t| {
            matches!(
                t.selector,
                Selector::Quote { .. } | Selector::Passage { .. }
            )
        })
    {
        diags.push(keys::conflict(
            correction.span,
            "a correction needs the words that it corrects",
            "add a `quote:` with the words as printed",
        ));
    }
}

fn certainty(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<Certainty> {
    let node = fields.get("certainty")?;
    let written = yaml::one_of("certainty", node, &["probable", "possible"], diags)?;
    Certainty::ALL
        .iter()
        .find(|(word, _)| *word == written.value)
        .map(|(_, certainty)| *certainty)
}

/// The ids of a file's annotations, looked up only when one of them cannot stand.
struct Ids<'n> {
    items: &'n [&'n Node],
    known: OnceCell<BTreeSet<&'n str>>,
}

impl<'n> Ids<'n> {
    fn new(items: &'n [&'n Node]) -> Self {
        Self {
            items,
            known: OnceCell::new(),
        }
    }

    /// Whether an annotation of the file has this id.
    fn has(&self, id: &str) -> bool {
        let known = self.known.get_or_init(|| {
            let entries = self.items.iter().filter_map(|item| match &item.value {
                yaml::Value::Map(entries) => Some(entries),
                _ => None,
            });
            let ids = entries.flatten().filter(|(key, _)| key.value == "id");
            ids.filter_map(|(_, value)| match &value.value {
                yaml::Value::Scalar(scalar) => Some(scalar.text.trim()),
                _ => None,
            })
            .collect()
        });
        known.contains(id)
    }

    /// An id that may stand in the place of one that may not: made of the same words, and taken by no other annotation.
    fn instead_of(&self, id: &str) -> Option<String> {
        const TRIES: usize = 1000;
        let slug = crate::text::slug(id);
        let slug = match (slug.as_str(), ParagraphId::is_shape_of(&slug)) {
            ("", _) => return None,
            (_, true) => format!("note-{slug}"),
            (_, false) => slug,
        };
        let numbered = (2..TRIES).map(|n| format!("{slug}-{n}"));
        std::iter::once(slug.clone())
            .chain(numbered)
            .find(|candidate| !self.has(candidate))
    }
}

/// `[a-z0-9][a-z0-9-]*`, not the name of a paragraph.
fn checked_id(id: Name, ids: &Ids<'_>, diags: &mut Diags) -> Option<Name> {
    let plain = !id.value.starts_with('-')
        && id
            .value
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if plain && !ParagraphId::is_shape_of(&id.value) {
        return Some(id);
    }
    // `P4` would be a paragraph's name as soon as it is written as an id must be.
    let like_paragraph = ParagraphId::is_shape_of(&crate::text::slug(&id.value));
    let remark = match like_paragraph {
        true => Diagnostic::at(
            Code::BadId,
            id.span,
            format!(
                "`{}` is the name of a paragraph and cannot be an annotation's id",
                id.value
            ),
        )
        .help("choose a word that says what the note is about, in lower-case letters a to z, digits and hyphens"),
        false => Diagnostic::at(
            Code::BadId,
            id.span,
            format!("`{}` cannot be an annotation's id", id.value),
        )
        .help("an id is lower-case letters a to z, digits and hyphens"),
    };
    let better = ids.instead_of(&id.value);
    diags.push(remark.did_you_mean(id.span, better.as_deref()));
    None
}

/// The inside of wiki links, with or without the brackets.
fn see(fields: &mut Fields<'_>, diags: &mut Diags) -> Vec<Name> {
    let Some(node) = fields.get("see") else {
        return Vec::new();
    };
    let bracketed = |node: &Node| match &node.value {
        // `see: [[a]]` and `- [[a]]` are nested lists to YAML; here there is no doubt what is meant.
        yaml::Value::List(outer) => match outer.as_slice() {
            [
                Node {
                    value: yaml::Value::List(inner),
                    ..
                },
            ] => Some(inner.clone()),
            _ => None,
        },
        yaml::Value::Null | yaml::Value::Scalar(_) | yaml::Value::Map(_) => None,
    };
    let mut all = Vec::new();
    let items = bracketed(node).unwrap_or_else(|| {
        yaml::list("see", node, diags)
            .into_iter()
            .cloned()
            .collect()
    });
    for item in &items {
        let item = bracketed(item)
            .and_then(|inner| inner.into_iter().next())
            .unwrap_or_else(|| item.clone());
        if let Some(written) = yaml::words("see", &item, diags) {
            let inside = written
                .value
                .strip_prefix("[[")
                .and_then(|w| w.strip_suffix("]]"))
                .unwrap_or(&written.value);
            all.push(Name::new(inside.trim().to_owned(), written.span));
        }
    }
    all
}

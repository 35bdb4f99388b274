//! Reads a YAML file of annotations.

use super::{
    file, keys,
    keys::Diags,
    yaml::{self, Fields, Node},
};
use crate::{
    archive::{Annotation, AnnotationFile, Certainty, Dated, Name, Selector, Target, Within},
    config::Config,
    diag::{Code, Diagnostic},
    source::{SourceId, Sources, Span, Spanned},
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
    config: &Config,
    sources: &Sources,
    diags: &mut Diags,
) -> Option<AnnotationFile> {
    let text = file::read(source, sources, diags)?;
    let node = yaml::parse(source, &text, 0..text.len(), diags)?;
    let mut fields = Fields::of(&node, "a file of annotations", diags)?;
    let transcript = keys::name(&mut fields, "transcript", diags);
    let defaults = Defaults {
        by: keys::name(&mut fields, "by", diags),
        checked: keys::name(&mut fields, "checked", diags),
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
            for item in yaml::list("annotations", node, diags) {
                annotations.extend(annotation(item, &defaults, draft, config, diags));
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

fn annotation(
    node: &Node,
    defaults: &Defaults,
    draft: bool,
    config: &Config,
    diags: &mut Diags,
) -> Option<Annotation> {
    let mut fields = Fields::of(node, "an annotation", diags)?;
    let before = diags.len();
    let id = keys::name(&mut fields, "id", diags).and_then(|id| checked_id(id, diags));
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
        names: keys::by_kind(&mut fields, &config.kinds, diags),
        sources: fields
            .get("sources")
            .map_or_else(Vec::new, |n| yaml::prose_list("sources", n, diags)),
        see: see(&mut fields, diags),
        certainty: certainty(&mut fields, diags).or(defaults.certainty),
        correction,
        warning: keys::words(&mut fields, "warning", diags),
        by: keys::name(&mut fields, "by", diags).or_else(|| defaults.by.clone()),
        checked: keys::name(&mut fields, "checked", diags).or_else(|| defaults.checked.clone()),
        written: keys::date(&mut fields, "written", diags).or_else(|| defaults.written.clone()),
        language: keys::language(&mut fields, "language", diags)
            .or_else(|| defaults.language.clone()),
        draft: fields
            .get("draft")
            .and_then(|n| yaml::flag("draft", n, diags))
            .unwrap_or(draft),
        disputes,
    };
    check_content(&annotation, fields.span(), diags.len() > before, diags);
    fields.finish(diags);
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

/// `[a-z0-9][a-z0-9-]*`, not `p` and digits.
fn checked_id(id: Name, diags: &mut Diags) -> Option<Name> {
    let plain = !id.value.starts_with('-')
        && id
            .value
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    let like_paragraph = id
        .value
        .strip_prefix('p')
        .is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()));
    if plain && !like_paragraph {
        return Some(id);
    }
    let remark = if like_paragraph {
        Diagnostic::at(
            Code::BadId,
            id.span,
            format!(
                "`{}` is the name of a paragraph and cannot be an annotation's id",
                id.value
            ),
        )
        .help("choose a word that says what the note is about")
    } else {
        let slug = crate::text::slug(&id.value);
        Diagnostic::at(
            Code::BadId,
            id.span,
            format!("`{}` cannot be an annotation's id", id.value),
        )
        .help("an id is lower-case letters a to z, digits and hyphens")
        .did_you_mean(id.span, (!slug.is_empty()).then_some(slug.as_str()))
    };
    diags.push(remark);
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

/// What an annotation points at: its own selector, or each of `targets`. None if that was told to be wrong.
fn targets(fields: &mut Fields<'_>, disputes: bool, diags: &mut Diags) -> Option<Vec<Target>> {
    let own = selector(fields, diags);
    let Some(node) = fields.get("targets") else {
        return match own? {
            Selector::Whole if disputes => Some(Vec::new()),
            selector => Some(vec![Target {
                transcript: None,
                span: selector_span(&selector, fields.span()),
                selector,
            }]),
        };
    };
    if !matches!(own, Some(Selector::Whole)) {
        diags.push(keys::conflict(
            node.span,
            "`targets` and a selector of its own contradict each other",
            "move the other selector into the list of `targets`",
        ));
    }
    let mut targets = Vec::new();
    for item in yaml::list("targets", node, diags) {
        let Some(mut fields) = Fields::of(item, "a target", diags) else {
            continue;
        };
        let transcript = keys::name(&mut fields, "transcript", diags);
        let selector = selector(&mut fields, diags);
        fields.finish(diags);
        if let Some(selector) = selector {
            targets.push(Target {
                transcript,
                span: selector_span(&selector, item.span),
                selector,
            });
        }
    }
    Some(targets)
}

fn selector_span(selector: &Selector, whole: Span) -> Span {
    match selector {
        Selector::Whole => whole,
        Selector::Paragraphs(within) => within.span,
        Selector::Quote { words, .. } => words.span,
        Selector::Passage { from, .. } => from.span,
    }
}

fn selector(fields: &mut Fields<'_>, diags: &mut Diags) -> Option<Selector> {
    let told = diags.len();
    let mut verbatim = |key: &str, fields: &mut Fields<'_>| {
        fields
            .get(key)
            .map(|n| (yaml::verbatim(key, n, diags), n.span))
    };
    let quote = verbatim("quote", fields);
    let from = verbatim("from", fields);
    let to = verbatim("to", fields);
    let before = verbatim("before", fields);
    let after = verbatim("after", fields);
    let nth = fields.get("nth").map(|n| (nth(n, diags), n.span));
    let within = fields.get("in").map(|n| (within(n, diags), n.span));
    if diags.len() > told {
        return None;
    }
    let within_value = within.and_then(|(w, _)| w);
    let flat = |part: &Option<(Option<Spanned<String>>, Span)>| {
        part.as_ref().and_then(|(words, _)| words.clone())
    };
    match (&quote, &from, &to) {
        (Some((_, span)), Some(_), _) | (Some((_, span)), _, Some(_)) => {
            diags.push(keys::conflict(
                *span,
                "`quote` and `from`/`to` contradict each other",
                "keep `quote` for a short passage, or `from` and `to` for a long one",
            ));
            None
        }
        (Some(_), None, None) => Some(Selector::Quote {
            words: flat(&quote)?,
            before: flat(&before),
            after: flat(&after),
            nth: nth.and_then(|(n, _)| n),
            within: within_value,
        }),
        (None, Some(_), Some((_, to_span))) => {
            if let Some((_, span)) = &after {
                diags.push(
                    keys::conflict(
                        *span,
                        "`after` means nothing beside `from` and `to`",
                        "lengthen `to` instead",
                    )
                    .related(*to_span, "the passage ends with these words"),
                );
                return None;
            }
            Some(Selector::Passage {
                from: flat(&from)?,
                to: flat(&to)?,
                before: flat(&before),
                nth: nth.and_then(|(n, _)| n),
                within: within_value,
            })
        }
        (None, Some((_, span)), None) => {
            diags.push(keys::conflict(
                *span,
                "`from` needs a `to`",
                "add `to:` with the last words of the passage",
            ));
            None
        }
        (None, None, Some((_, span))) => {
            diags.push(keys::conflict(
                *span,
                "`to` needs a `from`",
                "add `from:` with the first words of the passage",
            ));
            None
        }
        (None, None, None) => {
            let lone = [
                before.as_ref().map(|b| b.1),
                after.as_ref().map(|a| a.1),
                nth.as_ref().map(|n| n.1),
            ];
            if let Some(span) = lone.into_iter().flatten().next() {
                diags.push(keys::conflict(
                    span,
                    "`before`, `after` and `nth` tell equal quotes apart, and there is no `quote`",
                    "add `quote:` with the words meant",
                ));
                return None;
            }
            Some(within_value.map_or(Selector::Whole, Selector::Paragraphs))
        }
    }
}

fn nth(node: &Node, diags: &mut Diags) -> Option<Spanned<u32>> {
    let number = yaml::number("nth", node, diags)?;
    if number.value == 0 {
        diags.push(
            Diagnostic::at(Code::BadValue, number.span, "`nth` counts from 1").fix(
                number.span,
                "1",
                "write `1` for the first",
            ),
        );
        return None;
    }
    Some(number)
}

/// `p5` or `p5-p7`; `5` and `p5-7` are told how to be written.
fn within(node: &Node, diags: &mut Diags) -> Option<Within> {
    let written = yaml::words("in", node, diags)?;
    let (first, last) = written
        .value
        .split_once(['-', '–'])
        .unwrap_or((&written.value, &written.value));
    let number = |part: &str| {
        part.trim()
            .strip_prefix('p')
            .and_then(|d| d.parse::<u32>().ok())
            .filter(|&n| n > 0)
    };
    if let (Some(first), Some(last)) = (number(first), number(last)) {
        if first <= last {
            return Some(Within {
                first,
                last,
                span: written.span,
            });
        }
        diags.push(
            Diagnostic::at(
                Code::BadValue,
                written.span,
                format!("p{first} comes after p{last}"),
            )
            .did_you_mean(written.span, Some(&format!("p{last}-p{first}"))),
        );
        return None;
    }
    let loose = |part: &str| {
        part.trim()
            .trim_start_matches(['p', 'P', '¶', ' '])
            .parse::<u32>()
            .ok()
            .filter(|&n| n > 0)
    };
    let meant = match (loose(first), loose(last)) {
        (Some(a), Some(b)) if a == b => Some(format!("p{a}")),
        (Some(a), Some(b)) => Some(format!("p{a}-p{b}")),
        _ => None,
    };
    diags.push(
        Diagnostic::at(
            Code::BadValue,
            written.span,
            format!("`{}` names no paragraph", written.value),
        )
        .help("write `in: p5` for one paragraph, `in: p5-p7` for several")
        .did_you_mean(written.span, meant.as_deref()),
    );
    None
}

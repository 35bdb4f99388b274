//! Tera's errors as diagnostics that point into the user's file.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind};

use super::{
    advice,
    built_in::BuiltIn,
    guard,
    layer::{is_own, parted},
    remark::Text,
    tags,
};
use crate::{
    source::{
        SourceId, Span,
        diag::{Code, Diagnostic, Place},
    },
    text,
};

/// Whether the template itself cannot be read.
pub(super) fn is_syntax(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::SyntaxError(report) if !unknown_name(report.message()))
}

/// Names that other templates or the theme may bring are checked when all are together.
fn unknown_name(message: &str) -> bool {
    let message = message.to_lowercase();
    ["component", "not found", "unknown", "register"]
        .iter()
        .any(|word| message.contains(word))
        && message.contains("component")
}

/// The remark on an error; `template` is the one that was being rendered or added.
pub(super) fn told(error: &Error, template: &str, names: &Texts) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => syntax(report, names),
        ErrorKind::RenderingError(report) => {
            let remark = place(Code::TemplateError, report, names);
            match names.get(report.filename()) {
                Some(text) if is_absent(report.message()) => {
                    guard::guard(remark, text, &report.span().range)
                }
                _ => remark,
            }
        }
        ErrorKind::CircularExtend { .. } => {
            let name = circling(error).unwrap_or_default();
            Diagnostic::new(
                Code::TemplateError,
                Place::Site,
                format!("`{name}` extends itself"),
            )
            .help(format!(
                "to change one block of the template that it shadows, extend `{}/{}`",
                names.built_in(),
                base_name(name)
            ))
        }
        ErrorKind::CircularInclude { tpl, include_chain } => Diagnostic::new(
            Code::TemplateError,
            Place::Site,
            format!("`{tpl}` includes itself: {}", include_chain.join(" -> ")),
        ),
        ErrorKind::MissingParent { current, parent } => Diagnostic::new(
            Code::TemplateError,
            Place::Site,
            format!("`{current}` extends `{parent}`, which does not exist"),
        ),
        _ => {
            let whole = names
                .get(template)
                .map_or(Place::Site, |text| Place::File(text.source));
            Diagnostic::new(Code::TemplateError, whole, first_line(&error.to_string()))
        }
    }
}

/// The templates by name: where each is from, and what it says.
#[derive(Debug, Default)]
pub(super) struct Texts(BTreeMap<String, (SourceId, String)>);

impl Texts {
    pub(super) fn new(all: impl Iterator<Item = (String, SourceId, String)>) -> Self {
        Self(
            all.map(|(name, source, text)| (name, (source, text)))
                .collect(),
        )
    }

    pub(super) fn get(&self, name: &str) -> Option<Text<'_>> {
        let (source, text) = self.0.get(name)?;
        Some(Text {
            source: *source,
            text,
        })
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// The name of the built-in theme among them.
    fn built_in(&self) -> &str {
        let built_in = self.names().find(|name| !is_own(name));
        built_in.map_or_else(|| BuiltIn::default().name(), |name| parted(name).0)
    }

    /// What is told of names that lead nowhere; `prefixes` are those of the layers.
    pub(super) fn unknown_names(&self, error: &Error, prefixes: &[String]) -> Vec<Diagnostic> {
        let ErrorKind::Msg(message) = error.kind() else {
            return Vec::new();
        };
        let all: Vec<_> = self
            .0
            .iter()
            .map(|(name, (source, text))| {
                let source = *source;
                (name.as_str(), Text { source, text })
            })
            .collect();
        let resolve = |name: &str| {
            let layered = prefixes.iter().map(|prefix| format!("{prefix}{name}"));
            let mut candidates = std::iter::once(name.to_owned()).chain(layered);
            candidates.find(|candidate| self.0.contains_key(candidate))
        };
        advice::unknown_names(message, &all, resolve)
    }
}

/// A template that cannot be read: the tag that was left open, if that is why.
fn syntax(report: &tera::ReportError, names: &Texts) -> Diagnostic {
    let remark = place(Code::TemplateSyntax, report, names);
    let Some(text) = names.get(report.filename()) else {
        return remark;
    };
    let range = report.span().range.clone();
    let told = match report.message().to_lowercase().as_str() {
        "unexpected end of input" => tags::left_open(text, range.end),
        "unknown tag" => {
            tags::unknown_tag(text, range.clone()).or_else(|| tags::left_open(text, range.start))
        }
        _ => None,
    };
    told.unwrap_or(remark)
}

/// Whether a value was asked for that this view does not have.
fn is_absent(message: &str) -> bool {
    ["is not defined", "undefined", "`none`"]
        .iter()
        .any(|sign| message.contains(sign))
}

fn place(code: Code, report: &tera::ReportError, names: &Texts) -> Diagnostic {
    let (message, fields) = sentence(report.message());
    let range = report.span().range.clone();
    let source = names.get(report.filename()).map(|text| text.source);
    let place = source.map_or(Place::Site, |source| Place::Span(Span::new(source, range)));
    let mut remark = Diagnostic::new(code, place, message);
    if let Some(fields) = fields {
        let list: Vec<&str> = fields.split(", ").collect();
        let wanted = remark
            .message
            .split('`')
            .nth(1)
            .unwrap_or_default()
            .to_owned();
        let near = text::nearest(&wanted, list.iter().copied()).map(str::to_owned);
        remark = match (near, remark.place) {
            (Some(near), Place::Span(span)) => remark.did_you_mean(span, Some(&near)),
            (Some(near), _) => remark.help(format!("did you mean `{near}`?")),
            (None, _) => remark,
        };
        remark = remark.note(format!("what exists here: {fields}"));
    }
    remark
}

/// One sentence in lower case without full stop, and the fields that exist, if the message lists them.
fn sentence(message: &str) -> (String, Option<String>) {
    let message = first_line(message);
    let listed = message
        .split_once("Available fields: ")
        .or_else(|| message.split_once("Available variables: "));
    let (sentence, fields) = match listed {
        Some((sentence, fields)) => (
            sentence.trim(),
            Some(fields.trim().trim_end_matches('.').to_owned()),
        ),
        None => (message.as_str(), None),
    };
    let sentence = sentence.trim_end_matches('.');
    let mut chars = sentence.chars();
    let lower = chars
        .next()
        .map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect());
    (lower, fields)
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or_default().to_owned()
}

/// The template that closes a circle of `extends`: the one that comes again.
fn circling(error: &Error) -> Option<&str> {
    match error.kind() {
        ErrorKind::CircularExtend {
            tpl,
            inheritance_chain,
        } => Some(inheritance_chain.last().unwrap_or(tpl)),
        _ => None,
    }
}

fn base_name(template: &str) -> &str {
    template.rsplit('/').next().unwrap_or(template)
}

/// The `{% extends ... %}` of the template that an error without a line is about.
pub(super) fn extends_tag<'a>(
    error: &Error,
    mut written: impl Iterator<Item = (&'a str, &'a str, SourceId)>,
) -> Place {
    let name = match error.kind() {
        ErrorKind::MissingParent { current, .. } => current.as_str(),
        _ => match circling(error) {
            Some(name) => name,
            None => return Place::Site,
        },
    };
    let Some((_, text, source)) = written.find(|(n, ..)| *n == name) else {
        return Place::Site;
    };
    let tag = text.find("extends").and_then(|at| {
        let start = text[..at].rfind("{%")?;
        let end = at + text[at..].find("%}")? + 2;
        Some(start..end)
    });
    tag.map_or(Place::File(source), |range| {
        Place::Span(Span::new(source, range))
    })
}

/// For a parent that does not exist: the template that may have been meant.
pub(super) fn with_nearest_template(
    remark: Diagnostic,
    error: &Error,
    names: &Texts,
) -> Diagnostic {
    let ErrorKind::MissingParent { parent, .. } = error.kind() else {
        return remark;
    };
    let (theme, bare) = parted(parent);
    if BuiltIn::named(theme).is_some() && theme != names.built_in() {
        let used = names.built_in();
        return remark
            .note(format!(
                "the site has the theme `{used}`, and `{theme}/` is another"
            ))
            .help(format!("extend `{used}/{bare}`"));
    }
    let short = names.names().map(|name| parted(name).1);
    let near = text::nearest(parent, names.names().chain(short));
    match near {
        Some(near) => remark.help(format!("did you mean `{near}`?")),
        None => remark,
    }
}

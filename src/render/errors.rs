//! Tera's errors as diagnostics that point into the user's file.

use std::collections::BTreeMap;

use tera::{Error, ErrorKind};

use crate::{
    diag::{Code, Diagnostic, Place},
    source::{SourceId, Sources, Span},
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
pub(super) fn told(
    error: &Error,
    template: &str,
    names: &BTreeMap<String, SourceId>,
) -> Diagnostic {
    match error.kind() {
        ErrorKind::SyntaxError(report) => place(Code::TemplateSyntax, report, names),
        ErrorKind::RenderingError(report) => place(Code::TemplateError, report, names),
        ErrorKind::CircularExtend { .. } => {
            let name = circling(error).unwrap_or_default();
            Diagnostic::new(
                Code::TemplateError,
                Place::Site,
                format!("`{name}` extends itself"),
            )
            .help(format!(
                "to change one block of the template that it shadows, extend `default/{}`",
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
                .map_or(Place::Site, |&source| Place::File(source));
            Diagnostic::new(Code::TemplateError, whole, first_line(&error.to_string()))
        }
    }
}

fn place(code: Code, report: &tera::ReportError, names: &BTreeMap<String, SourceId>) -> Diagnostic {
    let (message, fields) = sentence(report.message());
    let range = report.span().range.clone();
    let source = names.get(report.filename()).copied();
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
        if let Some(near) = near {
            remark = remark.help(format!("did you mean `{near}`?"));
        }
        remark = remark.note(format!("the fields that exist here: {fields}"));
    }
    remark
}

/// One sentence in lower case without full stop, and the fields that exist, if the message lists them.
fn sentence(message: &str) -> (String, Option<String>) {
    let message = first_line(message);
    let (sentence, fields) = match message.split_once("Available fields: ") {
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
    names: &BTreeMap<String, SourceId>,
    _: &Sources,
) -> Diagnostic {
    let ErrorKind::MissingParent { parent, .. } = error.kind() else {
        return remark;
    };
    let short = names.keys().map(|n| {
        n.strip_prefix("default/")
            .or_else(|| n.strip_prefix("templates/"))
            .unwrap_or(n)
    });
    let near = text::nearest(parent, names.keys().map(String::as_str).chain(short));
    match near {
        Some(near) => remark.help(format!("did you mean `{near}`?")),
        None => remark,
    }
}

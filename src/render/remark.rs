//! What remarks about templates are made of: the text that they point into, and how what is unknown is told.

use std::ops::Range;

use crate::{
    source::{
        SourceId, Span,
        diag::{Code, Diagnostic},
    },
    text,
};

/// A template that was being read or rendered.
#[derive(Clone, Copy)]
pub(super) struct Text<'t> {
    pub(super) source: SourceId,
    pub(super) text: &'t str,
}

impl Text<'_> {
    pub(super) fn span(&self, bytes: Range<usize>) -> Span {
        Span::new(self.source, bytes)
    }
}

/// Tells that nothing has this name, and what comes near or what there is.
pub(super) fn unknown(span: Span, what: &str, name: &str, known: &[&str]) -> Diagnostic {
    let remark = Diagnostic::at(
        Code::TemplateError,
        span,
        format!("there is no {what} `{name}`"),
    );
    let near = text::nearest(name, known.iter().copied());
    let remark = remark.did_you_mean(span, near);
    let mut known = known.to_vec();
    known.sort_unstable();
    known.dedup();
    match (near, known.is_empty()) {
        (Some(_), _) | (None, true) => remark,
        (None, false) => remark.note(format!("there are: {}", known.join(", "))),
    }
}

//! What is asked of every place that a reader tells.

use std::ops::Range;

use postil::source::diag::{Diagnostic, Place};
use postil::source::{SourceId, Span};

/// The bytes lie in the text and cut no character.
pub fn holds(text: &str, range: Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
}

/// The span lies in the text of its file.
pub fn span<'t>(span: Span, text_of: &dyn Fn(SourceId) -> &'t str) {
    holds(text_of(span.source), span.range());
}

/// Every remark says something, and all its places lie in the files.
pub fn told<'t>(diagnostics: &[Diagnostic], text_of: &dyn Fn(SourceId) -> &'t str) {
    for told in diagnostics {
        assert!(!told.message.is_empty());
        if let Place::Span(place) = told.place {
            span(place, text_of);
        }
        for related in &told.related {
            span(related.span, text_of);
        }
        for fix in &told.fixes {
            span(fix.span, text_of);
        }
    }
}

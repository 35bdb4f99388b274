//! HTML comments in a `.md` transcript: somebody may have hidden in one what must not be published.

use std::ops::Range;

use super::{header::Comments, keys::Diags, speech};
use crate::source::{
    SourceId, Span,
    diag::{Code, Diagnostic},
};

/// The comments to leave out (bytes of the file); none if it is not decided what becomes of them, or cannot be done.
pub(super) fn comments(
    source: SourceId,
    text: &str,
    range: Range<usize>,
    decided: Option<Comments>,
    diags: &mut Diags,
) -> Option<Vec<Range<usize>>> {
    let (comments, open) = speech::comments(text, range);
    match decided {
        Some(Comments::Words) => Some(Vec::new()),
        Some(Comments::Drop) => match open {
            None => Some(comments),
            Some(at) => {
                diags.push(
                    Diagnostic::at(
                        Code::HtmlComment,
                        Span::new(source, at..at + 4),
                        "the comment that begins here has no end, so all that follows would be left out",
                    )
                    .help("end it with `-->`"),
                );
                None
            }
        },
        None => {
            let Some(first) = comments.first().cloned().or(open.map(|at| at..at + 4)) else {
                return Some(Vec::new());
            };
            let count = comments.len() + usize::from(open.is_some());
            let shown = first.start..first.end.min(text.floor_char_boundary(first.start + 80));
            let mut remark = Diagnostic::at(
                Code::HtmlComment,
                Span::new(source, shown),
                "an HTML comment stands here, and may hide what must not be published",
            );
            if count > 1 {
                remark = remark.note(format!("this file has {count} of them"));
            }
            diags.push(
                remark
                    .help("write `comments: drop` into the transcript's header: what they hold is left out of the site")
                    .help("or `comments: words`: they are words of the source, shown as typed"),
            );
            None
        }
    }
}

//! The remarks on links that lead nowhere, wherever they stand.

use super::LinkError;
use crate::{
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
    text,
};

/// The remark on a wiki link that leads nowhere.
pub(super) fn told(error: &LinkError, target: &str, span: Span) -> Option<Diagnostic> {
    let remark = match error {
        LinkError::Broken => return None,
        LinkError::Unknown { what, .. } if what.is_empty() => Diagnostic::at(
            Code::BrokenLink,
            span,
            "this wiki link leads nowhere: no id stands in it",
        )
        .help("a wiki link is written `[[id]]` or `[[id|words]]`"),
        LinkError::Unknown { what, meant } => {
            let remark = Diagnostic::at(
                Code::BrokenLink,
                span,
                format!("`[[{target}]]` leads nowhere: there is no `{what}`"),
            );
            let places = meant.as_ref().is_some_and(|meant| meant.contains('#'));
            let remark = match what.starts_with('#') && !places {
                true => remark.note("behind `#` stands a paragraph or a note of a transcript; a heading is linked within its own page: `[words](#early-years)`"),
                false => remark,
            };
            match meant {
                _ if text::is_external(target) => {
                    remark.help(format!("an address is linked as `[words]({target})`"))
                }
                Some(meant) => remark.help(format!("did you mean `[[{meant}]]`?")),
                None => remark.help("a link names the id of a transcript, entry or page: its file's name without the ending"),
            }
        }
        LinkError::Draft => Diagnostic::at(
            Code::BrokenLink,
            span,
            format!("`[[{target}]]` leads to a draft, which this build leaves out"),
        )
        .help("take `draft: true` out of its file, or build with `--drafts`"),
        LinkError::Ambiguous(spellings) => {
            let list: Vec<String> = spellings.iter().map(|s| format!("`[[{s}]]`")).collect();
            Diagnostic::at(
                Code::AmbiguousLink,
                span,
                format!("`[[{target}]]` could mean {}", list.join(" or ")),
            )
            .help("write the one that you mean")
        }
        LinkError::UnwrittenId => Diagnostic::at(
            Code::BrokenLink,
            span,
            format!("`[[{target}]]` leads to an annotation without a written id"),
        )
        .note("an id that is made from the quote changes with it")
        .help("give that annotation an `id:` and link to it"),
    };
    Some(remark)
}

/// The remark on an address that a browser might run.
pub(super) fn unsafe_address(target: &str, span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::UnsafeLink,
        span,
        format!("`{target}` is not an address that may be linked"),
    )
    .help("addresses begin with `https://`, `http://` or `mailto:`; a page of the site is linked as `[[id]]`")
}

/// The remark on a link or image whose brackets hold nothing, or no more than `mailto:`.
pub(super) fn without_address(target: &str, image: bool, span: Span) -> Diagnostic {
    let (what, help) = match image {
        true => (
            "image",
            "an image is written `![what it shows](assets/NAME)`",
        ),
        false => (
            "link",
            "a link is written `[words](address)`; a page of the site is linked as `[[id]]`",
        ),
    };
    let message = match target.is_empty() {
        true => format!("this {what} leads nowhere: no address stands in it"),
        false => format!("`{target}` leads nowhere: no address stands behind it"),
    };
    Diagnostic::at(Code::BrokenLink, span, message).help(help)
}

/// The remark on a web address that names no host.
pub(super) fn without_host(target: &str, span: Span) -> Diagnostic {
    Diagnostic::at(
        Code::BrokenLink,
        span,
        format!("`{target}` leads nowhere: no host stands in it"),
    )
    .help("a web address begins with `https://` and a name: `https://example.org`")
}

/// The remark on the address of another host that does not say how to get there.
pub(super) fn without_scheme(target: &str, span: Span) -> Diagnostic {
    let remark = Diagnostic::at(
        Code::BrokenLink,
        span,
        format!("`{target}` leads nowhere: it is an address without its scheme"),
    );
    match text::lacks_scheme(target) {
        Some(whole) => remark.help(format!("write `{whole}`")),
        None => remark,
    }
}

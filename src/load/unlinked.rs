//! The remarks on what looks like a link in a transcript and is shown as it is typed (see [`super::speech::HalfLink`]).

use super::{
    keys::Diags,
    speech::{HalfLink, HalfLinkReason, Speech, link_in_footnote},
};
use crate::{
    archive::Footnote,
    source::{
        SourceId,
        diag::{Code, Diagnostic},
    },
};

/// Tells those of a transcript that was read from a `.md`.
pub(super) fn tell(source: SourceId, speech: &Speech, diags: &mut Diags) {
    diags.extend(
        speech
            .half_links
            .iter()
            .map(|link| told(source, speech, link)),
    );
    diags.extend(speech.footnotes.iter().filter_map(in_footnote));
}

fn told(source: SourceId, speech: &Speech, link: &HalfLink) -> Diagnostic {
    const LIKE: &str = "looks like a link and is none";
    const TYPED: &str = "is shown as it is typed";
    const LINK: &str = "a link is written `[words](address)`, with blanks in the address `[words](<address>)`; `\\[` is a bracket that is a word";
    let (what, why, help) = match link.why {
        HalfLinkReason::NoWords => (LIKE, "no words stand in it", LINK),
        HalfLinkReason::NoAddress => (LIKE, "no address stands in it", LINK),
        HalfLinkReason::Blank => (LIKE, "its address ends at a blank", LINK),
        HalfLinkReason::NoEnd => (LIKE, "its address has no end", LINK),
        HalfLinkReason::NoFootnote => (
            TYPED,
            "no footnote of this name is defined in this text",
            "write its words in a line of their own: `[^1]: words`; `\\[` is a bracket that is a word",
        ),
        HalfLinkReason::Wiki => (
            TYPED,
            "a transcript has no wiki links",
            "write a note on these words that has the link; `\\[` is a bracket that is a word",
        ),
        HalfLinkReason::Apart => (
            TYPED,
            "a blank stands between its words and its address",
            "take the blank out; `\\[` is a bracket that is a word",
        ),
    };
    let span = speech.origin.span(source, link.range.clone());
    let typed = &speech.text[link.range.clone()];
    Diagnostic::at(Code::HalfLink, span, format!("`{typed}` {what}: {why}")).help(help)
}

fn in_footnote(footnote: &Footnote) -> Option<Diagnostic> {
    let address = link_in_footnote(&footnote.text)?;
    let message = format!(
        "the link to `{address}` is shown as it is typed: a footnote of a transcript has no links"
    );
    Some(
        Diagnostic::at(Code::HalfLink, footnote.span, message)
            .help("write the address itself, or a note on the words of the footnote's paragraph"),
    )
}

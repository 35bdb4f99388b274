//! Says what looks like a link in a text and is none.

use crate::{
    archive::Prose,
    markdown::{self, Slip, SlipKind},
    source::diag::{Code, Diagnostic},
};

/// The remarks on one text.
pub(super) fn told(prose: &Prose) -> impl Iterator<Item = Diagnostic> + '_ {
    markdown::slips(&prose.text)
        .into_iter()
        .map(|slip| remark(prose, slip))
}

fn remark(prose: &Prose, slip: Slip) -> Diagnostic {
    let Slip {
        range,
        kind,
        instead,
    } = slip;
    let written = shown(&prose.text[range.clone()]);
    let (code, what, help) = said(kind);
    let span = prose.at(range.clone());
    let remark = Diagnostic::at(code, span, format!("`{written}` {what}"));
    // A value of several lines does not stand in its file as it is written here.
    let in_step = span.range().len() == range.len();
    match instead {
        Some(instead) if in_step => remark.fix(span, instead, help),
        Some(instead) => remark.help(format!("{help}: `{}`", shown(&instead))),
        None => remark.help(help),
    }
}

/// What is wrong, and what to do.
fn said(kind: SlipKind) -> (Code, &'static str, &'static str) {
    let link = |what, help| (Code::HalfLink, what, help);
    match kind {
        SlipKind::WikiHalf => link(
            "looks like a wiki link and is none: a bracket is missing",
            "a wiki link is written `[[id]]` or `[[id|words]]`",
        ),
        SlipKind::WikiWithoutId => link(
            "looks like a wiki link and is none: no id stands in it",
            "a wiki link is written `[[id]]` or `[[id|words]]`",
        ),
        SlipKind::WikiInTable => link(
            "is cut in two: `|` ends a cell of a table",
            "write `\\|` within a table",
        ),
        SlipKind::WikiWithAddress => link(
            "leads to two places: a wiki link takes no address",
            "write `[[id|words]]`, or `[words](address)`",
        ),
        SlipKind::NoEnd => link(
            "looks like a link and is none: its address has no end",
            "a link is written `[words](address)`",
        ),
        SlipKind::NoBegin => link(
            "looks like a link and is none: its words have no beginning",
            "a link is written `[words](address)`",
        ),
        SlipKind::BlankInAddress => link(
            "looks like a link and is none: its address ends at a blank",
            "an address with blanks stands in angle brackets; words in brackets after words in brackets need a blank between",
        ),
        SlipKind::BlankBefore => link(
            "looks like a link and is none: a blank stands between its words and its address",
            "take the blank out",
        ),
        SlipKind::Swapped => link(
            "looks like a link and is none: its brackets are swapped",
            "words stand in square brackets, the address in round ones",
        ),
        SlipKind::NoDefinition => link(
            "looks like a link and is none: nothing says what its label leads to",
            "write `[words](address)`, or a line `[label]: address` for the label; `\\[` is a bracket that is a word",
        ),
        SlipKind::NoFootnote => (
            Code::Footnote,
            "is shown as it is typed: no footnote of this name is defined in this text",
            "write a paragraph `[^name]: ...` below",
        ),
        SlipKind::InlineFootnote => (
            Code::Footnote,
            "is shown as it is typed: a footnote cannot stand in the sentence",
            "write `[^name]` here, and a paragraph `[^name]: ...` below",
        ),
        SlipKind::LinkInLink => link(
            "looks like a link and is none: a link stands in its words",
            "write one link after the other",
        ),
        SlipKind::HalfAutolink => link(
            "looks like a link and is none",
            "an address in angle brackets is written in full, with its scheme",
        ),
        SlipKind::NoWords => link(
            "is a link that nobody sees: it has no words",
            "write words between the square brackets",
        ),
    }
}

/// As much of what was written as a message can hold.
fn shown(written: &str) -> String {
    let line = written.replace('\n', " ");
    match line.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}

//! Footnotes, each as one line of words: a page shows those of a transcript as they are typed, signs of Markdown, too.

use std::collections::BTreeMap;

use super::{Footnote, Manuscript, formats::formats, markdown::is_bare};
use crate::{
    archive::{FootnoteIndex, Format, FormatKind, ListIndex},
    import::{Account, Report, Side},
};

/// The footnotes of a manuscript, and those of them that were written, by the order of their signs.
#[derive(Debug)]
pub(super) struct Footnotes<'m> {
    manuscript: &'m Manuscript,
    places: BTreeMap<&'m str, FootnoteIndex>,
    lines: Vec<String>,
}

impl<'m> Footnotes<'m> {
    /// None written yet.
    pub(super) fn of(manuscript: &'m Manuscript) -> Self {
        Self {
            manuscript,
            places: BTreeMap::new(),
            lines: Vec::new(),
        }
    }

    /// The place of one in the list of those that are written; none, if it has no words or is not there.
    pub(super) fn sign(&mut self, key: &str) -> Option<FootnoteIndex> {
        if let Some(place) = self.places.get(key) {
            return Some(*place);
        }
        let (key, note) = self.manuscript.footnotes.get_key_value(key)?;
        let line = line(note, &self.manuscript.links).text;
        if line.is_empty() {
            return None;
        }
        let place = FootnoteIndex::at(self.lines.len());
        self.lines.push(line);
        self.places.insert(key, place);
        Some(place)
    }

    /// The lines of all that were written; the others are reported.
    pub(super) fn settled(&mut self, account: &mut Account) -> Vec<String> {
        account.found("footnotes", self.manuscript.footnotes.len());
        account.wrote("footnotes", self.places.len());
        for (key, note) in &self.manuscript.footnotes {
            if !self.places.contains_key(key.as_str()) {
                let words: Vec<&str> = note.paragraphs.iter().map(|p| p.text.as_str()).collect();
                let what = "no words that are kept refer to it, or it has none";
                let report = Report::new("footnotes", note.place.clone(), what, words.join(" "));
                account.left_out(Side::Speech, report);
                continue;
            }
            let line = line(note, &self.manuscript.links);
            for address in line.addresses {
                account.printed(Side::Speech, &address);
            }
            if line.is_plainer {
                let what = "bold and italic words of a footnote are written plain";
                account.remark(Report::new("footnotes", note.place.clone(), what, ""));
            }
        }
        std::mem::take(&mut self.lines)
    }
}

/// A footnote, ready to be written.
#[derive(Debug, Default)]
struct Line {
    /// Its words, with the addresses of its links in brackets behind theirs.
    text: String,
    /// These addresses.
    addresses: Vec<String>,
    /// Whether words of it are bold or italic, which is not kept.
    is_plainer: bool,
}

/// The line that a footnote is.
fn line(note: &Footnote, links: &[String]) -> Line {
    let mut line = Line::default();
    for para in &note.paragraphs {
        let para = para.tidy();
        if para.is_blank() {
            continue;
        }
        if !line.text.is_empty() {
            line.text.push(' ');
        }
        let all = formats(&para, links, &mut |_| None);
        let is_link = |format: &&Format| matches!(format.kind, FormatKind::Link(_));
        line.is_plainer |= !all.iter().all(|format| is_link(&format));
        let mut written = 0;
        for format in all.iter().filter(|format| !is_bare(&para, format)) {
            let FormatKind::Link(address) = &format.kind else {
                continue;
            };
            let end = format.range.end as usize;
            line.text
                .push_str(para.text.get(written..end).unwrap_or_default());
            line.text.push_str(&format!(" ({address})"));
            line.addresses.push(address.clone());
            written = end;
        }
        line.text
            .push_str(para.text.get(written..).unwrap_or_default());
    }
    line
}

//! What a text is written down on while it is read: the script, the account, what lies where.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    cast::Cast,
    entries::Entries,
    printed::{How, printed},
};
use crate::{
    archive::{FootnoteIndex, ListIndex, ParagraphIndex},
    import::{
        account::{Account, Report, Side},
        brought::{On, Point},
        script::Script,
        words_of::Tally,
        xml::Element,
    },
};

/// What a text is written down on.
pub(super) struct Page<'a> {
    pub(super) script: Script,
    pub(super) account: &'a mut Account,
    pub(super) tally: Tally,
    pub(super) cast: &'a Cast,
    pub(super) entries: &'a Entries,
    pub(super) how: How,
    /// Whether postil wrote it.
    pub(super) is_own: bool,
    /// The language of the whole.
    pub(super) language: Option<String>,
    /// Languages of elements that are open, the innermost last.
    pub(super) tongues: Vec<Option<String>>,
    /// In which language paragraphs are, if not in that of the whole.
    pub(super) foreign: Vec<(ParagraphIndex, String)>,
    /// The label that the source printed before the next turn.
    pub(super) label: Option<String>,
    /// Ids that something refers to.
    pub(super) wanted: BTreeSet<String>,
    /// What lies where.
    pub(super) places: BTreeMap<String, On>,
    /// Proposed readings of words.
    pub(super) corrections: Vec<(On, String)>,
    /// The source's own ids of paragraphs.
    pub(super) ids: BTreeMap<ParagraphIndex, String>,
    /// Seconds into the recording of the points of its time line.
    pub(super) times: BTreeMap<String, f64>,
    /// How many pages with a number began.
    pub(super) pages: usize,
    /// Notes that stand behind the text, by their ids, and where they became footnotes.
    pub(super) notes: BTreeMap<String, (String, Option<FootnoteIndex>)>,
}

impl Page<'_> {
    /// Leaves an element out, and says so.
    pub(super) fn drop(&mut self, element: &Element, unit: &'static str, what: &str) {
        self.account.found(unit, 1);
        let words = printed(element, self.how);
        let report = Report::new(unit, element.place(), what, words);
        self.account.left_out(Side::Speech, report);
    }

    /// One of a unit was found; it was written if it brought a paragraph.
    pub(super) fn count(&mut self, unit: &'static str, before: usize, element: &Element) {
        self.account.found(unit, 1);
        match self.script.paragraphs() > before {
            true => self.account.wrote(unit, 1),
            false => {
                let report = Report::new(unit, element.place(), "it has no words", "");
                self.account.left_out(Side::Speech, report);
            }
        }
    }

    /// Where the next word will stand.
    pub(super) fn point(&self) -> Point {
        Point {
            paragraph: ParagraphIndex::at(self.script.paragraphs()),
            byte: self.script.running.next(),
        }
    }

    /// Keeps where an element's words stand, if something asks for it.
    pub(super) fn keep_words(&mut self, element: &Element, from: Point) {
        let Some(id) = element
            .attribute("xml:id")
            .filter(|id| self.wanted.contains(*id))
        else {
            return;
        };
        if let Some(on) = self.words_since(from) {
            self.places.insert(id.to_owned(), on);
        }
    }

    /// The words that were read since a point.
    pub(super) fn words_since(&self, from: Point) -> Option<On> {
        let to = Point {
            paragraph: ParagraphIndex::at(self.script.paragraphs()),
            byte: self.script.running.here(),
        };
        (from.paragraph == to.paragraph && from.byte < to.byte).then_some(On::Words(from, to))
    }

    /// Keeps which paragraphs an element has.
    pub(super) fn keep_paragraphs(&mut self, element: &Element, before: usize) {
        let behind = self.script.paragraphs();
        let id = element
            .attribute("xml:id")
            .or_else(|| element.attribute("id"));
        if let Some(id) = id.filter(|id| behind > before && self.wanted.contains(*id)) {
            let (first, last) = (ParagraphIndex::at(before), ParagraphIndex::at(behind - 1));
            self.places
                .insert(id.to_owned(), On::Paragraphs(first, last));
        }
    }

    /// The paragraph that is read ends; what is known of it is kept.
    pub(super) fn end_paragraph(&mut self) {
        if let Some(index) = self.script.end_paragraph() {
            self.keep_tongue(index);
        }
    }

    /// Keeps in which language a paragraph is.
    pub(super) fn keep_tongue(&mut self, index: ParagraphIndex) {
        let tongue = self.tongues.iter().rev().flatten().next();
        if let Some(tongue) = tongue.filter(|t| self.language.as_ref().is_some_and(|l| l != *t)) {
            self.foreign.push((index, tongue.clone()));
        }
    }
}

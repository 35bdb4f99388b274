//! Paragraphs, tables and boxes of a text, tracked changes settled.

use std::collections::BTreeSet;

use super::{
    changes::{Changed, Deleted},
    open::{Open, Within, is_drawn, words_of},
    styles::{Said, Styles},
};
use crate::import::{
    Changes, Element, Place, Report, Side,
    manuscript::{Anchor, Manuscript, Para, ParaKind, Piece, Row, Tally},
};

/// Reads the text of a file.
pub(super) struct Walk<'e> {
    pub(super) styles: &'e Styles,
    pub(super) changes: Changes,
    pub(super) changed: Changed<'e>,
    /// Annotations whose words end somewhere.
    pub(super) ends: BTreeSet<&'e str>,
    pub(super) manuscript: Manuscript,
    /// Insertions that are open and rejected; words in them are not kept.
    pub(super) dropping: BTreeSet<String>,
    /// How many paragraphs have begun.
    pub(super) paragraphs: usize,
    /// What is anchored where no paragraph is.
    pending: Vec<Anchor>,
    /// A paragraph whose mark is gone.
    held: Option<Para>,
    /// Boxes that hang on the paragraph that is read.
    pub(super) boxes: Vec<Piece>,
    /// Hidden words of the paragraph that is read.
    pub(super) hidden: String,
    pub(super) tally: Tally,
    pub(super) side: Side,
}

/// Deletions whose words are not kept are read for their comments.
const GONE: &str = "\0deleted";

impl<'e> Walk<'e> {
    pub(super) fn new(styles: &'e Styles, changes: Changes, text: &'e Element) -> Self {
        let all = text
            .descendants()
            .into_iter()
            .filter(|e| e.name == "annotation-end");
        let changed = Changed::of(text);
        let mut manuscript = Manuscript::default();
        let both = changed.deleted.values().filter(|d| d.is_inserted).count();
        for (unit, count) in [
            ("deletions", changed.deleted.len()),
            ("insertions", changed.inserted.len() + both),
        ] {
            if count > 0 {
                manuscript.account.found(unit, count);
                manuscript.account.wrote(unit, count);
            }
        }
        Self {
            styles,
            changes,
            ends: all.filter_map(|e| e.attribute("name")).collect(),
            changed,
            manuscript,
            dropping: BTreeSet::new(),
            paragraphs: 0,
            pending: Vec::new(),
            held: None,
            boxes: Vec::new(),
            hidden: String::new(),
            tally: Tally::default(),
            side: Side::Speech,
        }
    }

    /// All pieces of an element that holds paragraphs.
    pub(super) fn pieces(&mut self, of: &'e Element) -> Vec<Piece> {
        let outer = (self.held.take(), std::mem::take(&mut self.boxes));
        let mut pieces = Vec::new();
        self.blocks(of, &mut pieces);
        self.release(&mut pieces);
        (self.held, self.boxes) = outer;
        pieces
    }

    /// What stands in a note or a comment: whatever becomes of the words that it is on.
    pub(super) fn beside(&mut self, of: &'e Element, side: Side) -> Vec<Para> {
        let dropping = std::mem::take(&mut self.dropping);
        let hidden = std::mem::take(&mut self.hidden);
        let outer = std::mem::replace(&mut self.side, side);
        let pieces = self.pieces(of);
        (self.dropping, self.hidden, self.side) = (dropping, hidden, outer);
        Para::all_of(pieces)
    }

    /// What is anchored behind the last paragraph.
    pub(super) fn last(&mut self) -> Para {
        let anchors = self.pending.drain(..).map(|anchor| (0, anchor));
        Para {
            anchors: anchors.collect(),
            ..Para::default()
        }
    }

    pub(super) fn here(&self) -> Place {
        Place::known_as(format!("paragraph {}", self.paragraphs))
    }

    pub(super) fn blocks(&mut self, of: &'e Element, pieces: &mut Vec<Piece>) {
        for element in of.elements() {
            match element.name.as_str() {
                "p" | "h" => self.paragraph(element, pieces),
                "table" => {
                    self.release(pieces);
                    let rows = self.rows(element);
                    pieces.push(Piece::Table(rows));
                }
                "section" if element.attribute("display") == Some("none") => {
                    let words = words_of(element);
                    self.leave_out("hidden words", "the section is hidden", &words);
                }
                "table-of-content" | "illustration-index" | "table-index" | "object-index"
                | "user-index" | "alphabetical-index" | "bibliography" => {
                    let words = element
                        .first("index-body")
                        .map(words_of)
                        .unwrap_or_default();
                    self.leave_out(
                        "lines of contents",
                        "a table of contents or an index",
                        &words,
                    );
                }
                "list-item" | "list-header" => {
                    let place = self.here();
                    self.tally.note("numbers and signs of lists", &place);
                    self.blocks(element, pieces);
                }
                "tracked-changes" | "forms" | "sequence-decls" | "variable-decls"
                | "user-field-decls" | "title" | "desc" => {}
                name if is_drawn(name) => {
                    self.drawing(element);
                    if self.held.is_none() {
                        pieces.append(&mut self.boxes);
                    }
                }
                "annotation" => {
                    let anchors = self.annotation(element);
                    self.pending.extend(anchors);
                }
                "annotation-end" => {
                    let name = element.attribute("name").unwrap_or_default();
                    self.pending.push(Anchor::Closes(name.to_owned()));
                }
                "change-start" | "change-end" => self.change(element),
                "change" => {
                    if let Some(deleted) = self.deleted(element) {
                        let gone = self.begin_deleted(deleted);
                        self.blocks(deleted.deletion, pieces);
                        self.end_deleted(gone);
                    }
                }
                _ => self.blocks(element, pieces),
            }
        }
    }

    /// An insertion begins or ends.
    pub(super) fn change(&mut self, element: &Element) {
        let id = element.attribute("change-id").unwrap_or_default();
        if self.changes == Changes::Accept || !self.changed.inserted.contains(id) {
            return;
        }
        match element.name.as_str() {
            "change-start" => _ = self.dropping.insert(id.to_owned()),
            _ => _ = self.dropping.remove(id),
        }
    }

    /// What was deleted at a place; once.
    pub(super) fn deleted(&mut self, change: &Element) -> Option<Deleted<'e>> {
        self.changed.deleted.remove(change.attribute("change-id")?)
    }

    /// Whether deleted words that come now are gone.
    pub(super) fn begin_deleted(&mut self, deleted: Deleted<'_>) -> bool {
        let gone = self.changes == Changes::Accept || deleted.is_inserted;
        gone && self.dropping.insert(GONE.to_owned())
    }

    pub(super) fn end_deleted(&mut self, gone: bool) {
        if gone {
            self.dropping.remove(GONE);
        }
    }

    fn rows(&mut self, table: &'e Element) -> Vec<Row> {
        let mut rows = Vec::new();
        for element in table.elements() {
            match element.name.as_str() {
                "table-row" => {
                    let mut cells = Vec::new();
                    for cell in element.elements() {
                        match cell.name.as_str() {
                            "table-cell" => cells.push(self.pieces(cell)),
                            "covered-table-cell" if !words_of(cell).trim().is_empty() => {
                                cells.push(self.pieces(cell));
                            }
                            _ => {}
                        }
                    }
                    rows.push(Row { cells });
                }
                "change-start" | "change-end" => self.change(element),
                "table-columns" | "table-column" | "table-header-columns" | "title" | "desc" => {}
                _ => rows.extend(self.rows(element)),
            }
        }
        rows
    }

    fn paragraph(&mut self, element: &'e Element, pieces: &mut Vec<Piece>) {
        self.paragraphs += 1;
        let (mut para, said) = self.begun(element);
        para.anchors
            .extend(self.pending.drain(..).map(|anchor| (0, anchor)));
        let mut before = Vec::new();
        let mut open = Open {
            para,
            pieces: &mut before,
            said,
        };
        self.inline(element, &mut open, Within::default());
        let mut para = open.para;
        self.put_down_all(before, pieces);
        let hidden = std::mem::take(&mut self.hidden);
        if !hidden.trim().is_empty() {
            self.leave_out("hidden words", "the words are hidden", &hidden);
        }
        let conditions = element
            .all("hidden-paragraph")
            .any(|e| e.attribute("is-hidden") == Some("true"));
        if conditions && !para.is_blank() {
            let text = std::mem::take(&mut para.text);
            para.looks.clear();
            para.anchors.iter_mut().for_each(|(at, _)| *at = 0);
            self.leave_out("hidden words", "the paragraph is hidden", &text);
        }
        if let Some(mut held) = self.held.take() {
            held.join(para);
            para = held;
        }
        match self.dropping.is_empty() {
            false => self.held = Some(para),
            true => {
                pieces.push(Piece::Paragraph(para));
                self.release(pieces);
            }
        }
    }

    /// Paragraphs of deleted words that end before the one that is read.
    fn put_down_all(&mut self, before: Vec<Piece>, pieces: &mut Vec<Piece>) {
        for piece in before {
            match (piece, self.held.take()) {
                (Piece::Paragraph(para), Some(mut held)) => {
                    held.join(para);
                    pieces.push(Piece::Paragraph(held));
                }
                (piece, held) => {
                    pieces.extend(held.map(Piece::Paragraph));
                    pieces.push(piece);
                }
            }
        }
    }

    /// A paragraph without its words, and what its style says of them.
    pub(super) fn begun(&self, element: &Element) -> (Para, Said) {
        let of = self.styles.of("paragraph", element.attribute("style-name"));
        let level = element
            .attribute("outline-level")
            .and_then(|level| level.parse().ok());
        let kind = match (of.kind, element.name.as_str()) {
            (ParaKind::Title, _) => ParaKind::Title,
            (_, "h") => ParaKind::Heading(level.unwrap_or(1)),
            (kind, _) => kind,
        };
        let para = Para {
            kind,
            place: self.here(),
            ..Para::default()
        };
        (para, of.said)
    }

    fn release(&mut self, pieces: &mut Vec<Piece>) {
        pieces.extend(self.held.take().map(Piece::Paragraph));
        pieces.append(&mut self.boxes);
    }

    pub(super) fn leave_out(&mut self, unit: &'static str, what: impl Into<String>, words: &str) {
        if !self.dropping.is_empty() {
            return;
        }
        let report = Report::new(unit, self.here(), what, words);
        self.manuscript.account.found(unit, 1);
        self.manuscript.account.left_out(self.side, report);
    }
}

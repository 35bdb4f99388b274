//! Paragraphs, tables and boxes of a part, tracked changes settled.

use std::collections::BTreeMap;

use super::{
    parts::{Parts, Relations},
    styles::{self, OfParagraph, Styles},
};
use crate::import::{
    Changes, Element, Place, Report, Side,
    manuscript::{Anchor, Look, Manuscript, Para, ParaKind, Piece, Row, Tally},
};

/// Reads parts of a file.
pub(super) struct Walk<'p> {
    pub(super) parts: &'p Parts<'p>,
    pub(super) styles: &'p Styles,
    pub(super) changes: Changes,
    pub(super) manuscript: Manuscript,
    /// What the part that is read is related to, and its name, if it is not the main one.
    pub(super) relations: Relations,
    pub(super) part: Option<String>,
    /// How many paragraphs of the part have begun.
    pub(super) paragraphs: usize,
    /// How many elements are open whose words are not kept.
    pub(super) dropping: usize,
    /// Fields that are open.
    pub(super) fields: Vec<super::fields::Field>,
    /// What is anchored where no paragraph is.
    pub(super) pending: Vec<Anchor>,
    /// A paragraph whose mark is gone.
    held: Option<Para>,
    /// Boxes that hang on the paragraph that is read.
    pub(super) boxes: Vec<Piece>,
    /// Hidden words of the paragraph that is read.
    pub(super) hidden: String,
    pub(super) tally: Tally,
    /// Whether speech is read, or notes.
    pub(super) side: Side,
    /// The comments that paragraphs of them belong to, by their ids.
    pub(super) paragraph_ids: BTreeMap<String, usize>,
}

/// What holds for the words of a paragraph.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Within {
    pub(super) of: OfParagraph,
    pub(super) link: Option<usize>,
}

impl<'p> Walk<'p> {
    pub(super) fn new(parts: &'p Parts<'p>, styles: &'p Styles, changes: Changes) -> Self {
        Self {
            parts,
            styles,
            changes,
            manuscript: Manuscript::default(),
            relations: Relations::new(),
            part: None,
            paragraphs: 0,
            dropping: 0,
            fields: Vec::new(),
            pending: Vec::new(),
            held: None,
            boxes: Vec::new(),
            hidden: String::new(),
            tally: Tally::default(),
            side: Side::Speech,
            paragraph_ids: BTreeMap::new(),
        }
    }

    /// All pieces of an element that holds paragraphs.
    pub(super) fn pieces(&mut self, of: &Element) -> Vec<Piece> {
        let outer = (self.held.take(), std::mem::take(&mut self.boxes));
        let mut pieces = Vec::new();
        self.blocks(of, &mut pieces);
        self.release(&mut pieces);
        (self.held, self.boxes) = outer;
        pieces
    }

    /// What stands in an element that may hold paragraphs, as plain ones.
    pub(super) fn plain(&mut self, of: &Element) -> Vec<Para> {
        Para::all_of(self.pieces(of))
    }

    /// Where the paragraph that is read stands.
    pub(super) fn here(&self) -> Place {
        let place = Place::known_as(format!("paragraph {}", self.paragraphs));
        match &self.part {
            Some(part) => place.within(part.clone()),
            None => place,
        }
    }

    fn blocks(&mut self, of: &Element, pieces: &mut Vec<Piece>) {
        for element in of.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element, pieces),
                "tbl" => {
                    self.release(pieces);
                    let rows = self.rows(element);
                    pieces.push(Piece::Table(rows));
                }
                "sdt" => {
                    if let Some(content) = self.control(element) {
                        self.blocks(content, pieces);
                    }
                }
                "AlternateContent" => {
                    if let Some(chosen) = alternative(element) {
                        self.blocks(chosen, pieces);
                    }
                }
                "altChunk" => {
                    let what = "another file is embedded here, whose words are not read";
                    self.leave_out("embedded files", what, "");
                }
                "sectPr" | "sdtPr" | "sdtEndPr" | "tblPr" | "tcPr" | "trPr" => {}
                name => match self.changed(name) {
                    Some(gone) => {
                        self.dropping += usize::from(gone);
                        self.blocks(element, pieces);
                        self.dropping -= usize::from(gone);
                    }
                    None if self.comment(element) => {}
                    None => self.blocks(element, pieces),
                },
            }
        }
    }

    /// The content of a content control; nothing, if it only says what to type.
    pub(super) fn control<'e>(&mut self, control: &'e Element) -> Option<&'e Element> {
        let content = control.first("sdtContent")?;
        let hint = control
            .first("sdtPr")
            .and_then(|p| styles::switch(p, "showingPlcHdr"));
        if hint == Some(true) && self.dropping == 0 {
            let what = "it only says what is to be typed";
            let words = content.descendants().into_iter().filter(|e| e.name == "t");
            let words: Vec<String> = words.map(typed).collect();
            self.leave_out("hints of forms", what, &words.concat());
            return None;
        }
        Some(content)
    }

    /// Whether an element is a tracked change, which is counted, and whether its words are gone.
    pub(super) fn changed(&mut self, name: &str) -> Option<bool> {
        let goes = match self.changes {
            Changes::Accept => ["del", "moveFrom", "cellDel"],
            Changes::Reject => ["ins", "moveTo", "cellIns"],
        };
        let unit = match name {
            "ins" | "cellIns" => "insertions",
            "del" | "cellDel" => "deletions",
            "moveFrom" | "moveTo" => "moves",
            _ => return None,
        };
        self.manuscript.account.found(unit, 1);
        self.manuscript.account.wrote(unit, 1);
        Some(goes.contains(&name))
    }

    /// Whether any change that properties name takes away what has them.
    fn is_gone(&mut self, properties: Option<&Element>) -> bool {
        let mut gone = false;
        for change in properties.into_iter().flat_map(Element::elements) {
            gone |= self.changed(&change.name) == Some(true);
        }
        gone
    }

    /// Takes an element that begins or ends the words of a comment where no paragraph is.
    fn comment(&mut self, element: &Element) -> bool {
        let anchor = comment_anchor(element);
        let is = anchor.is_some();
        self.pending.extend(anchor);
        is
    }

    fn rows(&mut self, table: &Element) -> Vec<Row> {
        let mut rows = Vec::new();
        for element in table.elements() {
            match element.name.as_str() {
                "tr" => {
                    let gone = self.is_gone(element.first("trPr"));
                    self.dropping += usize::from(gone);
                    let cells = self.cells(element);
                    self.dropping -= usize::from(gone);
                    match gone {
                        true => self.keep_anchors(cells.into_iter().flatten().collect()),
                        false => rows.push(Row { cells }),
                    }
                }
                "sdt" => {
                    if let Some(content) = element.first("sdtContent") {
                        rows.extend(self.rows(content));
                    }
                }
                "tblPr" | "tblGrid" | "tblPrEx" => {}
                _ if self.comment(element) => {}
                _ => rows.extend(self.rows(element)),
            }
        }
        rows
    }

    fn cells(&mut self, row: &Element) -> Vec<Vec<Piece>> {
        let mut cells = Vec::new();
        for element in row.elements() {
            match element.name.as_str() {
                "tc" => {
                    let gone = self.is_gone(element.first("tcPr"));
                    self.dropping += usize::from(gone);
                    let cell = self.pieces(element);
                    self.dropping -= usize::from(gone);
                    match gone {
                        true => self.keep_anchors(cell),
                        false => cells.push(cell),
                    }
                }
                "trPr" | "tblPrEx" => {}
                "sdt" => {
                    if let Some(content) = element.first("sdtContent") {
                        cells.extend(self.cells(content));
                    }
                }
                _ if self.comment(element) => {}
                _ => cells.extend(self.cells(element)),
            }
        }
        cells
    }

    /// Of what is gone, comments stay.
    fn keep_anchors(&mut self, gone: Vec<Piece>) {
        let anchors = Para::all_of(gone).into_iter().flat_map(|para| para.anchors);
        self.pending.extend(anchors.map(|(_, anchor)| anchor));
    }

    fn paragraph(&mut self, element: &Element, pieces: &mut Vec<Piece>) {
        self.paragraphs += 1;
        let properties = element.first("pPr");
        let value = |name: &str| {
            properties
                .and_then(|p| p.first(name))
                .and_then(|e| e.attribute("val"))
        };
        let mut of = self.styles.paragraph(value("pStyle"));
        if let Some(level) = value("outlineLvl").and_then(|level| level.parse().ok()) {
            of.kind = match (of.kind, styles::of_outline(level)) {
                (ParaKind::Words | ParaKind::Heading(_), kind) => kind,
                (kind, _) => kind,
            };
        }
        let has_number = properties.and_then(|p| p.first("numPr")).is_some();
        let joins = self.is_gone(properties.and_then(|p| p.first("rPr")));
        let mut para = Para {
            kind: of.kind,
            place: self.here(),
            ..Para::default()
        };
        para.anchors
            .extend(self.pending.drain(..).map(|anchor| (0, anchor)));
        self.inline(element, &mut para, Within { of, link: None });
        if has_number && !para.is_blank() {
            let place = self.here();
            self.tally.note("numbers of lists", &place);
        }
        let hidden = std::mem::take(&mut self.hidden);
        if !hidden.trim().is_empty() {
            self.leave_out("hidden words", "the words are hidden", &hidden);
        }
        if of.contents && !para.is_blank() {
            let text = std::mem::take(&mut para.text);
            para.looks.clear();
            self.leave_out("lines of contents", "a line of a table of contents", &text);
            para.anchors.iter_mut().for_each(|(at, _)| *at = 0);
        }
        if let Some(mut held) = self.held.take() {
            held.join(para);
            para = held;
        }
        match joins {
            true => self.held = Some(para),
            false => {
                pieces.push(Piece::Paragraph(para));
                self.release(pieces);
            }
        }
    }

    /// Puts down a paragraph that nothing came behind, and boxes.
    fn release(&mut self, pieces: &mut Vec<Piece>) {
        pieces.extend(self.held.take().map(Piece::Paragraph));
        pieces.append(&mut self.boxes);
    }

    pub(super) fn leave_out(&mut self, unit: &'static str, what: impl Into<String>, words: &str) {
        let report = Report::new(unit, self.here(), what, words);
        self.manuscript.account.found(unit, 1);
        self.manuscript.account.left_out(self.side, report);
    }

    /// Adds words to a paragraph, if they are kept.
    pub(super) fn put(&mut self, words: &str, look: Look, para: &mut Para) {
        let shown = self.fields.iter().all(|field| field.has_result);
        if self.dropping == 0 && shown {
            para.push(words, look);
        }
    }
}

/// The words of an element: blanks round them count only if it says so (section 17.3.3.31).
pub(super) fn typed(element: &Element) -> String {
    let words = element.text();
    match element.attribute("space") {
        Some("preserve") => words,
        _ => words.trim().to_owned(),
    }
}

/// What an element of a comment's words anchors.
pub(super) fn comment_anchor(element: &Element) -> Option<Anchor> {
    let id = || element.attribute("id").unwrap_or_default().to_owned();
    match element.name.as_str() {
        "commentRangeStart" => Some(Anchor::Opens(id())),
        "commentRangeEnd" => Some(Anchor::Closes(id())),
        "commentReference" => Some(Anchor::Stands(id())),
        _ => None,
    }
}

/// Of alternatives the first that has words, else the first (ISO/IEC 29500-3, section 9.3).
pub(super) fn alternative(element: &Element) -> Option<&Element> {
    let is = |e: &&Element| matches!(e.name.as_str(), "Choice" | "Fallback");
    let all = || element.elements().filter(is);
    let has_words = |e: &&Element| {
        let mut all = e.descendants().into_iter();
        all.any(|e| matches!(e.name.as_str(), "t" | "delText") && !e.text().trim().is_empty())
    };
    all().find(has_words).or_else(|| all().next())
}

//! Tables and boxes to paragraphs in a row.

use std::collections::BTreeMap;

use super::{
    Piece, Row,
    label::{Named, named},
    para::{Para, ParaKind},
};
use crate::{
    import::{Account, Report, Side},
    load::speech::folded_label,
};

/// A paragraph in its place.
#[derive(Debug)]
pub(super) struct Laid {
    /// The paragraph.
    pub(super) para: Para,
    /// The label that a table has beside it.
    pub(super) given: Option<Given>,
    /// Whether it stands in a box, or in a table that has no turns.
    pub(super) aside: bool,
}

/// A label in a table.
#[derive(Clone, Debug)]
pub(super) struct Given {
    /// The label.
    pub(super) label: Named,
    /// All that its cell has.
    pub(super) printed: String,
}

/// All paragraphs with something in them, in order.
pub(super) fn laid(pieces: Vec<Piece>, account: &mut Account) -> Vec<Laid> {
    let mut laid = Vec::new();
    lay(pieces, false, &mut laid, account);
    laid
}

fn lay(pieces: Vec<Piece>, aside: bool, laid: &mut Vec<Laid>, account: &mut Account) {
    for piece in pieces {
        match piece {
            Piece::Paragraph(para) => {
                if !para.is_blank() {
                    account.found("paragraphs", 1);
                }
                if !para.is_nothing() {
                    laid.push(Laid {
                        para,
                        given: None,
                        aside,
                    });
                }
            }
            Piece::Aside(pieces) => lay(pieces, true, laid, account),
            Piece::Table(rows) => match has_turns(&rows) {
                true => turns(rows, laid, account),
                false => {
                    account.found("tables", 1);
                    account.wrote("tables", 1);
                    for cell in rows.into_iter().flat_map(|row| row.cells) {
                        lay(cell, true, laid, account);
                    }
                }
            },
        }
    }
}

/// Whether a table has a column of speakers and one of words: two cells in each row, of which the first is a label or empty, and some label recurs
/// or the first row says so.
fn has_turns(rows: &[Row]) -> bool {
    let mut labels: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let [label, words] = row.cells.as_slice() else {
            return false;
        };
        let Some(label) = label_of(label) else {
            return false;
        };
        if words.iter().any(|piece| matches!(piece, Piece::Table(_))) {
            return false;
        }
        if !label.is_empty() {
            let name = named(&label).map(|label| folded_label(&label.name));
            *labels.entry(name.unwrap_or_default()).or_default() += 1;
        }
    }
    let headed = rows.len() > 2 && rows.first().is_some_and(is_head);
    let recurs = labels.values().any(|count| *count > 1);
    !labels.is_empty() && (headed || recurs && labels.len() > 1)
}

/// The label that a cell is; empty, if it has none; nothing, if it has something else.
fn label_of(cell: &[Piece]) -> Option<String> {
    let mut label = String::new();
    for piece in cell {
        let Piece::Paragraph(para) = piece else {
            return None;
        };
        if para.is_blank() {
            continue;
        }
        if !label.is_empty() {
            return None;
        }
        label = para.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    (label.is_empty() || named(&label).is_some()).then_some(label)
}

/// Whether a row says what the columns are.
fn is_head(row: &Row) -> bool {
    const SPEAKERS: &[&str] = &[
        "speaker",
        "speakers",
        "name",
        "who",
        "sprecher",
        "locuteur",
        "orador",
        "hablante",
        "спикер",
    ];
    let first = row.cells.first().and_then(|cell| label_of(cell));
    first.is_some_and(|first| SPEAKERS.contains(&first.to_lowercase().as_str()))
}

fn turns(rows: Vec<Row>, laid: &mut Vec<Laid>, account: &mut Account) {
    account.found("tables of turns", 1);
    account.wrote("tables of turns", 1);
    let headed = rows.first().is_some_and(is_head);
    for (index, row) in rows.into_iter().enumerate() {
        let mut cells = row.cells.into_iter();
        let (label, words) = (
            cells.next().unwrap_or_default(),
            cells.next().unwrap_or_default(),
        );
        if index == 0 && headed {
            for para in paragraphs(label).chain(paragraphs(words)) {
                if !para.is_blank() {
                    let what = "it says what the columns of a table of turns are";
                    account.found("heads of tables", 1);
                    account.left_out(
                        Side::Speech,
                        Report::new("heads of tables", para.place, what, para.text),
                    );
                }
            }
            continue;
        }
        let printed = label_of(&label).filter(|label| !label.is_empty());
        let mut given = printed.and_then(|printed| {
            Some(Given {
                label: named(&printed)?,
                printed,
            })
        });
        // What is anchored in the label's cell is meant of the words.
        let mut anchors = Vec::new();
        let mut place = None;
        for para in paragraphs(label) {
            place.get_or_insert(para.place);
            anchors.extend(para.anchors.into_iter().map(|(_, anchor)| (0, anchor)));
        }
        let mut said = Vec::new();
        lay(words, false, &mut said, account);
        for mut next in said {
            next.para.anchors.splice(0..0, anchors.drain(..));
            if !next.para.is_blank() {
                next.given = given.take();
            }
            if next.para.kind != ParaKind::Words && next.given.is_some() {
                next.para.kind = ParaKind::Words;
            }
            laid.push(next);
        }
        if let Some(label) = given {
            account.found("labels without words", 1);
            let place = place.unwrap_or_default();
            account.left_out(
                Side::Speech,
                Report::new(
                    "labels without words",
                    place,
                    "no words stand beside the label",
                    label.printed,
                ),
            );
        }
        if !anchors.is_empty() {
            laid.push(Laid {
                para: Para {
                    anchors,
                    ..Para::default()
                },
                given: None,
                aside: false,
            });
        }
    }
}

fn paragraphs(cell: Vec<Piece>) -> impl Iterator<Item = Para> {
    cell.into_iter().filter_map(|piece| match piece {
        Piece::Paragraph(para) => Some(para),
        Piece::Table(_) | Piece::Aside(_) => None,
    })
}

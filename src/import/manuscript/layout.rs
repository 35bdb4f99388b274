//! Tables and boxes to paragraphs in a row.

use std::collections::BTreeMap;

use super::{
    Piece, Row,
    label::{Named, named},
    para::{Anchor, Para, ParaKind},
};
use crate::{
    archive::Locator,
    import::{Account, Report, Side},
    load::speech::{folded_label, mark_beside_label},
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
            Piece::Table(rows) => match Columns::of(&rows) {
                Some(columns) => turns(rows, columns, laid, account),
                None => {
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

/// Which column of a table has what.
#[derive(Clone, Copy, Debug)]
struct Columns {
    times: Option<usize>,
    labels: usize,
    words: usize,
}

impl Columns {
    /// Those of a table of turns: speakers and words, and perhaps times before or between them.
    fn of(rows: &[Row]) -> Option<Self> {
        let pair = Self {
            times: None,
            labels: 0,
            words: 1,
        };
        let all = match rows.first()?.cells.len() {
            2 => vec![pair],
            3 => vec![
                Self {
                    times: Some(0),
                    labels: 1,
                    words: 2,
                },
                Self {
                    times: Some(1),
                    labels: 0,
                    words: 2,
                },
            ],
            _ => return None,
        };
        all.into_iter().find(|columns| columns.fit(rows))
    }

    /// Whether they are those of a table: speakers' cells have a label or nothing, and some label recurs, or the first row says that it is one.
    fn fit(self, rows: &[Row]) -> bool {
        let count = 2 + usize::from(self.times.is_some());
        let headed = self.is_headed(rows);
        let mut labels: BTreeMap<String, usize> = BTreeMap::new();
        for row in rows.iter().skip(usize::from(headed)) {
            let (Some(label), Some(words)) =
                (row.cells.get(self.labels), row.cells.get(self.words))
            else {
                return false;
            };
            let times = self.times.and_then(|at| row.cells.get(at));
            if row.cells.len() != count || times.is_some_and(|cell| times_of(cell).is_none()) {
                return false;
            }
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
        let recurs = labels.values().any(|count| *count > 1);
        !labels.is_empty() && (headed && rows.len() > 2 || recurs && labels.len() > 1)
    }

    /// Whether the first row says what the columns are.
    fn is_headed(self, rows: &[Row]) -> bool {
        let cell = rows.first().and_then(|row| row.cells.get(self.labels));
        let first = cell.and_then(|cell| label_of(cell));
        first.is_some_and(|first| SPEAKERS.contains(&first.to_lowercase().as_str()))
    }
}

/// What a column of speakers is called.
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

/// The times that a cell has, which has nothing else.
fn times_of(cell: &[Piece]) -> Option<Vec<Locator>> {
    let mut times = Vec::new();
    for piece in cell {
        let Piece::Paragraph(para) = piece else {
            return None;
        };
        let words = para.text.trim();
        if !words.is_empty() {
            let bare = words.trim_matches(['(', ')', '[', ']']);
            times.push(mark_beside_label(bare)?);
        }
    }
    Some(times)
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

fn turns(rows: Vec<Row>, columns: Columns, laid: &mut Vec<Laid>, account: &mut Account) {
    account.found("tables of turns", 1);
    account.wrote("tables of turns", 1);
    let headed = columns.is_headed(&rows);
    for (index, mut row) in rows.into_iter().enumerate() {
        if index == 0 && headed {
            head(row, account);
            continue;
        }
        let mut take = |at: usize| {
            row.cells
                .get_mut(at)
                .map(std::mem::take)
                .unwrap_or_default()
        };
        let (label, words) = (take(columns.labels), take(columns.words));
        let times = columns.times.map(take).unwrap_or_default();
        // What is anchored in the other cells is meant of the words.
        let marks = times_of(&times).unwrap_or_default();
        let mut anchors: Vec<_> = marks
            .into_iter()
            .map(|mark| (0, Anchor::Mark(mark)))
            .collect();
        let printed = label_of(&label).filter(|label| !label.is_empty());
        let place = paragraphs(&label).next().map(|para| para.place.clone());
        for para in paragraphs(&times) {
            account.elsewhere(Side::Speech, &para.text);
        }
        let beside = paragraphs(&times).chain(paragraphs(&label));
        anchors.extend(
            beside
                .flat_map(|para| &para.anchors)
                .map(|(_, anchor)| (0, anchor.clone())),
        );
        let given = printed.and_then(|printed| {
            let label = named(&printed)?;
            Some(Given { label, printed })
        });
        let mut said = Vec::new();
        lay(words, false, &mut said, account);
        if let Some(given) = begin(&mut said, given) {
            let what = "no words stand beside the label";
            let report = Report::new(
                "labels without words",
                place.unwrap_or_default(),
                what,
                given.printed,
            );
            account.found("labels without words", 1);
            account.left_out(Side::Speech, report);
        }
        if said.is_empty() && !anchors.is_empty() {
            said.push(Laid {
                para: Para::default(),
                given: None,
                aside: false,
            });
        }
        if let Some(first) = said.first_mut() {
            first.para.anchors.splice(0..0, anchors);
        }
        laid.append(&mut said);
    }
}

/// Gives a label to the first words; back, if there are none.
fn begin(said: &mut [Laid], given: Option<Given>) -> Option<Given> {
    match said.iter_mut().find(|laid| !laid.para.is_blank()) {
        Some(first) if given.is_some() => {
            first.given = given;
            first.para.kind = ParaKind::Words;
            None
        }
        _ => given,
    }
}

/// Reports the row that says what the columns are.
fn head(row: Row, account: &mut Account) {
    let what = "it says what the columns of a table of turns are";
    for para in row
        .cells
        .iter()
        .flat_map(|cell| paragraphs(cell))
        .filter(|para| !para.is_blank())
    {
        let report = Report::new(
            "heads of tables",
            para.place.clone(),
            what,
            para.text.as_str(),
        );
        account.found("heads of tables", 1);
        account.left_out(Side::Speech, report);
    }
}

fn paragraphs(cell: &[Piece]) -> impl Iterator<Item = &Para> {
    cell.iter().filter_map(|piece| match piece {
        Piece::Paragraph(para) => Some(para),
        Piece::Table(_) | Piece::Aside(_) => None,
    })
}

//! Rows and cells of a table.

use csv::ReaderBuilder;

use super::cell_left_out;
use crate::import::{Account, Place, Report, Side, Unreadable, entities};

/// A table whose first row names its columns.
#[derive(Debug)]
pub(super) struct Table {
    names: Vec<String>,
    pub(super) rows: Vec<Row>,
}

/// A row that has something in it.
#[derive(Debug)]
pub(super) struct Row {
    /// Its first line in the file.
    pub(super) line: usize,
    /// With signs in the place of entities.
    pub(super) cells: Vec<String>,
}

impl Table {
    /// Reads a table (RFC 4180); parted by commas, semicolons or tabs, as its first line is.
    pub(super) fn read(text: &str) -> Result<Self, Unreadable> {
        let first = text.lines().next().unwrap_or_default();
        let count = |sign: u8| first.bytes().filter(|b| *b == sign).count();
        let sign = [b',', b';', b'\t']
            .into_iter()
            .max_by_key(|sign| count(*sign));
        let mut reader = ReaderBuilder::new()
            .flexible(true)
            .has_headers(false)
            .delimiter(sign.filter(|sign| count(*sign) > 0).unwrap_or(b','))
            .from_reader(text.as_bytes());
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(1, csv::Position::line);
                let place = Place::line(usize::try_from(line).unwrap_or(usize::MAX));
                Unreadable::at(place, format!("the table is broken: {error}"))
            })?;
            let line = record.position().map_or(1, csv::Position::line);
            let cells = record
                .iter()
                .map(|cell| entities::decoded(cell.trim(), "").into_owned());
            let row = Row {
                line: usize::try_from(line).unwrap_or(usize::MAX),
                cells: cells.collect(),
            };
            if row.cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(row);
            }
        }
        if rows.is_empty() {
            return Err(Unreadable::new("the table is empty"));
        }
        let names = rows.remove(0).cells;
        let names = names
            .iter()
            .map(|name| name.trim_start_matches('\u{feff}').to_lowercase());
        Ok(Self {
            names: names.collect(),
            rows,
        })
    }

    /// The place of a column.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Reports all of a row.
    pub(super) fn leave_out(&self, row: &Row, what: &str, account: &mut Account) {
        let words = row.cells.join(" ");
        let report = Report::new("rows", Place::line(row.line), what, words);
        account.left_out(Side::Speech, report);
    }

    /// Reports each cell of a row but those of these columns.
    pub(super) fn tell_rest(&self, row: &Row, taken: &[&str], account: &mut Account) {
        for (at, cell) in row.cells.iter().enumerate() {
            let name = self.names.get(at).map_or("", String::as_str);
            // Of two columns of a name the first is read.
            let known = taken.contains(&name) && self.column(name) == Some(at);
            if known || cell.is_empty() {
                continue;
            }
            let what = "a cell that has no place in an archive";
            cell_left_out(account, (row.line, name), cell, what);
        }
    }
}

impl Row {
    /// What stands in a column, if anything does.
    pub(super) fn take(&self, name: &str, table: &Table) -> Option<String> {
        let cell = self.cells.get(table.column(name)?)?;
        (!cell.is_empty()).then(|| cell.clone())
    }

    /// The values of a column, which are parted by semicolons.
    pub(super) fn values(&self, name: &str, table: &Table) -> Vec<String> {
        let cell = self.take(name, table).unwrap_or_default();
        let values = cell
            .split(';')
            .map(str::trim)
            .filter(|value| !value.is_empty());
        values.map(str::to_owned).collect()
    }
}

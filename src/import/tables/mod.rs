//! Tables of libraries (CSV): transcripts as Oral History as Data has them, and the metadata of CollectionBuilder.
//!
//! | Module | What it does |
//! |---|---|
//! | `table` | rows and cells, with their places |
//! | `transcript` | a row for each paragraph: `speaker, words, tags, timestamp` |
//! | `metadata` | a row for each object: `objectid, title, interviewee, ...` |

mod metadata;
mod table;
#[cfg(test)]
mod tests;
mod transcript;

use std::collections::BTreeSet;

use self::table::Table;
use super::{
    Account, Asked, BroughtEntry, Claim, ImportFile, Imported, Importer, Place, Report, Side,
    Unreadable,
};
use crate::archive::{EntryFields, Kind};

/// Tables of Oral History as Data and CollectionBuilder.
#[derive(Debug)]
pub struct Rows;

impl Importer for Rows {
    fn name(&self) -> &'static str {
        "ohd-csv"
    }

    fn title(&self) -> &'static str {
        "CSV of Oral History as Data or CollectionBuilder"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let head = file
            .head()
            .lines()
            .next()
            .unwrap_or_default()
            .to_lowercase();
        let names: Vec<&str> = head
            .split([',', ';', '\t'])
            .map(|name| name.trim_matches(|c: char| !c.is_alphanumeric()))
            .collect();
        let has = |name: &str| names.contains(&name);
        let csv = ["csv", "tsv"].contains(&file.extension().as_str());
        match has("objectid") || has("words") && (has("speaker") || has("timestamp")) {
            true => Claim::Sure,
            false if csv && (has("words") || has("tag") && has("description")) => Claim::Likely,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, asked: &Asked) -> Result<Imported, Unreadable> {
        let decoded = file.decoded()?;
        let text = super::text::without_damage(&decoded.text);
        let mut account = Account::default();
        super::text::account_for_letters(decoded, &text, &mut account);
        let table = Table::read(&text)?;
        account.found("rows", table.rows.len());
        for row in &table.rows {
            for cell in &row.cells {
                account.printed(Side::Speech, cell);
            }
        }
        if table.column("objectid").is_some() {
            return Ok(metadata::read(&table, &asked.as_words, account));
        }
        if table.column("words").is_some() {
            return transcript::read(&table, file.stem(), asked, account);
        }
        if table.column("tag").is_some() {
            return Ok(vocabulary(&table, account));
        }
        Err(Unreadable::at(
            Place::line(1),
            "the table has no column `words` or `objectid`",
        )
        .help("name its columns in the first row: `speaker,words,tags,timestamp`"))
    }
}

/// `filters.csv`: what the tags of transcripts mean.
fn vocabulary(table: &Table, mut account: Account) -> Imported {
    let mut entries: Vec<BroughtEntry> = Vec::new();
    let mut known = BTreeSet::new();
    for row in &table.rows {
        let tag = row.take("tag", table);
        let Some(tag) = tag.filter(|tag| known.insert(tag.clone())) else {
            table.leave_out(
                row,
                "a row without a tag, or with one that was there",
                &mut account,
            );
            continue;
        };
        account.elsewhere(Side::Speech, &tag);
        let mut entry = named(Kind::TOPICS, &tag);
        entry.fields.summary = row.take("description", table);
        if let Some(summary) = &entry.fields.summary {
            account.elsewhere(Side::Speech, summary);
        }
        table.tell_rest(row, &["tag", "description"], &mut account);
        account.wrote("rows", 1);
        entries.push(entry);
    }
    Imported {
        entries,
        account,
        ..Imported::default()
    }
}

/// An entry of which no more than its name is known.
fn named(kind: Kind, title: &str) -> BroughtEntry {
    BroughtEntry {
        kind,
        key: title.to_owned(),
        fields: EntryFields {
            title: title.to_owned(),
            ..EntryFields::default()
        },
        body: String::new(),
    }
}

/// Reports a cell that has no place in an archive.
fn cell_left_out(account: &mut Account, (line, column): (usize, &str), words: &str, what: &str) {
    account.found("cells", 1);
    let place = Place {
        known_as: Some(column.to_owned()),
        ..Place::line(line)
    };
    account.left_out(Side::Speech, Report::new("cells", place, what, words));
}

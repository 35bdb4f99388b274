//! Tables for spreadsheets (CSV, RFC 4180), with what their columns mean (CSV on the Web, W3C Recommendations of 2015): `table_rows` has the rows.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    Exporter, File, Given, OfYear, Scope,
    place::{rights, rights_address},
    table_rows::{self, Row},
};
use crate::{
    reader::{Config, Whole},
    source::diag::Diagnostic,
};

/// `tables/annotations.csv` and its like, and `tables/csv-metadata.json`, where the standard looks for it.
#[derive(Debug)]
pub(super) struct Tables;

/// A column: its name, what it means, and what parts several values in it.
pub(super) struct Column {
    name: &'static str,
    means: &'static str,
    holds: Holds,
}

#[derive(Clone, Copy, PartialEq)]
enum Holds {
    Words,
    Many,
    Number,
    Whole,
    Address,
    Key,
}

struct Table {
    name: &'static str,
    title: &'static str,
    columns: &'static [Column],
    rows: fn(&Given<'_>) -> Vec<Row>,
}

const fn column(name: &'static str, holds: Holds, means: &'static str) -> Column {
    Column { name, means, holds }
}

use Holds::{Address, Key, Many, Number, Whole as Counted, Words};

const ALL: &[Table] = &[
    Table {
        name: "annotations",
        title: "Notes on transcripts, a row for each passage that one is on",
        columns: &[
            column("transcript", Key, "Id of the transcript"),
            column("id", Key, "Id of the note, unique in its transcript"),
            column(
                "passage",
                Key,
                "Which of its passages, from 1; 0 for a note on the whole transcript",
            ),
            column("address", Address, "Where the note stands"),
            column("first", Words, "The first paragraph of the passage"),
            column("last", Words, "The last paragraph of the passage"),
            column(
                "quote",
                Words,
                "The words; none where whole paragraphs are meant",
            ),
            column("title", Words, "Title of the note"),
            column("note", Words, "The note, in Markdown"),
            column(
                "entries",
                Many,
                "What it names: kind and id, `topic:milling`",
            ),
            column("sources", Words, "Sources, in Markdown, a line for each"),
            column(
                "certainty",
                Words,
                "How sure the editor is: probable or possible; none is sure",
            ),
            column("disputes", Words, "Id of the note that it disputes"),
            column("correction", Words, "The reading that it proposes"),
            column("warning", Words, "To be shown before the note"),
            column("transcript_warning", Words, "To be shown before the quote"),
            column("by", Words, "Who wrote it"),
            column("machine", Words, "`true` if that is a program"),
            column("checked", Words, "Who checked it"),
            column("written", Words, "When: EDTF"),
            column("rights", Words, "Rights in the note"),
            column("transcript_rights", Words, "Rights in the quote"),
        ],
        rows: table_rows::annotations,
    },
    Table {
        name: "entries",
        title: "Topics, events, people and other entries",
        columns: &[
            column("kind", Key, "What it is: topic, event, person, ..."),
            column("id", Key, "Its id, unique in its kind"),
            column("address", Address, "Its page"),
            column("title", Words, "Its title"),
            column("sort", Words, "What it is sorted by"),
            column("aliases", Many, "Other names"),
            column("summary", Words, "What it is"),
            column("warning", Words, "To be shown before everything"),
            column("date", Words, "When: EDTF"),
            column("born", Words, "When: EDTF"),
            column("died", Words, "When: EDTF"),
            column("latitude", Number, "Degrees north, WGS 84"),
            column("longitude", Number, "Degrees east, WGS 84"),
            column("identifier", Words, "Its symbol"),
            column("url", Words, "Its address elsewhere"),
            column("same_as", Many, "What it is elsewhere: addresses"),
            column(
                "relations",
                Many,
                "What it names: key, kind and id, `broader:topic:milling`",
            ),
        ],
        rows: table_rows::entries,
    },
    Table {
        name: "turns",
        title: "Who said what, a row for each turn",
        columns: &[
            column("transcript", Key, "Id of the transcript"),
            column("turn", Key, "Its number, from 1"),
            column("address", Address, "Its first paragraph"),
            column("first", Words, "Its first paragraph"),
            column("last", Words, "Its last paragraph"),
            column("date", Words, "When: EDTF"),
            column("language", Words, "BCP 47"),
            column("label", Words, "As the source prints it"),
            column("name", Words, "Who speaks"),
            column("person", Words, "Id of the entry"),
            column("part", Words, "interviewer, press, witness, ..."),
            column("role", Words, "Office"),
            column(
                "certainty",
                Words,
                "How sure it is who speaks: probable or possible; none is sure",
            ),
            column("asks", Words, "`true` for a question"),
            column("paragraphs", Counted, "How many"),
            column("words", Words, "What is said, a line for each paragraph"),
            column("warning", Words, "To be shown before the words"),
            column("rights", Words, "Rights in the words"),
        ],
        rows: table_rows::turns,
    },
];

impl Exporter for Tables {
    fn name(&self) -> &'static str {
        "csv"
    }

    fn scope(&self) -> Scope {
        Scope::Parts
    }

    fn takes(&self, how: &str) -> Result<(), &'static str> {
        match how == YEARS {
            true => Ok(()),
            false => Err("`years`: a table of turns for each year"),
        }
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        let config = whole.config();
        let tables = tables(config, || {
            whole.lists.transcripts().map(OfYear::new).collect()
        });
        let files = tables
            .iter()
            .enumerate()
            .map(|(number, (_, name, _))| File {
                number,
                ..File::at(&format!("tables/{name}.csv"))
            });
        let metadata = File {
            number: METADATA,
            ..File::at("tables/csv-metadata.json")
        };
        files.chain([metadata]).collect()
    }

    fn make(&self, file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let years = || {
            given
                .reader
                .lists()
                .transcripts()
                .map(OfYear::new)
                .collect()
        };
        let tables = tables(given.reader.config(), years);
        Ok(match tables.get(file.number) {
            Some((table, _, Some(year))) => csv(
                table,
                table_rows::turns_of(given, |head| OfYear::new(*head) == *year),
            ),
            Some((table, _, None)) => csv(table, (table.rows)(given)),
            None => metadata(given, &tables),
        })
    }
}

/// The word with which postil.yaml asks for the table of turns in parts, since it grows with the words.
const YEARS: &str = "years";

/// The number of the file that says what the tables mean.
const METADATA: usize = usize::MAX;

/// A table, its name, and the year that it is of, if it is a part: `turns-1931`.
type Part = (&'static Table, String, Option<OfYear>);

/// The tables of a site; `years` are those of its transcripts.
fn tables(config: &Config, years: impl Fn() -> BTreeSet<OfYear>) -> Vec<Part> {
    let whole = |table: &'static Table| (table, table.name.to_owned(), None);
    let (turns, others) = ALL.split_last().expect("there are tables");
    let mut tables: Vec<Part> = others.iter().map(whole).collect();
    if config.way_of("csv") != Some(YEARS) {
        tables.push(whole(turns));
        return tables;
    }
    tables.extend(
        years()
            .into_iter()
            .map(|year| (turns, format!("{}-{year}", turns.name), Some(year))),
    );
    tables
}

fn csv(table: &Table, rows: Vec<Row>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let names = table.columns.iter().map(|column| column.name);
    writer.write_record(names).expect("memory does not fail");
    for row in rows {
        // Each row has a field for each column, or it is not written.
        assert_eq!(row.len(), table.columns.len(), "a field for each column");
        writer.write_record(&row).expect("memory does not fail");
    }
    writer.into_inner().expect("memory does not fail")
}

fn metadata(given: &Given<'_>, tables: &[Part]) -> Vec<u8> {
    let config = given.reader.config();
    let tables: Vec<Value> = tables
        .iter()
        .map(|(table, name, _)| {
            let columns: Vec<Value> = table.columns.iter().map(described).collect();
            let keys: Vec<&str> = table
                .columns
                .iter()
                .filter(|column| column.holds == Key)
                .map(|column| column.name)
                .collect();
            json!({
                "url": format!("{name}.csv"),
                "dc:title": table.title,
                "tableSchema": {"columns": columns, "primaryKey": keys},
            })
        })
        .collect();
    let mut all = json!({
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": config.title,
        "tables": tables,
    });
    if let Some(written) = &config.rights {
        match rights_address(written) {
            Some(address) => all["dc:license"] = json!({"@id": address}),
            None => all["dc:rights"] = rights(written).into(),
        }
    }
    let mut bytes = serde_json::to_vec_pretty(&all).expect("JSON has no other keys");
    bytes.push(b'\n');
    bytes
}

fn described(column: &Column) -> Value {
    let mut described = json!({
        "name": column.name,
        "titles": column.name,
        "dc:description": column.means,
        "datatype": match column.holds {
            Number => "decimal",
            Counted => "nonNegativeInteger",
            Words | Many | Address | Key => "string",
        },
    });
    match column.holds {
        Many => described["separator"] = ";".into(),
        Key => described["required"] = true.into(),
        Words | Number | Counted | Address => {}
    }
    described
}

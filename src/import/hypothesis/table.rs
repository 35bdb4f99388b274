//! CSV: a line for each annotation. It says neither what a reply answers nor whether a note was for its author alone, so all come as drafts.

use csv::{ReaderBuilder, StringRecord};

use super::{
    row::{Row, RowOn},
    thread::Threads,
};
use crate::import::{
    account::{Account, Place, Report, Side},
    brought::{Imported, LooseQuote},
    file::ImportFile,
    importer::{Asked, Claim, Importer},
    unreadable::Unreadable,
};

/// Hypothesis's CSV.
#[derive(Debug)]
pub(crate) struct HypothesisCsv;

impl Importer for HypothesisCsv {
    fn name(&self) -> &'static str {
        "hypothesis-csv"
    }

    fn title(&self) -> &'static str {
        "Hypothesis annotations (CSV)"
    }

    fn claims(&self, file: &ImportFile) -> Claim {
        let first = file.head().lines().next().unwrap_or_default();
        let has = |name: &str| first.contains(name);
        match has("Created at") && has("Author") && has("URL") && has("Comment") {
            true => Claim::Sure,
            false => Claim::No,
        }
    }

    fn read(&self, file: &ImportFile, _: &Asked) -> Result<Imported, Unreadable> {
        let text = &file.decoded()?.text;
        let first = text.lines().next().unwrap_or_default();
        let mut reader = ReaderBuilder::new()
            .delimiter(if first.contains('\t') { b'\t' } else { b',' })
            .flexible(true)
            .from_reader(text.as_bytes());
        let broken = |error: &csv::Error| {
            let line = error
                .position()
                .and_then(|at| usize::try_from(at.line()).ok());
            Unreadable::at(
                line.map(Place::line).unwrap_or_default(),
                format!("the CSV is broken: {error}"),
            )
            .help("export it again from Hypothesis")
        };
        let columns = Columns::of(reader.headers().map_err(|error| broken(&error))?)?;
        let mut account = Account::default();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record.map_err(|error| broken(&error))?;
            let line = record
                .position()
                .and_then(|at| usize::try_from(at.line()).ok());
            for column in [columns.comment, columns.tags] {
                account.printed(
                    Side::Notes,
                    column.and_then(|c| record.get(c)).unwrap_or_default(),
                );
            }
            rows.push(columns.row(&record, line.map(Place::line).unwrap_or_default()));
        }
        if !rows.is_empty() {
            let what = "CSV does not say which notes were for their author alone, so that all are drafts: JSON does";
            account.remark(Report::new("annotations", Place::default(), what, ""));
        }
        let mut threads = Threads::new(account);
        rows.into_iter().for_each(|row| threads.add(row));
        Ok(threads.imported())
    }
}

/// Where what is wanted stands.
struct Columns {
    created: Option<usize>,
    author: Option<usize>,
    url: usize,
    kind: Option<usize>,
    quote: Option<usize>,
    comment: Option<usize>,
    tags: Option<usize>,
}

impl Columns {
    fn of(names: &StringRecord) -> Result<Self, Unreadable> {
        let find = |wanted: &str| {
            let begins = |name: &str| name.trim().to_lowercase().starts_with(wanted);
            names.iter().position(begins)
        };
        let url = find("url").ok_or_else(|| {
            Unreadable::at(Place::line(1), "no column is called `URL`").help(
                "export it again from Hypothesis, or give the columns the names that it gives them",
            )
        })?;
        Ok(Self {
            created: find("created"),
            author: find("author"),
            url,
            kind: find("type"),
            quote: find("quote"),
            comment: find("comment"),
            tags: find("tags"),
        })
    }

    fn row(&self, record: &StringRecord, place: Place) -> Row {
        let cell = |column: Option<usize>| column.and_then(|c| record.get(c)).unwrap_or_default();
        let quote = cell(self.quote);
        let is_reply = cell(self.kind).trim().eq_ignore_ascii_case("reply");
        let tags = cell(self.tags).split(',').map(str::trim);
        Row {
            place,
            created: cell(self.created).to_owned(),
            by: cell(self.author).trim().to_owned(),
            addresses: vec![cell(Some(self.url)).trim().to_owned()],
            text: cell(self.comment).to_owned(),
            tags: tags
                .filter(|tag| !tag.is_empty())
                .map(str::to_owned)
                .collect(),
            on: match quote.trim().is_empty() || is_reply {
                true => RowOn::Page,
                false => RowOn::Words(LooseQuote {
                    exact: quote.to_owned(),
                    ..LooseQuote::default()
                }),
            },
            kept: Some(String::new()),
            answers: is_reply.then(Vec::new),
            ..Row::default()
        }
    }
}

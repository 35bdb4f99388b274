//! `report`: what the archive lacks, as a table, JSON or CSV.

use anyhow::{Context, Result, bail};
use serde_json::json;

use super::{
    args::{Arguments, Report, ReportAs},
    report::one_line,
    run::{plural, site, write},
};
use crate::pipeline::{
    self,
    edit::{Coverage, Finding, Lack},
};

pub(super) fn report(arguments: &Arguments, report: &Report) -> Result<u8> {
    let only = match &report.only {
        None => None,
        Some(word) => match Lack::ALL.iter().find(|(_, known, _)| known == word) {
            Some((lack, ..)) => Some(*lack),
            None => {
                let words: Vec<&str> = Lack::ALL.iter().map(|(_, word, _)| *word).collect();
                bail!("nothing is called `{word}`; there are {}", words.join(", "));
            }
        },
    };
    let mut found = pipeline::edit::report(&site(arguments)?.open()?)?;
    if let Some(only) = only {
        found.findings.retain(|finding| finding.lack == only);
    }
    let text = match report.how {
        ReportAs::Table => table(&found, only),
        ReportAs::Json => as_json(&found),
        ReportAs::Csv => csv(&found)?,
    };
    write(&mut std::io::stdout(), &text);
    Ok(0)
}

fn place(finding: &Finding) -> String {
    match finding.line {
        0 => finding.path.clone(),
        line => format!("{}:{line}", finding.path),
    }
}

fn table(report: &pipeline::edit::Report, only: Option<Lack>) -> String {
    let mut text = String::new();
    for (lack, word, called) in Lack::ALL {
        if only.is_some_and(|only| only != lack) {
            continue;
        }
        let of: Vec<&Finding> = report.findings.iter().filter(|f| f.lack == lack).collect();
        text.push_str(&format!("{word}: {} ({called})\n", of.len()));
        for finding in of {
            let about = match finding.about.is_empty() {
                true => String::new(),
                false => format!(": {}", one_line(&finding.about)),
            };
            let line = format!(
                "  {}  {}{about}\n",
                one_line(&place(finding)),
                one_line(&finding.of)
            );
            text.push_str(&line);
        }
    }
    if only.is_none() {
        text.push_str("\nparagraphs with notes, by year\n");
        for (_, coverage) in &report.years {
            text.push_str(&covered(coverage));
        }
        text.push_str("\nparagraphs with notes, by transcript\n");
        for coverage in &report.transcripts {
            text.push_str(&covered(coverage));
        }
    }
    text
}

fn covered(coverage: &Coverage) -> String {
    let of = match coverage.of.is_empty() {
        true => "without a date".to_owned(),
        false => one_line(&coverage.of),
    };
    format!(
        "  {of}  {} of {}, {}\n",
        coverage.with_notes,
        plural(coverage.paragraphs, "paragraph", "paragraphs"),
        plural(coverage.notes, "note", "notes")
    )
}

fn as_json(report: &pipeline::edit::Report) -> String {
    let coverage = |coverage: &Coverage| {
        json!({
            "of": coverage.of,
            "transcripts": coverage.transcripts,
            "paragraphs": coverage.paragraphs,
            "paragraphs_with_notes": coverage.with_notes,
            "notes": coverage.notes,
        })
    };
    let findings = report.findings.iter().map(|finding| {
        json!({
            "what": finding.lack.as_str(),
            "of": finding.of,
            "path": finding.path,
            "line": (finding.line > 0).then_some(finding.line),
            "about": finding.about,
        })
    });
    let all = json!({
        "findings": findings.collect::<Vec<_>>(),
        "years": report.years.iter().map(|(_, of)| coverage(of)).collect::<Vec<_>>(),
        "transcripts": report.transcripts.iter().map(coverage).collect::<Vec<_>>(),
    });
    format!("{all:#}\n")
}

/// Rows of one shape: what, of what, where, about it, and for coverage the numbers.
fn csv(report: &pipeline::edit::Report) -> Result<String> {
    let mut rows = ::csv::Writer::from_writer(Vec::new());
    rows.write_record([
        "what",
        "of",
        "path",
        "line",
        "about",
        "transcripts",
        "paragraphs",
        "paragraphs_with_notes",
        "notes",
    ])?;
    for finding in &report.findings {
        let line = match finding.line {
            0 => String::new(),
            line => line.to_string(),
        };
        let row = [
            finding.lack.as_str(),
            &finding.of,
            &finding.path,
            &line,
            &finding.about,
            "",
            "",
            "",
            "",
        ];
        rows.write_record(row)?;
    }
    let years = report
        .years
        .iter()
        .map(|(_, coverage)| ("coverage-of-year", coverage));
    let transcripts = report
        .transcripts
        .iter()
        .map(|of| ("coverage-of-transcript", of));
    for (what, coverage) in years.chain(transcripts) {
        let counts = [
            coverage.transcripts,
            coverage.paragraphs,
            coverage.with_notes,
            coverage.notes,
        ];
        let [transcripts, paragraphs, with_notes, notes] = counts.map(|count| count.to_string());
        let row = [
            what,
            &coverage.of,
            "",
            "",
            "",
            &transcripts,
            &paragraphs,
            &with_notes,
            &notes,
        ];
        rows.write_record(row)?;
    }
    let bytes = rows.into_inner().context("cannot write the rows")?;
    String::from_utf8(bytes).context("the rows are no UTF-8")
}

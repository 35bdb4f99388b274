//! What became of every file, in words.

use std::collections::BTreeMap;

use serde_json::json;

use crate::{
    cli::{
        report::{Format, one_line},
        run::{plural, say, write},
    },
    pipeline::import::{Count, Fate, ImportReport, ImportedFile, Imports, PlannedFile, Standing},
};

/// So many reports of a file are told.
const REPORTS: usize = 10;
/// Of so many files each is told by itself.
const FILES: usize = 20;

/// Tells what became of every file: for people, or as JSON lines.
pub(super) fn tell(imports: &Imports, format: Format, all: bool) {
    if format == Format::Json {
        for file in &imports.files {
            let planned = imports.planned.iter().filter(|p| p.origin == file.origin);
            let planned: Vec<&PlannedFile> = planned.filter(|p| !p.is_remembered()).collect();
            write(&mut std::io::stdout(), &as_json(file, &planned).to_string());
        }
        return;
    }
    let few = imports.files.len() <= FILES || all;
    let (mut brought, mut as_before, mut passed_by) = (0, 0, 0);
    let mut total: BTreeMap<&str, Count> = BTreeMap::new();
    for file in &imports.files {
        match &file.standing {
            Standing::Brought(_) => brought += 1,
            Standing::AsBefore => as_before += 1,
            Standing::PassedBy => passed_by += 1,
            Standing::Newer | Standing::Failed(_) => {}
        }
        if matches!(file.standing, Standing::Brought(_)) {
            for (unit, count) in &file.counts {
                let sum = total.entry(unit).or_default();
                sum.found += count.found;
                sum.written += count.written;
                sum.reported += count.reported;
            }
        }
        if few || !matches!(file.standing, Standing::Brought(_) | Standing::AsBefore) {
            of_file(file, all);
        }
    }
    for file in imports.planned.iter().filter(|file| !file.is_remembered()) {
        of_planned(file, few);
    }
    say(&format!(
        "{}: {brought} brought, {as_before} as they were, {} not",
        plural(imports.files.len() - passed_by, "file", "files"),
        imports.files.len() - passed_by - brought - as_before
    ));
    if !total.is_empty() {
        say("account of what was brought:");
    }
    for (unit, count) in total.iter().filter(|(_, count)| count.found > 0) {
        say(&format!(
            "  {unit}: {} = {} written + {} reported",
            count.found, count.written, count.reported
        ));
    }
    if !few {
        untold(imports);
    }
}

/// Of many files what was left out is counted, and how to be told each.
fn untold(imports: &Imports) {
    let brought = |file: &&ImportedFile| matches!(file.standing, Standing::Brought(_));
    let told = |file: &&ImportedFile| !(file.reports.is_empty() && file.remarks.is_empty());
    let (mut files, mut left_out, mut remarks) = (0, 0, 0);
    for file in imports.files.iter().filter(brought).filter(told) {
        files += 1;
        left_out += file.reports.len();
        remarks += file.remarks.len();
    }
    if files > 0 {
        say(&format!(
            "{} left out and {} in {}: `--all` tells each with its place, and `--dry-run --force --all` when they are written",
            plural(left_out, "thing", "things"),
            plural(remarks, "note", "notes"),
            plural(files, "file", "files")
        ));
    }
}

fn of_file(file: &ImportedFile, all: bool) {
    let origin = one_line(&file.origin);
    match &file.standing {
        Standing::AsBefore => say(&format!("{origin}: imported before, and still the same")),
        Standing::Newer => say(&format!(
            "{origin}: imported before, and another file now; `--update` brings the archive up to date, `--force` replaces what is there"
        )),
        Standing::PassedBy => say(&format!(
            "{origin}: passed by, since by its name it is about the folder; name it to import it"
        )),
        Standing::Failed(unreadable) => {
            let place = match unreadable.place.is_nowhere() {
                true => String::new(),
                false => format!("{}: ", unreadable.place),
            };
            say(&format!(
                "error: {origin}: {}{}",
                one_line(&place),
                one_line(&unreadable.message)
            ));
            if let Some(help) = &unreadable.help {
                say(&format!("  help: {}", one_line(help)));
            }
        }
        Standing::Brought(ids) => {
            let format = file.format;
            let ids: Vec<String> = ids.iter().take(4).map(|id| one_line(id)).collect();
            match ids.is_empty() {
                true => say(&format!("{origin} ({format})")),
                false => say(&format!("{origin} ({format}): {}", ids.join(", "))),
            }
            reports("left out", &file.reports, all);
            reports("note", &file.remarks, all);
        }
    }
}

fn reports(how: &str, reports: &[ImportReport], all: bool) {
    let most = if all { reports.len() } else { REPORTS };
    for report in reports.iter().take(most) {
        let mut line = format!("  {how}: ");
        if !report.place.is_nowhere() {
            line.push_str(&format!("{}: ", report.place));
        }
        line.push_str(&report.what);
        if !report.words.trim().is_empty() {
            line.push_str(&format!(
                ": “{}”",
                report
                    .words
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
            ));
        }
        say(&one_line(&line));
    }
    if reports.len() > most {
        say(&format!(
            "  {how}: and {} more; `--all` tells them",
            reports.len() - most
        ));
    }
}

fn of_planned(file: &PlannedFile, few: bool) {
    let path = one_line(&file.path);
    match &file.fate {
        Fate::New if few => say(&format!("  new: {path}")),
        Fate::Replaced if few => say(&format!("  replaced: {path}")),
        Fate::Merged => say(&format!(
            "  brought up to date, with what was changed here: {path}"
        )),
        Fate::Kept => say(&format!(
            "  kept as it is: {path} says something else; `--force` replaces it"
        )),
        Fate::Clash(clashes) => {
            for clash in clashes {
                say(&format!(
                    "{path}:{}: changed here and in the new file; it stays",
                    clash.line
                ));
                say(&format!("  here:     {}", one_line(&clash.ours)));
                say(&format!("  new file: {}", one_line(&clash.theirs)));
            }
        }
        Fate::New | Fate::Replaced | Fate::Same => {}
    }
}

fn as_json(file: &ImportedFile, planned: &[&PlannedFile]) -> serde_json::Value {
    let (standing, error) = match &file.standing {
        Standing::Brought(_) => ("brought", None),
        Standing::AsBefore => ("as-before", None),
        Standing::Newer => ("newer", None),
        Standing::PassedBy => ("passed-by", None),
        Standing::Failed(unreadable) => ("failed", Some(unreadable.to_string())),
    };
    let report = |report: &ImportReport| {
        json!({
            "unit": report.unit,
            "place": report.place.to_string(),
            "what": report.what,
            "words": report.words,
        })
    };
    let counts = file.counts.iter().map(|(unit, count)| {
        let count =
            json!({"found": count.found, "written": count.written, "reported": count.reported});
        ((*unit).to_owned(), count)
    });
    let written = planned.iter().map(|file| {
        let fate = match &file.fate {
            Fate::New => "new",
            Fate::Same => "same",
            Fate::Kept => "kept",
            Fate::Replaced => "replaced",
            Fate::Merged => "merged",
            Fate::Clash(_) => "clash",
        };
        json!({"path": file.path, "fate": fate})
    });
    json!({
        "file": file.origin,
        "format": file.format,
        "standing": standing,
        "error": error,
        "counts": counts.collect::<serde_json::Map<_, _>>(),
        "files": written.collect::<Vec<_>>(),
        "left_out": file.reports.iter().map(report).collect::<Vec<_>>(),
        "remarks": file.remarks.iter().map(report).collect::<Vec<_>>(),
    })
}

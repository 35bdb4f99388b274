//! `export`: one other format of the site, to a file, a folder or whoever reads the output of the program.

use std::{
    io::{ErrorKind, Write},
    path::Path,
};

use anyhow::{Context as _, Result, bail};

use jiff::{Timestamp, tz::TimeZone};

use super::{
    CONTENT,
    args::{Arguments, Export},
    progress::Display,
    run::{plural, report, say, shown, site_at},
    sizes::size,
};
use crate::pipeline::{self, BagRequest, ExportRequest};

/// What is no format of the site, but all of it.
const BAG: &str = "bag";

pub(super) fn export(arguments: &Arguments, export: &Export) -> Result<u8> {
    if export.export == BAG {
        return bag(arguments, export);
    }
    let site = site_at(arguments, export.base_url.as_ref())?;
    let topic = export.topic.as_deref();
    let to = export.output.as_deref();
    let request = ExportRequest::new(site.exporters, &export.export, topic)?.written_to(to);
    if request.has_many_files() && to.is_none_or(Path::is_file) {
        bail!(
            "`{}` is a file for each of many things: name a folder for them with `-o FOLDER`",
            export.export
        );
    }
    let (mut files, mut bytes) = (0, 0);
    let mut take = |path: &str, made: &[u8]| -> Result<()> {
        match request.place_of(path) {
            None => print(made)?,
            Some(file) => pipeline::put(&file, made)?,
        }
        files += 1;
        bytes += made.len();
        Ok(())
    };
    let display = Display::new();
    let done = pipeline::export(&site, &request, &|p| display.show(p), &mut take);
    display.done();
    let wrote = to.map(|to| {
        format!(
            "wrote {}, {} into {}",
            plural(files, "file", "files"),
            size(bytes as u64),
            shown(to)
        )
    });
    let begun = wrote.as_deref().filter(|_| files > 0);
    let (diagnostics, sources) = done.map_err(|error| match begun {
        Some(wrote) => error.context(format!("{wrote}, and not all that there is")),
        None => error,
    })?;
    report(arguments.format, false, (&diagnostics, &sources));
    if diagnostics.has_errors() {
        match begun {
            Some(wrote) => say(&format!("{wrote}, and not all that there is: see above")),
            None => say("nothing was exported: see above"),
        }
        return Ok(CONTENT);
    }
    if files == 0 {
        say(&format!("nothing was written: {}", request.why_nothing()));
    } else if let Some(wrote) = &wrote {
        say(wrote);
    }
    Ok(0)
}

/// To whoever reads the output of the program. That they read no further is no trouble; that it cannot be written is.
fn print(bytes: &[u8]) -> Result<()> {
    let mut output = std::io::stdout().lock();
    let done = output.write_all(bytes).and_then(|()| output.flush());
    match done {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done.context("cannot write to standard output"),
    }
}

/// The whole archive as a bag.
fn bag(arguments: &Arguments, export: &Export) -> Result<u8> {
    let Some(place) = export.output.clone() else {
        bail!("a bag is a folder: name one that is not there yet with `-o FOLDER`");
    };
    if export.topic.is_some() {
        bail!("a bag is of the whole archive, and `--topic` cannot narrow it");
    }
    let site = site_at(arguments, export.base_url.as_ref())?;
    let request = BagRequest {
        place: place.clone(),
        day: source_date()?,
    };
    let display = Display::new();
    let done = pipeline::bag(&site, &request, &|p| display.show(p));
    display.done();
    let (bagged, diagnostics, sources) = done?;
    report(arguments.format, false, (&diagnostics, &sources));
    let Some(bagged) = bagged else {
        say("nothing was exported: see above");
        return Ok(CONTENT);
    };
    for path in &bagged.left_out {
        say(&format!(
            "note: {path} has or names a draft, and is not in the bag"
        ));
    }
    let packed = bagged.packed;
    say(&format!(
        "wrote a bag of {}, {} into {}",
        plural(packed.files, "file", "files"),
        size(packed.bytes),
        shown(&place)
    ));
    Ok(0)
}

/// The day of `SOURCE_DATE_EPOCH` in UTC, if that is set (reproducible-builds.org): the clock is asked by nobody.
fn source_date() -> Result<Option<String>> {
    let Some(seconds) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|seconds| !seconds.is_empty())
    else {
        return Ok(None);
    };
    let seconds = seconds.to_str().and_then(|seconds| seconds.parse().ok());
    let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let moment = moment.context("SOURCE_DATE_EPOCH is no number of seconds since 1970")?;
    Ok(Some(TimeZone::UTC.to_datetime(moment).date().to_string()))
}

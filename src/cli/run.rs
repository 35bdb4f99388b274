//! `build`, `check` and `clean`: options to one library call, and its outcome to words.

use std::{
    collections::BTreeSet,
    io::{IsTerminal, Write},
    path::{Path, PathBuf},
    time::Duration,
};

use anyhow::{Context, Result, bail};

use super::{
    CONTENT,
    args::{Arguments, Build, Check, Clean, Content},
    progress::Display,
    report::{self, Format},
    sizes::{crowded, size, too_large, too_many},
};
use crate::{
    pipeline::{self, Gone, Options, Outcome},
    source::{Sources, diag::Diagnostics},
};

pub(super) fn build(arguments: &Arguments, build: &Build) -> Result<u8> {
    let mut options = options(arguments, &build.content)?;
    options.output = build
        .output_dir
        .clone()
        .unwrap_or_else(|| options.root.join("public"));
    options.force = build.force;
    options.cache = !build.no_cache;
    options.explain = build.explain;
    options.last = true;
    let display = Display::new();
    let outcome = pipeline::build(&options, &|p| display.show(p));
    display.done();
    let outcome = outcome.map_err(|error| as_it_was(error, &options.output))?;
    report(
        arguments.format,
        build.content.all,
        (&outcome.diagnostics, &outcome.sources),
    );
    for (route, reason) in &outcome.reasons {
        say(&format!("{}: {reason}", route.as_str()));
    }
    if build.timings {
        for (stage, took) in outcome.timings.stages() {
            say(&format!(
                "{:>16} {:>9.1} ms",
                stage.name(),
                took.as_secs_f64() * 1000.0
            ));
        }
    }
    let Some(written) = &outcome.written else {
        say(&format!(
            "nothing was written: {} is as it was",
            shown(&options.output)
        ));
        return Ok(CONTENT);
    };
    for path in &written.mended {
        say(&format!(
            "note: {path} had been changed by hand and was built anew"
        ));
    }
    for path in &written.kept {
        say(&format!(
            "note: {path} is no longer part of the site, but was changed by hand and stays"
        ));
    }
    tell_gone(&outcome.gone);
    let counts = outcome.counts;
    say(&format!(
        "built {} ({} made anew) from {}, {} and {} into {}: {} new, {} changed, {} removed, {} as they were, in {}",
        plural(outcome.pages, "page", "pages"),
        outcome.rendered,
        plural(counts.transcripts, "transcript", "transcripts"),
        plural(counts.annotations, "annotation", "annotations"),
        plural(counts.entries, "entry", "entries"),
        shown(&options.output),
        written.new,
        written.changed,
        written.removed,
        written.same,
        seconds(outcome.took),
    ));
    for count in &outcome.exports {
        let files = plural(count.files, "file", "files");
        say(&format!("{}: {files}, {}", count.name, size(count.bytes)));
    }
    let files = written.new + written.changed + written.same;
    tell_limits(&options, &outcome);
    if let Some(note) = crowded(files, &outcome.exports) {
        say(&note);
    }
    Ok(0)
}

/// Reminds of those who take no more of a format, or no larger file.
fn tell_limits(options: &Options, outcome: &Outcome) {
    let transcripts = outcome.counts.transcripts;
    for beyond in outcome.beyond(options.exporters) {
        say(&too_many(&beyond, transcripts));
    }
    for note in too_large(&outcome.exports) {
        say(&note);
    }
}

/// Reminds of the links that lead to pages which are no longer there.
fn tell_gone(gone: &[Gone]) {
    const TOLD: usize = 5;
    for page in gone.iter().take(TOLD) {
        let Gone { route, line, file } = page;
        say(&match file {
            Some(file) => format!(
                "note: {route} is gone, and so are the links to it; if {file} is in its place, write there `{line}`"
            ),
            None => format!(
                "note: {route} is gone, and so are the links to it; if it is elsewhere now, write in its file there `{line}`"
            ),
        });
    }
    if gone.len() > TOLD {
        say(&format!(
            "note: so are {} more pages; each needs its line `redirect_from` where it is now",
            gone.len() - TOLD
        ));
    }
}

/// Trouble, and what the output is like after it: as it was, unless it says something else.
fn as_it_was(error: anyhow::Error, output: &Path) -> anyhow::Error {
    match error.downcast_ref::<pipeline::Torn>() {
        Some(_) => error,
        None => error.context(format!(
            "nothing was changed: {} is as it was",
            shown(output)
        )),
    }
}

pub(super) fn check(arguments: &Arguments, check: &Check) -> Result<u8> {
    let options = options(arguments, &check.content)?;
    let display = Display::new();
    let outcome = pipeline::check(&options, &|p| display.show(p));
    display.done();
    let outcome = outcome?;
    report(
        arguments.format,
        check.content.all,
        (&outcome.diagnostics, &outcome.sources),
    );
    if outcome.diagnostics.has_errors() {
        return Ok(CONTENT);
    }
    let counts = outcome.counts;
    say(&format!(
        "checked {}, {} and {} in {}: {}",
        plural(counts.transcripts, "transcript", "transcripts"),
        plural(counts.annotations, "annotation", "annotations"),
        plural(counts.entries, "entry", "entries"),
        seconds(outcome.took),
        if outcome.diagnostics.is_empty() {
            "nothing is wrong"
        } else {
            "no errors"
        },
    ));
    tell_limits(&options, &outcome);
    Ok(0)
}

pub(super) fn clean(arguments: &Arguments, clean: &Clean) -> Result<u8> {
    let (folder, kept) = match (&clean.output_dir, root(arguments)) {
        (Some(folder), Err(_)) => (folder.clone(), 0),
        (folder, root) => {
            let root = root?;
            let kept = pipeline::clean_cache(&root)?;
            (folder.clone().unwrap_or_else(|| root.join("public")), kept)
        }
    };
    let cleaned = pipeline::clean_output(&folder).map_err(|error| as_it_was(error, &folder))?;
    for path in &cleaned.kept {
        say(&format!("note: {path} was changed by hand and stays"));
    }
    say(&format!(
        "removed {} from {}{}",
        plural(cleaned.removed, "file", "files"),
        shown(&folder),
        if kept > 0 {
            ", and what builds keep for the next one"
        } else {
            ""
        },
    ));
    Ok(0)
}

pub(super) fn options(arguments: &Arguments, content: &Content) -> Result<Options> {
    Ok(Options {
        base_url: content.base_url.clone(),
        drafts: content.drafts,
        lenient: content.lenient,
        strict: content.strict,
        ..site(arguments)?
    })
}

/// The site that is meant, with everything else as usual.
pub(super) fn site(arguments: &Arguments) -> Result<Options> {
    let root = root(arguments)?;
    if arguments.config != "postil.yaml" && !root.join(&arguments.config).is_file() {
        bail!("there is no file {}", shown(&root.join(&arguments.config)));
    }
    Ok(Options {
        config_file: arguments.config.clone(),
        ..Options::of(root)
    })
}

/// The same at another address, if one is given.
pub(super) fn site_at(arguments: &Arguments, base_url: Option<&String>) -> Result<Options> {
    Ok(Options {
        base_url: base_url.cloned(),
        ..site(arguments)?
    })
}

/// The site in a folder, with everything as usual.
pub(super) fn in_folder(folder: &Path) -> Options {
    Options::of(folder)
}

/// The same, or this folder where there is no site: for what may be asked anywhere.
pub(super) fn site_or_here(arguments: &Arguments) -> Options {
    site(arguments).unwrap_or_else(|_| Options::of("."))
}

/// The site's folder: as told, else the nearest one upwards with postil.yaml, else this one if it has `content/`.
fn root(arguments: &Arguments) -> Result<PathBuf> {
    if let Some(root) = &arguments.root {
        if !root.is_dir() {
            bail!("there is no folder {}", shown(root));
        }
        return Ok(root.clone());
    }
    let here = std::env::current_dir().context("cannot tell the current folder")?;
    let found = here
        .ancestors()
        .find(|folder| folder.join(&arguments.config).is_file());
    match found {
        Some(folder) => Ok(if folder == here {
            PathBuf::from(".")
        } else {
            folder.to_owned()
        }),
        None if here.join("content").is_dir() => Ok(PathBuf::from(".")),
        None => bail!(
            "there is no postil.yaml and no content/ here or above; `postil init my-archive` makes an archive to start from"
        ),
    }
}

/// Remarks go to stderr for people, to stdout for programs; the count line is for people.
pub(super) fn report(format: Format, all: bool, (diagnostics, sources): (&Diagnostics, &Sources)) {
    if diagnostics.is_empty() {
        return;
    }
    let color = colored(format);
    let text = match format {
        Format::Human if !all => report::render_first(diagnostics, sources, color),
        Format::Human | Format::Json | Format::Github => {
            report::render(diagnostics, sources, format, color)
        }
    };
    match format {
        Format::Human => {
            write(&mut std::io::stderr(), &text);
            let files: BTreeSet<_> = diagnostics
                .list()
                .iter()
                .filter_map(|d| d.source())
                .collect();
            say(&report::count_line(
                diagnostics.errors(),
                diagnostics.warnings(),
                files.len(),
            ));
        }
        Format::Json | Format::Github => write(&mut std::io::stdout(), &text),
    }
}

/// Colour on a terminal, unless `NO_COLOR` is set; `CLICOLOR_FORCE` insists.
fn colored(format: Format) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|v| !v.is_empty() && v != "0");
    match format {
        Format::Human => {
            set("CLICOLOR_FORCE") || (!set("NO_COLOR") && std::io::stderr().is_terminal())
        }
        Format::Json | Format::Github => false,
    }
}

/// A closed pipe is no reason to fail.
pub(super) fn write(to: &mut dyn Write, text: &str) {
    let _ = to.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = to.write_all(b"\n");
    }
}

pub(super) fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

pub(super) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

pub(super) fn shown(path: &Path) -> String {
    let text = path.display().to_string();
    text.strip_prefix("./").map_or(text.clone(), str::to_owned)
}

fn seconds(took: Duration) -> String {
    match took.as_secs_f64() {
        s if s < 1.0 => format!("{} ms", took.as_millis()),
        s => format!("{s:.1} s"),
    }
}

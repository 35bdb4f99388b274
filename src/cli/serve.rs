//! `serve`: the live preview.

use std::{
    io::Write as _,
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};

use anyhow::Result;

use super::{
    args::{Arguments, Serve},
    report::{self, Format},
    run::{options, plural, say},
};
use crate::{
    pipeline::{Remarks, Update},
    serve::preview::{self, News, Settings},
};

/// How many names a line has.
const NAMED: usize = 4;

pub(super) fn serve(arguments: &Arguments, serve: &Serve) -> Result<u8> {
    let mut options = options(arguments, &serve.content)?;
    options.cache = !serve.no_cache;
    let settings = Settings {
        options,
        interface: serve.interface,
        port: serve.port,
    };
    let open = serve.open;
    let all = serve.content.all;
    let html = move |remarks: Remarks<'_>| html(remarks, all);
    preview::run(
        &settings,
        Arc::new(html),
        |remarks| report::first_error(remarks.diagnostics, remarks.sources),
        move |news| match news {
            News::Ready {
                url,
                instead_of,
                took,
                first,
                errors,
            } => {
                if let Some(port) = instead_of {
                    say(&format!("port {port} is taken"));
                }
                say(&format!(
                    "the site is at {url} ({}); stop with Ctrl-C",
                    short(took)
                ));
                if let Some(first) = first {
                    say(&format!(
                        "{}; nothing can be shown until {} mended: {first}",
                        plural(errors, "error", "errors"),
                        if errors == 1 { "it is" } else { "they are" },
                    ));
                }
                if open {
                    show(url);
                }
            }
            News::Changed {
                paths,
                update,
                first,
                took,
            } => say(&line(paths, update, first, took)),
            News::Failed(first) => say(&format!("error: {first}")),
            News::Trouble(words) => say(&format!("warning: {words}")),
        },
    )?;
    Ok(0)
}

/// One line: what changed, and what that meant.
fn line(paths: &[String], update: &Update, first: Option<&str>, took: Duration) -> String {
    let what = match paths {
        [] => "some files".to_owned(),
        paths => list(paths),
    };
    let meant = if update.errors > 0 {
        format!(
            "{} and {}; the last good site stays",
            plural(update.errors, "error", "errors"),
            plural(update.warnings, "warning", "warnings")
        )
    } else if update.touched.is_empty() {
        "no page touched".to_owned()
    } else {
        list(&update.touched)
    };
    let first = first.map_or_else(String::new, |first| format!("\n  {first}"));
    format!("{what} changed: {meant} ({}){first}", short(took))
}

fn list(names: &[String]) -> String {
    let first: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    match names.len().saturating_sub(NAMED) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}

fn short(took: Duration) -> String {
    format!("{:.0} ms", took.as_secs_f64() * 1000.0)
}

/// What is wrong, as HTML for the overlay.
fn html(remarks: Remarks<'_>, all: bool) -> String {
    let Remarks {
        diagnostics,
        sources,
    } = remarks;
    let text = match all {
        true => report::render(diagnostics, sources, Format::Human, false),
        false => report::render_first(diagnostics, sources, false),
    };
    let escaped = text
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    let errors = plural(diagnostics.errors(), "error", "errors");
    format!("<h1>{errors}: this is the last good site</h1>\n<pre>{escaped}</pre>")
}

/// Opens the browser; whoever has none opens the address that is printed.
fn show(url: &str) {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("cmd", &["/c", "start", ""])
    } else {
        ("xdg-open", &[])
    };
    let opened = Command::new(program)
        .args(before)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if opened.is_err() {
        say("no browser could be opened; open the address above in one");
    }
    let _ = std::io::stderr().flush();
}

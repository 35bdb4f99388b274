//! `export`: one other format of the site, to a file, a folder or whoever reads the output of the program.

use std::{io::Write, path::Path};

use anyhow::{Result, bail};

use super::{
    CONTENT,
    args::{Arguments, Export},
    progress::Display,
    run::{plural, report, say, shown, site_at},
    sizes::size,
};
use crate::pipeline::{self, ExportRequest};

pub(super) fn export(arguments: &Arguments, export: &Export) -> Result<u8> {
    let site = site_at(arguments, export.base_url.as_ref())?;
    let topic = export.topic.as_deref();
    let request = ExportRequest::new(site.exporters, &export.export, topic)?;
    let to = export.output.as_deref();
    if request.has_many_files() && to.is_none_or(Path::is_file) {
        bail!(
            "`{}` is a file for each of many things: name a folder for them with `-o FOLDER`",
            export.export
        );
    }
    let (mut files, mut bytes) = (0, 0);
    let mut take = |path: &str, made: &[u8]| -> Result<()> {
        files += 1;
        bytes += made.len();
        match to {
            // Whoever reads no further is no trouble.
            None => {
                let _ = std::io::stdout().write_all(made);
                Ok(())
            }
            Some(folder) if request.has_many_files() => pipeline::put(&folder.join(path), made),
            Some(file) => pipeline::put(file, made),
        }
    };
    let display = Display::new();
    let done = pipeline::export(&site, &request, &|p| display.show(p), &mut take);
    display.done();
    let (diagnostics, sources) = done?;
    report(arguments.format, false, (&diagnostics, &sources));
    if diagnostics.has_errors() {
        say("nothing was exported: see above");
        return Ok(CONTENT);
    }
    if let Some(to) = to {
        say(&format!(
            "wrote {}, {} into {}",
            plural(files, "file", "files"),
            size(bytes as u64),
            shown(to)
        ));
    }
    Ok(0)
}

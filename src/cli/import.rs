//! `import`: what files hold, a few questions, and what became of all of it.

mod advise;
mod proposed;
mod told;

use std::{fs, path::Path};

use anyhow::{Context, Result, bail};

use self::{advise::Terminal, proposed::Proposed};
use super::{
    CONTENT,
    args::{Arguments, ChangesOf, Import},
    ask,
    progress::Display,
    run::{plural, report, say, shown, site},
};
use crate::pipeline::{
    self,
    import::{
        Answers, Asked, Changes, Charset, ImportRequest, Imports, answers_said, answers_written,
    },
};

pub(super) fn import(arguments: &Arguments, import: &Import) -> Result<u8> {
    let request = request(import)?;
    let display = Display::new();
    let show = |progress| display.show_import(progress);
    let mut terminal = Terminal::new(&display);
    let mut proposed = Proposed::new(import.yes);
    let adviser: &mut dyn pipeline::import::Adviser = match import.yes || !ask::is_watched() {
        true => &mut proposed,
        false => &mut terminal,
    };
    let imports = pipeline::import::import(&site(arguments)?.open()?, &request, &show, adviser);
    display.done();
    let imports = imports?;
    told::tell(&imports, arguments.format, import.all);
    report(arguments.format, false, (&imports.broken, &imports.sources));
    terminal.rest.as_ref().unwrap_or(&proposed).tell(import.all);
    if import.dry_run {
        say("nothing was written: it was a dry run");
    } else {
        let written = imports.write()?;
        if let Some(map) = &import.map {
            remember(map, &imports)?;
        }
        match written {
            0 => say("nothing was written: all is as it was"),
            written => say(&format!(
                "wrote {} into content/, and what an update needs into imports/; `postil check` tells what is to be done",
                plural(written, "file", "files")
            )),
        }
    }
    Ok(if imports.has_trouble() { CONTENT } else { 0 })
}

fn request(import: &Import) -> Result<ImportRequest> {
    let charset = match &import.charset {
        None => None,
        Some(name) => match Charset::named(name) {
            Some(charset) => Some(charset),
            None => bail!(
                "no character set is called `{name}`; there are utf-8, utf-16le, windows-1252, gbk and all others of the Encoding Standard"
            ),
        },
    };
    let answers = match &import.map {
        Some(map) if map.exists() => answers(map)?,
        _ => Answers::default(),
    };
    Ok(ImportRequest {
        paths: import.files.clone(),
        from: import.from.clone(),
        charset,
        asked: Asked {
            changes: match import.changes {
                ChangesOf::Accept => Changes::Accept,
                ChangesOf::Reject => Changes::Reject,
            },
            language: import.language.clone(),
            ..Asked::default()
        },
        id: import.id.clone(),
        force: import.force,
        update: import.update,
        answers,
    })
}

/// Answers of before.
fn answers(map: &Path) -> Result<Answers> {
    let text = fs::read_to_string(map).with_context(|| format!("cannot read {}", shown(map)))?;
    answers_said(&text).map_err(|wrong| anyhow::anyhow!("{}{wrong}", shown(map)))
}

/// Writes the answers down, those of before included. A file that says all of it stays as it is, with its comments.
fn remember(map: &Path, imports: &Imports) -> Result<()> {
    let text = answers_written(&imports.answers)?;
    let there = fs::read_to_string(map).ok();
    let there = there.and_then(|there| answers_said(&there).ok());
    let there = there.map(|there| answers_written(&there)).transpose()?;
    match there.as_ref() == Some(&text) {
        true => Ok(()),
        false => pipeline::put(map, text.as_bytes()),
    }
}

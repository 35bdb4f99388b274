//! `theme eject`: built-in templates, written into the site to be changed there.

use anyhow::Result;

use super::{
    args::{Arguments, Eject},
    run::{plural, say, site, site_or_here, write},
};
use crate::pipeline::{self, EjectRequest};

pub(super) fn eject(arguments: &Arguments, eject: &Eject) -> Result<u8> {
    let ejectable = pipeline::ejectable(&site_or_here(arguments));
    if eject.templates.is_empty() && !eject.all {
        write(&mut std::io::stdout(), &ejectable.names.join("\n"));
        say(&format!(
            "`postil theme eject NAME` writes one of these, of the theme `{}`, into the site, to be changed there",
            ejectable.theme
        ));
        return Ok(0);
    }
    let request = EjectRequest {
        names: eject.templates.clone(),
        force: eject.force,
    };
    let ejected = pipeline::eject(&site(arguments)?, &request)?;
    for path in &ejected.same {
        say(&format!("{path} is the built-in one already"));
    }
    for path in &ejected.kept {
        say(&format!(
            "note: {path} is there already and stays; `--force` writes over it"
        ));
    }
    for path in &ejected.written {
        say(&format!("wrote {path}"));
    }
    for path in &ejected.hidden {
        say(&format!(
            "note: {path} is no longer used: what was written stands in front of it"
        ));
    }
    if !ejected.written.is_empty() {
        say(&format!(
            "{} to change; where one block is enough, a template with `{{% extends \"{}/NAME\" %}}` keeps the rest",
            plural(ejected.written.len(), "file", "files"),
            ejectable.theme
        ));
    }
    Ok(0)
}

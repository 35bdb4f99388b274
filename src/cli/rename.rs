//! `rename`: what would change, a question where two things become one, and the files.

use anyhow::Result;

use super::{
    CONTENT,
    args::{Arguments, Rename},
    ask,
    report::one_line,
    run::{plural, report, say, site},
};
use crate::pipeline::{
    self,
    edit::{RenameRequest, Renaming},
};

pub(super) fn rename(arguments: &Arguments, rename: &Rename) -> Result<u8> {
    let request = RenameRequest {
        kind: rename.kind.clone(),
        old: rename.old.clone(),
        new: rename.new.clone(),
    };
    let renaming = pipeline::edit::rename(&site(arguments)?.open()?, &request)?;
    for file in &renaming.edit.files {
        let path = one_line(&file.path);
        match (&file.old, &file.new) {
            (None, _) => say(&format!("  new:     {path}")),
            (_, None) => say(&format!("  goes:    {path}")),
            _ => say(&format!("  changes: {path}")),
        }
    }
    for link in &renaming.left {
        say(&format!(
            "note: {}: a link names it, and could not be changed: change it by hand",
            one_line(link)
        ));
    }
    report(
        arguments.format,
        false,
        (&renaming.edit.broken, &renaming.edit.sources),
    );
    if renaming.edit.broken.has_errors() {
        say("nothing was renamed: see above");
        return Ok(CONTENT);
    }
    if rename.dry_run {
        say("nothing was renamed: it was a dry run");
        return Ok(0);
    }
    if renaming.joins && !may_join(&renaming, rename)? {
        say("nothing was renamed");
        return Ok(CONTENT);
    }
    renaming.edit.write()?;
    say(&format!(
        "{} is {} now: {} changed",
        one_line(&rename.old),
        one_line(&rename.new),
        plural(renaming.edit.files.len(), "file", "files")
    ));
    Ok(0)
}

/// Two things become one only if somebody says so.
fn may_join(renaming: &Renaming, rename: &Rename) -> Result<bool> {
    let new = one_line(&rename.new);
    say(&format!("{new} is there already: the two become one"));
    for differ in &renaming.differ {
        say(&format!("  {}", one_line(differ)));
    }
    if rename.yes {
        return Ok(true);
    }
    if !ask::is_watched() {
        say("say `--yes` if they are one");
        return Ok(false);
    }
    ask::yes("Are they one?")
}

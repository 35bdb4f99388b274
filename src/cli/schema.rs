//! `schema`: what programs in which an archive is written know of its keys and ids.

use anyhow::{Result, bail};

use super::{
    CONTENT,
    args::{Arguments, Schema},
    report::one_line,
    run::{plural, say, site, write},
};
use crate::pipeline::{SchemaFile, SchemaStanding, Schemas};

pub(super) fn schema(arguments: &Arguments, schema: &Schema) -> Result<u8> {
    let schemas = site(arguments)?.schemas()?;
    if schema.write {
        return written(&schemas);
    }
    if let Some(name) = &schema.name {
        write(&mut std::io::stdout(), text(&schemas, name)?);
        return Ok(0);
    }
    for file in &schemas.files {
        let standing = match (&file.text, file.standing) {
            (None, _) => "to go: what it is of is gone",
            (_, SchemaStanding::Fresh) => "as it should be",
            (_, SchemaStanding::Missing) => "not there",
            (_, SchemaStanding::Stale) => "stale",
        };
        let line = format!("{}: {standing}\n", one_line(&file.path));
        write(&mut std::io::stdout(), &line);
    }
    match schemas.stale().count() {
        0 => Ok(0),
        _ => {
            say("`postil schema --write` makes them what they should be");
            Ok(CONTENT)
        }
    }
}

fn written(schemas: &Schemas) -> Result<u8> {
    match schemas.write()? {
        0 => say("nothing was written: all is as it was"),
        count => say(&format!(
            "wrote {} into schemas/",
            plural(count, "file", "files")
        )),
    }
    Ok(0)
}

/// The text of the schema that is called so: `annotations`, `schemas/annotations.json`.
fn text<'s>(schemas: &'s Schemas, name: &str) -> Result<&'s str> {
    let bare = |path: &str| {
        let path = path.strip_prefix("schemas/").unwrap_or(path);
        path.strip_suffix(".json").unwrap_or(path).to_owned()
    };
    let made = |file: &'s SchemaFile| Some((bare(&file.path), file.text.as_deref()?));
    let named = || schemas.files.iter().filter_map(made);
    match named().find(|(known, _)| *known == bare(name)) {
        Some((_, text)) => Ok(text),
        None => {
            let names: Vec<String> = named().map(|(name, _)| name).collect();
            bail!(
                "no schema is called `{name}`; there are {}",
                names.join(", ")
            )
        }
    }
}

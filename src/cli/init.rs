//! `init`: a small complete archive to start from.

use std::path::Path;

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};

use super::{
    args::Init,
    run::{in_folder, say, shown},
};

/// The archive that is written.
static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// What version control leaves out.
const GITIGNORE: &str = "/public/\n/.postil/\n";

/// For Visual Studio Code: which files follow which schema, those without a line of their own, too; and what reads them.
const OF_THE_EDITOR: [(&str, &str); 2] = [
    (
        ".vscode/settings.json",
        r#"{
  "yaml.schemas": {
    "./schemas/annotations.json": "content/annotations/**/*.{yaml,yml}",
    "./schemas/transcript.json": "content/transcripts/**/*.{yaml,yml}",
    "./schemas/words.json": "words/*.{yaml,yml}",
    "./schemas/postil.json": "postil.yaml"
  }
}
"#,
    ),
    (
        ".vscode/extensions.json",
        r#"{
  "recommendations": ["redhat.vscode-yaml"]
}
"#,
    ),
];

pub(super) fn init(init: &Init) -> Result<u8> {
    let folder = &init.folder;
    let occupied = folder
        .read_dir()
        .is_ok_and(|mut entries| entries.next().is_some());
    if occupied && !init.force {
        bail!(
            "{} is not empty; `--force` writes into it and leaves the files that are there as they are",
            shown(folder)
        );
    }
    let mut written = 0;
    copy(&STARTER, folder, &mut written)?;
    written += usize::from(put(&folder.join(".gitignore"), GITIGNORE.as_bytes())?);
    for (path, text) in OF_THE_EDITOR {
        written += usize::from(put(&folder.join(path), text.as_bytes())?);
    }
    written += schemas(folder)?;
    let name = shown(folder);
    let enter = if name == "." {
        String::new()
    } else {
        format!("  cd {name}\n")
    };
    let look = if cfg!(feature = "serve") {
        "  postil serve --open                           shows the site in the browser while you write; every save shows at once"
    } else {
        "  postil build                                  builds the site into public/; open public/index.html"
    };
    say(&format!(
        "made an archive of {written} files in {name}\n\nNext:\n{enter}{look}\n\nThen edit:\n  postil.yaml                                   what the archive is called\n  content/transcripts/                          what was said, a file each\n  content/annotations/                          your notes, a file for each transcript\n  content/topics/, events/, people/, places/    what the notes refer to\n\n`postil build` writes the site into public/, for any web server; `postil check` tells what is wrong without writing anything."
    ));
    Ok(0)
}

/// Writes the schemas of what is there now, unless a folder that is called so is somebody else's; how many.
fn schemas(folder: &Path) -> Result<usize> {
    let is_taken = folder.join("schemas").exists();
    let schemas = in_folder(folder).schemas()?;
    match is_taken && !schemas.are_there() {
        true => Ok(0),
        false => schemas.write(),
    }
}

fn copy(dir: &Dir<'_>, folder: &Path, written: &mut usize) -> Result<()> {
    for file in dir.files() {
        *written += usize::from(put(&folder.join(file.path()), file.contents())?);
    }
    for sub in dir.dirs() {
        copy(sub, folder, written)?;
    }
    Ok(())
}

/// Writes a file unless it exists; tells whether it did.
fn put(path: &Path, bytes: &[u8]) -> Result<bool> {
    if path.exists() {
        return Ok(false);
    }
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent)
            .with_context(|| format!("cannot make the folder {}", parent.display()))?;
    }
    std::fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))?;
    Ok(true)
}

//! `init`: a small complete archive to start from.

use std::path::Path;

use anyhow::{Context, Result, bail};
use include_dir::{Dir, include_dir};

use super::{
    args::Init,
    run::{say, shown},
};

/// The archive that is written.
static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/cli/starter");

/// What version control leaves out.
const GITIGNORE: &str = "/public/\n/.postil/\n";

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

//! A small site in a temporary folder, and the binary that is run on it.

pub mod html;
#[cfg(unix)]
pub mod terminal;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use postil::pipeline::Options;
use proptest::prelude::ProptestConfig;

/// So many random cases; `PROPTEST_CASES` asks for more or fewer.
pub fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|n| n.parse().ok()).unwrap_or(usual),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Says that a test cannot be run here, and why: `scripts/test` prints it at its end. The test is to return then.
pub fn skipped(why: &str) {
    use std::io::Write;
    eprintln!("skipped: {why}");
    if let Some(list) = std::env::var_os("POSTIL_SKIPPED")
        && let Ok(mut file) = fs::OpenOptions::new().create(true).append(true).open(list)
    {
        let _ = writeln!(file, "{why}");
    }
}

/// A site that lives as long as the value.
pub struct Site {
    folder: tempfile::TempDir,
}

/// What a run of the binary said.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Site {
    /// An empty folder.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        }
    }

    /// A hearing of two paragraphs and a bit, a person and a topic.
    pub fn small() -> Self {
        Self::empty()
            .file(
                "content/transcripts/hearing.md",
                "---\ntitle: A hearing\ndate: 1931-05-04\nspeakers:\n  Q: {name: Counsel, part: counsel}\n  A: jane-roe\n---\nQ: Where were you that night?\n\nA: I was at the mill. The mill was closed.\n\nQ: Who told you so?\n\nA: The miller did, and the miller’s wife.\n",
            )
            .file("content/people/jane-roe.md", "---\ntitle: Jane Roe\n---\n")
            .file("content/topics/milling.md", "---\ntitle: Milling\n---\n")
    }

    /// Writes a file, and gives the site back.
    #[must_use]
    pub fn file(self, path: &str, text: &str) -> Self {
        self.write(path, text);
        self
    }

    /// Writes a file.
    pub fn write(&self, path: &str, text: &str) {
        self.write_bytes(path, text.as_bytes());
    }

    /// Writes a file.
    pub fn write_bytes(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, bytes).expect("the file can be written");
    }

    /// Removes a file.
    pub fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).expect("the file is there");
    }

    /// A path of the site.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// Runs `postil` in the site's folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_with(arguments, &[])
    }

    /// Runs `postil` in the site's folder with environment variables.
    pub fn run_with(&self, arguments: &[&str], environment: &[(&str, &str)]) -> Run {
        let output = Command::new(env!("CARGO_BIN_EXE_postil"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("NO_COLOR", "1")
            .env_remove("CLICOLOR_FORCE")
            .envs(environment.iter().copied())
            .output()
            .expect("the binary runs");
        let run = Run {
            code: output.status.code().expect("it was not killed"),
            stdout: String::from_utf8(output.stdout).expect("UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("UTF-8"),
        };
        assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
        run
    }

    /// Builds, and expects it to go well.
    pub fn build(&self) -> Run {
        let run = self.run(&["build"]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        run
    }

    /// A file of the output.
    pub fn page(&self, path: &str) -> String {
        let path = self.path("public").join(path);
        fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    }

    /// Whether the output has a file.
    pub fn has(&self, path: &str) -> bool {
        self.path("public").join(path).exists()
    }

    /// What the library is asked to do in the site's folder.
    pub fn options(&self) -> Options {
        Options::of(self.path(""))
    }

    /// Every file of the output: path, bytes, time of modification.
    pub fn output(&self) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        tree(&self.path("public"))
    }
}

/// Every file below a folder: path, bytes, time of modification.
pub fn tree(folder: &Path) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
    fn walk(folder: &Path, root: &Path, found: &mut BTreeMap<String, (Vec<u8>, SystemTime)>) {
        let Ok(entries) = fs::read_dir(folder) else {
            return;
        };
        for entry in entries {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                walk(&path, root, found);
            } else {
                let name = path
                    .strip_prefix(root)
                    .expect("below")
                    .to_string_lossy()
                    .replace('\\', "/");
                let time = fs::metadata(&path)
                    .and_then(|m| m.modified())
                    .expect("a time");
                found.insert(name, (fs::read(&path).expect("readable"), time));
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// A tree without times.
pub fn bytes(tree: &BTreeMap<String, (Vec<u8>, SystemTime)>) -> BTreeMap<&str, &[u8]> {
    tree.iter()
        .map(|(path, (bytes, _))| (path.as_str(), bytes.as_slice()))
        .collect()
}

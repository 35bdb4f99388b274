//! The watcher on a real folder. Waits for what must come, with a deadline; never for a fixed time.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::{
        atomic::{AtomicU32, Ordering},
        mpsc::{self, Receiver},
    },
    thread,
    time::{Duration, Instant},
};

use postil::serve::watch::{Burst, Closer, watch};

/// A folder of its own, watched by a thread; gone at the end.
struct Watched {
    root: PathBuf,
    bursts: Receiver<Burst>,
    closer: Closer,
    seen: BTreeSet<PathBuf>,
}

fn fresh_folder() -> PathBuf {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let name = format!(
        "watch-{}-{}",
        std::process::id(),
        COUNT.fetch_add(1, Ordering::Relaxed)
    );
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&root).unwrap();
    root
}

impl Watched {
    /// Watches the usual inputs after these files were written.
    fn with(files: &[&str]) -> Watched {
        let root = fresh_folder();
        for file in files {
            write(&root.join(file));
        }
        Self::at(root)
    }

    /// Watches the usual inputs in a folder.
    fn at(root: PathBuf) -> Watched {
        let inputs = ["content", "templates", "deep/er/themes", "postil.yaml"].map(PathBuf::from);
        let ignore = |path: &Path| path.extension().is_some_and(|extension| extension == "swp");
        let watcher = watch(&root, &inputs, ignore).unwrap();
        let closer = watcher.closer();
        let (sender, bursts) = mpsc::channel();
        thread::spawn(move || {
            for burst in watcher {
                if sender.send(burst).is_err() {
                    break;
                }
            }
        });
        Watched {
            root,
            bursts,
            closer,
            seen: BTreeSet::new(),
        }
    }

    fn path(&self, relative: &str) -> PathBuf {
        self.root.join(relative)
    }

    fn write(&self, relative: &str) {
        write(&self.path(relative));
    }

    /// Waits until all these paths were reported since the last call of this.
    fn expect<P: AsRef<Path>>(&mut self, paths: &[P]) -> BTreeSet<PathBuf> {
        let deadline = Instant::now() + Duration::from_secs(20);
        while !paths.iter().all(|path| self.seen.contains(path.as_ref())) {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.bursts.recv_timeout(left) {
                Ok(Burst::Paths(paths)) => {
                    assert!(!paths.is_empty() && paths.is_sorted(), "{paths:?}");
                    let is_ours = |path: &PathBuf| {
                        ["content", "templates", "deep/er/themes", "postil.yaml"]
                            .iter()
                            .any(|input| path.starts_with(input))
                            && path.extension().is_none_or(|end| end != "swp")
                    };
                    assert!(paths.iter().all(is_ours), "{paths:?}");
                    self.seen.extend(paths);
                }
                // The system may lose events under load; then everything is looked at.
                Ok(Burst::Unsure) => break,
                Err(error) => {
                    let missing: Vec<_> = paths
                        .iter()
                        .map(AsRef::as_ref)
                        .filter(|path| !self.seen.contains(*path))
                        .collect();
                    panic!(
                        "{error}: {} of {} not seen, such as {:?}",
                        missing.len(),
                        paths.len(),
                        missing.first()
                    );
                }
            }
        }
        std::mem::take(&mut self.seen)
    }

    /// Writes marks until one is reported that was written after all that happened before this call, and gives what
    /// was reported up to then.
    fn settle(&mut self) -> BTreeSet<PathBuf> {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let mark = format!("templates/mark-{}", COUNT.fetch_add(1, Ordering::Relaxed));
        self.write(&mark);
        let mut seen = self.expect(&[&mark]);
        seen.retain(|path| !path.starts_with("templates"));
        seen
    }
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.closer.close();
        let _ = fs::remove_dir_all(&self.root);
    }
}

fn write(path: &Path) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, path.to_string_lossy().as_bytes()).unwrap();
}

fn save_by_renaming(path: &Path) {
    let temporary = path.with_extension("swp");
    write(&temporary);
    fs::rename(temporary, path).unwrap();
}

#[test]
fn written_file_is_reported_and_others_are_not() {
    let mut watched = Watched::with(&["content/a.md", "templates/x", "postil.yaml", "public/y"]);
    watched.write("public/y");
    watched.write("README.md");
    watched.write("content/b.swp");
    fs::read(watched.path("content/a.md")).unwrap();
    assert_eq!(watched.settle(), BTreeSet::new());
    watched.write("content/a.md");
    watched.write("postil.yaml");
    watched.expect(&["content/a.md", "postil.yaml"]);
}

#[test]
fn save_by_renaming_is_reported_each_time() {
    let mut watched = Watched::with(&["content/a.md", "templates/x", "postil.yaml"]);
    for _ in 0..3 {
        save_by_renaming(&watched.path("content/a.md"));
        watched.expect(&["content/a.md"]);
        save_by_renaming(&watched.path("postil.yaml"));
        watched.expect(&["postil.yaml"]);
    }
}

#[test]
fn inputs_that_appear_later_are_found() {
    let mut watched = Watched::with(&[]);
    watched.write("content/new/a.md");
    watched.expect(&["content/new/a.md"]);
    watched.write("content/new/a.md");
    watched.expect(&["content/new/a.md"]);
    watched.write("deep/er/themes/t/x.html");
    watched.expect(&["deep/er/themes/t/x.html"]);
    watched.write("deep/er/themes/t/y.html");
    watched.expect(&["deep/er/themes/t/y.html"]);
    watched.write("postil.yaml");
    watched.expect(&["postil.yaml"]);
}

#[test]
fn input_folder_that_goes_and_comes_back_is_watched_again() {
    let mut watched = Watched::with(&["content/a/b.md", "templates/x"]);
    for _ in 0..3 {
        fs::remove_dir_all(watched.path("content")).unwrap();
        watched.expect(&["content"]);
        watched.write("content/a/b.md");
        watched.expect(&["content/a/b.md"]);
        watched.settle();
        // At once, with no burst between.
        fs::remove_dir_all(watched.path("content")).unwrap();
        watched.write("content/a/c.md");
        watched.expect(&["content/a/c.md"]);
        watched.settle();
        watched.write("content/a/c.md");
        watched.expect(&["content/a/c.md"]);
    }
}

#[test]
fn input_folder_that_is_moved_away_is_no_longer_heard() {
    let mut watched = Watched::with(&["content/a.md", "templates/x"]);
    fs::rename(watched.path("content"), watched.path("old")).unwrap();
    watched.expect(&["content"]);
    watched.settle();
    watched.write("old/a.md");
    assert_eq!(watched.settle(), BTreeSet::new());
    fs::rename(watched.path("old"), watched.path("content")).unwrap();
    watched.expect(&["content", "content/a.md"]);
    watched.write("content/a.md");
    watched.expect(&["content/a.md"]);
}

#[test]
fn input_folder_that_is_held_open_while_it_is_replaced_is_watched_again() {
    let mut watched = Watched::with(&["content/sub/a.md", "templates/x"]);
    // The system tells the end of a folder only when nobody has it open any more: after its successor's birth.
    let held = [
        fs::File::open(watched.path("content")).unwrap(),
        fs::File::open(watched.path("content/sub")).unwrap(),
    ];
    fs::remove_dir_all(watched.path("content")).unwrap();
    watched.write("content/sub/a.md");
    watched.expect(&["content/sub/a.md"]);
    watched.settle();
    drop(held);
    watched.settle();
    watched.settle();
    watched.write("content/sub/b.md");
    watched.expect(&["content/sub/b.md"]);
    watched.write("content/c.md");
    watched.expect(&["content/c.md"]);
}

#[test]
fn folders_that_are_moved_are_walked_and_stay_watched() {
    let mut watched = Watched::with(&["content/a/deep/x.md", "templates/x"]);
    fs::rename(watched.path("content/a"), watched.path("content/b")).unwrap();
    watched.expect(&["content/a", "content/b", "content/b/deep/x.md"]);
    watched.settle();
    watched.write("content/b/deep/y.md");
    watched.expect(&["content/b/deep/y.md"]);
}

#[test]
fn thousands_of_files_in_new_folders_are_all_reported() {
    let mut watched = Watched::with(&["content/a.md", "templates/x"]);
    let files: Vec<String> = (0..4000)
        .map(|n| format!("content/{}/{}/{n}.md", n % 40, n % 7))
        .collect();
    for file in &files {
        watched.write(file);
    }
    watched.expect(&files);
    watched.settle();
    for file in files.iter().step_by(100) {
        watched.write(file);
        watched.expect(&[file]);
    }
    fs::remove_dir_all(watched.path("content")).unwrap();
    watched.expect(&["content"]);
}

#[test]
fn many_events_of_one_save_are_one_path() {
    use std::io::Write;
    let mut watched = Watched::with(&["content/a.md", "templates/x"]);
    let mut file = fs::File::create(watched.path("content/a.md")).unwrap();
    for _ in 0..2000 {
        file.write_all(b"line\n").unwrap();
    }
    drop(file);
    assert_eq!(watched.settle(), BTreeSet::from(["content/a.md".into()]));
}

#[test]
fn files_that_vanish_again_are_no_trouble() {
    let mut watched = Watched::with(&["content/a.md", "templates/x"]);
    for n in 0..200 {
        let folder = format!("content/brief-{n}");
        watched.write(&format!("{folder}/x.md"));
        fs::remove_dir_all(watched.path(&folder)).unwrap();
    }
    watched.settle();
    watched.write("content/a.md");
    watched.expect(&["content/a.md"]);
}

#[cfg(unix)]
#[test]
fn folder_that_links_to_itself_is_walked_once() {
    let mut watched = Watched::with(&["templates/x"]);
    watched.write("staged/sub/a.md");
    std::os::unix::fs::symlink("..", watched.path("staged/sub/loop")).unwrap();
    fs::rename(watched.path("staged"), watched.path("content")).unwrap();
    watched.expect(&["content/sub/a.md"]);
}

#[test]
fn root_that_is_not_there_is_an_error() {
    assert!(watch(Path::new("/no/such/folder"), &["content".into()], |_| false).is_err());
}

#[test]
fn closing_ends_the_bursts() {
    let watched = Watched::with(&["content/a.md"]);
    watched.closer.close();
    let end = watched.bursts.recv_timeout(Duration::from_secs(20));
    assert_eq!(end, Err(mpsc::RecvTimeoutError::Disconnected));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_file_inside_the_site_is_watched_at_its_target() {
    use std::os::unix::fs::symlink;

    let mut watched = Watched::with(&[
        "content/a.md",
        "templates/x",
        "shared/one.md",
        "shared/two.md",
    ]);
    watched.settle();
    // One that is there when the watch begins is as one that comes later: the folder is looked at anew.
    symlink("../shared/one.md", watched.path("content/link.md")).unwrap();
    watched.expect(&["content/link.md"]);
    for _ in 0..3 {
        watched.write("shared/one.md");
        watched.expect(&["content/link.md"]);
        save_by_renaming(&watched.path("shared/one.md"));
        watched.expect(&["content/link.md"]);
    }
    watched.write("shared/two.md");
    assert_eq!(watched.settle(), BTreeSet::new());
    // A link to a link, and one to a file among the inputs.
    symlink("link.md", watched.path("content/again.md")).unwrap();
    symlink("a.md", watched.path("content/b.md")).unwrap();
    watched.expect(&["content/again.md", "content/b.md"]);
    watched.write("shared/one.md");
    watched.expect(&["content/link.md", "content/again.md"]);
    watched.write("content/a.md");
    watched.expect(&["content/a.md", "content/b.md"]);
    // It goes, and comes back.
    fs::remove_file(watched.path("shared/one.md")).unwrap();
    watched.expect(&["content/link.md"]);
    watched.write("shared/one.md");
    watched.expect(&["content/link.md"]);
    // Where a link no longer leads, nobody listens.
    fs::remove_file(watched.path("content/again.md")).unwrap();
    fs::remove_file(watched.path("content/link.md")).unwrap();
    watched.expect(&["content/link.md"]);
    watched.settle();
    watched.write("shared/one.md");
    assert_eq!(watched.settle(), BTreeSet::new());
}

#[cfg(unix)]
#[test]
fn links_that_are_there_from_the_beginning_are_watched_too() {
    use std::os::unix::fs::symlink;

    let root = fresh_folder();
    for path in [
        "shared/settings.yaml",
        "shared/folder/x.md",
        "shared/a.md",
        "content/y.md",
    ] {
        write(&root.join(path));
    }
    symlink("shared/settings.yaml", root.join("postil.yaml")).unwrap();
    symlink("../shared/a.md", root.join("content/a.md")).unwrap();
    symlink("../shared/folder", root.join("content/folder")).unwrap();
    let mut watched = Watched::at(root);
    for (path, named) in [
        ("shared/settings.yaml", "postil.yaml"),
        ("shared/a.md", "content/a.md"),
        ("shared/folder/x.md", "content/folder/x.md"),
        ("shared/folder/new.md", "content/folder/new.md"),
        ("content/folder/x.md", "content/folder/x.md"),
    ] {
        watched.write(path);
        watched.expect(&[named]);
    }
}

//! Builds that cannot write all: the output is as it was, and the message says so.
#![cfg(unix)]

use std::{
    collections::BTreeMap,
    fs,
    os::unix::{
        fs::{PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::Command,
};

use crate::testsuite::{Site, tree};

/// A user who may not write everywhere, where tests run as one who may.
const NOBODY: u32 = 65534;

/// What is published, without what a build keeps there while it runs.
fn published(out: &Path) -> BTreeMap<String, Vec<u8>> {
    let files = tree(out).into_iter();
    files
        .filter(|(path, _)| !path.starts_with(".postil-staging"))
        .map(|(path, (bytes, _))| (path, bytes))
        .collect()
}

/// A site whose every page changes with its title, and which has more folders the second time.
fn site() -> Site {
    let mut site = Site::small().file("postil.yaml", "title: Before\n");
    for n in 0..3 {
        site = site.file(&format!("content/topics/t{n}.md"), "---\ntitle: T\n---\n");
    }
    site
}

fn change(site: &Site) {
    site.write("postil.yaml", "title: After\n");
    site.remove("content/topics/t0.md");
    site.write("content/assets/new/deep/a.txt", "new");
    site.write(
        "content/pages/about.md",
        "---\ntitle: About\nredirect_from: [x/y/z]\n---\n",
    );
}

/// Gives everything to somebody else, and a copy of the program that they may run.
struct Elsewhere {
    program: PathBuf,
    is_root: bool,
}

impl Elsewhere {
    fn new(site: &Site) -> Self {
        use std::os::unix::fs::MetadataExt;
        let root = site.path("");
        let is_root = fs::metadata(&root).expect("a folder").uid() == 0;
        let program = site.path("bin-postil");
        // By another process: what this one has open for writing, a test beside this one hands on for a moment when it starts the program,
        // and a program that is open for writing cannot be run.
        let copied = Command::new("cp")
            .arg(env!("CARGO_BIN_EXE_postil"))
            .arg(&program)
            .status();
        assert!(copied.expect("cp runs").success());
        let elsewhere = Self { program, is_root };
        elsewhere.give(&root);
        elsewhere
    }

    fn give(&self, path: &Path) {
        if !self.is_root {
            return;
        }
        chown(path, Some(NOBODY), Some(NOBODY)).expect("given away");
        if fs::symlink_metadata(path).expect("it is there").is_dir() {
            for entry in fs::read_dir(path).expect("a folder") {
                self.give(&entry.expect("an entry").path());
            }
        }
    }

    fn build(&self, site: &Site) -> (i32, String) {
        let mut command = Command::new(&self.program);
        command
            .args(["build"])
            .current_dir(site.path(""))
            .env("NO_COLOR", "1");
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.output().expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(!said.contains("panicked"), "{said}");
        (output.status.code().expect("it was not killed"), said)
    }
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("rights are set");
}

#[test]
fn a_folder_without_write_permission_leaves_all_as_it_was() {
    let site = site();
    let elsewhere = Elsewhere::new(&site);
    let (code, said) = elsewhere.build(&site);
    assert_eq!(code, 0, "{said}");
    let before = published(&site.path("public"));
    change(&site);
    elsewhere.give(&site.path("content"));
    for folder in ["", "topics", "transcripts", "static"] {
        let path = site.path("public").join(folder);
        set_mode(&path, 0o555);
        let (code, said) = elsewhere.build(&site);
        set_mode(&path, 0o755);
        if folder == "static" {
            // Nothing in it changes.
            assert_eq!(code, 0, "{said}");
            break;
        }
        assert_eq!(code, 2, "{folder}: {said}");
        assert!(said.contains("public is as it was"), "{folder}: {said}");
        assert!(said.contains("ermission denied"), "{folder}: {said}");
        assert_eq!(published(&site.path("public")), before, "{folder}");
        assert!(!site.path("public/.postil-staging").exists(), "{folder}");
    }
    assert!(site.page("index.html").contains("After"));
    assert!(!site.has("topics/t0.html") && site.has("x/y/z.html"));
}

#[test]
fn a_folder_that_may_not_be_written_to_is_seen_before_a_page_goes() {
    let site = site();
    let elsewhere = Elsewhere::new(&site);
    assert_eq!(elsewhere.build(&site).0, 0);
    let before = published(&site.path("public"));
    site.remove("content/topics/t0.md");
    let topics = site.path("public/topics");
    set_mode(&topics, 0o555);
    let (code, said) = elsewhere.build(&site);
    set_mode(&topics, 0o755);
    assert_eq!(code, 2, "{said}");
    assert!(
        said.contains("cannot change what is in the folder"),
        "{said}"
    );
    assert_eq!(published(&site.path("public")), before);
}

/// A small disk in memory at `public/`; none where disks may not be mounted.
struct Disk(PathBuf);

impl Disk {
    fn mount(site: &Site, options: &str) -> Option<Self> {
        let path = site.path("public");
        fs::create_dir_all(&path).expect("a folder");
        let mounted = Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(&path)
            .output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(path));
        }
        crate::testsuite::skipped("no disk may be mounted here; injected failures stand for it");
        None
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_table_of_files_leaves_all_as_it_was() {
    let mut outcomes = Vec::new();
    for free in [0, 1, 2, 4, 8, 16, 20, 24, 26, 28, 30, 32, 34, 36, 40, 60] {
        let site = site();
        let Some(_disk) = Disk::mount(&site, "size=8m,nr_inodes=200") else {
            return;
        };
        site.build();
        fill(&site.path("public"), 200, free);
        outcomes.push(tried(&site, &format!("{free} files free")));
    }
    assert!(
        outcomes.contains(&true) && outcomes.contains(&false),
        "{outcomes:?}"
    );
}

/// Makes files of others until no more than `free` can be made.
fn fill(out: &Path, all: usize, free: usize) {
    let mut made = Vec::new();
    for n in 0..all {
        let path = out.join(format!("theirs-{n}"));
        if fs::write(&path, "").is_err() {
            break;
        }
        made.push(path);
    }
    for path in made.iter().rev().take(free) {
        fs::remove_file(path).expect("removed");
    }
}

#[test]
fn a_full_disk_leaves_all_as_it_was() {
    let mut outcomes = Vec::new();
    for free in [
        0, 4, 12, 40, 80, 100, 110, 120, 130, 140, 150, 170, 200, 300,
    ] {
        let site = site();
        let Some(_disk) = Disk::mount(&site, "size=1m") else {
            return;
        };
        site.build();
        let out = site.path("public");
        let mut blocks = 0;
        while fs::write(out.join(format!("theirs-{blocks}")), [b'x'; 4096]).is_ok() {
            blocks += 1;
        }
        let _ = fs::remove_file(out.join(format!("theirs-{blocks}")));
        for n in (0..blocks).rev().take(free / 4) {
            fs::remove_file(out.join(format!("theirs-{n}"))).expect("removed");
        }
        outcomes.push(tried(&site, &format!("{free} KiB free")));
    }
    assert!(
        outcomes.contains(&true) && outcomes.contains(&false),
        "{outcomes:?}"
    );
}

/// Builds the changed site; whether that was possible. If not, all is as it was.
fn tried(site: &Site, when: &str) -> bool {
    let before = published(&site.path("public"));
    change(site);
    let run = site.run(&["build"]);
    if run.code == 0 {
        assert!(site.page("index.html").contains("After"));
        assert!(site.has("assets/new/deep/a.txt"));
        return true;
    }
    assert_eq!(run.code, 2, "{when}: {}", run.stderr);
    assert!(
        run.stderr.contains("public is as it was"),
        "{when}: {}",
        run.stderr
    );
    assert_eq!(published(&site.path("public")), before, "{when}");
    false
}

#[test]
fn a_path_that_is_too_long_as_a_whole_leaves_all_as_it_was() {
    let site = Site::small();
    // Short enough for a folder and its pages, too short for what comes.
    let out = site.path(&vec!["x".repeat(200); 18].join("/"));
    let build = |site: &Site| site.run(&["build", "-o", out.to_str().expect("UTF-8")]);
    if build(&site).code != 0 {
        // The temporary folder's own path is long.
        return;
    }
    let before = published(&out);
    site.write("postil.yaml", "title: After\n");
    let deep = vec!["y".repeat(200); 4].join("/");
    site.write(&format!("content/assets/{deep}/a.txt"), "a");
    let run = build(&site);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("is as it was"), "{}", run.stderr);
    assert_eq!(published(&out), before);
}

//! Walks of real folders, with links of every kind in them.

use std::{
    fs,
    os::unix::{fs::symlink, net::UnixListener},
    path::Path,
};

use tempfile::TempDir;

use super::*;

fn site() -> TempDir {
    tempfile::tempdir().expect("a folder")
}

fn write(site: &TempDir, path: &str) {
    let path = site.path().join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, "x").expect("written");
}

fn link(site: &TempDir, target: impl AsRef<Path>, path: &str) {
    let path = site.path().join(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    symlink(target, path).expect("a link");
}

fn plain(site: &TempDir, folder: &str) -> Walked {
    Disk::new(site.path()).walk(folder, &|_| false)
}

#[test]
fn links_inside_the_site_are_followed_to_files_and_folders() {
    let site = site();
    write(&site, "shared/a.md");
    write(&site, "shared/deep/b.md");
    link(&site, "../shared", "content/all");
    link(&site, "../shared/a.md", "content/one.md");
    link(&site, "one.md", "content/two.md");
    let walked = plain(&site, "content");
    assert_eq!(
        walked.files,
        [
            "content/all/a.md",
            "content/all/deep/b.md",
            "content/one.md",
            "content/two.md"
        ]
    );
    assert_eq!(walked.refused, []);
    // The folder itself may be a link.
    link(&site, "content", "archive");
    assert_eq!(plain(&site, "archive").files.len(), 4);
}

#[test]
fn links_out_of_the_site_are_not_followed_however_they_lead_there() {
    let (site, other) = (site(), site());
    write(&other, "secret/id_rsa");
    link(&site, other.path().join("secret"), "content/folder");
    link(&site, other.path().join("secret/id_rsa"), "content/file");
    link(&site, "folder", "content/again");
    link(&site, "/", "content/root");
    link(&site, "../..", "content/up");
    link(&site, other.path().join("secret"), "themes");
    let walked = plain(&site, "content");
    assert_eq!(walked.files, [""; 0]);
    let refused: Vec<_> = walked.refused.iter().map(|(path, _)| &**path).collect();
    assert_eq!(
        refused,
        [
            "content/again",
            "content/file",
            "content/folder",
            "content/root",
            "content/up"
        ]
    );
    assert!(
        walked
            .refused
            .iter()
            .all(|(_, why)| *why == Refusal::Outside)
    );
    for folder in ["themes", "themes/evil", "content/folder/static"] {
        assert_eq!(plain(&site, folder).files, [""; 0], "{folder}");
    }
    assert_eq!(
        Disk::new(site.path()).file("content/file"),
        Some(Err(Refusal::Outside))
    );
}

#[test]
fn what_is_hidden_is_not_reached_by_a_link_but_for_what_git_annex_keeps() {
    let site = site();
    write(&site, ".git/config");
    write(&site, ".env");
    write(&site, ".git/annex/objects/aa/bb/KEY/KEY");
    write(&site, "data/.secret/x");
    for (target, name) in [
        ("../.git/config", "config"),
        ("../.git", "git"),
        ("../.env", "env"),
        ("../data/.secret/x", "x"),
        ("../.git/annex/objects/aa/bb/KEY/KEY", "sound.mp3"),
        ("../.git/annex/objects/aa/bb/GONE/GONE", "gone.mp3"),
    ] {
        link(&site, target, &format!("content/{name}"));
    }
    let walked = plain(&site, "content");
    assert_eq!(walked.files, ["content/sound.mp3"]);
    let hidden = |path: &str| Refusal::Hidden(path.to_owned());
    assert_eq!(
        walked.refused,
        [
            ("content/config".to_owned(), hidden(".git/config")),
            ("content/env".to_owned(), hidden(".env")),
            ("content/git".to_owned(), hidden(".git")),
            (
                "content/gone.mp3".to_owned(),
                Refusal::Nowhere("../.git/annex/objects/aa/bb/GONE/GONE".to_owned())
            ),
            ("content/x".to_owned(), hidden("data/.secret/x")),
        ]
    );
}

#[test]
fn circles_end() {
    let site = site();
    write(&site, "content/a/x");
    link(&site, "../a", "content/a/self");
    link(&site, "..", "content/up");
    link(&site, "../b", "content/a/b");
    link(&site, "../a", "content/b/a");
    let walked = plain(&site, "content");
    let files = ["content/a/x", "content/b/a/x"];
    assert_eq!(walked.files, files);
    assert!(
        walked
            .refused
            .iter()
            .all(|(_, why)| *why == Refusal::Circle)
    );
    let followed: Vec<&str> = walked.linked.iter().map(|(path, _)| &**path).collect();
    assert_eq!(followed, ["content/a/b", "content/b/a"]);
}

#[test]
fn links_that_multiply_are_not_all_followed() {
    let site = site();
    // Ten levels of ten links to the next: ten thousand million ways.
    for level in 0..10 {
        for n in 0..10 {
            link(
                &site,
                format!("../l{}", level + 1),
                &format!("shared/l{level}/{n}"),
            );
        }
    }
    write(&site, "shared/l10/x");
    link(&site, "../shared/l0", "content/all");
    let walked = plain(&site, "content");
    assert!(walked.files.len() <= LINKS && walked.refused.len() <= 10 * LINKS);
    assert!(walked.refused.iter().any(|(_, why)| *why == Refusal::Many));
}

#[test]
fn editors_files_are_passed_by_also_as_links_to_nowhere() {
    let site = site();
    for name in [".#a.md", "#a.md#", "a.md~", ".hidden", ".a.md.swp"] {
        link(
            &site,
            "user@host.4711:1700000000",
            &format!("content/{name}"),
        );
    }
    link(&site, "gone", "content/a.md");
    for copied in [false, true] {
        let walked = Disk::new(site.path()).walk("content", &|_| copied);
        let nowhere = Refusal::Nowhere("gone".to_owned());
        assert_eq!(walked.refused, [("content/a.md".to_owned(), nowhere)]);
        let left: Vec<_> = walked.left_out.iter().map(|(path, _)| &**path).collect();
        let all = ["#a.md#", ".#a.md", ".a.md.swp", ".hidden", "a.md~"];
        let all = all.map(|name| format!("content/{name}"));
        assert_eq!(left, if copied { &all[..] } else { &[] });
    }
}

#[test]
fn where_files_are_copied_only_litter_is_left_out() {
    let site = site();
    for path in [
        "README.md",
        "LICENSE.txt",
        ".well-known/security.txt",
        ".nojekyll",
        ".env",
        ".git/config",
        ".DS_Store",
        "x.bak",
    ] {
        write(&site, &format!("content/assets/{path}"));
        write(&site, &format!("content/topics/{path}"));
    }
    let walked =
        Disk::new(site.path()).walk("content", &|path| path.starts_with("content/assets/"));
    let files = [
        ".nojekyll",
        ".well-known/security.txt",
        "LICENSE.txt",
        "README.md",
    ];
    assert_eq!(walked.files, files.map(|f| format!("content/assets/{f}")));
    let left_out = [
        (".DS_Store", Litter::System),
        (".env", Litter::Hidden),
        (".git/", Litter::Hidden),
        ("x.bak", Litter::Copy),
    ];
    let left_out = left_out.map(|(path, why)| (format!("content/assets/{path}"), why));
    assert_eq!(walked.left_out, left_out);
}

#[test]
fn what_is_no_file_is_told_and_never_opened() {
    let site = site();
    fs::create_dir(site.path().join("content")).expect("a folder");
    let _socket = UnixListener::bind(site.path().join("content/socket")).expect("a socket");
    let made = std::process::Command::new("mkfifo")
        .arg(site.path().join("content/pipe"))
        .status();
    assert!(made.expect("mkfifo runs").success());
    link(&site, "pipe", "content/to-pipe");
    let pipe = Refusal::Special("a named pipe");
    assert_eq!(
        plain(&site, "content").refused,
        [
            ("content/pipe".to_owned(), pipe.clone()),
            ("content/socket".to_owned(), Refusal::Special("a socket")),
            ("content/to-pipe".to_owned(), pipe.clone()),
        ]
    );
    assert_eq!(Disk::new(site.path()).file("content/pipe"), Some(Err(pipe)));
    assert_eq!(Disk::new(site.path()).file("postil.yaml"), None);
}

#[test]
fn a_back_slash_is_no_way_into_another_folder() {
    let site = site();
    write(&site, "content/a\\..\\..\\secret.md");
    write(&site, "secret.md");
    let walked = plain(&site, "content");
    assert_eq!(walked.files, [""; 0]);
    assert!(matches!(walked.refused[0].1, Refusal::Name(_)));
    assert_eq!(slashed(Path::new("a\\b/c")), Some("a\\b/c".to_owned()));
}

#[test]
fn where_a_path_really_is_can_be_told_before_it_is_there() {
    let site = site();
    write(&site, "content/a");
    link(&site, "content", "link");
    let root = site.path().canonicalize().expect("a folder");
    for (path, real) in [
        ("content", "content"),
        ("link/new/deep", "content/new/deep"),
        ("link/../public", "public"),
        ("none/../content/out", "content/out"),
    ] {
        assert_eq!(
            real_place(&site.path().join(path)),
            root.join(real),
            "{path}"
        );
    }
}

#[test]
fn links_that_come_back_to_themselves_are_loops_and_not_dangling() {
    let site = site();
    link(&site, "self.md", "content/self.md");
    link(&site, "b", "content/a");
    link(&site, "../content/a", "content/b");
    link(&site, "a", "content/into");
    link(&site, "gone", "content/gone.md");
    write(&site, "content/file.md");
    link(&site, "file.md/x", "content/below.md");
    let walked = plain(&site, "content");
    let nowhere = |target: &str| Refusal::Nowhere(target.to_owned());
    assert_eq!(
        walked.refused,
        [
            ("content/a".to_owned(), Refusal::Loop),
            ("content/b".to_owned(), Refusal::Loop),
            ("content/below.md".to_owned(), nowhere("file.md/x")),
            ("content/gone.md".to_owned(), nowhere("gone")),
            ("content/into".to_owned(), Refusal::Loop),
            ("content/self.md".to_owned(), Refusal::Loop),
        ]
    );
}

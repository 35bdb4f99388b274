//! Builds that are killed at every point, and the builds after them.

use super::*;

/// Before, during (killed), after: new, changed, removed, moved, file to folder and back.
const BEFORE: Pages = &[
    ("index.html", "home"),
    ("old/gone.html", "gone"),
    ("shape", "file"),
    ("tree/leaf", "leaf"),
    ("topics/syria.html", "Syria"),
];
const DURING: Pages = &[
    ("index.html", "home, new"),
    ("new/deep/page.html", "page"),
    ("shape/inside", "inside"),
    ("tree", "file"),
    ("topics/syria.html", "Syria"),
    ("topics/added.html", "added"),
];
const OTHER: Pages = &[
    ("index.html", "third"),
    ("shape", "file again"),
    ("new", "a file where a folder was"),
];

/// Runs `after` for every point at which the build of `DURING` can be killed.
fn at_every_kill(after: impl Fn(&Path)) {
    for steps in 0.. {
        let folder = folder();
        let out = folder.path();
        build(out, BEFORE).unwrap();
        write(out, "CNAME", "theirs");
        if !killed(out, DURING, steps) {
            assert!(steps > 10, "the build had few steps");
            return;
        }
        after(out);
        assert_eq!(read(out, "CNAME"), "theirs", "after {steps} steps");
    }
}

fn with_foreign(pages: Pages) -> BTreeMap<String, String> {
    let mut tree = fresh(pages);
    tree.insert("CNAME".to_owned(), "theirs".to_owned());
    tree
}

#[test]
fn the_next_build_ends_as_a_fresh_one() {
    for next in [BEFORE, DURING, OTHER, &[]] {
        at_every_kill(|out| {
            build(out, next).unwrap();
            assert_eq!(tree(out), with_foreign(next));
        });
    }
}

#[test]
fn so_it_does_after_a_second_kill_and_a_failed_build() {
    for kill in 0..12 {
        at_every_kill(|out| {
            killed(out, OTHER, kill);
            let failed = open(out);
            put_all(&failed, DURING).unwrap();
            drop(failed);
            build(out, BEFORE).unwrap();
            assert_eq!(tree(out), with_foreign(BEFORE));
        });
    }
}

#[test]
fn clean_removes_what_an_interrupted_build_left() {
    at_every_kill(|out| {
        clean(out).unwrap();
        assert_eq!(tree(out).into_keys().collect::<Vec<_>>(), ["CNAME"]);
    });
}

#[test]
fn a_failed_build_leaves_an_interrupted_one_as_it_was() {
    at_every_kill(|out| {
        let pages = |out: &Path| {
            let mut tree = tree_and_times(out);
            tree.retain(|path, _| !path.starts_with(".postil-staging"));
            tree
        };
        let before = pages(out);
        drop(open(out));
        assert_eq!(pages(out), before);
    });
}

#[test]
fn each_page_is_old_or_new_and_the_record_is_last() {
    at_every_kill(|out| {
        let known: Vec<_> = BEFORE.iter().chain(DURING).collect();
        for (path, bytes) in tree(out) {
            let ours = |page: &&&(&str, &str)| page.0 == path && page.1 == bytes;
            if !path.ends_with('/') && !path.starts_with(".postil") && path != "CNAME" {
                assert!(known.iter().any(|page| ours(&page)), "{path}: {bytes}");
            }
        }
        if read(out, ".postil-record") == fresh(DURING)[".postil-record"] {
            for (path, bytes) in DURING {
                assert_eq!(read(out, path), *bytes);
            }
        }
    });
}

#[test]
fn a_first_build_that_was_killed_is_repaired() {
    for steps in 0.. {
        let folder = folder();
        let out = folder.path().join("public");
        let all = !killed(&out, DURING, steps);
        build(&out, OTHER).unwrap();
        assert_eq!(tree(&out), fresh(OTHER), "after {steps} steps");
        if all {
            break;
        }
    }
}

#[test]
fn a_folder_made_for_a_page_that_never_came_goes() {
    let folder = folder();
    let out = folder.path();
    // Announced, folder made, killed before the rename.
    killed(out, &[("new/deep/page.html", "page")], 1);
    fs::create_dir_all(out.join("new/deep")).unwrap();
    build(out, &[("new", "file")]).unwrap();
    assert_eq!(tree(out), fresh(&[("new", "file")]));
}

#[test]
fn an_announced_place_that_somebody_took_since_is_theirs() {
    let folder = folder();
    let out = folder.path();
    killed(out, &[("page", "ours"), ("empty", "ours")], 1);
    write(out, "page", "theirs");
    // What a power failure may leave.
    write(out, "empty", "");
    assert!(build(out, &[("page", "ours"), ("empty", "ours")]).is_err());
    let publication = open(out);
    put_all(&publication, &[("page", "other"), ("empty", "other")]).unwrap();
    assert_eq!(publication.occupied(), [route("page")]);
    drop(publication);
    build(out, &[("empty", "other")]).unwrap();
    assert_eq!(read(out, "page"), "theirs");
}

#[test]
fn a_step_that_fails_is_an_error_with_a_path_and_the_next_build_repairs() {
    let folder = folder();
    let out = folder.path();
    build(out, BEFORE).unwrap();
    let publication = open(out);
    put_all(&publication, DURING).unwrap();
    let plan = publication.plan().unwrap();
    // A staged file is lost: the same as a disk that fails in the middle.
    fs::remove_file(out.join(".postil-staging/2")).unwrap();
    let failed = plan
        .steps
        .iter()
        .try_for_each(|step| publication.take(step).map(|_| ()));
    assert!(format!("{:#}", failed.unwrap_err()).contains(".postil-staging"));
    drop(publication);
    assert!(!out.join(".postil-staging").exists());
    build(out, DURING).unwrap();
    assert_eq!(tree(out), fresh(DURING));
}

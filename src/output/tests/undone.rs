//! Commits that fail half way, by injected and by real trouble: the output is as it was.

use std::sync::atomic::Ordering;

use super::*;

const BEFORE: Pages = &[
    ("index.html", "home"),
    ("old/gone.html", "gone"),
    ("shape", "file"),
    ("tree/leaf", "leaf"),
    ("topics/syria.html", "Syria"),
    ("topics/same.html", "same"),
];
const AFTER: Pages = &[
    ("index.html", "home, new"),
    ("new/deep/page.html", "page"),
    ("shape/inside", "inside"),
    ("tree", "file"),
    ("topics/syria.html", "Syria"),
    ("topics/same.html", "same, new"),
    ("topics/added.html", "added"),
];

/// What stands in an output, without what builds keep there for themselves while they run.
fn published(out: &Path) -> BTreeMap<String, String> {
    let mut tree = tree(out);
    tree.retain(|path, _| !path.starts_with(".postil-staging"));
    tree
}

/// Tries a build of `pages` whose commit fails after each number of steps; whether it left all as it was. Gives the number of steps.
fn at_every_failure(pages: Pages, begin: impl Fn(&Path)) -> i64 {
    for steps in 0.. {
        let folder = folder();
        let out = folder.path();
        begin(out);
        write(out, "CNAME", "theirs");
        let before = published(out);
        let publication = open(out);
        put_all(&publication, pages).unwrap();
        publication.good_steps.store(steps, Ordering::SeqCst);
        match publication.commit() {
            Ok(_) => {
                let mut after = fresh(pages);
                after.insert("CNAME".to_owned(), "theirs".to_owned());
                assert_eq!(published(out), after);
                return steps;
            }
            Err(error) => {
                assert!(error.downcast_ref::<Torn>().is_none(), "{error:#}");
                assert!(format!("{error:#}").contains("the disk is full"));
                let mut after = published(out);
                // What an interrupted build announced may have been taken into the record: both say the same.
                if before.contains_key(".postil-record.next") {
                    after.remove(".postil-record.next");
                    let mut before = before.clone();
                    before.remove(".postil-record.next");
                    before.insert(".postil-record".to_owned(), after[".postil-record"].clone());
                    assert_eq!(after, before, "after {steps} steps");
                } else {
                    assert_eq!(after, before, "after {steps} steps");
                }
                assert!(!out.join(".postil-staging").exists());
            }
        }
        // The next build is as any.
        build(out, pages).unwrap();
        assert_eq!(read(out, "CNAME"), "theirs");
    }
    unreachable!()
}

#[test]
fn a_commit_that_fails_after_any_step_is_undone() {
    let first = at_every_failure(AFTER, |_| {});
    let second = at_every_failure(AFTER, |out| {
        build(out, BEFORE).unwrap();
    });
    let back = at_every_failure(BEFORE, |out| {
        build(out, AFTER).unwrap();
    });
    assert!(
        first > 7 && second > 12 && back > 12,
        "{first} {second} {back}"
    );
    assert!(at_every_failure(&[], |out| drop(build(out, BEFORE).unwrap())) > 6);
}

#[test]
fn so_is_one_after_a_killed_build() {
    for steps in [3, 6, 9, 12] {
        at_every_failure(AFTER, |out| {
            build(out, BEFORE).unwrap();
            killed(out, AFTER, steps);
        });
    }
}

#[test]
fn a_first_build_that_fails_leaves_no_folder() {
    for steps in 0..5 {
        let folder = folder();
        let publication = open(&folder.path().join("a/public"));
        put_all(&publication, AFTER).unwrap();
        publication.good_steps.store(steps, Ordering::SeqCst);
        publication.commit().unwrap_err();
        assert_eq!(tree(folder.path()), BTreeMap::new());
    }
}

#[test]
fn what_cannot_be_undone_is_told_and_made_whole_by_the_next_build() {
    let folder = folder();
    let out = folder.path();
    build(out, BEFORE).unwrap();
    let publication = open(out);
    put_all(&publication, AFTER).unwrap();
    let steps = publication.plan().unwrap().steps.len();
    let steps = i64::try_from(steps).unwrap() - 1;
    publication.good_steps.store(steps, Ordering::SeqCst);
    publication.good_undos.store(2, Ordering::SeqCst);
    let error = publication.commit().unwrap_err();
    let torn = error.downcast_ref::<Torn>().expect("it says so");
    let told = torn.to_string();
    assert!(
        told.contains("partly the old site and partly the new one"),
        "{told}"
    );
    assert!(
        told.contains("could not be undone (the disk is full)"),
        "{told}"
    );
    build(out, AFTER).unwrap();
    assert_eq!(tree(out), fresh(AFTER));
}

#[test]
fn a_name_that_the_disk_cannot_hold_is_seen_before_anything_changes() {
    let folder = folder();
    let out = folder.path().join("x".repeat(250)).join("public");
    build(&out, BEFORE).unwrap();
    age(&out);
    let before = tree_and_times(&out);
    // Each part is short enough; the whole is not, for this system.
    let long = [
        "y".repeat(250),
        "y".repeat(250),
        "y".repeat(250),
        "p".repeat(250),
    ]
    .join("/");
    let deep = folder.path().join(vec!["z".repeat(250); 14].join("/"));
    let deep_out = fs::create_dir_all(&deep).map(|()| deep);
    let outs = [Some(out.clone()), deep_out.ok()];
    for out in outs.into_iter().flatten() {
        let publication = open(&out);
        put_all(&publication, &[("index.html", "new"), (&long, "page")]).unwrap();
        if let Err(error) = publication.commit() {
            assert!(format!("{error:#}").contains("yyy"), "{error:#}");
        }
    }
    // Where it fits, it was built; where it did not, nothing changed.
    if !out.join(&long).exists() {
        assert_eq!(tree_and_times(&out), before);
    }
}

#[cfg(unix)]
#[test]
fn a_file_in_a_folder_without_second_names_is_copied() {
    // A folder cannot have a second name, a file can: what is held is the same bytes in any case.
    let folder = folder();
    write(folder.path(), "a", "bytes");
    let held = folder.path().join("held");
    disk::hold(&folder.path().join("a"), &held).unwrap();
    assert_eq!(fs::read_to_string(&held).unwrap(), "bytes");
    assert!(disk::hold(&folder.path().join("none"), &held).is_err());
}

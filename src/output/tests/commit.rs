//! What a build that comes to its end does, and one that does not.

use std::thread;

use super::*;

const SITE: Pages = &[
    ("index.html", "home"),
    ("topics/syria.html", "Syria"),
    ("transcripts/a.html", "A"),
];

#[test]
fn a_first_build_makes_the_folder_and_everything_in_it() {
    let folder = folder();
    let out = folder.path().join("deep/public");
    let written = build(&out, SITE).unwrap();
    let expected = Written {
        new: 3,
        came: ["index.html", "topics/syria.html", "transcripts/a.html"]
            .map(str::to_owned)
            .into(),
        bytes: 10,
        ..Written::default()
    };
    assert_eq!(written, expected);
    let names: Vec<String> = tree(&out).into_keys().collect();
    let all = [
        ".postil-record",
        "index.html",
        "topics/",
        "topics/syria.html",
        "transcripts/",
        "transcripts/a.html",
    ];
    assert_eq!(names, all);
    assert_eq!(read(&out, "topics/syria.html"), "Syria");
}

#[test]
fn the_second_build_writes_what_changed_and_removes_what_went() {
    let folder = folder();
    let out = folder.path();
    build(out, SITE).unwrap();
    age(out);
    let before = tree_and_times(out);
    let pages: Pages = &[
        ("index.html", "home"),
        ("transcripts/a.html", "B"),
        ("new/x", "x"),
    ];
    let written = build(out, pages).unwrap();
    let expected = Written {
        new: 1,
        changed: 1,
        same: 1,
        removed: 1,
        gone: vec!["topics/syria.html".to_owned()],
        came: vec!["new/x".to_owned()],
        bytes: 2,
        ..Written::default()
    };
    assert_eq!(written, expected);
    assert_eq!(tree(out), fresh(pages));
    assert_eq!(tree_and_times(out)["index.html"], before["index.html"]);
}

#[test]
fn nothing_new_means_nothing_rewritten() {
    let folder = folder();
    let out = folder.path();
    build(out, SITE).unwrap();
    age(out);
    let before = tree_and_times(out);
    let written = build(out, SITE).unwrap();
    assert_eq!((written.same, written.bytes), (3, 0));
    assert_eq!(tree_and_times(out), before);
}

#[test]
fn a_build_that_fails_changes_nothing() {
    let folder = folder();
    let out = folder.path();
    build(out, SITE).unwrap();
    write(out, "CNAME", "example.org");
    age(out);
    let before = tree_and_times(out);
    let publication = open(out);
    put_all(
        &publication,
        &[("index.html", "other"), ("more/new.html", "new")],
    )
    .unwrap();
    assert!(out.join(".postil-staging").is_dir());
    drop(publication);
    assert_eq!(tree_and_times(out), before);
}

#[test]
fn a_build_that_fails_removes_the_folders_that_it_made() {
    let folder = folder();
    let publication = open(&folder.path().join("a/public"));
    put_all(&publication, SITE).unwrap();
    drop(publication);
    assert!(tree(folder.path()).is_empty());
}

#[test]
fn files_of_others_are_never_touched() {
    let folder = folder();
    let out = folder.path();
    let foreign = ["CNAME", ".gitignore", ".git/config", "topics/own.txt"];
    for path in foreign {
        write(out, path, "theirs");
    }
    fs::create_dir(out.join("empty")).unwrap();
    age(out);
    let before = tree_and_times(out);
    build(out, SITE).unwrap();
    build(out, &[("index.html", "home")]).unwrap();
    assert!(!out.join("transcripts").exists());
    assert_eq!(clean(out).unwrap().removed, 1);
    let mut after = tree_and_times(out);
    // A folder's own time changes with what is put into it.
    after.insert("topics/".to_owned(), before["topics/"].clone());
    assert_eq!(after, before);
}

#[test]
fn a_file_that_somebody_changed_is_replaced_if_planned_and_kept_if_not() {
    let folder = folder();
    let out = folder.path();
    build(out, SITE).unwrap();
    write(out, "index.html", "edited");
    write(out, "topics/syria.html", "edited");
    let rest: Pages = &[("index.html", "home"), ("transcripts/a.html", "A")];
    let written = build(out, rest).unwrap();
    assert_eq!(written.mended, ["index.html"]);
    assert_eq!(written.kept, ["topics/syria.html"]);
    assert_eq!((written.changed, written.removed), (1, 0));
    assert_eq!(read(out, "index.html"), "home");
    assert_eq!(read(out, "topics/syria.html"), "edited");
    // It is theirs from now on.
    assert!(build(out, SITE).is_err());
    assert_eq!(build(out, rest).unwrap().kept, [""; 0]);
}

#[test]
fn a_missing_or_damaged_file_is_made_again() {
    let folder = folder();
    let out = folder.path();
    build(out, SITE).unwrap();
    age(out);
    let record = tree_and_times(out)[".postil-record"].clone();
    fs::remove_dir_all(out.join("topics")).unwrap();
    write(out, "transcripts/a.html", "");
    let written = build(out, SITE).unwrap();
    assert_eq!((written.new, written.changed, written.same), (1, 1, 1));
    assert_eq!(tree(out), fresh(SITE));
    assert_eq!(tree_and_times(out)[".postil-record"], record);
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    let folder = folder();
    let out = folder.path();
    let file: Pages = &[("a", "file"), ("b", "b")];
    let inside: Pages = &[("a/b/c", "file inside"), ("b", "b")];
    for pages in [file, inside, file] {
        build(out, pages).unwrap();
        assert_eq!(tree(out), fresh(pages));
    }
}

#[test]
fn the_output_may_be_a_link_to_a_folder() {
    let folder = folder();
    let real = folder.path().join("real");
    fs::create_dir(&real).unwrap();
    #[cfg(unix)]
    {
        let link = folder.path().join("public");
        std::os::unix::fs::symlink(&real, &link).unwrap();
        build(&link, SITE).unwrap();
        assert_eq!(tree(&real), fresh(SITE));
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    }
}

#[test]
fn files_are_copied_and_compared() {
    let folder = folder();
    let (out, asset) = (folder.path().join("public"), folder.path().join("asset"));
    let long = "0123456789".repeat(30_000);
    let mut other = long.clone();
    other.replace_range(299_999.., "!");
    let copy = |bytes: &str| {
        fs::write(&asset, bytes).unwrap();
        let publication = open(&out);
        let change = publication
            .put_file(&route("assets/x.bin"), &asset)
            .unwrap();
        (change, publication.commit().unwrap().bytes)
    };
    assert_eq!(copy(&long), (Change::New, 300_000));
    assert_eq!(copy(&long), (Change::Same, 0));
    assert_eq!(copy(&other), (Change::Changed, 300_000));
    assert_eq!(read(&out, "assets/x.bin"), other);
    assert_eq!(build(&out, &[("assets/x.bin", &other)]).unwrap().same, 1);
    let missing = open(&out).put_file(&route("y"), &folder.path().join("none"));
    assert!(format!("{:#}", missing.unwrap_err()).contains("none"));
}

#[cfg(unix)]
#[test]
fn files_have_the_usual_permissions() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let (out, asset) = (folder.path().join("public"), folder.path().join("asset"));
    fs::write(&asset, "x").unwrap();
    let usual = fs::metadata(&asset).unwrap().permissions().mode();
    fs::set_permissions(&asset, fs::Permissions::from_mode(0o700)).unwrap();
    let publication = open(&out);
    publication.put(&route("page"), b"x").unwrap();
    publication.put_file(&route("copy"), &asset).unwrap();
    publication.commit().unwrap();
    for name in ["page", "copy", ".postil-record"] {
        let mode = fs::metadata(out.join(name)).unwrap().permissions().mode();
        assert_eq!(mode, usual, "{name}");
    }
}

#[test]
fn a_page_need_not_be_made_again_to_be_kept() {
    let folder = folder();
    let out = folder.path();
    build(out, &[("a", "A"), ("b", "B"), ("c", "C")]).unwrap();
    write(out, "b", "edited");
    let publication = open(out);
    assert!(publication.keep(&route("a"), Checksum::of(b"A")).unwrap());
    assert!(!publication.keep(&route("b"), Checksum::of(b"B")).unwrap());
    assert!(
        !publication
            .keep(&route("c"), Checksum::of(b"another"))
            .unwrap()
    );
    assert!(!publication.keep(&route("d"), Checksum::of(b"D")).unwrap());
    let written = publication.commit().unwrap();
    assert_eq!((written.same, written.removed), (1, 1));
    assert_eq!(written.kept, ["b"]);
}

#[test]
fn a_route_is_put_once() {
    let folder = folder();
    let publication = open(folder.path());
    assert_eq!(publication.put(&route("a"), b"1").unwrap(), Change::New);
    assert_eq!(publication.put(&route("a"), b"1").unwrap(), Change::New);
    assert!(publication.put(&route("a"), b"2").is_err());
}

#[test]
fn routes_that_no_disk_holds_together_are_refused() {
    for pages in [
        [("a", "1"), ("a/b", "2")],
        [("Topics/a", "1"), ("topics/A", "2")],
        [("ÉTÉ", "1"), ("e\u{301}te\u{301}", "2")],
        [("x", "1"), ("X/y", "2")],
    ] {
        let folder = folder();
        assert!(build(folder.path(), &pages).is_err(), "{pages:?}");
        assert!(tree(folder.path()).is_empty());
    }
}

#[test]
fn many_threads_put_at_once_and_the_output_is_the_same() {
    let names: Vec<String> = (0..400).map(|n| format!("{}/{n}.html", n % 7)).collect();
    let folder = folder();
    let outputs = [1, 4].map(|count| {
        let out = folder.path().join(count.to_string());
        let publication = open(&out);
        thread::scope(|scope| {
            for chunk in names.chunks(names.len() / count) {
                let publication = &publication;
                scope.spawn(move || {
                    for name in chunk {
                        publication.put(&route(name), name.as_bytes()).unwrap();
                    }
                });
            }
        });
        assert_eq!(publication.commit().unwrap().new, 400);
        tree(&out)
    });
    assert_eq!(outputs[0], outputs[1]);
}

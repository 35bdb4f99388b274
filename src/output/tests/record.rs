//! The record: its text, and what a wrong one can (not) do.

use super::*;

const A: &str = "17762fddd969a453925d65717ac3eea21320b66b54342fde15128d6caf21215f"; // not the checksum of any page here

#[test]
fn the_record_is_a_sorted_text_of_checksums_and_routes() {
    let folder = folder();
    let out = folder.path();
    build(out, &[("b/ü x.html", "B"), ("a.html", "A")]).unwrap();
    let (a, b) = (Checksum::of(b"A"), Checksum::of(b"B"));
    let expected = format!("postil-record 1\n{a}  a.html\n{b}  b/ü x.html\n");
    assert_eq!(read(out, ".postil-record"), expected);
}

#[test]
fn a_newer_record_is_an_error_and_nothing_is_touched() {
    let folder = folder();
    let out = folder.path();
    build(out, &[("a", "1")]).unwrap();
    write(out, ".postil-record", "postil-record 2\nwhatever\n");
    let before = tree(out);
    let error = build(out, &[("a", "2")]).unwrap_err();
    let message = format!("{error:#}");
    assert!(message.contains("newer postil"), "{message}");
    assert!(message.contains(".postil-record"), "{message}");
    assert!(clean(out).is_err());
    assert_eq!(tree(out), before);
}

#[test]
fn good_lines_of_a_damaged_record_count() {
    let folder = folder();
    let out = folder.path();
    build(out, &[("a", "1"), ("b", "2"), ("c", "3"), ("d", "4")]).unwrap();
    let (a, b, d) = (Checksum::of(b"1"), Checksum::of(b"2"), Checksum::of(b"4"));
    let mut bytes = b"postil-rec\xff\n\nnonsense\n".to_vec();
    // The last line is cut short: its route may be another's.
    bytes.extend(format!("{a}  a\r\n{b} b\n{A}\n{d}  d").bytes());
    fs::write(out.join(".postil-record"), bytes).unwrap();
    let written = build(out, &[("b", "2")]).unwrap();
    // `a` was known and goes; `b` was adopted; `c` and `d` nobody knows any more.
    assert_eq!((written.same, written.removed), (1, 1));
    let left: Vec<String> = tree(out).into_keys().collect();
    assert_eq!(left, [".postil-record", "b", "c", "d"]);
}

#[test]
fn without_a_record_equal_files_are_adopted() {
    let folder = folder();
    let out = folder.path();
    build(out, &[("a", "1"), ("b", "2")]).unwrap();
    fs::remove_file(out.join(".postil-record")).unwrap();
    assert_eq!(build(out, &[("a", "1"), ("b", "2")]).unwrap().same, 2);
    assert_eq!(build(out, &[("a", "1")]).unwrap().removed, 1);
    assert_eq!(tree(out), fresh(&[("a", "1")]));
}

#[test]
fn a_hostile_record_reaches_nothing_outside_of_the_output() {
    let folder = folder();
    let out = folder.path().join("public");
    write(folder.path(), "victim", "x");
    write(folder.path(), "folder/victim", "x");
    write(&out, ".postil-staging.lock", "");
    build(&out, &[("a", "1")]).unwrap();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../folder", out.join("link")).unwrap();
        std::os::unix::fs::symlink("../victim", out.join("file-link")).unwrap();
    }
    let x = Checksum::of(b"x");
    let absolute = folder.path().join("victim");
    let record = format!(
        "postil-record 1\n{x}  ../victim\n{x}  a/../../victim\n{x}  {}\n{x}  link/victim\n{x}  file-link\n\
         {x}  link/sub/none\n{x}  .\n{x}  \n{x}  .postil-record\n{x}  .POSTIL-staging.lock\n",
        absolute.display()
    );
    for clear in [true, false] {
        write(&out, ".postil-record", &record);
        if clear {
            let cleaned = clean(&out).unwrap();
            assert_eq!(cleaned.removed, 0);
            assert_eq!(
                cleaned.kept,
                if cfg!(unix) {
                    vec!["file-link"]
                } else {
                    vec![]
                }
            );
        } else {
            build(&out, &[("a", "1")]).unwrap();
        }
        assert_eq!(read(folder.path(), "victim"), "x");
        assert_eq!(read(folder.path(), "folder/victim"), "x");
        assert_eq!(read(&out, "a"), "1");
        assert_eq!(out.join("link").exists(), cfg!(unix));
    }
}

#[test]
fn clean_removes_what_is_ours_and_keeps_the_rest() {
    let folder = folder();
    let out = folder.path().join("public");
    assert_eq!(clean(&out).unwrap().removed, 0);
    assert!(!out.exists());
    write(&out, "CNAME", "theirs");
    assert_eq!(clean(&out).unwrap().removed, 0);
    build(&out, &[("a", "1"), ("b/c/d", "2"), ("b/e", "3")]).unwrap();
    write(&out, "b/e", "edited");
    let cleaned = clean(&out).unwrap();
    assert_eq!(cleaned.removed, 2);
    assert_eq!(cleaned.kept, ["b/e"]);
    let left: Vec<String> = tree(&out).into_keys().collect();
    assert_eq!(left, ["CNAME", "b/", "b/e"]);
    assert_eq!(clean(&out).unwrap(), Cleaned::default());
}

#[test]
fn names_that_postil_keeps_for_itself_are_refused() {
    let folder = folder();
    let publication = open(folder.path());
    for path in [
        ".postil-record",
        ".Postil-Staging/1",
        ".postil-staging.lock",
    ] {
        assert!(publication.put(&route(path), b"x").is_err(), "{path}");
        assert!(
            publication.put_file(&route(path), Path::new("x")).is_err(),
            "{path}"
        );
    }
    publication.put(&route("assets/.postil"), b"x").unwrap();
}

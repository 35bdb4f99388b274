//! Where `postil export` writes: never among the files that the site is made from or that a build wrote, and what it says of what it wrote.

use std::{fs, time::SystemTime};

use super::rich;
use crate::testsuite::{Site, tree};

type Files = std::collections::BTreeMap<String, (Vec<u8>, SystemTime)>;

/// All files of the site's folder.
fn all(site: &Site) -> Files {
    tree(&site.path("."))
}

#[test]
fn what_the_site_is_made_from_and_what_a_build_wrote_is_not_written_over() {
    // The words of a `.txt` transcript have the very name that the format gives them.
    let site = rich(&[])
        .file("content/transcripts/bare.txt", "Only words.\n")
        .file("content/transcripts/bare.yaml", "title: Bare\n");
    site.build();
    let other = site.run(&["build", "--output-dir", "elsewhere"]);
    assert_eq!(other.code, 0, "{}", other.stderr);
    let before = all(&site);
    for (format, place, told) in [
        ("text", "content", "content/, which the site is made from"),
        (
            "text",
            "content/new",
            "content/, which the site is made from",
        ),
        ("text", "static", "static/, which the site is made from"),
        (
            "text",
            "out/../content",
            "content/, which the site is made from",
        ),
        ("skos", "postil.yaml", "has the settings of the site"),
        ("skos", "content/topics/fires.md", "content/, which"),
        ("skos", "templates/base.html", "templates/, which"),
        ("skos", "public/index.html", "where builds write the site"),
        ("text", "public", "where builds write the site"),
        ("text", "elsewhere/texts", "where builds write the site"),
        ("skos", ".git/config", "git keeps for itself"),
        ("skos", ".postil/x", "postil keeps for itself"),
    ] {
        let run = site.run(&["export", format, "-o", place]);
        assert_eq!(run.code, 2, "{format} {place}: {}", run.stderr);
        assert!(run.stderr.contains(told), "{place}: {}", run.stderr);
        assert_eq!(all(&site), before, "{format} {place}");
    }
    // The site's folder itself takes files that fall into none of these; and again.
    for _ in 0..2 {
        let run = site.run(&["export", "text", "-o", "."]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }
    assert!(site.path("transcripts/bare.txt").exists());
}

#[cfg(unix)]
#[test]
fn a_link_leads_no_export_to_the_files_of_the_site() {
    let site = rich(&[]);
    fs::rename(site.path("content/topics"), site.path("kept")).expect("a folder");
    let link = |from: &str, to: &str| {
        std::os::unix::fs::symlink(from, site.path(to)).expect("a link");
    };
    link("../kept", "content/topics");
    link("content", "door");
    link("postil.yaml", "other.ttl");
    let before = all(&site);
    for (format, place) in [
        ("skos", "kept/fires.md"),
        ("skos", "other.ttl"),
        ("text", "door"),
        ("skos", "door/new.ttl"),
    ] {
        let run = site.run(&["export", format, "-o", place]);
        assert_eq!(run.code, 2, "{place}: {}", run.stderr);
        assert!(
            run.stderr.contains("choose another place"),
            "{}",
            run.stderr
        );
        assert_eq!(all(&site), before, "{place}");
    }
}

/// Runs `postil` with an output of ours.
#[cfg(target_os = "linux")]
fn run_into(site: &Site, arguments: &[&str], output: fs::File) -> (i32, String) {
    let run = std::process::Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(arguments)
        .current_dir(site.path("."))
        .stdout(output)
        .stderr(std::process::Stdio::piped())
        .spawn()
        .and_then(std::process::Child::wait_with_output)
        .expect("the binary runs");
    let code = run.status.code().expect("it was not killed");
    (code, String::from_utf8(run.stderr).expect("UTF-8"))
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_takes_nothing_is_told_and_one_that_nobody_reads_is_not() {
    use std::os::fd::OwnedFd;
    let site = rich(&[]);
    let full = fs::File::options().write(true).open("/dev/full");
    let (code, told) = run_into(&site, &["export", "skos"], full.expect("a device"));
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("cannot write to standard output"), "{told}");
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let writer = fs::File::from(OwnedFd::from(writer));
    let (code, told) = run_into(&site, &["export", "skos"], writer);
    assert_eq!((code, told.as_str()), (0, ""));
}

#[test]
fn what_was_written_before_a_file_that_could_not_be_is_told() {
    let site = rich(&[]);
    let all = site.run(&["export", "text", "-o", "whole"]);
    assert_eq!(all.code, 0, "{}", all.stderr);
    let files = tree(&site.path("whole"));
    assert_eq!(files.len(), 2, "two transcripts");
    for taken in ["talk", "hearing"] {
        // A folder stands where the file goes.
        let place = format!("out-{taken}");
        site.write(&format!("{place}/transcripts/{taken}.txt/theirs"), "");
        let run = site.run(&["export", "text", "-o", &place]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        let written = tree(&site.path(&place)).len() - 1;
        let says = format!("wrote {written} file, ");
        assert_eq!(run.stderr.contains(&says), written > 0, "{}", run.stderr);
        assert_eq!(run.stderr.contains("not all that there is"), written > 0);
    }
}

#[test]
fn why_there_is_nothing_to_write_is_told() {
    let site = Site::empty()
        .file("postil.yaml", "title: A\nbase_url: https://a.example/\n")
        .file("content/topics/rain.md", "---\ntitle: Rain\n---\n")
        .file("content/transcripts/a.md", "---\ntitle: A\n---\nWords.\n");
    for (arguments, told) in [
        (
            &["export", "iiif", "-o", "out"][..],
            "nothing was written: `iiif` needs a transcript with a recording of sound whose length is known",
        ),
        (
            &["export", "text", "--topic", "rain", "-o", "out"],
            "nothing was written: `text` needs a transcript or entry, and there is none about `rain`",
        ),
    ] {
        let run = site.run(arguments);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert!(!run.stderr.contains("wrote") && !site.path("out").exists());
    }
}

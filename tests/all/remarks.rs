//! What there is to say about an archive is kept with it: a warm build says exactly what a cold one says, after every edit, and does no
//! more for it than for an archive without a mistake. People are shown the first hundred remarks of a kind, programs all.

use std::{fmt::Write as _, fs};

use crate::testsuite::Site;
use postil::{
    cli::report::{self, Format},
    pipeline::{self, Options, Outcome},
};

/// Two transcripts by themselves, two that notes tie together, and a mistake of every sort that is found file by file.
fn faulty() -> Site {
    Site::empty()
        .file("postil.yaml", "title: Faulty\neditors: {mh: M. Hall}\n")
        .file("content/topics/mills.md", "---\ntitle: Mills\nalias: [mill]\n---\nOn mills.\n")
        .file("content/topics/rivers.md", "---\naliases: [stream]\n---\nOn [[mils]].\n")
        .file("content/topics/broken.md", "---\ntitle: \"No end\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\ndate: x\n---\nThis.\n")
        .file("content/transcripts/one.md", &transcript("One", "The river came up to the door of the mill."))
        .file("content/transcripts/two.md", &transcript("Two", "The weavers stood in the street."))
        .file("content/transcripts/three.md", &transcript("Three", "Nothing of note was said that year."))
        .file("content/transcripts/four.md", &transcript("Four", "The fair was held all the same."))
        .file("content/transcripts/five.md", "---\ntitle: Five\n---\n")
        .file("content/annotations/one.yaml", "annotations:\n  - {quote: river came up, topics: [mills], note: x}\n  - {quote: river went up, topics: [mils], note: x}\n")
        .file("content/annotations/two.yaml", "by: hm\nannotations:\n  - {quote: e, note: x}\n  - {quote: weavers stood, nots: x}\n")
        .file("content/annotations/three.yaml", "annotations:\n  - targets: [{quote: Nothing of node}, {transcript: four, quote: The fare was held}]\n    note: x\n  - {quote: that year, note: y, disputes: nobody}\n")
}

fn transcript(title: &str, words: &str) -> String {
    format!(
        "---\ntitle: {title}\nspeakers:\n  A: {{name: Ann}}\n  B: {{name: Ben}}\n---\nA: {words}\n"
    )
}

/// All that a run says, for programs: the same for the same, whatever the numbers of files.
fn said(outcome: &Outcome) -> String {
    report::render(&outcome.diagnostics, &outcome.sources, Format::Json, false)
}

/// Builds warm and cold, and compares what they say.
fn twin(site: &Site, options: &Options) -> Outcome {
    let warm = pipeline::build(options, &|_| {}).expect("the machine is fine");
    let cold = Options {
        output: site.path("cold"),
        cache: false,
        ..options.clone()
    };
    let cold = pipeline::build(&cold, &|_| {}).expect("the machine is fine");
    assert_eq!(said(&warm), said(&cold));
    warm
}

fn replace(site: &Site, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(site.path(path)).expect("a file of the site");
    assert!(text.contains(from), "{path} has {from}");
    site.write(path, &text.replacen(from, to, 1));
}

#[test]
fn what_was_said_is_said_again_and_nothing_is_looked_for_again() {
    let site = faulty();
    let first = twin(&site, &site.options());
    assert!(first.anchored >= 4, "{}", first.anchored);
    for code in [
        "quote-not-found",
        "quote-ambiguous",
        "unknown-entry",
        "unknown-key",
        "broken-link",
        "unused-label",
        "yaml-syntax",
        "missing-key",
        "empty-transcript",
    ] {
        assert!(said(&first).contains(code), "{code}:\n{}", said(&first));
    }
    let second = twin(&site, &site.options());
    assert_eq!(said(&second), said(&first));
    assert_eq!(
        second.anchored, 0,
        "all was kept, with what there is to say"
    );
    assert!(!site.path("public").exists(), "nothing was written");
}

#[test]
fn what_is_said_follows_every_edit() {
    let site = faulty();
    twin(&site, &site.options());
    let edits: [(&str, &str, &str); 9] = [
        // The place of what is said moves.
        (
            "content/annotations/one.yaml",
            "annotations:",
            "# A line\nannotations:",
        ),
        ("content/transcripts/one.md", "A: The", "A: Listen. The"),
        // One slip is mended, another made.
        (
            "content/annotations/one.yaml",
            "river went up",
            "river came up to",
        ),
        (
            "content/annotations/two.yaml",
            "weavers stood",
            "weavers sat",
        ),
        // In what is anchored together.
        (
            "content/annotations/three.yaml",
            "Nothing of node",
            "Nothing of note",
        ),
        ("content/transcripts/four.md", "The fair", "The fare"),
        // In files that are neither.
        ("content/topics/mills.md", "alias:", "aliases:"),
        ("content/topics/broken.md", "\"No end", "An end"),
        ("postil.yaml", "mh: M. Hall", "hm: H. Mill"),
    ];
    for (path, from, to) in edits {
        let before = said(&twin(&site, &site.options()));
        replace(&site, path, from, to);
        let after = said(&twin(&site, &site.options()));
        assert_ne!(before, after, "{path}: {from}");
    }
    site.remove("content/annotations/two.yaml");
    twin(&site, &site.options());
    fs::rename(
        site.path("content/transcripts/two.md"),
        site.path("content/transcripts/deux.md"),
    )
    .expect("renamed");
    twin(&site, &site.options());
    let lenient = Options {
        lenient: true,
        strict: true,
        ..site.options()
    };
    twin(&site, &lenient);
    twin(&site, &site.options());
}

#[test]
fn a_file_that_vanishes_and_comes_back_is_told_as_at_first() {
    let site = faulty();
    let first = said(&twin(&site, &site.options()));
    let notes = fs::read_to_string(site.path("content/annotations/three.yaml")).expect("notes");
    site.remove("content/annotations/three.yaml");
    assert_ne!(said(&twin(&site, &site.options())), first);
    // Without it, the two transcripts are looked at one by one.
    assert_eq!(twin(&site, &site.options()).anchored, 0);
    site.write("content/annotations/three.yaml", &notes);
    assert_eq!(said(&twin(&site, &site.options())), first);
    assert_eq!(twin(&site, &site.options()).anchored, 0);
}

#[test]
fn a_build_that_fails_keeps_what_it_did_and_leaves_the_site_alone() {
    let site = Site::small().file(
        "content/annotations/hearing.yaml",
        "annotations:\n  - {quote: at the mill, topics: [milling], note: x}\n",
    );
    site.build();
    let before = site.output();
    replace(
        &site,
        "content/annotations/hearing.yaml",
        "at the mill",
        "at the wheel",
    );
    for _ in 0..2 {
        let outcome = twin(&site, &site.options());
        assert!(outcome.written.is_none() && outcome.diagnostics.has_errors());
        assert_eq!(site.output(), before, "the output is as it was");
    }
    replace(
        &site,
        "content/annotations/hearing.yaml",
        "at the wheel",
        "at the mill",
    );
    let mended = twin(&site, &site.options());
    assert_eq!(mended.rendered, 0, "what was there is right again");
    assert_eq!(site.output(), before);
}

/// A hearing with so many quotes that it has not.
fn many(count: usize) -> Site {
    let mut notes = "annotations:\n".to_owned();
    for i in 0..count {
        writeln!(notes, "  - {{quote: no such words {i}, note: x}}").expect("in memory");
    }
    Site::small().file("content/annotations/hearing.yaml", &notes)
}

#[test]
fn people_are_shown_the_first_hundred_of_a_kind_and_the_rest_is_counted() {
    let site = many(130);
    let told = |run: &crate::testsuite::Run| run.stderr.matches("error[quote-not-found]").count();
    for command in ["check", "build"] {
        let run = site.run(&[command]);
        assert_eq!((run.code, told(&run)), (1, 100), "{}", run.stderr);
        let rest = "and 30 more of the kind `quote-not-found`; `--all` shows them\n";
        assert!(run.stderr.contains(rest), "{}", run.stderr);
        assert!(
            run.stderr.contains("130 errors in 1 file"),
            "{}",
            run.stderr
        );
        let all = site.run(&[command, "--all"]);
        assert_eq!((all.code, told(&all)), (1, 130), "{}", all.stderr);
        assert!(!all.stderr.contains("--all"), "{}", all.stderr);
    }
    let json = site.run(&["check", "--format", "json"]);
    assert_eq!(json.stdout.lines().count(), 130);
    let github = site.run(&["check", "--format", "github"]);
    assert_eq!(github.stdout.matches("::error").count(), 130);
}

#[test]
fn a_hundred_of_a_kind_are_shown_without_a_word_of_more() {
    let run = many(100).run(&["check"]);
    assert_eq!(run.stderr.matches("error[quote-not-found]").count(), 100);
    assert!(!run.stderr.contains("--all"), "{}", run.stderr);
}

#[test]
fn what_is_said_of_a_damaged_cache_is_what_is_said_without_one() {
    let site = faulty();
    for damaged in 0..6 {
        twin(&site, &site.options());
        for entry in fs::read_dir(site.path(".postil/cache")).expect("the cache") {
            let path = entry.expect("an entry").path();
            if !path.to_string_lossy().contains("pack-") {
                continue;
            }
            let mut bytes = fs::read(&path).expect("read");
            let place = bytes.len() * damaged / 6;
            let some = bytes.iter_mut().skip(place).step_by(61).take(20);
            some.for_each(|byte| *byte ^= 4);
            fs::write(&path, bytes).expect("written");
        }
        replace(
            &site,
            "content/topics/rivers.md",
            "[[mils]]",
            "[[mils]] too",
        );
        twin(&site, &site.options());
    }
}

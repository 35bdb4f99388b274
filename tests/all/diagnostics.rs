//! Every remark that postil can make, on a site as small as can be read at a glance.
//!
//! `docs/diagnostics.md` is the snapshot: it holds each case's input and what postil says of it. It is made anew by
//! `POSTIL_WRITE_DOCS=1 cargo test --test all diagnostics`, and read in the diff.

mod cases;

use std::{fmt::Write, fs, path::Path};

use self::cases::{Case, NOTES, TOPIC, cases};
use crate::testsuite::{Site, tree};
use postil::source::diag::{Code, Severity};

const HEAD: &str = "# Diagnostics\n\nWhat postil says when something is wrong, code by code: what it means, an example, and what is printed. An error stops a build, and \
leaves the output as it was; a warning does not, unless you pass `--strict`. All problems of all files are told in one run, in the order of files and \
lines. People are shown the first hundred of each kind and the number of the others; `--all` shows them, too.\n\n`postil check --format json` prints the same as JSON lines, `--format github` as annotations of GitHub Actions. The exit code is 0 if all is \
well, 1 if the content has errors, 2 if the command line or the machine is in the way.\n\nThe examples stand beside this transcript, \
`content/transcripts/hearing.md`:\n\n";

/// What postil says of a case.
fn said(case: &Case) -> String {
    let site = Site::small();
    if case.code != Code::SpecialFile {
        let settings = "title: A hearing\ncontact: archive@example.org\n";
        site.write("postil.yaml", settings);
    }
    for (path, text) in case.files {
        site.write(path, text);
    }
    if let Some((_, setup)) = case.setup {
        setup(&site);
    }
    let run = site.run(case.arguments);
    let error = case.code.severity() == Severity::Error;
    assert_eq!(
        run.code,
        i32::from(error),
        "{}\n{}",
        case.code.as_str(),
        run.stderr
    );
    let sign = format!(
        "{}[{}]",
        if error { "error" } else { "warning" },
        case.code.as_str()
    );
    assert!(
        run.stderr.contains(&sign),
        "{sign} is not in\n{}",
        run.stderr
    );
    let lines = run
        .stderr
        .lines()
        .filter(|l| !l.starts_with("checked ") && !l.starts_with("nothing was written"));
    lines
        .map(str::trim_end)
        .collect::<Vec<_>>()
        .join("\n")
        .trim_end()
        .to_owned()
}

fn documentation() -> String {
    let hearing =
        fs::read_to_string(Site::small().path("content/transcripts/hearing.md")).expect("there");
    let mut page = format!("{HEAD}```markdown\n{hearing}```\n");
    let cases = cases();
    for code in Code::ALL {
        let severity = if code.severity() == Severity::Error {
            "Error"
        } else {
            "Warning"
        };
        write!(
            page,
            "\n## {}\n\n{severity}. {}\n",
            code.as_str(),
            code.meaning()
        )
        .expect("text");
        let own: Vec<&Case> = cases.iter().filter(|c| c.code == *code).collect();
        assert!(!own.is_empty(), "no case for {}", code.as_str());
        for case in own {
            for (path, text) in case.files {
                write!(page, "\n`{path}`:\n\n```\n{text}```\n").expect("text");
            }
            if let Some((told, _)) = case.setup {
                write!(page, "\nFor example, {told}.\n").expect("text");
            }
            let command = case.arguments.join(" ");
            write!(
                page,
                "\n`postil {command}` says:\n\n```\n{}\n```\n",
                said(case)
            )
            .expect("text");
        }
    }
    page
}

#[test]
fn every_remark_is_what_the_documentation_shows() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    let now = documentation();
    if std::env::var_os("POSTIL_WRITE_DOCS").is_some() {
        fs::write(&path, &now).expect("the page can be written");
        return;
    }
    let written = fs::read_to_string(&path).expect("the page is there");
    for (number, (a, b)) in written.lines().zip(now.lines()).enumerate() {
        assert_eq!(
            a,
            b,
            "docs/diagnostics.md, line {}: run POSTIL_WRITE_DOCS=1 cargo test --test all diagnostics",
            number + 1
        );
    }
    assert_eq!(written.len(), now.len());
}

#[test]
fn all_problems_of_all_files_are_told_in_one_run_sorted_and_counted() {
    let site = Site::small()
        .file("content/topics/zeal.md", "---\ntitel: Zeal\n---\n")
        .file(NOTES, "annotations:\n  - quote: no such words\n    topics: [none]\n    note: See [[nothing]].\n")
        .file("content/events/fire.md", "---\ntitle: Fire\ndate: soon\n---\n");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    let codes: Vec<&str> = run
        .stderr
        .lines()
        .filter_map(|l| l.strip_prefix("error["))
        .filter_map(|l| l.split(']').next())
        .collect();
    assert_eq!(
        codes,
        [
            "quote-not-found",
            "unknown-entry",
            "broken-link",
            "bad-date",
            "unknown-key",
            "missing-key"
        ]
    );
    assert!(
        run.stderr.ends_with("6 errors in 3 files\n"),
        "{}",
        run.stderr
    );
    assert!(!site.path("public").exists(), "check writes nothing");
}

#[test]
fn programs_are_told_the_same() {
    let site = Site::small().file(
        NOTES,
        "annotations:\n  - quote: I was in the mill\n    note: x\n",
    );
    let run = site.run(&["check", "--format", "json"]);
    assert_eq!(run.code, 1);
    let remark: serde_json::Value =
        serde_json::from_str(run.stdout.lines().next().expect("a line")).expect("JSON");
    assert_eq!(remark["code"], "quote-not-found");
    assert_eq!(
        (&remark["path"], &remark["line"], &remark["column"]),
        (&NOTES.into(), &2.into(), &12.into())
    );
    assert_eq!(remark["fixes"][0]["text"], "\"I was at the mill\"");
    let run = site.run(&["check", "--format", "github"]);
    assert!(
        run.stdout
            .starts_with(&format!("::error file={NOTES},line=2,")),
        "{}",
        run.stdout
    );
}

#[test]
fn a_failed_build_changes_nothing() {
    let site = Site::small();
    site.build();
    let before = site.output();
    site.write(
        NOTES,
        "annotations:\n  - quote: no such words\n    note: x\n",
    );
    site.write(TOPIC, "---\ntitle: Changed\n---\n");
    assert_eq!(site.run(&["build"]).code, 1);
    assert_eq!(site.output(), before);
    site.write(NOTES, "annotations: []\n");
    site.write("templates/topic.html", "{{ entry.nothing }}");
    assert_eq!(site.run(&["build"]).code, 1);
    assert_eq!(site.output(), before);
}

#[test]
fn a_file_that_cannot_be_read_does_not_make_others_wrong() {
    let site = Site::small().file(NOTES, "annotations:\n  - quote: at the mill\n    topics: [milling]\n    note: See [[milling]] and [[hearing#p2]].\n");
    site.write(TOPIC, "---\ntitle: [Milling] x\n---\n");
    let run = site.run(&["check"]);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    site.write(TOPIC, "---\ntitle: Milling\n---\n");
    site.write(
        "content/transcripts/hearing.md",
        "---\ntitle: [A] b\n---\nQ: x\n",
    );
    let run = site.run(&["check"]);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
}

#[test]
fn warnings_stop_a_build_only_if_asked() {
    let site = Site::small().file("content/topics/notes.txt", "x");
    assert_eq!(site.run(&["build"]).code, 0);
    assert_eq!(site.run(&["build", "--strict"]).code, 1);
}

#[test]
fn drifted_notes_are_shown_and_say_so() {
    let site = Site::small().file(
        NOTES,
        "annotations:\n  - {id: mill, quote: The miller has done, note: Words.}\n",
    );
    assert_eq!(site.run(&["build"]).code, 1);
    assert_eq!(site.run(&["build", "--lenient"]).code, 0);
    let page = site.page("transcripts/hearing.html");
    assert!(page.contains("id=\"note-mill\"") && page.contains("Drifted"));
    assert!(!page.contains("<mark"));
}

#[test]
fn trouble_with_the_command_line_or_the_machine_is_code_2() {
    let site = Site::small();
    assert_eq!(site.run(&["build", "--no-such-switch"]).code, 2);
    assert_eq!(site.run(&["build", "--root", "nowhere"]).code, 2);
    assert_eq!(site.run(&["build", "--base-url", "archive"]).code, 2);
    assert_eq!(Site::empty().run(&["build"]).code, 2);
    site.write("public", "a file where the output folder belongs");
    assert_eq!(site.run(&["build"]).code, 2);
    assert_eq!(site.run(&["--help"]).code, 0);
    assert_eq!(site.run(&["--version"]).code, 0);
}

#[test]
fn init_makes_an_archive_that_builds_and_leaves_files_alone() {
    let site = Site::empty();
    let run = site.run(&["init", "mine"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("Next:\n  cd mine\n  postil serve --open"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("postil build") && run.stderr.contains("content/annotations/"));
    let before = tree(&site.path("mine"));
    let run = site.run(&["--root", "mine", "build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(site.run(&["init", "mine"]).code, 2);
    site.write("mine/postil.yaml", "title: Mine\n");
    assert_eq!(site.run(&["init", "mine", "--force"]).code, 0);
    let after = tree(&site.path("mine"));
    assert_eq!(after["postil.yaml"].0, b"title: Mine\n");
    assert!(before.len() > 15);
}

#[test]
fn what_version_control_left_is_told_wherever_it_stands() {
    const LEFT: &str = "<<<<<<< HEAD\n<p>One.</p>\n=======\n<p>Two.</p>\n>>>>>>> other\n";
    const POINTER: &str = "version https://git-lfs.github.com/spec/v1\noid sha256:2cf2\nsize 7\n";
    for path in [
        "postil.yaml",
        "content/pages/about.md",
        "content/topics/milling.md",
        "content/transcripts/hearing.md",
        "content/transcripts/speech.txt",
        "content/transcripts/speech.yaml",
        "content/annotations/hearing.yaml",
        "templates/page.html",
        "themes/paper/theme.yaml",
        "themes/paper/templates/page.html",
        "themes/paper/static/postil.css",
    ] {
        for (text, code) in [(LEFT, "merge-conflict"), (POINTER, "pointer-file")] {
            let site = Site::small()
                .file("postil.yaml", "theme: paper\n")
                .file("themes/paper/theme.yaml", "title: Paper\n")
                .file("content/transcripts/speech.txt", "Words.\n")
                .file("content/transcripts/speech.yaml", "title: A speech\n")
                .file(path, text);
            let run = site.run(&["check"]);
            assert_eq!(run.code, 1, "{path}\n{}", run.stderr);
            let told = format!("error[{code}]");
            let place = format!("{path}:1:1");
            assert!(
                run.stderr.contains(&told) && run.stderr.contains(&place),
                "{path}\n{}",
                run.stderr
            );
            assert!(
                run.stderr.contains("1 error in 1 file"),
                "{path}\n{}",
                run.stderr
            );
        }
    }
}

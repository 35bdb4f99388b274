//! Nothing grows much faster than its input: each kind of input that once did is run with a limit on processor time (generous, for a slow
//! machine and a build without optimisation) and on memory, and must end within both with an answer.
#![cfg(target_os = "linux")]

use std::{fmt::Write as _, fs, process::Command};

use postil::{
    archive::{FootnoteIndex, Header, Kinds, ListIndex},
    writer::{self, Block, How, Paragraph, Said},
};

use crate::testsuite::Site;

/// Seconds of processor time. What grows with the square or the cube of these inputs takes minutes or hours.
const SECONDS: u32 = 100;

/// KiB of address space.
const MEMORY: u32 = 1_600_000;

/// Runs postil within the limits, each set by a command of its own, since not every shell takes two at once; gives what it said to programs, and to people.
fn run(site: &Site, arguments: &[&str]) -> (i32, String, String) {
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!(
            "ulimit -t {SECONDS} && ulimit -v {MEMORY} && exec \"$0\" \"$@\""
        ))
        .arg(env!("CARGO_BIN_EXE_postil"))
        .args(arguments)
        .current_dir(site.path(""))
        .env("NO_COLOR", "1")
        .output()
        .expect("the binary runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    let (out, err) = (text(output.stdout), text(output.stderr));
    let end = |text: &str| text.chars().rev().take(2000).collect::<Vec<_>>();
    let last: String = end(&err).into_iter().rev().collect();
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 1)), "{}: {last}", output.status);
    (code.unwrap_or(-1), out, err)
}

/// A transcript of one speaker, and its notes.
fn noted(words: &str, notes: &str) -> Site {
    Site::empty()
        .file("postil.yaml", "title: Bounds\n")
        .file("content/transcripts/t.txt", words)
        .file(
            "content/transcripts/t.yaml",
            "title: T\nspeakers: {A: {}}\n",
        )
        .file(
            "content/annotations/t.yaml",
            &format!("annotations:\n{notes}"),
        )
}

fn lines(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect()
}

#[test]
fn keys_of_a_large_map() {
    let site = noted("A: word\n", "  - {quote: word, note: x}\n");
    let keys = lines(60_000, |i| format!("  k{i}: 1\n"));
    site.write(
        "content/topics/t.md",
        &format!("---\ntitle: T\nextra:\n{keys}---\n"),
    );
    assert_eq!(run(&site, &["check"]).0, 0);
    let twice = lines(10_000, |_| "  k: 1\n".to_owned());
    site.write(
        "content/topics/t.md",
        &format!("---\ntitle: T\nextra:\n{twice}---\n"),
    );
    let (_, out, _) = run(&site, &["check", "--format", "json"]);
    assert_eq!(out.matches("duplicate-key").count(), 9_999);
}

#[test]
fn values_in_one_line() {
    let site = noted("A: word\n", "  - {quote: word, note: x}\n");
    let flow = format!("[{}]", "[],".repeat(40_000));
    site.write(
        "content/topics/t.md",
        &format!("---\ntitle: T\nextra: {flow}\n---\n"),
    );
    assert_eq!(run(&site, &["check"]).0, 0);
    let keys = lines(50_000, |i| format!("k{i},"));
    site.write(
        "content/topics/t.md",
        &format!("---\ntitle: T\nextra: {{{keys}}}\n---\n"),
    );
    assert_eq!(run(&site, &["check"]).0, 0);
}

#[test]
fn chains_of_disputes() {
    let next = |i: usize| {
        if i < 5_999 {
            format!("a{}", i + 1)
        } else {
            "z".to_owned()
        }
    };
    let chain = lines(6_000, |i| {
        format!("  - {{id: a{i}, disputes: {}, note: x}}\n", next(i))
    });
    let site = noted(
        "A: word here\n",
        &format!("  - {{id: z, quote: word, note: x}}\n{chain}"),
    );
    let (code, _, err) = run(&site, &["check"]);
    assert_eq!(code, 1);
    assert!(
        err.contains("6000 annotations that dispute each other lead to the passage of `z`"),
        "{err}"
    );
    let circle = chain.replace("disputes: z", "disputes: a0");
    let site = noted(
        "A: word here\n",
        &format!("  - {{id: z, quote: word, note: x}}\n{circle}"),
    );
    let (_, out, _) = run(&site, &["check", "--format", "json"]);
    assert_eq!(out.matches("\"circle\"").count(), 6_000);
}

#[test]
fn disputes_of_what_does_not_exist() {
    let notes = lines(8_000, |i| {
        format!("  - {{id: a{i}, in: p1, disputes: b{i}, note: x}}\n")
    });
    let (_, out, _) = run(&noted("A: word\n", &notes), &["check", "--format", "json"]);
    assert_eq!(out.matches("broken-link").count(), 8_000);
    assert!(
        out.contains("did you mean")
            && out.contains("nothing similar was looked for after the first 500")
    );
}

#[test]
fn notes_over_each_other() {
    let count = 3_000;
    let words = lines(2 * count, |i| format!("w{i}x "));
    let nested = lines(count, |i| {
        format!(
            "  - {{from: w{i}x, to: w{}x, note: x}}\n",
            2 * count - 1 - i
        )
    });
    let (code, _, err) = run(&noted(&format!("A: {words}\n"), &nested), &["build"]);
    assert_eq!(code, 1);
    assert!(
        err.contains("more than 256 notes lie over one word: `w256x` in p1"),
        "{err}"
    );
    assert!(
        err.contains("content/annotations/t.yaml:258:")
            && err.contains("content/transcripts/t.txt:1:"),
        "{err}"
    );
    assert!(err.contains("the first of 2744"), "{err}");
    // As many as there may be, everywhere.
    let beside = lines(count, |i| {
        format!(
            "  - {{from: w{i}x, to: w{}x, note: x}}\n",
            (i + 255).min(2 * count - 1)
        )
    });
    assert_eq!(
        run(&noted(&format!("A: {words}\n"), &beside), &["build"]).0,
        0
    );
}

#[test]
fn notes_on_the_same_words() {
    let words = "e ".repeat(100_000);
    let notes = lines(3_000, |i| {
        format!("  - {{quote: e, nth: {}, note: x}}\n", 7 * i + 1)
    });
    assert_eq!(
        run(&noted(&format!("A: {words}\n"), &notes), &["check"]).0,
        0
    );
}

#[test]
fn places_of_one_note() {
    let words: String = (0..10_000).map(|i| format!("w{i}x ")).collect();
    let targets = lines(10_000, |i| format!("      - {{quote: w{i}x, in: p1}}\n"));
    let site = noted(
        &format!("A: {words}\n"),
        &format!("  - note: x\n    topics: [mill]\n    targets:\n{targets}"),
    )
    .file("content/topics/mill.md", "---\ntitle: Mill\n---\n");
    assert_eq!(run(&site, &["build"]).0, 0);
}

#[test]
fn words_that_repeat_themselves() {
    let words = "a".repeat(600_000);
    let notes = lines(10, |i| {
        format!(
            "  - {{quote: {}, nth: {}, note: x}}\n",
            "a".repeat(300_000 + i),
            i + 1
        )
    });
    let site = noted(&format!("A: {words}\n"), &notes);
    assert_eq!(run(&site, &["check"]).0, 0);
}

/// The search takes them for one word.
#[test]
fn words_that_differ_in_their_marks_alone() {
    let marked = |n: usize| {
        let letter = |place: u32| ['e', 'é', 'è', 'ê', 'ë'][n / 5usize.pow(place) % 5];
        (0..9).map(letter).chain([' ']).collect::<String>()
    };
    let words = lines(400, |line| {
        format!("A: {}\n\n", lines(1000, |word| marked(line * 1000 + word)))
    });
    let site = Site::empty()
        .file("postil.yaml", "title: Bounds\nlanguage: fr\n")
        .file("content/transcripts/t.txt", &words)
        .file(
            "content/transcripts/t.yaml",
            "title: T\nspeakers: {A: {}}\n",
        );
    let (code, _, said) = run(&site, &["build"]);
    assert_eq!(code, 0, "{said}");
    assert!(site.path("public/search/root.js").exists());
}

#[test]
fn words_beside_that_never_fit() {
    let words = "e ".repeat(100_000);
    let before = "e ".repeat(10_000);
    let notes = lines(20, |i| {
        format!("  - {{quote: e, before: \"x{i} {before}\", note: x}}\n")
    });
    let (_, out, _) = run(
        &noted(&format!("A: {words}\n"), &notes),
        &["check", "--format", "json"],
    );
    assert_eq!(out.matches("not beside the words of `before`").count(), 20);
}

#[test]
fn a_frequent_word_beside_words_that_are_rare_or_frequent() {
    let words = "no yes ".repeat(50_000);
    let notes = lines(2_000, |i| {
        format!("  - {{quote: \"yes\", before: \"no {i}\", note: x}}\n")
    });
    let notes = format!("{notes}  - {{quote: \"yes\", before: \"no\", note: x}}\n");
    let site = noted(&format!("A: {words}\n"), &notes);
    let (_, out, _) = run(&site, &["check", "--format", "json"]);
    assert_eq!(
        out.matches("not beside the words of `before`").count(),
        2_000
    );
    assert!(out.contains("these words occur 1000 times or more in `t`"));
}

#[test]
fn near_misses() {
    // A small vocabulary, so that no word is rare.
    let mut state = 1u64;
    let mut word = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        format!("word{:02}", (state >> 33) % 60)
    };
    let mut words = String::new();
    for _ in 0..1_000 {
        words.push_str("A:");
        for _ in 0..100 {
            words.push(' ');
            words.push_str(&word());
        }
        words.push('\n');
    }
    let mut notes = String::new();
    for i in 0..300 {
        let quote: Vec<String> = (0..12).map(|_| word()).collect();
        writeln!(notes, "  - {{quote: {} x{i}, note: x}}", quote.join(" ")).expect("in memory");
    }
    let (_, out, _) = run(&noted(&words, &notes), &["check", "--format", "json"]);
    assert_eq!(out.matches("quote-not-found").count(), 300);
    let cut = out
        .lines()
        .find(|line| line.contains("search-cut-short"))
        .expect("it is told");
    assert!(
        cut.contains(" quotes, of which this is the first, was looked for in `t`"),
        "{cut}"
    );
}

#[test]
fn names_that_begin_like_each_other() {
    let site = noted(
        &format!("A: {}\n", "a ".repeat(100_000)),
        "  - {in: p1, note: x}\n",
    );
    for (topic, end) in [("one", "a"), ("two", "b")] {
        let aliases = lines(2_000, |i| format!("  - {}{end}\n", "a ".repeat(i + 1)));
        site.write(
            &format!("content/topics/{topic}.md"),
            &format!("---\ntitle: T\naliases:\n{aliases}---\n"),
        );
    }
    assert_eq!(run(&site, &["build"]).0, 0);
}

#[test]
fn links_that_lead_nowhere() {
    let site = noted("A: word\n", "  - {in: p1, note: x}\n");
    for i in 0..1_500 {
        let text = format!(
            "---\ntitle: Topic {i}\nmentions: false\nrelated: [tropic-{i}]\n---\nSee [[tropic-{i}]], [a](assets/b-{i}.txt), [[t#note-{i}]].\n"
        );
        site.write(&format!("content/topics/topic-{i}.md"), &text);
        site.write(&format!("content/assets/a-{i}.txt"), "x");
    }
    let (_, out, _) = run(&site, &["check", "--format", "json"]);
    assert_eq!(out.matches("broken-link").count(), 4_500);
    assert_eq!(out.matches("unknown-entry").count(), 1_500);
    assert!(out.contains("did you mean `[[topic-77]]`?"));
}

#[test]
fn runs_of_brackets() {
    let runs = ["[", "![", "[[", "[^", "[a](", "*_", "<", "[x]: ", "> "];
    let site = noted("A: word\n", "  - {in: p1, note: x}\n");
    for (i, run_of) in runs.iter().enumerate() {
        let run_of = run_of.repeat(100_000 / run_of.len());
        site.write(
            &format!("content/topics/t{i}.md"),
            &format!("---\ntitle: T\nmentions: false\n---\n{run_of}\n"),
        );
    }
    run(&site, &["build"]);
}

#[test]
fn names_with_one_first_letter() {
    let site = noted("A: word\n", "  - {in: p1, note: x}\n");
    site.write("postil.yaml", "title: Bounds\npage_size: 20\n");
    for i in 0..2_000 {
        site.write(
            &format!("content/people/a{i:05}.md"),
            &format!("---\ntitle: A{i:05}\nmentions: false\n---\n"),
        );
    }
    assert_eq!(run(&site, &["build"]).0, 0);
}

#[test]
fn topics_one_above_the_other() {
    let site = noted("A: word\n", "  - {in: p1, note: x}\n");
    for i in 0..1_500 {
        let broader = if i > 0 {
            format!("broader: topic-{}\n", i - 1)
        } else {
            String::new()
        };
        site.write(
            &format!("content/topics/topic-{i}.md"),
            &format!("---\ntitle: Topic {i}\nmentions: false\n{broader}---\n"),
        );
    }
    let (code, _, err) = run(&site, &["check"]);
    assert_eq!(code, 1);
    assert!(
        err.contains("more than 64 topics lie above `topic-65`")
            && err.contains("1 error in 1 file"),
        "{err}"
    );
    // A circle of all of them is told with a few of its names.
    site.write(
        "content/topics/topic-0.md",
        "---\ntitle: Topic 0\nmentions: false\nbroader: topic-1499\n---\n",
    );
    let (_, out, _) = run(&site, &["check", "--format", "json"]);
    assert!(out.contains("(1492 more)"), "{out}");
}

/// What this thread took of a processor, in nanoseconds.
fn processor_time() -> u64 {
    let told = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux tells it");
    let first = told.split_whitespace().next().expect("three numbers");
    first.parse().expect("a number")
}

#[test]
fn footnotes_that_are_written() {
    let written = |said: &Said| {
        let header = Header {
            title: "T".to_owned(),
            ..Header::default()
        };
        writer::transcript(&header, &How::default(), said, &Kinds::default())
    };
    let noted = |footnote: usize| {
        let mut paragraph = Paragraph::of("Words");
        paragraph.push_footnote(FootnoteIndex::at(footnote));
        Block::Paragraph(paragraph)
    };
    let said = |count: usize| Said {
        blocks: (0..count).map(noted).collect(),
        footnotes: (0..count).map(|i| format!("Note {i}.")).collect(),
    };
    let cost = |count: usize| {
        let said = said(count);
        let before = processor_time();
        written(&said).expect("it can be written");
        processor_time() - before
    };
    cost(100);
    let (few, many) = (cost(400), cost(4_000));
    assert!(many < 30 * few, "{few} ns for 400, {many} ns for 4000");
    let mut one = said(1);
    one.blocks.push(noted(u32::MAX as usize - 1));
    let refused = written(&one).expect_err("there is one footnote");
    assert_eq!(
        refused.message,
        "footnote 4294967295 is named and there are 1: \"Words\""
    );
}

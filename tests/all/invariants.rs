//! What must hold for any input: no reader panics, every error has a place, and a warm build equals a cold one.

use crate::testsuite::{Site, bytes, cases, tree};
use postil::{
    pipeline::{self, Options},
    source::diag::Place,
};
use proptest::prelude::*;

/// Checks a site; every remark on a file has a place inside it.
fn check(site: &Site, options: &Options) -> pipeline::Outcome {
    let outcome = pipeline::check(options, &|_| {}).expect("the machine is fine");
    for remark in outcome.diagnostics.list() {
        if let Place::Span(span) = remark.place {
            let length = outcome
                .sources
                .bytes(span.source)
                .map_or(usize::MAX, |bytes| bytes.len());
            assert!(
                span.start <= span.end && span.end as usize <= length,
                "{remark:?}"
            );
        }
        assert!(!remark.message.is_empty());
    }
    let shown = postil::cli::report::render(
        &outcome.diagnostics,
        &outcome.sources,
        postil::cli::report::Format::Human,
        false,
    );
    assert!(outcome.diagnostics.is_empty() == shown.is_empty());
    let _ = site;
    outcome
}

/// The readers, each by a file that it reads.
const READERS: [&str; 7] = [
    "content/transcripts/hearing.md",
    "content/transcripts/talk.txt",
    "content/transcripts/talk.yaml",
    "content/annotations/hearing.yaml",
    "content/topics/milling.md",
    "content/pages/about.md",
    "postil.yaml",
];

fn full() -> Site {
    Site::small()
        .file("postil.yaml", "title: Mills\nkinds: {treaties: {singular: Treaty, plural: Treaties}}\neditors: {mh: {name: M. Hall}}\nnavigation:\n  - {title: About, to: \"[[about]]\"}\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\n## On *mills*\n\nSee [[hearing#p2|the answer]] and [[milling]].[^1]\n\n[^1]: A note.\n\n```yaml\na: [b]\n```\n")
        .file("content/topics/milling.md", "---\ntitle: Milling\naliases: [the mill]\nsources: \"[[hearing]]\"\nextra: {a: [1, true]}\n---\nGrain to flour.\n")
        .file("content/transcripts/talk.txt", "Heading\n\nQ: “Why?” [p. 9]\nA: Because — of [sic] it. [00:00:05]\n[Applause]\n")
        .file("content/transcripts/talk.yaml", "title: A talk\ndate: 1931-05/1931-06\nfirst_line: 3\nspeakers:\n  Q: {name: Reporter, part: press}\n  A: jane-roe\nsource: {title: T, url: https://x.org}\nturns: {p2: {certainty: possible}}\n")
        .file("content/annotations/hearing.yaml", "by: mh\nannotations:\n  - id: a\n    quote: at the mill\n    topics: [milling]\n    note: |\n      See [[milling]] and [[talk#p1]].\n  - {from: Where were, to: closed., note: x, certainty: possible}\n  - {disputes: a, note: no}\n  - targets: [{quote: told you}, {transcript: talk, quote: Because}]\n    note: two\n")
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn random_bytes_in_any_file_are_told_or_read(which in 0..READERS.len(), bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let site = full();
        site.write_bytes(READERS[which], &bytes);
        check(&site, &site.options());
    }

    #[test]
    fn random_words_in_any_file_are_told_or_read(which in 0..READERS.len(), text in "(\\PC|[\\n \\t:#\\-\\[\\]{}\"'*|>]|---\\n|title: |annotations:\\n|  - quote: |note: \\|\\n    |\\[\\[|Q: |\\^1|```){0,80}") {
        let site = full();
        site.write(READERS[which], &text);
        check(&site, &site.options());
    }

    #[test]
    fn a_mutated_file_is_told_or_read(which in 0..READERS.len(), at in 0usize..600, length in 0usize..12, put in "(\\PC|[\\n \\t:#\\-\\[\\]{}\"'*|>]){0,6}", lenient in any::<bool>()) {
        let site = full();
        let mut text = std::fs::read_to_string(site.path(READERS[which])).expect("there");
        let start = text.floor_char_boundary(at % (text.len() + 1));
        let end = text.ceil_char_boundary((start + length).min(text.len()));
        text.replace_range(start..end, &put);
        site.write(READERS[which], &text);
        check(&site, &Options { lenient, ..site.options() });
    }
}

/// One edit of a site.
#[derive(Clone, Debug)]
enum Edit {
    Write(usize, usize),
    Remove(usize),
    Restore,
    Break,
    Tamper(usize),
}

/// Files that come and go, each in several states.
const FILES: [(&str, [&str; 3]); 7] = [
    (
        "content/topics/milling.md",
        [
            "---\ntitle: Milling\naliases: [the mill]\n---\n",
            "---\ntitle: Grinding\nbroader: trades\n---\nWords.\n",
            "---\ntitle: Milling\ndraft: true\n---\n",
        ],
    ),
    (
        "content/topics/trades.md",
        [
            "---\ntitle: Trades\n---\n",
            "---\ntitle: Crafts\nredirect_from: [topics/crafts]\n---\nSee [[hearing]].\n",
            "---\ntitle: Trades\nsummary: x\n---\n",
        ],
    ),
    (
        "content/transcripts/talk.md",
        [
            "---\ntitle: A talk\ndate: 1930\nspeakers: {A: jane-roe}\n---\nA: At the mill.\n",
            "---\ntitle: Talk\nspeakers: {A: jane-roe}\n---\nA: At the mill.\n\nA: Twice.\n",
            "---\ntitle: A talk\ndate: 1940\nspeakers: {}\n---\nAt the mill.\n",
        ],
    ),
    (
        "content/annotations/hearing.yaml",
        [
            "annotations:\n  - {quote: at the mill, topics: [trades]}\n",
            "annotations:\n  - {id: b, quote: was closed, note: \"[[trades]]\", topics: trades}\n  - {quote: the mill. The, people: jane-roe}\n",
            "annotations: []\n",
        ],
    ),
    (
        "content/pages/about.md",
        [
            "---\ntitle: About\n---\n[[hearing#p2]]\n",
            "---\ntitle: About us\n---\n",
            "---\ntitle: About\ndraft: true\n---\n",
        ],
    ),
    (
        "templates/base.html",
        [
            "{% extends \"default/base.html\" %}{% block footer %}<p>1</p>{% endblock footer %}",
            "{% extends \"default/base.html\" %}{% block footer %}<p>2</p>{% endblock footer %}",
            "{% extends \"default/base.html\" %}",
        ],
    ),
    (
        "postil.yaml",
        [
            "title: One\n",
            "title: Two\nurls: directories\ntheme: plain\n",
            "title: Two\npage_size: 1\nbase_url: https://x.example/\n",
        ],
    ),
];

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let edit = prop_oneof![
        6 => (0..FILES.len(), 0..3usize).prop_map(|(f, s)| Edit::Write(f, s)),
        3 => (0..FILES.len()).prop_map(Edit::Remove),
        1 => Just(Edit::Restore),
        1 => Just(Edit::Break),
        1 => (0..20usize).prop_map(Edit::Tamper),
    ];
    proptest::collection::vec(edit, 1..8)
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn a_warm_build_equals_a_cold_one_after_any_edits(edits in edits()) {
        let site = Site::small().file("content/topics/trades.md", FILES[1].1[0]);
        let options = site.options();
        for edit in edits {
            match edit {
                Edit::Write(file, state) => site.write(FILES[file].0, FILES[file].1[state]),
                Edit::Remove(file) => {
                    let _ = std::fs::remove_file(site.path(FILES[file].0));
                }
                Edit::Restore => site.write("content/topics/trades.md", FILES[1].1[0]),
                Edit::Break => site.write("content/topics/broken.md", "---\ntitle: [x] y\n---\n"),
                Edit::Tamper(which) => {
                    let output = site.output();
                    if let Some(path) = output.keys().filter(|p| p.ends_with(".html")).nth(which) {
                        site.write(&format!("public/{path}"), "tampered with");
                    }
                }
            }
            let before = site.output();
            let _ = std::fs::remove_file(site.path("before"));
            let _ = std::fs::copy(site.path("public/.postil-record"), site.path("before"));
            let warm = pipeline::build(&options, &|_| {}).expect("the machine is fine");
            if warm.diagnostics.has_errors() {
                prop_assert!(warm.written.is_none());
                prop_assert_eq!(site.output(), before, "a failed build changes nothing");
                let _ = std::fs::remove_file(site.path("content/topics/broken.md"));
                continue;
            }
            let cold = pipeline::Options { output: site.path("cold"), cache: false, ..options.clone() };
            let _ = std::fs::remove_dir_all(&cold.output);
            // Which parts of lists there were is remembered by the record in the output, and by nothing else.
            std::fs::create_dir_all(&cold.output).expect("a folder");
            let _ = std::fs::copy(site.path("before"), cold.output.join(".postil-record"));
            pipeline::build(&cold, &|_| {}).expect("the machine is fine");
            let (warm, cold) = (site.output(), tree(&cold.output));
            prop_assert_eq!(bytes(&warm), bytes(&cold));
        }
    }
}

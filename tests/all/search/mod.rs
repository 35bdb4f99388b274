//! The index that readers search: every word of the archive is in it, where it stands, and nothing else.

mod edits;
mod index;
mod random;
mod serving;
mod themes;

use std::fs;

use self::index::{Index, parts};
use crate::testsuite::Site;

/// The index of a site that is built.
fn built(site: &Site) -> Index {
    site.build();
    Index::read(&site.path("public/search"))
}

fn site() -> Site {
    Site::small()
        .file("postil.yaml", "title: Mills\neditors: {mh: M. Hall}\n")
        .file("content/transcripts/hearing.md", HEARING)
        .file(
            "content/events/flood.md",
            "---\ntitle: The flood\ndate: 1931\nwarning: Of a famine.\n---\n",
        )
        .file("content/annotations/hearing.yaml", NOTES)
}

const HEARING: &str = "---\ntitle: A hearing\nsummary: Of cogwheels.\nwarning: Of a drowning.\ndate: 1931-05-04\nform: hearing\nevent: flood\nspeakers:\n  Q: {name: Counsel, part: counsel}\n  A: jane-roe\n---\n## On mills\n\nQ: Where were you that night?\n\nA: I was at the mill. The mill was clothed.[^1]\n\nQ: Who told you so?\n\nA: Le café était fermé.\n\n[^1]: As printed.\n";
const NOTES: &str = "by: mh\nannotations:\n  - id: shut\n    quote: clothed\n    correction: closed at noon\n    topics: [milling]\n    title: The weaver's error\n    warning: Of a quarrel.\n    note: \"See [[jane-roe]], and `code`.\"\n    sources: [\"Archive, box 7\"]\n";

#[test]
fn topics_are_told_with_those_above_them() {
    let site = site()
        .file(
            "content/topics/milling.md",
            "---\ntitle: Milling\nbroader: [trades, grain]\n---\n",
        )
        .file("content/topics/trades.md", "---\ntitle: Trades\n---\n")
        .file("content/topics/grain.md", "---\ntitle: Grain\n---\n");
    let index = built(&site);
    let milling = (
        "milling".to_owned(),
        vec!["trades".to_owned(), "grain".to_owned()],
    );
    assert_eq!(Vec::from_iter(index.broader.clone()), [milling]);
    // What is above has a title, though no note is about it, and its own page alone.
    assert_eq!(index.places("topic:trades"), [("trades", 0)]);
    site.write(
        "content/topics/milling.md",
        "---\ntitle: Milling\nbroader: trades\n---\n",
    );
    assert_eq!(built(&site).broader["milling"], ["trades"]);
}

#[test]
fn words_are_found_where_they_stand_whatever_part_of_the_page_has_them() {
    let index = built(&site());
    // The title and the heading belong to the first paragraph, a footnote to that of its sign, a corrected reading to the words that it corrects.
    for (word, places) in [
        ("hearing", &[("hearing", 0)][..]),
        ("mills", &[("hearing", 0)]),
        ("night", &[("hearing", 0)]),
        ("clothed", &[("hearing", 1)]),
        ("noon", &[("hearing", 1), ("hearing", 4)]),
        ("printed", &[("hearing", 1)]),
        ("cafe", &[("hearing", 3)]),
        ("weaver", &[("hearing", 4)]),
        ("roe", &[("hearing", 4), ("jane-roe", 0)]),
        ("box", &[("hearing", 4)]),
        ("flood", &[("flood", 0)]),
        ("cogwheels", &[("hearing", 0)]),
        ("drowning", &[("hearing", 0)]),
        ("quarrel", &[("hearing", 4)]),
        ("famine", &[("flood", 0)]),
        ("topics", &[]),
    ] {
        assert_eq!(index.places(word), places, "{word}");
    }
    let hearing = index.record("hearing");
    let weight = |word: &str, unit| index.words[word].units[&(hearing, unit)];
    assert_eq!(weight("mills", 0), 2, "a heading");
    assert_eq!(weight("weaver", 4), 2, "the title of a note");
    assert_eq!(weight("mill", 1), 1, "twice");
    assert_eq!(weight("night", 0), 0);
}

#[test]
fn fields_name_who_speaks_what_about_and_who_wrote() {
    let index = built(&site());
    for (field, places) in [
        (
            "speaker:jane-roe",
            &[("hearing", 1), ("hearing", 3), ("hearing", 4)][..],
        ),
        ("speaker:=Counsel", &[("hearing", 0), ("hearing", 2)]),
        (
            "topic:milling",
            &[("hearing", 1), ("hearing", 4), ("milling", 0)],
        ),
        ("author:mh", &[("hearing", 4)]),
        ("event:flood", &[]),
    ] {
        assert_eq!(index.places(field), places, "{field}");
        let word = index.words.get(field);
        assert!(word.is_none_or(|word| word.positions.is_none()), "{field}");
    }
    let title = |field: &str, id: &str| {
        let (title, href) = &index.titles[&(field.to_owned(), id.to_owned())];
        (title.as_str(), href.as_str())
    };
    assert_eq!(
        title("speaker", "jane-roe"),
        ("Jane Roe", "people/jane-roe.html")
    );
    assert_eq!(title("speaker", "=Counsel"), ("Counsel", ""));
    assert_eq!(
        title("topic", "milling"),
        ("Milling", "topics/milling.html")
    );
    assert_eq!(title("author", "mh"), ("M. Hall", ""));
    assert_eq!(title("event", "flood"), ("The flood", "events/flood.html"));
}

#[test]
fn records_are_told_with_their_dates_and_what_is_in_them() {
    let site = site();
    let index = built(&site);
    let hearing = &index.records[0];
    assert_eq!(
        (hearing.id.as_str(), hearing.title.as_str()),
        ("hearing", "A hearing")
    );
    assert_eq!(hearing.href, "transcripts/hearing.html");
    assert_eq!((hearing.kind, hearing.paragraphs), (0, 4));
    assert_eq!(hearing.notes, ["shut"]);
    assert!(site.page(&hearing.href).contains("id=\"note-shut\""));
    assert!(hearing.own_ids.is_empty());
    assert_eq!(hearing.date, 1 + ((11931 * 16 + 5) * 32 + 4));
    assert_eq!(hearing.form.as_deref(), Some("hearing"));
    assert_eq!(hearing.events, ["flood"]);
    let kinds = index.root["kinds"].as_array().expect("kinds");
    let kind = |record: &index::Record| kinds[record.kind as usize - 1][0].clone();
    let rest = index.records[1..].iter().map(|record| {
        let kind = kind(record);
        format!("{} {}", kind.as_str().expect("a word"), record.id)
    });
    assert_eq!(
        rest.collect::<Vec<_>>(),
        ["topic milling", "event flood", "person jane-roe"]
    );
    assert_eq!(
        index.records[2].date,
        1 + 11931 * 16 * 32,
        "of a year alone"
    );
    for (count, name) in [
        (1, "transcripts"),
        (3, "entries"),
        (4, "passages"),
        (1, "notes"),
    ] {
        assert_eq!(index.root[name], count, "{name}");
    }
}

#[test]
fn words_of_one_stem_are_told() {
    let site = site().file(
        "content/topics/law.md",
        "---\ntitle: Loi\nlanguage: fr\n---\nÉlevée, élevé. Closing, closed, closely.\n",
    );
    let index = built(&site);
    let stem = |stem: &str, language: &str| {
        let words = index.stems.get(&(stem.to_owned(), language.to_owned()));
        words.cloned().unwrap_or_default()
    };
    assert_eq!(stem("mill", "en"), ["mill", "milling", "mills"]);
    assert_eq!(stem("elev", "fr"), ["eleve", "elevee"]);
    assert_eq!(
        stem("close", "en"),
        [] as [&str; 0],
        "one English word has it"
    );
    let own = |word: &str| index.words[word].stems.clone();
    assert_eq!(own("mills"), [("mill".to_owned(), "en".to_owned())]);
    assert!(own("closed").contains(&("close".to_owned(), "en".to_owned())));
}

#[test]
fn nothing_of_a_draft_is_in_any_byte() {
    let site = site()
        .file("content/transcripts/secret.md", "---\ntitle: Xylotomy\ndraft: true\nspeakers: {}\n---\nXanthic words.\n")
        .file("content/topics/hidden.md", "---\ntitle: Xenolith\ndraft: true\n---\nXebec.\n")
        .file(
            "content/annotations/draft.yaml",
            "transcript: hearing\nby: Xavier Xu\nannotations:\n  - {id: xyst, quote: that night, topics: [hidden], note: Xerarch., correction: xylem, draft: true}\n",
        );
    site.build();
    let folder = site.path("public/search");
    let (parts, root) = parts(&folder);
    let mut all: Vec<Vec<u8>> = parts.into_values().collect();
    all.push(root.to_string().into_bytes());
    let words = [
        "xylotomy", "xanthic", "secret", "xenolith", "xebec", "hidden", "xavier", "xyst",
        "xerarch", "xylem",
    ];
    for bytes in &all {
        let text = String::from_utf8_lossy(bytes).to_lowercase();
        for word in words {
            assert!(!text.contains(word), "{word}");
        }
    }
    let with = site.run(&["build", "--drafts"]);
    assert_eq!(with.code, 0, "{}", with.stderr);
    let index = Index::read(&folder);
    assert_eq!(
        index.places("xanthic"),
        [("secret", 0)],
        "who builds drafts finds them"
    );
    site.build();
    let again = parts_of(&site);
    assert!(again.iter().all(|bytes| !bytes.contains("xanthic")));
}

fn parts_of(site: &Site) -> Vec<String> {
    let (parts, _) = parts(&site.path("public/search"));
    let texts = parts.into_values();
    texts
        .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
        .collect()
}

#[test]
fn a_site_may_do_without() {
    let site = site().file(
        "postil.yaml",
        "title: Mills\nsearch: false\neditors: {mh: M. Hall}\n",
    );
    site.build();
    assert!(!site.has("search.html") && !site.has("search/root.js"));
    site.write("postil.yaml", "title: Mills\neditors: {mh: M. Hall}\n");
    site.build();
    assert!(site.has("search.html") && site.has("search/root.js") && site.has("search/engine.js"));
    site.write(
        "postil.yaml",
        "title: Mills\nsearch: false\neditors: {mh: M. Hall}\n",
    );
    site.build();
    assert!(!site.has("search.html") && !site.path("public/search").exists());
}

#[test]
fn nothing_else_comes_into_the_folder_of_the_index() {
    for (path, text) in [
        ("content/root/search/mine.js", "1\n"),
        ("content/root/search/root.js", "1\n"),
    ] {
        let site = site().file(path, text);
        let run = site.run(&["check"]);
        assert_eq!(run.code, 1, "{path}\n{}", run.stderr);
        assert!(
            run.stderr.contains("the index of the search"),
            "{path}\n{}",
            run.stderr
        );
        site.write("postil.yaml", "search: false\neditors: {mh: M. Hall}\n");
        assert_eq!(site.run(&["check"]).code, 0, "{path}");
    }
    let folders = site().file("postil.yaml", "urls: directories\neditors: {mh: M. Hall}\n");
    folders.build();
    assert!(folders.has("search/index.html") && folders.has("search/root.js"));
    assert_eq!(built(&folders).records[0].href, "transcripts/hearing/");
}

#[test]
fn an_index_that_was_kept_and_is_damaged_is_made_anew() {
    let site = site();
    let index = built(&site);
    let before = index.root.to_string();
    let cache = site.path(".postil/cache");
    for file in fs::read_dir(&cache).expect("a cache") {
        let path = file.expect("a file").path();
        if path
            .file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with("pack"))
        {
            let mut bytes = fs::read(&path).expect("a pack");
            for byte in bytes.iter_mut().step_by(40) {
                *byte ^= 0x55;
            }
            fs::write(&path, bytes).expect("damaged");
        }
    }
    site.write("content/topics/new.md", "---\ntitle: Newness\n---\n");
    let index = built(&site);
    assert_eq!(index.places("newness"), [("new", 0)]);
    site.remove("content/topics/new.md");
    assert_eq!(built(&site).root.to_string(), before);
}

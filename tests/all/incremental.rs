//! The twin test: after each edit of a list, the warm output equals a cold build's byte for byte; and each edit says how many pages it
//! made anew. The cache is one of the things that are tried: killed, damaged, of another version, deleted, taken by somebody else.

use std::{
    collections::BTreeMap,
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, SystemTime},
};

use crate::testsuite::{Site, tree};
use postil::pipeline::{self, Live, Options, Outcome, Shown, Stage};

/// An archive in which everything refers to something.
fn archive() -> Site {
    Site::empty()
        .file("postil.yaml", "title: Twin\nbase_url: https://twin.example/\neditors: {mh: M. Hall}\n")
        .file("content/topics/mills.md", "---\ntitle: Mills\naliases: [water mill]\n---\nOn mills, see [[rivers]].\n")
        .file("content/topics/rivers.md", "---\ntitle: Rivers\n---\nOn rivers.\n")
        .file("content/topics/trades.md", "---\ntitle: Trades\n---\n")
        .file("content/topics/weavers.md", "---\ntitle: Weavers\nbroader: trades\n---\n")
        .file("content/people/ada.md", "---\ntitle: Ada Marsh\n---\n")
        .file("content/people/ben.md", "---\ntitle: Ben Stone\n---\n")
        .file("content/places/ford.md", "---\ntitle: Ford\n---\n")
        .file("content/events/flood.md", "---\ntitle: The flood\ndate: 1952\nplace: ford\n---\n")
        .file("content/events/fair.md", "---\ntitle: The fair\ndate: 1953\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nThis is [[one#high]] and [[mills]].\n")
        .file("content/assets/a.txt", "an asset\n")
        .file("content/transcripts/one.md", ONE)
        .file("content/transcripts/two.md", TWO)
        .file("content/transcripts/three.md", "---\ntitle: Three\ndate: 1954\nspeaker: ben\n---\nNothing of note was said of the rivers that year.\n")
        .file("content/annotations/one.yaml", NOTES)
        .file("content/annotations/two.yaml", "annotations:\n  - quote: weavers stood\n    topics: [weavers]\n    note: They stood. Compare [[#p1]].\n")
}

const ONE: &str = "---\ntitle: One\ndate: 1952-11-02\nplace: ford\nevent: flood\nspeakers:\n  Q: {part: interviewer}\n  A: ada\n---\nQ: Where were you when the river rose?\n\nA: At the mill. The river came up to the door of the water mill. It was very high.\n\nA: We went to the hill, all of us.\n";
const TWO: &str = "---\ntitle: Two\ndate: 1953-05-01\nspeakers:\n  B: ben\n---\nB: The weavers stood in the street. There was no mill left in Ford.\n";
const NOTES: &str = "by: mh\nannotations:\n  - id: high\n    quote: The river came up\n    topics: [rivers]\n    events: [flood]\n    note: It rose by two metres.\n  - quote: to the hill\n    topics: [mills, rivers]\n    note: |\n      The hill of the mill, see [[two#p1]].\n";

/// Builds warm, then cold into another folder, and compares. Gives the outcome of the warm build.
fn twin(site: &Site) -> Outcome {
    twin_of(site, &site.options())
}

fn twin_of(site: &Site, options: &Options) -> Outcome {
    let warm = pipeline::build(options, &|_| {}).expect("the machine is fine");
    assert!(warm.written.is_some(), "{:?}", warm.diagnostics);
    let cold = Options {
        output: site.path("cold"),
        cache: false,
        ..options.clone()
    };
    let _ = fs::remove_dir_all(&cold.output);
    pipeline::build(&cold, &|_| {}).expect("the machine is fine");
    same(&site.path("public"), &site.path("cold"));
    warm
}

fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let all = tree(folder).into_iter();
    all.map(|(path, (bytes, _))| (path, bytes)).collect()
}

fn same(a: &Path, b: &Path) {
    let (a, b) = (bytes(a), bytes(b));
    let names = |all: &BTreeMap<String, Vec<u8>>| all.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&a), names(&b));
    for (path, bytes) in &a {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert_eq!(text(bytes), text(&b[path]), "{path}");
    }
}

/// Builds, and says which pages were made anew.
fn rendered(site: &Site) -> Vec<String> {
    let options = Options {
        explain: true,
        ..site.options()
    };
    let outcome = twin_of(site, &options);
    assert_eq!(outcome.rendered, outcome.reasons.len());
    let pages = outcome.reasons.into_iter();
    pages.map(|(route, _)| route.as_str().to_owned()).collect()
}

fn replace(site: &Site, path: &str, from: &str, to: &str) {
    let text = fs::read_to_string(site.path(path)).expect("a file of the site");
    assert!(text.contains(from), "{path} has {from}");
    site.write(path, &text.replacen(from, to, 1));
}

#[test]
fn nothing_changed_and_nothing_is_made_or_written() {
    let site = archive();
    let all = twin(&site);
    assert_eq!(all.rendered, all.pages);
    let before = site.output();
    let again = twin(&site);
    assert_eq!(again.rendered, 0);
    assert_eq!(
        site.output(),
        before,
        "not even a time of modification changed"
    );
    let written = again.written.expect("a build");
    assert_eq!((written.new, written.changed, written.removed), (0, 0, 0));
    assert_eq!(again.counts, all.counts);
    assert_eq!(again.pages, all.pages);
}

#[test]
fn a_word_of_a_note_is_made_anew_where_the_note_is_shown() {
    let site = archive();
    twin(&site);
    replace(
        &site,
        "content/annotations/one.yaml",
        "two metres",
        "three metres",
    );
    assert_eq!(
        rendered(&site),
        [
            "events/flood.html",
            "people/ada.html",
            "topics/rivers.html",
            "transcripts/one.html"
        ]
    );
}

/// Every list of rivers, Ford and Ben is split by years.
#[test]
fn parts_of_lists_are_made_anew_for_what_they_show() {
    let mut site = archive().file(
        "postil.yaml",
        "title: Twin\npage_size: 1\neditors: {mh: M. Hall}\n",
    );
    let said = "Nothing was heard of the rivers.\n\nB: Nothing of the hill.\n";
    for (id, date) in [("four", "1955"), ("five", "1956")] {
        let head = format!("title: {id}\ndate: {date}\nplace: ford\nspeakers: {{B: ben}}");
        site = site
            .file(
                &format!("content/transcripts/{id}.md"),
                &format!("---\n{head}\n---\nB: {said}"),
            )
            .file(
                &format!("content/annotations/{id}.yaml"),
                "annotations:\n  - quote: the hill\n    topics: [mills]\n    note: Which one?\n",
            );
    }
    // Whose words are annotated has another list, and all of them at once.
    site = site.file("content/people/cy.md", "---\ntitle: Cy\n---\n");
    for (id, date) in [("six", "1957"), ("seven", "1958")] {
        site = site.file(
            &format!("content/transcripts/{id}.md"),
            &format!("---\ntitle: {id}\ndate: {date}\nspeakers: {{C: cy}}\n---\nC: I say it.\n"),
        );
    }
    twin(&site);
    let four = "content/transcripts/four.md";
    let year = |folder: &str, year: u16| format!("{folder}/{year}.html");
    let edits = [
        (
            "content/annotations/four.yaml",
            "Which",
            "What",
            "topics/mills",
            1955,
        ),
        (four, "title: four", "title: Fourth", "topics/mills", 1955),
        (
            four,
            "Nothing was heard",
            "Little was heard",
            "topics/rivers/mentions",
            1955,
        ),
        (
            four,
            "title: Fourth",
            "title: Again",
            "places/ford/transcripts",
            1955,
        ),
        (
            four,
            "B: Nothing of",
            "B: And.\n\nB: Nothing of",
            "people/ben/spoken",
            1955,
        ),
        (
            "content/transcripts/six.md",
            "I say it.",
            "I say.\n\nC: It.",
            "people/cy/spoken",
            1957,
        ),
    ];
    for (path, from, to, folder, changed) in edits {
        replace(&site, path, from, to);
        let made = rendered(&site);
        assert!(made.contains(&year(folder, changed)), "{to}: {made:?}");
        for other in [1952, 1954, 1956, 1958] {
            assert!(!made.contains(&year(folder, other)), "{to}: {made:?}");
        }
    }
}

#[test]
fn a_word_of_a_transcript_is_made_anew_where_it_is_shown() {
    let site = archive();
    twin(&site);
    replace(
        &site,
        "content/transcripts/one.md",
        "all of us",
        "every one of us",
    );
    // The sentence round the quote is shown with the passages of mills and rivers, and as Ada's own words.
    assert_eq!(
        rendered(&site),
        [
            "people/ada.html",
            "topics/mills.html",
            "topics/rivers.html",
            "transcripts/one.html"
        ]
    );
}

#[test]
fn a_new_note_and_its_removal() {
    let site = archive();
    twin(&site);
    let before = site.output();
    let notes = fs::read_to_string(site.path("content/annotations/one.yaml")).expect("notes");
    site.write(
        "content/annotations/one.yaml",
        &format!("{notes}  - quote: At the mill\n    topics: [mills]\n    note: Which mill?\n"),
    );
    let pages = rendered(&site);
    assert!(pages.contains(&"topics/mills.html".to_owned()), "{pages:?}");
    assert!(
        pages.contains(&"index.html".to_owned()),
        "the number of notes: {pages:?}"
    );
    assert!(
        !pages.contains(&"transcripts/three.html".to_owned()),
        "{pages:?}"
    );
    site.write("content/annotations/one.yaml", &notes);
    twin(&site);
    let texts = |all: &BTreeMap<String, (Vec<u8>, SystemTime)>| {
        all.iter()
            .map(|(p, (b, _))| (p.clone(), b.clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(texts(&site.output()), texts(&before), "undone");
}

#[test]
fn front_matter() {
    let site = archive();
    twin(&site);
    replace(
        &site,
        "content/transcripts/two.md",
        "title: Two",
        "title: The second",
    );
    let pages = rendered(&site);
    for page in [
        "transcripts/one.html",
        "transcripts/two.html",
        "transcripts/three.html",
        "topics/weavers.html",
        "feed.xml",
    ] {
        assert!(pages.contains(&page.to_owned()), "{page}: {pages:?}");
    }
    // A day later, and nothing in another order: only those beside it show it.
    replace(
        &site,
        "content/transcripts/two.md",
        "date: 1953-05-01",
        "date: 1953-05-02",
    );
    let pages = rendered(&site);
    assert!(
        pages.contains(&"transcripts/one.html".to_owned()),
        "{pages:?}"
    );
    replace(
        &site,
        "content/transcripts/two.md",
        "date: 1953-05-02",
        "date: 1951",
    );
    assert!(rendered(&site).contains(&"timeline.html".to_owned()));
    replace(&site, "content/transcripts/two.md", "  B: ben", "  B: ada");
    let pages = rendered(&site);
    assert!(
        pages.contains(&"people/ada.html".to_owned())
            && pages.contains(&"people/ben.html".to_owned())
    );
}

#[test]
fn a_title_and_an_alias_of_an_entry() {
    let site = archive();
    twin(&site);
    replace(
        &site,
        "content/topics/rivers.md",
        "title: Rivers",
        "title: Streams",
    );
    let pages = rendered(&site);
    for page in [
        "topics/rivers.html",
        "topics/mills.html",
        "topics/index.html",
        "transcripts/one.html",
        "index.html",
    ] {
        assert!(pages.contains(&page.to_owned()), "{page}: {pages:?}");
    }
    assert!(
        !pages.contains(&"topics/trades.html".to_owned()),
        "{pages:?}"
    );
    // "rivers" is no longer a name that is looked for, so the third transcript mentions it no more.
    assert!(
        pages.contains(&"transcripts/three.html".to_owned()),
        "{pages:?}"
    );
    replace(
        &site,
        "content/topics/mills.md",
        "aliases: [water mill]",
        "aliases: [street]",
    );
    assert!(rendered(&site).contains(&"transcripts/two.html".to_owned()));
}

#[test]
fn an_entry_and_what_is_broader_than_it() {
    let site = archive();
    twin(&site);
    replace(
        &site,
        "content/topics/weavers.md",
        "broader: trades",
        "broader: rivers",
    );
    let pages = rendered(&site);
    for page in [
        "topics/weavers.html",
        "topics/trades.html",
        "topics/rivers.html",
    ] {
        assert!(pages.contains(&page.to_owned()), "{page}: {pages:?}");
    }
    replace(&site, "content/events/fair.md", "date: 1953", "date: 1950");
    let pages = rendered(&site);
    assert!(
        pages.contains(&"events/flood.html".to_owned()),
        "before and after: {pages:?}"
    );
}

#[test]
fn a_title_decides_which_of_many_are_shown() {
    let site = archive();
    let ids: Vec<String> = (0..14).map(|n| format!("t{n:02}")).collect();
    for id in &ids {
        site.write(
            &format!("content/topics/{id}.md"),
            &format!("---\ntitle: Topic {id}\n---\n"),
        );
    }
    let topics = ids.join(", ");
    site.write(
        "content/annotations/three.yaml",
        &format!(
            "annotations:\n  - {{quote: Nothing of note, topics: [trades, {topics}], note: x}}\n"
        ),
    );
    twin(&site);
    let together = |site: &Site| {
        site.page("topics/trades.html")
            .contains("A first topic</a> <small>1")
    };
    assert!(!together(&site));
    // The last of them, which was not among the ten that are shown, comes first.
    replace(
        &site,
        "content/topics/t13.md",
        "title: Topic t13",
        "title: A first topic",
    );
    twin(&site);
    assert!(together(&site));
}

#[test]
fn a_draft_comes_and_goes() {
    let site = archive();
    twin(&site);
    replace(
        &site,
        "content/topics/mills.md",
        "title: Mills",
        "title: Mills\ndraft: true",
    );
    replace(&site, "content/pages/about.md", " and [[mills]]", "");
    let pages = rendered(&site);
    assert!(
        pages.contains(&"transcripts/one.html".to_owned()),
        "its notes name it: {pages:?}"
    );
    assert!(!site.has("topics/mills.html"));
    twin_of(
        &site,
        &Options {
            drafts: true,
            ..site.options()
        },
    );
    assert!(site.has("topics/mills.html"));
    twin(&site);
    assert!(!site.has("topics/mills.html"));
}

#[test]
fn a_template_the_theme_and_the_configuration() {
    let site = archive();
    let pages = twin(&site).pages;
    site.write(
        "templates/topic.html",
        "{% extends \"default/topic.html\" %}{% block body %}<p>new</p>{% endblock body %}",
    );
    let made = twin(&site);
    assert!(site.page("topics/mills.html").contains("<p>new</p>"));
    assert!(made.rendered > 0 && made.rendered <= pages);
    site.write(
        "themes/plain/templates/home.html",
        "{{ site.title }} {{ home.note_count }}",
    );
    site.write("themes/plain/static/x.css", "p{}");
    replace(
        &site,
        "postil.yaml",
        "title: Twin",
        "title: Twin\ntheme: plain",
    );
    twin(&site);
    assert!(site.has("static/x.css"));
    site.write("themes/plain/static/x.css", "p{color:red}");
    twin(&site);
    assert!(site.page("static/x.css").contains("red"));
    replace(&site, "postil.yaml", "title: Twin", "title: Twins");
    assert!(
        twin(&site).rendered >= pages - 4,
        "every page has the title, but for those of programs"
    );
    replace(
        &site,
        "postil.yaml",
        "theme: plain\n",
        "urls: directories\n",
    );
    twin(&site);
    assert!(
        site.has("topics/mills/index.html")
            && !site.has("topics/mills.html")
            && !site.has("static/x.css")
    );
    twin_of(
        &site,
        &Options {
            base_url: Some("https://other.example/x/".into()),
            ..site.options()
        },
    );
    assert!(site.page("feed.xml").contains("other.example"));
    twin(&site);
}

#[test]
fn files_are_renamed_moved_deleted_and_copied() {
    let site = archive();
    twin(&site);
    fs::rename(
        site.path("content/transcripts/three.md"),
        site.path("content/transcripts/drei.md"),
    )
    .expect("renamed");
    let pages = rendered(&site);
    assert!(pages.contains(&"transcripts/drei.html".to_owned()));
    assert!(!site.has("transcripts/three.html"));
    fs::create_dir_all(site.path("content/transcripts/1954")).expect("a folder");
    fs::rename(
        site.path("content/transcripts/drei.md"),
        site.path("content/transcripts/1954/drei.md"),
    )
    .expect("moved");
    assert_eq!(rendered(&site), Vec::<String>::new(), "folders never show");
    fs::remove_file(site.path("content/annotations/two.yaml")).expect("removed");
    assert!(rendered(&site).contains(&"topics/weavers.html".to_owned()));
    site.write("content/assets/a.txt", "another asset\n");
    twin(&site);
    assert_eq!(site.page("assets/a.txt"), "another asset\n");
    fs::remove_file(site.path("content/assets/a.txt")).expect("removed");
    twin(&site);
    assert!(!site.has("assets/a.txt"));
    fs::copy(
        site.path("content/transcripts/two.md"),
        site.path("content/transcripts/four.md"),
    )
    .expect("copied");
    assert!(rendered(&site).contains(&"people/ben.html".to_owned()));
}

#[test]
fn an_annotation_on_several_transcripts() {
    let site = archive();
    twin(&site);
    site.write(
        "content/annotations/both.yaml",
        "transcript: one\nannotations:\n  - targets:\n      - quote: very high\n      - {transcript: two, quote: no mill left}\n    topics: [mills]\n    note: Both.\n",
    );
    let pages = rendered(&site);
    assert!(
        pages.contains(&"transcripts/one.html".to_owned())
            && pages.contains(&"transcripts/two.html".to_owned()),
        "{pages:?}"
    );
    assert_eq!(rendered(&site), Vec::<String>::new());
    replace(
        &site,
        "content/annotations/both.yaml",
        "note: Both.",
        "note: Both of them.",
    );
    assert!(rendered(&site).contains(&"transcripts/two.html".to_owned()));
    fs::remove_file(site.path("content/annotations/both.yaml")).expect("removed");
    assert!(rendered(&site).contains(&"transcripts/two.html".to_owned()));
}

#[test]
fn a_file_that_was_written_twice_within_a_moment_is_not_taken_for_what_it_was() {
    let site = archive();
    twin(&site);
    let path = site.path("content/topics/trades.md");
    // Two texts of one length, and one time of modification: as on a disk with coarse times.
    let time = fs::metadata(&path)
        .and_then(|m| m.modified())
        .expect("a time");
    let rewrite = |text: &str| {
        let file = fs::OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(&path)
            .expect("opened");
        std::io::Write::write_all(&mut &file, text.as_bytes()).expect("written");
        file.set_modified(time).expect("a time");
    };
    rewrite("---\ntitle: Tradez\n---\n");
    assert!(rendered(&site).contains(&"topics/trades.html".to_owned()));
}

#[cfg(unix)]
#[test]
fn words_put_in_with_an_old_time_are_seen() {
    let site = archive();
    let path = site.path("content/topics/trades.md");
    let old = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let rewrite = |text: &str| {
        let file = fs::OpenOptions::new()
            .write(true)
            .truncate(true)
            .open(&path)
            .expect("opened");
        std::io::Write::write_all(&mut &file, text.as_bytes()).expect("written");
        file.set_modified(old).expect("a time");
    };
    rewrite("---\ntitle: Trades\n---\n");
    twin(&site);
    // As `cp -p` does: same size, same time of modification, same inode. What nobody can set is when the file was changed.
    rewrite("---\ntitle: Tradez\n---\n");
    assert!(rendered(&site).contains(&"topics/trades.html".to_owned()));
}

#[test]
fn what_was_kept_may_be_damaged_cut_short_or_gone() {
    let site = archive();
    twin(&site);
    let cache = site.path(".postil/cache");
    let files = |ending: &str| -> Vec<std::path::PathBuf> {
        let all = fs::read_dir(&cache)
            .expect("the cache")
            .map(|e| e.expect("an entry").path());
        all.filter(|p| {
            p.file_name()
                .is_some_and(|n| n.to_string_lossy().starts_with(ending))
        })
        .collect()
    };
    let edit = |n: usize| {
        replace(
            &site,
            "content/annotations/one.yaml",
            "metres",
            &format!("metres{n}"),
        )
    };
    for (n, damage) in ["index", "pack-", "index", "pack-", "all"]
        .into_iter()
        .enumerate()
    {
        match damage {
            "all" => fs::remove_dir_all(site.path(".postil")).expect("removed"),
            name => {
                for file in files(name) {
                    let mut bytes = fs::read(&file).expect("read");
                    if n < 2 {
                        for byte in bytes.iter_mut().skip(40).step_by(97) {
                            *byte ^= 0x55;
                        }
                    } else {
                        bytes.truncate(bytes.len() / 2);
                    }
                    fs::write(&file, bytes).expect("written");
                }
            }
        }
        edit(n);
        twin(&site);
    }
}

/// The files in which a build keeps what the next one can use: the index, and the pack of all else.
fn kept(site: &Site) -> [std::path::PathBuf; 2] {
    let all = fs::read_dir(site.path(".postil/cache")).expect("the cache");
    let mut names = all.map(|entry| entry.expect("an entry").path());
    let pack = names.find(|path| path.to_string_lossy().contains("pack-"));
    [
        site.path(".postil/cache/index"),
        pack.expect("a file of bytes"),
    ]
}

/// Turns a bit of every place where these words stand.
fn smudge(bytes: &mut [u8], words: &str) {
    let places: Vec<usize> = (0..bytes.len())
        .filter(|&at| bytes[at..].starts_with(words.as_bytes()))
        .collect();
    assert!(!places.is_empty(), "the words of {words} are kept");
    places.into_iter().for_each(|at| bytes[at] ^= 1);
}

#[test]
fn whatever_is_damaged_a_build_is_a_cold_one() {
    let other = archive();
    replace(
        &other,
        "content/transcripts/one.md",
        "very high",
        "rather high",
    );
    twin(&other);
    let others = kept(&other).map(|path| fs::read(path).expect("read"));
    type Damage<'a> = &'a dyn Fn(&mut Vec<u8>, usize);
    // Whose names are looked for in all words; and what is shown beside words of a transcript that did not change.
    let title = ("title: Mills", "title: All mills");
    let words = ("On mills, see", "On all mills, see");
    let smudged = |bytes: &mut Vec<u8>, file: usize| {
        if file == 1 {
            smudge(bytes, "The river came up to the door");
        }
    };
    let damages: [(&str, (&str, &str), Damage<'_>); 7] = [
        ("half", words, &|bytes, _| bytes.truncate(bytes.len() / 2)),
        ("all but one byte", title, &|bytes, _| {
            bytes.pop();
        }),
        ("nothing", words, &|bytes, _| bytes.clear()),
        ("flipped here and there", title, &|bytes, _| {
            let some = bytes.iter_mut().skip(60).step_by(301);
            some.for_each(|byte| *byte ^= 0x10);
        }),
        ("of another archive", words, &|bytes, file| {
            bytes.clone_from(&others[file]);
        }),
        ("flipped where words are", title, &smudged),
        ("flipped where words are", words, &smudged),
    ];
    for (name, (from, to), damage) in damages {
        for file in 0..2 {
            let site = archive();
            let before = twin(&site);
            let path = &kept(&site)[file];
            let mut bytes = fs::read(path).expect("read");
            damage(&mut bytes, file);
            fs::write(path, bytes).expect("written");
            replace(&site, "content/topics/mills.md", from, to);
            let warm = twin(&site);
            assert!(
                warm.diagnostics.is_empty(),
                "{name}: {:?}",
                warm.diagnostics
            );
            assert_eq!(warm.counts, before.counts, "{name}");
            assert_eq!(twin(&site).written.expect("a build").changed, 0, "{name}");
        }
    }
}

#[test]
fn what_is_shown_while_it_is_written_is_not_made_of_damaged_words() {
    let site = archive();
    twin(&site);
    let [_, pack] = kept(&site);
    let mut bytes = fs::read(&pack).expect("read");
    smudge(&mut bytes, "The river came up to the door");
    smudge(&mut bytes, "The weavers stood in the street");
    fs::write(&pack, bytes).expect("written");
    let live = Live::open(site.options()).expect("the machine is fine");
    for page in [
        "topics/mills.html",
        "transcripts/two.html",
        "topics/rivers.html",
    ] {
        let Shown::Bytes { bytes, .. } = live.show(page) else {
            panic!("{page} is shown");
        };
        let built = fs::read(site.path("public").join(page)).expect("a page");
        assert_eq!(
            String::from_utf8_lossy(&bytes),
            String::from_utf8_lossy(&built),
            "{page}"
        );
    }
}

#[test]
fn an_asset_that_changed_before_a_build_that_failed_is_copied_by_the_next() {
    let site = archive();
    let old = |text: &str| {
        site.write("content/assets/a.txt", text);
        // A file that was written just before a build looks is copied in any case, and nobody can make it look older.
        std::thread::sleep(Duration::from_millis(2100));
    };
    old("an asset\n");
    twin(&site);
    twin(&site);
    old("its change\n");
    site.write("templates/404.html", "{{ nothing.is.there }}");
    let failed = pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    assert!(failed.written.is_none());
    site.remove("templates/404.html");
    twin(&site);
    assert_eq!(site.page("assets/a.txt"), "its change\n");
}

#[test]
fn another_version_of_postil_takes_nothing_over() {
    let site = archive();
    let pages = twin(&site).pages;
    let index = site.path(".postil/cache/index");
    let bytes = fs::read(&index).expect("the index");
    let end = bytes
        .iter()
        .position(|&b| b == b'\n')
        .expect("a first line");
    let other = [b"postil-cache 1 0.0.0 0000000000000000", &bytes[end..]].concat();
    fs::write(&index, other).expect("written");
    assert_eq!(twin(&site).rendered, pages);
    assert_eq!(twin(&site).rendered, 0);
    let bytes = fs::read(&index).expect("the index");
    let other = [b"postil-cache 2 ", &bytes[15..]].concat();
    fs::write(&index, other).expect("written");
    assert_eq!(twin(&site).rendered, pages);
}

#[test]
fn foreign_and_damaged_files_in_the_output() {
    let site = archive();
    twin(&site);
    site.write("public/mine.html", "mine");
    let warm = pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    assert_eq!(warm.rendered, 0);
    assert_eq!(site.page("mine.html"), "mine");
    fs::remove_file(site.path("public/mine.html")).expect("removed");
    site.write("public/topics/mills.html", "tampered with");
    assert_eq!(rendered(&site), ["topics/mills.html"]);
    fs::remove_file(site.path("public/topics/rivers.html")).expect("removed");
    assert_eq!(rendered(&site), ["topics/rivers.html"]);
    fs::remove_file(site.path("public/.postil-record")).expect("removed");
    twin(&site);
    fs::remove_dir_all(site.path("public")).expect("removed");
    let all = twin(&site);
    assert_eq!(all.rendered, all.pages);
}

#[test]
fn a_build_with_errors_changes_neither_the_output_nor_what_is_known() {
    let site = archive();
    twin(&site);
    let before = site.output();
    replace(
        &site,
        "content/annotations/one.yaml",
        "The river came up",
        "The river came down",
    );
    let failed = pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    assert!(failed.diagnostics.has_errors());
    assert_eq!(site.output(), before);
    let again = pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    assert_eq!(
        again.diagnostics.errors(),
        failed.diagnostics.errors(),
        "told again"
    );
    replace(
        &site,
        "content/annotations/one.yaml",
        "The river came down",
        "The river came up",
    );
    assert_eq!(rendered(&site), Vec::<String>::new());
}

#[test]
fn warnings_are_told_by_every_build() {
    // Without files to copy, which count as changed for two seconds after they were written.
    let site = Site::empty()
        .file("postil.yaml", "title: Twin\neditors: {mh: M. Hall}\n")
        .file(
            "content/transcripts/three.md",
            "---\ntitle: Three\n---\nNothing of note was said.\n",
        )
        .file(
            "content/annotations/three.yaml",
            "annotations:\n  - {quote: Nothing of note, by: mhh, note: x}\n",
        );
    let first = twin(&site).diagnostics;
    assert!(first.warnings() > 0);
    assert_eq!(twin(&site).diagnostics.list(), first.list());
    let again = twin(&site);
    assert_eq!(again.diagnostics.list(), first.list());
    let mut stages = again.timings.stages().iter().map(|(stage, _)| *stage);
    assert!(
        stages.all(|stage| stage != Stage::Bind),
        "nothing changed, and yet names were bound"
    );

    // What was a warning then is an error now.
    let strict = Options {
        strict: true,
        ..site.options()
    };
    let refused = pipeline::build(&strict, &|_| {}).expect("the machine is fine");
    assert!(refused.written.is_none());
    assert_eq!(refused.diagnostics.errors(), first.warnings());
    assert_eq!(twin(&site).diagnostics.list(), first.list());

    // An editor mends it.
    replace(&site, "content/annotations/three.yaml", "by: mhh, ", "");
    assert!(twin(&site).diagnostics.is_empty());
    assert!(twin(&site).diagnostics.is_empty());
}

#[test]
fn a_build_that_is_killed_leaves_nothing_wrong() {
    let site = archive();
    twin(&site);
    for n in 0..12u32 {
        replace(
            &site,
            "content/annotations/one.yaml",
            "metres",
            &format!("metres {n}"),
        );
        let mut build = Command::new(env!("CARGO_BIN_EXE_postil"))
            .args(["build", "--root"])
            .arg(site.path(""))
            .stderr(Stdio::null())
            .spawn()
            .expect("started");
        std::thread::sleep(Duration::from_millis(u64::from(n) * 3));
        let _ = build.kill();
        build.wait().expect("ended");
        twin(&site);
    }
}

#[test]
fn builds_at_once_do_not_harm_each_other() {
    let site = archive();
    twin(&site);
    for n in 0..4 {
        replace(
            &site,
            "content/annotations/one.yaml",
            "metres",
            &format!("metres {n}"),
        );
        let build = |out: &str| {
            Command::new(env!("CARGO_BIN_EXE_postil"))
                .args(["build", "--root"])
                .arg(site.path(""))
                .arg("--output-dir")
                .arg(site.path(out))
                .stderr(Stdio::null())
                .spawn()
                .expect("started")
        };
        let builds = [build("public"), build("other"), build("third")];
        for mut build in builds {
            assert!(build.wait().expect("ended").success());
        }
        same(&site.path("public"), &site.path("other"));
        same(&site.path("public"), &site.path("third"));
        twin(&site);
    }
}

#[test]
fn what_is_kept_stays_bounded() {
    let site = archive();
    twin(&site);
    let size = || -> u64 {
        let all = fs::read_dir(site.path(".postil/cache")).expect("the cache");
        all.map(|e| e.expect("an entry").metadata().expect("a file").len())
            .sum()
    };
    let long = "word ".repeat(20_000);
    for n in 0..60 {
        site.write(
            "content/pages/long.md",
            &format!("---\ntitle: Long\n---\n{n} {long}\n"),
        );
        pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    }
    assert!(size() < 6 * 1024 * 1024, "{} bytes", size());
    for n in 0..12 {
        let options = Options {
            output: site.path(&format!("out{n}")),
            ..site.options()
        };
        pipeline::build(&options, &|_| {}).expect("the machine is fine");
    }
    let index = fs::read(site.path(".postil/cache/index")).expect("the index");
    let known = (0..12).filter(|n| {
        let name = format!("out{n}");
        index
            .windows(name.len() + 1)
            .any(|w| w[..name.len()] == *name.as_bytes() && !w[name.len()].is_ascii_digit())
    });
    assert!(
        known.count() <= 3,
        "not every output that ever was is known"
    );
    twin(&site);
}

#[test]
fn clean_removes_what_postil_made_and_nothing_else() {
    let site = archive()
        .file(".postil/mine", "mine")
        .file("public/mine", "mine");
    pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    let cleaned = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(["clean", "--root"])
        .arg(site.path(""))
        .output()
        .expect("started");
    assert!(cleaned.status.success());
    assert_eq!(
        bytes(&site.path("public")).keys().collect::<Vec<_>>(),
        ["mine"]
    );
    assert_eq!(
        bytes(&site.path(".postil")).keys().collect::<Vec<_>>(),
        ["mine"]
    );
    assert!(site.path("content/topics/mills.md").exists());
}

#[test]
fn reasons_and_timings_are_told() {
    let site = archive();
    twin(&site);
    replace(
        &site,
        "content/annotations/one.yaml",
        "two metres",
        "four metres",
    );
    let built = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(["build", "--explain", "--timings", "--root"])
        .arg(site.path(""))
        .output()
        .expect("started");
    let said = String::from_utf8(built.stderr).expect("UTF-8");
    assert!(
        said.contains("transcripts/one.html: one or its notes"),
        "{said}"
    );
    assert!(
        said.contains("topics/rivers.html: passages or transcripts that refer to topic:rivers"),
        "{said}"
    );
    for stage in [
        "survey",
        "load and anchor",
        "bind",
        "render",
        "write",
        "keep",
    ] {
        assert!(said.contains(stage), "{stage}: {said}");
    }
}

#[cfg(unix)]
#[test]
fn links_spellings_and_files_of_the_root_come_and_go() {
    use std::os::unix::fs::symlink;

    let site = archive();
    twin(&site);
    // A transcript, an entry and an asset become links to files elsewhere in the site, which change then.
    for path in [
        "transcripts/three.md",
        "topics/rivers.md",
        "assets/a.txt",
        "annotations/two.yaml",
    ] {
        let (at, target) = (format!("content/{path}"), format!("shared/{path}"));
        let text = fs::read_to_string(site.path(&at)).expect("a file of the site");
        site.write(&target, &text);
        site.remove(&at);
        symlink(format!("../../{target}"), site.path(&at)).expect("a link");
    }
    assert_eq!(
        rendered(&site),
        Vec::<String>::new(),
        "the words are the same"
    );
    replace(&site, "shared/transcripts/three.md", "Nothing", "Little");
    assert!(rendered(&site).contains(&"transcripts/three.html".to_owned()));
    replace(
        &site,
        "shared/annotations/two.yaml",
        "They stood",
        "All stood",
    );
    assert!(rendered(&site).contains(&"topics/weavers.html".to_owned()));
    replace(
        &site,
        "shared/topics/rivers.md",
        "On rivers",
        "On all rivers",
    );
    assert!(rendered(&site).contains(&"topics/rivers.html".to_owned()));
    site.write("shared/assets/a.txt", "another asset");
    twin(&site);
    assert_eq!(site.page("assets/a.txt"), "another asset");
    // The name of an asset and what refers to it change their spelling, and nothing else.
    site.write("content/assets/caf\u{e9}.txt", "x");
    site.write(
        "content/pages/menu.md",
        "---\ntitle: Menu\nredirect_from: caf%C3%A9/menu\n---\n[menu](assets/cafe\u{301}.txt)\n",
    );
    twin(&site);
    fs::rename(
        site.path("content/assets/caf\u{e9}.txt"),
        site.path("content/assets/cafe\u{301}.txt"),
    )
    .expect("renamed");
    assert_eq!(rendered(&site), Vec::<String>::new());
    assert!(site.has("assets/caf\u{e9}.txt") && site.has("caf\u{e9}/menu.html"));
    // Files of the root; one that is left out is told by every build.
    site.write("content/root/CNAME", "a.example");
    site.write("content/root/.env", "secret");
    let told = |outcome: Outcome| outcome.diagnostics.list().len();
    assert_eq!((told(twin(&site)), told(twin(&site))), (1, 1));
    assert_eq!(site.page("CNAME"), "a.example");
    site.remove("content/root/CNAME");
    site.remove("content/root/.env");
    assert_eq!(told(twin(&site)), 0);
    // So is what is wrong with a template's or a theme's file, though nothing is made of it.
    symlink("/etc/hostname", site.path("templates-link")).expect("a link");
    fs::create_dir_all(site.path("templates")).expect("a folder");
    fs::rename(site.path("templates-link"), site.path("templates/x.html")).expect("moved");
    let outcome = pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    assert!(outcome.written.is_none());
    site.remove("templates/x.html");
    assert_eq!(told(twin(&site)), 0);
    assert!(!site.has("CNAME"));
}

//! Edits of content: what is made anew, and that it is what a cold build makes.

use std::{collections::BTreeMap, fs, time::SystemTime};

use super::*;
use crate::testsuite::Site;
use postil::pipeline::{self, Options, Outcome};

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
            .contains("A first topic</a> <span class=\"n\">1")
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

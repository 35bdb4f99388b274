//! What pages say of paragraphs as they were: every address that was ever sealed leads somewhere, and says what became of it.

use std::fs;

use crate::{
    ledger::{LEDGER, TALK, day, ledger, sealed, sealed_by, twin},
    testsuite::{
        Site, cases,
        html::{attributes, check_links, texts},
    },
};
use postil::{
    archive::{Ledger, LedgerLine, WordsDigest},
    cli::report::{Format, render},
    load::ledger::Sealer,
    pipeline::{Live, Options},
};
use proptest::prelude::*;

const PAGE: &str = "transcripts/talk.html";

const WORDS: [&str; 8] = [
    "Good evening to all of you who came here on foot tonight.",
    "The mill stood by the river for two hundred years and more.",
    "It was built of stone from the old abbey & its barns.",
    "Then the flood of that spring took all of it away.",
    "We rebuilt it with our own hands in a single summer.",
    "Some of us say \"never <b>again</b>\" <script>alert(1)</script> whenever it rains.",
    "The new wheel came from a foundry in the next valley.",
    "I thank you for your patience and wish you a good night.",
];

/// Writes the talk.
fn write(site: &Site, words: &[&str]) {
    let text = words.join("\n\n");
    site.write(
        TALK,
        &format!("---\ntitle: A talk\nspeakers: {{}}\nliteral: true\n---\n{text}\n"),
    );
}

/// The address of words.
fn address(id: &str, words: &str) -> String {
    format!("{id}.{}", WordsDigest::of(words).short())
}

/// What stands at an id of the talk's page, with blanks as one.
fn at(page: &str, id: &str) -> String {
    let found = texts(page, &format!("[id=\"{id}\"]"));
    assert_eq!(found.len(), 1, "{id} is on the page once: {page}");
    found[0].split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Every address that was ever sealed.
fn addresses(ledger: &Ledger) -> Vec<String> {
    let of = |line: &LedgerLine| {
        [
            line.id.to_string(),
            format!("{}.{}", line.id, line.digest.short()),
        ]
    };
    let mut all: Vec<String> = ledger.lines.iter().flat_map(of).collect();
    all.sort();
    all.dedup();
    all
}

/// The ids of the page that begin like those of paragraphs.
fn shown(page: &str) -> Vec<String> {
    let ids = attributes(page, "[id]", "id").into_iter();
    let is_address = |id: &String| {
        let number = id.strip_prefix('p');
        number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut ids: Vec<String> = ids.filter(is_address).collect();
    ids.sort();
    ids
}

/// The talk's page, built now.
fn built(site: &Site) -> String {
    site.build();
    site.page(PAGE)
}

/// Where the numbers of the paragraphs lead, in order.
fn numbers(page: &str) -> Vec<String> {
    attributes(page, ".para > a", "href")
}

/// A talk of several sealings.
fn history() -> Site {
    let site = Site::empty();
    write(&site, &WORDS);
    sealed(&site, "2026-11-29");
    let second = [
        WORDS[0],
        "The old mill stood by the river for two hundred years, or three.",
        WORDS[2],
        "Of its millers nobody remembers any name at all.",
        WORDS[3],
        WORDS[4],
        "Some of us say \"never <i>again</i>\" <script>alert(2)</script> whenever it rains.",
        WORDS[7],
    ];
    write(&site, &second);
    sealed(&site, "2026-12-01");
    let joined = format!("{} {}", second[4], second[5]);
    let third = [
        second[0],
        "The old mill stood by the river for two hundred and fifty years.",
        second[2],
        second[3],
        &joined,
        second[6],
        second[7],
    ];
    write(&site, &third);
    sealed(&site, "2027-05-03");
    site
}

#[test]
fn an_old_address_says_what_became_of_the_words() {
    let site = history();
    let page = built(&site);
    assert_eq!(shown(&page), addresses(&ledger(&site)));
    check_links(&site);
    for (id, said) in [
        // As it is, and as it was, twice.
        ("p2", "The old mill stood by the river for two hundred and fifty years.".to_owned()),
        (
            &address("p2", WORDS[1]),
            format!("Changed since it was cited: on 1 December 2026. It read: {} It reads:", WORDS[1]),
        ),
        (
            &address("p2", "The old mill stood by the river for two hundred years, or three."),
            "Changed since it was cited: on 3 May 2027. It read: The old mill stood by the river for two hundred years, or three. It reads:".to_owned(),
        ),
        (
            &address("p6", WORDS[5]),
            format!("Changed since it was cited: on 1 December 2026. It read: {} It reads:", WORDS[5]),
        ),
        // Joined.
        (
            "p5",
            format!("¶ 5 was joined with ¶ 4 on 3 May 2027. It read: {} ¶ 4 reads:", WORDS[4]),
        ),
        (&address("p5", WORDS[4]), String::new()),
        // Removed.
        ("p7", "¶ 7 was removed on 1 December 2026.".to_owned()),
        (&address("p7", WORDS[6]), String::new()),
    ] {
        assert_eq!(at(&page, id), said, "{id}");
    }
    // The address of the words as they are is that of all of the paragraph, and its number leads there.
    let sealed = address("p3", WORDS[2]);
    assert!(at(&page, &sealed).ends_with(WORDS[2]));
    let numbers = numbers(&page);
    assert!(numbers.contains(&format!("#{sealed}")), "{numbers:?}");
    assert!(numbers.iter().all(|href| href.contains('.')), "{numbers:?}");
    let labels = texts(&page, ".para > a");
    assert_eq!(labels, ["1", "2", "3", "3a", "4", "6", "8"]);
    assert_eq!(
        texts(&page, ".after .items li"),
        ["¶ 7 was removed on 1 December 2026."]
    );
    assert_eq!(attributes(&page, ".after .items a", "href"), ["#p7"]);
    // Old words are words: the scripts are the theme's own and an object of schema.org.
    assert!(
        page.matches("<script").count() == 3 && !page.contains("<b>again"),
        "{page}"
    );
}

#[test]
fn what_is_not_sealed_yet_is_not_promised() {
    let site = history();
    let joined = format!("{} {}", WORDS[3], WORDS[4]);
    let reworded = "It was built of grey stone from the old abbey & its barns.";
    let words = [
        WORDS[0],
        // As it was two sealings ago.
        WORDS[1],
        reworded,
        "Nothing of this was said before by anybody in the whole valley.",
        "Of its millers nobody remembers any name at all.",
        &joined,
        // The sixth and the last are gone.
    ];
    write(&site, &words);
    let page = built(&site);
    let mut all = addresses(&ledger(&site));
    all.push("p3b".to_owned());
    all.sort();
    let new = shown(&page).into_iter().find(|id| !all.contains(id));
    assert_eq!(new, None);
    let sealed = |id, words| format!("#{}", address(id, words));
    let given = numbers(&page);
    assert_eq!(given[0], sealed("p1", WORDS[0]));
    assert_eq!(
        given[1],
        sealed("p2", WORDS[1]),
        "sealed once, and so again"
    );
    assert_eq!(given[2], "#p3");
    assert!(!given[3].contains('.'), "{given:?}");
    for (id, said) in [
        (
            address("p3", WORDS[2]),
            format!(
                "Changed since it was cited. It read: {} It reads:",
                WORDS[2]
            ),
        ),
        ("p8".to_owned(), "¶ 8 is no longer there.".to_owned()),
        (address("p8", WORDS[7]), String::new()),
    ] {
        assert_eq!(at(&page, &id), said, "{id}");
    }
    let last = "The old mill stood by the river for two hundred and fifty years.";
    let said = format!("Changed since it was cited. It read: {last} It reads:");
    assert_eq!(at(&page, &address("p2", last)), said);
    let gone = texts(&page, ".after .items li");
    let said = [
        "¶ 6 is no longer there.",
        "¶ 7 was removed on 1 December 2026.",
        "¶ 8 is no longer there.",
    ];
    assert_eq!(gone, said);
    check_links(&site);
}

#[test]
fn forgotten_words_are_not_shown() {
    let site = history();
    let words = [
        WORDS[0],
        "The old mill stood by the river for very many years.",
        WORDS[2],
    ];
    write(&site, &words);
    let sealer = Sealer {
        day: day("2028-02-29"),
        forget: true,
    };
    sealed_by(&site, sealer);
    let page = built(&site);
    assert_eq!(shown(&page), addresses(&ledger(&site)));
    for (id, said) in [
        (
            address("p2", WORDS[1]),
            "Changed since it was cited: on 1 December 2026. How it read is not kept. It reads:",
        ),
        // What it was joined into is gone, too.
        (
            "p5".to_owned(),
            "¶ 5 was joined with ¶ 4 on 3 May 2027. ¶ 4 is no longer there.",
        ),
        (address("p5", WORDS[4]), ""),
        ("p4".to_owned(), "¶ 4 was removed on 29 February 2028."),
    ] {
        assert_eq!(at(&page, &id), said, "{id}");
    }
    assert!(
        !page.contains("two hundred") && !page.contains("single summer"),
        "{page}"
    );
    check_links(&site);
}

#[test]
fn pages_with_ledgers_are_made_anew_when_these_change() {
    let site = history();
    twin(&site);
    assert_eq!(twin(&site), 0);
    // The same text, of which other things were sealed.
    let text = fs::read_to_string(site.path(LEDGER)).expect("a ledger");
    for (from, to, made) in [
        ("until: 2026-12-01", "until: 2026-12-02", "2 December 2026"),
        (
            "removed: 2026-12-01",
            "removed: 2026-12-03",
            "3 December 2026",
        ),
        ("on: 2027-05-03", "on: 2027-05-04", "4 May 2027"),
        ("{id: p7,", "{id: p9,", "id=\"p9\""),
    ] {
        assert!(text.contains(from), "{text}");
        site.write(LEDGER, &text.replace(from, to));
        assert_eq!(twin(&site), 1, "{to}");
        assert!(site.page(PAGE).contains(made), "{made}");
    }
    site.write(LEDGER, &text);
    twin(&site);
    // A transcript that was sealed, then had its ledger taken away.
    site.remove(LEDGER);
    assert_eq!(twin(&site), 1);
    let page = site.page(PAGE);
    assert!(!page.contains("class=\"past"), "{page}");
    assert!(shown(&page).iter().all(|id| !id.contains('.')));
}

/// A page as a preview shows it.
fn shown_by(live: &Live, route: &str) -> String {
    let bytes = live.make(route).expect("the page");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// A preview that takes nothing as it was.
fn preview(site: &Site) -> Live {
    let options = Options {
        cache: false,
        ..site.options()
    };
    Live::open(options).expect("a preview")
}

#[test]
fn a_preview_shows_a_ledger_that_changed_at_once() {
    let site = history();
    let live = preview(&site);
    let update = |path: &str| {
        let update = live.update(&[path.to_owned()]).expect("a look");
        assert!(update.errors == 0 && update.touched.contains(&PAGE.to_owned()));
        let fresh = preview(&site);
        assert_eq!(shown_by(&live, PAGE), shown_by(&fresh, PAGE));
        let told =
            |live: &Live| live.remarks(|r| render(r.diagnostics, r.sources, Format::Human, false));
        assert_eq!(told(&live), told(&fresh));
        update.in_place
    };
    // The words are saved, then sealed: nothing else is looked at.
    let reworded = "The old mill stood by the river for very many years.";
    write(&site, &[WORDS[0], reworded, WORDS[2], "A new end."]);
    assert!(update(TALK));
    let page = shown_by(&live, PAGE);
    assert!(page.contains("href=\"#p2\""), "{page}");
    assert!(page.contains("¶ 8 is no longer there."), "{page}");
    sealed(&site, "2027-06-01");
    assert!(update(LEDGER));
    let page = shown_by(&live, PAGE);
    assert_eq!(shown(&page), addresses(&ledger(&site)));
    let day = "<time datetime=\"2027-06-01\">1 June 2027</time>";
    assert!(page.contains(day), "{page}");
    // Where others link to its paragraphs, these are looked at, too.
    site.write(
        "content/topics/mills.md",
        "---\ntitle: Mills\n---\nOf [[talk#p2]].\n",
    );
    update("content/topics/mills.md");
    let text = fs::read_to_string(site.path(LEDGER)).expect("a ledger");
    site.write(
        LEDGER,
        &text.replace("until: 2027-06-01", "until: 2027-06-02"),
    );
    assert!(!update(LEDGER));
    assert!(shown_by(&live, PAGE).contains("2 June 2027"));
    // A ledger that is taken away, and there again.
    site.remove(LEDGER);
    update(LEDGER);
    assert!(!shown_by(&live, PAGE).contains("class=\"past"));
    site.write(LEDGER, &text);
    update(LEDGER);
}

/// What an editor does: which of some things, and where.
type Edit = (u8, usize, usize);

/// A text after an edit: words are taken from a few, so that paragraphs come back and look alike.
fn edit(text: &mut Vec<String>, (what, place, word): Edit) {
    let words = [
        "mill",
        "river",
        "stone & <b>",
        "flood",
        "summer",
        "wheel",
        "\"valley\"",
        "night",
    ];
    let at = place % text.len();
    let own = |n: usize| {
        let all = (0..6).map(|i| words[(n + i * (1 + n % 3)) % words.len()]);
        all.collect::<Vec<_>>().join(" ")
    };
    match what {
        0 => text.insert(at, own(word)),
        1 if text.len() > 2 => drop(text.remove(at)),
        2 => text[at] = format!("{} {}", text[at], words[word % words.len()]),
        3 => {
            let moved = text.remove(at);
            let to = word % (text.len() + 1);
            text.insert(to, moved);
        }
        4 if text.len() > 2 && at + 1 < text.len() => {
            let next = text.remove(at + 1);
            text[at] = format!("{} {next}", text[at]);
        }
        5 => {
            let all: Vec<String> = text[at].split(' ').map(str::to_owned).collect();
            let (one, two) = all.split_at(all.len() / 2);
            if !one.is_empty() {
                text[at] = one.join(" ");
                text.insert(at + 1, two.join(" "));
            }
        }
        _ => text[at] = own(word + 1),
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn every_address_that_was_ever_sealed_is_on_the_page_once(
        generations in prop::collection::vec(prop::collection::vec((0..7u8, 0..40usize, 0..24usize), 1..5), 1..5),
        forgets in prop::collection::vec(any::<bool>(), 5),
    ) {
        let site = Site::empty();
        let mut text: Vec<String> = WORDS.map(str::to_owned).to_vec();
        let write = |text: &[String]| write(&site, &text.iter().map(String::as_str).collect::<Vec<_>>());
        write(&text);
        sealed(&site, "2026-11-29");
        let mut ever = addresses(&ledger(&site));
        for (month, (edits, forget)) in generations.into_iter().zip(forgets).enumerate() {
            for one in edits {
                edit(&mut text, one);
            }
            write(&text);
            // As it stands before it is sealed, and after.
            for seals in [false, true] {
                if seals {
                    let day = day(&format!("2027-{:02}-01", month + 1));
                    sealed_by(&site, Sealer { day, forget });
                    ever.extend(addresses(&ledger(&site)));
                    ever.sort();
                    ever.dedup();
                }
                let run = site.run(&["build"]);
                if run.stderr.contains("error[other-text]") {
                    continue;
                }
                assert_eq!(run.code, 0, "{}", run.stderr);
                let page = site.page(PAGE);
                let found = shown(&page);
                let mut once = found.clone();
                once.dedup();
                prop_assert_eq!(&once, &found);
                for address in &ever {
                    prop_assert!(found.contains(address), "{} is lost: {}", address, page);
                }
                prop_assert!(!page.contains("<b>"));
                let hrefs = attributes(&page, ".para > a, .after .items a", "href");
                prop_assert!(hrefs.iter().all(|href| found.iter().any(|id| href[1..] == *id)));
            }
        }
    }
}

//! What becomes of the addresses of the archive's own transcript when its source is amended: in a copy, whose history is made up.

use std::fs;

use crate::{
    archive::archive,
    testsuite::{
        Run, Site,
        html::{attributes, check_links, texts},
    },
};

const TEXT: &str = "content/transcripts/2014-04-01-brussels.txt";
const PAGE: &str = "transcripts/2014-04-01-brussels.html";

/// 4 May 2027 and 5 June 2028, in seconds since 1970.
const AMENDED: &str = "1809388800";
const REMOVED: &str = "1843776000";

fn amend(site: &Site, changes: &[(&str, &str)]) {
    let mut text = fs::read_to_string(site.path(TEXT)).expect("the text");
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    site.write(TEXT, &text);
}

fn seal(site: &Site, on: &str) -> Run {
    let run = site.run_with(&["seal"], &[("SOURCE_DATE_EPOCH", on)]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

fn says(run: &Run, lines: &[&str]) {
    for line in lines {
        assert!(
            run.stderr.lines().any(|l| l == *line),
            "{line}\n{}",
            run.stderr
        );
    }
}

#[test]
fn the_archive_is_sealed() {
    let (site, _) = archive();
    let run = site.run(&["seal", "--check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn a_line_is_inserted_one_is_split_and_one_corrected() {
    let (site, _) = archive();
    site.build();
    let ids = |page: &str| attributes(page, "[id]", "id");
    let cited = ids(&site.page(PAGE));
    let cited = cited
        .iter()
        .filter(|id| id.starts_with('p') && id.contains('.'));
    let cited: Vec<String> = cited.cloned().collect();
    assert_eq!(cited.len(), 11);
    amend(
        &site,
        &[
            (
                "\nQ: When you see what",
                "\n[Questions from the floor.]\n\nQ: When you see what",
            ),
            ("What actions is the UN", "What action is the UN"),
            (
                "not done enough. The Responsibility to Protect, which",
                "not done enough.\nThe Responsibility to Protect, which",
            ),
        ],
    );
    let listed = seal(&site, AMENDED);
    says(
        &listed,
        &[
            "2014-04-01-brussels: 4 changes",
            "  p8a is new: a part of what was p9",
            "  p9 is reworded",
            "  p10 is reworded",
            "    it read:  What actions is the UN taking specifically to prevent the situation in CAR...",
            "    it reads: What action is the UN taking specifically to prevent the situation in CAR...",
            "  new: p4a",
            "  what points at p10:",
        ],
    );
    let disputed = "the note `unable-unwilling`, one side of a dispute, is on it";
    assert!(listed.stderr.contains(disputed), "{}", listed.stderr);
    // The quotes of the notes stand, on both sides of the split, too.
    site.build();
    let page = site.page(PAGE);
    check_links(&site);
    let now = ids(&page);
    assert!(cited.iter().all(|id| now.contains(id)), "{now:?}");
    let plain = |id: &&String| {
        !id.contains('.')
            && id.starts_with('p')
            && id[1..].starts_with(|c: char| c.is_ascii_digit())
    };
    let plain: Vec<&str> = now.iter().filter(plain).map(String::as_str).collect();
    assert_eq!(
        plain,
        [
            "p1", "p2", "p3", "p4", "p4a", "p5", "p6", "p7", "p8", "p8a", "p9", "p10", "p11"
        ]
    );
    let old = texts(&page, ".past blockquote");
    assert_eq!(old.len(), 2, "{old:?}");
    assert!(
        old[0].starts_with("While Member States have been saying"),
        "{old:?}"
    );
    assert!(
        old[1].starts_with("What actions is the UN taking"),
        "{old:?}"
    );
    // Then the line goes again, and nothing is given twice: what comes in its place has another address.
    amend(&site, &[("[Questions from the floor.]\n\n", "")]);
    says(
        &seal(&site, REMOVED),
        &["  p4a (“[Questions from the floor.]”) is no longer there"],
    );
    amend(
        &site,
        &[(
            "\nQ: When you see what",
            "\n[A pause.]\n\nQ: When you see what",
        )],
    );
    says(&seal(&site, REMOVED), &["  new: p4b"]);
    site.build();
    let page = site.page(PAGE);
    check_links(&site);
    let foot = texts(&page, ".after li");
    assert!(
        foot.iter()
            .any(|line| line == "¶ 4a was removed on 5 June 2028."),
        "{foot:?}"
    );
    assert!(cited.iter().all(|id| ids(&page).contains(id)));
}

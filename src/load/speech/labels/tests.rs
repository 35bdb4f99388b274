use super::*;
use crate::archive::{ListIndex, indexes};

fn labels(known: &[&str]) -> Labels {
    let mut labels = Labels::default();
    for (i, label) in indexes(known.len()).zip(known) {
        labels.add(label, Meaning::Speaker(i));
    }
    labels
}

/// Speaker, directions, times, and the words behind the label.
fn found(labels: &Labels, line: &str) -> Option<(usize, String, usize, String)> {
    let hit = labels.find(line, 0)?;
    let Meaning::Speaker(speaker) = hit.meaning else {
        return None;
    };
    let directions: Vec<&str> = hit.directions.iter().map(|d| &line[d.clone()]).collect();
    Some((
        speaker.place(),
        directions.join(" "),
        hit.marks.len(),
        line[hit.end..].trim().to_owned(),
    ))
}

fn plain(speaker: usize, words: &str) -> Option<(usize, String, usize, String)> {
    Some((speaker, String::new(), 0, words.to_owned()))
}

#[test]
fn the_longest_label_wins_and_the_colon_may_vary() {
    let labels = labels(&[
        "SG",
        "Mr. X",
        "Mr. X (spoke in French)",
        "主席",
        "Q: Smith",
        "Q",
    ]);
    assert_eq!(found(&labels, "SG: yes"), plain(0, "yes"));
    assert_eq!(found(&labels, "SG : yes"), plain(0, "yes"));
    assert_eq!(
        found(&labels, "Mr. X (spoke in French): oui"),
        plain(2, "oui")
    );
    assert_eq!(found(&labels, "主席：好"), plain(3, "好"));
    assert_eq!(found(&labels, "Q: Smith: why?"), plain(4, "why?"));
    assert_eq!(found(&labels, "Q: Smith did?"), plain(5, "Smith did?"));
    assert_eq!(found(&labels, "SGX: no"), None);
    assert_eq!(found(&labels, "SG says: no"), None);
    assert_eq!(found(&labels, "sg: no"), None);
}

#[test]
fn a_label_that_ends_in_a_full_stop_needs_no_colon() {
    let lines = ["Q. Did you?", "J.R.: yes", "**Mr. ROE.** I did."];
    let mut labels = labels(&["Q.", "A.", "J.R.", "Mr. ROE."]);
    assert_eq!(found(&labels, lines[0]), None);
    labels.without_colons(lines.into_iter().map(|line| (line, 0)));
    assert_eq!(found(&labels, "Q. Did you?"), plain(0, "Did you?"));
    assert_eq!(found(&labels, "A."), plain(1, ""));
    assert_eq!(found(&labels, lines[2]), plain(3, "I did."));
    assert_eq!(found(&labels, "00:01:02 Q. Why?").map(|f| f.2), Some(1));
    for words in ["J.R. said no", "A.M. radio", "Q.E.D.", "Mr. ROE said so."] {
        assert_eq!(found(&labels, words), None, "{words}");
    }
}

#[test]
fn a_long_run_of_stars_opens_no_label_with_a_full_stop() {
    let labels = labels(&["Q."]);
    let stars = "*".repeat(900);
    assert_eq!(found(&labels, &format!("{stars}x Q. yes")), None);
    assert_eq!(found(&labels, &stars), None);
}

#[test]
fn times_beside_a_label_have_many_forms() {
    let labels = labels(&["Bob"]);
    for line in [
        "{00:01:02} Bob: x",
        "<00:01:02> Bob: x",
        "(1:02) Bob: x",
        "【00:01:02】 Bob: x",
        "00:01:02 - Bob: x",
        "(00:01:02 - 00:01:09) Bob: x",
        "Bob [00:01:02 --> 00:01:09]: x",
        "Bob (01:00:10:12): x",
        "**[00:01:02] Bob:** x",
        "**00:01:02 Bob**: x",
        "*[00:01:02]* **Bob:** x",
        "**00:01:02** Bob: x",
    ] {
        let (speaker, direction, times, words) = found(&labels, line).expect(line);
        assert_eq!(
            (speaker, &*direction, times, &*words),
            (0, "", 1, "x"),
            "{line}"
        );
    }
    for line in ["(1:02) and Bob: x", "{x} Bob: x", "- Bob: x", "* Bob: x"] {
        assert_eq!(found(&labels, line), None, "{line}");
    }
}

#[test]
fn labels_are_folded_as_quotes_are() {
    let labels = labels(&["Ms. O'Roe", "José", "Smith-Jones"]);
    for line in [
        "Ms.\u{a0}O’Roe: x",
        "Ms.  O'Roe\u{200f} : x",
        "\u{feff}Ms. O'Roe\u{202f}: x",
        "Ms.\tO'Roe: x",
    ] {
        assert_eq!(found(&labels, line), plain(0, "x"), "{line:?}");
    }
    assert_eq!(found(&labels, "Jose\u{301}: x"), plain(1, "x"));
    assert_eq!(found(&labels, "Smith‑Jones: x"), plain(2, "x"));
}

#[test]
fn a_direction_is_not_the_label_and_another_bracket_is() {
    let labels = labels(&["Bob", "Ms. Roe"]);
    let with = |speaker, direction: &str| Some((speaker, direction.to_owned(), 0, "x".to_owned()));
    assert_eq!(found(&labels, "Bob (laughing): x"), with(0, "(laughing)"));
    assert_eq!(found(&labels, "Ms. Roe [crying]: x"), with(1, "[crying]"));
    assert_eq!(
        found(&labels, "Ms. Roe (through interpreter) (crying): x"),
        with(1, "(through interpreter) (crying)")
    );
    assert_eq!(found(&labels, "Bob (Kenya): x"), None);
    assert_eq!(found(&labels, "Bob (Mr. Y): x"), None);
}

#[test]
fn bold_and_italic_labels_are_labels() {
    let labels = labels(&["Bob", "Q"]);
    for line in [
        "**Bob:** x",
        "**Bob**: x",
        "**Bob** : x",
        "*Bob:* x",
        "__Bob__: x",
        "***Bob:*** x",
        "**Bob :** x",
        "**Bob: ** x",
    ] {
        assert_eq!(found(&labels, line), plain(0, "x"), "{line}");
    }
    assert_eq!(found(&labels, "**Bob:**"), plain(0, ""));
    assert_eq!(
        found(&labels, "**Bob** (laughing): x").map(|f| f.1),
        Some("(laughing)".into())
    );
    assert_eq!(
        found(&labels, "**Bob (laughing):** x").map(|f| f.1),
        Some("(laughing)".into())
    );
    assert_eq!(found(&labels, "**Bob: x**"), None);
    assert_eq!(found(&labels, "**Bob: x y"), None);
}

#[test]
fn times_beside_a_label_are_marks() {
    let labels = labels(&["Q"]);
    for line in [
        "(00:01:02) Q: x",
        "00:01:02 Q: x",
        "01:02 Q: x",
        "Q [00:01:02]: x",
        "Q (01:02): x",
        "Q 00:01:02: x",
    ] {
        assert_eq!(
            found(&labels, line),
            Some((0, String::new(), 1, "x".into())),
            "{line}"
        );
    }
    assert_eq!(found(&labels, "00:01:02 and Q: x"), None);
}

use super::*;

/// The labels of some lines: of each its name and its words.
fn said(lines: &[&str]) -> Vec<String> {
    let lines: Vec<Line<'_>> = lines.iter().map(|text| Line::of(text)).collect();
    let found = find(&lines);
    let each = lines.iter().zip(&found.lines);
    each.map(|(line, begun)| match begun {
        None => line.text.to_owned(),
        Some(begun) => {
            let printed = begun
                .label
                .printed
                .as_ref()
                .unwrap_or(&begun.label.declared);
            let direction = begun.label.direction.as_deref().unwrap_or_default();
            let marks: Vec<&str> = begun.marks.iter().map(|m| m.text.as_str()).collect();
            let words = &line.text[begun.end..];
            format!("<{printed}{direction}{}> {words}", marks.join("+"))
        }
    })
    .collect()
}

#[test]
fn labels_with_colons_are_found_by_what_they_are() {
    assert_eq!(
        said(&[
            "THE PRESIDENT: Good morning.",
            "Q: Why?",
            "Mr. Roe (spoke in French): Because.",
            "THE PRESIDENT: Thank you.",
            "Mr. Doe (Kenya): We agree.",
            "**Ann Lee:** Yes.",
            "**Bob:** No.",
        ]),
        [
            "<THE PRESIDENT> Good morning.",
            "<Q> Why?",
            "<Mr. Roe(spoke in French)> Because.",
            "<THE PRESIDENT> Thank you.",
            "<Mr. Doe (Kenya)> We agree.",
            "<Ann Lee> Yes.",
            "<Bob> No.",
        ]
    );
}

#[test]
fn where_labels_stand_above_the_words_whoever_speaks_once_is_heard() {
    let lines = [
        "Members of the panel:",
        "Max Doe, chair",
        "The Chair, Max Doe:",
        "Good morning.",
        "Ann Lee:",
        "I thank you: the mill stands.",
        "Bob Roe (of the river):",
        "It does not.",
        "Ann Lee:",
        "There are two reasons: one is this.",
        "The Chair, Max Doe:",
        "We go on.",
        "Note:",
        "It is noon.",
    ];
    let said = said(&lines);
    assert_eq!(said[..2], lines[..2]);
    assert_eq!(said[2], "<The Chair, Max Doe> ");
    assert_eq!(said[4], "<Ann Lee> ");
    assert_eq!(said[6], "<Bob Roe (of the river)> ");
    for at in [1, 3, 5, 7, 9, 11, 12, 13] {
        assert_eq!(said[at], lines[at]);
    }
}

#[test]
fn rows_with_leaders_are_nobodys_words() {
    let rows = [
        "President:   Mrs. Doe . . . . . . . . (Ohio)",
        "Members:     Kenya ........... Mr. Roe",
    ];
    let mut lines = rows.to_vec();
    lines.extend([
        "The President: I thank you . . . . and go on.",
        "Mr. Roe (Kenya): I thank you.",
        "The President: The meeting rises.",
    ]);
    let said = said(&lines);
    assert_eq!(said[..2], rows);
    assert!(said[2].starts_with("<The President> "), "{said:?}");
}

#[test]
fn what_only_looks_like_a_label_is_words() {
    let lines = [
        "Secretary-General: Good morning.",
        "Note: this was said in haste.",
        "Syria: we must do more.",
        "Q: And then?",
        "SG: Then we go.",
        "10:30 Meeting: all of us.",
        "Q: Where?",
        "SG: There.",
        "http://example.org/a",
        "One thing is clear: nobody knows.",
    ];
    assert_eq!(
        said(&lines),
        [
            "<Secretary-General> Good morning.",
            lines[1],
            lines[2],
            "<Q> And then?",
            "<SG> Then we go.",
            lines[5],
            "<Q> Where?",
            "<SG> There.",
            lines[8],
            lines[9],
        ]
    );
    let all: Vec<Line<'_>> = lines.iter().map(|text| Line::of(text)).collect();
    assert_eq!(find(&all).doubtful, [(2, "Syria".to_owned())]);
    assert_eq!(find(&all).labels, ["Secretary-General", "Q", "SG"]);
}

#[test]
fn times_beside_labels_are_marks() {
    assert_eq!(
        said(&[
            "[00:12:31] Bob: one",
            "(0:53) Bob: two",
            "Bob [00:13:00]: three",
            "Ann: (01:10)",
            "Bob: [01:12] four",
        ]),
        [
            "<Bob00:12:31> one",
            "<Bob0:53> two",
            "<Bob00:13:00> three",
            "<Ann01:10> ",
            "<Bob01:12> four",
        ]
    );
    assert_eq!(
        said(&[
            "Speaker 1 (12:31)",
            "words",
            "Bob Lee  0:00",
            "words",
            "Ann 0 minutes 5 seconds",
            "words",
            "Bob Lee  1:02",
        ]),
        [
            "<Speaker 112:31> ",
            "words",
            "<Bob Lee0:00> ",
            "words",
            "<Ann00:00:05> ",
            "words",
            "<Bob Lee1:02> ",
        ]
    );
}

#[test]
fn an_agenda_names_no_speakers() {
    let agenda = [
        "10:30 Meeting: room 4",
        "12:00 Lunch: hall",
        "Reception  18:30",
        "Dinner  20:00",
    ];
    assert_eq!(said(&agenda), agenda);
}

#[test]
fn a_full_stop_ends_labels_where_it_does_so_again_and_again() {
    assert_eq!(
        said(&[
            "The Chairman. The committee will come to order.",
            "Mr. Roe. Thank you.",
            "Mr. Doe said so. I did not.",
            "The Chairman. Ms. Lee.",
            "Ms. Lee. I yield.",
            "Mr. Roe. I object.",
        ]),
        [
            "<The Chairman.> The committee will come to order.",
            "<Mr. Roe.> Thank you.",
            "Mr. Doe said so. I did not.",
            "<The Chairman.> Ms. Lee.",
            "<Ms. Lee.> I yield.",
            "<Mr. Roe.> I object.",
        ]
    );
    let once = [
        "Mr. Roe. That was his name.",
        "Bob: Yes.",
        "Ann: No.",
        "Bob: Why?",
        "Ann: So.",
    ];
    assert_eq!(said(&once)[0], once[0]);
    assert_eq!(
        said(&["Q. Did you?", "A. I did.", "Q. When?", "A. Then."])[1],
        "<A.> I did."
    );
}

#[test]
fn letters_with_room_or_a_dash_are_labels() {
    assert_eq!(
        said(&[
            "     Q    Thank you.",
            "MR. LEE: Yes.",
            "     Q\tAnd?",
            "MR. LEE: No."
        ]),
        [
            "<Q> Thank you.",
            "<MR. LEE> Yes.",
            "<Q> And?",
            "<MR. LEE> No."
        ]
    );
    assert_eq!(
        said(&["P - ¿Cómo?", "R - Así.", "A word - alone."]),
        ["<P> ¿Cómo?", "<R> Así.", "A word - alone."]
    );
}

#[test]
fn what_is_set_apart_is_a_label_without_a_sign() {
    let line = |text, apart| Line {
        text,
        apart,
        within: false,
    };
    let found = find(&[
        line("Ann Lee Good morning.", 8),
        line("Bob Hello.", 4),
        line("Ann Lee How are you?", 7),
        line("Bob Well.", 3),
        line("Never again is a title", 5),
    ]);
    assert_eq!(found.labels, ["Ann Lee", "Bob"]);
    assert!(found.lines[4].is_none());
    let alone = said(&[
        "THE COURT",
        "Be seated.",
        "MS. ROE",
        "Thank you.",
        "THE COURT",
        "Go on.",
        "MS. ROE",
        "I do.",
    ]);
    assert_eq!(
        alone[..2],
        ["<THE COURT> ".to_owned(), "Be seated.".to_owned()]
    );
}

#[test]
fn a_line_that_runs_on_begins_nothing() {
    let line = |text, within| Line {
        text,
        apart: 0,
        within,
    };
    let found = find(&[
        line("Bob: I was in a place called", false),
        line("Ann: it was small.", true),
        line("Ann: So?", false),
        line("Bob: Small.", false),
        line("Ann: Yes.", false),
    ]);
    assert!(found.lines[1].is_none());
    assert_eq!(found.doubtful, [(1, "Ann".to_owned())]);
    assert_eq!(found.labels, ["Bob", "Ann"]);
}

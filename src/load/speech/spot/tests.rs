use super::{super::labels::Meaning, *};
use crate::archive::indexes;

fn spotted(text: &str, declared: &[&str]) -> Vec<(String, usize, LabelReason)> {
    let declared: Vec<String> = declared.iter().map(|d| (*d).to_owned()).collect();
    let mut known = Labels::default();
    for (i, label) in indexes(declared.len()).zip(&declared) {
        known.add(label, Meaning::Speaker(i));
    }
    let lines = super::super::lines(text, 0..text.len());
    spot(lines, &known, &declared, true)
        .into_iter()
        .map(|s| (s.label, s.count, s.why))
        .collect()
}

#[test]
fn labels_that_recur_are_spotted() {
    let text = "Q: why?\nTHE PRESIDENT: because\nNote: once\nQ: and?\nTHE PRESIDENT: so\nsee http://x.org: it\nsee http://x.org: it\n\
                Let me say this: x\nLet me say this: y\nGenesis 3:16 says\nGenesis 3:16 says";
    let names: Vec<String> = spotted(text, &[]).into_iter().map(|(l, _, _)| l).collect();
    assert_eq!(names, ["Q", "THE PRESIDENT"]);
}

#[test]
fn beside_declared_ones_recurring_and_near_ones_are_spotted() {
    let near = |label: &str| LabelReason::Nearly(label.to_owned());
    let built = |label: &str| LabelReason::Built(label.to_owned());
    for (line, why) in [
        ("MS. ROE", near("Ms. Roe")),
        ("Ms Roe", near("Ms. Roe")),
        ("Ms. Reo", near("Ms. Roe")),
        ("Ms. Rowe", near("Ms. Roe")),
        ("ms. roe", near("Ms. Roe")),
        ("Counsel/Ms. Roe", built("Counsel")),
        ("Counsel and Ms. Roe", built("Counsel")),
        ("Ms. Roe (Kenya)", built("Ms. Roe")),
        ("Ms. Quill", LabelReason::Shaped),
    ] {
        let text = format!("Counsel: a\nMs. Roe: b\n{line}: I confess.\n");
        assert_eq!(
            spotted(&text, &["Counsel", "Ms. Roe"]),
            [(line.to_owned(), 1, why)],
            "{line}"
        );
    }
    assert_eq!(
        spotted("Bob: a\nCarol: b\nBob: c\nCarol: d\n", &["Bob"]),
        [("Carol".to_owned(), 2, LabelReason::Recurs)]
    );
    assert_eq!(
        spotted("THE COURT: a\nTHE CLERK: b\nNOTE: c\n", &["THE COURT"]),
        [("THE CLERK".to_owned(), 1, LabelReason::Shaped)]
    );
    assert_eq!(
        spotted("Bob: a\nRemember: b\nMr. President: c\n", &["Bob"]),
        []
    );
}

#[test]
fn a_known_label_with_odd_signs_round_it_is_another() {
    for line in [
        "- Bob",
        "* Bob",
        "– Bob",
        "> Bob",
        "1. Bob",
        "(1) Bob",
        "#00:01:02# Bob",
        "10:32 a.m. Bob",
        "[00h01m02s] Bob",
        "Bob {Kenya}",
        "Bob [Kenya]",
        "Bob <Kenya>",
        "Bob *(crying)*",
        "Bob, laughing",
        "Bob - off mic",
    ] {
        let text = format!("Ann: a\n{line}: I confess.\n");
        assert_eq!(
            spotted(&text, &["Ann", "Bob"]),
            [(line.to_owned(), 1, LabelReason::Built("Bob".to_owned()))],
            "{line}"
        );
    }
    for words in [
        "Bob, one thing",
        "I and Bob",
        "In 1994 Bob",
        "\\- Bob",
        "Bob asked Ann",
    ] {
        let text = format!("Ann: a\n{words}: no.\nBob: c");
        assert_eq!(spotted(&text, &["Ann", "Bob"]), [], "{words}");
    }
}

#[test]
fn another_number_is_nearly_the_same_label() {
    for (line, known) in [("Q3", "Q2"), ("Juror 12", "Juror 7"), ("A1", "A")] {
        let text = format!("{known}: a\n{line}: b\n");
        let near = LabelReason::Nearly(known.to_owned());
        assert_eq!(spotted(&text, &[known]), [(line.to_owned(), 1, near)]);
    }
}

#[test]
fn quotation_marks_that_are_part_of_a_name_do_not_hide_it() {
    let protocol =
        "היו\"ר דוד כהן: בוקר טוב.\nח\"כ דנה לוי: תודה.\nהיו\"ר דוד כהן: בבקשה.\nח\"כ דנה לוי: לא.";
    let labels = spotted(protocol, &[]).into_iter().map(|(label, ..)| label);
    assert_eq!(
        labels.collect::<Vec<_>>(),
        ["היו\"ר דוד כהן", "ח\"כ דנה לוי"]
    );
    let called = "Jane “Jo” Roe: One.\nQ: Two?\nJane “Jo” Roe: Three.\nQ: Four?";
    assert!(
        spotted(called, &["Q"])
            .iter()
            .any(|(label, ..)| label == "Jane “Jo” Roe")
    );
    let said = "He said “No”: never.\nHe said “No”: again.";
    assert!(spotted(said, &[]).is_empty());
}

#[test]
fn in_scripts_without_blanks_labels_are_short() {
    let text = "主席：甲\n王小明：乙\n主席：丙\n王小明：丁\n請各位看一下我們現在提出的結論：戊\n請各位看一下我們現在提出的結論：己\n一、議題：庚\n一、議題：辛\n";
    let names: Vec<String> = spotted(text, &[]).into_iter().map(|(l, _, _)| l).collect();
    assert_eq!(names, ["主席", "王小明"]);
}

#[test]
fn bold_timed_and_directed_labels_are_spotted_as_one() {
    let text = "**Carol:** a\n\n[00:01:02] Carol: b\n\n**Carol** (laughing): c\n\n00:02:03 Carol [00:02:03]: d\n";
    assert_eq!(
        spotted(text, &["Bob"]),
        [("Carol".to_owned(), 4, LabelReason::Recurs)]
    );
}

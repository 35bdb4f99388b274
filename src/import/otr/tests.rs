use proptest::prelude::*;

use super::*;
use crate::import::testsuite;

const INTERVIEW: &str = include_str!("../../../tests/fixtures/import/otr-written/interview.otr");

fn import(text: &str) -> Imported {
    testsuite::recognised("otr", ("interview.otr", text))
}

fn written(imported: &Imported) -> String {
    let written = testsuite::written(imported, 0);
    written.expect("can be written").text
}

#[test]
fn an_interview_keeps_paragraphs_labels_and_times() {
    let found = import(INTERVIEW);
    let text = written(&found);
    let body = text
        .rsplit_once("---\n")
        .map(|(_, body)| body.trim())
        .expect("front matter");
    assert_eq!(
        body,
        "Q: [00:00:02.500] When did you\u{a0}leave?\n\n\
         A: [00:01:05.250] In 1994, I think. Before the rain & [00:01:12] the flood.\n\n\
         It was x < y.\n\n\
         Q: Andthen?\n\n\
         A: Nothing."
    );
    let header = &found.transcripts[0].header;
    assert_eq!(header.common.extra["recording"]["file"], "my interview.mp3");
    assert_eq!(header.speakers.len(), 2);
}

#[test]
fn words_in_the_place_of_a_time_are_words() {
    let html = r#"<p><span class=\"timestamp\" data-timestamp=\"3\">00:03 hello</span> there</p><p>Ann:</p><p><span class=\"timestamp\">00:09</span></p><p>Yes.</p><p>Ann: No.</p>"#;
    let found = import(&format!(
        r#"{{"text": "{html}", "media": "https://a.example/v", "media-time": 1}}"#
    ));
    let text = written(&found);
    assert!(
        text.ends_with("[00:00:03] 00:03 hello there\n\nAnn: [00:00:09] Yes.\n\nAnn: No.\n"),
        "{text}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn any_html_is_read_or_refused(html in "(<p>|</p>|<br>|<b>|</b>|<span class=\"timestamp\" data-timestamp=\"[0-9]{1,6}\">|<span class=\"timestamp\">|</span>|0?[0-9]:[0-9]{2}|&nbsp;|&amp;|<|>|[a-zé]{1,4}| |Ann: |\\[|\\*|\n){0,40}", cut in 0usize..600) {
        let whole = serde_json::json!({"text": html, "media": "", "media-time": 0}).to_string();
        for text in [whole, INTERVIEW[..INTERVIEW.floor_char_boundary(cut)].to_owned()] {
            testsuite::holds(&Otr, ("a.otr", text));
        }
    }
}

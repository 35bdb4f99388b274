//! Each citation was checked by hand against the manual of its style.

use super::*;
use crate::date::Date;

fn date(edtf: &str) -> Option<Date> {
    Some(Date::parse(edtf).expect("EDTF"))
}

fn ban() -> Name {
    Name::person("Ban Ki-moon", "Ban, Ki-moon")
}

fn roe() -> Name {
    Name::person("Jane Roe", "Roe, Jane")
}

/// A press conference of one author.
fn work() -> Work {
    Work {
        id: "2014-04-01-brussels".to_owned(),
        genre: Genre::Presentation,
        form: Some("press-conference".to_owned()),
        title: "On the prevention of genocide".to_owned(),
        authors: vec![ban()],
        date: date("2014-04-01"),
        place: Some("Brussels".to_owned()),
        archive: "Never again".to_owned(),
        url: Some("https://postil.example/t.html".to_owned()),
        language: "en".to_owned(),
        ..Work::default()
    }
}

fn cited(work: &Work, style: Style, paragraph: Option<&str>) -> String {
    let all = work.citations();
    let found = all.iter().find(|citation| citation.style == style);
    found.map_or_else(String::new, |citation| citation.plain(paragraph))
}

#[test]
fn a_press_conference() {
    assert_eq!(
        cited(&work(), Style::Chicago, Some("12")),
        "Ban Ki-moon, “On the prevention of genocide,” press conference, Brussels, April 1, 2014, transcript, par. 12, Never again, https://postil.example/t.html."
    );
    // The family name stands first anyway: no comma.
    assert_eq!(
        cited(&work(), Style::Mla, Some("12")),
        "Ban Ki-moon. “On the prevention of genocide.” Never again, 1 Apr. 2014, https://postil.example/t.html. Transcript, par. 12."
    );
    assert_eq!(
        cited(&work(), Style::Apa, Some("12")),
        "Ban, K.-M. (2014, April 1). On the prevention of genocide [Press conference transcript]. Never again. https://postil.example/t.html (para. 12)"
    );
    assert_eq!(cited(&work(), Style::Oscola, None), "");
}

#[test]
fn an_interview_names_who_asked() {
    let work = Work {
        genre: Genre::Interview,
        form: Some("oral history".to_owned()),
        title: "Who told you so?".to_owned(),
        authors: vec![roe()],
        interviewers: vec![Name::person("John Doe", "Doe, John"), ban()],
        identifier: Some("M/1".to_owned()),
        ..work()
    };
    assert_eq!(
        cited(&work, Style::Chicago, None),
        "Jane Roe, “Who told you so?,” interview by John Doe and Ban Ki-moon, Brussels, April 1, 2014, transcript, M/1, Never again, https://postil.example/t.html."
    );
    assert_eq!(
        cited(&work, Style::Mla, None),
        "Roe, Jane. “Who told you so?” Interview by John Doe and Ban Ki-moon. Never again, M/1, 1 Apr. 2014, https://postil.example/t.html. Transcript."
    );
    assert_eq!(
        cited(&work, Style::Apa, None),
        "Roe, J. (2014, April 1). Who told you so? (M/1) [Oral history transcript]. Never again. https://postil.example/t.html"
    );
}

#[test]
fn a_hearing_of_nobody_in_particular_has_oscola_too() {
    let work = Work {
        genre: Genre::Hearing,
        form: Some("court hearing".to_owned()),
        title: "The Crown v \"The Miller\"".to_owned(),
        authors: Vec::new(),
        url: None,
        ..work()
    };
    assert_eq!(
        cited(&work, Style::Oscola, Some("12")),
        "‘The Crown v “The Miller”’ (court hearing, Brussels, 1 April 2014) para 12."
    );
    assert_eq!(
        cited(&work, Style::Chicago, None),
        "“The Crown v ‘The Miller’,” court hearing, Brussels, April 1, 2014, transcript, Never again."
    );
    assert_eq!(
        cited(&work, Style::Mla, None),
        "“The Crown v ‘The Miller’.” Never again, 1 Apr. 2014. Transcript."
    );
    assert_eq!(
        cited(&work, Style::Apa, Some("8–9")),
        "The Crown v \"The Miller\" [Court hearing transcript]. (2014, April 1). Never again. (para. 8–9)"
    );
}

#[test]
fn a_hearing_names_the_body_that_held_it() {
    let work = Work {
        genre: Genre::Hearing,
        form: Some("hearing".to_owned()),
        authors: vec![roe()],
        title: "On mills".to_owned(),
        held_by: vec!["Committee on Mills".to_owned()],
        event: Some("Second session".to_owned()),
        url: None,
        ..work()
    };
    assert_eq!(
        cited(&work, Style::Oscola, Some("12")),
        "Jane Roe, ‘On mills’ (hearing, Committee on Mills, Brussels, 1 April 2014) para 12."
    );
    assert_eq!(
        cited(&work, Style::Chicago, None),
        "Jane Roe, “On mills,” hearing, Committee on Mills, Brussels, April 1, 2014, transcript, Never again."
    );
    assert_eq!(
        cited(&work, Style::Mla, None),
        "Roe, Jane. “On mills.” Never again, Committee on Mills, 1 Apr. 2014. Transcript."
    );
    assert_eq!(
        cited(&work, Style::Apa, None),
        "Roe, J. (2014, April 1). On mills [Hearing transcript]. Committee on Mills; Never again."
    );
    let metas = work.zotero("Hearing, transcript");
    assert!(
        metas.contains(&("z:committee", "Committee on Mills".to_owned())),
        "{metas:?}"
    );
    assert!(
        Format::Ris
            .file(std::slice::from_ref(&work))
            .contains("T2  - Committee on Mills\r\n")
    );
    assert!(
        Format::Bibtex
            .file(std::slice::from_ref(&work))
            .contains("organization = {Committee on Mills}")
    );
    assert!(
        Format::Csl
            .file(&[work])
            .contains("\"authority\":\"Committee on Mills\"")
    );
}

#[test]
fn authors_of_every_sort() {
    let by = |authors: &[Name]| Work {
        authors: authors.to_vec(),
        ..work()
    };
    let board = Name::Whole("The Mill Board".to_owned());
    let king = Name::person("Martin Luther King, Jr.", "King, Martin Luther, Jr.");
    let begins = |authors: &[Name], style, beginning: &str| {
        let cited = cited(&by(authors), style, None);
        assert!(cited.starts_with(beginning), "{cited}");
    };
    begins(
        std::slice::from_ref(&board),
        Style::Chicago,
        "The Mill Board, “",
    );
    begins(
        std::slice::from_ref(&board),
        Style::Mla,
        "The Mill Board. “",
    );
    begins(
        std::slice::from_ref(&board),
        Style::Apa,
        "The Mill Board. (2014",
    );
    begins(
        &[roe(), ban()],
        Style::Chicago,
        "Jane Roe and Ban Ki-moon, “",
    );
    begins(&[roe(), ban()], Style::Mla, "Roe, Jane, and Ban Ki-moon. “");
    begins(&[roe(), ban()], Style::Apa, "Roe, J., & Ban, K.-M. (2014");
    let many = [roe(), ban(), board.clone(), king.clone()];
    begins(
        &many[..3],
        Style::Chicago,
        "Jane Roe, Ban Ki-moon, and The Mill Board, “",
    );
    begins(&many, Style::Chicago, "Jane Roe et al., “");
    begins(&many, Style::Mla, "Roe, Jane, et al. “");
    begins(
        &many[1..],
        Style::Apa,
        "Ban, K.-M., The Mill Board, & King, M. L., Jr. (2014",
    );
    begins(
        std::slice::from_ref(&king),
        Style::Mla,
        "King, Martin Luther, Jr. “",
    );
    // Nothing is guessed of a name that nobody took apart.
    let plain = Name::person("Counsel Smith", "Counsel Smith");
    begins(&[plain], Style::Apa, "Counsel Smith. (2014");
    let chinese = Name::person("王小明", "王, 小明");
    begins(&[chinese], Style::Mla, "王小明. “");
}

#[test]
fn dates_of_every_sort() {
    let on = |edtf: Option<&str>, style| {
        let work = Work {
            date: edtf.and_then(date),
            authors: Vec::new(),
            title: "T".to_owned(),
            archive: "A".to_owned(),
            form: None,
            place: None,
            url: None,
            ..work()
        };
        cited(&work, style, None)
    };
    let chicago = |edtf| {
        on(edtf, Style::Chicago)
            .replace("“T,” ", "")
            .replace(", transcript, A.", "")
    };
    let mla = |edtf| {
        on(edtf, Style::Mla)
            .replace("“T.” A", "")
            .replace(". Transcript.", "")
    };
    let apa = |edtf| {
        on(edtf, Style::Apa)
            .replace("T [Transcript]. ", "")
            .replace(". A.", "")
    };
    for (edtf, expected) in [
        (None, ["n.d.", "", "(n.d.)"]),
        (Some("2014"), ["2014", ", 2014", "(2014)"]),
        (
            Some("2014-09"),
            ["September 2014", ", Sept. 2014", "(2014, September)"],
        ),
        (
            Some("2014-04-01T10:30:00Z"),
            ["April 1, 2014", ", 1 Apr. 2014", "(2014, April 1)"],
        ),
        (Some("1999~"), ["ca. 1999", ", circa 1999", "(ca. 1999)"]),
        (
            Some("1999-05?"),
            ["[May 1999?]", ", [May 1999?]", "([1999, May?])"],
        ),
        (
            Some("1999%"),
            ["[ca. 1999?]", ", [circa 1999?]", "([ca. 1999?])"],
        ),
        (
            Some("2014-04-01/2014-04-03"),
            ["April 1–3, 2014", ", 1–3 Apr. 2014", "(2014, April 1–3)"],
        ),
        (
            Some("2014-03-31/2014-04-01"),
            [
                "March 31–April 1, 2014",
                ", 31 Mar.–1 Apr. 2014",
                "(2014, March 31–April 1)",
            ],
        ),
        (
            Some("2013-12-31/2014-01-02"),
            [
                "December 31, 2013–January 2, 2014",
                ", 31 Dec. 2013–2 Jan. 2014",
                "(2013, December 31–2014, January 2)",
            ],
        ),
        (
            Some("1994/1996"),
            ["1994–1996", ", 1994–1996", "(1994–1996)"],
        ),
        (
            Some("2014-04/.."),
            ["April 2014–", ", Apr. 2014–", "(2014, April–)"],
        ),
        (Some("195X"), ["1950s", ", 1950s", "(1950s)"]),
    ] {
        assert_eq!([chicago(edtf), mla(edtf), apa(edtf)], expected, "{edtf:?}");
    }
}

#[test]
fn what_an_editor_wrote_takes_the_place_of_all_styles() {
    let work = Work {
        written: Some("Cite me so.".to_owned()),
        ..work()
    };
    assert_eq!(work.citations(), []);
}

#[test]
fn bibtex_has_no_sign_that_means_anything_to_tex() {
    let work = Work {
        id: "a_b é".to_owned(),
        title: "50 % of {all} \\ #1 & $2 “x”_y~z^ שלום".to_owned(),
        authors: vec![ban(), Name::Whole("Rights and Reason".to_owned())],
        identifier: Some("A/63/677".to_owned()),
        date: date("1999~"),
        ..work()
    };
    assert_eq!(
        Format::Bibtex.file(&[work]),
        "@misc{a_5fb_20_c3_a9,\n  author = {Ban, Ki-moon and {Rights and Reason}},\n  title = {{50 \\% of \\textbraceleft{}all\\textbraceright{} \\textbackslash{} \\#1 \\& \\$2 “x”\\_y\\textasciitilde{}z\\textasciicircum{} שלום}},\n  howpublished = {Press conference transcript, Never again},\n  address = {Brussels},\n  number = {A/63/677},\n  language = {en},\n  date = {1999~},\n  year = {ca. 1999},\n  url = {https://postil.example/t.html},\n}\n"
    );
}

#[test]
fn ris_has_a_line_for_each_field() {
    let work = Work {
        genre: Genre::Interview,
        form: Some("interview".to_owned()),
        title: "Two\nlines".to_owned(),
        authors: vec![Name::person(
            "Martin Luther King, Jr.",
            "King, Martin Luther, Jr.",
        )],
        interviewers: vec![roe()],
        event: Some("The fair".to_owned()),
        summary: Some("On it.".to_owned()),
        ..work()
    };
    let lines = "TY  - PCOMM\nAU  - King, Martin Luther, Jr.\nA2  - Roe, Jane\nTI  - Two lines\nT2  - The fair\nCY  - Brussels\nM3  - Interview transcript\nLA  - en\nAB  - On it.\nDB  - Never again\nAN  - 2014-04-01-brussels\nUR  - https://postil.example/t.html\nPY  - 2014\nDA  - 2014/04/01/\nER  - \n";
    assert_eq!(
        Format::Ris.file(std::slice::from_ref(&work)),
        lines.replace('\n', "\r\n")
    );
    let vague = Work {
        date: date("1999~"),
        ..work
    };
    assert!(Format::Ris.file(&[vague]).contains("DA  - ///ca. 1999\r\n"));
}

#[test]
fn csl_json_keeps_the_parts_of_names_and_dates() {
    let hearing = Work {
        genre: Genre::Hearing,
        authors: Vec::new(),
        speakers: vec![ban()],
        date: date("2014-03-31/2014-04-01"),
        ..work()
    };
    let works = [work(), hearing];
    let items: serde_json::Value = serde_json::from_str(&Format::Csl.file(&works)).expect("JSON");
    assert_eq!(
        items[0],
        serde_json::json!({
            "id": "2014-04-01-brussels",
            "type": "speech",
            "title": "On the prevention of genocide",
            "author": [{"family": "Ban", "given": "Ki-moon"}],
            "genre": "Press conference transcript",
            "event-place": "Brussels",
            "issued": {"date-parts": [[2014, 4, 1]]},
            "archive": "Never again",
            "archive_location": "2014-04-01-brussels",
            "language": "en",
            "URL": "https://postil.example/t.html",
        })
    );
    assert_eq!(items[1]["type"], "hearing");
    assert_eq!(items[1]["author"], serde_json::Value::Null);
    assert_eq!(items[1]["contributor"][0]["family"], "Ban");
    let parts = serde_json::json!([[2014, 3, 31], [2014, 4, 1]]);
    assert_eq!(items[1]["issued"]["date-parts"], parts);
}

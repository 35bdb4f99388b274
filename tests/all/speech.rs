//! Whose words they are, and that they are the words: from a transcript's file to its page.

use crate::testsuite::{Run, Site};
use postil::archive::Part;
use proptest::prelude::*;
use scraper::{Html, Selector};

/// A turn as a reader sees it.
#[derive(Debug, PartialEq)]
struct Seen {
    /// The name beside it; empty for nobody's words.
    name: String,
    /// The label as printed, and a direction.
    printed: String,
    /// Whether it is set apart.
    narration: bool,
    words: Vec<String>,
}

fn texts(part: scraper::ElementRef<'_>, selector: &str) -> Vec<String> {
    let selector = Selector::parse(selector).expect("a selector");
    part.select(&selector)
        .map(|e| e.text().collect::<String>())
        .collect()
}

fn seen(site: &Site, page: &str) -> Vec<Seen> {
    let page = Html::parse_document(&site.page(page));
    let turn = Selector::parse(".turn").expect("a selector");
    page.select(&turn)
        .map(|turn| Seen {
            name: texts(turn, "h2 > a, h3 > a, .speaker").concat(),
            printed: texts(turn, ".role.printed, .role.stage").join(" "),
            narration: turn.value().classes().any(|c| c == "narration"),
            words: texts(turn, ".para > p"),
        })
        .collect()
}

fn turn(name: &str, printed: &str, words: &[&str]) -> Seen {
    Seen {
        name: name.to_owned(),
        printed: printed.to_owned(),
        narration: false,
        words: words.iter().map(|w| (*w).to_owned()).collect(),
    }
}

fn talk(header: &str, words: &str) -> Site {
    Site::empty()
        .file("content/people/ann.md", "---\ntitle: Ann Vale\n---\n")
        .file("content/people/bob.md", "---\ntitle: Bob Hay\n---\n")
        .file(
            "content/transcripts/talk.md",
            &format!("---\ntitle: A talk\n{header}---\n{words}"),
        )
}

fn text(header: &str, words: &str) -> Site {
    Site::empty()
        .file("content/people/ann.md", "---\ntitle: Ann Vale\n---\n")
        .file("content/people/bob.md", "---\ntitle: Bob Hay\n---\n")
        .file(
            "content/transcripts/talk.yaml",
            &format!("title: A talk\n{header}"),
        )
        .file("content/transcripts/talk.txt", words)
}

const PAGE: &str = "transcripts/talk.html";
const TWO: &str = "speakers:\n  Ann: ann\n  Bob: bob\n";

fn told(run: &Run, code: &str) -> usize {
    run.stderr.matches(&format!("[{code}]")).count()
}

#[test]
fn a_label_is_found_however_its_signs_are_written() {
    let site = text(
        "speakers:\n  \"Ms. O'Roe-Doé\": ann\n  Bob: bob\n",
        "Bob: a\nMs.\u{a0}O’Roe‑Doe\u{301}\u{200f} : b\nBob: c\n\u{200b}Ms.  OʼRoe–Doé：d\n",
    );
    let run = site.build();
    assert_eq!(told(&run, "undeclared-label"), 0, "{}", run.stderr);
    let turns = seen(&site, PAGE);
    let names: Vec<&str> = turns.iter().map(|t| t.name.as_str()).collect();
    assert_eq!(names, ["Bob Hay", "Ann Vale", "Bob Hay", "Ann Vale"]);
    assert_eq!(turns[3].words, ["d"]);
    assert!(
        turns[1].printed.contains("O’Roe‑Doe\u{301}"),
        "as the source prints it: {turns:?}"
    );
}

#[test]
fn an_undeclared_label_is_nobodys_and_told_with_the_line_to_add() {
    let site = talk(
        TWO,
        "Bob: Who?\n\nANN: me\n\nBob: Who?\n\nCarol: I\n\nBob: Who?\n\nCarol: I again\n\nRemember: once\n\nAnn (Kenya): from there\n\nAnn/Bob: both\n\nAnn: mine\n",
    );
    let run = site.build();
    for line in [
        "  ANN: ann",
        "  Carol: {name: ...}",
        "  Carol: false",
        "(2 times)",
        "talk.md:9:1",
        "  Ann/Bob: {name: ...}",
    ] {
        assert!(run.stderr.contains(line), "{line}: {}", run.stderr);
    }
    assert_eq!(told(&run, "undeclared-label"), 4, "{}", run.stderr);
    let turns = seen(&site, PAGE);
    let of = |name: &str| -> Vec<&str> {
        let own = turns.iter().filter(|t| t.name == name);
        own.flat_map(|t| t.words.iter().map(String::as_str))
            .collect()
    };
    assert_eq!(of("Bob Hay"), ["Who?", "Who?", "Who?"]);
    assert_eq!(of("ANN"), ["me"]);
    assert_eq!(of("Carol"), ["I", "I again", "Remember: once"]);
    assert_eq!(of("Ann (Kenya)"), ["from there"]);
    assert_eq!(of("Ann/Bob"), ["both"]);
    assert_eq!(of("Ann Vale"), ["mine"]);
    assert_eq!(site.run(&["check", "--strict"]).code, 1);

    // The lines that were proposed are right.
    site.write(
        "content/transcripts/talk.md",
        &fs_text(&site).replace(
            "  Bob: bob\n",
            "  Bob: bob\n  ANN: ann\n  Carol: false\n  Ann/Bob: {name: Both}\n  Ann (Kenya): ann\n",
        ),
    );
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(seen(&site, PAGE).contains(&turn("Bob Hay", "Bob:", &["Who?", "Carol: I"])));
}

#[test]
fn a_quote_that_begins_with_a_guessed_label_warns_and_begins_behind_it() {
    let site = talk(
        TWO,
        "Bob: Who?\n\nItem one: the bridge over the river.\n\nBob: Who?\n\nItem one: the boats, and the bridge.\n\nAnn: mine\n",
    )
    .file(
        "content/annotations/talk.yaml",
        "annotations:\n  - {quote: \"Item one: the boats\", note: Nota, people: [ann]}\n",
    );
    let run = site.build();
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("`Item one:` was taken for a label"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("quote: \"the boats\""),
        "{}",
        run.stderr
    );
    let page = Html::parse_document(&site.page(PAGE));
    let marked: String = texts(page.root_element(), "mark").concat();
    assert_eq!(marked, "the boats");

    // So are the words with which a passage begins.
    site.write(
        "content/annotations/talk.yaml",
        "annotations:\n  - {from: \"Item one: the boats\", to: the bridge, note: Nota, people: [ann]}\n",
    );
    let run = site.build();
    assert!(
        run.stderr.contains("was taken for a label"),
        "{}",
        run.stderr
    );
    let page = Html::parse_document(&site.page(PAGE));
    let marked: String = texts(page.root_element(), "mark").concat();
    assert_eq!(marked, "the boats, and the bridge");

    // A label that is declared, or any where none is, is no guess.
    let site = talk(TWO, "Ann: The boats, then.\n").file(
        "content/annotations/talk.yaml",
        "annotations:\n  - {quote: \"Ann: The boats\", note: x, people: [ann]}\n",
    );
    assert_eq!(told(&site.run(&["build"]), "quote-not-found"), 1);
}

fn fs_text(site: &Site) -> String {
    std::fs::read_to_string(site.path("content/transcripts/talk.md")).expect("there")
}

#[test]
fn detection_can_be_switched_off() {
    for header in ["speakers: {}\n", "speaker: ann\n"] {
        let site = talk(header, "Carol: a\n\nDan: b\n\nCarol: c\n\nMr. Roe: d\n");
        let run = site.run(&["build", "--strict"]);
        assert_eq!(run.code, 0, "{header}: {}", run.stderr);
        assert_eq!(seen(&site, PAGE).len(), 1);
    }
}

#[test]
fn a_direction_is_shown_and_is_not_the_speaker() {
    let site = talk(
        TWO,
        "Ann (spoke in French): a\n\nBob [crying]: b\n\n**Ann** (through interpreter): c\n\nBob (off microphone): d\n",
    );
    let run = site.build();
    assert_eq!(run.stderr.matches("warning").count(), 0, "{}", run.stderr);
    assert_eq!(
        seen(&site, PAGE),
        [
            turn("Ann Vale", "Ann: (spoke in French)", &["a"]),
            turn("Bob Hay", "Bob: [crying]", &["b"]),
            turn("Ann Vale", "Ann: (through interpreter)", &["c"]),
            turn("Bob Hay", "Bob: (off microphone)", &["d"]),
        ]
    );
}

#[test]
fn bold_labels_and_times_beside_labels_are_read() {
    let site = talk(
        "speakers:\n  \"**Ann**\": ann\n  Bob: bob\n",
        "**Ann:** a\n\n**Bob**: b\n\n**Ann:**\nc\n\n(00:01:02) Bob: d\n\n00:02:03 Ann: e\n\nBob [00:03:04]: f\n\n[07:59] Ann: g\n",
    );
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let words: Vec<String> = seen(&site, PAGE)
        .into_iter()
        .flat_map(|t| t.words)
        .collect();
    assert_eq!(words, ["a", "b", "c", "d", "e", "f", "g"]);
    let page = site.page(PAGE);
    for time in ["00:01:02", "00:02:03", "00:03:04", "07:59"] {
        assert!(page.contains(&format!("data-text=\"{time}\"")), "{time}");
    }
}

#[test]
fn brackets_behind_a_label_are_the_speakers_turn() {
    let site = talk(
        TWO,
        "Bob: Was it funny?\n\nAnn: [laughs]\n\nIt was.\n\n[A door opens.]\n\nBob: Good.\n",
    );
    site.build();
    assert_eq!(
        seen(&site, PAGE)[1],
        turn(
            "Ann Vale",
            "Ann:",
            &["[laughs]", "It was.", "[A door opens.]"]
        )
    );
    let html = site.page(PAGE);
    assert_eq!(html.matches("para remark").count(), 1);
    assert!(site.page("people/ann.html").contains("talk.html"));
}

#[test]
fn narration_is_nobodys_and_set_apart() {
    let site = talk(
        "speakers:\n  Ann: ann\n  Clerk: {part: narration, name: The clerk}\nturns:\n  p4: {part: narration}\n  p5: {label: Ann}\n",
        "Ann: I swear.\n\nClerk: The oath was taken.\n\nAnn: I went.\n\nExhibit 7 is read.\n\nAnd came back.\n",
    )
    .file(
        "content/annotations/talk.yaml",
        "annotations:\n  - {quote: The oath was taken, note: x, people: [ann]}\n  - {quote: Exhibit 7, note: x, people: [ann]}\n",
    );
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let turns = seen(&site, PAGE);
    let apart: Vec<(&str, &str, bool)> = turns
        .iter()
        .map(|t| (t.name.as_str(), t.printed.as_str(), t.narration))
        .collect();
    assert_eq!(
        apart,
        [
            ("Ann Vale", "Ann:", false),
            ("", "Clerk:", true),
            ("Ann Vale", "Ann:", false),
            ("", "", true),
            ("Ann Vale", "Ann:", false)
        ]
    );
    let person = site.page("people/ann.html");
    assert!(person.contains("3 paragraphs spoken"), "{person}");
    assert!(!person.contains("The clerk"));
    let facts = site.page(PAGE);
    assert!(
        !facts[..facts.find("class=\"words\"").expect("words")].contains("The clerk"),
        "a narrator does not speak"
    );
}

#[test]
fn what_looks_like_a_label_can_be_words() {
    let site = talk(
        &format!("{TWO}  Note: false\n"),
        "Bob: z\n\nAnn: a\n\n\\Bob: says nothing.\n\nNote: b\n\nNote: c\n",
    );
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        seen(&site, PAGE)[1],
        turn(
            "Ann Vale",
            "Ann:",
            &["a", "Bob: says nothing.", "Note: b", "Note: c"]
        )
    );
    let site = text(
        &format!("{TWO}turns: {{p2: {{label: false}}}}\n"),
        "Ann: a\nBob: says nothing.\nBob: b\n",
    );
    assert!(site.run(&["build"]).code == 0);
    assert_eq!(
        seen(&site, PAGE)[0],
        turn("Ann Vale", "Ann:", &["a", "Bob: says nothing."])
    );
}

#[test]
fn a_part_is_one_of_a_closed_list() {
    for (word, _) in Part::ALL {
        let site = talk(
            &format!("speakers:\n  Ann: {{name: Ann, part: {word}}}\n"),
            "Ann: a\n",
        )
        .file("postil.yaml", "contact: archive@example.org\n");
        assert_eq!(site.run(&["check", "--strict"]).code, 0, "{word}");
    }
    let run = talk(
        "speakers:\n  Ann: {person: ann, part: wittness}\n",
        "Ann: a\n",
    )
    .run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr.contains("did you mean `witness`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn who_asks_is_declared_or_follows_from_the_part_and_the_form() {
    let questions = |header: &str| {
        let site = talk(
            header,
            "Ann: One of you?\n\nBob: Two of us.\n\nAnn: Three?\n\nBob: Four of us.\n",
        );
        site.build();
        let page = Html::parse_document(&site.page(PAGE));
        texts(page.root_element(), ".q > .para > p, .q.para > p").join(" ")
    };
    let parts = |form: &str, ann: &str, bob: &str| {
        format!(
            "form: {form}\nspeakers:\n  Ann: {{person: ann, {ann}}}\n  Bob: {{person: bob, {bob}}}\n"
        )
    };
    assert_eq!(
        questions(&parts("testimony", "part: counsel", "part: witness")),
        "One of you? Three?"
    );
    assert_eq!(
        questions(&parts("oral-argument", "part: counsel", "part: judge")),
        "Two of us. Four of us."
    );
    assert_eq!(
        questions(&parts("hearing", "part: judge", "part: counsel")),
        "One of you? Three?"
    );
    assert_eq!(
        questions(&parts(
            "interview",
            "part: member, asks: true",
            "part: chair"
        )),
        "One of you? Three?"
    );
    assert_eq!(
        questions(&parts(
            "interview",
            "part: interviewer, asks: false",
            "part: interviewee"
        )),
        ""
    );
}

#[test]
fn contents_stay_short_and_exchanges_end_with_their_section() {
    let argument: String = (0..116)
        .map(|i| format!("Ann: Why is it so, number {i}?\n\nBob: Because.\n\nAnn: Yes?\n\nBob: As I said.\n\n"))
        .collect();
    let header = "form: oral-argument\nspeakers:\n  Ann: {person: ann, part: judge}\n  Bob: {person: bob, part: counsel}\n";
    let site = talk(header, &argument);
    site.build();
    let page = Html::parse_document(&site.page(PAGE));
    let count = |selector: &str| {
        page.select(&Selector::parse(selector).expect("a selector"))
            .count()
    };
    assert_eq!(count(".contents > nav > ol > li"), 40);
    assert_eq!(
        count(".contents details li"),
        76,
        "one-word questions open no exchange"
    );

    let site = talk(header, "## One\n\nAnn: Why so?\n\nBob: Because.\n\n## Two\n\nMore of it.\n\nBob: I went on.\n")
        .file("content/annotations/talk.yaml", "annotations:\n  - {quote: I went on, note: x, people: [ann]}\n  - {quote: Because, note: x, people: [ann]}\n");
    site.build();
    let page = Html::parse_document(&site.page(PAGE));
    let lines = texts(page.root_element(), ".contents > nav > ol > li");
    assert_eq!(lines, ["One ¶ 1–2", "Why so? ¶ 1–2", "Two ¶ 3–4"]);
    let person = Html::parse_document(&site.page("people/ann.html"));
    assert_eq!(
        texts(person.root_element(), ".passage .question").len(),
        1,
        "an answer of another section answers nothing"
    );
}

#[test]
fn every_heading_is_shown_nested_and_linked() {
    let site = talk(
        "speakers: {}\n",
        "# Day one\n## Morning\n### Early\n\nWords.\n\n## Noon\n\n## Night\n\nMore.\n\n# Day two\n## Signatures\n",
    );
    site.build();
    let page = Html::parse_document(&site.page(PAGE));
    let headings: Vec<String> = ["h2", "h3", "h4"]
        .iter()
        .map(|level| texts(page.root_element(), &format!(".words {level}.heading")).join("|"))
        .collect();
    assert_eq!(
        headings,
        ["Day one|Day two", "Morning|Noon|Night|Signatures", "Early"]
    );
    let lines = texts(page.root_element(), ".contents li");
    assert_eq!(
        lines,
        [
            "Day one ¶ 1–2",
            "Morning ¶ 1",
            "Early ¶ 1",
            "Noon",
            "Night ¶ 2",
            "Day two",
            "Signatures"
        ]
    );
    for link in page.select(&Selector::parse(".contents a").expect("a selector")) {
        let id = link
            .value()
            .attr("href")
            .expect("an address")
            .trim_start_matches('#');
        assert_eq!(
            page.select(&Selector::parse(&format!("[id='{id}']")).expect("a selector"))
                .count(),
            1,
            "{id}"
        );
    }
}

#[test]
fn comments_are_decided_before_anything_is_published() {
    let words = "One <!-- a name -->two.\n\n<!--\nhidden\n-->\n\nThree.\n";
    assert_eq!(
        told(
            &talk("speakers: {}\n", words).run(&["build"]),
            "html-comment"
        ),
        1
    );
    let site = talk("speakers: {}\ncomments: drop\n", words);
    site.build();
    assert_eq!(seen(&site, PAGE)[0].words, ["One two.", "Three."]);
    let site = talk("speakers: {}\ncomments: words\n", words);
    site.build();
    assert_eq!(
        seen(&site, PAGE)[0].words,
        ["One <!-- a name -->two.", "<!-- hidden -->", "Three."]
    );
    assert_eq!(
        talk("speakers: {}\ncomments: drop\n", "One <!-- two\n")
            .run(&["build"])
            .code,
        1
    );
}

#[test]
fn damaged_signs_are_told_shown_and_stop_nothing() {
    let site = talk(
        "speakers: {}\n",
        "It cost â\u{82}¬ 20\u{7}. Lost \u{fffd}.\n",
    )
    .file(
        "postil.yaml",
        "title: T\nbase_url: https://archive.example/\n",
    )
    .file(
        "content/topics/a.md",
        "---\ntitle: \"A\u{82}b\"\nsummary: c\u{1b}d\n---\nBody \u{7}.\n",
    );
    let run = site.build();
    assert_eq!(told(&run, "control-character"), 2, "{}", run.stderr);
    assert!(
        run.stderr.contains('€') && run.stderr.contains("2 more"),
        "{}",
        run.stderr
    );
    assert_eq!(
        seen(&site, PAGE)[0].words,
        ["It cost â\u{fffd}¬ 20\u{fffd}. Lost \u{fffd}."]
    );
    assert_eq!(site.page(PAGE).matches("class=\"damaged\"").count(), 3);
    for (path, (bytes, _)) in site.output() {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let control = text
            .chars()
            .find(|c| c.is_control() && !"\n\t\r".contains(*c));
        assert_eq!(control, None, "{path}");
    }
}

/// Words with signs that Markdown, labels and marks are made of.
const TYPED: &str = "([a-zA-Zé5]{1,4}|[*_]{1,2}|[.,;!?:()#>|~^=+\"'-]|&amp;|\\[[a-z]\\]| ){1,30}";

proptest! {
    #![proptest_config(crate::testsuite::cases(24))]

    /// Signs that are not shown are those of emphasis, and those are shown as emphasis.
    #[test]
    fn the_words_typed_are_the_words_shown(lines in proptest::collection::vec(TYPED, 1..12)) {
        let lines: Vec<String> = lines.iter().map(|l| l.split_whitespace().collect::<Vec<_>>().join(" ")).filter(|l| !l.is_empty()).collect();
        prop_assume!(!lines.is_empty());
        prop_assume!(lines.iter().all(|l| !l.starts_with('#') && !l.starts_with('\\')));
        // A link that has its address is shown without it, and must lead somewhere.
        prop_assume!(lines.iter().all(|l| !l.replace("]()", "").contains("](")));
        let site = talk("speakers: {}\nliteral: true\n", &lines.join("\n\n"));
        site.build();
        let page = Html::parse_document(&site.page(PAGE));
        let shown = texts(page.root_element(), ".para > p");
        prop_assert_eq!(shown.len(), lines.len());
        for (typed, shown) in lines.iter().zip(&shown) {
            let bare = |text: &str| text.replace(['*', '_'], "").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            prop_assert_eq!(bare(typed), bare(shown));
        }
        let count = |selector: &str| page.select(&Selector::parse(selector).expect("a selector")).count();
        let stars = |lines: &[String]| lines.iter().map(|l| l.matches(['*', '_']).count()).sum::<usize>();
        prop_assert_eq!(stars(&lines) - stars(&shown), 2 * count(".para > p em") + 4 * count(".para > p strong"));
        let text = text("speakers: {}\n", &lines.join("\n"));
        text.build();
        prop_assert_eq!(seen(&text, PAGE).into_iter().flat_map(|t| t.words).collect::<Vec<_>>(), lines);
    }
}

#[test]
fn words_behind_odd_labels_are_not_those_of_whoever_spoke_before() {
    for label in [
        "- Bob:",
        "1. Bob:",
        "> Bob:",
        "Bob {Kenya}:",
        "Bob [Kenya]:",
        "Bob, laughing:",
        "#00:01:02# Bob:",
    ] {
        let words = format!("Ann: Well.\n\n{label} I confess.\n");
        let site = talk("speakers: {Ann: ann, Bob: bob}\n", &words);
        let run = site.run(&["build"]);
        assert!(
            run.stderr.contains("warning[undeclared-label]"),
            "{label}: {}",
            run.stderr
        );
        let printed = label.trim_end_matches(':');
        let turns = seen(&site, "transcripts/talk.html");
        assert_eq!(turns.len(), 2, "{label}: {turns:?}");
        assert_eq!(turns[1].name, printed);
        assert_eq!(turns[1].words, ["I confess."], "{label}");
    }
}

#[test]
fn a_deposition_prints_full_stops_for_colons() {
    let header = "speakers:\n  Q.: {name: Counsel, asks: true}\n  A.: ann\n";
    let site = talk(
        header,
        "Q. Did you?\n\nA. I did. A. Smith saw me.\n\n**Q.** Why?\n",
    );
    let run = site.run(&["build"]);
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    let turns = seen(&site, "transcripts/talk.html");
    let words: Vec<&str> = turns.iter().map(|turn| &*turn.words[0]).collect();
    assert_eq!(words, ["Did you?", "I did. A. Smith saw me.", "Why?"]);
    let names: Vec<&str> = turns.iter().map(|turn| &*turn.name).collect();
    assert_eq!(names, ["Counsel", "Ann Vale", "Counsel"]);
}

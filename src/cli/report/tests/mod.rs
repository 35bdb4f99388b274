mod properties;

use super::*;
use crate::source::{
    SourceId, Span,
    diag::{Code, Diagnostic, Place},
};

const YAML: &str = "annotations:
  - topics: [syria]
    note: It says so.
    quote: very importent principle
";
const TRANSCRIPT: &str = "SG: Thank you.\n\nSG: This is a very important principle of ours.\n";

fn span_of(source: SourceId, text: &str, words: &str) -> Span {
    let start = text.find(words).expect("the words are in the text");
    Span::new(source, start..start + words.len())
}

fn show(sources: &Sources, diagnostic: &Diagnostic, format: Format) -> String {
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(diagnostic.clone());
    render(&diagnostics, sources, format, false)
}

/// A remark on `words` in a file of one line or more.
fn remark_on(text: &str, words: &str) -> String {
    let mut sources = Sources::new("/");
    let source = sources.add_text("a.yaml", text);
    let remark = Diagnostic::at(Code::BadValue, span_of(source, text, words), "not possible");
    show(&sources, &remark.label("this"), Format::Human)
}

/// An error with everything that a remark can have.
fn quote_not_found(sources: &mut Sources) -> Diagnostic {
    let yaml = sources.add_text("content/annotations/x.yaml", YAML);
    let transcript = sources.add_text("content/transcripts/x.md", TRANSCRIPT);
    let quote = span_of(yaml, YAML, "very importent principle");
    let nearest = span_of(transcript, TRANSCRIPT, "very important principle");
    Diagnostic::at(
        Code::QuoteNotFound,
        quote,
        "the quote does not occur in `x`",
    )
    .label("1 letter differs")
    .related(nearest, "the nearest passage")
    .note("upper and lower case are told apart")
    .help("narrow the search:\nin: p2")
    .fix(
        quote,
        "very important principle",
        "write the words of the transcript",
    )
}

#[test]
fn an_error_shows_its_place_another_file_and_the_fix() {
    let mut sources = Sources::new("/");
    let error = quote_not_found(&mut sources);
    insta::assert_snapshot!(show(&sources, &error, Format::Human), @r#"
    error[quote-not-found]: the quote does not occur in `x`
     --> content/annotations/x.yaml:4:12
      |
    4 |     quote: very importent principle
      |            ^^^^^^^^^^^^^^^^^^^^^^^^ 1 letter differs
      |
     ::: content/transcripts/x.md:3:15
      |
    3 | SG: This is a very important principle of ours.
      |               ------------------------ the nearest passage
      |
      = note: upper and lower case are told apart
      = help: narrow the search:
              in: p2
    help: write the words of the transcript
      |
    4 -     quote: very importent principle
    4 +     quote: very important principle
      |
    "#);
}

#[test]
fn an_error_as_json_has_every_key() {
    let mut sources = Sources::new("/");
    let error = quote_not_found(&mut sources);
    let json = show(&sources, &error, Format::Json);
    let value: serde_json::Value = serde_json::from_str(&json).expect("one object");
    insta::assert_snapshot!(serde_json::to_string_pretty(&value).expect("json"), @r#"
    {
      "code": "quote-not-found",
      "column": 12,
      "end": 90,
      "end_column": 36,
      "end_line": 4,
      "fixes": [
        {
          "column": 12,
          "end": 90,
          "label": "write the words of the transcript",
          "line": 4,
          "path": "content/annotations/x.yaml",
          "start": 66,
          "text": "very important principle"
        }
      ],
      "helps": [
        "narrow the search:\nin: p2"
      ],
      "label": "1 letter differs",
      "line": 4,
      "message": "the quote does not occur in `x`",
      "notes": [
        "upper and lower case are told apart"
      ],
      "path": "content/annotations/x.yaml",
      "related": [
        {
          "column": 15,
          "label": "the nearest passage",
          "line": 3,
          "path": "content/transcripts/x.md"
        }
      ],
      "severity": "error",
      "start": 66,
      "text": "very importent principle"
    }
    "#);
}

#[test]
fn an_error_for_github_is_one_escaped_line() {
    let mut sources = Sources::new("/");
    let mut error = quote_not_found(&mut sources);
    error.message = "100% of a, b: c\r\n::stop-commands::x".to_owned();
    insta::assert_snapshot!(show(&sources, &error, Format::Github), @r#"::error file=content/annotations/x.yaml,line=4,endLine=4,col=12,endColumn=36,title=quote-not-found::100%25 of a, b: c%0D%0A::stop-commands::x (1 letter differs)%0Acontent/transcripts/x.md:3:15: the nearest passage%0Anote: upper and lower case are told apart%0Ahelp: narrow the search:%0Ain: p2%0Ahelp: write the words of the transcript"#);
    let odd = sources.add_text("a,b:c%.yaml", "");
    let warning = Diagnostic::file(Code::StrayFile, odd, "not read");
    insta::assert_snapshot!(show(&sources, &warning, Format::Github), @r#"::warning file=a%2Cb%3Ac%25.yaml,title=stray-file::not read"#);
}

#[test]
fn a_fix_may_insert_or_rewrite_in_another_file() {
    let mut sources = Sources::new("/");
    let error = quote_not_found(&mut sources);
    let transcript = sources.add("content/transcripts/x.md");
    let mut error = error
        .fix(
            Span::new(transcript, 0..0),
            "title: X\n\n",
            "insert a title",
        )
        .fix(
            span_of(transcript, TRANSCRIPT, " very"),
            "",
            "leave `very` out",
        );
    error.fixes.remove(0);
    error.helps.clear();
    insta::assert_snapshot!(show(&sources, &error, Format::Human), @r#"
    error[quote-not-found]: the quote does not occur in `x`
     --> content/annotations/x.yaml:4:12
      |
    4 |     quote: very importent principle
      |            ^^^^^^^^^^^^^^^^^^^^^^^^ 1 letter differs
      |
     ::: content/transcripts/x.md:3:15
      |
    3 | SG: This is a very important principle of ours.
      |               ------------------------ the nearest passage
      |
      = note: upper and lower case are told apart
    help: insert a title
     --> content/transcripts/x.md:1:1
      |
    1 + title: X
      |
    help: leave `very` out
     --> content/transcripts/x.md:3:14
      |
    3 - SG: This is a very important principle of ours.
    3 + SG: This is a important principle of ours.
      |
    "#);
}

#[test]
fn a_warning_on_a_whole_file_and_on_the_site() {
    let mut sources = Sources::new("/");
    let file = sources.add_text("content/notes.docx", "x");
    let mut diagnostics = Diagnostics::new();
    diagnostics
        .push(Diagnostic::file(Code::StrayFile, file, "the file is not read").help("move it"));
    diagnostics.push(Diagnostic::new(
        Code::NoSuchTheme,
        Place::Site,
        "there is no theme `x`",
    ));
    insta::assert_snapshot!(render(&diagnostics, &sources, Format::Human, false), @r#"
    warning[stray-file]: the file is not read
    --> content/notes.docx
     = help: move it

    error[no-such-theme]: there is no theme `x`
    "#);
    insta::assert_snapshot!(render(&diagnostics, &sources, Format::Json, false), @r#"
    {"code":"stray-file","severity":"warning","message":"the file is not read","path":"content/notes.docx","line":null,"column":null,"end_line":null,"end_column":null,"start":null,"end":null,"text":null,"label":null,"related":[],"notes":[],"helps":["move it"],"fixes":[]}
    {"code":"no-such-theme","severity":"error","message":"there is no theme `x`","path":null,"line":null,"column":null,"end_line":null,"end_column":null,"start":null,"end":null,"text":null,"label":null,"related":[],"notes":[],"helps":[],"fixes":[]}
    "#);
    insta::assert_snapshot!(render(&diagnostics, &sources, Format::Github, false), @r#"
    ::warning file=content/notes.docx,title=stray-file::the file is not read%0Ahelp: move it
    ::error title=no-such-theme::there is no theme `x`
    "#);
}

#[test]
fn a_long_line_is_cut_and_the_header_is_not() {
    let text = format!(
        "a: b\nnote: {} here {}\n",
        "before ".repeat(99),
        "after ".repeat(99)
    );
    insta::assert_snapshot!(remark_on(&text, "here"), @r#"
    error[bad-value]: not possible
     --> a.yaml:2:701
      |
    2 | …ore before before before before before  here after after after after after after after after after after after aft…
      |                                          ^^^^ this
    "#);
}

#[test]
fn a_huge_line_is_quick_and_short() {
    let text = format!(
        "a: b\n{} here {}\n",
        "x".repeat(10_000_000),
        "é".repeat(10_000_000)
    );
    let mut sources = Sources::new("/");
    let source = sources.add_text("a.yaml", &text);
    let mut diagnostics = Diagnostics::new();
    for start in (0..2000).map(|i| 10_000_000 + i * 4000) {
        diagnostics.push(Diagnostic::at(
            Code::BadValue,
            Span::new(source, start..start + 4),
            "no",
        ));
    }
    for format in [Format::Human, Format::Json, Format::Github] {
        let report = render(&diagnostics, &sources, format, false);
        assert!(report.len() < 2_000_000, "{}", report.len());
    }
    assert!(remark_on(&text, "here").contains(" --> a.yaml:2:10000002\n"));
}

#[test]
fn a_long_passage_is_cut() {
    let text = "a line of words\n".repeat(2000);
    insta::assert_snapshot!(remark_on(&text, &text[2..20_000]), @r#"
    error[bad-value]: not possible
     --> a.yaml:1:3
      |
    1 |   a line of words
      |  ___^
    2 | | a line of words
    3 | | a line of words
    4 | | a line of words
    5 | | a line of words
      | |_______________^ this (to line 1251)
    "#);
}

#[test]
fn byte_order_mark_and_windows_line_ends_are_not_seen() {
    let text = "\u{feff}title: x\r\ndate: soon\r\n";
    insta::assert_snapshot!(remark_on(text, "title"), @r#"
    error[bad-value]: not possible
     --> a.yaml:1:1
      |
    1 | title: x
      | ^^^^^ this
    "#);
    insta::assert_snapshot!(remark_on(text, "soon\r\n"), @r#"
    error[bad-value]: not possible
     --> a.yaml:2:7
      |
    2 | date: soon
      |       ^^^^ this
    "#);
}

#[test]
fn wide_and_combining_characters_and_tabs_are_underlined_right() {
    insta::assert_snapshot!(remark_on("a:\t中文字 e\u{301}clair שלום x", "字"), @r#"
    error[bad-value]: not possible
     --> a.yaml:1:6
      |
    1 | a:    中文字 éclair שלום x
      |           ^^ this
    "#);
    insta::assert_snapshot!(remark_on("a:\t中文字 e\u{301}clair שלום x", "clair"), @r#"
    error[bad-value]: not possible
     --> a.yaml:1:10
      |
    1 | a:    中文字 éclair שלום x
      |               ^^^^^ this
    "#);
}

#[test]
fn nothing_of_the_content_reaches_the_terminal_as_a_command() {
    let evil = "a: \u{1b}[31m\u{9b}31m\u{202e}\u{7}\u{7f}\u{2028}\u{fffe}0\u{fffe} x";
    insta::assert_snapshot!(remark_on(evil, "x"), @r#"
    error[bad-value]: not possible
     --> a.yaml:1:21
      |
    1 | a: ␛[31m�31m�␇␡��0� x
      |                     ^ this
    "#);
    let mut sources = Sources::new("/");
    let source = sources.add_text("\u{1b}]0;evil\u{7}.yaml", evil);
    let error = Diagnostic::at(Code::BadValue, Span::new(source, 0..3), evil)
        .label(evil)
        .related(Span::new(source, 5..9), evil)
        .note(evil)
        .help(evil)
        .fix(Span::new(source, 0..9), evil, evil);
    for format in [Format::Human, Format::Json, Format::Github] {
        let shown = show(&sources, &error, format);
        assert!(
            !shown.chars().any(|c| c.is_control() && c != '\n'),
            "{shown}"
        );
    }
}

#[test]
fn colours_change_nothing_but_colours() {
    let mut sources = Sources::new("/");
    let mut diagnostics = Diagnostics::new();
    diagnostics.push(quote_not_found(&mut sources));
    let mut plain = String::new();
    for (i, part) in render(&diagnostics, &sources, Format::Human, true)
        .split('\u{1b}')
        .enumerate()
    {
        let text = if i == 0 {
            part
        } else {
            part.split_once('m').expect("an end").1
        };
        plain.push_str(text);
    }
    assert_eq!(plain, render(&diagnostics, &sources, Format::Human, false));
}

#[test]
fn an_unreadable_file_still_has_a_header() {
    let mut sources = Sources::new("/nowhere");
    let source = sources.add("gone.yaml");
    let error = Diagnostic::at(Code::Unreadable, Span::new(source, 7..9), "cannot be read");
    insta::assert_snapshot!(show(&sources, &error, Format::Human), @r#"
    error[unreadable]: cannot be read
    --> gone.yaml:1:1
    "#);
}

#[test]
fn the_last_line_counts() {
    assert_eq!(count_line(3, 1, 2), "3 errors and 1 warning in 2 files");
    assert_eq!(count_line(1, 0, 1), "1 error in 1 file");
    assert_eq!(count_line(0, 2, 0), "2 warnings");
    assert_eq!(count_line(0, 0, 0), "no errors, no warnings");
}

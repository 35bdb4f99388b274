//! Mistakes as editors make them: what is proposed is pasted, and then nothing is wrong any more.

use crate::testsuite::Site;
use serde_json::Value;

const NOTES: &str = "content/annotations/hearing.yaml";
const TOPIC: &str = "content/topics/milling.md";
const TALK: &str = "content/transcripts/talk.md";

/// What `postil` says of a site, as programs are told.
fn remarks(site: &Site, command: &str) -> Vec<Value> {
    let run = site.run(&[command, "--format", "json"]);
    let lines = run.stdout.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("JSON"))
        // These sites are smaller than ones that are published.
        .filter(|remark: &Value| remark["code"] != "no-contact")
        .collect()
}

/// Puts all that remarks propose into the files.
fn paste(site: &Site, remarks: &[Value]) {
    let mut fixes: Vec<(String, usize, usize, String)> = Vec::new();
    for remark in remarks {
        for fix in remark["fixes"].as_array().expect("a list") {
            let number = |key: &str| fix[key].as_u64().expect("a number") as usize;
            fixes.push((
                fix["path"].as_str().expect("a path").to_owned(),
                number("start"),
                number("end"),
                fix["text"].as_str().expect("words").to_owned(),
            ));
        }
    }
    // From the end, so that what is before stays where it is.
    fixes.sort_by_key(|(_, start, ..)| std::cmp::Reverse(*start));
    for (path, start, end, text) in fixes {
        let mut written = std::fs::read_to_string(site.path(&path)).expect("there");
        written.replace_range(start..end, &text);
        site.write(&path, &written);
    }
}

fn told(remarks: &[Value]) -> Vec<(String, u64, u64)> {
    let said = |r: &Value| {
        (
            r["path"].as_str().unwrap_or_default().to_owned(),
            r["line"].as_u64().unwrap_or_default(),
            r["column"].as_u64().unwrap_or_default(),
        )
    };
    remarks.iter().map(said).collect()
}

/// A mistake in one file is told there, at `line` and `column`, in words that hold `said`, and what is proposed works.
fn mends(site: &Site, command: &str, path: &str, text: &str, at: (u64, u64), said: &str) {
    site.write(path, text);
    let wrong = remarks(site, command);
    assert_eq!(
        told(&wrong),
        [(path.to_owned(), at.0, at.1)],
        "{text}\n{wrong:#?}"
    );
    assert!(wrong[0].to_string().contains(said), "{text}\n{wrong:#?}");
    paste(site, &wrong);
    let left = remarks(site, command);
    let now = std::fs::read_to_string(site.path(path)).expect("there");
    assert!(left.is_empty(), "{text}\nbecomes\n{now}\n{left:#?}");
}

#[test]
fn annotations_are_mended_by_what_is_proposed() {
    let site = Site::small().file("content/topics/trade.md", "---\ntitle: Trade\n---\n");
    for (text, line, column, said) in [
        (
            "annotations:\n  - id: P1\n    quote: at the mill\n    note: x\n",
            2,
            9,
            "is the name of a paragraph",
        ),
        (
            "annotations:\n  - id: Mill\n    quote: at the mill\n    note: x\n  - id: mill\n    in: p2\n    note: y\n",
            2,
            9,
            "did you mean `mill-2`",
        ),
        (
            "annotations:\n  - quote: at the mill\n    topics: milling, trade\n",
            3,
            13,
            "several are written in brackets",
        ),
        (
            "annotations:\n  - quote: at the mill\n    topics: milling; trade\n",
            3,
            13,
            "several are written in brackets",
        ),
        (
            "annotations:\n  - quote: at the mill\n    topics:\n      – milling\n      – trade\n",
            4,
            7,
            "an en dash",
        ),
        (
            "annotations:\n  - quote: at the mill\n    person: jane-roe\n",
            3,
            5,
            "did you mean `people`",
        ),
        (
            "annotations:\n  - quote: at the mill\n    tags: [milling]\n",
            3,
            5,
            "did you mean `topics`",
        ),
        (
            "annotations:\n  - quote: at the mill\n    comment: x\n",
            3,
            5,
            "did you mean `note`",
        ),
        (
            "annotations:\n  - note:x\n  - in: p1\n    note: x\n",
            2,
            5,
            "put a blank behind the colon",
        ),
        (
            "annotations:\n  - {quote:at the mill, note: x}\n",
            2,
            6,
            "put a blank behind the colon",
        ),
        (
            "annotations:\n  - quote: at the mill\n    note See: the register\n",
            3,
            5,
            "put a colon behind `note`",
        ),
        (
            "annotations:\n  - quote: at the mill\n    note: x\n    in: p4-p2\n",
            4,
            9,
            "did you mean `p2-p4`",
        ),
        (
            "annotations:\n  - quote: at the mill\n    title: “The “old” mill”\n",
            3,
            12,
            "curly quotes",
        ),
    ] {
        mends(&site, "check", NOTES, text, (line, column), said);
    }
}

#[test]
fn an_equals_sign_in_the_place_of_a_colon_goes() {
    let site = Site::small();
    site.write(NOTES, "annotations:\n  - quote = at the mill\n");
    let wrong = remarks(&site, "check");
    assert!(wrong[0].to_string().contains("put a colon behind `quote`"));
    paste(&site, &wrong);
    let now = std::fs::read_to_string(site.path(NOTES)).expect("there");
    assert!(now.contains("at the mill") && !now.contains('='), "{now}");
}

#[test]
fn front_matter_without_its_lines_is_mended_by_what_is_proposed() {
    let site = Site::small();
    for (text, line, column) in [
        (
            "title: Milling\naliases: [mill]\n\nThe grinding of grain.\n",
            1,
            1,
        ),
        ("\n\n---\ntitle: Milling\n---\nThe grinding.\n", 3, 1),
        ("—\ntitle: Milling\n---\nThe grinding.\n", 1, 1),
        ("---\ntitle: Milling\n----\nThe grinding.\n", 1, 1),
        ("---\ntitle: Milling\n\nThe grinding.\n", 1, 1),
        ("title: Milling\n---\nThe grinding.\n", 1, 1),
    ] {
        mends(&site, "check", TOPIC, text, (line, column), "---");
    }
    let talk = "title: A talk\nspeakers: {}\n\nThe mill was closed.\n";
    mends(&site, "check", TALK, talk, (1, 1), "---");
}

#[test]
fn a_list_of_speakers_is_told_with_the_map_to_write() {
    let site = Site::small();
    for list in [
        "speakers:\n  - Q\n  - A: jane-roe\n",
        "speakers:\n  - label: Q\n    name: Counsel\n  - {label: A, person: jane-roe}\n",
        "speakers: Q, A\n",
    ] {
        let words = "---\nQ: Why?\n\nA: Because.\n";
        site.write(TALK, &format!("---\ntitle: A talk\n{list}{words}"));
        let wrong = remarks(&site, "check");
        assert_eq!(wrong.len(), 1, "{wrong:#?}");
        let help = wrong[0]["helps"][0].as_str().expect("a help");
        let (_, map) = help.split_once('\n').expect("lines to write");
        site.write(TALK, &format!("---\ntitle: A talk\n{map}\n{words}"));
        assert!(remarks(&site, "check").is_empty(), "{list} becomes {map}");
    }
}

#[test]
fn templates_are_mended_by_what_is_proposed() {
    let site = Site::small()
        .file(
            "content/topics/grain.md",
            "---\ntitle: Grain\nextra: {colour: red}\n---\n",
        )
        .file("templates/parts/foot.html", "<footer></footer>\n");
    for (text, line, column, said) in [
        (
            "{% extends \"default/topic.html\" %}\n{% block mian %}x{% endblock %}\n",
            2,
            10,
            "there is no block `mian`",
        ),
        (
            "<h1>{{ entry.title | uppr }}</h1>\n",
            1,
            22,
            "there is no filter `uppr`",
        ),
        (
            "<p>\n{% if entry.title is defned %}x{% endif %}\n",
            2,
            22,
            "there is no test `defned`",
        ),
        (
            "{% include \"parts/fot.html\" %}\n",
            1,
            13,
            "there is no template `parts/fot.html`",
        ),
        (
            "<p>\n{% if entry.title %}\nx\n",
            2,
            1,
            "is opened here and never closed",
        ),
        (
            "{% extends \"default/topic.html\" %}\n{% block main %}{% for t in entry.topics %}x{% endblock %}\n",
            2,
            17,
            "is opened here and never closed",
        ),
        (
            "<p>{{ entry.extra.colour }}</p>\n",
            1,
            19,
            "{% if entry.extra.colour %}",
        ),
        (
            "<p>{{ entry.extra.colour | upper }}</p>\n",
            1,
            7,
            "{% if entry.extra.colour %}",
        ),
        (
            "<p>{{ entry.image.file }}</p>\n",
            1,
            19,
            "{% if entry.image %}",
        ),
        (
            "<p>{{ entry.summary | upper }}</p>\n",
            1,
            7,
            "{% if entry.summary %}",
        ),
        (
            "{% iff entry.title %}x{% endif %}\n",
            1,
            4,
            "there is no tag `iff`",
        ),
    ] {
        site.write("templates/topic.html", text);
        let wrong = of_the_template(remarks(&site, "build"));
        let path = "templates/topic.html";
        if text.contains("entry.topics") {
            // It is mended, and then asks for a field that no entry has.
            assert_eq!(
                told(&wrong),
                [(path.to_owned(), line, column)],
                "{wrong:#?}"
            );
            continue;
        }
        assert!(!wrong.is_empty(), "{text}");
        for remark in told(&wrong) {
            assert_eq!(
                remark,
                (path.to_owned(), line, column),
                "{text}\n{wrong:#?}"
            );
        }
        assert!(wrong[0].to_string().contains(said), "{text}\n{wrong:#?}");
        paste(&site, &wrong[..1]);
        let left = of_the_template(remarks(&site, "build"));
        assert!(left.is_empty(), "{text}\n{left:#?}");
    }
}

/// Without the remark on a part that only some of the templates include.
fn of_the_template(mut remarks: Vec<Value>) -> Vec<Value> {
    remarks.retain(|remark| remark["code"] != "unused-template");
    remarks
}

#[test]
fn what_one_template_lacks_is_told_of_it_and_not_of_those_that_lean_on_it() {
    let site = Site::small();
    let base = "templates/base.html";
    for (text, said) in [
        (
            "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n",
            "this is a pointer of Git LFS",
        ),
        (
            "<p>\n<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n",
            "an unresolved merge",
        ),
        (
            "<p>{% block head %}{% endblock %}",
            "there is no block `main` in this template",
        ),
    ] {
        site.write(base, text);
        let told = remarks(&site, "check");
        assert_eq!(told.len(), 1, "{told:#?}");
        assert_eq!(told[0]["path"], base);
        let message = told[0]["message"].as_str().expect("words");
        assert!(message.starts_with(said), "{message}");
    }
}

#[test]
fn a_link_with_nothing_in_its_brackets_is_told_as_that() {
    let site = Site::small();
    for (link, said) in [
        ("[a]()", "this link leads nowhere: no address stands in it"),
        (
            "[a](<>)",
            "this link leads nowhere: no address stands in it",
        ),
        (
            "![a]()",
            "this image leads nowhere: no address stands in it",
        ),
        (
            "[a](mailto:)",
            "`mailto:` leads nowhere: no address stands behind it",
        ),
        ("[[ ]]", "this wiki link leads nowhere: no id stands in it"),
        ("[[#]]", "this wiki link leads nowhere: no id stands in it"),
    ] {
        let text = format!("---\ntitle: Grain\n---\nSee {link} here.\n");
        site.write("content/topics/grain.md", &text);
        let told = remarks(&site, "check");
        assert_eq!(told.len(), 1, "{link}: {told:#?}");
        assert_eq!(told[0]["message"], said);
    }
}

#[test]
fn settings_that_cannot_be_read_are_all_that_is_told() {
    let site = Site::small()
        .file("content/ships/ark.md", "---\ntitle: The Ark\n---\n")
        .file(
            "content/annotations/hearing.yaml",
            "by: hv\nannotations:\n  - {quote: was closed, ships: ark, note: A mill.}\n",
        );
    let settings =
        "kinds:\n  ships: {singular: Ship, plural: Ships}\neditors: {hv: {name: Hester}}\n";
    site.write("postil.yaml", &format!("title: Mills\n{settings}"));
    assert_eq!(remarks(&site, "check"), [] as [Value; 0]);
    site.write("postil.yaml", &format!("title: \"Mills\n{settings}"));
    let told = remarks(&site, "check");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0]["path"], "postil.yaml");
    site.remove("postil.yaml");
    std::fs::create_dir(site.path("postil.yaml")).expect("a folder");
    let told = remarks(&site, "check");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0]["path"], "postil.yaml");
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_is_told_once_and_not_where_it_is_named() {
    let site = Site::small()
        .file(
            "content/topics/grain.md",
            "---\ntitle: Grain\nbroader: milling\n---\nSee [[milling]], [[talk]] and [[about]].\n",
        )
        .file(
            "content/annotations/hearing.yaml",
            "annotations:\n  - {quote: mill was, topics: milling, note: \"See [[talk#p1]].\"}\n",
        )
        .file(
            "content/annotations/talk.yaml",
            "annotations:\n  - {quote: a, note: b}\n",
        );
    for path in [
        "content/topics/milling.md",
        "content/transcripts/talk.md",
        "content/pages/about.md",
    ] {
        let path = site.path(path);
        let _ = std::fs::remove_file(&path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::os::unix::fs::symlink("gone.md", path).expect("a link");
    }
    let told = remarks(&site, "check");
    let mut codes: Vec<&str> = told.iter().filter_map(|r| r["code"].as_str()).collect();
    codes.dedup();
    assert_eq!((told.len(), codes), (3, vec!["unreadable"]), "{told:#?}");
}

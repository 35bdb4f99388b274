//! Links and words, without HTML.

use super::*;

#[test]
fn found_links_have_ranges_targets_and_words() {
    let markdown = "# Über [[topic:syria]]\n\nSee ![i](a.png), [[ t#p4 | *the* words ]] and [x][r], <https://e.org>,\n\
                    <a@b.c>. [[Сирия\n2]]!\n\n| [[a\\|b]] | c |\n|--|--|\n\n[^n]: [[in-note]]\n\n[r]: x.html \"T\"\n";
    let found = links(markdown);
    let rows: Vec<(&str, LinkSyntax, &str, Option<&str>)> = found
        .iter()
        .map(|l| {
            (
                &markdown[l.range.clone()],
                l.kind,
                l.target.as_str(),
                l.words.as_deref(),
            )
        })
        .collect();
    use LinkSyntax::{Address, Image, Wiki};
    assert_eq!(
        rows,
        [
            ("[[topic:syria]]", Wiki, "topic:syria", None),
            ("![i](a.png)", Image, "a.png", None),
            ("[[ t#p4 | *the* words ]]", Wiki, "t#p4", Some("the words")),
            ("[x][r]", Address, "x.html", None),
            ("<https://e.org>", Address, "https://e.org", None),
            ("<a@b.c>", Address, "mailto:a@b.c", None),
            ("[[Сирия\n2]]", Wiki, "Сирия 2", None),
            ("[[a\\|b]]", Wiki, "a", Some("b")),
            ("[[in-note]]", Wiki, "in-note", None),
        ]
    );
}

#[test]
fn a_found_link_stands_in_its_sentence() {
    let found = links(
        "First. Second has **[[a|some\nwords]]** in it, No. 5. Third: [[b]].\n\n- x [[c]]\n  - [[d]] y\n\n|[[e]]|f|\n|--|--|\n",
    );
    let contexts: Vec<(&str, &str)> = found
        .iter()
        .map(|l| {
            (
                l.context.text.as_str(),
                &l.context.text[l.context.hit.clone()],
            )
        })
        .collect();
    assert_eq!(
        contexts,
        [
            ("Second has some words in it, No. 5.", "some words"),
            ("Third: b.", "b"),
            ("x c", "c"),
            ("d y", "d"),
            ("e · f", "e"),
        ]
    );
}

#[test]
fn plain_is_words_only() {
    assert_eq!(
        plain(
            "# A\n\n*b* [[syria]] [[x|c]] [d](e) ![f](g) <b>h</b> <name>[^1]  \n`i`\n- j\n- k\n\n|l|m|\n|-|-|\n\n[^1]: n",
            &Fixture
        ),
        "A b The <syria> c d f h <name> i j k l m"
    );
    assert_eq!(plain(" one\n two\n\nthree ", &Fixture), "one two three");
    assert_eq!(plain("one\n\ntwo", &Fixture), "one two");
    assert_eq!(
        plain("<div\nclass=a>\nb <!-- c\nd --> e\n</div>\n\nf", &Fixture),
        "b e f"
    );
}

//! Words of a site's own: `words/xx.yaml`.

use crate::testsuite::Site;

/// A site in a language with one file of words.
fn site(language: &str, path: &str, words: &str) -> Site {
    Site::small()
        .file(
            "postil.yaml",
            &format!("title: Mills\nlanguage: {language}\n"),
        )
        .file(path, words)
}

#[test]
fn a_site_changes_words_of_its_language_and_adds_languages() {
    // A word of a language that comes with postil, by the wider tag.
    let french = site("fr-CA", "words/fr.yaml", "transcripts: Auditions\n");
    french.build();
    let page = french.page("transcripts/index.html");
    assert!(page.contains("<title>Auditions "), "{page}");
    assert!(page.contains("Aller au texte"), "{page}");
    // The nearer tag wins, whatever the order of the files.
    french.write("words/fr-CA.yaml", "transcripts: Audiences\n");
    french.build();
    assert!(
        french
            .page("transcripts/index.html")
            .contains("<title>Audiences ")
    );
    // A language that postil does not know: its own plurals and digits, English for the rest.
    let swahili = site(
        "sw",
        "words/sw.yaml",
        "transcripts: Nakala\nparagraphs: {one: \"aya {n}\", other: \"aya {n}\"}\nmay: Mei\ndate_full: \"{day} {month} {year}\"\n",
    );
    swahili.build();
    let page = swahili.page("transcripts/hearing.html");
    for words in ["Nakala", "aya 4", "4 Mei 1931", "To the text"] {
        assert!(page.contains(words), "{words}: {page}");
    }
}

#[test]
fn forms_and_languages_have_names_in_the_language_of_the_page() {
    let french = Site::empty()
        .file("postil.yaml", "title: T\nlanguage: fr\n")
        .file("words/fr.yaml", "languages: {yo: yorouba}\n")
        .file(
            "content/transcripts/a.md",
            "---\ntitle: A\nform: press-conference\nlanguage: zh-Hans\nspeakers:\n  B: {spoken: yo}\n  C: {spoken: rw-RW}\n---\nB: word\n\nC: word\n",
        )
        .file(
            "content/transcripts/b.md",
            "---\ntitle: B\nform: budget-speech\nlanguage: he\ntranslation_of: a\nspeakers: {}\n---\nword\n\nword\n",
        );
    french.build();
    let page = french.page("transcripts/a.html");
    for words in [
        "<bdi>Conférence de presse</bdi>",
        "<bdi>chinois simplifié, ",
        "yorouba</span>",
        "kinyarwanda (Rwanda)</span>",
        "<span class=\"n\">hébreu</span>",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let page = french.page("transcripts/b.html");
    assert!(page.contains("<bdi>Budget speech</bdi>"), "{page}");
    let index = french.page("transcripts/index.html");
    assert!(index.contains("Conférence de presse"), "{index}");
    // What is no tag is told, and another name makes the page anew.
    french.write("words/fr.yaml", "languages: {yo: Yoruba, français: x}\n");
    let told = french.run(&["check"]).stderr;
    assert!(told.contains("words/fr.yaml:1:25"), "{told}");
    french.write("words/fr.yaml", "languages: {yo: Yoruba}\n");
    french.build();
    let page = french.page("transcripts/a.html");
    assert!(page.contains("Yoruba</span>"), "{page}");
}

#[test]
fn what_is_wrong_with_words_is_told_where_it_stands() {
    let russian = "contnets: Содержание\n\
                   notes: {one: \"{n} примечание\", other: \"{n} примечания\"}\n\
                   passages: {one: \"{n} фрагмент\", few: \"{n} фрагмента\", many: \"{m} фрагментов\", dozen: \"{n}\"}\n\
                   linked_to: \"Ссылки\"\n\
                   see: \"См. {place}.\"\n\
                   timeline: [Хронология]\n\
                   draft: \"\"\n\
                   moved: {of: \"Перемещена\"}\n\
                   now_at: \"Здесь: {page\"\n";
    let told = site("ru", "words/ru.yaml", russian).run(&["check"]).stderr;
    for words in [
        "words/ru.yaml:1:1",
        "there is no phrase `contnets`",
        "did you mean `contents`?",
        "words/ru.yaml:2:1",
        "`notes` has no form for `few`, `many`",
        "in English: \"{n} note\", \"{n} notes\"",
        "write below it: few: \"...\", many: \"...\"",
        "`passages` has no form `dozen`",
        "the forms of this language are: one, few, many, other",
        "words/ru.yaml:3:63",
        "nothing is put into `{m}` of `passages`",
        "what is put into it: `{n}`",
        "words/ru.yaml:4:12",
        "`linked_to` does not say where `{title}` stands",
        "words/ru.yaml:5:12",
        "did you mean `places`?",
        "`timeline` is words, and this is a list",
        "`moved` has no form `of`",
        "a `{` in `now_at` has no `}`",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
}

#[test]
fn files_of_words_that_nobody_reads_are_told() {
    let site = site("ru", "words/fr.yaml", "contents: Table\n")
        .file("words/russian words.yaml", "contents: Table\n")
        .file("words/ru.yaml", "contents: Table\n")
        .file("words/RU.yml", "contents: Table\n")
        .file("words/README.md", "Ours.\n");
    let told = site.run(&["check"]).stderr;
    for words in [
        "no page speaks in these words: the site's language is `ru`",
        "write `language: fr` in postil.yaml, or rename the file to `words/ru.yaml`",
        "words/russian words.yaml",
        "this file is named after no language, and is not read",
        "`words/RU.yml` has words of the same language",
    ] {
        assert!(told.contains(words), "{words}\n{told}");
    }
    assert!(!told.contains("README"), "{told}");
}

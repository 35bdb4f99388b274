//! A text in several languages: what a header says of it, what pages show, what is told.

use crate::testsuite::{
    Site,
    html::{attributes, check_links, texts},
};
use postil::pipeline::{self, Live, Options};

const HEARING: &str = "content/transcripts/hearing.md";
const AUDIENCE: &str = "content/transcripts/audience.md";
const SHIMUA: &str = "content/transcripts/shimua.md";

/// The hearing in English, in French, where its first paragraph is two, and in Hebrew.
fn site() -> Site {
    Site::small()
        .file(
            "postil.yaml",
            "title: Mills\nbase_url: https://mills.example/\ncontact: archive@example.org\n",
        )
        .file(
            AUDIENCE,
            "---\ntitle: Une audience\nlanguage: fr\ntranslation_of: hearing\nalign: {p1-p2: p1, p4-p5: p3-p4}\nspeakers:\n  Q: {name: Avocat}\n  A: jane-roe\n---\nQ: Où étiez-vous ?\n\nCette nuit-là ?\n\nA: J’étais au moulin.\n\nQ: Qui vous l’a dit ?\n\nA: Le meunier.\n",
        )
        .file(
            SHIMUA,
            "---\ntitle: שימוע\nlanguage: he\ntranslation_of: hearing\nlanguages: {p4: en}\nspeakers: {}\n---\nאיפה היית?\n\nהייתי בטחנה.\n\nמי אמר לך?\n\nThe miller did.\n",
        )
}

fn page(site: &Site, id: &str) -> String {
    site.page(&format!("transcripts/{id}.html"))
}

fn told(site: &Site) -> (i32, String) {
    let run = site.run(&["check"]);
    (run.code, run.stderr)
}

#[test]
fn each_language_leads_to_the_others() {
    let site = site();
    let run = site.build();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    check_links(&site);
    let alternates = |id: &str| -> Vec<(String, String)> {
        let of = |name| attributes(&page(&site, id), "head link[hreflang]", name);
        of("hreflang").into_iter().zip(of("href")).collect()
    };
    let at = |id: &str| format!("https://mills.example/transcripts/{id}.html");
    let all = |own: [(&str, &str); 3]| own.map(|(tag, id)| (tag.to_owned(), at(id)));
    assert_eq!(
        alternates("hearing"),
        all([("en", "hearing"), ("fr", "audience"), ("he", "shimua")])
    );
    assert_eq!(
        alternates("audience"),
        all([("fr", "audience"), ("en", "hearing"), ("he", "shimua")])
    );
    let listed = texts(&page(&site, "shimua"), ".facts dd:has(a[hreflang])");
    assert_eq!(listed, ["A hearing English, original, Une audience French"]);
    let directions = attributes(&page(&site, "audience"), ".facts a[hreflang]", "dir");
    assert_eq!(directions, ["ltr", "rtl"]);
    // One that nothing else is said of has none of this.
    assert!(!site.page("people/jane-roe.html").contains("hreflang"));
    site.remove(AUDIENCE);
    site.remove(SHIMUA);
    site.build();
    assert!(!page(&site, "hearing").contains("hreflang"));
}

#[test]
fn paragraphs_know_what_says_the_same() {
    let site = site().file(
        "templates/transcript.html",
        "{% extends \"base.html\" %}{% block main %}<ul class=\"aligned\">{% for t in transcript.turns %}{% for p in t.paragraphs %}{% for a in p.aligned %}<li>{{ p.id }}+{{ a.span }} {{ a.language }} {{ a.dir }} {{ a.href }}{% for i in a.ids %} {{ i }}{% endfor %}</li>{% endfor %}<p id=\"{{ p.id }}\"></p>{% endfor %}{% endfor %}</ul>{% endblock main %}",
    );
    site.build();
    let said = |id: &str| texts(&page(&site, id), ".aligned li");
    assert_eq!(
        said("hearing"),
        [
            "p1+1 fr ltr ../transcripts/audience.html#p1 p1 p2",
            "p1+1 he rtl ../transcripts/shimua.html#p1 p1",
            "p2+1 fr ltr ../transcripts/audience.html#p3 p3",
            "p2+1 he rtl ../transcripts/shimua.html#p2 p2",
            "p3+2 fr ltr ../transcripts/audience.html#p4 p4 p5",
            "p3+1 he rtl ../transcripts/shimua.html#p3 p3",
            "p4+1 he rtl ../transcripts/shimua.html#p4 p4",
        ]
    );
    assert_eq!(
        said("shimua")[2..],
        [
            "p2+1 en ltr ../transcripts/hearing.html#p2 p2",
            "p2+1 fr ltr ../transcripts/audience.html#p3 p3",
            "p3+1 en ltr ../transcripts/hearing.html#p3 p3",
            "p3+2 fr ltr ../transcripts/audience.html#p4 p4 p5",
            "p4+1 en ltr ../transcripts/hearing.html#p4 p4",
        ]
    );
    assert_eq!(
        said("audience")[0],
        "p1+2 en ltr ../transcripts/hearing.html#p1 p1"
    );
}

#[test]
fn words_in_another_language_say_so_wherever_they_are_shown() {
    let hearing = |languages: &str| {
        format!(
            "---\ntitle: A hearing\nlanguages: {{{languages}}}\nspeakers:\n  Q: {{name: Counsel}}\n  A: {{person: jane-roe, part: interpreter}}\nturns:\n  p4: {{spoken: he}}\n---\nQ: Where were you?\n\nA: הייתי בטחנה.\n\nQ: Who told you so?\n\nA: The miller did.\n"
        )
    };
    let site = site()
        .file(
            HEARING,
            &hearing("p2: he, p3: en"),
        )
        .file(
            "content/annotations/hearing.yaml",
            "annotations:\n  - {id: a, quote: הייתי, topics: [milling]}\n  - {id: b, quote: The miller, topics: [milling]}\n",
        );
    site.build();
    let html = page(&site, "hearing");
    let of = |name| attributes(&html, "article p[id^=p]", name);
    assert_eq!(of("lang"), ["", "he", "", ""]);
    assert_eq!(of("dir"), ["", "rtl", "", ""]);
    let html = page(&site, "shimua");
    assert_eq!(
        attributes(&html, "article p[id^=p]", "lang"),
        ["", "", "", "en"],
        "the rest has the language of the text round it"
    );
    let topic = site.page("topics/milling.html");
    assert_eq!(attributes(&topic, ".passage .ex", "lang"), ["he", ""]);
    assert_eq!(attributes(&topic, ".passage .ex", "dir"), ["rtl", ""]);
    // The question before an answer has its own language, and so has each line and sentence.
    site.write(
        "content/annotations/hearing.yaml",
        "annotations:\n  - {id: a, quote: הייתי, topics: [milling]}\n  - {id: b, quote: The miller, topics: [milling], people: [jane-roe]}\n",
    );
    site.write(
        "content/topics/flour.md",
        "---\ntitle: Flour\naliases: [בטחנה]\n---\n",
    );
    site.write(HEARING, &hearing("p2: he, p3: fr"));
    site.build();
    let topic = site.page("topics/milling.html");
    assert_eq!(attributes(&topic, ".question", "lang"), ["en", "fr"]);
    assert_eq!(attributes(&topic, ".question", "dir"), ["ltr", "ltr"]);
    assert_eq!(attributes(&topic, ".question .by", "lang"), ["", "en"]);
    assert_eq!(attributes(&topic, ".lemma b", "lang"), ["he", ""]);
    assert_eq!(attributes(&topic, ".lemma b", "dir"), ["rtl", ""]);
    let flour = site.page("topics/flour.html");
    assert_eq!(
        attributes(&flour, "#mentions .lines li", "lang"),
        ["he", ""]
    );
    assert_eq!(
        attributes(&flour, "#mentions .lines li", "dir"),
        ["rtl", ""]
    );
    let html = page(&site, "hearing");
    assert_eq!(attributes(&html, ".contents li a", "lang"), ["", "fr"]);
    assert_eq!(attributes(&html, ".lemma b", "lang"), ["he", ""]);
    let html = page(&site, "hearing");
    let spoken = texts(&html, ".para > h2 .role").concat();
    assert_eq!(spoken.matches("Hebrew").count(), 1, "{spoken}");
}

#[test]
fn what_is_wrong_is_told_with_the_line_to_write() {
    let hebrew = |said: &str| {
        let site = site();
        let words =
            "speakers: {}\n---\nאיפה היית?\n\nהייתי בטחנה.\n\nמי אמר לך?\n\nThe miller did.\n";
        site.write(
            SHIMUA,
            &format!("---\ntitle: שימוע\nlanguage: he\n{said}{words}"),
        );
        told(&site)
    };
    for (said, code, expected) in [
        (
            "translation_of: hering\n",
            1,
            "there is no transcript `hering`",
        ),
        ("translation_of: hering\n", 1, "did you mean `hearing`?"),
        (
            "translation_of: milling\n",
            1,
            "there is no transcript `milling`",
        ),
        (
            "translation_of: shimua\n",
            1,
            "`shimua` is a translation of itself",
        ),
        (
            "translation_of: audience\n",
            1,
            "`audience` is itself a translation",
        ),
        (
            "translation_of: audience\n",
            1,
            "name the original: `translation_of: hearing`",
        ),
        ("align: {p1: p1}\n", 1, "no original is named"),
        (
            "translation_of: hearing\nalign: {p9: p1}\n",
            1,
            "there is no paragraph p9",
        ),
        (
            "translation_of: hearing\nalign: {p1: p5}\n",
            1,
            "there is no paragraph p5 in `hearing`",
        ),
        (
            "translation_of: hearing\nalign: {p1: 2}\n",
            1,
            "did you mean `p2`?",
        ),
        (
            "translation_of: hearing\nalign: {p1-p2: p1, p2: p3}\n",
            1,
            "`align` names p2 twice",
        ),
        (
            "translation_of: hearing\nalign: {p1: p1-p2, p2: p2}\n",
            1,
            "`align` names p2 twice",
        ),
        (
            "translation_of: hearing\nalign: {p1: p2, p2: p1}\n",
            1,
            "p1 stands before what goes before it in `align`",
        ),
        ("languages: {p5: fr}\n", 1, "there is no paragraph p5"),
        ("languages: {p1: French}\n", 1, "did you mean `fr`?"),
        (
            "languages: {p1-p3: fr, p2: en}\n",
            1,
            "the language of p2 is said twice",
        ),
        ("original: hearing\n", 1, "did you mean `translation_of`?"),
        ("translation_of: hearing\n", 0, "nothing is wrong"),
    ] {
        let (is, told) = hebrew(said);
        assert!(is == code && told.contains(expected), "{said}{told}");
    }
    let site = site();
    site.write(
        HEARING,
        "---\ntitle: A hearing\ntranslation_of: shimua\nspeakers: {}\n---\nWhere were you?\n",
    );
    let (code, said) = told(&site);
    assert_eq!(code, 1);
    assert!(
        said.contains("`hearing` is a translation of itself: hearing -> shimua -> hearing"),
        "{said}"
    );
}

#[test]
fn what_differs_and_is_not_aligned_is_a_warning() {
    let site = site();
    let words = "speakers: {}\n---\nאיפה היית?\n\nהייתי בטחנה.\n";
    site.write(
        SHIMUA,
        &format!("---\ntitle: שימוע\nlanguage: he\ntranslation_of: hearing\n{words}"),
    );
    let (code, said) = told(&site);
    assert_eq!(code, 0);
    assert!(
        said.contains("p3 and 1 more are in `hearing` and not here"),
        "{said}"
    );
    // Whoever says how they stand is not asked again.
    site.write(
        SHIMUA,
        &format!(
            "---\ntitle: שימוע\nlanguage: he\ntranslation_of: hearing\nalign: {{p2: p2}}\n{words}"
        ),
    );
    assert!(told(&site).1.contains("nothing is wrong"));
    site.write(
        SHIMUA,
        &format!("---\ntitle: שימוע\ntranslation_of: hearing\nalign: {{p2: p2}}\n{words}"),
    );
    let (code, said) = told(&site);
    assert_eq!(code, 0);
    assert!(
        said.contains("both `shimua` and its original are in `en`"),
        "{said}"
    );
}

#[test]
fn a_draft_has_no_translations_and_is_none() {
    let site = site();
    let draft = std::fs::read_to_string(site.path(HEARING)).expect("it is there");
    site.write(HEARING, &draft.replacen("---\n", "---\ndraft: true\n", 1));
    let run = site.build();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    assert!(!page(&site, "audience").contains("hreflang"));
    site.run(&["build", "--drafts"]);
    assert!(page(&site, "audience").contains("hreflang"));
}

#[test]
fn addresses_of_a_ledger_are_aligned() {
    let site = site();
    assert_eq!(site.run(&["seal"]).code, 0);
    let english = std::fs::read_to_string(site.path(HEARING)).expect("it is there");
    site.write(
        HEARING,
        &english.replacen("\nQ: Who told", "\n[A pause.]\n\nQ: Who told", 1),
    );
    let hebrew = std::fs::read_to_string(site.path(SHIMUA)).expect("it is there");
    site.write(
        SHIMUA,
        &hebrew.replacen("\nמי אמר", "\nהפסקה.\n\nמי אמר", 1),
    );
    assert_eq!(site.run(&["seal", "--yes"]).code, 0);
    // Both have p2a now, and the numbers behind it are what they were.
    let (code, said) = told(&site);
    assert_eq!(code, 0, "{said}");
    assert!(!said.contains("unaligned"), "{said}");
    site.write(
        SHIMUA,
        &hebrew.replacen("{p4: en}", "{p2a-p4: en}", 1).replacen(
            "\nמי אמר",
            "\nהפסקה.\n\nמי אמר",
            1,
        ),
    );
    site.build();
    assert_eq!(
        attributes(&page(&site, "shimua"), "article p[id^=p]", "lang"),
        ["", "", "en", "en", "en"],
        "the rest has the language of the text round it"
    );
}

#[test]
fn a_preview_tells_at_once_what_no_longer_fits() {
    let site = site();
    let live = Live::open(Options {
        cache: false,
        ..site.options()
    });
    let live = live.expect("a preview");
    let english = std::fs::read_to_string(site.path(HEARING)).expect("it is there");
    let french = std::fs::read_to_string(site.path(AUDIENCE)).expect("it is there");
    for (path, text, warnings) in [
        (
            HEARING,
            english.replacen("the mill.", "the old mill.", 1),
            0,
        ),
        (HEARING, format!("{english}\nNobody else.\n"), 1),
        (HEARING, english, 0),
        (
            AUDIENCE,
            french.replacen("Le meunier.", "Le meunier.\n\nPersonne.", 1),
            0,
        ),
        (AUDIENCE, french.replacen("p4-p5: ", "p4-p9: ", 1), 0),
    ] {
        site.write(path, &text);
        let update = live.update(&[path.to_owned()]).expect("a look");
        assert_eq!(update.warnings, warnings, "{text}");
        assert_eq!(update.errors, usize::from(text.contains("p9")), "{text}");
    }
}

#[test]
fn very_many_paragraphs_are_aligned() {
    let words = |what: &str| {
        (0..20_000)
            .map(|n| format!("{what} {n}.\n\n"))
            .collect::<String>()
    };
    let align: String = (1..=10_000)
        .map(|n| format!("  p{n}-p20000: p{n}-p20000\n"))
        .collect();
    let languages: String = (1..=10_000)
        .map(|n| format!("  p{n}-p20000: de\n"))
        .collect();
    let site = Site::empty()
        .file("content/transcripts/one.md", &format!("---\ntitle: One\nspeakers: {{}}\n---\n{}", words("Number")))
        .file(
            "content/transcripts/eins.md",
            &format!("---\ntitle: Eins\nlanguage: de\nspeakers: {{}}\ntranslation_of: one\nalign:\n{align}languages:\n{languages}---\n{}", words("Nummer")),
        );
    let outcome = pipeline::check(&site.options(), &|_| {}).expect("the machine is fine");
    assert_eq!(outcome.diagnostics.errors(), 2 * 9_999);
}

//! The built-in themes show the same: on each page the same words, under the same addresses, of a site with each feature.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    path::Path,
};

use scraper::Html;

use crate::{
    archive::archive,
    testsuite::{
        Site,
        html::{attributes, check_links, select, texts},
    },
};

/// Names of the built-in themes.
pub(crate) const THEMES: [&str; 2] = ["default", "plain"];

/// Ids that are a theme's own: what its menu opens, and its checker of quotations.
const OWN_IDS: [&str; 3] = ["site.menu", "check", "x-check"];

/// What `default` has to be worked with, and says nothing of the archive or says it twice: menus and switches, what the number of a paragraph offers, what closes a note, the key to its signs, what orders passages
/// by speaker or by topic, what only a script does (searching), and pictures, which a description, a list or a table says again.
const CONTROLS: &str = "noscript, .needs, .asks, .how, #check, button, fieldset, template, details.series, div:has(> ul.signs), div:has(> dd.key), .voice, .src, .topical, .beside [href^=\"#by\"], .together summary, .mention summary, svg, .credit";

/// A site with everything that a page can show. Its theme is set by [`with_theme`].
fn site() -> Site {
    let mut site = Site::empty()
        .file("postil.yaml", SETTINGS)
        .file("content/pages/about.md", "---\ntitle: About\nsummary: Who we are.\n---\nSee [[hearing#p2]] and [[milling]].\n\n## One\n\nA.[^1]\n\n## Two\n\n| a | b |\n|---|--:|\n| c | 1 |\n\n## Three\n\n> Quoted.\n\n```yaml\na: [b]\n```\n\n[^1]: A footnote.\n")
        .file("content/pages/secret.md", "---\ntitle: Unfinished\ndraft: true\n---\nNot yet.\n")
        .file("content/topics/milling.md", "---\ntitle: Milling\naliases: [the mill, grinding]\nbroader: trades\nrelated: [flour]\nsummary: Grain to flour.\nwarning: Dust.\nsources: [\"The Miller’s Book, 1899\"]\nsame_as: [\"https://www.wikidata.org/wiki/Q1\"]\nredirect_from: [topics/mill]\n---\nOn mills.\n\n## Early years\n\nLong ago.\n")
        .file("content/topics/trades.md", "---\ntitle: Trades\n---\n")
        .file("content/topics/flour.md", "---\ntitle: Flour\n---\n")
        .file("content/people/jane-roe.md", "---\ntitle: Jane Roe\nborn: 1890\ndied: 1960~\nroles:\n  - {role: Baker, at: mill-union, date: 1920/1930}\n---\nA witness.\n")
        .file("content/people/counsel.md", "---\ntitle: Counsel Smith\n---\n")
        .file("content/places/ford.md", "---\ntitle: Ford\ncoordinates: [50.8467, 4.3525]\n---\n")
        .file("content/organizations/mill-union.md", "---\ntitle: Mill Union\n---\n")
        .file("content/documents/act.md", "---\ntitle: The Mill Act\nidentifier: A/1\nurl: https://example.org/act\ndate: 1900\n---\n")
        .file("content/events/fire.md", "---\ntitle: The fire\ndate: 1931-05-03\ndate_note: by the papers\nplace: ford\nparticipants: [jane-roe]\nsummary: It burned.\nsources: [\"[[hearing]]\"]\n---\nSee [[hearing#p2]].\n")
        .file("content/events/night.md", "---\ntitle: The night of the fire\ndate: 1931-05-03\npart_of: fire\n---\n")
        .file("content/events/fair.md", "---\ntitle: The fair\ndate: 1952\n---\n")
        .file("content/treaties/peace.md", "---\ntitle: The peace\n---\nOf kinds of its own.\n")
        .file("content/transcripts/hearing.md", HEARING)
        .file("content/transcripts/audience.md", "---\ntitle: Une audience\nlanguage: fr\ntranslation_of: hearing\nspeakers:\n  Q: {name: Avocat}\n  A: jane-roe\n---\nQ: Où étiez-vous ?\n\nA: J’étais au moulin.\n\nQ: Qui vous l’a dit ?\n\nA: Le meunier.\n\nA: Encore.\n\nA: Fin.\n\nA: Dernier mot.\n")
        .file("content/transcripts/shimua.md", "---\ntitle: שימוע\nlanguage: he\nlanguages: {p2: en}\nsummary: A short one.\nspeakers: {}\n---\nהייתי בטחנה.\n\nThe miller did.\n")
        .file("content/annotations/shimua.yaml", "annotations:\n  - {quote: בטחנה, topics: [milling], note: At the mill.}\n  - {quote: הייתי, note: אני., language: he}\n")
        .file("content/transcripts/draft.md", "---\ntitle: Hidden talk\nspeakers: {}\ndraft: true\n---\nHidden words.\n")
        .file("content/annotations/hearing.yaml", NOTES);
    // Long lists, which are split; a person who speaks where nothing is noted.
    for year in 1900..1912 {
        let words = format!(
            "---\ntitle: Talk of {year}\ndate: {year}\nevent: fair\nspeakers: {{A: jane-roe}}\n---\nA: Alpha words of Ford {year}.\n\nA: Beta words.\n"
        );
        let notes = "annotations:\n  - {quote: Alpha, topics: flour, people: counsel, note: \"See [[trades]].\"}\n  - {quote: Beta, topics: flour}\n";
        site = site.file(&format!("content/transcripts/t{year}.md"), &words);
        site = site.file(&format!("content/annotations/t{year}.yaml"), notes);
    }
    site
}

const SETTINGS: &str = "title: Mills\ndescription: What was said of mills.\nbase_url: https://mills.example/\ncontact: archive@example.org\nrights: https://creativecommons.org/licenses/by/4.0/\npage_size: 5\neditors: {mh: {name: M. Hall}, ai: {name: Reader, machine: true}}\nkinds: {treaties: {singular: Treaty, plural: Treaties}}\nstubs: true\n";

const HEARING: &str = "---\ntitle: A hearing\ndate: 1931-05-04\nform: court hearing\nsummary: On the mill.\nwarning: Speaks of death.\nplace: ford\nevent: fire\ntopics: [milling]\norganizations: [mill-union]\npresent: [counsel]\nrecord: machine-checked\nsource: {title: Minutes, url: \"https://example.org/minutes\", identifier: M/1, accessed: 2020-01-02, archived: \"https://example.org/archived\"}\nmedia: {url: \"https://example.org/tape.mp3\", rights: \"https://rightsstatements.org/vocab/InC/1.0/\"}\ncredits: {transcriber: A. Clerk}\nturns: {p2: {certainty: probable}}\nrights: \"https://creativecommons.org/publicdomain/zero/1.0/\"\nspeakers:\n  Q: {name: Counsel, part: counsel, role: for the Crown, spoken: fr}\n  A: jane-roe\n---\n# The first day\n\nQ: [00:00:05] Where were you *that* night?\n\nA: I was at the mill. The mill was closed.[^a]\n\n## The miller\n\nQ: (sharply) Who told you so? [p. 9]\n\nA: The miller did, and the miller’s wife. [Laughter]\n\n[The witness wept.]\n\nA: It was all of us in Ford. Counsel Smith knew.\n\nA: And The Mill Act, see [the text](https://example.org/act).\n\n[^a]: So the source.\n";

const NOTES: &str = "by: mh\nannotations:\n  - {id: whole, note: On all of it., topics: [milling], people: [jane-roe]}\n  - {id: shut, quote: The mill was closed, topics: [milling], people: [jane-roe], certainty: probable, note: \"See [[milling]] and [[#p4]].\", sources: [\"A book, p. 3\"], written: 2020-03-04}\n  - {id: open, quote: was closed, disputes: shut, by: ai, checked: mh, note: It was not., see: [\"[[hearing#p4]]\"]}\n  - {id: wife, quote: the miller’s wife, events: [fire], places: [ford], treaties: [peace], warning: Of a death., title: His wife}\n  - {id: read, quote: that, correction: this}\n  - {id: ford, in: p6, organizations: [mill-union], documents: [act], topics: [nowhere-yet]}\n  - {id: long, from: Who told, to: of us, topics: [trades], note: Over three.}\n  - {id: two, targets: [{quote: I was at}, {transcript: t1900, quote: Alpha}], topics: [milling], note: Two.}\n  - {id: hidden, quote: closed, draft: true, note: Hidden note.}\n";

fn with_theme(site: &Site, theme: &str) {
    let settings = fs::read_to_string(site.path("postil.yaml")).unwrap_or_default();
    let kept = settings.lines().filter(|line| !line.starts_with("theme:"));
    let kept = kept.collect::<Vec<_>>().join("\n");
    site.write("postil.yaml", &format!("theme: {theme}\n{kept}\n"));
}

/// All pages of a site in each theme. What is told is the same in each, and every link leads somewhere.
fn pages(site: &Site, arguments: &[&str]) -> Vec<BTreeMap<String, String>> {
    let mut told: Option<Vec<String>> = None;
    let built = THEMES.map(|theme| {
        with_theme(site, theme);
        let run = site.run(&[&["build"], arguments].concat());
        assert_eq!(run.code, 0, "{theme}: {}", run.stderr);
        let remarks = run
            .stderr
            .lines()
            .filter(|line| line.starts_with("warning["));
        let remarks: Vec<String> = remarks.map(str::to_owned).collect();
        assert_eq!(
            told.get_or_insert_with(|| remarks.clone()),
            &remarks,
            "{theme}"
        );
        check_links(site);
        let pages = site.output().into_iter();
        let pages = pages.filter(|(path, _)| path.ends_with(".html"));
        pages
            .map(|(path, (bytes, _))| (path, String::from_utf8(bytes).expect("UTF-8")))
            .collect()
    });
    built.into()
}

/// The words that a page shows outside of some elements, and how often it shows each; and the addresses that it leads to there.
fn shown(html: &str, without: &str) -> BTreeMap<String, usize> {
    let page = Html::parse_document(html);
    let left_out: BTreeSet<_> = page
        .select(&select(without))
        .flat_map(|element| element.descendants().map(|node| node.id()))
        .collect();
    let body = page.select(&select("body")).next().expect("a body");
    let texts = body.descendants().filter_map(|node| {
        let text = node.value().as_text()?;
        (!left_out.contains(&node.id())).then_some(text)
    });
    let links = body.descendants().filter_map(|node| {
        let href = node.value().as_element()?.attr("href")?;
        (!left_out.contains(&node.id())).then(|| href.to_owned())
    });
    let mut shown = BTreeMap::new();
    for word in texts.flat_map(|text| words(text)).chain(links) {
        *shown.entry(word).or_default() += 1;
    }
    shown
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned)
}

/// What the second theme lacks of the first, page by page.
fn lacks(all: &[BTreeMap<String, String>]) -> String {
    let mut lacks = String::new();
    let names = |pages: &BTreeMap<String, String>| pages.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&all[0]), names(&all[1]));
    for (path, usual) in &all[0] {
        let plain = &all[1][path];
        let ids = |html: &str| -> BTreeSet<String> {
            let all = attributes(html, "[id]", "id").into_iter();
            all.filter(|id| !OWN_IDS.contains(&&**id)).collect()
        };
        for id in ids(usual).symmetric_difference(&ids(plain)) {
            writeln!(lacks, "{path}: the id `{id}` is in one theme alone").expect("memory");
        }
        // Where one shows "Note 5" the other may show the number and say the rest.
        let labels = attributes(plain, "[aria-label]", "aria-label");
        let mut own = shown(plain, "nothing");
        for word in labels.iter().flat_map(|label| words(label)) {
            *own.entry(word).or_default() += 1;
        }
        for (word, times) in shown(usual, CONTROLS) {
            let found = own.get(&word).copied().unwrap_or_default();
            if found < times {
                let lacking = times - found;
                writeln!(
                    lacks,
                    "{path}: `{word}` is more often in {}: {lacking}",
                    THEMES[0]
                )
                .expect("memory");
            }
        }
    }
    lacks
}

#[test]
fn both_show_the_same_under_the_same_addresses() {
    let site = site();
    let pages = pages(&site, &[]);
    assert!(pages[0].len() > 60, "{}", pages[0].len());
    assert_eq!(lacks(&pages), "");
    for pages in &pages {
        let all = pages.values().cloned().collect::<String>();
        for hidden in ["Hidden", "Unfinished", "Not yet"] {
            assert!(!all.contains(hidden), "{hidden}");
        }
    }
    // With drafts, which say that they are.
    let drafts = self::pages(&site, &["--drafts"]);
    assert_eq!(lacks(&drafts), "");
    for page in [
        "transcripts/draft.html",
        "transcripts/hearing.html",
        "secret.html",
    ] {
        assert!(drafts[1][page].contains("class=\"draft\""), "{page}");
    }
}

#[test]
fn both_show_the_same_of_the_archive_and_of_what_became_of_its_paragraphs() {
    let (site, _) = archive();
    fs::remove_dir_all(site.path("themes")).expect("the sources of the themes");
    fs::remove_dir_all(site.path("templates")).expect("templates of its own");
    let text = "content/transcripts/2014-04-01-brussels.txt";
    let given = fs::read_to_string(site.path(text)).expect("the text");
    let amended = given.replace("What actions is the UN", "What action is the UN");
    assert_ne!(given, amended);
    site.write(text, &amended);
    let run = site.run_with(&["seal"], &[("SOURCE_DATE_EPOCH", "1809388800")]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let pages = pages(&site, &[]);
    assert_eq!(lacks(&pages), "");
    let page = "transcripts/2014-04-01-brussels.html";
    for pages in &pages {
        assert_eq!(texts(&pages[page], ".past blockquote").len(), 1);
        let lines = texts(&pages[page], "article[data-transcript] p[id^=p]");
        assert_eq!(lines.len(), 11);
        let as_given = lines.iter().all(|line| amended.contains(&**line));
        assert!(as_given, "{lines:?}");
    }
}

#[test]
fn the_signs_of_plain_are_links_to_notes_that_follow_the_text() {
    let site = site();
    with_theme(&site, "plain");
    site.build();
    let html = site.page("transcripts/hearing.html");
    // An object of schema.org is data.
    let script = "script:not([type=\"application/ld+json\"])";
    for control in ["button", script, "[popover]", "[popovertarget]"] {
        assert_eq!(texts(&html, control).len(), 0, "{control}");
    }
    let signs = attributes(&html, "p[id] a.ref", "href");
    assert!(signs.len() >= 7, "{signs:?}");
    let numbers = attributes(&html, "p[id] a.ref", "data-n");
    for (sign, number) in signs.iter().zip(numbers) {
        let note = format!("[id=\"{}\"]", sign.trim_start_matches('#'));
        assert_eq!(texts(&html, &format!("{note} .no")), [number], "{sign}");
        // The way back leads to the sign.
        let back = attributes(&html, &format!("{note} .at a"), "href");
        let at = format!("#{}", sign.replace("#note-", "at-"));
        assert!(back.contains(&at), "{sign}: {back:?}");
    }
    // In reading order, those on the whole first.
    let numbers: Vec<usize> = texts(&html, ".note .no")
        .iter()
        .map(|n| n.parse().expect("a number"))
        .collect();
    assert!(numbers.is_sorted(), "{numbers:?}");
    let text = html.find("id=\"p7\"").expect("the last paragraph");
    assert!(html.find("id=\"note-whole\"").expect("a note") > text);
    // The same on pages of entries, where a note follows its passage.
    let topic = site.page("topics/milling.html");
    for sign in attributes(&topic, "blockquote a.ref", "href") {
        let note = format!(".passage [id=\"{}\"]", sign.trim_start_matches('#'));
        assert_eq!(texts(&topic, &note).len(), 1, "{sign}");
    }
    // A kind is said in words, since no line tells it.
    assert_eq!(
        texts(&html, "#note-read .at"),
        ["Correction\u{a0}· ¶ 1".to_owned()]
    );
    // Who speaks leads to each of their passages.
    let places = attributes(&topic, "[id=\"by-jane-roe\"] li a", "href");
    assert!(
        places.iter().any(|at| at.ends_with("#hearing.p2")),
        "{places:?}"
    );
}

#[test]
fn a_built_in_theme_is_chosen_by_its_name() {
    let site = Site::small();
    with_theme(&site, "plian");
    let run = site.run(&["build"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    for told in [
        "postil.yaml:1:8",
        "there is no theme `plian`",
        "there are `default` and `plain`",
        "theme: plain",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    with_theme(&site, "plain");
    site.build();
    assert!(site.has("static/postil.css") && !site.has("static/postil.js"));
    // Templates of the site stand in front of it; its own extend it by its name.
    site.write(
        "templates/base.html",
        "{% extends \"plain/base.html\" %}{% block footer %}<footer>Mine</footer>{% endblock footer %}",
    );
    let run = site.build();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    assert_eq!(texts(&site.page("topics/milling.html"), "footer"), ["Mine"]);
    site.write(
        "templates/base.html",
        "{% extends \"default/base.html\" %}\n",
    );
    let run = site.run(&["build"]);
    for told in [
        "templates/base.html:1:1",
        "the site has the theme `plain`, and `default/` is another",
        "extend `plain/base.html`",
    ] {
        assert!(run.stderr.contains(told), "{told}: {}", run.stderr);
    }
    // A folder of the site goes before a built-in theme of its name.
    site.remove("templates/base.html");
    site.write("themes/plain/templates/home.html", "{{ site.title }}");
    site.build();
    assert_eq!(site.page("index.html"), "Archive");
    assert!(
        site.has("static/postil.js"),
        "what it lacks is of the default theme"
    );
}

#[test]
fn what_is_ejected_is_of_the_theme_that_the_site_has() {
    let site = site();
    with_theme(&site, "plain");
    site.build();
    let before = site.output();
    let listed = site.run(&["theme", "eject"]);
    assert!(listed.stdout.lines().any(|name| name == "parts.html"));
    assert!(
        !listed.stdout.contains("static/postil.js"),
        "{}",
        listed.stdout
    );
    assert!(listed.stderr.contains("`plain`"), "{}", listed.stderr);
    let run = site.run(&["theme", "eject", "plain/entry.html", "parts"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("{% extends \"plain/NAME\" %}"),
        "{}",
        run.stderr
    );
    let run = site.run(&["theme", "eject", "--all"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = site.build();
    assert!(!run.stderr.contains("template"), "{}", run.stderr);
    let bytes = |output: &BTreeMap<String, (Vec<u8>, _)>| -> Vec<Vec<u8>> {
        output.values().map(|(bytes, _)| bytes.clone()).collect()
    };
    assert_eq!(bytes(&site.output()), bytes(&before));
}

/// The templates of a built-in theme with their names.
pub(crate) fn templates(theme: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let mut open = vec![folder.join(theme).join("templates")];
    while let Some(path) = open.pop() {
        for entry in fs::read_dir(&path).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(&folder).expect("below it");
                let name = name.to_string_lossy().replace('\\', "/");
                found.push((name, fs::read_to_string(&path).expect("a text")));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_theme_of_the_sources_is_tried() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes");
    let found: BTreeSet<String> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    assert_eq!(found, THEMES.map(str::to_owned).into());
}

#[test]
fn plain_stands_alone_and_has_nothing_that_it_does_not_use() {
    let templates = templates("plain");
    let all: String = templates.iter().map(|(_, text)| text.as_str()).collect();
    assert!(!all.contains("default/"));
    let made = [
        "404",
        "entries",
        "entry",
        "home",
        "links",
        "page",
        "search",
        "timeline",
        "transcript",
        "year",
    ];
    for (name, text) in &templates {
        let bare = name.trim_start_matches("plain/templates/");
        let is_made = made.iter().any(|page| bare == format!("{page}.html"));
        let is_named = all.contains(&format!("\"{bare}\""));
        let defines = text.contains("{% component ");
        assert!(
            is_made || is_named || defines,
            "{name} is asked for by nothing"
        );
    }
    let defined = all.split("{% component ").skip(1);
    for component in defined.filter_map(|rest| rest.split('(').next()) {
        let called = [' ', '\n']
            .iter()
            .any(|end| all.contains(&format!("<{component}{end}")));
        assert!(called, "the component `{component}` is called by nothing");
    }
    let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/plain/static/postil.css");
    let sheet = fs::read_to_string(sheet).expect("the style sheet");
    assert!(sheet.len() < 14 * 1024, "{} bytes", sheet.len());
}

//! What programs find in the pages: Dublin Core, Open Graph, what Zotero and Hypothesis read, COinS, objects of schema.org.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::{
    testsuite::{
        Site,
        html::{attributes, texts},
    },
    themes::THEMES,
};

const SETTINGS: &str = "title: Mills\nid: mills-of-the-ford\ndescription: What was said of mills.\nbase_url: https://mills.example/\nrights: https://creativecommons.org/licenses/by/4.0/\npage_size: 3\n";

/// A site with a transcript of each kind of form, and an entry of each kind.
fn site() -> Site {
    let transcript = |id: &str, front: &str, words: &str| {
        let path = format!("content/transcripts/{id}.md");
        (path, format!("---\n{front}\n---\n{words}\n"))
    };
    let speakers = "speakers:\n  Q: {person: john-doe, part: interviewer}\n  A: ban-ki-moon";
    let words = "Q: Where were you?\n\nA: At the mill of horrors.";
    let mut site = Site::empty()
        .file("postil.yaml", SETTINGS)
        .file("content/people/ban-ki-moon.md", "---\ntitle: Ban Ki-moon\nsort: Ban, Ki-moon\naliases: [Mr. Ban]\nborn: 1944-06-13\nsame_as: [\"https://www.wikidata.org/wiki/Q1253\"]\n---\n")
        .file("content/people/john-doe.md", "---\ntitle: John Doe\nsort: Doe, John\n---\n")
        .file("content/people/nobody-sorted.md", "---\ntitle: Counsel Smith\n---\n")
        .file("content/organizations/mill-board.md", "---\ntitle: The Mill Board\nsort: Mill Board, The\n---\n")
        .file("content/topics/milling.md", "---\ntitle: Milling & </script><b>\nsummary: Grain to flour.\naliases: [grinding, the mill]\nsame_as: [\"https://www.wikidata.org/wiki/Q44494\"]\nimage: {file: mill.png, alt: A mill}\n---\n")
        .file("content/assets/mill.png", "no picture")
        .file("content/places/ford.md", "---\ntitle: Ford\ncoordinates: [50.5, -4.25]\n---\n")
        .file("content/events/fair.md", "---\ntitle: The fair\ndate: 2014-03-31/2014-04-01\nplace: ford\nparticipants: [mill-board]\n---\n")
        .file("content/events/stall.md", "---\ntitle: The stall\ndate: 2014-04~\npart_of: fair\n---\n")
        .file("content/documents/act.md", "---\ntitle: The Mill Act\nidentifier: A/1\nurl: https://example.org/act\ndate: 1900\n---\n")
        .file("content/treaties/peace.md", "---\ntitle: The peace\n---\n")
        .file("content/pages/about.md", "---\ntitle: About\n---\nWho we are.\n")
        .file("content/annotations/talk.yaml", "annotations:\n  - {quote: mill of horrors, topics: [milling], note: A note.}\n  - {quote: Where, topics: [milling], note: Hidden note., draft: true}\n");
    let common = "date: 2014-04-01\nplace: ford\nevent: fair\ntopics: [milling]\nsummary: On a mill.\nrights: https://creativecommons.org/publicdomain/zero/1.0/\nsource: {title: Minutes, url: \"https://example.org/minutes\", identifier: M/1, archived: \"https://example.org/archived\"}\nmedia: {url: \"https://example.org/tape.mp3\"}";
    let all = [
        transcript(
            "talk",
            &format!(
                "title: A talk\nform: press-conference\nwarning: Of death.\n{common}\n{}",
                speakers.replace("interviewer", "press")
            ),
            words,
        ),
        transcript(
            "asked",
            &format!("title: An interview\nform: radio interview\n{common}\n{speakers}"),
            words,
        ),
        transcript(
            "heard",
            &format!(
                "title: A hearing\nform: court hearing\nheld_by: mill-board\n{common}\n{}",
                speakers.replace("A: ban-ki-moon", "A: nobody-sorted")
            ),
            words,
        ),
        transcript(
            "paper",
            "title: A paper\ncite_author: [mill-board]\nwarning: Of horrors.\nspeakers: {}",
            "Words of horrors.",
        ),
        transcript(
            "papier",
            "title: Un papier\nlanguage: fr\ndate: 1999~\ntranslation_of: paper\nspeakers: {}",
            "Des mots.",
        ),
        transcript(
            "secret",
            "title: Hidden talk\ntopics: [milling]\ndraft: true\nspeakers: {}",
            "Hidden words.",
        ),
    ];
    for (path, text) in all {
        site = site.file(&path, &text);
    }
    for year in 1900..1908 {
        site = site.file(&format!("content/transcripts/t{year}.md"), &format!("---\ntitle: Of {year}\ndate: {year}\ntopics: [milling]\nspeakers: {{}}\n---\nWords.\n"));
    }
    site.write(
        "postil.yaml",
        &format!("{SETTINGS}kinds: {{treaties: {{singular: Treaty, plural: Treaties}}}}\n"),
    );
    site
}

/// Names (or properties) and contents of the `<meta>` of a page.
fn metas(page: &str) -> Vec<(String, String)> {
    let of = |attribute: &str| {
        let css = format!("meta[{attribute}][content]");
        let names = attributes(page, &css, attribute);
        let contents = attributes(page, &css, "content");
        names.into_iter().zip(contents).collect::<Vec<_>>()
    };
    [of("name"), of("property")].concat()
}

fn meta(page: &str, name: &str) -> Vec<String> {
    let all = metas(page).into_iter();
    all.filter(|(other, _)| other == name)
        .map(|(_, content)| content)
        .collect()
}

/// The object of a page.
fn object(page: &str) -> Value {
    let written = texts(page, "script[type=\"application/ld+json\"]");
    assert_eq!(written.len(), 1, "{written:?}");
    serde_json::from_str(&written[0]).expect("JSON")
}

/// All pages of a site by their paths, but those that lead on.
fn pages(site: &Site) -> BTreeMap<String, String> {
    let root = site.path("public");
    let files = walkdir::WalkDir::new(&root)
        .into_iter()
        .filter_map(Result::ok);
    let files = files.filter(|file| file.path().extension().is_some_and(|e| e == "html"));
    files
        .map(|file| {
            let path = file
                .path()
                .strip_prefix(&root)
                .expect("below")
                .display()
                .to_string();
            let page = site.page(&path);
            (path, page)
        })
        .filter(|(_, page)| !page.contains("http-equiv=\"refresh\""))
        .collect()
}

#[test]
fn zotero_takes_each_form_as_what_it_is() {
    let site = site();
    site.build();
    let page = |id: &str| site.page(&format!("transcripts/{id}.html"));

    let talk = page("talk");
    assert_eq!(meta(&talk, "z:itemType"), ["presentation"]);
    assert_eq!(meta(&talk, "z:presenters"), ["Ban, Ki-moon"]);
    assert_eq!(meta(&talk, "z:meetingName"), ["The fair"]);
    assert_eq!(
        meta(&talk, "z:presentationType"),
        ["Press conference, transcript"]
    );
    assert_eq!(meta(&talk, "z:place"), ["Ford"]);
    assert_eq!(meta(&talk, "z:archive"), ["Mills"]);
    assert_eq!(meta(&talk, "z:archiveLocation"), ["talk"]);
    assert_eq!(meta(&talk, "dc:title"), ["A talk"]);
    assert_eq!(meta(&talk, "dc:date"), ["2014-04-01"]);
    assert_eq!(meta(&talk, "dc:language"), ["en"]);
    assert_eq!(
        meta(&talk, "dc:rights"),
        ["https://creativecommons.org/publicdomain/zero/1.0/"]
    );
    assert_eq!(meta(&talk, "dcterms:abstract"), ["On a mill."]);
    assert_eq!(meta(&talk, "dcterms.spatial"), ["Ford"]);
    assert_eq!(
        meta(&talk, "og:url"),
        ["https://mills.example/transcripts/talk.html"]
    );
    assert_eq!(meta(&talk, "og:site_name"), ["Mills"]);

    // Who takes part besides the author; of a document nobody, since Zotero would take these for its authors.
    let contributors = |id: &str| meta(&page(id), "dcterms.contributor");
    assert_eq!(contributors("talk"), [""; 0]);
    assert_eq!(contributors("asked"), ["Doe, John"]);
    assert_eq!(contributors("heard"), ["Counsel Smith", "Doe, John"]);
    assert_eq!(contributors("paper"), [""; 0]);
    assert_eq!(
        meta(&talk, "dcterms.license"),
        ["https://creativecommons.org/publicdomain/zero/1.0/"]
    );

    let asked = page("asked");
    assert_eq!(meta(&asked, "z:itemType"), ["interview"]);
    assert_eq!(meta(&asked, "z:interviewees"), ["Ban, Ki-moon"]);
    assert_eq!(meta(&asked, "z:interviewers"), ["Doe, John"]);

    let heard = page("heard");
    assert_eq!(meta(&heard, "z:itemType"), ["hearing"]);
    assert_eq!(meta(&heard, "bib:contributors"), ["Counsel Smith"]);
    assert_eq!(meta(&heard, "z:documentNumber"), ["M/1"]);
    assert_eq!(meta(&heard, "z:session"), ["The fair"]);
    assert_eq!(meta(&heard, "z:committee"), ["The Mill Board"]);

    let paper = page("paper");
    assert_eq!(meta(&paper, "z:itemType"), ["document"]);
    assert_eq!(meta(&paper, "dc:creator"), ["The Mill Board"]);
    assert_eq!(meta(&paper, "dc:date"), [""; 0]);
    assert_eq!(meta(&page("papier"), "dc:language"), ["fr"]);
    assert_eq!(meta(&page("papier"), "dcterms.language"), ["fr"]);

    for (path, page) in pages(&site) {
        let all = metas(&page);
        assert!(all.iter().all(|(_, content)| !content.is_empty()), "{path}");
        // They make an article of everything, or lose who asked whom.
        assert!(
            !all.iter().any(|(name, _)| name.starts_with("citation_")),
            "{path}"
        );
        assert!(!all.iter().any(|(name, _)| name == "dc:coverage"), "{path}");
    }
}

#[test]
fn lists_have_coins_and_a_transcript_has_none() {
    let site = site();
    site.build();
    for (path, page) in pages(&site) {
        let coins = attributes(&page, "span.Z3988", "title");
        if path.starts_with("transcripts/") || !path.contains('/') {
            assert_eq!(coins, [""; 0], "{path}");
        }
    }
    let person = attributes(&site.page("people/ban-ki-moon.html"), "span.Z3988", "title");
    let talk = person.iter().find(|title| title.contains("A%20talk"));
    assert_eq!(
        talk.map(String::as_str),
        Some(
            "ctx_ver=Z39.88-2004&rft_val_fmt=info:ofi/fmt:kev:mtx:dc&rft.type=presentation&rft.title=A%20talk&rft.au=Ban,%20Ki-moon&rft.date=2014-04-01&rft.place=Ford&rft.language=en&rft.source=Mills&rft.rights=https://creativecommons.org/publicdomain/zero/1.0/&rft.identifier=https://mills.example/transcripts/talk.html"
        )
    );
    let interview = person.iter().find(|title| title.contains("An%20interview"));
    assert!(interview.is_some_and(|title| {
        title.contains("rft.type=interview&rft.title=An%20interview&rft.au=Ban,%20Ki-moon")
    }));
    // Each once; on the parts of a long list those that stand there.
    let event = attributes(&site.page("events/fair.html"), "span.Z3988", "title");
    assert_eq!(event.len(), 3, "{event:?}");
    let mut listed: Vec<String> = Vec::new();
    for (path, page) in pages(&site) {
        if path.starts_with("topics/milling") {
            listed.extend(attributes(&page, "span.Z3988", "title"));
        }
    }
    for year in 1900..1908 {
        let title = format!("rft.title=Of%20{year}&");
        assert_eq!(
            listed.iter().filter(|coins| coins.contains(&title)).count(),
            1,
            "{year}"
        );
    }
}

/// What schema.org (version 29) has for these types, with what they inherit: as much of it as is written.
const THING: &[&str] = &[
    "name",
    "url",
    "description",
    "sameAs",
    "image",
    "identifier",
    "alternateName",
];
const WORK: &[&str] = &[
    "headline",
    "abstract",
    "genre",
    "author",
    "contributor",
    "contentLocation",
    "recordedAt",
    "about",
    "inLanguage",
    "dateCreated",
    "temporalCoverage",
    "isBasedOn",
    "archivedAt",
    "associatedMedia",
    "license",
    "copyrightNotice",
    "translationOfWork",
    "workTranslation",
    "isPartOf",
    "mainEntity",
];
const TYPES: &[(&str, &[&[&str]])] = &[
    ("CreativeWork", &[THING, WORK]),
    ("ArchiveComponent", &[THING, WORK, &["holdingArchive"]]),
    ("WebSite", &[THING, WORK]),
    ("WebPage", &[THING, WORK]),
    ("CollectionPage", &[THING, WORK]),
    ("SearchResultsPage", &[THING, WORK]),
    (
        "AudioObject",
        &[THING, WORK, &["contentUrl", "transcript", "duration"]],
    ),
    ("VideoObject", &[THING, WORK, &["contentUrl", "transcript"]]),
    ("MediaObject", &[THING, WORK, &["contentUrl"]]),
    ("DefinedTerm", &[THING, &["termCode", "inDefinedTermSet"]]),
    ("DefinedTermSet", &[THING, WORK]),
    (
        "Event",
        &[
            THING,
            &[
                "startDate",
                "endDate",
                "location",
                "superEvent",
                "attendee",
                "organizer",
                "performer",
            ],
        ],
    ),
    (
        "Person",
        &[
            THING,
            &[
                "familyName",
                "givenName",
                "honorificSuffix",
                "birthDate",
                "deathDate",
            ],
        ],
    ),
    ("Place", &[THING, &["geo"]]),
    ("GeoCoordinates", &[THING, &["latitude", "longitude"]]),
    ("Organization", &[THING]),
    ("ArchiveOrganization", &[THING]),
    ("Role", &[THING, &["roleName", "contributor"]]),
    ("Thing", &[THING]),
];

/// All that is wrong with an object, and the objects in it.
fn check(path: &str, value: &Value) {
    let object = match value {
        Value::Array(all) => return all.iter().for_each(|value| check(path, value)),
        Value::Object(object) => object,
        _ => return,
    };
    let types = match &object["@type"] {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        one => one.as_str().into_iter().collect::<Vec<_>>(),
    };
    assert!(!types.is_empty(), "{path}: {value}");
    let known = |kind: &str| TYPES.iter().find(|(name, _)| *name == kind);
    for kind in &types {
        assert!(known(kind).is_some(), "{path}: {kind}");
    }
    for (key, inner) in object {
        let of_types = types.iter().filter_map(|kind| known(kind));
        let is_known = of_types
            .flat_map(|(_, keys)| keys.iter())
            .any(|keys| keys.contains(&key.as_str()));
        assert!(
            is_known || key.starts_with('@'),
            "{path}: {key} of {types:?}"
        );
        assert!(!matches!(inner, Value::Null), "{path}: {key}");
        let is_address = ["url", "@id", "sameAs", "image", "license"].contains(&key.as_str());
        if let Some(address) = inner.as_str().filter(|_| is_address) {
            assert!(address.starts_with("https://"), "{path}: {key}: {address}");
        }
        check(path, inner);
    }
}

#[test]
fn every_page_has_an_object_of_schema_org() {
    let site = site();
    let settings = std::fs::read_to_string(site.path("postil.yaml")).expect("settings");
    for theme in THEMES {
        site.write("postil.yaml", &format!("{settings}theme: {theme}\n"));
        site.build();
        for (path, page) in pages(&site) {
            if path == "404.html" {
                assert!(!page.contains("ld+json"));
                continue;
            }
            let object = object(&page);
            assert_eq!(object["@context"], "https://schema.org", "{path}");
            check(&path, &object);
            let canonical = attributes(&page, "link[rel=\"canonical\"]", "href");
            assert_eq!(object["url"], canonical[0].as_str(), "{path}");
        }
        let of = |path: &str| object(&site.page(path));
        assert_eq!(of("index.html")["@type"], "WebSite");
        let talk = of("transcripts/talk.html");
        assert_eq!(
            talk["@type"],
            serde_json::json!(["CreativeWork", "ArchiveComponent"])
        );
        assert_eq!(talk["dateCreated"], "2014-04-01");
        assert_eq!(talk["holdingArchive"]["name"], "Mills");
        assert_eq!(talk["contentLocation"]["name"], "Ford");
        assert_eq!(talk["associatedMedia"]["@type"], "AudioObject");
        assert_eq!(talk["archivedAt"], "https://example.org/archived");
        assert_eq!(talk["about"]["name"], "Milling & </script><b>");
        assert_eq!(
            talk["about"]["sameAs"],
            "https://www.wikidata.org/wiki/Q44494"
        );
        assert_eq!(talk["headline"], "A talk");
        assert_eq!(talk["recordedAt"]["performer"][1]["name"], "Ban Ki-moon");
        assert_eq!(talk["contributor"][1]["contributor"]["name"], "Ban Ki-moon");
        let recorded = &of("transcripts/heard.html")["recordedAt"];
        assert_eq!(
            recorded[1]["organizer"]["name"], "The Mill Board",
            "{recorded}"
        );
        let heard = site.page("transcripts/heard.html");
        assert!(heard.contains("Held by"), "{theme}: {heard}");
        let board = site.page("organizations/mill-board.html");
        assert!(board.contains("heard.html"), "{theme}: {board}");
        let papier = of("transcripts/papier.html");
        assert_eq!(papier["temporalCoverage"], "1999~");
        assert_eq!(papier["translationOfWork"]["name"], "A paper");
        assert_eq!(
            of("transcripts/paper.html")["workTranslation"]["inLanguage"],
            "fr"
        );
        let main = |path: &str| of(path)["mainEntity"].clone();
        let ban = main("people/ban-ki-moon.html");
        assert_eq!(
            (&ban["familyName"], &ban["givenName"]),
            (&"Ban".into(), &"Ki-moon".into())
        );
        assert_eq!(ban["birthDate"], "1944-06-13");
        assert_eq!(main("topics/milling.html")["@type"], "DefinedTerm");
        assert_eq!(
            main("topics/milling.html")["image"],
            "https://mills.example/assets/mill.png"
        );
        let fair = main("events/fair.html");
        assert_eq!(
            (&fair["startDate"], &fair["endDate"]),
            (&"2014-03-31".into(), &"2014-04-01".into())
        );
        assert_eq!(main("events/stall.html")["startDate"], Value::Null);
        assert_eq!(main("events/stall.html")["superEvent"]["name"], "The fair");
        assert_eq!(main("places/ford.html")["geo"]["longitude"], -4.25);
        assert_eq!(main("documents/act.html")["identifier"], "A/1");
        assert_eq!(
            main("organizations/mill-board.html")["@type"],
            "Organization"
        );
        assert_eq!(main("treaties/peace.html")["@type"], "Thing");
        assert_eq!(of("about.html")["@type"], "WebPage");
    }
}

#[test]
fn nothing_is_told_before_its_warning_and_no_draft_at_all() {
    let site = site();
    site.build();
    for id in ["talk", "paper"] {
        let page = site.page(&format!("transcripts/{id}.html"));
        for (name, content) in metas(&page) {
            assert!(
                !content.contains("horrors") || content == "Of horrors.",
                "{name}: {content}"
            );
        }
        assert!(!object(&page).to_string().contains("horrors"));
    }
    for (path, page) in pages(&site) {
        assert!(!page.contains("Hidden"), "{path}");
    }
}

#[test]
fn annotations_elsewhere_know_a_page_by_names_that_stay() {
    let site = site();
    site.build();
    let names = |path: &str| {
        let page = site.page(path);
        [
            meta(&page, "dc.identifier"),
            meta(&page, "dc.relation.ispartof"),
        ]
        .concat()
    };
    assert_eq!(
        names("transcripts/talk.html"),
        ["talk", "mills-of-the-ford"]
    );
    assert_eq!(
        names("topics/milling.html"),
        ["topics/milling", "mills-of-the-ford"]
    );
    assert_eq!(names("about.html"), ["pages/about", "mills-of-the-ford"]);
    // What several pages are told as would be taken for one document.
    let mut seen = BTreeMap::new();
    for (path, page) in pages(&site) {
        for name in meta(&page, "dc.identifier") {
            assert_eq!(seen.insert(name, path.clone()), None);
        }
    }
    let same = "link[rel=\"alternate\"]:not([hreflang])";
    for (path, page) in pages(&site) {
        for kind in attributes(&page, same, "type") {
            assert_eq!(kind, "application/atom+xml", "{path}");
        }
    }
}

#[test]
fn without_an_address_nothing_is_told_of_one() {
    let site = site();
    let settings = std::fs::read_to_string(site.path("postil.yaml")).expect("settings");
    site.write(
        "postil.yaml",
        &settings.replace("base_url: https://mills.example/\n", ""),
    );
    site.build();
    for (path, page) in pages(&site) {
        assert!(!page.contains("mills.example"), "{path}");
        assert!(!page.contains("\"@id\""), "{path}");
        if path != "404.html" {
            check(&path, &object(&page));
        }
    }
}

/// Annotations on the words are found again by the time at which these are said, and rights are known by the names that they have there.
#[test]
fn paragraphs_say_when_they_are_said_and_rights_have_their_own_names() {
    let site = Site::empty()
        .file("postil.yaml", "title: Mills\n")
        .file("content/transcripts/tape.md", "---\ntitle: A tape\nform: interview\nrights: https://rightsstatements.org/vocab/InC/1.0/\nmedia: {url: \"https://example.org/tape.mp3\", duration: 1:10}\nspeakers: {}\n---\n[00:00:05] We met.\n\nWe talked.\n\n[00:00:30] We left.\n\n[00:00:20] Back.\n\n[00:01:00] The end.\n");
    for theme in THEMES {
        site.write("postil.yaml", &format!("title: Mills\ntheme: {theme}\n"));
        site.build();
        let page = site.page("transcripts/tape.html");
        let times = |name: &str| attributes(&page, &format!(".para[{name}]"), name);
        assert_eq!(
            times("data-time-start"),
            ["5.0", "30.0", "20.0", "60.0"],
            "{theme}"
        );
        // What goes back in time has no end before its beginning.
        assert_eq!(times("data-time-end"), ["30.0", "60.0", "70.0"], "{theme}");
        let rights = "http://rightsstatements.org/vocab/InC/1.0/";
        for name in ["dc:rights", "dcterms.rights", "dcterms.license"] {
            assert_eq!(meta(&page, name), [rights], "{theme}: {name}");
        }
        assert_eq!(object(&page)["license"], rights);
    }
}

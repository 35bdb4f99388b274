//! Other inputs than content, what is told, and what is cleaned up.

use std::{fs, process::Command};

use super::*;
use crate::testsuite::Site;
use postil::pipeline::{self, Options, Stage};

#[test]
fn a_template_the_theme_and_the_configuration() {
    let site = archive();
    let pages = twin(&site).pages;
    site.write(
        "templates/topic.html",
        "{% extends \"default/topic.html\" %}{% block body %}<p>new</p>{% endblock body %}",
    );
    let made = twin(&site);
    assert!(site.page("topics/mills.html").contains("<p>new</p>"));
    assert!(made.rendered > 0 && made.rendered <= pages);
    site.write(
        "themes/plain/templates/home.html",
        "{{ site.title }} {{ home.note_count }}",
    );
    site.write("themes/plain/static/x.css", "p{}");
    replace(
        &site,
        "postil.yaml",
        "title: Twin",
        "title: Twin\ntheme: plain",
    );
    twin(&site);
    assert!(site.has("static/x.css"));
    site.write("themes/plain/static/x.css", "p{color:red}");
    twin(&site);
    assert!(site.page("static/x.css").contains("red"));
    replace(&site, "postil.yaml", "title: Twin", "title: Twins");
    assert!(
        twin(&site).rendered >= pages - 4,
        "every page has the title, but for those of programs"
    );
    replace(
        &site,
        "postil.yaml",
        "theme: plain\n",
        "urls: directories\n",
    );
    twin(&site);
    assert!(
        site.has("topics/mills/index.html")
            && !site.has("topics/mills.html")
            && !site.has("static/x.css")
    );
    twin_of(
        &site,
        &Options {
            base_url: Some("https://other.example/x/".into()),
            ..site.options()
        },
    );
    assert!(site.page("feed.xml").contains("other.example"));
    twin(&site);
}

#[test]
fn a_built_in_theme_comes_and_goes() {
    let site = archive();
    let pages = twin(&site).pages;
    let settings = fs::read_to_string(site.path("postil.yaml")).expect("the settings");
    let usual = bytes(&site.path("public"));
    site.write("postil.yaml", &format!("{settings}theme: plain\n"));
    assert!(
        twin(&site).rendered >= pages - 4,
        "all but those of programs"
    );
    assert!(!site.has("static/postil.js") && site.has("static/postil.css"));
    assert_ne!(bytes(&site.path("public")), usual);
    assert_eq!(twin(&site).rendered, 0);
    // What a page of this theme shows and one of the other does not is made anew with it.
    replace(
        &site,
        "content/transcripts/one.md",
        "At the mill",
        "In the mill",
    );
    twin(&site);
    site.write("postil.yaml", &settings);
    replace(
        &site,
        "content/transcripts/one.md",
        "In the mill",
        "At the mill",
    );
    twin(&site);
    assert_eq!(bytes(&site.path("public")), usual);
}

#[test]
fn words_of_the_site_come_change_and_go() {
    let site = archive();
    let pages = twin(&site).pages;
    // A word of templates, which no view has.
    site.write("words/en.yaml", "skip: To the words\n");
    assert!(twin(&site).rendered > pages / 2);
    assert!(site.page("index.html").contains("To the words"));
    assert_eq!(twin(&site).rendered, 0);
    // A word of views, and of the sentences round links.
    site.write("words/en.yaml", "paragraph_sign: \"para {id}\"\n");
    twin(&site);
    assert!(site.page("index.html").contains("To the text"));
    assert!(site.page("topics/rivers.html").contains("para 2"));
    replace(
        &site,
        "postil.yaml",
        "title: Twin",
        "title: Twin\nlanguage: fr",
    );
    twin(&site);
    assert!(site.page("index.html").contains("Aller au texte"));
    site.write("words/fr.yaml", "skip: Au texte\n");
    twin(&site);
    assert!(site.page("index.html").contains("Au texte"));
    std::fs::remove_dir_all(site.path("words")).expect("the folder is there");
    twin(&site);
    assert!(site.page("index.html").contains("Aller au texte"));
}

#[test]
fn another_version_of_postil_takes_nothing_over() {
    let site = archive();
    let pages = twin(&site).pages;
    let index = site.path(".postil/cache/index");
    let bytes = fs::read(&index).expect("the index");
    let end = bytes
        .iter()
        .position(|&b| b == b'\n')
        .expect("a first line");
    let other = [b"postil-cache 1 0.0.0 0000000000000000", &bytes[end..]].concat();
    fs::write(&index, other).expect("written");
    assert_eq!(twin(&site).rendered, pages);
    assert_eq!(twin(&site).rendered, 0);
    let bytes = fs::read(&index).expect("the index");
    let other = [b"postil-cache 2 ", &bytes[15..]].concat();
    fs::write(&index, other).expect("written");
    assert_eq!(twin(&site).rendered, pages);
}

#[test]
fn warnings_are_told_by_every_build() {
    // Without files to copy, which count as changed for two seconds after they were written.
    let site = Site::empty()
        .file("postil.yaml", "title: Twin\neditors: {mh: M. Hall}\n")
        .file(
            "content/transcripts/three.md",
            "---\ntitle: Three\n---\nNothing of note was said.\n",
        )
        .file(
            "content/annotations/three.yaml",
            "annotations:\n  - {quote: Nothing of note, by: mhh, note: x}\n",
        );
    let first = twin(&site).diagnostics;
    assert!(first.warnings() > 0);
    assert_eq!(twin(&site).diagnostics.list(), first.list());
    let again = twin(&site);
    assert_eq!(again.diagnostics.list(), first.list());
    let mut stages = again.timings.stages().iter().map(|(stage, _)| *stage);
    assert!(
        stages.all(|stage| stage != Stage::Bind),
        "nothing changed, and yet names were bound"
    );

    // What was a warning then is an error now.
    let strict = Options {
        strict: true,
        ..site.options()
    };
    let refused = pipeline::build(&strict, &|_| {}).expect("the machine is fine");
    assert!(refused.written.is_none());
    assert_eq!(refused.diagnostics.errors(), first.warnings());
    assert_eq!(twin(&site).diagnostics.list(), first.list());

    // An editor mends it.
    replace(&site, "content/annotations/three.yaml", "by: mhh, ", "");
    assert!(twin(&site).diagnostics.is_empty());
    assert!(twin(&site).diagnostics.is_empty());
}

#[test]
fn what_is_kept_stays_bounded() {
    let site = archive();
    twin(&site);
    let size = || -> u64 {
        let all = fs::read_dir(site.path(".postil/cache")).expect("the cache");
        all.map(|e| e.expect("an entry").metadata().expect("a file").len())
            .sum()
    };
    let long = "word ".repeat(20_000);
    for n in 0..60 {
        site.write(
            "content/pages/long.md",
            &format!("---\ntitle: Long\n---\n{n} {long}\n"),
        );
        pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    }
    assert!(size() < 6 * 1024 * 1024, "{} bytes", size());
    for n in 0..12 {
        let options = Options {
            output: site.path(&format!("out{n}")),
            ..site.options()
        };
        pipeline::build(&options, &|_| {}).expect("the machine is fine");
    }
    let index = fs::read(site.path(".postil/cache/index")).expect("the index");
    let known = (0..12).filter(|n| {
        let name = format!("out{n}");
        index
            .windows(name.len() + 1)
            .any(|w| w[..name.len()] == *name.as_bytes() && !w[name.len()].is_ascii_digit())
    });
    assert!(
        known.count() <= 3,
        "not every output that ever was is known"
    );
    twin(&site);
}

#[test]
fn clean_removes_what_postil_made_and_nothing_else() {
    let site = archive()
        .file(".postil/mine", "mine")
        .file("public/mine", "mine");
    pipeline::build(&site.options(), &|_| {}).expect("the machine is fine");
    let cleaned = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(["clean", "--root"])
        .arg(site.path(""))
        .output()
        .expect("started");
    assert!(cleaned.status.success());
    assert_eq!(
        bytes(&site.path("public")).keys().collect::<Vec<_>>(),
        ["mine"]
    );
    assert_eq!(
        bytes(&site.path(".postil")).keys().collect::<Vec<_>>(),
        ["mine"]
    );
    assert!(site.path("content/topics/mills.md").exists());
}

#[test]
fn reasons_and_timings_are_told() {
    let site = archive();
    twin(&site);
    replace(
        &site,
        "content/annotations/one.yaml",
        "two metres",
        "four metres",
    );
    let built = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(["build", "--explain", "--timings", "--root"])
        .arg(site.path(""))
        .output()
        .expect("started");
    let said = String::from_utf8(built.stderr).expect("UTF-8");
    assert!(
        said.contains("transcripts/one.html: one or its notes"),
        "{said}"
    );
    assert!(
        said.contains("topics/rivers.html: passages or transcripts that refer to topic:rivers"),
        "{said}"
    );
    for stage in [
        "survey",
        "load and anchor",
        "bind",
        "render",
        "write",
        "keep",
    ] {
        assert!(said.contains(stage), "{stage}: {said}");
    }
}

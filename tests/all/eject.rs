//! `postil theme eject`: what is written makes the same pages, and nothing of the site is lost.

use crate::testsuite::Site;

fn listed(site: &Site) -> Vec<String> {
    let run = site.run(&["theme", "eject"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run.stdout.lines().map(str::to_owned).collect()
}

/// A hearing with what components are for: notes, links, a passage, an earlier wording.
fn site() -> Site {
    Site::small()
        .file(
            "content/annotations/hearing.yaml",
            "transcript: hearing\nannotations:\n  - id: shut\n    quote: The mill was closed\n    topics: [milling]\n    people: [jane-roe]\n    note: See [[milling]].\n",
        )
        .file(
            "content/events/fire.md",
            "---\ntitle: The fire\ndate: 1931-05-03\n---\nSee [[hearing#p2]].\n",
        )
}

fn places(name: &str) -> String {
    match name.starts_with("static/") {
        true => name.to_owned(),
        false => format!("templates/{name}"),
    }
}

#[test]
fn what_is_ejected_makes_the_same_pages() {
    let site = site();
    site.build();
    let before = site.output();
    let all = listed(&site);
    assert!(all.iter().any(|name| name == "components/note.html"));
    assert!(all.iter().any(|name| name == "static/postil.css"));
    for name in &all {
        let run = site.run(&["theme", "eject", name]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(run.stderr.contains(&format!("wrote {}", places(name))));
        let run = site.build();
        assert!(!run.stderr.contains("warning"), "{name}: {}", run.stderr);
        let pages = |site: &Site| -> Vec<(String, Vec<u8>)> {
            let output = site.output().into_iter();
            output.map(|(path, (bytes, _))| (path, bytes)).collect()
        };
        assert!(
            pages(&site).into_iter().eq(before
                .iter()
                .map(|(path, (bytes, _))| (path.clone(), bytes.clone()))),
            "{name} makes other pages"
        );
        site.remove(&places(name));
    }
    let run = site.run(&["theme", "eject", "--all"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    site.build();
    let bytes = |output: &std::collections::BTreeMap<String, (Vec<u8>, _)>| -> Vec<Vec<u8>> {
        output.values().map(|(bytes, _)| bytes.clone()).collect()
    };
    assert_eq!(bytes(&site.output()), bytes(&before));
    // What is changed then shows.
    let base = std::fs::read_to_string(site.path("templates/base.html")).expect("it was written");
    site.write(
        "templates/base.html",
        &base.replace("</body>", "<hr></body>"),
    );
    site.write("static/postil.css", "p {}");
    site.build();
    assert!(site.page("topics/milling.html").contains("<hr></body>"));
    assert_eq!(site.page("static/postil.css"), "p {}");
}

#[test]
fn what_the_site_has_is_not_written_over() {
    let site = Site::small().file("templates/home.html", "mine");
    let mine = |site: &Site| {
        std::fs::read_to_string(site.path("templates/home.html")).expect("it is there")
    };
    let run = site.run(&["theme", "eject", "topic", "home"]);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("templates/home.html is there already; `--force` writes over it"),
        "{}",
        run.stderr
    );
    assert_eq!(mine(&site), "mine");
    assert!(!site.path("templates/topic.html").exists());
    let run = site.run(&["theme", "eject", "--all"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("note: templates/home.html is there already and stays"),
        "{}",
        run.stderr
    );
    assert_eq!(mine(&site), "mine");
    assert!(site.path("templates/topic.html").exists());
    let run = site.run(&["theme", "eject", "--force", "home.html"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(mine(&site).contains("{% extends \"base.html\" %}"));
    let again = site.run(&["theme", "eject", "home.html"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert_eq!(
        again.stderr,
        "templates/home.html is the built-in one already\n"
    );
}

#[cfg(unix)]
#[test]
fn nothing_is_written_where_a_link_leads_out_of_the_site() {
    let outside = Site::empty().file("topic.html", "theirs");
    for (link, to) in [
        ("templates", outside.path("")),
        ("templates/topic.html", outside.path("topic.html")),
        ("templates/topic.html", outside.path("nothing")),
    ] {
        let site = Site::small();
        if link.contains('/') {
            std::fs::create_dir(site.path("templates")).expect("a folder");
        }
        std::os::unix::fs::symlink(&to, site.path(link)).expect("a link");
        let run = site.run(&["theme", "eject", "--force", "topic", "event"]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("may not be read"), "{}", run.stderr);
        assert_eq!(
            std::fs::read_to_string(outside.path("topic.html"))
                .ok()
                .as_deref(),
            Some("theirs")
        );
        assert!(!outside.path("event.html").exists() && !outside.path("nothing").exists());
    }
}

#[test]
fn names_are_found_however_they_are_written() {
    for (written, made) in [
        ("default/topic.html", "templates/topic.html"),
        ("templates/topic.html", "templates/topic.html"),
        ("note", "templates/components/note.html"),
        ("page", "templates/page.html"),
        ("postil.css", "static/postil.css"),
    ] {
        let site = Site::small();
        let run = site.run(&["theme", "eject", written]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(
            run.stderr.contains(&format!("wrote {made}")),
            "{}",
            run.stderr
        );
    }
    for (written, said) in [
        (
            "topc.html",
            "there is no built-in template `topc.html`; did you mean `topic.html`?",
        ),
        ("noto", "did you mean `components/note.html`?"),
        ("somewhere/else", "`postil theme eject` lists all"),
        ("../base.html", "there is no built-in template"),
    ] {
        let site = Site::small();
        let run = site.run(&["theme", "eject", "base", written]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(said), "{}", run.stderr);
        assert!(!site.path("templates").exists());
    }
}

#[test]
fn what_stands_in_front_of_a_theme_is_told() {
    let site = Site::small().file("postil.yaml", "theme: paper\n").file(
        "themes/paper/templates/topic.html",
        "{% extends \"entry.html\" %}\n",
    );
    let run = site.run(&["theme", "eject", "topic", "event"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told = "note: themes/paper/templates/topic.html is no longer used";
    assert!(run.stderr.contains(told), "{}", run.stderr);
    assert_eq!(run.stderr.matches("no longer used").count(), 1);
}

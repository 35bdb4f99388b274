//! Files and folders of a site: which are read, which are published, where links lead, and which names are one.
#![cfg(unix)]

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::testsuite::{Site, html::check_links};

const TOPIC: &str = "---\ntitle: A topic\n---\nWords.\n";

fn link(site: &Site, target: impl AsRef<Path>, path: &str) {
    let path = site.path(path);
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    symlink(target, path).expect("a link");
}

/// `check` and `build` say the same, with these words, and nothing is written.
fn refused(site: &Site, words: &[&str]) {
    let before = site.output();
    for command in ["check", "build"] {
        let run = site.run(&[command]);
        assert_eq!(run.code, 1, "{command}: {}", run.stderr);
        for words in words {
            assert!(
                run.stderr.contains(words),
                "{command}, {words}: {}",
                run.stderr
            );
        }
    }
    assert_eq!(site.output(), before);
}

/// `check` and `build` warn with these words, and are content.
fn warned(site: &Site, words: &[&str]) {
    for command in ["check", "build"] {
        let run = site.run(&[command]);
        assert_eq!(run.code, 0, "{command}: {}", run.stderr);
        for words in words {
            assert!(
                run.stderr.contains(words),
                "{command}, {words}: {}",
                run.stderr
            );
        }
    }
}

#[test]
fn what_build_refuses_check_refuses_with_its_place() {
    let page = "content/pages/b.md";
    let old = |from: &str| format!("---\ntitle: A\nredirect_from: {from}\n---\n");
    let long = "x".repeat(300);
    for (files, words) in [
        (
            vec![
                (page, TOPIC.to_owned()),
                ("content/topics/a.md", old("[b.html/c]")),
            ],
            "a.md:3",
        ),
        (
            vec![("content/topics/a.md", old("[x/y, x.html, x.html/z]"))],
            "a.md:3",
        ),
        (
            vec![("content/topics/a.md", old("[x/y.html/z, x/y]"))],
            "a.md:3",
        ),
        (vec![("content/topics/a.md", old(&long))], "255"),
        (vec![("content/topics/a.md", old("[Topics/A]"))], "a.md:3"),
        (
            vec![("content/topics/a.md", old(".postil-record"))],
            "a.md:3",
        ),
        (
            vec![
                ("content/assets/\u{e9}.txt", "1".to_owned()),
                ("content/assets/e\u{301}.txt", "2".to_owned()),
            ],
            "content/assets/\u{e9}.txt",
        ),
        (
            vec![
                ("content/assets/A.txt", "1".to_owned()),
                ("content/assets/a.txt", "2".to_owned()),
            ],
            "content/assets/a.txt",
        ),
        (
            vec![
                ("content/assets/x", "1".to_owned()),
                ("content/assets/X/y", "2".to_owned()),
            ],
            "content/assets/x",
        ),
        (
            vec![("content/root/topics/index.html", "1".to_owned())],
            "content/root/topics/index.html",
        ),
        (
            vec![("content/root/robots.txt", "1".to_owned())],
            "omit: robots",
        ),
    ] {
        let mut site = Site::small();
        for (path, text) in files {
            site = site.file(path, &text);
        }
        refused(&site, &["error[", words]);
    }
}

#[test]
fn names_that_are_one_on_some_disk_are_one_id() {
    for (a, b) in [
        ("οδος", "οδοσ"),
        ("pass", "paſs"),
        ("Mill", "mill"),
        ("straße", "STRASSE"),
        ("\u{e9}", "E\u{301}"),
    ] {
        let site = Site::small()
            .file(&format!("content/people/{a}.md"), TOPIC)
            .file(&format!("content/people/x/{b}.md"), TOPIC);
        refused(&site, &["duplicate-id", "content/people/"]);
    }
    for name in ["con", "NUL", "com1", "a:b", "a\u{200e}b", "x."] {
        let site = Site::small().file(&format!("content/topics/{name}.md"), TOPIC);
        refused(&site, &["bad-id", "rename it, for example to"]);
    }
    warned(
        &Site::small().file("content/assets/a:b.txt", "x"),
        &["unportable-name", "content/assets/a:b.txt", "Windows"],
    );
}

#[test]
fn composed_and_decomposed_names_refer_to_each_other() {
    // First the name of the file, then what refers to it.
    for (on_disk, typed) in [("cafe\u{301}", "caf\u{e9}"), ("caf\u{e9}", "cafe\u{301}")] {
        let site = Site::small()
            .file(&format!("content/topics/{on_disk}.md"), TOPIC)
            .file(&format!("content/people/{on_disk}-p.md"), &format!("---\ntitle: Pia\nimage: {typed}.jpg\n---\n"))
            .file(&format!("content/assets/{on_disk}.jpg"), "x")
            .file(&format!("content/transcripts/{on_disk}-t.txt"), "Q: Hello there.\n")
            .file(
                &format!("content/transcripts/{typed}-t.yaml"),
                &format!("title: T\nspeakers:\n  Q: {typed}-p\ntopics: [{typed}]\npresent: {typed}-p\n"),
            )
            .file(
                &format!("content/annotations/{on_disk}-t/more.yaml"),
                "annotations:\n  - quote: there\n    note: y\n",
            )
            .file(
                "content/annotations/z.yaml",
                &format!("transcript: {typed}-t\nannotations:\n  - quote: Hello\n    topics: {typed}\n    note: See [[{typed}]] and [a picture](assets/{typed}.jpg).\n    see: ['{typed}-t#p1']\n"),
            )
            .file(
                "content/pages/about.md",
                &format!("---\ntitle: About\nredirect_from: [old/{typed}]\n---\n[[topic:{typed}|x]] ![p](assets/{typed}.jpg)\n"),
            )
            .file("postil.yaml", &format!("title: T\ntheme: {typed}\nnavigation:\n  - {{title: C, to: '[[{typed}]]'}}\n"))
            .file(&format!("themes/{on_disk}/static/{on_disk}.css"), "p {}");
        let run = site.run(&["build", "--strict"]);
        assert_eq!(run.code, 0, "{on_disk:?}: {}", run.stderr);
        for page in [
            "topics/caf\u{e9}.html",
            "assets/caf\u{e9}.jpg",
            "old/caf\u{e9}.html",
            "transcripts/caf\u{e9}-t.html",
            "static/caf\u{e9}.css",
        ] {
            assert!(site.has(page), "{on_disk:?}: {page}");
        }
        check_links(&site);
    }
}

#[test]
fn an_old_address_is_taken_as_a_browser_writes_it() {
    let site = Site::small()
        .file("postil.yaml", "base_url: https://archive.example.org/a/\n")
        .file(
            "content/topics/milling.md",
            "---\ntitle: Milling\nredirect_from:\n  - /alte%20M%C3%BChle.html\n  - alte Mühlen\n  - https://archive.example.org/a/x/y%23z/\n---\n",
        );
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    // Written twice, in two ways, it is one.
    site.write(
        "content/pages/about.md",
        "---\ntitle: About\nredirect_from: [caf%C3%A9, café.html, /caf\u{e9}]\n---\n",
    );
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.page("café.html").contains("about.html"));
    for page in ["alte Mühle.html", "alte Mühlen.html", "x/y#z/index.html"] {
        assert!(site.page(page).contains("milling.html"), "{page}");
    }
    site.write(
        "content/people/jane-roe.md",
        "---\ntitle: J\nredirect_from: ['a?id=5']\n---\n",
    );
    refused(&site, &["jane-roe.md:3", "bad-value"]);
}

#[test]
fn assets_are_copied_and_what_is_left_out_is_told() {
    let site = Site::small();
    for path in [
        "README.md",
        "LICENSE.txt",
        "data/README",
        ".well-known/security.txt",
        ".htaccess",
    ] {
        site.write(&format!("content/assets/{path}"), path);
    }
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(site.page("assets/data/README"), "data/README");
    assert_eq!(
        site.page("assets/.well-known/security.txt"),
        ".well-known/security.txt"
    );
    for path in [
        ".env",
        ".git/config",
        "x.bak",
        "a/.DS_Store",
        "b/.DS_Store",
        "~$x.docx",
        "x.md~",
    ] {
        site.write(&format!("content/assets/{path}"), "secret");
    }
    site.write(
        "content/pages/about.md",
        "---\ntitle: About\n---\n[the readme](assets/README.md)\n",
    );
    warned(
        &site,
        &[
            "`.env` is hidden",
            "content/assets/.git/`",
            "`x.bak` is an old copy",
            "content/assets/b/.DS_Store",
            "x.md~",
            "~$x.docx",
        ],
    );
    let published = site.output();
    assert!(published.values().all(|(bytes, _)| bytes != b"secret"));
    site.write(
        "content/pages/about.md",
        "---\ntitle: About\n---\n[x](assets/x.bak)\n",
    );
    refused(
        &site,
        &["about.md:4", "is not published because of its name"],
    );
}

#[test]
fn files_of_root_go_to_the_sites_root() {
    let site = Site::small();
    for path in ["CNAME", "ads.txt", ".nojekyll", ".well-known/x/y", "README"] {
        site.write(&format!("content/root/{path}"), path);
    }
    site.write(
        "content/pages/about.md",
        "---\ntitle: About\n---\n[ads](ads.txt)\n",
    );
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for path in ["CNAME", "ads.txt", ".nojekyll", ".well-known/x/y", "README"] {
        assert_eq!(site.page(path), path);
    }
    check_links(&site);
    site.write("content/root/.git/config", "secret");
    warned(&site, &["content/root/.git", "left-out"]);
    site.remove("content/root/CNAME");
    site.build();
    assert!(!site.has("CNAME") && !site.has(".git/config"));
}

#[test]
fn two_files_of_one_name_and_near_misses_are_told() {
    let words = "Hello.\n";
    let sidecar = "title: T\nspeakers: {}\n";
    let talk = || Site::small().file("content/transcripts/talk.txt", words);
    for twin in ["talk.yml", "Talk.yaml", "TALK.YML"] {
        let site = talk()
            .file("content/transcripts/talk.yaml", sidecar)
            .file(&format!("content/transcripts/{twin}"), sidecar);
        refused(&site, &["two of one name", "talk.y"]);
    }
    let notes = "annotations:\n  - quote: at the mill\n    note: x\n    in: p2\n";
    refused(
        &Site::small()
            .file("content/annotations/hearing.yaml", notes)
            .file("content/annotations/hearing.yml", notes),
        &["two of one name", "content/annotations/hearing.yml"],
    );
    let site = Site::small()
        .file("content/transcripts/TALK.TXT", words)
        .file("content/transcripts/TALK.YAML", sidecar);
    assert_eq!(site.run(&["build", "--strict"]).code, 0);
    refused(
        &Site::small().file("content/transcripts/TALK.TXT", words),
        &["content/transcripts/TALK.yaml"],
    );
    for (path, words) in [
        (
            "content/annotation/hearing.yaml",
            "did you mean `content/annotations/`?",
        ),
        ("content/Topics/x.md", "did you mean `content/topics/`?"),
        (
            "annotations/hearing.yaml",
            "move it into content/: `content/annotations/`",
        ),
        (
            "Transcript/hearing.md",
            "move it into content/: `content/transcripts/`",
        ),
        ("template/topic.html", "did you mean `templates/`?"),
        ("theme/mine/static/x.css", "did you mean `themes/`?"),
        (
            "templates/Topics.htm",
            "did you mean `templates/topics.html`?",
        ),
        (
            "templates/topc.html",
            "did you mean `templates/topic.html`?",
        ),
        (
            "templates/nowhere/asked.html",
            "no page and no other template asks for",
        ),
    ] {
        warned(&Site::small().file(path, notes), &[words]);
    }
    let fine = Site::small()
        .file("templates/parts/line.html", "<hr>")
        .file("templates/topic.html", "{% extends \"default/topic.html\" %}{% block main %}{% include \"parts/line.html\" %}{% endblock main %}")
        .file("documents/letter.md", "x")
        .file("tests/x.html", "x");
    let run = fine.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

#[test]
fn what_editors_leave_is_ignored_everywhere() {
    let site = Site::small().file("postil.yaml", "theme: mine\n").file(
        "themes/mine/templates/page.html",
        "{% extends \"default/page.html\" %}",
    );
    for folder in [
        "content",
        "content/topics",
        "content/assets",
        "content/root",
        "templates",
        "themes/mine/templates",
        "themes/mine/static",
    ] {
        fs::create_dir_all(site.path(folder)).expect("a folder");
        for name in [
            ".#topic.html",
            "#topic.html#",
            "topic.html~",
            ".topic.html.swp",
            "topic.md.swo",
        ] {
            let path = format!("{folder}/{name}");
            link(&site, "user@host.4711:1700000000", &path);
            // Where files are copied, what is left out is told; elsewhere nobody misses it.
            let copied = ["assets", "root", "static"]
                .iter()
                .any(|end| folder.ends_with(end));
            let run = match copied {
                true => site.run(&["build"]),
                false => site.run(&["build", "--strict"]),
            };
            assert_eq!(run.code, 0, "{path}: {}", run.stderr);
            assert_eq!(run.stderr.contains(&path), copied, "{path}: {}", run.stderr);
            site.remove(&path);
            site.write(&path, "{% bad");
            assert_eq!(site.run(&["build"]).code, 0, "{path}");
            site.remove(&path);
        }
    }
    assert!(
        site.output()
            .keys()
            .all(|path| !path.contains("topic.html~") && !path.contains(".sw"))
    );
}

/// A folder outside of any site, with a secret in it.
fn outside() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("id_rsa"), "SECRET").expect("written");
    fs::write(folder.path().join("page.html"), "SECRET").expect("written");
    fs::write(folder.path().join("page.md"), "---\ntitle: SECRET\n---\n").expect("written");
    fs::create_dir(folder.path().join("static")).expect("a folder");
    fs::write(folder.path().join("static/s.css"), "SECRET").expect("written");
    let path = folder.path().to_owned();
    (folder, path)
}

#[test]
fn nothing_outside_of_the_site_is_read_or_published() {
    let (_keep, out) = outside();
    for (at, target) in [
        ("content/topics/x.md", out.join("page.md")),
        ("content/assets/key", out.join("id_rsa")),
        ("content/assets/all", out.clone()),
        ("content/root/all", out.clone()),
        ("content/assets", out.clone()),
        ("content/pages", out.clone()),
        ("templates", out.clone()),
        ("templates/page.html", out.join("page.html")),
        ("templates/more", out.clone()),
        ("themes/mine/templates", out.clone()),
        ("themes/mine/static", out.clone()),
        ("themes/mine/static/key", out.join("id_rsa")),
        ("themes/mine/theme.yaml", out.join("id_rsa")),
        ("themes/mine", out.clone()),
        ("themes", out.clone()),
        ("postil.yaml", out.join("page.md")),
    ] {
        let site = Site::small();
        if at != "postil.yaml" {
            let theme = if at.starts_with("themes") {
                "theme: mine\n"
            } else {
                ""
            };
            site.write("postil.yaml", &format!("title: T\n{theme}"));
        }
        link(&site, &target, at);
        let run = site.run(&["build"]);
        assert_eq!(run.code, 1, "{at}: {}", run.stderr);
        assert!(!run.stderr.contains("SECRET"), "{at}: {}", run.stderr);
        assert!(run.stderr.contains("link-outside"), "{at}: {}", run.stderr);
        assert!(site.output().is_empty(), "{at}");
    }
}

#[test]
fn a_back_slash_in_a_name_leads_nowhere() {
    let site = Site::small()
        .file("secret.md", "---\ntitle: SECRET\n---\n")
        .file("postil.yaml", "theme: mine\n");
    for path in [
        "content/topics/x\\..\\..\\..\\secret.md",
        "content/assets/x\\..\\..\\..\\secret.md",
        "templates/x\\secret.html",
        "themes/mine/static/x\\secret.css",
    ] {
        site.write(path, "x");
        refused(&site, &["bad-id", "back-slash", path]);
        site.remove(path);
    }
}

#[test]
fn links_that_stay_inside_are_followed_everywhere() {
    let site = Site::empty();
    let shared = Site::small();
    for path in ["transcripts/hearing.md", "people/jane-roe.md"] {
        let text = fs::read_to_string(shared.path(&format!("content/{path}"))).expect("text");
        site.write(&format!("shared/{path}"), &text);
    }
    site.write("shared/settings.yaml", "title: Shared\ntheme: mine\n");
    site.write("shared/a.jpg", "a picture");
    site.write(
        "shared/page.html",
        "{% extends \"default/page.html\" %}{% block main %}MINE{% endblock main %}",
    );
    site.write("shared/look/static/look.css", "p {}");
    site.write(
        "content/pages/about.md",
        "---\ntitle: About\n---\n[x](assets/a.jpg)\n",
    );
    for (target, at) in [
        ("../shared/transcripts", "content/transcripts"),
        (
            "../../shared/people/jane-roe.md",
            "content/people/jane-roe.md",
        ),
        ("../../shared/a.jpg", "content/assets/a.jpg"),
        ("../shared/page.html", "templates/page.html"),
        ("../shared/look", "themes/mine"),
        ("shared/settings.yaml", "postil.yaml"),
    ] {
        link(&site, target, at);
    }
    let run = site.run(&["build", "--strict"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(site.page("about.html").contains("MINE"));
    assert!(site.page("index.html").contains("Shared"));
    assert_eq!(site.page("assets/a.jpg"), "a picture");
    assert!(site.has("static/look.css") && site.has("transcripts/hearing.html"));
    // A change of what a link leads to is a change.
    site.write("shared/a.jpg", "another picture");
    site.build();
    assert_eq!(site.page("assets/a.jpg"), "another picture");
}

#[test]
fn what_is_built_is_not_built_again() {
    let site = Site::small();
    site.build();
    for (target, at) in [
        ("../../public", "content/assets/all"),
        ("../../public/index.html", "content/assets/index.html"),
        ("../public", "content/root"),
        ("../../../public", "themes/mine/static/all"),
    ] {
        site.write("postil.yaml", "theme: mine\n");
        fs::create_dir_all(site.path("themes/mine/templates")).expect("a folder");
        link(&site, target, at);
        refused(&site, &["link-outside", "the output of the build", at]);
        site.remove(at);
    }
    // A folder that holds the output, and the output beside it.
    fs::create_dir_all(site.path("shared/out")).expect("a folder");
    link(&site, "../../shared", "content/assets/shared");
    assert_eq!(site.run(&["build", "-o", "shared/out"]).code, 1);
    assert_eq!(site.run(&["build"]).code, 0);
}

#[test]
fn nothing_is_kept_through_a_link_or_a_pipe() {
    let (_keep, out) = outside();
    let site = Site::small();
    link(&site, &out, ".postil");
    let before = fs::read_dir(&out).expect("a folder").count();
    site.build();
    assert_eq!(fs::read_dir(&out).expect("a folder").count(), before);
    site.remove(".postil");
    fs::create_dir_all(site.path(".postil/cache")).expect("a folder");
    let made = Command::new("mkfifo")
        .arg(site.path(".postil/cache/index"))
        .status();
    assert!(made.expect("mkfifo runs").success());
    assert_eq!(ends(&site, &["build"]).0, 0);
}

#[test]
fn what_is_hidden_is_reached_by_no_link_but_for_git_annex() {
    let site = Site::small();
    site.write(".git/annex/objects/a/b/KEY/KEY", "sound");
    site.write(".git/config", "SECRET");
    site.write(".env", "SECRET");
    link(
        &site,
        "../../.git/annex/objects/a/b/KEY/KEY",
        "content/assets/tape.mp3",
    );
    site.build();
    assert_eq!(site.page("assets/tape.mp3"), "sound");
    for target in ["../../.git/config", "../../.env", "../../.git"] {
        link(&site, target, "content/assets/x");
        refused(&site, &["link-outside", "hidden"]);
        site.remove("content/assets/x");
    }
    link(
        &site,
        "../../.git/annex/objects/a/b/GONE/GONE",
        "content/assets/gone.mp3",
    );
    refused(&site, &["git annex get", "content/assets/gone.mp3"]);
}

/// Runs and ends, whatever is opened.
fn ends(site: &Site, arguments: &[&str]) -> (i32, String) {
    let mut process = Command::new(env!("CARGO_BIN_EXE_postil"))
        .args(arguments)
        .current_dir(site.path(""))
        .env("NO_COLOR", "1")
        .stderr(Stdio::piped())
        .spawn()
        .expect("started");
    let start = Instant::now();
    while process.try_wait().expect("a state").is_none() {
        if start.elapsed() > Duration::from_secs(60) {
            process.kill().expect("ended");
            panic!("{arguments:?} waits for what never comes");
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    let output = process.wait_with_output().expect("it ended");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    (output.status.code().expect("it was not killed"), said)
}

#[test]
fn pipes_and_sockets_are_refused_and_nothing_waits_for_them() {
    for path in [
        "postil.yaml",
        "content/transcripts/x.txt",
        "content/transcripts/hearing.yaml",
        "content/topics/x.md",
        "content/assets/x",
        "templates/page.html",
        "themes/mine/static/x.css",
        "themes/mine/theme.yaml",
    ] {
        let site = Site::small();
        if path != "postil.yaml" {
            site.write("postil.yaml", "theme: mine\n");
        }
        let pipe = site.path(path);
        fs::create_dir_all(pipe.parent().expect("a folder")).expect("a folder");
        let made = Command::new("mkfifo").arg(&pipe).status();
        assert!(made.expect("mkfifo runs").success());
        for command in ["check", "build"] {
            let (code, said) = ends(&site, &["-r", ".", command]);
            assert_eq!(code, 1, "{path}: {said}");
            assert!(
                said.contains("special-file") && said.contains(path),
                "{path}: {said}"
            );
        }
    }
    let site = Site::empty();
    let made = Command::new("mkfifo").arg(site.path("content")).status();
    assert!(made.expect("mkfifo runs").success());
    assert_eq!(ends(&site, &["-r", ".", "check"]).0, 1);
    let site = Site::small();
    fs::create_dir_all(site.path("content/assets")).expect("a folder");
    let _socket = std::os::unix::net::UnixListener::bind(site.path("content/assets/s"));
    refused(&site, &["special-file", "a socket"]);
}

#[test]
fn an_output_folder_among_the_inputs_is_refused() {
    let site = Site::small();
    link(&site, "content", "public-link");
    for (why, outs) in [
        (
            "the site is made from",
            &[
                "content",
                "content/out",
                "templates/x/y",
                "themes",
                "./public/../content/z",
                "public-link/out",
            ][..],
        ),
        (
            "keeps for itself",
            &[".git/pages", ".postil", "public/../.git"],
        ),
        (
            "holds the archive itself",
            &[".", "..", "public/..", "../.."],
        ),
    ] {
        for out in outs {
            let run = site.run(&["build", "-o", out]);
            assert_eq!(run.code, 2, "{out}: {}", run.stderr);
            assert!(run.stderr.contains(why), "{out}: {}", run.stderr);
            assert!(!site.path(out).join("index.html").exists(), "{out}");
        }
    }
    assert!(!site.path("templates").exists() && !site.path("content/out").exists());
    assert_eq!(site.run(&["build", "-o", "contents"]).code, 0);
}

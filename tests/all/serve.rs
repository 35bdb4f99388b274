//! The preview as a user starts it: what it answers, and what it makes of changes.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, ChildStderr, Command, Stdio},
    time::{Duration, Instant},
};

use crate::testsuite::Site;

/// How long anything may take before it counts as never.
const PATIENCE: Duration = Duration::from_secs(20);

struct Preview {
    process: Child,
    said: BufReader<ChildStderr>,
    address: String,
}

impl Preview {
    fn start(site: &Site, arguments: &[&str]) -> Self {
        Self::start_with(site, arguments, &[])
    }

    fn start_with(site: &Site, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut process = Command::new(env!("CARGO_BIN_EXE_postil"))
            .args(["serve", "--root"])
            .arg(site.path(""))
            .args(arguments)
            .envs(environment.iter().copied())
            .stderr(Stdio::piped())
            .spawn()
            .expect("started");
        let mut said = BufReader::new(process.stderr.take().expect("piped"));
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert!(said.read_line(&mut line).expect("UTF-8") > 0, "it ended");
        }
        let address = line
            .split("http://")
            .nth(1)
            .and_then(|a| a.split(' ').next());
        Self {
            process,
            said,
            address: address.expect("an address").to_owned(),
        }
    }

    /// The status and the body at a path (with a leading `/`).
    fn get(&self, path: &str) -> (u16, Vec<u8>) {
        let host = self.address.split('/').next().expect("a host");
        let mut stream = TcpStream::connect(host).expect("connected");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        )
        .expect("sent");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("answered");
        let end = answer
            .windows(4)
            .position(|w| w == b"\r\n\r\n")
            .expect("a head");
        let status = String::from_utf8_lossy(&answer[9..12])
            .parse()
            .expect("a status");
        (status, answer.split_off(end + 4))
    }

    fn text(&self, path: &str) -> String {
        String::from_utf8(self.get(path).1).expect("UTF-8")
    }

    /// Waits until a page has these words.
    fn shows(&self, path: &str, words: &str) {
        let start = Instant::now();
        while !self.text(path).contains(words) {
            assert!(start.elapsed() < PATIENCE, "{path} never shows {words}");
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    fn line(&mut self) -> String {
        let mut line = String::new();
        self.said.read_line(&mut line).expect("UTF-8");
        line
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
fn it_keeps_the_schemas_of_the_archive_fresh() {
    let site = Site::small();
    assert_eq!(site.run(&["schema", "--write"]).code, 0);
    let ids = || fs::read_to_string(site.path("schemas/ids.json")).expect("ids");
    // What came while nobody looked is there as soon as somebody does.
    site.write("content/topics/weirs.md", "---\ntitle: Weirs\n---\n");
    let _preview = Preview::start(&site, &["--port", "0"]);
    assert!(ids().contains("\"weirs\""));
    site.write("content/topics/ferries.md", "---\ntitle: Ferries\n---\n");
    let start = Instant::now();
    while !ids().contains("\"ferries\"") {
        assert!(start.elapsed() < PATIENCE, "the new topic never gets there");
        std::thread::sleep(Duration::from_millis(2));
    }
}

#[test]
fn it_answers_with_the_bytes_of_a_build() {
    let site = Site::small()
        .file(
            "content/annotations/hearing.yaml",
            "annotations:\n  - {quote: at the mill, topics: [milling], note: x}\n",
        )
        .file("content/assets/a b.txt", "an asset");
    site.build();
    let preview = Preview::start(&site, &["--port", "0"]);
    for (path, (bytes, _)) in site.output() {
        if path.starts_with('.') {
            continue;
        }
        let (status, body) = preview.get(&format!("/{}", path.replace(' ', "%20")));
        assert_eq!(status, 200, "{path}");
        assert!(body == bytes, "{path}");
    }
    assert_eq!(preview.get("/").1, site.output()["index.html"].0);
    assert_eq!(preview.get("/nothing").0, 404);
}

#[test]
fn it_is_mounted_at_the_path_of_the_base_url_and_knows_directories() {
    let site = Site::small().file(
        "postil.yaml",
        "base_url: https://x.example/the/archive/\nurls: directories\n",
    );
    let preview = Preview::start(&site, &["--port", "0"]);
    assert!(
        preview.address.ends_with("/the/archive/"),
        "{}",
        preview.address
    );
    assert_eq!(preview.get("/the/archive/topics/milling/").0, 200);
    assert!((300..400).contains(&preview.get("/the/archive/topics/milling").0));
    assert!((300..400).contains(&preview.get("/").0));
}

#[test]
fn a_port_that_is_taken_is_left_alone() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let site = Site::small();
    let preview = Preview::start(&site, &["--port", &port.to_string()]);
    assert!(!preview.address.contains(&format!(":{port}/")));
    assert_eq!(preview.get("/").0, 200);
}

/// A program of this name that writes down what it is asked to open.
#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_at_the_site_if_asked_for() {
    use std::os::unix::fs::PermissionsExt;

    let site = Site::small();
    site.write(
        "bin/xdg-open",
        "#!/bin/sh\nprintf '%s' \"$1\" > \"$0.asked\"\n",
    );
    let program = site.path("bin/xdg-open");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    let path = format!(
        "{}:{}",
        site.path("bin").display(),
        std::env::var("PATH").unwrap_or_default()
    );
    let preview = Preview::start_with(&site, &["--port", "0", "--open"], &[("PATH", &path)]);
    let start = Instant::now();
    let asked = || fs::read_to_string(site.path("bin/xdg-open.asked")).unwrap_or_default();
    while asked().is_empty() {
        assert!(start.elapsed() < PATIENCE, "nothing was opened");
        std::thread::sleep(Duration::from_millis(2));
    }
    assert_eq!(asked(), format!("http://{}", preview.address));
}

#[cfg(unix)]
#[test]
fn it_ends_in_peace_when_it_is_interrupted() {
    let site = Site::small();
    let mut preview = Preview::start(&site, &["--port", "0"]);
    assert_eq!(preview.get("/").0, 200);
    let interrupted = Command::new("kill")
        .args(["-INT", &preview.process.id().to_string()])
        .status();
    assert!(interrupted.expect("`kill` is there").success());
    let status = preview.process.wait().expect("it ended");
    assert_eq!(status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_change_of_what_a_link_leads_to_shows() {
    let site = Site::small();
    for (target, at) in [
        ("topic.md", "topics/linked.md"),
        ("talk.md", "transcripts/linked-talk.md"),
    ] {
        site.write(
            &format!("shared/{target}"),
            "---\ntitle: First\nspeakers: {}\n---\nHello.\n",
        );
        let target = format!("../../shared/{target}");
        std::os::unix::fs::symlink(target, site.path(&format!("content/{at}"))).expect("a link");
    }
    site.write("shared/topic.md", "---\ntitle: First\n---\nHello.\n");
    let preview = Preview::start(&site, &["--port", "0"]);
    preview.shows("/topics/linked.html", "First");
    // Files of the root are there, and none that has become a link to elsewhere.
    site.write("content/root/.well-known/x", "known");
    site.write("content/assets/a.txt", "an asset");
    preview.shows("/.well-known/x", "known");
    preview.shows("/assets/a.txt", "an asset");
    site.remove("content/assets/a.txt");
    std::os::unix::fs::symlink("/etc/hostname", site.path("content/assets/a.txt")).expect("a link");
    assert_eq!(preview.get("/assets/a.txt").0, 404);
    site.remove("content/assets/a.txt");
    site.write("shared/topic.md", "---\ntitle: Second\n---\nHello.\n");
    preview.shows("/topics/linked.html", "Second");
    site.write(
        "shared/talk.md",
        "---\ntitle: First\nspeakers: {}\n---\nOther words.\n",
    );
    preview.shows("/transcripts/linked-talk.html", "Other words");
}

#[test]
fn every_way_of_saving_shows() {
    let site = Site::small();
    let preview = Preview::start(&site, &["--port", "0"]);
    site.write("content/topics/milling.md", "---\ntitle: In place\n---\n");
    preview.shows("/topics/milling.html", "In place");
    site.write("content/topics/.milling.swp", "x");
    site.write(
        "content/topics/milling.md.tmp",
        "---\ntitle: Renamed\n---\n",
    );
    fs::rename(
        site.path("content/topics/milling.md.tmp"),
        site.path("content/topics/milling.md"),
    )
    .expect("renamed");
    preview.shows("/topics/milling.html", "Renamed");
    fs::rename(
        site.path("content/topics/milling.md"),
        site.path("content/topics/milling.md~"),
    )
    .expect("renamed");
    site.write(
        "content/topics/milling.md",
        "---\ntitle: With a copy\n---\n",
    );
    preview.shows("/topics/milling.html", "With a copy");
    site.write(
        "content/annotations/hearing.yaml",
        "annotations:\n  - {quote: at the mi",
    );
    site.write(
        "content/annotations/hearing.yaml",
        "annotations:\n  - {quote: at the mill, topics: [milling], note: Half a file at first}\n",
    );
    preview.shows("/topics/milling.html", "Half a file at first");
    site.write(
        "content/annotations/hearing.yaml",
        "annotations:\n  - {quote: at the mill, topics: [milling], note: In its place}\n",
    );
    preview.shows("/topics/milling.html", "In its place");
    preview.shows("/transcripts/hearing.html", "In its place");
    site.write("postil.yaml", "title: Another title\n");
    preview.shows("/", "Another title");
    site.write("templates/topic.html", "a template");
    preview.shows("/topics/milling.html", "a template");
}

#[test]
fn after_edits_in_place_every_page_is_that_of_a_build() {
    let site = Site::small()
        .file("content/topics/closing.md", "---\ntitle: Closing\n---\n")
        .file("content/transcripts/second.md", "---\ntitle: Second\ndate: 1932\nspeaker: jane-roe\n---\nThe mill was open. The milling went on.\n")
        .file("content/annotations/second.yaml", "annotations:\n  - {quote: was open, topics: [milling], note: x}\n")
        .file("content/annotations/hearing.yaml", "annotations:\n  - {quote: at the mill, topics: [milling], note: x}\n");
    let mut preview = Preview::start(&site, &["--port", "0"]);
    let notes = [
        "annotations:\n  - {quote: at the mill, topics: [closing], note: one}\n",
        "annotations:\n  - {quote: The mill was closed, topics: [milling, closing], people: [jane-roe], note: two}\n  - {quote: at the mill, topics: [milling], note: two}\n",
        "annotations:\n  - {topics: [milling], note: three}\n",
        "annotations:\n  - {in: p2, topics: [milling], note: four}\n",
    ];
    for (n, text) in notes.into_iter().enumerate() {
        site.write("content/annotations/hearing.yaml", text);
        let words = fs::read_to_string(site.path("content/transcripts/second.md")).expect("read");
        site.write(
            "content/transcripts/second.md",
            &words.replace("open.", &format!("open for milling {n}.")),
        );
        preview.shows(
            "/transcripts/hearing.html",
            text.split("note: ").nth(1).map_or("", |t| &t[..3]),
        );
        preview.shows("/transcripts/second.html", &format!("milling {n}"));
        let line = preview.line();
        assert!(line.contains("changed:"), "{line}");
        site.build();
        for (path, (bytes, _)) in site.output() {
            if path.ends_with(".html") || path.ends_with(".xml") {
                assert!(
                    preview.get(&format!("/{path}")).1 == bytes,
                    "{path} after edit {n}"
                );
            }
        }
        site.write("content/transcripts/second.md", &words);
        preview.shows("/transcripts/second.html", "was open. The");
    }
}

#[test]
fn it_survives_a_checkout_of_a_thousand_files_and_a_folder_that_goes() {
    let site = Site::small();
    let preview = Preview::start(&site, &["--port", "0"]);
    for n in 0..1000 {
        site.write(
            &format!("content/topics/t{n}.md"),
            &format!("---\ntitle: Topic {n}\n---\n"),
        );
    }
    preview.shows("/topics/t999.html", "Topic 999");
    preview.shows("/topics/t500.html", "Topic 500");
    fs::rename(site.path("content"), site.path("away")).expect("renamed");
    let start = Instant::now();
    while preview.get("/topics/t999.html").0 == 200 {
        assert!(start.elapsed() < PATIENCE, "the topic never goes");
        std::thread::sleep(Duration::from_millis(5));
    }
    fs::rename(site.path("away"), site.path("content")).expect("renamed");
    preview.shows("/topics/t999.html", "Topic 999");
    site.write(
        "content/topics/t999.md",
        "---\ntitle: Edited afterwards\n---\n",
    );
    preview.shows("/topics/t999.html", "Edited afterwards");
}

#[test]
fn with_errors_the_last_good_site_stays_and_the_terminal_says_so() {
    let site = Site::small();
    let mut preview = Preview::start(&site, &["--port", "0"]);
    site.write("content/topics/milling.md", "---\ntitel: x\n---\n");
    let line = preview.line();
    assert!(
        line.contains("content/topics/milling.md changed: ") && line.contains("error"),
        "{line}"
    );
    let first = preview.line();
    assert!(
        first
            .trim_start()
            .contains("content/topics/milling.md:2:1: "),
        "{first}"
    );
    assert!(preview.text("/topics/milling.html").contains("Milling"));
    site.write("content/topics/milling.md", "---\ntitle: Mended\n---\n");
    preview.shows("/topics/milling.html", "Mended");
    let line = preview.line();
    assert!(line.contains("topics/milling.html"), "{line}");
}

#[test]
fn a_template_that_fails_is_named_once_in_the_terminal() {
    let site = Site::small();
    let mut preview = Preview::start(&site, &["--port", "0"]);
    site.write("templates/topic.html", "<p>\n{{ entry.extra.colour }}\n");
    let line = preview.line();
    assert!(line.contains("templates/topic.html changed"), "{line}");
    for _ in 0..3 {
        assert_eq!(preview.get("/topics/milling.html").0, 404);
    }
    let line = preview.line();
    assert!(
        line.contains("error: ") && line.contains("templates/topic.html:2:16: "),
        "{line}"
    );
    site.write("templates/topic.html", "<p>Mended\n");
    preview.shows("/topics/milling.html", "Mended");
    let line = preview.line();
    assert!(line.contains("templates/topic.html changed"), "{line}");
}

#[test]
fn no_temporary_file_of_an_editor_is_named() {
    let site = Site::small();
    let mut preview = Preview::start(&site, &["--port", "0"]);
    for (round, words) in ["One", "Two", "Three"].into_iter().enumerate() {
        // As vim, Emacs, sed and JetBrains' programs save: a trial file, a lock, a copy that takes the name.
        site.write("content/topics/4913", "");
        site.remove("content/topics/4913");
        site.write("content/topics/.milling.md.swp", "b0VIM");
        site.write("content/topics/milling.md~", "---\ntitle: Old\n---\n");
        site.write("content/topics/#milling.md#", "x");
        let copy = ["sedQ9f2Xa", "milling.md.tmp", "milling.md___jb_tmp___"][round];
        let text = format!("---\ntitle: {words}\n---\n");
        site.write(&format!("content/topics/{copy}"), &text);
        fs::rename(
            site.path(&format!("content/topics/{copy}")),
            site.path("content/topics/milling.md"),
        )
        .expect("renamed");
        preview.shows("/topics/milling.html", words);
    }
    site.write("content/topics/milling.md", "---\ntitle: Last\n---\n");
    preview.shows("/topics/milling.html", "Last");
    let mut said = String::new();
    while !said.contains("content/topics/milling.md changed: topics/milling.html") {
        said += &preview.line();
    }
    site.write("content/people/jane-roe.md", "---\ntitle: Jane Last\n---\n");
    preview.shows("/people/jane-roe.html", "Jane Last");
    while !said.contains("content/people/jane-roe.md changed") {
        said += &preview.line();
    }
    for sign in [
        "4913",
        ".swp",
        "~",
        "#",
        "sed",
        ".tmp",
        "jb_tmp",
        "some files",
    ] {
        assert!(!said.contains(sign), "{sign} is in\n{said}");
    }
}

#[test]
fn a_site_that_begins_with_errors_is_shown_once_they_are_mended() {
    let site = Site::small().file("content/topics/broken.md", "no front matter");
    let mut preview = Preview::start(&site, &["--port", "0"]);
    let line = preview.line();
    assert!(
        line.contains("1 error") && line.contains("content/topics/broken.md:1:1: "),
        "{line}"
    );
    assert_eq!(preview.get("/").0, 404);
    site.remove("content/topics/broken.md");
    preview.shows("/topics/milling.html", "Milling");
}

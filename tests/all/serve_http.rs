//! The server as a browser or a tool meets it, over plain sockets.

mod served;

use std::{
    io::{BufReader, ErrorKind, Read, Write},
    net::TcpStream,
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use postil::serve::{
    events::{Changes, Stop},
    http::{Listen, bind},
};

use self::served::*;

#[test]
fn page_is_sent_byte_for_byte_to_tools() {
    let served = Served::at("/");
    served.page("t/x y.html", "<body>ü</body>");
    let reply = served.get("/t/x%20y.html");
    assert_eq!((reply.status(), reply.text()), (200, "<body>ü</body>"));
    assert_eq!(
        reply.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert_eq!(reply.header("cache-control"), Some("no-store"));
}

#[test]
fn page_has_the_script_for_browsers_and_other_files_have_not() {
    let served = Served::at("/sub/");
    served.page("", "<body>x</body>");
    served.page("a.css", "</body>");
    let script = |path: &str, version: &str| {
        format!(
            r#"<script src="/sub/_postil/reload.js" data-digest="{version}" data-path="{path}" async></script>"#
        )
    };
    let reply = served.ask("GET", "/sub/", BROWSER);
    assert_eq!(
        reply.text(),
        format!("<body>x{}</body>", script("", &hex("<body>x</body>")))
    );
    assert_eq!(served.ask("GET", "/sub/a.css", BROWSER).text(), "</body>");
    let missing = served.ask("GET", "/sub/none", BROWSER);
    assert_eq!(missing.status(), 404);
    assert!(missing.text().starts_with("<body>missing<script src"));
    assert_eq!(served.get("/sub/none").text(), "<body>missing</body>");
    let reload = served.get("/sub/_postil/reload.js");
    assert!(
        reload
            .header("content-type")
            .unwrap()
            .starts_with("text/javascript")
    );
    assert!(reload.text().contains("EventSource"));
}

#[test]
fn head_has_the_length_and_no_body() {
    let served = Served::at("/");
    served.page("", "<body>x</body>");
    for (path, headers) in [
        ("/", ""),
        ("/", BROWSER),
        ("/none", ""),
        ("/media.mp3", "Range: bytes=0-1\r\n"),
    ] {
        let (head, get) = (
            served.ask("HEAD", path, headers),
            served.ask(
                "GET",
                path,
                headers.trim_start_matches("Range: bytes=0-1\r\n"),
            ),
        );
        assert_eq!(head.status(), get.status());
        assert_eq!(
            head.header("content-length"),
            Some(get.body.len().to_string().as_str()),
            "{path}"
        );
        assert_eq!(head.body, b"", "{path}");
    }
    assert_eq!(
        served.ask("HEAD", "/_postil/events?path=", "").status(),
        200
    );
}

#[test]
fn other_methods_are_not_allowed() {
    let served = Served::at("/");
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "BREW"] {
        let reply = served.ask(method, "/", "Content-Length: 0\r\n");
        assert_eq!(
            (reply.status(), reply.header("allow")),
            (405, Some("get, head")),
            "{method}"
        );
    }
}

#[test]
fn foreign_host_is_refused() {
    let served = Served::at("/");
    served.page("", "x");
    for host in [
        "Host: evil.example\r\n",
        "Host: localhost\r\nHost: evil.example\r\n",
        "Host:\r\n",
    ] {
        let reply = served.ask("GET", "/", host);
        assert_eq!(
            (reply.status(), reply.header("cache-control")),
            (403, Some("no-store")),
            "{host}"
        );
    }
    assert_eq!(
        served.ask("GET", "/", "Host: localhost:99\r\n").status(),
        200
    );
}

#[test]
fn site_is_mounted_at_its_base() {
    let served = Served::at("/sub/path/");
    served.page("", "home");
    served.page("t/", "t");
    assert_eq!(served.get("/sub/path/").text(), "home");
    assert_eq!(served.get("/sub/path/t/?q=1").text(), "t");
    for door in ["/", "/sub/path"] {
        let reply = served.get(door);
        assert_eq!(
            (reply.status(), reply.header("location")),
            (302, Some("/sub/path/"))
        );
    }
    assert_eq!(served.get("/t/").status(), 404);
}

#[test]
fn moved_thing_redirects_below_the_base_and_keeps_the_query() {
    let served = Served::at("/sub/");
    let reply = served.get("/sub/folder?a=b");
    assert_eq!(
        (reply.status(), reply.header("location")),
        (302, Some("/sub/folder/?a=b"))
    );
    let root = Served::at("/");
    assert_eq!(
        root.get("/far").header("location"),
        Some("/evil.example/%c3%bc")
    );
}

#[test]
fn path_that_leaves_the_site_is_refused_before_the_site_is_asked() {
    let served = Served::at("/");
    for path in [
        "/../x",
        "/%2e%2e/x",
        "/a/..%2fx",
        "/a%5c..%5cx",
        "//etc/passwd",
        "/%00",
    ] {
        assert_eq!(served.get(path).status(), 400, "{path}");
    }
    assert_eq!(
        served.get("/_postil/events?path=../x&digest=00").status(),
        400
    );
    assert_eq!(served.get("/_postil/events").status(), 400);
    assert_eq!(*served.site.asked.lock().unwrap(), 0);
}

#[test]
fn file_is_streamed_whole_or_in_part() {
    let served = Served::at("/");
    let whole = served.get("/media.mp3");
    assert_eq!(
        (whole.status(), whole.header("content-type")),
        (200, Some("audio/mpeg"))
    );
    assert_eq!(whole.header("accept-ranges"), Some("bytes"));
    assert!(whole.body == media_bytes(), "the whole file");
    let part = served.ask("GET", "/media.mp3", "Range: bytes=70000-200000\r\n");
    assert_eq!(
        (part.status(), part.header("content-length")),
        (206, Some("130001"))
    );
    assert_eq!(
        part.header("content-range"),
        Some("bytes 70000-200000/300000")
    );
    assert!(part.body == media_bytes()[70_000..=200_000], "the part");
    let beyond = served.ask("GET", "/media.mp3", "Range: bytes=300000-\r\n");
    assert_eq!(
        (beyond.status(), beyond.header("content-range")),
        (416, Some("bytes */300000"))
    );
    let guarded = served.ask(
        "GET",
        "/media.mp3",
        "Range: bytes=0-1\r\nIf-Range: \"x\"\r\n",
    );
    assert_eq!((guarded.status(), guarded.body.len()), (200, 300_000));
    assert_eq!(served.get("/gone.mp3").status(), 404);
}

#[test]
fn site_that_panics_is_an_error_and_not_the_end() {
    let served = Served::at("/");
    served.page("", "x");
    assert_eq!(served.get("/panic").status(), 500);
    assert_eq!(served.get("/").status(), 200);
}

#[test]
fn open_page_reloads_when_it_changes_and_only_then() {
    let served = Served::at("/sub/");
    served.page("a/", "one");
    served.page("b/", "one");
    let (mut a, mut b) = (
        served.listen("/sub/", "a/", &hex("one")),
        served.listen("/sub/", "b/", &hex("one")),
    );
    served.wait_asked(2);
    served.page("a/", "two");
    served.changes.announce();
    assert_eq!(a.next(), format!("reload {}", hex("two")));
    served.wait_asked(4);
    // After an answer to a later change, nothing can be under way for the first.
    served.page("b/", "three");
    served.changes.announce();
    assert_eq!(b.next(), format!("reload {}", hex("three")));
    served.wait_asked(6);
    assert!(a.is_silent());
}

#[test]
fn page_that_changed_while_away_reloads_at_once() {
    let served = Served::at("/");
    served.page("a/", "two");
    assert_eq!(
        served.listen("/", "a/", &hex("one")).next(),
        format!("reload {}", hex("two"))
    );
}

#[test]
fn missing_page_reloads_when_it_appears() {
    let served = Served::at("/");
    let shown = served.ask("GET", "/new/", BROWSER);
    let version = shown
        .text()
        .split("data-digest=\"")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap()
        .to_owned();
    let mut events = served.listen("/", "new/", &version);
    served.wait_asked(2);
    assert!(events.is_silent());
    served.page("new/", "here");
    served.changes.announce();
    assert_eq!(events.next(), format!("reload {}", hex("here")));
}

#[test]
fn overlay_is_told_when_it_differs_and_taken_away() {
    let served = Served::at("/");
    served.page("", "one");
    let mut events = served.listen("/", "", &hex("one"));
    *served.site.overlay.lock().unwrap() = Some("<p>\"bad\"\nü</p>".into());
    served.changes.announce();
    assert_eq!(events.next(), r#"overlay "<p>\"bad\"\nü</p>""#);
    *served.site.overlay.lock().unwrap() = None;
    served.changes.announce();
    assert_eq!(events.next(), "overlay null");
    // One that shows an overlay from an earlier stream is told that there is none any more.
    assert_eq!(
        served
            .listen("/", "", &format!("{}&overlay=shown", hex("one")))
            .next(),
        "overlay null"
    );
}

#[test]
fn many_announcements_are_few_looks() {
    let served = Served::at("/");
    served.page("", "one");
    let mut events = served.listen("/", "", &hex("one"));
    served.wait_asked(1);
    for _ in 0..100_000 {
        served.changes.announce();
    }
    served.page("", "two");
    served.changes.announce();
    assert_eq!(events.next(), format!("reload {}", hex("two")));
    assert!(*served.site.asked.lock().unwrap() < 50_000);
}

#[test]
fn server_stops_promptly_with_open_streams_and_unread_files() {
    let mut served = Served::at("/");
    served.page("", "one");
    let mut events = served.listen("/", "", &hex("one"));
    let unread = served.open("GET", "/large.mp3", "");
    let idle = TcpStream::connect(served.address).unwrap();
    unread.peek(&mut [0; 1]).unwrap();
    let took = served.end();
    assert!(took < Duration::from_secs(2), "{took:?}");
    let mut rest = String::new();
    let _ = events.0.read_to_string(&mut rest);
    assert!(!rest.contains("event:"));
    drop((unread, idle));
    assert!(served.stop.is_fired());
}

#[test]
fn stop_before_the_start_ends_at_once() {
    let stop = Stop::new();
    stop.fire();
    bind(&options("/"))
        .unwrap()
        .run(Arc::new(Fake::default()), Changes::new(), stop)
        .unwrap();
}

#[test]
fn busy_port_makes_way_for_the_next() {
    let first = bind(&options("/")).unwrap();
    let wanted = first.address().port();
    let second = bind(&Listen {
        port: wanted,
        ..options("/")
    })
    .unwrap();
    assert!(second.address().port() > wanted && second.address().port() <= wanted + 10);
    assert_eq!(second.moved_from(), Some(wanted));
}

#[test]
fn every_answer_is_guarded() {
    let served = Served::at("/sub/");
    served.page("", "<body>x</body>");
    served.page("a.css", "x");
    for (method, path, headers) in [
        ("GET", "/sub/", BROWSER),
        ("GET", "/sub/a.css", ""),
        ("GET", "/sub/none", BROWSER),
        ("GET", "/sub/media.mp3", "Range: bytes=1-2\r\n"),
        ("GET", "/sub/_postil/reload.js", ""),
        ("GET", "/sub/folder", ""),
        ("HEAD", "/sub/", ""),
        ("POST", "/sub/", ""),
        ("GET", "/", "Host: evil.example\r\n"),
    ] {
        let reply = served.ask(method, path, headers);
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("cross-origin-resource-policy", "same-origin"),
            ("content-security-policy", "frame-ancestors 'self'"),
            ("cache-control", "no-store"),
        ] {
            assert_eq!(reply.header(name), Some(value), "{method} {path} {name}");
        }
    }
    let mut reader = BufReader::new(served.open(
        "GET",
        "/sub/_postil/events?path=&digest=x",
        "Accept: text/event-stream\r\n",
    ));
    let head = Events::head(&mut reader).to_ascii_lowercase();
    assert!(
        head.contains("nosniff") && head.contains("frame-ancestors"),
        "{head}"
    );
}

/// How a connection on which this was sent, and no more, goes on: what was answered, and after how long it was closed.
fn left_alone(served: &Served, sent: &str) -> (String, Duration) {
    let began = Instant::now();
    let mut stream = TcpStream::connect(served.address).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream.write_all(sent.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream
        .read_to_end(&mut answer)
        .unwrap_or_else(|error| panic!("never closed: {error}"));
    (
        String::from_utf8_lossy(&answer).into_owned(),
        began.elapsed(),
    )
}

#[test]
fn silent_connections_are_cut_off_and_busy_ones_are_not() {
    let served = Served::at("/");
    served.page("", "one");
    let mut events = served.listen("/", "", &hex("one"));
    served.wait_asked(1);
    thread::scope(|scope| {
        let host = served.address;
        let silent = [
            String::new(),
            "GET / HT".to_owned(),
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nAccept: te"),
            format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n"),
            format!("GET / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 100\r\n\r\nhalf"),
        ];
        let served = &served;
        let all: Vec<_> = silent
            .into_iter()
            .map(|sent| scope.spawn(move || (left_alone(served, &sent), sent)))
            .collect();
        for one in all {
            let ((answer, took), sent) = one.join().unwrap();
            assert!(took < LONG, "{sent:?} was open for {took:?}");
            let whole = sent.contains("\r\n\r\n");
            assert_eq!(
                answer.starts_with("HTTP/1.1 200"),
                whole,
                "{sent:?}: {answer}"
            );
        }
        // One that sends a byte now and then is cut off as well.
        let mut slow = TcpStream::connect(host).unwrap();
        slow.set_read_timeout(Some(Duration::from_millis(500)))
            .unwrap();
        let began = Instant::now();
        let closed = loop {
            if slow.write_all(b"G").is_err() {
                break true;
            }
            match slow.read(&mut [0; 64]) {
                Ok(0) => break true,
                Ok(_) => {}
                Err(error)
                    if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {}
                Err(_) => break true,
            }
            if began.elapsed() > LONG {
                break false;
            }
        };
        assert!(closed, "a slow one is never cut off");
    });
    // The stream of events that was open all the while still speaks.
    served.page("", "two");
    served.changes.announce();
    assert_eq!(events.next(), format!("reload {}", hex("two")));
}

//! A made-up site, served, and what asks for it.

use std::{
    collections::BTreeMap,
    fs,
    io::{BufRead, BufReader, ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    path::Path,
    sync::{Arc, Mutex},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use postil::serve::{
    events::{Changes, Stop},
    http::{Listen, bind},
    site::{Answer, Site},
};

pub(super) const LONG: Duration = Duration::from_secs(20);
pub(super) const BROWSER: &str = "Accept: text/html,*/*;q=0.8\r\n";

/// Pages by path, an overlay, and how often it was asked.
#[derive(Default)]
pub(super) struct Fake {
    pub(super) pages: Mutex<BTreeMap<String, String>>,
    pub(super) overlay: Mutex<Option<String>>,
    pub(super) asked: Mutex<usize>,
}

pub(super) fn digest(text: &str) -> [u8; 32] {
    let mut digest = [0_u8; 32];
    for (index, byte) in text.bytes().enumerate() {
        digest[index % 32] = digest[index % 32].wrapping_mul(3) ^ byte;
    }
    digest
}

pub(super) fn hex(text: &str) -> String {
    digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

impl Site for Fake {
    fn answer(&self, path: &str) -> Answer {
        *self.asked.lock().unwrap() += 1;
        match path {
            "folder" => return Answer::Moved("folder/".into()),
            "far" => return Answer::Moved("//evil.example/ü".into()),
            "panic" => panic!("as the test wants"),
            "media.mp3" => {
                return Answer::File {
                    path: media(),
                    kind: "audio/mpeg".into(),
                };
            }
            "large.mp3" => {
                return Answer::File {
                    path: large(),
                    kind: "audio/mpeg".into(),
                };
            }
            "gone.mp3" => {
                return Answer::File {
                    path: "/no/such/file".into(),
                    kind: "audio/mpeg".into(),
                };
            }
            _ => {}
        }
        match self.pages.lock().unwrap().get(path) {
            Some(page) => Answer::Bytes {
                bytes: page.as_bytes().into(),
                digest: digest(page),
                kind: if path.ends_with(".css") {
                    "text/css".into()
                } else {
                    "text/html; charset=utf-8".into()
                },
            },
            None => Answer::Missing {
                bytes: b"<body>missing</body>".as_slice().into(),
            },
        }
    }

    fn overlay(&self) -> Option<String> {
        self.overlay.lock().unwrap().clone()
    }
}

/// 300,000 bytes, more than one chunk.
pub(super) fn media() -> std::path::PathBuf {
    let path =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("media-{}.mp3", std::process::id()));
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| fs::write(&path, media_bytes()).unwrap());
    path
}

/// More than the sockets between two programs hold.
pub(super) fn large() -> std::path::PathBuf {
    let path =
        Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("large-{}.mp3", std::process::id()));
    fs::File::create(&path).unwrap().set_len(64 << 20).unwrap();
    path
}

pub(super) fn media_bytes() -> Vec<u8> {
    (0..300_000_u32).map(|n| (n % 251) as u8).collect()
}

pub(super) struct Served {
    pub(super) site: Arc<Fake>,
    pub(super) address: SocketAddr,
    pub(super) changes: Changes,
    pub(super) stop: Stop,
    pub(super) server: Option<JoinHandle<anyhow::Result<()>>>,
}

pub(super) fn options(base_path: &str) -> Listen {
    Listen {
        interface: "127.0.0.1".parse().unwrap(),
        port: 0,
        base_path: base_path.into(),
    }
}

impl Served {
    pub(super) fn at(base_path: &str) -> Served {
        let bound = bind(&options(base_path)).unwrap();
        let (site, changes, stop) = (Arc::new(Fake::default()), Changes::new(), Stop::new());
        let address = bound.address();
        assert_eq!(bound.url(), format!("http://{address}{base_path}"));
        assert_eq!(bound.moved_from(), None);
        let server = thread::spawn({
            let (site, changes, stop) = (site.clone(), changes.clone(), stop.clone());
            move || bound.run(site, changes, stop)
        });
        Served {
            site,
            address,
            changes,
            stop,
            server: Some(server),
        }
    }

    pub(super) fn page(&self, path: &str, text: &str) {
        self.site
            .pages
            .lock()
            .unwrap()
            .insert(path.into(), text.into());
    }

    pub(super) fn open(&self, method: &str, path: &str, headers: &str) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(LONG)).unwrap();
        let host = match headers.contains("Host:") {
            true => String::new(),
            false => format!("Host: {}\r\n", self.address),
        };
        write!(stream, "{method} {path} HTTP/1.1\r\n{host}{headers}\r\n").unwrap();
        stream
    }

    pub(super) fn ask(&self, method: &str, path: &str, headers: &str) -> Reply {
        let mut stream = self.open(method, path, &format!("{headers}Connection: close\r\n"));
        let mut raw = Vec::new();
        stream.read_to_end(&mut raw).unwrap();
        let border = raw
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .expect("a head")
            + 4;
        Reply {
            head: String::from_utf8(raw[..border].to_vec())
                .unwrap()
                .to_ascii_lowercase(),
            body: raw[border..].to_vec(),
        }
    }

    pub(super) fn get(&self, path: &str) -> Reply {
        self.ask("GET", path, "")
    }

    pub(super) fn listen(&self, base: &str, path: &str, shown: &str) -> Events {
        let path = format!("{base}_postil/events?path={path}&digest={shown}");
        let mut reader = BufReader::new(self.open("GET", &path, "Accept: text/event-stream\r\n"));
        let head = Events::head(&mut reader);
        assert!(
            head.starts_with("HTTP/1.1 200") && head.contains("text/event-stream"),
            "{head}"
        );
        assert!(head.contains("no-store"), "{head}");
        Events(reader)
    }

    /// Waits until the site was asked so often in all.
    pub(super) fn wait_asked(&self, count: usize) {
        let deadline = Instant::now() + LONG;
        while *self.site.asked.lock().unwrap() < count {
            assert!(Instant::now() < deadline);
            thread::yield_now();
        }
    }

    pub(super) fn end(&mut self) -> Duration {
        let began = Instant::now();
        self.stop.fire();
        self.server.take().unwrap().join().unwrap().unwrap();
        began.elapsed()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.stop.fire();
    }
}

pub(super) struct Reply {
    pub(super) head: String,
    pub(super) body: Vec<u8>,
}

impl Reply {
    pub(super) fn status(&self) -> u16 {
        self.head.split(' ').nth(1).unwrap().parse().unwrap()
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .find_map(|line| line.strip_prefix(&format!("{name}: ")))
    }

    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

pub(super) struct Events(pub(super) BufReader<TcpStream>);

impl Events {
    pub(super) fn head(reader: &mut BufReader<TcpStream>) -> String {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            assert_ne!(reader.read_line(&mut head).unwrap(), 0);
        }
        head
    }

    /// The next event as `name data`.
    pub(super) fn next(&mut self) -> String {
        let mut fields = Vec::new();
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the stream ended");
            let line = line.trim_end();
            // The lengths of chunks, comments, and the empty lines after each are passed over.
            if let Some(name) = line.strip_prefix("event: ") {
                fields.push(name.to_owned());
            } else if let Some(data) = line.strip_prefix("data: ") {
                fields.push(data.to_owned());
                // The ends of the event and of its chunk.
                for end in ["\n", "\r\n"] {
                    let mut line = String::new();
                    self.0.read_line(&mut line).unwrap();
                    assert_eq!(line, end);
                }
                return fields.join(" ");
            }
        }
    }

    /// Whether nothing at all has come so far.
    pub(super) fn is_silent(&mut self) -> bool {
        let stream = self.0.get_ref();
        stream.set_nonblocking(true).unwrap();
        let silent = self.0.buffer().is_empty()
            && matches!(self.0.get_ref().peek(&mut [0; 1]), Err(error) if error.kind() == ErrorKind::WouldBlock);
        self.0.get_ref().set_nonblocking(false).unwrap();
        silent
    }
}

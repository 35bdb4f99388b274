//! Micro-benchmarks: anchoring one transcript, finding names in it, rendering one page. `cargo bench` prints the time of each.
//!
//! The archive is made up here, of words without meaning, always the same.

use std::{
    fs,
    hint::black_box,
    path::Path,
    time::{Duration, Instant},
};

use postil::{
    anchor::{PlainText, Quote, find},
    archive::{ListIndex, ParagraphId, ParagraphIndex, indexes},
    bind::Vocabulary,
    pipeline::{Live, Options},
};

/// How long each is repeated.
const TIME: Duration = Duration::from_secs(1);

fn quote(words: &str) -> Quote<'_> {
    Quote {
        words,
        before: None,
        after: None,
        nth: None,
        within: None,
    }
}

fn measure(name: &str, mut once: impl FnMut()) {
    for _ in 0..3 {
        once();
    }
    let (start, mut count) = (Instant::now(), 0u32);
    while start.elapsed() < TIME {
        once();
        count += 1;
    }
    let each = start.elapsed() / count;
    println!("{name:<44} {each:>12.2?}  ({count} times)");
}

/// Words without meaning, from a number.
struct Words(u64);

impl Words {
    fn next(&mut self) -> String {
        const PARTS: [&str; 16] = [
            "ba", "den", "fi", "gor", "lu", "mar", "ne", "pol", "ri", "sta", "ter", "vo", "we",
            "zin", "tra", "ou",
        ];
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let at = |shift: u32| PARTS[usize::try_from(self.0 >> shift).unwrap_or(0) % PARTS.len()];
        match self.0 >> 62 {
            0 => at(20).to_owned(),
            1 | 2 => format!("{}{}", at(20), at(30)),
            _ => format!("{}{}{}", at(20), at(30), at(40)),
        }
    }

    fn sentence(&mut self, words: usize) -> String {
        let all: Vec<String> = (0..words).map(|_| self.next()).collect();
        let mut text = all.join(" ");
        if let Some(first) = text.get_mut(0..1) {
            first.make_ascii_uppercase();
        }
        format!("{text}.")
    }
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}

fn main() {
    let mut words = Words(7);
    let paragraphs: Vec<String> = (0..30)
        .map(|_| {
            (0..5)
                .map(|_| words.sentence(11))
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    let text = paragraphs.join("\n");
    let mut ranges = Vec::new();
    let mut at = 0;
    for (number, paragraph) in (0..).zip(&paragraphs) {
        let end = at + u32::try_from(paragraph.len()).expect("short");
        let id = ParagraphId::counted(ParagraphIndex::at(number));
        ranges.push((id, at..end));
        at = end + 1;
    }
    let quotes: Vec<String> = (0..15)
        .map(|i| {
            paragraphs[i * 2]
                .split(' ')
                .skip(4)
                .take(7)
                .collect::<Vec<_>>()
                .join(" ")
        })
        .collect();
    measure("anchor 15 quotes in 9 KB, exact", || {
        let plain = PlainText::new(&text, &ranges);
        for words in &quotes {
            black_box(find(&plain, &quote(words)).is_ok());
        }
    });
    let curly: Vec<String> = quotes
        .iter()
        .map(|q| q.replacen(' ', "\u{a0}", 1))
        .collect();
    measure("anchor 15 quotes in 9 KB, folded", || {
        let plain = PlainText::new(&text, &ranges);
        for words in &curly {
            black_box(find(&plain, &quote(words)).is_ok());
        }
    });
    let names: Vec<String> = (0..3000)
        .map(|_| format!("{} {}", words.next(), words.next()))
        .collect();
    let vocabulary = Vocabulary::new(
        "en",
        names.iter().map(String::as_str).zip(indexes(names.len())),
    );
    measure("find 3,000 names in 9 KB", || {
        black_box(vocabulary.scan(&text));
    });

    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path();
    write(
        &root.join("content/topics/a.md"),
        "---\ntitle: A topic\n---\nOn it.\n",
    );
    write(
        &root.join("content/transcripts/t.md"),
        &format!(
            "---\ntitle: T\ndate: 1952\nspeakers: {{}}\n---\n{}\n",
            paragraphs.join("\n\n")
        ),
    );
    let notes: Vec<String> = quotes
        .iter()
        .map(|quote| {
            format!(
                "  - quote: {quote:?}\n    topics: [a]\n    note: {:?}\n",
                words.sentence(40)
            )
        })
        .collect();
    write(
        &root.join("content/annotations/t.yaml"),
        &format!("annotations:\n{}", notes.concat()),
    );
    let options = Options {
        cache: false,
        ..Options::of(root)
    };
    let live = Live::open(options).expect("the site");
    assert_eq!(
        live.remarks(|wrong| wrong.diagnostics.errors()),
        0,
        "the made-up site is in order"
    );
    for (name, page) in [
        (
            "make a transcript's page: view and template",
            "transcripts/t.html",
        ),
        ("make a topic's page: view and template", "topics/a.html"),
    ] {
        measure(name, || {
            black_box(live.make(page).is_some());
        });
    }
}

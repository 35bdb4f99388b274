//! The cases of remarks that the documentation shows: the files of each.

use std::{fmt::Write, fs};

use crate::testsuite::Site;
use postil::source::diag::Code;

/// How it is told in the documentation, and how it is done.
type Setup = (&'static str, fn(&Site));

/// One mistake.
pub(super) struct Case {
    pub(super) code: Code,
    /// Files beside those of [`Site::small`]; the first is shown.
    pub(super) files: &'static [(&'static str, &'static str)],
    /// What cannot be written as a file, and how it is told in the documentation.
    pub(super) setup: Option<Setup>,
    pub(super) arguments: &'static [&'static str],
}

const fn case(code: Code, files: &'static [(&'static str, &'static str)]) -> Case {
    Case {
        code,
        files,
        setup: None,
        arguments: &["check"],
    }
}

const fn special(code: Code, told: &'static str, setup: fn(&Site)) -> Case {
    Case {
        code,
        files: &[],
        setup: Some((told, setup)),
        arguments: &["check"],
    }
}

/// The notes of the small site.
pub(super) const NOTES: &str = "content/annotations/hearing.yaml";
/// A topic of the small site.
pub(super) const TOPIC: &str = "content/topics/milling.md";

macro_rules! notes {
    ($code:ident, $text:literal) => {
        case(Code::$code, &[(NOTES, $text)])
    };
}

macro_rules! ledger {
    ($code:ident, $text:literal) => {
        case(Code::$code, &[("content/ledger/hearing.yaml", $text)])
    };
}

/// The ledger of the hearing, whose first paragraph was reworded and one of whose paragraphs was removed.
const SEALED_TWICE: &str = "sealed: [2026-11-29, 2027-05-03]\nparagraphs:\n- {id: p1, digest: e5ff8e28f57de285, sealed: 2027-05-03, words: \"Where were you that night?\"}\n- {was: p1, digest: 341323c741ba5004, sealed: 2026-11-29, until: 2027-05-03, words: \"Where were you then?\"}\n- {id: p2, digest: d53a56c46f4af313, sealed: 2026-11-29, words: \"I was at the mill. The mill was closed.\"}\n- {id: p2a, digest: 00169b8595df2540, sealed: 2026-11-29, removed: 2027-05-03}\n- {id: p3, digest: d9c472a7b60dbbb7, sealed: 2026-11-29, words: \"Who told you so?\"}\n- {id: p4, digest: 0bc5e03e41c5561c, sealed: 2026-11-29, words: \"The miller did, and the miller’s wife.\"}\n";

macro_rules! named {
    ($code:ident, $path:ident, $text:literal) => {
        case(
            Code::$code,
            &[
                ("content/ledger/hearing.yaml", SEALED_TWICE),
                ($path, $text),
            ],
        )
    };
}

/// A case of every remark.
pub(super) fn cases() -> Vec<Case> {
    vec![
        special(
            Code::Unreadable,
            "a folder that is a link to itself",
            |site| {
                fs::create_dir_all(site.path("content/pages")).expect("a folder");
                std::os::unix::fs::symlink(
                    site.path("content/pages"),
                    site.path("content/pages/again"),
                )
                .expect("a link");
            },
        ),
        special(
            Code::Unreadable,
            "a symbolic link to a file that is gone",
            |site| {
                fs::create_dir_all(site.path("content/assets")).expect("a folder");
                std::os::unix::fs::symlink("scan.pdf", site.path("content/assets/page.pdf"))
                    .expect("a link");
            },
        ),
        special(
            Code::NotUtf8,
            "a file that was saved as Windows-1252",
            |site| {
                site.write_bytes(TOPIC, b"---\ntitle: Caf\xe9\n---\n");
            },
        ),
        special(
            Code::ControlCharacter,
            "a page whose text was taken out of a PDF",
            |site| {
                site.write(
                    "content/pages/about.md",
                    "---\ntitle: About\n---\nThe first page.\n\u{c}The second page.\n",
                );
            },
        ),
        case(
            Code::ControlCharacter,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\nspeakers: {}\n---\nIt cost â\u{82}¬ 20 in all. Café.\n",
            )],
        ),
        special(
            Code::NulCharacter,
            "a transcript with a NUL in it",
            |site| {
                site.write(
                    "content/transcripts/talk.md",
                    "---\ntitle: A talk\nspeakers: {}\n---\nWor\0ds.\n",
                );
            },
        ),
        case(
            Code::MergeConflict,
            &[(
                TOPIC,
                "---\ntitle: Milling\n---\n<<<<<<< HEAD\nThe grinding of grain.\n=======\nThe grinding of corn.\n>>>>>>> corrections\n",
            )],
        ),
        case(
            Code::PointerFile,
            &[(
                "content/assets/map.pdf",
                "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 132735\n",
            )],
        ),
        special(Code::FileTooLarge, "a transcript of 33 MiB", |site| {
            site.write(
                "content/transcripts/hearing.md",
                &"word ".repeat(33 * 1024 * 1024 / 5 + 1),
            );
        }),
        special(Code::LineTooLong, "a line of 2 MiB", |site| {
            site.write(
                "content/pages/about.md",
                &format!("---\ntitle: About\n---\n{}\n", "x".repeat(2 << 20)),
            );
        }),
        special(
            Code::LinkOutside,
            "a symbolic link to a file elsewhere",
            |site| {
                fs::create_dir_all(site.path("content/pages")).expect("a folder");
                std::os::unix::fs::symlink("/etc/hostname", site.path("content/pages/host.md"))
                    .expect("a link");
            },
        ),
        special(
            Code::LinkOutside,
            "a symbolic link to what is hidden in the site's folder",
            |site| {
                site.write(".env", "PASSWORD=x\n");
                fs::create_dir_all(site.path("content/assets")).expect("a folder");
                std::os::unix::fs::symlink("../../.env", site.path("content/assets/settings"))
                    .expect("a link");
            },
        ),
        special(
            Code::SpecialFile,
            "a named pipe where settings are expected",
            |site| {
                let pipe = site.path("postil.yaml");
                let made = std::process::Command::new("mkfifo").arg(pipe).status();
                assert!(made.expect("mkfifo runs").success());
            },
        ),
        case(
            Code::LeftOut,
            &[
                ("content/assets/.env", "PASSWORD=x\n"),
                ("content/assets/.git/config", "[core]\n"),
            ],
        ),
        case(
            Code::LeftOut,
            &[("content/assets/letter.txt.bak", "Dear Sir\n")],
        ),
        case(
            Code::UnportableName,
            &[("content/assets/tape 12:30.txt", "Side A\n")],
        ),
        case(
            Code::StrayFile,
            &[("content/topic/mill.md", "---\ntitle: Mill\n---\n")],
        ),
        case(
            Code::StrayFile,
            &[("content/transcripts/speech.yaml", "title: A speech\n")],
        ),
        special(
            Code::StrayFile,
            "a folder `assets/` beside `content/`",
            |site| site.write("assets/mill.txt", "The mill.\n"),
        ),
        case(
            Code::StrayFile,
            &[("annotations/hearing.yaml", "annotations: []\n")],
        ),
        case(
            Code::DoubledId,
            &[(
                "content/annotations/hearing.yaml",
                "annotations:\n  - quote: The mill was closed\n    topics: [milling, milling]\n",
            )],
        ),
        special(
            Code::StaleSchema,
            "a topic that came after `postil schema --write`",
            |site| {
                assert_eq!(site.run(&["schema", "--write"]).code, 0);
                site.write("content/topics/ferries.md", "---\ntitle: Ferries\n---\n");
            },
        ),
        case(
            Code::BadId,
            &[("content/topics/con.md", "---\ntitle: The swindle\n---\n")],
        ),
        case(
            Code::BadId,
            &[("content/topics/the mill.md", "---\ntitle: The mill\n---\n")],
        ),
        notes!(
            BadId,
            "annotations:\n  - id: p4\n    quote: at the mill\n    note: Which one?\n"
        ),
        case(
            Code::DuplicateId,
            &[
                ("content/annotations/hearing.yaml", "annotations: []\n"),
                ("content/annotations/hearing.yml", "annotations: []\n"),
            ],
        ),
        case(
            Code::DuplicateId,
            &[(
                "content/topics/trades/Milling.md",
                "---\ntitle: Milling as a trade\n---\n",
            )],
        ),
        notes!(
            YamlSyntax,
            "annotations:\n  - quote: [These] words\n    note: x\n  - quote: Q: Where were you\n    note: y\n"
        ),
        notes!(YamlSyntax, "annotations:\n\t- quote: at the mill\n"),
        notes!(
            YamlSyntax,
            "annotations:\n  - quote:at the mill\n    note: x\n  - quote: was closed\n     note: y\n"
        ),
        notes!(
            YamlSyntax,
            "annotations:\n  - quote: \"at the mill\n    note: x\n  - quote: \"was closed\"\n    note: y\n"
        ),
        notes!(
            YamlSyntax,
            "annotations:\n  – quote: at the mill\n    note： x\n"
        ),
        notes!(
            YamlUnsupported,
            "annotations:\n  - quote: at the mill\n    note: &n Words.\n  - quote: was closed\n    note: *n\n"
        ),
        notes!(
            DuplicateKey,
            "annotations:\n  - quote: at the mill\n    note: One.\n    note: Two.\n"
        ),
        notes!(
            CutByComment,
            "annotations:\n  - quote: at the mill\n    note: the 20% and #3\n"
        ),
        notes!(
            MaybeCutByComment,
            "annotations:\n  - quote: at the mill\n    note: mill no. 7 # the old one\n"
        ),
        case(
            Code::CurlyQuotes,
            &[(TOPIC, "---\ntitle: “Milling”\n---\n")],
        ),
        notes!(
            EmptyValue,
            "annotations:\n  - quote: at the mill\n    topics:\n      - #milling\n    note: x\n"
        ),
        notes!(
            UnknownKey,
            "annotations:\n  - qoute: at the mill\n    note: Which one?\n"
        ),
        case(Code::MissingKey, &[(TOPIC, "---\naliases: [mill]\n---\n")]),
        notes!(
            WrongType,
            "annotations:\n  - quote: at the mill\n    note: [[milling]]\n"
        ),
        case(
            Code::WrongType,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\nspeakers:\n  - Q: jane-roe\n  - Mr. Roe\n---\nQ: Why?\n\nMr. Roe: Because.\n",
            )],
        ),
        notes!(
            BadValue,
            "annotations:\n  - quote: at the mill\n    topics: milling, grain trade\n"
        ),
        notes!(
            BadValue,
            "annotations:\n  - quote: at the mill\n    certainty: probably\n    in: 4\n    note: x\n"
        ),
        notes!(
            SplitByComma,
            "annotations:\n  - quote: at the mill\n    sources: [Mill register, p. 4]\n"
        ),
        case(
            Code::BadDate,
            &[(
                "content/events/fire.md",
                "---\ntitle: The fire\ndate: 4 May 1931\n---\n",
            )],
        ),
        case(
            Code::FrontMatter,
            &[(TOPIC, "---\ntitle: Milling\n\nThe grinding of grain.\n")],
        ),
        case(
            Code::FrontMatter,
            &[(TOPIC, "title: Milling\n\nThe grinding of grain.\n")],
        ),
        case(
            Code::EmptyTranscript,
            &[(
                "content/transcripts/speech.md",
                "---\ntitle: A speech\n---\n",
            )],
        ),
        case(
            Code::SpeakersDetected,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\n---\nQ: Why?\n\nA: Because.\n\nQ: And?\n\nA: So.\n",
            )],
        ),
        case(
            Code::UndeclaredLabel,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\nspeakers:\n  Bob: {name: Bob}\n  Ms. Roe: jane-roe\n---\nBob: Were you there?\n\nMS ROE: I was.\n\nCarol: So was I.\n\nBob: And?\n\nCarol: Nothing.\n",
            )],
        ),
        case(
            Code::EmptyTurn,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\nspeakers:\n  Q: {part: interviewer}\n  A: jane-roe\n---\nQ: Were you there?\n\nA:\n\nQ: Were you?\n\nA: Yes.\n",
            )],
        ),
        case(
            Code::HtmlComment,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\nspeakers: {}\n---\nWords.\n\n<!-- The name is Roe; not to be published. -->\n\nMore words.\n",
            )],
        ),
        case(
            Code::SignsAreWords,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\nspeakers: {}\n---\n> We left at nine &amp; walked.\n\n| Day | Mills |\n|-----|-------|\n| 1   | 3     |\n",
            )],
        ),
        case(
            Code::UnusedLabel,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\nspeakers:\n  Mr Roe: {name: Roe}\n---\nMr. Roe: Why?\n\nMr. Roe: Because.\n",
            )],
        ),
        case(
            Code::WithholdReserved,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\nspeakers: {}\nwithhold:\n  - {quote: my name, reason: consent}\n---\nThat is my name.\n",
            )],
        ),
        ledger!(
            BadLedger,
            "sealed: [2026-11-29]\nparagraphs:\n- {id: p1, digest: e5ff8e28f57de285, sealed: 2026-11-29, words: \"Where were you that night?\"}\n- {id: p1, digest: d53a56c46f4af313, sealed: 2026-11-29, words: \"I was at the mill. The mill was closed.\"}\n"
        ),
        ledger!(
            BadLedger,
            "sealed: [2026-11-29]\nparagraphs:\n- {id: p1, digest: e5ff8e28f57de285, sealed: 2026-11-29, words: \"Where were you that day?\"}\n- {id: p2, digest: d53a56c46f4af313, sealed: 2026-11-29, words: \"I was at the mill. The mill was closed.\"}\n"
        ),
        ledger!(
            OtherText,
            "sealed: [2026-11-29]\nparagraphs:\n- {id: p1, digest: 00169b8595df2540, sealed: 2026-11-29, words: \"Who was the king of France?\"}\n- {id: p2, digest: 79fca63837d18451, sealed: 2026-11-29, words: \"Nobody knows that, and nobody ever did.\"}\n"
        ),
        ledger!(
            NotSealed,
            "sealed: [2026-11-29]\nparagraphs:\n- {id: p1, digest: 341323c741ba5004, sealed: 2026-11-29, words: \"Where were you then?\"}\n- {id: p2, digest: d53a56c46f4af313, sealed: 2026-11-29, words: \"I was at the mill. The mill was closed.\"}\n- {id: p3, digest: d9c472a7b60dbbb7, sealed: 2026-11-29, words: \"Who told you so?\"}\n"
        ),
        notes!(NoSuchParagraph, "annotations:\n  - in: p14\n    note: x\n"),
        named!(
            ParagraphChanged,
            TOPIC,
            "---\ntitle: Milling\n---\nOf that night see [[hearing#p1]].\n"
        ),
        named!(
            ParagraphRemoved,
            NOTES,
            "annotations:\n  - in: p2a\n    note: x\n"
        ),
        named!(
            WrongDigest,
            TOPIC,
            "---\ntitle: Milling\n---\nOf that night see [[hearing#p1.abcdef]].\n"
        ),
        notes!(
            WrongDigest,
            "annotations:\n  - in: p2.3f9c1b\n    note: x\n"
        ),
        case(
            Code::TranslatedTwice,
            &[
                (
                    "content/transcripts/audience.md",
                    "---\ntitle: Une audience\nlanguage: fr\ntranslation_of: hearing\nspeakers: {}\n---\nOù étiez-vous cette nuit-là ?\n\nAu moulin.\n\nQui vous l’a dit ?\n\nLe meunier, et sa femme.\n",
                ),
                (
                    "content/transcripts/anhoerung.md",
                    "---\ntitle: Eine Anhörung\nlanguage: de\ntranslation_of: audience\nspeakers: {}\n---\nWo waren Sie?\n",
                ),
            ],
        ),
        case(
            Code::SameLanguage,
            &[(
                "content/transcripts/audience.md",
                "---\ntitle: Une audience\ntranslation_of: hearing\nspeakers: {}\n---\nOù étiez-vous cette nuit-là ?\n\nAu moulin.\n\nQui vous l’a dit ?\n\nLe meunier, et sa femme.\n",
            )],
        ),
        case(
            Code::BadAlignment,
            &[(
                "content/transcripts/audience.md",
                "---\ntitle: Une audience\nlanguage: fr\ntranslation_of: hearing\nalign:\n  p1-p2: p1-p2\n  p3: p2\nspeakers: {}\n---\nOù étiez-vous cette nuit-là ?\n\nAu moulin.\n\nQui vous l’a dit ?\n\nLe meunier, et sa femme.\n",
            )],
        ),
        case(
            Code::BadAlignment,
            &[(
                "content/transcripts/audience.md",
                "---\ntitle: Une audience\nlanguage: fr\ntranslation_of: hearing\nalign:\n  p1: p2\n  p2: p1\nspeakers: {}\n---\nOù étiez-vous cette nuit-là ?\n\nAu moulin.\n\nQui vous l’a dit ?\n\nLe meunier, et sa femme.\n",
            )],
        ),
        case(
            Code::Unaligned,
            &[(
                "content/transcripts/audience.md",
                "---\ntitle: Une audience\nlanguage: fr\ntranslation_of: hearing\nspeakers: {}\n---\nOù étiez-vous cette nuit-là ?\n\nAu moulin.\n\nQui vous l’a dit ?\n",
            )],
        ),
        case(
            Code::Footnote,
            &[(
                "content/transcripts/talk.md",
                "---\ntitle: A talk\nspeakers: {}\n---\nWords.\n\n[^1]: Of the printer.\n",
            )],
        ),
        case(
            Code::NoSuchTranscript,
            &[(
                "content/transcripts/audience.md",
                "---\ntitle: Une audience\nlanguage: fr\ntranslation_of: hering\nspeakers: {}\n---\nOù étiez-vous cette nuit-là ?\n\nAu moulin.\n\nQui vous l’a dit ?\n\nLe meunier, et sa femme.\n",
            )],
        ),
        case(
            Code::NoSuchTranscript,
            &[(
                "content/annotations/haering.yaml",
                "annotations:\n  - quote: at the mill\n    note: x\n",
            )],
        ),
        case(
            Code::NoSuchTranscript,
            &[(
                "content/ledger/haering.yaml",
                "sealed: [2026-11-29]\nparagraphs:\n- {id: p1, digest: e5ff8e28f57de285, sealed: 2026-11-29, words: \"Where were you that night?\"}\n",
            )],
        ),
        notes!(
            QuoteNotFound,
            "annotations:\n  - quote: I was in the mill\n    note: x\n"
        ),
        notes!(
            QuoteNotFound,
            "annotations:\n  - quote: \"A: I was at the mill\"\n    note: x\n  - quote: I was ... closed\n    note: y\n"
        ),
        notes!(
            QuoteNotFound,
            "annotations:\n  - quote: the miller\n    nth: 3\n    note: x\n"
        ),
        notes!(
            QuoteNotFound,
            "annotations:\n  - quote: at the mill\n    in: p3\n    note: x\n"
        ),
        case(
            Code::QuoteNotFound,
            &[
                (
                    NOTES,
                    "annotations:\n  - quote: I was at the cafe\n    note: x\n",
                ),
                (
                    "content/transcripts/hearing.md",
                    "---\ntitle: A hearing\nspeaker: jane-roe\n---\nI was at the cafe\u{301} that night.\n",
                ),
            ],
        ),
        notes!(
            QuoteAmbiguous,
            "annotations:\n  - quote: miller\n    note: x\n"
        ),
        Case {
            code: Code::QuoteDrifted,
            files: &[(
                NOTES,
                "annotations:\n  - quote: I was in the mill\n    note: x\n",
            )],
            setup: None,
            arguments: &["check", "--lenient"],
        },
        Case {
            arguments: &["check", "--lenient"],
            ..special(
                Code::SearchCutShort,
                "a quote that is a single word of 30,000 letters, on a transcript with one that is nearly it",
                |site| {
                    let letters = |count: usize| "m".repeat(count);
                    site.write(
                        "content/transcripts/hum.txt",
                        &format!("H{}m.\n", letters(29_000)),
                    );
                    site.write(
                        "content/transcripts/hum.yaml",
                        "title: A hum\nspeakers: {}\n",
                    );
                    site.write(
                        "content/annotations/hum.yaml",
                        &format!(
                            "annotations:\n  - quote: H{}\n    note: x\n",
                            letters(30_000)
                        ),
                    );
                },
            )
        },
        notes!(
            SelectorConflict,
            "annotations:\n  - quote: at the mill\n    from: I was\n    to: closed.\n    note: x\n"
        ),
        notes!(EmptyAnnotation, "annotations:\n  - quote: at the mill\n"),
        notes!(
            NoCorrection,
            "annotations:\n  - quote: at the mill\n    correction: at the mill\n"
        ),
        notes!(
            DuplicateAnnotation,
            "annotations:\n  - {id: mill, quote: at the mill, note: x}\n  - {id: mill, quote: was closed, note: y}\n"
        ),
        notes!(
            UnknownEntry,
            "annotations:\n  - quote: at the mill\n    topics: [miling]\n"
        ),
        Case {
            code: Code::StubMade,
            files: &[
                ("postil.yaml", "stubs: true\ncontact: archive@example.org\n"),
                (
                    NOTES,
                    "annotations:\n  - quote: at the mill\n    places: [old-mill]\n",
                ),
            ],
            setup: None,
            arguments: &["check"],
        },
        notes!(
            BrokenLink,
            "annotations:\n  - quote: at the mill\n    note: See [[miling]] and [[hearing#p9]].\n"
        ),
        case(
            Code::AmbiguousLink,
            &[
                (
                    "content/pages/about.md",
                    "---\ntitle: About\n---\nOn [[milling]].\n",
                ),
                (
                    "content/places/milling.md",
                    "---\ntitle: Milling, a village\n---\n",
                ),
            ],
        ),
        notes!(
            UnsafeLink,
            "annotations:\n  - quote: at the mill\n    note: \"[here](javascript:alert)\"\n"
        ),
        case(
            Code::Circle,
            &[
                (TOPIC, "---\ntitle: Milling\nbroader: trades\n---\n"),
                (
                    "content/topics/trades.md",
                    "---\ntitle: Trades\nbroader: milling\n---\n",
                ),
            ],
        ),
        special(Code::TooMany, "three hundred notes on one word", |site| {
            let mut notes = "annotations:\n".to_owned();
            for i in 1..=300 {
                writeln!(notes, "  - {{quote: miller did, note: number {i}}}").expect("in memory");
            }
            site.write(NOTES, &notes);
        }),
        case(
            Code::HalfLink,
            &[(
                "content/pages/about.md",
                "---\ntitle: About\n---\nSee [[milling] and the [map](assets/My Map.pdf), [as he said][1931] at\n[the mill](https://example.org/mill and [in [[milling]]](https://example.org).\n",
            )],
        ),
        case(
            Code::BrokenLink,
            &[(
                "content/pages/about.md",
                "---\ntitle: About\n---\n[Below](#early-yers), and [elsewhere](www.example.org/mill).\n\n## Early years\n",
            )],
        ),
        case(
            Code::BrokenLink,
            &[(
                "content/transcripts/speech.md",
                "---\ntitle: A speech\nspeakers: {}\n---\nSee the [plan](assets/plan.pdf) and [the hearing](hearing.html#p9).\n",
            )],
        ),
        case(
            Code::DeadAddress,
            &[
                (
                    "templates/page.html",
                    "<p>See <a href=\"{{ page.root }}topics/miling.html\">milling</a>.</p>\n",
                ),
                ("content/pages/about.md", "---\ntitle: About\n---\n"),
            ],
        ),
        case(
            Code::ForeignRequest,
            &[
                (
                    "templates/page.html",
                    "<link rel=\"stylesheet\" href=\"https://fonts.example.org/old.css\">\n",
                ),
                ("content/pages/about.md", "---\ntitle: About\n---\n"),
            ],
        ),
        case(
            Code::UnknownEditor,
            &[
                (
                    NOTES,
                    "by: hm\nannotations:\n  - quote: at the mill\n    note: x\n",
                ),
                (
                    "postil.yaml",
                    "contact: archive@example.org\neditors:\n  mh: {name: M. Hall}\n",
                ),
            ],
        ),
        case(
            Code::MentionTooShort,
            &[
                (
                    "content/people/jane-roe.md",
                    "---\ntitle: Jane Roe\naliases: [J.]\n---\n",
                ),
                (
                    "content/transcripts/talk.md",
                    "---\ntitle: A talk\nspeakers: {}\n---\nI met J. at the mill.\n",
                ),
            ],
        ),
        case(Code::NoContact, &[("postil.yaml", "title: A hearing\n")]),
        special(
            Code::MentionFrequent,
            "a transcript of a hundred paragraphs with the word “milling”",
            |site| {
                let mut text = "---\ntitle: All day\nspeakers: {}\n---\n".to_owned();
                text.push_str(&"We were milling.\n\n".repeat(100));
                site.write("content/transcripts/all-day.md", &text);
            },
        ),
        case(
            Code::NoSuchTheme,
            &[
                ("postil.yaml", "theme: papre\n"),
                ("themes/paper/theme.yaml", "title: Paper\n"),
            ],
        ),
        case(
            Code::TemplateSyntax,
            &[(
                "templates/topic.html",
                "{% extends \"entry.html\" %}\n{% block main %}{{ entry.title }\n{% endblock %}\n",
            )],
        ),
        case(
            Code::TemplateError,
            &[("templates/topic.html", "<h1>{{ entry.tilte }}</h1>\n")],
        ),
        case(
            Code::TemplateSyntax,
            &[(
                "templates/topic.html",
                "{% extends \"entry.html\" %}\n{% block main %}\n{% if entry.summary %}<p>{{ entry.summary }}</p>\n{% endblock %}\n",
            )],
        ),
        Case {
            code: Code::TemplateError,
            files: &[(
                "templates/topic.html",
                "{% extends \"entry.html\" %}\n{% block mian %}<h1>{{ entry.title | uper }}</h1>{% endblock %}\n",
            )],
            setup: None,
            arguments: &["check"],
        },
        case(
            Code::TemplateError,
            &[("templates/topic.html", "<p>{{ entry.extra.colour }}</p>\n")],
        ),
        case(
            Code::TemplateError,
            &[("templates/base.html", "{% extends \"base.html\" %}\n")],
        ),
        case(
            Code::UnusedTemplate,
            &[("templates/Topics.htm", "<h1>Topics</h1>\n")],
        ),
        case(
            Code::RouteTaken,
            &[(
                TOPIC,
                "---\ntitle: Milling\nredirect_from: people/jane-roe.html/old\n---\n",
            )],
        ),
        case(
            Code::RouteTaken,
            &[("content/root/robots.txt", "User-agent: *\n")],
        ),
        case(
            Code::RouteTaken,
            &[(
                TOPIC,
                "---\ntitle: Milling\nredirect_from: [people/jane-roe]\n---\n",
            )],
        ),
        Case {
            code: Code::OutputOccupied,
            files: &[("public/index.html", "<p>Not of postil's making.</p>\n")],
            setup: None,
            arguments: &["build"],
        },
    ]
}

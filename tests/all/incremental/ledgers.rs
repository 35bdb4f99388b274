//! Edits of sealed transcripts and of their ledgers, at random: whatever comes after whatever, a build is a cold one.

use proptest::prelude::*;

use super::{Site, same};
use crate::testsuite::cases;
use postil::pipeline::{self, Options};

const TALK: &str = "content/transcripts/talk.md";
const LEDGER: &str = "content/ledger/talk.yaml";
const NOTES: &str = "content/annotations/talk.yaml";
const TOPIC: &str = "content/topics/mills.md";

const WORDS: [&str; 6] = [
    "The mill stood by the river for two hundred years.",
    "It was built of stone from the old abbey.",
    "Then the flood of that spring took all of it away.",
    "We rebuilt it with our own hands, and it stands to this day.",
    "Nobody has asked us since whether we would do it again.",
    "He says so himself.",
];

/// What names paragraphs: by numbers, by words, not at all.
const NAMING: [(&str, &str); 3] = [
    (
        "annotations:\n  - in: p2\n    topics: [mills]\n    note: Of stone.\n  - in: p3-p4\n    see: [talk#p1]\n    note: See [[talk#p2]].\n",
        "---\ntitle: Mills\n---\nSee [[talk#p4]] and [[talk#p1]].\n",
    ),
    (
        "annotations:\n  - quote: two hundred years\n    topics: [mills]\n    note: Or less.\n",
        "---\ntitle: Mills\n---\nSee [[talk#p2]].\n",
    ),
    ("annotations: []\n", "---\ntitle: Mills\n---\n"),
];

/// An edit.
#[derive(Clone, Debug)]
enum Edit {
    /// A paragraph comes in before another.
    Insert(usize, usize),
    Remove(usize),
    Swap(usize, usize),
    /// A word of a paragraph is another.
    Reword(usize),
    Split(usize),
    Join(usize),
    /// `postil seal`, on a later day than the last.
    Seal,
    Forget,
    /// The ledger goes, as if nothing had been sealed.
    Unseal,
    Name(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    prop_oneof![
        (0..8usize, 0..WORDS.len()).prop_map(|(at, which)| Edit::Insert(at, which)),
        (0..8usize).prop_map(Edit::Remove),
        (0..8usize, 0..8usize).prop_map(|(a, b)| Edit::Swap(a, b)),
        (0..8usize).prop_map(Edit::Reword),
        (0..8usize).prop_map(Edit::Split),
        (0..8usize).prop_map(Edit::Join),
        Just(Edit::Seal),
        Just(Edit::Seal),
        Just(Edit::Seal),
        Just(Edit::Forget),
        Just(Edit::Unseal),
        (0..NAMING.len()).prop_map(Edit::Name),
    ]
}

/// The site while it is edited.
struct Edited {
    site: Site,
    words: Vec<String>,
    /// Days of sealings so far.
    days: u64,
    rewordings: usize,
}

impl Edited {
    fn new() -> Self {
        let site = Site::empty().file(
            "content/transcripts/other.md",
            "---\ntitle: Another\n---\nOf the talk.\n",
        );
        let words = WORDS[..4].iter().map(|&words| words.to_owned());
        let edited = Self {
            site,
            words: words.collect(),
            days: 0,
            rewordings: 0,
        };
        edited.save();
        edited.name(0);
        edited
    }

    fn save(&self) {
        let text = format!("---\ntitle: A talk\n---\n{}\n", self.words.join("\n\n"));
        self.site.write(TALK, &text);
    }

    fn name(&self, which: usize) {
        self.site.write(NOTES, NAMING[which].0);
        self.site.write(TOPIC, NAMING[which].1);
    }

    fn apply(&mut self, edit: &Edit) {
        let count = self.words.len();
        match *edit {
            Edit::Insert(at, which) => self.words.insert(at % (count + 1), WORDS[which].to_owned()),
            Edit::Remove(at) if count > 1 => drop(self.words.remove(at % count)),
            Edit::Swap(a, b) => self.words.swap(a % count, b % count),
            Edit::Reword(at) => {
                self.rewordings += 1;
                let words = &mut self.words[at % count];
                *words = format!("{} ({})", words, self.rewordings);
            }
            Edit::Split(at) => {
                let words = self.words[at % count].clone();
                if let Some((first, rest)) = words.split_once(' ') {
                    self.words[at % count] = first.to_owned();
                    self.words.insert(at % count + 1, rest.to_owned());
                }
            }
            Edit::Join(at) if count > 1 => {
                let at = at % (count - 1);
                let next = self.words.remove(at + 1);
                self.words[at] = format!("{} {next}", self.words[at]);
            }
            Edit::Remove(_) | Edit::Join(_) => {}
            Edit::Seal => self.seal(&[]),
            Edit::Forget => self.seal(&["--forget"]),
            Edit::Unseal if self.site.path(LEDGER).exists() => self.site.remove(LEDGER),
            Edit::Unseal => {}
            Edit::Name(which) => return self.name(which),
        }
        self.save();
    }

    fn seal(&mut self, arguments: &[&str]) {
        self.save();
        self.days += 1;
        let on = (1_795_910_400 + 86_400 * self.days).to_string();
        let arguments = [&["seal", "--yes", "talk"], arguments].concat();
        let run = self
            .site
            .run_with(&arguments, &[("SOURCE_DATE_EPOCH", &on)]);
        assert_eq!(run.code, 0, "{}", run.stderr);
    }

    /// Builds warm and cold: with errors, neither writes; else both write the same.
    fn twin(&self) {
        let options = self.site.options();
        let warm = pipeline::build(&options, &|_| {}).expect("the machine is fine");
        let cold = Options {
            output: self.site.path("cold"),
            cache: false,
            ..options
        };
        let _ = std::fs::remove_dir_all(&cold.output);
        let cold = pipeline::build(&cold, &|_| {}).expect("the machine is fine");
        let told = |outcome: &pipeline::Outcome| format!("{:?}", outcome.diagnostics.list());
        assert_eq!(
            warm.diagnostics.errors(),
            cold.diagnostics.errors(),
            "{}\n{}",
            told(&warm),
            told(&cold)
        );
        assert_eq!(
            warm.diagnostics.warnings(),
            cold.diagnostics.warnings(),
            "{}\n{}",
            told(&warm),
            told(&cold)
        );
        assert_eq!(warm.written.is_some(), cold.written.is_some());
        if warm.written.is_some() {
            same(&self.site.path("public"), &self.site.path("cold"));
        }
    }
}

proptest! {
    #![proptest_config(cases(12))]

    #[test]
    fn whatever_is_sealed_a_build_is_a_cold_one(edits in prop::collection::vec(edit(), 1..12)) {
        let mut edited = Edited::new();
        edited.twin();
        for edit in &edits {
            edited.apply(edit);
            edited.twin();
        }
    }
}

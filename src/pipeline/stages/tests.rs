//! An archive that is bound set by set is bound as one that is bound as a whole.

use std::{fs, path::Path};

use proptest::prelude::*;
use serde::{Serialize, de::DeserializeOwned};

use super::*;
use crate::{
    anchor::TranscriptStore,
    bind::Unbound,
    incremental::BuildCache,
    pipeline::{Options, session::sources},
    source::{diag::Diagnostic, files::Unsaved},
};

/// An archive that is read, and not yet bound.
struct Loaded {
    parts: Parts,
    transcripts: Vec<Unbound>,
    records: Arc<dyn TranscriptStore>,
}

impl Loaded {
    fn of(root: &Path) -> Self {
        let (options, cache) = (Options::of(root), BuildCache::nothing());
        let files = options.files(&Unsaved::new());
        let mut session =
            Session::new(&options, files.clone(), &cache, &|_| {}).expect("good options");
        let mut sources = sources(root, &cache, files);
        let mut diags = Diagnostics::new();
        let inputs = survey(&mut session, &mut sources, &mut diags);
        let theme = read_theme(&mut session, &inputs, &mut sources, &mut diags);
        let mut ingested = load_and_anchor(&mut session, &inputs, &sources, &mut diags);
        Self {
            parts: parts(&inputs, &theme, &mut ingested),
            transcripts: ingested.transcripts,
            records: ingested.records,
        }
    }

    fn catalogue(&self, of: &[Unbound]) -> Catalogue {
        Catalogue::of(of.iter().map(|t| &t.outline), self.parts.config.stubs)
    }

    fn whole(self) -> String {
        let catalogue = self.catalogue(&self.transcripts);
        let authorities = Authorities::new(self.parts, catalogue);
        let contribution = Contribution::of(self.transcripts, &authorities, &*self.records);
        let contribution = contribution.expect("the words are there");
        shown(bind::finish(contribution, authorities, self.records).expect("all are there"))
    }

    /// Each set with authorities of its own, as in a process of its own; what it gives goes from there in bytes.
    fn in_sets(mut self, split: &Split) -> String {
        let mut sets: Vec<Vec<Unbound>> = Vec::new();
        sets.resize_with(split.sets, Vec::new);
        for (i, transcript) in std::mem::take(&mut self.transcripts)
            .into_iter()
            .enumerate()
        {
            sets[split.set_of[i % split.set_of.len()] % split.sets].push(transcript);
        }
        let catalogues = sets.iter().map(|set| sent(&self.catalogue(set))).collect();
        let catalogue = split.merged(catalogues, Catalogue::merge);
        let authorities = || Authorities::new(self.parts.clone(), catalogue.clone());
        let contributions = sets.into_iter().map(|set| {
            let contribution = Contribution::of(set, &authorities(), &*self.records);
            sent(&contribution.expect("the words are there"))
        });
        let contribution = split.merged(contributions.collect(), Contribution::merge);
        shown(bind::finish(contribution, authorities(), self.records).expect("all are there"))
    }
}

/// How an archive is split, and how the sets are put together.
#[derive(Clone, Debug)]
struct Split {
    sets: usize,
    set_of: Vec<usize>,
    /// Which two of what is there are merged next.
    merges: Vec<(usize, usize)>,
}

impl Split {
    fn any() -> impl Strategy<Value = Self> {
        let set_of = proptest::collection::vec(0..8usize, 1..8);
        let merges = proptest::collection::vec((0..8usize, 0..8usize), 8);
        (1..6usize, set_of, merges).prop_map(|(sets, set_of, merges)| Self {
            sets,
            set_of,
            merges,
        })
    }

    fn merged<T>(&self, mut values: Vec<T>, merge: impl Fn(T, T) -> T) -> T {
        for &(a, b) in &self.merges {
            if values.len() > 1 {
                let first = values.swap_remove(a % values.len());
                let second = values.swap_remove(b % values.len());
                values.push(merge(first, second));
            }
        }
        assert_eq!(values.len(), 1);
        values.remove(0)
    }
}

fn sent<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let bytes = postcard::to_stdvec(value).expect("it can be written");
    postcard::from_bytes(&bytes).expect("it can be read back")
}

/// All that pages are made from, and all that there is to say.
fn shown((edition, mut remarks): (Edition, Vec<Diagnostic>)) -> String {
    remarks.extend(edition.remarks());
    let mut remarks: Vec<String> = remarks.iter().map(|r| format!("{r:#?}")).collect();
    remarks.sort();
    format!(
        "{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{:#?}\n{}",
        edition.digests.all(),
        edition.index,
        edition.backlinks,
        (&edition.transcript_links, &edition.annotation_links),
        &edition.mentions,
        (&edition.by_date, &edition.rank, &edition.title_rank),
        (&edition.entry_links, &edition.tree, &edition.events),
        remarks.join("\n")
    )
}

const DATES: [&str; 4] = ["", "date: 1950\n", "date: 1950\n", "date: 1951-02\n"];
const HEADERS: [&str; 5] = [
    "",
    "event: fair\nplace: ford\n",
    "topics: [mills, unmade]\nspeaker: ben\n",
    "event: no-such-event\ncite_author: [ada, Somebody Else]\n",
    "participants: [ada, nobody-we-know]\n",
];
const WORDS: [&str; 6] = [
    "The mill in Ford was Ada Marsh's, and the rivers rose. K. said so.",
    "See [there](t1.html#p1) and [here](../topics/mills.html).",
    "Ada Marsh left the mill. The mill was Ben Stone's. Ada Marsh came back.",
    "A: The rivers of Ford.\n\nQ: And the mills?",
    "See [nothing](t9.html), [a file](assets/a.txt) and [no file](assets/b.txt).",
    "Nothing was said of them.",
];
const NOTES: [&str; 9] = [
    "  - {quote: The mill in Ford, id: n, topics: [mills], note: \"On [[t1]] and [[t2#p1]].\"}\n",
    "  - {note: \"Of the whole, see [[mills]], [[t2#n]] and [[t0#no]].\", topics: [rivers, mills]}\n",
    "  - {in: p1, people: [ada], note: \"See [[t3]], [[about]], [x](#p9) and [y](assets/b.txt).\"}\n",
    "  - {in: p1, topics: [unmade, trades], see: [\"t1#p1\", \"t2#n\", nowhere], note: x}\n",
    "  - {targets: [{in: p1}, {transcript: t1, in: p1}], topics: [mills], note: \"Both, [[#p1]].\"}\n",
    "  - {in: p1, people: [adda], by: nm, note: \"[[one, [[t1]] (half)\"}\n",
    "  - {transcript: t0, in: p1, places: [ford], note: \"[[people:ada|she]], [[t2]], [[t2]].\"}\n",
    "  - {in: p1, id: m, title: Called, note: \"[[t1#n]] and [[t1#m]]\"}\n",
    "  - {in: p1, organizations: [unmade]}\n",
];

/// One transcript: its date, its header, its paragraphs, its notes.
type Written = (usize, usize, Vec<usize>, Vec<usize>);

fn written() -> impl Strategy<Value = Written> {
    let words = proptest::collection::vec(0..WORDS.len(), 1..4);
    let notes = proptest::collection::vec(0..NOTES.len(), 0..5);
    (0..DATES.len(), 0..HEADERS.len(), words, notes)
}

fn write(root: &Path, stubs: bool, transcripts: &[Written]) {
    let write = |path: &str, text: &str| {
        let path = root.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    };
    let of_site = format!("title: Sets\nstubs: {stubs}\neditors: {{mn: M. N.}}\n");
    write("postil.yaml", &of_site);
    write(
        "content/topics/mills.md",
        "---\ntitle: Mills\naliases: [the mill]\nbroader: trades\n---\nOn [[t0#p1]], [[t1]] and [[rivers]].\n",
    );
    write(
        "content/topics/rivers.md",
        "---\ntitle: Rivers\nbroader: trades\n---\n",
    );
    write("content/topics/trades.md", "---\ntitle: Trades\n---\n");
    write(
        "content/people/ada.md",
        "---\ntitle: Ada Marsh\naliases: [K.]\n---\n",
    );
    write(
        "content/people/ben.md",
        "---\ntitle: Ben Stone\n---\n[[t2#n]]\n",
    );
    write("content/places/ford.md", "---\ntitle: Ford\n---\n");
    write(
        "content/events/fair.md",
        "---\ntitle: The fair\ndate: 1953\nplace: ford\n---\n",
    );
    write(
        "content/pages/about.md",
        "---\ntitle: About\n---\nThis is [[t0]], [[mills]] and [[nothing]].\n",
    );
    write("content/assets/a.txt", "an asset\n");
    for (i, (date, header, words, notes)) in transcripts.iter().enumerate() {
        let (date, header) = (DATES[*date], HEADERS[*header]);
        let words: Vec<&str> = words.iter().map(|&w| WORDS[w]).collect();
        let words = words.join("\n\n");
        let text = format!(
            "---\ntitle: Number {i}\n{date}{header}speakers: {{A: ada, Q: {{part: interviewer}}}}\n---\n{words}\n"
        );
        write(&format!("content/transcripts/t{i}.md"), &text);
        let notes: String = notes.iter().map(|&n| NOTES[n]).collect();
        if !notes.is_empty() {
            write(
                &format!("content/annotations/t{i}.yaml"),
                &format!("annotations:\n{notes}"),
            );
        }
    }
}

fn cases(usual: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    ProptestConfig {
        cases: asked.and_then(|n| n.parse().ok()).unwrap_or(usual),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn sets_of_any_archive_make_the_edition_of_the_whole(
        stubs in any::<bool>(),
        transcripts in proptest::collection::vec(written(), 0..6),
        split in Split::any(),
    ) {
        let folder = tempfile::tempdir().expect("a temporary folder");
        write(folder.path(), stubs, &transcripts);
        let whole = Loaded::of(folder.path()).whole();
        let in_sets = Loaded::of(folder.path()).in_sets(&split);
        prop_assert!(whole == in_sets, "{}", first_difference(&whole, &in_sets));
    }
}

#[test]
fn the_archives_that_are_tried_have_all_that_sets_contribute() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let transcript = |i: usize| {
        (
            i % DATES.len(),
            i % HEADERS.len(),
            vec![i, 0],
            vec![i, i + 3],
        )
    };
    let transcripts: Vec<Written> = (0..6).map(transcript).collect();
    write(folder.path(), true, &transcripts);
    let whole = Loaded::of(folder.path()).whole();
    let codes = [
        "BrokenLink",
        "HalfLink",
        "UnknownEditor",
        "MentionTooShort",
        "StubMade",
    ];
    let links = ["Annotation(", "Paragraph(", "Name("];
    for part in codes.iter().chain(&links) {
        assert!(whole.contains(part), "{part}");
    }
}

#[test]
fn sets_of_the_own_archive_make_its_edition() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let split = Split {
        sets: 3,
        set_of: vec![1],
        merges: vec![(2, 0), (1, 0)],
    };
    let (whole, in_sets) = (Loaded::of(root).whole(), Loaded::of(root).in_sets(&split));
    assert!(whole == in_sets, "{}", first_difference(&whole, &in_sets));
}

#[test]
fn what_does_not_fit_the_catalogue_makes_no_edition() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let transcripts = vec![(0, 0, vec![0], vec![]); 2];
    write(folder.path(), false, &transcripts);
    let contributed = |of: &mut Loaded, catalogue: &Catalogue, which: &[usize]| {
        let authorities = Authorities::new(of.parts.clone(), catalogue.clone());
        let all = std::mem::take(&mut of.transcripts).into_iter().enumerate();
        let set = all.filter(|(i, _)| which.contains(i)).map(|(_, t)| t);
        Contribution::of(set.collect(), &authorities, &*of.records).expect("the words are there")
    };
    let load = || Loaded::of(folder.path());
    let (whole, first) = (
        load().catalogue(&load().transcripts),
        load().catalogue(&load().transcripts[..1]),
    );
    let finished = |contribution| {
        let of = load();
        let authorities = Authorities::new(of.parts, whole.clone());
        let finished = bind::finish(contribution, authorities, of.records);
        finished
            .map(drop)
            .map_err(|misfit| misfit.transcript.to_string())
    };
    let of = |catalogue: &Catalogue, which: &[usize]| contributed(&mut load(), catalogue, which);
    assert_eq!(finished(of(&whole, &[0, 1])), Ok(()));
    assert_eq!(finished(of(&whole, &[0])), Err("t1".to_owned()));
    assert_eq!(finished(of(&whole, &[1])), Err("t0".to_owned()));
    let twice = of(&whole, &[0, 1]).merge(of(&whole, &[0]));
    assert_eq!(finished(twice), Err("t0".to_owned()));
    let foreign = of(&whole, &[1]).merge(of(&first, &[0]));
    assert_eq!(finished(foreign), Err("t0".to_owned()));
}

fn first_difference(a: &str, b: &str) -> String {
    let lines = a.lines().zip(b.lines()).enumerate();
    let mut different = lines.filter(|(_, (a, b))| a != b);
    different.next().map_or_else(
        || "one goes on where the other ends".to_owned(),
        |(i, (a, b))| format!("line {i}: `{a}` and `{b}`"),
    )
}

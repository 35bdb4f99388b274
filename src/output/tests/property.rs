//! Any sequence of builds, failures, kills and foreign hands ends as a fresh build beside the foreign files.

use std::collections::BTreeSet;

use proptest::{collection::vec, prelude::*};

use super::*;
use crate::text::name::folders_of;

/// Few names, so that files and folders meet.
const NAMES: [&str; 10] = [
    "a",
    "a/b",
    "a/b/c",
    "a/x",
    "b",
    "b/a",
    "index.html",
    "t/1.html",
    "t/2.html",
    "t/u/3.html",
];
const BYTES: [&str; 3] = ["one", "two", "three!"];

type Plan = BTreeMap<String, String>;

#[derive(Clone, Debug)]
enum Event {
    /// A build, with this plan.
    Build(Plan),
    /// A build that fails before its commit.
    Fail(Plan),
    /// A build that is killed after some steps, and another.
    Kill(Plan, usize, Plan),
    /// A build whose commit fails after some steps.
    Undo(Plan, i64),
    /// Somebody lays a file of their own, if the place is free.
    Lay(&'static str, &'static str),
    /// Somebody changes the page of this number, or deletes it.
    Touch(usize, Option<&'static str>),
    /// All is cleaned.
    Clean,
}

fn plan() -> impl Strategy<Value = Plan> {
    vec((0..NAMES.len(), 0..BYTES.len()), 0..7).prop_map(|pages| {
        let mut plan = Plan::new();
        for (name, bytes) in pages {
            if !plan.keys().any(|other| clash(other, NAMES[name])) {
                plan.insert(NAMES[name].to_owned(), BYTES[bytes].to_owned());
            }
        }
        plan
    })
}

fn event() -> impl Strategy<Value = Event> {
    let name = prop::sample::select(&NAMES[..]);
    let bytes = prop::sample::select(&["one", "theirs"][..]);
    prop_oneof![
        4 => plan().prop_map(Event::Build),
        1 => plan().prop_map(Event::Fail),
        4 => (plan(), 0..12_usize, plan()).prop_map(|(a, k, b)| Event::Kill(a, k, b)),
        3 => (plan(), 0..14_i64).prop_map(|(plan, steps)| Event::Undo(plan, steps)),
        2 => (name, bytes.clone()).prop_map(|(n, b)| Event::Lay(n, b)),
        2 => (0..9_usize, prop::option::of(bytes)).prop_map(|(n, b)| Event::Touch(n, b)),
        1 => Just(Event::Clean),
    ]
}

/// Whether two paths cannot both be files (being the same apart).
fn clash(a: &str, b: &str) -> bool {
    let inside = |x: &str, y: &str| x.strip_prefix(y).is_some_and(|rest| rest.starts_with('/'));
    inside(a, b) || inside(b, a)
}

fn pages(plan: &Plan) -> Vec<(&str, &str)> {
    plan.iter().map(|(p, b)| (p.as_str(), b.as_str())).collect()
}

/// What must be on disk: pages of ours (with the bytes we gave them, and those they have), and the others' files.
#[derive(Default)]
struct Model {
    ours: BTreeMap<String, (String, Option<String>)>,
    theirs: Plan,
}

impl Model {
    /// The routes that a build of this plan must refuse.
    fn occupied(&self, plan: &Plan) -> BTreeSet<String> {
        // Pages that somebody changed and that would go are theirs already.
        let changed = self.ours.iter().filter_map(|(path, (given, now))| {
            let now = now.as_ref().filter(|now| *now != given)?;
            (!plan.contains_key(path)).then_some((path, now))
        });
        let others: Vec<(&String, &String)> = self.theirs.iter().chain(changed).collect();
        let taken = |(path, bytes): (&String, &String)| {
            let hit = |(other, found): &(&String, &String)| {
                clash(other, path) || (*other == path && *found != bytes)
            };
            others.iter().any(hit).then(|| path.clone())
        };
        plan.iter().filter_map(taken).collect()
    }

    fn built(&mut self, plan: &Plan) {
        for (path, (given, now)) in std::mem::take(&mut self.ours) {
            if let Some(now) = now.filter(|now| *now != given) {
                self.theirs.insert(path, now);
            }
        }
        for (path, bytes) in plan {
            self.theirs.remove(path);
            self.ours
                .insert(path.clone(), (bytes.clone(), Some(bytes.clone())));
        }
    }

    fn is_free(&self, path: &str) -> bool {
        let mut all = self.theirs.keys().chain(self.ours.keys());
        all.all(|other| other != path && !clash(other, path))
    }

    fn tree(&self) -> BTreeMap<String, String> {
        let given: Plan = self
            .ours
            .iter()
            .map(|(p, (g, _))| (p.clone(), g.clone()))
            .collect();
        let mut tree = if given.is_empty() {
            Plan::new()
        } else {
            fresh(&pages(&given))
        };
        for (path, (_, now)) in &self.ours {
            match now {
                Some(now) => tree.insert(path.clone(), now.clone()),
                None => tree.remove(path),
            };
        }
        for (path, bytes) in &self.theirs {
            tree.insert(path.clone(), bytes.clone());
            for folder in folders_of(path) {
                tree.insert(format!("{folder}/"), String::new());
            }
        }
        tree
    }
}

fn build_both(out: &Path, model: &mut Model, plan: &Plan) {
    let expected = model.occupied(plan);
    let before = tree_and_times(out);
    let publication = open(out);
    put_all(&publication, &pages(plan)).unwrap();
    let occupied = publication.occupied();
    let occupied: BTreeSet<String> = occupied.iter().map(|r| r.as_str().to_owned()).collect();
    assert_eq!(occupied, expected);
    match publication.commit() {
        Ok(_) => {
            assert!(expected.is_empty());
            model.built(plan);
        }
        Err(_) => assert_eq!(tree_and_times(out), before),
    }
}

fn happen(out: &Path, model: &mut Model, event: Event) {
    match event {
        Event::Build(plan) => build_both(out, model, &plan),
        Event::Fail(plan) => {
            let publication = open(out);
            put_all(&publication, &pages(&plan)).unwrap();
        }
        Event::Kill(mut first, steps, second) => {
            // Whether a kill comes before or after an adoption would matter; and whether an edit was seen.
            first.retain(|path, _| !model.theirs.contains_key(path));
            let touched = model
                .ours
                .values()
                .any(|(given, now)| Some(given) != now.as_ref());
            if touched || !model.occupied(&first).is_empty() {
                return build_both(out, model, &second);
            }
            killed(out, &pages(&first), steps);
            if model.occupied(&second).is_empty() {
                build_both(out, model, &second);
            } else {
                build_both(out, model, &first);
            }
        }
        Event::Undo(plan, steps) => {
            let occupied = !model.occupied(&plan).is_empty();
            let before = tree(out);
            let publication = open(out);
            put_all(&publication, &pages(&plan)).unwrap();
            publication
                .good_steps
                .store(steps, std::sync::atomic::Ordering::SeqCst);
            match publication.commit() {
                Ok(_) => model.built(&plan),
                Err(error) => {
                    assert!(error.downcast_ref::<Torn>().is_none(), "{error:#}");
                    assert!(occupied || format!("{error:#}").contains("the disk is full"));
                    assert_eq!(tree(out), before);
                }
            }
        }
        Event::Lay(path, bytes) => {
            if model.is_free(path) {
                write(out, path, bytes);
                model.theirs.insert(path.to_owned(), bytes.to_owned());
            }
        }
        Event::Touch(number, bytes) => {
            let Some((path, page)) = model.ours.iter_mut().nth(number) else {
                return;
            };
            match bytes {
                Some(bytes) => write(out, path, bytes),
                None => {
                    let _ = fs::remove_file(out.join(path));
                }
            }
            page.1 = bytes.map(str::to_owned);
        }
        Event::Clean => {
            clean(out).unwrap();
            model.built(&Plan::new());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_history_ends_as_a_fresh_build_beside_the_foreign_files(events in vec(event(), 1..14)) {
        let folder = folder();
        let out = folder.path();
        let mut model = Model::default();
        for event in events {
            happen(out, &mut model, event);
            assert_eq!(tree(out), model.tree());
        }
    }
}

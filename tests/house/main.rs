//! Measures how the code is built: rooms (the top-level modules of `src`), who needs whom, sizes. `cargo test --test house -- --nocapture`
//! prints the table.
//!
//! What is good stays good: each figure has a bar that it may not go over. `law` says who may import whom,
//! `disk` who may touch the disk; what is here counts.

mod disk;
mod law;
mod paths;
mod tokens;

use std::collections::{BTreeMap, BTreeSet};

use law::MAY_IMPORT;
use paths::{Arrow, Source, arrows, circles, sources};
use tokens::{Function, functions};

/// A figure: what it is, the most that is allowed, the most that we want, and what to do about more.
///
/// The bar is today's figure where that is not yet what we want, and is lowered with it; for medians and percentiles the next full ten, since
/// every line moves them.
struct Bar(&'static str, usize, usize, &'static str);

const ROOMS: &str = "rooms";
const SHARE: &str = "arrows between rooms, % of the possible";
const UP: &str = "arrows up";
const ROOM_CIRCLES: &str = "circles between rooms";
const FILE_CIRCLES: &str = "circles of files inside a room";
const IN_CIRCLES: &str = "files in such circles";
const MEDIAN: &str = "lines of a file, median";
const P95: &str = "lines of a file, p95";
const LONGEST: &str = "lines of a file, most";
const LONG: &str = "files over 400 lines";
const MOST_PARAMETERS: &str = "parameters of a function, most";
const MANY_PARAMETERS: &str = "functions with more than 5 parameters";
const BARE: &str = "parameters that are a bare u32";
const OPTIONS: &str = "files that know all options of a run";
const EXPORTERS: &str = "files that name an exporter, most";

const BARS: &[Bar] = &[
    Bar(ROOMS, 25, 21, "put it into the room whose purpose it is"),
    Bar(
        SHARE,
        29,
        29,
        "hand in the value that is wanted, not what knows it",
    ),
    Bar(UP, 0, 0, "move what both need down"),
    Bar(ROOM_CIRCLES, 0, 0, "move what both need down"),
    Bar(
        FILE_CIRCLES,
        0,
        0,
        "move what both need into a file below both",
    ),
    Bar(
        IN_CIRCLES,
        0,
        0,
        "move what both need into a file below both",
    ),
    Bar(MEDIAN, 150, 150, "split files by idea"),
    Bar(P95, 350, 350, "split files by idea"),
    Bar(LONGEST, 400, 400, "split it by idea"),
    Bar(LONG, 0, 0, "split it by idea"),
    Bar(
        MOST_PARAMETERS,
        5,
        5,
        "make a type of what belongs together",
    ),
    Bar(
        MANY_PARAMETERS,
        0,
        0,
        "make a type of what belongs together",
    ),
    Bar(BARE, 8, 8, "give it a type that says what it counts"),
    Bar(
        OPTIONS,
        8,
        8,
        "hand in the value that is wanted: a session has them by who needs them",
    ),
    Bar(
        EXPORTERS,
        2,
        2,
        "its own file and the list of exporters are enough: let it say what is wanted of it",
    ),
];

/// What was measured, and for each figure where it comes from.
#[derive(Default)]
struct Measured {
    figures: BTreeMap<&'static str, usize>,
    reasons: BTreeMap<&'static str, Vec<String>>,
}

impl Measured {
    fn put(&mut self, name: &'static str, figure: usize, reasons: Vec<String>) {
        self.figures.insert(name, figure);
        self.reasons.insert(name, reasons);
    }
}

fn measured(sources: &[Source]) -> Measured {
    let mut measured = Measured::default();
    let arrows = arrows(sources);
    between_rooms(sources, &mut measured);
    inside_rooms(&arrows, &mut measured);
    lines(sources, &mut measured);
    parameters(sources, &mut measured);
    options(sources, &mut measured);
    exporters(sources, &mut measured);
    measured
}

fn room(path: &str) -> &str {
    path.split(['/', '.']).next().expect("a split gives one")
}

fn between_rooms(sources: &[Source], measured: &mut Measured) {
    let rooms: BTreeSet<&str> = sources.iter().map(Source::room).collect();
    // The top, `lib` and `main`, is no room.
    let rooms: BTreeSet<&str> = rooms
        .into_iter()
        .filter(|room| !matches!(*room, "lib" | "main"))
        .collect();
    let mut pairs = BTreeSet::new();
    for source in sources.iter().filter(|source| !source.is_test()) {
        for (_, import) in law::imports(&source.code) {
            if let Some(to) = rooms
                .get(import.as_str())
                .filter(|to| **to != source.room())
            {
                pairs.insert((source.room(), *to));
            }
        }
    }
    pairs.retain(|(from, _)| rooms.contains(from));
    let floor = |room: &str| MAY_IMPORT.iter().position(|(m, _)| *m == room);
    let up = pairs.iter().filter(|(from, to)| floor(from) < floor(to));
    let up: Vec<String> = up.map(|(from, to)| format!("{from} → {to}")).collect();
    let round: Vec<String> = circles(&pairs).iter().map(|c| c.join(", ")).collect();
    measured.put(ROOMS, rooms.len(), Vec::new());
    let possible = rooms.len() * (rooms.len() - 1) / 2;
    measured.put(SHARE, pairs.len() * 100 / possible, Vec::new());
    measured.put(UP, up.len(), up);
    measured.put(ROOM_CIRCLES, round.len(), round);
}

fn inside_rooms(arrows: &[Arrow], measured: &mut Measured) {
    let inside: Vec<&Arrow> = arrows
        .iter()
        .filter(|arrow| room(&arrow.from) == room(&arrow.to) && !arrow.leads_to_own_front())
        .collect();
    let pairs = inside
        .iter()
        .map(|a| (a.from.as_str(), a.to.as_str()))
        .collect();
    let round = circles(&pairs);
    let mut reasons = Vec::new();
    for circle in &round {
        reasons.push(format!("{} files:", circle.len()));
        let both = |a: &&&Arrow| circle.contains(&a.from) && circle.contains(&a.to);
        reasons.extend(
            inside
                .iter()
                .filter(both)
                .map(|a| format!("  src/{}:{} → src/{} (`{}`)", a.from, a.line, a.to, a.name)),
        );
    }
    measured.put(FILE_CIRCLES, round.len(), reasons);
    measured.put(IN_CIRCLES, round.iter().map(Vec::len).sum(), Vec::new());
}

fn lines(sources: &[Source], measured: &mut Measured) {
    let mut sizes: Vec<(usize, &str)> = sources
        .iter()
        .filter(|source| !source.is_test())
        .map(|source| (source.text.lines().count(), source.path.as_str()))
        .collect();
    sizes.sort_unstable();
    let at = |percent: usize| sizes[(sizes.len() - 1) * percent / 100].0;
    let long: Vec<String> = sizes
        .iter()
        .rev()
        .filter(|(lines, _)| *lines > 400)
        .map(|(lines, path)| format!("src/{path}: {lines}"))
        .collect();
    measured.put(MEDIAN, at(50), Vec::new());
    measured.put(P95, at(95), Vec::new());
    measured.put(LONGEST, at(100), long.iter().take(1).cloned().collect());
    measured.put(LONG, long.len(), long);
}

fn parameters(sources: &[Source], measured: &mut Measured) {
    let code = sources.iter().filter(|source| !source.is_test());
    let all: Vec<(&str, Function)> = code
        .flat_map(|s| functions(&s.code).into_iter().map(|f| (s.path.as_str(), f)))
        .collect();
    let tell = |(path, function): &(&str, Function)| {
        format!("src/{path}:{}: {}", function.line, function.name)
    };
    let many = all.iter().filter(|(_, f)| f.parameters.len() > 5);
    let many: Vec<String> = many.map(tell).collect();
    let bare = |f: &Function| f.parameters.iter().filter(|p| *p == &["u32"]).count();
    let with_bare = all.iter().filter(|(_, f)| bare(f) > 0);
    let most = all.iter().map(|(_, f)| f.parameters.len()).max();
    measured.put(MOST_PARAMETERS, most.unwrap_or_default(), many.clone());
    measured.put(MANY_PARAMETERS, many.len(), many);
    let count = all.iter().map(|(_, f)| bare(f)).sum();
    measured.put(BARE, count, with_bare.map(tell).collect());
}

/// Only these rooms know them; elsewhere the word means something of the standard library.
fn options(sources: &[Source], measured: &mut Measured) {
    let knows = |source: &&Source| {
        let mut words = source.code.iter().map(|token| token.text.as_str());
        ["cli", "serve", "pipeline"].contains(&source.room())
            && words.any(|word| ["Options", "options"].contains(&word))
    };
    let files = sources.iter().filter(|source| !source.is_test());
    let files: Vec<String> = files
        .filter(knows)
        .map(|source| format!("src/{}", source.path))
        .collect();
    measured.put(OPTIONS, files.len(), files);
}

/// By the names of their types, which whoever uses one must name.
fn exporters(sources: &[Source], measured: &mut Measured) {
    let code: Vec<&Source> = sources.iter().filter(|source| !source.is_test()).collect();
    let names = |source: &Source| -> Vec<String> {
        let found = source
            .code
            .windows(3)
            .filter(|w| w[0].text == "Exporter" && w[1].text == "for");
        found.map(|w| w[2].text.clone()).collect()
    };
    let mut most: Vec<String> = Vec::new();
    let all: Vec<String> = code.iter().flat_map(|source| names(source)).collect();
    assert!(all.len() > 2, "only {all:?} were found");
    for name in all {
        let has = |source: &&&Source| source.code.iter().any(|token| token.text == name);
        let files: Vec<String> = code
            .iter()
            .filter(has)
            .map(|source| format!("src/{}: {name}", source.path))
            .collect();
        if files.len() > most.len() {
            most = files;
        }
    }
    measured.put(EXPORTERS, most.len(), most);
}

#[test]
fn no_figure_goes_over_its_bar() {
    let measured = measured(&sources());
    let (mut broken, mut wanting) = (Vec::new(), Vec::new());
    println!("| figure | today | bar | goal |\n|---|---|---|---|");
    for Bar(name, bar, goal, advice) in BARS {
        let figure = measured.figures[name];
        println!("| {name} | {figure} | {bar} | {goal} |");
        let reasons = measured.reasons[name].join("\n  ");
        if figure > *bar {
            broken.push(format!(
                "{name}: {figure}, the bar is {bar}: {advice}\n  {reasons}"
            ));
        } else if figure > *goal {
            wanting.push(format!("{name}:\n  {reasons}"));
        }
        if figure.max(*goal) < *bar {
            println!(
                "| ↑ better than its bar: write {} there | | | |",
                figure.max(*goal)
            );
        }
    }
    println!("\n{}", wanting.join("\n"));
    assert!(broken.is_empty(), "\n{}", broken.join("\n"));
}

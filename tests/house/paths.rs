//! Which file needs which: every path in the code of `src`, led to the file that defines what it names.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::tokens::{Token, is, tokens, without_tests};

/// A file of `src`.
pub struct Source {
    /// Its path below `src`, with `/`.
    pub path: String,
    /// Its module: `load/yaml/mod.rs` is `load`, `yaml`.
    pub module: Vec<String>,
    /// All of its code, tests too.
    pub tokens: Vec<Token>,
    /// Its code without tests.
    pub code: Vec<Token>,
    pub text: String,
}

impl Source {
    /// The top-level module that the file belongs to.
    pub fn room(&self) -> &str {
        self.module.first().map_or("lib", String::as_str)
    }

    pub fn is_test(&self) -> bool {
        self.module
            .iter()
            .any(|m| m == "tests" || m.ends_with("_tests"))
    }
}

/// One file needs something of another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Arrow {
    pub from: String,
    pub to: String,
    pub line: usize,
    pub name: String,
}

impl Arrow {
    /// From a part to the file that stands for all parts (`load/yaml/tree.rs` to `load/mod.rs`).
    pub fn leads_to_own_front(&self) -> bool {
        let folder = self.to.trim_end_matches("mod.rs").trim_end_matches(".rs");
        let is_folder = folder.ends_with('/')
            || self.from[folder.len().min(self.from.len())..].starts_with('/');
        self.from.starts_with(folder) && is_folder
    }
}

pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&root, &mut all);
    all.sort();
    all.into_iter()
        .map(|path| {
            let below = path.strip_prefix(&root).expect("below src");
            let text = fs::read_to_string(&path).expect("UTF-8");
            source(&below.to_string_lossy().replace('\\', "/"), text)
        })
        .collect()
}

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn source(path: &str, text: String) -> Source {
    let folded = path.trim_end_matches(".rs").trim_end_matches("/mod");
    let module = match folded {
        "lib" => Vec::new(),
        other => other.split('/').map(str::to_owned).collect(),
    };
    let tokens = tokens(&text);
    Source {
        path: path.to_owned(),
        module,
        code: without_tests(tokens.clone()),
        tokens,
        text,
    }
}

/// A leaf of a `use`: the path, the name it gets here (none for `*`), and whether others may use that name.
struct Use {
    path: Vec<String>,
    name: Option<String>,
    public: bool,
    line: usize,
}

/// What a file says: its `use`s, and the paths elsewhere in its code.
#[derive(Default)]
struct Said {
    uses: Vec<Use>,
    paths: Vec<(Vec<String>, usize)>,
    words: BTreeSet<String>,
}

fn said(code: &[Token]) -> Said {
    let mut said = Said::default();
    let mut at = 0;
    while at < code.len() {
        let before = at.checked_sub(1).map_or(";", |i| code[i].text.as_str());
        if is(code, at, "use") && matches!(before, ";" | "{" | "}" | "]" | ")" | "pub") {
            let public = matches!(before, ")" | "pub");
            at = leaves(code, at + 1, &mut Vec::new(), public, &mut said.uses);
            continue;
        }
        if is_word(&code[at].text) {
            said.words.insert(code[at].text.clone());
            if is(code, at + 1, "::") && before != "::" {
                let (path, end) = path(code, at);
                said.paths.push((path, code[at].line));
                said.words
                    .extend(code[at..end].iter().map(|t| t.text.clone()));
                at = end;
                continue;
            }
        }
        at += 1;
    }
    said
}

fn is_word(text: &str) -> bool {
    text.starts_with(|c: char| c.is_alphabetic() || c == '_')
}

fn path(code: &[Token], start: usize) -> (Vec<String>, usize) {
    let (mut path, mut at) = (vec![code[start].text.clone()], start + 1);
    while is(code, at, "::") && code.get(at + 1).is_some_and(|t| is_word(&t.text)) {
        path.push(code[at + 1].text.clone());
        at += 2;
    }
    (path, at)
}

/// Reads one tree of a `use`, and goes on behind it.
fn leaves(
    code: &[Token],
    start: usize,
    above: &mut Vec<String>,
    public: bool,
    found: &mut Vec<Use>,
) -> usize {
    let (depth, mut at) = (above.len(), start);
    let mut name = None;
    while at < code.len() {
        let text = code[at].text.as_str();
        let line = code[at].line;
        match text {
            "::" => {}
            "{" => {
                at += 1;
                while !is(code, at, "}") {
                    at = leaves(code, at, above, public, found);
                    at += usize::from(is(code, at, ","));
                }
                above.truncate(depth);
                return at + 1;
            }
            "as" => {
                name = code.get(at + 1).map(|t| t.text.clone());
                at += 1;
            }
            "*" => above.push("*".to_owned()),
            _ if is_word(text) => above.push(text.to_owned()),
            _ => {
                let mut path = above.clone();
                above.truncate(depth);
                if path.len() > 1 && path.last().is_some_and(|l| l == "self") {
                    path.pop();
                }
                let last = path.last().cloned().unwrap_or_default();
                let name = name.or((last != "*").then_some(last));
                found.push(Use {
                    path,
                    name,
                    public,
                    line,
                });
                return at;
            }
        }
        at += 1;
    }
    at
}

/// The modules of the crate, and the names that each has from elsewhere.
struct Map<'a> {
    files: BTreeMap<&'a [String], &'a str>,
    names: BTreeMap<(&'a [String], &'a str), &'a [String]>,
}

impl Map<'_> {
    /// The module that defines what a path in `from` names, and the name there; `None` for what is not ours.
    fn resolve(
        &self,
        from: &[String],
        path: &[String],
        steps: u8,
    ) -> Option<(Vec<String>, Option<String>)> {
        let steps = steps.checked_sub(1)?;
        let mut rest = path;
        let mut here = match path[0].as_str() {
            "crate" => {
                rest = &rest[1..];
                Vec::new()
            }
            "self" | "super" => from.to_vec(),
            first if self.is_name_of(from, first) => from.to_vec(),
            _ => return None,
        };
        while let Some((first, behind)) = rest.split_first() {
            match first.as_str() {
                "self" => {}
                "super" => {
                    here.pop();
                }
                name => {
                    let mut below = here.clone();
                    below.push(name.to_owned());
                    if self.files.contains_key(below.as_slice()) {
                        here = below;
                    } else if let Some(other) = self.names.get(&(here.as_slice(), name)) {
                        let mut full = other.to_vec();
                        full.extend_from_slice(behind);
                        return self.resolve(&here, &full, steps);
                    } else {
                        return Some((here, Some(name.to_owned())));
                    }
                }
            }
            rest = behind;
        }
        Some((here, None))
    }

    fn is_name_of(&self, module: &[String], name: &str) -> bool {
        let mut below = module.to_vec();
        below.push(name.to_owned());
        self.files.contains_key(below.as_slice()) || self.names.contains_key(&(module, name))
    }
}

/// Every arrow from file to file, tests aside.
///
/// A module that is only named is no arrow, what is taken out of it is; a name that is only handed on (`pub use`) is none either.
pub fn arrows(sources: &[Source]) -> Vec<Arrow> {
    let sources: Vec<&Source> = sources
        .iter()
        .filter(|s| !s.is_test() && s.path != "main.rs")
        .collect();
    let all: Vec<(&Source, Said)> = sources.iter().map(|s| (*s, said(&s.code))).collect();
    let mut map = Map {
        files: BTreeMap::new(),
        names: BTreeMap::new(),
    };
    for (source, said) in &all {
        map.files.insert(&source.module, &source.path);
        for one in &said.uses {
            let name = one.name.as_deref();
            // `use x;` alone says where a crate is, and would lead to itself.
            if let Some(name) = name.filter(|n| one.path.len() > 1 || *n != one.path[0]) {
                map.names.insert((&source.module, name), &one.path);
            }
        }
    }
    let mut arrows = BTreeMap::new();
    for (source, said) in &all {
        let uses = said.uses.iter().filter(|one| {
            let used = |name: &String| said.words.contains(name);
            !one.public || one.name.as_ref().is_none_or(used)
        });
        let paths = uses.map(|one| (&one.path, one.line));
        for (path, line) in paths.chain(said.paths.iter().map(|(path, line)| (path, *line))) {
            let Some((module, Some(name))) = map.resolve(&source.module, path, 16) else {
                continue;
            };
            let Some(to) = map
                .files
                .get(module.as_slice())
                .filter(|to| **to != source.path)
            else {
                continue;
            };
            arrows
                .entry((source.path.clone(), (*to).to_owned()))
                .or_insert((line, name));
        }
    }
    arrows
        .into_iter()
        .map(|((from, to), (line, name))| Arrow {
            from,
            to,
            line,
            name,
        })
        .collect()
}

/// The groups of nodes that each lead to all others of the group, of two and more.
pub fn circles(arrows: &BTreeSet<(&str, &str)>) -> Vec<Vec<String>> {
    let nodes: BTreeSet<&str> = arrows.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let reached = |start: &str| {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start.to_owned()]);
        while let Some(node) = open.pop() {
            for (_, to) in arrows.iter().filter(|(from, _)| *from == node) {
                if seen.insert((*to).to_owned()) {
                    open.push((*to).to_owned());
                }
            }
        }
        seen
    };
    let reach: BTreeMap<&str, BTreeSet<String>> = nodes.iter().map(|n| (*n, reached(n))).collect();
    let mut groups = BTreeSet::new();
    for (node, seen) in &reach {
        let group: Vec<String> = seen
            .iter()
            .filter(|other| reach[other.as_str()].contains(*node))
            .cloned()
            .collect();
        if group.len() > 1 {
            groups.insert(group);
        }
    }
    groups.into_iter().collect()
}

#[test]
fn paths_lead_to_the_file_that_defines_what_they_name() {
    let all = [
        source("a/mod.rs", "mod b; pub mod c; pub use b::{B, Bee as Bea}; use c::C; fn f() -> C { c::make() }".into()),
        source("a/b.rs", "use super::{c, C}; pub struct B; fn g() { c::make() } #[cfg(test)] mod tests { use super::super::f; }".into()),
        source("a/c.rs", "use crate::a::Bea; pub struct C;".into()),
    ];
    let found = arrows(&all);
    let drawn: Vec<String> = found
        .iter()
        .map(|a| format!("{}:{} {} {}", a.from, a.line, a.to, a.name))
        .collect();
    assert_eq!(
        drawn,
        [
            "a/b.rs:1 a/c.rs C",
            "a/c.rs:1 a/b.rs Bee",
            "a/mod.rs:1 a/c.rs C"
        ]
    );
    let pairs = found
        .iter()
        .map(|a| (a.from.as_str(), a.to.as_str()))
        .collect();
    assert_eq!(circles(&pairs), [["a/b.rs", "a/c.rs"]]);
}

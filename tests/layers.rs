//! Lower floors never import higher ones: the table is the law, ARCHITECTURE.md tells why.

use std::{collections::BTreeSet, fs, path::Path};

/// Each module and whom it may import, itself aside.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    // The ground: texts, places in them, remarks, pure functions.
    ("digest", &[]),
    ("stamp", &[]),
    ("source", &["digest"]),
    ("diag", &["source"]),
    ("text", &[]),
    ("date", &[]),
    ("route", &[]),
    ("markdown", &["text"]),
    ("cache", &["digest"]),
    // What authors write, as plain data.
    ("archive", &["source", "date", "digest", "route", "text"]),
    ("config", &["archive", "route", "source"]),
    // Stages: each knows the type it takes and the type it makes.
    (
        "load",
        &[
            "archive", "config", "source", "diag", "digest", "text", "date", "route",
        ],
    ),
    (
        "anchor",
        &["archive", "source", "diag", "digest", "text", "markdown"],
    ),
    (
        "bind",
        &[
            "anchor", "archive", "config", "source", "diag", "digest", "text", "markdown", "route",
        ],
    ),
    (
        "pages",
        &[
            "bind", "anchor", "archive", "config", "source", "diag", "digest", "text", "date",
            "route", "markdown",
        ],
    ),
    (
        "check",
        &["bind", "pages", "archive", "source", "diag", "text"],
    ),
    (
        "render",
        &[
            "pages", "config", "source", "diag", "digest", "route", "text",
        ],
    ),
    ("output", &["route", "stamp"]),
    // Only the pipeline joins stages; only the command line prints.
    (
        "pipeline",
        &[
            "load", "anchor", "bind", "check", "pages", "render", "output", "archive", "cache",
            "config", "source", "diag", "digest", "route", "stamp", "text",
        ],
    ),
    ("serve", &["pipeline", "source", "diag"]),
    (
        "cli",
        &["pipeline", "serve", "cache", "output", "source", "diag"],
    ),
    ("lib", &["cli", "pipeline"]),
    ("main", &[]),
];

/// Every module named behind `crate::`, with the line it stands in.
fn imports(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(hit) = text[at..].find("crate::") {
        let start = at + hit + "crate::".len();
        let line = 1 + text[..start].matches('\n').count();
        let comment = text[..start]
            .rsplit('\n')
            .next()
            .is_some_and(|l| l.trim_start().starts_with("//"));
        let rest = &text[start..];
        if !comment {
            match rest.strip_prefix('{') {
                Some(group) => found.extend(heads(group).into_iter().map(|m| (line, m))),
                None => found.push((line, word(rest))),
            }
        }
        at = start;
    }
    found
}

/// The modules of a `{...}` group: the first word of each of its items.
fn heads(group: &str) -> Vec<String> {
    let (mut depth, mut begins) = (1, true);
    let mut found = Vec::new();
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => begins = true,
            c if begins && !c.is_whitespace() => {
                found.push(word(&group[i..]));
                begins = false;
            }
            _ => {}
        }
        if depth == 0 {
            break;
        }
    }
    found
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// Each file of `src` with its path there and the module that it belongs to.
fn sources() -> Vec<(String, String, String)> {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    all.sort();
    all.into_iter()
        .map(|path| {
            let relative = path
                .strip_prefix(&source)
                .expect("below src")
                .to_string_lossy()
                .replace('\\', "/");
            let text = fs::read_to_string(&path).expect("UTF-8");
            let module = word(&relative);
            (relative, module, text)
        })
        .collect()
}

#[test]
fn no_arrow_runs_back_up() {
    let mut forbidden = Vec::new();
    for (relative, module, text) in sources() {
        let allowed = MAY_IMPORT.iter().find(|(m, _)| *m == module);
        let (_, allowed) =
            allowed.unwrap_or_else(|| panic!("src/{relative}: add `{module}` to the table"));
        for (line, import) in imports(&text) {
            let is_module = MAY_IMPORT.iter().any(|(m, _)| *m == import);
            if is_module && import != module && !allowed.contains(&import.as_str()) {
                forbidden.push(format!(
                    "src/{relative}:{line}: `{module}` imports `{import}`"
                ));
            }
        }
    }
    assert!(forbidden.is_empty(), "\n{}", forbidden.join("\n"));
}

#[test]
fn the_table_allows_no_more_than_is_needed() {
    let mut needed = BTreeSet::new();
    for (_, module, text) in sources() {
        for (_, import) in imports(&text) {
            needed.insert((module.clone(), import));
        }
    }
    for (module, allowed) in MAY_IMPORT.iter().filter(|(m, _)| *m != "lib") {
        for import in *allowed {
            assert!(
                needed.contains(&((*module).to_owned(), (*import).to_owned())),
                "`{module}` no longer imports `{import}`: take it out of the table"
            );
        }
    }
}

#[test]
fn no_path_leaves_its_module_upwards() {
    for (relative, _, text) in sources() {
        let folded = relative.trim_end_matches(".rs").trim_end_matches("/mod");
        let mut depth = folded.split('/').count();
        for (i, line) in text.lines().enumerate() {
            if line.starts_with("mod ") && line.ends_with('{') {
                depth += 1;
            }
            // A path up to the crate would go past the table.
            assert!(
                !line.contains(&"super::".repeat(depth)),
                "src/{relative}:{}: write `crate::`",
                i + 1
            );
        }
    }
}

#[test]
fn the_table_has_no_circle() {
    for (i, (module, imports)) in MAY_IMPORT.iter().enumerate() {
        for import in *imports {
            let at = MAY_IMPORT
                .iter()
                .position(|(m, _)| m == import)
                .expect("a module of the table");
            assert!(
                at < i || *module == "lib",
                "`{module}` stands above `{import}`"
            );
        }
    }
}

#[test]
fn only_the_command_line_prints() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    files(&source, &mut all);
    for path in all {
        let inside_cli = path
            .strip_prefix(&source)
            .is_ok_and(|p| p.starts_with("cli"));
        let text = fs::read_to_string(&path).expect("UTF-8");
        let test = path.to_string_lossy().contains("test");
        for sign in ["println!", "eprintln!", "print!(", "dbg!"] {
            assert!(
                inside_cli || test || !text.contains(sign),
                "{} prints",
                path.display()
            );
        }
    }
}

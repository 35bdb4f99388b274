//! Lower floors never import higher ones: the table is the law, ARCHITECTURE.md tells why.

use std::collections::BTreeSet;

use crate::{
    paths::sources,
    tokens::{Token, is},
};

/// Each module and whom it may import, itself aside.
pub const MAY_IMPORT: &[(&str, &[&str])] = &[
    // The ground: texts, places in them, remarks, pure functions.
    ("text", &[]),
    ("source", &[]),
    ("leftover", &["source"]),
    ("html", &[]),
    ("date", &["text"]),
    ("cite", &["date", "text"]),
    ("markdown", &["text"]),
    // What templates see: the contract with theme authors.
    ("view", &[]),
    // What authors write, as plain data.
    ("archive", &["source", "date", "text"]),
    // Stages: each knows the type it takes and the type it makes.
    ("load", &["archive", "source", "leftover", "text"]),
    // What `load` reads, written; it asks `load` what was written.
    ("writer", &["load", "archive", "source", "text"]),
    // Files of others, as what the writer writes; what a label, a time, YAML or Markdown is, `load` says.
    ("import", &["load", "writer", "archive", "source", "text"]),
    ("anchor", &["archive", "source", "text", "markdown"]),
    ("bind", &["anchor", "archive", "source", "text", "markdown"]),
    // All that may be taken from an edition.
    ("reader", &["bind", "anchor", "archive", "source", "text"]),
    // Words and files of the index that readers search.
    ("search", &["reader", "archive", "source", "markdown"]),
    ("export", &["cite", "reader", "archive", "source"]),
    (
        "pages",
        &[
            "export", "search", "cite", "reader", "archive", "source", "date", "text", "markdown",
            "view",
        ],
    ),
    ("check", &["bind", "source", "text"]),
    ("render", &["view", "source", "html", "leftover", "text"]),
    ("output", &["text", "source"]),
    // What builds keep for each other; it makes nothing itself.
    ("incremental", &["anchor", "source"]),
    // Only the pipeline joins stages; only the command line prints.
    (
        "pipeline",
        &[
            "incremental",
            "load",
            "anchor",
            "bind",
            "check",
            "reader",
            "search",
            "export",
            "pages",
            "render",
            "output",
            "import",
            "writer",
            "archive",
            "source",
            "html",
            "text",
        ],
    ),
    ("serve", &["pipeline", "source"]),
    ("cli", &["pipeline", "serve", "source"]),
    ("lib", &["cli", "pipeline"]),
    ("main", &[]),
];

/// Every module named behind `crate::`, tests too, with the line it stands in.
pub fn imports(tokens: &[Token]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        if !is(tokens, at, "crate") || !is(tokens, at + 1, "::") {
            continue;
        }
        // Of a group, the first word of each of its items.
        let (mut depth, mut begins) = (0, true);
        for token in &tokens[at + 2..] {
            match token.text.as_str() {
                "{" => depth += 1,
                "}" => depth -= 1,
                "," if depth == 1 => begins = true,
                word if begins => {
                    found.push((token.line, word.to_owned()));
                    begins = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    found
}

#[test]
fn no_arrow_runs_back_up() {
    let mut forbidden = Vec::new();
    for source in sources() {
        let (relative, module) = (&source.path, source.room());
        let allowed = MAY_IMPORT.iter().find(|(m, _)| *m == module);
        let (_, allowed) =
            allowed.unwrap_or_else(|| panic!("src/{relative}: add `{module}` to the table"));
        for (line, import) in imports(&source.tokens) {
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
    for source in sources() {
        for (_, import) in imports(&source.tokens) {
            needed.insert((source.room().to_owned(), import));
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
    for source in sources() {
        let relative = &source.path;
        let mut depth = source.module.len().max(1);
        for (i, line) in source.text.lines().enumerate() {
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
fn what_is_made_of_an_edition_takes_it_from_the_reader() {
    // What is taken is noted by the reader that gives it: an edition in the hand would go past the note.
    for source in sources() {
        let may_not = ["pages", "export"].contains(&source.room());
        let edition = source.tokens.iter().find(|token| token.text == "Edition");
        if let Some(token) = edition.filter(|_| may_not) {
            panic!(
                "src/{}:{}: take it from the reader",
                source.path, token.line
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
    for source in sources() {
        let test = source.path.contains("test");
        for sign in ["println", "eprintln", "print", "dbg"] {
            let prints = (0..source.tokens.len())
                .any(|at| is(&source.tokens, at, sign) && is(&source.tokens, at + 1, "!"));
            assert!(
                source.room() == "cli" || test || !prints,
                "src/{} prints",
                source.path
            );
        }
    }
}

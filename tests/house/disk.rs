//! Who may touch the disk: the site is read through `source::files`, so that what nobody saved yet can lie over it, and everything between
//! the files and the output is pure.

use crate::{
    paths::sources,
    tokens::{Token, is},
};

/// Files, and folders with `/`, whose code touches the disk, and what for.
const MAY_TOUCH: &[(&str, &str)] = &[
    ("source/files/disk.rs", "the site's files"),
    ("source/files/link.rs", "where its links lead"),
    ("source/files/walk.rs", "what its folders have"),
    ("source/stamp.rs", "how a file looks, for all of these"),
    ("pipeline/import/gather.rs", "what is brought from outside"),
    ("output/", "the output folder"),
    ("incremental/", "what builds keep, and for which outputs"),
    ("serve/", "what is served, and what changes"),
    ("cli/", "what a new site begins with"),
];

/// What a token begins that touches the disk; none if it does not.
fn touch(code: &[Token], at: usize) -> Option<String> {
    const ASKS: [&str; 9] = [
        "canonicalize",
        "exists",
        "try_exists",
        "is_file",
        "is_dir",
        "is_symlink",
        "metadata",
        "symlink_metadata",
        "read_link",
    ];
    let word = code[at].text.as_str();
    let in_path = is(code, at + 1, "::");
    let opens = ["open", "create", "options"]
        .iter()
        .any(|f| is(code, at + 2, f));
    let asks = at > 0
        && is(code, at - 1, ".")
        && ASKS.contains(&word)
        && is(code, at + 1, "(")
        && is(code, at + 2, ")");
    let touches = match word {
        "fs" => in_path,
        "File" => in_path && opens,
        "Stamp" => in_path && is(code, at + 2, "of"),
        _ => asks,
    };
    touches.then(|| word.to_owned())
}

#[test]
fn the_site_is_read_through_one_door() {
    let mut wrong = Vec::new();
    let mut used = vec![false; MAY_TOUCH.len()];
    for source in sources().iter().filter(|source| !source.is_test()) {
        let allowed = MAY_TOUCH
            .iter()
            .position(|(place, _)| match place.ends_with('/') {
                true => source.path.starts_with(place),
                false => source.path == *place,
            });
        for at in 0..source.code.len() {
            let Some(word) = touch(&source.code, at) else {
                continue;
            };
            match allowed {
                Some(place) => used[place] = true,
                None => wrong.push(format!(
                    "src/{}:{}: `{word}` touches the disk: ask `source::files` for what is of the site",
                    source.path, source.code[at].line
                )),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    for ((place, _), used) in MAY_TOUCH.iter().zip(used) {
        assert!(
            used,
            "`{place}` touches the disk no more: take it out of the table"
        );
    }
}

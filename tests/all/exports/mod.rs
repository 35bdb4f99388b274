//! The formats that postil.yaml asks for, from outside: which there are, what they say, and that nothing is in them that is not published.
//!
//! Whether they are what other programs expect is asked of those programs by `scripts/checkers`.

mod annotations;
mod feeds;
mod formats;
mod listed;
mod packed;
mod places;
mod tables;
mod tei;
mod words;

use std::{fs, path::Path};

use crate::testsuite::{Site, tree};

/// Every format.
pub const ALL: &[&str] = &[
    "text",
    "markdown",
    "annotations",
    "json",
    "tei",
    "csv",
    "skos",
    "feeds",
    "ro-crate",
    "iiif",
    "resourcesync",
    "oai-pmh",
];

/// Those that a site without an address of its own cannot have.
pub const FULL_ADDRESSES: &[&str] = &["iiif", "resourcesync", "oai-pmh"];

/// A format as `exports` asks for it.
fn as_asked(format: &&str) -> String {
    match *format {
        "oai-pmh" => "{oai-pmh: \"https://gateway.example/oai\"}".to_owned(),
        format => format.to_owned(),
    }
}

/// The site that other programs look at, too (`tests/checkers/site`): most of what a transcript and notes can have. It asks for these formats.
pub fn rich(exports: &[&str]) -> Site {
    let site = Site::empty();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checkers/site");
    for (path, (bytes, _)) in tree(&folder) {
        site.write_bytes(&path, &bytes);
    }
    let yaml = site.path("postil.yaml");
    let yaml = fs::read_to_string(yaml).expect("the fixture's settings");
    let (settings, asked) = yaml
        .split_once("exports: [")
        .expect("all formats are asked for");
    assert_eq!(
        asked,
        format!(
            "{}]\n",
            ALL.iter().map(as_asked).collect::<Vec<_>>().join(", ")
        ),
        "the fixture asks for all"
    );
    let exports = exports.iter().map(as_asked).collect::<Vec<_>>().join(", ");
    site.write("postil.yaml", &format!("{settings}exports: [{exports}]\n"));
    site
}

/// The output of a build, file by file, those of formats alone.
pub fn made(site: &Site, ending: &str) -> Vec<(String, String)> {
    site.build();
    let output = site.output();
    let files = output
        .into_iter()
        .filter(|(path, _)| path.ends_with(ending));
    files
        .map(|(path, (bytes, _))| (path, String::from_utf8(bytes).expect("UTF-8")))
        .collect()
}

//! What lists and describes what a site has: ResourceSync, RO-Crate, OAI-PMH, IIIF; and what each says where something is missing.

use std::{collections::BTreeMap, fs};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{FULL_ADDRESSES, rich};
use crate::testsuite::{Site, bytes, tree};
use postil::pipeline::{self, Options};

fn json(site: &Site, path: &str) -> Value {
    serde_json::from_str(&site.page(path)).expect("JSON")
}

/// The checksum of each resource, by its path.
fn sums(site: &Site) -> BTreeMap<String, String> {
    let list = site.page("resourcesync/resourcelist.xml");
    let urls = list.split("<loc>https://mills.example/").skip(1);
    let sums = urls.map(|url| {
        let (path, rest) = url.split_once("</loc>").expect("an address");
        let (_, hash) = rest.split_once("hash=\"sha-256:").expect("a checksum");
        (path.to_owned(), hash[..64].to_owned())
    });
    sums.collect()
}

#[test]
fn every_resource_has_the_checksum_that_its_file_has_in_warm_builds_too() {
    let site = rich(&["text", "json", "resourcesync"]);
    let check = || {
        site.build();
        let (listed, output) = (sums(&site), site.output());
        let data = output.keys().filter(|path| {
            path.ends_with(".txt") && *path != "robots.txt" || path.ends_with(".json")
        });
        let data: Vec<&String> = data.filter(|path| !path.starts_with("all.")).collect();
        assert_eq!(listed.keys().collect::<Vec<_>>(), data);
        for (path, sum) in &listed {
            let hash = Sha256::digest(&output[path].0);
            let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(*sum, hash, "{path}");
        }
        let cold = Options {
            output: site.path("cold"),
            cache: false,
            ..site.options()
        };
        pipeline::build(&cold, &|_| {}).expect("a machine that works");
        assert_eq!(bytes(&site.output()), bytes(&tree(&cold.output)));
    };
    check();
    site.write(
        "content/transcripts/another.md",
        "---\ntitle: Another\nspeakers: {}\n---\nWords.\n",
    );
    check();
    site.write(
        "content/transcripts/another.md",
        "---\ntitle: Another\nspeakers: {}\n---\nOther words.\n",
    );
    check();
    assert!(
        site.page("robots.txt")
            .contains("Sitemap: https://mills.example/resourcesync/resourcelist.xml")
    );
    // Who asks for it later gets the checksums of files that are there already.
    let later = rich(&["text"]);
    later.build();
    let yaml = fs::read_to_string(later.path("postil.yaml")).expect("there");
    later.write(
        "postil.yaml",
        &yaml.replace("[text]", "[text, resourcesync]"),
    );
    later.build();
    assert_eq!(sums(&later).len(), 2);
}

#[test]
fn what_cannot_be_said_without_an_address_names_the_key() {
    for &format in FULL_ADDRESSES {
        let site = rich(&[format]);
        let yaml = fs::read_to_string(site.path("postil.yaml")).expect("there");
        site.write(
            "postil.yaml",
            &yaml.replace("base_url: https://mills.example/\n", ""),
        );
        for command in ["build", "check"] {
            let run = site.run(&[command]);
            assert_eq!(run.code, 1, "{format}: {}", run.stderr);
            assert!(
                run.stderr.contains("write in postil.yaml: `base_url: "),
                "{}",
                run.stderr
            );
        }
        assert!(!site.path("public/index.html").exists());
    }
}

#[test]
fn what_a_description_lacks_is_told_with_the_line_to_write() {
    for (key, line, format) in [
        (
            "description",
            "description: What was said of a mill.\n",
            "ro-crate",
        ),
        (
            "rights",
            "rights: https://creativecommons.org/licenses/by/4.0/\n",
            "ro-crate",
        ),
        ("contact", "contact: mills@example.org\n", "oai-pmh"),
    ] {
        let site = rich(&[format]);
        let yaml = fs::read_to_string(site.path("postil.yaml")).expect("there");
        site.write("postil.yaml", &yaml.replace(line, ""));
        let run = site.run(&["build"]);
        assert_eq!(run.code, 1, "{key}");
        assert!(
            run.stderr
                .contains(&format!("write in postil.yaml: `{key}: ")),
            "{key}: {}",
            run.stderr
        );
    }
    let site = rich(&[]);
    let yaml = fs::read_to_string(site.path("postil.yaml")).expect("there");
    site.write(
        "postil.yaml",
        &yaml.replace("exports: []", "exports: [oai-pmh]"),
    );
    let run = site.run(&["build"]);
    assert!(
        run.code == 1 && run.stderr.contains("gateway"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_crate_names_what_is_there_with_its_rights() {
    let site = rich(&["text", "ro-crate"]);
    site.build();
    let all = json(&site, "ro-crate-metadata.json");
    let graph = all["@graph"].as_array().expect("entities");
    let entity = |id: &str| {
        graph
            .iter()
            .find(|entity| entity["@id"] == id)
            .unwrap_or_else(|| panic!("{id}: {graph:?}"))
    };
    assert_eq!(
        entity("./")["license"]["@id"],
        "https://creativecommons.org/licenses/by/4.0/"
    );
    assert_eq!(entity("./")["datePublished"], "2021-01-01");
    let page = entity("transcripts/talk.html");
    assert_eq!(
        page["license"]["@id"],
        "http://rightsstatements.org/vocab/InC/1.0/"
    );
    assert_eq!(page["author"][0]["@id"], "#by-Jane%20Roe");
    assert_eq!(entity("#by-Jane%20Roe")["@type"], "Person");
    assert_eq!(
        entity("https://source.example/a.mp3")["license"]["@id"],
        "#rights-Ask%20the%20radio"
    );
    assert_eq!(
        entity("transcripts/talk.txt")["isBasedOn"]["@id"],
        "transcripts/talk.html"
    );
}

#[test]
fn a_recording_whose_length_is_known_can_be_played_with_its_words() {
    let site = rich(&["text", "iiif"]);
    site.build();
    let collection = json(&site, "iiif/collection.json");
    assert_eq!(collection["items"].as_array().map(Vec::len), Some(1));
    let manifest = json(&site, "transcripts/talk.manifest.json");
    let canvas = &manifest["items"][0];
    assert_eq!(canvas["duration"], 90.0);
    assert_eq!(canvas["items"][0]["items"][0]["body"]["type"], "Sound");
    let said = &canvas["annotations"][0]["items"][0];
    assert_eq!(said["motivation"], "supplementing");
    assert!(
        said["target"]
            .as_str()
            .is_some_and(|to| to.ends_with("/canvas#t=5,90")),
        "{said}"
    );
    assert!(
        said["body"]["value"]
            .as_str()
            .is_some_and(|words| words.starts_with("What <did> you see?"))
    );
    assert_eq!(
        manifest["requiredStatement"]["value"]["en"][0],
        "It speaks of a death."
    );
    assert!(
        manifest["rendering"]
            .to_string()
            .contains("https://mills.example/transcripts/talk.txt")
    );
    assert!(
        site.page("transcripts/talk.html")
            .contains("talk.manifest.json")
    );
    // One whose length nobody says has none, and neither has a length that is none.
    site.write(
        "content/transcripts/talk.md",
        &fs::read_to_string(site.path("content/transcripts/talk.md"))
            .expect("there")
            .replace(", duration: 1:30", ""),
    );
    site.build();
    assert!(!site.has("iiif/collection.json") && !site.has("transcripts/talk.manifest.json"));
    site.write("content/transcripts/more.md", "---\ntitle: More\nspeakers: {}\nmedia: {url: \"https://x.example/a.mp3\", duration: long}\n---\nWords.\n");
    let run = site.run(&["build"]);
    assert!(
        run.code == 1 && run.stderr.contains("`long` is no length"),
        "{}",
        run.stderr
    );
}

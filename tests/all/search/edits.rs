//! What an edit somewhere does to the index of what was not edited.

use std::fmt::Write as _;

use postil::pipeline;

use super::{built, index::Index};
use crate::testsuite::{Site, bytes, tree};

/// How many words there are of which each is in five paragraphs: so many that they are in many cells, of which few have a word of the other talk.
const WORDS: usize = 400;

/// An archive of eighty paragraphs in one talk, of words that are in five each; another has so many that say nothing of these.
fn mills(others: usize) -> Site {
    let mut text = String::from("---\ntitle: One\nspeakers: {}\n---\n");
    for number in 0..80 {
        let words = (0..WORDS).filter(|word| word % 16 == number % 16);
        words.for_each(|word| {
            let _ = write!(text, "m{word} ");
        });
        text.push_str("was new.\n\n");
    }
    let site = Site::empty().file("content/transcripts/one.md", &text);
    write_others(&site, others);
    site
}

fn write_others(site: &Site, count: usize) {
    let mut text = String::from("---\ntitle: Two\nspeakers: {}\n---\n");
    text.extend((0..count).map(|_| "The river was new.\n\n"));
    site.write("content/transcripts/two.md", &text);
}

/// Builds after an edit: a build without a cache makes the same.
fn warm(site: &Site) -> Index {
    let index = built(site);
    let cold = pipeline::Options {
        output: site.path("cold"),
        cache: false,
        ..site.options()
    };
    pipeline::build(&cold, &|_| {}).expect("the machine is fine");
    let (warm, cold) = (
        tree(&site.path("public/search")),
        tree(&site.path("cold/search")),
    );
    assert_eq!(bytes(&warm), bytes(&cold));
    index
}

#[test]
fn a_word_becomes_too_common_for_positions_and_rare_again_by_what_others_say() {
    let site = mills(20);
    let has_positions = |index: &Index, has: bool| {
        for word in 0..WORDS {
            let it = &index.words[&format!("m{word}")];
            assert_eq!(it.units.len(), 5);
            assert_eq!(it.positions.is_some(), has, "m{word}");
        }
    };
    let index = warm(&site);
    assert_eq!(index.root["passages"], 100);
    // Five in a hundred is one in twenty.
    has_positions(&index, true);
    for (others, has) in [
        (19, false),
        (18, false),
        (20, true),
        (60, true),
        (19, false),
    ] {
        write_others(&site, others);
        has_positions(&warm(&site), has);
    }
}

#[test]
fn an_index_has_the_stamp_of_what_is_in_it() {
    let site = mills(20);
    let stamp = |index: &Index| index.root["stamp"].as_str().expect("a text").to_owned();
    let first = stamp(&warm(&site));
    assert!(first.len() == 10 && first.bytes().all(|b| b.is_ascii_hexdigit()));
    write_others(&site, 21);
    let second = stamp(&warm(&site));
    assert_ne!(second, first);
    // What the archive is called is not in it.
    site.write("postil.yaml", "title: Other\n");
    assert_eq!(stamp(&warm(&site)), second);
    write_others(&site, 20);
    assert_eq!(stamp(&warm(&site)), first);
}

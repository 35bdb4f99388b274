//! TEI: the words in it, who speaks, and the notes beside them.

use quick_xml::{Reader, events::Event};

use super::rich;
use crate::testsuite::Site;

/// The text of each element of a name, with its start tag, by a reader that keeps every blank.
fn elements(xml: &str, name: &str) -> Vec<(String, String)> {
    let mut reader = Reader::from_str(xml);
    let mut open: Vec<(usize, String, String)> = Vec::new();
    let (mut found, mut depth) = (Vec::new(), 0);
    loop {
        match reader.read_event().expect("XML") {
            Event::Eof => return found,
            Event::Start(tag) => {
                depth += 1;
                if tag.name().as_ref() == name {
                    let tag = str::to_owned(&tag);
                    open.push((depth, tag, String::new()));
                }
            }
            Event::End(_) => {
                if open.last().is_some_and(|(at, ..)| *at == depth) {
                    let (_, tag, text) = open.pop().expect("there");
                    found.push((tag, text));
                }
                depth -= 1;
            }
            Event::Text(text) => {
                let text = str::to_owned(&text);
                open.iter_mut()
                    .for_each(|(_, _, words)| words.push_str(&text));
            }
            Event::GeneralRef(name) => {
                let sign = match &*name {
                    "amp" => "&".to_owned(),
                    "lt" => "<".to_owned(),
                    "gt" => ">".to_owned(),
                    "quot" => "\"".to_owned(),
                    other => panic!("{other}"),
                };
                open.iter_mut()
                    .for_each(|(_, _, words)| words.push_str(&sign));
            }
            _ => {}
        }
    }
}

fn tei(site: &Site, id: &str) -> String {
    site.page(&format!("transcripts/{id}.tei.xml"))
}

#[test]
fn the_text_of_a_paragraph_is_its_words_and_nothing_else() {
    let site = rich(&["tei", "text"]);
    site.build();
    for (id, remarks) in [("hearing", 0), ("talk", 1)] {
        let xml = tei(&site, id);
        let text = site.page(&format!("transcripts/{id}.txt"));
        let (words, _) = text.split_once("\n\n----\n").expect("a line of hyphens");
        let segs: Vec<String> = elements(&xml, "seg")
            .into_iter()
            .map(|(_, text)| text)
            .collect();
        let lines: Vec<&str> = words.lines().filter(|line| *line != "[Applause]").collect();
        assert_eq!(segs, lines);
        assert_eq!(words.lines().count(), segs.len() + remarks);
    }
}

#[test]
fn who_speaks_and_what_lies_over_the_words_is_said() {
    let site = rich(&["tei"]);
    site.build();
    let xml = tei(&site, "talk");
    for markup in [
        "<person xml:id=\"speaker.1\" role=\"press\">",
        "<persName ref=\"https://mills.example/people/jane-roe.html\">Jane Roe</persName>",
        "<u who=\"#speaker.2\">",
        "<note type=\"speaker\">Frau R.</note>",
        "<time when=\"00:00:05\" n=\"00:00:05\"/>",
        "<hi rend=\"italic\">loud</hi>",
        "<supplied>[sic]</supplied>",
        "<pb n=\"9\"/>",
        "<gap reason=\"inaudible\"><desc>[inaudible]</desc></gap>",
        "<ref type=\"footnote\" target=\"#footnote.1\"/>",
        "<ref target=\"https://map.example/x\">the map</ref>",
        "<kinesic xml:id=\"p3\">",
        "<licence target=\"http://rightsstatements.org/vocab/InC/1.0/\">The transcript:",
        "<licence target=\"https://creativecommons.org/licenses/by/4.0/\">The notes:",
        "Rights in the recording: Ask the radio",
        "<p>It speaks of a death.</p>",
    ] {
        assert!(xml.contains(markup), "{markup}\n{xml}");
    }
}

#[test]
fn notes_stand_apart_and_point_at_their_words() {
    let site = rich(&["tei"]);
    site.build();
    let xml = tei(&site, "talk");
    assert_eq!(elements(&xml, "annotation").len(), 7);
    let segs = elements(&xml, "seg");
    let one = "<annotation xml:id=\"note.one\" motivation=\"commenting\" target=\"#p2\">";
    let (_, rest) = xml.split_once(one).expect("the note");
    let (_, rest) = rest.split_once("#string-range(p2,").expect("its words");
    let (range, rest) = rest.split_once(')').expect("an end");
    let (at, length) = range.split_once(',').expect("two numbers");
    let (at, length): (usize, usize) = (
        at.parse().expect("a number"),
        length.parse().expect("a number"),
    );
    let (_, words) = segs
        .iter()
        .find(|(tag, _)| tag.contains("\"p2\""))
        .expect("there");
    let quoted: String = words.chars().skip(at).take(length).collect();
    assert_eq!(quoted, "loud noise & a fire");
    assert!(
        rest.contains("<ptr type=\"topic\" target=\"https://mills.example/topics/fires.html\"/>"),
        "{rest}"
    );
    assert!(xml.contains("motivation=\"questioning\" target=\"#p2\""));
    assert!(xml.contains("<ptr type=\"disputes\" target=\"#note.one\"/>"));
}

#[test]
fn what_xml_cannot_have_is_named_and_no_word_is_lost() {
    let site = Site::small().file("postil.yaml", "exports: tei\n").file(
        "content/transcripts/odd.txt",
        "One \u{b}two\u{fffe} & <three> ]]> \"four\"  five\n",
    );
    site.write("content/transcripts/odd.yaml", "title: Odd\nspeakers: {}\n");
    let run = site.run(&["build"]);
    if run.code == 0 {
        let xml = tei(&site, "odd");
        let words = &elements(&xml, "seg")[0].1;
        assert!(
            words.starts_with("One ") && words.ends_with("& <three> ]]> \"four\"  five"),
            "{words}"
        );
        assert!(xml.contains("<g n=\"U+FFFE\"/>"), "{xml}");
    } else {
        // Then no transcript can have such signs.
        assert!(run.stderr.contains("odd.txt"), "{}", run.stderr);
    }
}

//! Notes of others on transcripts that are there: found by their words, and written as ours; and postil's own export, imported again.

use std::{fs, ops::Range, path::Path};

use postil::{
    anchor::{Context, ForeignQuote, PlainText, Reanchored, reanchor, selector_for, words_for},
    archive::{AnnotationFile, Header, Kinds, Name, ParagraphId, Selector, Target, Transcript},
    import::{Asked, ImportFile, Imported, LooseQuote, importer_of, reckon},
    source::{SourceId, Span},
    writer::{self, Block, How, Paragraph, Said},
};
use serde_json::Value;

use crate::{archive::archive, testsuite::Site, writer::reading};

fn imported(name: &str, bytes: Vec<u8>) -> Imported {
    let file = ImportFile::new(name, bytes, None);
    let importer = importer_of(&file, None).expect("it is known");
    let imported = importer
        .read(&file, &Asked::default())
        .expect("it can be read");
    assert_eq!(reckon(&imported), Vec::<String>::new());
    imported
}

fn paragraphs(transcript: &Transcript) -> Vec<(ParagraphId, Range<u32>)> {
    let paragraphs = transcript.paragraphs.iter();
    paragraphs.map(|p| (p.id, p.range.clone())).collect()
}

fn found(text: &PlainText<'_>, quote: &LooseQuote) -> Reanchored {
    let quote = ForeignQuote {
        exact: &quote.exact,
        prefix: &quote.prefix,
        suffix: &quote.suffix,
        within: quote.within.map(|(first, last)| first..=last),
    };
    reanchor(text, &quote).unwrap_or_else(|why| panic!("{}: {why:?}", quote.exact))
}

/// The words of a page, a paragraph for each block: tags by the plainest way.
fn words_of_page(html: &str) -> Vec<String> {
    let body = &html[html.find("<body").expect("a body")..];
    let mut paragraphs = vec![String::new()];
    let mut rest = body;
    let mut hidden = false;
    while let Some(at) = rest.find('<') {
        let (words, tag) = rest.split_at(at);
        if !hidden {
            paragraphs.last_mut().expect("one").push_str(words);
        }
        let end = tag.find('>').expect("a tag ends");
        let name = tag[1..end].split([' ', '\n', '\t']).next().expect("a name");
        match name.trim_end_matches('/') {
            "script" | "style" => hidden = true,
            "/script" | "/style" => hidden = false,
            "p" | "div" | "li" | "ul" | "h1" | "h2" | "h3" | "td" | "tr" | "/p" | "/div"
            | "/li" | "/h1" | "/h2" | "/h3" | "/td" => paragraphs.push(String::new()),
            _ => {}
        }
        rest = &tag[end + 1..];
    }
    let plain = |words: String| {
        let words = words
            .replace("&#160;", " ")
            .replace("&amp;", "&")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"");
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    paragraphs
        .into_iter()
        .map(plain)
        .filter(|words| words.contains(char::is_alphanumeric))
        .collect()
}

#[test]
fn annotations_of_hypothesis_are_found_on_the_page_that_they_were_made_on() {
    let folder = Path::new("tests/fixtures/import/hypothesis-client");
    let html =
        fs::read_to_string(folder.join("wikipedia-regression-testing.html")).expect("the page");
    let paragraph = |words: String| Block::Paragraph(Paragraph::of(words));
    let said = Said {
        blocks: words_of_page(&html).into_iter().map(paragraph).collect(),
        footnotes: Vec::new(),
    };
    let header = Header {
        title: "Regression testing".into(),
        ..Header::default()
    };
    let written = writer::transcript(&header, &How::default(), &said, &Kinds::default())
        .expect("it can be written");
    let site = Site::empty().file("content/transcripts/page.md", &written.text);
    let transcript = reading::site(&site).transcripts.remove(0);
    let ids = paragraphs(&transcript);
    let text = PlainText::new(&transcript.text, &ids);
    let json = fs::read(folder.join("wikipedia-regression-testing.json")).expect("the annotations");
    let imported = imported("notes.json", json);
    assert_eq!(imported.loose.len(), 5);
    for note in &imported.loose {
        let quote = note.quote.as_ref().expect("words");
        let place = found(&text, quote);
        assert_eq!(&transcript.text[place.range.clone()], quote.exact);
        assert_ne!(place.context, Context::Differs, "{}", quote.exact);
        words_for(&text, place.range).expect("a selector");
    }
    // The heading's words stand elsewhere on the page, too: what stood round it settled where it is.
    let heading = imported
        .loose
        .last()
        .and_then(|note| note.quote.as_ref())
        .expect("the heading");
    assert!(transcript.text.matches(&heading.exact).count() > 1);
    assert_eq!(
        &transcript.text[found(&text, heading).range.end..][..15],
        "\nFrom Wikipedia"
    );
}

/// The repository's own archive, with exports.
fn own() -> Site {
    let (site, _) = archive();
    let config = fs::read_to_string(site.path("postil.yaml")).expect("the settings");
    site.file(
        "postil.yaml",
        &format!("{config}\nexports: [annotations, text]\n"),
    )
}

const EXPORT: &str = "transcripts/2014-04-01-brussels.annotations.json";

/// A selector for what a quote of our own export means.
fn selector(text: &PlainText<'_>, quote: Option<&LooseQuote>) -> Selector {
    let Some(quote) = quote else {
        return Selector::Whole;
    };
    if quote.exact.is_empty() {
        let (first, last) = quote.within.expect("paragraphs");
        let bytes = |id: ParagraphId| {
            let found = text.paragraphs.iter().find(|(known, _)| *known == id);
            found.expect("a paragraph of ours").1.clone()
        };
        let range = bytes(first).start as usize..bytes(last).end as usize;
        return selector_for(text, range).expect("whole paragraphs");
    }
    words_for(text, found(text, quote).range).expect("words")
}

#[test]
fn what_postil_exports_is_imported_as_the_same_annotations() {
    let site = own();
    site.build();
    let exported = site.page(EXPORT);
    let imported = imported("brussels.annotations.json", exported.clone().into_bytes());
    let transcript = reading::site(&site).transcripts.remove(0);
    let ids = paragraphs(&transcript);
    let text = PlainText::new(&transcript.text, &ids);
    let target = |quote: Option<&LooseQuote>| Target {
        transcript: None,
        selector: selector(&text, quote),
        span: Span::NOWHERE,
    };
    let annotations = imported.loose.iter().map(|note| {
        let mut annotation = note.annotation.clone();
        annotation.targets = vec![target(note.quote.as_ref())];
        annotation
            .targets
            .extend(note.also.iter().map(|place| target(place.quote.as_ref())));
        annotation
    });
    let file = AnnotationFile {
        source: SourceId(0),
        transcript: Some(Name::unplaced("2014-04-01-brussels".into())),
        candidates: Vec::new(),
        annotations: annotations.collect(),
    };
    let yaml = writer::annotations(&file, &Kinds::default()).expect("it can be written");
    let site = own();
    fs::remove_dir_all(site.path("content/annotations")).expect("the annotations");
    let site = site.file("content/annotations/2014-04-01-brussels.yaml", &yaml);
    let run = site.run(&["build"]);
    assert_eq!(run.code, 0, "{}\n{yaml}", run.stderr);
    let plain = |json: &str| -> Vec<Value> {
        let value: Value = serde_json::from_str(json).expect("JSON");
        value["first"]["items"]
            .as_array()
            .expect("annotations")
            .clone()
    };
    let (before, after) = (plain(&exported), plain(&site.page(EXPORT)));
    assert_eq!(before.len(), 56);
    assert_eq!(after.len(), before.len());
    for (before, after) in before.iter().zip(&after) {
        assert_eq!(before, after);
    }
}

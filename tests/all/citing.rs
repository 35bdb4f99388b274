//! How pages say that they are cited, and the files of all citations.

use crate::{
    testsuite::{
        Site,
        html::{attributes, texts},
    },
    themes::THEMES,
};

fn site() -> Site {
    Site::empty()
        .file("postil.yaml", "title: Mills\nbase_url: https://mills.example/\n")
        .file("content/people/ban-ki-moon.md", "---\ntitle: Ban Ki-moon\nsort: Ban, Ki-moon\n---\n")
        .file("content/transcripts/talk.md", "---\ntitle: On <mills> & \"all\"\ndate: 2014-04-01\nform: speech\nspeakers: {A: ban-ki-moon}\n---\nA: Words.\n")
        .file("content/transcripts/heard.md", "---\ntitle: שימוע\nform: hearing\nspeakers: {}\n---\nWords.\n")
        .file("content/transcripts/own.md", "---\ntitle: Own\ncite_as: Cite me <so>.\nspeakers: {}\n---\nWords.\n")
        .file("content/transcripts/secret.md", "---\ntitle: Hidden\ndraft: true\nspeakers: {}\n---\nWords.\n")
}

/// A file that stands in its address.
fn decoded(address: &str) -> String {
    let (_, data) = address.split_once(',').expect("data");
    percent_encoding::percent_decode_str(data)
        .decode_utf8()
        .expect("UTF-8")
        .into_owned()
}

#[test]
fn a_page_has_every_style_and_format() {
    let site = site();
    for theme in THEMES {
        site.write(
            "postil.yaml",
            &format!("title: Mills\nbase_url: https://mills.example/\ntheme: {theme}\n"),
        );
        site.build();
        let page = site.page("transcripts/talk.html");
        let folded = texts(&page, "section details dl div");
        assert!(folded.contains(&"ChicagoBan Ki-moon, “On <mills> & ‘all’,” speech, April 1, 2014, transcript, Mills, https://mills.example/transcripts/talk.html.".to_owned()), "{folded:?}");
        assert!(folded.contains(&"MLABan Ki-moon. “On <mills> & ‘all’.” Mills, 1 Apr. 2014, https://mills.example/transcripts/talk.html. Transcript.".to_owned()), "{folded:?}");
        assert!(folded.contains(&"APABan, K.-M. (2014, April 1). On <mills> & \"all\" [Speech transcript]. Mills. https://mills.example/transcripts/talk.html".to_owned()), "{folded:?}");
        let files = attributes(&page, "a[download]", "href");
        let named = attributes(&page, "a[download]", "download");
        assert_eq!(named, ["talk.bib", "talk.ris", "talk.json"]);
        assert!(decoded(&files[0]).starts_with("@misc{talk,\n  author = {Ban, Ki-moon},"));
        assert!(decoded(&files[1]).starts_with("TY  - SLIDE\r\nAU  - Ban, Ki-moon\r\n"));
        let items: serde_json::Value = serde_json::from_str(&decoded(&files[2])).expect("JSON");
        assert_eq!(items[0]["author"][0]["given"], "Ki-moon");
        // A title that runs the other way stands for itself.
        let heard = site.page("transcripts/heard.html");
        assert!(texts(&heard, "section details dl bdi").contains(&"שימוע".to_owned()));
        assert!(texts(&heard, "section details dt").contains(&"OSCOLA".to_owned()));
        // What an editor wrote takes the place of all styles.
        let own = site.page("transcripts/own.html");
        assert!(texts(&own, ".cite").concat().contains("Cite me <so>."));
        assert_eq!(texts(&own, "section details dd"), [""; 0]);
    }
}

#[test]
fn one_file_of_each_format_has_all_and_no_draft() {
    let site = site();
    site.build();
    let [bib, ris, json] = ["all.bib", "all.ris", "all.json"].map(|file| site.page(file));
    assert_eq!(bib.matches("@misc{").count(), 3, "{bib}");
    assert_eq!(ris.matches("\r\nER  - \r\n").count(), 3, "{ris}");
    let items: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(items.as_array().map(Vec::len), Some(3));
    for file in [bib, ris, json] {
        assert!(!file.contains("Hidden"), "{file}");
    }
    // No page says that they are another form of itself: whoever annotates would take all pages for one.
    let page = site.page("transcripts/talk.html");
    let alternates = attributes(&page, "link[rel=alternate]", "href");
    assert!(
        alternates.iter().all(|href| !href.contains("all.")),
        "{alternates:?}"
    );
    // Without a transcript there is nothing to cite.
    for id in ["talk", "heard", "own"] {
        site.remove(&format!("content/transcripts/{id}.md"));
    }
    site.build();
    assert!(!site.has("all.bib"));
}

/// The author in a page's words, in each format and to Zotero: one rule for all.
#[test]
fn a_press_conference_is_cited_by_who_was_asked_and_a_hearing_of_several_by_its_body() {
    let site = Site::empty()
        .file("postil.yaml", "title: Mills\n")
        .file("content/people/ban-ki-moon.md", "---\ntitle: Ban Ki-moon\nsort: Ban, Ki-moon\n---\n")
        .file("content/people/jane-roe.md", "---\ntitle: Jane Roe\nsort: Roe, Jane\n---\n")
        .file("content/organizations/board.md", "---\ntitle: The Mill Board\n---\n")
        .file("content/transcripts/press.md", "---\ntitle: On mills\ndate: 2014-04-01\nform: press-conference\nspeakers: {A: ban-ki-moon, Q: {name: Reporter, part: press}}\n---\nA: We met.\n\nQ: Why?\n\nA: To talk.\n")
        .file("content/transcripts/both.md", "---\ntitle: Both\nform: press-conference\nspeakers: {A: ban-ki-moon, B: jane-roe, Q: {name: Reporter, part: press}}\n---\nA: We met.\n\nQ: Why?\n\nB: To talk.\n")
        .file("content/transcripts/other.md", "---\ntitle: Other\nform: press-conference\nspeakers: {A: ban-ki-moon, B: {name: The host}, Q: {name: Reporter, part: press}}\n---\nA: We met.\n\nQ: Why?\n\nB: To talk.\n")
        .file("content/transcripts/heard.md", "---\ntitle: Heard\ndate: 2014-04-02\nform: hearing\nheld_by: board\nspeakers: {A: ban-ki-moon, B: jane-roe, C: {name: The chair, part: chair}}\n---\nC: Sit.\n\nA: We met.\n\nB: To talk.\n")
        .file("content/transcripts/named.md", "---\ntitle: Named\nform: hearing\ncite_author: board\nspeakers: {A: ban-ki-moon, B: jane-roe}\n---\nA: We met.\n\nB: To talk.\n")
        .file("content/transcripts/nobody.md", "---\ntitle: Nobody\nform: press-conference\ncite_author: []\nspeakers: {A: ban-ki-moon, Q: {name: Reporter, part: press}}\n---\nA: We met.\n\nQ: Why?\n");
    site.build();
    let chicago = |id: &str| {
        let page = site.page(&format!("transcripts/{id}.html"));
        texts(&page, "section details dl dd").remove(0)
    };
    let authors = |id: &str| {
        let page = site.page(&format!("transcripts/{id}.html"));
        let files = attributes(&page, "a[download]", "href");
        let items: serde_json::Value = serde_json::from_str(&decoded(&files[2])).expect("JSON");
        let families = items[0]["author"].as_array().cloned().unwrap_or_default();
        let name = |author: &serde_json::Value| {
            let name = author["family"].as_str().or(author["literal"].as_str());
            name.unwrap_or_default().to_owned()
        };
        let names: Vec<String> = families.iter().map(name).collect();
        let creators = attributes(&page, "meta[name=\"dcterms.creator\"]", "content");
        assert_eq!(creators.len(), names.len(), "{id}");
        names
    };
    assert_eq!(
        chicago("press"),
        "Ban Ki-moon, “On mills,” press conference, April 1, 2014, transcript, Mills."
    );
    assert_eq!(authors("press"), ["Ban"]);
    let page = site.page("transcripts/press.html");
    let presenters = attributes(&page, "meta[name=\"z:presenters\"]", "content");
    assert_eq!(presenters, ["Ban, Ki-moon"]);
    for (id, cited) in [
        ("both", "“Both,” press conference, n.d., transcript, Mills."),
        (
            "other",
            "“Other,” press conference, n.d., transcript, Mills.",
        ),
        (
            "nobody",
            "“Nobody,” press conference, n.d., transcript, Mills.",
        ),
        (
            "heard",
            "“Heard,” hearing, The Mill Board, April 2, 2014, transcript, Mills.",
        ),
    ] {
        assert_eq!(chicago(id), cited);
        assert_eq!(authors(id), [""; 0], "{id}");
    }
    assert_eq!(authors("named"), ["The Mill Board"]);
}

//! A format of the site that is none of postil's own: all that it takes is its exporter and its line in the list.

use std::{fs, sync::Mutex};

use postil::{
    bind::Thing,
    export::{self, Exporter, Exporters, File, Given},
    pipeline::{self, Live, Options, Outcome},
    reader::Whole,
    source::diag::{Code, Diagnostic, Place},
};

use super::testsuite::{Site, bytes, tree};

/// What was made: the title of the site, and the route.
static MADE: Mutex<Vec<(String, String)>> = Mutex::new(Vec::new());

/// A JSON file for each transcript, beside its page.
#[derive(Debug)]
struct Json;

impl Exporter for Json {
    fn name(&self) -> &'static str {
        "json"
    }

    fn files(&self, whole: Whole<'_>) -> Vec<File> {
        let file = |thing: Thing| File {
            about: Some(thing),
            alternate: Some("application/json"),
            in_sitemap: true,
            ..File::new(whole.route_beside(thing, "probe.json"))
        };
        let all = whole.lists.transcripts();
        all.map(|head| file(Thing::Transcript(head.index())))
            .collect()
    }

    fn make(&self, file: &File, given: &Given<'_>) -> Result<Vec<u8>, Box<Diagnostic>> {
        let title = given.reader.config().title.clone();
        let mut made = MADE.lock().expect("no test fails while it notes");
        made.push((title, file.route.as_str().to_owned()));
        drop(made);
        let Some(Thing::Transcript(t)) = file.about else {
            panic!("each of its files is about a transcript")
        };
        let full = given.reader.full(t);
        let transcript = &full.anchored().transcript;
        let words = &transcript.text;
        if words.contains("unspeakable") {
            let place = Place::File(given.reader.head(t).source());
            let remark = Diagnostic::new(Code::BadValue, place, "JSON cannot say this");
            return Err(Box::new(remark));
        }
        let head = given.reader.head(t);
        let turns = transcript.turns.indexes();
        let speakers: Vec<Option<&str>> = turns
            .map(|turn| given.reader.speaker_name(&head.turn(turn)))
            .collect();
        let json = serde_json::json!({
            "page": given.standpoint.href(Thing::Transcript(t)),
            "speakers": speakers,
            "text": words,
        });
        Ok(json.to_string().into_bytes())
    }
}

/// One more than there are: where it stands among them does not matter.
static WITH_JSON: Exporters = &[export::ALL[2], export::ALL[1], &Json, export::ALL[0]];

fn archive(title: &str) -> Site {
    Site::small()
        .file(
            "postil.yaml",
            &format!("title: {title}\nbase_url: https://mills.example/\n"),
        )
        .file(
            "content/transcripts/second.md",
            "---\ntitle: The second\ndate: 1931-05-05\n---\nQ: And then?\n\nA: Nothing.\n",
        )
}

fn options(site: &Site) -> Options {
    Options {
        exporters: WITH_JSON,
        ..site.options()
    }
}

/// Builds, looks whether a build without a cache would give the same, and says which files the exporter made.
fn made(site: &Site, title: &str) -> Vec<String> {
    let noted = || {
        let mut made = MADE.lock().expect("no test fails while it notes");
        let (ours, others) = made.drain(..).partition(|(site, _)| site == title);
        *made = others;
        let ours: Vec<(String, String)> = ours;
        let mut routes: Vec<String> = ours.into_iter().map(|(_, route)| route).collect();
        routes.sort();
        routes
    };
    written(&build(&options(site)));
    let made = noted();
    let cold = Options {
        output: site.path("cold"),
        cache: false,
        ..options(site)
    };
    written(&build(&cold));
    noted();
    let (warm, cold) = (site.output(), tree(&cold.output));
    assert_eq!(bytes(&warm), bytes(&cold));
    made
}

fn build(options: &Options) -> Outcome {
    pipeline::build(options, &|_| {}).expect("a machine that works")
}

fn written(outcome: &Outcome) {
    assert!(outcome.written.is_some(), "{:?}", outcome.diagnostics);
}

#[test]
fn its_files_are_claimed_and_named_in_heads_and_in_the_sitemap() {
    let site = archive("Named");
    written(&build(&options(&site)));
    assert!(
        site.page("transcripts/hearing.probe.json")
            .contains(r#""page":"../transcripts/hearing.html""#)
    );
    assert!(
        site.page("transcripts/hearing.probe.json")
            .contains(r#""speakers":["Counsel","Jane Roe","Counsel","Jane Roe"]"#)
    );
    let feed =
        r#"<link rel="alternate" type="application/atom+xml" title="Named" href="../feed.xml">"#;
    let own = r#"<link rel="alternate" type="application/json" href="../transcripts/hearing.probe.json">"#;
    let page = site.page("transcripts/hearing.html");
    assert!(page.contains(&format!("{feed}\n{own}\n")), "{page}");
    assert!(
        !site
            .page("topics/milling.html")
            .contains("application/json")
    );
    assert!(site.page("sitemap.xml").contains(
        "<loc>https://mills.example/transcripts/hearing.probe.json</loc>\n  <lastmod>1931-05-04</lastmod>"
    ));
    assert_eq!(site.page("robots.txt").matches("Sitemap:").count(), 1);
    let live = Live::open(options(&site)).expect("a machine that works");
    let shown = live.make("transcripts/hearing.probe.json");
    let written = fs::read(site.path("public/transcripts/hearing.probe.json")).ok();
    assert!(shown.is_some() && shown == written);
    site.write("content/root/transcripts/hearing.probe.json", "{}");
    let taken = build(&options(&site));
    assert!(
        taken
            .diagnostics
            .list()
            .iter()
            .any(|remark| remark.code == Code::RouteTaken)
    );
}

#[test]
fn a_file_is_made_again_exactly_when_what_it_took_changed() {
    let title = "Again";
    let site = archive(title);
    let (first, second) = (
        "transcripts/hearing.probe.json",
        "transcripts/second.probe.json",
    );
    assert_eq!(made(&site, title), [first, second]);
    assert!(made(&site, title).is_empty());
    let path = site.path("content/transcripts/hearing.md");
    let words = fs::read_to_string(&path).expect("a file of the site");
    site.write(
        "content/transcripts/hearing.md",
        &words.replace("the mill.", "the other mill."),
    );
    assert_eq!(made(&site, title), [first]);
    assert!(site.page(first).contains("the other mill."));
    site.write(
        "content/topics/milling.md",
        "---\ntitle: The millers\n---\nWords.\n",
    );
    assert!(made(&site, title).is_empty());
    site.write(
        "content/people/jane-roe.md",
        "---\ntitle: Jane Roe-Smith\n---\n",
    );
    assert_eq!(made(&site, title), [first]);
    assert!(site.page(first).contains("Roe-Smith"));
    // A transcript before the others changes every number.
    site.write(
        "content/transcripts/earlier.md",
        "---\ntitle: The first\ndate: 1931-05-01\n---\nQ: Who?\n",
    );
    assert_eq!(made(&site, title), ["transcripts/earlier.probe.json"]);
    assert!(site.page("sitemap.xml").contains("earlier.probe.json"));
    site.remove("content/transcripts/earlier.md");
    assert!(made(&site, title).is_empty());
    assert!(!site.has("transcripts/earlier.probe.json"));
}

#[test]
fn what_it_cannot_say_is_told_and_nothing_is_written() {
    let site = archive("Refused").file(
        "content/transcripts/third.md",
        "---\ntitle: The third\n---\nQ: It is unspeakable.\n",
    );
    let outcome = build(&options(&site));
    let told: Vec<&str> = outcome
        .diagnostics
        .list()
        .iter()
        .map(|remark| remark.message.as_str())
        .collect();
    assert_eq!(told, ["JSON cannot say this"]);
    assert!(outcome.written.is_none() && !site.has("index.html"));
}

#[test]
fn without_it_the_same_site_has_nothing_of_it() {
    let site = archive("Without");
    written(&build(&options(&site)));
    written(&build(&site.options()));
    assert!(!site.has("transcripts/hearing.probe.json"));
    let page = site.page("transcripts/hearing.html");
    assert!(!page.contains("application/json") && !page.contains("probe"));
    assert!(!site.page("sitemap.xml").contains("json"));
}

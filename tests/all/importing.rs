//! `postil import`: from files of others to a site that builds, and what a second import does.

use std::{collections::BTreeMap, fs, path::PathBuf};

use crate::testsuite::{Run, Site, bytes, tree};

const TALK: &str = "WEBVTT

00:00:01.000 --> 00:00:04.000
<v Jane Roe>The mill stood by the river.

00:00:04.500 --> 00:00:07.000
<v Jane Roe>Then the flood took it.

00:00:08.000 --> 00:00:09.000
<v Q>When was that?

00:00:09.500 --> 00:00:12.000
<v Jane Roe>In the spring of that year.
";

fn site() -> Site {
    Site::empty().file("postil.yaml", "title: Mills\ncontact: mail@example.org\n")
}

/// A file that somebody has.
fn brought(site: &Site, name: &str, text: &str) -> PathBuf {
    let path = format!("incoming/{name}");
    site.write(&path, text);
    site.path(&path)
}

fn import(site: &Site, file: &std::path::Path, more: &[&str]) -> Run {
    let file = file.to_str().expect("a path");
    site.run(&[&["import", file], more].concat())
}

fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The files of a site, but for what is made of them.
fn files(site: &Site) -> BTreeMap<String, Vec<u8>> {
    let all = tree(&site.path("")).into_iter();
    let own = all.filter(|(path, _)| !path.starts_with(".postil/") && !path.starts_with("public/"));
    own.map(|(path, (bytes, _))| (path, bytes)).collect()
}

const MADE: &str = "content/transcripts/talk.md";

#[test]
fn a_file_becomes_a_transcript_and_its_persons_and_the_site_builds() {
    let site = site();
    let file = brought(&site, "talk.vtt", TALK);
    let dry = import(&site, &file, &["--yes", "--dry-run"]);
    assert_eq!(dry.code, 0, "{}", dry.stderr);
    assert!(
        dry.stderr.contains("new: content/transcripts/talk.md"),
        "{}",
        dry.stderr
    );
    assert!(
        !site.path("content/transcripts").exists(),
        "a dry run writes nothing"
    );
    let run = import(&site, &file, &["--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr.contains("cues: 4 = 4 written + 0 reported"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("nobody was asked about 1 label: Q"),
        "{}",
        run.stderr
    );
    let words = text(&site, MADE);
    assert!(words.contains("Jane Roe: jane-roe"), "{words}");
    assert!(words.contains("When was that?"), "{words}");
    assert!(text(&site, "content/people/jane-roe.md").contains("title: Jane Roe"));
    site.build();
    assert!(
        site.page("transcripts/talk.html")
            .contains("The mill stood by the river.")
    );
}

#[test]
fn the_same_file_again_changes_nothing() {
    let site = site();
    let file = brought(&site, "talk.vtt", TALK);
    import(&site, &file, &["--yes"]);
    let before = tree(&site.path(""));
    for more in [&["--yes"][..], &["--yes", "--update"]] {
        let again = import(&site, &file, more);
        assert_eq!(again.code, 0, "{}", again.stderr);
        assert!(
            again.stderr.contains("imported before, and still the same"),
            "{}",
            again.stderr
        );
        assert_eq!(bytes(&tree(&site.path(""))), bytes(&before));
    }
}

#[test]
fn what_was_corrected_here_stays_when_the_file_is_brought_up_to_date() {
    let site = site();
    let file = brought(&site, "talk.vtt", TALK);
    import(&site, &file, &["--yes"]);
    let ours = text(&site, MADE).replace("by the river", "by the river Ouse");
    site.write(MADE, &ours);
    fs::write(&file, TALK.replace("of that year", "of 1947")).expect("a newer file");
    let asked = import(&site, &file, &["--yes"]);
    assert!(
        asked
            .stderr
            .contains("`--update` brings the archive up to date"),
        "{}",
        asked.stderr
    );
    assert_eq!(text(&site, MADE), ours);
    let run = import(&site, &file, &["--yes", "--update"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(text(&site, MADE), ours.replace("of that year", "of 1947"));
    // And what changed on both sides is told, and stays.
    let ours = text(&site, MADE).replace("of 1947", "of 1946");
    site.write(MADE, &ours);
    fs::write(&file, TALK.replace("of that year", "of 1948")).expect("a newer file");
    for _ in 0..2 {
        let run = import(&site, &file, &["--yes", "--update"]);
        assert_eq!(run.code, 1, "{}", run.stderr);
        assert!(
            run.stderr
                .contains("changed here and in the new file; it stays"),
            "{}",
            run.stderr
        );
        assert!(
            run.stderr.contains("of 1946") && run.stderr.contains("of 1948"),
            "{}",
            run.stderr
        );
        assert_eq!(text(&site, MADE), ours);
    }
}

#[test]
fn what_is_there_is_kept_unless_it_is_forced() {
    let site = site().file(MADE, "---\ntitle: Another\n---\nOther words.\n");
    let file = brought(&site, "talk.vtt", TALK);
    let run = import(&site, &file, &["--yes"]);
    assert!(
        run.stderr
            .contains("kept as it is: content/transcripts/talk.md"),
        "{}",
        run.stderr
    );
    assert!(text(&site, MADE).contains("Other words."));
    let forced = import(&site, &file, &["--yes", "--force"]);
    assert_eq!(forced.code, 0, "{}", forced.stderr);
    assert!(text(&site, MADE).contains("The mill stood"));
    let named = import(
        &site,
        &brought(&site, "talk2.vtt", TALK),
        &["--yes", "--id", "spoken"],
    );
    assert_eq!(named.code, 0, "{}", named.stderr);
    assert!(site.path("content/transcripts/spoken.md").exists());
    let outside = import(&site, &file, &["--yes", "--id", "../spoken"]);
    assert_eq!(outside.code, 2, "{}", outside.stderr);
    assert!(
        outside.stderr.contains("cannot be an id"),
        "{}",
        outside.stderr
    );
}

#[test]
fn persons_who_exist_are_found_and_never_merged_on_doubt() {
    let person = |name: &str| format!("---\ntitle: {name}\naliases: [Jane Roe]\n---\n");
    let one = site().file("content/people/roe.md", &person("J. Roe"));
    import(&one, &brought(&one, "talk.vtt", TALK), &["--yes"]);
    assert!(
        text(&one, MADE).contains("Jane Roe: roe"),
        "{}",
        text(&one, MADE)
    );
    assert!(!one.path("content/people/jane-roe.md").exists());
    let two = site()
        .file("content/people/roe.md", &person("J. Roe"))
        .file("content/people/jane.md", &person("Jane R."));
    let run = import(&two, &brought(&two, "talk.vtt", TALK), &["--yes"]);
    assert!(
        run.stderr.contains("nobody was asked about 2 labels"),
        "{}",
        run.stderr
    );
    assert!(
        text(&two, MADE).contains("Jane Roe:\n"),
        "{}",
        text(&two, MADE)
    );
}

#[test]
fn answers_are_kept_in_a_file_and_taken_from_it() {
    let site = site().file("labels.yaml", "Q: {name: A reporter, part: press}\n");
    let file = brought(&site, "talk.vtt", TALK);
    let map = site.path("labels.yaml");
    let map = map.to_str().expect("a path");
    let run = import(&site, &file, &["--yes", "--map", map]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let words = text(&site, MADE);
    assert!(
        words.contains("Q: {name: A reporter, part: press}"),
        "{words}"
    );
    let answers = text(&site, "labels.yaml");
    assert!(
        answers.contains("Jane Roe: jane-roe") && answers.contains("A reporter"),
        "{answers}"
    );
    site.write("labels.yaml", "Q: {prat: press}\n");
    let wrong = import(&site, &file, &["--yes", "--map", map]);
    assert_eq!(wrong.code, 2, "{}", wrong.stderr);
    assert!(wrong.stderr.contains("labels.yaml:1"), "{}", wrong.stderr);
}

#[test]
fn a_folder_goes_on_after_a_bad_file_and_every_file_is_told() {
    let site = site();
    let good = brought(&site, "a.vtt", TALK);
    brought(&site, "b.vtt", &TALK.replace("mill", "barn"));
    brought(&site, "c.pdf", "%PDF-1.7\n");
    brought(&site, "d.bin", "\u{1}\u{2}");
    let folder = good.parent().expect("a folder");
    let run = import(&site, folder, &["--yes"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("4 files: 2 brought, 0 as they were, 2 not"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("pdftotext -layout"), "{}", run.stderr);
    assert!(text(&site, "content/transcripts/b.md").contains("barn"));
    let as_json = import(&site, folder, &["--yes", "--format", "json"]);
    assert_eq!(as_json.stdout.lines().count(), 4, "{}", as_json.stdout);
    assert!(
        as_json.stdout.contains("\"standing\":\"as-before\""),
        "{}",
        as_json.stdout
    );
}

#[test]
fn keys_of_persons_whom_another_file_names_are_no_labels() {
    let site = site();
    let list = "<listPerson xmlns=\"http://www.tei-c.org/ns/1.0\" xml:lang=\"uk\">\
        <person xml:id=\"ПетроГасюк.1951\"><persName><forename>Петро</forename>\
        <surname>Гасюк</surname></persName></person></listPerson>";
    let text = "<TEI xmlns=\"http://www.tei-c.org/ns/1.0\" xml:lang=\"uk\"><teiHeader><fileDesc>\
        <titleStmt><title>Засідання</title></titleStmt></fileDesc></teiHeader><text><body>\
        <u who=\"#ПетроГасюк.1951\"><seg>Дякую.</seg></u><u who=\"#Nobody.1\"><seg>Прошу.</seg></u>\
        <u who=\"#ПетроГасюк.1951\"><seg>Так.</seg></u></body></text></TEI>";
    brought(&site, "persons.xml", list);
    brought(&site, "sitting.xml", text);
    let run = import(&site, &site.path("incoming"), &["--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        !run.stderr.contains("has no title"),
        "a list is no text: {}",
        run.stderr
    );
    let words = text_of(&site, "sitting");
    assert!(words.contains("\n  Петро Гасюк: petro-gasiuk\n"), "{words}");
    assert!(words.contains("\nПетро Гасюк: Дякую.\n"), "{words}");
    assert!(words.contains("\nNobody.1: Прошу.\n"), "{words}");
    assert_eq!(words.matches("\nПетро Гасюк: ").count(), 2, "{words}");
    site.build();
}

fn text_of(site: &Site, id: &str) -> String {
    text(site, &format!("content/transcripts/{id}.md"))
}

#[test]
fn of_many_files_it_is_said_how_much_was_left_out_and_how_to_be_told() {
    let site = site();
    let styled = TALK.replacen("\n\n", "\n\nSTYLE\n::cue {}\n\n", 1);
    for number in 0..21 {
        brought(&site, &format!("{number}.vtt"), &styled);
    }
    let folder = site.path("incoming");
    let run = import(&site, &folder, &["--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("21 things left out and 0 notes in 21 files: `--all` tells each"),
        "{}",
        run.stderr
    );
    let again = import(&site, &folder, &["--yes", "--dry-run", "--force", "--all"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    let each = again
        .stderr
        .matches("left out: 3: how cues look is not kept");
    assert_eq!(each.count(), 21, "{}", again.stderr);
}

/// Files of the fixtures that are broken on purpose.
fn is_broken(file: &str) -> bool {
    file == "text/columns.txt" || file.starts_with("w3c-web-annotation-samples/incorrect/")
}

#[test]
fn every_fixture_is_imported_and_the_archive_of_all_of_them_builds() {
    let site = site();
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/import");
    let run = import(&site, &folder, &["--yes", "--format", "json"]);
    let (mut brought, mut counted) = (0, 0);
    for line in run.stdout.lines() {
        let file: serde_json::Value = serde_json::from_str(line).expect("a line of JSON");
        let name = file["file"].as_str().expect("a name");
        match file["standing"].as_str().expect("a standing") {
            "brought" => brought += 1,
            "passed-by" => continue,
            "failed" => assert!(is_broken(name), "{line}"),
            other => panic!("{other}: {line}"),
        }
        for (unit, count) in file["counts"].as_object().expect("counts") {
            let number = |key: &str| count[key].as_u64().expect("a number");
            let accounted = number("written") + number("reported");
            assert_eq!(number("found"), accounted, "{name}: {unit}");
            counted += number("found");
        }
    }
    assert!(
        brought > 100 && counted > 4000,
        "{brought} files, {counted} units"
    );
    let checked = site.run(&["check", "--drafts"]);
    assert_eq!(checked.code, 0, "{}", checked.stderr);
    let before = files(&site);
    import(&site, &folder, &["--yes"]);
    assert!(files(&site) == before, "a second import changes nothing");
    let built = site.run(&["build", "--drafts"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
}

/// Annotations of the W3C's model, each on the words of a page.
fn notes_on(notes: &[(&str, &str, &str)]) -> String {
    let all = notes.iter().map(|(page, words, note)| {
        serde_json::json!({
            "@context": "http://www.w3.org/ns/anno.jsonld",
            "type": "Annotation",
            "body": {"type": "TextualBody", "value": note},
            "target": {"source": page, "selector": {"type": "TextQuoteSelector", "exact": words}},
        })
    });
    serde_json::Value::Array(all.collect()).to_string()
}

#[test]
fn notes_from_elsewhere_are_placed_on_what_the_same_import_brings() {
    let site = site();
    let notes = [
        ("https://a.example/", "The mill stood", "It burnt later."),
        ("https://a.example/", "Then the boats", "Nobody said so."),
    ];
    let notes = brought(&site, "a-notes.json", &notes_on(&notes));
    brought(&site, "talk.vtt", TALK);
    let folder = notes.parent().expect("a folder");
    let run = import(&site, folder, &["--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("annotations: 2 = 1 written + 1 reported"),
        "{}",
        run.stderr
    );
    let written = text(&site, "content/annotations/a-notes-json/talk.yaml");
    assert!(written.contains("quote: The mill stood"), "{written}");
    let before = files(&site);
    let again = import(&site, folder, &["--yes"]);
    assert_eq!(again.code, 0, "{}", again.stderr);
    assert!(files(&site) == before, "{}", again.stderr);
    // When the words are brought anew, notes are on these.
    brought(&site, "talk.vtt", &TALK.replace("river", "sea"));
    let notes = [("https://a.example/", "by the sea", "Anew.")];
    brought(&site, "a-notes.json", &notes_on(&notes));
    let anew = import(&site, folder, &["--yes", "--update"]);
    assert_eq!(anew.code, 0, "{}", anew.stderr);
    let written = text(&site, "content/annotations/a-notes-json/talk.yaml");
    assert!(written.contains("quote: by the sea"), "{written}");
}

#[test]
fn notes_on_a_page_that_became_several_transcripts_are_on_the_one_that_has_their_words() {
    let talk = |words: &str| {
        format!(
            "---\ntitle: T\ndate: 1931\nspeakers: {{}}\nsource: {{url: 'https://a.example/all'}}\n---\n{words}\n"
        )
    };
    let site = site()
        .file("content/transcripts/one.md", &talk("They came by boat."))
        .file("content/transcripts/two.md", &talk("They went by boat."));
    let all = "https://a.example/all#top";
    let notes = [
        (all, "They came", "Of one."),
        (all, "They went", "Of two."),
        (all, "by boat", "Of which?"),
    ];
    let notes = brought(&site, "notes.json", &notes_on(&notes));
    let run = import(&site, &notes, &["--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("several transcripts are at its address and have its words"),
        "{}",
        run.stderr
    );
    for (id, words) in [("one", "They came"), ("two", "They went")] {
        let path = format!("content/annotations/notes-json/{id}.yaml");
        let written = text(&site, &path);
        assert!(written.contains(&format!("quote: {words}\n")), "{written}");
        assert_eq!(written.matches("quote:").count(), 1, "{written}");
    }
}

#[test]
fn what_is_about_a_folder_is_passed_by_and_told_unless_it_is_named() {
    let site = site();
    let good = brought(&site, "a.vtt", TALK);
    let about = ["README.md", "LICENSE-CC0.txt", "COPYING"];
    let about = about.map(|name| brought(&site, name, "These files are about mills.\n"));
    brought(
        &site,
        "readings.txt",
        "Q: What did you read?\nA: The gauge.\n",
    );
    let folder = good.parent().expect("a folder");
    let run = import(&site, folder, &["--yes"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(
        run.stderr
            .contains("2 files: 2 brought, 0 as they were, 0 not"),
        "{}",
        run.stderr
    );
    assert_eq!(
        run.stderr.matches(": passed by").count(),
        3,
        "{}",
        run.stderr
    );
    assert!(site.path("content/transcripts/readings.md").exists());
    assert!(!site.path("content/transcripts/README.md").exists());
    let named = import(&site, &about[0], &["--yes"]);
    assert!(
        named.stderr.contains("1 file: 1 brought"),
        "{}",
        named.stderr
    );
}

#[test]
fn nothing_of_an_import_is_published_but_content() {
    let site = site();
    import(&site, &brought(&site, "talk.vtt", TALK), &["--yes"]);
    site.build();
    let records = fs::read_dir(site.path("imports")).expect("a folder");
    assert_eq!(records.count(), 1);
    let published = tree(&site.path("public"));
    assert!(
        !published.keys().any(|path| path.contains("import")),
        "{published:?}"
    );
}

#[test]
fn another_id_is_remembered_so_that_the_file_is_not_brought_twice() {
    let site = site();
    let file = brought(&site, "talk.vtt", TALK);
    import(&site, &file, &["--yes"]);
    let renamed = site.run(&["rename", "transcript", "talk", "speech"]);
    assert_eq!(renamed.code, 0, "{}", renamed.stderr);
    let renamed = site.run(&["rename", "person", "jane-roe", "jane"]);
    assert_eq!(renamed.code, 0, "{}", renamed.stderr);
    let again = import(&site, &file, &["--yes"]);
    assert!(
        again.stderr.contains("imported before, and still the same"),
        "{}",
        again.stderr
    );
    fs::write(&file, TALK.replace("of that year", "of 1947")).expect("a newer file");
    let run = import(&site, &file, &["--yes", "--update"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(!site.path(MADE).exists());
    let words = text(&site, "content/transcripts/speech.md");
    assert!(
        words.contains("of 1947") && words.contains("Jane Roe: jane\n"),
        "{words}"
    );
    assert!(!site.path("content/people/jane-roe.md").exists());
}

#[cfg(unix)]
mod on_a_terminal;

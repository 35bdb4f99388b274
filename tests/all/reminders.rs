//! What a run reminds of: pages that go away, folders that nothing reads.

use crate::testsuite::Site;

const NEW: &str = "content/topics/grinding.md";

#[test]
fn a_renamed_entry_reminds_of_the_line_that_leads_on() {
    for urls in ["files", "directories"] {
        let site = Site::small().file("postil.yaml", &format!("urls: {urls}\n"));
        site.build();
        site.remove("content/topics/milling.md");
        site.write(NEW, "---\ntitle: Grinding\n---\n");
        let run = site.build();
        let route = match urls {
            "files" => "topics/milling.html",
            _ => "topics/milling/index.html",
        };
        let line = "redirect_from: [topics/milling]";
        assert!(
            run.stderr.contains(&format!("note: {route} is gone"))
                && run
                    .stderr
                    .contains(&format!("if {NEW} is in its place, write there `{line}`")),
            "{}",
            run.stderr
        );
        // The line works, and nobody is reminded any more.
        site.write(NEW, &format!("---\ntitle: Grinding\n{line}\n---\n"));
        let run = site.build();
        assert!(!run.stderr.contains("gone"), "{}", run.stderr);
        assert!(site.page(route).contains("grinding"));
    }
}

#[test]
fn a_transcript_in_a_txt_file_is_reminded_of_with_its_sidecar() {
    let site = Site::small()
        .file("content/transcripts/talk.txt", "The mill was closed.\n")
        .file(
            "content/transcripts/talk.yaml",
            "title: A talk\nspeakers: {}\n",
        );
    site.build();
    for ending in ["txt", "yaml"] {
        std::fs::rename(
            site.path(&format!("content/transcripts/talk.{ending}")),
            site.path(&format!("content/transcripts/speech.{ending}")),
        )
        .expect("renamed");
    }
    let run = site.build();
    assert!(
        run.stderr
            .contains("if content/transcripts/speech.yaml is in its place"),
        "{}",
        run.stderr
    );
}

#[test]
fn what_goes_without_a_successor_is_told_and_drafts_and_lists_are_not() {
    let site = Site::small()
        .file("content/pages/about.md", "---\ntitle: About\n---\nWords.\n")
        .file("content/topics/grain.md", "---\ntitle: Grain\n---\n");
    site.build();
    site.remove("content/pages/about.md");
    site.write(
        "content/topics/grain.md",
        "---\ntitle: Grain\ndraft: true\n---\n",
    );
    site.remove("content/topics/milling.md");
    let run = site.build();
    let notes: Vec<&str> = run
        .stderr
        .lines()
        .filter(|l| l.contains(" is gone"))
        .collect();
    assert_eq!(notes.len(), 2, "{}", run.stderr);
    assert!(notes[0].contains("about.html") && notes[0].contains("`redirect_from: [about]`"));
    assert!(notes[1].contains("topics/milling.html"));
}

#[test]
fn a_change_of_layout_reminds_shortly_and_with_the_address_as_it_was() {
    let site = Site::small();
    for n in 0..9 {
        site.write(
            &format!("content/topics/t{n}.md"),
            "---\ntitle: One of many\n---\n",
        );
    }
    site.build();
    site.write("postil.yaml", "urls: directories\n");
    let run = site.build();
    assert!(
        run.stderr
            .contains("`redirect_from: [people/jane-roe.html]`"),
        "{}",
        run.stderr
    );
    assert!(run.stderr.contains("more pages"), "{}", run.stderr);
}

#[test]
fn folders_that_nothing_reads_are_told() {
    let site = Site::small()
        .file("assets/mill.txt", "The mill.")
        .file("topics/stray.md", "---\ntitle: Stray\n---\n")
        .file("template/topic.html", "<p>")
        .file("pages/notes.txt", "no page")
        .file("docs/readme.md", "of the editors' own");
    let run = site.run(&["check"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (folder, help) in [
        ("assets", "content/assets/"),
        ("topics", "content/topics/"),
        ("template", "templates/"),
    ] {
        let told = format!("the folder `{folder}/` is not read");
        assert!(
            run.stderr.contains(&told) && run.stderr.contains(help),
            "{}",
            run.stderr
        );
    }
    assert_eq!(
        run.stderr.matches("is not read").count(),
        3,
        "{}",
        run.stderr
    );
}

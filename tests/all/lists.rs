//! Long lists: nothing is cut, every count is true, and the address of a part stays or leads on.

use crate::testsuite::{
    Site,
    html::{attributes, check_links, texts},
    tree,
};

/// Twelve sittings of two years, all in the chair's hand, each with an annotated passage.
fn sittings(page_size: usize) -> Site {
    let mut site = Site::empty()
        .file(
            "postil.yaml",
            &format!("title: Sittings\npage_size: {page_size}\n"),
        )
        .file("content/people/chair.md", "---\ntitle: Ada Marsh\n---\n")
        .file("content/topics/mills.md", "---\ntitle: Mills\n---\n")
        .file("content/topics/looms.md", "---\ntitle: Looms\n---\n");
    for i in 0..12 {
        site = site.file(&format!("content/transcripts/s{i:02}.md"), &sitting(i));
        site = site.file(
            &format!("content/annotations/s{i:02}.yaml"),
            "annotations:\n  - {quote: grind, topics: mills, note: \"See [[looms]].\"}\n",
        );
    }
    site
}

fn sitting(i: usize) -> String {
    let (year, month) = (1930 + i % 2, 1 + i / 4);
    format!(
        "---\ntitle: Sitting {i}\ndate: {year}-{month:02}-{:02}\nspeakers: {{Chair: chair, Clerk: {{name: A clerk}}}}\n---\nChair: The mills grind. We hear of looms, and looms.\n\nClerk: Ada Marsh has said so.\n",
        1 + i
    )
}

/// Follows the parts of a list down from a page; gives the titles that `css` finds on all of them, and checks that counts agree.
fn gathered(site: &Site, page: &str, label: &str, css: &str) -> Vec<String> {
    let html = site.page(page);
    let mut all = texts(&html, css);
    let nav = format!("nav.parts[aria-label=\"{label}\"] > ul:last-of-type");
    let up = "../".repeat(page.matches('/').count());
    let counts: Vec<usize> = texts(&html, &format!("{nav} .n"))
        .iter()
        .map(|n| n.parse().expect("a number"))
        .collect();
    let current = attributes(&html, &format!("{nav} a[aria-current]"), "href");
    let links = attributes(&html, &format!("{nav} a"), "href");
    if !current.is_empty() {
        return all;
    }
    for (link, count) in links.iter().zip(counts) {
        let to = link
            .strip_prefix(&up)
            .expect("a link from the root")
            .to_owned();
        let inside = gathered(site, &to, label, css);
        assert_eq!(inside.len(), count, "{to} of {page}");
        all.extend(inside);
    }
    all
}

fn count(site: &Site, page: &str, css: &str) -> String {
    texts(&site.page(page), css).concat()
}

#[test]
fn every_list_of_an_entry_is_whole_over_its_parts() {
    let site = sittings(5);
    site.build();
    let spoken = gathered(
        &site,
        "people/chair.html",
        "Parts of the list of transcripts with this speaker",
        "#spoken .card h4",
    );
    assert_eq!(spoken.len(), 12);
    assert_eq!(count(&site, "people/chair.html", "#spoken h3 .n"), "12");
    let said = gathered(
        &site,
        "people/chair.html",
        "Own words by date",
        "#said .passage",
    );
    assert_eq!(said.len(), 12);
    assert_eq!(
        count(&site, "people/chair.html", "#said h2 .n"),
        "12 paragraphs in 12 transcripts"
    );
    assert_eq!(
        count(&site, "people/chair.html", "#passages h2 .n"),
        "0 notes"
    );
    assert!(
        attributes(
            &site.page("people/chair.html"),
            "#passages nav.parts a",
            "href"
        )
        .is_empty()
    );
    let mentions = gathered(
        &site,
        "people/chair.html",
        "Mentions by date",
        "#mentions .mention li > a",
    );
    assert_eq!(mentions.len(), 12);
    let links = gathered(
        &site,
        "topics/looms.html",
        "Parts of what links here",
        ".backlinks > ul > li",
    );
    assert_eq!(links.len(), 12);
    assert_eq!(count(&site, "topics/looms.html", ".backlinks h2 .n"), "12");
    check_links(&site);
}

#[test]
fn a_sentence_with_a_name_twice_is_listed_once() {
    let site = sittings(0);
    site.build();
    assert_eq!(
        texts(&site.page("topics/looms.html"), "#mentions li").len(),
        12
    );
    assert_eq!(count(&site, "topics/looms.html", "#mentions h2 .n"), "12");
}

#[test]
fn the_address_of_a_part_says_nothing_of_how_many_there_are() {
    let site = sittings(5);
    site.build();
    let before: Vec<String> = tree(&site.path("public/topics/mills"))
        .into_keys()
        .collect();
    assert!(
        before.contains(&"1930.html".to_owned()) && before.contains(&"1930-01.html".to_owned()),
        "{before:?}"
    );
    for i in 12..30 {
        site.write(
            &format!("content/transcripts/s{i:02}.md"),
            &sitting(i % 12).replace("Sitting", "Further sitting"),
        );
        site.write(
            &format!("content/annotations/s{i:02}.yaml"),
            "annotations:\n  - {quote: grind, topics: mills}\n",
        );
    }
    site.build();
    for part in &before {
        assert!(
            site.page(&format!("topics/mills/{part}"))
                .contains("<article"),
            "{part}"
        );
    }
    check_links(&site);
}

#[test]
fn a_list_that_became_short_keeps_its_parts() {
    let site = sittings(5);
    site.build();
    let parts: Vec<String> = tree(&site.path("public/topics/mills"))
        .into_keys()
        .collect();
    for i in 2..10 {
        site.remove(&format!("content/transcripts/s{i:02}.md"));
        site.remove(&format!("content/annotations/s{i:02}.yaml"));
    }
    site.build();
    let now = site.page("topics/mills.html");
    assert!(
        attributes(&now, "#passages nav.parts a", "href").len() == 2,
        "four passages of two years"
    );
    for part in &parts {
        assert!(site.has(&format!("topics/mills/{part}")), "{part}");
    }
    check_links(&site);
    let again = site.output();
    site.build();
    assert_eq!(
        crate::testsuite::bytes(&again),
        crate::testsuite::bytes(&site.output())
    );
    // The record alone remembers: the cache decides nothing.
    std::fs::remove_dir_all(site.path(".postil")).expect("a cache");
    site.build();
    assert_eq!(
        crate::testsuite::bytes(&again),
        crate::testsuite::bytes(&site.output())
    );
}

#[test]
fn a_part_that_is_empty_now_leads_to_what_it_lay_in() {
    let site = sittings(5);
    site.build();
    assert!(site.has("topics/mills/1930-02.html") && site.has("topics/mills/1931-02.html"));
    for i in (4..8)
        .filter(|i| i % 2 == 0)
        .chain((0..12).filter(|i| i % 2 == 1))
    {
        site.remove(&format!("content/transcripts/s{i:02}.md"));
        site.remove(&format!("content/annotations/s{i:02}.yaml"));
    }
    site.build();
    let leads = |page: &str| attributes(&site.page(page), "main a", "href").concat();
    assert_eq!(
        leads("topics/mills/1930-02.html"),
        "../../topics/mills/1930.html"
    );
    assert_eq!(
        leads("topics/mills/1931-02.html"),
        "../../topics/mills.html"
    );
    assert_eq!(
        leads("people/chair/spoken/1931.html"),
        "../../../people/chair.html"
    );
    check_links(&site);
    site.write("postil.yaml", "title: Sittings\npage_size: 0\n");
    site.build();
    assert_eq!(leads("topics/mills/1930.html"), "../../topics/mills.html");
    check_links(&site);
}

#[test]
fn the_parts_of_a_renamed_entry_lead_to_those_of_its_new_name() {
    let site = sittings(5);
    site.build();
    site.remove("content/topics/mills.md");
    site.write(
        "content/topics/water-mills.md",
        "---\ntitle: Water mills\nredirect_from: [topics/mills]\n---\n",
    );
    for i in 0..12 {
        site.write(
            &format!("content/annotations/s{i:02}.yaml"),
            "annotations:\n  - {quote: grind, topics: water-mills}\n",
        );
    }
    site.build();
    let leads = |page: &str| attributes(&site.page(page), "main a", "href").concat();
    assert_eq!(leads("topics/mills.html"), "../topics/water-mills.html");
    assert_eq!(
        leads("topics/mills/1930.html"),
        "../../topics/water-mills/1930.html"
    );
    check_links(&site);
}

#[test]
fn what_occurs_together_is_folded_or_led_to_and_never_cut() {
    let many = |page_size: usize| {
        let mut site = Site::small().file("postil.yaml", &format!("page_size: {page_size}\n"));
        let ids: Vec<String> = (0..14).map(|i| format!("t{i}")).collect();
        for id in &ids {
            site = site.file(
                &format!("content/topics/{id}.md"),
                &format!("---\ntitle: Thing {id}\n---\n"),
            );
        }
        let notes = format!(
            "annotations:\n  - {{quote: at the mill, topics: [milling, {}]}}\n",
            ids.join(", ")
        );
        site = site.file("content/annotations/hearing.yaml", &notes);
        site.build();
        check_links(&site);
        site
    };
    let whole = many(500).page("topics/milling.html");
    assert_eq!(texts(&whole, ".together dd a").len(), 14);
    assert_eq!(texts(&whole, ".together summary"), ["and 4 more"]);
    let site = many(12);
    let first = site.page("topics/milling.html");
    assert_eq!(
        texts(&first, ".together dd a").last().map(String::as_str),
        Some("all 14")
    );
    let to = attributes(&first, ".together dd a", "href")
        .pop()
        .expect("a link");
    assert!(site.has(&to.replace("../", "")), "{to}");
}

#[test]
fn people_are_listed_in_the_order_of_the_language() {
    let mut site = Site::empty().file("postil.yaml", "title: Namn\nlanguage: sv\npage_size: 3\n");
    for (id, title) in [
        ("a", "Åberg"),
        ("b", "Zorn"),
        ("c", "Öberg"),
        ("d", "Berg 10"),
        ("e", "Berg 9"),
    ] {
        site = site.file(
            &format!("content/people/{id}.md"),
            &format!("---\ntitle: {title}\n---\n"),
        );
    }
    site.build();
    let letters = texts(&site.page("people/index.html"), "nav.parts a");
    assert_eq!(letters, ["B", "Z", "Å", "Ö"]);
    assert_eq!(
        texts(&site.page("people/index/b.html"), ".register tbody a"),
        ["Berg 9", "Berg 10"]
    );
    assert!(site.has("people/index/å.html"));
    check_links(&site);
    site.write("postil.yaml", "title: Names\nlanguage: en\n");
    site.build();
    let leads = attributes(&site.page("people/index/å.html"), "main a", "href").concat();
    assert_eq!(leads, "../../people/index.html");
}

#[test]
fn the_record_alone_is_memory_enough() {
    let site = sittings(5);
    site.build();
    let record = std::fs::read(site.path("public/.postil-record")).expect("a record");
    let before = site.output();
    std::fs::remove_dir_all(site.path("public")).expect("a folder");
    std::fs::remove_dir_all(site.path(".postil")).expect("a cache");
    site.write_bytes("public/.postil-record", &record);
    site.write("postil.yaml", "title: Sittings\npage_size: 50\n");
    site.build();
    let after = site.output();
    assert!(
        before.keys().eq(after.keys()),
        "as many pages under the same names"
    );
    std::fs::remove_dir_all(site.path("public")).expect("a folder");
    site.build();
    assert!(
        !site.has("topics/mills"),
        "an empty folder remembers nothing"
    );
}

#[test]
fn a_citation_names_an_author_only_if_it_is_one() {
    let talk = |header: &str| {
        let text = format!(
            "---\ntitle: A day\n{header}\nspeakers: {{Ada: ada, Ben: ben, Q: {{name: Reporter, part: press}}}}\n---\nAda: We begin.\n\nQ: How?\n\nBen: So.\n"
        );
        let site = Site::empty()
            .file("postil.yaml", "title: Archive\n")
            .file(
                "content/people/ada.md",
                "---\ntitle: Ada Marsh\nsort: Marsh, Ada\n---\n",
            )
            .file("content/people/ben.md", "---\ntitle: Ben Stone\n---\n")
            .file("content/transcripts/day.md", &text);
        site.build();
        let page = site.page("transcripts/day.html");
        let cite = texts(&page, ".cite p").remove(0);
        let creators = attributes(&page, "meta[name=\"dcterms.creator\"]", "content");
        (cite, creators)
    };
    let (cite, creators) = talk("form: debate");
    assert!(
        cite.starts_with("“A day”, transcript, Archive, ¶"),
        "{cite}"
    );
    assert!(creators.is_empty());
    let (cite, creators) = talk("cite_author: [ada, The Clerk]");
    assert!(cite.starts_with("Ada Marsh, The Clerk, “A day”"), "{cite}");
    assert_eq!(creators, ["Marsh, Ada", "The Clerk"]);
    let (cite, _) = talk("cite_as: \"Marsh and Stone, A Day (Leiden, 1931), vol. 2.\"");
    assert_eq!(cite, "Marsh and Stone, A Day (Leiden, 1931), vol. 2.");
}

#[test]
fn names_that_say_little_are_told_and_folded_unless_asked_for() {
    let text = format!(
        "---\ntitle: All day\nspeakers: {{}}\n---\n{}",
        "We were milling. K was there.\n\n".repeat(100)
    );
    let site = Site::small()
        .file(
            "content/people/kay.md",
            "---\ntitle: Kay Lamb\naliases: [K]\n---\n",
        )
        .file("content/transcripts/all-day.md", &text);
    let run = site.build();
    assert!(
        run.stderr.contains("the name `K` has one character"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr
            .contains("names of `Milling` occur in 100 sentences"),
        "{}",
        run.stderr
    );
    let page = site.page("topics/milling.html");
    assert_eq!(texts(&page, ".mentions h2 .n"), ["100"]);
    assert_eq!(texts(&page, "details.mentions:not([open]) li").len(), 100);
    assert!(texts(&site.page("people/kay.html"), ".mentions").is_empty());

    site.write(
        "content/people/kay.md",
        "---\ntitle: Kay Lamb\naliases: [K]\nmentions: true\n---\n",
    );
    site.write(
        "content/topics/milling.md",
        "---\ntitle: Milling\nmentions: [Milling]\n---\n",
    );
    let run = site.build();
    assert!(!run.stderr.contains("warning"), "{}", run.stderr);
    assert_eq!(
        texts(&site.page("people/kay.html"), ".mentions h2 .n"),
        ["100"]
    );

    site.write(
        "content/topics/milling.md",
        "---\ntitle: Milling\nmentions: [Miling]\n---\n",
    );
    let run = site.run(&["check"]);
    assert_eq!(run.code, 1);
    assert!(
        run.stderr
            .contains("`Miling` is neither the title nor an alias"),
        "{}",
        run.stderr
    );
    assert!(
        run.stderr.contains("did you mean `Milling`?"),
        "{}",
        run.stderr
    );
}

#[test]
fn a_part_is_made_anew_only_if_it_shows_something_else() {
    use postil::pipeline;
    let site = sittings(5);
    let options = pipeline::Options {
        explain: true,
        ..site.options()
    };
    pipeline::build(&options, &|_| {}).expect("the machine is fine");
    site.write(
        "content/transcripts/s12.md",
        &sitting(0).replace("Sitting 0", "Sitting 12"),
    );
    site.write(
        "content/annotations/s12.yaml",
        "annotations:\n  - {quote: grind, topics: mills}\n",
    );
    let outcome = pipeline::build(&options, &|_| {}).expect("the machine is fine");
    let made: Vec<&str> = outcome
        .reasons
        .iter()
        .map(|(route, _)| route.as_str())
        .collect();
    for page in [
        "topics/mills.html",
        "topics/mills/1930-01.html",
        "topics/mills/1931.html",
    ] {
        assert!(
            made.contains(&page),
            "{page} shows a number that is another: {made:?}"
        );
    }
    assert!(!made.contains(&"topics/looms/links/1930.html"), "{made:?}");
    let cold = pipeline::Options {
        output: site.path("cold"),
        cache: false,
        ..site.options()
    };
    pipeline::build(&cold, &|_| {}).expect("the machine is fine");
    assert_eq!(
        crate::testsuite::bytes(&site.output()),
        crate::testsuite::bytes(&tree(&cold.output))
    );
}

#[test]
fn pages_of_every_kind_split_what_links_to_them_in_either_layout() {
    for (layout, end) in [("files", ".html"), ("directories", "/index.html")] {
        let settings = |size: usize| format!("title: Links\npage_size: {size}\nurls: {layout}\n");
        let mut site = Site::small()
            .file("postil.yaml", &settings(4))
            .file("content/pages/about.md", "---\ntitle: About\n---\nUs.\n")
            .file("content/places/mill.md", "---\ntitle: The mill\n---\n");
        for (i, title) in ["Abel", "Adam", "Bo", "Cy", "Dan", "Eve"]
            .into_iter()
            .enumerate()
        {
            let entry = format!(
                "---\ntitle: {title}\n---\nSee [[hearing]], [[hearing]] and [[page:about]].\n"
            );
            site = site.file(&format!("content/people/x{i}.md"), &entry);
            let talk = format!(
                "---\ntitle: Talk {i}\ndate: 1931-05-0{}\nplace: mill\nspeakers: {{}}\n---\nWords.\n",
                i + 1
            );
            site = site.file(&format!("content/transcripts/t{i}.md"), &talk);
        }
        site.build();
        check_links(&site);
        for name in ["transcripts/hearing", "about"] {
            let page = site.page(&format!("{name}{end}"));
            assert_eq!(texts(&page, ".backlinks h2 .n"), ["6"], "{name} {layout}");
            assert_eq!(
                attributes(&page, ".backlinks nav.parts a", "href").len(),
                1,
                "{name} {layout}"
            );
            let letters = site.page(&format!("{name}/links/pages{end}"));
            assert_eq!(
                texts(&letters, "nav.parts ul + ul a"),
                ["Pages, A", "Pages, B", "Pages, C", "Pages, D", "Pages, E"]
            );
            let a = site.page(&format!("{name}/links/pages-a{end}"));
            assert_eq!(texts(&a, ".backlinks > ul > li > a"), ["Abel", "Adam"]);
        }
        let mill = site.page(&format!("places/mill{end}"));
        assert_eq!(texts(&mill, "#transcripts h2 .n"), ["6"]);
        assert!(
            site.has(&format!("places/mill/transcripts/1931-05-03{end}")),
            "{layout}"
        );
        assert!(site.has(&format!("timeline/1931-05-04{end}")), "{layout}");
        site.write("postil.yaml", &settings(400));
        site.remove("content/people/x0.md");
        site.remove("content/people/x1.md");
        site.build();
        check_links(&site);
        assert!(
            site.has(&format!("about/links/pages-b{end}")),
            "kept, {layout}"
        );
        let led = site.page(&format!("about/links/pages-a{end}"));
        assert!(
            attributes(&led, "main a", "href")
                .concat()
                .contains("about/links/pages"),
            "{led}"
        );
    }
}

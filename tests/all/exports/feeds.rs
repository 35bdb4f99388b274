//! Feeds of topics, events and people.

use super::rich;

#[test]
fn each_has_what_has_to_do_with_it_the_newest_first() {
    let site = rich(&["feeds"]);
    site.build();
    let person = site.page("people/jane-roe.feed.xml");
    for words in [
        "<id>https://mills.example/people/jane-roe.feed.xml</id>",
        "<title>Jane Roe</title>",
        "<link rel=\"self\" type=\"application/atom+xml\" href=\"https://mills.example/people/jane-roe.feed.xml\"/>",
        "<link rel=\"alternate\" type=\"text/html\" href=\"https://mills.example/people/jane-roe.html\"/>",
        "<rights>http://rightsstatements.org/vocab/InC/1.0/</rights>",
        "<summary>It speaks of a death.</summary>",
    ] {
        assert!(person.contains(words), "{words}\n{person}");
    }
    // A note that names her was written later than the talk, and the hearing has none that does.
    assert!(
        person.contains("<updated>2021-01-01T00:00:00Z</updated>"),
        "{person}"
    );
    let talk = person.find("transcripts/talk.html").expect("there");
    let hearing = person.find("transcripts/hearing.html").expect("there");
    assert!(talk < hearing, "{person}");
    let topic = site.page("topics/fires.feed.xml");
    assert_eq!(topic.matches("<entry>").count(), 1);
    assert!(
        topic.contains("<updated>2020-02-03T00:00:00Z</updated>"),
        "{topic}"
    );
    let page = site.page("topics/fires.html");
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\"";
    assert!(
        page.contains(&format!("{link} href=\"../topics/fires.feed.xml\">")),
        "{page}"
    );
    // Nobody speaks of places here, and a topic without a passage has nothing to follow.
    assert!(!site.has("places/the-mill.feed.xml"));
    site.write("content/topics/empty.md", "---\ntitle: Empty\n---\n");
    site.build();
    assert!(!site.has("topics/empty.feed.xml"));
}

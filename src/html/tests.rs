use super::*;

fn all(html: &str) -> Vec<String> {
    let mut list = Vec::new();
    look(html.as_bytes(), &mut |found| {
        list.push(match found {
            Found::Id(id) => format!("#{id}"),
            Found::Link(address) => format!("to {address}"),
            Found::Fetch(address) => format!("get {address}"),
            Found::Base => "base".to_owned(),
        });
    });
    list
}

#[test]
fn ids_links_and_requests_are_found_as_a_browser_finds_them() {
    for (html, found) in [
        ("<p id=p1>x <A HREF='a.html'>", &["#p1", "to a.html"][..]),
        (
            "<a class=\"x\" href = \" a&amp;b&#x2F;c#d \">",
            &["to a&b/c#d"],
        ),
        (
            "<img alt='>' src=a.png srcset='b.png 1x, c.png 2x'>",
            &["get a.png", "get b.png", "get c.png"],
        ),
        (
            "<link rel='alternate stylesheet' href=a.css><link rel=canonical href=b>",
            &["get a.css", "to b"],
        ),
        (
            "<link href=//fonts.example.org rel=preconnect>",
            &["get //fonts.example.org"],
        ),
        ("<!-- <a href=x> --><!doctype html><a href=y>", &["to y"]),
        (
            "<script src=a.js>if (a<b) '<a href=x>'</script><a href=y>",
            &["get a.js", "to y"],
        ),
        (
            "<style>@import 'a.css'; b { background: url( \"c.png\" ) }</style>",
            &["get c.png", "get a.css"],
        ),
        ("<p style=\"background:url(a.png)\">", &["get a.png"]),
        (
            "<iframe src='https://e.org'></iframe><object data=a.pdf></object>",
            &["get https://e.org", "get a.pdf"],
        ),
        (
            "<svg><use xlink:href=#i></svg><video poster=a.jpg>",
            &["get #i", "get a.jpg"],
        ),
        ("<base href=/><textarea><a href=x></textarea>", &["base"]),
        ("a < b <a href=\"unclosed", &["to unclosed"]),
        ("<a name=old href=x><meta name=y>", &["#old", "to x"]),
        ("< a href=x></a href=y><p data-id=z title='id=\"q\"'>", &[]),
    ] {
        assert_eq!(all(html), found, "{html}");
    }
}

proptest::proptest! {
    #[test]
    fn nothing_panics(html in "(<(a|p|link|style|script|!--)?| |href=|src=|id=|style=|\"|'|>|/|é|&(amp|#x2F|#);?|url\\(|@import|</|-->|x){0,40}") {
        all(&html);
    }
}

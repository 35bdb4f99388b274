use super::*;

mod found;
mod properties;
mod slips;

/// Knows `syria` and its like; refuses nothing that is safe.
pub(super) struct Fixture;

impl Linker for Fixture {
    fn wiki(&self, target: &str) -> Target {
        match target {
            "unknown" => Target::Unknown,
            _ => Target::Page {
                href: format!("../topics/{target}.html"),
                title: format!("The <{target}>"),
                kind: "topic".to_owned(),
                language: (target == "damascus").then(|| ("ar".to_owned(), "rtl")),
            },
        }
    }

    fn address(&self, address: &str) -> Option<String> {
        Some(address.to_owned())
    }

    fn table_label(&self) -> String {
        "Table".to_owned()
    }

    fn back_label(&self, number: &str) -> String {
        format!("Back to reference {number}")
    }
}

fn html(markdown: &str) -> String {
    render(markdown, &Style::default(), &Fixture).html
}

fn inline(markdown: &str) -> String {
    let style = Style {
        inline: true,
        ..Style::default()
    };
    render(markdown, &style, &Fixture).html
}

#[test]
fn wiki_links_show_their_words_or_the_title() {
    assert_eq!(
        html("[[syria]] *and* [[ a | nice **words** ]], [[b|]]"),
        "<p><a href=\"../topics/syria.html\" class=\"link-topic\">The &lt;syria&gt;</a> \
         <em>and</em> <a href=\"../topics/a.html\" class=\"link-topic\">nice \
         <strong>words</strong></a>, <a href=\"../topics/b.html\" class=\"link-topic\">The &lt;b&gt;</a></p>\n"
    );
}

#[test]
fn wiki_links_to_nothing_are_words() {
    assert_eq!(html("[[unknown]] *a*"), "<p>unknown <em>a</em></p>\n");
    assert_eq!(
        html("[[unknown|its *words*]]"),
        "<p>its <em>words</em></p>\n"
    );
}

#[test]
fn an_image_inside_half_a_wiki_link_stands_where_its_sign_does() {
    let text = "See [[mill \"title\").r\n![worxs](fix\\|x]]les/map.png) <h | [VVSVVVVVVVd]] [words][noneeed \"]t";
    let images = links(text)
        .into_iter()
        .filter(|link| link.kind == LinkSyntax::Image);
    let images: Vec<&str> = images.map(|link| &text[link.range]).collect();
    assert_eq!(images, ["![worxs](fix\\|x]]les/map.png)"]);
}

#[test]
fn code_holds_no_links() {
    assert_eq!(html("`[[syria]]`"), "<p><code>[[syria]]</code></p>\n");
    assert!(!html("    [[syria]]\n\n```\n[[syria]] <x>\n```").contains("<a"));
    assert!(links("`[[a]]`\n\n    [[b]]\n\n```\n[[c]]\n```\n").is_empty());
}

#[test]
fn raw_html_is_text_by_default() {
    assert_eq!(
        html("a <b onclick=x>b</b>\n\n<script>alert(1)</script>\n\n<div\nid=main>\n*x*\n</div>"),
        "<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n\
         <p>&lt;div\nid=main&gt;\n*x*\n&lt;/div&gt;</p>\n"
    );
}

#[test]
fn an_address_that_a_browser_would_run_is_words() {
    let bad = [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](java&#10;script&colon;alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](&amp;#106;avascript:alert(1))",
        "[x](&#1;javascript:alert(1))",
        "[x](vbscript:x)",
        "[x](data:text/html;base64,AAAA)",
        "[x][y]\n\n[y]: javascript:alert(1)",
        "[x][]\n\n[x]: <data:text/html,x>",
        "![x](data:image/svg+xml,x)",
        "![x](javascript:x)",
        "[![x](javascript:x)](javascript:y)",
    ];
    for markdown in bad {
        assert_eq!(html(markdown), "<p>x</p>\n", "{markdown}");
    }
    assert_eq!(
        html("<javascript:alert(1)>"),
        "<p>javascript:alert(1)</p>\n"
    );
}

#[test]
fn a_title_in_another_language_says_so_and_words_of_the_link_do_not() {
    assert_eq!(
        html("[[damascus]] [[damascus|there]]"),
        "<p><a href=\"../topics/damascus.html\" class=\"link-topic\" lang=\"ar\" dir=\"rtl\">The &lt;damascus&gt;</a> \
         <a href=\"../topics/damascus.html\" class=\"link-topic\">there</a></p>\n"
    );
}

#[test]
fn a_linker_that_answers_with_a_script_is_not_believed() {
    struct Evil;
    impl Linker for Evil {
        fn wiki(&self, _: &str) -> Target {
            Target::Page {
                href: "javascript:x".to_owned(),
                title: "\"<t>".to_owned(),
                kind: "\"><script>".to_owned(),
                language: Some(("\">".to_owned(), "rtl")),
            }
        }
        fn address(&self, _: &str) -> Option<String> {
            Some("JAVASCRIPT:x".to_owned())
        }
        fn table_label(&self) -> String {
            "\"<t>".to_owned()
        }
        fn back_label(&self, _: &str) -> String {
            "\"<t>".to_owned()
        }
    }
    let markdown = "[[a]] [b](c) ![d](e) <https://f>";
    assert_eq!(
        render(markdown, &Style::default(), &Evil).html,
        "<p>\"&lt;t&gt; b d https://f</p>\n"
    );
    if cfg!(feature = "sanitize") {
        let style = Style {
            raw_html: true,
            ..Style::default()
        };
        assert_eq!(
            render("<a href=b>c</a> <img src=d>", &style, &Evil).html,
            "<p><a>c</a> <img></p>\n"
        );
    }
}

#[test]
fn a_link_in_a_link_is_words() {
    let found = html("[[a|see <https://x.org> *b*]]");
    assert!(
        found.ends_with(">see https://x.org <em>b</em></a></p>\n"),
        "{found}"
    );
    assert_eq!(found.matches("<a").count(), 1);
}

#[test]
fn whatever_may_mean_something_goes_to_the_parser() {
    for markdown in [
        "a  \nb", "a \nb", " a", "a\n b", "# a", "a\n---", "a\n===", "- a", "+ a", "1. a", "> a",
        "~~~", "a ~~b~~", "`a`", "*a*", "_a_", "[a]", "<a>", "&amp;", "a\\", "|a|", "a\r\nb",
        "a\tb", "a\0", "\u{7f}", ": a", "a\n: b",
    ] {
        assert_eq!(fast::render(markdown), None, "{markdown:?}");
    }
    assert!(fast::render("(He said: “a > b”; 4.5 - 3!)\nAnd (so).\n\n\nÜber.").is_some());
}

#[test]
fn links_out_of_the_site_say_so() {
    assert_eq!(
        html("[x](<https://x.org/?a=1&b='%20 \"\\\\> \"T\\\"\")"),
        "<p><a href=\"https://x.org/?a=1&amp;b=&#39;%20%20%22%5C\" class=\"external\" rel=\"external\" \
         title=\"T&quot;\">x</a></p>\n"
    );
    assert_eq!(
        html("[x](assets/a.pdf)"),
        "<p><a href=\"assets/a.pdf\">x</a></p>\n"
    );
    assert_eq!(
        html("<a@b.org>"),
        "<p><a href=\"mailto:a@b.org\">a@b.org</a></p>\n"
    );
}

#[test]
fn images_of_the_site_are_shown_and_others_linked() {
    assert_eq!(
        html("![A *b* [c](d) `e`](assets/x.png \"T\")"),
        "<p><img src=\"assets/x.png\" alt=\"A b c e\" title=\"T\" loading=\"lazy\"></p>\n"
    );
    assert_eq!(
        html("![A](https://x.org/a.png)"),
        "<p><a href=\"https://x.org/a.png\" class=\"external\" rel=\"external\">A</a></p>\n"
    );
    assert_eq!(
        html("[![A](https://x.org/a.png)](b.html)"),
        "<p><a href=\"b.html\">A</a></p>\n"
    );
}

#[test]
fn tables_scroll_and_align_by_class() {
    assert_eq!(
        html("a | b | c\n:--|:-:|--\n1 | [[x\\|y]] | 3"),
        "<div class=\"table\" tabindex=\"0\" role=\"region\" aria-label=\"Table\"><table>\n<thead>\n<tr>\
         <th class=\"align-left\" scope=\"col\">a</th><th class=\"align-center\" scope=\"col\">b</th>\
         <th scope=\"col\">c</th></tr>\n</thead>\n<tbody>\n<tr><td class=\"align-left\">1</td>\
         <td class=\"align-center\"><a href=\"../topics/x.html\" class=\"link-topic\">y</a></td>\
         <td>3</td></tr>\n</tbody>\n</table></div>\n"
    );
}

#[test]
fn headings_are_shifted_and_named() {
    let style = Style {
        headings_from: 3,
        heading_ids: true,
        ..Style::default()
    };
    let markdown =
        "# The *R2P* [[x|Doctrine]]\n\n# …\n\n## A\n\n## A\n\n## A 2\n\n###### [[syria]]\n\n# ?!";
    let rendered = render(markdown, &style, &Fixture);
    let ids: Vec<(u8, &str)> = rendered
        .headings
        .iter()
        .map(|h| (h.level, h.id.as_str()))
        .collect();
    assert_eq!(
        ids,
        [
            (3, "the-r2p-doctrine"),
            (3, "s-1"),
            (4, "a"),
            (4, "a-2"),
            (4, "a-2-2"),
            (6, "the-syria"),
            (3, "s-2")
        ]
    );
    assert_eq!(rendered.headings[0].text, "The R2P Doctrine");
    assert!(
        rendered
            .html
            .starts_with("<h3 id=\"the-r2p-doctrine\">The <em>R2P</em> <a ")
    );
    assert!(html("# a").starts_with("<h2>a</h2>"));
}

#[test]
fn footnotes_are_numbered_by_first_use() {
    let style = Style {
        footnote_prefix: "n1-".to_owned(),
        ..Style::default()
    };
    let markdown = "[^b]: Bee [^C]\n\n[^unused]: Left\n\nOne[^a] two[^B] one[^a] none[^x].\n\n[^a]: Ay\n\n[^c]: Sea\n";
    assert_eq!(
        render(markdown, &style, &Fixture).html,
        "<p>One<sup class=\"footnote-ref\"><a id=\"n1-fnref-1\" href=\"#n1-fn-1\" role=\"doc-noteref\">1</a></sup> \
         two<sup class=\"footnote-ref\"><a id=\"n1-fnref-2\" href=\"#n1-fn-2\" role=\"doc-noteref\">2</a></sup> \
         one<sup class=\"footnote-ref\"><a id=\"n1-fnref-1-2\" href=\"#n1-fn-1\" role=\"doc-noteref\">1</a></sup> \
         none[^x].</p>\n<ol class=\"footnotes\">\n\
         <li id=\"n1-fn-1\"><p>Ay \
         <a href=\"#n1-fnref-1\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to reference 1\">\u{21a9}\u{fe0e}</a> \
         <a href=\"#n1-fnref-1-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to reference 1-2\">\u{21a9}\u{fe0e}</a></p>\n</li>\n\
         <li id=\"n1-fn-2\"><p>Bee \
         <sup class=\"footnote-ref\"><a id=\"n1-fnref-3\" href=\"#n1-fn-3\" role=\"doc-noteref\">3</a></sup> \
         <a href=\"#n1-fnref-2\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to reference 2\">\u{21a9}\u{fe0e}</a></p>\n</li>\n\
         <li id=\"n1-fn-3\"><p>Sea \
         <a href=\"#n1-fnref-3\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"Back to reference 3\">\u{21a9}\u{fe0e}</a></p>\n</li>\n\
         <li id=\"n1-fn-4\"><p>Left</p>\n</li>\n</ol>\n"
    );
}

#[test]
fn a_footnote_in_a_link_is_no_link() {
    assert!(
        html("[[b|a[^1] c]]\n\n[^1]: x").contains(">a<sup class=\"footnote-ref\">1</sup> c</a>")
    );
}

#[test]
fn inline_text_has_no_blocks() {
    assert_eq!(inline("1984. A *novel*"), "1984. A <em>novel</em>");
    assert_eq!(inline("# 9\n- b\n\n> c | d"), "# 9 - b &gt; c | d");
    assert_eq!(inline(" **“A”** b  "), "<strong>“A”</strong> b");
    assert_eq!(inline("_a_; [^1]: b"), "<em>a</em>; [^1]: b");
    assert_eq!(inline("[a]: b"), "[a]: b");
    assert_eq!(inline("<div>x"), "&lt;div&gt;x");
    assert_eq!(
        inline("[[x]], para. 2"),
        "<a href=\"../topics/x.html\" class=\"link-topic\">The &lt;x&gt;</a>, para. 2"
    );
    assert_eq!(inline(""), "");
}

#[test]
fn words_stay_as_typed() {
    assert_eq!(
        html("\"It's\" -- *a*..."),
        "<p>\"It's\" -- <em>a</em>...</p>\n"
    );
    assert_eq!(html("a & b\0 *c*"), "<p>a &amp; b\u{fffd} <em>c</em></p>\n");
}

#[cfg(feature = "sanitize")]
#[test]
fn raw_html_passes_through_an_allow_list() {
    let style = Style {
        raw_html: true,
        heading_ids: true,
        ..Style::default()
    };
    let raw = |markdown: &str| render(markdown, &style, &Fixture).html;
    assert_eq!(
        raw(
            "<abbr title=\"T\" class=x id=main style=\"a:b\" onclick=\"x\">U *N*</abbr> [[a|b]] <u>c"
        ),
        "<p><abbr title=\"T\">U <em>N</em></abbr> <a href=\"../topics/a.html\" class=\"link-topic\">b</a> <u>c</u></p><u>\n</u>"
    );
    assert_eq!(
        raw("# A\n\n<details open>\n<summary>B</summary>\n\n*c*\n\n</details>\n"),
        "<h2 id=\"a\">A</h2>\n<details open=\"\">\n<summary>B</summary>\n<p><em>c</em></p>\n</details>\n"
    );
    assert_eq!(
        raw(
            "<a href=\"javascript:x\">a</a> <a href=\"https://x.org\" rel=x>b</a> <img src=//x.org/a.png alt=c> <img src=a.png alt=d>"
        ),
        "<p><a>a</a> <a href=\"https://x.org\" class=\"external\" rel=\"external\">b</a> <img alt=\"c\"> <img src=\"a.png\" loading=\"lazy\" alt=\"d\"></p>\n"
    );
    assert_eq!(
        raw("a <script>alert(1)</script> <iframe src=x> <!-- c --> <svg onload=x>"),
        "<p>a &lt;script&gt;alert(1)&lt;/script&gt; &lt;iframe src=x&gt;  &lt;svg onload=x&gt;</p>\n"
    );
    assert_eq!(
        raw("a < b & `<c>`"),
        "<p>a &lt; b &amp; <code>&lt;c&gt;</code></p>\n"
    );
}

#[test]
fn code_blocks_keep_the_code() {
    assert_eq!(
        html("```nolang x\na < b\n  c\n```\n"),
        "<pre class=\"code\" tabindex=\"0\"><code class=\"language-nolang\">a &lt; b\n  c\n</code></pre>\n"
    );
    assert_eq!(
        html("    a \"b\"\n"),
        "<pre class=\"code\" tabindex=\"0\"><code>a \"b\"\n</code></pre>\n"
    );
    assert!(html("```\"><b\nx\n```").contains("<code class=\"language-b\">"));
}

#[cfg(feature = "highlight")]
#[test]
fn known_languages_are_coloured() {
    let code = |markdown: &str| {
        let html = html(markdown);
        let start = html.find("<code").unwrap();
        html[start..]
            .replace("<span class=\"hl-", "{")
            .replace("</span>", "}")
    };
    assert_eq!(
        code("```yaml\nquote: \"a\" # b\nnth: 2\n```"),
        "<code class=\"language-yaml\">{key\">quote}{punc\">: }{str\">\"a\" }{com\"># b}\n\
         {key\">nth}{punc\">: }{num\">2}\n</code></pre>\n"
    );
    assert_eq!(
        code("```TEI\n<p rend='i'>a</p>\n```"),
        "<code class=\"language-TEI\">{punc\">&lt;}{tag\">p }{attr\">rend}{punc\">=}{str\">'i'}{punc\">&gt;}a\
         {punc\">&lt;/}{tag\">p}{punc\">&gt;}\n</code></pre>\n"
    );
    assert_eq!(
        code("```json\n{\"a\": true}\n```"),
        "<code class=\"language-json\">{punc\">{}{key\">\"a\"}{punc\">: }{kw\">true}{punc\">}}\n</code></pre>\n"
    );
    let long = format!("```yaml\n{}```", "a: b\n".repeat(20_000));
    assert!(!html(&long).contains("<span"));
}

#[test]
fn many_repeated_headings_take_no_longer_each() {
    let style = Style {
        heading_ids: true,
        ..Style::default()
    };
    let rendered = render(&"# a\n\n".repeat(5000), &style, &Fixture);
    assert_eq!(rendered.headings[4999].id, "a-5000");
}

#[test]
fn headings_do_not_take_the_ids_of_the_page() {
    let style = Style {
        heading_ids: true,
        ..Style::default()
    };
    let text = "# Main\n# Passages\n# P 4\n# P4\n# Note 7\n# Fn 1\n# n fnref-1-2\n# Section 3\n# Early years\n# Early years\n# 1944\n# Section\n# Section\n# Fn\n# Fn\n# Fn\n";
    let ids: Vec<String> = render(text, &style, &Fixture)
        .headings
        .into_iter()
        .map(|h| h.id)
        .collect();
    assert_eq!(
        ids,
        [
            "s-main",
            "s-passages",
            "p-4",
            "s-p4",
            "s-note-7",
            "s-fn-1",
            "s-n-fnref-1-2",
            "s-section-3",
            "early-years",
            "early-years-2",
            "1944",
            "section",
            "s-section-2",
            "fn",
            "s-fn-2",
            "s-fn-3"
        ]
    );
}

//! Whatever the input: no panic, no script, no open tag.

use proptest::prelude::*;

use super::*;

/// Pieces that mean something to Markdown or HTML, mixed with anything.
fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "[[", "]]", "[[a]]", "[[a|b]]", "|", "[", "]", "(", ")", "](", "![", "[[a|[x](y)]]", "[^1]", "[^1]: ",
            "[^a]", "*", "**", "_", "__", "~~", "`", "``", "```\n", "```yaml\n", "# ", "## ", "- ", "1. ", "> ",
            "    ", "\n", "\n\n", "  \n", "\\", "\t", "---\n", "===\n", "|a|b|\n|-|:-:|\n", "<", ">", "&", "\"",
            "'", "=", "/", "<b>", "</b>", "<div>", "</div>", "<div ", "<a href=\"", "<a href='javascript:x'>",
            "<script>", "</script>", "<img src=x onerror=alert(1)>", "onclick=x", "<!--", "-->", "<![CDATA[", "]]>",
            "<?", "?>", "<table>", "<td>", "</table>", "<plaintext>", "<textarea>", "<svg>", "<math>", "<style>",
            "<p>", "</p>", "<li>", "<details>", "<select>", "javascript:", "data:", "&#106;avascript&colon;x",
            "&lt;script&gt;", "https://x.org", "<https://x.org>", "[a]: ", "[x]: javascript:x\n", "[x]", "\u{0}",
            "\u{1}", "\u{feff}", "é", "語", "\u{202e}", "🏳️‍🌈", " ", " ", " ", "\r\n", "\r", ";", "<b title='", "<b id=x>",
        ]).prop_map(str::to_owned),
        3 => "[a-z ]{1,6}",
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

fn styles() -> impl Strategy<Value = Style> {
    (any::<bool>(), any::<bool>(), any::<bool>(), any::<u8>()).prop_map(
        |(heading_ids, raw_html, inline, headings_from)| Style {
            headings_from,
            heading_ids,
            footnote_prefix: "n\"<".to_owned(),
            raw_html,
            inline,
        },
    )
}

/// The scheme that a browser sees in an address (URL Standard, section 4.4).
fn scheme(address: &str) -> Option<String> {
    let address = address.replace("&amp;", "&").replace("&#39;", "'");
    let plain: String = address.chars().filter(|c| *c > ' ').collect();
    let (scheme, _) = plain.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// Reads HTML as strictly as we write it: every `<` begins a tag of a known form, every tag is closed in its order,
/// every attribute is one of ours. Gives the text. (`raw` HTML may bring links into links, in ways that HTML knows.)
fn check(html: &str, raw: bool) -> Result<String, String> {
    const VOID: &[&str] = &["br", "hr", "img", "col", "wbr"];
    const ATTRIBUTES: &[&str] = &[
        "href",
        "class",
        "rel",
        "title",
        "src",
        "alt",
        "loading",
        "tabindex",
        "role",
        "aria-label",
        "scope",
        "start",
        "id",
    ];
    let mut open: Vec<&str> = Vec::new();
    let mut ids: Vec<&str> = Vec::new();
    let mut text = String::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let end = tag.find('>').ok_or("`<` without `>`")?;
        let (tag, after) = (&tag[..end], &tag[end + 1..]);
        rest = after;
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name) {
                return Err(format!("</{name}> closes another tag"));
            }
            continue;
        }
        let (name, mut attributes) = tag.split_at(tag.find(' ').unwrap_or(tag.len()));
        if !super::super::tag::ALLOWED.contains(&name) {
            return Err(format!("<{name}>"));
        }
        while !attributes.is_empty() {
            let (key, value) = attributes[1..]
                .split_once("=\"")
                .ok_or("attribute without value")?;
            let (value, next) = value.split_once('"').ok_or("value without end")?;
            if !ATTRIBUTES.contains(&key) {
                return Err(format!("attribute {key}"));
            }
            let scheme = scheme(value);
            let known = ["http", "https", "mailto"];
            if key == "href" && scheme.as_deref().is_some_and(|s| !known.contains(&s)) {
                return Err(format!("address {value}"));
            }
            if key == "src" && (scheme.is_some() || value.starts_with("//")) {
                return Err(format!("image {value}"));
            }
            if key == "id" {
                if ids.contains(&value) {
                    return Err(format!("id {value} twice"));
                }
                ids.push(value);
            }
            attributes = next;
        }
        if name == "a" && !raw && open.contains(&"a") {
            return Err("link in a link".to_owned());
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    if rest.contains('>') && !html.contains("&gt;") {
        return Err("bare `>`".to_owned());
    }
    text.push_str(rest);
    if open.is_empty() {
        Ok(text)
    } else {
        Err(format!("left open: {open:?}"))
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn html_is_whole_and_safe(markdown in soup(), style in styles()) {
        let html = render(&markdown, &style, &Fixture).html;
        prop_assert_eq!(check(&html, style.raw_html).map(drop), Ok(()), "{}", html);
        prop_assert!(!html.contains(&blake3::hash(markdown.as_bytes()).to_hex()[..32]));
    }

    #[test]
    fn found_links_are_where_they_say(markdown in soup()) {
        for link in links(&markdown) {
            let source = markdown.get(link.range.clone()).expect("on boundaries of characters");
            let fits = match link.kind {
                LinkSyntax::Wiki => source.starts_with("[[") && source.ends_with("]]"),
                LinkSyntax::Image => source.starts_with("!["),
                LinkSyntax::Address => source.starts_with(['[', '<']),
            };
            prop_assert!(fits, "{:?} {:?}", source, link);
            prop_assert!(link.context.text.get(link.context.hit.clone()).is_some(), "{:?}", link);
            prop_assert!(!link.context.text.contains('\n'));
            if let Some(words) = &link.words {
                prop_assert!(!words.is_empty());
            }
        }
    }

    #[test]
    fn plain_has_single_blanks(markdown in soup()) {
        let plain = plain(&markdown, &Fixture);
        prop_assert!(!plain.contains("  ") && !plain.contains('\n'), "{:?}", plain);
        prop_assert_eq!(plain.trim(), plain.as_str());
    }

    #[test]
    fn the_short_way_gives_what_the_parser_gives(markdown in prop::collection::vec(prop_oneof![
        4 => "[a-zA-Z0-9'\"(),.:;!?=+#> -]{1,8}",
        2 => prop::sample::select(vec!["\n", "\n\n", " ", "é", "\u{a0}", "\u{2003}", "a", "---", "===", "\u{85}", "\u{2028}", "http://x.org", "www.x.org", ":-", "(c)"]).prop_map(str::to_owned),
        1 => "[^\\[\\]`*_<>]{1,3}",
    ], 0..12).prop_map(|p| p.concat())) {
        if let Some(short) = super::super::fast::render(&markdown) {
            // A sign that changes nothing sends the same text through the parser.
            let long = html(&format!("{}\n\n[r]: x", markdown));
            prop_assert_eq!(short, long);
        }
    }

}

proptest! {
    // Grammars are slow without optimization.
    #![proptest_config(ProptestConfig::with_cases(cases() / 8))]

    #[test]
    fn colours_change_no_character_of_code(
        code in prop_oneof![soup(), "(<[a-z]+( [a-z]+=\"[a-z&]*\")?>|</[a-z]+>|[a-z: \n#\"'\\[\\]{}0-9-]){0,60}"],
        language in prop::sample::select(vec!["yaml", "xml", "tei", "html", "json", "md", "rust", "sh", "python", "css", "toml"]),
    ) {
        let mut html = String::new();
        super::super::highlight::write(&code, language, "", &mut html);
        let mut plain = String::new();
        super::super::escape::text(&code, &mut plain);
        prop_assert_eq!(check(&html, false), Ok(plain));
    }
}

/// More with POSTIL_CASES.
fn cases() -> u32 {
    let asked = std::env::var("POSTIL_CASES").ok();
    asked.and_then(|n| n.parse().ok()).unwrap_or(256)
}

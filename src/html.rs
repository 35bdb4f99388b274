//! What a finished page gives and asks for: its ids, what its links lead to, and what a browser fetches to show it.
//!
//! Written for pages that templates make, in one pass without a tree: tags are found as a tokenizer of HTML finds them (comments, raw text,
//! quoted and unquoted values), all else is passed over.

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Something that a page gives or asks for. Values are as a browser reads them, character references resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found<'h> {
    /// An id that can be led to.
    Id(Cow<'h, str>),
    /// An address that is followed when a reader asks for it.
    Link(Cow<'h, str>),
    /// An address that is fetched with the page.
    Fetch(Cow<'h, str>),
    /// `<base href>`: addresses on the page are not what they seem.
    Base,
}

/// Gives all that a page gives and asks for, in order.
pub fn look<'h>(html: &'h str, found: &mut dyn FnMut(Found<'h>)) {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(hit) = memchr(b'<', &bytes[at..]) {
        at += hit + 1;
        let Some(&first) = bytes.get(at) else { return };
        if first == b'!' {
            at = after_comment(html, at);
            continue;
        }
        if !first.is_ascii_alphabetic() {
            continue;
        }
        let end = name_end(bytes, at);
        let name = &html[at..end];
        if bytes.get(end) == Some(&b'>') {
            at = end + 1;
        } else {
            let mut tag = Tag::default();
            at = attributes(html, end, &mut tag, found);
            tag.tell(name, found);
        }
        // Few names begin like these.
        let raw = match first {
            b's' | b'S' | b't' | b'T' | b'x' | b'X' => {
                RAW.iter().find(|raw| name.eq_ignore_ascii_case(raw))
            }
            _ => None,
        };
        if let Some(raw) = raw {
            at = raw_text(html, at, raw, found);
        }
    }
}

/// Elements whose content is no markup.
const RAW: [&str; 5] = ["script", "style", "textarea", "title", "xmp"];

/// Kinds of `<link rel>` that are fetched with the page, or told to another host.
const FETCHED: [&str; 12] = [
    "stylesheet",
    "icon",
    "apple-touch-icon",
    "mask-icon",
    "manifest",
    "preload",
    "modulepreload",
    "prefetch",
    "prerender",
    "preconnect",
    "dns-prefetch",
    "search",
];

/// The attributes of a tag that matter only together.
#[derive(Default)]
struct Tag<'h> {
    href: Option<Cow<'h, str>>,
    rel: Option<Cow<'h, str>>,
    data: Option<Cow<'h, str>>,
    name: Option<Cow<'h, str>>,
}

impl<'h> Tag<'h> {
    fn tell(self, name: &str, found: &mut dyn FnMut(Found<'h>)) {
        let is = |other: &str| name.eq_ignore_ascii_case(other);
        if let Some(data) = self.data.filter(|_| is("object")) {
            found(Found::Fetch(data));
        }
        // As ids were written before there were ids.
        if let Some(name) = self.name.filter(|_| is("a")) {
            found(Found::Id(name));
        }
        let Some(href) = self.href else { return };
        if is("a") {
            return found(Found::Link(href));
        }
        if is("base") {
            return found(Found::Base);
        }
        let rel = self.rel.as_deref().unwrap_or_default();
        let fetched = match name.to_ascii_lowercase().as_str() {
            "link" => rel
                .split_ascii_whitespace()
                .any(|word| FETCHED.iter().any(|f| word.eq_ignore_ascii_case(f))),
            "use" | "image" | "feimage" => true,
            _ => false,
        };
        found(match fetched {
            true => Found::Fetch(href),
            false => Found::Link(href),
        });
    }
}

/// Reads the attributes behind a tag's name; gives where the tag ends.
fn attributes<'h>(
    html: &'h str,
    mut at: usize,
    tag: &mut Tag<'h>,
    found: &mut dyn FnMut(Found<'h>),
) -> usize {
    let bytes = html.as_bytes();
    loop {
        at = skip(bytes, at, |b| b.is_ascii_whitespace() || b == b'/');
        match bytes.get(at) {
            None => return bytes.len(),
            Some(b'>') => return at + 1,
            Some(_) => {}
        }
        let name_end = skip(bytes, at + 1, |b| {
            !b.is_ascii_whitespace() && !matches!(b, b'=' | b'>' | b'/')
        });
        let name = html.get(at..name_end).unwrap_or_default();
        let equals = skip(bytes, name_end, |b| b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            at = name_end;
            continue;
        }
        let begin = skip(bytes, equals + 1, |b| b.is_ascii_whitespace());
        let (value, next) = value(html, begin);
        at = next;
        attribute(name, value, tag, found);
    }
}

/// The value at `begin`, and where what follows it begins.
fn value(html: &str, begin: usize) -> (&str, usize) {
    let bytes = html.as_bytes();
    match bytes.get(begin) {
        Some(&quote @ (b'"' | b'\'')) => {
            let end = memchr(quote, &bytes[begin + 1..]).map_or(bytes.len(), |i| begin + 1 + i);
            (
                html.get(begin + 1..end).unwrap_or_default(),
                (end + 1).min(bytes.len()),
            )
        }
        _ => {
            let end = skip(bytes, begin, |b| !b.is_ascii_whitespace() && b != b'>');
            (html.get(begin..end).unwrap_or_default(), end)
        }
    }
}

fn attribute<'h>(name: &str, value: &'h str, tag: &mut Tag<'h>, found: &mut dyn FnMut(Found<'h>)) {
    // The first letter tells of most attributes that they are none of these.
    if !matches!(name.len(), 2..=10)
        || !matches!(
            name.as_bytes()[0] | 0x20,
            b'i' | b'n' | b'h' | b'x' | b'r' | b'd' | b's' | b'p' | b'b'
        )
    {
        return;
    }
    let lower;
    let name = match name.bytes().any(|b| b.is_ascii_uppercase()) {
        true => {
            lower = name.to_ascii_lowercase();
            lower.as_str()
        }
        false => name,
    };
    match name {
        "id" => found(Found::Id(decoded(value))),
        "href" | "xlink:href" => tag.href = Some(address(value)),
        "rel" => tag.rel = Some(decoded(value)),
        "name" => tag.name = Some(decoded(value)),
        "data" => tag.data = Some(address(value)),
        "src" | "poster" | "background" => found(Found::Fetch(address(value))),
        "srcset" => {
            for candidate in value.split(',') {
                if let Some(first) = candidate.split_ascii_whitespace().next() {
                    found(Found::Fetch(address(first)));
                }
            }
        }
        "style" => style(value, found),
        _ => {}
    }
}

/// Addresses in CSS: `url(...)` and `@import "..."`.
pub fn style<'h>(css: &'h str, found: &mut dyn FnMut(Found<'h>)) {
    let mut at = 0;
    while let Some(hit) = memmem::find(&css.as_bytes()[at..], b"url(") {
        at += hit + 4;
        let rest = &css[at..];
        let inside = &rest[..rest.find(')').unwrap_or(rest.len())];
        let inside = inside.trim().trim_matches(['"', '\'']).trim();
        found(Found::Fetch(address(inside)));
    }
    at = 0;
    while let Some(hit) = memmem::find(&css.as_bytes()[at..], b"@import") {
        at += hit + 7;
        let rest = css[at..].trim_start();
        if let Some(quote @ ('"' | '\'')) = rest.chars().next() {
            let rest = &rest[1..];
            found(Found::Fetch(address(
                &rest[..rest.find(quote).unwrap_or(rest.len())],
            )));
        }
    }
}

/// Where a comment, or what stands between `<!` and `>`, ends.
fn after_comment(html: &str, at: usize) -> usize {
    let rest = &html[at..];
    let (end, length) = match rest.starts_with("!--") {
        true => (memmem::find(rest.as_bytes(), b"-->"), 3),
        false => (memchr(b'>', rest.as_bytes()), 1),
    };
    end.map_or(html.len(), |end| at + end + length)
}

/// Where raw text ends that began at `at`; a style sheet in it is looked at.
fn raw_text<'h>(html: &'h str, at: usize, name: &str, found: &mut dyn FnMut(Found<'h>)) -> usize {
    let bytes = html.as_bytes();
    let mut end = at;
    loop {
        match memmem::find(&bytes[end..], b"</") {
            None => end = bytes.len(),
            Some(hit) => {
                end += hit;
                let after = end + 2..(end + 2 + name.len()).min(bytes.len());
                if !bytes[after].eq_ignore_ascii_case(name.as_bytes()) {
                    end += 2;
                    continue;
                }
            }
        }
        if name == "style" {
            style(html.get(at..end).unwrap_or_default(), found);
        }
        return end;
    }
}

fn name_end(bytes: &[u8], at: usize) -> usize {
    skip(bytes, at, |b| {
        !b.is_ascii_whitespace() && !matches!(b, b'>' | b'/')
    })
}

fn skip(bytes: &[u8], at: usize, part: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at.min(bytes.len()) + rest.iter().position(|&b| !part(b)).unwrap_or(rest.len())
}

/// An address, without the white space that may stand round it.
fn address(value: &str) -> Cow<'_, str> {
    decoded(value.trim_ascii())
}

/// A value with its character references resolved: those that addresses and ids are written with.
fn decoded(value: &str) -> Cow<'_, str> {
    if memchr(b'&', value.as_bytes()).is_none() {
        return Cow::Borrowed(value);
    }
    const NAMED: [(&str, &str); 5] = [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&apos;", "'"),
    ];
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let named = NAMED.iter().find(|(name, _)| rest.starts_with(name));
        if let Some((name, sign)) = named {
            out.push_str(sign);
            rest = &rest[name.len()..];
        } else if let Some((sign, length)) = numbered(rest) {
            out.push(sign);
            rest = &rest[length..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// `&#x2F;`, `&#47;`: the character, and the length of the reference.
fn numbered(text: &str) -> Option<(char, usize)> {
    let end = text.as_bytes().iter().take(10).position(|&b| b == b';')?;
    let number = text.get(2..end).filter(|_| text.starts_with("&#"))?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    Some((char::from_u32(code)?, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(html: &str) -> Vec<String> {
        let mut list = Vec::new();
        look(html, &mut |found| {
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
}

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

/// Gives all that a page gives and asks for, in order. Only of what is found it is asked whether it is text: what is not, of a template
/// that is no template, has the sign for that.
pub fn look<'h>(bytes: &'h [u8], found: &mut dyn FnMut(Found<'h>)) {
    let mut at = 0;
    while let Some(hit) = memchr(b'<', &bytes[at..]) {
        at += hit + 1;
        let Some(&first) = bytes.get(at) else { return };
        if first == b'!' {
            at = after_comment(bytes, at);
            continue;
        }
        if !first.is_ascii_alphabetic() {
            continue;
        }
        let end = name_end(bytes, at);
        let name = &bytes[at..end];
        if bytes.get(end) == Some(&b'>') {
            at = end + 1;
        } else {
            let mut tag = Tag::default();
            at = attributes(bytes, end, &mut tag, found);
            tag.tell(name, found);
        }
        // Few names begin like these.
        let raw = match first {
            b's' | b'S' | b't' | b'T' | b'x' | b'X' => {
                let is = |raw: &&str| name.eq_ignore_ascii_case(raw.as_bytes());
                RAW.into_iter().find(is)
            }
            _ => None,
        };
        if let Some(raw) = raw {
            at = raw_text(bytes, at, raw, found);
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
    fn tell(self, name: &[u8], found: &mut dyn FnMut(Found<'h>)) {
        let is = |other: &str| name.eq_ignore_ascii_case(other.as_bytes());
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
        let fetched = match is("link") {
            true => rel
                .split_ascii_whitespace()
                .any(|word| FETCHED.iter().any(|f| word.eq_ignore_ascii_case(f))),
            false => ["use", "image", "feimage"].into_iter().any(is),
        };
        found(match fetched {
            true => Found::Fetch(href),
            false => Found::Link(href),
        });
    }
}

/// Reads the attributes behind a tag's name; gives where the tag ends.
fn attributes<'h>(
    bytes: &'h [u8],
    mut at: usize,
    tag: &mut Tag<'h>,
    found: &mut dyn FnMut(Found<'h>),
) -> usize {
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
        let name = bytes.get(at..name_end).unwrap_or_default();
        let equals = skip(bytes, name_end, |b| b.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            at = name_end;
            continue;
        }
        let begin = skip(bytes, equals + 1, |b| b.is_ascii_whitespace());
        let (value, next) = value(bytes, begin);
        at = next;
        attribute(name, value, tag, found);
    }
}

/// The value at `begin`, and where what follows it begins.
fn value(bytes: &[u8], begin: usize) -> (&[u8], usize) {
    match bytes.get(begin) {
        Some(&quote @ (b'"' | b'\'')) => {
            let end = memchr(quote, &bytes[begin + 1..]).map_or(bytes.len(), |i| begin + 1 + i);
            (
                bytes.get(begin + 1..end).unwrap_or_default(),
                (end + 1).min(bytes.len()),
            )
        }
        _ => {
            let end = skip(bytes, begin, |b| !b.is_ascii_whitespace() && b != b'>');
            (bytes.get(begin..end).unwrap_or_default(), end)
        }
    }
}

fn attribute<'h>(
    name: &[u8],
    value: &'h [u8],
    tag: &mut Tag<'h>,
    found: &mut dyn FnMut(Found<'h>),
) {
    // The first letter tells of most attributes that they are none of these.
    if !matches!(name.len(), 2..=10)
        || !matches!(
            name[0] | 0x20,
            b'i' | b'n' | b'h' | b'x' | b'r' | b'd' | b's' | b'p' | b'b'
        )
    {
        return;
    }
    let lower;
    let name = match name.iter().any(u8::is_ascii_uppercase) {
        true => {
            lower = name.to_ascii_lowercase();
            lower.as_slice()
        }
        false => name,
    };
    match name {
        b"id" => found(Found::Id(decoded(value))),
        b"href" | b"xlink:href" => tag.href = Some(address(value)),
        b"rel" => tag.rel = Some(decoded(value)),
        b"name" => tag.name = Some(decoded(value)),
        b"data" => tag.data = Some(address(value)),
        b"src" | b"poster" | b"background" => found(Found::Fetch(address(value))),
        b"srcset" => {
            for candidate in value.split(|&b| b == b',') {
                let mut words = candidate.split(u8::is_ascii_whitespace);
                if let Some(first) = words.find(|word| !word.is_empty()) {
                    found(Found::Fetch(address(first)));
                }
            }
        }
        b"style" => style(value, found),
        _ => {}
    }
}

/// Addresses in CSS: `url(...)` and `@import "..."`.
pub fn style<'h>(css: &'h [u8], found: &mut dyn FnMut(Found<'h>)) {
    let mut at = 0;
    while let Some(hit) = memmem::find(&css[at..], b"url(") {
        at += hit + 4;
        let inside = until(b')', &css[at..]).trim_ascii();
        let quoted = inside
            .first()
            .copied()
            .filter(|b| matches!(b, b'"' | b'\''));
        let inside = match quoted {
            Some(quote) => until(quote, &inside[1..]),
            None => inside,
        };
        found(Found::Fetch(address(inside)));
    }
    at = 0;
    while let Some(hit) = memmem::find(&css[at..], b"@import") {
        at += hit + 7;
        let rest = css[at..].trim_ascii_start();
        if let Some((&quote @ (b'"' | b'\''), rest)) = rest.split_first() {
            found(Found::Fetch(address(until(quote, rest))));
        }
    }
}

/// What stands before a sign; all, if it is not there.
fn until(sign: u8, bytes: &[u8]) -> &[u8] {
    &bytes[..memchr(sign, bytes).unwrap_or(bytes.len())]
}

/// Where a comment, or what stands between `<!` and `>`, ends.
fn after_comment(html: &[u8], at: usize) -> usize {
    let rest = &html[at..];
    let (end, length) = match rest.starts_with(b"!--") {
        true => (memmem::find(rest, b"-->"), 3),
        false => (memchr(b'>', rest), 1),
    };
    end.map_or(html.len(), |end| at + end + length)
}

/// Where raw text ends that began at `at`; a style sheet in it is looked at.
fn raw_text<'h>(bytes: &'h [u8], at: usize, name: &str, found: &mut dyn FnMut(Found<'h>)) -> usize {
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
            style(bytes.get(at..end).unwrap_or_default(), found);
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
fn address(value: &[u8]) -> Cow<'_, str> {
    decoded(value.trim_ascii())
}

/// A value with its character references resolved: those that addresses and ids are written with.
fn decoded(value: &[u8]) -> Cow<'_, str> {
    // Nearly all are text, which is told three times as fast where nothing must be mended.
    let value =
        str::from_utf8(value).map_or_else(|_| String::from_utf8_lossy(value), Cow::Borrowed);
    if memchr(b'&', value.as_bytes()).is_none() {
        return value;
    }
    const NAMED: [(&str, &str); 5] = [
        ("&amp;", "&"),
        ("&quot;", "\""),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&apos;", "'"),
    ];
    let mut out = String::with_capacity(value.len());
    let mut rest = &*value;
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
mod tests;

//! The tags in raw HTML.

/// Tags of raw HTML that may pass. None of them makes what follows it anything but HTML.
pub(super) const ALLOWED: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// A whole tag of the allow-list.
    Tag(&'a str),
    /// Words, and tags that are shown as words.
    Text(&'a str),
    /// A comment.
    Comment,
}

/// Cuts raw HTML into pieces.
pub(super) fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut text = 0;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let open = at + found;
        let rest = &html[open..];
        let (length, piece) = if rest.starts_with("<!--") {
            let length = rest.find("-->").map_or(rest.len(), |end| end + 3);
            (length, Piece::Comment)
        } else if let Some(length) = tag(rest) {
            (length, Piece::Tag(&rest[..length]))
        } else {
            at = open + 1;
            continue;
        };
        if text < open {
            pieces.push(Piece::Text(&html[text..open]));
        }
        pieces.push(piece);
        at = open + length;
        text = at;
    }
    if text < html.len() {
        pieces.push(Piece::Text(&html[text..]));
    }
    pieces
}

/// The length of the tag of the allow-list that `html` begins with (CommonMark, section 6.6, open and closing tags).
fn tag(html: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let name_start = if bytes.get(1) == Some(&b'/') { 2 } else { 1 };
    let mut at = skip(bytes, name_start, |b| {
        b.is_ascii_alphanumeric() || b == b'-'
    });
    let name = html[name_start..at].to_ascii_lowercase();
    if ALLOWED.binary_search(&name.as_str()).is_err() {
        return None;
    }
    loop {
        let spaced = blanks(bytes, at);
        match *bytes.get(spaced)? {
            b'>' => return Some(spaced + 1),
            b'/' if bytes.get(spaced + 1) == Some(&b'>') => return Some(spaced + 2),
            _ if spaced == at => return None,
            b if b.is_ascii_alphabetic() || b == b'_' || b == b':' => {}
            _ => return None,
        }
        let named = skip(bytes, spaced, |b| {
            b.is_ascii_alphanumeric() || b"_.:-".contains(&b)
        });
        let equals = blanks(bytes, named);
        at = if bytes.get(equals) == Some(&b'=') {
            value(bytes, blanks(bytes, equals + 1))?
        } else {
            named
        };
    }
}

/// Where the attribute value at `at` ends.
fn value(bytes: &[u8], at: usize) -> Option<usize> {
    let quote = *bytes.get(at)?;
    if quote == b'"' || quote == b'\'' {
        let end = skip(bytes, at + 1, |b| b != quote);
        return (end < bytes.len()).then_some(end + 1);
    }
    let end = skip(bytes, at, |b| {
        !b.is_ascii_whitespace() && !b"\"'=<>`".contains(&b)
    });
    (end > at).then_some(end)
}

fn blanks(bytes: &[u8], at: usize) -> usize {
    skip(bytes, at, |b| b.is_ascii_whitespace())
}

fn skip(bytes: &[u8], at: usize, part: impl Fn(u8) -> bool) -> usize {
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|&b| !part(b)).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_allow_list_is_sorted() {
        assert!(ALLOWED.is_sorted());
    }

    #[test]
    fn whole_tags_of_the_allow_list_are_cut_out() {
        let html =
            r#"a <b title='>' x=1 y>b</B > <script>c</script> <b <!-- <i> --> <br/> <a href="x"#;
        let tags: Vec<Piece<'_>> = pieces(html)
            .into_iter()
            .filter(|piece| !matches!(piece, Piece::Text(_)))
            .collect();
        assert_eq!(
            tags,
            [
                Piece::Tag("<b title='>' x=1 y>"),
                Piece::Tag("</B >"),
                Piece::Comment,
                Piece::Tag("<br/>")
            ]
        );
    }
}

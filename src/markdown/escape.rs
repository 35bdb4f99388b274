//! Writing words and addresses into HTML.

use percent_encoding::percent_encode_byte;

/// Writes text between tags. Control characters, which neither HTML nor the XML of feeds allows, become U+FFFD.
pub(super) fn text(words: &str, out: &mut String) {
    const SPECIAL: [bool; 256] = special(b"&<>");
    write(words, out, &SPECIAL);
}

/// Writes an attribute's value between double quotes.
pub(super) fn attribute(value: &str, out: &mut String) {
    const SPECIAL: [bool; 256] = special(b"&<>\"");
    write(value, out, &SPECIAL);
}

/// Writes an address into an attribute. What may not stand in a URL (RFC 3986, section 2) is percent-encoded, except
/// letters of other scripts (RFC 3987) and `%`, which is taken for an encoding already made. Back-slashes, which
/// browsers take for slashes, are encoded, too.
pub(super) fn address(address: &str, out: &mut String) {
    for c in address.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '\'' => out.push_str("&#39;"),
            '\0'..=' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' | '\u{7f}' => {
                out.push_str(percent_encode_byte(c as u8));
            }
            _ => out.push(c),
        }
    }
}

/// Bytes that may not be copied: those given and control characters.
const fn special(given: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = !matches!(byte as u8, b'\t' | b'\n' | b'\r');
        byte += 1;
    }
    table[0x7f] = true;
    let mut at = 0;
    while at < given.len() {
        table[given[at] as usize] = true;
        at += 1;
    }
    table
}

/// Copies `words`, in runs as long as possible, with special bytes replaced.
fn write(words: &str, out: &mut String, special: &[bool; 256]) {
    let mut rest = words;
    while let Some(at) = rest.bytes().position(|byte| special[usize::from(byte)]) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

//! Reads the lines of a ledger as they are written by us, which nearly all are: a tenth of the time that YAML takes. Whatever is not so is left to
//! `decode`, which reads the same of what is read here.

use std::str::FromStr;

use crate::{
    archive::{Day, Ledger, LedgerLine, ParagraphId, Standing},
    text::yaml::needs_escape,
};

use super::decode;

/// The ledger; none if anything in the file is not as we write it.
pub(super) fn read(text: &str) -> Option<Ledger> {
    let is_said = |line: &&str| !line.starts_with('#') && !line.trim_start().is_empty();
    let mut lines = text.lines().filter(is_said);
    let sealed = days(lines.next()?)?;
    if lines.next()? != "paragraphs:" || text.contains('\r') {
        return None;
    }
    let lines: Option<Vec<LedgerLine>> = lines.map(line).collect();
    let lines = lines.filter(|lines| !lines.is_empty())?;
    Some(Ledger { sealed, lines })
}

/// `sealed: [2026-11-29, 2027-05-03]`
pub(super) fn days(line: &str) -> Option<Vec<Day>> {
    let days = line.strip_prefix("sealed: [")?.strip_suffix(']')?;
    days.split(", ").map(|day| day.parse().ok()).collect()
}

/// The rest of a line.
struct Cursor<'t> {
    rest: &'t str,
}

impl<'t> Cursor<'t> {
    fn take(&mut self, expected: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(expected)?;
        Some(())
    }

    fn has(&mut self, expected: &str) -> bool {
        self.take(expected).is_some()
    }

    /// A value up to the next comma or bracket.
    fn value<T: FromStr>(&mut self) -> Option<T> {
        let end = self.rest.find([',', '}'])?;
        let (value, rest) = self.rest.split_at(end);
        self.rest = rest;
        value.parse().ok()
    }

    fn id(&mut self) -> Option<ParagraphId> {
        self.value().filter(|id| decode::is_possible(*id))
    }

    /// Words in quotes.
    fn words(&mut self) -> Option<Box<str>> {
        self.take("\"")?;
        let bytes = self.rest.as_bytes();
        let end = memchr::memchr2(b'"', b'\\', bytes)?;
        if bytes[end] == b'"' {
            let words = &self.rest[..end];
            self.rest = &self.rest[end + 1..];
            return is_plain(words).then(|| words.into());
        }
        self.escaped()
    }

    /// Words up to a quote, in which a back-slash stands before what is not itself.
    fn escaped(&mut self) -> Option<Box<str>> {
        let mut words = String::with_capacity(self.rest.len());
        loop {
            let at = memchr::memchr2(b'"', b'\\', self.rest.as_bytes())?;
            let plain = &self.rest[..at];
            words.push_str(is_plain(plain).then_some(plain)?);
            let sign = self.rest.as_bytes()[at];
            self.rest = &self.rest[at + 1..];
            if sign == b'"' {
                return Some(words.into());
            }
            let escape = self.rest.chars().next()?;
            self.rest = &self.rest[escape.len_utf8()..];
            words.push(match escape {
                '"' | '\\' => escape,
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'U' => {
                    let digits = self.rest.get(..8)?;
                    let is_hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
                    let number = is_hex.then(|| u32::from_str_radix(digits, 16).ok())??;
                    self.rest = &self.rest[8..];
                    // A control character is damage to YAML, however it is written.
                    char::from_u32(number).filter(|c| !c.is_control())?
                }
                _ => return None,
            });
        }
    }
}

/// Whether YAML reads words in quotes as they stand.
fn is_plain(words: &str) -> bool {
    let control = |b: u8| b < b' ' || b == 0x7f;
    // Nearly all words have none: to look at all bytes, many at a time, is faster than to stop at the first.
    let controls = words.bytes().fold(false, |any, b| any | control(b));
    !controls && (words.is_ascii() || !words.contains(needs_escape))
}

/// Whether YAML's readers of ours leave words as they are.
fn is_trimmed(words: &str) -> bool {
    !words.is_empty() && words.trim().len() == words.len()
}

fn line(text: &str) -> Option<LedgerLine> {
    let mut cursor = Cursor { rest: text };
    cursor.take("- {")?;
    let is_earlier = cursor.has("was: ");
    if !is_earlier {
        cursor.take("id: ")?;
    }
    let id = cursor.id()?;
    cursor.take(", digest: ")?;
    let is_quoted = cursor.has("\"");
    let digest = cursor.rest.get(..16)?.parse().ok()?;
    cursor.rest = &cursor.rest[16..];
    if is_quoted {
        cursor.take("\"")?;
    }
    cursor.take(", sealed: ")?;
    let sealed = cursor.value()?;
    let standing = match is_earlier {
        true => {
            cursor.take(", until: ")?;
            let until = cursor.value()?;
            Standing::Earlier { until }
        }
        false if cursor.has(", removed: ") => Standing::Removed {
            on: cursor.value()?,
        },
        false if cursor.has(", joined: ") => {
            let into = cursor.id()?;
            cursor.take(", on: ")?;
            let on = cursor.value()?;
            Standing::Joined { into, on }
        }
        false => Standing::Current,
    };
    let words = match cursor.has(", words: ") {
        true => Some(cursor.words().filter(|words| is_trimmed(words))?),
        false => None,
    };
    (cursor.rest == "}").then_some(LedgerLine {
        id,
        digest,
        sealed,
        words,
        standing,
    })
}

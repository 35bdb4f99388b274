//! What YAML can read, and cannot have been meant: odd keys, quotes and words that take in the keys below them.

use std::ops::Range;

use super::{
    super::vocabulary,
    glued,
    page::Page,
    quotes,
    rows::{MendedText, Shape, Slip},
    signs,
};

/// How many bytes of a line may stand before a key that is looked at.
const FAR: usize = 200;

/// A line that is read as something else.
pub(in super::super) struct Misread {
    /// Its bytes in the YAML.
    pub(super) line: Range<usize>,
    /// The sign that is wrong, in bytes of the line.
    pub(super) at: Range<usize>,
    /// What is wrong.
    pub(super) message: String,
    /// The line as it should be.
    pub(super) written: String,
}

/// A key, at these bytes, whose signs are odd.
pub(in super::super) fn key(yaml: &str, at: &Range<usize>) -> Option<Misread> {
    let raw = yaml.get(at.clone())?;
    if raw.is_ascii() && !raw.starts_with('-') {
        return None;
    }
    // In a long line of many keys, only the first can be at fault.
    let near = at.start.saturating_sub(FAR);
    if near > 0 && !yaml.as_bytes()[near..at.start].contains(&b'\n') {
        return None;
    }
    let line = line_of(yaml, at.start);
    let text = &yaml[line.clone()];
    let hyphen = raw.strip_prefix('-').map_or("", str::trim_start);
    if vocabulary::is_key(hyphen) {
        let mended = MendedText::new(text);
        let page = Page {
            blocks: vec![false],
            mended: &mended,
        };
        let slip = glued::hyphen(&page, 0).into_iter().next()?;
        return Some(of_slip(line, slip));
    }
    odd(line, text)
}

fn of_slip(line: Range<usize>, slip: Slip) -> Misread {
    Misread {
        line,
        at: slip.at.1,
        message: slip.message,
        written: slip.lines.join("\n"),
    }
}

/// A line with odd signs, if a known key is there without them: only that shows that no label or words were meant.
fn odd(line: Range<usize>, text: &str) -> Option<Misread> {
    let (written, odd) = signs::plain(text)?;
    let known = Shape::of(&written).key.is_some_and(vocabulary::is_key);
    let first = odd.first().filter(|_| known)?;
    Some(Misread {
        line,
        at: first.at..first.at + first.sign.len_utf8(),
        message: first.message(),
        written,
    })
}

/// Words in quotes, at these bytes, that take in lines which are keys: the quote was left open, and another closes it.
pub(in super::super) fn quote(yaml: &str, at: &Range<usize>) -> Option<Misread> {
    let raw = yaml.get(at.clone())?;
    memchr::memchr(b'\n', raw.as_bytes())?;
    let line = line_of(yaml, at.start);
    quotes::swallowed_key(raw, &yaml[line.start..at.start])?;
    let start = at.start - line.start;
    let text = yaml[line.clone()].trim_end();
    Some(Misread {
        at: start..start + 1,
        message: "a quote is opened here and never closed".to_owned(),
        written: format!("{text}{}", &raw[..1]),
        line,
    })
}

/// Words without quotes, at these bytes, that take in lines which are keys: without a blank behind the colon, or with the colon of another script.
pub(in super::super) fn words(yaml: &str, at: &Range<usize>) -> Vec<Misread> {
    let Some(raw) = yaml.get(at.clone()) else {
        return Vec::new();
    };
    let Some(first) = memchr::memchr(b'\n', raw.as_bytes()) else {
        return Vec::new();
    };
    let head = &yaml[line_of(yaml, at.start)];
    let head = signs::plain(head).map_or_else(|| head.to_owned(), |(plain, _)| plain);
    let column = Shape::of(&head).column();
    let mut found = Vec::new();
    let mut next = at.start + first + 1;
    while next < at.end {
        let line = line_of(yaml, next);
        next = memchr::memchr(b'\n', &yaml.as_bytes()[next..]).map_or(at.end, |i| next + i + 1);
        let text = yaml[line.clone()].trim_end();
        let body = text.trim_start();
        // `place:` and its like may be a link's.
        let link = |key: &str| matches!(key, "person" | "place" | "event" | "transcript" | "url");
        let glued = glued::key(body).filter(|(key, _)| !vocabulary::is_common(key) && !link(key));
        if let Some((key, rest)) = glued {
            let start = text.len() - body.len();
            found.push(Misread {
                line,
                at: start..start + key.len() + 1,
                message: format!("no blank stands behind the colon of `{key}`"),
                written: format!("{}{key}: {rest}", " ".repeat(column)),
            });
        } else if !body.is_ascii()
            && let Some(mut misread) = odd(line, text)
        {
            misread.written = format!("{}{}", " ".repeat(column), misread.written.trim_start());
            found.push(misread);
        }
    }
    found
}

/// The line round a byte, without its end.
pub(in super::super) fn line_of(yaml: &str, at: usize) -> Range<usize> {
    let bytes = yaml.as_bytes();
    let at = at.min(bytes.len());
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |i| i + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(bytes.len(), |i| at + i);
    start..start + yaml[start..end].trim_end_matches('\r').len()
}

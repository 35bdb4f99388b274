//! The little HTML that people type into oTranscribe: lines, and times in them.

use crate::import::cues::{clock, tags::decoded};

/// A line, or a paragraph.
pub(super) type Line = Vec<Part>;

/// A part of a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Part {
    /// With blanks as they are typed.
    Words(String),
    /// As it is shown, and what it is.
    Time { said: String, seconds: Option<f64> },
}

/// Elements that begin on a line of their own.
const BLOCKS: &[&str] = &[
    "br",
    "div",
    "p",
    "li",
    "ul",
    "ol",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "tr",
    "table",
    "hr",
];

/// The lines that have something in them, and how many tags set words in bold or italics.
pub(super) fn lines(html: &str) -> (Vec<Line>, usize) {
    let mut lines: Vec<Line> = Vec::new();
    let mut line = Line::new();
    let mut looks = 0;
    let mut time: Option<(String, Option<f64>)> = None;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        text(&rest[..at], &mut line, &mut time);
        let Some((name, tag, behind)) = tag(&rest[at..]) else {
            text("<", &mut line, &mut time);
            rest = &rest[at + 1..];
            continue;
        };
        rest = behind;
        let closes = tag.starts_with("</");
        if BLOCKS.contains(&name.as_str()) {
            close(&mut line, &mut time);
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
        } else if name == "span" && closes {
            close(&mut line, &mut time);
        } else if tag.contains("timestamp") {
            close(&mut line, &mut time);
            let seconds = attribute(tag, "data-timestamp").and_then(|t| t.parse().ok());
            time = Some((String::new(), seconds));
        } else if matches!(name.as_str(), "b" | "strong" | "i" | "em" | "u") && !closes {
            looks += 1;
        }
    }
    text(rest, &mut line, &mut time);
    close(&mut line, &mut time);
    if !line.is_empty() {
        lines.push(line);
    }
    let says = |line: &Line| {
        line.iter().any(|part| match part {
            Part::Words(words) => !words.trim().is_empty(),
            Part::Time { .. } => true,
        })
    };
    lines.retain(says);
    (lines, looks)
}

/// All that is shown, without tags, by going through them once.
pub(super) fn printed(html: &str) -> String {
    let mut out = String::new();
    let mut timed = false;
    let mut pieces = html.split('<');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let whole = format!("<{piece}");
        match tag(&whole) {
            Some((name, tag, behind)) => {
                let begins = tag.contains("timestamp");
                if begins || (timed && name == "span") || BLOCKS.contains(&name.as_str()) {
                    out.push(' ');
                    timed = begins;
                }
                out.push_str(behind);
            }
            None => out.push_str(&whole),
        }
    }
    decoded(&out).into_owned()
}

fn text(words: &str, line: &mut Line, time: &mut Option<(String, Option<f64>)>) {
    let words = decoded(words);
    match time {
        Some((said, _)) => said.push_str(&words),
        None if words.is_empty() => {}
        None => match line.last_mut() {
            Some(Part::Words(before)) => before.push_str(&words),
            _ => line.push(Part::Words(words.into_owned())),
        },
    }
}

/// Ends a time. What stands in its place and is none is words.
fn close(line: &mut Line, time: &mut Option<(String, Option<f64>)>) {
    let Some((said, seconds)) = time.take() else {
        return;
    };
    let shown = clock::seconds(&said);
    let is_time = said
        .chars()
        .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, ':' | '.' | ','));
    match is_time {
        true if said.trim().is_empty() && seconds.is_none() => {
            line.push(Part::Words(" ".to_owned()))
        }
        true => line.push(Part::Time {
            said,
            seconds: seconds.or(shown),
        }),
        false => {
            if let Some(seconds) = seconds {
                line.push(Part::Time {
                    said: String::new(),
                    seconds: Some(seconds),
                });
            }
            line.push(Part::Words(format!(" {} ", said.trim())));
        }
    }
}

/// A tag's name in lower case, all of it, and what is behind; none if it is words.
fn tag(text: &str) -> Option<(String, &str, &str)> {
    let end = text[..text.floor_char_boundary(2000)].find('>')?;
    let (tag, behind) = text.split_at(end + 1);
    let inner = tag.trim_start_matches('<').trim_start_matches('/');
    let letter = inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '!');
    let name = inner
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .unwrap_or_default();
    (letter && !tag[1..].contains('<')).then(|| (name.to_ascii_lowercase(), tag, behind))
}

fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, behind) = tag.split_once(name)?;
    let value = behind.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split(quote).next()
}

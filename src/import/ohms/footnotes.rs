//! Footnotes. Transcripts that are plain text have `[[footnote]]1[[/footnote]]` and, at their end, `[[footnotes]][[note]]...[[/note]][[/footnotes]]`;
//! captions have `<c.1>words</c>` and, in notes at their end, `<annotation ref="1">...</annotation>`.

use std::collections::BTreeMap;

use crate::{
    archive::{FootnoteIndex, Format, FormatKind, ListIndex},
    import::{
        Account, Place, Report, Side,
        cues::{glue, tags},
        plain,
    },
    writer::{Block, Paragraph, Said},
};

const OPEN: &str = "[[footnote]]";
const CLOSE: &str = "[[/footnote]]";

/// What footnotes say, by their numbers.
pub(super) type Notes = BTreeMap<String, String>;

/// The text of a transcript without its footnotes, and these. The signs round them are no words of the result; what stands between them is told.
pub(super) fn of_text(text: &str, account: &mut Account) -> (String, Notes) {
    let mut notes = Notes::new();
    let (mut body, mut strays) = (String::new(), String::new());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("[[footnotes]]") {
        body.push_str(before);
        account.elsewhere(Side::Speech, "footnotes");
        let defined = behind.split_once("[[/footnotes]]");
        if defined.is_some() {
            account.elsewhere(Side::Speech, "footnotes");
        }
        let (defined, after) = defined.unwrap_or((behind, ""));
        rest = after;
        let mut parts = defined.split("[[note]]");
        strays.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let ends = part.split_once("[[/note]]");
            account.elsewhere(
                Side::Speech,
                if ends.is_some() { "note note" } else { "note" },
            );
            let (note, stray) = ends.unwrap_or((part, ""));
            strays.push('\n');
            strays.push_str(stray);
            for _ in 0..note.matches("[[link]]").count() + note.matches("[[/link]]").count() {
                account.elsewhere(Side::Speech, "link");
            }
            let words = note.replace("[[link]]", " ").replace("[[/link]]", " ");
            notes.insert((notes.len() + 1).to_string(), glue::squeezed(&words));
        }
    }
    body.push_str(rest);
    if !strays.trim().is_empty() {
        account.found("lines between footnotes", 1);
        let what = "what stands between footnotes belongs to none";
        account.left_out(
            Side::Speech,
            Report::new(
                "lines between footnotes",
                Place::default(),
                what,
                strays.trim(),
            ),
        );
    }
    (body, notes)
}

/// Captions with the signs that plain text has, without what is not theirs; their footnotes; and what else was noted of these.
pub(super) fn of_captions(text: &str) -> (String, Notes, Vec<String>) {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let end = [
        "NOTE\nTRANSCRIPTION END",
        "NOTE TRANSCRIPTION END",
        "NOTE\nANNOTATIONS BEGIN",
        "NOTE ANNOTATIONS BEGIN",
    ];
    let cut = end
        .iter()
        .filter_map(|sign| text.find(sign))
        .min()
        .unwrap_or(text.len());
    let (body, behind) = text.split_at(cut);
    let body = body
        .replace("NOTE\nTRANSCRIPTION BEGIN", "")
        .replace("NOTE TRANSCRIPTION BEGIN", "");
    let mut notes = Notes::new();
    let mut rest = behind;
    let mut others = String::new();
    while let Some((before, tag)) = rest.split_once("<annotation") {
        others.push_str(before);
        let (attributes, inner) = tag.split_once('>').unwrap_or((tag, ""));
        let (words, after) = inner.split_once("</annotation>").unwrap_or((inner, ""));
        let number = attributes
            .split("ref=\"")
            .nth(1)
            .and_then(|a| a.split('"').next())
            .unwrap_or_default();
        let words = glue::squeezed(&without_html(words));
        let said: &mut String = notes.entry(number.to_owned()).or_default();
        glue::add(said, &words);
        rest = after;
    }
    others.push_str(rest);
    let sign = |line: &&str| {
        !line.is_empty()
            && !matches!(
                *line,
                "NOTE"
                    | "TRANSCRIPTION END"
                    | "ANNOTATIONS BEGIN"
                    | "ANNOTATIONS END"
                    | "NOTE TRANSCRIPTION END"
                    | "NOTE ANNOTATIONS BEGIN"
                    | "NOTE ANNOTATIONS END"
            )
    };
    let others = others
        .lines()
        .map(str::trim)
        .filter(sign)
        .map(str::to_owned)
        .collect();
    (with_signs(&body), notes, others)
}

/// `<c.1>words</c>` becomes `words[[footnote]]1[[/footnote]]`.
fn with_signs(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<c.") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let inner = &tag["<c.".len()..];
        let digits = inner
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(inner.len());
        let (number, behind) = inner.split_at(digits);
        let words = behind
            .strip_prefix('>')
            .filter(|_| digits > 0)
            .and_then(|b| {
                let at = b[..b.floor_char_boundary(4000)].find("</c>")?;
                Some((&b[..at], &b[at + "</c>".len()..]))
            });
        match words {
            Some((words, behind)) => {
                out.push_str(&format!("{words}{OPEN}{number}{CLOSE}"));
                rest = behind;
            }
            None => {
                out.push_str("<c.");
                rest = inner;
            }
        }
    }
    out + rest
}

/// Words of HTML: a link shows where it leads behind them.
pub(super) fn without_html(html: &str) -> String {
    let mut out = String::new();
    let mut rest = html;
    let mut address: Option<String> = None;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let found = &rest[at..];
        let end = found[..found.floor_char_boundary(2000)].find('>');
        let letter = found[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let Some(end) = end.filter(|_| letter) else {
            out.push('<');
            rest = &found[1..];
            continue;
        };
        let tag = &found[..end];
        if tag.starts_with("<a ") {
            address = tag
                .split("href=\"")
                .nth(1)
                .and_then(|a| a.split('"').next())
                .map(str::to_owned);
        } else if tag == "</a" {
            if let Some(address) = address.take() {
                out.push_str(&format!(" {address}"));
            }
        } else if ["<p", "</p", "<br", "<div", "</div", "<li", "</li"]
            .iter()
            .any(|t| {
                tag == *t || tag.starts_with(&format!("{t} ")) || tag.starts_with(&format!("{t}/"))
            })
        {
            out.push(' ');
        }
        rest = &found[end + 1..];
    }
    out.push_str(rest);
    tags::decoded(&out).into_owned()
}

/// Sets the signs of footnotes in paragraphs, and their texts behind these. What belongs to nothing is told.
pub(super) fn set(said: &mut Said, notes: &Notes, account: &mut Account) {
    let mut places: BTreeMap<&str, FootnoteIndex> = BTreeMap::new();
    let mut texts: Vec<String> = Vec::new();
    for block in &mut said.blocks {
        if let Block::Paragraph(paragraph) = block {
            of_paragraph(paragraph, account, |number| {
                let (number, words) = notes
                    .get_key_value(number)
                    .filter(|(_, words)| !words.is_empty())?;
                Some(*places.entry(number).or_insert_with(|| {
                    texts.push(plain::as_markdown(words));
                    FootnoteIndex::at(texts.len() - 1)
                }))
            });
        }
    }
    said.blocks.retain(|block| match block {
        Block::Paragraph(p) => !p.text.trim().is_empty() || !p.formats.is_empty(),
        Block::Heading { .. } => true,
    });
    said.footnotes = texts;
    account.found("footnotes", notes.len());
    account.wrote("footnotes", places.len());
    for (number, words) in notes
        .iter()
        .filter(|(number, _)| !places.contains_key(number.as_str()))
    {
        let place = Place::known_as(format!("footnote {number}"));
        account.left_out(
            Side::Speech,
            Report::new(
                "footnotes",
                place,
                "no words have this footnote",
                words.as_str(),
            ),
        );
    }
}

/// Goes through a paragraph once: signs are taken out, and marks behind them move to the front.
fn of_paragraph(
    paragraph: &mut Paragraph,
    account: &mut Account,
    mut place: impl FnMut(&str) -> Option<FootnoteIndex>,
) {
    let text = std::mem::take(&mut paragraph.text);
    // Where a sign stood, and how many bytes are gone up to its end.
    let mut gone: Vec<(usize, usize)> = Vec::new();
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once(OPEN) {
        paragraph.text.push_str(before);
        let near = behind[..behind.floor_char_boundary(40)].find(CLOSE);
        let closed = near.map(|at| (&behind[..at], &behind[at + CLOSE.len()..]));
        account.elsewhere(
            Side::Speech,
            if closed.is_some() {
                "footnote footnote"
            } else {
                "footnote"
            },
        );
        let (number, after) = closed.unwrap_or(("", behind));
        rest = after;
        let at = u32::try_from(paragraph.text.len()).unwrap_or(u32::MAX);
        gone.push((
            text.len() - behind.len() - OPEN.len(),
            text.len() - rest.len() - paragraph.text.len(),
        ));
        let number = number.trim();
        account.elsewhere(Side::Speech, number);
        match place(number) {
            Some(footnote) => paragraph.formats.push(Format {
                range: at..at,
                kind: FormatKind::Footnote(footnote),
            }),
            None => {
                let what = format!("the footnote `{number}` has no text: its sign is left out");
                account.remark(Report::new("footnotes", Place::default(), what, ""));
            }
        }
    }
    paragraph.text.push_str(rest);
    for mark in &mut paragraph.marks {
        let old = mark.at as usize;
        let before = gone.partition_point(|(at, _)| *at < old);
        let less = before.checked_sub(1).map_or(0, |last| gone[last].1);
        mark.at = u32::try_from(old.saturating_sub(less)).unwrap_or(u32::MAX);
    }
}

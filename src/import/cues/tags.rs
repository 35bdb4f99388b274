//! The words of a cue, and who says them (WebVTT, section 6.4; SRT has some of the same tags).
//!
//! What only looks like a tag is words: `x < y`, `<laughs>`.

use std::borrow::Cow;

use quick_xml::escape::resolve_html5_entity;

use super::{Voice, clock, glue};

/// The longest tag, in bytes: what is longer is words.
const LONGEST: usize = 400;

/// Names of tags.
const NAMES: &[&str] = &[
    "b", "br", "c", "em", "font", "i", "lang", "rt", "ruby", "s", "span", "strong", "u", "v",
];

/// A line of a cue, or a part of one that one person says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CueLine {
    /// Who says it.
    pub(super) voice: Voice,
    /// The words; never none.
    pub(super) words: String,
    /// Since when it is shown, in seconds, if that is before its cue.
    pub(super) since: Option<f64>,
    /// Whether a paragraph begins with it: two line breaks stand before it.
    pub(super) parts: bool,
}

/// What a cue says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct CueWords {
    /// Its lines.
    pub(super) lines: Vec<CueLine>,
    /// How many of its tags set words in italics, in a colour, above others.
    pub(super) looks: usize,
    /// Whether words within it have times of their own.
    pub(super) timed: bool,
}

/// The words of a cue: its lines, joined by line feeds.
pub(super) fn words(payload: &str) -> CueWords {
    let payload = without_overrides(payload);
    let mut out = CueWords::default();
    let mut open = CueLine::default();
    let mut reading = false;
    let mut rest = payload.as_ref();
    while let Some(at) = rest.find(['<', '\n']) {
        open.words.push_str(&rest[..at]);
        let found = &rest[at..];
        if let Some(below) = found.strip_prefix('\n') {
            let voice = open.voice.clone();
            out.push(std::mem::take(&mut open));
            open.voice = voice;
            rest = below;
            continue;
        }
        let Some((tag, behind)) = tag(found) else {
            open.words.push('<');
            rest = &found[1..];
            continue;
        };
        match tag {
            Tag::Time => out.timed = true,
            Tag::Open("v", said) => {
                out.push(std::mem::take(&mut open));
                let name = glue::squeezed(&decoded(said));
                open.voice = match name.is_empty() {
                    true => Voice::Unknown,
                    false => Voice::Of(name),
                };
            }
            Tag::Close("v") => out.push(std::mem::take(&mut open)),
            Tag::Open("br", _) if is_broken(&open.words) => {
                let voice = open.voice.clone();
                out.push(std::mem::take(&mut open));
                (open.voice, open.parts) = (voice, true);
            }
            Tag::Open("br", _) => open.words.push(BREAK),
            // A reading stands above its word: in a line it goes in brackets, as where it cannot be set (HTML, 4.5.12).
            Tag::Open("rt", _) if !reading => {
                open.words.push('(');
                reading = true;
            }
            Tag::Close("rt" | "ruby") if reading => {
                open.words.push(')');
                reading = false;
            }
            Tag::Open("c" | "lang" | "ruby" | "span" | "rt", _) | Tag::Close(_) => {}
            Tag::Open(_, _) => out.looks += 1,
        }
        rest = behind;
    }
    open.words.push_str(rest);
    if reading {
        open.words.push(')');
    }
    out.push(open);
    out
}

/// A line break within a line of the file; a blank, when the words are squeezed.
const BREAK: char = '\u{2028}';

/// Whether words end with a line break.
fn is_broken(words: &str) -> bool {
    let words = words.trim_end_matches(|c: char| c.is_whitespace() && c != BREAK);
    let before = words.strip_suffix(BREAK);
    before.is_some_and(|before| !before.trim().is_empty())
}

enum Tag<'t> {
    /// A time within the words.
    Time,
    /// With its name, and what stands behind name and classes.
    Open(&'static str, &'t str),
    Close(&'static str),
}

/// The tag that a text begins with, and what is behind it.
fn tag(text: &str) -> Option<(Tag<'_>, &str)> {
    let near = &text[..text.floor_char_boundary(LONGEST)];
    let end = near.find('>')?;
    let (inner, behind) = (&text[1..end], &text[end + 1..]);
    if inner.contains('<') {
        return None;
    }
    if clock::seconds(inner).is_some() {
        return Some((Tag::Time, behind));
    }
    let (closes, inner) = match inner.strip_prefix('/') {
        Some(inner) => (true, inner.trim()),
        None => (false, inner.strip_suffix('/').unwrap_or(inner)),
    };
    let ends = |c: char| c == '.' || c.is_whitespace();
    let (name, more) = inner.split_at(inner.find(ends).unwrap_or(inner.len()));
    let name = NAMES
        .iter()
        .find(|known| known.eq_ignore_ascii_case(name))?;
    if closes {
        return Some((Tag::Close(name), behind));
    }
    let said = more.find(char::is_whitespace).map_or("", |at| &more[at..]);
    Some((Tag::Open(name, said), behind))
}

impl CueWords {
    fn push(&mut self, line: CueLine) {
        let words = glue::squeezed(&decoded(&line.words));
        if !words.is_empty() {
            self.lines.push(CueLine { words, ..line });
        }
    }
}

/// Words without what says where on the screen they stand (`{\an8}`): so SRT has it from Advanced SubStation.
fn without_overrides(text: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("{\\") {
        let near = &rest[at..rest.floor_char_boundary(at + LONGEST)];
        let Some(end) = near
            .find(['}', '\n'])
            .filter(|end| near[*end..].starts_with('}'))
        else {
            let past = at + "{\\".len();
            out.push_str(&rest[..past]);
            rest = &rest[past..];
            continue;
        };
        out.push_str(&rest[..at]);
        rest = &rest[at + end + 1..];
    }
    match rest.len() == text.len() {
        true => Cow::Borrowed(text),
        false => Cow::Owned(out + rest),
    }
}

/// Words with the signs that entities stand for (`&amp;`); what is none stays.
pub(in crate::import) fn decoded(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else {
        return Cow::Borrowed(text);
    };
    let mut out = text[..first].to_owned();
    let mut rest = &text[first..];
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let near = &rest[at + 1..rest.floor_char_boundary(at + 40)];
        let sign = near
            .find(';')
            .and_then(|end| Some((sign_of(&near[..end])?, end)));
        rest = match sign {
            Some((sign, end)) => {
                out.push_str(&sign);
                &rest[at + end + 2..]
            }
            None => {
                out.push('&');
                &rest[at + 1..]
            }
        };
    }
    Cow::Owned(out + rest)
}

fn sign_of(entity: &str) -> Option<Cow<'static, str>> {
    let Some(number) = entity.strip_prefix('#') else {
        return resolve_html5_entity(entity).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    let sign = code
        .ok()
        .and_then(char::from_u32)
        .filter(|c| !c.is_control());
    sign.map(|sign| Cow::Owned(sign.to_string()))
}

/// All that a text prints, without tags, by going through it once: for the account.
pub(super) fn printed(text: &str) -> String {
    let mut out = String::new();
    for (number, part) in text.split('<').enumerate() {
        let whole = format!("<{part}");
        let shown = match (number, tag(&whole)) {
            (0, _) => part,
            (_, Some((Tag::Open("br" | "rt", _) | Tag::Close("rt" | "ruby" | "v"), behind))) => {
                out.push(' ');
                out.push_str(behind);
                continue;
            }
            (_, Some((Tag::Open("v", _), behind))) => {
                out.push('\n');
                out.push_str(behind);
                continue;
            }
            (_, Some((_, behind))) => {
                out.push_str(behind);
                continue;
            }
            (_, None) => whole.as_str(),
        };
        out.push_str(shown);
    }
    decoded(&without_overrides(&out)).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(payload: &str) -> Vec<(Voice, String)> {
        let lines = words(payload).lines.into_iter();
        lines.map(|line| (line.voice, line.words)).collect()
    }

    #[test]
    fn voices_are_taken_from_tags() {
        let of = |name: &str| Voice::Of(name.to_owned());
        for (payload, meant) in [
            (
                "<v Dr. Chen>Good  morning",
                vec![(of("Dr. Chen"), "Good morning")],
            ),
            ("<v.loud.first A &amp; B>Hi</v>", vec![(of("A & B"), "Hi")]),
            ("<v >Hm", vec![(Voice::Unknown, "Hm")]),
            ("<v>Hm", vec![(Voice::Unknown, "Hm")]),
            (
                "<v A>Hi</v> <v B>Yo",
                vec![(of("A"), "Hi"), (of("B"), "Yo")],
            ),
            (
                "<v A>Hi</v>\nand",
                vec![(of("A"), "Hi"), (Voice::Held, "and")],
            ),
            ("<v A>one\ntwo", vec![(of("A"), "one"), (of("A"), "two")]),
        ] {
            let meant: Vec<_> = meant.into_iter().map(|(v, w)| (v, w.to_owned())).collect();
            assert_eq!(lines(payload), meant, "{payload}");
        }
    }

    #[test]
    fn two_line_breaks_part_paragraphs() {
        let parts = |payload: &str| -> Vec<(String, bool)> {
            let lines = words(payload).lines.into_iter();
            lines.map(|line| (line.words, line.parts)).collect()
        };
        let of = |words: &str, parts| (words.to_owned(), parts);
        assert_eq!(
            parts("<v A>one<br>two<br> <br/>three<br><br><br>four<br>five<br><br>"),
            [
                of("one two", false),
                of("three", true),
                of("four five", true)
            ]
        );
        assert_eq!(parts("<br><br>one"), [of("one", false)]);
    }

    #[test]
    fn words_are_what_is_no_tag() {
        for (payload, meant) in [
            ("well<00:00:00.500><c> then</c>", "well then"),
            ("<c.yellow.bg_blue>a</c><i>b</i> <b>c</b>", "ab c"),
            ("x < y and y > z", "x < y and y > z"),
            ("<laughs> no", "<laughs> no"),
            ("a <", "a <"),
            ("<v Bob", "<v Bob"),
            ("{\\an8}<font color=\"#fff\">up</font>", "up"),
            ("{\\an8 up", "{\\an8 up"),
            (
                "R&D &amp;amp; &lt;b&gt; &nope; &#8212;&#x41;",
                "R&D &amp; <b> &nope; —A",
            ),
            (
                "<ruby>漢<rt>かん</rt>字<rt>じ</rt></ruby>",
                "漢(かん)字(じ)",
            ),
            ("<lang en-GB>colour</lang>", "colour"),
        ] {
            let found: Vec<String> = lines(payload).into_iter().map(|(_, w)| w).collect();
            assert_eq!(found, [meant], "{payload}");
        }
        assert_eq!(words("<i>a</i> <00:00:01.000>b").looks, 1);
        assert!(words("<00:00:01.000>b").timed);
    }
}

//! What a line may begin with, in each of the ways in which transcripts print labels.

use super::{Line, clock::spoken_time, closed};
use crate::{
    archive::Locator,
    load::speech::{
        folded_label, is_titled, mark_beside_label, marks_taken, may_be_label, opening,
    },
    writer::Paragraph,
};

/// The most bytes of a label that stands without a colon.
const LONGEST: usize = 60;

/// So many dots, with blanks between them or not, lead from words to others; fewer leave something out.
const LEADERS: usize = 6;

/// How a label is told from its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// `Bob: words`.
    Colon,
    /// `Bob  0:12`, `Speaker 1 (12:31)`, `[00:12:31] Bob` on a line of its own.
    Time,
    /// `Q    words`: a letter and room behind it.
    Room,
    /// `Q - words`.
    Dash,
    /// `Mr. Roe. Words`.
    Stop,
    /// `**Bob** words`: set apart by how it is printed alone.
    Apart,
    /// `THE COURT` on a line of its own.
    Alone,
}

/// A label that a line may begin with.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub(super) style: Style,
    /// As printed, without times and directions.
    pub(super) name: String,
    /// What it is compared by.
    pub(super) key: String,
    pub(super) direction: Option<String>,
    pub(super) marks: Vec<Locator>,
    /// The byte at which the words begin.
    pub(super) end: usize,
    /// Whether it looks like a name rather than the beginning of a sentence.
    pub(super) shaped: bool,
    /// Whether a time stands where only a label has it.
    pub(super) timed: bool,
    /// Whether all of it is set apart from the words.
    pub(super) apart: bool,
}

/// All that a line may begin with, the likeliest first.
pub(super) fn candidates(line: &Line<'_>) -> Vec<Candidate> {
    let found = [
        timed(line),
        with_colon(line),
        with_room(line),
        with_dash(line),
        with_stop(line),
        set_apart(line),
        alone(line),
    ];
    found.into_iter().flatten().collect()
}

fn candidate(style: Style, name: &str, end: usize) -> Candidate {
    Candidate {
        style,
        key: folded_label(name),
        name: name.to_owned(),
        direction: None,
        marks: Vec::new(),
        end,
        shaped: true,
        timed: false,
        apart: false,
    }
}

fn with_colon(line: &Line<'_>) -> Option<Candidate> {
    let text = line.text;
    let found = opening(text)?;
    let name = &text[found.name.clone()];
    let directions: Vec<&str> = found.directions.iter().map(|d| &text[d.clone()]).collect();
    let stars = text[..found.name.start].ends_with(['*', '_']);
    let mut marks = found.marks;
    let mut end = found.end;
    // `Bob: (0:12)`, and the words in the next line.
    if let Some(mark) = in_brackets(text[end..].trim()).and_then(mark_beside_label) {
        marks.push(mark);
        end = text.len();
    }
    Some(Candidate {
        direction: (!directions.is_empty()).then(|| directions.join(" ")),
        timed: found.is_marked || marks.len() > 1 || end == text.len() && !marks.is_empty(),
        marks,
        end,
        shaped: found.is_shaped && !has_leaders(&text[found.end..]),
        apart: stars || line.apart >= found.name.end,
        ..candidate(Style::Colon, name, found.end)
    })
}

/// Whether words stand beside others with dots between them, as in a list of who is present or a table of contents.
fn has_leaders(words: &str) -> bool {
    let mut dots = 0;
    words.bytes().any(|byte| {
        dots = match byte {
            b'.' => dots + 1,
            b' ' => dots,
            _ => 0,
        };
        dots >= LEADERS
    })
}

/// A line that is a name and a time.
fn timed(line: &Line<'_>) -> Option<Candidate> {
    let text = line.text.trim_end();
    let lead = text.len() - text.trim_start().len();
    let (name, time) = name_and_time(text.trim())?;
    let name = name.trim_end_matches([':', ',', '-', '–']).trim();
    let fits = name.len() <= LONGEST && may_be_label(name) && !closed::is_never(name);
    fits.then(|| Candidate {
        marks: vec![time],
        timed: true,
        apart: line.apart >= lead + name.len(),
        ..candidate(Style::Time, name, line.text.len())
    })
}

/// `Bob  0:12`, `Bob (0:12)`, `Bob 3 minutes 12 seconds`, `[0:12] Bob`, `00:00:12 Bob`.
fn name_and_time(text: &str) -> Option<(&str, Locator)> {
    // Words before a bracket, or before the first digit of a time.
    if text.ends_with([')', ']']) {
        let open = text.rfind(['(', '['])?;
        let time = mark_beside_label(text.get(open + 1..text.len() - 1)?)?;
        return Some((&text[..open], time));
    }
    if text.starts_with(['(', '[']) {
        let close = text.find([')', ']'])?;
        let time = mark_beside_label(text.get(1..close)?)?;
        return Some((&text[close + 1..], time));
    }
    let blank = text.rfind(char::is_whitespace)?;
    let last = text[blank..].trim_start();
    if let Some(time) = mark_beside_label(last).filter(|_| last.contains(':')) {
        return Some((&text[..blank], time));
    }
    let first = text.split_whitespace().next()?;
    if let Some(time) = mark_beside_label(first).filter(|_| first.contains(':')) {
        return Some((&text[first.len()..], time));
    }
    // Of a spoken time four words at most: `1 hour 2 minutes 3 seconds` has six.
    let words = text.match_indices(char::is_whitespace);
    let (at, seconds) = words
        .filter(|(at, _)| {
            text[*at..]
                .trim_start()
                .starts_with(|c: char| c.is_ascii_digit())
        })
        .take(8)
        .find_map(|(at, _)| Some((at, spoken_time(text[at..].trim())?)))?;
    Some((&text[..at], spoken(seconds)?))
}

fn spoken(seconds: f64) -> Option<Locator> {
    let mut paragraph = Paragraph::default();
    paragraph.push_time(seconds);
    paragraph.marks.pop()
}

/// What stands in brackets, if words are nothing else.
fn in_brackets(words: &str) -> Option<&str> {
    let inside = words.strip_prefix(['(', '['])?;
    inside.strip_suffix([')', ']'])
}

fn with_room(line: &Line<'_>) -> Option<Candidate> {
    let text = line.text;
    let lead = text.len() - text.trim_start().len();
    let name = text
        .get(lead..lead + 1)
        .filter(|n| ["Q", "A"].contains(n))?;
    let behind = &text[lead + 1..];
    let words = behind.trim_start();
    let blanks = &behind[..behind.len() - words.len()];
    let room = blanks.contains('\t') || blanks.chars().count() >= 2 || words.is_empty();
    room.then(|| candidate(Style::Room, name, text.len() - words.len()))
}

fn with_dash(line: &Line<'_>) -> Option<Candidate> {
    let text = line.text;
    let lead = text.len() - text.trim_start().len();
    let name = text.get(lead..lead + 1).filter(|n| closed::is_letter(n))?;
    let behind = text[lead + 1..].trim_start();
    let words = behind.strip_prefix(['-', '–', '—'])?;
    let apart = words.is_empty() || words.starts_with(char::is_whitespace);
    let end = text.len() - words.trim_start().len();
    (apart && behind.len() < text.len() - lead - 1).then(|| candidate(Style::Dash, name, end))
}

fn with_stop(line: &Line<'_>) -> Option<Candidate> {
    let text = line.text;
    let (plain, _) = marks_taken(text);
    // Behind a time at its start a line is looked at as without it.
    let lead = match plain.len() < text.len() && text.ends_with(&plain) {
        true => text.len() - plain.len(),
        false => text.len() - text.trim_start().len(),
    };
    let rest = &text[lead..];
    let stars = rest.len() - rest.trim_start_matches(['*', '_']).len();
    let near = &rest[stars..rest.floor_char_boundary(rest.len().min(stars + LONGEST))];
    let stops = near.match_indices('.').map(|(at, _)| at);
    let is_name = |name: &str| {
        let plain = !name.contains(['*', '_', ',', ':']) && may_be_label(name);
        let letter = ["Q", "A"].contains(&name);
        let titled = is_titled(name) || closed::is_office(name);
        letter || plain && (titled || is_in_capitals(name))
    };
    let at = stops.take(8).find(|at| is_name(near[..*at].trim_end()))?;
    let behind = &rest[stars + at + 1..];
    let closing = &behind[..behind.len() - behind.trim_start_matches(['*', '_']).len()];
    let behind = &behind[closing.len()..];
    let ends =
        closing.len() == stars && (behind.is_empty() || behind.starts_with(char::is_whitespace));
    let words = behind.trim_start_matches(|c: char| c.is_whitespace() || "-–—".contains(c));
    let marks = marks_taken(&text[..lead]).1;
    ends.then(|| Candidate {
        timed: !marks.is_empty(),
        marks,
        apart: stars > 0 || line.apart > lead + at,
        ..candidate(Style::Stop, &near[..=at], text.len() - words.len())
    })
}

/// The beginning of a line that is set apart from the words behind it, without a sign between.
fn set_apart(line: &Line<'_>) -> Option<Candidate> {
    let head = line.text.get(..line.apart)?;
    let name = head.trim();
    let words = line.text[line.apart..].trim_start();
    let fits = !words.is_empty()
        && !name.contains(':')
        && name.len() <= LONGEST
        && (may_be_label(name) || closed::is_known(name));
    fits.then(|| Candidate {
        apart: true,
        ..candidate(Style::Apart, name, line.text.len() - words.len())
    })
}

/// A line that is a name in capitals, or set apart, and nothing else.
fn alone(line: &Line<'_>) -> Option<Candidate> {
    let name = line.text.trim();
    let apart = line.apart > 0 && line.apart >= line.text.trim_end().len();
    let fits = name.len() <= LONGEST
        && !name.ends_with('.')
        && !name.contains(':')
        && name.split_whitespace().count() <= 4
        && may_be_label(name)
        && (apart || is_in_capitals(name));
    fits.then(|| Candidate {
        apart,
        ..candidate(Style::Alone, name, line.text.len())
    })
}

/// Two letters or more, all of them capitals.
pub(super) fn is_in_capitals(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() >= 2 && letters().all(char::is_uppercase)
}

//! Speakers' labels at the start of a line: which of the known ones a line begins with.
//!
//! Labels are compared after the folding that quotes have (white space, quotes, dashes, invisible marks, NFC and NFD). Behind the name may
//! stand a time and a direction; in front of it, and round it, the signs of Markdown for bold and italic words.

use std::ops::Range;

use rapidhash::RapidHashMap;

use super::{
    directions::is_direction,
    marks::{self, Mark},
};
use crate::{archive::LocatorKind, text::fold};

/// How much longer than a label what stands before its colon may be: stars, a time, a direction, signs that fold to fewer bytes.
const ROOM: usize = 160;

/// How many colons of a line are looked at.
const MOST_COLONS: usize = 10;

/// Signs that may stand for a colon; NFKC folds some of them, not all.
fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：' | '﹕' | '︓' | '∶' | '꞉' | '፦')
}

/// What a label at the start of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A turn of this speaker begins.
    Speaker(u32),
    /// It is words.
    Words,
}

/// The labels that are known, by their folded form.
#[derive(Debug, Default)]
pub(super) struct Labels {
    known: RapidHashMap<String, Meaning>,
    /// Those of them that need no colon, since they end in a full stop and no line has them with one: `Q. Did you?`
    stopped: RapidHashMap<String, Meaning>,
    /// Bytes of the longest.
    longest: usize,
}

/// A label at the start of a line.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub(super) meaning: Meaning,
    /// The byte of the line at which it begins, marks before it left out.
    pub(super) start: usize,
    /// The label as printed, without emphasis, times and directions.
    pub(super) name: Range<usize>,
    /// Directions behind it, with their brackets.
    pub(super) directions: Vec<Range<usize>>,
    /// Times before it and behind it.
    pub(super) marks: Vec<Mark>,
    /// The byte behind its colon, and behind the stars that close there.
    pub(super) end: usize,
}

impl Labels {
    /// Adds a label; empty ones never match, and the first of equal ones wins.
    pub(super) fn add(&mut self, label: &str, meaning: Meaning) {
        let folded = folded(label);
        if !folded.is_empty() {
            self.longest = self.longest.max(folded.len()).max(label.len());
            self.known.entry(folded).or_insert(meaning);
        }
    }

    /// What a label means, whatever its signs.
    pub(super) fn meaning(&self, label: &str) -> Option<Meaning> {
        self.known.get(&folded(label)).copied()
    }

    /// Lets labels that end in a full stop do without a colon, if none of `lines` (each with the byte at which words may begin) has them
    /// with one: where `J.R.: yes` is printed, `J.R. said` is words.
    pub(super) fn without_colons<'a>(&mut self, lines: impl Iterator<Item = (&'a str, usize)>) {
        let ends = |label: &str| label.ends_with('.');
        let stopped = self.known.iter().filter(|(label, _)| ends(label));
        let mut stopped: RapidHashMap<String, Meaning> =
            stopped.map(|(label, &m)| (label.clone(), m)).collect();
        if stopped.is_empty() {
            return;
        }
        for (line, from) in lines {
            if let Some(hit) = self.find(line, from) {
                stopped.remove(&folded(&line[hit.name]));
            }
        }
        self.stopped = stopped;
    }

    /// The label that `line` begins with at byte `from`, or behind a time there.
    pub(super) fn find(&self, line: &str, from: usize) -> Option<Hit> {
        if self.known.is_empty() {
            return None;
        }
        self.at(line, from).or_else(|| {
            let (at, mut times) = marks::before_label(line, from)?;
            let mut hit = self.at(line, at)?;
            times.append(&mut hit.marks);
            hit.marks = times;
            Some(hit)
        })
    }

    fn at(&self, line: &str, from: usize) -> Option<Hit> {
        let heads = heads(line, from, self.longest + ROOM);
        // The longest label wins: the one before the last colon.
        heads
            .rev()
            .find_map(|head| {
                let (peeled, meaning) = peel(line, &head, |name| self.meaning(name))?;
                Some(hit(&head, peeled, meaning))
            })
            .or_else(|| self.stopped_at(line, from))
    }

    /// A label that ends in a full stop and needs no colon; the longest wins.
    fn stopped_at(&self, line: &str, from: usize) -> Option<Hit> {
        if self.stopped.is_empty() {
            return None;
        }
        let until = line.floor_char_boundary(line.len().min(from + self.longest + ROOM));
        let opening = line[from..].len() - line[from..].trim_start_matches(['*', '_']).len();
        let (signs, start) = (&line[from..from + opening], from + opening);
        let stops = line[start..until].match_indices('.').take(MOST_COLONS);
        let stops: Vec<usize> = stops.map(|(i, _)| start + i + 1).collect();
        stops.into_iter().rev().find_map(|stop| {
            let behind = line[stop..].strip_prefix(signs)?;
            let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
            let meaning = *self
                .stopped
                .get(&folded(&line[start..stop]))
                .filter(|_| ends)?;
            Some(Hit {
                meaning,
                start: from,
                name: start..stop,
                directions: Vec::new(),
                marks: Vec::new(),
                end: stop + opening,
            })
        })
    }
}

fn hit(head: &Head, peeled: Peeled, meaning: Meaning) -> Hit {
    Hit {
        meaning,
        start: head.start,
        name: peeled.name,
        directions: peeled.directions,
        marks: peeled.times,
        end: head.end,
    }
}

/// A label's form for comparing.
pub(super) fn folded(label: &str) -> String {
    let plain = label.trim();
    // Most labels are plain words with single blanks.
    let simple = plain.bytes().all(|b| b.is_ascii_graphic() || b == b' ') && !plain.contains("  ");
    match simple {
        true => plain.to_owned(),
        false => fold(plain).trim().to_owned(),
    }
}

/// What stands before one colon of a line.
#[derive(Clone, Debug)]
pub(super) struct Head {
    /// Where it begins.
    pub(super) start: usize,
    /// The words before the colon, signs of emphasis at both ends taken off.
    pub(super) inner: Range<usize>,
    /// A closing sign of emphasis inside them: `**Bob** (laughing)`.
    closing: Option<Range<usize>>,
    /// The byte behind the colon, and behind the stars that close there.
    pub(super) end: usize,
    /// Whether the colon is a full-width one.
    pub(super) wide: bool,
}

impl Head {
    /// Whether no sign of emphasis closes inside it.
    pub(super) fn plain(&self) -> bool {
        self.closing.is_none()
    }

    /// The same with other words before the colon.
    pub(super) fn of(&self, inner: Range<usize>) -> Self {
        Self {
            inner,
            ..self.clone()
        }
    }
}

/// What stands before each of the first colons of a line, from byte `from`, at most `reach` bytes of it.
pub(super) fn heads(
    line: &str,
    from: usize,
    reach: usize,
) -> impl DoubleEndedIterator<Item = Head> {
    let until = line.floor_char_boundary(line.len().min(from + reach));
    let part = &line[from..until];
    let ascii = memchr::memchr(b':', part.as_bytes()).is_some();
    let mut colons: Vec<(usize, char)> = Vec::new();
    if ascii || !part.is_ascii() {
        colons = part
            .char_indices()
            .filter(|&(_, c)| is_colon(c))
            .take(MOST_COLONS)
            .map(|(i, c)| (from + i, c))
            .collect();
    }
    let heads: Vec<Head> = colons
        .into_iter()
        .filter_map(|(at, colon)| head(line, from, at, colon))
        .collect();
    heads.into_iter()
}

fn head(line: &str, start: usize, colon: usize, sign: char) -> Option<Head> {
    let after = colon + sign.len_utf8();
    let before = &line[start..colon];
    let opening = before.len() - before.trim_start_matches(['*', '_']).len();
    // A star before a blank is the sign of a list.
    let opening = match before[opening..].starts_with(char::is_whitespace) {
        true => 0,
        false => opening,
    };
    let trimmed = |range: Range<usize>| {
        let text = &line[range.clone()];
        let lead = text.len() - text.trim_start().len();
        range.start + lead..range.start + lead + text.trim().len()
    };
    let plain = Head {
        start,
        inner: trimmed(start..colon),
        closing: None,
        end: after,
        wide: sign != ':',
    };
    if opening == 0 {
        return (!plain.inner.is_empty()).then_some(plain);
    }
    if opening > 3 {
        return None;
    }
    let closing: String = before[..opening].chars().rev().collect();
    let inside = start + opening..colon;
    if let Some(at) = line[inside.clone()].rfind(&closing) {
        let at = inside.start + at;
        let run = at..at + closing.len();
        return Some(Head {
            inner: trimmed(inside),
            closing: Some(run),
            ..plain
        });
    }
    let rest = &line[after..];
    let blanks = rest.len() - rest.trim_start().len();
    rest[blanks..].starts_with(&closing).then(|| Head {
        inner: trimmed(inside),
        end: after + blanks + closing.len(),
        ..plain
    })
}

/// A head without what stands behind the name.
#[derive(Clone, Debug, Default)]
pub(super) struct Peeled {
    pub(super) name: Range<usize>,
    pub(super) times: Vec<Mark>,
    pub(super) directions: Vec<Range<usize>>,
}

/// Takes times and directions off the end of a head, one by one, until `known` knows the name that is left.
pub(super) fn peel<T>(
    line: &str,
    head: &Head,
    known: impl Fn(&str) -> Option<T>,
) -> Option<(Peeled, T)> {
    let mut peeled = Peeled {
        name: head.inner.clone(),
        ..Peeled::default()
    };
    // `**[00:01:02] Bob:**`
    if head.inner.start > head.start
        && let Some((at, times)) = marks::before_label(&line[..head.inner.end], head.inner.start)
    {
        peeled.name.start = at.min(peeled.name.end);
        peeled.times = times;
    }
    for _ in 0..5 {
        if head.closing.is_none()
            && let Some(found) = known(&line[peeled.name.clone()])
        {
            return Some((peeled, found));
        }
        if let Some(closing) = &head.closing
            && peeled.name.end == closing.end
        {
            // `**Bob**`: the name ends before the stars.
            peeled.name.end = closing.start;
            peeled.name.end -=
                line[peeled.name.clone()].len() - line[peeled.name.clone()].trim_end().len();
            return peel_plain(line, peeled, known);
        }
        off(line, &mut peeled)?;
    }
    None
}

/// The same for a name whose closing stars are off.
fn peel_plain<T>(
    line: &str,
    mut peeled: Peeled,
    known: impl Fn(&str) -> Option<T>,
) -> Option<(Peeled, T)> {
    for _ in 0..5 {
        if let Some(found) = known(&line[peeled.name.clone()]) {
            return Some((peeled, found));
        }
        off(line, &mut peeled)?;
    }
    None
}

/// Takes one time or direction off the end of a name.
fn off(line: &str, peeled: &mut Peeled) -> Option<()> {
    let name = &line[peeled.name.clone()];
    let (group, inside) = last_group(name).or_else(|| last_time(name))?;
    let at = peeled.name.start;
    let kind = marks::time_beside_label(&name[inside.clone()])
        .or_else(|| marks::page_beside_label(&name[inside.clone()]));
    match kind {
        Some(kind) => {
            let before = peeled.times.iter().filter(|t| t.range.end <= at).count();
            peeled.times.insert(before, mark(at, &group, &inside, kind));
        }
        None if is_direction(&name[inside]) => peeled
            .directions
            .insert(0, at + group.start..at + group.end),
        None => return None,
    }
    peeled.name.end = at + name[..group.start].trim_end().len();
    (!peeled.name.is_empty()).then_some(())
}

fn mark(at: usize, group: &Range<usize>, inside: &Range<usize>, kind: LocatorKind) -> Mark {
    Mark {
        range: at + group.start..at + group.end,
        kind,
        text: at + inside.start..at + inside.end,
    }
}

/// The last pair of brackets of `name`, which must end it; and what is inside.
pub(super) fn last_group(name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let close = name.chars().next_back()?;
    let open = match close {
        ')' => '(',
        ']' => '[',
        '}' => '{',
        '>' => '<',
        '）' => '（',
        '］' => '［',
        '】' => '【',
        '〕' => '〔',
        _ => return None,
    };
    let mut depth = 0;
    for (i, c) in name.char_indices().rev() {
        if c == close {
            depth += 1;
        } else if c == open {
            depth -= 1;
            if depth == 0 {
                let inside = i + open.len_utf8()..name.len() - close.len_utf8();
                return Some((i..name.len(), inside));
            }
        }
    }
    None
}

/// A time without brackets at the end of `name`: `Q 00:01:02`.
fn last_time(name: &str) -> Option<(Range<usize>, Range<usize>)> {
    let at = name.rfind(char::is_whitespace)?;
    let word = at + name[at..].len() - name[at..].trim_start().len()..name.len();
    let time = &name[word.clone()];
    (time.contains(':') && marks::time_beside_label(time).is_some()).then(|| (word.clone(), word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(known: &[&str]) -> Labels {
        let mut labels = Labels::default();
        for (i, label) in (0..).zip(known) {
            labels.add(label, Meaning::Speaker(i));
        }
        labels
    }

    /// Speaker, directions, times, and the words behind the label.
    fn found(labels: &Labels, line: &str) -> Option<(u32, String, usize, String)> {
        let hit = labels.find(line, 0)?;
        let Meaning::Speaker(speaker) = hit.meaning else {
            return None;
        };
        let directions: Vec<&str> = hit.directions.iter().map(|d| &line[d.clone()]).collect();
        Some((
            speaker,
            directions.join(" "),
            hit.marks.len(),
            line[hit.end..].trim().to_owned(),
        ))
    }

    fn plain(speaker: u32, words: &str) -> Option<(u32, String, usize, String)> {
        Some((speaker, String::new(), 0, words.to_owned()))
    }

    #[test]
    fn the_longest_label_wins_and_the_colon_may_vary() {
        let labels = labels(&[
            "SG",
            "Mr. X",
            "Mr. X (spoke in French)",
            "主席",
            "Q: Smith",
            "Q",
        ]);
        assert_eq!(found(&labels, "SG: yes"), plain(0, "yes"));
        assert_eq!(found(&labels, "SG : yes"), plain(0, "yes"));
        assert_eq!(
            found(&labels, "Mr. X (spoke in French): oui"),
            plain(2, "oui")
        );
        assert_eq!(found(&labels, "主席：好"), plain(3, "好"));
        assert_eq!(found(&labels, "Q: Smith: why?"), plain(4, "why?"));
        assert_eq!(found(&labels, "Q: Smith did?"), plain(5, "Smith did?"));
        assert_eq!(found(&labels, "SGX: no"), None);
        assert_eq!(found(&labels, "SG says: no"), None);
        assert_eq!(found(&labels, "sg: no"), None);
    }

    #[test]
    fn a_label_that_ends_in_a_full_stop_needs_no_colon() {
        let lines = ["Q. Did you?", "J.R.: yes", "**Mr. ROE.** I did."];
        let mut labels = labels(&["Q.", "A.", "J.R.", "Mr. ROE."]);
        assert_eq!(found(&labels, lines[0]), None);
        labels.without_colons(lines.into_iter().map(|line| (line, 0)));
        assert_eq!(found(&labels, "Q. Did you?"), plain(0, "Did you?"));
        assert_eq!(found(&labels, "A."), plain(1, ""));
        assert_eq!(found(&labels, lines[2]), plain(3, "I did."));
        assert_eq!(found(&labels, "00:01:02 Q. Why?").map(|f| f.2), Some(1));
        for words in ["J.R. said no", "A.M. radio", "Q.E.D.", "Mr. ROE said so."] {
            assert_eq!(found(&labels, words), None, "{words}");
        }
    }

    #[test]
    fn times_beside_a_label_have_many_forms() {
        let labels = labels(&["Bob"]);
        for line in [
            "{00:01:02} Bob: x",
            "<00:01:02> Bob: x",
            "(1:02) Bob: x",
            "【00:01:02】 Bob: x",
            "00:01:02 - Bob: x",
            "(00:01:02 - 00:01:09) Bob: x",
            "Bob [00:01:02 --> 00:01:09]: x",
            "Bob (01:00:10:12): x",
            "**[00:01:02] Bob:** x",
            "**00:01:02 Bob**: x",
            "*[00:01:02]* **Bob:** x",
            "**00:01:02** Bob: x",
        ] {
            let (speaker, direction, times, words) = found(&labels, line).expect(line);
            assert_eq!(
                (speaker, &*direction, times, &*words),
                (0, "", 1, "x"),
                "{line}"
            );
        }
        for line in ["(1:02) and Bob: x", "{x} Bob: x", "- Bob: x", "* Bob: x"] {
            assert_eq!(found(&labels, line), None, "{line}");
        }
    }

    #[test]
    fn labels_are_folded_as_quotes_are() {
        let labels = labels(&["Ms. O'Roe", "José", "Smith-Jones"]);
        for line in [
            "Ms.\u{a0}O’Roe: x",
            "Ms.  O'Roe\u{200f} : x",
            "\u{feff}Ms. O'Roe\u{202f}: x",
            "Ms.\tO'Roe: x",
        ] {
            assert_eq!(found(&labels, line), plain(0, "x"), "{line:?}");
        }
        assert_eq!(found(&labels, "Jose\u{301}: x"), plain(1, "x"));
        assert_eq!(found(&labels, "Smith‑Jones: x"), plain(2, "x"));
    }

    #[test]
    fn a_direction_is_not_the_label_and_another_bracket_is() {
        let labels = labels(&["Bob", "Ms. Roe"]);
        let with =
            |speaker, direction: &str| Some((speaker, direction.to_owned(), 0, "x".to_owned()));
        assert_eq!(found(&labels, "Bob (laughing): x"), with(0, "(laughing)"));
        assert_eq!(found(&labels, "Ms. Roe [crying]: x"), with(1, "[crying]"));
        assert_eq!(
            found(&labels, "Ms. Roe (through interpreter) (crying): x"),
            with(1, "(through interpreter) (crying)")
        );
        assert_eq!(found(&labels, "Bob (Kenya): x"), None);
        assert_eq!(found(&labels, "Bob (Mr. Y): x"), None);
    }

    #[test]
    fn bold_and_italic_labels_are_labels() {
        let labels = labels(&["Bob", "Q"]);
        for line in [
            "**Bob:** x",
            "**Bob**: x",
            "**Bob** : x",
            "*Bob:* x",
            "__Bob__: x",
            "***Bob:*** x",
            "**Bob :** x",
            "**Bob: ** x",
        ] {
            assert_eq!(found(&labels, line), plain(0, "x"), "{line}");
        }
        assert_eq!(found(&labels, "**Bob:**"), plain(0, ""));
        assert_eq!(
            found(&labels, "**Bob** (laughing): x").map(|f| f.1),
            Some("(laughing)".into())
        );
        assert_eq!(
            found(&labels, "**Bob (laughing):** x").map(|f| f.1),
            Some("(laughing)".into())
        );
        assert_eq!(found(&labels, "**Bob: x**"), None);
        assert_eq!(found(&labels, "**Bob: x y"), None);
    }

    #[test]
    fn times_beside_a_label_are_marks() {
        let labels = labels(&["Q"]);
        for line in [
            "(00:01:02) Q: x",
            "00:01:02 Q: x",
            "01:02 Q: x",
            "Q [00:01:02]: x",
            "Q (01:02): x",
            "Q 00:01:02: x",
        ] {
            assert_eq!(
                found(&labels, line),
                Some((0, String::new(), 1, "x".into())),
                "{line}"
            );
        }
        assert_eq!(found(&labels, "00:01:02 and Q: x"), None);
    }
}

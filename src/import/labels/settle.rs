//! Which of the candidates are labels: decided of the file as a whole.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Begun, Found, Line,
    candidate::{Candidate, Style, is_in_capitals},
    closed,
};
use crate::{
    load::speech::{self, Body, LabelReason, Layout, folded_label, is_titled},
    writer::Label,
};

/// What is known of a label in a style.
#[derive(Default)]
struct Tally<'c> {
    name: &'c str,
    /// Lines that begin with it, and look so.
    count: usize,
    timed: bool,
    apart: usize,
    directed: bool,
}

impl Tally<'_> {
    /// Whether its form alone says that it is a label.
    fn is_strong(&self) -> bool {
        closed::is_known(self.name) || is_titled(self.name) || self.timed || self.directed
    }
}

/// So many labels above the words make a file in which they stand there.
const FEWEST_ABOVE: usize = 3;

type Tallies<'c> = BTreeMap<Style, BTreeMap<&'c str, Tally<'c>>>;
type Accepted<'c> = BTreeSet<(Style, &'c str)>;

pub(super) fn settle(lines: &[Line<'_>], candidates: &[Vec<Candidate>]) -> Found {
    let tallies = tallies(lines, candidates);
    let mut accepted = Accepted::new();
    let none = BTreeMap::new();
    let of = |style| tallies.get(&style).unwrap_or(&none);
    with_colons(of(Style::Colon), &mut accepted);
    first_of_all(lines, candidates, &mut accepted);
    as_they_are_spotted(lines, of(Style::Colon), &mut accepted);
    above_words(lines, candidates, &mut accepted);
    with_times(of(Style::Time), &mut accepted);
    letters(of(Style::Room), &mut accepted, Style::Room);
    letters(of(Style::Dash), &mut accepted, Style::Dash);
    with_stops(&tallies, &mut accepted);
    set_apart(&tallies, &mut accepted);
    alone(of(Style::Alone), &mut accepted);
    given(lines, candidates, &accepted)
}

fn tallies<'c>(lines: &[Line<'_>], candidates: &'c [Vec<Candidate>]) -> Tallies<'c> {
    let mut tallies = Tallies::new();
    let begins = lines
        .iter()
        .zip(candidates)
        .filter(|(line, _)| !line.within);
    for candidate in begins.flat_map(|(_, candidates)| candidates) {
        let style = tallies.entry(candidate.style).or_default();
        let tally = style.entry(candidate.key.as_str()).or_insert(Tally {
            name: &candidate.name,
            ..Tally::default()
        });
        tally.count += usize::from(candidate.shaped);
        tally.timed |= candidate.timed;
        tally.apart += usize::from(candidate.apart);
        tally.directed |= candidate.direction.is_some();
    }
    tallies
}

fn with_colons<'c>(tallies: &BTreeMap<&'c str, Tally<'c>>, accepted: &mut Accepted<'c>) {
    let possible = || {
        let all = tallies.iter().map(|(key, tally)| (*key, tally));
        all.filter(|(_, tally)| tally.count > 0 && !closed::is_never(tally.name))
    };
    let capitals = possible().any(|(_, tally)| tally.count > 1 && is_in_capitals(tally.name));
    let strong = possible().filter(|(_, tally)| tally.is_strong() && tally.count > 1);
    let is_strong = strong.count() > 1;
    let apart = possible().filter(|(_, tally)| tally.apart > 0).count();
    for (key, tally) in possible() {
        let several = tally.name.contains(' ');
        let recurs = match is_in_capitals(tally.name) {
            true => tally.count > 1 || capitals && several,
            // Among labels that are surely some, two paragraphs that begin with one word and a colon may be of a list.
            false => tally.count > 2 || tally.count > 1 && (several || !is_strong),
        };
        let bold = tally.apart > 0 && (tally.apart > 1 || apart > 1);
        if tally.is_strong() || recurs || bold {
            accepted.insert((Style::Colon, key));
        }
    }
}

/// Of labels that recur in a file, the first may stand once, under another name: `Secretary-General:`, and `SG:` behind it. What stands before it
/// would else be nobody's.
fn first_of_all<'c>(
    lines: &[Line<'_>],
    candidates: &'c [Vec<Candidate>],
    accepted: &mut Accepted<'c>,
) {
    let mut possible =
        with_colon(lines, candidates).filter(|(_, c)| c.shaped && !closed::is_never(&c.name));
    if accepted.is_empty() {
        return;
    }
    // On a line of its own a heading stands, too.
    let fits = |(line, c): &(&Line<'_>, &Candidate)| c.marks.is_empty() && !is_above(line, c);
    if let Some((_, first)) = possible.next().filter(fits) {
        accepted.insert((Style::Colon, first.key.as_str()));
    }
}

/// What is nearly a label of the file, built of one, or has the shape of one: by the rules by which a transcript of the archive would be read.
fn as_they_are_spotted<'c>(
    lines: &[Line<'_>],
    tallies: &BTreeMap<&'c str, Tally<'c>>,
    accepted: &mut Accepted<'c>,
) {
    let declared: Vec<String> = accepted
        .iter()
        .filter_map(|(_, key)| tallies.get(key))
        .map(|tally| tally.name.to_owned())
        .collect();
    if declared.is_empty() {
        return;
    }
    let whole = lines.iter().filter(|line| !line.within);
    let mut text = String::new();
    for line in whole {
        text.push_str(&line.text.replace(['\n', '\r'], " "));
        text.push('\n');
    }
    let body = Body::new(&text, 0..text.len(), &[]);
    for spotted in speech::spot(&body, Layout::Lines, &declared, &[]) {
        let sure = match spotted.why {
            LabelReason::Nearly(_) | LabelReason::Built(_) | LabelReason::Shaped => true,
            LabelReason::Recurs => false,
        };
        let key = folded_label(&spotted.label);
        if let Some((key, _)) = tallies
            .get_key_value(key.as_str())
            .filter(|(_, tally)| sure && tally.count > 0 && !closed::is_never(tally.name))
        {
            accepted.insert((Style::Colon, key));
        }
    }
}

/// Where most labels stand above the words, on lines of their own, any other that does is one, too, once somebody speaks: whoever speaks but
/// once would else be heard as who spoke before.
fn above_words<'c>(
    lines: &[Line<'_>],
    candidates: &'c [Vec<Candidate>],
    accepted: &mut Accepted<'c>,
) {
    let colons: Vec<_> = with_colon(lines, candidates).collect();
    let is_accepted = |c: &Candidate| accepted.contains(&(Style::Colon, c.key.as_str()));
    let Some(first) = colons.iter().position(|(_, c)| is_accepted(c)) else {
        return;
    };
    let labels = || colons.iter().filter(|(_, c)| is_accepted(c));
    let above = labels().filter(|(line, c)| is_above(line, c)).count();
    if above < FEWEST_ABOVE || above * 2 <= labels().count() {
        return;
    }
    let others = colons.iter().skip(first).filter(|(line, c)| {
        is_above(line, c) && c.shaped && c.marks.is_empty() && !closed::is_never(&c.name)
    });
    accepted.extend(others.map(|(_, c)| (Style::Colon, c.key.as_str())));
}

/// The lines that may begin with a label and a colon, with what that would be.
fn with_colon<'l, 't, 'c>(
    lines: &'l [Line<'t>],
    candidates: &'c [Vec<Candidate>],
) -> impl Iterator<Item = (&'l Line<'t>, &'c Candidate)> {
    let begins = lines.iter().zip(candidates);
    let begins = begins.filter(|(line, _)| !line.within);
    begins.filter_map(|(line, all)| Some((line, all.iter().find(|c| c.style == Style::Colon)?)))
}

/// Whether no words stand behind a label on its line.
fn is_above(line: &Line<'_>, candidate: &Candidate) -> bool {
    line.text[candidate.end..].trim().is_empty()
}

/// A list of names and times is an agenda, unless a name recurs.
fn with_times<'c>(tallies: &BTreeMap<&'c str, Tally<'c>>, accepted: &mut Accepted<'c>) {
    let recurs = tallies
        .values()
        .any(|tally| tally.count > 1 || closed::is_known(tally.name));
    if recurs {
        accepted.extend(tallies.keys().map(|key| (Style::Time, *key)));
    }
}

/// Letters without a colon: one that recurs, or both of a question and its answer.
fn letters<'c>(tallies: &BTreeMap<&'c str, Tally<'c>>, accepted: &mut Accepted<'c>, style: Style) {
    let count: usize = tallies.values().map(|tally| tally.count).sum();
    if count > 1 {
        accepted.extend(tallies.keys().map(|key| (style, *key)));
    }
}

/// How many lines begin with accepted labels of a style.
fn hits(tallies: &Tallies<'_>, accepted: &Accepted<'_>, style: Style) -> usize {
    let all = tallies.get(&style).into_iter().flatten();
    let kept = all.filter(|(key, _)| accepted.contains(&(style, *key)));
    kept.map(|(_, tally)| tally.count).sum()
}

/// A name with a full stop is a label where the file's labels look so: at least two, one of which recurs, and more of them than with colons.
fn with_stops<'c>(tallies: &Tallies<'c>, accepted: &mut Accepted<'c>) {
    let Some(stops) = tallies.get(&Style::Stop) else {
        return;
    };
    let count: usize = stops.values().map(|tally| tally.count).sum();
    let recurs = stops.values().any(|tally| tally.count > 1);
    if count > 2 && stops.len() > 1 && recurs && count > hits(tallies, accepted, Style::Colon) {
        let once = |name: &str| is_titled(name.trim_end_matches('.')) || closed::is_office(name);
        let kept = stops
            .iter()
            .filter(|(_, tally)| tally.count > 1 || tally.apart > 0 || once(tally.name));
        accepted.extend(kept.map(|(key, _)| (Style::Stop, *key)));
    }
}

/// Names that are told from the words by how they are printed: where they recur, and most labels are so.
fn set_apart<'c>(tallies: &Tallies<'c>, accepted: &mut Accepted<'c>) {
    let Some(apart) = tallies.get(&Style::Apart) else {
        return;
    };
    let recurring = apart.iter().filter(|(_, tally)| tally.count > 1);
    let recurring: Vec<_> = recurring.collect();
    let count: usize = recurring.iter().map(|(_, tally)| tally.count).sum();
    if count > 2 && count > hits(tallies, accepted, Style::Colon) {
        accepted.extend(recurring.into_iter().map(|(key, _)| (Style::Apart, *key)));
    }
}

/// Names on lines of their own: two that recur, in a file that has no other labels.
fn alone<'c>(tallies: &BTreeMap<&'c str, Tally<'c>>, accepted: &mut Accepted<'c>) {
    let recurring: Vec<_> = tallies.iter().filter(|(_, t)| t.count > 1).collect();
    if accepted.is_empty() && recurring.len() > 1 {
        let more = |tally: &Tally<'_>| tally.count > 1 || tally.apart > 0;
        let kept = tallies.iter().filter(|(_, tally)| more(tally));
        accepted.extend(kept.map(|(key, _)| (Style::Alone, *key)));
    }
}

fn given(lines: &[Line<'_>], candidates: &[Vec<Candidate>], accepted: &Accepted<'_>) -> Found {
    let mut found = Found::default();
    let mut declared: BTreeMap<&str, String> = BTreeMap::new();
    for (at, (line, candidates)) in lines.iter().zip(candidates).enumerate() {
        let is_accepted = |c: &&Candidate| accepted.contains(&(c.style, c.key.as_str()));
        let Some(label) = candidates.iter().find(is_accepted).filter(|_| !line.within) else {
            let colon = candidates.iter().find(|c| c.style == Style::Colon);
            if let Some(c) = colon.filter(|c| c.shaped && !closed::is_never(&c.name)) {
                found.doubtful.push((at, c.name.clone()));
            }
            found.lines.push(None);
            continue;
        };
        let known = declared.entry(&label.key).or_insert_with(|| {
            found.labels.push(label.name.clone());
            label.name.clone()
        });
        found.lines.push(Some(Begun {
            label: Label {
                declared: known.clone(),
                printed: (*known != label.name).then(|| label.name.clone()),
                direction: label.direction.clone(),
            },
            marks: label.marks.clone(),
            end: label.end,
        }));
    }
    found
}

//! A transcript that is plain text, with what says in which line each minute begins.

use std::collections::BTreeMap;

use crate::{import::cues::glue, writer::Paragraph};

/// In which words times begin: by the line, from 1, the word in it, from 1, and seconds.
type Sync = BTreeMap<usize, Vec<(usize, f64)>>;

/// `1:|13(3)|19(14)|...`: every minute, the first at word 3 of line 13. A part of a minute may be the interval: `0.5:|...`.
fn sync(text: &str) -> Sync {
    let mut sync = Sync::new();
    let Some((interval, places)) = text.trim().split_once(':') else {
        return sync;
    };
    let Some(minutes) = interval
        .trim()
        .parse::<f64>()
        .ok()
        .filter(|m| *m > 0.0 && *m < 600.0)
    else {
        return sync;
    };
    let places = places
        .split('|')
        .map(str::trim)
        .filter(|place| !place.is_empty());
    let mut seconds = 0.0;
    for place in places {
        seconds += minutes * 60.0;
        let (line, word) = place.split_once('(').unwrap_or((place, "1)"));
        let word = word.trim_end_matches(')').parse().unwrap_or(1);
        // A minute that is in line 0 was not set.
        if let Some(line) = line.parse::<usize>().ok().filter(|line| *line > 0) {
            sync.entry(line).or_default().push((word, seconds));
        }
    }
    sync
}

/// The paragraphs of a text: between empty lines; where there are none and lines are long, each line is one.
pub(super) fn paragraphs(text: &str, said_sync: &str) -> Vec<Paragraph> {
    let sync = sync(said_sync);
    let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').split('\n').collect();
    let filled: Vec<&str> = lines
        .iter()
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
        .collect();
    let gaps = lines
        .windows(2)
        .filter(|two| two[0].trim().is_empty() != two[1].trim().is_empty())
        .count()
        / 2;
    let long = filled.iter().filter(|line| line.len() > 120).count();
    let each = long * 4 > filled.len() || (gaps == 0 && filled.len() > 1 && long > 0);
    let mut out: Vec<Paragraph> = Vec::new();
    let mut open: Option<Paragraph> = None;
    // A minute that begins in an empty line begins with the next one.
    let mut waiting: Vec<(usize, f64)> = Vec::new();
    for (line, number) in lines.into_iter().zip(1..) {
        let words = glue::squeezed(line);
        let here: &[(usize, f64)] = sync.get(&number).map_or(&[], Vec::as_slice);
        if words.is_empty() {
            out.extend(open.take());
            waiting.extend(here.iter().map(|(_, seconds)| (1, *seconds)));
            continue;
        }
        if each || begins_turn(&words) {
            out.extend(open.take());
        }
        let paragraph = open.get_or_insert_default();
        waiting.extend_from_slice(here);
        add(paragraph, &words, &waiting);
        waiting.clear();
    }
    out.extend(open);
    out
}

/// `DOE: Yes.`: in capitals, with a colon.
fn begins_turn(line: &str) -> bool {
    let label = line.split_once(':').map_or("", |(label, _)| label);
    let letters = label.chars().filter(|c| c.is_alphabetic()).count();
    letters > 0
        && label.len() < 40
        && label.chars().all(|c| {
            c.is_uppercase() || matches!(c, ' ' | '.' | '-' | '\'' | '’') || c.is_ascii_digit()
        })
        && line[label.len() + 1..].starts_with(|c: char| c.is_whitespace())
}

/// Adds a line, with the times that begin in it.
fn add(paragraph: &mut Paragraph, line: &str, times: &[(usize, f64)]) {
    if glue::wants_blank(&paragraph.text, line) {
        paragraph.push(" ");
    }
    let mut times = times.iter().peekable();
    for (word, number) in line.split(' ').zip(1usize..) {
        if number > 1 {
            paragraph.push(" ");
        }
        while let Some((_, seconds)) = times.next_if(|(at, _)| *at <= number) {
            paragraph.push_time(*seconds);
        }
        paragraph.push(word);
    }
    for (_, seconds) in times {
        paragraph.push_time(*seconds);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_stand_before_their_words() {
        let text = "DOE: We came\nhere in\n\nMay.\nSMITH: Why?\n";
        let found = paragraphs(text, "1:|1(3)|4(1)|5(2)");
        let shown: Vec<(&str, Vec<(u32, &str)>)> = found
            .iter()
            .map(|p| {
                (
                    p.text.as_str(),
                    p.marks.iter().map(|m| (m.at, m.text.as_str())).collect(),
                )
            })
            .collect();
        assert_eq!(
            shown,
            [
                ("DOE: We came here in", vec![(8, "00:01:00")]),
                ("May.", vec![(0, "00:02:00")]),
                ("SMITH: Why?", vec![(7, "00:03:00")]),
            ]
        );
        assert_eq!(paragraphs(text, "x").len(), 3);
    }
}

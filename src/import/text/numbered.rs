//! Numbers at the lines of a page, 1 to 25, as transcripts of courts have them.

use super::{
    pages::{EDGE, page_number},
    source::SourceLine,
};

/// So many lines of a page are counted at least.
const FEWEST: usize = 5;

/// Takes the numbers off the lines of pages whose lines are counted (1 to 25 in transcripts of courts); gives, of each page, the line of the
/// first and the numbers.
pub(super) fn without_line_numbers(lines: &mut Vec<SourceLine<'_>>) -> Vec<(usize, String)> {
    part_into_pages(lines);
    let mut found = Vec::new();
    let mut from = 0;
    let mut counted = vec![false; lines.len()];
    while from < lines.len() {
        let page = lines[from].page;
        let until = lines[from..].iter().position(|line| line.page != page);
        let until = until.map_or(lines.len(), |length| from + length);
        let numbered = counted_lines(&lines[from..until]);
        if let Some(first) = numbered.first() {
            let numbers: Vec<String> = (1..=numbered.len()).map(|n| n.to_string()).collect();
            found.push((lines[from + first].number, numbers.join(" ")));
        }
        for at in numbered {
            take_number(&mut lines[from + at]);
            counted[from + at] = true;
        }
        from = until;
    }
    if !found.is_empty() {
        drop_gaps(lines, &counted);
    }
    found
}

/// The lines of a page that begin with 1, 2, 3, ..., if nearly all do.
fn counted_lines(page: &[SourceLine<'_>]) -> Vec<usize> {
    let words = page.iter().filter(|line| !line.is_blank()).count();
    let mut numbered = Vec::new();
    for (at, line) in page.iter().enumerate() {
        match number(line.text) {
            // What stands above is the number of the first page.
            Some(1) if numbered.len() == 1 => numbered = vec![at],
            Some(number) if number == numbered.len() + 1 => numbered.push(at),
            _ => {}
        }
    }
    // A head and a foot have no numbers.
    match numbered.len() >= FEWEST
        && numbered.len() + 2 * EDGE >= words
        && numbered.len() * 2 > words
    {
        true => numbered,
        false => Vec::new(),
    }
}

fn take_number(line: &mut SourceLine<'_>) {
    let digits = line.text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &line.text[digits..];
    let words = rest.trim_start();
    let blanks = rest.len() - words.len();
    line.at += digits + blanks;
    line.indent += digits + rest[..blanks].chars().count();
    line.text = words;
}

/// Between counted lines a blank one is room for the eye; one that is counted and blank parts paragraphs.
fn drop_gaps(lines: &mut Vec<SourceLine<'_>>, counted: &[bool]) {
    let mut at = 0;
    lines.retain(|line| {
        let is_gap = line.is_blank() && !counted.get(at).copied().unwrap_or_default();
        at += 1;
        !is_gap
    });
}

/// The number that a line begins with, if nothing or a blank stands behind it.
fn number(text: &str) -> Option<usize> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &text[digits..];
    let ends = behind.is_empty() || behind.starts_with(char::is_whitespace);
    // No page has so many lines as a number of four digits says.
    text.get(..digits)?
        .parse()
        .ok()
        .filter(|_| ends && digits < 4)
}

/// Where form feeds are lost, a page begins where lines are counted from 1 anew.
fn part_into_pages(lines: &mut [SourceLine<'_>]) {
    if lines.last().is_none_or(|line| line.page > 0) {
        return;
    }
    let (mut count, mut begins) = (0, Vec::new());
    for (at, line) in lines.iter().enumerate() {
        match number(line.text) {
            Some(1) if count >= FEWEST => {
                begins.push(at);
                count = 1;
            }
            Some(number) if number == count + 1 => count = number,
            _ => {}
        }
    }
    if count < FEWEST {
        begins.pop();
    }
    let mut page = 0;
    let begins = begins.iter().map(|at| with_number_above(lines, *at));
    let begins: Vec<usize> = begins.collect();
    let mut begins = begins.into_iter().peekable();
    for (at, line) in lines.iter_mut().enumerate() {
        page += usize::from(begins.next_if_eq(&at).is_some());
        line.page = page;
    }
    // Numbers of anything else (notes, items) are on few of the lines.
    let mut pages = lines.chunk_by(|one, next| one.page == next.page);
    if pages.any(|page| counted_lines(page).is_empty()) {
        lines.iter_mut().for_each(|line| line.page = 0);
    }
}

/// Where a page begins: at the line that is counted as its first, or at its number above that.
fn with_number_above(lines: &[SourceLine<'_>], first: usize) -> usize {
    let mut above = (0..first).rev().filter(|at| !lines[*at].is_blank());
    let is_number = |at: &usize| page_number(lines[*at].text).is_some();
    above.next().filter(is_number).unwrap_or(first)
}

//! What a page has beside words: its number, a head and a foot that come back.
//!
//! It is told of pages alone (of a text with form feeds, as `pdftotext` writes it), at their edges, and because it comes back.

use std::collections::BTreeMap;

use super::source::SourceLine;

/// How many lines at an edge of a page may be no words.
pub(super) const EDGE: usize = 3;

/// A line that is no words, by its place among the lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Furniture {
    pub(super) line: usize,
    pub(super) what: &'static str,
}

/// The furniture of all pages; what is printed as a page's number is noted on its first line of words.
pub(super) fn furniture(lines: &mut [SourceLine<'_>]) -> Vec<Furniture> {
    let pages = edges(lines);
    if pages.len() < 2 {
        return Vec::new();
    }
    let often = often(lines, &pages);
    let mut found = Vec::new();
    let mut numbers: BTreeMap<usize, String> = BTreeMap::new();
    for (place, page) in pages.iter().enumerate() {
        for (edge, all) in [("head", &page.top), ("foot", &page.bottom)] {
            for &line in all {
                let text = lines[line].text;
                let numbered = often.get(&(edge, key(text)));
                // The first page says the head for the first time: as the title of the whole, if no number stands beside it.
                let again = place > 0 || edge == "foot" || numbered == Some(&true);
                let what = if let Some(number) = page_number(text) {
                    numbers.entry(page.page).or_insert(number);
                    "a page number: furniture of the page"
                } else if let Some(numbered) = numbered.filter(|_| again) {
                    if let Some(number) = numbered.then(|| number_beside(text)).flatten() {
                        numbers.entry(page.page).or_insert(number);
                    }
                    "a head or foot that comes back: furniture of the page"
                } else {
                    break;
                };
                if found
                    .iter()
                    .rev()
                    .take(2 * EDGE)
                    .all(|f: &Furniture| f.line != line)
                {
                    found.push(Furniture { line, what });
                }
            }
        }
    }
    found.sort_by_key(|furniture| furniture.line);
    open_pages(lines, &found, &numbers);
    found
}

/// The lines of words at the edges of a page, from the edge inwards.
struct Edges {
    page: usize,
    top: Vec<usize>,
    bottom: Vec<usize>,
}

fn edges(lines: &[SourceLine<'_>]) -> Vec<Edges> {
    let words = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| !line.is_blank());
    let mut pages: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, line) in words {
        match pages.last_mut().filter(|(page, _)| *page == line.page) {
            Some((_, all)) => all.push(at),
            None => pages.push((line.page, vec![at])),
        }
    }
    let edges = pages.into_iter().map(|(page, all)| Edges {
        page,
        top: all.iter().copied().take(EDGE).collect(),
        bottom: all.iter().rev().copied().take(EDGE).collect(),
    });
    edges.collect()
}

/// Heads and feet that two pages of five have, and whether a number beside them changes.
fn often<'t>(lines: &[SourceLine<'t>], pages: &[Edges]) -> BTreeMap<(&'static str, String), bool> {
    let mut seen: BTreeMap<(&'static str, String), Vec<&'t str>> = BTreeMap::new();
    for page in pages {
        for (edge, all) in [("head", &page.top), ("foot", &page.bottom)] {
            for &line in all {
                let text = lines[line].text;
                seen.entry((edge, key(text))).or_default().push(text);
            }
        }
    }
    let enough = (pages.len() * 2).div_ceil(5).max(2);
    seen.into_iter()
        .filter(|((_, key), all)| all.len() >= enough && key.len() > 1)
        .map(|(key, all)| {
            let numbers = all.iter().map(|text| number_beside(text));
            let mut numbers: Vec<_> = numbers.collect();
            numbers.sort();
            numbers.dedup();
            (key, numbers.len() == all.len())
        })
        .collect()
}

/// A line without its numbers and blanks, for comparing.
fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match c.is_numeric() {
            true if key.ends_with('#') => {}
            true => key.push('#'),
            false => key.extend(c.to_lowercase()),
        }
    }
    key
}

/// The number that a line is, and nothing else: `12`, `- 12 -`, `Page 12 of 40`, `xii`.
pub(super) fn page_number(text: &str) -> Option<String> {
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.len() > 24 {
        return None;
    }
    let lower = bare.to_lowercase();
    let rest = ["page", "seite", "página", "стр.", "p."]
        .iter()
        .find_map(|word| lower.strip_prefix(word));
    let number = rest.unwrap_or(&lower).trim();
    let number = [" of ", "/", " von ", " de "]
        .iter()
        .find_map(|joint| Some(number.split_once(joint)?.0))
        .unwrap_or(number)
        .trim();
    is_page(number).then(|| number.to_owned())
}

/// The number that a head begins or ends with: `12    Hearing of the committee`.
fn number_beside(text: &str) -> Option<String> {
    let mut words = text.split_whitespace();
    let ends = [words.next_back(), words.next()];
    let found = ends.into_iter().flatten().find(|word| {
        !word.is_empty() && word.len() <= 5 && word.bytes().all(|b| b.is_ascii_digit())
    });
    found.map(str::to_owned)
}

fn is_page(number: &str) -> bool {
    let digits = number.len() <= 5 && number.bytes().all(|b| b.is_ascii_digit());
    let roman = number.len() <= 7 && number.bytes().all(|b| b"ivxlc".contains(&b));
    !number.is_empty() && (digits || roman)
}

fn open_pages(
    lines: &mut [SourceLine<'_>],
    furniture: &[Furniture],
    numbers: &BTreeMap<usize, String>,
) {
    let mut no_words = furniture.iter().map(|f| f.line).peekable();
    let mut opened = None;
    for (at, line) in lines.iter_mut().enumerate() {
        if no_words.next_if_eq(&at).is_some() || line.is_blank() || opened == Some(line.page) {
            continue;
        }
        opened = Some(line.page);
        line.opens_page = numbers.get(&line.page).cloned();
    }
}

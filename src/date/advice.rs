//! What an editor probably meant: `circa 1994` is `1994~`, `1 April 2014` is `2014-04-01`.
//!
//! A suggestion is always valid, and only given if it is clear; where a text has two readings, both are named and
//! none is suggested. English is understood, and figures in any order.

mod english;
mod figures;
mod words;

use unicode_normalization::UnicodeNormalization as _;

use super::accept::accept;

/// What can be said about a text that is not EDTF.
pub(super) enum Advice {
    /// The same date as EDTF.
    Write(String),
    /// Why there is none; one sentence.
    Explain(String),
}

/// How often a text may be taken apart.
const DEPTH: u8 = 3;

/// Advice for `text`, which is not EDTF.
pub(super) fn advise(text: &str) -> Option<Advice> {
    let plain = plain(text);
    if let Some(explanation) = explain(&plain) {
        return Some(Advice::Explain(explanation));
    }
    let suggestion = edtf(&plain, DEPTH).or_else(|| catalogued(&plain))?;
    Some(Advice::Write(suggestion))
}

/// Small letters, one kind of dash, single blanks, no quotation marks.
fn plain(text: &str) -> String {
    let mut plain = String::new();
    for c in text.nfkc().flat_map(char::to_lowercase) {
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => plain.push('-'),
            '"' | '“' | '”' | '„' | '«' | '»' => {}
            c if c.is_whitespace() => plain.push(' '),
            c => plain.push(c),
        }
    }
    let parts: Vec<&str> = plain.split_whitespace().collect();
    parts.join(" ").trim_end_matches(['.', ',']).to_owned()
}

/// Texts that have no one meaning.
fn explain(plain: &str) -> Option<String> {
    const UNKNOWN: [&str; 8] = [
        "unknown",
        "undated",
        "n.d",
        "nd",
        "no date",
        "s.d",
        "?",
        "date unknown",
    ];
    if UNKNOWN.contains(&plain) {
        return Some("a date that is not known is left out, key and all".to_owned());
    }
    let is_set = plain.starts_with(['{', '[']) && plain.contains([',', '.']);
    if is_set && accept_set(plain) {
        let message = "sets of dates are not supported; write the interval that covers them, \
            such as `1667/1672`, and the rest in words";
        return Some(message.to_owned());
    }
    figures::ambiguous(plain).or_else(|| words::ambiguous(plain))
}

/// Whether edtf-core knows it as a set.
fn accept_set(plain: &str) -> bool {
    edtf_core::is_valid(&plain.to_uppercase().replace(' ', ""))
}

/// `[1994]`, as library catalogues write a date that they infer.
fn catalogued(plain: &str) -> Option<String> {
    let inner = plain.strip_prefix('[')?.strip_suffix(']')?;
    let date = edtf(inner.trim(), DEPTH)?;
    let is_sure = !date.contains(['?', '~', '%', '/']);
    valid(if is_sure { format!("{date}?") } else { date })
}

/// The EDTF for a plain text, if it is clear; the text itself if it is EDTF but for its case.
fn edtf(plain: &str, depth: u8) -> Option<String> {
    if let Some(date) = valid(plain.to_uppercase()) {
        return Some(date);
    }
    let depth = depth.checked_sub(1)?;
    figures::rewrite(plain)
        .or_else(|| words::rewrite(plain))
        .and_then(valid)
        .or_else(|| with_time(plain, depth))
        .or_else(|| doubted(plain, depth))
        .or_else(|| open(plain, depth))
        .or_else(|| span(plain, depth))
}

/// The date, if it is one.
fn valid(date: String) -> Option<String> {
    accept(&date).is_ok().then_some(date)
}

/// `about X`, `X?`: one date with a doubt.
fn doubted(plain: &str, depth: u8) -> Option<String> {
    const ABOUT: [&str; 12] = [
        "circa",
        "ca.",
        "ca",
        "c.",
        "about",
        "around",
        "approximately",
        "approx.",
        "approx",
        "roughly",
        "c",
        "~",
    ];
    const PERHAPS: [&str; 5] = ["possibly", "probably", "perhaps", "maybe", "presumably"];
    const PERHAPS_BEHIND: [&str; 3] = ["(?)", "?", "(uncertain)"];
    let rest = |words: &[&str]| {
        words.iter().find_map(|word| {
            let rest = plain.strip_prefix(word)?;
            let is_word = rest.starts_with(' ')
                || rest.starts_with(|c: char| c.is_ascii_digit()) && !word.ends_with("ly");
            is_word.then(|| rest.trim_start())
        })
    };
    let (rest, sign) = if let Some(rest) = rest(&ABOUT) {
        (rest, '~')
    } else if let Some(rest) = rest(&PERHAPS) {
        (rest, '?')
    } else if let Some(rest) = PERHAPS_BEHIND.iter().find_map(|s| plain.strip_suffix(s)) {
        (rest.trim_end(), '?')
    } else {
        let behind = [" ca", " circa", " approx"];
        (behind.iter().find_map(|s| plain.strip_suffix(s))?, '~')
    };
    let date = edtf(rest, depth)?;
    let ends: Vec<String> = date.split('/').map(|end| doubt(end, sign)).collect();
    valid(ends.join("/"))
}

/// One end of an interval, or a whole date, with a sign of doubt; both doubts together are `%`.
fn doubt(date: &str, sign: char) -> String {
    match date.strip_suffix(['?', '~', '%']) {
        _ if date.is_empty() || date == ".." => date.to_owned(),
        Some(sure) if !date.ends_with(sign) => format!("{sure}%"),
        Some(_) => date.to_owned(),
        None => format!("{date}{sign}"),
    }
}

/// `before X`, `since X`.
fn open(plain: &str, depth: u8) -> Option<String> {
    const BEFORE: [&str; 6] = ["before ", "until ", "till ", "up to ", "to ", "pre-"];
    const AFTER: [&str; 5] = ["after ", "since ", "from ", "post-", "as of "];
    let rest = |words: &[&str]| words.iter().find_map(|word| plain.strip_prefix(word));
    if let Some(rest) = rest(&BEFORE) {
        return valid(format!("../{}", edtf(rest, depth)?));
    }
    let rest = rest(&AFTER)
        .filter(|rest| !rest.contains(" to ") && !rest.contains(" until "))
        .or_else(|| {
            [" onwards", " onward", "-", " -", "/"]
                .iter()
                .find_map(|s| plain.strip_suffix(s))
        })?;
    valid(format!("{}/..", edtf(rest, depth)?))
}

/// `X to Y`, `between X and Y`, `X - Y`, and an interval whose ends are not EDTF.
fn span(plain: &str, depth: u8) -> Option<String> {
    let inner = plain
        .strip_prefix("between ")
        .or_else(|| plain.strip_prefix("from "));
    let text = inner.unwrap_or(plain);
    let signs = ["/", " to ", " until ", " till ", " and ", " - ", " / ", "-"];
    signs.iter().find_map(|sign| {
        let (first, last) = text.split_once(sign)?;
        if *sign == " and " && inner.is_none() {
            return None;
        }
        let end = |text: &str| match text.trim() {
            ".." | "" if *sign == "/" => Some(text.trim().to_owned()),
            "today" | "now" | "present" | "the present" => Some("..".to_owned()),
            text => edtf(text, depth),
        };
        let last = end(last)?;
        let first = end(first).or_else(|| words::borrow(first.trim(), &last))?;
        valid(format!("{first}/{last}"))
    })
}

/// `2014-04-01 10:30`, `1 April 2014 at 9:30`: a day and a time.
fn with_time(plain: &str, depth: u8) -> Option<String> {
    let colon = plain.find(':')?;
    let hour = 1 + plain[..colon].rfind(|c: char| !c.is_ascii_digit())?;
    let day = plain.get(..hour)?.trim_end_matches([' ', ',']);
    let day = day
        .strip_suffix(" at")
        .or(day.strip_suffix('t'))
        .unwrap_or(day);
    let date = edtf(day.trim_end(), depth)?;
    valid(format!("{date}T{}", figures::time(&plain[hour..])?))
}

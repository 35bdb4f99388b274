//! What looks like a link in a `.md` transcript and is none: it stays as it is typed, since it may be the source's words. But whoever wrote
//! `[map](assets/my map.pdf)` meant a link, and is told.
//!
//! This is decided where the signs of Markdown are read, which knows what is code and what stands behind a back-slash. (Notes and pages are
//! another dialect, with wiki links and tables: see [`crate::markdown::slips()`].)

use std::ops::Range;

use memchr::memmem;

use crate::{
    archive::{Format, FormatKind},
    text::begins_like_address,
};

/// Something that looks like a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HalfLink {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Why it is none.
    pub why: HalfLinkReason,
}

/// Why something that looks like a link is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfLinkReason {
    /// `[](address)`
    NoWords,
    /// `[words]()`
    NoAddress,
    /// `[words](my file.pdf)`: its address ends at a blank.
    Blank,
    /// `[words](address`
    NoEnd,
    /// `[^1]` where nothing defines the footnote.
    NoFootnote,
    /// `[[id|words]]`: transcripts have no wiki links.
    Wiki,
    /// `[words] (address)`
    Apart,
}

/// How many bytes before and after `](` belong to a link at most.
const REACH: usize = 1000;

/// Those in a paragraph; bytes of its words.
pub(super) fn find(words: &Words<'_>) -> Vec<HalfLink> {
    let text = words.text;
    let closed = memmem::find_iter(text.as_bytes(), b"](");
    let mut found: Vec<HalfLink> = closed.filter_map(|at| words.before_address(at)).collect();
    let mut until = 0;
    for open in memchr::memchr_iter(b'[', text.as_bytes()) {
        if open < until {
            continue;
        }
        let sign = sign(&text[open..]).filter(|_| !words.is_code(open) && !words.is_escaped(open));
        if let Some((length, why)) = sign {
            until = open + length;
            let range = open..until;
            found.push(HalfLink { range, why });
        }
    }
    found
}

/// The words of a paragraph, and where they come from.
pub(super) struct Words<'i> {
    text: &'i str,
    /// The inline code, in order.
    code: Vec<&'i Range<u32>>,
    raw: &'i str,
    taken: &'i [(usize, usize)],
}

impl<'i> Words<'i> {
    /// Words that were `taken` from a raw paragraph: (byte of the words, byte of `raw`) where each piece begins, ascending.
    pub(super) fn new(
        text: &'i str,
        formats: &'i [Format],
        raw: &'i str,
        taken: &'i [(usize, usize)],
    ) -> Self {
        let code = formats
            .iter()
            .filter(|format| matches!(format.kind, FormatKind::Code));
        Self {
            text,
            code: code.map(|format| &format.range).collect(),
            raw,
            taken,
        }
    }

    fn is_code(&self, at: usize) -> bool {
        let next = self
            .code
            .partition_point(|range| range.start as usize <= at);
        next > 0 && self.code[next - 1].end as usize > at
    }

    /// Whether a back-slash stands before what became byte `at` of the words.
    fn is_escaped(&self, at: usize) -> bool {
        let taken = self.taken;
        let next = taken.partition_point(|&(words, _)| words <= at);
        let raw = next.checked_sub(1).map(|i| taken[i].1 + (at - taken[i].0));
        let before = raw.and_then(|raw| raw.checked_sub(1));
        before.is_some_and(|before| self.raw.as_bytes()[before] == b'\\')
    }

    /// What is wrong with the link whose address seems to begin behind `at`, where `](` stands.
    fn before_address(&self, at: usize) -> Option<HalfLink> {
        if self.is_code(at) {
            return None;
        }
        let text = self.text;
        let from = text.ceil_char_boundary(at.saturating_sub(REACH));
        let to = text
            .floor_char_boundary((at + REACH).min(text.len()))
            .max(at + 2);
        let begin = from + text.get(from..at)?.rfind('[')?;
        // Images are words in a transcript, and told as such.
        if text[..begin].ends_with('!') {
            return None;
        }
        let rest = &text[at + 2..to];
        let end = rest.find(')').map_or_else(
            || rest.find(char::is_whitespace).unwrap_or(rest.len()),
            |end| end + 1,
        );
        let address = rest[..end].trim_end_matches(')');
        let none = matches!(address.trim(), "" | "<>");
        if (!none && !is_like_an_address(address)) || self.is_escaped(begin) {
            return None;
        }
        let ended = rest[..end].ends_with(')');
        let why = match address.trim() {
            _ if text[begin + 1..at].trim().is_empty() => HalfLinkReason::NoWords,
            _ if none && ended => HalfLinkReason::NoAddress,
            blanks if blanks.contains(char::is_whitespace) => HalfLinkReason::Blank,
            _ => HalfLinkReason::NoEnd,
        };
        Some(HalfLink {
            range: begin..at + 2 + end,
            why,
        })
    }
}

/// What no source prints in its words, if `words`, which begin with a bracket, begin with it: its length, and why it is no link.
fn sign(words: &str) -> Option<(usize, HalfLinkReason)> {
    let reach = &words[..words.floor_char_boundary(words.len().min(REACH))];
    // A run of brackets is not looked through again and again.
    let from = 1 + usize::from(reach[1..].starts_with('['));
    let close = reach[from..].find(['[', ']', '\n']).map(|at| from + at)?;
    let inside = &reach[1..close];
    let name = |name: &str| !name.is_empty() && !name.contains(char::is_whitespace);
    if !reach[close..].starts_with(']') {
        return None;
    }
    if inside.strip_prefix('^').is_some_and(name) {
        return Some((close + 1, HalfLinkReason::NoFootnote));
    }
    if let Some((id, shown)) = inside.strip_prefix('[').and_then(|i| i.split_once('|'))
        && name(id.trim())
        && !shown.is_empty()
        && reach[close..].starts_with("]]")
    {
        return Some((close + 2, HalfLinkReason::Wiki));
    }
    let behind = reach[close + 1..].strip_prefix(" (")?;
    let end = behind.find([')', ' ', '\n'])?;
    let address = ["http://", "https://", "assets/"];
    let address = address.iter().any(|begin| behind.starts_with(begin));
    (address && behind[end..].starts_with(')'))
        .then_some((close + 3 + end + 1, HalfLinkReason::Apart))
}

/// The address of the first link in a footnote, whose words are shown as typed.
pub fn in_footnote(text: &str) -> Option<&str> {
    let mut links = memmem::find_iter(text.as_bytes(), b"](");
    links.find_map(|at| {
        let rest = &text[at + 2..];
        let address = &rest[..rest.find(')').unwrap_or(rest.len())];
        is_like_an_address(address).then_some(address)
    })
}

/// Whether words in round brackets are an address rather than a remark.
fn is_like_an_address(words: &str) -> bool {
    let lower = words.trim_start().to_ascii_lowercase();
    let last = lower.rsplit(char::is_whitespace).next().unwrap_or_default();
    let file = last.rsplit_once('.').is_some_and(|(_, ending)| {
        (2..=5).contains(&ending.len()) && ending.bytes().all(|b| b.is_ascii_alphanumeric())
    });
    begins_like_address(words) || lower.starts_with('<') || file
}

#[cfg(test)]
mod tests {
    use super::{
        super::inline::{Footnotes, parse},
        super::traced::Traced,
        *,
    };

    fn found(raw: &str) -> Vec<(String, HalfLinkReason)> {
        let mut traced = Traced::default();
        traced.push(raw, 0);
        let inline = parse(&traced, Vec::new(), &Footnotes::new(["1"].into_iter()));
        let text = &inline.words.text;
        let links = inline.half_links.iter();
        links
            .map(|link| (text[link.range.clone()].to_owned(), link.why))
            .collect()
    }

    #[test]
    fn what_was_meant_as_a_link_is_found_where_it_is_words() {
        for (raw, link, why) in [
            (
                "*See* [](https://x.org)",
                "[](https://x.org)",
                HalfLinkReason::NoWords,
            ),
            ("**b** [a](<>) c", "[a](<>)", HalfLinkReason::NoAddress),
            (
                "é [map](my map.pdf)",
                "[map](my map.pdf)",
                HalfLinkReason::Blank,
            ),
            (
                "[a](https://x.org and",
                "[a](https://x.org",
                HalfLinkReason::NoEnd,
            ),
            ("[^1] and [^2]", "[^2]", HalfLinkReason::NoFootnote),
            ("[[id|words]] [[id]]", "[[id|words]]", HalfLinkReason::Wiki),
            (
                "[a] (https://x.org)",
                "[a] (https://x.org)",
                HalfLinkReason::Apart,
            ),
        ] {
            assert_eq!(found(raw), [(link.to_owned(), why)], "{raw}");
        }
    }

    #[test]
    fn code_escapes_images_and_remarks_are_words() {
        for raw in [
            "`[map](my map.pdf)` and `[a] (https://x.org)`",
            r"*a* \[map](my map.pdf) \[^2] \[a] (https://x.org)",
            "![map](my map.pdf)",
            "[the map](see page 3)",
            "[a](https://x.org) [sic]",
        ] {
            assert_eq!(found(raw), [], "{raw}");
        }
    }
}

//! What looks like a link and is none: signs of Markdown that stay on the page because one of them is missing or out of place.
//!
//! CommonMark reads such signs as words (sections 6.3 and 6.4), and so do readers. They are found in what the parser leaves as text:
//! code, raw HTML and what is escaped with a back-slash are not looked at, nor are brackets that hold words alone.

use std::ops::Range;

use super::{
    left::{ESCAPED, Left},
    slip::{Slip, SlipKind},
};
use crate::text::begins_like_address;

/// How many bytes of an address are looked at for its end.
const REACH: usize = 1000;

/// All slips of a text, in order.
pub fn slips(markdown: &str) -> Vec<Slip> {
    if memchr::memchr3(b'[', b']', b'<', markdown.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut left = Left::of(markdown);
    let mut found = std::mem::take(&mut left.wordless);
    for part in left.parts() {
        Part::new(&left, part).look(&mut found);
    }
    found.sort_by_key(|slip| (slip.range.start, slip.range.end));
    found.dedup_by(|b, a| b.range.start < a.range.end);
    found
}

/// One block or cell.
struct Part<'l, 'm> {
    left: &'l Left<'m>,
    range: Range<usize>,
    /// The partner of each bracket, by place; none for one without. Those whose partner is escaped are left out.
    partners: std::collections::BTreeMap<usize, Option<usize>>,
    in_table: bool,
}

impl<'l, 'm> Part<'l, 'm> {
    fn new(left: &'l Left<'m>, range: Range<usize>) -> Self {
        let mut partners = std::collections::BTreeMap::new();
        // Those that are open; none for one that is escaped, whose partner is a word, too.
        let mut open: Vec<Option<usize>> = Vec::new();
        for at in range.clone() {
            match left.text[at] {
                b'[' => {
                    partners.insert(at, None);
                    open.push(Some(at));
                }
                ESCAPED if left.markdown.as_bytes()[at] == b'[' => open.push(None),
                b']' => match open.pop() {
                    Some(Some(partner)) => {
                        partners.insert(at, Some(partner));
                        partners.insert(partner, Some(at));
                    }
                    Some(None) => {}
                    None => {
                        partners.insert(at, None);
                    }
                },
                _ => {}
            }
        }
        Self {
            in_table: left.is_cell(range.start),
            left,
            range,
            partners,
        }
    }

    fn look(&self, found: &mut Vec<Slip>) {
        let mut at = self.range.start;
        while at < self.range.end {
            let run = match self.left.text[at] {
                b'[' => self.run(at),
                _ => 1,
            };
            let slip = match self.left.text[at] {
                b'[' if run > 1 => self.half_wiki(at + run - 2),
                b'[' => self.at_open(at),
                b']' => self.at_close(at),
                b'(' => self.after_wiki(at),
                b'<' => self.at_angle(at),
                _ => None,
            };
            at += run;
            // What overlaps is told once.
            if let Some(slip) = slip {
                at = at.max(slip.range.end.min(self.range.end));
                found.push(slip);
            }
        }
    }

    /// How many opening brackets stand in a row.
    fn run(&self, at: usize) -> usize {
        let rest = &self.left.text[at..self.range.end];
        rest.iter().take_while(|&&b| b == b'[').count()
    }

    fn byte(&self, at: usize) -> u8 {
        match self.range.contains(&at) {
            true => self.left.text[at],
            false => 0,
        }
    }

    fn source(&self, range: Range<usize>) -> &'m str {
        self.left.markdown.get(range).unwrap_or_default()
    }

    fn partner(&self, at: usize) -> Option<usize> {
        self.partners.get(&at).copied().flatten()
    }

    /// The rest of the line behind `at`.
    fn rest(&self, at: usize) -> &'m str {
        let end = (at + REACH).min(self.range.end);
        let end = self.left.markdown.floor_char_boundary(end).max(at);
        let rest = self.source(at..end);
        rest.split('\n').next().unwrap_or_default()
    }

    fn slip(&self, range: Range<usize>, kind: SlipKind, instead: Option<String>) -> Option<Slip> {
        Some(Slip {
            range,
            kind,
            instead,
        })
    }

    /// `[^label]`, `^[words]`, `(words)[address]`.
    fn at_open(&self, at: usize) -> Option<Slip> {
        let end = self.partner(at)?;
        let inside = self.source(at + 1..end);
        if self.byte(at + 1) == b'^' && is_label(&inside[1..]) {
            return self.slip(at..end + 1, SlipKind::NoFootnote, None);
        }
        let before = at.checked_sub(1).map_or(0, |b| self.byte(b));
        if before == b'^' && inside.contains(char::is_alphabetic) {
            return self.slip(at - 1..end + 1, SlipKind::InlineFootnote, None);
        }
        if before == b')' && begins_like_address(inside) {
            let from = self.range.start.max(at.saturating_sub(REACH));
            let begin = from + memchr::memrchr(b'(', &self.left.text[from..at])?;
            let words = self.source(begin + 1..at - 1);
            let instead = format!("[{words}]({inside})");
            return self.slip(begin..end + 1, SlipKind::Swapped, Some(instead));
        }
        None
    }

    /// `[[id]`, `[[id`, `[[]]`.
    fn half_wiki(&self, at: usize) -> Option<Slip> {
        let (outer, inner) = (self.partner(at), self.partner(at + 1));
        if self.in_table && inner.is_none() {
            return self.wiki_in_table(at);
        }
        if let (Some(outer), Some(inner)) = (outer, inner)
            && outer > inner + 1
        {
            // `[[sic] words]`: brackets in brackets.
            return None;
        }
        let end = match inner {
            Some(inner) => outer.unwrap_or(inner).max(inner) + 1,
            None => {
                let word = self.rest(at + 2);
                let ends = |c: char| c.is_whitespace() || matches!(c, '|' | ',' | ';' | '.' | ')');
                at + 2 + word.find(ends).unwrap_or(word.len())
            }
        };
        let target = self.source(at + 2..inner.unwrap_or(end)).trim();
        if outer.is_some() && (target.is_empty() || target.starts_with('|')) {
            return self.slip(at..end, SlipKind::WikiWithoutId, None);
        }
        let instead = (!target.is_empty()).then(|| format!("[[{target}]]"));
        self.slip(at..end, SlipKind::WikiHalf, instead)
    }

    /// A link whose `|` ended the cell.
    fn wiki_in_table(&self, at: usize) -> Option<Slip> {
        let markdown = self.left.markdown;
        let near = markdown.floor_char_boundary(at + REACH);
        let line = markdown[at..near].split('\n').next().unwrap_or_default();
        let whole = line.find("]]").map(|end| &line[..end + 2]);
        match whole.filter(|whole| whole.contains('|')) {
            Some(whole) => self.slip(
                at..at + whole.len(),
                SlipKind::WikiInTable,
                Some(whole.replacen('|', "\\|", 1)),
            ),
            None => self.slip(at..at + 2, SlipKind::WikiHalf, None),
        }
    }

    /// `](address`, `] (address)`, `][label]`, `id]]`.
    fn at_close(&self, at: usize) -> Option<Slip> {
        self.partners.get(&at)?;
        match self.byte(at + 1) {
            b'(' => self.address(at),
            b'[' => self.label(at),
            b' ' | b'\n' if self.byte(at + 2) == b'(' => self.apart(at),
            b']' => self.half_wiki_end(at),
            _ => None,
        }
    }

    /// Where a link with this closing bracket begins, with the sign of an image.
    fn begin(&self, at: usize) -> Option<usize> {
        let open = self.partner(at)?;
        let image = open > self.range.start && self.byte(open - 1) == b'!';
        Some(open - usize::from(image))
    }

    fn address(&self, at: usize) -> Option<Slip> {
        let begin = self.begin(at).unwrap_or(at);
        let rest = self.rest(at + 2);
        let words = self.source(begin..at + 1);
        if self.partner(at).is_some() && self.left.holds_link(&(begin + 1..at)) {
            let end = rest.find(')').map_or(0, |end| end + 1);
            return self.slip(begin..at + 2 + end, SlipKind::LinkInLink, None);
        }
        match rest.find(')').filter(|&end| is_balanced(&rest[..=end])) {
            Some(end) => {
                let inside = rest[..end].trim();
                let range = begin..at + 3 + end;
                match (self.partner(at), inside.contains(char::is_whitespace)) {
                    (Some(_), true) => {
                        let instead = without_blanks(words, inside);
                        self.slip(range, SlipKind::BlankInAddress, instead)
                    }
                    (Some(_), false) => self.slip(range, SlipKind::NoEnd, None),
                    (None, _) => self.slip(range, SlipKind::NoBegin, None),
                }
            }
            None => {
                let blanks = rest.len() - rest.trim_start().len();
                let address = rest.split_whitespace().next().unwrap_or_default();
                let address = address.trim_end_matches(['.', ',', ';']);
                let end = match address {
                    "" => at + 2,
                    _ => at + 2 + blanks + address.len(),
                };
                let instead = (!address.is_empty()).then(|| format!("{words}({address})"));
                self.slip(begin..end, SlipKind::NoEnd, instead)
            }
        }
    }

    fn apart(&self, at: usize) -> Option<Slip> {
        let begin = self.begin(at)?;
        let rest = self.rest(at + 3);
        let end = rest.find(')')?;
        let inside = &rest[..end];
        let whole = begins_like_address(inside) && !inside.contains(char::is_whitespace);
        let instead = format!("{}({inside})", self.source(begin..at + 1));
        whole
            .then(|| self.slip(begin..at + 4 + end, SlipKind::BlankBefore, Some(instead)))
            .flatten()
    }

    fn label(&self, at: usize) -> Option<Slip> {
        let begin = self.begin(at)?;
        let end = self.partner(at + 1)?;
        let (words, label) = (self.source(begin..at), self.source(at + 2..end));
        let said = |text: &str| text.chars().any(char::is_alphabetic);
        // `[1][2]`, `[...][sic]` are words; so is `[[...` beside it, which is told by itself.
        let meant =
            said(words) && (said(label) || label.is_empty() || label.chars().all(char::is_numeric));
        let plain = self.byte(at + 2) != b'[' && self.byte(at + 2) != b'^' && !words.contains("[^");
        (meant && plain)
            .then(|| self.slip(begin..end + 1, SlipKind::NoDefinition, None))
            .flatten()
    }

    /// `id]]`, `[id]]`.
    fn half_wiki_end(&self, at: usize) -> Option<Slip> {
        if self.in_table || self.partner(at + 1).is_some() || self.byte(at + 2) == b']' {
            return None;
        }
        let begin = self.partner(at);
        let target = begin.map_or("", |begin| self.source(begin + 1..at));
        let instead = (!target.is_empty()).then(|| format!("[[{target}]]"));
        self.slip(begin.unwrap_or(at)..at + 2, SlipKind::WikiHalf, instead)
    }

    fn after_wiki(&self, at: usize) -> Option<Slip> {
        let link = self.left.wiki_before(at)?;
        let rest = self.rest(at + 1);
        let end = rest.find(')')?;
        begins_like_address(&rest[..end])
            .then(|| self.slip(link.start..at + 2 + end, SlipKind::WikiWithAddress, None))
            .flatten()
    }

    fn at_angle(&self, at: usize) -> Option<Slip> {
        let rest = self.rest(at + 1);
        let lower = rest.get(..8).unwrap_or(rest).to_ascii_lowercase();
        let scheme = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| lower.starts_with(scheme));
        if !scheme && !lower.starts_with("www.") {
            return None;
        }
        let end = rest
            .find(|c: char| c.is_whitespace() || c == '>')
            .unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches(['.', ',', ';']);
        let closed = rest[address.len()..].starts_with('>');
        let instead = match scheme {
            true => format!("<{address}>"),
            false => format!("<https://{address}>"),
        };
        let range = at..at + 1 + address.len() + usize::from(closed);
        self.slip(range, SlipKind::HalfAutolink, Some(instead))
    }
}

/// The link with its address in angle brackets, which lets blanks pass; none if a title seems to stand in it.
fn without_blanks(words: &str, address: &str) -> Option<String> {
    let titled = address.contains(['"', '\'', '(']);
    (!titled && !address.contains(['<', '>', '\n'])).then(|| format!("{words}(<{address}>)"))
}

/// Whether a footnote may be called so.
fn is_label(words: &str) -> bool {
    !words.is_empty() && !words.contains(|c: char| c.is_whitespace() || matches!(c, '[' | ']'))
}

/// Whether the last bracket closes the address, and not one inside it.
fn is_balanced(inside: &str) -> bool {
    inside.matches('(').count() < inside.matches(')').count()
}

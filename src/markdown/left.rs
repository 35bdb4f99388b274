//! What the parser leaves as text of a Markdown, in its place: where [`super::slips()`] are looked for.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use super::{Slip, SlipKind, dialect, links::is_block, wiki};

/// Stands for a sign behind a back-slash.
pub(super) const ESCAPED: u8 = 1;

/// What the parser left as text.
pub(super) struct Left<'m> {
    pub(super) markdown: &'m str,
    /// The bytes of the text, in their places; zero where something else stands, [`ESCAPED`] where a sign is escaped.
    pub(super) text: Vec<u8>,
    /// Where blocks and cells begin and end.
    borders: Vec<usize>,
    cells: Vec<Range<usize>>,
    /// Links and images; and whether it is a wiki link.
    links: Vec<(Range<usize>, bool)>,
    /// Links that nobody sees.
    pub(super) wordless: Vec<Slip>,
}

impl<'m> Left<'m> {
    pub(super) fn of(markdown: &'m str) -> Self {
        let mut left = Self {
            markdown,
            text: vec![0; markdown.len()],
            borders: vec![0, markdown.len()],
            cells: Vec::new(),
            links: Vec::new(),
            wordless: Vec::new(),
        };
        let mut in_code = false;
        let mut opened: Option<Range<usize>> = None;
        for (event, range) in Parser::new_ext(markdown, dialect()).into_offset_iter() {
            if matches!(&event, Event::End(_))
                && let Some(link) = opened.take()
            {
                left.wordless.push(Slip {
                    range: link,
                    kind: SlipKind::NoWords,
                    instead: None,
                });
            }
            opened = None;
            match event {
                Event::Text(_) if !in_code => left.keep(range),
                Event::SoftBreak | Event::HardBreak => left.text[range.start] = b'\n',
                Event::Start(Tag::Link { link_type, .. }) => {
                    let wiki = wiki::has_words(link_type).is_some();
                    opened = (!wiki).then(|| range.clone());
                    left.links.push((range, wiki));
                }
                Event::Start(Tag::Image { .. }) => left.links.push((range, false)),
                Event::Start(tag) => {
                    in_code = matches!(tag, Tag::CodeBlock(_));
                    let cell = matches!(tag, Tag::TableCell);
                    if cell {
                        left.cells.push(range.clone());
                    }
                    if cell || is_block(&tag.to_end()) {
                        left.borders.extend([range.start, range.end]);
                    }
                }
                Event::End(_) => in_code = false,
                _ => {}
            }
        }
        left.borders.sort_unstable();
        left.borders.dedup();
        left
    }

    fn keep(&mut self, range: Range<usize>) {
        let bytes = self.markdown.as_bytes();
        self.text[range.clone()].copy_from_slice(&bytes[range.clone()]);
        let escaped = range.start > 0
            && bytes[range.start - 1] == b'\\'
            && self.text[range.start - 1] == 0
            && !range.is_empty();
        if escaped {
            self.text[range.start] = ESCAPED;
        }
    }

    /// The runs between borders.
    pub(super) fn parts(&self) -> Vec<Range<usize>> {
        let pairs = self.borders.windows(2).map(|pair| pair[0]..pair[1]);
        pairs
            .filter(|part| {
                let text = &self.text[part.clone()];
                memchr::memchr3(b'[', b']', b'<', text).is_some()
                    || memchr::memchr(b'(', text).is_some()
            })
            .collect()
    }

    pub(super) fn is_cell(&self, at: usize) -> bool {
        let next = self.cells.partition_point(|cell| cell.start <= at);
        next > 0 && at < self.cells[next - 1].end
    }

    /// Whether a link or image begins in a range.
    pub(super) fn holds_link(&self, range: &Range<usize>) -> bool {
        let next = self.links.partition_point(|(r, _)| r.start < range.start);
        self.links
            .get(next)
            .is_some_and(|(r, _)| r.start < range.end)
    }

    /// Whether a wiki link ends at `at`.
    pub(super) fn wiki_before(&self, at: usize) -> Option<Range<usize>> {
        let next = self.links.partition_point(|(r, _)| r.start < at);
        let (range, wiki) = self.links.get(next.checked_sub(1)?)?;
        (*wiki && range.end == at).then(|| range.clone())
    }
}

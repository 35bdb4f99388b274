//! Finding links, each with the sentence that it stands in.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Parser, Tag, TagEnd};

use super::{Context, FoundLink, LinkSyntax, context, dialect, sanitize, wiki, words::Words};

/// All links of a text, in the order in which they begin. Code and raw HTML hold none.
pub fn links(markdown: &str) -> Vec<FoundLink> {
    if memchr::memchr2(b'[', b'<', markdown.as_bytes()).is_none() {
        return Vec::new();
    }
    let mut scan = Scan::default();
    for (event, range) in Parser::new_ext(markdown, dialect()).into_offset_iter() {
        scan.event(event, range);
    }
    scan.end_block();
    for link in &mut scan.found {
        link.range = from_its_sign(markdown, link);
    }
    scan.found
}

/// Where a link stands, its first sign included. The parser gives an image that ends inside what began as a wiki link a range that begins in
/// its address.
fn from_its_sign(markdown: &str, link: &FoundLink) -> Range<usize> {
    let Range { start, end } = link.range.clone();
    let signs: &[&str] = match link.kind {
        LinkSyntax::Wiki => &["[["],
        LinkSyntax::Image => &["!["],
        LinkSyntax::Address => &["[", "<"],
    };
    if signs
        .iter()
        .any(|sign| markdown[start..end].starts_with(sign))
    {
        return start..end;
    }
    let before = signs
        .iter()
        .filter_map(|sign| markdown[..start].rfind(sign));
    before.max().unwrap_or(start)..end
}

/// Walks through the events of a text, block by block.
#[derive(Default)]
struct Scan {
    found: Vec<FoundLink>,
    /// Words of the block so far.
    words: Words,
    /// The first link of the block in `found`.
    block: usize,
    open: Vec<Open>,
    in_row: bool,
}

/// A link that has not ended.
struct Open {
    /// Its place in `found`.
    at: usize,
    /// A wiki link without words.
    shows_target: bool,
    /// A wiki link with words.
    has_words: bool,
}

impl Scan {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let kind = match wiki::has_words(link_type) {
                    Some(_) => LinkSyntax::Wiki,
                    None => LinkSyntax::Address,
                };
                self.open(kind, link_type, &dest_url, range);
            }
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                ..
            }) => self.open(LinkSyntax::Image, link_type, &dest_url, range),
            Event::End(TagEnd::Link | TagEnd::Image) => self.close(),
            // A wiki link without words: what stands in the sentence is the target, as it was understood.
            Event::Text(_) if self.open.last().is_some_and(|open| open.shows_target) => {}
            Event::Text(text) | Event::Code(text) => self.words.push(&text),
            Event::InlineHtml(html) => sanitize::words(&html, &mut self.words),
            // A block of HTML holds no links.
            Event::Html(_) => {}
            Event::SoftBreak => self.words.gap(),
            Event::HardBreak => self.words.line(),
            Event::Start(Tag::TableRow | Tag::TableHead) => {
                self.end_block();
                self.in_row = true;
            }
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                self.in_row = false;
                self.end_block();
            }
            Event::Start(Tag::TableCell) => {
                if !self.words.as_str().is_empty() {
                    self.words.push(" · ");
                }
            }
            Event::Start(tag) => {
                if is_block(&tag.to_end()) {
                    self.end_block();
                }
            }
            Event::End(tag) => {
                if is_block(&tag) {
                    self.end_block();
                }
            }
            Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    fn open(&mut self, kind: LinkSyntax, link_type: LinkType, written: &str, range: Range<usize>) {
        let start = self.words.position();
        let has_words = wiki::has_words(link_type);
        let target = match has_words {
            Some(_) => wiki::target(written),
            None => wiki::address(link_type, written),
        };
        if has_words == Some(false) {
            self.words.push(&target);
        }
        self.open.push(Open {
            at: self.found.len(),
            shows_target: has_words == Some(false),
            has_words: has_words == Some(true),
        });
        self.found.push(FoundLink {
            range,
            kind,
            target: target.into_owned(),
            words: None,
            context: Context {
                text: String::new(),
                hit: start..start,
            },
        });
    }

    fn close(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        let link = &mut self.found[open.at];
        let start = link.context.hit.start;
        if open.has_words {
            let words = self.words.as_str().get(start..).unwrap_or_default();
            if words.trim().is_empty() {
                self.words.push(&link.target);
            } else if link.kind == LinkSyntax::Wiki {
                link.words = Some(words.trim().to_owned());
            }
        }
        link.context.hit.end = self.words.end().max(start);
    }

    /// Gives the links of the block their sentences.
    fn end_block(&mut self) {
        if self.in_row {
            return;
        }
        let text = self.words.as_str();
        for link in &mut self.found[self.block..] {
            link.context = context::of(text, link.context.hit.clone());
        }
        self.block = self.found.len();
        self.words.clear();
    }
}

/// Whether a tag begins or ends a block, so that no sentence runs across it.
pub(super) fn is_block(tag: &TagEnd) -> bool {
    match tag {
        TagEnd::Emphasis
        | TagEnd::Strong
        | TagEnd::Strikethrough
        | TagEnd::Superscript
        | TagEnd::Subscript
        | TagEnd::Link
        | TagEnd::Image
        | TagEnd::TableCell => false,
        TagEnd::Paragraph
        | TagEnd::Heading(_)
        | TagEnd::BlockQuote(_)
        | TagEnd::CodeBlock
        | TagEnd::HtmlBlock
        | TagEnd::List(_)
        | TagEnd::Item
        | TagEnd::FootnoteDefinition
        | TagEnd::DefinitionList
        | TagEnd::DefinitionListTitle
        | TagEnd::DefinitionListDefinition
        | TagEnd::Table
        | TagEnd::TableHead
        | TagEnd::TableRow
        | TagEnd::MetadataBlock(_) => true,
    }
}

//! What is written so far, and what is open in it: the state that `render` and its parts share.

use std::collections::BTreeMap;

use pulldown_cmark::Alignment;

use super::{Linker, Style, escape, ids::Headings, sanitize::Raw, words::Words};

/// Writes events as HTML. What needs more than a tag is in `anchor`, `heading`, `image`,
/// `table` and `footnotes`.
pub(super) struct Writer<'a> {
    pub(super) out: String,
    pub(super) style: &'a Style,
    pub(super) linker: &'a dyn Linker,
    pub(super) raw: &'a Raw,
    pub(super) headings: Headings,
    pub(super) image: Option<Image>,
    /// Links that are open.
    pub(super) links: Vec<Link>,
    pub(super) table: Table,
    pub(super) notes: Notes,
    /// The code or raw HTML of the open block.
    pub(super) block: Option<String>,
    pub(super) language: String,
}

impl<'a> Writer<'a> {
    pub(super) fn new(
        length: usize,
        style: &'a Style,
        linker: &'a dyn Linker,
        raw: &'a Raw,
    ) -> Self {
        Self {
            out: String::with_capacity(length + length / 2 + 64),
            style,
            linker,
            raw,
            headings: Headings::default(),
            image: None,
            links: Vec::new(),
            table: Table::default(),
            notes: Notes::default(),
            block: None,
            language: String::new(),
        }
    }

    /// Adds to the words of the open heading, if there is one.
    pub(super) fn say(&mut self, text: &str) {
        if let Some((words, _)) = &mut self.headings.open {
            words.push(text);
        }
    }

    /// Writes an attribute.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.open_attribute(name);
        escape::attribute(value, &mut self.out);
        self.out.push('"');
    }

    /// Writes an attribute that holds an address.
    pub(super) fn address_attribute(&mut self, name: &str, address: &str) {
        self.open_attribute(name);
        escape::address(address, &mut self.out);
        self.out.push('"');
    }

    /// Begins an attribute; its value, escaped, and a quote must follow.
    pub(super) fn open_attribute(&mut self, name: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        self.out.push_str(self.raw.mark());
    }
}

/// A link whose words are being written.
pub(super) struct Link {
    /// Whether `<a>` was written for it.
    pub(super) anchor: bool,
    /// What a wiki link shows if it has no words of its own.
    pub(super) title: Option<String>,
    /// The text in the link is its bare target, which the title replaces.
    pub(super) hides: bool,
    /// Where its words begin in the output.
    pub(super) start: usize,
}

/// An image whose alternative text is being read (CommonMark, section 6.4: its markup is dropped).
pub(super) struct Image {
    /// The address, as the linker gave it; `None` shows the words only.
    pub(super) address: Option<String>,
    pub(super) title: String,
    pub(super) words: Words,
    /// Images may stand in the words of images.
    pub(super) depth: usize,
}

/// The table that is being written.
#[derive(Default)]
pub(super) struct Table {
    pub(super) columns: Vec<Alignment>,
    pub(super) column: usize,
    pub(super) in_head: bool,
}

/// The footnotes used so far, in the order of their numbers.
#[derive(Default)]
pub(super) struct Notes {
    pub(super) numbers: BTreeMap<String, usize>,
    /// The label of each number, and how often it was used in a way that can be returned to.
    pub(super) used: Vec<(String, usize)>,
}

impl Notes {
    /// The number of a label, given at its first use.
    pub(super) fn number(&mut self, label: String) -> usize {
        if let Some(&number) = self.numbers.get(&label) {
            return number;
        }
        self.used.push((label.clone(), 0));
        self.numbers.insert(label, self.used.len());
        self.used.len()
    }
}

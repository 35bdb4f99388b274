//! Markdown as a page shows it: links lead on from where the page lies.

use super::{super::printed, PageContext};
use crate::{
    markdown::{self, Linker, Target},
    reader::Thing,
    text::{self, route::Urls},
};

impl PageContext<'_> {
    /// What the ids of footnotes in one text begin with: `stem-`, or with a number if the page has had that, since a note may be shown
    /// more than once, and notes of two transcripts may have one id.
    pub fn footnote_prefix(&self, stem: &str) -> String {
        let mut given = self.prefixes.borrow_mut();
        let mut prefix = format!("{stem}-");
        let mut number = 1;
        while !given.insert(prefix.clone()) {
            number += 1;
            prefix = format!("{stem}-{number}-");
        }
        prefix
    }

    /// Editorial Markdown as safe HTML. `prefix` keeps footnotes of several notes on a page apart; the highest heading that is used
    /// becomes `h{from}`.
    pub fn markdown(&self, text: &str, from: u8, prefix: &str) -> markdown::Rendered {
        let style = markdown::Style {
            headings_from: (from + 1).saturating_sub(highest_heading(text)),
            heading_ids: from == 2,
            footnote_prefix: prefix.to_owned(),
            raw_html: self.reader.config().raw_html,
            inline: false,
        };
        markdown::render(text, &style, self)
    }

    /// An address of front matter, as it is on this page: a file of assets is found from where the page lies.
    pub fn written(&self, address: &str) -> String {
        match address.starts_with('#') {
            true => address.to_owned(),
            false => self.address(address).unwrap_or_else(|| address.to_owned()),
        }
    }

    /// One line of Markdown, without a paragraph round it.
    pub fn line(&self, text: &str) -> String {
        let style = markdown::Style {
            headings_from: 6,
            heading_ids: false,
            footnote_prefix: String::new(),
            raw_html: false,
            inline: true,
        };
        markdown::render(text.trim(), &style, self).html
    }
}

impl Linker for PageContext<'_> {
    fn wiki(&self, target: &str) -> Target {
        match self.reader.destination(target, self.transcript) {
            Some(to) => Target::Page {
                href: self.href(to),
                title: self.title(to),
                kind: self.reader.kind(to.thing).to_owned(),
                language: self.of_title(to.thing),
            },
            None => Target::Unknown,
        }
    }

    fn address(&self, address: &str) -> Option<String> {
        if !text::is_safe_address(address) {
            return None;
        }
        if text::is_external(address) {
            return Some(address.to_owned());
        }
        if address.starts_with('#') {
            // A note leads on from every page that shows it.
            let transcript = self.transcript.map(Thing::Transcript);
            let place = |thing| self.standpoint.place(thing, address);
            return Some(transcript.map_or_else(|| address.to_owned(), place));
        }
        let is_file = |path: &str| self.reader.file(path).is_some();
        if let Some((file, rest)) = text::file_of(address, is_file) {
            let route = self.reader.file(&file)?;
            return Some(format!(
                "{}{rest}",
                route.href(&self.standpoint.root, Urls::Files)
            ));
        }
        let path = address
            .trim_start_matches("./")
            .trim_start_matches("../")
            .trim_start_matches('/');
        Some(format!("{}{path}", self.standpoint.root))
    }

    fn table_label(&self) -> String {
        self.words().table()
    }

    fn back_label(&self, number: &str) -> String {
        self.words().back_to_reference(number)
    }
}

impl PageContext<'_> {
    /// The language of a title among the words of a text, if it is not that of the text. Places and notes are named in several.
    fn of_title(&self, thing: Thing) -> Option<(String, &'static str)> {
        match thing {
            Thing::Transcript(_) | Thing::Entry(_) | Thing::Page(_) => {}
            Thing::Paragraph(..) | Thing::Annotation(..) => return None,
        }
        let site = &*self.reader.config().language;
        let own = self.reader.language(thing).unwrap_or(site);
        let text = self.text_language.unwrap_or(site);
        (own != text).then(|| (own.to_owned(), printed::direction(own)))
    }
}

/// The highest level of the headings in Markdown: 1 if there are none.
fn highest_heading(text: &str) -> u8 {
    let mut fenced = false;
    let mut highest = 7;
    for line in text.lines() {
        if line.starts_with("```") || line.starts_with("~~~") {
            fenced = !fenced;
        }
        let level = line.bytes().take_while(|&b| b == b'#').count();
        if !fenced && (1..=6).contains(&level) && line[level..].starts_with(' ') {
            highest = highest.min(u8::try_from(level).unwrap_or(1));
        }
    }
    if highest == 7 { 1 } else { highest }
}

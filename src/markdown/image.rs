//! Images: only files of the site are shown, with their words kept in any case.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{
    escape, sanitize, wiki,
    words::Words,
    writer::{Image, Writer},
};
use crate::text::{is_external, is_safe_address};

impl Writer<'_> {
    pub(super) fn open_image(&mut self, link_type: LinkType, written: &str, title: CowStr<'_>) {
        let address = match wiki::has_words(link_type) {
            Some(_) => wiki::target(written),
            None => Cow::Borrowed(written),
        };
        self.image = Some(Image {
            address: self.linker.address(&address),
            title: title.into_string(),
            words: Words::default(),
            depth: 1,
        });
    }

    /// Reads the alternative text of an image.
    pub(super) fn image_event(&mut self, event: Event<'_>) {
        let Some(image) = &mut self.image else {
            return;
        };
        match event {
            Event::Start(Tag::Image { .. }) => image.depth += 1,
            Event::End(TagEnd::Image) => {
                image.depth -= 1;
                if image.depth == 0
                    && let Some(image) = self.image.take()
                {
                    self.write_image(image);
                }
            }
            Event::Text(text) | Event::Code(text) => image.words.push(&text),
            Event::Html(html) | Event::InlineHtml(html) => sanitize::words(&html, &mut image.words),
            Event::SoftBreak | Event::HardBreak => image.words.gap(),
            Event::Start(_)
            | Event::End(_)
            | Event::Rule
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_) => {}
        }
    }

    /// Writes an image that has ended. One of another host becomes a link: showing it would tell that host who reads.
    fn write_image(&mut self, image: Image) {
        let words = image.words.finish();
        match image.address.filter(|address| is_safe_address(address)) {
            Some(address) if !is_external(&address) => {
                self.out.push_str("<img");
                self.address_attribute("src", &address);
                self.attribute("alt", &words);
                if !image.title.is_empty() {
                    self.attribute("title", &image.title);
                }
                self.attribute("loading", "lazy");
                self.out.push('>');
                self.say(&words);
            }
            Some(address) if !self.in_anchor() => {
                self.open_anchor(&address, &image.title);
                let words = if words.is_empty() { &address } else { &words };
                escape::text(words, &mut self.out);
                self.say(words);
                self.out.push_str("</a>");
            }
            Some(_) | None => {
                escape::text(&words, &mut self.out);
                self.say(&words);
            }
        }
    }
}

//! Headings (CommonMark, sections 4.2 and 4.3): shifted to the page's levels, and given the ids that people expect.

use pulldown_cmark::HeadingLevel;

use super::{Heading, words::Words, writer::Writer};

impl Writer<'_> {
    pub(super) fn open_heading(&mut self, level: HeadingLevel) {
        self.out.push_str("<h");
        self.out.push(digit(self.level(level)));
        self.headings.open = Some((Words::default(), self.out.len()));
        self.out.push('>');
    }

    pub(super) fn close_heading(&mut self, level: HeadingLevel) {
        let level = self.level(level);
        let (words, at) = self
            .headings
            .open
            .take()
            .expect("a heading ends that began");
        self.out.push_str("</h");
        self.out.push(digit(level));
        self.out.push_str(">\n");
        let text = words.finish();
        let id = if self.style.heading_ids {
            let id = self.headings.new_id(&text);
            let tail = self.out.split_off(at);
            self.attribute("id", &id);
            self.out.push_str(&tail);
            id
        } else {
            String::new()
        };
        self.headings.done.push(Heading { level, id, text });
    }

    fn level(&self, level: HeadingLevel) -> u8 {
        (self.style.headings_from.min(6) + level as u8)
            .saturating_sub(1)
            .clamp(1, 6)
    }
}

fn digit(level: u8) -> char {
    char::from(b'0' + level)
}

//! Words without markup, with white space of any kind as one space.

/// Gathers words. A gap is written only between words, never at an end.
#[derive(Debug, Default)]
pub(super) struct Words {
    text: String,
    gap: bool,
}

impl Words {
    /// Adds text; white space at its ends keeps words apart but is not doubled.
    pub(super) fn push(&mut self, text: &str) {
        let mut rest = text;
        while !rest.is_empty() {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            if end > 0 {
                self.close_gap();
                self.text.push_str(&rest[..end]);
            }
            let spaced = rest[end..].trim_start();
            if spaced.len() < rest.len() - end {
                self.gap();
            }
            rest = spaced;
        }
    }

    /// Keeps what follows apart from what was said.
    pub(super) fn gap(&mut self) {
        self.gap = !self.text.is_empty() && !self.text.ends_with([' ', '\n']);
    }

    /// Ends a line, if there is anything on it.
    pub(super) fn line(&mut self) {
        self.gap = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Where the next word will begin.
    pub(super) fn position(&mut self) -> usize {
        self.close_gap();
        self.text.len()
    }

    /// Where the last word ended.
    pub(super) fn end(&self) -> usize {
        self.text.len()
    }

    /// The words so far.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.gap = false;
    }

    /// The words.
    pub(super) fn finish(mut self) -> String {
        self.text.truncate(self.text.trim_end().len());
        self.text
    }

    fn close_gap(&mut self) {
        if self.gap {
            self.text.push(' ');
            self.gap = false;
        }
    }
}

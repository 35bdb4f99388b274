//! Words of marked-up text as they run on, to a paragraph: white space collapses as XML has it, what lies over the words nests, marks of pages wait for
//! the next word.
//!
//! It knows no format. What an element means, and where a paragraph ends, is said by whoever reads one.

use crate::{
    archive::{FootnoteIndex, Format, FormatKind},
    writer::Paragraph,
};

/// How many characters are counted at most to find one again.
const STRIDE: usize = 512;

/// A paragraph in the making.
#[derive(Debug, Default)]
pub(super) struct Running {
    paragraph: Paragraph,
    /// Whether white space was read behind the last word.
    blank: bool,
    /// Whether white space does not part what comes from what is there.
    glued: bool,
    /// What began over the words and has not ended, inner ones last.
    open: Vec<Open>,
    /// Marks that stand before the next word.
    waiting: Vec<Mark>,
    /// How many characters of the source were read in this paragraph.
    read: usize,
    /// Which of them follows directly on the last one that was added.
    in_step: Option<usize>,
    steps: Steps,
}

#[derive(Debug)]
enum Open {
    /// No word of it was read yet.
    Waiting(FormatKind),
    /// Its place in the list of formats.
    Begun(usize),
    /// It adds nothing to what it lies in.
    Nothing,
}

#[derive(Clone, Debug)]
enum Mark {
    Page(String),
    Time(f64),
}

/// How characters of the source stand to bytes of a paragraph: where they begin to run in step anew.
#[derive(Clone, Debug, Default)]
pub(super) struct Steps(Vec<(usize, usize)>);

impl Steps {
    /// The byte of the paragraph `text` at which a character of the source stands, counted from 0.
    pub(super) fn byte(&self, character: usize, text: &str) -> usize {
        let behind = self.0.partition_point(|(read, _)| *read <= character);
        let (read, byte) = match behind.checked_sub(1).and_then(|at| self.0.get(at)) {
            Some(step) => *step,
            None => (0, 0),
        };
        let next = self.0.get(behind).map_or(text.len(), |(_, byte)| *byte);
        let rest = text.get(byte..).unwrap_or_default();
        let on = rest
            .char_indices()
            .nth(character - read)
            .map_or(text.len(), |(at, _)| byte + at);
        on.min(next.max(byte))
    }
}

impl Running {
    /// Adds words as they stand in the source.
    pub(super) fn words(&mut self, words: &str) {
        for c in words.chars() {
            match is_blank(c) {
                true => self.blank |= !self.paragraph.text.is_empty() && !self.glued,
                false => self.push(c),
            }
            self.read += 1;
        }
    }

    /// Lets a word end here, whatever stands between.
    pub(super) fn part(&mut self) {
        self.glued = false;
        self.blank |= !self.paragraph.text.is_empty();
    }

    /// Lets what comes follow directly, whatever stands between.
    pub(super) fn glue(&mut self) {
        self.blank = false;
        self.glued = true;
    }

    /// Adds signs that the source does not have: brackets.
    pub(super) fn sign(&mut self, signs: &str) {
        for c in signs.chars() {
            self.push(c);
        }
        self.in_step = None;
    }

    /// The same directly behind the last word.
    pub(super) fn closing_sign(&mut self, signs: &str) {
        self.blank = false;
        self.sign(signs);
    }

    /// Passes over so many characters of the source.
    pub(super) fn pass(&mut self, characters: usize) {
        self.read += characters;
        self.in_step = None;
    }

    /// What comes is emphasized, a link, ...
    pub(super) fn open(&mut self, kind: FormatKind) {
        let same = std::mem::discriminant(&kind);
        let is_open = self.open.iter().any(|open| match open {
            Open::Waiting(kind) => std::mem::discriminant(kind) == same,
            Open::Begun(at) => self
                .paragraph
                .formats
                .get(*at)
                .is_some_and(|format| std::mem::discriminant(&format.kind) == same),
            Open::Nothing => false,
        });
        self.open.push(match is_open {
            true => Open::Nothing,
            false => Open::Waiting(kind),
        });
    }

    /// What was opened last ends.
    pub(super) fn close(&mut self) {
        let here = self.byte();
        if let Some(Open::Begun(at)) = self.open.pop()
            && let Some(format) = self.paragraph.formats.get_mut(at)
        {
            format.range.end = here;
        }
    }

    /// A page of the source begins.
    pub(super) fn page(&mut self, page: &str) {
        self.waiting.push(Mark::Page(page.to_owned()));
    }

    /// What comes is heard so many seconds into the recording.
    pub(super) fn time(&mut self, seconds: f64) {
        self.waiting.push(Mark::Time(seconds));
    }

    /// How many pages wait for a word.
    pub(super) fn waiting(&self) -> usize {
        let pages = self
            .waiting
            .iter()
            .filter(|mark| matches!(mark, Mark::Page(_)));
        pages.count()
    }

    /// The sign of a footnote, directly behind the last word.
    pub(super) fn footnote(&mut self, footnote: FootnoteIndex) {
        self.paragraph.push_footnote(footnote);
    }

    /// The byte at which the next word will stand.
    pub(super) fn next(&self) -> usize {
        self.here() + usize::from(self.blank && !self.paragraph.text.is_empty())
    }

    /// The byte behind the last word.
    pub(super) fn here(&self) -> usize {
        self.paragraph.text.len()
    }

    /// The paragraph as it is, if anything is in it; what is open goes on in the next.
    pub(super) fn take(&mut self) -> Option<(Paragraph, Steps)> {
        let here = self.byte();
        let mut reopened = Vec::new();
        for open in &mut self.open {
            if let Open::Begun(at) = open
                && let Some(format) = self.paragraph.formats.get_mut(*at)
            {
                format.range.end = here;
                reopened.push(Open::Waiting(format.kind.clone()));
            } else {
                reopened.push(std::mem::replace(open, Open::Nothing));
            }
        }
        let mut paragraph = std::mem::take(&mut self.paragraph);
        let steps = std::mem::take(&mut self.steps);
        self.open = reopened;
        (self.blank, self.glued, self.read, self.in_step) = (false, false, 0, None);
        paragraph.formats.retain(|format| {
            !format.range.is_empty() || matches!(format.kind, FormatKind::Footnote(_))
        });
        let is_empty = paragraph.text.is_empty() && paragraph.formats.is_empty();
        (!is_empty).then_some((paragraph, steps))
    }

    fn push(&mut self, c: char) {
        let blank = std::mem::take(&mut self.blank);
        if blank {
            self.paragraph.text.push(' ');
        }
        self.glued = false;
        for mark in std::mem::take(&mut self.waiting) {
            match mark {
                Mark::Page(page) => self.paragraph.push_page(&page),
                Mark::Time(seconds) => self.paragraph.push_time(seconds),
            }
        }
        self.begin();
        let in_step = self.in_step == Some(self.read - usize::from(blank && self.read > 0));
        let last = self.steps.0.last().map_or(0, |(read, _)| *read);
        if !in_step || self.read - last >= STRIDE {
            self.steps.0.push((self.read, self.here()));
        }
        self.in_step = Some(self.read + 1);
        self.paragraph.text.push(c);
    }

    /// What waits for its first word begins; what goes on where its like ended is one with it.
    fn begin(&mut self) {
        let here = self.byte();
        for at in 0..self.open.len() {
            let Open::Waiting(kind) = &self.open[at] else {
                continue;
            };
            let formats = &mut self.paragraph.formats;
            let goes_on = formats
                .last()
                .is_some_and(|last| last.kind == *kind && last.range.end == here && here > 0);
            if !goes_on {
                formats.push(Format {
                    range: here..here,
                    kind: kind.clone(),
                });
            }
            self.open[at] = Open::Begun(formats.len() - 1);
        }
    }

    fn byte(&self) -> u32 {
        u32::try_from(self.here()).unwrap_or(u32::MAX)
    }
}

/// White space that XML collapses (XML 1.0, section 2.3): a no-break space is a sign of the text.
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r')
}

/// Words with one blank between them, as XML has white space.
pub(super) fn collapsed(words: &str) -> String {
    let words: Vec<&str> = words.split(is_blank).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_what_lies_over_words_holds_to_them() {
        let mut running = Running::default();
        running.words("\n   He said ");
        running.open(FormatKind::Emphasis);
        running.words(" never\n again");
        running.close();
        running.words("\u{a0}. ");
        let (paragraph, _) = running.take().expect("words");
        assert_eq!(paragraph.text, "He said never again\u{a0}.");
        assert_eq!(paragraph.formats[0].range, 8..19);
    }

    #[test]
    fn a_word_that_a_line_divides_is_one() {
        let mut running = Running::default();
        running.words("Brüs\n   ");
        running.glue();
        running.words("\n  sel ist");
        assert_eq!(running.take().expect("words").0.text, "Brüssel ist");
    }

    #[test]
    fn characters_of_the_source_are_found_again() {
        let source = "\n  Ä b\n   ";
        let mut running = Running::default();
        running.words(source);
        running.sign("[");
        running.words("c d]");
        let (paragraph, steps) = running.take().expect("words");
        assert_eq!(paragraph.text, "Ä b [c d]");
        for (character, byte) in [(3, 0), (5, 3), (10, 6), (12, 8)] {
            assert_eq!(steps.byte(character, &paragraph.text), byte, "{character}");
        }
    }

    #[test]
    fn pages_wait_for_a_word_and_emphasis_goes_on_in_the_next_paragraph() {
        let mut running = Running::default();
        running.page("2");
        assert!(running.take().is_none());
        running.open(FormatKind::Strong);
        running.words("a");
        let (first, _) = running.take().expect("words");
        running.words("b");
        running.close();
        let (second, _) = running.take().expect("words");
        assert_eq!((first.marks.len(), second.marks.len()), (1, 0));
        assert_eq!((first.formats.len(), second.formats.len()), (1, 1));
    }
}

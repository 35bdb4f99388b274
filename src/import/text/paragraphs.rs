//! Lines to paragraphs.

use super::{
    hyphens::{Hyphen, Vocabulary},
    shape::Shape,
    source::{SourceLine, ends_sentence},
};
use crate::{
    archive::{
        Header, ListIndex, Locator, LocatorKind, Name, ParagraphId, ParagraphIndex, Part,
        TurnCorrection,
    },
    import::{
        Account, Place, Report, Side,
        labels::Begun,
        marks::{apart, full, moved_to_the_beginning, settled, time_alone},
    },
    load::speech::marks_taken,
    writer::{Block, Paragraph, Said},
};

/// Captions that nobody ended are joined up to this length.
const LONGEST: usize = 600;

/// What stands between a line and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    Nothing,
    Blank,
    Page,
}

/// A change of the source's letters in which words are compared: a hyphen at a line's end that went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Joined {
    /// The hyphen's byte of the file, and its length.
    pub(super) hyphen: (usize, usize),
    /// The word's other part: its byte of the file, and its length.
    pub(super) part: (usize, usize),
}

/// Makes paragraphs of lines.
pub(super) struct Assembly<'a> {
    pub(super) said: Said,
    pub(super) header: &'a mut Header,
    pub(super) joined: Vec<Joined>,
    account: &'a mut Account,
    shape: Shape,
    vocabulary: Vocabulary,
    /// Whether runs of blanks are of the page's layout.
    laid_out: bool,
    open: Option<Open>,
    /// Times and pages before words that are still to come.
    carried: Vec<Locator>,
    after_time: bool,
    count: usize,
}

struct Open {
    paragraph: Paragraph,
    number: usize,
    /// Whether its last line begins with a label.
    hangs: bool,
}

impl<'a> Assembly<'a> {
    pub(super) fn new(
        (header, account): (&'a mut Header, &'a mut Account),
        shape: Shape,
        vocabulary: Vocabulary,
        laid_out: bool,
    ) -> Self {
        Self {
            said: Said::default(),
            joined: Vec::new(),
            header,
            account,
            shape,
            vocabulary,
            laid_out,
            open: None,
            carried: Vec::new(),
            after_time: false,
            count: 0,
        }
    }

    /// A line of words, behind `last`.
    pub(super) fn line(
        &mut self,
        line: &SourceLine<'_>,
        begun: Option<&Begun>,
        last: Option<(&SourceLine<'_>, Gap)>,
    ) {
        self.account.wrote("lines", 1);
        if let Some(begun) = begun {
            self.close();
            self.account
                .elsewhere(Side::Speech, &line.text[..begun.end]);
            let mut paragraph = begun.paragraph("");
            self.tell_ends_of_times(&begun.marks, line);
            paragraph.marks = self.carried.drain(..).chain(full(&begun.marks)).collect();
            self.open = Some(Open {
                paragraph,
                number: line.number,
                hangs: true,
            });
            self.words(&line.text[begun.end..], line);
            return;
        }
        if let Some(mark) = time_alone(line.text) {
            self.account.elsewhere(Side::Speech, line.text);
            self.tell_ends_of_times(std::slice::from_ref(&mark), line);
            self.carried.extend(full(&[mark]));
            self.after_time = true;
            return;
        }
        if !self.goes_on(line, last) {
            self.close();
        }
        let after_time = std::mem::take(&mut self.after_time);
        match self.open.is_some() {
            true => {
                let last = last.map(|(last, _)| last).filter(|_| !after_time);
                self.join(line, last);
            }
            false => {
                self.open = Some(Open {
                    paragraph: Paragraph {
                        marks: self.carried.drain(..).collect(),
                        ..Paragraph::default()
                    },
                    number: line.number,
                    hangs: false,
                });
                self.words(line.text, line);
            }
        }
    }

    fn goes_on(&self, line: &SourceLine<'_>, last: Option<(&SourceLine<'_>, Gap)>) -> bool {
        let (Some(open), Some((last, gap))) = (&self.open, last) else {
            return false;
        };
        let words = &open.paragraph.text;
        if words.trim().is_empty() {
            return true;
        }
        if self.after_time {
            return !ends_sentence(words) && words.len() < LONGEST && gap != Gap::Blank;
        }
        match gap {
            Gap::Nothing => !self.shape.parts(last, line, open.hangs),
            Gap::Blank => false,
            Gap::Page => match self.shape {
                Shape::Wrapped(_) => !ends_sentence(last.text),
                Shape::Lines => {
                    line.text.starts_with(char::is_lowercase) && !ends_sentence(last.text)
                }
            },
        }
    }

    /// Adds a line to what is open, with what stands between.
    fn join(&mut self, line: &SourceLine<'_>, last: Option<&SourceLine<'_>>) {
        let Some(open) = &mut self.open else {
            return;
        };
        open.hangs = false;
        let words = &mut open.paragraph.text;
        let wrapped = matches!(self.shape, Shape::Wrapped(_));
        let broken = last
            .filter(|last| wrapped && words.ends_with(|c| last.text.ends_with(c)))
            .and_then(|last| Some((last, self.vocabulary.between(last.text, line.text)?)));
        match broken {
            Some((last, (Hyphen::Goes, part))) => {
                let hyphen = words.pop().map_or(0, char::len_utf8);
                self.joined.push(Joined {
                    hyphen: (last.at + last.text.len() - hyphen, hyphen),
                    part: (line.at, part.len()),
                });
                let what = "a hyphen at a line’s end was taken away, since the file has the word without it elsewhere";
                let word = words.rsplit(char::is_whitespace).next().unwrap_or_default();
                let word = format!("{word}{part}");
                self.account
                    .remark(Report::new("hyphens", Place::line(last.number), what, word));
            }
            Some((_, (Hyphen::Stays, _))) => {}
            Some((last, (Hyphen::Doubtful, part))) => {
                let what = "a hyphen at a line’s end was kept: look whether it belongs to the word";
                let word = words.rsplit(char::is_whitespace).next().unwrap_or_default();
                let word = format!("{word}{part}");
                self.account
                    .remark(Report::new("hyphens", Place::line(last.number), what, word));
            }
            None if words.is_empty() => {}
            None => words.push(' '),
        }
        let carried = std::mem::take(&mut self.carried);
        if let Some(open) = &mut self.open {
            let at = open.paragraph.text.len();
            open.paragraph.marks.extend(placed(carried, at));
        }
        self.words(line.text, line);
    }

    /// Adds words of a line, without the times and pages in them.
    fn words(&mut self, words: &str, line: &SourceLine<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        let base = open.paragraph.text.len();
        if let Some(page) = &line.opens_page {
            open.paragraph.push_page(page);
        }
        let (plain, marks) = marks_taken(&apart(words));
        for mark in &marks {
            self.account.elsewhere(Side::Speech, &mark.text);
        }
        let (plain, marks) = match self.laid_out {
            true => without_room(&plain, marks),
            false => (plain, marks),
        };
        let moved = settled(&plain, full(&marks)).map(|mark| Locator {
            at: mark.at + u32::try_from(base).unwrap_or(u32::MAX),
            ..mark
        });
        open.paragraph.marks.extend(moved);
        open.paragraph.push(&plain);
        self.tell_ends_of_times(&marks, line);
    }

    /// Of a time with an end only the beginning is kept.
    fn tell_ends_of_times(&mut self, marks: &[Locator], line: &SourceLine<'_>) {
        for mark in marks {
            let time = matches!(mark.kind, LocatorKind::Time(_));
            if time && mark.text.contains(['-', '–', '—', '/', '>']) {
                let what = "the end of a time is not kept";
                let place = Place::line(line.number);
                self.account
                    .remark(Report::new("times", place, what, &*mark.text));
            }
        }
    }

    /// Ends the paragraph that is open.
    pub(super) fn close(&mut self) {
        let Some(open) = self.open.take() else {
            return;
        };
        let mut paragraph = open.paragraph;
        let labelled = paragraph.label.is_some();
        if paragraph.text.trim().is_empty() {
            self.carried.append(&mut paragraph.marks);
            for mark in &mut self.carried {
                mark.at = 0;
            }
            if let Some(label) = paragraph.label {
                let what = format!("“{}” stands before no words", label.declared);
                let place = Place::line(open.number);
                self.account
                    .left_out(Side::Speech, Report::new("turns", place, what, ""));
            }
            return;
        }
        self.account.wrote("turns", usize::from(labelled));
        if moved_to_the_beginning(&mut paragraph) {
            let what = "times and pages within it stand at the beginning of the paragraph";
            let place = Place::line(open.number);
            self.account.remark(Report::new("marks", place, what, ""));
        }
        let words = paragraph.text.trim();
        if !labelled && words.starts_with("BY ") && words.ends_with(':') {
            let id = ParagraphId::counted(ParagraphIndex::at(self.count));
            self.header.turns.push(narration(id));
        }
        self.count += 1;
        self.said.blocks.push(Block::Paragraph(paragraph));
    }

    /// Ends all; a time or a page before no words is told.
    pub(super) fn finish(mut self) -> (Said, Vec<Joined>) {
        self.close();
        for mark in std::mem::take(&mut self.carried) {
            let what = "a time or a page that no words follow";
            self.account.remark(Report::new(
                "marks",
                Place::known_as(&*mark.text),
                what,
                &*mark.text,
            ));
        }
        (self.said, self.joined)
    }
}

/// `BY MS. ROE:` in transcripts of courts says who asks from here on.
fn narration(id: ParagraphId) -> TurnCorrection {
    TurnCorrection {
        paragraph: Name::unplaced(String::new()).map(|_| id),
        label: None,
        person: None,
        name: None,
        role: None,
        part: Some(Part::Narration),
        asks: None,
        spoken: None,
        certainty: None,
    }
}

fn placed(marks: Vec<Locator>, at: usize) -> impl Iterator<Item = Locator> {
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    marks.into_iter().map(move |mark| Locator { at, ..mark })
}

/// One blank for each run of them, marks moved along.
fn without_room(words: &str, marks: Vec<Locator>) -> (String, Vec<Locator>) {
    let mut kept = String::with_capacity(words.len());
    let mut moved = Vec::with_capacity(marks.len());
    let mut marks = marks.into_iter().peekable();
    for (at, c) in words.char_indices() {
        while let Some(mark) = marks.next_if(|mark| mark.at as usize <= at) {
            moved.extend(placed(vec![mark], kept.len()));
        }
        if !(c == ' ' && kept.ends_with(' ')) {
            kept.push(c);
        }
    }
    moved.extend(placed(marks.collect(), kept.len()));
    (kept, moved)
}

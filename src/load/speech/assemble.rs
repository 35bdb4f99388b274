//! From blocks to what is said: paragraphs with their words, turns, sections.

use std::ops::Range;

use super::{
    At, Layout, Reading, Speech,
    blocks::{Block, RawParagraph, Said},
    half_links::HalfLink,
    inline::{self, Footnotes, Inline},
    literal::Sign,
    marks,
    traced::Traced,
    unclear,
};
use crate::archive::{
    FormatKind, IndexRange, IndexVec, ListIndex, Locator, Paragraph, ParagraphId, ParagraphIndex,
    Section, SpeakerIndex, Turn, TurnIndex,
};

/// What is made of blocks.
pub(super) struct Assembly<'r> {
    reading: Reading<'r>,
    footnotes: &'r Footnotes,
    pub(super) speech: Speech,
    pub(super) words: Traced,
    /// Signs of Markdown that are words: bytes of the file's words.
    pub(super) literal: Vec<(Sign, usize)>,
    current: Option<SpeakerIndex>,
    turn_open: bool,
    /// Whether what is said is nobody's.
    narrating: bool,
    /// A label that has no words yet: its printed form and where it stands.
    waiting_label: Option<(Said, usize)>,
    /// Marks that no words have followed yet.
    waiting: Vec<Locator>,
}

impl<'r> Assembly<'r> {
    pub(super) fn new(reading: Reading<'r>, footnotes: &'r Footnotes) -> Self {
        let speech = Speech {
            label_uses: IndexVec::filled(0, reading.labels.len()),
            ..Speech::default()
        };
        Self {
            current: reading.unlabelled,
            reading,
            footnotes,
            speech,
            words: Traced::default(),
            literal: Vec::new(),
            turn_open: false,
            narrating: false,
            waiting_label: None,
            waiting: Vec::new(),
        }
    }

    pub(super) fn block(&mut self, block: Block) {
        match block {
            Block::Heading { level, words } => self.heading(level, words),
            Block::Footnote { .. } => {}
            Block::Paragraph(raw) => self.raw_paragraph(raw),
        }
    }

    /// Marks and labels behind the last words.
    pub(super) fn finish(&mut self) {
        self.label_without_words();
        if let Some(last) = self.speech.paragraphs.last_mut() {
            for locator in &mut self.waiting {
                locator.at = last.range.end;
            }
            last.locators.append(&mut self.waiting);
        }
        let mut used = IndexVec::filled(false, self.speech.footnotes.len());
        for format in self.speech.paragraphs.iter().flat_map(|p| &p.formats) {
            if let FormatKind::Footnote(number) = format.kind
                && let Some(used) = used.get_mut(number)
            {
                *used = true;
            }
        }
        self.speech.unused_footnotes = used.indexes().filter(|&i| !used[i]).collect();
    }

    fn heading(&mut self, level: u8, words: Traced) {
        let (words, mut locators) = marks::take_marks(words, Vec::new(), true);
        self.waiting.append(&mut locators);
        let title = inline::parse(&words, Vec::new(), self.footnotes).words.text;
        self.speech.sections.push(Section {
            title: title.trim().to_owned(),
            level,
            paragraph: ParagraphIndex::at(self.speech.paragraphs.len()),
        });
    }

    /// The id of the paragraph that comes: they are numbered as they stand.
    fn next(&self) -> ParagraphId {
        ParagraphId::counted(self.next_place())
    }

    fn next_place(&self) -> ParagraphIndex {
        ParagraphIndex::at(self.speech.paragraphs.len())
    }

    fn label_without_words(&mut self) {
        if let Some((said, at)) = self.waiting_label.take() {
            self.speech.wordless.push((said.printed.into(), at));
        }
    }

    fn raw_paragraph(&mut self, mut raw: RawParagraph) {
        let said = self.reading.turns.get(&self.next());
        let mut label = raw.label.take();
        if matches!(said, Some(At::Words)) {
            match label.take() {
                Some(label) => {
                    let mut whole = label.typed;
                    for locator in &mut raw.locators {
                        locator.at = 0;
                    }
                    whole.push_slice(&raw.words, 0..raw.words.text.len());
                    raw.words = whole;
                }
                None => self.speech.no_label.push(self.next_place()),
            }
        }
        let own = label.is_some();
        if let Some(label) = label {
            self.label_without_words();
            if let Some(uses) = self.speech.label_uses.get_mut(label.speaker) {
                *uses += 1;
            }
            self.current = Some(label.speaker);
            self.turn_open = false;
            self.narrating = self.reading.narrators.contains(&label.speaker);
            let at = label.typed.file(0);
            self.waiting_label = Some((label, at));
        }
        self.paragraph(raw, own, said);
    }

    /// `own` tells whether a label stands at its start.
    fn paragraph(&mut self, raw: RawParagraph, own: bool, said: Option<&At>) {
        let markdown = self.reading.layout == Layout::Markdown;
        let (words, mut locators) = marks::take_marks(raw.words, raw.locators, markdown);
        let (words, cut) = words.trimmed();
        for locator in &mut locators {
            locator.at = locator
                .at
                .saturating_sub(count(cut))
                .min(count(words.text.len()));
        }
        if words.text.is_empty() {
            self.waiting.append(&mut locators);
            return;
        }
        for locator in &mut self.waiting {
            locator.at = 0;
        }
        self.waiting.append(&mut locators);
        let locators = std::mem::take(&mut self.waiting);
        let begin = words.file(0);
        let inline = match markdown {
            true => {
                let inline = inline::parse(&words, locators, self.footnotes);
                let signs = inline.literal.iter();
                self.literal
                    .extend(signs.map(|&(sign, at)| (sign, words.file(at))));
                inline
            }
            false => Inline::plain(words, locators),
        };
        self.turn(said);
        self.push(inline, begin, own);
    }

    /// Opens the turn of the paragraph that comes, if none is open or an editor says that one begins here.
    fn turn(&mut self, said: Option<&At>) {
        let unlabelled = self.waiting_label.is_none();
        let begins = match said {
            Some(At::Of(speaker)) => {
                self.current = Some(*speaker);
                self.narrating = self.reading.narrators.contains(speaker);
                true
            }
            Some(At::Narration) => {
                self.current = self.current.filter(|_| !unlabelled);
                self.narrating = true;
                true
            }
            Some(At::Somebody) if self.narrating && unlabelled => {
                self.current = self.reading.unlabelled;
                self.narrating = false;
                true
            }
            Some(At::Words | At::Somebody) | None => false,
        };
        if self.turn_open && !begins {
            return;
        }
        let label = self.waiting_label.take().map(|(said, _)| said);
        let declared = self
            .current
            .and_then(|s| self.reading.labels.get(s.place()));
        let (printed, direction) = label.map_or((None, None), |said| {
            let other = declared.is_none_or(|d| **d != *said.printed);
            (other.then_some(said.printed), said.direction)
        });
        let at = ParagraphIndex::at(self.speech.paragraphs.len());
        self.speech.turns.push(Turn {
            speaker: self.current,
            paragraphs: IndexRange { start: at, end: at },
            printed,
            direction,
            ..Turn::default()
        });
        self.turn_open = true;
    }

    /// `begin` is the byte of the file at which it begins: one with nothing but the sign of a footnote has no words that would tell.
    fn push(&mut self, mut inline: Inline, begin: usize, own: bool) {
        if !self.speech.paragraphs.is_empty() {
            self.words.push("\n", begin.saturating_sub(1));
        }
        let start = count(self.words.text.len());
        self.words
            .push_slice(&inline.words, 0..inline.words.text.len());
        let text = &inline.words.text;
        let brackets = brackets(text);
        let whole = brackets.first().is_some_and(|r| *r == (0..text.len()));
        let remark = whole && !own;
        for format in &mut inline.formats {
            format.range = format.range.start + start..format.range.end + start;
        }
        for locator in &mut inline.locators {
            locator.at += start;
        }
        let half_links = inline.half_links.into_iter().map(|link| HalfLink {
            range: link.range.start + start as usize..link.range.end + start as usize,
            ..link
        });
        self.speech.half_links.extend(half_links);
        if let Some(turn) = self.speech.turns.last_mut() {
            turn.paragraphs.end = ParagraphIndex::at(self.speech.paragraphs.len() + 1);
        }
        let (unclear, mut stage) = unclear::apart(text, brackets);
        stage.retain(|_| !remark);
        let placed = |all: Vec<Range<usize>>| {
            let all = all.into_iter();
            all.map(|r| count(r.start) + start..count(r.end) + start)
                .collect()
        };
        let id = self.next();
        self.speech.paragraphs.push(Paragraph {
            id,
            range: start..count(self.words.text.len()),
            turn: TurnIndex::at(self.speech.turns.len() - 1),
            language: None,
            remark,
            formats: inline.formats,
            stage: placed(stage),
            unclear: placed(unclear),
            locators: inline.locators,
        });
    }
}

fn count(n: usize) -> u32 {
    u32::try_from(n).expect("files are limited to less than 4 GiB")
}

/// The outermost pairs of square brackets.
fn brackets(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    for i in memchr::memchr2_iter(b'[', b']', text.as_bytes()) {
        if text.as_bytes()[i] == b'[' {
            open.push(i);
        } else if let Some(start) = open.pop()
            && open.is_empty()
        {
            found.push(start..i + 1);
        }
    }
    found
}

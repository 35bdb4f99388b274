//! What is said in a transcript, as it is to be written: what an importer fills.

use crate::archive::{
    FootnoteIndex, Format, FormatKind, ListIndex, Locator, LocatorKind, ParagraphIndex, Transcript,
};

/// The words of a transcript.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// Headings and paragraphs, in order.
    pub blocks: Vec<Block>,
    /// Footnotes: each one line of Markdown. Paragraphs name them by their places in this list.
    pub footnotes: Vec<String>,
}

/// A piece between blank lines.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// A heading.
    Heading {
        /// How many signs `#` it has.
        level: u8,
        /// The words.
        words: String,
    },
    /// A paragraph.
    Paragraph(Paragraph),
}

/// A paragraph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Paragraph {
    /// Whose turn begins with it; none if the turn goes on, or if the words are nobody's.
    pub label: Option<Label>,
    /// The words, without signs of Markdown, and without a line feed.
    pub text: String,
    /// What is emphasized, a link, ...: bytes of `text`, properly nested, outer ones first.
    pub formats: Vec<Format>,
    /// Times and pages, in order, by the byte of `text` that they stand before.
    pub marks: Vec<Locator>,
}

/// A label at the start of a turn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Label {
    /// As it is declared in the header's `speakers`.
    pub declared: String,
    /// As the source prints it here, if otherwise.
    pub printed: Option<String>,
    /// What the source says of how it is said, in its brackets: `(laughing)`. Only what `load` knows as such.
    pub direction: Option<String>,
}

impl Label {
    /// A label as it is declared.
    pub fn declared(label: impl Into<String>) -> Self {
        Self {
            declared: label.into(),
            ..Self::default()
        }
    }
}

impl Paragraph {
    /// A paragraph that goes on with a turn, or is nobody's.
    pub fn of(words: impl Into<String>) -> Self {
        Self {
            text: words.into(),
            ..Self::default()
        }
    }

    /// A paragraph that begins a turn.
    pub fn by(label: Label, words: impl Into<String>) -> Self {
        Self {
            label: Some(label),
            ..Self::of(words)
        }
    }

    /// Adds words.
    pub fn push(&mut self, words: &str) {
        self.text.push_str(words);
    }

    /// Adds words that are a link, emphasized, ...
    pub fn push_as(&mut self, kind: FormatKind, words: &str) {
        let start = self.here();
        self.text.push_str(words);
        let end = self.here();
        self.formats.push(Format {
            range: start..end,
            kind,
        });
    }

    /// Adds the sign of a footnote: its place in the list of them.
    pub fn push_footnote(&mut self, footnote: FootnoteIndex) {
        self.push_as(FormatKind::Footnote(footnote), "");
    }

    /// Adds a time of the recording: `00:12:31`, with the part of a second if there is one.
    pub fn push_time(&mut self, seconds: f64) {
        let thousandths = (seconds.max(0.0) * 1000.0).round();
        let whole = (thousandths / 1000.0).floor();
        let rest = thousandths - whole * 1000.0;
        let (hours, within) = ((whole / 3600.0).floor(), whole % 3600.0);
        let mut text = format!(
            "{hours:02}:{:02}:{:02}",
            (within / 60.0).floor(),
            within % 60.0
        );
        if rest > 0.0 {
            text.push_str(&format!(".{rest:03}"));
        }
        self.push_mark(LocatorKind::Time(thousandths / 1000.0), text);
    }

    /// Adds a page of the source: `9`, `9-10`, `xii`.
    pub fn push_page(&mut self, page: &str) {
        let several = page.contains(['-', '–']);
        let text = format!("{} {page}", if several { "pp." } else { "p." });
        self.push_mark(LocatorKind::Page, text);
    }

    fn push_mark(&mut self, kind: LocatorKind, text: String) {
        let at = self.here();
        self.marks.push(Locator { at, kind, text });
    }

    fn here(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// The same without blanks round the words, which would not be read.
    pub(super) fn trimmed(&self) -> Self {
        let lead = self.text.len() - self.text.trim_start().len();
        let text = self.text.trim().to_owned();
        let moved = |at: u32| {
            let at = (at as usize).saturating_sub(lead).min(text.len());
            u32::try_from(at).unwrap_or(u32::MAX)
        };
        let formats = self.formats.iter().map(|format| Format {
            range: moved(format.range.start)..moved(format.range.end),
            kind: format.kind.clone(),
        });
        let holds = |format: &Format| {
            format.range.start < format.range.end || matches!(format.kind, FormatKind::Footnote(_))
        };
        // A mark stands before a word, not before the blank in front of it.
        let before_word = |at: u32| {
            let rest = text.get(at as usize..).unwrap_or_default();
            moved(
                at + u32::try_from(lead + rest.len() - rest.trim_start().len()).unwrap_or_default(),
            )
        };
        let marks = self.marks.iter().map(|mark| Locator {
            at: before_word(moved(mark.at)),
            ..mark.clone()
        });
        Self {
            label: self.label.clone(),
            formats: formats.filter(holds).collect(),
            marks: marks.collect(),
            text,
        }
    }
}

impl Said {
    /// What a transcript that was read says.
    pub fn of(transcript: &Transcript) -> Self {
        let mut blocks = Vec::new();
        let mut sections = transcript.sections.iter().peekable();
        let mut headings = |until: ParagraphIndex, blocks: &mut Vec<Block>| {
            while let Some(section) = sections.next_if(|s| s.paragraph <= until) {
                blocks.push(Block::Heading {
                    level: section.level,
                    words: section.title.clone(),
                });
            }
        };
        for index in transcript.paragraphs.indexes() {
            headings(index, &mut blocks);
            blocks.push(Block::Paragraph(paragraph(transcript, index)));
        }
        headings(ParagraphIndex::at(transcript.paragraphs.len()), &mut blocks);
        Self {
            blocks,
            footnotes: transcript
                .footnotes
                .iter()
                .map(|f| f.text.clone())
                .collect(),
        }
    }
}

fn paragraph(transcript: &Transcript, index: ParagraphIndex) -> Paragraph {
    let read = &transcript.paragraphs[index];
    let turn = &transcript.turns[read.turn];
    let speaker = turn.speaker.filter(|_| turn.paragraphs.start == index);
    let declared = speaker.map(|s| transcript.header.speakers[s].label.clone());
    let label = declared
        .filter(|label| !label.is_empty())
        .map(|declared| Label {
            declared,
            printed: turn.printed.as_deref().map(str::to_owned),
            direction: turn.direction.as_deref().map(str::to_owned),
        });
    let start = read.range.start;
    let formats = read.formats.iter().map(|format| Format {
        range: format.range.start - start..format.range.end - start,
        kind: format.kind.clone(),
    });
    let marks = read.locators.iter().map(|mark| Locator {
        at: mark.at - start,
        ..mark.clone()
    });
    Paragraph {
        label,
        text: transcript.words(index).to_owned(),
        formats: formats.collect(),
        marks: marks.collect(),
    }
}

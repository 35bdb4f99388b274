//! What is said, as it is gathered from marked-up text: whose the words are, narration, remarks, headings.
//!
//! Whoever reads a format says when a turn begins and where paragraphs end; that no words come into another's mouth is seen to here: what is nobody's is
//! said to be so, and behind it a turn begins anew, with its label.

use std::collections::BTreeMap;

use super::running::{Running, Steps, collapsed};
use crate::{
    archive::{
        Certainty, Header, ListIndex, Name, ParagraphId, ParagraphIndex, Part, Speaker,
        TurnCorrection,
    },
    text,
    writer::{Block, Label, Paragraph, Said},
};

/// Whose the words are that come.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Turn {
    /// As the source prints it, or what stands for that.
    pub(super) label: String,
    /// By what the source knows who speaks; two that are equal and follow one another are one turn.
    pub(super) who: String,
    /// A description, if they are no person in particular.
    pub(super) name: Option<String>,
    /// The key of the person.
    pub(super) person: Option<String>,
    /// Their office here.
    pub(super) role: Option<String>,
    /// Their part.
    pub(super) part: Option<Part>,
    /// Whether they ask, if the part does not tell.
    pub(super) asks: Option<bool>,
    /// How sure the source is that it is they.
    pub(super) certainty: Option<Certainty>,
}

/// A transcript in the making.
#[derive(Debug, Default)]
pub(super) struct Script {
    /// The paragraph that is read.
    pub(super) running: Running,
    /// What was read.
    pub(super) said: Said,
    /// How characters of the source stand to bytes, for each paragraph.
    pub(super) steps: Vec<Steps>,
    speakers: Vec<Speaker>,
    by_label: BTreeMap<String, usize>,
    corrections: Vec<TurnCorrection>,
    floor: Floor,
    /// Whether the label of who has the floor was not written yet.
    label_waits: bool,
}

/// Who has the floor.
#[derive(Debug, Default, PartialEq)]
enum Floor {
    /// Nobody yet: words are nobody's without saying so.
    #[default]
    Open,
    Narration {
        told: bool,
    },
    Turn(Turn),
}

impl Script {
    /// A turn begins, or goes on if it is that which has the floor.
    pub(super) fn begin(&mut self, turn: Turn) {
        self.end_paragraph();
        if let Floor::Turn(current) = &self.floor
            && *current == turn
        {
            return;
        }
        self.begin_anew(turn);
    }

    /// A turn begins, also if the same person has the floor.
    pub(super) fn begin_anew(&mut self, turn: Turn) {
        self.end_paragraph();
        self.floor = Floor::Turn(turn);
        self.label_waits = true;
    }

    /// Whether somebody has the floor whom the source knows by this.
    pub(super) fn has_floor(&self, who: &str) -> bool {
        matches!(&self.floor, Floor::Turn(turn) if turn.who == who)
    }

    /// What comes is nobody's.
    pub(super) fn narrate(&mut self) {
        self.end_paragraph();
        if !matches!(self.floor, Floor::Narration { .. }) {
            self.floor = Floor::Narration { told: false };
        }
    }

    /// Whether somebody has the floor.
    pub(super) fn has_turn(&self) -> bool {
        matches!(self.floor, Floor::Turn(_))
    }

    /// Whether nobody has had the floor yet.
    pub(super) fn is_open(&self) -> bool {
        self.floor == Floor::Open
    }

    /// The paragraph that was read ends; where it stands, if it had words.
    pub(super) fn end_paragraph(&mut self) -> Option<ParagraphIndex> {
        let (paragraph, steps) = self.running.take()?;
        Some(self.add(paragraph, steps))
    }

    /// A remark on a line of its own: nobody's, and whoever has the floor keeps it.
    pub(super) fn remark(&mut self, words: &str) -> Option<ParagraphIndex> {
        self.end_paragraph();
        let printed = collapsed(words);
        let is_whole = printed.starts_with('[') && printed.ends_with(']');
        let words = match is_whole {
            true => printed.clone(),
            false => bracketed(&printed)?,
        };
        if !is_whole && words.contains(['[', ']']) {
            // Brackets in brackets may be read otherwise: such words are narration, and behind them the turn begins anew.
            let floor = std::mem::replace(&mut self.floor, Floor::Narration { told: false });
            self.running.words(&printed);
            let index = self.end_paragraph();
            if let Floor::Turn(_) = floor {
                (self.floor, self.label_waits) = (floor, true);
            }
            return index;
        }
        if !is_whole {
            self.running.sign("[");
        }
        self.running.words(&words);
        if !is_whole {
            self.running.closing_sign("]");
        }
        let (paragraph, steps) = self.running.take()?;
        self.said.blocks.push(Block::Paragraph(paragraph));
        self.steps.push(steps);
        Some(ParagraphIndex::at(self.steps.len() - 1))
    }

    /// A heading; what it parts may be one turn.
    pub(super) fn heading(&mut self, level: usize, words: &str) {
        self.end_paragraph();
        let level = u8::try_from(level.clamp(1, 6)).unwrap_or(6);
        self.said.blocks.push(Block::Heading {
            level,
            words: words.to_owned(),
        });
    }

    /// How many paragraphs there are, the one that is read aside.
    pub(super) fn paragraphs(&self) -> usize {
        self.steps.len()
    }

    /// Puts who speaks into the header, and hands out what was said.
    pub(super) fn finish(mut self, header: &mut Header) -> (Said, Vec<Steps>) {
        self.end_paragraph();
        for speaker in self.speakers {
            header.speakers.push(speaker);
        }
        header.turns = self.corrections;
        (self.said, self.steps)
    }

    fn add(&mut self, mut paragraph: Paragraph, steps: Steps) -> ParagraphIndex {
        let index = ParagraphIndex::at(self.steps.len());
        let words = paragraph.text.trim();
        let is_remark = words.starts_with('[') && words.ends_with(']');
        match &mut self.floor {
            Floor::Turn(turn) if self.label_waits => {
                let turn = turn.clone();
                paragraph.label = Some(self.label(&turn, index));
                self.label_waits = false;
            }
            // What stands in brackets by itself is nobody's anyway.
            Floor::Narration { told } if !*told && !is_remark => {
                *told = true;
                self.corrections.push(TurnCorrection {
                    part: Some(Part::Narration),
                    ..nothing(index)
                });
            }
            Floor::Turn(_) | Floor::Narration { .. } | Floor::Open => {}
        }
        self.said.blocks.push(Block::Paragraph(paragraph));
        self.steps.push(steps);
        index
    }

    /// The label of a turn, declared with whom it first stands for; of another, the turn itself says so.
    fn label(&mut self, turn: &Turn, index: ParagraphIndex) -> Label {
        let name = label(&turn.label);
        let at = *self.by_label.entry(text::fold(&name)).or_insert_with(|| {
            self.speakers.push(Speaker {
                label: name.clone(),
                person: turn.person.clone().map(Name::unplaced),
                role: turn.role.clone(),
                part: turn.part,
                ..Speaker::default()
            });
            self.speakers.len() - 1
        });
        let Some(speaker) = self.speakers.get(at) else {
            return Label::declared(name);
        };
        let known = speaker.person.as_ref().map(|person| person.value.as_str());
        let other = |said: bool| said.then_some(());
        let correction = TurnCorrection {
            person: other(known != turn.person.as_deref())
                .and_then(|()| turn.person.clone().map(Name::unplaced)),
            name: other(speaker.name != turn.name).and_then(|()| turn.name.clone()),
            role: other(speaker.role != turn.role).and_then(|()| turn.role.clone()),
            part: other(speaker.part != turn.part).and(turn.part),
            asks: turn.asks,
            certainty: turn.certainty,
            ..nothing(index)
        };
        let says = correction.person.is_some()
            || correction.name.is_some()
            || correction.role.is_some()
            || correction.part.is_some()
            || correction.asks.is_some()
            || correction.certainty.is_some();
        let declared = speaker.label.clone();
        if says {
            self.corrections.push(correction);
        }
        Label {
            printed: (declared != name).then_some(name),
            declared,
            direction: None,
        }
    }
}

/// A correction of a turn that says nothing yet.
fn nothing(index: ParagraphIndex) -> TurnCorrection {
    TurnCorrection {
        paragraph: Name::unplaced(String::new()).map(|_| ParagraphId::counted(index)),
        label: None,
        person: None,
        name: None,
        role: None,
        part: None,
        asks: None,
        spoken: None,
        certainty: None,
    }
}

/// A label as it can be written: without the colon behind it, and without signs of Markdown, of which no label has any.
fn label(printed: &str) -> String {
    let signs = ['*', '_', '`', '[', ']', '<', '>', '#', '\\', '{', '}', '|'];
    let words: String = printed
        .chars()
        .map(|c| {
            if signs.contains(&c) || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let ends = |c: char| c.is_whitespace() || matches!(c, ':' | '：' | '–' | '—' | '-' | ',' | ';');
    let label = words.trim_matches(ends);
    match label.contains(char::is_alphanumeric) {
        true => label.to_owned(),
        false => "?".to_owned(),
    }
}

/// Words without the brackets that stand round all of them.
pub(super) fn bracketed(words: &str) -> Option<String> {
    let words = words.trim();
    let inside = [('(', ')'), ('[', ']')].iter().find_map(|&(open, close)| {
        let inside = words.strip_prefix(open)?.strip_suffix(close)?;
        (!inside.contains([open, close])).then_some(inside)
    });
    let words = inside.unwrap_or(words).trim();
    (!words.is_empty()).then(|| words.to_owned())
}

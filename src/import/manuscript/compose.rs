//! A manuscript as a transcript.

use std::collections::BTreeMap;

use super::{
    Manuscript,
    footnote::Footnotes,
    formats::formats,
    head,
    label::Named,
    layout, marks, notes,
    para::{Anchor, Para, ParaKind},
    turns::{self, Said},
};
use crate::{
    archive::{
        Header, LabelSaid, ListIndex, Locator, ParagraphId, ParagraphIndex, Part, Speaker,
        TurnCorrection,
    },
    import::{
        Account, AsWords, BroughtTranscript, Imported, Place, Point, Report, Side, found,
        guess::{Guess, Guessed, Whence},
    },
    load::speech::folded_label,
    source::Spanned,
    writer::{self, Block, Label},
};

/// All that a manuscript holds; `stem` is its file's name without an ending.
pub(in crate::import) fn imported(
    mut manuscript: Manuscript,
    stem: &str,
    words: &AsWords,
) -> Imported {
    let mut account = std::mem::take(&mut manuscript.account);
    let mut laid = layout::laid(std::mem::take(&mut manuscript.pieces), &mut account);
    let found = head::title(&mut laid, words);
    let mut composer = Composer {
        manuscript: &manuscript,
        account,
        header: Header::default(),
        said: writer::Said::default(),
        count: 0,
        declared: BTreeMap::new(),
        footnotes: Footnotes::of(&manuscript),
        places: Vec::new(),
        carried: Vec::new(),
        current: None,
        interrupted: false,
        waiting: None,
    };
    let (turns, told_by_words) = turns::turns(&laid, words, &mut composer.account);
    for said in turns {
        composer.add(said);
    }
    composer.finish();
    let Composer {
        mut account,
        mut header,
        said,
        places,
        ..
    } = composer;
    head::properties(&manuscript.properties, stem, &mut header);
    let notes = notes::notes(&manuscript, &said, &places, &mut account);
    let mut guessed = Guess::labels_among(&header, &told_by_words);
    let found = found.iter();
    guessed.extend(found.map(|words| Guess::new(Guessed::Title, Whence::Words, words)));
    let mut transcript = BroughtTranscript {
        key: stem.to_owned(),
        header,
        said,
        notes,
        guessed,
    };
    let mut entries = Vec::new();
    found::of_top(&mut transcript, &mut entries, words, &mut account);
    Imported {
        transcripts: vec![transcript],
        entries,
        account,
        ..Imported::default()
    }
}

struct Composer<'m> {
    manuscript: &'m Manuscript,
    account: Account,
    header: Header,
    said: writer::Said,
    /// How many paragraphs there are.
    count: usize,
    /// Labels as they are declared, by what they are folded.
    declared: BTreeMap<String, String>,
    /// Those of the file, and those that were written.
    footnotes: Footnotes<'m>,
    /// Where comments are anchored.
    places: Vec<(Anchor, Point)>,
    /// What is anchored where no words are: it goes to the words that come next.
    carried: Vec<Anchor>,
    /// Whose turn it is.
    current: Option<String>,
    /// Whether something stands between the words of a turn.
    interrupted: bool,
    /// A label on a line of its own.
    waiting: Option<Waiting>,
}

struct Waiting {
    label: Named,
    printed: String,
    aside: bool,
    place: Place,
}

impl Composer<'_> {
    fn add(&mut self, mut said: Said) {
        let has_words = said.alone || !said.para.is_blank();
        if has_words && said.first {
            self.account.wrote("paragraphs", 1);
        }
        if said.label.is_some() {
            self.account.found("labels", 1);
        }
        if said.alone {
            self.give_up_waiting();
            if let Some(label) = said.label.take() {
                self.waiting = Some(Waiting {
                    label,
                    printed: said.printed,
                    aside: said.aside,
                    place: said.para.place,
                });
            }
            self.carry(said.para.anchors);
            return;
        }
        self.account.elsewhere(Side::Speech, &said.printed);
        if said.para.is_blank() {
            self.carry(said.para.anchors);
            return;
        }
        match said.para.kind {
            ParaKind::Title if self.header.title.is_empty() => {
                self.account.elsewhere(Side::Speech, &said.para.text);
                self.header.title.clone_from(&said.para.text);
                self.carry_from_heading(said.para);
            }
            ParaKind::Title => self.heading(1, said.para),
            ParaKind::Heading(level) => self.heading(level, said.para),
            ParaKind::Words | ParaKind::Speaker => {
                let (para, marks) = marks::taken(said.para);
                for mark in marks {
                    self.account.elsewhere(Side::Speech, &mark);
                }
                self.paragraph(Said { para, ..said });
            }
        }
    }

    fn heading(&mut self, level: u8, para: Para) {
        self.give_up_waiting();
        self.said.blocks.push(Block::Heading {
            level: level.saturating_add(1).min(6),
            words: para.text.clone(),
        });
        self.carry_from_heading(para);
    }

    fn carry_from_heading(&mut self, para: Para) {
        if para.looks.iter().any(|(_, look)| look.link.is_some()) {
            let what = "the link of a heading is not kept";
            let report = Report::new("links", para.place.clone(), what, para.text.as_str());
            self.account.remark(report);
        }
        for (_, anchor) in &para.anchors {
            let (unit, what) = match anchor {
                Anchor::Footnote(_) => (
                    "footnotes",
                    "the footnote of a heading stands at the paragraph behind it",
                ),
                Anchor::Opens(_) => (
                    "comments",
                    "the comment on a heading stands at the paragraph behind it",
                ),
                Anchor::Closes(_) | Anchor::Stands(_) | Anchor::Mark(_) => continue,
            };
            let words = para.text.as_str();
            self.account
                .remark(Report::new(unit, para.place.clone(), what, words));
        }
        self.carry(para.anchors);
    }

    fn carry(&mut self, anchors: Vec<(usize, Anchor)>) {
        self.carried
            .extend(anchors.into_iter().map(|(_, anchor)| anchor));
    }

    /// A label that nothing came behind.
    fn give_up_waiting(&mut self) {
        if let Some(waiting) = self.waiting.take() {
            self.account.left_out(
                Side::Speech,
                Report::new(
                    "labels",
                    waiting.place,
                    "no words stand behind the label",
                    waiting.printed,
                ),
            );
        }
    }

    fn paragraph(&mut self, said: Said) {
        let Said {
            label,
            mut para,
            aside,
            ..
        } = said;
        let label = match label {
            Some(label) => {
                self.give_up_waiting();
                Some(label)
            }
            None => self
                .waiting
                .take_if(|waiting| waiting.aside == aside)
                .map(|waiting| {
                    self.account.elsewhere(Side::Speech, &waiting.printed);
                    waiting.label
                }),
        };
        self.turn(label.as_ref(), aside);
        let carried = self.carried.drain(..).map(|anchor| (0, anchor));
        para.anchors.splice(0..0, carried);
        let index = ParagraphIndex::at(self.count);
        self.count += 1;
        let footnotes = &mut self.footnotes;
        let mut sign = |key: &str| footnotes.sign(key);
        let formats = formats(&para, &self.manuscript.links, &mut sign);
        let mut marks = Vec::new();
        for (at, anchor) in para.anchors {
            match anchor {
                Anchor::Mark(mark) => marks.push(Locator {
                    at: u32::try_from(at).unwrap_or(u32::MAX),
                    ..mark
                }),
                Anchor::Footnote(key) => self.comments_of(&key, index, at),
                Anchor::Opens(_) | Anchor::Closes(_) | Anchor::Stands(_) => {
                    let point = Point {
                        paragraph: index,
                        byte: at,
                    };
                    self.places.push((anchor, point));
                }
            }
        }
        let label = label.map(|label| self.declare(label));
        self.said.blocks.push(Block::Paragraph(writer::Paragraph {
            label,
            text: para.text,
            formats,
            marks,
        }));
    }

    /// Comments in a footnote are on the paragraph that it hangs on.
    fn comments_of(&mut self, footnote: &str, paragraph: ParagraphIndex, byte: usize) {
        let Some(note) = self.manuscript.footnotes.get(footnote) else {
            return;
        };
        let anchors = note.paragraphs.iter().flat_map(|para| &para.anchors);
        for (_, anchor) in anchors {
            if let Anchor::Stands(_) = anchor {
                self.places
                    .push((anchor.clone(), Point { paragraph, byte }));
            }
        }
    }

    /// Notes whose words the next paragraph has, where that is not said by its label.
    fn turn(&mut self, label: Option<&Named>, aside: bool) {
        if let Some(label) = label {
            self.account.wrote("labels", 1);
            self.current = Some(label.name.clone());
            self.interrupted = false;
            return;
        }
        let Some(current) = &self.current else { return };
        if aside == self.interrupted {
            return;
        }
        let declared = self.declared.get(&folded_label(current));
        let declared = declared.unwrap_or(current).clone();
        self.interrupted = aside;
        self.header.turns.push(TurnCorrection {
            paragraph: Spanned::unplaced(ParagraphId::counted(ParagraphIndex::at(self.count))),
            label: (!aside).then(|| LabelSaid::Of(Spanned::unplaced(declared))),
            person: None,
            name: None,
            role: None,
            part: aside.then_some(Part::Narration),
            asks: None,
            spoken: None,
            certainty: None,
        });
    }

    fn declare(&mut self, label: Named) -> Label {
        let Named {
            name, direction, ..
        } = label;
        let declared = self.declared.entry(folded_label(&name)).or_insert_with(|| {
            self.header.speakers.push(Speaker {
                label: name.clone(),
                ..Speaker::default()
            });
            name.clone()
        });
        Label {
            declared: declared.clone(),
            printed: (*declared != name).then_some(name),
            direction,
        }
    }

    fn finish(&mut self) {
        self.give_up_waiting();
        let last = self
            .said
            .blocks
            .iter_mut()
            .rev()
            .find_map(|block| match block {
                Block::Paragraph(paragraph) => Some(paragraph),
                Block::Heading { .. } => None,
            });
        if let Some(last) = last {
            let point = Point {
                paragraph: ParagraphIndex::at(self.count.saturating_sub(1)),
                byte: last.text.len(),
            };
            for anchor in self.carried.drain(..) {
                if let Anchor::Footnote(key) = &anchor {
                    let index = self.footnotes.sign(key);
                    if let Some(index) = index {
                        last.push_footnote(index);
                    }
                }
                self.places.push((anchor, point));
            }
        }
        self.said.footnotes = self.footnotes.settled(&mut self.account);
    }
}

//! A text of turns with tracked changes, comments and footnotes, for the tests of whoever reads one: what it says once all changes are accepted, or
//! rejected, is told from the model and not from a file.

use proptest::{collection::vec, prelude::*};

use crate::{
    import::{Changes, Imported, On, reckon},
    writer::{self, Block, How},
};

/// Some turns.
#[derive(Clone, Debug)]
pub(in crate::import) struct Talk {
    pub(in crate::import) turns: Vec<Turn>,
}

#[derive(Clone, Debug)]
pub(in crate::import) struct Turn {
    pub(in crate::import) label: &'static str,
    /// At least one.
    pub(in crate::import) paragraphs: Vec<Paragraph>,
}

#[derive(Clone, Debug)]
pub(in crate::import) struct Paragraph {
    /// The first of them stays whatever happens.
    pub(in crate::import) spans: Vec<Span>,
    /// What became of its end; that of a turn's last paragraph stays.
    pub(in crate::import) end: State,
}

#[derive(Clone, Debug)]
pub(in crate::import) struct Span {
    pub(in crate::import) words: String,
    pub(in crate::import) state: State,
    pub(in crate::import) bold: bool,
    pub(in crate::import) comment: Option<String>,
    pub(in crate::import) footnote: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::import) enum State {
    Stays,
    Inserted,
    Deleted,
}

impl State {
    pub(in crate::import) fn is_kept(self, changes: Changes) -> bool {
        match self {
            State::Stays => true,
            State::Inserted => changes == Changes::Accept,
            State::Deleted => changes == Changes::Reject,
        }
    }
}

const LABELS: [&str; 3] = ["JANE ROE", "JOHN DOE", "THE CHAIR"];

/// Words of several scripts with signs of Markdown and XML between them, and no label.
fn words() -> impl Strategy<Value = String> {
    let word = "[a-z]{1,7}[,.;?!]?|[А-я]{2,6}|[א-ת]{2,5}|[一-龥]{1,4}|[0-9]{1,3}|[*_<>&\\\\#`~-]|\\[[a-z]{2,4}\\]";
    vec(word, 1..5).prop_map(|words| words.join(" "))
}

fn state() -> impl Strategy<Value = State> {
    prop_oneof![3 => Just(State::Stays), 1 => Just(State::Inserted), 1 => Just(State::Deleted)]
}

fn span() -> impl Strategy<Value = Span> {
    let beside = |often: f64| prop::option::weighted(often, "[a-z]{2,6}( [a-z*_]{2,5}){0,3}");
    (words(), state(), any::<bool>(), beside(0.2), beside(0.15)).prop_map(
        |(words, state, bold, comment, footnote)| Span {
            words,
            state,
            bold,
            comment,
            footnote,
        },
    )
}

fn paragraph() -> impl Strategy<Value = Paragraph> {
    (vec(span(), 1..5), state()).prop_map(|(mut spans, end)| {
        spans[0].state = State::Stays;
        spans[0].bold = false;
        spans[0].words.insert_str(0, "word ");
        Paragraph { spans, end }
    })
}

pub(in crate::import) fn talk() -> impl Strategy<Value = Talk> {
    vec(vec(paragraph(), 1..4), 6..10).prop_map(|turns| Talk {
        turns: turns
            .into_iter()
            .enumerate()
            .map(|(index, mut paragraphs)| {
                if let Some(last) = paragraphs.last_mut() {
                    last.end = State::Stays;
                }
                Turn {
                    label: LABELS[index % 3],
                    paragraphs,
                }
            })
            .collect(),
    })
}

fn tidy(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a note without back-slashes.
fn plain(note: &str) -> String {
    note.replace('\\', "")
}

/// Compares what was read of a talk with the talk.
pub(in crate::import) fn compare(talk: &Talk, imported: &Imported, changes: Changes) {
    assert_eq!(reckon(imported), Vec::<String>::new());
    let brought = &imported.transcripts[0];
    let mut said = Vec::new();
    let (mut footnotes, mut comments) = (Vec::new(), Vec::new());
    for turn in &talk.turns {
        let mut label = Some(turn.label);
        let mut text = String::new();
        for paragraph in &turn.paragraphs {
            for span in &paragraph.spans {
                let kept = span.state.is_kept(changes);
                if kept {
                    text.push_str(&span.words);
                    text.push(' ');
                    footnotes.extend(span.footnote.clone());
                }
                comments.extend(
                    span.comment
                        .as_ref()
                        .map(|c| (c.clone(), kept.then(|| tidy(&span.words)))),
                );
            }
            // A mark that is not there joins: one that was inserted and is rejected, or was deleted and is accepted.
            if paragraph.end.is_kept(changes) {
                said.push((label.take(), tidy(&text)));
                text.clear();
            }
        }
    }
    let read: Vec<(Option<&str>, String)> = brought
        .said
        .blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(p) => (
                p.label.as_ref().map(|l| l.declared.as_str()),
                p.text.clone(),
            ),
            Block::Heading { words, .. } => panic!("a heading: {words}"),
        })
        .collect();
    assert_eq!(read, said);
    assert_eq!(brought.said.footnotes, footnotes);
    let texts: Vec<&String> = said.iter().map(|(_, text)| text).collect();
    let read: Vec<(String, Option<String>)> = brought
        .notes
        .iter()
        .map(|note| {
            assert!(note.annotation.draft);
            let words = match note.on {
                On::Words(from, to) => {
                    assert_eq!(from.paragraph, to.paragraph);
                    use crate::archive::ListIndex;
                    Some(texts[from.paragraph.place()][from.byte..to.byte].to_owned())
                }
                On::Paragraphs(..) => None,
                On::Whole => panic!("a comment without a place"),
            };
            let note = note.annotation.note.as_ref().expect("a note");
            (plain(&note.text), words)
        })
        .collect();
    assert_eq!(read, comments);
    let written = writer::transcript(
        &brought.header,
        &How::default(),
        &brought.said,
        &Default::default(),
    );
    written.expect("it can be written");
}

//! Texts that are made here: what is read of them is known from how they are made.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::{import, odt};
use crate::import::{
    Changes,
    manuscript::tests::{Paragraph, Span, State, Talk, compare, talk},
    odt::Odt,
    testsuite,
};

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}

#[derive(Default)]
struct Made {
    body: String,
    changes: String,
    count: usize,
    /// An insertion that takes in the end of the paragraph before.
    open: Option<usize>,
}

impl Made {
    fn of(talk: &Talk) -> Vec<u8> {
        let mut made = Self::default();
        let mut joined = false;
        for turn in &talk.turns {
            for (index, paragraph) in turn.paragraphs.iter().enumerate() {
                if !joined {
                    made.body += "<text:p>";
                }
                if let Some(open) = made.open.take() {
                    _ = write!(made.body, r#"<text:change-end text:change-id="c{open}"/>"#);
                }
                if index == 0 {
                    _ = write!(
                        made.body,
                        r#"<text:span text:style-name="T1">{}: </text:span>"#,
                        turn.label
                    );
                }
                joined = made.paragraph(paragraph);
                if !joined {
                    made.body += "</text:p>";
                }
            }
        }
        odt(&format!(
            "<text:tracked-changes>{}</text:tracked-changes>{}",
            made.changes, made.body
        ))
    }

    /// Whether what comes next stands in the same element: the end of this one was deleted.
    fn paragraph(&mut self, paragraph: &Paragraph) -> bool {
        for span in &paragraph.spans {
            self.span(span);
        }
        self.count += 1;
        let id = self.count;
        match paragraph.end {
            State::Stays => {}
            State::Inserted => {
                self.insertion(id);
                _ = write!(self.body, r#"<text:change-start text:change-id="c{id}"/>"#);
                self.open = Some(id);
            }
            State::Deleted => {
                self.deletion(id, "</text:p><text:p>");
                _ = write!(self.body, r#"<text:change text:change-id="c{id}"/>"#);
            }
        }
        paragraph.end == State::Deleted
    }

    fn insertion(&mut self, id: usize) {
        _ = write!(
            self.changes,
            r#"<text:changed-region text:id="c{id}"><text:insertion/></text:changed-region>"#
        );
    }

    fn deletion(&mut self, id: usize, words: &str) {
        _ = write!(
            self.changes,
            r#"<text:changed-region text:id="c{id}"><text:deletion><office:change-info><dc:creator>A</dc:creator></office:change-info><text:p>{words}</text:p></text:deletion></text:changed-region>"#
        );
    }

    fn span(&mut self, span: &Span) {
        self.count += 1;
        let id = self.count;
        let mut words = String::new();
        if let Some(comment) = &span.comment {
            _ = write!(
                words,
                r#"<office:annotation office:name="a{id}"><dc:creator>A</dc:creator><dc:date>2026-01-02T03:04:05</dc:date><text:p>{}</text:p></office:annotation>"#,
                escaped(comment)
            );
        }
        match span.bold {
            true => {
                _ = write!(
                    words,
                    r#"<text:span text:style-name="T1">{} </text:span>"#,
                    escaped(&span.words)
                )
            }
            false => _ = write!(words, "{} ", escaped(&span.words)),
        }
        if span.comment.is_some() {
            _ = write!(words, r#"<office:annotation-end office:name="a{id}"/>"#);
        }
        if let Some(footnote) = &span.footnote {
            _ = write!(
                words,
                r#"<text:note text:note-class="footnote"><text:note-citation>{id}</text:note-citation><text:note-body><text:p>{}</text:p></text:note-body></text:note>"#,
                escaped(footnote)
            );
        }
        match span.state {
            State::Stays => self.body += &words,
            State::Inserted => {
                self.insertion(id);
                _ = write!(
                    self.body,
                    r#"<text:change-start text:change-id="c{id}"/>{words}<text:change-end text:change-id="c{id}"/>"#
                );
            }
            State::Deleted => {
                self.deletion(id, &words);
                _ = write!(self.body, r#"<text:change text:change-id="c{id}"/>"#);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_talk_comes_back_word_for_word(talk in talk()) {
        let bytes = Made::of(&talk);
        for changes in [Changes::Accept, Changes::Reject] {
            compare(&talk, &import(bytes.clone(), changes), changes);
        }
    }

    #[test]
    fn damaged_files_are_told_or_add_up(talk in talk(), cut in any::<prop::sample::Index>(), flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)) {
        let mut bytes = Made::of(&talk);
        bytes.truncate(cut.index(bytes.len()) + 1);
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        testsuite::survives(&Odt, ("talk.odt", bytes));
    }
}

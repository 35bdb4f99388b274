//! A transcript of Oral History as Data: a row for each paragraph.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    named,
    table::{Row, Table},
};
use crate::{
    archive::{
        Annotation, Header, Kind, ListIndex, LocatorKind, Name, ParagraphId, ParagraphIndex,
        Speaker, TurnCorrection,
    },
    import::{
        Account, AsWords, Asked, BroughtEntry, BroughtTranscript, Imported, Note, On, Place,
        Report, Side, Unreadable,
        guess::Guess,
        labels::{self, Line},
        marks::{apart, full, moved_to_the_beginning, settled, time},
    },
    load::speech::{folded_label, mark_beside_label, marks_taken},
    source::SourceId,
    writer::{Block, Label, Paragraph, Said},
};

/// Reads the rows of a transcript.
pub(super) fn read(
    table: &Table,
    stem: &str,
    asked: &Asked,
    account: Account,
) -> Result<Imported, Unreadable> {
    let mut reader = Reader {
        table,
        account,
        said: Said::default(),
        notes: Vec::new(),
        topics: Vec::new(),
        known: BTreeSet::new(),
        labels: BTreeMap::new(),
        header: Header {
            title: stem.to_owned(),
            language: asked.language.clone(),
            ..Header::default()
        },
    };
    match table.column("speaker") {
        Some(_) => {
            for row in &table.rows {
                let speaker = row.take("speaker", table);
                reader.row(row, speaker.as_deref());
            }
        }
        None => reader.by_labels(&asked.as_words),
    }
    let guessed = match table.column("speaker") {
        Some(_) => Vec::new(),
        None => Guess::labels(reader.header.speakers.iter()),
    };
    if reader.said.blocks.is_empty() {
        return Err(Unreadable::new("the table has no words"));
    }
    Ok(Imported {
        transcripts: vec![BroughtTranscript {
            key: stem.to_owned(),
            header: reader.header,
            said: reader.said,
            notes: reader.notes,
            guessed,
        }],
        entries: reader.topics,
        account: reader.account,
        ..Imported::default()
    })
}

struct Reader<'t> {
    table: &'t Table,
    account: Account,
    said: Said,
    notes: Vec<Note>,
    topics: Vec<BroughtEntry>,
    known: BTreeSet<String>,
    /// As they are declared, by what they are compared by.
    labels: BTreeMap<String, String>,
    header: Header,
}

impl Reader<'_> {
    /// A table without a column of speakers may have them in its words.
    fn by_labels(&mut self, as_words: &AsWords) {
        let table = self.table;
        let words: Vec<String> = table
            .rows
            .iter()
            .map(|row| one_line(&row.take("words", table).unwrap_or_default()))
            .collect();
        let lines: Vec<Line<'_>> = words.iter().map(|words| Line::of(words)).collect();
        let found = labels::find_but(&lines, as_words);
        for ((row, words), begun) in table.rows.iter().zip(&words).zip(&found.lines) {
            match begun.as_ref().filter(|begun| begun.end < words.len()) {
                Some(begun) => {
                    self.account.elsewhere(Side::Speech, &words[..begun.end]);
                    let mut paragraph = begun.paragraph("");
                    paragraph.marks = full(&begun.marks).collect();
                    let label = begun.label.declared.clone();
                    self.declare(&label);
                    self.paragraph(row, paragraph, &words[begun.end..]);
                }
                None => self.row(row, None),
            }
        }
    }

    fn declare(&mut self, label: &str) -> String {
        let header = &mut self.header;
        let declared = self.labels.entry(folded_label(label)).or_insert_with(|| {
            header.speakers.push(Speaker {
                label: label.to_owned(),
                ..Speaker::default()
            });
            label.to_owned()
        });
        declared.clone()
    }

    fn row(&mut self, row: &Row, speaker: Option<&str>) {
        let words = one_line(&row.take("words", self.table).unwrap_or_default());
        let plain = words.trim_matches(|c: char| c.is_whitespace() || c.is_control());
        if marks_taken(plain).0.trim().is_empty() {
            let what = "a row without words";
            self.table.leave_out(row, what, &mut self.account);
            return;
        }
        let mut paragraph = Paragraph::default();
        if let Some(printed) = speaker {
            self.account.elsewhere(Side::Speech, printed);
            let label = one_line(printed.trim_end_matches([':', ' ', '：']));
            let writable =
                self.labels.contains_key(&folded_label(&label)) || labels::can_be_written(&label);
            if !writable && !label.is_empty() {
                self.named_only(label, row.line);
            } else if !label.is_empty() {
                let declared = self.declare(&label);
                paragraph.label = Some(Label {
                    printed: (declared != label).then_some(label),
                    ..Label::declared(declared)
                });
            }
        }
        self.paragraph(row, paragraph, &words);
    }

    /// Who speaks under a name that cannot stand before words is named in the header, for this paragraph.
    fn named_only(&mut self, name: String, line: usize) {
        let what = "a speaker whose name cannot be a label: it stands in `turns` of the header";
        self.account
            .remark(Report::new("speakers", Place::line(line), what, &*name));
        let id = ParagraphId::counted(ParagraphIndex::at(self.said.blocks.len()));
        self.header.turns.push(TurnCorrection {
            paragraph: Name::unplaced(String::new()).map(|_| id),
            label: None,
            person: None,
            name: Some(name),
            role: None,
            part: None,
            asks: None,
            spoken: None,
            certainty: None,
        });
    }

    fn paragraph(&mut self, row: &Row, mut paragraph: Paragraph, words: &str) {
        if let Some(printed) = row.take("timestamp", self.table) {
            let bare = printed.trim_matches(['[', ']', '(', ')']);
            match mark_beside_label(bare).map(|mark| mark.kind) {
                Some(LocatorKind::Time(seconds)) => {
                    self.account.elsewhere(Side::Speech, &printed);
                    paragraph.marks.push(time(seconds));
                }
                Some(LocatorKind::Page) | None => {
                    let what = "it is no time";
                    let place = (row.line, "timestamp");
                    super::cell_left_out(&mut self.account, place, &printed, what);
                }
            }
        }
        let (plain, marks) = marks_taken(&apart(words));
        for mark in &marks {
            self.account.elsewhere(Side::Speech, &mark.text);
        }
        paragraph.marks.extend(settled(&plain, full(&marks)));
        paragraph.push(&plain);
        if moved_to_the_beginning(&mut paragraph) {
            let what = "times and pages within it stand at the beginning of the paragraph";
            let place = Place::line(row.line);
            self.account.remark(Report::new("marks", place, what, ""));
        }
        let count = self.said.blocks.len();
        self.said.blocks.push(Block::Paragraph(paragraph));
        self.account.wrote("rows", 1);
        self.tags(row, ParagraphIndex::at(count));
        let taken = ["speaker", "words", "tags", "timestamp"];
        self.table.tell_rest(row, &taken, &mut self.account);
    }

    /// Tags are topics, named on the paragraph.
    fn tags(&mut self, row: &Row, paragraph: ParagraphIndex) {
        let tags = row.values("tags", self.table);
        if tags.is_empty() {
            // Semicolons alone are no words.
            return;
        }
        let mut annotation = Annotation::nothing(SourceId(0));
        for tag in tags {
            self.account.elsewhere(Side::Speech, &tag);
            if self.known.insert(tag.clone()) {
                self.topics.push(named(Kind::TOPICS, &tag));
            }
            let name = (Kind::TOPICS, Name::unplaced(tag));
            if annotation
                .names
                .iter()
                .all(|known| known.1.value != name.1.value)
            {
                annotation.names.push(name);
            } else {
                let place = Place::line(row.line);
                let what = "a tag that stands twice is written once";
                self.account
                    .remark(Report::new("tags", place, what, name.1.value));
            }
        }
        let on = On::Paragraphs(paragraph, paragraph);
        self.notes.push(Note::on(on, annotation));
    }
}

/// A cell's lines as one.
fn one_line(words: &str) -> String {
    words
        .split(['\n', '\r', '\u{c}'])
        .map(str::trim)
        .collect::<Vec<_>>()
        .join(" ")
}

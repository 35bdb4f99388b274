//! The contents of a transcript's page: its sections, and its exchanges of questions and answers.

use super::{context::PageContext, markup};
use crate::{
    archive::{
        IndexRange, IndexVec, ListIndex, Paragraph, ParagraphIndex, Section, Transcript,
        TranscriptIndex, TurnIndex,
    },
    text,
    view::{ContentView, SectionView},
};

/// How many words of a question make its line in the contents.
const CONTENTS_WORDS: usize = 14;

/// How many lines are shown before the rest is folded.
const MOST_LINES: usize = 40;

/// The contents of a page: what is shown, and what is folded.
#[derive(Default)]
pub(super) struct Contents {
    pub(super) shown: Vec<ContentView>,
    pub(super) folded: Vec<ContentView>,
}

/// The index behind that of the last paragraph.
pub(super) fn behind_all(transcript: &Transcript) -> ParagraphIndex {
    ParagraphIndex::at(transcript.paragraphs.len())
}

/// Sections and exchanges in order. If they are too many the exchanges are folded where there are sections enough to find one's way by, else all
/// after the first forty lines.
pub(super) fn contents(context: &PageContext<'_>, t: TranscriptIndex) -> Contents {
    let full = context.reader.full(t);
    let transcript = &full.anchored().transcript;
    let depths = depths(&transcript.sections);
    let mut lines: Vec<(ParagraphIndex, usize, ContentView)> = Vec::new();
    for (i, section) in transcript.sections.iter().enumerate() {
        lines.push((
            section.paragraph,
            i,
            ContentView {
                kind: "section",
                title: section.title.clone(),
                href: format!("#section-{}", i + 1),
                paragraphs: range(
                    &transcript.paragraphs,
                    IndexRange {
                        start: section.paragraph,
                        end: end_of(transcript, i),
                    },
                ),
                depth: depths[i],
                ..ContentView::default()
            },
        ));
    }
    let sections = lines.len();
    let head = context.reader.head(t);
    for (turn, paragraphs) in exchanges(transcript) {
        let section = transcript.section_of(paragraphs.start).checked_sub(1);
        let line = ContentView {
            speaker: context.speaker(head, turn),
            ..exchange(transcript, paragraphs)
        };
        let depth = section.map_or(0, |s| depths[s] + 1);
        lines.push((paragraphs.start, usize::MAX, ContentView { depth, ..line }));
    }
    lines.sort_by_key(|(at, order, _)| (*at, *order));
    let mut shown: Vec<ContentView> = lines.into_iter().map(|(_, _, line)| line).collect();
    if shown.len() <= MOST_LINES {
        return Contents {
            shown,
            folded: Vec::new(),
        };
    }
    if (2..=MOST_LINES).contains(&sections) {
        let (shown, folded) = shown.into_iter().partition(|line| line.kind == "section");
        return Contents { shown, folded };
    }
    let folded = shown.split_off(MOST_LINES);
    Contents { shown, folded }
}

fn exchange(transcript: &Transcript, paragraphs: IndexRange<ParagraphIndex>) -> ContentView {
    let asked = first_words_of(transcript, paragraphs);
    let question = transcript.words(asked);
    let short = text::first_words(question, CONTENTS_WORDS);
    let cut = if short.len() + 1 < question.len() {
        "…"
    } else {
        &question[short.len()..]
    };
    ContentView {
        kind: "exchange",
        title: format!("{short}{cut}"),
        href: format!("#{}", transcript.paragraphs[paragraphs.start].id),
        paragraphs: range(&transcript.paragraphs, paragraphs),
        language: (transcript.paragraphs[asked].language.as_deref()).map(str::to_owned),
        ..ContentView::default()
    }
}

/// How deep each heading stands in those above it, whatever levels the source leaves out.
fn depths(sections: &[Section]) -> Vec<u8> {
    let mut open: Vec<u8> = Vec::new();
    let depth = sections.iter().map(|section| {
        while open.last().is_some_and(|&level| level >= section.level) {
            open.pop();
        }
        open.push(section.level);
        u8::try_from(open.len() - 1).unwrap_or(u8::MAX)
    });
    depth.collect()
}

/// The paragraph at which a section ends: where the next heading of its level or above stands.
fn end_of(transcript: &Transcript, section: usize) -> ParagraphIndex {
    let level = transcript.sections[section].level;
    let rest = &transcript.sections[section + 1..];
    let next = rest.iter().find(|s| s.level <= level);
    next.map_or(behind_all(transcript), |s| s.paragraph)
}

/// The headings of a transcript's page, each with the paragraph that it stands before.
pub(super) fn headings(transcript: &Transcript) -> Vec<(ParagraphIndex, SectionView)> {
    let depths = depths(&transcript.sections);
    let sections = transcript.sections.iter().enumerate();
    sections
        .map(|(i, section)| {
            let view = SectionView {
                id: format!("section-{}", i + 1),
                level: (2 + depths[i]).min(6),
                title_html: markup::escaped(&section.title),
            };
            (section.paragraph, view)
        })
        .collect()
}

/// The first paragraph that is no stage remark.
fn first_words_of(
    transcript: &Transcript,
    paragraphs: IndexRange<ParagraphIndex>,
) -> ParagraphIndex {
    paragraphs
        .iter()
        .find(|&p| !transcript.paragraphs[p].remark)
        .unwrap_or(paragraphs.start)
}

/// "5" or "5–6"; nothing for none.
fn range(
    paragraphs: &IndexVec<ParagraphIndex, Paragraph>,
    range: IndexRange<ParagraphIndex>,
) -> String {
    match paragraphs.slice(range) {
        [] => String::new(),
        [one] => one.id.bare().to_string(),
        [first, .., last] => format!("{}–{}", first.id.bare(), last.id.bare()),
    }
}

/// A question's turn with the answers that follow it, up to the next question or the end of the section: (first turn, paragraphs).
fn exchanges(transcript: &Transcript) -> Vec<(TurnIndex, IndexRange<ParagraphIndex>)> {
    let turns = transcript.turns.enumerated();
    let opening: Vec<(TurnIndex, ParagraphIndex)> = turns
        .filter(|(_, turn)| turn.opens)
        .map(|(i, turn)| (i, turn.paragraphs.start))
        .collect();
    let all = behind_all(transcript);
    opening
        .iter()
        .enumerate()
        .map(|(n, &(turn, start))| {
            let next = opening.get(n + 1).map_or(all, |&(_, start)| start);
            let section = transcript.section_of(start);
            let border = transcript
                .sections
                .get(section)
                .map_or(all, |s| s.paragraph);
            let end = next.min(border);
            (turn, IndexRange { start, end })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(level: u8) -> Section {
        Section {
            title: String::new(),
            level,
            paragraph: ParagraphIndex::at(0),
        }
    }

    fn paragraph(id: &str) -> Paragraph {
        Paragraph {
            id: id.parse().expect("an id"),
            range: 0..0,
            language: None,
            turn: TurnIndex::at(0),
            remark: false,
            formats: Vec::new(),
            stage: Vec::new(),
            unclear: Vec::new(),
            locators: Vec::new(),
        }
    }

    #[test]
    fn levels_nest_whatever_is_left_out() {
        let levels = [2, 4, 4, 3, 2, 1, 6];
        let sections: Vec<Section> = levels.into_iter().map(section).collect();
        assert_eq!(depths(&sections), [0, 1, 1, 1, 0, 0, 1]);
    }

    #[test]
    fn a_section_without_paragraphs_has_no_range() {
        let paragraphs: IndexVec<ParagraphIndex, Paragraph> =
            ["p4a", "p5", "p6"].into_iter().map(paragraph).collect();
        let shown = |start: usize, end: usize| {
            let (start, end) = (ParagraphIndex::at(start), ParagraphIndex::at(end));
            range(&paragraphs, IndexRange { start, end })
        };
        assert_eq!(shown(1, 1), "");
        assert_eq!(shown(3, 3), "");
        assert_eq!(shown(1, 2), "5");
        assert_eq!(shown(0, 3), "4a–6");
    }
}

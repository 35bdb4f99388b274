//! Passages by topic: in lines, under each topic that their notes are on.

use std::{cmp::Reverse, collections::BTreeMap};

use super::{context::PageContext, lists::Style, printed, voices};
use crate::{
    archive::{EntryIndex, Kind, ParagraphIndex},
    reader::{RowPassage, Thing},
    text::{self, route::fragment},
    view::{LinkView, OnTopicView, PlaceLineView},
};

/// How many words of a passage stand in its line.
const WORDS: usize = 12;

/// The topics of the notes on passages of an entry's page, most passages first. With the passages, if the page has all of them.
pub(super) fn of(
    context: &PageContext<'_>,
    e: EntryIndex,
    rows: &[RowPassage<'_>],
    (style, whole): (Style, bool),
) -> Vec<OnTopicView> {
    let mut topics: BTreeMap<EntryIndex, Vec<RowPassage<'_>>> = BTreeMap::new();
    for &row in rows.iter().filter(|row| row.paragraph().is_some()) {
        for topic in topics_of(context, row) {
            if topic != e {
                topics.entry(topic).or_default().push(row);
            }
        }
    }
    let mut topics: Vec<(EntryIndex, Vec<RowPassage<'_>>)> = topics.into_iter().collect();
    topics.sort_by_key(|(topic, rows)| {
        let rank = context.reader.title_rank(*topic);
        (Reverse(rows.len()), rank)
    });
    let view = |(topic, rows): (EntryIndex, Vec<RowPassage<'_>>)| OnTopicView {
        link: link(context, topic, (e, style)),
        count: rows.len(),
        below: 0,
        places: match whole {
            true => lines(context, topic, &rows),
            false => Vec::new(),
        },
    };
    topics.into_iter().map(view).collect()
}

/// The topics of the notes on a passage, in the order of titles.
pub(super) fn topics_of(context: &PageContext<'_>, row: RowPassage<'_>) -> Vec<EntryIndex> {
    let notes = row.annotations().into_iter();
    let named = notes.flat_map(|a| row.links_of(a).entries.iter().copied());
    let is_topic = |e: &EntryIndex| context.reader.entry_kind(*e) == Kind::TOPICS;
    let mut topics: Vec<EntryIndex> = named.filter(is_topic).collect();
    topics.sort_unstable();
    topics.dedup();
    topics.sort_by_cached_key(|&topic| context.reader.title_rank(topic));
    topics
}

/// The topics directly below one, with their passages.
pub(super) fn narrower(context: &PageContext<'_>, e: EntryIndex) -> Vec<OnTopicView> {
    let narrower = context.reader.related(e).narrower().iter();
    let view = |&topic: &EntryIndex| {
        let (count, below) = context.reader.count(topic);
        let mut link = context.link(Thing::Entry(topic));
        link.href = Some([context.href(Thing::Entry(topic)), fragment("passages")].concat());
        OnTopicView {
            link,
            count,
            below,
            places: match context.is_whole(topic) {
                true => lines(context, topic, &context.reader.rows(topic).passages()),
                false => Vec::new(),
            },
        }
    };
    narrower.map(view).collect()
}

/// The page of a topic, at the words of the person whose page this is, or at its passages.
fn link(context: &PageContext<'_>, topic: EntryIndex, (e, style): (EntryIndex, Style)) -> LinkView {
    let mut link = context.link(Thing::Entry(topic));
    let person = context.reader.id(Thing::Entry(e));
    let place = match person.filter(|_| style == Style::Said && context.is_whole(topic)) {
        Some(person) => voices::id_of(person),
        None => "passages".to_owned(),
    };
    link.href = Some([context.href(Thing::Entry(topic)), fragment(&place)].concat());
    link
}

/// Passages in lines, which lead to the page of a topic where it shows them.
fn lines(
    context: &PageContext<'_>,
    topic: EntryIndex,
    rows: &[RowPassage<'_>],
) -> Vec<PlaceLineView> {
    let rows = rows.iter();
    rows.filter_map(|&row| Some(line(context, topic, (row, row.paragraph()?))))
        .collect()
}

/// A passage in a line, which leads to it on the page of a topic.
pub(super) fn line(
    context: &PageContext<'_>,
    topic: EntryIndex,
    (row, paragraph): (RowPassage<'_>, ParagraphIndex),
) -> PlaceLineView {
    let head = row.head();
    let full = row.full();
    let transcript = &full.anchored().transcript;
    let words = transcript.words(paragraph);
    let first = text::first_words(words, WORDS);
    let id = row.paragraph_id(paragraph);
    let language = context.language_at(transcript, paragraph);
    let of_title = context.other_language(Thing::Transcript(row.transcript()));
    let more = if first.len() < words.len() { "…" } else { "" };
    PlaceLineView {
        href: context.href_of_passage(topic, (row.transcript(), Some(paragraph))),
        title: head.header().title.clone(),
        title_dir: of_title.map(printed::direction),
        title_language: of_title.map(str::to_owned),
        date: head.header().date.as_ref().map(|d| context.date(d)),
        place: printed::paragraphs(context.words(), id, id),
        words: format!("{first}{more}"),
        dir: printed::direction(&language),
        language,
    }
}

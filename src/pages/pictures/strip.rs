//! A transcript at a glance: who speaks where, and on what there are notes; which is also where one is in a long text.
//!
//! The text runs down the strip, each paragraph as long as its words are. Whoever speaks most has a lane of their own, and so have the topics with most notes; all others
//! share one. Its rows are links: a row is a stretch of paragraphs, so long that it can be hit, and of long texts there are no more rows than of short ones.

use std::{cmp::Reverse, collections::BTreeMap};

use rapidhash::RapidHashMap;

use super::{
    blocks::{Edge, HEIGHT, LANE, Scale, blocks, length, shares},
    heads::{self, Heads},
};
use crate::{
    archive::{Certainty, EntryIndex, Kind, ListIndex, Paragraph, ParagraphIndex, Transcript},
    pages::{context::PageContext, data_file, printed, signs},
    reader::{FullTranscript, Thing},
    text::route::fragment,
    view::{StripRowView, StripView},
};

/// From how many paragraphs on there is a strip: less is seen at a glance as it is.
pub(in crate::pages) const FEWEST: usize = 8;

/// How many rows it has at most, and of a short text; between, a row more for so many bytes of words. So the page grows by a twentieth or so.
const MOST_ROWS: u64 = 24;
const FEW_ROWS: u64 = 8;
const A_ROW: u64 = 1_500;

/// Up to how many paragraphs each is drawn for itself; of more, each row says how much of it is whose.
const MOST_DRAWN: usize = 240;

/// How many speakers and how many topics have lanes of their own.
const LANES: usize = 4;

/// The room between the lanes of speakers and those of topics.
const BETWEEN: u32 = 8;

/// The strip of a transcript; none of one with few paragraphs.
pub(in crate::pages) fn of(
    context: &PageContext<'_>,
    full: &FullTranscript<'_>,
) -> Option<StripView> {
    let transcript = &full.anchored().transcript;
    if transcript.paragraphs.len() < FEWEST {
        return None;
    }
    let speakers = speakers(context, full);
    let topics = topics(context, full);
    let lanes = speakers.names.len() + topics.names.len();
    let rows = rows(transcript);
    let scale = Scale::of(transcript);
    let drawn = transcript.paragraphs.len() <= MOST_DRAWN;
    let edge = Edge(LANE * u32::try_from(speakers.names.len()).unwrap_or_default() + BETWEEN);
    let language = &context.reader.config().language;
    let isolated = |name: &String| printed::isolated(language, name);
    let speaking: Vec<String> = speakers.names.iter().map(isolated).collect();
    let views: Vec<StripRowView> = rows
        .iter()
        .map(|paragraphs| {
            let (first, last) = (paragraphs[0], paragraphs[paragraphs.len() - 1]);
            let id = |p: ParagraphIndex| transcript.paragraphs[p].id;
            let (top, end) = (scale.top(first), scale.end(last));
            let mut counts = vec![0; lanes];
            for &p in paragraphs {
                counts[speakers.lanes[p.place()]] += 1;
                for (lane, &notes) in topics.notes[p.place()].iter().enumerate() {
                    counts[speakers.names.len() + lane] += notes;
                }
            }
            let path = |lanes: &Lanes, edge: Edge, counts: &[usize]| match drawn {
                true => blocks(&scale, paragraphs, |p| lanes.of(p), edge),
                false => shares((top, end), counts, edge),
            };
            let (of_speakers, of_topics) = counts.split_at(speakers.names.len());
            let most = of_speakers
                .iter()
                .enumerate()
                .max_by_key(|&(i, n)| (n, Reverse(i)));
            let title = printed::paragraphs(context.words(), id(first), id(last));
            StripRowView {
                href: fragment(&id(first).to_string()),
                speaker: most.map_or_else(String::new, |(lane, _)| speaking[lane].clone()),
                title,
                y: top,
                height: end - top,
                said: path(&speakers, Edge(0), of_speakers),
                noted: path(&topics, edge, of_topics),
                counts,
            }
        })
        .collect();
    let words = context.words();
    let comma = words.list_comma();
    let mut description = words.strip_of(&words.paragraphs(transcript.paragraphs.len()));
    if !drawn {
        description = [description, words.strip_shares()].join(" ");
    }
    description = [description, words.strip_speakers(&speaking.join(&comma))].join(" ");
    if !topics.names.is_empty() {
        let noted: Vec<String> = topics.names.iter().map(isolated).collect();
        description = [description, words.strip_topics(&noted.join(&comma))].join(" ");
    }
    let mut head = vec![words.column_paragraphs()];
    head.extend(speakers.names.iter().chain(&topics.names).cloned());
    let lines = views.iter().zip(&rows).map(|(row, paragraphs)| {
        let id = |p: ParagraphIndex| transcript.paragraphs[p].id.bare().to_string();
        let (first, last) = (id(paragraphs[0]), id(paragraphs[paragraphs.len() - 1]));
        let numbers = row.counts.iter().map(usize::to_string);
        let place = match first == last {
            true => first,
            // Not a hyphen: a spreadsheet would take it for a date.
            false => format!("{first}..{last}"),
        };
        std::iter::once(place).chain(numbers).collect()
    });
    let csv = data_file::csv(
        &format!("{}-strip", transcript.id()),
        &head,
        lines.collect::<Vec<_>>(),
    );
    let width = edge.0 + LANE * u32::try_from(topics.names.len()).unwrap_or_default();
    let is_rtl = printed::direction(language) == "rtl";
    let heads = Heads { width, is_rtl };
    let lanes = [(&speakers.names, Edge(0)), (&topics.names, edge)];
    Some(StripView {
        width,
        height: HEIGHT,
        lanes: lanes
            .into_iter()
            .flat_map(|lanes| heads.of(lanes))
            .collect(),
        lanes_height: heads::HEIGHT,
        lanes_turn: heads.turn(),
        rows: views,
        speakers: speakers.names,
        topics: topics.names,
        description,
        csv,
    })
}

/// Lanes and what is in them.
#[derive(Debug, Default)]
struct Lanes {
    /// What each is called; the last is that of all others, if there are any.
    names: Vec<String>,
    /// Of speakers: per paragraph its lane.
    lanes: Vec<usize>,
    /// Of topics: per paragraph how many notes in each lane.
    notes: Vec<Vec<usize>>,
}

impl Lanes {
    /// The lanes that a paragraph has something in.
    fn of(&self, p: ParagraphIndex) -> Vec<usize> {
        match self.notes.get(p.place()) {
            Some(notes) => (0..notes.len()).filter(|&lane| notes[lane] > 0).collect(),
            None => vec![self.lanes[p.place()]],
        }
    }
}

/// Who speaks which paragraph.
fn speakers(context: &PageContext<'_>, full: &FullTranscript<'_>) -> Lanes {
    let transcript = &full.anchored().transcript;
    let head = context.reader.head(full.index());
    let words = context.words();
    let nobody = words.nobody();
    let mut names: Vec<String> = Vec::new();
    let mut known: RapidHashMap<(Option<EntryIndex>, Option<Certainty>, &str), usize> =
        RapidHashMap::default();
    let mut said: Vec<u64> = Vec::new();
    let mut of_turns: Vec<usize> = Vec::with_capacity(transcript.turns.len());
    for (turn, value) in transcript.turns.enumerated() {
        let said_by = head.turn(turn);
        let name = context.reader.speaker_name(&said_by);
        let name = name.unwrap_or(&nobody);
        let certainty = said_by.who.certainty;
        let who = (said_by.who.person, certainty, name);
        let speaker = *known.entry(who).or_insert_with(|| {
            // What somebody only may have said is not with what they said.
            names.push(match certainty {
                Some(Certainty::Probable) => words.name_and(name, &words.probable()),
                Some(Certainty::Possible) => words.name_and(name, &words.possible()),
                None => name.to_owned(),
            });
            said.push(0);
            names.len() - 1
        });
        said[speaker] += value
            .paragraphs
            .iter()
            .map(|p| length(transcript, p))
            .sum::<u64>();
        of_turns.push(speaker);
    }
    let (lane_of, mut lanes) = most(&said, names, LANES);
    if lane_of.len() > lanes.len() {
        lanes.push(words.others());
    }
    let others = lanes.len() - 1;
    let lane = |p: &Paragraph| lane_of[of_turns[p.turn.place()]].unwrap_or(others);
    Lanes {
        lanes: transcript.paragraphs.iter().map(lane).collect(),
        names: lanes,
        notes: Vec::new(),
    }
}

/// On what there are notes at which paragraph. A note stands at its first sign.
fn topics(context: &PageContext<'_>, full: &FullTranscript<'_>) -> Lanes {
    let anchored = full.anchored();
    let transcript = &anchored.transcript;
    let mut counts: BTreeMap<EntryIndex, u64> = BTreeMap::new();
    let mut notes: Vec<(ParagraphIndex, Vec<EntryIndex>)> = Vec::new();
    for (a, placed) in anchored.annotations.enumerated() {
        let Some(&(sign, _)) = signs::of(anchored, placed).first() else {
            continue;
        };
        let is_topic = |e: &EntryIndex| context.reader.entry_kind(*e) == Kind::TOPICS;
        let mut topics: Vec<EntryIndex> = full.links_of(a).entries.clone();
        topics.retain(is_topic);
        topics.sort_unstable();
        topics.dedup();
        for &topic in &topics {
            *counts.entry(topic).or_default() += 1;
        }
        notes.push((transcript.paragraph_at(sign as usize), topics));
    }
    if notes.is_empty() {
        return Lanes {
            notes: vec![Vec::new(); transcript.paragraphs.len()],
            ..Lanes::default()
        };
    }
    let mut order: Vec<(EntryIndex, u64)> = counts.into_iter().collect();
    order.sort_by_cached_key(|&(topic, n)| (Reverse(n), context.reader.title_rank(topic)));
    order.truncate(LANES);
    let lane_of = |topic: &EntryIndex| order.iter().position(|(other, _)| other == topic);
    let mut names: Vec<String> = order
        .iter()
        .map(|&(topic, _)| context.reader.name(Thing::Entry(topic)).to_owned())
        .collect();
    let is_other = |topics: &Vec<EntryIndex>| topics.iter().all(|topic| lane_of(topic).is_none());
    if notes.iter().any(|(_, topics)| is_other(topics)) {
        names.push(context.words().strip_other_notes());
    }
    let mut per_paragraph = vec![vec![0; names.len()]; transcript.paragraphs.len()];
    for (p, topics) in &notes {
        let lanes = &mut per_paragraph[p.place()];
        for lane in topics.iter().filter_map(lane_of) {
            lanes[lane] += 1;
        }
        if is_other(topics) {
            lanes[names.len() - 1] += 1;
        }
    }
    Lanes {
        names,
        lanes: Vec::new(),
        notes: per_paragraph,
    }
}

/// Those who have most, in the order in which they come; per name its place among these, and their names.
fn most(amounts: &[u64], names: Vec<String>, lanes: usize) -> (Vec<Option<usize>>, Vec<String>) {
    let mut order: Vec<usize> = (0..amounts.len()).collect();
    order.sort_by_key(|&i| (Reverse(amounts[i]), i));
    // One other has a lane as well as all of several.
    order.truncate(if amounts.len() == lanes + 1 {
        lanes + 1
    } else {
        lanes
    });
    let mut places = vec![None; amounts.len()];
    for (lane, &i) in order.iter().enumerate() {
        places[i] = Some(lane);
    }
    let mut names: Vec<Option<String>> = names.into_iter().map(Some).collect();
    let chosen = order.iter().filter_map(|&i| names[i].take()).collect();
    (places, chosen)
}

/// Stretches of paragraphs, none much shorter than the others.
fn rows(transcript: &Transcript) -> Vec<Vec<ParagraphIndex>> {
    let all: u64 = transcript
        .paragraphs
        .indexes()
        .map(|p| length(transcript, p))
        .sum();
    let least = all.div_ceil((all / A_ROW).clamp(FEW_ROWS, MOST_ROWS));
    let mut rows: Vec<Vec<ParagraphIndex>> = Vec::new();
    let (mut row, mut long) = (Vec::new(), 0);
    for p in transcript.paragraphs.indexes() {
        row.push(p);
        long += length(transcript, p);
        if long >= least {
            rows.push(std::mem::take(&mut row));
            long = 0;
        }
    }
    match rows.last_mut() {
        Some(last) => last.append(&mut row),
        None => rows.push(row),
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn those_who_have_most_have_lanes_and_a_single_other_too() {
        let names = |n: usize| (0..n).map(|i| i.to_string()).collect::<Vec<_>>();
        let (places, chosen) = most(&[3, 9, 5], names(3), 2);
        assert_eq!(chosen, ["1", "2", "0"]);
        assert_eq!(places, [Some(2), Some(0), Some(1)]);
        let (places, chosen) = most(&[3, 9, 5, 1], names(4), 2);
        assert_eq!(chosen, ["1", "2"]);
        assert_eq!(places, [None, Some(0), Some(1), None]);
    }
}

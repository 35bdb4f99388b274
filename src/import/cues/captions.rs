//! A file of captions to a transcript.

use std::collections::BTreeSet;

pub(in crate::import) use super::blocks::{Dialect, is_head};
use super::{
    Piece, Voice, beside,
    blocks::{self, Blocks, Cue},
    clock, glue, join,
    prefix::Labels,
    rolling::{self, Halved, Shown},
    tags,
};
use crate::{
    archive::{ListIndex, ParagraphIndex, Record},
    import::{
        Account, AsWords, Asked, BroughtTranscript, ImportFile, Imported, Place, Report, Side,
        Unreadable, guess::Guess,
    },
    load::speech::folded_label,
};

/// Whether the first lines of a text have one that says from when until when.
pub(in crate::import) fn has_times(head: &str) -> bool {
    let mut timed = head.lines().filter_map(clock::timing);
    timed.any(|timing| timing.start.is_some() && timing.end.is_some())
}

/// Reads a file.
pub(in crate::import) fn read(
    file: &ImportFile,
    asked: &Asked,
    dialect: Dialect,
) -> Result<Imported, Unreadable> {
    let decoded = file.decoded()?;
    let mut account = Account::default();
    if decoded.guessed {
        let what = format!("the character set was found out: {}", decoded.charset);
        account.remark(Report::new("character sets", Place::default(), what, ""));
    }
    let mut transcript = transcript(&decoded.text, dialect, &asked.as_words, &mut account)?;
    let header = &mut transcript.header;
    transcript.key = file.stem().to_owned();
    if header.title.is_empty() {
        header.title = file.stem().to_owned();
    }
    if header.language.is_none() {
        header.language = asked.language.clone();
    }
    Ok(Imported {
        transcripts: vec![transcript],
        account,
        ..Imported::default()
    })
}

/// The transcript that captions are; its title is empty if they have none.
pub(in crate::import) fn transcript(
    text: &str,
    dialect: Dialect,
    as_words: &AsWords,
    account: &mut Account,
) -> Result<BroughtTranscript, Unreadable> {
    let blocks = blocks::blocks(text, dialect);
    if blocks.cues.is_empty() {
        return Err(Unreadable::new(
            "the file has no captions: no line says from when until when words are shown",
        )
        .help("a caption's time is written `00:00:01.000 --> 00:00:04.000`"));
    }
    let (cues, halved) = words(&blocks, account);
    let (pieces, told_by_words) = pieces(&blocks.cues, &cues, as_words, account);
    if pieces.is_empty() {
        return Err(Unreadable::new("the captions have no words"));
    }
    let joined = join(
        &pieces
            .iter()
            .map(|(_, piece)| piece.clone())
            .collect::<Vec<_>>(),
    );
    for since in &joined.unknown {
        let place = since.map_or_else(Place::default, |s| Place::known_as(clock::shown(s)));
        let what = "the file does not say whose words these are: they stand as nobody's";
        account.remark(Report::new("turns", place, what, ""));
    }
    let mut header = beside::head(&blocks, account);
    header.speakers = joined.speakers;
    header.turns = joined.turns;
    let times = cues.iter().any(|cue| cue.words.timed);
    if times && halved.lines > 0 {
        header.record = Some(Record::Machine);
    }
    let mut transcript = BroughtTranscript {
        guessed: Guess::labels_among(&header, &told_by_words),
        header,
        said: joined.said,
        ..BroughtTranscript::default()
    };
    let of_cue = |cue: usize| {
        let behind = pieces.partition_point(|(of, _)| *of < cue);
        let at = joined.of_pieces.get(behind).or(joined.of_pieces.last());
        at.copied().unwrap_or(ParagraphIndex::at(0))
    };
    beside::notes(&blocks, of_cue, &mut transcript, account);
    Ok(transcript)
}

/// The lines of each cue, without those that are printed again; what cues print is handed over, and what of it is gone is told.
fn words(blocks: &Blocks, account: &mut Account) -> (Vec<Shown>, Halved) {
    let mut cues: Vec<Shown> = Vec::with_capacity(blocks.cues.len());
    let mut looks = 0;
    let mut names: Vec<&str> = Vec::new();
    for cue in &blocks.cues {
        account.printed(Side::Speech, &tags::printed(&cue.payload));
        let words = tags::words(&cue.payload);
        looks += words.looks;
        let is_name = |id: &&str| !id.bytes().all(|b| b.is_ascii_digit());
        names.extend(cue.id.as_deref().filter(is_name));
        if words.lines.is_empty() {
            account.left_out(
                Side::Speech,
                Report::new("cues", place(cue), "no words", ""),
            );
        }
        cues.push(Shown {
            timing: cue.timing,
            words,
        });
    }
    let empty = cues.iter().filter(|cue| cue.words.lines.is_empty()).count();
    let halved = rolling::halve(&mut cues);
    account.found("cues", cues.len());
    account.wrote("cues", cues.len() - empty - halved.cues);
    if halved.cues > 0 {
        let what = format!(
            "{} cues only print what those beside them have",
            halved.cues
        );
        let report = Report::new("cues", Place::default(), what, "");
        account.left_out_together(Side::Speech, halved.cues, report);
    }
    if halved.lines > 0 {
        account.found("repeated lines", halved.lines);
        let what = format!(
            "{} lines that rolling or growing captions print again",
            halved.lines
        );
        let report = Report::new(
            "repeated lines",
            Place::default(),
            what,
            halved.words.clone(),
        );
        account.left_out_together(Side::Speech, halved.lines, report);
    }
    if looks > 0 {
        let what =
            format!("{looks} tags for italics, bold, underlined or coloured words are not kept");
        account.remark(Report::new("looks", Place::default(), what, ""));
    }
    if !names.is_empty() {
        let what = format!("{} names of cues are not kept", names.len());
        account.remark(Report::new(
            "names of cues",
            Place::default(),
            what,
            names.join("\n"),
        ));
    }
    (cues, halved)
}

/// What is said, each with the number of its cue.
fn pieces(
    cues: &[Cue],
    shown: &[Shown],
    as_words: &AsWords,
    account: &mut Account,
) -> (Vec<(usize, Piece)>, BTreeSet<String>) {
    let lines = shown.iter().flat_map(|cue| cue.words.lines.iter().zip(0..));
    let untold = lines.filter(|(line, _)| line.voice == Voice::Held);
    let labels = Labels::of(
        untold.map(|(line, number)| (line.words.as_str(), number == 0)),
        as_words,
    );
    let tagged = shown
        .iter()
        .flat_map(|cue| &cue.words.lines)
        .any(|line| line.voice != Voice::Held);
    let mut pieces: Vec<(usize, Piece)> = Vec::new();
    let (mut by_words, mut by_tags) = (BTreeSet::new(), BTreeSet::new());
    let mut last = f64::NEG_INFINITY;
    for (number, (cue, shown)) in cues.iter().zip(shown).enumerate() {
        times(cue, &mut last, account);
        let dialogue = shown
            .words
            .lines
            .iter()
            .filter(|line| labels.opening(&line.words).dash)
            .count()
            > 1;
        let mut voice = id_voice(cue).unwrap_or_default();
        for (line, at) in shown.words.lines.iter().zip(0..) {
            let mut words = line.words.as_str();
            let mut apart = line.parts;
            if line.voice != Voice::Held {
                voice = line.voice.clone();
                if let Voice::Of(label) = &voice {
                    by_tags.insert(folded_label(label));
                }
            } else if tagged && at == 0 && voice == Voice::Held {
                // Where voices are told by tags, a cue without one tells none.
                voice = Voice::Unknown;
            }
            if line.voice == Voice::Held {
                let opening = labels.opening(words);
                if let Some(label) = opening.label {
                    account.elsewhere(Side::Speech, label);
                    by_words.insert(folded_label(label));
                    voice = Voice::Of(label.to_owned());
                    words = opening.rest;
                } else if opening.other || (opening.dash && dialogue) {
                    voice = Voice::Unknown;
                    words = opening.rest;
                    apart = true;
                }
            }
            let going_on = pieces
                .last_mut()
                .filter(|(of, piece)| *of == number && !apart && piece.voice == voice);
            match going_on {
                Some((_, piece)) => glue::add(&mut piece.words, words),
                None => pieces.push((
                    number,
                    Piece {
                        // When what stands within a cue is said is not told.
                        start: line.since.or(cue.timing.start).filter(|_| !line.parts),
                        end: cue.timing.end,
                        voice: voice.clone(),
                        words: words.to_owned(),
                        apart,
                    },
                )),
            }
        }
    }
    let by_words = by_words.difference(&by_tags).cloned().collect();
    (with_words(pieces, account), by_words)
}

/// A label that stands alone in its cue is that of the next one.
fn with_words(pieces: Vec<(usize, Piece)>, account: &mut Account) -> Vec<(usize, Piece)> {
    let mut waiting: Option<Voice> = None;
    let mut out = Vec::with_capacity(pieces.len());
    for (cue, mut piece) in pieces {
        if piece.words.is_empty() {
            waiting = Some(piece.voice);
            continue;
        }
        if let Some(voice) = waiting.take().filter(|_| piece.voice == Voice::Held) {
            piece.voice = voice;
        }
        out.push((cue, piece));
    }
    if let Some(Voice::Of(label)) = waiting {
        let what = format!("the label `{label}` has no words behind it, and is left out");
        account.remark(Report::new("labels", Place::default(), what, ""));
    }
    out
}

/// Recorders of meetings write who speaks into the name of a cue: `1 "Ann Lee" (1234)`.
fn id_voice(cue: &Cue) -> Option<Voice> {
    let (number, rest) = cue.id.as_deref()?.split_once(" \"")?;
    let (name, behind) = rest.rsplit_once('"')?;
    let numbers = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b' ' | b'(' | b')'))
    };
    let name = glue::squeezed(name);
    (numbers(number) && numbers(behind) && !name.is_empty()).then_some(Voice::Of(name))
}

fn place(cue: &Cue) -> Place {
    Place::line(cue.line)
}

/// Tells of times that are none, or go back.
fn times(cue: &Cue, last: &mut f64, account: &mut Account) {
    let what = match (cue.timing.start, cue.timing.end) {
        (None, _) => "the time is none, and is left out".to_owned(),
        (Some(start), _) if clock::usable(Some(start)).is_none() => {
            format!(
                "the time {} cannot be, and is left out",
                clock::shown(start)
            )
        }
        (Some(start), _) if start < *last => {
            let (start, before) = (clock::shown(start), clock::shown(*last));
            format!(
                "it begins at {start}, before the one above it ({before}): the order of the file is kept"
            )
        }
        (Some(start), Some(end)) if end < start => "it ends before it begins".to_owned(),
        (Some(_), None) => "when it ends is no time".to_owned(),
        (Some(_), Some(_)) => String::new(),
    };
    if let Some(start) = clock::usable(cue.timing.start) {
        *last = start;
    }
    if !what.is_empty() {
        account.remark(Report::new("times", place(cue), what, ""));
    }
}

#[cfg(test)]
mod tests;

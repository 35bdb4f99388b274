//! Notes that were made elsewhere, on pages that the archive has as transcripts: found again by their words, or reported, never guessed.

use std::collections::BTreeMap;

use super::{
    notes::{file, paragraphs, with},
    transcripts::{Known, Page, Transcripts, foreign},
};
use crate::{
    anchor::{Astray, Context, PlainText, reanchor, words_for},
    archive::{Annotation, Kinds, Selector, Target, Within},
    import::{Account, Imported, LooseNote, LooseQuote, Place, Report},
    source::{Span, Spanned},
    text::first_words,
};

/// A note with its place: the first byte there, the note as it is written, and as it was brought.
type Placed<'n> = (usize, Annotation, &'n LooseNote);

/// The files of annotations that the loose notes of an import become: the id of the transcript, and the text.
pub(super) fn of_archive(
    imported: &mut Imported,
    transcripts: &Transcripts<'_>,
    kinds: &Kinds,
) -> Vec<(String, String)> {
    let Imported { loose, account, .. } = imported;
    let mut by_page: BTreeMap<&[String], Vec<&LooseNote>> = BTreeMap::new();
    for note in &*loose {
        by_page.entry(&note.addresses).or_default().push(note);
    }
    let mut placed: BTreeMap<&str, Vec<Placed<'_>>> = BTreeMap::new();
    for (addresses, notes) in by_page {
        // Where all of them together do not tell, each may: the page of one address may have become several transcripts.
        let groups: Vec<&[&LooseNote]> = match transcripts.meant(addresses, &notes) {
            Ok(_) => vec![&notes],
            Err(_) => notes.chunks(1).collect(),
        };
        for group in groups {
            match transcripts.meant(addresses, group) {
                Ok(page) => {
                    let of_transcript = placed.entry(&page.transcript.id).or_default();
                    place(transcripts, page, group, (of_transcript, account));
                }
                Err(why) => {
                    for note in group {
                        unplaced(note, why, account);
                    }
                }
            }
        }
    }
    let files = placed.into_iter().filter_map(|(id, mut placed)| {
        placed.sort_by_key(|(at, ..)| *at);
        let text = written(placed, kinds, account)?;
        Some((id.to_owned(), text))
    });
    files.collect()
}

/// The text of a file of notes, if there are any. One that cannot be written is reported, and the others are.
fn written(placed: Vec<Placed<'_>>, kinds: &Kinds, account: &mut Account) -> Option<String> {
    let all = || placed.iter().map(|(_, annotation, _)| annotation.clone());
    if let Ok(text) = file(all().collect(), kinds) {
        return text;
    }
    let mut fine = Vec::new();
    for (_, annotation, note) in placed {
        match file(vec![annotation.clone()], kinds) {
            Ok(_) => fine.push(annotation),
            Err(refused) => unplaced(note, &refused.message, account),
        }
    }
    file(fine, kinds).ok().flatten()
}

/// Where words stand: the first byte, what means them, and whether something else stands round them than did.
type Found = (usize, Selector, bool);

/// Places notes in a transcript; what has no place there is reported.
fn place<'n>(
    transcripts: &Transcripts<'_>,
    page: Page<'_>,
    notes: &[&'n LooseNote],
    (placed, account): (&mut Vec<Placed<'n>>, &mut Account),
) {
    let Some(transcript) = transcripts.read(page.transcript) else {
        for note in notes {
            unplaced(note, UNREADABLE, account);
        }
        return;
    };
    let of_page = paragraphs(&transcript);
    let text = PlainText::new(&transcript.text, &of_page);
    for note in notes {
        let found = found((page, &text), note.quote.as_ref());
        let (at, selector, mut differs) = match found {
            Ok(found) => found,
            Err(why) => {
                unplaced(note, &why, account);
                continue;
            }
        };
        let mut annotation = with(&note.annotation, selector);
        for also in &note.also {
            let (addresses, quote) = (&also.addresses, also.quote.as_ref());
            match further(transcripts, (page, &text), (addresses, quote)) {
                Ok((of, (_, selector, also_differs))) => {
                    differs |= also_differs;
                    let elsewhere = of.id != page.transcript.id;
                    annotation.targets.push(Target {
                        transcript: elsewhere.then(|| Spanned::unplaced(of.id.clone())),
                        selector,
                        span: Span::NOWHERE,
                    });
                }
                Err(why) => {
                    let what = format!("of a further place that it is on: {why}");
                    account.remark(report(note, &what));
                }
            }
        }
        if differs {
            let what = "what stands round its words is not what stood there: it is a draft until somebody has seen whether it is on these";
            account.remark(report(note, what));
            annotation.draft = true;
        }
        placed.push((at, annotation, note));
    }
}

/// Where a further place of a note is: on the same page, if it has no address of its own.
fn further<'t>(
    transcripts: &'t Transcripts<'_>,
    (page, text): (Page<'t>, &PlainText<'_>),
    (addresses, quote): (&[String], Option<&LooseQuote>),
) -> Result<(&'t Known, Found), String> {
    let other = match addresses.is_empty() {
        true => page,
        false => transcripts.meant(addresses, &[])?,
    };
    let of = other.transcript;
    if of.id == page.transcript.id {
        return Ok((of, found((other, text), quote)?));
    }
    let transcript = transcripts.read(of).ok_or(UNREADABLE)?;
    let paragraphs = paragraphs(&transcript);
    let text = PlainText::new(&transcript.text, &paragraphs);
    Ok((of, found((other, &text), quote)?))
}

/// Where words stand in a transcript.
fn found(
    (page, text): (Page<'_>, &PlainText<'_>),
    quote: Option<&LooseQuote>,
) -> Result<Found, String> {
    let Some(quote) = quote else {
        return Ok((0, Selector::Whole, false));
    };
    if let (true, Some((first, last))) = (quote.exact.trim().is_empty(), quote.within) {
        let start = text.paragraphs.iter().find(|(id, _)| *id == first);
        let Some((_, bytes)) = start.filter(|_| page.is_ours) else {
            return Err(format!("it is on {first} of a page that is not here"));
        };
        let within = Within {
            first: first.into(),
            last: last.into(),
            span: Span::NOWHERE,
        };
        return Ok((bytes.start as usize, Selector::Paragraphs(within), false));
    }
    let id = &page.transcript.id;
    let found = reanchor(text, &foreign(quote, page.is_ours));
    let found = found.map_err(|astray| format!("{} in {id}", why(text, &astray)))?;
    let selector = words_for(text, found.range.clone());
    let alike = |_| "its words cannot be told apart from others like them".to_owned();
    let differs = found.context == Context::Differs;
    Ok((found.range.start, selector.map_err(alike)?, differs))
}

const UNREADABLE: &str = "the words of its transcript cannot be read";

fn why(text: &PlainText<'_>, astray: &Astray) -> String {
    match astray {
        Astray::Empty => "it is on no words".to_owned(),
        Astray::Absent { near } => match near.iter().flatten().next() {
            Some(near) => {
                let words = text.text.get(near.range.clone()).unwrap_or_default();
                format!("its words do not stand; nearly the same do, “{words}”,")
            }
            None => "its words do not stand".to_owned(),
        },
        Astray::Ambiguous { count, .. } => {
            format!("its words stand in {count} places, and nothing tells which is meant,")
        }
    }
}

fn unplaced(note: &LooseNote, why: &str, account: &mut Account) {
    account.take_back(report(note, why));
}

fn report(note: &LooseNote, what: &str) -> Report {
    let quote = note.quote.as_ref().map(|quote| quote.exact.as_str());
    let written = note.annotation.note.as_ref().map(|note| note.text.as_str());
    let words = quote.or(written).unwrap_or_default();
    let place = match note.place.is_nowhere() {
        true => Place::known_as("a note"),
        false => note.place.clone(),
    };
    Report::new("annotations", place, what, first_words(words, 12))
}

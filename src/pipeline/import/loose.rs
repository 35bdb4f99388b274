//! Notes that were made elsewhere, on pages that the archive has as transcripts: found again by their words, or reported, never guessed.

use std::{collections::BTreeMap, sync::Arc};

use super::{
    address::short,
    notes::{file, paragraphs, with},
};
use crate::{
    anchor::{Anchored, Astray, Context, ForeignQuote, PlainText, reanchor, words_for},
    archive::{Annotation, Selector, Target, TranscriptIndex, Within},
    import::{Account, Imported, LooseNote, LooseQuote, Place, Report},
    pipeline::Site,
    source::{Span, Spanned},
    text::{first_words, name},
    writer::Refused,
};

/// Of so many notes on one page it is tried in which transcript they stand, where their addresses do not tell.
const TRIED: usize = 5;

/// A note with its place: the transcript, the first byte there, and the note.
type Placed = (TranscriptIndex, usize, Annotation);

/// The files of annotations that the loose notes of an import become: the id of the transcript, and the text.
pub(super) fn of_archive(
    imported: &mut Imported,
    site: &Site,
) -> Result<Vec<(String, String)>, Refused> {
    let archive = Transcripts::of(site);
    let mut by_page: BTreeMap<&[String], Vec<&LooseNote>> = BTreeMap::new();
    for note in &imported.loose {
        by_page.entry(&note.addresses).or_default().push(note);
    }
    let mut placed: Vec<Placed> = Vec::new();
    for (addresses, notes) in by_page {
        match archive.meant(addresses, &notes) {
            Ok(page) => archive.place(page, &notes, (&mut placed, &mut imported.account)),
            Err(why) => {
                for note in notes {
                    unplaced(note, why, &mut imported.account);
                }
            }
        }
    }
    placed.sort_by_key(|(transcript, at, _)| (*transcript, *at));
    let mut files: BTreeMap<TranscriptIndex, Vec<Annotation>> = BTreeMap::new();
    for (transcript, _, annotation) in placed {
        files.entry(transcript).or_default().push(annotation);
    }
    let mut texts = Vec::new();
    for (transcript, annotations) in files {
        let text = file(annotations, &site.edition.config.kinds)?;
        let id = site.edition.outline(transcript).id.to_string();
        texts.extend(text.map(|text| (id, text)));
    }
    Ok(texts)
}

/// Where words stand: the first byte, what means them, and whether something else stands round them than did.
type Found = (usize, Selector, bool);

/// The transcripts of an archive.
struct Transcripts<'s> {
    site: &'s Site,
    /// By addresses at which their pages or sources are, in short form.
    by_address: BTreeMap<String, TranscriptIndex>,
}

impl<'s> Transcripts<'s> {
    fn of(site: &'s Site) -> Self {
        let mut by_address = BTreeMap::new();
        for (index, outline) in site.edition.transcripts.enumerated() {
            by_address.insert(format!("transcripts/{}", name::lowered(&outline.id)), index);
            let source = outline.header.source.as_ref();
            let addresses = source.into_iter().flat_map(|s| [&s.url, &s.archived]);
            for address in addresses.flatten() {
                by_address.insert(page(address), index);
            }
        }
        Self { site, by_address }
    }

    /// The transcript that is at one of these addresses; else the only one that has the words of the notes.
    fn meant(&self, addresses: &[String], notes: &[&LooseNote]) -> Result<Page, &'static str> {
        let named = addresses.iter().find_map(|address| {
            let page = page(address);
            let ours = page.find("transcripts/").and_then(|at| page.get(at..));
            let known = self.by_address.get(&page);
            known.or_else(|| self.by_address.get(ours?)).copied()
        });
        if let Some(transcript) = named {
            let is_ours = addresses.iter().any(|a| page(a).contains("transcripts/"));
            return Ok(Page {
                transcript,
                is_ours,
            });
        }
        let quoted = notes.iter().filter_map(|note| note.quote.as_ref());
        let tried: Vec<_> = quoted.take(TRIED).collect();
        if tried.is_empty() {
            return Err("no transcript is at its address, and it has no words to be found by");
        }
        let mut found = Vec::new();
        for index in self.site.edition.transcripts.indexes() {
            let Some(record) = self.record(index) else {
                continue;
            };
            let paragraphs = paragraphs(&record.transcript);
            let text = PlainText::new(&record.transcript.text, &paragraphs);
            let stands = |quote: &&LooseQuote| {
                let found = reanchor(&text, &foreign(quote, false));
                found.is_ok_and(|found| found.context != Context::Differs)
            };
            if tried.iter().any(stands) {
                found.push(index);
            }
        }
        match found.as_slice() {
            [one] => Ok(Page {
                transcript: *one,
                is_ours: false,
            }),
            [] => Err("no transcript is at its address or has its words"),
            _ => Err("no transcript is at its address, and several have its words"),
        }
    }

    /// Places notes in a transcript; what has no place there is reported.
    fn place(
        &self,
        page: Page,
        notes: &[&LooseNote],
        (placed, account): (&mut Vec<Placed>, &mut Account),
    ) {
        let Some(record) = self.record(page.transcript) else {
            for note in notes {
                unplaced(note, "the words of its transcript cannot be read", account);
            }
            return;
        };
        let of_page = paragraphs(&record.transcript);
        let text = PlainText::new(&record.transcript.text, &of_page);
        for note in notes {
            let found = self.found((page, &text), note.quote.as_ref());
            let (at, selector, mut differs) = match found {
                Ok(found) => found,
                Err(why) => {
                    unplaced(note, &why, account);
                    continue;
                }
            };
            let mut annotation = with(&note.annotation, selector);
            for also in &note.also {
                let other = match also.addresses.is_empty() {
                    true => Ok(page),
                    false => self.meant(&also.addresses, &[]),
                };
                let found = other.map_err(str::to_owned).and_then(|other| {
                    let quote = also.quote.as_ref();
                    let found = match other.transcript == page.transcript {
                        true => self.found((other, &text), quote),
                        false => self.found_elsewhere(other, quote),
                    };
                    Ok((other, found?))
                });
                match found {
                    Ok((other, (_, selector, also_differs))) => {
                        differs |= also_differs;
                        let id = &self.site.edition.outline(other.transcript).id;
                        let elsewhere = other.transcript != page.transcript;
                        annotation.targets.push(Target {
                            transcript: elsewhere.then(|| Spanned::unplaced(id.to_string())),
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
            placed.push((page.transcript, at, annotation));
        }
    }

    fn found_elsewhere(&self, page: Page, quote: Option<&LooseQuote>) -> Result<Found, String> {
        let Some(record) = self.record(page.transcript) else {
            return Err("the words of its transcript cannot be read".to_owned());
        };
        let paragraphs = paragraphs(&record.transcript);
        let text = PlainText::new(&record.transcript.text, &paragraphs);
        self.found((page, &text), quote)
    }

    /// Where words stand in a transcript.
    fn found(
        &self,
        (page, text): (Page, &PlainText<'_>),
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
        let id = &self.site.edition.outline(page.transcript).id;
        let found = reanchor(text, &foreign(quote, page.is_ours));
        let found = found.map_err(|astray| format!("{} in {id}", why(text, &astray)))?;
        let selector = words_for(text, found.range.clone());
        let alike = |_| "its words cannot be told apart from others like them".to_owned();
        let differs = found.context == Context::Differs;
        Ok((found.range.start, selector.map_err(alike)?, differs))
    }

    fn record(&self, index: TranscriptIndex) -> Option<Arc<Anchored>> {
        self.site.edition.record(index).ok()
    }
}

/// The page that notes were made on.
#[derive(Clone, Copy)]
struct Page {
    transcript: TranscriptIndex,
    /// Whether that is the archive's own page of the transcript, so that names of paragraphs are its names.
    is_ours: bool,
}

fn foreign(quote: &LooseQuote, is_ours: bool) -> ForeignQuote<'_> {
    ForeignQuote {
        exact: &quote.exact,
        prefix: &quote.prefix,
        suffix: &quote.suffix,
        within: quote
            .within
            .filter(|_| is_ours)
            .map(|(first, last)| first..=last),
    }
}

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

/// The address of a page, whatever place on it is meant: without query, fragment and `.html` too, in lower case.
fn page(address: &str) -> String {
    let whole = address.split(['#', '?']).next().unwrap_or_default();
    let page = short(whole.trim_end_matches("index.html"));
    name::lowered(page.trim_end_matches(".html"))
}

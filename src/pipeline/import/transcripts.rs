//! The transcripts of an archive as it will be, and which of them is meant by the address of a page.

use std::{collections::BTreeMap, ops::Deref, sync::Arc};

use super::{
    address::short,
    notes::{self, paragraphs},
};
use crate::{
    anchor::{Anchored, Context, ForeignQuote, PlainText, reanchor},
    archive::{Header, Transcript, TranscriptIndex},
    import::{LooseNote, LooseQuote},
    pipeline::Site,
    text::name,
};

/// Of so many notes on one page it is tried in which transcript they stand, where their addresses do not tell.
const TRIED: usize = 5;

/// A transcript that an import writes: its id, the path of its file, and the text of that.
pub(super) struct Written<'p> {
    pub(super) id: &'p str,
    pub(super) path: &'p str,
    pub(super) text: &'p str,
}

/// The transcripts of an archive as it will be when what is planned is written.
pub(super) struct Transcripts<'s> {
    site: &'s Site,
    all: Vec<Known>,
    /// By addresses at which their pages or sources are, in short form. A page may be the source of several.
    by_address: BTreeMap<String, Vec<usize>>,
}

/// A transcript that notes may be on.
pub(super) struct Known {
    pub(super) id: String,
    words: Words,
}

enum Words {
    /// The archive has them.
    There(TranscriptIndex),
    /// They are brought by the same import.
    Brought(Arc<Transcript>),
}

/// The page that notes were made on.
#[derive(Clone, Copy)]
pub(super) struct Page<'t> {
    pub(super) transcript: &'t Known,
    /// Whether that is the archive's own page of the transcript, so that names of paragraphs are its names.
    pub(super) is_ours: bool,
}

/// The words of a transcript.
pub(super) enum Read {
    There(Arc<Anchored>),
    Brought(Arc<Transcript>),
}

impl Deref for Read {
    type Target = Transcript;

    fn deref(&self) -> &Transcript {
        match self {
            Self::There(record) => &record.transcript,
            Self::Brought(transcript) => transcript,
        }
    }
}

impl<'s> Transcripts<'s> {
    /// Those of a site, and those that are written into it, which stand in the place of those that they replace.
    pub(super) fn with(site: &'s Site, written: &[Written<'_>]) -> Self {
        let kinds = &site.edition.config.kinds;
        // One that cannot be read is told when the archive is looked at as it would be.
        let read = written.iter().filter_map(|file| {
            let transcript = notes::read(file.path, file.text, kinds).ok()?;
            Some((file.id, Arc::new(transcript)))
        });
        let brought: BTreeMap<&str, Arc<Transcript>> = read.collect();
        let mut transcripts = Self {
            site,
            all: Vec::new(),
            by_address: BTreeMap::new(),
        };
        for (index, outline) in site.edition.transcripts.enumerated() {
            if !brought.contains_key(&*outline.id) {
                transcripts.add(&outline.id, &outline.header, Words::There(index));
            }
        }
        for (id, transcript) in brought {
            let words = Words::Brought(transcript.clone());
            transcripts.add(id, &transcript.header, words);
        }
        transcripts
    }

    fn add(&mut self, id: &str, header: &Header, words: Words) {
        let source = header.source.as_ref();
        let sources = source.into_iter().flat_map(|s| [&s.url, &s.archived]);
        let sources = sources.flatten().map(|address| page(address));
        let own = format!("transcripts/{}", name::lowered(id));
        for address in sources.chain([own]) {
            let there = self.by_address.entry(address).or_default();
            if there.last() != Some(&self.all.len()) {
                there.push(self.all.len());
            }
        }
        let id = id.to_owned();
        self.all.push(Known { id, words });
    }

    /// The transcript that is at one of these addresses. Where several are, or none is, it is the only one that has the words of the notes.
    pub(super) fn meant(
        &self,
        addresses: &[String],
        notes: &[&LooseNote],
    ) -> Result<Page<'_>, &'static str> {
        let named = addresses.iter().find_map(|address| {
            let page = page(address);
            let ours = page.find("transcripts/").and_then(|at| page.get(at..));
            let known = self.by_address.get(&page);
            known.or_else(|| self.by_address.get(ours?))
        });
        let quoted = notes.iter().filter_map(|note| note.quote.as_ref());
        let tried: Vec<_> = quoted.take(TRIED).collect();
        let (among, alone, none, several) = match named.map(Vec::as_slice) {
            Some([one]) => {
                let is_ours = addresses.iter().any(|a| page(a).contains("transcripts/"));
                return Ok(Page {
                    transcript: &self.all[*one],
                    is_ours,
                });
            }
            Some(several) => (
                several.iter().map(|at| &self.all[*at]).collect(),
                "several transcripts are at its address, and it has no words to be found by",
                "several transcripts are at its address, and none has its words",
                "several transcripts are at its address and have its words",
            ),
            None => (
                self.all.iter().collect::<Vec<_>>(),
                "no transcript is at its address, and it has no words to be found by",
                "no transcript is at its address or has its words",
                "no transcript is at its address, and several have its words",
            ),
        };
        if tried.is_empty() {
            return Err(alone);
        }
        let mut having = among.into_iter().filter(|of| self.has(of, &tried));
        match (having.next(), having.next()) {
            (Some(transcript), None) => Ok(Page {
                transcript,
                is_ours: false,
            }),
            (None, _) => Err(none),
            (Some(_), Some(_)) => Err(several),
        }
    }

    /// Whether a transcript has one of these words, with what stood round them.
    fn has(&self, transcript: &Known, words: &[&LooseQuote]) -> bool {
        let Some(read) = self.read(transcript) else {
            return false;
        };
        let paragraphs = paragraphs(&read);
        let text = PlainText::new(&read.text, &paragraphs);
        words.iter().any(|quote| {
            let found = reanchor(&text, &foreign(quote, false));
            found.is_ok_and(|found| found.context != Context::Differs)
        })
    }

    /// The words of a transcript, unless its file is gone.
    pub(super) fn read(&self, transcript: &Known) -> Option<Read> {
        match &transcript.words {
            Words::There(index) => self.site.edition.record(*index).ok().map(Read::There),
            Words::Brought(transcript) => Some(Read::Brought(transcript.clone())),
        }
    }
}

/// Words as [`reanchor`] looks for them; names of paragraphs tell where on the archive's own pages only.
pub(super) fn foreign(quote: &LooseQuote, is_ours: bool) -> ForeignQuote<'_> {
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

/// The address of a page, whatever place on it is meant: without query, fragment and `.html` too, in lower case.
fn page(address: &str) -> String {
    let whole = address.split(['#', '?']).next().unwrap_or_default();
    let page = short(whole.trim_end_matches("index.html"));
    name::lowered(page.trim_end_matches(".html"))
}

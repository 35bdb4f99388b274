//! Finds where annotations stand in their transcript.
//!
//! [`anchor`] looks at one transcript with the annotations that point into it and at nothing else, so that transcripts are
//! anchored in parallel and a record may be kept by the digest of those bytes. Names of other things stay unbound
//! (see `bind`). The rules of finding are in `find`, suggestions for what is not found in `near`.

mod apart;
mod assign;
mod cited;
mod crowd;
mod cut;
mod disputes;
mod find;
mod hits;
mod ids;
mod miss;
mod mistakes;
mod near;
mod outline;
mod passage;
mod pick;
mod quote;
mod reanchor;
mod search;
mod selected;
mod shown;
mod sign;
mod spots;
mod summary;
mod told;
mod within;

use std::{fmt, ops::Range, sync::Arc};

use serde::{Deserialize, Serialize};

pub use self::{
    assign::{Claim, Work, assign},
    cited::Naming,
    find::{Found, Level, PlainText, find, find_passage},
    miss::{Candidate, Miss, PassageMiss},
    near::Near,
    outline::{NoteTitle, Outline, OutlineAnnotation, OutlinePassage, OutlineTurn},
    pick::{Unquotable, selector_for, words_for},
    quote::{PassageQuote, Quote},
    reanchor::{Astray, Context, ForeignQuote, Reanchored, reanchor},
    selected::selected,
};
use self::{search::Search, sign::Signs, spots::Spot};
use crate::{
    archive::{
        Annotation, AnnotationIndex, IndexVec, ListIndex, ParagraphId, ParagraphIndex,
        PassageIndex, Transcript,
    },
    source::diag::Diagnostic,
};

/// Where the words of transcripts are while no page shows them.
pub trait TranscriptStore: fmt::Debug + Send + Sync {
    /// The record that an outline was made from.
    ///
    /// # Errors
    /// When it cannot be had any more.
    fn record(&self, outline: &Outline) -> Result<Arc<Anchored>, Lost>;
}

/// The words of a transcript that were put away cannot be had any more: what is made of them must be made of the files again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lost {
    /// Its id.
    pub transcript: Arc<str>,
}

impl fmt::Display for Lost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the words of {} cannot be read back", self.transcript)
    }
}

impl std::error::Error for Lost {}

/// A transcript whose annotations are placed: the record of one transcript.
#[derive(Debug, Serialize, Deserialize)]
pub struct Anchored {
    /// The transcript.
    pub transcript: Transcript,
    /// Its annotations in the order of their first signs in the text, which is that of their numbers; of those whose signs meet, by the start of
    /// their passages, longer ones first; those on the whole transcript at the front.
    pub annotations: IndexVec<AnnotationIndex, Placed>,
    /// Its passages, each range once, in document order.
    pub passages: IndexVec<PassageIndex, Passage>,
}

/// An annotation with its place.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Placed {
    /// Unique in this transcript.
    pub id: String,
    /// The annotation.
    pub annotation: Arc<Annotation>,
    /// Id of the transcript that it is at home in.
    pub home: Arc<str>,
    /// Ids of other transcripts that it points into.
    pub elsewhere: Vec<Arc<str>>,
    /// Empty if it is on the whole transcript.
    pub passages: Vec<PassageIndex>,
    /// The annotation of this transcript that it disputes.
    pub disputes: Option<AnnotationIndex>,
    /// Those of this transcript that dispute it, in reading order.
    pub disputed_by: Vec<AnnotationIndex>,
    /// Whether its quote was not found and it stands on the nearest paragraph (`--lenient`).
    pub drifted: bool,
}

/// A passage of a transcript that annotations are about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// Bytes of the transcript's text.
    pub range: Range<u32>,
    /// Its first paragraph.
    pub first: ParagraphIndex,
    /// Its last paragraph.
    pub last: ParagraphIndex,
    /// Whether it is highlighted in the text: a quote is, whole paragraphs (`in:` alone) are not.
    pub highlight: bool,
    /// The byte of the text at which the signs of its notes stand: behind the punctuation that closes it; of whole paragraphs, before their first word.
    pub sign: u32,
    /// Who is about it, in reading order.
    pub annotations: Vec<AnnotationIndex>,
}

impl Passage {
    /// Its bytes as a range of `usize`.
    pub fn bytes(&self) -> Range<usize> {
        self.range.start as usize..self.range.end as usize
    }
}

/// How strict anchoring is.
#[derive(Clone, Copy, Debug, Default)]
pub struct Leniency {
    /// `--lenient`: what is not found is shown on the nearest paragraph.
    pub lenient: bool,
}

/// Places the annotations of one transcript; what cannot be placed is told.
pub fn anchor(work: Work, leniency: Leniency, diags: &mut Vec<Diagnostic>) -> Anchored {
    let Work { transcript, claims } = work;
    let paragraphs: Vec<(ParagraphId, Range<u32>)> = transcript
        .paragraphs
        .iter()
        .map(|p| (p.id, p.range.clone()))
        .collect();
    let text = PlainText::new(&transcript.text, &paragraphs);
    let search = Search::new(&transcript, &text, leniency);
    let ids = ids::assign(&claims, &transcript, diags);
    let mut spots: Vec<Option<Vec<Spot>>> = claims
        .iter()
        .map(|claim| search.spots(claim, diags))
        .collect();
    diags.extend(search.left_out());
    let disputes = disputes::bind(&claims, &ids, &mut spots, diags);
    crowd::thin(&transcript, &claims, &mut spots, diags);
    let (annotations, passages) = arrange(&transcript, &claims, ids, spots, &disputes);
    Anchored {
        transcript,
        annotations,
        passages,
    }
}

fn index(n: usize) -> u32 {
    u32::try_from(n).expect("texts are limited to less than 4 GiB")
}

/// Puts annotations in reading order and gathers their passages.
fn arrange(
    transcript: &Transcript,
    claims: &[Claim],
    ids: Vec<String>,
    spots: Vec<Option<Vec<Spot>>>,
    disputes: &[Option<usize>],
) -> (
    IndexVec<AnnotationIndex, Placed>,
    IndexVec<PassageIndex, Passage>,
) {
    // One that could not be placed stays, without a place: its names and links are checked all the same.
    let mut order: Vec<usize> = (0..claims.len()).collect();
    let signs = Signs::of(transcript);
    let sign_of = |start: usize, end: usize, highlight: bool| match highlight {
        true => signs.behind(start..end),
        false => start,
    };
    let first = |i: usize| {
        let spots = spots[i].iter().flatten();
        let places = spots.map(|s| {
            let sign = sign_of(s.range.start, s.range.end, s.highlight);
            (sign, s.range.start, std::cmp::Reverse(s.range.end))
        });
        places.min()
    };
    order.sort_by_cached_key(|&i| (first(i), disputes[i].is_some(), i));
    let mut places = vec![0; order.len()];
    for (place, &i) in order.iter().enumerate() {
        places[i] = place;
    }
    let mut disputed_by: Vec<Vec<AnnotationIndex>> = vec![Vec::new(); order.len()];
    let mut keys: Vec<(usize, usize, bool)> = order
        .iter()
        .flat_map(|&i| spots[i].iter().flatten())
        .map(|s| (s.range.start, s.range.end, s.highlight))
        .collect();
    // Document order: earlier first, of those that begin together the longer one first.
    keys.sort_by_key(|&(start, end, highlight)| (start, std::cmp::Reverse(end), !highlight));
    keys.dedup();
    for (number, &i) in order.iter().enumerate() {
        if let Some(j) = disputes[i] {
            disputed_by[places[j]].push(AnnotationIndex::at(number));
        }
    }
    let mut passages: IndexVec<PassageIndex, Passage> = keys
        .iter()
        .map(|&(start, end, highlight)| Passage {
            range: index(start)..index(end),
            first: transcript.paragraph_at(start),
            last: transcript.paragraph_at(end.saturating_sub(1).max(start)),
            highlight,
            sign: index(sign_of(start, end, highlight)),
            annotations: Vec::new(),
        })
        .collect();
    let mut ids: Vec<Option<String>> = ids.into_iter().map(Some).collect();
    let mut annotations: Vec<Placed> = Vec::with_capacity(order.len());
    for (number, &i) in order.iter().enumerate() {
        let spots = spots[i].as_deref().unwrap_or_default();
        let mut own: Vec<PassageIndex> = spots
            .iter()
            .filter_map(|s| {
                let key = (s.range.start, std::cmp::Reverse(s.range.end), !s.highlight);
                keys.binary_search_by_key(&key, |&(start, end, highlight)| {
                    (start, std::cmp::Reverse(end), !highlight)
                })
                .ok()
            })
            .map(PassageIndex::at)
            .collect();
        own.sort_unstable();
        own.dedup();
        for &passage in &own {
            passages[passage]
                .annotations
                .push(AnnotationIndex::at(number));
        }
        annotations.push(Placed {
            id: ids[i].take().unwrap_or_default(),
            // What it points at has been found; the words of its quotes are not kept twice.
            annotation: Arc::new(Annotation {
                targets: Vec::new(),
                ..(*claims[i].annotation).clone()
            }),
            home: claims[i].home.clone(),
            elsewhere: claims[i].elsewhere.clone(),
            passages: own,
            disputes: disputes[i].map(|j| AnnotationIndex::at(places[j])),
            disputed_by: std::mem::take(&mut disputed_by[number]),
            drifted: spots.iter().any(|s| s.drifted),
        });
    }
    (annotations.into(), passages)
}

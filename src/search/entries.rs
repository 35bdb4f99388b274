//! The words of some records in order, as bytes: what a segment keeps, and what is merged.
//!
//! Entries stand by themselves, one behind the other, so that they can be cut anywhere between two.

use std::collections::BTreeMap;

use super::{
    bytes::{Bytes, put, put_text},
    gather::Gathered,
    stems::{Stemmed, stem},
};
use crate::source::digest::Digest;

/// Stands in the term of a stem, between the stem and its language: sorted behind the word that is the stem, and before all that go on.
pub(super) const STEM: char = '\u{1}';

/// A quarter of the units: a word that has more of them in one segment is one of those that stand everywhere, and where exactly is not kept.
const EVERYWHERE: u64 = 4;

/// An entry, read.
#[derive(Clone, Debug)]
pub(super) struct Entry<'b> {
    pub(super) term: &'b str,
    pub(super) what: What<'b>,
}

/// What stands at a term.
#[derive(Clone, Debug)]
pub(super) enum What<'b> {
    /// A word or a field.
    Word(Word<'b>),
    /// A stem: the words that have it.
    Stem(Vec<&'b str>),
}

/// A word or a field, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Word<'b> {
    pub(super) units: u32,
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) list: &'b [u8],
    /// None where they are not kept.
    pub(super) positions: Option<&'b [u8]>,
    pub(super) stems: Vec<(Stemmed, &'b str)>,
}

/// Reads the entries of bytes, one after the other.
pub(super) fn read(bytes: &[u8]) -> impl Iterator<Item = Entry<'_>> {
    let mut rest = Bytes(bytes);
    std::iter::from_fn(move || {
        let term = rest.text()?;
        let what = match rest.number()? {
            0 => {
                let count = rest.number()?;
                let words = (0..count).map(|_| rest.text());
                What::Stem(words.collect::<Option<_>>()?)
            }
            kind => What::Word(Word {
                units: rest.small()?,
                first: rest.small()?,
                last: rest.small()?,
                list: rest.bytes()?,
                positions: match kind {
                    1 => None,
                    _ => Some(rest.bytes()?),
                },
                stems: {
                    let count = rest.number()?;
                    let stems = (0..count)
                        .map(|_| Some((Stemmed::numbered(rest.number()?)?, rest.text()?)));
                    stems.collect::<Option<_>>()?
                },
            }),
        };
        Some(Entry { term, what })
    })
}

/// The entries of what was gathered of so many units.
pub(super) fn write(gathered: Vec<(Box<str>, Gathered)>, units: u64) -> Vec<u8> {
    let stems = Stems::of(&gathered);
    let size = gathered.iter();
    let size = size.map(|(term, it)| term.len() + it.list.len() + it.positions.len() + 24);
    let mut bytes = Vec::with_capacity(size.sum());
    let mut by_stem = stems.by_stem.iter().peekable();
    for ((term, it), own) in gathered.iter().zip(&stems.of_words) {
        while let Some((key, words)) = by_stem.next_if(|(key, _)| key.as_str() < &**term) {
            put_stem(&mut bytes, key, words);
        }
        let is_everywhere = u64::from(it.units) * EVERYWHERE > units;
        let is_placed = it.is_placed && !is_everywhere;
        put_text(&mut bytes, &**term);
        put(&mut bytes, if is_placed { 2 } else { 1 });
        put(&mut bytes, it.units.into());
        put(&mut bytes, it.records.0.into());
        put(&mut bytes, it.records.1.into());
        put_text(&mut bytes, &it.list);
        if is_placed {
            put_text(&mut bytes, &it.positions);
        }
        put(&mut bytes, own.len() as u64);
        for (language, stem) in own {
            put(&mut bytes, language.number().into());
            put_text(&mut bytes, stem);
        }
    }
    by_stem.for_each(|(key, words)| put_stem(&mut bytes, key, words));
    bytes
}

fn put_stem(bytes: &mut Vec<u8>, key: &str, words: &[&str]) {
    put_text(bytes, key);
    put(bytes, 0);
    put(bytes, words.len() as u64);
    words.iter().for_each(|word| put_text(bytes, word));
}

/// Which words have which stems.
struct Stems<'g> {
    by_stem: BTreeMap<String, Vec<&'g str>>,
    of_words: Vec<Vec<(Stemmed, String)>>,
}

impl<'g> Stems<'g> {
    fn of(gathered: &'g [(Box<str>, Gathered)]) -> Self {
        let mut stemmers = BTreeMap::new();
        let mut by_stem: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        let mut own = |term: &'g str, it: &Gathered| {
            let mut stems = Vec::new();
            for (language, printed) in &it.surfaces {
                let stemmer = stemmers
                    .entry(*language)
                    .or_insert_with(|| language.stemmer());
                if let Some(stem) = stem(stemmer, printed.as_deref().unwrap_or(term)) {
                    stems.push((*language, stem));
                }
            }
            stems.sort_unstable();
            stems.dedup();
            for (language, stem) in &stems {
                let words = by_stem.entry(stem_key(stem, *language)).or_default();
                words.push(term);
            }
            stems
        };
        let of_words = gathered.iter().map(|(term, it)| own(term, it)).collect();
        Self { by_stem, of_words }
    }
}

/// The term of a stem.
fn stem_key(stem: &str, language: Stemmed) -> String {
    format!("{stem}{STEM}{}", language.tag())
}

/// How many bits of a term's digest may say that a cell begins with it.
const FINEST: u32 = 4;

/// A term with which a cell may begin, and how coarse a division may be that still begins one there: 0 the finest, of 16 terms on average, 1 of 32, and so forth.
pub(super) fn may_begin(term: &str) -> Option<u32> {
    let zeros = Digest::of(term.as_bytes()).0.trailing_zeros();
    zeros.checked_sub(FINEST)
}

/// Cuts entries where cells begin: the bytes of each cell, of those before the first beginning too.
pub(super) fn cut<'b>(bytes: &'b [u8], beginnings: &[String]) -> Vec<&'b [u8]> {
    let mut cells = Vec::with_capacity(beginnings.len() + 1);
    let mut beginnings = beginnings.iter().peekable();
    let (mut from, mut rest) = (0, Bytes(bytes));
    loop {
        let at = bytes.len() - rest.0.len();
        let Some(term) = peek(rest) else {
            break;
        };
        while beginnings.next_if(|next| next.as_str() <= term).is_some() {
            cells.push(&bytes[from..at]);
            from = at;
        }
        if skip(&mut rest).is_none() {
            break;
        }
    }
    cells.push(&bytes[from..]);
    cells.extend(beginnings.map(|_| &bytes[bytes.len()..]));
    cells
}

fn peek(mut rest: Bytes<'_>) -> Option<&str> {
    rest.text()
}

/// Goes past an entry without looking into it.
fn skip(rest: &mut Bytes<'_>) -> Option<()> {
    rest.bytes()?;
    let kind = rest.number()?;
    if kind > 0 {
        for _ in 0..3 {
            rest.number()?;
        }
        for _ in 0..kind {
            rest.bytes()?;
        }
    }
    for _ in 0..rest.number()? {
        if kind > 0 {
            rest.number()?;
        }
        rest.bytes()?;
    }
    Some(())
}

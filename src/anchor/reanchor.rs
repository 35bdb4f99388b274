//! Words that somebody noted elsewhere, with what stood round them there, found in a transcript: as they are, or folded; never approximately.
//!
//! Of several places that have the words, what stands round them decides, if it does so clearly; nothing is guessed between equals. Blanks do not
//! count there, since a page's paragraphs may stand next to each other without any.

use std::ops::{Range, RangeInclusive};

use super::{
    find::{Level, PlainText, hits},
    near::Near,
};
use crate::{archive::ParagraphId, text::fold};

/// So many letters of what stands round the words settle where they are, if not all of it agrees.
const ENOUGH: usize = 12;

/// So many letters of what stands at one end are compared.
const COMPARED: usize = 300;

/// How many places are named.
const MOST_PLACES: usize = 6;

/// Words and what stood round them (TextQuoteSelector, Web Annotation Data Model, section 4.2.4).
#[derive(Clone, Debug, Default)]
pub struct ForeignQuote<'q> {
    /// The words.
    pub exact: &'q str,
    /// What stood directly before them; nothing if it is not known.
    pub prefix: &'q str,
    /// What stood directly behind them; nothing if it is not known.
    pub suffix: &'q str,
    /// The paragraphs that they were in, if that is known: they are looked for there first.
    pub within: Option<RangeInclusive<ParagraphId>>,
}

/// Where such words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reanchored {
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How well the words themselves agree.
    pub level: Level,
    /// How well what stands round them agrees.
    pub context: Context,
}

/// How well what stands round words agrees with what stood there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// Nothing is known of what stood there.
    Unknown,
    /// Wholly.
    Agrees,
    /// In part.
    Partly,
    /// Not at all: these may be other words that read alike, and somebody should look.
    Differs,
}

/// Why words have no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Astray {
    /// There are no words.
    Empty,
    /// They do not stand in the text.
    Absent {
        /// What is nearly the same, best first, as a suggestion; none if it was not looked for, since too much was in this text.
        near: Option<Vec<Near>>,
    },
    /// They stand in several places, and nothing settles which is meant.
    Ambiguous {
        /// The first of them, bytes of the text.
        places: Vec<Range<usize>>,
        /// How many in all.
        count: usize,
    },
}

/// Finds words that were noted elsewhere.
///
/// # Errors
/// Says why they have no place here, or not one.
pub fn reanchor(text: &PlainText<'_>, quote: &ForeignQuote<'_>) -> Result<Reanchored, Astray> {
    let words = quote.exact.trim();
    if fold(words).trim().is_empty() {
        return Err(Astray::Empty);
    }
    let sides = Sides::new(quote);
    if let Some(within) = &quote.within
        && let Ok(found) = sides.find(text, words, &text.bytes(Some(within)))
    {
        return Ok(found);
    }
    let whole = 0..text.text.len();
    sides
        .find(text, words, &whole)
        .map_err(|astray| match astray {
            Astray::Absent { .. } => Astray::Absent {
                near: text.near(whole.clone(), words),
            },
            Astray::Empty | Astray::Ambiguous { .. } => astray,
        })
}

/// What stood round the words: letters, folded, without blanks, the nearest first.
struct Sides {
    before: Vec<char>,
    after: Vec<char>,
}

impl Sides {
    fn new(quote: &ForeignQuote<'_>) -> Self {
        let (prefix, suffix) = (fold(quote.prefix), fold(quote.suffix));
        let letters = |c: &char| *c != ' ';
        let before = prefix.chars().rev().filter(letters).take(COMPARED);
        let after = suffix.chars().filter(letters).take(COMPARED);
        Self {
            before: before.collect(),
            after: after.collect(),
        }
    }

    /// How many letters are known.
    fn known(&self) -> usize {
        self.before.len() + self.after.len()
    }

    /// How many of them, the nearest first, stand round a place.
    fn agreeing(&self, text: &PlainText<'_>, hit: &Range<usize>) -> usize {
        let folded = text.folded();
        let words = folded.as_str();
        let before = words[..folded.place(hit.start)].chars().rev();
        let after = words[folded.place(hit.end)..].chars();
        alike(&self.before, before) + alike(&self.after, after)
    }

    fn how(&self, agreeing: usize) -> Context {
        match agreeing {
            _ if self.known() == 0 => Context::Unknown,
            all if all == self.known() => Context::Agrees,
            0 => Context::Differs,
            _ => Context::Partly,
        }
    }

    fn find(
        &self,
        text: &PlainText<'_>,
        words: &str,
        bytes: &Range<usize>,
    ) -> Result<Reanchored, Astray> {
        let (level, hits) = hits(text, words, bytes);
        let found = |range: &Range<usize>, agreeing| Reanchored {
            range: range.clone(),
            level,
            context: self.how(agreeing),
        };
        match &*hits {
            [] => return Err(Astray::Absent { near: None }),
            [one] => return Ok(found(one, self.agreeing(text, one))),
            _ => {}
        }
        let mut best: Option<(usize, &Range<usize>)> = None;
        let mut second = 0;
        for hit in hits.iter() {
            let agreeing = self.agreeing(text, hit);
            match best {
                Some((most, _)) if agreeing <= most => second = second.max(agreeing),
                Some((most, _)) => (best, second) = (Some((agreeing, hit)), most),
                None => best = Some((agreeing, hit)),
            }
        }
        let is_clear = |agreeing: usize| {
            let all = agreeing == self.known() && second < agreeing;
            all || (agreeing >= ENOUGH && second <= agreeing / 2)
        };
        match best {
            Some((agreeing, hit)) if is_clear(agreeing) => Ok(found(hit, agreeing)),
            Some(_) | None => Err(Astray::Ambiguous {
                places: hits.iter().take(MOST_PLACES).cloned().collect(),
                count: hits.len(),
            }),
        }
    }
}

/// How many letters from the first on are alike; of the text, blanks do not count.
fn alike(known: &[char], text: impl Iterator<Item = char>) -> usize {
    let text = text.filter(|c| *c != ' ');
    let pairs = known.iter().zip(text);
    pairs.take_while(|(known, c)| *known == c).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{ListIndex, ParagraphIndex};

    fn found(text: &str, quote: &ForeignQuote<'_>) -> Result<(usize, Context), usize> {
        let paragraphs: Vec<(ParagraphId, Range<u32>)> = text
            .split('\n')
            .scan(0, |start, words| {
                let begin = *start;
                *start += u32::try_from(words.len()).expect("short") + 1;
                Some(begin..*start - 1)
            })
            .enumerate()
            .map(|(place, range)| (ParagraphId::counted(ParagraphIndex::at(place)), range))
            .collect();
        let plain = PlainText::new(text, &paragraphs);
        match reanchor(&plain, quote) {
            Ok(found) => Ok((found.range.start, found.context)),
            Err(Astray::Ambiguous { count, .. }) => Err(count),
            Err(Astray::Absent { .. } | Astray::Empty) => Err(0),
        }
    }

    fn quote<'q>(prefix: &'q str, exact: &'q str, suffix: &'q str) -> ForeignQuote<'q> {
        ForeignQuote {
            exact,
            prefix,
            suffix,
            within: None,
        }
    }

    #[test]
    fn one_place_is_taken_and_told_if_all_round_it_is_another() {
        let text = "The attack in Bentiu. “Never again,” he said.";
        assert_eq!(
            found(text, &quote("", "attack", "")),
            Ok((4, Context::Unknown))
        );
        assert_eq!(
            found(text, &quote("\n\tThe ", "attack\n in", " Bentiu")),
            Ok((4, Context::Agrees))
        );
        assert_eq!(
            found(text, &quote("", "\"Never again,\"", " she said")),
            Ok((22, Context::Differs))
        );
        assert_eq!(
            found(text, &quote("eu. ", "Never  again", ",” said")),
            Ok((25, Context::Partly))
        );
        assert_eq!(found(text, &quote("The ", "atack", " in")), Err(0));
        assert_eq!(found(text, &quote("", " \u{200b} ", "")), Err(0));
    }

    #[test]
    fn of_several_places_what_stands_round_them_decides_if_it_is_clear() {
        let text = "Thank you, Mr. Chair. I yield.\nThank you, Mr. Chair. I object.\nThank you, Mr. Chair.";
        let second = text.find('\n').expect("there") + 1;
        assert_eq!(found(text, &quote("", "Mr. Chair", "")), Err(3));
        assert_eq!(found(text, &quote("", "Mr. Chair", ". I")), Err(3));
        assert_eq!(
            found(text, &quote("", "Mr. Chair", ". I object.")),
            Ok((second + 11, Context::Agrees))
        );
        // A page whose paragraphs touch.
        assert_eq!(
            found(
                text,
                &quote("I yield.Thank you, ", "Mr. Chair", ". I object")
            ),
            Ok((second + 11, Context::Agrees))
        );
        // Not wholly, and not clearly.
        assert_eq!(found(text, &quote("", "Mr. Chair", ". I obtain")), Err(3));
    }

    #[test]
    fn most_of_a_long_context_settles_it_if_nothing_else_comes_near() {
        let text = "We were in Aleppo when the attack came down.\nThere was an attack in Bentiu.";
        let at = text.find("attack").expect("there");
        let quote = quote("A label: We were in Aleppo when the ", "attack", " came");
        assert_eq!(found(text, &quote), Ok((at, Context::Partly)));
    }

    #[test]
    fn the_paragraph_that_was_named_goes_first() {
        let text = "so it was\nso it was\nso it is";
        let id = |place| ParagraphId::counted(ParagraphIndex::at(place));
        let inside = |place| ForeignQuote {
            within: Some(RangeInclusive::new(id(place), id(place))),
            ..quote("", "it was", "")
        };
        assert_eq!(found(text, &inside(1)), Ok((13, Context::Unknown)));
        assert_eq!(found(text, &inside(2)), Err(2));
    }

    proptest::proptest! {
        #[test]
        fn what_was_cut_out_with_its_context_is_found_there_or_told_to_be_ambiguous(
            text in "[ab \n.’é我]{1,60}",
            from in 0_usize..60,
            length in 1_usize..20,
        ) {
            let Some(exact) = text.get(from..from + length) else { return Ok(()); };
            let quote = quote(&text[..from], exact, &text[from + length..]);
            let paragraphs = [(ParagraphId::counted(ParagraphIndex::at(0)), 0..u32::try_from(text.len()).expect("short"))];
            let plain = PlainText::new(&text, &paragraphs);
            if let Ok(found) = reanchor(&plain, &quote) {
                // The whole of the text round it agrees at one place alone, unless what was cut out cuts a letter.
                if found.context == Context::Agrees {
                    let start = from + length - exact.trim_start().len();
                    proptest::prop_assert_eq!(found.range, start..start + exact.trim().len());
                }
            }
        }
    }
}

//! Reads a ledger as YAML, with the places of its lines, and tells what is wrong.

use super::told::{LinePlaces, Told};
use crate::{
    archive::{
        Day, Ledger, LedgerLine, ListIndex, ParagraphId, ParagraphIndex, Standing, WordsDigest,
    },
    load::{
        keys::Diags,
        yaml::{self, Fields, Node},
    },
    source::{SourceId, Span},
};

/// A ledger and where its lines stand.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) ledger: Ledger,
    pub(super) places: Vec<LinePlaces>,
}

/// Whether a number can be a paragraph's: after the highest one others must follow.
pub(super) fn is_possible(id: ParagraphId) -> bool {
    const MOST: usize = 1_000_000_000;
    id < ParagraphId::counted(ParagraphIndex::at(MOST))
}

/// The ledger that a text is; what is wrong is told, and nothing is given if anything is.
pub(super) fn read(
    source: SourceId,
    text: &str,
    told: Told<'_>,
    diags: &mut Diags,
) -> Option<Decoded> {
    let before = diags.len();
    let node = yaml::parse(source, text, 0..text.len(), diags)?;
    let mut fields = Fields::of(&node, "a ledger", diags)?;
    let mut days = Vec::new();
    for day in fields
        .get("sealed")
        .map_or(Vec::new(), |n| yaml::list("sealed", n, diags))
    {
        days.extend(value::<Day>("sealed", day, told, diags));
    }
    let mut lines = Vec::new();
    let mut places = Vec::new();
    match fields.get("paragraphs") {
        None => diags.push(told.missing(fields.span(), "paragraphs")),
        Some(node) => {
            for item in yaml::list("paragraphs", node, diags) {
                if let Some((line, place)) = read_line(item, told, diags) {
                    lines.push(line);
                    places.push(place);
                }
            }
        }
    }
    fields.finish(diags);
    let ledger = Ledger {
        sealed: days,
        lines,
    };
    (diags.len() == before).then_some(Decoded { ledger, places })
}

fn read_line(item: &Node, told: Told<'_>, diags: &mut Diags) -> Option<(LedgerLine, LinePlaces)> {
    let mut fields = Fields::of(item, "a line of a ledger", diags)?;
    let mut line = Line {
        fields: &mut fields,
        told,
        diags,
    };
    let (current, was) = (line.optional::<Id>("id"), line.optional::<Id>("was"));
    let digest = line.needed::<WordsDigest>("digest");
    let sealed = line.needed::<Day>("sealed");
    let removed = line.optional::<Day>("removed");
    let joined = line.optional::<Id>("joined");
    let words = line.words();
    let standing = match (was.is_some(), removed, joined) {
        (true, None, None) => line
            .needed("until")
            .map(|until| Standing::Earlier { until }),
        (false, None, None) => Some(Standing::Current),
        (false, Some((on, _)), None) => Some(Standing::Removed { on }),
        (false, None, Some((Id(into), _))) => {
            line.needed("on").map(|on| Standing::Joined { into, on })
        }
        _ => {
            line.contradicts(item);
            None
        }
    };
    let (Id(id), id_span) = match (current, was) {
        (Some(id), None) | (None, Some(id)) => id,
        (None, None) => {
            let span = line.fields.span();
            line.diags.push(told.missing(span, "id"));
            return None;
        }
        (Some(_), Some(_)) => {
            line.contradicts(item);
            return None;
        }
    };
    fields.finish(diags);
    let places = LinePlaces {
        id: id_span,
        joined: joined.map_or(id_span, |(_, span)| span),
        words: words.as_ref().map_or(id_span, |(_, span)| *span),
    };
    let line = LedgerLine {
        id,
        digest: digest?,
        sealed: sealed?,
        words: words.map(|(words, _)| words),
        standing: standing?,
    };
    Some((line, places))
}

/// A line that is being read.
struct Line<'l, 'n, 't> {
    fields: &'l mut Fields<'n>,
    told: Told<'t>,
    diags: &'l mut Diags,
}

impl Line<'_, '_, '_> {
    fn optional<T: Written>(&mut self, key: &str) -> Option<(T, Span)> {
        let node = self.fields.get(key)?;
        let value = value(key, node, self.told, self.diags)?;
        Some((value, node.span))
    }

    fn needed<T: Written>(&mut self, key: &str) -> Option<T> {
        let Some(node) = self.fields.get(key) else {
            self.diags.push(self.told.missing(self.fields.span(), key));
            return None;
        };
        value(key, node, self.told, self.diags)
    }

    fn words(&mut self) -> Option<(Box<str>, Span)> {
        let node = self.fields.get("words")?;
        let words = yaml::verbatim("words", node, self.diags)?;
        Some((words.value.into(), node.span))
    }

    fn contradicts(&mut self, item: &Node) {
        self.diags.push(self.told.contradicts(item.head()));
    }
}

/// What may be the value of a key.
trait Written: Sized {
    /// How it is written.
    const SHAPE: &'static str;

    fn read(text: &str) -> Option<Self>;
}

#[derive(Clone, Copy)]
struct Id(ParagraphId);

impl Written for Id {
    const SHAPE: &'static str = "a paragraph's id: `p12` or `p12a`";

    fn read(text: &str) -> Option<Self> {
        let id = text.parse().ok();
        id.filter(|id| is_possible(*id)).map(Self)
    }
}

impl Written for Day {
    const SHAPE: &'static str = "a day: `2027-05-03`";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Written for WordsDigest {
    const SHAPE: &'static str = "sixteen digits from 0 to 9 and a to f";

    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

fn value<T: Written>(key: &str, node: &Node, told: Told<'_>, diags: &mut Diags) -> Option<T> {
    let written = yaml::words(key, node, diags)?;
    let value = T::read(&written.value);
    if value.is_none() {
        diags.push(told.bad_value(written.span, key, &written.value, T::SHAPE));
    }
    value
}

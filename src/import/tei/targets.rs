//! What notes point at: ids, words counted in an element, addresses elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    archive::{ListIndex, ParagraphIndex},
    import::{
        brought::{On, Point},
        running::Steps,
        xml::Element,
    },
    writer::{Block, Paragraph, Said},
};

/// One target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// An element of this file.
    Id(String),
    /// Characters of one: from which on, and how many (TEI P5, chapter 17, `string-range`).
    Characters(String, usize, usize),
    /// Something elsewhere.
    Elsewhere(String),
}

/// The targets that an attribute names, which are parted by blanks.
pub(super) fn targets(written: &str) -> Vec<Target> {
    written.split_whitespace().map(target).collect()
}

fn target(written: &str) -> Target {
    let elsewhere = || Target::Elsewhere(written.to_owned());
    let Some((file, fragment)) = written.rsplit_once('#') else {
        return elsewhere();
    };
    let ranged = || {
        let inside = fragment.strip_prefix("string-range(")?.strip_suffix(')')?;
        let mut parts = inside.rsplitn(3, ',').map(str::trim);
        let (length, from, id) = (parts.next()?, parts.next()?, parts.next()?);
        Some(Target::Characters(
            id.to_owned(),
            from.parse().ok()?,
            length.parse().ok()?,
        ))
    };
    match ranged() {
        Some(target) => target,
        None if file.is_empty() && !fragment.contains('(') => Target::Id(fragment.to_owned()),
        None => elsewhere(),
    }
}

/// The ids that notes of a text point at.
pub(super) fn wanted(notes: &[&Element]) -> BTreeSet<String> {
    let names = ["target", "from", "to", "corresp"];
    let all = notes.iter().flat_map(|note| note.descendants());
    let values = all.flat_map(|e| names.map(|name| e.attribute(name).unwrap_or_default()));
    let ids = values.flat_map(targets).filter_map(|target| match target {
        Target::Id(id) | Target::Characters(id, _, _) => Some(id),
        Target::Elsewhere(_) => None,
    });
    ids.collect()
}

/// Where everything lies in a text that was read.
pub(super) struct Ground<'a> {
    paragraphs: Vec<&'a Paragraph>,
    steps: &'a [Steps],
    places: &'a BTreeMap<String, On>,
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        said: &'a Said,
        steps: &'a [Steps],
        places: &'a BTreeMap<String, On>,
    ) -> Self {
        let paragraphs = said.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Heading { .. } => None,
        });
        Self {
            paragraphs: paragraphs.collect(),
            steps,
            places,
        }
    }

    /// What a target is.
    pub(super) fn on(&self, target: &Target) -> Option<On> {
        match target {
            Target::Id(id) => self.places.get(id).cloned(),
            Target::Characters(id, from, length) => {
                let On::Paragraphs(first, last) = self.places.get(id)? else {
                    return None;
                };
                let at = first.place();
                let (paragraph, steps) = (self.paragraphs.get(at)?, self.steps.get(at)?);
                let byte = |character| steps.byte(character, &paragraph.text);
                let (from, to) = (byte(*from), byte(from.checked_add(*length)?));
                let point = |byte| Point {
                    paragraph: *first,
                    byte,
                };
                let words = paragraph.text.get(from..to)?;
                let is_words = first == last && !words.trim().is_empty();
                is_words.then(|| On::Words(point(from), point(to)))
            }
            Target::Elsewhere(_) => None,
        }
    }

    /// Each once, and those that lie one behind the other as one.
    pub(super) fn joined(&self, all: Vec<On>) -> Vec<On> {
        let mut joined: Vec<On> = Vec::new();
        let mut known = BTreeSet::new();
        for next in all {
            if !known.insert(next.clone()) {
                continue;
            }
            match joined.last_mut() {
                Some(last) => match self.goes_on(last, &next) {
                    Some(whole) => *last = whole,
                    None => joined.push(next),
                },
                None => joined.push(next),
            }
        }
        joined
    }

    /// The words that pointers name, and those targets in whose paragraphs none of them lie.
    pub(super) fn with_words(&self, words: Vec<On>, targets: Vec<On>) -> Vec<On> {
        let mut quoted = BTreeSet::new();
        for on in &words {
            match on {
                On::Words(from, to) => quoted.extend([from.paragraph, to.paragraph]),
                On::Paragraphs(..) | On::Whole => {}
            }
        }
        let is_quoted = |on: &On| match on {
            On::Paragraphs(first, last) if first <= last => {
                quoted.range(*first..=*last).next().is_some()
            }
            On::Words(from, _) => quoted.contains(&from.paragraph),
            On::Paragraphs(..) | On::Whole => !quoted.is_empty(),
        };
        let rest = targets.into_iter().filter(|on| !is_quoted(on));
        let rest: Vec<On> = rest.collect();
        let mut all = self.joined(words);
        all.extend(self.joined(rest));
        all
    }

    fn goes_on(&self, one: &On, next: &On) -> Option<On> {
        let follows = |one: ParagraphIndex, next: ParagraphIndex| {
            (one.place()..=one.place() + 1).contains(&next.place())
        };
        match (one, next) {
            (On::Paragraphs(first, last), On::Paragraphs(from, to)) => {
                follows(*last, *from).then(|| On::Paragraphs(*first, *(last.max(to))))
            }
            (On::Words(first, last), On::Words(from, to)) if from.paragraph == last.paragraph => {
                let text = &self.paragraphs.get(from.paragraph.place())?.text;
                let between = text.get(last.byte..from.byte)?;
                between.trim().is_empty().then_some(On::Words(*first, *to))
            }
            (On::Words(first, last), On::Words(from, to)) => {
                let ends = self.paragraphs.get(last.paragraph.place())?.text.len() <= last.byte;
                let is_next = from.paragraph.place() == last.paragraph.place() + 1;
                (ends && is_next && from.byte == 0).then_some(On::Words(*first, *to))
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_read_as_they_are_written() {
        assert_eq!(
            targets("#p5 x.xml#string-range(p5,3,10)  https://example.org/a#b"),
            [
                Target::Id("p5".to_owned()),
                Target::Characters("p5".to_owned(), 3, 10),
                Target::Elsewhere("https://example.org/a#b".to_owned()),
            ]
        );
    }
}

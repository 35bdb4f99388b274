//! Who speaks: what a file says of each turn, as what is declared of a label once, and of single turns where they say something else.

use std::collections::BTreeMap;

use super::object::{Object, one_of};
use crate::{
    archive::{
        Certainty, Header, Name, ParagraphId, ParagraphIndex, Part, Speaker, TurnCorrection,
    },
    load::speech::folded_label,
    writer::Label,
};

/// What is said of who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Who {
    person: Option<String>,
    name: Option<String>,
    role: Option<String>,
    part: Option<&'static str>,
    spoken: Option<String>,
    asks: bool,
}

impl Who {
    fn of(turn: Object<'_>) -> Self {
        let person = turn.object("person").and_then(|person| person.word("id"));
        let label = turn.str("label").unwrap_or_default();
        let name = turn
            .word("name")
            .filter(|name| person.is_none() && name != label);
        let part = one_of(&Part::ALL, turn.str("part"));
        let part = part.or_else(|| turn.flag("narration").then_some(Part::Narration));
        Self {
            person,
            name,
            role: turn.word("role"),
            part: part.map(Part::as_str),
            spoken: turn.word("spoken"),
            asks: turn.flag("asks"),
        }
    }

    fn part(&self) -> Option<Part> {
        one_of(&Part::ALL, self.part)
    }

    /// Who has no part asks only if that is said, but for `Q`.
    fn asks(&self, label: &str) -> Option<bool> {
        (self.part.is_none() && self.asks && folded_label(label) != "Q").then_some(true)
    }
}

/// The turns of a file while they are read.
pub(super) struct Turns {
    /// By the label's folded form: as it is declared, and what is mostly said of it.
    declared: BTreeMap<String, (String, Who)>,
    order: Vec<String>,
    corrections: Vec<(ParagraphIndex, Who, Option<Certainty>)>,
    /// Whose the words are that have no label, before the first that has.
    unlabelled: Option<String>,
}

impl Turns {
    pub(super) fn new(whole: Object<'_>) -> Self {
        let mut counts: BTreeMap<String, BTreeMap<Who, usize>> = BTreeMap::new();
        let mut declared: BTreeMap<String, (String, Who)> = BTreeMap::new();
        let mut order = Vec::new();
        for turn in whole.objects("turns") {
            let Some(label) = turn.str("label").filter(|label| !label.is_empty()) else {
                continue;
            };
            let key = folded_label(label);
            let who = Who::of(turn);
            if !declared.contains_key(&key) {
                declared.insert(key.clone(), (label.to_owned(), Who::default()));
                order.push(key.clone());
            }
            *counts.entry(key).or_default().entry(who).or_default() += 1;
        }
        for (key, counts) in counts {
            let most = counts.into_iter().max_by_key(|(_, count)| *count);
            if let (Some((_, declared)), Some((who, _))) = (declared.get_mut(&key), most) {
                *declared = who;
            }
        }
        Self {
            declared,
            order,
            corrections: Vec::new(),
            unlabelled: None,
        }
    }

    /// The label of a turn that begins with a paragraph, if it has one; what is said of this turn alone is kept.
    pub(super) fn label(&mut self, turn: Object<'_>, first: ParagraphIndex) -> Option<Label> {
        let who = Who::of(turn);
        let certainty = one_of(&Certainty::ALL, turn.str("certainty"));
        let label = turn.str("label").filter(|label| !label.is_empty());
        let known = label.and_then(|label| self.declared.get(&folded_label(label)));
        let Some((label, (declared, usual))) = label.zip(known) else {
            let beginning = self.corrections.is_empty() && self.unlabelled.is_none();
            match &who.person {
                Some(person) if beginning && certainty.is_none() => {
                    self.unlabelled = Some(person.clone());
                }
                Some(person) if self.unlabelled.as_ref() == Some(person) => {}
                _ if who != Who::default() || certainty.is_some() => {
                    self.corrections.push((first, who, certainty));
                }
                _ => {}
            }
            return None;
        };
        let label = Label {
            declared: declared.clone(),
            printed: (label != declared).then(|| label.to_owned()),
            direction: turn.word("direction"),
        };
        if who != *usual || certainty.is_some() {
            self.corrections.push((first, who, certainty));
        }
        Some(label)
    }

    /// Puts all of it into a header.
    pub(super) fn fill(self, header: &mut Header) {
        let name = |word: &String| Name::unplaced(word.clone());
        for key in &self.order {
            let Some((label, who)) = self.declared.get(key) else {
                continue;
            };
            header.speakers.push(Speaker {
                label: label.clone(),
                span: None,
                person: who.person.as_ref().map(name),
                name: who.name.clone(),
                role: who.role.clone(),
                part: who.part(),
                asks: who.asks(label),
                spoken: who.spoken.clone(),
            });
        }
        header.speaker = self.unlabelled.map(Name::unplaced);
        for (first, who, certainty) in &self.corrections {
            let id = ParagraphId::counted(*first);
            header.turns.push(TurnCorrection {
                paragraph: Name::unplaced(String::new()).map(|_| id),
                label: None,
                person: who.person.as_ref().map(name),
                name: who.name.clone(),
                role: who.role.clone(),
                part: who.part(),
                asks: who.asks(""),
                spoken: who.spoken.clone(),
                certainty: *certainty,
            });
        }
    }
}

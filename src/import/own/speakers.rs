//! Who speaks: what a file says of each turn, as what is declared of a label once, and of single turns where they say something else.

use std::collections::BTreeMap;

use super::object::{Object, one_of};
use crate::{
    archive::{
        Bench, Certainty, Header, Name, ParagraphId, ParagraphIndex, Part, Speaker, TurnCorrection,
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

    fn is_narration(&self) -> bool {
        self.part() == Some(Part::Narration)
    }
}

/// What is declared of a label, so that all else can be said of single turns: these say other things, and cannot take back that something is said. So
/// what one of them does not have is not declared, and of what all have the most frequent is.
fn declared(turns: &BTreeMap<Who, usize>) -> Who {
    let is_narration = turns.keys().all(Who::is_narration);
    // What is read into the record under somebody's label says nothing of whose the label is.
    let turns = turns
        .iter()
        .filter(|(who, _)| is_narration || !who.is_narration());
    let turns: Vec<(&Who, usize)> = turns.map(|(who, count)| (who, *count)).collect();
    let (person, name) = of_all(&turns, |who| {
        let is_known = who.person.is_some() || who.name.is_some();
        is_known.then(|| (who.person.clone(), who.name.clone()))
    })
    .unwrap_or_default();
    Who {
        person,
        name,
        role: of_all(&turns, |who| who.role.clone()),
        part: of_all(&turns, |who| who.part),
        spoken: of_all(&turns, |who| who.spoken.clone()),
        asks: of_all(&turns, |who| Some(who.asks)).unwrap_or_default(),
    }
}

/// What most turns have of a thing that all have.
fn of_all<T: Ord>(turns: &[(&Who, usize)], of: impl Fn(&Who) -> Option<T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    for (who, count) in turns {
        *counts.entry(of(who)?).or_default() += count;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(thing, _)| thing)
}

/// A turn that is not as it is declared of its label.
#[derive(Debug)]
struct Corrected {
    first: ParagraphIndex,
    /// The label's folded form.
    label: Option<String>,
    who: Who,
    certainty: Option<Certainty>,
}

/// The turns of a file while they are read.
pub(super) struct Turns {
    /// By the label's folded form: as it is declared, and what is declared of it.
    declared: BTreeMap<String, (String, Who)>,
    order: Vec<String>,
    corrections: Vec<Corrected>,
    /// Whose the words are that have no label, before the first that has.
    unlabelled: Option<String>,
}

impl Turns {
    pub(super) fn new(whole: Object<'_>) -> Self {
        let mut counts: BTreeMap<String, BTreeMap<Who, usize>> = BTreeMap::new();
        let mut labels: BTreeMap<String, String> = BTreeMap::new();
        let mut order = Vec::new();
        for turn in whole.objects("turns") {
            let Some(label) = turn.str("label").filter(|label| !label.is_empty()) else {
                continue;
            };
            let key = folded_label(label);
            if !labels.contains_key(&key) {
                labels.insert(key.clone(), label.to_owned());
                order.push(key.clone());
            }
            let counts = counts.entry(key).or_default();
            *counts.entry(Who::of(turn)).or_default() += 1;
        }
        let labels = labels.into_iter().map(|(key, label)| {
            let who = counts.get(&key).map(declared).unwrap_or_default();
            (key, (label, who))
        });
        Self {
            declared: labels.collect(),
            order,
            corrections: Vec::new(),
            unlabelled: None,
        }
    }

    /// The label of a turn that begins with a paragraph, if it has one; what is said of this turn alone is kept.
    pub(super) fn label(&mut self, turn: Object<'_>, first: ParagraphIndex) -> Option<Label> {
        let mut who = Who::of(turn);
        let certainty = one_of(&Certainty::ALL, turn.str("certainty"));
        let label = turn.str("label").filter(|label| !label.is_empty());
        let key = label.map(folded_label);
        let known = key.as_ref().and_then(|key| self.declared.get(key));
        let Some((label, (declared, usual))) = label.zip(known) else {
            let beginning = self.corrections.is_empty() && self.unlabelled.is_none();
            match &who.person {
                Some(person) if beginning && certainty.is_none() => {
                    self.unlabelled = Some(person.clone());
                }
                Some(person) if self.unlabelled.as_ref() == Some(person) => {}
                _ if who != Who::default() || certainty.is_some() => {
                    self.corrections.push(Corrected {
                        first,
                        label: None,
                        who,
                        certainty,
                    });
                }
                _ => {}
            }
            return None;
        };
        let of_turn = Label {
            declared: declared.clone(),
            printed: (label != declared).then(|| label.to_owned()),
            direction: turn.word("direction"),
        };
        if who != *usual || certainty.is_some() {
            let is_known = who.person.is_some() || who.name.is_some() || who.is_narration();
            if usual.person.is_some() && !is_known {
                who.name = turn.word("name").or_else(|| Some(label.to_owned()));
            }
            self.corrections.push(Corrected {
                first,
                label: key,
                who,
                certainty,
            });
        }
        Some(of_turn)
    }

    /// Puts all of it into a header, whose form is known.
    pub(super) fn fill(self, header: &mut Header) {
        for key in &self.order {
            let Some((label, who)) = self.declared.get(key) else {
                continue;
            };
            header.speakers.push(Speaker {
                label: label.clone(),
                span: None,
                person: who.person.clone().map(Name::unplaced),
                name: who.name.clone(),
                role: who.role.clone(),
                part: who.part(),
                asks: None,
                spoken: who.spoken.clone(),
            });
        }
        let bench = Bench::of(header.form.as_deref(), &header.speakers);
        for (key, speaker) in self.order.iter().zip(header.speakers.iter_mut()) {
            let asks = self.declared.get(key).is_some_and(|(_, who)| who.asks);
            let is_narration = speaker.part == Some(Part::Narration);
            let differs = !is_narration && bench.speaker_asks(speaker) != asks;
            speaker.asks = differs.then_some(asks);
        }
        header.speaker = self.unlabelled.clone().map(Name::unplaced);
        for corrected in &self.corrections {
            let correction = self.correction(corrected, bench);
            header.turns.push(correction);
        }
    }

    /// What is said of a turn alone: all that its label does not say.
    fn correction(&self, corrected: &Corrected, bench: Bench) -> TurnCorrection {
        let who = &corrected.who;
        let of_label = corrected.label.as_ref();
        let of_label = of_label.and_then(|key| Some(&self.declared.get(key)?.1));
        let nothing = Who::default();
        let usual = of_label.unwrap_or(&nothing);
        let own = |of: fn(&Who) -> &Option<String>| {
            let of_turn = of(who).as_ref();
            of_turn.filter(|_| of(who) != of(usual)).cloned()
        };
        let part = who.part().filter(|_| who.part != usual.part);
        let asks = match part {
            Some(part) => bench.asks(part),
            None => usual.asks,
        };
        let differs = !who.is_narration() && asks != who.asks;
        let id = ParagraphId::counted(corrected.first);
        TurnCorrection {
            paragraph: Name::unplaced(String::new()).map(|_| id),
            label: None,
            person: own(|who| &who.person).map(Name::unplaced),
            name: own(|who| &who.name),
            role: own(|who| &who.role),
            part,
            asks: differs.then_some(who.asks),
            spoken: own(|who| &who.spoken),
            certainty: corrected.certainty,
        }
    }
}

//! Tiers, their annotations, and when these are.

use super::{ByName, Element};

/// A tier.
#[derive(Clone, Debug)]
pub(super) struct Tier<'e> {
    pub(super) id: &'e str,
    /// Who speaks, or whose behaviour it is.
    pub(super) participant: Option<&'e str>,
    /// The tier that it belongs to.
    pub(super) parent: Option<&'e str>,
    /// Its linguistic type.
    pub(super) kind: &'e str,
    /// Whether its values come from a vocabulary.
    pub(super) vocabulary: bool,
    /// Whether its annotations are each of a whole one, and of no part of it.
    pub(super) is_of_whole: bool,
    pub(super) language: Option<&'e str>,
    pub(super) line: usize,
    pub(super) annotations: Vec<Annotation<'e>>,
}

/// An annotation.
#[derive(Clone, Debug)]
pub(super) struct Annotation<'e> {
    pub(super) id: &'e str,
    pub(super) line: usize,
    pub(super) words: String,
    /// Its slots of time, if it has its own.
    slots: Option<(&'e str, &'e str)>,
    /// The annotation that it is of.
    pub(super) of: Option<&'e str>,
}

/// The tiers of a document, in its order.
pub(super) fn of(root: &Element) -> Vec<Tier<'_>> {
    let types: ByName<'_, &Element> = root
        .all("LINGUISTIC_TYPE")
        .filter_map(|kind| Some((kind.attribute("LINGUISTIC_TYPE_ID")?, kind)))
        .collect();
    let kind = |tier: &Element| {
        let named = tier.attribute("LINGUISTIC_TYPE_REF");
        named.and_then(|named| types.get(named)).copied()
    };
    let filled = |text: &&str| !text.trim().is_empty();
    let tiers = root.all("TIER").map(|tier| Tier {
        id: tier.attribute("TIER_ID").unwrap_or_default(),
        participant: tier.attribute("PARTICIPANT").filter(filled),
        parent: tier.attribute("PARENT_REF").filter(filled),
        kind: tier.attribute("LINGUISTIC_TYPE_REF").unwrap_or_default(),
        vocabulary: kind(tier)
            .is_some_and(|kind| kind.attribute("CONTROLLED_VOCABULARY_REF").is_some()),
        is_of_whole: kind(tier)
            .is_some_and(|kind| kind.attribute("CONSTRAINTS") == Some("Symbolic_Association")),
        language: tier.attribute("LANG_REF"),
        line: tier.line,
        annotations: tier
            .all("ANNOTATION")
            .flat_map(Element::elements)
            .map(annotation)
            .collect(),
    });
    tiers.collect()
}

fn annotation(of: &Element) -> Annotation<'_> {
    let slots = of
        .attribute("TIME_SLOT_REF1")
        .zip(of.attribute("TIME_SLOT_REF2"));
    Annotation {
        id: of.attribute("ANNOTATION_ID").unwrap_or_default(),
        line: of.line,
        words: of
            .all("ANNOTATION_VALUE")
            .map(Element::text)
            .collect::<Vec<_>>()
            .join(" "),
        slots,
        of: of.attribute("ANNOTATION_REF"),
    }
}

/// Whether a tier says of itself that it is a translation.
pub(super) fn is_called_translation(tier: &Tier<'_>) -> bool {
    let says = |name: &str| {
        let lower = name.to_lowercase();
        let is_free = |part: &str| matches!(part, "ft" | "tf" | "fte" | "fg");
        [
            "transl",
            "traduc",
            "traduz",
            "übersetz",
            "uebersetz",
            "перевод",
            "翻译",
            "翻譯",
            "翻訳",
        ]
        .iter()
        .any(|word| lower.contains(word))
            || is_free(lower.split(['@', '-', '_', ' ']).next().unwrap_or_default())
    };
    says(tier.id) || says(tier.kind)
}

/// Which tiers hold what is said.
pub(super) fn speech(tiers: &[Tier<'_>]) -> Vec<usize> {
    let is_timed = |tier: &Tier<'_>| {
        tier.parent.is_none()
            && !tier.vocabulary
            && tier.annotations.iter().any(|a| a.slots.is_some())
    };
    // A translation may have times of its own; but where nothing else does, what is called so is what there is.
    let has_other = tiers
        .iter()
        .any(|tier| is_timed(tier) && !is_called_translation(tier));
    let is_top = |tier: &Tier<'_>| is_timed(tier) && !(has_other && is_called_translation(tier));
    let mut speech = Vec::new();
    for (number, tier) in tiers.iter().enumerate().filter(|(_, tier)| is_top(tier)) {
        // Toolbox and its like number utterances in one tier, and have what is said in one below it.
        let below = || {
            let child = |(_, other): &(usize, &Tier<'_>)| {
                other.parent == Some(tier.id) && is_transcription(other.id)
            };
            tiers.iter().enumerate().find(child).map(|(below, _)| below)
        };
        let numbers = tier
            .annotations
            .iter()
            .filter(|a| is_number(&a.words))
            .count();
        let found = if numbers * 10 >= tier.annotations.len() * 9 {
            below()
        } else {
            None
        };
        speech.push(found.unwrap_or(number));
    }
    speech
}

/// Whether a value only counts: `001`, `narr.017`.
fn is_number(value: &str) -> bool {
    let value = value.trim();
    !value.is_empty()
        && !value.contains(char::is_whitespace)
        && value.ends_with(|c: char| c.is_ascii_digit())
}

fn is_transcription(id: &str) -> bool {
    let lower = id.to_lowercase();
    ["tx", "text", "trans", "utt", "orth", "speech"]
        .iter()
        .any(|begin| lower.starts_with(begin))
        && !lower.starts_with("translat")
}

/// When annotations are.
#[derive(Debug)]
pub(super) struct Times<'e> {
    slots: ByName<'e, f64>,
    /// The slots of annotations that have their own, and of what each other one is.
    of: ByName<'e, Result<(&'e str, &'e str), &'e str>>,
}

impl<'e> Times<'e> {
    /// The times of a document; `later` seconds are added to each.
    pub(super) fn of(root: &'e Element, later: f64) -> Self {
        let order = root.first("TIME_ORDER");
        let slots = order
            .into_iter()
            .flat_map(|order| order.all("TIME_SLOT"))
            .filter_map(|slot| {
                let ms: f64 = slot.attribute("TIME_VALUE")?.trim().parse().ok()?;
                Some((slot.attribute("TIME_SLOT_ID")?, ms / 1000.0 + later))
            });
        let slots = slots.collect();
        let mut of = ByName::new();
        for annotation in root
            .all("TIER")
            .flat_map(|tier| tier.all("ANNOTATION"))
            .flat_map(Element::elements)
            .map(annotation)
        {
            let time = annotation.slots.ok_or(annotation.of.unwrap_or_default());
            of.insert(annotation.id, time);
        }
        Self { slots, of }
    }

    /// When an annotation begins and ends: itself, or what it is of.
    pub(super) fn of_annotation(&self, annotation: &Annotation<'e>) -> (Option<f64>, Option<f64>) {
        let mut slots = annotation.slots.ok_or(annotation.of.unwrap_or_default());
        // A chain that goes round ends somewhere.
        for _ in 0..20 {
            match slots {
                Ok((from, to)) => {
                    let at = |slot| self.slots.get(slot).copied();
                    return (at(from), at(to));
                }
                Err(of) => match self.of.get(of) {
                    Some(next) => slots = *next,
                    None => break,
                },
            }
        }
        (None, None)
    }
}

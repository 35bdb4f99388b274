//! Tiers that say in another language what is said, as transcripts beside: a paragraph for each paragraph of which something is translated.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Account, BroughtTranscript, Place, Report, Side,
    tiers::{Tier, Times, is_called_translation},
};
use crate::{
    archive::{
        AlignedRuns, Header, ListIndex, Name, ParagraphId, ParagraphIndex, ParagraphRun,
        TurnCorrection,
    },
    import::cues::{Joined, glue, languages, nobodys},
    text,
    writer::{Block, Label, Paragraph, Said},
};

/// Tiers that are one translation: of several speakers, in one language.
#[derive(Clone, Debug)]
pub(super) struct Translation {
    language: Option<String>,
    kind: String,
    pub(super) tiers: Vec<usize>,
}

/// What was said, as a translation finds it.
#[derive(Debug, Default)]
pub(super) struct Spoken<'e> {
    /// Pieces by the annotation that they are, and by the one that it is of.
    pub(super) of: BTreeMap<&'e str, usize>,
    /// Of each tier of speech, when its pieces begin and end, and which they are.
    pub(super) by_tier: BTreeMap<usize, Vec<(f64, f64, usize)>>,
}

/// The translations of what is said in some tiers: tiers below one of them, or beside it below the same, that are called so, whose language is
/// another, or whose name is that of the tier with a language behind it (`B-en`).
pub(super) fn of(tiers: &[Tier<'_>], speech: &[usize]) -> Vec<Translation> {
    let mut found: Vec<Translation> = Vec::new();
    for (number, tier) in tiers.iter().enumerate() {
        if speech.contains(&number) || tier.vocabulary {
            continue;
        }
        let Some(spoken) = spoken_in(tier, tiers, speech) else {
            continue;
        };
        let spoken = &tiers[spoken];
        let behind = tier.id.strip_prefix(spoken.id).and_then(|rest| {
            let tag = rest.strip_prefix(['-', '_', '@', ' '])?;
            languages::tag(tag)
        });
        let said = |language: Option<&str>| {
            language
                .filter(|language| *language != "und")
                .and_then(languages::tag)
        };
        let own = said(tier.language).or(behind);
        let is_other = own.is_some() && own != said(spoken.language) && tier.is_of_whole;
        if !is_other && !is_called_translation(tier) {
            continue;
        }
        let kind = text::slug(tier.kind);
        match found
            .iter_mut()
            .find(|other| other.language == own && other.kind == kind)
        {
            Some(other) => other.tiers.push(number),
            None => found.push(Translation {
                language: own,
                kind,
                tiers: vec![number],
            }),
        }
    }
    found
}

/// The tier of speech that a tier is of: above it, beside it below the same, or of the same person.
fn spoken_in(tier: &Tier<'_>, tiers: &[Tier<'_>], speech: &[usize]) -> Option<usize> {
    let mut all = speech.iter().copied();
    match (tier.parent, tier.participant) {
        (Some(parent), _) => all.find(|spoken| {
            let spoken = &tiers[*spoken];
            spoken.id == parent || spoken.parent == Some(parent)
        }),
        // Whose words they are must be known.
        (None, Some(participant)) => {
            let mut of = all.filter(|spoken| tiers[*spoken].participant == Some(participant));
            of.next().filter(|_| of.next().is_none())
        }
        (None, None) => match speech {
            [only] => Some(*only),
            _ => None,
        },
    }
}

impl Translation {
    /// What of it belongs to each piece; what belongs to none is told.
    pub(super) fn of_pieces<'e>(
        &self,
        (tiers, speech): (&[Tier<'e>], &[usize]),
        spoken: &Spoken<'e>,
        times: &Times<'e>,
        account: &mut Account,
    ) -> BTreeMap<usize, String> {
        let mut pieces: BTreeMap<usize, String> = BTreeMap::new();
        for tier in self.tiers.iter().map(|tier| &tiers[*tier]) {
            let of_tier = spoken_in(tier, tiers, speech).and_then(|of| spoken.by_tier.get(&of));
            for annotation in &tier.annotations {
                let words = glue::squeezed(&annotation.words);
                let piece = annotation.of.and_then(|of| spoken.of.get(of)).copied();
                let piece = piece.or_else(|| {
                    let (start, end) = times.of_annotation(annotation);
                    let middle = (start? + end.or(start)?) / 2.0;
                    let of_tier = of_tier?;
                    let behind = of_tier.partition_point(|(start, ..)| *start <= middle);
                    let (_, ends, piece) = of_tier.get(behind.checked_sub(1)?)?;
                    (middle <= *ends).then_some(*piece)
                });
                let refused = match piece {
                    _ if words.is_empty() => "no words",
                    Some(piece) => {
                        account.wrote("annotations", 1);
                        glue::add(pieces.entry(piece).or_default(), &words);
                        continue;
                    }
                    None => "a translation of nothing that is said at its time",
                };
                let place = Place::line(annotation.line);
                let report = Report::new("annotations", place, refused, words);
                account.left_out(Side::Speech, report);
            }
        }
        pieces
    }

    /// The transcript that it is, of what pieces of the original were joined to; none without words.
    pub(super) fn transcript(
        &self,
        original: (&str, &Header),
        joined: &Joined,
        pieces: &BTreeMap<usize, String>,
        taken: &mut Vec<String>,
    ) -> Option<BroughtTranscript> {
        let (key, header) = original;
        let mut words: BTreeMap<ParagraphIndex, String> = BTreeMap::new();
        for (piece, translated) in pieces {
            let paragraph = joined.of_pieces.get(*piece)?;
            glue::add(words.entry(*paragraph).or_default(), translated);
        }
        let mut beside = Beside::new(joined);
        for (at, block) in joined.said.blocks.iter().enumerate() {
            if let Block::Paragraph(paragraph) = block {
                let at = ParagraphIndex::at(at);
                beside.paragraph(at, paragraph, words.get(&at));
            }
        }
        if beside.said.blocks.is_empty() {
            return None;
        }
        let speakers = header
            .speakers
            .iter()
            .filter(|s| beside.labels.contains(s.label.as_str()));
        let suffix = match (&self.language, self.kind.as_str()) {
            (Some(language), _) => language,
            (None, "") => "translation",
            (None, kind) => kind,
        };
        let named = [
            format!("{key}-{suffix}"),
            format!("{key}-{suffix}-{}", self.kind),
        ]
        .into_iter();
        let numbered = (2..).map(|number: usize| format!("{key}-{suffix}-{number}"));
        let own = named.chain(numbered).find(|key| !taken.contains(key))?;
        taken.push(own.clone());
        Some(BroughtTranscript {
            key: own,
            header: Header {
                language: self.language.clone(),
                translation_of: Some(Name::unplaced(key.to_owned())),
                align: beside.align,
                speakers: speakers.cloned().collect(),
                turns: beside.turns,
                ..header.clone()
            },
            said: beside.said,
            notes: Vec::new(),
            guessed: Vec::new(),
        })
    }

    /// Whether its language is known.
    pub(super) fn has_language(&self) -> bool {
        self.language.is_some()
    }
}

/// A translation while it is put beside the original.
struct Beside<'j> {
    /// Paragraphs with which nobody’s words begin.
    nobodys: BTreeSet<ParagraphId>,
    /// The labels that the translation has.
    labels: BTreeSet<&'j str>,
    said: Said,
    align: Vec<AlignedRuns>,
    turns: Vec<TurnCorrection>,
    /// Whose words the original has: a label, or nobody’s in particular.
    speaking: Option<&'j Label>,
    /// The same of the last paragraph of the translation.
    spoken: Option<Option<&'j Label>>,
    /// The paragraph of the original behind the last one that is translated.
    next: usize,
}

impl<'j> Beside<'j> {
    fn new(joined: &'j Joined) -> Self {
        Self {
            nobodys: joined
                .turns
                .iter()
                .map(|turn| turn.paragraph.value)
                .collect(),
            labels: BTreeSet::new(),
            said: Said::default(),
            align: Vec::new(),
            turns: Vec::new(),
            speaking: None,
            spoken: None,
            next: 0,
        }
    }

    fn paragraph(&mut self, at: ParagraphIndex, original: &'j Paragraph, words: Option<&String>) {
        let id = ParagraphId::counted(at);
        if original.label.is_some() {
            self.speaking = original.label.as_ref();
        } else if self.nobodys.contains(&id) {
            self.speaking = None;
        }
        let Some(words) = words else {
            return;
        };
        let own = ParagraphIndex::at(self.said.blocks.len());
        let mut paragraph = Paragraph::default();
        if self.spoken != Some(self.speaking) {
            match self.speaking {
                Some(label) => {
                    self.labels.insert(&label.declared);
                    paragraph.label = Some(label.clone());
                }
                None if self.spoken.is_some() => self.turns.push(nobodys(own)),
                None => {}
            }
        }
        self.spoken = Some(self.speaking);
        paragraph.marks.extend(original.marks.first().cloned());
        paragraph.push(words);
        self.said.blocks.push(Block::Paragraph(paragraph));
        // Paragraphs go on in order behind a line that aligns some.
        if at.place() != self.next {
            let run = |index| {
                let id = ParagraphId::counted(index);
                let run = ParagraphRun {
                    first: id,
                    last: id,
                };
                Name::unplaced(String::new()).map(|_| run)
            };
            self.align.push(AlignedRuns {
                own: run(own),
                original: run(at),
            });
        }
        self.next = at.place() + 1;
    }
}

//! Which of what may be labels are labels, so where turns begin.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    label::{By, Candidate, candidate, is_name, lines},
    layout::Laid,
    para::{Anchor, Para, ParaKind},
    plain, time,
};
use crate::text;

/// A paragraph, and the label before it.
#[derive(Debug)]
pub(super) struct Said {
    /// As it is printed, without a colon.
    pub(super) label: Option<String>,
    /// What else was printed beside the label: a time.
    pub(super) beside: Option<String>,
    /// The words behind it, tidy.
    pub(super) para: Para,
    /// Whether it stands in a box or a table, and so interrupts who speaks.
    pub(super) aside: bool,
    /// Whether the label has a paragraph or a line of its own, and the words come next.
    pub(super) alone: bool,
    /// Whether a paragraph of the file begins with it.
    pub(super) first: bool,
}

/// Cuts paragraphs where labels are. A line break that none follows is a blank.
pub(super) fn turns(laid: &[Laid]) -> Vec<Said> {
    let candidates: Vec<Vec<Candidate>> = laid.iter().map(of_paragraph).collect();
    let accepted = Accepted::of(laid, &candidates);
    let mut said = Vec::with_capacity(laid.len());
    for (laid, candidates) in laid.iter().zip(&candidates) {
        let para = &laid.para;
        let mut labels: Vec<&Candidate> = candidates.iter().collect();
        labels.retain(|candidate| accepted.is(candidate));
        let first = labels.first().map_or(para.text.len(), |l| l.taken.start);
        if first > 0 || labels.is_empty() {
            let given = laid.given.as_deref().map(time::of_label);
            let mark = given.as_ref().and_then(|(_, mark)| mark.clone());
            let beside = mark.as_ref().map(|mark| mark.text.clone());
            let mut words = para.part(&(0..first), 0..first);
            words
                .anchors
                .splice(0..0, mark.map(|mark| (0, Anchor::Mark(mark))));
            said.push(Said {
                label: given.map(|(label, _)| label.to_owned()),
                beside,
                para: words,
                aside: laid.aside,
                alone: false,
                first: true,
            });
        }
        let mut is_first = first == 0;
        let ends = labels.iter().skip(1).map(|next| next.taken.start);
        let ends: Vec<usize> = ends.chain([para.text.len()]).collect();
        for (label, end) in labels.into_iter().zip(ends) {
            let mut words = para.part(&(label.taken.start..end), label.taken.end..end);
            let (name, mark) = time::of_label(&label.label);
            let beside = mark.as_ref().map(|mark| mark.text.clone());
            words
                .anchors
                .splice(0..0, mark.map(|mark| (0, Anchor::Mark(mark))));
            said.push(Said {
                label: Some(name.to_owned()),
                beside,
                alone: words.is_blank(),
                para: words,
                aside: laid.aside,
                first: std::mem::take(&mut is_first),
            });
        }
    }
    said
}

fn of_paragraph(laid: &Laid) -> Vec<Candidate> {
    let is_heading = matches!(laid.para.kind, ParaKind::Title | ParaKind::Heading(_));
    if is_heading || laid.given.is_some() {
        return Vec::new();
    }
    let lines = lines(&laid.para.text);
    let found = lines.iter().filter_map(|line| candidate(&laid.para, line));
    found.collect()
}

/// Labels, folded, by what makes them labels.
#[derive(Debug, Default)]
struct Accepted {
    bold: BTreeSet<String>,
    heavy: BTreeSet<String>,
    plain: BTreeSet<String>,
    /// Whether labels on lines of their own are how this text is written.
    alone: bool,
}

impl Accepted {
    fn of(laid: &[Laid], candidates: &[Vec<Candidate>]) -> Self {
        let mut counts: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        let all = || candidates.iter().flatten();
        for candidate in all().filter(|candidate| candidate.by != By::Colon) {
            let (inline, alone) = counts.entry(key(candidate)).or_default();
            *(if candidate.alone { alone } else { inline }) += 1;
        }
        let recurs = |label: &str| counts.get(label).is_some_and(|(i, a)| i + a > 1);
        let some_recur = counts.keys().any(|label| recurs(label));
        let on_own_line = all().filter(|c| c.alone && c.by != By::Colon && recurs(&key(c)));
        let paragraphs = laid.iter().filter(|laid| !laid.para.is_blank()).count();
        let alone = on_own_line.count() * 4 >= paragraphs;
        let mut accepted = Self {
            alone,
            ..Self::default()
        };
        // What stands once before those that recur is a fact about the whole: `Interviewer: Jane Roe`.
        let mut seen_one = !some_recur;
        for candidate in all().filter(|candidate| candidate.by != By::Colon) {
            let label = key(candidate);
            let (inline, _) = counts.get(&label).copied().unwrap_or_default();
            seen_one |= recurs(&label);
            let told = inline > 0 || alone;
            if candidate.by == By::Style {
                seen_one = true;
            }
            if candidate.by == By::Bold && told && seen_one && !plain::is_nobody(&label) {
                accepted.bold.insert(label);
            } else if candidate.by == By::Heavy
                && told
                && recurs(&label)
                && is_name(&candidate.label)
            {
                accepted.heavy.insert(label);
            }
        }
        let given = laid
            .iter()
            .filter_map(|laid| laid.given.as_deref())
            .map(text::fold);
        let styled = all().filter(|c| c.by == By::Style).map(key);
        let mut known: BTreeSet<String> = given.chain(styled).collect();
        known.extend(accepted.bold.iter().cloned());
        known.extend(accepted.heavy.iter().cloned());
        let plain: Vec<String> = all().filter(|c| c.by == By::Colon).map(key).collect();
        accepted.plain = plain::evident(plain.iter().map(String::as_str), &known);
        accepted
    }

    fn is(&self, candidate: &Candidate) -> bool {
        let label = key(candidate);
        match candidate.by {
            By::Style => true,
            By::Bold => self.bold.contains(&label) && (!candidate.alone || self.alone),
            By::Heavy => self.heavy.contains(&label) && (!candidate.alone || self.alone),
            By::Colon => self.plain.contains(&label) && !candidate.alone,
        }
    }
}

fn key(candidate: &Candidate) -> String {
    text::fold(time::of_label(&candidate.label).0)
}

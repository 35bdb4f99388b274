//! Annotations that dispute another one, and take its passage if they name none of their own.

use std::collections::{BTreeMap, HashMap};

use super::{
    Claim,
    crowd::{self, MOST},
    spots::Spot,
};
use crate::{
    archive::Name,
    source::diag::{Code, Diagnostic},
    text::Suggestions,
};

/// For how many slips of one transcript something similar is looked for.
const MOST_SUGGESTIONS: usize = 500;

/// Finds what each claim disputes and hands on its passages.
pub(super) fn bind(
    claims: &[Claim],
    ids: &[String],
    spots: &mut [Option<Vec<Spot>>],
    diags: &mut Vec<Diagnostic>,
) -> Vec<Option<usize>> {
    let disputed = disputed(claims, ids, diags);
    let mut takers: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, end) in ends(claims, &disputed).into_iter().enumerate() {
        match end {
            End::Here | End::Nowhere => {}
            End::Passage(j) => takers.entry(j).or_default().push(i),
            End::Circle => {
                diags.extend(claims[i].annotation.disputes.as_ref().map(circle));
            }
        }
    }
    for (j, takers) in takers {
        for &i in takers.iter().take(MOST - 1) {
            spots[i] = spots[j].clone();
        }
        if let Some(&first) = takers.get(MOST - 1) {
            diags.push(
                Diagnostic::at(
                    Code::TooMany,
                    crowd::pointed(&claims[first]),
                    format!(
                        "more than {MOST} notes lie over one word: {} annotations that dispute each other lead to the passage of `{}`",
                        takers.len(),
                        ids[j]
                    ),
                )
                .related(crowd::pointed(&claims[j]), "this passage")
                .help(crowd::REMEDY),
            );
        }
    }
    disputed
}

/// The claim that each one names.
fn disputed(claims: &[Claim], ids: &[String], diags: &mut Vec<Diagnostic>) -> Vec<Option<usize>> {
    let by_id: HashMap<&str, usize> = ids.iter().enumerate().map(|(i, id)| (&**id, i)).collect();
    let suggestions = std::cell::LazyCell::new(|| Suggestions::new(ids.iter().map(String::as_str)));
    let mut slips = 0;
    let mut of = |i: usize, written: &Name| {
        let wanted = written.value.rsplit('#').next().unwrap_or(&written.value);
        let found = by_id.get(wanted).copied().filter(|&j| j != i);
        if found.is_none() {
            slips += 1;
            let message = format!("there is no other annotation `{wanted}` on this transcript");
            let remark = Diagnostic::at(Code::BrokenLink, written.span, message);
            diags.push(match slips <= MOST_SUGGESTIONS {
                true => remark.did_you_mean(written.span, suggestions.of(wanted)),
                false => remark.note(format!(
                    "nothing similar was looked for after the first {MOST_SUGGESTIONS} of these"
                )),
            });
        }
        found
    };
    let all = claims.iter().enumerate();
    all.map(|(i, claim)| {
        claim
            .annotation
            .disputes
            .as_ref()
            .and_then(|name| of(i, name))
    })
    .collect()
}

/// Where a chain of disputes leads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    /// The claim has targets of its own.
    Here,
    /// To the passage of this claim.
    Passage(usize),
    /// To one that disputes nothing and has no passage.
    Nowhere,
    /// Back to where it was.
    Circle,
}

/// Where each claim's dispute leads in the end: a dispute of a dispute leads to the passage, a circle nowhere. Every claim is passed once.
fn ends(claims: &[Claim], disputed: &[Option<usize>]) -> Vec<End> {
    let has_targets = |i: usize| !claims[i].annotation.targets.is_empty();
    let mut ends: Vec<Option<End>> = vec![None; claims.len()];
    // The walk on which a claim was passed, from 1.
    let mut passed = vec![0; claims.len()];
    for start in 0..claims.len() {
        let mut path = Vec::new();
        let mut at = Some(start);
        let end = loop {
            let Some(i) = at else { break End::Nowhere };
            if has_targets(i) {
                break End::Passage(i);
            }
            if let Some(end) = ends[i] {
                break end;
            }
            if passed[i] == start + 1 {
                break End::Circle;
            }
            passed[i] = start + 1;
            path.push(i);
            at = disputed[i];
        };
        for i in path {
            ends[i] = Some(end);
        }
    }
    ends.into_iter()
        .map(|end| end.unwrap_or(End::Here))
        .collect()
}

fn circle(written: &Name) -> Diagnostic {
    Diagnostic::at(
        Code::Circle,
        written.span,
        "these annotations dispute each other and none of them has a passage",
    )
    .help("give one of them a `quote:`")
}

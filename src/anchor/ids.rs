//! Ids of annotations: written ones are checked, the others made from the first words.

use std::collections::{BTreeMap, HashMap};

use super::Claim;
use crate::{
    archive::{ParagraphId, Selector, Transcript},
    source::{
        Span,
        diag::{Code, Diagnostic},
    },
    text,
};

/// An id for each claim, unique in the transcript, depending on the order of files and lines only.
pub(super) fn assign(
    claims: &[Claim],
    transcript: &Transcript,
    diags: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let mut taken: BTreeMap<String, Option<Span>> = BTreeMap::new();
    let mut ids: Vec<Option<String>> = vec![None; claims.len()];
    for (i, claim) in claims.iter().enumerate() {
        let Some(written) = &claim.annotation.id else {
            continue;
        };
        let at_home = *claim.home == *transcript.id();
        if !taken.contains_key(&written.value) {
            taken.insert(written.value.clone(), Some(written.span));
            ids[i] = Some(written.value.clone());
        } else if at_home {
            let mut remark = Diagnostic::at(
                Code::DuplicateAnnotation,
                written.span,
                format!(
                    "the id `{}` is taken by another annotation of this transcript",
                    written.value
                ),
            )
            .help("an id is unique among the annotations of its transcript");
            if let Some(Some(first)) = taken.get(&written.value) {
                remark = remark.related(*first, "taken here");
            }
            diags.push(remark);
        }
    }
    let mut next: HashMap<String, u32> = HashMap::new();
    claims
        .iter()
        .zip(ids)
        .map(|(claim, id)| {
            id.unwrap_or_else(|| {
                let id = free(stem(claim), &taken, &mut next);
                taken.insert(id.clone(), None);
                id
            })
        })
        .collect()
}

/// `stem`, or `stem-2` and so on. `next` remembers from which number on none of a stem is taken yet.
fn free(
    stem: String,
    taken: &BTreeMap<String, Option<Span>>,
    next: &mut HashMap<String, u32>,
) -> String {
    if !taken.contains_key(&stem) {
        return stem;
    }
    let first = next.get(&stem).copied().unwrap_or(2);
    let (number, id) = (first..)
        .map(|n| (n, format!("{stem}-{n}")))
        .find(|(_, id)| !taken.contains_key(id))
        .expect("one of 2^32 ids is free");
    next.insert(stem, number.saturating_add(1));
    id
}

/// A slug of the quote's first five words, else of the title, else of what it points at.
fn stem(claim: &Claim) -> String {
    let annotation = &claim.annotation;
    let words = annotation.targets.iter().find_map(|t| match &t.selector {
        Selector::Quote { words, .. } => Some(words.value.as_str()),
        Selector::Passage { from, .. } => Some(from.value.as_str()),
        Selector::Whole | Selector::Paragraphs(_) => None,
    });
    let written = annotation.id.as_ref().map(|id| id.value.as_str());
    let slug = written
        .or(words)
        .or(annotation.title.as_deref())
        .map(|w| text::slug(text::first_words(w, 5)))
        .unwrap_or_default();
    if !slug.is_empty() && !ParagraphId::is_shape_of(&slug) {
        return slug;
    }
    match annotation.targets.first().map(|t| &t.selector) {
        Some(Selector::Paragraphs(within)) => format!("on-{}", within.first.id),
        Some(Selector::Whole | Selector::Quote { .. } | Selector::Passage { .. }) => {
            "note".to_owned()
        }
        None => annotation.disputes.as_ref().map_or("note".to_owned(), |d| {
            format!("on-{}", text::slug(&d.value))
        }),
    }
}

//! What a transcript's page says of paragraphs as they were: the places where old addresses lead.
//!
//! Every address that a paragraph was ever sealed under is an id on the page, once. Nothing of this is made for a transcript without a ledger.

use std::collections::{BTreeMap, BTreeSet};

use super::context::PageContext;
use crate::{
    archive::{
        GoneParagraph, History, ParagraphId, ParagraphIndex, Seal, Transcript, Wording, WordsDigest,
    },
    view::{EarlierView, GoneView, ParagraphView, field},
};

/// What a page says of paragraphs as they were.
#[derive(Debug, Default)]
pub(super) struct Past {
    earlier: BTreeMap<ParagraphIndex, Vec<EarlierView>>,
    /// By the paragraph that they stood before.
    gone: BTreeMap<ParagraphIndex, Vec<GoneView>>,
}

/// The address that means a paragraph and its words, if these are as they were sealed, now or once.
pub(super) fn sealed_id(transcript: &Transcript, paragraph: ParagraphIndex) -> Option<String> {
    let sealing = transcript.sealing.as_ref()?;
    let id = transcript.paragraphs[paragraph].id;
    let digest = sealing.digests[paragraph];
    let is_sealed = sealing.history.of(paragraph).is_none_or(|history| {
        let is_this = |w: &Wording| w.id == id && w.digest == digest;
        history.seal == Seal::AsSealed || history.earlier.iter().any(is_this)
    });
    is_sealed.then(|| with_words(id, digest))
}

/// `p12.3f9c1b`.
fn with_words(id: ParagraphId, digest: WordsDigest) -> String {
    format!("{id}.{}", digest.short())
}

impl Past {
    /// That of a transcript's page.
    pub(super) fn of(context: &PageContext<'_>, transcript: &Transcript) -> Self {
        let sealing = transcript.sealing.as_ref();
        let Some(history) = sealing.map(|s| &*s.history).filter(|h| !h.is_empty()) else {
            return Self::default();
        };
        let mut ids = Ids::of(transcript);
        let mut past = Self::default();
        if context.reads.field(field!(ParagraphView.earlier)) {
            past.earlier(context, history, &mut ids);
        }
        if context
            .reads
            .any(&[field!(ParagraphView.gone), field!(TranscriptView.gone_last)])
        {
            for gone in &history.gone {
                let view = ids.gone(context, gone);
                let all = past.gone.entry(gone.before).or_default();
                all.extend(view);
            }
        }
        past
    }

    fn earlier(&mut self, context: &PageContext<'_>, history: &History, ids: &mut Ids) {
        for of in &history.paragraphs {
            for wording in &of.earlier {
                let joined = history.joined(wording.id);
                let own = with_words(wording.id, wording.digest);
                // The bare address of a paragraph that was joined leads to the last words that it had.
                let bare = joined.map(|joined| joined.id.to_string());
                let Some((id, ids)) = ids.free(bare.into_iter().chain([own])) else {
                    continue;
                };
                let date = joined.map_or(wording.until, |joined| joined.on);
                self.earlier
                    .entry(of.paragraph)
                    .or_default()
                    .push(EarlierView {
                        id,
                        ids,
                        joined: joined.map(|joined| joined.id.bare().to_string()),
                        date: date.map(|day| context.day(day)),
                        words: wording.words.as_deref().map(str::to_owned),
                    });
            }
        }
    }

    /// Puts what is said of a paragraph to it; each is asked for once.
    pub(super) fn put(&mut self, paragraph: ParagraphIndex, view: &mut ParagraphView) {
        view.earlier = self.earlier.remove(&paragraph).unwrap_or_default();
        view.gone = self.gone.remove(&paragraph).unwrap_or_default();
    }

    /// All paragraphs that are no longer there, before any was put to its place.
    pub(super) fn gone(&self) -> Vec<GoneView> {
        self.gone.values().flatten().cloned().collect()
    }

    /// Those that stood behind the last paragraph.
    pub(super) fn gone_last(self) -> Vec<GoneView> {
        self.gone.into_values().flatten().collect()
    }
}

/// The ids of a page that lead to its paragraphs, each once: whatever comes first has it.
struct Ids(BTreeSet<String>);

impl Ids {
    /// Those of the paragraphs that are there.
    fn of(transcript: &Transcript) -> Self {
        let paragraphs = transcript.paragraphs.enumerated();
        Self(
            paragraphs
                .flat_map(|(p, paragraph)| {
                    let id = paragraph.id.to_string();
                    [id].into_iter().chain(sealed_id(transcript, p))
                })
                .collect(),
        )
    }

    /// Those of some ids that nothing has yet: the first, and the others.
    fn free(&mut self, ids: impl IntoIterator<Item = String>) -> Option<(String, Vec<String>)> {
        let mut free = ids.into_iter().filter(|id| self.0.insert(id.clone()));
        Some((free.next()?, free.collect()))
    }

    fn gone(&mut self, context: &PageContext<'_>, gone: &GoneParagraph) -> Option<GoneView> {
        let with_words = gone.digests.iter().map(|&d| with_words(gone.id, d));
        let (id, ids) = self.free([gone.id.to_string()].into_iter().chain(with_words))?;
        Some(GoneView {
            id,
            ids,
            number: gone.id.bare().to_string(),
            date: gone.on.map(|day| context.day(day)),
            joined: gone.joined.map(|other| other.bare().to_string()),
        })
    }
}

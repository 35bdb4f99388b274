//! What transcripts are bound to, the same for all of them.

use super::{Catalogue, Names, Parts, Vocabulary, ground::Ground, looked_for::vocabulary, stubs};
use crate::source::{
    diag::Diagnostic,
    digest::{Digest, Digester},
};

/// The authority files of an archive: its entries (those that are made of ids alone among them), its free pages and files, the catalogue of its
/// transcripts, and what all these are called. Made of the same parts and the same catalogue they are the same in any process, and so is
/// what their indexes mean.
#[derive(Debug)]
pub struct Authorities {
    pub(super) parts: Parts,
    pub(super) names: Names,
    /// None if names are not looked for in texts.
    pub(super) vocabulary: Option<Vocabulary>,
    /// Of all ids, and so of what indexes mean.
    pub(super) digest: Digest,
    /// What there is to say of them.
    pub(super) remarks: Vec<Diagnostic>,
}

impl Authorities {
    /// Those of an archive, with the catalogue of all its transcripts.
    pub fn new(mut parts: Parts, catalogue: Catalogue) -> Self {
        let mut remarks = Vec::new();
        let mut names = Names::new(&parts, catalogue);
        if parts.config.stubs {
            stubs::make(&mut parts, &mut names, &mut remarks);
        }
        let vocabulary = parts
            .mentions
            .then(|| vocabulary(&parts.config.language, &parts.entries));
        Self {
            digest: digest(&parts, &names),
            parts,
            names,
            vocabulary,
            remarks,
        }
    }

    pub(super) fn ground(&self) -> Ground<'_> {
        Ground {
            config: &self.parts.config,
            entries: &self.parts.entries,
            pages: &self.parts.pages,
            assets: &self.parts.assets,
            left_out: &self.parts.left_out,
            names: &self.names,
            vocabulary: self.vocabulary.as_ref(),
        }
    }
}

fn digest(parts: &Parts, names: &Names) -> Digest {
    let mut digester = Digester::new();
    for card in names.cards() {
        digester.text(&*card.id).digest(card.digest);
    }
    for entry in &parts.entries {
        digester.text(entry.id()).number(u64::from(entry.kind.0));
    }
    for page in &parts.pages {
        digester.text(&page.identity.id);
    }
    digester.finish()
}

//! What the parts of a TEI file have in common.

use std::io::Result;

use super::{
    Given,
    place::rights_address,
    xml::{Xml, attributed, escaped, raw, text},
};
use crate::reader::{FullTranscript, Head};

/// What a file is written from.
pub(super) struct Tale<'a, 'e> {
    pub(super) given: &'a Given<'e>,
    pub(super) head: Head<'e>,
    pub(super) full: &'a FullTranscript<'e>,
    /// The name of the file, which is what its own places are named by.
    pub(super) file: String,
}

/// Rights in something, with their address if they are one.
pub(super) fn licence(xml: &mut Xml, rights: &str, of: &str) -> Result<()> {
    let told = format!("{of}: {rights}");
    match rights_address(rights) {
        Some(address) => {
            let told = format!("{of}: {address}");
            attributed(xml, "licence", &[("target", &address)], |xml| {
                words(xml, &told)
            })
        }
        None => text(xml, "licence", &told),
    }
}

/// Words inside an element that has an attribute.
pub(super) fn words(xml: &mut Xml, words: &str) -> Result<()> {
    raw(xml, &escaped(words))
}

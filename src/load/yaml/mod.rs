//! Reads YAML into a tree whose values remember where they stand, and tells what editors get wrong.
//!
//! [`parse`] gives the tree (`tree` reads it, `node` is what it is), [`Fields`] and the functions of `decode` take values out of it; both collect
//! all problems instead of stopping at the first. What YAML cannot read at all is explained by `mistakes`.

mod damaged;
mod decode;
mod fields;
mod lists;
mod meant;
mod mistakes;
mod node;
mod tree;
mod vocabulary;

pub use self::{
    decode::{flag, free, map, number, one_of, prose, verbatim, words},
    fields::Fields,
    lists::{ids, list, prose_list, words_list},
    mistakes::{any_key, known_key},
    node::{Brackets, Comment, Lines, Node, Scalar, Style, Value},
};

use std::ops::Range;

use crate::source::{SourceId, diag::Diagnostic};

/// Reads bytes `range` of a file; what is wrong is told, and nothing is given for what cannot be read at all.
pub fn parse(
    source: SourceId,
    text: &str,
    range: Range<usize>,
    diags: &mut Vec<Diagnostic>,
) -> Option<Node> {
    let (shielded, stand) = damaged::shield(text);
    let mut node = tree::parse(source, &shielded, range.clone(), diags)?;
    if matches!(shielded, std::borrow::Cow::Owned(_)) || text[range].contains('\\') {
        damaged::restore(&mut node, text, stand);
    }
    Some(node)
}

#[cfg(test)]
mod tests;

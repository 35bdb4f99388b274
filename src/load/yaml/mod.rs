//! Reads YAML into a tree whose values remember where they stand, and tells what editors get wrong.
//!
//! [`parse`] gives the tree (`tree`), [`Fields`] and the functions of `decode` take values out of it; both collect
//! all problems instead of stopping at the first. What YAML cannot read at all is explained by `mistakes`.

mod decode;
mod fields;
mod meant;
mod mistakes;
mod tree;
mod vocabulary;

pub use self::{
    decode::{
        flag, free, ids, list, map, number, one_of, prose, prose_list, verbatim, words, words_list,
    },
    fields::Fields,
    mistakes::{any_key, known_key},
    tree::{Brackets, Comment, Lines, Node, Scalar, Style, Value, parse},
};

#[cfg(test)]
mod tests;

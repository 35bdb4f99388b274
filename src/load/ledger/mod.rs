//! The ledger of a transcript: which of its paragraphs is which of those that were sealed, what addresses they have, and what is sealed anew.
//!
//! [`align()`] tells what each paragraph of a text was, [`sealing()`] gathers what a transcript has of it, [`seal()`] makes the ledger of the text as it
//! stands, and [`settle()`] makes one of what two branches left; all of them are pure. [`parse`] reads
//! the file that `writer` writes.

mod align;
mod alignment;
mod common;
mod decode;
mod faults;
mod gap;
mod lines;
mod merged;
mod numbers;
mod order;
mod read;
mod seal;
mod sealing;
mod settle;
mod strange;
#[cfg(test)]
mod tests;
mod told;

pub(in crate::load) use self::read::{LedgerFile, leniently};
pub use self::{
    align::align,
    alignment::{Aligned, Alignment, Present, Was},
    faults::{WrongWords, wrong_words},
    read::parse,
    seal::{SealChange, Sealer, seal},
    sealing::sealing,
    settle::settle,
};

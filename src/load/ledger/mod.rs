//! The ledger of a transcript: which of its paragraphs is which of those that were sealed, what addresses they have, and what is sealed anew.
//!
//! [`align()`] tells what each paragraph of a text was, [`sealing()`] gathers what a transcript has of it, [`seal()`] makes the ledger of the text as it
//! stands, and [`settle()`] makes one of what two branches left. All of them are pure.

mod align;
mod alignment;
mod common;
mod gap;
mod numbers;
mod order;
mod seal;
mod sealing;
mod settle;
mod strange;
#[cfg(test)]
mod tests;

pub use self::{
    align::align,
    alignment::{Aligned, Alignment, Present, Was},
    seal::{SealChange, Sealer, seal},
    sealing::sealing,
    settle::settle,
};

//! Pictures made of numbers, and the tables behind them.

mod blocks;
mod grid;
mod heads;
mod strip;
mod years;

pub(super) use self::{
    grid::{digest as digest_grid, of as grid},
    strip::of as strip,
    years::{Counted, of_entry as years_of_entry},
};

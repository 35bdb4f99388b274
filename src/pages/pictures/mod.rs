//! Pictures made of numbers, and the tables behind them.

mod data;
mod strip;
mod years;

pub(super) use self::{
    data::csv,
    strip::of as strip,
    years::{Counted, of_entry as years_of_entry},
};

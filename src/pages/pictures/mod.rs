//! Pictures made of numbers, and the tables behind them.

mod strip;
mod years;

pub(super) use self::{
    strip::of as strip,
    years::{Counted, of_entry as years_of_entry},
};

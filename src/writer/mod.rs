//! Edits YAML without touching what is not meant.
//!
//! It makes strings and knows no disk. Whatever it gives was read back first, and says what it was asked to say; what cannot be written so that
//! it reads as meant is an error value ([`Refused`]), never a file that reads otherwise.
//!
//! | Module | What it does |
//! |---|---|
//! | [`splice`] | changes of single values in YAML that is there: every other byte stays |
//! | `naming` | where ids of entries stand |
//! | `document`, `value`, `scalar` | values to YAML: layout, and quotes where they are needed |
//! | `seen` | what YAML says, for comparing |

mod document;
mod naming;
mod path;
mod refused;
mod scalar;
mod seen;
pub mod splice;
mod value;

pub use self::{
    document::yaml,
    naming::{Named, names_entries},
    path::Step,
    refused::Refused,
    value::Value,
};

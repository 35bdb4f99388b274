//! Changes of the archive's own files: made whole, shown, checked on the site as it would be, and written only then.
//!
//! | Module | What it makes |
//! |---|---|
//! | `change` | what is changed, and how that is written |
//! | `fresh` | a file of a new thing, with its keys explained |
//! | `annotate` | a new annotation, in its place among the others |

mod annotate;
mod change;
mod fresh;

pub use self::{
    annotate::{NewAnnotation, Picked, new_annotation},
    change::{ChangedFile, Edit},
    fresh::{NewThing, new_thing},
};

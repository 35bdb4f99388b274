//! Changes of the archive's own files: made whole, shown, checked on the site as it would be, and written only then.
//!
//! | Module | What it makes |
//! |---|---|
//! | `change` | what is changed, and how that is written |
//! | `fresh` | a file of a new thing, with its keys explained |
//! | `id` | which words can be an id |
//! | `fix` | what remarks know how to mend |
//! | `rename` | another id of a thing, wherever it is named |
//! | `report` | what the archive lacks; it changes nothing |
//! | `annotate` | a new annotation, in its place among the others |

mod annotate;
mod change;
mod fix;
mod fresh;
pub(super) mod id;
mod rename;
mod report;

pub(super) use self::change::Foreseen;
pub use self::{
    annotate::{NewAnnotation, Picked, new_annotation},
    change::{ChangedFile, Edit, Opened},
    fix::{Mend, Mends, mends},
    fresh::{NewThing, new_thing},
    rename::{RenameRequest, Renaming, rename},
    report::{Coverage, Finding, Lack, Report, report},
};

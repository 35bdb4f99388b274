//! Which names the templates of a page write: what none of them writes need not be made.
//!
//! A field of a view can only be printed by a template that has its name inside a tag. The names are gathered by `render`, which
//! knows templates; here they are only asked for.

use std::sync::Arc;

use rapidhash::RapidHashSet;

use super::Field;

/// The names that the templates of one kind of page write, in any tag of any of them.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    names: Option<Arc<NamesRead>>,
}

/// Names as templates write them.
#[derive(Clone, Debug, Default)]
pub struct NamesRead {
    /// Every word.
    pub all: RapidHashSet<Box<str>>,
    /// Those that are written otherwise than directly behind a variable of the page (`entry.html`): what may stand deeper in the view.
    pub deeper: RapidHashSet<Box<str>>,
}

impl Reads {
    /// Every name: nothing is left out.
    pub fn all() -> Self {
        Self { names: None }
    }

    /// These names only.
    pub fn only(names: NamesRead) -> Self {
        Self {
            names: Some(Arc::new(names)),
        }
    }

    /// Whether a field of this name may be printed: for who has no more than its name, on the way from a view to its values.
    pub fn name(&self, field: &str) -> bool {
        let names = self.names.as_ref();
        names.is_none_or(|names| names.all.contains(field))
    }

    /// Whether a field may be printed.
    pub fn field(&self, field: Field) -> bool {
        self.name(field.name())
    }

    /// Whether any of these fields may be printed.
    pub fn any(&self, fields: &[Field]) -> bool {
        fields.iter().any(|&field| self.field(field))
    }

    /// Whether any of these fields may be printed of a part of the view: not of the page's own variable itself.
    pub fn any_deeper(&self, fields: &[Field]) -> bool {
        let names = self.names.as_ref();
        names.is_none_or(|names| fields.iter().any(|f| names.deeper.contains(f.name())))
    }

    /// Whether nothing is left out.
    pub fn is_all(&self) -> bool {
        self.names.is_none()
    }

    /// `make()` if the field may be printed, else nothing.
    pub fn then<T: Default>(&self, field: Field, make: impl FnOnce() -> T) -> T {
        if self.field(field) {
            make()
        } else {
            T::default()
        }
    }
}

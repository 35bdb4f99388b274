//! Which names the templates of a page write: what none of them writes need not be made.
//!
//! A field of a view can only be printed by a template that has its name inside a tag. The names are gathered by `render`, which
//! knows templates; here they are only asked for.

use std::sync::Arc;

use rapidhash::RapidHashSet;

/// The names that the templates of one kind of page write, in any tag of any of them.
#[derive(Clone, Debug, Default)]
pub struct Reads {
    names: Option<Arc<Names>>,
}

/// Names as templates write them.
#[derive(Clone, Debug, Default)]
pub struct Names {
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
    pub fn only(names: Names) -> Self {
        Self {
            names: Some(Arc::new(names)),
        }
    }

    /// Whether a field of this name may be printed.
    pub fn name(&self, field: &str) -> bool {
        let names = self.names.as_ref();
        names.is_none_or(|names| names.all.contains(field))
    }

    /// Whether a field of this name may be printed of a part of the view: not of the page's own variable itself.
    pub fn deeper(&self, field: &str) -> bool {
        let names = self.names.as_ref();
        names.is_none_or(|names| names.deeper.contains(field))
    }

    /// Whether nothing is left out.
    pub fn is_all(&self) -> bool {
        self.names.is_none()
    }

    /// `make()` if the field may be printed, else nothing.
    pub fn then<T: Default>(&self, field: &str, make: impl FnOnce() -> T) -> T {
        if self.name(field) {
            make()
        } else {
            T::default()
        }
    }
}

//! The name of a field, for whoever asks whether templates write it.

/// A field of a view by the name that templates write. `field!` makes it, from a field that there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field(&'static str);

impl Field {
    /// For `field!` alone: a name that is written by hand would go on compiling when the field has another.
    #[doc(hidden)]
    pub const fn named(name: &'static str) -> Self {
        Self(name)
    }

    /// As templates write it.
    pub fn name(self) -> &'static str {
        self.0
    }
}

/// `field!(EntryView.groups)`: a [`Field`]; one that the view does not have does not compile.
macro_rules! field {
    ($view:ident.$field:ident) => {{
        const _: fn(&$crate::view::$view) = |view| {
            let _ = &view.$field;
        };
        $crate::view::Field::named(stringify!($field))
    }};
}
pub(crate) use field;

//! What becomes of the table of phrases: an entry for each, in order, and the method of [`Words`](super::Words) that says it.

/// From the table: the entries, and a method for each.
macro_rules! phrases {
    ($($name:ident($($argument:ident),*) = $form:literal $(| $others:literal)?;)*) => {
        /// The phrases in the order of the table: a name is where its phrase stands.
        #[derive(Clone, Copy)]
        #[expect(non_camel_case_types, reason = "named as the phrases are")]
        pub(super) enum At {
            $($name,)*
        }

        impl Words {
            $(
                #[doc = concat!("\"", $form, "\"")]
                pub fn $name(&self, $($argument: impl Said),*) -> String {
                    self.fill(At::$name as usize, &[$((stringify!($argument), &$argument)),*])
                }
            )*
        }

        /// The table.
        pub(super) const TABLE: &[Entry] = &[
            $(Entry {
                name: stringify!($name),
                arguments: &[$(stringify!($argument)),*],
                english: forms!($form $(| $others)?),
            },)*
        ];
    };
}

/// The forms of a phrase.
macro_rules! forms {
    ($one:literal | $others:literal) => {
        &[(Category::One, $one), (Category::Other, $others)]
    };
    ($all:literal) => {
        &[(Category::Other, $all)]
    };
}

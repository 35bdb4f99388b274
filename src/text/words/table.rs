//! What becomes of the table of phrases: an entry for each, in order, and the method of [`Words`](super::Words) that says it.

/// From a file of the table: the entries, and a method for each.
macro_rules! phrases {
    (@first; $($rest:tt)*) => { phrases! { @from 0; $($rest)* } };
    (@behind $before:ident; $($rest:tt)*) => { phrases! { @from super::$before::END; $($rest)* } };
    (@from $start:expr; $($name:ident($($argument:ident),*) = $form:literal $(| $others:literal)?;)*) => {
        /// How many phrases stand before these.
        pub(super) const START: usize = $start;

        /// How many there are up to the last of these.
        pub(super) const END: usize = START + TABLE.len();

        /// The phrases in the order of the file: a name is where its phrase stands in it.
        #[derive(Clone, Copy)]
        #[expect(non_camel_case_types, reason = "named as the phrases are")]
        pub(in super::super) enum At {
            $($name,)*
        }

        impl $crate::text::words::Words {
            $(
                #[doc = concat!("\"", $form, "\"")]
                pub fn $name(&self, $($argument: impl $crate::text::words::Said),*) -> String {
                    self.fill(START + At::$name as usize, &[$((stringify!($argument), &$argument)),*])
                }
            )*
        }

        /// The entries of this file.
        pub(super) const TABLE: &[$crate::text::words::Entry] = &[
            $($crate::text::words::Entry {
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
        &[
            ($crate::text::words::Category::One, $one),
            ($crate::text::words::Category::Other, $others),
        ]
    };
    ($all:literal) => {
        &[($crate::text::words::Category::Other, $all)]
    };
}

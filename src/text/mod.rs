//! Pure functions on words: folding for comparison, excerpts, slugs, near misses, addresses, lines of YAML; [`name`]s of files, [`route`]s.

mod address;
mod collate;
mod difference;
mod ends;
mod excerpt;
mod fold;
mod form;
pub mod name;
mod nearest;
pub mod route;
pub mod script;
mod sentences;
mod signs;
mod slug;
pub mod words;
pub(crate) mod yaml;

pub(crate) use self::yaml::{quoted, yaml_key, yaml_typed, yaml_value};
pub use self::{
    address::{
        begins_like_address, file_of, is_external, is_safe_address, lacks_host, lacks_scheme,
        percent_decoded,
    },
    collate::{Collation, DIGITS, Letters, SIGNS},
    difference::{around, difference},
    ends::{word_ends, word_starts},
    excerpt::sentence_range,
    fold::{Folded, fold},
    form::{Bench, Genre},
    nearest::{Suggestions, nearest},
    slug::{count_words, first_words, slug},
    words::Words,
};

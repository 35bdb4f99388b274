//! Pages in other languages than English: dates, the words of a site's own, and no English ones left.

mod dates;
mod own_words;
mod pages;

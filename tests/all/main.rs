//! Everything that is tested from outside, in one program: what is linked once, a touched file does not link twenty times.
//! `cargo test --test all lists::` runs one part.

mod addresses;
mod archive;
mod beside;
mod bounds;
mod cited;
mod citing;
mod content;
mod diagnostics;
mod drafts;
mod editing;
mod eject;
mod exporters;
mod exports;
mod fields;
mod files;
mod foreign;
mod history;
mod importing;
mod incremental;
mod interface;
mod invariants;
mod json_again;
mod languages;
mod ledger;
mod links;
mod lists;
mod live;
mod map;
mod metadata;
mod mistakes;
mod picking;
mod pictures;
mod publishing;
mod remarks;
mod reminders;
mod reporting;
mod schemas;
mod seal;
mod search;
#[cfg(feature = "serve")]
mod serve;
#[cfg(feature = "serve")]
mod serve_http;
#[cfg(feature = "serve")]
mod serve_watch;
mod site;
mod speech;
mod splices;
mod tei_again;
mod testsuite;
mod themes;
mod theming;
mod timeline;
mod tongues;
mod unsaved;
mod versions;
mod words;
mod writer;
mod writing;

//! postil: a static site generator for annotated archives.
//!
//! Transcripts and YAML files of annotations beside them become an interlinked static site. The way from the one to the other,
//! stage by stage, each a module that knows the type it is handed and the type it makes, and no other stage:
//!
//! ```text
//! site folder ──load──▶ Archive ──anchor, bind──▶ Edition ──plan──▶ Plan ──render──▶ bytes ──write──▶ public/
//!             as authored,          quotes anchored,      which pages,    a view each,     only what changed;
//!             spans kept            names bound,          each with       then its         what we made and no
//!                                   backlinks known       its route       template         longer plan, removed
//! ```
//!
//! Every stage may add [`source::diag::Diagnostic`]s, remarks to the author about the content; only trouble with the machine is an `Err`.
//! [`pipeline`] is this picture as code. In reading order:
//!
//! | Module | What it holds |
//! |---|---|
//! | [`cli`] | the command line: the only code that prints |
//! | [`pipeline`] | the flow: `build` and `check` differ in where they stop; and what sealing would write |
//! | `serve` | the live preview: HTTP, reloading, watching |
//! | [`load`] | files to what authors wrote, each file looked at alone |
//! | [`anchor`] | quotes to places, each transcript looked at alone |
//! | [`bind`] | names to things, and who refers to whom: the [`bind::Edition`] |
//! | `check` | lints over the edition |
//! | [`reader`] | all that may be taken from the edition by what is made of it, and a note of what was taken |
//! | [`export`] | the site in other formats, for programs: feed, sitemaps, `robots.txt` |
//! | `pages` | the `pages::Plan`, and the view of each page |
//! | [`cite`] | how a transcript is cited: plain values in styles and in the formats of programs |
//! | [`view`] | what templates see: the contract with theme authors, plain data |
//! | `render` | views to bytes, through template layers |
//! | `incremental` | what a build keeps for the next one, and what changed since |
//! | `output` | bytes to the output folder, and files of the archive that postil writes itself, safely |
//! | [`import`] | files of others to what archives are made of, a format each; and an account of all that they hold |
//! | [`writer`] | what [`load`] reads, written; and changes of YAML that touch nothing else |
//! | [`archive`] | what authors write, as plain data |
//! | [`markdown`], [`text`], [`date`] | pure functions that stages share: [`text::name`] says when two names are one, [`text::route`] where pages stand |
//! | [`source`] | the files of a site, on disk or unsaved, texts, places in them, [remarks](source::diag) about them; what tells that they and what was made of them are what they were |
//! | [`search`] | words as they are looked for, and the index that readers search: bytes of plain values |
//! | `html` | what a finished page gives and asks for |
//! | `leftover` | what version control leaves in the place of words |

pub mod anchor;
pub mod archive;
pub mod bind;
mod check;
pub mod cite;
pub mod cli;
pub mod date;
pub mod export;
mod html;
pub mod import;
mod incremental;
mod leftover;
pub mod load;
pub mod markdown;
mod output;
mod pages;
pub mod pipeline;
pub mod reader;
mod render;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
pub mod source;
pub mod text;
pub mod view;
pub mod writer;

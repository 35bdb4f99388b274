//! postil: a static site generator for annotated archives.
pub mod anchor;
pub mod archive;
pub mod bind;
pub mod check;
pub mod cli;
pub mod config;
pub mod date;
pub mod diag;
pub mod load;
pub mod markdown;
pub mod output;
pub mod pages;
pub mod pipeline;
pub mod render;
pub mod route;
pub mod source;
pub mod text;

//! What tells that values and files are what they were: [`Digest`](digest::Digest)s of values, [`Stamp`](stamp::Stamp)s of files.

pub mod digest;
pub mod stamp;

//! The preview: a small HTTP server with live reload ([`http`]), and the watching of the input files ([`watch`]).
//!
//! | Module | What it holds |
//! |---|---|
//! | [`preview`] | a live site behind the server, and the loop that follows the editor |
//! | [`site`] | what the server asks of a site |
//! | [`http`] | the server: binding, running, stopping |
//! | [`events`] | who is told of changes: the event streams of the open pages |
//! | [`watch`] | bursts of changed paths |
//! | `respond`, `request`, `hosts`, `page`, `file` | parts of the server |
//! | `burst`, `finding`, `scope` | parts of the watching |

mod burst;
pub mod events;
mod file;
mod finding;
mod hosts;
pub mod http;
mod links;
mod page;
pub mod preview;
mod request;
mod respond;
mod scope;
pub mod site;
pub mod watch;

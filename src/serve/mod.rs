//! The preview: a small HTTP server with live reload ([`http`]), and the watching of the input files ([`watch`]).
//!
//! | Module | What it holds |
//! |---|---|
//! | [`preview`] | a live site behind the server, and the loop that follows the editor |
//! | [`http`] | the server: what it asks of a site, binding, running, stopping |
//! | [`events`] | who is told of changes: the event streams of the open pages |
//! | [`watch`] | bursts of changed paths |
//! | `respond`, `request`, `hosts`, `page`, `file`, `channel` | parts of the server |
//! | `burst`, `finding`, `scope` | parts of the watching |

mod burst;
mod channel;
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
pub mod watch;

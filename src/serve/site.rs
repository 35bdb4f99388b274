//! What the server asks of a site: an answer for each path.

use std::{borrow::Cow, path::PathBuf, sync::Arc};

/// What the preview shows. Called from many threads at once; may render, and may block.
pub trait Site: Send + Sync + 'static {
    /// The answer for a path below the site's base path: percent-decoded, without a leading slash, such as `""`,
    /// `"topics/"` or `"transcripts/x.html"`. No segment is `..`, `.`, or empty (save the last), and none holds NUL or
    /// a backslash.
    fn answer(&self, path: &str) -> Answer;

    /// The diagnostics to lay over the page, as finished HTML; `None` when all is well.
    fn overlay(&self) -> Option<String>;
}

/// What a [`Site`] has at a path.
#[derive(Clone)]
pub enum Answer {
    /// A page or other file made in memory.
    Bytes {
        /// The whole file.
        bytes: Arc<[u8]>,
        /// Tells whether two answers have equal bytes.
        digest: [u8; 32],
        /// The content type.
        kind: Cow<'static, str>,
    },
    /// A file on disk (an asset), streamed; media players may ask for a range of it.
    File {
        /// Where the file is.
        path: PathBuf,
        /// The content type.
        kind: Cow<'static, str>,
    },
    /// The thing is at this other path below the base (decoded, as in [`Site::answer`]).
    Moved(String),
    /// Nothing is there.
    Missing {
        /// The 404 page, HTML.
        bytes: Arc<[u8]>,
    },
}

//! What a browser is given besides the page's own bytes: the script for live reload, and the version it has. Pure, save
//! that the version of a file on disk is read from the disk.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
};

use crate::serve::{request::Base, site::Answer};

/// Where the preview's own files lie, below the base.
pub(crate) const SCRIPT: &str = "_postil/reload.js";
/// The event streams' path, below the base.
pub(crate) const EVENTS: &str = "_postil/events";

/// The page with the script before its last `</body>`, or at its end.
pub(crate) fn with_script(page: &[u8], base: &Base, path: &str, version: &str) -> Vec<u8> {
    let tag = format!(
        r#"<script src="{}{SCRIPT}" data-digest="{version}" data-path="{}" async></script>"#,
        escape(base.encoded()),
        escape(path)
    );
    let (before, after) = page.split_at(end_of_body(page));
    [before, tag.as_bytes(), after].concat()
}

fn end_of_body(page: &[u8]) -> usize {
    const END: &[u8] = b"</body";
    page.windows(END.len() + 1)
        .rposition(|window| {
            let (name, next) = window.split_at(END.len());
            // Not the end of some `</body-text>`.
            name.eq_ignore_ascii_case(END) && (next == b">" || next[0].is_ascii_whitespace())
        })
        .unwrap_or(page.len())
}

/// Makes text fit for an attribute in double quotes.
fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('"', "&quot;")
        .replace('<', "&lt;")
}

/// Differs when two answers differ, as hexadecimal digits. May read the disk.
pub(crate) fn version(answer: &Answer) -> String {
    match answer {
        Answer::Bytes { digest, .. } => digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        Answer::Missing { bytes } => hash_of("missing", bytes),
        Answer::Moved(to) => hash_of("moved", to),
        Answer::File { path, .. } => hash_of("file", file_state(path)),
    }
}

/// Length and time of last change; enough to notice that a file was written anew.
fn file_state(path: &Path) -> Option<(u64, Option<std::time::SystemTime>)> {
    let metadata = std::fs::metadata(path).ok()?;
    Some((metadata.len(), metadata.modified().ok()))
}

/// Sixty-four bits are plenty to tell two versions of one page apart, and std's hasher is the same for a whole run.
fn hash_of(kind: &str, content: impl Hash) -> String {
    let mut hasher = DefaultHasher::new();
    (kind, content).hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scripted(page: &str) -> String {
        let base = Base::new("/sub/").unwrap();
        String::from_utf8(with_script(page.as_bytes(), &base, "a\"&<b", "00ff")).unwrap()
    }

    const TAG: &str = r#"<script src="/sub/_postil/reload.js" data-digest="00ff" data-path="a&quot;&amp;&lt;b" async></script>"#;

    #[test]
    fn script_goes_before_the_last_end_of_body() {
        assert_eq!(
            scripted("<pre></body></pre></BODY ></html>"),
            format!("<pre></body></pre>{TAG}</BODY ></html>")
        );
        assert_eq!(scripted("x</body-text>"), format!("x</body-text>{TAG}"));
    }

    #[test]
    fn script_goes_to_the_end_of_a_page_without_body() {
        assert_eq!(scripted(""), TAG);
        assert_eq!(scripted("<p>x</body"), format!("<p>x</body{TAG}"));
    }

    #[test]
    fn version_differs_when_the_answer_does() {
        let bytes = |text: &str| text.as_bytes().into();
        let page = Answer::Bytes {
            bytes: bytes("x"),
            digest: [0xab; 32],
            kind: "text/html".into(),
        };
        assert_eq!(version(&page), "ab".repeat(32));
        let gone = Answer::Missing { bytes: bytes("x") };
        assert_eq!(version(&gone), version(&gone.clone()));
        assert_ne!(
            version(&gone),
            version(&Answer::Missing { bytes: bytes("y") })
        );
        assert_ne!(
            version(&Answer::Moved("a".into())),
            version(&Answer::Moved("b".into()))
        );
    }
}

//! Why something is not read.

/// Why what stands at a path is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A link leads out of the site's folder.
    Outside,
    /// A link leads to what is hidden in the site's folder: its path from there.
    Hidden(String),
    /// A link leads to nothing: what it says.
    Nowhere(String),
    /// A link leads back to itself, straight or over other links.
    Loop,
    /// A link leads to a folder that holds it.
    Circle,
    /// It is no file: a pipe, a socket, a device.
    Special(&'static str),
    /// It is a file where a folder is expected.
    File,
    /// It is a folder where a file is expected.
    Folder,
    /// A link leads to the output, or to a folder that holds it.
    Output,
    /// Its name holds a back-slash, which is a border between names on other systems, or is not Unicode.
    Name(&'static str),
    /// Folders lie in each other deeper than anything should.
    Deep,
    /// More links to folders were followed than anything needs.
    Many,
    /// The system says why.
    Unreadable(String),
}

//! A file that is to be imported.

use std::sync::OnceLock;

use super::{
    charset::{self, Charset, Decoded},
    package::Package,
    unreadable::Unreadable,
};

/// A file that is to be imported: its name and its bytes; read as text, or as files within a file, when somebody asks.
#[derive(Debug)]
pub struct ImportFile {
    name: String,
    bytes: Vec<u8>,
    charset: Option<Charset>,
    text: OnceLock<Result<Decoded, Unreadable>>,
    package: OnceLock<Result<Package, Unreadable>>,
}

impl ImportFile {
    /// A file with this name, without folders; `charset`, if whoever imports says so.
    pub fn new(name: impl Into<String>, bytes: Vec<u8>, charset: Option<Charset>) -> Self {
        Self {
            name: name.into(),
            bytes,
            charset,
            text: OnceLock::new(),
            package: OnceLock::new(),
        }
    }

    /// Its name, without folders: `interview.docx`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its name without what says its format: `interview`.
    pub fn stem(&self) -> &str {
        match self.name.rsplit_once('.') {
            Some((stem, _)) if !stem.is_empty() => stem,
            _ => &self.name,
        }
    }

    /// What its name says of its format, in lower case: `docx`; nothing, if it does not.
    pub fn extension(&self) -> String {
        let found = self
            .name
            .rsplit_once('.')
            .filter(|(stem, _)| !stem.is_empty());
        found
            .map(|(_, extension)| extension.to_lowercase())
            .unwrap_or_default()
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// It as a text.
    ///
    /// # Errors
    /// When it is none, or not in the character set that was asked for.
    pub fn decoded(&self) -> Result<&Decoded, Unreadable> {
        let read = || match self.is_package() || self.is_binary() {
            true => Err(Unreadable::new(self.looks_like())),
            false => charset::decode(&self.bytes, self.charset),
        };
        self.text.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// Its text, or nothing if it is none.
    pub fn text(&self) -> &str {
        self.decoded().map_or("", |decoded| decoded.text.as_str())
    }

    /// The first letters of its text, 4,096 bytes at most: enough to see what it is.
    pub fn head(&self) -> &str {
        let text = self.text();
        &text[..text.floor_char_boundary(4096)]
    }

    /// Whether it is files within a file (a `.docx`, an `.odt`, a `.qdpx`).
    pub fn is_package(&self) -> bool {
        self.bytes.starts_with(b"PK\x03\x04")
    }

    /// The files within it.
    ///
    /// # Errors
    /// When it is no such file, or a damaged one, or larger than it may be.
    pub fn package(&self) -> Result<&Package, Unreadable> {
        let read = || Package::read(&self.bytes);
        self.package
            .get_or_init(read)
            .as_ref()
            .map_err(Clone::clone)
    }

    fn is_binary(&self) -> bool {
        let head = &self.bytes[..self.bytes.len().min(1024)];
        let known = KNOWN.iter().any(|(magic, _)| head.starts_with(magic));
        known || (head.contains(&0) && charset::decode(head, None).is_err())
    }

    /// What it is, for whoever cannot import it; in lower case without a full stop.
    pub fn looks_like(&self) -> String {
        if self.bytes.is_empty() {
            return "the file is empty".to_owned();
        }
        let known = KNOWN
            .iter()
            .find(|(magic, _)| self.bytes.starts_with(magic));
        match known {
            Some((_, what)) => format!("the file is {what}"),
            None if self.is_package() => {
                "the file is a package of files, and no Word, OpenDocument or REFI-QDA file"
                    .to_owned()
            }
            None => "no format is known that looks like this file".to_owned(),
        }
    }
}

/// How files begin that are something else than they may be called, and what to do with them.
const KNOWN: &[(&[u8], &str)] = &[
    (
        b"%PDF-",
        "a PDF: run `pdftotext -layout FILE.pdf FILE.txt`, and import what that writes",
    ),
    (
        b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1",
        "of an old Office (.doc): save it as .docx, and import that",
    ),
    (
        b"{\\rtf",
        "Rich Text (.rtf): save it as .docx, and import that",
    ),
    (b"\x89PNG", "a picture"),
    (b"\xFF\xD8\xFF", "a picture"),
    (b"GIF8", "a picture"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
    (b"RIFF", "a recording"),
    (
        b"\x1F\x8B",
        "packed by gzip: unpack it, and import what is in it",
    ),
    (
        b"7z\xBC\xAF\x27\x1C",
        "packed by 7-Zip: unpack it, and import what is in it",
    ),
];

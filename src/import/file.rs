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
        // A sign that no page can hold may be damage; where each tenth is one, it is no text.
        let is_text = charset::decode(head, self.charset).is_ok_and(|decoded| {
            let odd = |c: &char| c.is_control() && !matches!(c, '\t' | '\n' | '\u{c}' | '\u{1b}');
            let count = decoded.text.chars().filter(odd).count();
            count * 10 <= decoded.text.chars().count()
        });
        known || (!is_text && head.iter().any(|byte| *byte < 32))
    }

    /// Whether it is a file of Office that a password locks.
    fn is_locked(&self) -> bool {
        memchr::memmem::find(&self.bytes, ENCRYPTED).is_some()
    }

    fn looks_like_package(&self) -> String {
        let package = match self.package() {
            Ok(package) => package,
            Err(unreadable) => return unreadable.message,
        };
        let has = |name: &str, words: &str| {
            let bytes = package.file(name).unwrap_or_default();
            memchr::memmem::find(bytes, words.as_bytes()).is_some()
        };
        let known = PACKAGES.iter().find(|(name, words, _)| has(name, words));
        match known {
            Some((_, _, what)) => format!("the file is {what}"),
            None => "the file is a package of files, and no Word, OpenDocument or REFI-QDA file"
                .to_owned(),
        }
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
            Some(_) if self.is_locked() => LOCKED.to_owned(),
            Some((_, what)) => format!("the file is {what}"),
            None if self.is_package() => self.looks_like_package(),
            None => "no format is known that looks like this file".to_owned(),
        }
    }
}

/// Whoever has the password opens it, and saves it without one.
const LOCKED: &str =
    "the file is encrypted by a password: open it, save it without the password, and import that";
/// What Office calls the stream of an encrypted file ([MS-OFFCRYPTO], section 2.3.4.4), in UTF-16.
const ENCRYPTED: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Packages that are something else, by words that a file in them has.
const PACKAGES: &[(&str, &str, &str)] = &[
    (
        "[Content_Types].xml",
        "spreadsheetml.sheet.main",
        "an Excel table (.xlsx): save it as .csv, and import that",
    ),
    (
        "[Content_Types].xml",
        "presentationml.",
        "a PowerPoint presentation (.pptx): save its text as .docx, and import that",
    ),
    (
        "mimetype",
        "opendocument.spreadsheet",
        "an OpenDocument table (.ods): save it as .csv, and import that",
    ),
    (
        "mimetype",
        "opendocument.presentation",
        "an OpenDocument presentation (.odp): save its text as .odt, and import that",
    ),
    (
        "mimetype",
        "application/epub+zip",
        "an e-book (.epub): convert it to .docx, and import that",
    ),
];

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

//! As which text the bytes of a file are read.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::unreadable::Unreadable;

/// A character set, by a name of the Encoding Standard (encoding.spec.whatwg.org, section 4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset(&'static Encoding);

/// A text, and how it came to be one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark; line feeds alone end its lines.
    pub text: String,
    /// Its character set.
    pub charset: &'static str,
    /// Whether neither the file nor anybody said so, and it was found out from the bytes.
    pub guessed: bool,
}

impl Charset {
    /// The set with this name: `gbk`, `windows-1252`.
    pub fn named(name: &str) -> Option<Self> {
        Encoding::for_label(name.trim().as_bytes()).map(Self)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.0.name()
    }
}

/// The text of a file: by what was asked for, its byte order mark, what an XML file says of itself, and else as UTF-8 if that is what it is; only
/// then by what letters the bytes would make.
///
/// # Errors
/// When the bytes are no text in that set.
pub(super) fn decode(bytes: &[u8], asked: Option<Charset>) -> Result<Decoded, Unreadable> {
    if let Some((charset, mark)) = Encoding::for_bom(bytes) {
        return whole(charset, &bytes[mark..], false);
    }
    if let Some(Charset(charset)) = asked {
        return whole(charset, bytes, false);
    }
    if let Some(charset) = without_mark(bytes) {
        return whole(charset, bytes, true);
    }
    if let Some(charset) = of_declaration(bytes) {
        return whole(charset, bytes, false);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(decoded(Cow::Borrowed(text), UTF_8, false));
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let charset = detector.guess(None, Utf8Detection::Allow);
    whole(charset, bytes, true)
}

fn whole(charset: &'static Encoding, bytes: &[u8], guessed: bool) -> Result<Decoded, Unreadable> {
    match charset.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(text) => Ok(decoded(text, charset, guessed)),
        None => Err(Unreadable::new(format!(
            "the file is no text in {}",
            charset.name()
        ))
        .help("say which character set it is in with `--charset NAME`: `windows-1252`, `gbk`, `utf-16le`")),
    }
}

fn decoded(text: Cow<'_, str>, charset: &'static Encoding, guessed: bool) -> Decoded {
    Decoded {
        text: match text.contains('\r') {
            true => text.replace("\r\n", "\n").replace('\r', "\n"),
            false => text.into_owned(),
        },
        charset: charset.name(),
        guessed,
    }
}

/// UTF-16 without a mark: of its first letters every other byte is nothing.
fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let first = bytes
        .get(..bytes.len().min(512))
        .filter(|first| first.len() >= 4)?;
    let zeros = |odd: usize| {
        first
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let half = first.len() / 2;
    match (zeros(0), zeros(1)) {
        (0, high) if high * 2 > half => Some(UTF_16LE),
        (high, 0) if high * 2 > half => Some(UTF_16BE),
        _ => None,
    }
}

/// `<?xml version="1.0" encoding="ISO-8859-1"?>` (XML 1.0, section 4.3.3).
fn of_declaration(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(200))?;
    let head = String::from_utf8_lossy(head);
    let declaration = head
        .trim_start()
        .strip_prefix("<?xml")?
        .split("?>")
        .next()?;
    let (_, said) = declaration.split_once("encoding")?;
    let said = said.trim_start().strip_prefix('=')?.trim_start();
    let quote = said.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let name = said[1..].split(quote).next()?;
    // What says so in bytes that can be read as such is in no set of two bytes a letter.
    let found = Encoding::for_label(name.as_bytes())?;
    (found != UTF_16LE && found != UTF_16BE && found != UTF_8).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(bytes: &[u8]) -> (String, &'static str, bool) {
        let decoded = decode(bytes, None).expect("a text");
        (decoded.text, decoded.charset, decoded.guessed)
    }

    #[test]
    fn marks_and_declarations_are_believed() {
        assert_eq!(
            said(b"\xEF\xBB\xBFa\r\nb\rc"),
            ("a\nb\nc".to_owned(), "UTF-8", false)
        );
        assert_eq!(
            said(b"\xFF\xFEa\0\xE9\0"),
            ("aé".to_owned(), "UTF-16LE", false)
        );
        let latin = b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE9</a>";
        let (text, charset, guessed) = said(latin);
        assert!(text.ends_with("<a>é</a>") && charset == "windows-1252" && !guessed);
    }

    #[test]
    fn what_says_nothing_is_found_out() {
        assert_eq!(said("naïve".as_bytes()).1, "UTF-8");
        let (gbk, _, _) =
            encoding_rs::GBK.encode("秘书长今天在布鲁塞尔的记者会上谈到了防止灭绝种族罪的问题。");
        let (text, charset, guessed) = said(&gbk);
        assert!(text.starts_with("秘书长") && guessed, "{charset}");
        assert_eq!(said(b"a\0b\0c\0d\0").0, "abcd");
        assert_eq!(
            said(b"He said \x93no\x94 \x96 twice").0,
            "He said “no” – twice"
        );
    }

    #[test]
    fn what_was_asked_for_is_held_to() {
        let asked = Charset::named("utf-8");
        assert!(decode(b"\xE9\xE9", asked).is_err());
        assert_eq!(Charset::named("no such set"), None);
    }
}

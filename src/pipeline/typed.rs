//! What somebody typed at a terminal, as it is taken and compared.

use crate::text::{self, name};

/// The words of a line: composed (NFC), without blanks and invisible signs at their ends.
pub fn words(line: &str) -> String {
    let blank = |c: char| c.is_whitespace() || name::is_invisible(c);
    name::nfc(line.trim_matches(blank)).into_owned()
}

/// A short answer as it is compared: in small letters, wide ones as plain ones, without invisible signs.
pub fn folded(answer: &str) -> String {
    text::fold(answer).trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_alike_are_alike() {
        assert_eq!(words(" \u{200f}Bo Yu\u{308}\u{200e}\r\n"), "Bo Y\u{fc}");
        assert_eq!(folded(" Ｙ\u{200d}ＥＳ "), "yes");
        assert_eq!(folded("１２"), "12");
    }
}

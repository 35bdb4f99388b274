//! Which signs are one sign to whoever looks for a quote: the table of `docs/formats.md`.
//!
//! Sources print, and keyboards give, different signs for one thing. What differs here is never a word: an apostrophe, a prime and the
//! ʻokina, “this” and «that», a dash and a longer one. Signs that are letters of their own script (the Arabic hamza, the Hebrew ayin) are
//! words and stay.

/// What every quote and apostrophe becomes.
pub(super) const QUOTE: char = '\'';

/// What every dash becomes.
pub(super) const DASH: char = '-';

/// What a sign is one of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// A single quote, apostrophe or prime, or a letter sign that is written with one where it cannot be typed.
    Single,
    /// A double quote.
    Double,
    /// As many primes as two quotes have.
    TwoQuotes,
    /// A hyphen or dash.
    Dash,
}

/// What `c` is one of, if anything.
pub(super) fn sign(c: char) -> Option<Sign> {
    if c.is_ascii() {
        return match c {
            '\'' | '`' => Some(Sign::Single),
            '"' => Some(Sign::Double),
            '-' | '~' => Some(Sign::Dash),
            _ => None,
        };
    }
    match c {
        c if is_single(c) => Some(Sign::Single),
        c if is_double(c) => Some(Sign::Double),
        c if is_dash(c) => Some(Sign::Dash),
        // Triple and quadruple primes.
        '\u{2034}' | '\u{2037}' | '\u{2057}' => Some(Sign::TwoQuotes),
        _ => None,
    }
}

/// Whether an ASCII sign is one of them.
pub(super) fn is_ascii_sign(b: u8) -> bool {
    matches!(b, b'\'' | b'`' | b'"' | b'-' | b'~')
}

fn is_single(c: char) -> bool {
    matches!(c,
        // Quotes: Quotation_Mark=Yes, and those of ornament.
        '\u{2018}'..='\u{201b}' | '\u{2039}' | '\u{203a}' | '\u{300e}' | '\u{300f}' | '\u{fe43}' | '\u{fe44}' | '\u{ff07}'
        | '\u{275b}' | '\u{275c}' | '\u{275f}' | '\u{276e}' | '\u{276f}'
        // Acute and grave accents that stand alone, also those of Greek.
        | '\u{b4}' | '\u{2ca}' | '\u{2cb}' | '\u{2ce}' | '\u{2cf}' | '\u{2f4}' | '\u{384}' | '\u{1fef}' | '\u{1ffd}' | '\u{ff40}'
        // Greek signs of breathing that stand alone.
        | '\u{1fbd}' | '\u{1fbf}' | '\u{1ffe}'
        // Primes, also those that are letters (the soft sign in transliteration) or numeral signs.
        | '\u{2032}' | '\u{2035}' | '\u{2b9}' | '\u{374}' | '\u{2c8}'
        // Apostrophes that are letters, the ʻokina, half rings and commas for hamza and ayin, saltillo, glottal stops, Egyptian alef and ain.
        | '\u{2bb}'..='\u{2c1}' | '\u{2d2}' | '\u{2d3}' | '\u{2e4}' | '\u{294}' | '\u{295}' | '\u{a78b}' | '\u{a78c}'
        | '\u{a722}'..='\u{a725}'
        // Armenian, Hebrew (geresh), N'Ko.
        | '\u{559}'..='\u{55b}' | '\u{5f3}' | '\u{7f4}' | '\u{7f5}')
}

fn is_double(c: char) -> bool {
    matches!(c,
        // Quotes: Quotation_Mark=Yes, and those of ornament.
        '\u{ab}' | '\u{bb}' | '\u{201c}'..='\u{201f}' | '\u{2e42}' | '\u{300c}' | '\u{300d}' | '\u{301d}'..='\u{301f}'
        | '\u{fe41}' | '\u{fe42}' | '\u{ff02}' | '\u{ff62}' | '\u{ff63}' | '\u{275d}' | '\u{275e}' | '\u{2760}'
        | '\u{1f676}'..='\u{1f678}'
        // Double primes, apostrophes and accents that stand alone.
        | '\u{2033}' | '\u{2036}' | '\u{2ba}' | '\u{2ee}' | '\u{2dd}' | '\u{2f5}' | '\u{2f6}'
        // Hebrew (gershayim).
        | '\u{5f4}')
}

/// Dash=Yes, and signs that are typed or converted in the place of such.
fn is_dash(c: char) -> bool {
    matches!(
        c,
        // Armenian, Hebrew (maqaf), Canadian syllabics, Mongolian, Yezidi, Garay.
        '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{10ead}' | '\u{10d6e}' | '\u{2010}'
            ..='\u{2015}' | '\u{2053}' | '\u{207b}' | '\u{208b}' | '\u{2212}'
        | '\u{2e17}' | '\u{2e1a}' | '\u{2e3a}' | '\u{2e3b}' | '\u{2e40}' | '\u{2e5d}'
        // Wave dashes, and the Japanese double hyphen.
        | '\u{301c}' | '\u{3030}' | '\u{30a0}'
        | '\u{fe31}' | '\u{fe32}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
        // The modifier letter, the bullet, lines of boxes and the heavy sign for a minus; tildes for wave dashes.
        | '\u{2d7}' | '\u{2043}' | '\u{2500}' | '\u{2501}' | '\u{2796}' | '\u{2dc}' | '\u{223c}' | '\u{ff5e}'
    )
}

/// White space of any kind, and the blank of Braille.
pub(super) fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}'
}

/// What cannot be seen: what no name is told apart by, and the anchors of interlinear annotation.
pub(super) fn is_invisible(c: char) -> bool {
    !c.is_ascii() && (crate::text::name::is_invisible(c) || matches!(c, '\u{fff9}'..='\u{fffb}'))
}

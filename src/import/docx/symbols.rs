//! Signs of the fonts Symbol and Wingdings, which have places of their own there.

/// The letters of the font Symbol from 0x41 to 0x5A, and from 0x61 to 0x7A (Adobe's encoding of that font).
const GREAT: &str = "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ";
const SMALL: &str = "αβχδεφγηιϕκλμνοπθρστυϖωξψζ";
/// Others of it.
const SYMBOL: &[(u32, char)] = &[
    (0xA2, '′'),
    (0xA3, '≤'),
    (0xA5, '∞'),
    (0xAB, '↔'),
    (0xAC, '←'),
    (0xAD, '↑'),
    (0xAE, '→'),
    (0xAF, '↓'),
    (0xB0, '°'),
    (0xB1, '±'),
    (0xB2, '″'),
    (0xB3, '≥'),
    (0xB4, '×'),
    (0xB6, '∂'),
    (0xB7, '•'),
    (0xB8, '÷'),
    (0xB9, '≠'),
    (0xBA, '≡'),
    (0xBB, '≈'),
    (0xBC, '…'),
    (0xD2, '®'),
    (0xD3, '©'),
    (0xD4, '™'),
    (0xD6, '√'),
    (0xE5, '∑'),
];
/// Those of Wingdings that people use for words.
const WINGDINGS: &[(u32, char)] = &[
    (0x4A, '☺'),
    (0x4C, '☹'),
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0xA7, '▪'),
    (0xA8, '☐'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE1, '↑'),
    (0xE2, '↓'),
    (0xE8, '➔'),
    (0xEF, '⇦'),
    (0xF0, '⇨'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
];

/// The sign of a `w:sym`, if there is one for it in Unicode.
pub(super) fn sign(font: &str, code: &str) -> Option<char> {
    let code = u32::from_str_radix(code, 16).ok()?;
    let own = match code {
        0xF000..=0xF0FF => code - 0xF000,
        0..=0xFF => code,
        _ => return char::from_u32(code).filter(|c| !matches!(c, '\u{E000}'..='\u{F8FF}')),
    };
    let font = font.to_lowercase();
    let of = |table: &[(u32, char)]| {
        let found = table.iter().find(|(at, _)| *at == own);
        found.map(|(_, sign)| *sign)
    };
    let nth = |letters: &str, from: u32| letters.chars().nth(usize::try_from(own - from).ok()?);
    match own {
        0x41..=0x5A if font == "symbol" => nth(GREAT, 0x41),
        0x61..=0x7A if font == "symbol" => nth(SMALL, 0x61),
        0x20..=0x40 | 0x5B..=0x60 | 0x7B..=0x7D if font == "symbol" => char::from_u32(own),
        _ if font == "symbol" => of(SYMBOL),
        _ if font.starts_with("wingdings") => of(WINGDINGS),
        _ if font.starts_with("webdings") => None,
        0x20..=0x7E => char::from_u32(own),
        _ => None,
    }
}

//! Names of months and seasons as editors write them in English.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The month of a name or of its first letters (three at least).
pub(super) fn month_named(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    let name = if name == "sept" { "sep" } else { &name };
    let position = MONTHS
        .iter()
        .position(|month| name.len() >= 3 && month.to_lowercase().starts_with(name));
    position.and_then(|i| u8::try_from(i + 1).ok())
}

/// The code of a season's name.
pub(super) fn season_named(name: &str) -> Option<u8> {
    match name.to_lowercase().as_str() {
        "spring" => Some(21),
        "summer" => Some(22),
        "autumn" | "fall" => Some(23),
        "winter" => Some(24),
        _ => None,
    }
}

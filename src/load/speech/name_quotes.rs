//! Quotation marks that are part of a name: those of Hebrew abbreviations, and those round what somebody is called.

use std::borrow::Cow;

/// What opens and closes words.
const PAIRS: &[(char, char)] = &[('"', '"'), ('“', '”'), ('„', '“'), ('„', '”'), ('«', '»')];

/// What somebody is called has so many words at most.
const CALLED: usize = 2;

/// A name without the quotation marks that are part of it; all others stay.
pub(super) fn without(name: &str) -> Cow<'_, str> {
    let is_quote = |c: char| PAIRS.iter().any(|(open, close)| c == *open || c == *close);
    if !name.contains(is_quote) {
        return Cow::Borrowed(name);
    }
    let mut kept = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(at) = rest.find(is_quote) {
        let (before, behind) = rest.split_at(at);
        kept.push_str(before);
        if let Some((called, after)) = called(before, behind) {
            kept.push_str(called);
            rest = after;
            continue;
        }
        let mut signs = behind.chars();
        let quote = signs.next();
        rest = signs.as_str();
        kept.extend(quote.filter(|_| !is_gershayim(before, rest)));
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// Whether a quotation mark stands before the last letter of a Hebrew abbreviation, as it is typed for gershayim: `היו"ר`, `ח"כ`.
fn is_gershayim(before: &str, behind: &str) -> bool {
    let is_letter = |c: char| matches!(c, '\u{5d0}'..='\u{5ea}');
    before.ends_with(is_letter) && behind.starts_with(is_letter)
}

/// What somebody is called, between the parts of the name, and what stands behind it: `Jane “Jo” Roe`.
fn called<'n>(before: &str, quoted: &'n str) -> Option<(&'n str, &'n str)> {
    let mut signs = quoted.chars();
    let open = signs.next()?;
    let inside = signs.as_str();
    let closes = |c: char| PAIRS.contains(&(open, c));
    let (called, rest) = inside.split_once(closes)?;
    let is_word = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().all(char::is_alphanumeric)
    };
    let mut words = called.split(' ');
    let fits = words.clone().count() <= CALLED && words.all(is_word);
    let surname = rest.strip_prefix(' ')?;
    let between = before.ends_with(' ') && surname.starts_with(char::is_uppercase);
    (fits && between).then_some((called, rest))
}

#[cfg(test)]
mod tests {
    use super::without;

    #[test]
    fn quotes_of_names_go_and_others_stay() {
        for (name, bare) in [
            ("היו\"ר דוד כהן", "היור דוד כהן"),
            ("ח”כ דנה לוי", "חכ דנה לוי"),
            ("Jane \"Jo\" Roe", "Jane Jo Roe"),
            ("Jane “Big Jo” Roe", "Jane Big Jo Roe"),
            ("Roe", "Roe"),
        ] {
            assert_eq!(without(name), bare, "{name}");
        }
        for name in [
            "He said \"No\"",
            "\"Jo\" Roe",
            "The word \"norm\" Roe used",
            "Jane \"Jo\" and Max",
            "Jane \"Jo Roe",
            "Jane \"Jo, of the mill\" Roe",
            "אמר \"לא\" היה",
            "\"",
            "„“”",
        ] {
            assert_eq!(without(name), name);
        }
    }
}
